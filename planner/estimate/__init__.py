"""What the past says about the next guess: ranges that hold 80 %, and the chance that a day fits.

Pure, and made of the standard library alone. An `Estimator` is told of finished tasks one by one; it can be made anew
from the store at any time. A forecast is made thus:

    sample      past outcomes actual / estimate, counted by how near their estimates are in size
    past        everything -> tags -> words -> title, each level shrunk towards the one above it
    blend       heard by size, by kind, and the last of it alone, each by how likely it held what came: people differ
    lateness    tilted by how late in a usual day it is
    record      the ends moved outward where too many lay beyond them; the guess corrected as far as that has paid
    total       a day is drawn task by task, then corrected by where past days of its size ended
    day         and laid out on the page, for the time of its end
"""

from __future__ import annotations

from planner.estimate.estimator import Estimator, Told
from planner.estimate.values import Basis, Forecast, Task

__all__ = ["Basis", "Estimator", "Forecast", "Task", "Told"]

"""What the past says about the next guess: ranges that hold 80 %, and the chance that a day fits.

Pure, and made of the standard library alone. An `Estimator` is told of finished tasks one by one; it can be made anew
from the store at any time.
"""

from __future__ import annotations

from planner.estimate.estimator import Estimator
from planner.estimate.values import Basis, Forecast, Task

__all__ = ["Basis", "Estimator", "Forecast", "Task"]

"""Looking back: figures of guess and actual over days, weeks and years, each one in words too.

Pure: pages and past tasks go in, frozen figures come out. The window draws them, the sheet prints them, the command
line lists them. `look_back` makes all figures of a `Span` but three: the calibration, which takes longer; and the
layers and the evening, which are of one day.
"""

from __future__ import annotations

from planner.review.calibration import Calibration, calibration_of
from planner.review.evening import Evening, EveningRow, evening_of
from planner.review.figures import Review, all_sentences, look_back
from planner.review.layers import Layers, layers_of
from planner.review.pairs import By
from planner.review.span import Span, SpanProblem
from planner.review.wording import Sentence

__all__ = [
    "By",
    "Calibration",
    "Evening",
    "EveningRow",
    "Layers",
    "Review",
    "Sentence",
    "Span",
    "SpanProblem",
    "all_sentences",
    "calibration_of",
    "evening_of",
    "layers_of",
    "look_back",
]

"""The estimator's own record: how its ranges held and its corrections paid, and what follows from that."""

from __future__ import annotations

import math

from planner.estimate.sample import STEP, Ends, Mixture

END = 0.1  # of the outcomes may lie beyond each end of a range
WIDENED = 0.2  # how much each outcome too many beyond an end sharpens that share, in log
DEBT = 2.0  # outcomes too many that a size is charged with before it is known
LEAST = 0.01
SMALL = math.log(1.1)  # a correction within 10 % needs no more than a middle that lies there
NEARER = 0.65  # a larger one must be nearer the truth with this chance
PAID, KEPT = 1.0, 5.0  # corrections are made when they would have paid so much; more than KEPT is not remembered


class Margins:
    """For each size of estimate, how many outcomes too many lay below the range and above it: it widens, outward only.

    A range that holds more than it should is left alone: half of all outcomes are as estimated, on its very end. Of a
    size that is little known it is wider: there its ends are guessed from few.
    """

    def __init__(self) -> None:
        self._too_many: dict[int, tuple[float, float]] = {}

    def shares(self, size: int) -> tuple[float, float]:
        """The shares of outcomes that may lie below the range and above it."""
        below, above = (max(LEAST, END * math.exp(-WIDENED * max(0.0, many))) for many in self._of(size))
        return below, above

    def learn(self, size: int, is_below: bool, is_above: bool) -> None:
        below, above = self._of(size)
        self._too_many[size] = (below + is_below - END, above + is_above - END)

    def _of(self, size: int) -> tuple[float, float]:
        return self._too_many.get(size, (DEBT, DEBT))


class Corrections:
    """Whether a guess is corrected: by as much as is probably nearer the truth, if such corrections have paid."""

    def __init__(self) -> None:
        self._paid = 0.0

    def made(self, mixture: Mixture, ends: Ends) -> float:
        return proposed(mixture, ends) if self._paid >= PAID else 0.0

    def learn(self, correction: float, outcome: float) -> None:
        """A correction that was proposed, made or not."""
        self._paid = min(KEPT, self._paid + abs(outcome) - abs(outcome - correction))


def proposed(mixture: Mixture, ends: Ends) -> float:
    """The largest correction (log) up to the median that is small, or nearer the truth with enough chance."""
    median = mixture.at(0.5)
    side = 1 if median > 0 else -1
    for cell in sorted((each for each in mixture.cells if 0 < each * side <= median * side), key=abs, reverse=True):
        correction = ends.middle(cell)
        half = correction / 2 / STEP
        nearer = 1 - mixture.below(half) if side > 0 else mixture.below(half)
        if abs(correction) <= SMALL or nearer >= NEARER:
            return correction
    return 0.0

"""The estimator's own record: how its ranges held and its corrections paid, and what follows from that."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from planner.estimate.sample import STEP, Ends, Mixture

END = 0.1  # of the outcomes may lie beyond each end of a range
WIDENED = 0.2  # how much each outcome too many beyond an end sharpens that share, in log
DEBT = 2.0  # outcomes too many that a size is charged with before it is known
LEAST = 0.01
SMALL = math.log(1.1)  # a correction within 10 % needs no more than a middle that lies there
FIRST = 200  # outcomes: a record so young bears only what is nearly certain
CERTAIN = 0.8  # the chance to be nearer the truth that even a small correction must have then
NEARER = (
    0.58,
    0.64,
    0.7,
    1.0,
)  # later: what a larger one must have. The least of them that has kept its promise counts
PROMISE = 0.655  # of the corrections over 10 % that a bar lets pass, so many must come out nearer the truth
DOUBT = 20.0  # so many of them a bar is believed to let pass, right as often as it asks, before it has a record
MEMORY = 100  # such corrections
PAID, KEPT, LOST = 1.0, 5.0, -0.5  # the gain (log) from which corrections are made; the most and least remembered


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


@dataclass(slots=True)
class Bar:
    """The chance to be nearer the truth that a correction must have, and how those fared that had it, made or not.

    `right` and `moved` count corrections over 10 %, the older ones less.
    """

    nearer: float
    paid: float = 0.0
    right: float = 0.0
    moved: float = 0.0

    @property
    def holds(self) -> bool:
        return self.paid >= PAID and self.right + DOUBT * self.nearer >= PROMISE * (self.moved + DOUBT)

    def learn(self, correction: float, outcome: float) -> None:
        gain = abs(outcome) - abs(outcome - correction)
        self.paid = max(LOST, min(KEPT, self.paid + gain))
        if abs(correction) > SMALL:
            self.right = self.right * (1 - 1 / MEMORY) + (gain > 0)
            self.moved = self.moved * (1 - 1 / MEMORY) + 1


class Corrections:
    """Whether a guess is corrected, and how far: as far as such corrections have paid and come nearer the truth."""

    def __init__(self) -> None:
        self._seen = 0
        self._young = Bar(CERTAIN)
        self._bars = [Bar(nearer) for nearer in NEARER]

    def made(self, mixture: Mixture, ends: Ends) -> float:
        if self._seen < FIRST:
            return proposed(mixture, ends, CERTAIN, small=0.0) if self._young.holds else 0.0
        bar = next((bar for bar in self._bars if bar.holds), None)
        return proposed(mixture, ends, bar.nearer) if bar else 0.0

    def learn(self, mixture: Mixture, ends: Ends, outcome: float) -> None:
        """What would have been corrected, by each bar, beside what came."""
        self._seen += 1
        if mixture.at(0.5) == 0:
            return
        if self._seen < FIRST:
            self._young.learn(proposed(mixture, ends, CERTAIN, small=0.0), outcome)
        for bar in self._bars:
            bar.learn(proposed(mixture, ends, bar.nearer), outcome)


def proposed(mixture: Mixture, ends: Ends, nearer: float, *, small: float = SMALL) -> float:
    """The largest correction (log) up to the median that is `small`, or nearer the truth with this chance."""
    return next((each for each, chance in _corrections(mixture, ends) if abs(each) <= small or chance >= nearer), 0.0)


def _corrections(mixture: Mixture, ends: Ends) -> Iterator[tuple[float, float]]:
    """The corrections up to the median, the largest first, each with its chance to be nearer the truth."""
    median = mixture.at(0.5)
    side = 1 if median > 0 else -1
    for cell in sorted((each for each in mixture.cells if 0 < each * side <= median * side), key=abs, reverse=True):
        correction = ends.middle(cell)
        below = mixture.below(correction / 2 / STEP)
        yield correction, 1 - below if side > 0 else below

"""The total of a day: what its tasks drawn at random add up to, corrected by how earlier days came out.

Tasks drawn each for itself know nothing of the evening, at which long days are cut, nor of what is put into short
ones. So each past day tells where in its foretold spread it ended, and counts for a new day by how near it is in size.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

KEPT = 1000  # days: those before are forgotten
NEAR = 0.2  # days are alike in size within this, in log
DRAWN = 20.0  # past days of the very size have as much say as the draws when they are so many
NARROWEST = 0.02


class Foretold(NamedTuple):
    """Of tasks to come: their guesses together in minutes, and the mean and variance of what they may take."""

    planned: float
    mean: float
    variance: float

    def __add__(self, other: object) -> Foretold:
        assert isinstance(other, Foretold)
        return Foretold(*(mine + its for mine, its in zip(self, other, strict=True)))

    @property
    def spread(self) -> Spread:
        """As if the total's logarithm lay on a bell, which sums of many tasks nearly do."""
        width = max(NARROWEST, math.sqrt(math.log1p(self.variance / self.mean**2)))
        return Spread(math.log(self.mean) - width**2 / 2, width)


class Spread(NamedTuple):
    """The middle and the width of a total in log."""

    middle: float
    width: float

    def place(self, total: float) -> float:
        """Where a total lies, in widths from the middle."""
        return (math.log(total) - self.middle) / self.width

    def total(self, place: float) -> float:
        return math.exp(self.middle + place * self.width)


NOTHING = Foretold(0.0, 0.0, 0.0)


@dataclass(slots=True)
class _Open:
    """The day whose tasks are being told."""

    day: dt.date
    foretold: Foretold = NOTHING
    took: float = 0.0
    whole: bool = True


@dataclass(slots=True)
class Days:
    """Past days: how much was planned (in log), and where in its foretold spread the day ended."""

    _open: _Open | None = None
    _past: deque[tuple[float, float]] = field(default_factory=lambda: deque(maxlen=KEPT))

    def tell(self, day: dt.date | None, foretold: Foretold, took: float, finished: bool) -> None:
        """A task of a day. The day is learned when one of another day is told, unless something stayed unfinished."""
        if self._open and self._open.day != day:
            self._close(self._open)
            self._open = None
        if day is not None:
            told = self._open = self._open or _Open(day)
            told.foretold += foretold
            told.took += took
            told.whole = told.whole and finished

    def _close(self, told: _Open) -> None:
        if told.whole:
            self._past.append((math.log(told.foretold.planned), told.foretold.spread.place(told.took)))

    def begun(self, day: dt.date | None) -> float:
        """The minutes planned of a day that have been told already."""
        return self._open.foretold.planned if self._open and self._open.day == day else 0.0

    def corrected(self, foretold: Foretold, planned: float, drawn: Sequence[float]) -> list[float]:
        """For each total that was drawn the one of its rank after past days have had their say.

        `planned` is the size of the whole day. The less of it is left to foretell, the less past days have to say:
        they tell of whole ones.
        """
        size, left, spread = math.log(planned), foretold.planned / planned, foretold.spread
        voices = [(place, left * math.exp(-0.5 * ((size - each) / NEAR) ** 2)) for each, place in self._past]
        voices += [(spread.place(total), times * DRAWN / len(drawn)) for total, times in Counter(drawn).items()]
        voices.sort()
        up_to = list(accumulate(weight for _, weight in voices))
        whole, count = up_to[-1], len(drawn)
        chosen = [bisect_left(up_to, (number + 0.5) / count * whole) for number in range(count)]
        totals = {number: spread.total(voices[number][0]) for number in set(chosen)}
        result = [0.0] * count
        for rank, number in zip(sorted(range(count), key=drawn.__getitem__), chosen, strict=True):
            result[rank] = totals[number]
        return result

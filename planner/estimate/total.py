"""The total of a day: what its tasks drawn at random add up to, corrected by how earlier days came out.

Tasks drawn each for itself know nothing of the evening, at which long days are cut, nor of what is put into short
ones. So each past day tells where in its foretold spread it ended, and counts for a new day by how near it is in size.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from statistics import NormalDist
from typing import NamedTuple

KEPT = 1000  # days: those before are forgotten
NEAR = 0.2  # days are alike in size within this, in log
SAYS = (6.0, 40.0, 300.0)  # how many past days have as much say as the draws: what has served best is taken
LEVELS = (0.1, 0.5, 0.9)
NARROWEST = 0.02


class Foretold(NamedTuple):
    """Of tasks to come: their guesses together in minutes, and the mean and variance of what they may take."""

    planned: float
    mean: float
    variance: float

    def __add__(self, other: object) -> Foretold:
        assert isinstance(other, Foretold)
        return Foretold(*(mine + its for mine, its in zip(self, other, strict=True)))

    def place(self, total: float) -> float:
        """Where in this spread a total lies, in its widths from its middle."""
        return (math.log(total) - self._middle) / self._width

    def total(self, place: float) -> float:
        return math.exp(self._middle + place * self._width)

    @property
    def _middle(self) -> float:
        return math.log(self.mean) - self._width**2 / 2

    @property
    def _width(self) -> float:
        return max(NARROWEST, math.sqrt(math.log1p(self.variance / self.mean**2)))


PLAIN = [NormalDist().inv_cdf((number + 0.5) / 40) for number in range(40)]  # draws, nearly, when learning
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
    _losses: dict[float, float] = field(default_factory=lambda: dict.fromkeys(SAYS, 0.0))
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
        if not told.whole:
            return
        size, place = math.log(told.foretold.planned), told.foretold.place(told.took)
        for say in SAYS:
            voices = self._voices(size, PLAIN, say)
            self._losses[say] += sum(pinball(place - voices.at(level), level) for level in LEVELS)
        self._past.append((size, place))

    def _voices(self, size: float, drawn: Sequence[float], say: float) -> _Voices:
        past = [(place, math.exp(-0.5 * ((size - each) / NEAR) ** 2)) for each, place in self._past]
        return _Voices([*past, *((place, say / len(drawn)) for place in drawn)])

    def begun(self, day: dt.date | None) -> float:
        """The minutes planned of a day that have been told already."""
        return self._open.foretold.planned if self._open and self._open.day == day else 0.0

    def corrected(self, foretold: Foretold, planned: float, drawn: Sequence[float]) -> list[float]:
        """For each total that was drawn the one of its rank after past days have had their say.

        `planned` is the size of the whole day, of which `foretold` may be what is left.
        """
        places = [foretold.place(total) for total in drawn]
        say = min(SAYS, key=lambda each: (self._losses[each], -each))
        voices = self._voices(math.log(planned), places, say)
        result = [0.0] * len(drawn)
        for number, rank in enumerate(sorted(range(len(drawn)), key=drawn.__getitem__)):
            result[rank] = foretold.total(voices.at((number + 0.5) / len(drawn)))
        return result


class _Voices:
    """Places by their weights."""

    def __init__(self, weighted: Sequence[tuple[float, float]]) -> None:
        ordered = sorted(weighted)
        self._places = [place for place, _ in ordered]
        self._up_to = list(accumulate(weight for _, weight in ordered))

    def at(self, share: float) -> float:
        return self._places[bisect_left(self._up_to, share * self._up_to[-1] - 1e-9)]


def pinball(error: float, level: float) -> float:
    """What a quantile costs that an outcome lies so much above: least in the mean when the level is right."""
    return error * level if error > 0 else -error * (1 - level)

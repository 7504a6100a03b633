"""How late in a day's work it is, and what that does to the odds: late tasks are cut, early ones run over."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from planner.estimate.sample import Mixture

KNOWN_DAYS = 3  # before them nothing is said
MOST = 3.0  # usual days
MEMORY = 30  # the usual day follows the last ones, about so many
VARIANCE = 1.0  # of the shift in the odds (log), for each feature, before anything is known
SURE = 0.98  # being as estimated always keeps a chance


class Odds:
    """How features shift the odds of an event that has odds already: logistic regression, learned one by one."""

    def __init__(self, features: int) -> None:
        self._weights = [0.0] * features
        self._covariance = [[VARIANCE * (row == column) for column in range(features)] for row in range(features)]

    def shifted(self, share: float, features: Sequence[float]) -> float:
        certain = min(max(share, 1e-4), 1 - 1e-4)
        shift = sum(weight * feature for weight, feature in zip(self._weights, features, strict=True))
        return 1 / (1 + (1 - certain) / certain * math.exp(-shift))

    def learn(self, share: float, features: Sequence[float], happened: bool) -> None:
        """One step of Newton's method with what is still unknown (the covariance) as its length."""
        said = self.shifted(share, features)
        unknown = [sum(c * f for c, f in zip(row, features, strict=True)) for row in self._covariance]
        heard = said * (1 - said)
        gain = 1 / (1 + heard * sum(u * f for u, f in zip(unknown, features, strict=True)))
        for row, first in enumerate(unknown):
            self._weights[row] += first * (happened - said) * gain
            for column, second in enumerate(unknown):
                self._covariance[row][column] -= heard * gain * first * second


class Lateness:
    """What has been worked on the day, against a usual day of this person."""

    def __init__(self) -> None:
        self._day: dt.date | None = None
        self._worked = 0.0
        self._usual = 0.0
        self._days = 0
        self._under, self._over = Odds(2), Odds(2)

    def work(self, day: dt.date | None, minutes: float) -> None:
        """So much was worked. Another day makes the last one known."""
        if day != self._day:
            if self._worked and self._day:
                self._days += 1
                self._usual += (self._worked - self._usual) / min(self._days, MEMORY)
            self._day, self._worked = day, 0.0
        self._worked += minutes

    def tilted(self, mixture: Mixture, day: dt.date | None, guess: float) -> Mixture:
        features = self._features(day, guess)
        if features is None:
            return mixture
        under = self._under.shifted(mixture.below(0), features)
        over = self._over.shifted(1 - mixture.below(0.5), features)
        scale = min(1.0, SURE / (under + over))
        return mixture.tilted(under * scale, over * scale)

    def learn(self, mixture: Mixture, day: dt.date | None, guess: float, cell: int) -> None:
        """A task whose outcome fell into a cell, of the mixture before it was tilted."""
        if features := self._features(day, guess):
            self._under.learn(mixture.below(0), features, cell < 0)
            self._over.learn(1 - mixture.below(0.5), features, cell > 0)

    def _features(self, day: dt.date | None, guess: float) -> tuple[float, float] | None:
        """The work done, and by how much the task would go beyond a usual day: both in usual days."""
        if day is None or self._days < KNOWN_DAYS:
            return None
        done = self._worked / self._usual if day == self._day else 0.0
        return min(MOST, done), min(MOST, max(0.0, done + guess / self._usual - 1))

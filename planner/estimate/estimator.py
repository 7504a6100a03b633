"""The estimator: past ratios of actual to estimate, told one by one."""

from __future__ import annotations

import bisect
import math
from collections.abc import Sequence
from random import Random

from planner.estimate.values import Basis, Forecast, Task

DEFAULT_MINUTES = 30.0  # of a task that nobody has guessed, while nothing is known


class Estimator:
    """Forecasts from finished tasks. Predict, then observe: the order of the calls is the order of time."""

    def __init__(self) -> None:
        self._ratios: list[float] = []

    def predict(self, task: Task) -> Forecast:
        """What a task will take, by what has been observed so far."""
        guess = float(task.estimate or DEFAULT_MINUTES)
        basis = Basis("all" if self._ratios else "none", len(self._ratios), self._words())
        likely, low, high = (guess * self._quantile(share) for share in (0.5, 0.1, 0.9))
        return Forecast(likely, low, high, basis)

    def observe(self, task: Task, actual: float, *, finished: bool = True) -> None:
        """Learn what a task took, in minutes. One that is not `finished` has taken at least so much."""
        if not finished or not task.estimate or not actual > 0 or not math.isfinite(actual):
            return
        bisect.insort(self._ratios, actual / task.estimate)

    def predict_total(self, tasks: Sequence[Task]) -> Forecast:
        """The work minutes of a whole day of tasks."""
        totals = sorted(sum(draw) for draw in self.draws(tasks, 1000, seed=1))
        likely, low, high = (totals[int(share * (len(totals) - 1))] for share in (0.5, 0.1, 0.9))
        return Forecast(likely, low, high, Basis("all" if self._ratios else "none", len(self._ratios), self._words()))

    def draws(self, tasks: Sequence[Task], count: int, *, seed: int) -> list[list[float]]:
        """So many days at random: in each the minutes of every task, in their order. The same seed, the same days."""
        random = Random(seed)
        guesses = [float(task.estimate or DEFAULT_MINUTES) for task in tasks]
        return [[guess * self._quantile(random.random()) for guess in guesses] for _ in range(count)]

    def _quantile(self, share: float) -> float:
        if not self._ratios:
            return 1.0
        return self._ratios[min(len(self._ratios) - 1, int(share * len(self._ratios)))]

    def _words(self) -> str:
        n = len(self._ratios)
        return f"{n} box{'' if n == 1 else 'es'}" if n else "nothing yet"

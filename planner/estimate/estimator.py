"""The estimator: told of finished tasks one by one, it says what the next will take.

What was guessed is forecast as a ratio actual / estimate; what was not, as minutes. The distribution is a weighted
sample of past outcomes (past.py); the guess itself is the middle of it, since no correction is made that the data do
not bear.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from planner.estimate.past import Past, Trust, Trusts
from planner.estimate.sample import STEP, Ends, Mixture, Weights, add, cell_of, size_of
from planner.estimate.values import Basis, Forecast, Task

if TYPE_CHECKING:
    from planner.domain.values import Page
    from planner.estimate.day import DayForecast

USUAL = 30.0  # minutes of a task that nobody has guessed, while nothing is known
TIED = 0.5  # of the prior: as estimated
SPREAD = 0.4  # of the rest, in log
RATIO_MAX = 32.0  # what goes further, either way, is taken for a slip of the pen and counts as so much
MINUTES_MAX = 10_080.0  # a week
LOW, HIGH = 0.1, 0.9
DAYS = 500  # drawn for a total

RATIO_TRUSTS = Trusts(
    wide=Trust(10, 0.3), narrow=Trust(10, 0.1), tag=Trust(40, 0.3), tags=Trust(25, 0.3), word=Trust(40, 0.3),
    title=Trust(4, 0.1),
)  # fmt: skip
MINUTES_TRUSTS = Trusts(
    wide=Trust(3, 0.3), narrow=Trust(3, 0.3), tag=Trust(3, 0.3), tags=Trust(2, 0.3), word=Trust(5, 0.3),
    title=Trust(1, 0.3),
)  # fmt: skip


def bell(middle: float, spread: float, reach: float) -> Weights:
    """A prior of two exponential slopes, of weight 1."""
    cells = range(cell_of(middle - reach), cell_of(middle + reach) + 1)
    weights = {cell: math.exp(-abs(cell * STEP - middle) / spread) for cell in cells}
    whole = sum(weights.values())
    return {cell: weight / whole for cell, weight in weights.items()}


def ratio_prior() -> Weights:
    weights = {cell: weight * (1 - TIED) for cell, weight in bell(0.05, SPREAD, 1.6).items()}
    add(weights, [(0, TIED)])
    return weights


def minutes_prior() -> Weights:
    return bell(math.log(USUAL), 0.5, 2.0)


@dataclass(frozen=True, slots=True)
class Outlook:
    """The distribution of what one task may take: outcomes in log around a `scale` of minutes."""

    scale: float
    mixture: Mixture
    ends: Ends
    basis: Basis

    def minutes(self, outcome: float) -> float:
        """Rounded, so that what was whole minutes is so again."""
        return round(self.scale * math.exp(outcome), 6)


class Estimator:
    """Forecasts from finished tasks. Predict, then observe: the order of the calls is the order of time."""

    def __init__(self) -> None:
        self._ratios = Past(ratio_prior(), RATIO_TRUSTS)
        self._minutes = Past(minutes_prior(), MINUTES_TRUSTS)
        self._ratio_ends = Ends()
        self._minute_ends = Ends()

    def predict(self, task: Task) -> Forecast:
        """What a task will take, by what has been observed so far.

        Where nobody guessed, or the guess is none (0, below, not a number), it is what such tasks took.
        """
        found = self._outlook(task)
        ends, mixture = found.ends, found.mixture
        low, high = ends.low(mixture.at(LOW)), ends.high(mixture.at(HIGH))
        middle = 0.0 if guess_of(task) else ends.middle(mixture.at(0.5))
        likely = found.minutes(middle)
        return Forecast(likely, min(likely, found.minutes(low)), max(likely, found.minutes(high)), found.basis)

    def observe(self, task: Task, actual: float, *, finished: bool = True) -> None:
        """Learn what a task took, in minutes. One that is not `finished` has taken at least so much.

        An actual of nothing, below nothing or no number says nothing and is passed over. A week is the most that
        counts, and 32 times the guess or a 32nd of it.
        """
        if not (math.isfinite(actual) and actual > 0):
            return
        spent = min(actual, MINUTES_MAX)
        if guess := guess_of(task):
            ratio = max(1 / RATIO_MAX, min(RATIO_MAX, spent / guess))
            self._learn(self._ratios, self._ratio_ends, task, size_of(guess), math.log(ratio), finished)
        self._learn(self._minutes, self._minute_ends, task, 0, math.log(max(1.0, spent)), finished)

    def learn(self, history: Iterable[tuple[Task, float, bool]]) -> None:
        """A long history at once, oldest first: tasks, what they took, whether they were finished."""
        for task, actual, finished in history:
            self.observe(task, actual, finished=finished)

    def predict_total(self, tasks: Sequence[Task]) -> Forecast:
        """The work minutes of a whole day of tasks."""
        if not tasks:
            return Forecast(0.0, 0.0, 0.0, Basis("none", 0, "nothing yet"))
        totals = sorted(sum(draw) for draw in self.draws(tasks, DAYS, seed=1))
        low, likely, high = (round(totals[int(share * DAYS)], 6) for share in (LOW, 0.5, HIGH))
        return Forecast(likely, low, high, self._ratios.basis())

    def draws(self, tasks: Sequence[Task], count: int, *, seed: int) -> list[list[float]]:
        """So many days at random: in each the minutes of every task, in their order. The same seed, the same days."""
        random = Random(seed)
        columns = [self._drawn(self._outlook(task), count, random) for task in tasks]
        return [list(day) for day in zip(*columns, strict=True)] if columns else [[] for _ in range(count)]

    def forecast_day(self, page: Page, now: dt.datetime, *, by: int | None = None) -> DayForecast:
        """When a page's planned work will be done, and how surely by its end, or by another page minute `by`."""
        from planner.estimate.day import forecast  # most who ask for a range never ask for a day

        return forecast(self, page, now, by=by)

    def _drawn(self, outlook: Outlook, count: int, random: Random) -> list[float]:
        mixture = outlook.mixture
        values = [outlook.minutes(outlook.ends.middle(cell)) for cell in mixture.cells]
        return random.choices(values, cum_weights=mixture.up_to, k=count)

    def _outlook(self, task: Task) -> Outlook:
        if guess := guess_of(task):
            mixture, basis = self._ratios.mixture(task, size_of(guess))
            return Outlook(guess, mixture, self._ratio_ends, basis)
        mixture, basis = self._minutes.mixture(task, 0)
        return Outlook(1.0, mixture, self._minute_ends, basis)

    def _learn(self, past: Past, ends: Ends, task: Task, size: int, outcome: float, finished: bool) -> None:
        if finished:
            past.learn(task, size, [(ends.see(outcome), 1.0)])
        else:
            past.learn(task, size, past.mixture(task, size)[0].above(cell_of(outcome)))


def guess_of(task: Task) -> float | None:
    """The guess in minutes, from one to a week; None where there is none."""
    guess = task.estimate
    if guess is None or not (math.isfinite(guess) and guess > 0):
        return None
    return max(1.0, min(MINUTES_MAX, float(guess)))

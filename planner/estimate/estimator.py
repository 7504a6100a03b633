"""The estimator: told of finished tasks one by one, it says what the next will take.

What was guessed is forecast as a ratio actual / estimate; what was not, as minutes. The distribution is a weighted
sample of past outcomes (past.py, blend.py); the guess itself is the middle of it, since no correction is made that the
data do not bear.
"""

from __future__ import annotations

import datetime as dt
import math
import operator
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from random import Random
from typing import TYPE_CHECKING

from planner.estimate.blend import Blend
from planner.estimate.lateness import Lateness
from planner.estimate.past import Past, Said, Trust, Trusts
from planner.estimate.record import END, Corrections, Margins
from planner.estimate.sample import ROUNDING, STEP, Ends, Mixture, Shares, Weights, add, cell_of, size_of
from planner.estimate.total import Days, Foretold
from planner.estimate.values import Basis, Forecast, Task

if TYPE_CHECKING:
    from planner.domain.values import Page
    from planner.estimate.day import DayForecast

Told = tuple[Task, float, bool]  # a task, what it took in minutes, and whether it was finished

USUAL = 30.0  # minutes of a task that nobody has guessed, while nothing is known
TIED = 0.5  # of the prior: as estimated
SPREAD = 0.4  # of the rest, in log
RATIO_MAX = 32.0  # what goes further, either way, is taken for a slip of the pen and counts as so much
MINUTES_MAX = 10_080.0  # a week
DAYS = 500  # drawn for a total
NEWEST = 1500  # of a long history, on which the estimator checks itself
LEARNED, CHECKED = 16, 2  # tasks in a step of learning, without and with a check

RATIO_TRUSTS = Trusts(
    wide=Trust(10, 0.5), narrow=Trust(15, 0.1), tag=Trust(40, 0.3), word=Trust(40, 0.3), title=Trust(4, 0.2)
)
KIND_TRUSTS = Trusts(  # of a person who is off by the kind of the task, whatever its size
    wide=Trust(10, 0.5), narrow=Trust(15, 0.1), tag=Trust(6, 1.0), word=Trust(15, 1.0), title=Trust(2, 1.0)
)
MINUTES_TRUSTS = Trusts(
    wide=Trust(3, 0.3), narrow=Trust(3, 0.3), tag=Trust(3, 0.3), word=Trust(5, 0.3), title=Trust(2, 0.3)
)


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
    planned: float
    mixture: Mixture
    ends: Ends
    basis: Basis
    at_size: bool

    @property
    def foretold(self) -> Foretold:
        values = [self.scale * math.exp(self.ends.middle(cell)) for cell in self.mixture.cells]
        weights = list(self.mixture.weights())
        mean = sum(map(operator.mul, values, weights))
        variance = sum(weight * (value - mean) ** 2 for value, weight in zip(values, weights, strict=True))
        return Foretold(self.planned, mean, variance)

    def minutes(self, outcome: float) -> float:
        """Rounded, so that what was whole minutes is so again."""
        return round(self.scale * math.exp(outcome), 6)

    def drawn(self, count: int, random: Random) -> list[float]:
        values = [self.minutes(self.ends.middle(cell)) for cell in self.mixture.cells]
        return random.choices(values, cum_weights=self.mixture.up_to, k=count)


class Estimator:
    """Forecasts from finished tasks. Predict, then observe: the order of the calls is the order of time."""

    def __init__(self) -> None:
        self._ratios = Blend(ratio_prior(), RATIO_TRUSTS, KIND_TRUSTS)
        self._minutes = Past(minutes_prior())
        self._ratio_ends = Ends()
        self._minute_ends = Ends()
        self._lateness = Lateness()
        self._margins = Margins()
        self._corrections = Corrections()
        self._days = Days()

    def predict(self, task: Task) -> Forecast:
        """What a task will take, by what has been observed so far.

        Where nobody guessed, or the guess is none (0, below, not a number), it is what such tasks took.
        """
        found = self._outlook(task)
        guess = guess_of(task)
        if guess is None:
            low, middle, high = (found.ends.middle(found.mixture.at(share)) for share in (END, 0.5, 1 - END))
        else:
            mixture = self._lateness.tilted(found.mixture, task.day, guess)
            low, middle, high = self._range(found, mixture, size_of(guess))
        return Forecast(found.minutes(middle), found.minutes(low), found.minutes(high), found.basis)

    def observe(self, task: Task, actual: float, *, finished: bool = True) -> None:
        """Learn what a task took, in minutes. One that is not `finished` has taken at least so much.

        An actual of nothing, below nothing or no number says nothing and is passed over. A week is the most that
        counts, and 32 times the guess or a 32nd of it.
        """
        if spent := spent_of(actual):
            self._check(task, spent, finished)
            self._absorb(task, spent, finished)

    def learn(self, history: Iterable[Told]) -> None:
        """A long history at once, oldest first.

        As if each task had been observed, but that the estimator checks itself on the newest of them only.
        """
        for _ in self.learning(history):
            pass

    def learning(self, history: Iterable[Told]) -> Iterator[None]:
        """The same in steps, each of less than a millisecond or two. Before the last nothing may be asked."""
        waiting: deque[Told] = deque()
        for number, told in enumerate(history):
            waiting.append(told)
            if len(waiting) > NEWEST:
                task, actual, finished = waiting.popleft()
                if spent := spent_of(actual):
                    self._absorb(task, spent, finished)
            if number % LEARNED == 0:
                yield
        for number, (task, actual, finished) in enumerate(waiting):
            self.observe(task, actual, finished=finished)
            if number % CHECKED == 0:
                yield

    def _check(self, task: Task, spent: float, finished: bool) -> None:
        """Hold what would be said of a task against what it took."""
        found = self._outlook(task)
        guess = guess_of(task)
        if guess is not None and finished:
            outcome, size = outcome_of(spent, guess), size_of(guess)
            mixture = self._lateness.tilted(found.mixture, task.day, guess)
            low, _, high = self._range(found, mixture, size)
            self._margins.learn(size, outcome < low - ROUNDING, outcome > high + ROUNDING)
            self._corrections.learn(mixture, found.ends, outcome)
            self._lateness.learn(found.mixture, task.day, guess, cell_of(outcome))
            self._ratios.weigh(task, size, cell_of(outcome))
        self._lateness.work(task.day, spent)
        self._days.tell(task.day, found.foretold, spent, finished)

    def _absorb(self, task: Task, spent: float, finished: bool) -> None:
        guess, minutes = guess_of(task), math.log(max(1.0, spent))
        if guess is not None:
            size, outcome = size_of(guess), outcome_of(spent, guess)
            shares = _seen(self._ratio_ends, outcome) if finished else _left(self._ratios.said(task, size), outcome)
            self._ratios.learn(task, size, shares)
        known = self._minutes
        shares = _seen(self._minute_ends, minutes) if finished else _left(known.said(task, 0, MINUTES_TRUSTS), minutes)
        known.learn(task, 0, shares)

    def _range(self, found: Outlook, mixture: Mixture, size: int) -> tuple[float, float, float]:
        """Outcomes: the low end, the likely one, the high end, in this order.

        A guess of a size unknown to those it is likened to is not corrected: it may well have been corrected already.
        """
        ends = found.ends
        middle = self._corrections.made(mixture, ends) if found.at_size else 0.0
        below, above = self._margins.shares(size)
        return min(middle, ends.low(mixture.at(below))), middle, max(middle, ends.high(mixture.at(1 - above)))

    def predict_total(self, tasks: Sequence[Task]) -> Forecast:
        """The work minutes of a whole day of tasks."""
        if not tasks:
            return Forecast(0.0, 0.0, 0.0, Basis("none", 0, "nothing yet"))
        totals = sorted(map(sum, self.draws(tasks, DAYS, seed=1)))
        low, likely, high = (round(totals[int(share * DAYS)], 6) for share in (END, 0.5, 1 - END))
        return Forecast(likely, low, high, self._ratios.basis())

    def draws(self, tasks: Sequence[Task], count: int, *, seed: int) -> list[list[float]]:
        """So many days at random: in each the minutes of every task, in their order. The same seed, the same days.

        The tasks of a day that has been observed in part are what is left of it.
        """
        if not tasks:
            return [[] for _ in range(count)]
        random = Random(seed)
        outlooks = [self._outlook(task) for task in tasks]
        days = list(zip(*(outlook.drawn(count, random) for outlook in outlooks), strict=True))
        foretold = reduce(operator.add, (outlook.foretold for outlook in outlooks))
        totals = list(map(sum, days))
        wanted = self._days.corrected(foretold, foretold.planned + self._days.begun(tasks[0].day), totals)
        if len(tasks) == 1:  # its day is the whole: what is wanted of that is wanted of it
            return [[minutes] for minutes in wanted]
        factors = map(operator.truediv, wanted, totals)
        return [[minutes * factor for minutes in day] for day, factor in zip(days, factors, strict=True)]

    def forecast_day(self, page: Page, now: dt.datetime, *, by: int | None = None) -> DayForecast:
        """When a page's planned work will be done, and how surely by its end, or by another page minute `by`."""
        from planner.estimate.day import forecast  # most who ask for a range never ask for a day

        return forecast(self, page, now, by=by)

    def _outlook(self, task: Task) -> Outlook:
        if guess := guess_of(task):
            said = self._ratios.said(task, size_of(guess))
            return Outlook(guess, guess, said.mixture, self._ratio_ends, said.basis, said.at_size)
        said = self._minutes.said(task, 0, MINUTES_TRUSTS)
        return Outlook(1.0, USUAL, said.mixture, self._minute_ends, said.basis, said.at_size)


def _seen(ends: Ends, outcome: float) -> Shares:
    return [(ends.see(outcome), 1.0)]


def _left(said: Said, outcome: float) -> Shares:
    """What came so far and was not finished: in shares of what was held possible from there on."""
    return said.mixture.from_cell_on(cell_of(outcome))


def guess_of(task: Task) -> float | None:
    """The guess in minutes, from one to a week; None where there is none."""
    guess = task.estimate
    if guess is None or not (math.isfinite(guess) and guess > 0):
        return None
    return max(1.0, min(MINUTES_MAX, float(guess)))


def spent_of(actual: float) -> float | None:
    """What a task took, a week at most; None where that is no time."""
    return min(actual, MINUTES_MAX) if math.isfinite(actual) and actual > 0 else None


def outcome_of(spent: float, guess: float) -> float:
    return math.log(max(1 / RATIO_MAX, min(RATIO_MAX, spent / guess)))

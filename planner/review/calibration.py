"""Whether the ranges held: each task of a span is forecast from what was known before it, then looked up.

The past is played again in its order (predict, see, learn), so that no task helps to forecast itself. A range counts
as it was said, in whole minutes or in fives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.domain.past import PastTask
from planner.estimate import Estimator, Task
from planner.estimate.wording import ends
from planner.review.pairs import is_time
from planner.review.span import Span
from planner.review.wording import FEW, Sentence, boxes

NEWEST = 2000  # forecasts that are made anew at most
LEARNT = 4000  # tasks before the first of them from which is learned at most


@dataclass(frozen=True, slots=True)
class Calibration:
    """Of `n` ranges that were to hold 80 %, so many held; the others ended `below` or `above` them."""

    n: int
    held: int
    below: int
    above: int

    @property
    def few(self) -> bool:
        return self.n < FEW

    @property
    def percent(self) -> int:
        """How many of a hundred held; 0 without any."""
        return round(100 * self.held / self.n) if self.n else 0

    def sentence(self) -> Sentence | None:
        """ "Of your 80 % ranges, 81 % held (96 boxes)."; None if there was none."""
        if not self.n:
            return None
        if self.few:
            return Sentence(f"80 % ranges: {boxes(self.n)}, too few to say how many hold.", quiet=True)
        strong = f"{self.percent} %"
        return Sentence(f"Of your 80 % ranges, {strong} held ({boxes(self.n)}).", strong)


def calibration_of(past: Iterable[PastTask], span: Span) -> Calibration:
    """Costs one forecast for each of the newest 2,000 tasks of the span, and one lesson for each, and for up to 4,000
    before them.
    """
    *_, last = calibrating(past, span)
    return last


def calibrating(past: Iterable[PastTask], span: Span) -> Iterator[Calibration]:
    """The same in steps of one task: what is known after each; at least one."""
    told = sorted((one for one in past if one.day <= span.last), key=lambda one: one.day)
    asked = [number for number, one in enumerate(told) if one.day in span and one.finished and is_time(one.actual)]
    newest = asked[-NEWEST:]
    begin = max(0, newest[0] - LEARNT) if newest else len(told)
    estimator, wanted, counts = Estimator(), set(newest), {-1: 0, 0: 0, 1: 0}
    yield Calibration(0, 0, 0, 0)
    for number, one in enumerate(told[begin:], begin):
        sign = _seen(estimator, one, number in wanted)
        if sign is not None:
            counts[sign] += 1
        yield Calibration(sum(counts.values()), counts[0], counts[-1], counts[1])


def _seen(estimator: Estimator, one: PastTask, asked: bool) -> int | None:
    """Where it ended: below (-1), within (0) or above (1) the range that was said before; None if none was."""
    task = Task(one.estimate, one.title, one.tags, one.day)
    sign = _sign(estimator, task, one.actual) if asked else None
    estimator.observe(task, one.actual, finished=one.finished)
    return sign


def _sign(estimator: Estimator, task: Task, actual: float) -> int | None:
    forecast = estimator.predict(task)
    if not forecast.basis.n:
        return None
    low, high = ends(forecast)
    return (round(actual) > high) - (round(actual) < low)

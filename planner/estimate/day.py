"""The forecast of a day: when its planned work will be done, how surely by the end of its hours, and what would help.

At least a thousand days are drawn from the past and each is gone through once (course.py). The same days are drawn for
every change that is tried, so that a difference is never luck. The work comes in slices of a few milliseconds:
`slices` may be left off between any two, when the plan has changed meanwhile.

What the forecast speaks of is what has a box, and what runs. Its end is the end of the page's hours; where the plan
itself goes on after that, the end of the plan; once that has passed, the end of the page. Work that ends after the page
is never done in time.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING, Literal, NamedTuple

from planner.domain import laws
from planner.domain.values import Page
from planner.estimate.course import Course
from planner.estimate.course import State as CourseState
from planner.estimate.drawn import DRAWS, by_leg, drawn
from planner.estimate.remaining import Remaining, remaining
from planner.estimate.values import Basis

if TYPE_CHECKING:
    from planner.estimate.estimator import Estimator

STEPS = 1500  # legs gone through in a slice: some 2 ms
WEIGHED = 10  # jobs weighed in a slice
TRIED = 12  # changes that are tried: those that free the most minutes
SCREENED = 64  # late draws on which they are compared first…
HELPS = 3  # …and how many of them are then tried on all, and told
WORTH = 0.05  # by how much the chance must rise for a change to be worth telling

State = Literal["none", "done", "open", "over"]


class Weight(NamedTuple):
    """A task's share in how uncertain the end of the day is (all shares: 1), and the minutes that 80 % of its draws
    still take of it. `begun` says that some of it is worked already.
    """

    entry: str | None
    title: str
    share: float
    low: int
    high: int
    begun: bool


class Help(NamedTuple):
    """Dropping a task, or carrying it over, and the chance to be done by the end then."""

    drop: str
    by_end: float


@dataclass(frozen=True, slots=True)
class DayForecast:
    """When the planned work of a page will be done.

    `state` is *none* where no work is planned, *done* where all of it is, *over* on an earlier or closed page, of which
    nothing is forecast: then there are no draws. `end` is the page minute that `by_end` speaks of; `finishes` are the
    page minutes of all draws in order. `weights` stand with the heaviest first, `helps` with the best. `waiting` holds
    the minutes of each open task without a box: they are not counted. `basis` is what the heaviest rests on.
    """

    state: State
    end: int
    length: int
    finishes: tuple[int, ...] = ()
    weights: tuple[Weight, ...] = ()
    helps: tuple[Help, ...] = ()
    waiting: tuple[int, ...] = ()
    basis: Basis | None = None

    @property
    def by_end(self) -> float | None:
        """The chance that all is done by the end: 1 when it is; None where nothing is forecast."""
        if self.state == "open":
            return self.chance(self.end)
        return 1.0 if self.state == "done" else None

    def chance(self, minute: int) -> float:
        """The share of draws that are done by a page minute: none is after the page."""
        return bisect_right(self.finishes, min(minute, self.length)) / len(self.finishes) if self.finishes else 0.0

    def quantile(self, share: float) -> int | None:
        """The page minute by which so large a share of the draws is done; past `length` after the page."""
        return _quantile(self.finishes, share) if self.finishes else None

    def clock(self, page: Page, share: float) -> str | None:
        """The wall time of a quantile; None where that lies after the page."""
        minute = self.quantile(share)
        return None if minute is None or minute > self.length else page.frame.clock(minute)


def forecast(estimator: Estimator, page: Page, now: dt.datetime, *, by: int | None = None) -> DayForecast:
    """The forecast of a page as it stands at `now`, for its end or for another page minute `by`."""
    steps = slices(estimator, page, now, by=by)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            found: DayForecast = done.value
            return found


def slices(
    estimator: Estimator, page: Page, now: dt.datetime, *, by: int | None = None
) -> Generator[None, None, DayForecast]:
    """The forecast in slices of at most some 4 ms each; what the generator returns at its end is the forecast."""
    if page.head.closed or laws.is_past(page, now):
        return DayForecast("over", page.length, page.length)
    left = remaining(page, now)
    end = end_of(page, left) if by is None else by
    if not left.jobs:
        return DayForecast(_idle(page), end, page.length, waiting=left.waiting)
    yield
    columns = yield from drawn(estimator, left)
    course, until = Course(left), min(end, page.length)
    finishes, late = yield from _gone_through(course, list(zip(*by_leg(left, columns), strict=True)), until)
    weights = yield from _weights(left, columns, finishes)
    yield
    helps = yield from _helps(page, course, columns, late, until)
    heaviest = max(range(len(weights)), key=lambda number: weights[number].share)
    basis = estimator.predict(left.jobs[heaviest].task).basis
    weights.sort(key=lambda weight: -weight.share)
    return DayForecast(
        "open", end, page.length, tuple(sorted(finishes)), tuple(weights), tuple(helps), left.waiting, basis
    )


def end_of(page: Page, left: Remaining) -> int:
    """The page minute that the forecast speaks of, if no other is asked for."""
    closes = page.frame.floor_of_wall(page.head.closes) or page.length
    plan = max((box.end for box in page.boxes if box.kind == "work" and box.end > left.cursor), default=0)
    end = max(closes, plan)
    return end if end > left.cursor else page.length


def _idle(page: Page) -> State:
    """Whether a page without anything left to work had any work."""
    return "done" if any(box.kind == "work" for box in page.boxes) else "none"


class Late(NamedTuple):
    """A draw that is not done in time: its minutes, and the state before each step."""

    minutes: Sequence[int]
    states: list[CourseState]


def _gone_through(
    course: Course, rows: Sequence[Sequence[int]], until: int
) -> Generator[None, None, tuple[list[int], list[Late]]]:
    """When each draw is done, and those that are late."""
    finishes: list[int] = []
    late: list[Late] = []
    for part in _in_slices(rows, len(course.steps)):
        for number in part:
            states: list[CourseState] = []
            finishes.append(course.finish(rows[number], course.steps, course.start, states=states))
            if finishes[-1] > until:
                late.append(Late(rows[number], states))
        yield
    return finishes, late


def _in_slices(rows: Sequence[object], steps: int) -> Iterator[range]:
    """The numbers of these draws, in slices in which some STEPS steps are taken."""
    size = max(1, STEPS // max(1, steps))
    return (range(first, min(first + size, len(rows))) for first in range(0, len(rows), size))


# What weighs, and what would help


def _weights(
    left: Remaining, columns: Sequence[list[int]], finishes: Sequence[int]
) -> Generator[None, None, list[Weight]]:
    """For each job its part in the spread of the finish: how far both go together, over all draws."""
    mean = sum(finishes) / len(finishes)
    off = [finish - mean for finish in finishes]
    pulls: list[float] = []
    ranges: list[tuple[int, int]] = []
    for column in columns:
        ordered = sorted(column)
        ranges.append((_quantile(ordered, 0.1), _quantile(ordered, 0.9)))
        pulls.append(max(0.0, sum(map(mul, column, off))))
        if len(pulls) % WEIGHED == 0:
            yield
    total = sum(pulls) or 1.0
    return [
        Weight(job.entry, job.task.title, pull / total, *span, job.credit > 0)
        for job, span, pull in zip(left.jobs, ranges, pulls, strict=True)
    ]


def _helps(
    page: Page, course: Course, columns: Sequence[list[int]], late: Sequence[Late], end: int
) -> Generator[None, None, list[Help]]:
    """The drops that help most, found on some late draws and then tried on all of them.

    A draw that is done in time with a task is so without it: whoever drops it may rest instead. Among equals the bonus
    task and the shorter one come first. To drop the only one is no help: nothing would be left to be done.
    """
    jobs = course.left.jobs
    ranks = {entry.id: entry.rank or 9 for entry in page.entries}
    sums = {number: sum(columns[number]) for number, job in enumerate(jobs) if job.entry}
    tried = sorted(sums, key=lambda number: (-sums[number], number))[:TRIED] if late and len(jobs) > 1 else []
    saved: dict[int, int] = {}
    best = lambda number: (-saved[number], -ranks[jobs[number].entry or ""], sums[number], number)
    for number in tried:
        saved[number] = yield from _saved(course, number, late[:SCREENED], end)
    finalists = sorted(saved, key=best)[:HELPS]
    for number in finalists:
        saved[number] += yield from _saved(course, number, late[SCREENED:], end)
    in_time = DRAWS - len(late)
    return [
        Help(jobs[number].entry or "", (in_time + saved[number]) / DRAWS)
        for number in sorted(finalists, key=best)
        if saved[number] >= WORTH * DRAWS
    ]


def _saved(course: Course, job: int, late: Sequence[Late], end: int) -> Generator[None, None, int]:
    """How many late draws come home in time where a job is left out. What lies before it is not gone through again."""
    other, first, steps = course.without(job)
    saved = 0
    for part in _in_slices(late, len(steps)):
        for number in part:
            minutes, states = late[number]
            state = states[first] if other is course else other.start
            saved += other.finish(minutes, steps, state, end) <= end
        yield
    return saved


def _quantile(ordered: Sequence[int], share: float) -> int:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

"""One draw of any day, gone through: the law holds in it, nothing is lost, and the short way is the long one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planner.domain import laws
from planner.estimate.course import Course, Trace
from planner.estimate.remaining import LONG_AGO, REST, Remaining, remaining
from tests.estimate.random_days import days, rests

Spans = list[tuple[int, int]]


@st.composite
def drawn(draw: st.DrawFn) -> tuple[Remaining, list[int]]:
    """What is left of a day, and how long each leg of it takes."""
    left = draw(st.one_of(days().map(lambda day: remaining(*day)), rests()))
    lengths = st.one_of(st.just(0), st.integers(1, 60), st.integers(61, 500))
    return left, [leg.planned if leg.job == REST else draw(lengths) for leg in left.legs]


def spans_of(trace: Trace, *kinds: str) -> Spans:
    return [(start, end) for start, end, kind in trace if kind in kinds]


def before(left: Remaining) -> Spans:
    """The stretch that the day has brought so far, as one span."""
    return [(left.worked - left.stretch, left.worked)] if left.worked > LONG_AGO else []


def over(left: Remaining, spans: Spans) -> int:
    """Minutes over the limit."""
    stretches = laws.stretches(laws.merged(spans), left.recharge)
    return sum(max(0, laws.minutes_of(stretch) - left.limit) for stretch in stretches)


@given(drawn())
def test_no_draw_works_past_the_limit(case: tuple[Remaining, list[int]]) -> None:
    left, minutes = case
    trace = Course(left).trace(minutes)
    given_by_others = before(left) + [(start, end) for start, end, works in left.events if works]
    assert over(left, given_by_others + spans_of(trace, "work")) <= over(left, given_by_others)


@given(drawn())
def test_nothing_is_worked_before_now_or_at_once_with_anything_else(case: tuple[Remaining, list[int]]) -> None:
    left, minutes = case
    work = sorted(spans_of(Course(left).trace(minutes), "work"))
    busy = sorted(work + [(start, end) for start, end, _ in left.events])
    assert all(start >= left.cursor for start, _ in work)
    assert all(end <= start for (_, end), (start, _) in pairwise(busy))


@given(drawn())
def test_every_minute_is_worked(case: tuple[Remaining, list[int]]) -> None:
    left, minutes = case
    worked = laws.minutes_of(spans_of(Course(left).trace(minutes), "work"))
    assert worked == sum(m for m, leg in zip(minutes, left.legs, strict=True) if leg.job != REST)


@given(drawn())
def test_the_short_way_leads_to_the_same_end(case: tuple[Remaining, list[int]]) -> None:
    left, minutes = case
    course = Course(left)
    work = spans_of(course.trace(minutes), "work")
    finish = max((end for _, end in work), default=left.cursor)
    assert course.finish(minutes, course.steps, course.start) == finish


@given(drawn(), st.integers(0, 7))
def test_from_where_two_courses_part_the_end_is_that_of_the_whole(case: tuple[Remaining, list[int]], pick: int) -> None:
    left, minutes = case
    course = Course(left)
    jobs = sorted({leg.job for leg in left.legs} - {REST})
    if not jobs:
        return
    job = jobs[pick % len(jobs)]
    states: list[tuple[int, int, int, int, int]] = []
    course.finish(minutes, course.steps, course.start, states=states)
    other, first, steps = course.without(job)
    state = states[first] if other is course else other.start
    whole = Course(left, job)
    assert other.finish(minutes, steps, state) == whole.finish(minutes, whole.steps, whole.start)

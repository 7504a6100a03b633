"""Days under random hands, at a random minute: planned, begun, half worked, clashing, on pages of 23 to 25 hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from hypothesis import strategies as st

from planner.domain import arrange, entries, tracking
from planner.domain.edits import Outcome, Refused, page_of
from planner.domain.values import Entry, Page, PageHead
from planner.estimate import Task
from planner.estimate.remaining import REST, Job, Leg, Remaining

PAIRS = [(120, 30), (90, 20), (52, 17), (25, 5), (240, 120), (10, 3)]
DATES = [dt.date(2026, 11, 23), dt.date(2026, 3, 28), dt.date(2026, 10, 24)]
GUESSES = (60, 45, 30, 150, 20, 90, None, 25)

Day = tuple[Page, dt.datetime]


@st.composite
def days(draw: st.DrawFn) -> Day:
    """A page as the real operations leave it, and now; what is refused is passed over."""
    day_start = draw(st.sampled_from([0, 240, 720]))
    head = PageHead(draw(st.sampled_from(DATES)), "Europe/Berlin", day_start, *draw(st.sampled_from(PAIRS)))
    log = [
        Entry(f"e{n}", head.date, f"Task {n}", position=n, rank=n + 1 if n < 3 else None, estimate=m, unplaced=m or 30)
        for n, m in enumerate(GUESSES)
    ]
    page = page_of(head, log)
    now = page.frame.at(-60)
    for number in range(draw(st.integers(0, 12))):
        page = _after(page, draw(st.sampled_from(PLANNING))(draw, page, number, now))
    minute = draw(st.integers(0, 1400))
    for number in range(draw(st.integers(0, 4))):
        now = page.frame.at(minute)
        page = _after(page, draw(st.sampled_from(LIVING))(draw, page, number, now))
        minute += draw(st.integers(1, 60))
    return page, page.frame.at(minute) if draw(st.booleans()) or page.intervals else page.frame.at(-60)


@st.composite
def rests(draw: st.DrawFn) -> Remaining:
    """What might be left of a day, more crowded than operations would leave one."""
    limit, recharge = draw(st.sampled_from(PAIRS))
    cursor = draw(st.integers(0, 100))
    legs, wish = list[Leg](), cursor
    for number in range(draw(st.integers(1, 8))):
        wish += draw(st.one_of(st.integers(0, 60), st.integers(60, 300)))
        planned = draw(st.integers(1, limit))
        kind = draw(st.sampled_from(["plain", "plain", "plain", "pinned", "rest", "again"]))
        job = REST if kind == "rest" else max(0, number - (kind == "again"))
        legs.append(Leg(job, wish, planned, 0 if job == REST else planned, kind == "pinned"))
    events, end = list[tuple[int, int, bool]](), cursor
    for _ in range(draw(st.integers(0, 5))):
        start = end + draw(st.integers(0, 80))
        end = start + draw(st.integers(1, 90))
        events.append((start, end, draw(st.booleans())))
    jobs = tuple(Job(f"e{number}", Task(30), f"e{number}", 0, 1.0) for number in range(8))
    worked, stretch = cursor - draw(st.integers(0, 60)), draw(st.integers(0, limit + 10))
    return Remaining(limit, recharge, cursor, stretch, worked, jobs, tuple(legs), tuple(events), ())


def _after(page: Page, outcome: Outcome) -> Page:
    return page if isinstance(outcome, Refused) else outcome.applied(page)


def _name(draw: st.DrawFn) -> str:
    return f"e{draw(st.integers(0, len(GUESSES) - 1))}"


def _start(draw: st.DrawFn) -> int:
    return draw(st.integers(0, 280)) * 5


def _place(draw: st.DrawFn, page: Page, number: int, now: dt.datetime) -> Outcome:
    return arrange.place(page, _name(draw), _start(draw), now=now, new=f"b{number}")


def _event(draw: st.DrawFn, page: Page, number: int, now: dt.datetime) -> Outcome:
    length, restful = draw(st.sampled_from([5, 30, 60, 180])), draw(st.booleans())
    return arrange.place_event(page, None, _start(draw), length, restful=restful, now=now, new=f"v{number}")


def _recharge(draw: st.DrawFn, page: Page, number: int, now: dt.datetime) -> Outcome:
    return arrange.recharge_at(page, _start(draw), draw(st.sampled_from([10, 30, 45])), now=now, new=f"r{number}")


def _pin(draw: st.DrawFn, page: Page, number: int, now: dt.datetime) -> Outcome:
    boxes = [box.id for box in page.boxes if box.kind == "work"] or ["none"]
    return arrange.pin(page, draw(st.sampled_from(boxes)))


def _begin(draw: st.DrawFn, page: Page, number: int, now: dt.datetime) -> Outcome:
    return tracking.start(page, _name(draw), now=now, new=f"i{number}")


def _stop(draw: st.DrawFn, page: Page, number: int, now: dt.datetime) -> Outcome:
    return tracking.stop(page, now=now)


def _tick(draw: st.DrawFn, page: Page, number: int, now: dt.datetime) -> Outcome:
    boxes = [box.id for box in page.boxes if box.kind == "work"] or ["none"]
    return entries.tick_box(page, draw(st.sampled_from(boxes)), now=now)


Hand = Callable[[st.DrawFn, Page, int, dt.datetime], Outcome]
PLANNING: list[Hand] = [_place, _place, _place, _event, _recharge, _pin]
LIVING: list[Hand] = [_begin, _begin, _stop, _tick]

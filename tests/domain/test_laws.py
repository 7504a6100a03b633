"""What is unlawful about a page, and where."""

from __future__ import annotations

import datetime as dt

from planner.domain import laws
from planner.domain.edits import page_of
from planner.domain.values import Box, Entry, Interval, Page, PageHead

DATE = dt.date(2026, 11, 23)
EVE = dt.datetime(2026, 11, 22, 20, 0, tzinfo=dt.UTC)


def work(start: int, minutes: int, name: str = "") -> Box:
    return Box(name or f"w{start}", DATE, "work", start, minutes, "task")


def page(*boxes: Box, intervals: tuple[Interval, ...] = ()) -> Page:
    return page_of(PageHead(DATE), [Entry("task", DATE, "Essay")], boxes, intervals)


def instant(hours: int, minutes: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, 23, hours, minutes, tzinfo=dt.UTC)


def worked(start: dt.datetime, end: dt.datetime | None) -> Interval:
    return Interval(f"i{start:%H%M}", DATE, start, end, "task")


def test_two_hours_are_lawful_and_one_minute_more_is_not() -> None:
    assert laws.is_lawful(page(work(300, 120)), EVE)
    (breach,) = laws.breaches(page(work(300, 60), work(370, 61)), EVE)
    assert (breach.at, breach.minutes) == (430, 1)
    assert breach.why == "2 h 01 of work without 30 min of recharge"


def test_a_shorter_rest_does_not_count_and_a_full_one_does() -> None:
    assert laws.over_limit(page(work(300, 60), work(389, 90)), EVE) == 30
    assert laws.over_limit(page(work(300, 60), work(390, 90)), EVE) == 0


def test_events_are_work_unless_they_are_restful() -> None:
    meeting = Box("m", DATE, "event", 400, 60)
    assert laws.over_limit(page(work(300, 100), meeting), EVE) == 40
    lunch = Box("m", DATE, "event", 400, 60, restful=True)
    assert laws.over_limit(page(work(300, 100), lunch, work(460, 60)), EVE) == 0


def test_double_booked_events_are_one_busy_span() -> None:
    one, two = Box("1", DATE, "event", 300, 60), Box("2", DATE, "event", 330, 60)
    assert laws.work_spans(page(one, two), EVE) == [(300, 390)]
    assert laws.is_lawful(page(one, two), EVE)


def test_what_lies_before_now_counts_by_its_actuals() -> None:
    planned = work(300, 120)  # 09:00–11:00
    later = work(450, 60)  # 11:30–12:30
    assert laws.over_limit(page(planned, later), instant(11, 20)) == 0
    really = (worked(instant(9, 20), instant(11, 15)),)
    assert laws.over_limit(page(planned, later, intervals=really), instant(11, 20)) == 55


def test_the_stretch_of_a_running_task_grows_with_the_clock() -> None:
    running = (worked(instant(9), None),)
    day = page(work(300, 30), intervals=running)
    assert laws.stretch_at(day, 360, instant(10)) == 60
    assert laws.over_limit(day, instant(11, 10)) == 10


def test_a_clash_is_shown_where_it_lies() -> None:
    day = page(work(300, 60), Box("m", DATE, "event", 330, 30, title="Lab meeting"))
    (breach,) = laws.breaches(day, EVE)
    assert (breach.at, breach.minutes, breach.why) == (330, 0, "'Essay' and 'Lab meeting' clash")

"""Where the time went: every minute counts for one thing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.values import Box, Entry, Interval, IntervalKind, Page, PageHead
from planner.review.span import Span
from planner.review.spent import Spent, spent_by_period, spent_on, total_of, unplanned_sentence
from tests.review.days import DAY, LATE, ONE, at, box, page, span, task


def test_a_day_is_cut_into_what_was_done() -> None:
    day = page(
        task("draft"),
        task("scanner", unplanned=True),
        task("lab", kind="event"),
        box("meeting", "event", "13:00-14:00", entry="lab"),
        span("work", "09:00-10:30", "draft"),
        span("recharge", "10:30-11:00"),
        span("meditation", "07:00-07:20"),
        span("work", "11:00-11:40", "scanner"),
    )
    assert spent_on(day, LATE) == Spent(planned=90, unplanned=40, events=60, recharge=30, meditation=20, open=380)
    assert spent_on(day, at("13:30")) == Spent(
        planned=90, unplanned=40, events=30, recharge=30, meditation=20, open=140
    )


def test_work_within_a_meeting_counts_once_and_as_work() -> None:
    day = page(task("a"), box("m", "event", "09:00-10:00"), span("work", "09:15-09:45", "a"))
    assert spent_on(day, LATE).events == 30
    assert spent_on(day, LATE).planned == 30


@pytest.mark.parametrize("state", ["migrated", "scheduled", "dropped"])
def test_an_event_that_did_not_take_place_is_no_time(state: str) -> None:
    day = page(task("m", kind="event", state=state), box("b", "event", "09:00-10:00", entry="m"))
    assert spent_on(day, LATE) == Spent()


def test_a_restful_event_is_rest() -> None:
    day = page(box("lunch", "event", "12:00-13:00", restful=True))
    assert spent_on(day, LATE) == Spent(recharge=60)


def test_of_a_page_without_a_record_nobody_knows_whether_it_was_open() -> None:
    assert spent_on(page(task("a"), box("b", "work", "09:00-10:00", entry="a")), LATE) == Spent()


def test_what_runs_counts_up_to_now_and_not_beyond_its_page() -> None:
    day = page(task("a"), span("work", "23:00-", "a"))
    assert spent_on(day, at("23:45")).planned == 45
    assert spent_on(day, LATE).planned == 5 * 60
    assert spent_on(day, at("22:00")).planned == 0


def test_a_second_less_than_half_a_minute_does_not_count() -> None:
    day = page(task("a"), span("work", "09:00-09:30", "a", end=at("09:30") - dt.timedelta(seconds=20)))
    assert spent_on(day, LATE).planned == 30


def test_a_week_has_its_days_and_a_year_its_months() -> None:
    days = [(DAY + number * ONE, Spent(planned=60)) for number in (0, 2)]
    week = spent_by_period(days, Span.of("week", DAY))
    assert [(period.label, period.spent.planned, period.days) for period in week][:3] == [
        ("Mon", 60, 1),
        ("Tue", 0, 0),
        ("Wed", 60, 1),
    ]
    year = spent_by_period(days, Span.of("year", DAY))
    assert [(period.label, period.days) for period in year][-2:] == [("Nov", 2), ("Dec", 0)]
    assert total_of(year) == total_of(week) == Spent(planned=120)


def unplanned(*minutes: int) -> str:
    days = [(DAY + number * ONE, Spent(planned=60, unplanned=each)) for number, each in enumerate(minutes)]
    sentence = unplanned_sentence(days, Span.of("week", DAY))
    return sentence.words if sentence else ""


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        ((), None),
        ((0, 0, 0, 0, 0), None),
        ((60, 60, 60, 60), ("four", "")),
        ((60, 60, 60, 60, 60, 60, 60), ("seven", "an hour")),
        ((300, 0, 0, 0, 0), ("five", "")),
        ((95, 90, 90, 80, 90), ("seven", "an hour and a half")),
        ((30, 30, 30, 20, 30), ("two", "half an hour")),
    ],
)
def test_advice_is_given_only_where_the_days_bear_it(minutes: tuple[int, ...], said: tuple[str, str] | None) -> None:
    fact = f"About {said[0]} hours of the week were work that was not planned." if said else ""
    advice = f" Leave {said[1]} a day open." if said and said[1] else ""
    assert unplanned(*minutes) == fact + advice


def test_little_work_is_said_to_the_minute() -> None:
    assert unplanned(40) == "40 min of the week were work that was not planned."


@pytest.mark.parametrize(("date", "worked"), [("2026-03-29", 60), ("2026-10-25", 180)])
def test_the_night_on_which_the_clocks_change_counts_the_time_that_really_passed(date: str, worked: int) -> None:
    head = PageHead(dt.date.fromisoformat(date), "Europe/Berlin", day_start=0, opens=60, closes=240)
    night = Page(head, (Entry("a", head.date, "Watch"),))
    start, end = (
        dt.datetime.fromisoformat(f"{date}T{clock}").replace(tzinfo=night.frame.zone) for clock in ("01:00", "03:00")
    )
    watch = Interval("i", head.date, start.astimezone(dt.UTC), end.astimezone(dt.UTC), "a")
    spent = spent_on(replace(night, intervals=(watch,)), LATE)
    assert spent == Spent(planned=worked, open=60)


KINDS: list[IntervalKind] = ["work", "recharge", "meditation"]
SECONDS = st.integers(-3600, 26 * 3600)


@st.composite
def any_pages(draw: st.DrawFn) -> Page:
    """A page with intervals that may overlap, reach beyond it, or run: more than any record should hold."""

    def since(seconds: int) -> dt.datetime:
        return page().frame.begins + dt.timedelta(seconds=seconds)

    rows = draw(
        st.lists(st.tuples(st.sampled_from(KINDS), SECONDS, SECONDS, st.sampled_from(["a", "b", None])), max_size=8)
    )
    intervals = [
        Interval(f"i{n}", DAY, since(min(a, b)), since(max(a, b)), who, kind=kind)
        for n, (kind, a, b, who) in enumerate(rows)
    ]
    starts = draw(st.lists(st.tuples(st.integers(0, 1430), st.booleans()), max_size=4))
    boxes = [Box(f"b{n}", DAY, "event", start, 10, restful=rest) for n, (start, rest) in enumerate(starts)]
    opens, closes = draw(st.tuples(st.integers(0, 1439), st.integers(0, 1440)))
    return page(task("a"), task("b", unplanned=True), *boxes, *intervals, opens=opens, closes=closes)


@given(any_pages(), st.integers(-60, 2000))
def test_no_minute_counts_twice_and_none_is_negative(day: Page, minutes: int) -> None:
    now = day.frame.begins + dt.timedelta(minutes=minutes)
    spent = spent_on(day, now)
    parts = (spent.planned, spent.unplanned, spent.events, spent.recharge, spent.meditation, spent.open)
    assert all(part >= 0 for part in parts)
    assert sum(parts) == spent.total <= day.length
    touched = {m for i in day.intervals for m in range(day.length) if _holds(day, i, m)}
    assert spent.work + spent.meditation + spent.recharge >= len(touched)


def _holds(day: Page, interval: Interval, minute: int) -> bool:
    """Whether the whole of a page minute is on the record."""
    begins, ends = day.frame.at(minute), day.frame.at(minute + 1)
    return interval.end is not None and interval.start <= begins and interval.end >= ends

"""The record: started, stopped, typed in, corrected, erased."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.domain import entries, tracking
from planner.domain.edits import Change
from planner.domain.laws import over_limit
from planner.domain.values import Interval, Page, PageHead, actual_minutes
from tests.domain.a_day import DAY, EMPTY, at, box, done, entry, page_with, refusal, spans


def start(page: Page, entry_id: str, clock: str, **more: str) -> Page:
    return done(tracking.start(page, entry_id, now=at(clock), new=f"i{clock}", **more)).applied(page)  # type: ignore[arg-type]


def stop(page: Page, clock: str) -> Page:
    return done(tracking.stop(page, now=at(clock))).applied(page)


def log(page: Page, entry_id: str, begins: str, ends: str, now: str = "20:00") -> Page:
    new = f"l{begins}"
    return done(tracking.log(page, entry_id, at(begins), at(ends), now=at(now), new=new)).applied(page)


# The timer


def test_several_intervals_a_task() -> None:
    page = page_with("Draft 45m 9:30 !1")
    page = stop(start(page, "e0", "09:30"), "09:50")
    page = stop(start(page, "e0", "10:00"), "10:05")
    assert [(i.start, i.end, i.box, i.source, i.kind) for i in page.intervals] == [
        (at("09:30"), at("09:50"), "b0", "timer", "work"),
        (at("10:00"), at("10:05"), "b0", "timer", "work"),
    ]
    assert actual_minutes(page.intervals_of("e0")) == 25
    assert entry(page, "e0").estimate == 45


def test_starting_one_stops_the_other() -> None:
    page = start(page_with("Draft", "Mail"), "e0", "09:00")
    edit = done(tracking.start(page, "e1", now=at("09:20"), new="n"))
    after = edit.applied(page)
    assert [(i.entry, i.end) for i in after.intervals] == [("e0", at("09:20")), ("e1", None)]
    assert edit.label == "Start 'Mail'"
    assert edit.inverted().applied(after) == page


def test_starting_stops_what_runs_on_another_page_too() -> None:
    running = Interval("old", DAY - dt.timedelta(days=1), at("03:30"), entry="x")
    page = page_with("Draft")
    edit = done(tracking.start(page, "e0", now=at("04:30"), new="n", running=running))
    closed = Interval("old", running.page, at("03:30"), at("04:30"), "x")
    assert edit.changes[0] == Change(running, closed)
    assert edit.pages == (running.page, DAY)
    assert edit.applied(page).running() is not None


def test_starting_what_runs_is_nothing() -> None:
    page = start(page_with("Draft"), "e0", "09:00")
    running = page.running()
    assert not done(tracking.start(page, "e0", now=at("09:20"), new="n", running=running)).changes


def test_the_box_that_is_filled() -> None:
    page = page_with("Long 3h 9:00", "○ Lab 16:00")
    first, second = (b.id for b in page.boxes_of("e0"))
    assert start(page, "e0", "09:10").intervals[0].box == first
    assert start(page, "e0", "10:40").intervals[0].box == second  # in the recharge: the next part
    assert start(page, "e0", "08:00").intervals[0].box == first
    assert start(page, "e0", "15:00").intervals[0].box == first  # both are over: the first that never started
    assert start(page, "e0", "08:00", box_id=second).intervals[0].box == second
    assert "choose one of its own" in refusal(
        tracking.start(page, "e0", now=at("09:00"), new="n", box_id="b1"),
    )
    assert start(page_with("Mail"), "e0", "09:00").intervals[0].box is None


def test_changing_to_another_part_of_what_runs() -> None:
    page = page_with("Long 3h 9:00")
    second = page.boxes_of("e0")[1].id
    page = start(start(page, "e0", "09:00"), "e0", "09:30", box_id=second)
    assert [(i.box == second, i.end is None) for i in page.intervals] == [(False, False), (True, True)]


def test_what_cannot_be_started() -> None:
    page = page_with("Draft", "- note", "○ Lab", "Gone", "Old")
    page = done(entries.tick(page, "e0", now=at("08:00"))).applied(page)
    page = done(entries.drop(page, "e3", now=at("08:00"))).applied(page)
    tomorrow = Page(PageHead(DAY + dt.timedelta(days=1)))
    page = done(entries.migrate(page, tomorrow, "e4", now=at("08:00"), new="c")).applied(page)
    words = {
        "e0": "untick it first",
        "e1": "no task",
        "e2": "no task",
        "e3": "reopen",
        "e4": "carried over",
        "x": "no such",
    }
    for entry_id, said in words.items():
        assert said in refusal(tracking.start(page, entry_id, now=at("09:00"), new="n"))
    for days in (-1, 1):
        assert "only today's" in refusal(tracking.start(page_with("A"), "e0", now=at("09:00", days), new="n"))


def test_half_past_midnight_still_belongs_to_yesterday() -> None:
    edit = done(tracking.start(page_with("Draft"), "e0", now=at("00:30", 1), new="n"))
    assert edit.pages == (DAY,)


def test_stopping_when_nothing_runs() -> None:
    assert "Nothing is running" in refusal(tracking.stop(page_with("Draft"), now=at("09:00")))


def test_an_overrun_lays_anew_what_it_ran_into() -> None:
    page = start(page_with("Draft 45m 9:00", "Mail 30m 9:45", "Read 30m 10:15"), "e0", "09:00")
    edit = done(tracking.stop(page, now=at("10:00")))
    after = edit.applied(page)
    assert (spans(after, "e1"), spans(after, "e2")) == ([("10:00", 30)], [("10:30", 30)])
    assert "'Mail' now 10:00" in edit.consequences
    assert done(entries.tick(page, "e0", now=at("10:00"))).applied(page).boxes_of("e1") == after.boxes_of("e1")


def test_seconds_are_kept_and_microseconds_are_not() -> None:
    now = at("09:00") + dt.timedelta(seconds=7, microseconds=999_999)
    page = done(tracking.start(page_with("Draft"), "e0", now=now, new="n")).applied(page_with("Draft"))
    assert page.intervals[0].start == at("09:00") + dt.timedelta(seconds=7)
    ended = done(tracking.stop(page, now=now)).applied(page).intervals[0]
    assert ended.end == ended.start + tracking.SECOND


def test_the_offset_of_the_person_is_kept() -> None:
    zone = dt.timezone(dt.timedelta(hours=2))
    page = page_with("Draft")
    page = done(tracking.start(page, "e0", now=at("09:00").astimezone(zone), new="n")).applied(page)
    assert page.intervals[0].start.utcoffset() == dt.timedelta(hours=2)


def test_a_clock_set_back_loses_nothing() -> None:
    page = start(page_with("Draft"), "e0", "09:00")
    edit = done(tracking.stop(page, now=at("08:30")))
    ended = edit.applied(page).intervals[0]
    assert (ended.start, ended.end) == (at("09:00"), at("09:00") + tracking.SECOND)
    assert "clock was set back" in edit.consequences[0]


def test_starting_before_the_record_says_so() -> None:
    page = log(page_with("Draft"), "e0", "09:00", "09:30", now="09:30")
    edit = done(tracking.start(page, "e0", now=at("09:10"), new="n"))
    assert edit.applied(page).intervals[1].start == at("09:10")
    assert "a record up to 09:30" in edit.consequences[0]


def test_a_timer_forgotten_for_days_keeps_one() -> None:
    page = start(page_with("Draft"), "e0", "09:00")
    edit = done(tracking.stop(page, now=at("09:00", 4)))
    assert edit.applied(page).intervals[0].end == at("09:00", 1)
    assert "24 hours" in edit.consequences[0]


def test_two_intervals_never_share_a_second() -> None:
    page = start(page_with("Draft", "Mail"), "e0", "09:00")
    page = done(tracking.start(page, "e1", now=at("09:00"), new="other")).applied(page)
    first, second = page.intervals
    assert first.end == second.start


# Typed in


def test_time_is_logged_on_any_day_that_has_come() -> None:
    page = page_with("Draft 45m 9:30")
    for days in (0, 1, 400):
        edit = done(tracking.log(page, "e0", at("09:40"), at("10:10"), now=at("12:00", days), new="n"))
        interval = edit.applied(page).intervals[0]
        assert (interval.source, interval.box, interval.page) == ("typed", "b0", DAY)
        assert edit.label == "Log 30 min of 'Draft'"
        assert entry(edit.applied(page), "e0").estimate == 45


def test_the_box_that_typed_time_fills() -> None:
    page = page_with("Long 3h 9:00", "Mail 30m 15:00")
    second = page.boxes_of("e0")[1].id
    assert log(page, "e0", "10:20", "12:00").intervals[0].box == second
    assert log(page, "e1", "15:30", "16:00").intervals[0].box == "b1"
    assert log(page, "e1", "08:30", "09:00").intervals[0].box is None


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        (at("11:00"), at("12:30"), "not happened yet"),
        (at("13:00"), at("14:00"), "not happened yet"),
        (at("10:00"), at("09:00"), "not after the start"),
        (at("10:00"), at("10:00"), "not after the start"),
        (at("10:00", -2), at("10:00"), "longer than 24 hours"),
        (at("22:00", -1), at("05:00"), "outside the page of 23 Nov 2026"),
        (at("09:10"), at("09:20"), "That overlaps 'Mail', 09:00–09:30"),
        (at("08:00"), at("12:00"), "That overlaps 'Mail', 09:00–09:30"),
        (at("11:00"), at("11:58"), "That overlaps 'Read', running since 11:50"),
    ],
)
def test_what_cannot_be_logged(begins: dt.datetime, ends: dt.datetime, words: str) -> None:
    page = log(page_with("Draft", "Mail", "Read"), "e1", "09:00", "09:30", now="10:00")
    page = start(page, "e2", "11:50")
    for entry_id in ("e0", "e1"):
        assert words in refusal(tracking.log(page, entry_id, begins, ends, now=at("12:00"), new="n"))


def test_neighbours_may_touch_and_notes_have_no_time() -> None:
    page = log(page_with("Draft", "Mail", "- note"), "e0", "09:00", "09:30")
    assert len(log(log(page, "e1", "09:30", "10:00"), "e1", "08:30", "09:00").intervals) == 3
    assert "is a note" in refusal(tracking.log(page, "e2", at("12:00"), at("13:00"), now=at("14:00"), new="n"))
    assert "no such line" in refusal(tracking.log(page, "x", at("12:00"), at("13:00"), now=at("14:00"), new="n"))


def test_a_page_ends_with_the_night() -> None:
    page = log(page_with("Draft"), "e0", "09:00", "10:00")
    late = done(tracking.log(page, "e0", at("23:30"), at("00:30", 1), now=at("08:00", 1), new="n")).applied(page)
    assert actual_minutes(late.intervals) == 120


def test_logging_much_today_owes_a_recharge_to_what_follows() -> None:
    page = page_with("Draft 60m 13:00", "Mail", now="12:00")
    before = over_limit(page, at("12:55"))
    after = done(tracking.log(page, "e1", at("11:00"), at("12:50"), now=at("12:55"), new="n")).applied(page)
    assert over_limit(after, at("12:55")) <= before
    assert spans(after, "e0") != [("13:00", 60)]


def test_correcting() -> None:
    page = stop(start(page_with("Draft", "Mail"), "e0", "09:00"), "09:30")
    page = log(page, "e1", "10:00", "10:30")
    edit = done(tracking.correct(page, "i09:00", at("08:50"), at("10:00"), now=at("12:00")))
    right = edit.applied(page).intervals[0]
    assert (right.start, right.end, right.source) == (at("08:50"), at("10:00"), "typed")
    assert edit.label == "Correct the time of 'Draft'"
    assert not done(tracking.correct(page, "i09:00", at("09:00"), at("09:30"), now=at("12:00"))).changes
    assert "overlaps 'Mail'" in refusal(
        tracking.correct(page, "i09:00", at("09:00"), at("10:01"), now=at("12:00")),
    )
    assert "not happened" in refusal(tracking.correct(page, "i09:00", at("09:00"), at("12:01"), now=at("12:00")))
    assert "give its end" in refusal(tracking.correct(page, "i09:00", at("09:00"), None, now=at("12:00")))
    assert "choose another" in refusal(tracking.correct(page, "x", at("09:00"), at("10:00"), now=at("12:00")))


def test_correcting_what_runs() -> None:
    page = start(page_with("Draft"), "e0", "09:00")
    earlier = done(tracking.correct(page, "i09:00", at("08:30"), None, now=at("09:10"))).applied(page).intervals[0]
    assert (earlier.start, earlier.end, earlier.source) == (at("08:30"), None, "timer")
    ended = done(tracking.correct(page, "i09:00", at("08:30"), at("09:05"), now=at("09:10"))).applied(page)
    assert ended.running() is None
    assert "not happened" in refusal(tracking.correct(page, "i09:00", at("09:20"), None, now=at("09:10")))


def test_erasing() -> None:
    page = log(page_with("Draft 45m 9:00"), "e0", "09:00", "09:30")
    edit = done(tracking.erase(page, "l09:00"))
    assert edit.label == "Erase 30 min of 'Draft'"
    assert edit.applied(page).intervals == ()
    assert edit.inverted().applied(edit.applied(page)) == page
    assert "choose another" in refusal(tracking.erase(EMPTY, "l09:00"))


def test_rest_may_overlap_work() -> None:
    page = log(page_with("Draft 45m 9:00"), "e0", "09:00", "09:30")
    sitting = Interval("m", DAY, at("09:10"), at("09:20"), kind="meditation")
    page = Page(page.head, page.entries, page.boxes, (*page.intervals, sitting))
    assert done(tracking.correct(page, "m", at("09:15"), at("09:25"), now=at("12:00"))).changes
    assert done(tracking.correct(page, "l09:00", at("09:00"), at("09:40"), now=at("12:00"))).changes
    assert box(page, "b0").minutes == 45

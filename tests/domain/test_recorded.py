"""The times worked on a task, written over as lines of text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from planner.domain import recorded, tracking
from planner.domain.edits import Outcome
from planner.domain.values import Interval, Page, actual_minutes
from tests.domain.a_day import DAY, EMPTY, at, done, page_with, refusal

BERLIN = ZoneInfo("Europe/Berlin")


def worked(page: Page, *spans: tuple[str, str | None], entry: str = "e0") -> Page:
    """The page with spans as a timer keeps them: 20 seconds past the minute."""
    late = dt.timedelta(seconds=20)
    made = (
        Interval(f"i{begin}", page.date, at(begin) + late, at(end) + late if end else None, entry)
        for begin, end in spans
    )
    return replace(page, intervals=tuple(sorted((*page.intervals, *made), key=lambda i: i.start)))


def rewrite(page: Page, *texts: str, now: str = "20:00", entry: str = "e0", days: int = 0) -> Outcome:
    return recorded.rewrite(page, entry, texts, now=at(now, days), new="n")


def after(page: Page, *texts: str, now: str = "20:00", entry: str = "e0") -> Page:
    return done(rewrite(page, *texts, now=now, entry=entry)).applied(page)


def test_the_lines_are_what_was_worked() -> None:
    page = worked(page_with("Draft 45m 9:00"), ("09:05", "09:50"), ("10:45", None))
    assert recorded.times(page, "e0") == ("9:05–9:50", "10:45–")
    assert recorded.total(page, "e0", at("11:00")) == "1 h worked, 45 min estimated"
    assert recorded.total(page_with("Draft"), "e0", at("11:00")) == "0 min worked"


def test_rest_is_no_work() -> None:
    page = replace(page_with("Sit"), intervals=(Interval("m", DAY, at("09:00"), at("09:20"), "e0", kind="meditation"),))
    assert recorded.times(page, "e0") == ()
    assert not done(rewrite(page)).changes


def test_lines_as_they_are_change_nothing_however_they_are_spelled() -> None:
    page = worked(page_with("Draft"), ("09:05", "09:50"), ("10:45", None))
    assert not done(rewrite(page, *recorded.times(page, "e0"))).changes
    assert not done(rewrite(page, "", "  10:45 - ", "09:05 to 9:50 am", " ")).changes


def test_one_edit_corrects_logs_and_erases() -> None:
    page = worked(page_with("Draft 45m 9:00"), ("09:05", "09:50"), ("10:00", "10:30"), ("11:00", "11:10"))
    edit = done(rewrite(page, "9:05–9:40", "10:00–10:30", "13:00–13:15"))
    assert edit.label == "Times worked on 'Draft'"
    now = edit.applied(page)
    assert recorded.times(now, "e0") == ("9:05–9:40", "10:00–10:30", "13:00–13:15")
    assert [i.source for i in now.intervals] == ["typed", "timer", "typed"]
    assert now.intervals[1] == page.intervals[1]
    assert edit.inverted().applied(now) == page


def test_a_line_taken_away_is_erased_and_the_others_are_untouched() -> None:
    page = worked(page_with("Draft"), ("09:00", "09:30"), ("10:00", "10:30"), ("11:00", "11:30"))
    left = after(page, "9:00–9:30", "11:00–11:30")
    assert left.intervals == (page.intervals[0], page.intervals[2])
    assert after(page).intervals == ()


def test_what_was_not_written_over_keeps_its_seconds() -> None:
    page = worked(page_with("Draft", "Mail"), ("08:35", "09:05"), entry="e1")
    page = worked(page, ("09:05", "09:50"))
    first = after(page, "9:05–9:40").intervals[1]
    assert (first.start, first.end) == (page.intervals[1].start, at("09:40"))
    second = after(page, "9:10–9:50").intervals[1]
    assert (second.start, second.end) == (at("09:10"), page.intervals[1].end)


def test_a_new_line_may_begin_in_the_minute_in_which_another_ended() -> None:
    page = worked(page_with("Draft", "Mail"), ("09:05", "09:50"))
    mail = after(page, "9:50–10:00", entry="e1").intervals_of("e1")[0]
    assert (mail.start, mail.end) == (page.intervals[0].end, at("10:00"))


@pytest.mark.parametrize(
    "texts",
    [
        ("9:00–9:40", "9:40–10:00", "10:00–10:30"),
        ("9:00–9:20", "9:20–9:50", "9:50–10:30"),
        ("9:10–9:40", "9:40–10:10", "10:10–10:40"),
        ("8:50–9:20", "9:20–9:50", "9:50–10:20"),
    ],
)
def test_neighbours_make_room_for_each_other(texts: tuple[str, ...]) -> None:
    page = page_with("Draft")
    for begin, end in (("09:00", "09:30"), ("09:30", "10:00"), ("10:00", "10:30")):
        page = done(tracking.log(page, "e0", at(begin), at(end), now=at("20:00"), new=begin)).applied(page)
    now = after(page, *texts)
    assert recorded.times(now, "e0") == texts
    assert {i.id for i in now.intervals} == {i.id for i in page.intervals}


def test_what_runs_is_begun_earlier_ended_or_never_was() -> None:
    page = worked(page_with("Draft"), ("10:45", None))
    earlier = after(page, "10:30–", now="11:00").intervals[0]
    assert (earlier.id, earlier.start, earlier.end) == ("i10:45", at("10:30"), None)
    ended = after(page, "10:45–10:50", now="11:00").intervals[0]
    assert (ended.start, ended.end) == (page.intervals[0].start, at("10:50"))
    assert after(page, now="11:00").intervals == ()
    both = after(page, "9:00–9:10", "10:45–", now="11:00")
    assert both.intervals[1] == page.intervals[0]


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("25:99–26:00",), "'25:99' is no time"),
        (("9:05–9:99",), "'9:99' is no time"),
        (("9:05–10",), "'10' is no time"),
        (("nine",), "'nine' is no span of time"),
        (("–9:50",), "'–9:50' is no span of time"),
        (("9:05",), "'9:05' is no span of time"),
        (("9:50–9:05",), "ends before it starts"),
        (("9:05–9:05",), "ends before it starts"),
        (("11:00–12:30",), "not happened yet"),
        (("9:05–9:50", "9:40–10:00"), "overlaps 'Draft', 09:05–09:50"),
        (("8:00–8:10", "8:05–8:20"), "overlaps 'Draft', 08:00–08:10"),
        (("10:10–10:20",), "overlaps 'Mail', 10:00–10:30"),
        (("9:05–9:50", "11:00–"), "'11:00–' has no end"),
        (("9:05–",), "has ended: give its end too"),
        (("9:05b–9:50",), "9:05 comes only once"),
    ],
)
def test_what_cannot_be_written(texts: tuple[str, ...], words: str) -> None:
    page = worked(page_with("Draft", "Mail"), ("09:05", "09:50"))
    page = worked(page, ("10:00", "10:30"), entry="e1")
    assert words in refusal(rewrite(page, *texts, now="12:00"))


def test_notes_have_no_times_and_lines_that_are_gone_neither() -> None:
    page = page_with("- remember")
    assert "is a note" in refusal(rewrite(page, "9:00–9:10"))
    assert "no such line" in refusal(rewrite(page, "9:00–9:10", entry="e9"))


def test_a_past_day_takes_times_and_a_coming_one_does_not() -> None:
    page = page_with("Draft 45m 9:30")
    edit = done(rewrite(page, "9:05–9:50", days=40))
    assert actual_minutes(edit.applied(page).intervals) == 45
    assert edit.applied(page).intervals[0].box == "b0"
    assert "not happened yet" in refusal(rewrite(page, "9:05–9:50", days=-1))


def test_the_night_belongs_to_the_page_that_began_the_day_before() -> None:
    page = page_with("Draft")
    edit = done(rewrite(page, "23:30–0:30", "2:00–2:15", "3:30–4:20", days=1))
    now = edit.applied(page)
    assert [(i.start, i.end) for i in now.intervals] == [
        (at("23:30"), at("00:30", 1)),
        (at("02:00", 1), at("02:15", 1)),
        (at("03:30", 1), at("04:20", 1)),
    ]
    assert recorded.times(now, "e0") == ("23:30–0:30", "2:00–2:15", "3:30–4:20")


def test_a_timer_left_running_overnight_is_corrected_by_its_end() -> None:
    page = replace(page_with("Draft"), intervals=(Interval("i", DAY, at("20:00"), at("11:00", 1), "e0"),))
    assert not done(rewrite(page, "20:00–11:00", days=1)).changes
    right = done(rewrite(page, "20:00–20:40", days=1)).applied(page).intervals[0]
    assert (right.id, right.start, right.end) == ("i", at("20:00"), at("20:40"))


# Pages on which the clocks change


def berlin(date: dt.date) -> Page:
    page = page_with("Draft")
    entries = tuple(replace(e, page=date) for e in page.entries)
    return replace(page, head=replace(EMPTY.head, date=date, zone="Europe/Berlin"), entries=entries)


def moments(page: Page, *texts: str) -> list[tuple[str, str]]:
    now = dt.datetime.combine(page.date + dt.timedelta(days=3), dt.time(), dt.UTC)
    made = done(recorded.rewrite(page, "e0", texts, now=now, new="n")).applied(page)
    assert recorded.times(made, "e0") == texts
    return [
        (f"{i.start.astimezone(dt.UTC):%H:%M}", f"{i.end.astimezone(dt.UTC):%H:%M}") for i in made.intervals if i.end
    ]


def test_both_passes_of_a_repeated_hour() -> None:
    page = berlin(dt.date(2026, 10, 24))
    assert page.length == 1500
    assert moments(page, "1:30–2:10", "2:30–2:15b", "2:30b–3:10") == [
        ("23:30", "00:10"),
        ("00:30", "01:15"),
        ("01:30", "02:10"),
    ]


def test_an_end_that_comes_after_the_start_in_the_second_pass_only() -> None:
    page = berlin(dt.date(2026, 10, 24))
    begun = tracking.to_second(dt.datetime(2026, 10, 25, 2, 10, tzinfo=BERLIN, fold=1))
    now = begun + dt.timedelta(hours=4)
    page = replace(page, intervals=(Interval("i", page.date, begun, None, "e0"),))
    assert recorded.times(page, "e0") == ("2:10b–",)
    made = done(recorded.rewrite(page, "e0", ["2:10b–2:40"], now=now, new="n")).applied(page)
    assert made.intervals[0].end == dt.datetime(2026, 10, 25, 1, 40, tzinfo=dt.UTC)
    assert recorded.times(made, "e0") == ("2:10b–2:40b",)


def test_a_skipped_hour_is_named() -> None:
    page = berlin(dt.date(2026, 3, 28))
    assert page.length == 1380
    now = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
    for text in ("2:30–3:30", "1:30–2:30"):
        words = refusal(recorded.rewrite(page, "e0", [text], now=now, new="n"))
        assert words.startswith("2:30 does not come on 28 Mar 2026")
    assert moments(page, "1:30–3:15") == [("00:30", "01:15")]

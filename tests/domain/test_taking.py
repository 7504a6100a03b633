"""What a task took, in a word: wherever it is put, the record is lawful and says so many minutes."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import entries, recorded, tracking
from planner.domain.edits import Edit, Refused
from planner.domain.entry_line import parse
from planner.domain.taking import took
from planner.domain.values import Page, PageHead, actual_minutes

DATE = dt.date(2026, 11, 23)
EVENING = dt.datetime(2026, 11, 23, 20, 0, tzinfo=dt.UTC)


def page_with(*lines: str) -> Page:
    """A page with these lines, their ids a, b, c…, written at seven in the morning."""
    page = Page(PageHead(DATE), fresh=True)
    for name, line in zip("abcdefgh", lines, strict=False):
        morning = EVENING.replace(hour=7)
        made = entries.add(page, parse(line, today=DATE), now=morning, new=name, new_box=f"box {name}")
        assert isinstance(made, Edit), made
        page = made.applied(page)
    return page


def said(page: Page, entry: str, text: str, now: dt.datetime = EVENING) -> Page:
    done = took(page, entry, text, now=now, new=f"new {entry} {text}")
    assert isinstance(done, Edit), done
    return done.applied(page)


def test_a_length_alone_begins_with_the_box() -> None:
    page = said(page_with("Draft 45m 9:00"), "a", "1h")
    assert recorded.times(page, "a") == ("9:00–10:00",)
    assert page.intervals[0].box == "box a"
    assert page.intervals[0].source == "typed"


def test_a_length_alone_of_a_task_without_a_box_ends_now() -> None:
    assert recorded.times(said(page_with("Draft 45m"), "a", "30"), "a") == ("19:30–20:00",)


def test_where_the_box_is_taken_it_follows_what_took_it() -> None:
    page = page_with("Draft 45m 9:00", "Mail 30m 9:45")
    page = said(page, "a", "60m")
    page = said(page, "b", "30m")
    assert recorded.times(page, "b") == ("10:00–10:30",)


def test_what_is_on_record_keeps_its_start() -> None:
    page = said(page_with("Draft 45m 9:00"), "a", "9:10-9:40")
    page = said(page, "a", "50m")
    assert recorded.times(page, "a") == ("9:10–10:00",)
    assert recorded.times(said(page, "a", "15m"), "a") == ("9:10–9:25",)


def test_the_same_length_changes_nothing() -> None:
    page = said(page_with("Draft 45m 9:00"), "a", "45m")
    done = took(page, "a", "45 min", now=EVENING, new="n")
    assert isinstance(done, Edit)
    assert not done.changes


def test_a_span_is_all_there_is() -> None:
    page = said(page_with("Draft 45m 9:00"), "a", "45m")
    assert recorded.times(said(page, "a", "14:00-14:20"), "a") == ("14:00–14:20",)


@pytest.mark.parametrize("text", ["", "  ", "0", "-5", "soon", "10000000", "25:00-26:00", "21:00-22:00"])
def test_what_cannot_be_is_refused(text: str) -> None:
    assert isinstance(took(page_with("Draft 45m 9:00"), "a", text, now=EVENING, new="n"), Refused)


def test_of_a_past_day_without_a_box_nobody_knows_when_it_was() -> None:
    tomorrow = EVENING + dt.timedelta(days=1)
    refused = took(page_with("Draft 45m"), "a", "45m", now=tomorrow, new="n")
    assert isinstance(refused, Refused)
    assert "from when to when" in refused.reason


def test_what_runs_and_what_is_less_than_the_rest_is_refused() -> None:
    page = page_with("Draft 45m 9:00")
    started = tracking.start(page, "a", now=EVENING, new="i")
    assert isinstance(started, Edit)
    refused = took(started.applied(page), "a", "45m", now=EVENING + dt.timedelta(minutes=5), new="n")
    assert isinstance(refused, Refused)
    page = said(said(page, "a", "9:00-9:30"), "a", "9:00-9:30")
    more = tracking.log(page, "a", EVENING.replace(hour=11), EVENING.replace(hour=12), now=EVENING, new="m")
    assert isinstance(more, Edit)
    refused = took(more.applied(page), "a", "20m", now=EVENING, new="n")
    assert isinstance(refused, Refused)
    assert "30 min already" in refused.reason
    assert isinstance(took(page, "nobody", "20m", now=EVENING, new="n"), Refused)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 300)), max_size=8))
def test_whatever_is_said_the_record_says_it_without_overlap(words: list[tuple[str, int]]) -> None:
    page = page_with("Draft 45m 9:00", "Mail 30m 10:00", "Read 60m")
    for entry, minutes in words:
        done = took(page, entry, f"{minutes}m", now=EVENING, new=f"{entry}{minutes}")
        if isinstance(done, Edit):
            page = done.applied(page)
            assert actual_minutes(page.intervals_of(entry)) == minutes
    spans = sorted((i.start, i.end) for i in page.intervals if i.end is not None and i.kind == "work")
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))

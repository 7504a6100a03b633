"""Dates, times, lengths, ranks and ids as they are typed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.commands import Bad
from planner.commands import wording as say
from planner.domain.edits import page_of
from planner.domain.values import Page, PageHead

MONDAY = dt.date(2026, 11, 23)
PLAIN = page_of(PageHead(MONDAY))
SHORT = page_of(PageHead(dt.date(2026, 3, 28), "Europe/Berlin"))  # until 04:00 on the day the clocks go forward
LONG = page_of(PageHead(dt.date(2026, 10, 24), "Europe/Berlin"))  # 02:00–03:00 comes twice


@pytest.mark.parametrize(
    ("word", "date"),
    [
        ("today", MONDAY),
        ("Tomorrow", dt.date(2026, 11, 24)),
        ("yesterday", dt.date(2026, 11, 22)),
        ("fri", dt.date(2026, 11, 27)),
        ("monday", dt.date(2026, 11, 30)),
        ("2028-02-29", dt.date(2028, 2, 29)),
    ],
)
def test_days(word: str, date: dt.date) -> None:
    assert say.day(word, MONDAY) == date


@pytest.mark.parametrize("word", ["", "someday", "2026-02-30", "2026-13-01", "20261123", "0000-00-00", "٢٠٢٦-١١-٢٣"])
def test_what_is_no_day(word: str) -> None:
    with pytest.raises(Bad, match=r"is no day: write today, tomorrow.* like 2026-11-23\.$"):
        say.day(word, MONDAY)


def test_a_range_of_days() -> None:
    assert say.days("today..2026-11-25", MONDAY) == tuple(dt.date(2026, 11, n) for n in (23, 24, 25))
    assert say.days("tomorrow", MONDAY) == (dt.date(2026, 11, 24),)
    with pytest.raises(Bad, match="ends before it begins"):
        say.days("tomorrow..today", MONDAY)
    with pytest.raises(Bad, match="more than 366 days"):
        say.days("2026-01-01..2027-01-02", MONDAY)
    with pytest.raises(Bad, match=r"is no day"):
        say.days("today..", MONDAY)


@pytest.mark.parametrize(("word", "minute"), [("9:30", 330), ("04:00", 0), ("03:59", 1439), ("0:30", 1230)])
def test_times_are_minutes_of_the_page(word: str, minute: int) -> None:
    assert say.minute(PLAIN, word) == minute


@pytest.mark.parametrize("word", ["25:99", "24:01", "9:60", "-5m", "NaN", "", "930", "9:3", "1e3", "９:３０", "::"])
def test_what_is_no_time(word: str) -> None:
    with pytest.raises(Bad, match="is no time: write it like 9:30"):
        say.minute(PLAIN, word)


def test_an_hour_that_the_clocks_skip_or_repeat() -> None:
    with pytest.raises(Bad, match="does not exist on 2026-03-28: the clocks skip that hour"):
        say.minute(SHORT, "2:30")
    assert say.minute(LONG, "02:30b") - say.minute(LONG, "02:30") == 60
    assert say.span(LONG, "02:30-02:30b") == (22 * 60 + 30, 23 * 60 + 30)
    for word in ("03:30b", "9:30b"):
        with pytest.raises(Bad, match="does not come twice"):
            say.minute(LONG, word)


@pytest.mark.parametrize(
    ("word", "span"), [("9:30-10:15", (330, 375)), ("23:30–0:30", (1170, 1230)), ("3:00-4:00", (1380, 1440))]
)
def test_spans(word: str, span: tuple[int, int]) -> None:
    assert say.span(PLAIN, word) == span


@pytest.mark.parametrize(
    "word", ["10:15-9:30", "9:30", "9:30-", "-9:30", "9:30-25:99", "3:30-4:30", "b-b", "9:30-9:30"]
)
def test_what_is_no_span(word: str) -> None:
    with pytest.raises(Bad, match=r"is no span of time|does not fit the page|is no time"):
        say.span(PLAIN, word)


@pytest.mark.parametrize(("word", "minutes"), [("45", 45), ("45m", 45), ("1h", 60), ("1h15", 75), ("24h", 1440)])
def test_lengths(word: str, minutes: int) -> None:
    assert say.length(word) == minutes


@pytest.mark.parametrize("word", ["-5m", "0m", "0", "4", "999h", "1441", "NaN", "inf", "", "9" * 5000, "45 s"])
def test_what_is_no_length(word: str) -> None:
    with pytest.raises(Bad, match="is no length: write minutes from 5 to 1440"):
        say.length(word)


def test_ranks() -> None:
    assert [say.rank(word) for word in ("1", "3", "None")] == [1, 3, None]
    for word in ("4", "0", "-1", "first", ""):
        with pytest.raises(Bad, match="a day has three priorities"):
            say.rank(word)


@given(st.text(max_size=20), st.sampled_from([PLAIN, SHORT, LONG]))
def test_any_word_is_read_or_refused(word: str, page: Page) -> None:
    for read in (say.length, say.rank, lambda w: say.day(w, MONDAY), lambda w: say.span(page, w)):
        sentence = ""
        try:
            read(word)
        except Bad as refused:
            sentence = str(refused)
        assert sentence.isprintable()

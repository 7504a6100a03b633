"""Times, lengths and dates as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import reading
from planner.domain.times import words_of

TODAY = dt.date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:30", 570),
        ("09:30", 570),
        ("0:00", 0),
        ("23:59", 1439),
        (" 15:00 ", 900),
        ("3pm", 900),
        ("3 PM", 900),
        ("3:30 pm", 930),
        ("12am", 0),
        ("12pm", 720),
        ("3 p.m.", 900),
        ("24:00", None),
        ("25:99", None),
        ("12:60", None),
        ("13pm", None),
        ("0am", None),
        ("9", None),
        ("9:5", None),
        ("-9:30", None),
        ("٩:٣٠", None),
        ("9" * 5000 + ":00", None),
        ("NaN", None),
        ("", None),
    ],
)
def test_wall_time(text: str, expected: int | None) -> None:
    assert reading.wall_time(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:30-10:15", (570, 45)),
        ("9:30–10:15", (570, 45)),
        ("9:30 - 10:15", (570, 45)),
        ("9:30 to 10:15", (570, 45)),
        ("9-10:30", (540, 90)),
        ("3-4pm", (900, 60)),
        ("11-1pm", (660, 120)),
        ("9pm-10:30", (1260, 90)),
        ("9:30am-3pm", (570, 330)),
        ("23:30-00:30", (1410, 60)),
        ("22:00-24:00", (1320, 120)),
        ("0:00-24:00", (0, 1440)),
        ("10:15-9:30", None),
        ("9:30-9:30", None),
        ("9:30-25:00", None),
        ("9-10", None),
        ("9:30", None),
    ],
)
def test_wall_span(text: str, expected: tuple[int, int] | None) -> None:
    assert reading.wall_span(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45m", 45),
        ("90 min", 90),
        ("45 minutes", 45),
        ("1h", 60),
        ("1h15", 75),
        ("1h15m", 75),
        ("1h 15m", 75),
        ("1 h 15", 75),
        ("1.5h", 90),
        ("1,5h", 90),
        ("2 hours", 120),
        ("24h", 1440),
        ("1m", 1),
        ("0m", None),
        ("0h", None),
        ("-5m", None),
        ("999h", None),
        ("1441m", None),
        ("1h60", None),
        ("1.5h30", None),
        ("9" * 5000 + "m", None),
        ("45", None),
        ("NaN", None),
        ("infm", None),
    ],
)
def test_length(text: str, expected: int | None) -> None:
    assert reading.length(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("45", 45), ("1h15", 75), ("0", None), ("-5", None), ("4.5", None)])
def test_minutes_of_the_command_line(text: str, expected: int | None) -> None:
    assert reading.minutes(text) == expected


@given(st.integers(1, 1440))
def test_our_own_words_are_read_back(value: int) -> None:
    assert reading.length(words_of(value)) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", TODAY),
        ("Tomorrow", dt.date(2026, 11, 24)),
        ("yesterday", dt.date(2026, 11, 22)),
        ("mon", dt.date(2026, 11, 30)),
        ("tue", dt.date(2026, 11, 24)),
        ("Sunday", dt.date(2026, 11, 29)),
        ("thurs", dt.date(2026, 11, 26)),
        ("2026-11-23", TODAY),
        ("23 Nov", TODAY),
        ("22 Nov", dt.date(2027, 11, 22)),
        ("1st January", dt.date(2027, 1, 1)),
        ("Sept 3rd", dt.date(2027, 9, 3)),
        ("Nov 23, 2028", dt.date(2028, 11, 23)),
        ("29 feb", dt.date(2028, 2, 29)),
        ("Mon 23 Nov", TODAY),
        ("Tue 23 Nov", None),
        ("29 Feb 2027", None),
        ("31 Feb", None),
        ("2026-13-01", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("mond", None),
        ("", None),
    ],
)
def test_day(text: str, expected: dt.date | None) -> None:
    assert reading.day(text, TODAY) == expected


def test_days() -> None:
    assert reading.days("today", TODAY) == (TODAY, TODAY)
    assert reading.days("2026-11-20..tomorrow", TODAY) == (dt.date(2026, 11, 20), dt.date(2026, 11, 24))
    assert reading.days("tomorrow..today", TODAY) is None
    assert reading.days("today..", TODAY) is None


def test_the_ends_of_the_calendar_are_no_dates() -> None:
    assert reading.day("tomorrow", dt.date.max) is None
    assert reading.day("yesterday", dt.date.min) is None
    assert reading.day("1 Jan", dt.date.max) is None


@given(st.text(max_size=30))
def test_any_text_is_read_or_not(text: str) -> None:
    time, size, date = reading.wall_time(text), reading.length(text), reading.day(text, TODAY)
    assert time is None or 0 <= time < 1440
    assert size is None or 1 <= size <= 1440
    assert date is None or 1900 <= date.year <= 2999


@given(st.from_regex(reading.SPAN, fullmatch=True))
def test_a_span_is_positive_and_within_a_day(text: str) -> None:
    span = reading.wall_span(text)
    assert span is None or (0 <= span[0] < 1440 and 1 <= span[1] <= 1440)


@given(st.from_regex(reading.LENGTH, fullmatch=True))
def test_whatever_looks_like_a_length_is_in_range_or_none(text: str) -> None:
    size = reading.length(text)
    assert size is None or 1 <= size <= 1440

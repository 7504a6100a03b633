"""The days that one looks back at."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.review.span import FIRST, LAST, UNITS, Span, Unit
from tests.review.days import DAY, ONE

DATES = st.dates(FIRST, LAST)


@pytest.mark.parametrize(
    ("kind", "words", "days"),
    [
        ("day", "Monday 23 November", 1),
        ("week", "23 – 29 November", 7),
        ("month", "November 2026", 30),
        ("year", "2026", 365),
    ],
)
def test_a_date_lies_in_a_span_of_each_kind(kind: Unit, words: str, days: int) -> None:
    span = Span.of(kind, DAY)
    assert (span.words(DAY), span.days) == (words, days)
    assert DAY in span


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-10-03", "2026-11-22", "3 October – 22 November"),
        ("2026-12-28", "2027-01-03", "28 December 2026 – 3 January 2027"),
        ("2025-05-05", "2025-05-11", "5 – 11 May 2025"),
        ("2025-05-05", "2025-05-05", "Monday 5 May 2025"),
        ("2026-02-01", "2026-02-28", "February 2026"),
        ("2024-01-01", "2024-12-31", "2024"),
    ],
)
def test_a_range_is_said_as_people_say_it(first: str, last: str, words: str) -> None:
    assert Span.between(dt.date.fromisoformat(first), dt.date.fromisoformat(last)).words(DAY) == words


def test_a_range_moves_by_its_own_length() -> None:
    span = Span.between(DAY, DAY + 9 * ONE)
    assert span.kind == "range"
    assert span.earlier() == Span("range", DAY - 10 * ONE, DAY - ONE)
    assert span.later().earlier() == span


@given(st.sampled_from(UNITS), DATES)
def test_neighbours_touch_and_lead_back(kind: Unit, date: dt.date) -> None:
    span = Span.of(kind, date)
    for near in (span.earlier(), span.later()):
        assert near.first <= near.last
        assert near == span or near.last + ONE == span.first or near.first - ONE == span.last
    if span.earlier() != span:
        assert span.earlier().later() == span


@given(DATES, st.integers(0, 4000))
def test_the_parts_of_a_span_are_all_its_days_once(first: dt.date, more: int) -> None:
    span = Span.between(first, min(LAST, first + more * ONE))
    parts = span.cut()
    assert (parts[0].first, parts[-1].last) == (span.first, span.last)
    assert all(one.last + ONE == next_one.first for one, next_one in pairwise(parts))
    assert len(parts) <= 40
    assert all(part.short(span) for part in parts)


def test_the_last_twelve_weeks_end_with_this_one() -> None:
    back = Span.of("week", DAY).back(12)
    assert (back.first, back.last) == (dt.date(2026, 9, 7), dt.date(2026, 11, 29))
    assert [part.short(back) for part in back.cut("week")][::11] == ["wk 37", "wk 48"]


def test_the_calendar_ends() -> None:
    assert Span.of("year", LAST).later() == Span.of("year", LAST)
    assert Span.of("day", FIRST).earlier() == Span.of("day", FIRST)

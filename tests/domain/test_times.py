"""Page minutes and wall time, over days of every length."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.times import UTC, frame, page_date, words_of

ZONES = ["UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/Santiago", "Africa/Cairo", "Asia/Kathmandu"]
dates = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31))
day_starts = st.sampled_from([0, 240, 720, 1439])


@pytest.mark.parametrize(
    ("zone", "date", "hours"),
    [
        ("Europe/Berlin", dt.date(2026, 3, 28), 23.0),
        ("Europe/Berlin", dt.date(2026, 3, 29), 24.0),
        ("Europe/Berlin", dt.date(2026, 10, 24), 25.0),
        ("Australia/Lord_Howe", dt.date(2026, 4, 4), 24.5),
        ("America/Santiago", dt.date(2026, 9, 5), 23.0),
    ],
)
def test_a_page_is_as_long_as_its_clocks_make_it(zone: str, date: dt.date, hours: float) -> None:
    assert frame(date, zone, 240).length == hours * 60


@given(zone=st.sampled_from(ZONES), date=dates, day_start=day_starts, share=st.floats(0, 1, exclude_max=True))
def test_a_minute_reads_back_from_its_wall_time(zone: str, date: dt.date, day_start: int, share: float) -> None:
    ruler = frame(date, zone, day_start)
    minute = int(share * ruler.length)
    hours, minutes = ruler.clock(minute).split(":")
    back = ruler.of_wall(int(hours) * 60 + int(minutes), second=ruler.repeated(minute))
    assert back is not None
    assert ruler.clock(back) == ruler.clock(minute)
    assert back == minute or ruler.length > 24 * 60, "only a page with a repeated hour names a minute twice"
    assert ruler.minute(ruler.at(minute)) == minute


@given(zone=st.sampled_from(ZONES), date=dates, day_start=day_starts)
def test_pages_lie_side_by_side(zone: str, date: dt.date, day_start: int) -> None:
    today, tomorrow = frame(date, zone, day_start), frame(date + dt.timedelta(days=1), zone, day_start)
    assert today.begins + today.length * dt.timedelta(minutes=1) == tomorrow.begins
    assert page_date(today.begins, zone, day_start) == date
    assert page_date(tomorrow.begins - dt.timedelta(seconds=1), zone, day_start) == date


def test_half_past_midnight_belongs_to_yesterday() -> None:
    instant = dt.datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    assert page_date(instant, "UTC", 240) == dt.date(2026, 11, 23)


def test_the_skipped_hour_is_nowhere() -> None:
    spring = frame(dt.date(2026, 3, 28), "Europe/Berlin", 240)
    assert spring.of_wall(2 * 60 + 30) is None
    assert spring.clock(spring.floor_of_wall(2 * 60 + 30)) == "03:00"


def test_an_unknown_zone_reads_as_utc() -> None:
    assert frame(dt.date(2026, 11, 23), "Mars/Olympus", 240) == frame(dt.date(2026, 11, 23), "UTC", 240)


@pytest.mark.parametrize(("minutes", "words"), [(5, "5 min"), (60, "1 h"), (75, "1 h 15"), (125, "2 h 05")])
def test_lengths_in_words(minutes: int, words: str) -> None:
    assert words_of(minutes) == words

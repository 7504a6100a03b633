from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.times import frame
from planner.ui.day.timeline.geometry import (
    ACTUAL,
    Geometry,
    clamped_start,
    clock_words,
    hours,
    lanes,
    open_hours,
    part_at,
    snapped,
    time_words,
)


def test_an_hour_is_72_pixels_at_100_per_cent() -> None:
    ruler = Geometry(600, 1440)
    assert ruler.y(60) - ruler.y(0) == pytest.approx(72)
    assert Geometry(600, 1440, 300).y(60) - Geometry(600, 1440, 300).y(0) == pytest.approx(216)


@given(st.floats(0, 1440), st.integers(50, 300))
def test_a_height_leads_back_to_its_minute(minute: float, zoom: int) -> None:
    ruler = Geometry(600, 1440, zoom)
    assert ruler.minute(ruler.y(minute)) == pytest.approx(minute, abs=1e-6)


def test_heights_outside_the_paper_are_its_first_and_last_minute() -> None:
    ruler = Geometry(600, 1380)
    assert ruler.minute(-50) == 0
    assert ruler.minute(99999) == 1380


@pytest.mark.parametrize(("asked", "given_"), [(10, 50), (50, 50), (175, 175), (301, 300)])
def test_zoom_stays_between_50_and_300_per_cent(asked: int, given_: int) -> None:
    assert Geometry(600, 1440).zoomed(asked).zoom == given_


@pytest.mark.parametrize("width", [200, 300, 419, 420, 600, 1600])
def test_the_columns_lie_in_order_at_every_width(width: int) -> None:
    ruler = Geometry(width, 1440)
    assert 0 < ruler.pad < ruler.labels < ruler.plan_left < ruler.plan_right < ruler.actual_left < ruler.right
    if width >= 420:
        assert ruler.right - ruler.actual_left == ACTUAL
        assert ruler.right <= width


def test_a_box_leaves_a_line_of_paper_above_and_below() -> None:
    ruler = Geometry(600, 1440)
    area, after = ruler.box(60, 120), ruler.box(120, 150)
    assert area.y > ruler.y(60)
    assert after.y > area.bottom


def test_the_shortest_box_can_still_be_seen() -> None:
    assert Geometry(600, 1440, 50).box(0, 5).h >= 3


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([], []),
        ([(0, 10), (10, 20)], [(0, 1), (0, 1)]),
        ([(0, 20), (10, 30)], [(0, 2), (1, 2)]),
        ([(0, 60), (10, 20), (20, 40), (60, 70)], [(0, 2), (1, 2), (1, 2), (0, 1)]),
        ([(0, 30), (0, 30), (0, 30)], [(0, 3), (1, 3), (2, 3)]),
    ],
)
def test_what_overlaps_shares_the_width(spans: list[tuple[float, float]], found: list[tuple[int, int]]) -> None:
    assert lanes(spans) == found


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 30)), max_size=12))
def test_no_two_spans_of_one_lane_overlap(starts: list[tuple[int, int]]) -> None:
    spans = [(start, start + length) for start, length in starts]
    found = lanes(spans)
    for one in range(len(spans)):
        assert 0 <= found[one][0] < found[one][1]
        for other in range(one):
            if spans[one][0] < spans[other][1] and spans[other][0] < spans[one][1]:
                assert found[one][0] != found[other][0]
                assert found[one][1] == found[other][1]


def test_ends_resize_and_the_middle_moves() -> None:
    area = Geometry(600, 1440).box(60, 120)
    assert part_at(area, area.y + 2) == "start"
    assert part_at(area, area.y + area.h / 2) == "body"
    assert part_at(area, area.bottom - 2) == "end"


def test_a_low_box_can_still_be_moved() -> None:
    area = Geometry(600, 1440).box(60, 70)
    assert part_at(area, area.y + area.h / 2) == "body"


@pytest.mark.parametrize(
    ("minute", "snap", "found"), [(7.4, 5, 5), (7.5, 5, 10), (7.4, 1, 7), (-3.0, 5, -5), (2.5, 5, 5)]
)
def test_snapping_takes_the_nearest_and_halves_upwards(minute: float, snap: int, found: int) -> None:
    assert snapped(minute, snap) == found


def test_a_start_keeps_its_box_on_the_page() -> None:
    assert clamped_start(1430, 60, 1440) == 1380
    assert clamped_start(-20, 60, 1440) == 0


def test_the_usual_page_has_its_25_lines_from_day_start_to_day_start() -> None:
    marks = hours(frame(dt.date(2026, 11, 23), "Europe/Berlin", 240))
    assert [marks[0].label, marks[4].label, marks[-1].label] == ["04:00", "08:00", "04:00"]
    assert len(marks) == 25
    assert not any(mark.again for mark in marks)


def test_the_23_hour_page_skips_the_missing_hour() -> None:
    ruler = frame(dt.date(2026, 3, 28), "Europe/Berlin", 240)
    labels = [mark.label for mark in hours(ruler)]
    assert ruler.length == 1380
    assert "02:00" not in labels
    assert labels.count("03:00") == 1


def test_the_25_hour_page_has_the_repeated_hour_twice() -> None:
    ruler = frame(dt.date(2026, 10, 24), "Europe/Berlin", 240)
    twice = [mark for mark in hours(ruler) if mark.label == "02:00"]
    assert [mark.again for mark in twice] == [False, True]
    assert twice[1].minute - twice[0].minute == 60


def test_hours_that_shift_by_thirty_minutes_are_found() -> None:
    ruler = frame(dt.date(2026, 10, 3), "Australia/Lord_Howe", 0)
    wall = [ruler.at(mark.minute).minute for mark in hours(ruler)]
    assert set(wall) == {0}
    assert len(wall) >= 24


def test_a_page_that_begins_at_an_odd_minute_still_rules_the_full_hours() -> None:
    marks = hours(frame(dt.date(2026, 11, 23), "UTC", 270))
    assert marks[0].minute == 30
    assert marks[0].label == "05:00"


@pytest.mark.parametrize(
    ("hour", "minute", "words"), [(0, 0, "12 am"), (9, 5, "9:05 am"), (12, 0, "12 pm"), (23, 59, "11:59 pm")]
)
def test_the_twelve_hour_clock(hour: int, minute: int, words: str) -> None:
    assert clock_words(hour, minute, False) == words


def test_times_in_words() -> None:
    ruler = frame(dt.date(2026, 11, 23), "UTC", 240)
    assert time_words(ruler, 301) == "09:01"
    assert time_words(ruler, 300, False) == "9 am"


def test_the_pages_hours_in_page_minutes() -> None:
    ruler = frame(dt.date(2026, 11, 23), "UTC", 240)
    assert open_hours(ruler, 480, 1080) == (240, 840)
    assert open_hours(ruler, 480, 240) == (240, ruler.length)

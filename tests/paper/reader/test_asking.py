"""Every doubt of a sheet is a question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.filled import Worked
from planner.domain.values import Page
from planner.paper.reader.asking import questions
from planner.paper.reader.proposal import propose
from planner.paper.reader.values import IntervalRead, LineRead, PageReading, Rect, TickRead, TickValue, places_of
from tests.paper.days import day
from tests.paper.kinds import ordered
from tests.paper.reader.sheets import remembered


def read_blank(page: Page) -> PageReading:
    """A sheet of hours and lines on which nothing stands, beyond doubt."""
    (one,) = ordered(page=lambda: page, kind="blank").prints
    printed = remembered(one)
    places = places_of(printed.sheets[0])
    ticks = tuple(TickRead(place.id, "empty", 0.99, place.rect) for place in places if place.role == "tick")
    lines = tuple(LineRead(place.id, False, 0.98, place.rect) for place in places if place.role == "line")
    return PageReading(printed.id, 1, printed, ticks, (), lines)


def box_of_run(reading: PageReading, page: Page) -> tuple[str | None, bool]:
    """The box that the one shaded run is given to, and whether that is sure."""
    (found,) = ((item.decision.box, item.sure) for item in propose(reading, page) if isinstance(item.decision, Worked))
    return found


@pytest.mark.parametrize("written", [True, False])
def test_every_line_in_doubt_is_asked_about(written: bool) -> None:
    page = day()
    reading = read_blank(page)
    assert [*questions(reading, [page], propose(reading, page))] == []
    for line in reading.lines:
        doubtful = replace(line, written=written, confidence=0.6)
        doubted = replace(reading, lines=tuple(doubtful if one is line else one for one in reading.lines))
        (question,) = questions(doubted, [page], propose(doubted, page))
        assert line.mark in question


def test_time_on_a_sheet_without_boxes_waits_for_words_as_a_line_does() -> None:
    page = day()
    shaded = replace(read_blank(page), intervals=(IntervalRead(1, "09:05", "10:10", 0.97, Rect(80, 60, 3, 9)),))
    assert box_of_run(shaded, page) == (None, True)
    assert [*questions(shaded, [page], propose(shaded, page))] == []
    doubtful = replace(shaded, intervals=(replace(shaded.intervals[0], confidence=0.6),))
    assert [*questions(doubtful, [page], propose(doubtful, page))] == ["What was 09:05–10:10 for?"]


def test_time_on_a_blank_sheet_is_of_a_box_that_was_planned_meanwhile() -> None:
    blank, page = read_blank(day()), day(("work", "09:00", 60, "Essay", None))
    for ends, sure in ((("09:05", "10:10"), True), (("15:05", "15:15"), False)):
        shaded = replace(blank, intervals=(IntervalRead(1, *ends, 0.97, Rect(80, 60, 3, 9)),))
        assert box_of_run(shaded, page) == (page.boxes[0].id, sure)


def test_every_square_in_doubt_is_asked_about_also_where_nothing_is_proposed() -> None:
    page = day()
    reading = read_blank(page)
    rows = tuple(replace(tick, confidence=0.6) for tick in reading.ticks if tick.mark.startswith("bonus-"))
    doubted = replace(reading, ticks=rows)
    assert [*propose(doubted, page)] == []
    assert len([*questions(doubted, [page], ())]) == len(rows)


@pytest.mark.parametrize(("value", "asked"), [("empty", 0), ("ticked", 1), ("cancelled", 0)])
def test_a_box_that_is_gone_is_asked_about_if_it_was_ticked(value: TickValue, asked: int) -> None:
    planned = day(("work", "09:00", 60, "Essay", None))
    (one,) = ordered(page=lambda: planned, kind="day").prints
    printed = remembered(one)
    place = next(place for place in places_of(printed.sheets[0]) if "box" in place.means)
    read = PageReading(printed.id, 1, printed, (TickRead(place.id, value, 0.99, place.rect),))
    there = replace(planned, boxes=(replace(planned.boxes[0], id=str(place.means["box"])),))
    for page, count in ((there, 0), (day(), asked)):
        assert len([*questions(read, [page], propose(read, page))]) == count
    doubted = replace(read, ticks=(replace(read.ticks[0], confidence=0.6),))
    assert len([*questions(doubted, [day()], propose(doubted, day()))]) == 1

"""Every doubt of a sheet is a question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.values import Page
from planner.paper.reader.asking import questions
from planner.paper.reader.proposal import propose
from planner.paper.reader.values import LineRead, PageReading, TickRead, places_of
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


@pytest.mark.parametrize("written", [True, False])
def test_every_line_in_doubt_is_asked_about(written: bool) -> None:
    page = day()
    reading = read_blank(page)
    assert [*questions(reading, page, propose(reading, page))] == []
    for line in reading.lines:
        doubtful = replace(line, written=written, confidence=0.6)
        doubted = replace(reading, lines=tuple(doubtful if one is line else one for one in reading.lines))
        (question,) = questions(doubted, page, propose(doubted, page))
        assert line.mark in question


def test_every_square_in_doubt_is_asked_about_also_where_nothing_is_proposed() -> None:
    page = day()
    reading = read_blank(page)
    rows = tuple(replace(tick, confidence=0.6) for tick in reading.ticks if tick.mark.startswith("bonus-"))
    doubted = replace(reading, ticks=rows)
    assert [*propose(doubted, page)] == []
    assert len([*questions(doubted, page, ())]) == len(rows)

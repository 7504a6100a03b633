"""Prints of every kind and paper, for the tests of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from planner.domain.edits import page_of
from planner.domain.print_choice import PrintChoice
from planner.domain.values import Page
from planner.paper.order import Made, Source, dates_needed, make
from planner.paper.shapes import Mark, Sheet, Text
from tests.paper.days import day, line, real_day

MONDAY = dt.date(2026, 11, 23)


def on(date: dt.date, page: Page) -> Page:
    """The same page on another date."""
    entries = [replace(entry, page=date, id=f"{entry.id}-{date}") for entry in page.entries]
    boxes = [
        replace(box, page=date, id=f"{box.id}-{date}", entry=f"{box.entry}-{date}" if box.entry else None)
        for box in page.boxes
    ]
    return page_of(replace(page.head, date=date), entries, boxes)


def ordered(days: int = 1, page: Callable[[], Page] = real_day, *, first: dt.date = MONDAY, **choice: object) -> Made:
    """So many days, each like `page`."""
    mine = PrintChoice(**choice)  # type: ignore[arg-type]
    dates = [first + dt.timedelta(days=number) for number in range(days)]
    known = {date: Source(on(date, page()), 7) for date in dates_needed(mine, dates)}
    return make(mine, dates, known)


def sheets_of(made: Made) -> list[Sheet]:
    return [sheet for one in made.prints for sheet in one.sheets]


def marks_of(made: Made, role: str) -> list[Mark]:
    return [mark for sheet in sheets_of(made) for mark in sheet.marks if mark.role == role]


def words_of(sheet: Sheet) -> list[str]:
    return [shape.words for shape in sheet.shapes if isinstance(shape, Text)]


def night() -> Page:
    """A night worker's: the day starts at 12:00, boxes from 20:00 to 06:00."""
    rows = [("work", f"{hour % 24}:00", 45, f"Round {hour}", None) for hour in range(20, 30)]
    return day(*rows, day_start=720, opens=1200, closes=360)  # type: ignore[arg-type]


def full() -> Page:
    kinds = ["work", "work", "work", "recharge"]
    rows = [(kinds[i % 4], f"{8 + i // 2}:{i % 2 * 30:02d}", 25, f"Task {i}", None) for i in range(20)]
    return day(*rows)  # type: ignore[arg-type]


def overlong() -> Page:
    title = "A title that goes on about everything there is to say on the matter, and then some more. " * 4
    rows = [("work", "8:30", 60, title[:300], 1), ("work", "9:30", 10, title[:300], 2)]
    events = [("event", "11:00", 60, title[:300], None), ("event", "11:20", 60, title[:300], None)]
    return day(*rows, *events, log=(line(1, title[:300]), line(2, title[:300], kind="note")))  # type: ignore[arg-type]


def empty() -> Page:
    return day()


def crowded() -> Page:
    """More than one sheet can hold."""
    return day(*((("work", f"{8 + i // 4}:{i % 4 * 15:02d}", 15, f"Task {i}", None)) for i in range(40)))

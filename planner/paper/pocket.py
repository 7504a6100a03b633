"""A day for the pocket: four pages of A6 on one sheet of paper that is folded twice."""

from __future__ import annotations

from planner.domain.edits import page_of
from planner.domain.values import Box, Page
from planner.paper.axis import sheets_of
from planner.paper.blank import ruled_hours
from planner.paper.code import payload
from planner.paper.head import frame, sheet_name, sheet_of
from planner.paper.lists import (
    AFTER_HEADING,
    BEFORE_HEADING,
    ROW,
    Column,
    Lists,
    feelings,
    lists_of,
    meditation,
    notes,
    priorities,
    rows,
)
from planner.paper.plan import Drawing, Options, columns
from planner.paper.shapes import Sheet
from planner.paper.sheet import LATER_TOP, LISTS_TOP, PRIORITIES_TOP, as_notes, day_header, foot, in_hours, sheet_title
from planner.paper.timeline import timeline

PAGES = 4
ENTRIES = 11  # of all lists on one fold
UNPLANNED = 6  # free lines
Span = tuple[int, int, tuple[Box, ...]]


def pocket_sheets(page: Page, options: Options, print_id: str) -> tuple[Sheet, ...]:
    """Cover: the three and bonus. Inside: the boxes; what was done besides and notes. Behind: notes."""
    page, at = in_hours(page, options), columns(options, whole=True)
    room = at.bottom - at.top - LATER_TOP
    spans = sheets_of(page, (room, room))
    lists = lists_of(page, ENTRIES)
    count = max(len(spans), len(lists))
    sheets: list[Sheet] = []
    for index in range(count):
        span = spans[index] if index < len(spans) else None
        mine = lists[index] if index < len(lists) else Lists()
        sheets += _fold(page, options, print_id, PAGES * index, PAGES * count, span, mine)
    return tuple(sheets)


def blank_pocket_sheets(page: Page, options: Options, print_id: str) -> tuple[Sheet, ...]:
    """The same with hours and lines alone."""
    empty = in_hours(page_of(page.head), options)
    sheets = _fold(empty, options, print_id, 0, PAGES, None, Lists())
    draw = _page(empty, options, print_id, 2, PAGES)
    top = draw.at.top + LATER_TOP
    draw.heading(draw.at.main, top - 4.6, "Hours")
    ruled_hours(draw, empty, top, draw.at.bottom, 2)
    sheets[1] = _done(draw, empty, 2)
    return tuple(sheets)


def _fold(
    page: Page, options: Options, print_id: str, before: int, count: int, span: Span | None, lists: Lists
) -> list[Sheet]:
    boxes, crowded = _boxes(page, options, print_id, before + 2, count, span)
    return [
        _cover(page, options, print_id, before + 1, count, lists),
        boxes,
        _besides(page, options, print_id, before + 3, count, lists, crowded),
        _behind(page, options, print_id, before + 4, count),
    ]


def _page(page: Page, options: Options, print_id: str, number: int, count: int) -> Drawing:
    draw = Drawing(options, columns(options, whole=True))
    frame(draw, payload(print_id, number))
    day_header(draw, page, number, count)
    return draw


def _done(draw: Drawing, page: Page, number: int) -> Sheet:
    return sheet_of(draw, sheet_name(page.date, number), sheet_title(page, number), number)


def _cover(page: Page, options: Options, print_id: str, number: int, count: int, lists: Lists) -> Sheet:
    draw = _page(page, options, print_id, number, count)
    at = draw.at
    top = at.top + LATER_TOP - 3.0
    if number == 1:
        priorities(draw, page, at.top + PRIORITIES_TOP)
        top = at.top + LISTS_TOP - 3.0
    free = int((at.bottom - top) // ROW)
    rows(draw, "bonus", lists.bonus, max(free, len(lists.bonus)), Column(at.left, at.room), top, number)
    return _done(draw, page, number)


def _boxes(
    page: Page, options: Options, print_id: str, number: int, count: int, span: Span | None
) -> tuple[Sheet, list[str]]:
    draw = _page(page, options, print_id, number, count)
    at = draw.at
    top = at.top + LATER_TOP
    crowded: list[str] = []
    if span is not None:
        draw.heading(at.main, top - 4.6, "Time boxes")
        crowded = as_notes(draw, page, timeline(draw, page, span, top, at.bottom, number))
    else:
        notes(draw, (), at.left, at.room, top, at.bottom)
    return _done(draw, page, number), crowded


def _besides(
    page: Page, options: Options, print_id: str, number: int, count: int, lists: Lists, crowded: list[str]
) -> Sheet:
    draw = _page(page, options, print_id, number, count)
    at = draw.at
    free = max(UNPLANNED, len(lists.unplanned) + 1)
    y = rows(draw, "unplanned", lists.unplanned, free, Column(at.left, at.room), at.top + LATER_TOP - 3.0, number)
    if options.feeling and number == 3:
        y = feelings(draw, y + BEFORE_HEADING)
    notes(draw, (*lists.notes, *crowded), at.left, at.room, y + BEFORE_HEADING, at.bottom)
    return _done(draw, page, number)


def _behind(page: Page, options: Options, print_id: str, number: int, count: int) -> Sheet:
    draw = _page(page, options, print_id, number, count)
    at = draw.at
    top = at.top + LATER_TOP - 3.0
    draw.heading(at.left, top - AFTER_HEADING, "Notes")
    bottom = at.bottom
    if number == PAGES:
        meditation(draw, page, at.foot_right, at.bottom - 2)
        bottom -= 6
    draw.ground(at.left, at.room, top + 0.6, bottom)
    foot(draw, page)
    return _done(draw, page, number)

"""A day on two pages of an open notebook: the boxes on one, log and notes on the other."""

from __future__ import annotations

from dataclasses import replace

from planner.domain.values import Box, Page
from planner.paper.axis import sheets_of
from planner.paper.code import payload
from planner.paper.head import frame, sheet_name, sheet_of
from planner.paper.lists import BEFORE_HEADING, Column, Lists, feelings, lists_of, meditation, notes, priorities, rows
from planner.paper.plan import BETWEEN, Drawing, Options, columns
from planner.paper.shapes import Sheet
from planner.paper.sheet import LATER_TOP, LISTS_TOP, PRIORITIES_TOP, as_notes, day_header, foot, in_hours, sheet_title
from planner.paper.timeline import timeline

ENTRIES = 20  # of all lists that one log page holds
FREE = 8  # lines of each list, unless there are more entries
LOG_TOP = 31.4
Span = tuple[int, int, tuple[Box, ...]]


def spread_sheets(page: Page, options: Options, print_id: str) -> tuple[Sheet, ...]:
    """Two sheets, the boxes first, each on its own side of the fold; two more for each time that it is not enough.

    For the left hand all of it is mirrored: the boxes lie on the right, the log on the left.
    """
    page, at = in_hours(page, options), columns(options)
    spans = sheets_of(page, (at.bottom - at.top - LISTS_TOP, at.bottom - at.top - LATER_TOP))
    lists = lists_of(page, ENTRIES)
    count = max(len(spans), len(lists))
    sheets: list[Sheet] = []
    for index in range(count):
        span = spans[index] if index < len(spans) else None
        boxes, crowded = _boxes(page, options, print_id, (2 * index + 1, 2 * count), span)
        mine = lists[index] if index < len(lists) else Lists()
        mine = Lists(mine.bonus, mine.unplanned, (*mine.notes, *crowded))
        sheets += [boxes, _log(page, options, print_id, (2 * index + 2, 2 * count), mine)]
    return tuple(sheets)


def _drawing(options: Options, *, left: bool) -> Drawing:
    """The page left or right of the fold as a right-handed notebook has it."""
    mine = replace(options, even=left)
    return Drawing(mine, columns(mine, whole=True))


def _boxes(
    page: Page, options: Options, print_id: str, numbers: tuple[int, int], span: Span | None
) -> tuple[Sheet, list[str]]:
    """The page of boxes, and the events that found no room on it, in words."""
    draw = _drawing(options, left=True)
    at, number = draw.at, numbers[0]
    frame(draw, payload(print_id, number))
    day_header(draw, page, number, numbers[1])
    top = at.top + (LISTS_TOP if number == 1 else LATER_TOP)
    if number == 1:
        priorities(draw, page, at.top + PRIORITIES_TOP)
    crowded: list[str] = []
    if span is not None:
        draw.heading(at.main, top - 4.6, "Time boxes")
        crowded = as_notes(draw, page, timeline(draw, page, span, top, at.bottom, number))
    else:
        notes(draw, (), at.main, at.main_width, top, at.bottom)
    foot(draw, page)
    return sheet_of(draw, sheet_name(page.date, number), sheet_title(page, number), number), crowded


def _log(page: Page, options: Options, print_id: str, numbers: tuple[int, int], lists: Lists) -> Sheet:
    draw = _drawing(options, left=False)
    at, number = draw.at, numbers[0]
    frame(draw, payload(print_id, number))
    day_header(draw, page, number, numbers[1])
    top = at.top + LOG_TOP
    width = (at.room - BETWEEN) / 2
    count = max(FREE, len(lists.bonus) + 1, len(lists.unplanned) + 1)
    rows(draw, "bonus", lists.bonus, count, Column(at.left, width), top, number)
    y = rows(draw, "unplanned", lists.unplanned, count, Column(at.right - width, width), top, number)
    if options.feeling and number == 2:
        y = feelings(draw, y + BEFORE_HEADING)
    notes(draw, lists.notes, at.left, at.room, y + BEFORE_HEADING, at.bottom)
    if number == 2:
        meditation(draw, page, at.foot_right, at.foot)
    return sheet_of(draw, sheet_name(page.date, number), sheet_title(page, number), number)

"""Days to be written by hand alone: a blank day of hours and lines, and a page of notes."""

from __future__ import annotations

from itertools import pairwise

from planner.domain.edits import page_of
from planner.domain.values import Page
from planner.paper.axis import Axis, elastic, page_hours
from planner.paper.code import payload
from planner.paper.head import facts_of, frame, header, long_date, sheet_name, sheet_of
from planner.paper.lists import AFTER_HEADING, Lists, meditation, priorities, side_column
from planner.paper.plan import Drawing, Options, columns
from planner.paper.shapes import HAIR, SOFT, Sheet
from planner.paper.sheet import LISTS_TOP, PRIORITIES_TOP, foot, in_hours, sheet_title
from planner.paper.timeline import boxes_width, boxes_x, clock_changes, hours, rail, whole_hours

NOTES_TOP = 27.6
HALF, LOWEST = 30, 7.0  # minutes, and millimetres of a row: no line halves a shorter or a lower one


def blank_sheets(page: Page, options: Options, print_id: str) -> tuple[Sheet, ...]:
    """One sheet that shows nothing of the plan: the date, hours, rail and lines."""
    empty = in_hours(page_of(page.head), options)
    draw = Drawing(options, columns(options))
    at = draw.at
    frame(draw, payload(print_id, 1))
    header(draw, long_date(page.date), facts_of(page.date))
    priorities(draw, empty, at.top + PRIORITIES_TOP)
    top = at.top + LISTS_TOP
    draw.heading(at.main, top - 4.6, "Hours")
    ruled_hours(draw, empty, top, at.bottom, 1)
    side_column(draw, Lists(), top - 3.0, at.bottom, 1)
    foot(draw, empty)
    meditation(draw, empty, at.foot_right, at.foot)
    return (sheet_of(draw, sheet_name(page.date), sheet_title(page)),)


def ruled_hours(draw: Drawing, page: Page, top: float, bottom: float, number: int) -> None:
    """The page's hours with their rail, and a line each half of an hour to write on."""
    first, last = page_hours(page)
    axis = elastic((), first, last, top, bottom, clock_changes(page, first, last))
    rail(draw, page, axis, number)
    hours(draw, page, axis, ())
    _lines(draw, page, axis, number)


def halved(minutes: float, height: float) -> float | None:
    """How far below the top of a row of so many minutes and millimetres the line stands at its half hour, if any."""
    return height * HALF / minutes if minutes > HALF and height > LOWEST else None


def _lines(draw: Drawing, page: Page, axis: Axis, number: int) -> None:
    """Halves of the hours, and a place to read for each hour."""
    left, width = boxes_x(draw), boxes_width(draw)
    for begin, end in pairwise(whole_hours(page, axis)):
        y, height = axis.y(begin), axis.y(end) - axis.y(begin)
        half = halved(end - begin, height)
        if half is not None:
            draw.rule(left, y + half, left + width, grey=SOFT + 0.4)
        again = "b" if page.frame.repeated(begin) else ""
        clock = page.frame.clock(begin)
        draw.mark(f"hour-{number}-{clock}{again}", "line", {"hour": f"{clock}{again}"}, left, y, width, height - HAIR)


def notes_sheets(page: Page, options: Options, print_id: str) -> tuple[Sheet, ...]:
    """One sheet of a ground to write on, found again by its code."""
    draw = Drawing(options, columns(options, whole=True))
    at = draw.at
    frame(draw, payload(print_id, 1))
    header(draw, long_date(page.date), facts_of(page.date))
    top = at.top + NOTES_TOP
    draw.heading(at.left, top - AFTER_HEADING, "Notes")
    draw.ground(at.left, at.room, top + 0.6, at.bottom)
    draw.mark("notes-1", "line", {"write": "notes"}, at.left, top, at.room, at.bottom - top)
    return (sheet_of(draw, f"notes-{page.date.isoformat()}", f"Notes · {sheet_title(page)}"),)

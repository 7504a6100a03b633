"""The A5 sheet of a day: a page becomes shapes and marks. Pure, in millimetres; drawing and reader share it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from planner.domain.labels import MONTHS, WEEKDAYS
from planner.domain.times import words_of
from planner.domain.values import Box, Page
from planner.paper import text
from planner.paper.axis import sheets_of
from planner.paper.code import MARKERS, data_matrix, payload
from planner.paper.lists import PRIORITY_ROW, Lists, lists_of, meditation, notes, priorities, side_column
from planner.paper.plan import (
    CODE,
    CODE_TOP,
    FOOT_LEFT,
    FOOT_RIGHT,
    HEIGHT,
    MAIN,
    MARKER,
    MARKER_EDGE,
    SMALL,
    WIDTH,
    Drawing,
    Options,
    centred,
    columns,
)
from planner.paper.shapes import SOFT, Link, Mark, Pattern, Sheet
from planner.paper.timeline import hour_words, rule_words, timeline

__all__ = ["Options", "Sheet", "day_sheet", "day_sheets", "long_date", "sheet_name"]

DATE_LINE, FACTS_LINE = 15.4, 19.8  # baselines
PRIORITIES_TOP = 27.6
LISTS_TOP = PRIORITIES_TOP + 3 * PRIORITY_ROW + 8.0
LATER_TOP = 31.4  # of the sheets after the first, which have no priorities
BOTTOM = 194.6
FOOT_MIDDLE = 200.0
DATE_SIZES = (19.0, 17.0)


def long_date(date: dt.date) -> str:
    """Monday 23 November: English whatever the machine's locale says."""
    return f"{WEEKDAYS[date.weekday()]} {date.day} {MONTHS[date.month - 1]}"


def sheet_name(date: dt.date, number: int = 1) -> str:
    """The name by which links lead to a sheet: the same at every printing."""
    return f"day-{date.isoformat()}" + (f"-{number}" if number > 1 else "")


def day_sheet(page: Page, options: Options, print_id: str) -> Sheet:
    """The first sheet of a day, and mostly the only one."""
    return day_sheets(page, options, print_id)[0]


def day_sheets(page: Page, options: Options, print_id: str) -> tuple[Sheet, ...]:
    """All sheets of a day: one, unless its boxes or its lists are too many to be written on.

    `print_id` is twelve digits; the same arguments give the same sheets.
    """
    spans = sheets_of(page, (BOTTOM - LISTS_TOP, BOTTOM - LATER_TOP))
    lists = lists_of(page)
    count = max(len(spans), len(lists))
    return tuple(
        _sheet(
            page, options, print_id, number, count,
            spans[number - 1] if number <= len(spans) else None,
            lists[number - 1] if number <= len(lists) else Lists(),
        )
        for number in range(1, count + 1)
    )  # fmt: skip


def _sheet(
    page: Page,
    options: Options,
    print_id: str,
    number: int,
    count: int,
    span: tuple[int, int, tuple[Box, ...]] | None,
    lists: Lists,
) -> Sheet:
    at = columns(options)
    draw = Drawing(options, at)
    _frame(draw, payload(print_id, number))
    _header(draw, page, number, count)
    top = LISTS_TOP if number == 1 else LATER_TOP
    if number == 1:
        priorities(draw, page, PRIORITIES_TOP)
    if span is not None:
        draw.heading(at.main, top - 4.6, "Time boxes")
        crowded = timeline(draw, page, span, top, BOTTOM, number)
        lists = Lists(lists.bonus, lists.unplanned, (*lists.notes, *_as_notes(draw, page, crowded)))
    else:
        notes(draw, (), at.main, MAIN, top, BOTTOM)
    side_column(draw, lists, top - 3.0, BOTTOM, number)
    draw.say(FOOT_LEFT, centred(FOOT_MIDDLE, SMALL), rule_words(page), SMALL, grey=SOFT)
    if number == 1:
        meditation(draw, page, FOOT_RIGHT, FOOT_MIDDLE)
    title = f"{long_date(page.date)} {page.date.year}" + (f" · sheet {number}" if number > 1 else "")
    return Sheet(
        WIDTH, HEIGHT, sheet_name(page.date, number), title, number,
        tuple(draw.shapes), tuple(draw.marks), tuple(draw.missing),
    )  # fmt: skip


def _frame(draw: Drawing, code: str) -> None:
    """Corner markers 0–3 clockwise from the top left, and the page code at the outer top."""
    far_x, far_y = WIDTH - MARKER_EDGE - MARKER, HEIGHT - MARKER_EDGE - MARKER
    corners = ((MARKER_EDGE, MARKER_EDGE), (far_x, MARKER_EDGE), (far_x, far_y), (MARKER_EDGE, far_y))
    for number, (x, y) in enumerate(corners):
        draw.add(Pattern(x, y, MARKER, MARKERS[number]))
        draw.marks.append(Mark(f"marker-{number}", "marker", {"marker": number}, x, y, MARKER, MARKER))
    draw.add(Pattern(draw.at.code, CODE_TOP, CODE, data_matrix(code)))
    draw.marks.append(Mark("code", "code", {"code": code}, draw.at.code, CODE_TOP, CODE, CODE))


def _header(draw: Drawing, page: Page, number: int, count: int) -> None:
    """The date; below it year, week, day of the year, and how full the day is."""
    date, x = page.date, draw.at.head
    size, words = text.fit(long_date(date), draw.at.right - x - 12, DATE_SIZES, face="serif")
    draw.say(x, DATE_LINE, words[0], size, "serif")
    facts = [str(date.year), f"week {date.isocalendar().week}", f"day {date.timetuple().tm_yday}"]
    end = draw.say(x + 0.2, FACTS_LINE, " · ".join(facts), SMALL, grey=SOFT)
    planned = draw.options.chance or _load(page)
    if planned:
        end = draw.say(end + 3, FACTS_LINE, planned, SMALL, "bold", SOFT)
    if count > 1:
        start = end + 3
        end = draw.say(start, FACTS_LINE, f"sheet {number} of {count}", SMALL, grey=SOFT)
        target = sheet_name(date, number % count + 1)
        draw.add(Link(start, FACTS_LINE - 3, end - start, 4, target))


def _load(page: Page) -> str:
    """The planned work against the capacity, while there is no forecast."""
    planned = page.planned()
    return f"{words_of(planned)} planned of {words_of(page.head.capacity)}" if planned else ""


def _as_notes(draw: Drawing, page: Page, boxes: Sequence[Box]) -> list[str]:
    """Events that found no room abreast, as lines among the notes: nothing is lost."""
    clock24 = draw.options.clock24
    return [
        f"○ {hour_words(page, b.start, clock24)}–{hour_words(page, b.end, clock24)} {page.title_of(b)}" for b in boxes
    ]

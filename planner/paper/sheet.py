"""The A5 sheet of a day: a page becomes shapes and marks. Pure, in millimetres; drawing and reader share it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planner.domain.times import words_of
from planner.domain.values import Box, Page
from planner.paper.axis import sheets_of
from planner.paper.code import payload
from planner.paper.head import facts_of, frame, header, long_date, sheet_name, sheet_of
from planner.paper.lists import PRIORITY_ROW, Lists, lists_of, meditation, notes, priorities, side_column
from planner.paper.plan import SMALL, Drawing, Options, centred, columns
from planner.paper.shapes import SOFT, Link, Sheet
from planner.paper.timeline import hour_words, rule_words, timeline

__all__ = ["Options", "Sheet", "day_sheet", "day_sheets", "in_hours", "load_of", "long_date", "sheet_name"]

DAY = 24 * 60
PRIORITIES_TOP = 27.6
LISTS_TOP = PRIORITIES_TOP + 3 * PRIORITY_ROW + 8.0
LATER_TOP = 31.4  # of the sheets after the first, which have no priorities


def day_sheet(page: Page, options: Options, print_id: str) -> Sheet:
    """The first sheet of a day, and mostly the only one."""
    return day_sheets(page, options, print_id)[0]


def in_hours(page: Page, options: Options) -> Page:
    """The page as if its hours were those that the sheet is to show."""
    if options.hours is None:
        return page
    opens, closes = options.hours
    start = page.head.day_start
    if (closes - start) % DAY and (opens - start) % DAY >= (closes - start) % DAY:
        closes = start  # later belongs to the next page
    return replace(page, head=replace(page.head, opens=opens, closes=closes))


def day_sheets(page: Page, options: Options, print_id: str) -> tuple[Sheet, ...]:
    """All sheets of a day: one, unless its boxes or its lists are too many to be written on.

    `print_id` is twelve digits; the same arguments give the same sheets.
    """
    page, at = in_hours(page, options), columns(options)
    spans = sheets_of(page, (at.bottom - at.top - LISTS_TOP, at.bottom - at.top - LATER_TOP))
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
    frame(draw, payload(print_id, number))
    day_header(draw, page, number, count)
    top = at.top + (LISTS_TOP if number == 1 else LATER_TOP)
    if number == 1:
        priorities(draw, page, at.top + PRIORITIES_TOP)
    if span is not None:
        draw.heading(at.main, top - 4.6, "Time boxes")
        crowded = timeline(draw, page, span, top, at.bottom, number)
        lists = Lists(lists.bonus, lists.unplanned, (*lists.notes, *as_notes(draw, page, crowded)))
    else:
        notes(draw, (), at.main, at.main_width, top, at.bottom)
    side_column(draw, lists, top - 3.0, at.bottom, number)
    foot(draw, page)
    if number == 1:
        meditation(draw, page, at.foot_right, at.foot)
    return sheet_of(draw, sheet_name(page.date, number), sheet_title(page, number), number)


def sheet_title(page: Page, number: int = 1) -> str:
    return f"{long_date(page.date)} {page.date.year}" + (f" · sheet {number}" if number > 1 else "")


def foot(draw: Drawing, page: Page) -> None:
    """The recharge rule in one line."""
    draw.say(draw.at.foot_left, centred(draw.at.foot, SMALL), rule_words(page), SMALL, grey=SOFT)


def day_header(draw: Drawing, page: Page, number: int, count: int) -> None:
    """The date; below it year, week, day of the year, and how full the day is; and the way to its other sheets."""
    end, y = header(draw, long_date(page.date), facts_of(page.date), draw.options.chance or load_of(page))
    if count > 1:
        start = end + 3
        end = draw.say(start, y, f"sheet {number} of {count}", SMALL, grey=SOFT)
        draw.add(Link(start, y - 3, end - start, 4, sheet_name(page.date, number % count + 1)))


def load_of(page: Page) -> str:
    """The planned work against the capacity, while there is no forecast."""
    planned = page.planned()
    return f"{words_of(planned)} planned of {words_of(page.head.capacity)}" if planned else ""


def as_notes(draw: Drawing, page: Page, boxes: Sequence[Box]) -> list[str]:
    """Events that found no room abreast, as lines among the notes: nothing is lost."""
    clock24 = draw.options.clock24
    return [
        f"○ {hour_words(page, b.start, clock24)}–{hour_words(page, b.end, clock24)} {page.title_of(b)}" for b in boxes
    ]

"""A week on one page: seven columns of boxes on one axis, and three things for the week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from planner.domain.labels import MONTH_NAMES, MONTHS, WEEKDAYS
from planner.domain.values import Box, Page
from planner.paper import text
from planner.paper.axis import BOX_GAP, HOUR, Axis, clusters, elastic, page_hours, side_by_side
from planner.paper.code import payload
from planner.paper.head import frame, header, sheet_name, sheet_of
from planner.paper.lists import AFTER_HEADING, PRIORITY_ROW
from planner.paper.plan import SMALL, TICK, TINY, Drawing, Options, centred, columns, is_done
from planner.paper.shapes import HAIR, INK, LINE, RULE, SOFT, Link, Outline, Rule, Sheet
from planner.paper.sheet import LISTS_TOP, PRIORITIES_TOP, in_hours
from planner.paper.timeline import hour_words

DAY = 24 * 60
LABELS = 9.0  # the column of the hours
EDGE = 0.8
LEADING = 2.3
TYPE = 5.9  # points
BETWEEN_DAYS = 0.5  # grey
LOWEST = TICK + 0.3  # of a box that still has its square
UNDER = TICK + 0.9 + 2 * LEADING  # a box so high has its words under the square, where there is more room
NARROW = 12.0  # a box narrower than this has no room for words beside its square
MOST_ABREAST = 2
Place = Literal["under", "beside", "alone"]
DAYS_ABOVE = 2.4  # from the baseline of a day's name to its column


@dataclass(frozen=True, slots=True)
class Day:
    """A page, with its boxes on the common axis: minutes of wall time since the week's day start."""

    page: Page
    boxes: tuple[Box, ...]
    first: int
    last: int


def week_name(first: dt.date) -> str:
    """The name by which links lead to a week; `first` is its first day."""
    return f"week-{first.isoformat()}"


def week_title(first: dt.date) -> str:
    """23–29 November, 30 November – 6 December."""
    last = first + dt.timedelta(days=6)
    if first.month == last.month:
        return f"{first.day}–{last.day} {MONTHS[first.month - 1]}"
    return f"{first.day} {MONTH_NAMES[first.month - 1]} – {last.day} {MONTH_NAMES[last.month - 1]}"


def number_of(first: dt.date) -> int:
    """The ISO week that most of a week lies in, whatever day it begins on."""
    return (first + dt.timedelta(days=3)).isocalendar().week


def week_sheet(pages: Sequence[Page], options: Options, print_id: str) -> Sheet:
    """The sheet of seven pages, one after another."""
    first = pages[0].date
    draw = Drawing(options, columns(options, whole=True))
    frame(draw, payload(print_id, 1))
    last = first + dt.timedelta(days=6)
    years = str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    header(draw, week_title(first), [years, f"week {number_of(first)}"])
    _three(draw, first)
    _grid(draw, [in_hours(page, options) for page in pages])
    title = f"Week {number_of(first)} · {week_title(first)} {first.year}"
    return sheet_of(draw, week_name(first), title)


def _three(draw: Drawing, first: dt.date) -> None:
    """Three lines with a square, to be written: a week has no priorities but those of its days."""
    at, top = draw.at, draw.at.top + PRIORITIES_TOP
    draw.heading(at.left, top - AFTER_HEADING, "Three for the week")
    for row in (1, 2, 3):
        y = top + (row - 1) * PRIORITY_ROW
        means: dict[str, str | int] = {"week": first.isoformat(), "row": row}
        draw.tick(f"week-{row}", means, at.left, y + 0.9)
        x = draw.say(
            at.left + TICK + 2, centred(y + 0.9 + TICK / 2, 9), str(row), 9, "bold", tint=draw.tint("priority")
        )
        draw.mark(f"week-{row}-line", "line", means, x + 1.8, y, at.right - x - 1.8, PRIORITY_ROW - 0.9)
        draw.rule(at.left, y + PRIORITY_ROW - 0.9, at.right)


# The grid


def _grid(draw: Drawing, pages: Sequence[Page]) -> None:
    at = draw.at
    base = pages[0].head.day_start
    days = [_day(page, base) for page in pages]
    first, last = min(day.first for day in days), max(day.last for day in days)
    top, bottom = at.top + LISTS_TOP + 1.0, at.bottom + 2.0
    axis = elastic([box for day in days for box in day.boxes], first, last, top, bottom)
    left = at.left if at.mirrored else at.left + LABELS
    width = (at.room - LABELS) / 7
    hours = range(first + -(first + base) % HOUR, last + 1, HOUR)
    _name_hours(draw, axis, base, hours, left + 7 * width + LABELS - 1.0 if at.mirrored else left - 1.4)
    for number, day in enumerate(days):
        x = left + number * width
        draw.add(Rule(x, top - 4.4, x, bottom, HAIR, BETWEEN_DAYS))
        _day_name(draw, day.page.date, x, width, top)
        for y in (axis.y(m) for m in hours if not any(b.start <= m <= b.end for b in day.boxes)):
            draw.rule(x, y, x + width, grey=BETWEEN_DAYS)
        _column(draw, day, axis, x + 0.3, width - 0.6)
    draw.add(Rule(left + 7 * width, top - 4.4, left + 7 * width, bottom, HAIR, BETWEEN_DAYS))


def _day(page: Page, base: int) -> Day:
    first, last = (_since(page, minute, base) for minute in page_hours(page))
    boxes = tuple(replace(b, start=_since(page, b.start, base)) for b in page.boxes if 0 <= b.start < page.length)
    return Day(page, boxes, first, max([last, *(box.end for box in boxes)]))


def _since(page: Page, minute: int, base: int) -> int:
    """Minutes of wall time from the week's day start on the page's date to a page minute; a night goes on past 1440."""
    wall = page.frame.at(minute)
    return (wall.date() - page.date).days * DAY + wall.hour * HOUR + wall.minute - base


def _name_hours(draw: Drawing, axis: Axis, base: int, hours: range, end: float) -> None:
    """The hours beside the columns, where there is room."""
    named = -99.0
    for minute in hours:
        y = axis.y(minute)
        if y - named >= 2.6 and (minute == hours[-1] or axis.ys[-1] - y >= 2.6):
            words = _hour_words((minute + base) % DAY // HOUR, draw.options.clock24)
            draw.say_left_of(end, centred(y, TINY), words, TINY)
            named = y


def _hour_words(hour: int, clock24: bool) -> str:
    return f"{hour:02d}:00" if clock24 else f"{hour % 12 or 12} {'am' if hour < 12 else 'pm'}"


def _day_name(draw: Drawing, date: dt.date, x: float, width: float, top: float) -> None:
    end = draw.say(x + 1.0, top - DAYS_ABOVE + 0.8, WEEKDAYS[date.weekday()][:3], SMALL, "bold", SOFT)
    draw.say(end + 1.0, top - DAYS_ABOVE + 0.8, str(date.day), SMALL, "bold")
    draw.add(Link(x, top - 6, width, 6, sheet_name(date)))


def _column(draw: Drawing, day: Day, axis: Axis, x: float, width: float) -> None:
    """The boxes of one day; those that find no room abreast are counted at the foot of the column."""
    left_out = 0
    for group in clusters(day.boxes):
        column, count = side_by_side(group)
        count = min(count, MOST_ABREAST)
        for box in group:
            if column[box.id] >= count:
                left_out += 1
            else:
                _box(draw, day.page, box, axis, x + column[box.id] * width / count, width / count)
    if left_out:
        draw.say_left_of(x + width - 0.6, axis.ys[-1] + 2.4, f"and {left_out} more", TINY)


def _box(draw: Drawing, page: Page, box: Box, axis: Axis, x: float, width: float) -> None:
    y, height = axis.y(box.start) + BOX_GAP / 2, axis.y(box.end) - axis.y(box.start) - BOX_GAP
    rests = box.kind == "recharge" or box.restful
    entry = page.entry(box.entry)
    tint = draw.tint("recharge" if rests else "work")
    grey = SOFT if rests else INK
    draw.add(Outline(x, y, width, height, 0.5, LINE, grey, dashed=rests, tint=tint))
    if box.kind == "event" and not rests:
        draw.add(Rule(x + EDGE, y, x + EDGE, y + height, LINE, INK, tint))
    else:
        draw.add(Rule(x + EDGE / 2, y, x + EDGE / 2, y + height, EDGE / text.POINT, RULE if rests else INK, tint))
    left, right, bottom = x + EDGE + 0.6, x + width - 0.4, y + height
    place = _place(width, height)
    if place != "alone":
        tick_y = y + min(0.5, (height - TICK) / 2)
        means = {"box": box.id, "day": page.date.isoformat()}
        draw.tick(f"box-{box.id}", means, left, tick_y, done=is_done(box, entry), round_=box.kind == "recharge")
    grey = SOFT if rests or is_done(box, entry) else INK
    rank = str(entry.rank) if entry is not None and entry.rank else ""
    words = draw.user_words(page.title_of(box))
    if place == "under":
        _beside_square(draw, page, box, rank, (left + TICK + 0.7, right), y + 3.2, grey)
        _lines(draw, words, left, right, y + TICK + 0.5, bottom, grey)
    else:
        beside = left + (TICK + 0.7 if place == "beside" else 0.0)
        _lines(draw, f"{rank} {words}" if rank else words, beside, right, y, bottom, grey)


def _place(width: float, height: float) -> Place:
    """Where the words of a box stand to its square; one that is too small for both has words alone."""
    if height >= UNDER or (width < NARROW and height >= UNDER - LEADING):
        return "under"
    return "beside" if height >= LOWEST and width >= NARROW else "alone"


def _beside_square(
    draw: Drawing, page: Page, box: Box, rank: str, room: tuple[float, float], y: float, grey: float
) -> None:
    """The figure of a priority, and when the box starts if there is room for it."""
    x, right = room
    if rank:
        x = draw.say(x, y, rank, SMALL, "bold", grey, draw.tint("priority")) + 0.8
    own = page.box(box.id)
    starts = hour_words(page, own.start, draw.options.clock24) if own is not None else ""
    if text.width(starts, TINY) <= right - x:
        draw.say_left_of(right, y - 0.1, starts, TINY)


def _lines(draw: Drawing, words: str, x: float, right: float, top: float, bottom: float, grey: float) -> None:
    count = int((bottom - top - 0.3) / LEADING)
    if count < 1 or right - x < 2.5:
        return
    size, lines = text.fit(words, right - x, (TYPE,), count)
    y = top + 0.3 + (LEADING - 0.5 if count > 1 else (bottom - top) / 2 + 0.4)
    for number, (line, indent) in enumerate(zip(lines, text.indents(lines, size), strict=True)):
        draw.say(x + indent, y + number * LEADING, line, size, grey=grey)

"""A month on one page: a line a day, and beside it what is to come in the months after."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping

from planner.domain.labels import MONTHS, WEEKDAYS
from planner.domain.values import Entry, Page
from planner.paper import text
from planner.paper.code import payload
from planner.paper.head import frame, header, sheet_name, sheet_of
from planner.paper.lists import AFTER_HEADING
from planner.paper.plan import SMALL, SMALLER, TINY, TITLE, Drawing, Options, centred, columns
from planner.paper.shapes import HAIR, LINE, SOFT, Link, Rule, Sheet
from planner.paper.timeline import hour_words
from planner.paper.week import number_of, week_name

TOP = 29.6
NUMBERS = 11.0  # weekday and day
WEEKS = 6.0  # the number of the week, at the end of its first line
FUTURE = 6  # months
LINE_HEIGHT = 6.0


def month_name(first: dt.date) -> str:
    return f"month-{first.year:04d}-{first.month:02d}"


def month_title(first: dt.date) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"


def later(first: dt.date, months: int) -> dt.date:
    """The first day of the month so many months later."""
    months += first.month - 1
    return dt.date(first.year + months // 12, months % 12 + 1, 1)


def days_of(first: dt.date) -> list[dt.date]:
    """All days of a month."""
    return [first.replace(day=day + 1) for day in range(calendar.monthrange(first.year, first.month)[1])]


def month_sheet(first: dt.date, pages: Mapping[dt.date, Page], options: Options, print_id: str) -> Sheet:
    """The sheet of the month that begins at `first`. `pages` are those that are kept, of later months too."""
    draw = Drawing(options, columns(options))
    frame(draw, payload(print_id, 1))
    header(draw, MONTHS[first.month - 1], [str(first.year)])
    days = days_of(first)
    top, row = draw.at.top + TOP, (draw.at.bottom - draw.at.top - TOP) / 31
    for number, date in enumerate(days):
        _day(draw, date, pages.get(date), top + number * row, row)
    draw.rule(draw.at.main, top + len(days) * row, draw.at.main + draw.at.main_width)
    _future(draw, first, pages, top)
    return sheet_of(draw, month_name(first), month_title(first))


def _day(draw: Drawing, date: dt.date, page: Page | None, y: float, row: float) -> None:
    at = draw.at
    left, right = at.main, at.main + at.main_width
    begins_week = date.weekday() == draw.options.first_weekday
    draw.add(Rule(left, y, right, y, LINE if begins_week else HAIR, SOFT if begins_week else 0.55))
    middle = y + row / 2
    rests = date.weekday() >= 5
    draw.say(left + 0.4, centred(middle, SMALL), WEEKDAYS[date.weekday()][:2], SMALL, grey=SOFT)
    draw.say_left_of(left + NUMBERS - 2.0, centred(middle, TITLE), str(date.day), TITLE, 0.35 if rests else 0.0)
    draw.add(Link(left, y, NUMBERS, row, sheet_name(date)))
    x = left + NUMBERS
    draw.mark(f"day-{date.isoformat()}", "line", {"day": date.isoformat()}, x, y + 0.2, right - x, row - 0.4)
    if begins_week or date.day == 1:
        week = date - dt.timedelta(days=(date.weekday() - draw.options.first_weekday) % 7)
        draw.say_left_of(right, centred(middle, TINY), str(number_of(week)), TINY)
        draw.add(Link(right - WEEKS, y, WEEKS, row, week_name(week)))
    if page is not None:
        words = draw.user_words(" · ".join(_told(page, draw.options.clock24)))
        if words:
            size, lines = text.fit(words, right - x - WEEKS, (SMALLER, SMALL))
            draw.say(x, centred(middle, size), lines[0], size)


def _told(page: Page, clock24: bool) -> Iterator[str]:
    """What a month says of a day: its events by their time, its priorities."""
    for box in page.boxes:
        if box.kind == "event" and page.title_of(box):
            yield f"{hour_words(page, box.start, clock24)} {page.title_of(box)}"
    boxed = {box.entry for box in page.boxes}
    for entry in page.entries:
        if entry.kind == "event" and entry.id not in boxed and entry.state in ("open", "done"):
            yield f"○ {entry.title}"
    for _, entry in sorted(page.priorities().items()):
        yield f"× {entry.title}" if entry.state == "done" else entry.title


# What is to come


def _future(draw: Drawing, first: dt.date, pages: Mapping[dt.date, Page], top: float) -> None:
    """The months after, with what is on their pages already and free lines."""
    at = draw.at
    room = (at.bottom - top) / FUTURE
    draw.heading(at.side, top - AFTER_HEADING - 1.6, "Future log")
    for number in range(1, FUTURE + 1):
        month = later(first, number)
        y = top + (number - 1) * room
        draw.say(at.side, y + 3.6, month_title(month), SMALL, "bold", SOFT)
        draw.add(Link(at.side, y, at.side_width, 5.0, month_name(month)))
        count = int((room - 5.4) // LINE_HEIGHT)
        found = list(_ahead(month, pages))
        for row in range(count):
            more = len(found) - count + 1 if row == count - 1 and len(found) > count else 0
            _future_line(draw, month, row + 1, y + 5.0 + row * LINE_HEIGHT, _said(found, row, more))


def _said(found: list[tuple[dt.date, Entry]], row: int, more: int) -> str:
    if more:
        return f"and {more} more"
    return f"{found[row][0].day}  {found[row][1].title}" if row < len(found) else ""


def _ahead(month: dt.date, pages: Mapping[dt.date, Page]) -> Iterator[tuple[dt.date, Entry]]:
    """What is written down for the days of a later month: events and tasks that are open."""
    for date in days_of(month):
        page = pages.get(date)
        for entry in page.entries if page is not None else ():
            if entry.state == "open" and entry.kind != "note":
                yield date, entry


def _future_line(draw: Drawing, month: dt.date, row: int, y: float, words: str) -> None:
    at = draw.at
    draw.rule(at.side, y + LINE_HEIGHT - 0.8, at.side + at.side_width)
    key = f"{month.year:04d}-{month.month:02d}"
    if not words:
        means: dict[str, str | int] = {"new": "future", "month": key, "row": row}
        draw.mark(f"future-{key}-{row}-line", "line", means, at.side, y, at.side_width, LINE_HEIGHT - 0.8)
        return
    size, lines = text.fit(draw.user_words(words), at.side_width, (SMALLER, SMALL))
    draw.say(at.side, y + LINE_HEIGHT - 2.2, lines[0], size)

"""Many days as one book for a tablet: an index, months, weeks and days, with links on every page.

The names of pages come from their dates alone, and every range puts the same page at the same place: notes that were
written over one printing lie right over the next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from planner.domain.labels import MONTH_NAMES, MONTHS, WEEKDAYS
from planner.paper import text
from planner.paper.head import header, sheet_name, sheet_of
from planner.paper.month import days_of, later, month_name, month_title
from planner.paper.plan import FOOT_EDGE, SMALL, SMALLER, TINY, Drawing, Options, columns
from planner.paper.shapes import SOFT, Link, Shape, Sheet, Text
from planner.paper.week import number_of, week_name

INDEX = "index"
DAY = dt.timedelta(days=1)
LINE = 8.7  # the baseline of the links, below the toolbar
TOUCH = (3.2, 11.4)  # from where to where they can be touched
BETWEEN = 5.0
ACROSS = 3  # small months side by side, at most
SMALL_MONTH = 42.0  # so wide is one of three
MONTHS_TOP = 27.0
GREY = 0.45


class Way(NamedTuple):
    """A link: what it says, and the page that it leads to."""

    words: str
    target: str


def ways_of(sheet_date: dt.date, kind: str, first_weekday: int, own: str = "day") -> tuple[list[Way], list[Way]]:
    """The links of a page: to what it is a part of, and to its neighbours. `own` is how names of days begin."""
    date = sheet_date
    index = Way("Index", INDEX)
    if kind == "month":
        return [index], [_month_way(later(date, -1), "‹ {}"), _month_way(later(date, 1), "{} ›")]
    month = _month_way(date.replace(day=1))
    if kind == "week":
        return [index, month], [_week_way(date - 7 * DAY, "‹ {}"), _week_way(date + 7 * DAY, "{} ›")]
    week = date - (date.weekday() - first_weekday) % 7 * DAY
    return [index, month, _week_way(week)], [_day_way(date - DAY, "‹ {}", own), _day_way(date + DAY, "{} ›", own)]


def _month_way(first: dt.date, words: str = "{}") -> Way:
    return Way(words.format(MONTHS[first.month - 1]), month_name(first))


def _week_way(first: dt.date, words: str = "{}") -> Way:
    return Way(words.format(f"Week {number_of(first)}"), week_name(first))


def _day_way(date: dt.date, words: str, own: str) -> Way:
    name = sheet_name(date) if own == "day" else f"{own}-{date.isoformat()}"
    return Way(words.format(f"{WEEKDAYS[date.weekday()][:3]} {date.day}"), name)


def with_ways(sheet: Sheet, ways: tuple[Sequence[Way], Sequence[Way]], options: Options, names: set[str]) -> Sheet:
    """The sheet with its links along the top; those whose page is not in the book are left out."""
    left, right = ([way for way in side if way.target in names] for side in ways)
    shapes = tuple(shape.scaled(options.size.scale) for shape in _strip(left, right, options))
    return replace(sheet, shapes=(*sheet.shapes, *shapes))


def _strip(left: Sequence[Way], right: Sequence[Way], options: Options) -> Iterator[Shape]:
    at = columns(options)
    edge = 0.0 if at.top else FOOT_EDGE  # below a bar at the top the corner markers are not in the way
    x = max(at.left, edge)
    for way in left:
        yield from _touched(way, x, at.top)
        x += text.width(way.words, SMALL) + BETWEEN
    ends = min(at.right, at.width - edge) + BETWEEN
    x = ends - sum(text.width(way.words, SMALL) + BETWEEN for way in right)
    for way in right:
        yield from _touched(way, x, at.top)
        x += text.width(way.words, SMALL) + BETWEEN


def _touched(way: Way, x: float, top: float) -> Iterator[Shape]:
    yield Text(x, top + LINE, way.words, SMALL, "regular", SOFT)
    width = text.width(way.words, SMALL)
    yield Link(x - 2.0, top + TOUCH[0], width + 4.0, TOUCH[1] - TOUCH[0], way.target)


# The index


def index_sheet(months: Sequence[dt.date], options: Options, own: str = "day") -> Sheet:
    """Small months, each day of them a link."""
    draw = Drawing(options, columns(options, whole=True))
    at = draw.at
    title = index_title(months)
    header(draw, title if len(months) > 1 else "Index", [])
    wide = next(number for number in (1, 2, ACROSS) if number == ACROSS or number**2 >= len(months))
    down = -(-len(months) // wide)
    top = at.top + MONTHS_TOP
    width, height = (at.room + BETWEEN) / wide, (at.bottom + 6.0 - top) / down
    for number, month in enumerate(months):
        x, y = at.left + number % wide * width, top + number // wide * height
        _small_month(draw, month, (x, y, width - BETWEEN, min(height, 0.96 * width)), own)
    return sheet_of(draw, INDEX, f"Index · {title}")


def index_title(months: Sequence[dt.date]) -> str:
    """2026; November 2026; Nov 2026 – Oct 2027."""
    first, last = months[0], months[-1]
    if len(months) == 12 and first.month == 1:
        return str(first.year)
    if first == last:
        return month_title(first)
    return " – ".join(f"{MONTH_NAMES[month.month - 1]} {month.year}" for month in (first, last))


def _small_month(draw: Drawing, month: dt.date, place: tuple[float, float, float, float], own: str) -> None:
    """Name, weekdays, and six rows of days with the number of their week before them."""
    x, y, width, height = place
    larger = min(1.5, width / SMALL_MONTH)
    small, tiny = SMALL * larger, TINY * larger
    first_weekday = draw.options.first_weekday
    draw.say(x, y + 3.2 * larger, month_title(month), SMALLER * larger, "bold")
    draw.add(Link(x, y - 1.0, width, 5.4 * larger, month_name(month)))
    step, row, top = width / 8, (height - 10.0 * larger) / 6, y + 8.6 * larger
    for number in range(7):
        name = WEEKDAYS[(first_weekday + number) % 7][:2]
        draw.say_left_of(x + (number + 2) * step - 0.4, top - 1.0, name, tiny, GREY)
    days = days_of(month)
    start = days[0] - (days[0].weekday() - first_weekday) % 7 * DAY
    for date in days:
        line, column = divmod((date - start).days, 7)
        foot = top + (line + 1) * row - 0.8
        if column == 0 or date.day == 1:
            week = start + 7 * line * DAY
            draw.say_left_of(x + step - 0.8, foot, str(number_of(week)), tiny, GREY)
            draw.add(Link(x, foot - row + 1.0, step, row, week_name(week)))
        edge = x + (column + 2) * step
        draw.say_left_of(edge - 0.4, foot, str(date.day), small, 0.0)
        draw.add(Link(edge - step, foot - row + 1.0, step, row, _day_way(date, "{}", own).target))

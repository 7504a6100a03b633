"""What is asked for, made into prints and sides of paper: which days, of which kind, on which paper.

A page keeps its place: the sheets of a range stand in the order of their dates, one after another, and what a full day
needs besides stands at the end, so that printing it again moves no other day to another page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from planner.domain.print_choice import PrintChoice, PrintKind
from planner.domain.values import Page
from planner.paper.blank import blank_sheets, notes_sheets
from planner.paper.book import INDEX, index_sheet, index_title, ways_of, with_ways
from planner.paper.export import Print, print_id, print_of, span_print_id, title_of
from planner.paper.formats import STOCKS
from planner.paper.imposition import Side, impose
from planner.paper.month import FUTURE, days_of, later, month_sheet
from planner.paper.pdf import Step, imposed, still
from planner.paper.plan import Options
from planner.paper.pocket import PAGES as POCKET_PAGES
from planner.paper.pocket import blank_pocket_sheets, pocket_sheets
from planner.paper.shapes import Sheet
from planner.paper.sheet import day_sheets
from planner.paper.spread import spread_sheets
from planner.paper.week import week_sheet

DAY = dt.timedelta(days=1)


class Source(NamedTuple):
    """What is known of one day: its page, the number of its newest edit, and what the past says of it."""

    page: Page
    edit: int = 0
    chance: str = ""
    ranges: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """Paper that is laid out and not drawn yet. `prints` are those that can be filled in, and so are remembered.

    `pages` are its sheets in the order in which they are read.
    """

    prints: tuple[Print, ...]
    pages: tuple[Sheet, ...]
    sides: tuple[Side, ...]
    title: str
    missing: tuple[str, ...]

    def content(self, step: Step = still) -> bytes:
        """The PDF: the same for the same order. `step` is called after each side."""
        return imposed(self.sides, self.pages, self.title, step)


Pages = list[Sheet | None]
DaySheets = Callable[[Page, Options, str], tuple[Sheet, ...]]
OF_A_DAY: Mapping[PrintKind, DaySheets] = {
    "day": day_sheets,
    "spread": spread_sheets,
    "blank": blank_sheets,
    "notes": notes_sheets,
}
ON_POCKET: Mapping[PrintKind, DaySheets] = {**OF_A_DAY, "day": pocket_sheets, "blank": blank_pocket_sheets}


def is_book(choice: PrintChoice, dates: Sequence[dt.date]) -> bool:
    """Whether many days for a tablet get their weeks, months and an index too."""
    return choice.tablet and len(dates) > 1 and choice.kind not in ("week", "month", "review")


def dates_needed(choice: PrintChoice, dates: Sequence[dt.date]) -> tuple[dt.date, ...]:
    """The days whose pages have to be known to print these, in their order."""
    if is_book(choice, dates):
        weeks, months = replace(choice, kind="week"), replace(choice, kind="month")
        return tuple(sorted({*dates_needed(weeks, dates), *dates_needed(months, dates)}))
    if choice.kind == "week":
        return tuple(first + number * DAY for first in weeks_of(choice, dates) for number in range(7))
    if choice.kind == "month":
        return tuple(date for first in months_of(dates) for date in days_of(first))
    return tuple(dates)


def dates_shown(choice: PrintChoice, dates: Sequence[dt.date]) -> tuple[dt.date, dt.date]:
    """First and last of the days of which something is shown where there is something."""
    needed = dates_needed(choice, dates)
    if choice.kind == "month" or is_book(choice, dates):
        return needed[0], later(dates[-1], FUTURE + 1) - DAY
    return needed[0], needed[-1]


def weeks_of(choice: PrintChoice, dates: Sequence[dt.date]) -> list[dt.date]:
    """The first days of the weeks that days lie in."""
    return list(dict.fromkeys(date - (date.weekday() - choice.first_weekday) % 7 * DAY for date in dates))


def months_of(dates: Sequence[dt.date]) -> list[dt.date]:
    """The first days of the months that days lie in."""
    return list(dict.fromkeys(date.replace(day=1) for date in dates))


def make(
    choice: PrintChoice,
    dates: Sequence[dt.date],
    known: Mapping[dt.date, Source],
    file: str = "",
    step: Step = still,
) -> Made:
    """Lay everything out. `known` holds all of `dates_needed`, and what is kept between `dates_shown`.

    `step` is called after each print; what it raises ends the work.
    """
    if is_book(choice, dates):
        return _book(choice, dates, known, file, step)
    if choice.kind == "week":
        prints = _week_prints(choice, weeks_of(choice, dates), known, step)
    elif choice.kind == "month":
        prints = _month_prints(choice, months_of(dates), known, step)
    else:
        prints = _day_prints(choice, [known[date] for date in dates], step)
    linked = _linked(choice, prints, {sheet.name for one in prints for sheet in one.sheets})
    return _on_paper(choice, linked, _in_order(choice, linked), file)


def _book(
    choice: PrintChoice, dates: Sequence[dt.date], known: Mapping[dt.date, Source], file: str, step: Step
) -> Made:
    """Index, months, weeks, days, and last what some days need besides."""
    months = months_of(dates)
    own = "notes" if choice.kind == "notes" else "day"
    index = index_sheet(months, options_of(choice), own)
    prints = [
        *_month_prints(choice, months, known, step),
        *_week_prints(choice, weeks_of(choice, dates), known, step),
        *_day_prints(choice, [known[date] for date in dates], step),
    ]
    linked = _linked(choice, prints, {INDEX, *(sheet.name for one in prints for sheet in one.sheets)})
    made = _on_paper(choice, linked, [index, *_in_order(choice, linked)], file)
    return replace(made, title=index_title(months))


def _linked(choice: PrintChoice, prints: Sequence[Print], names: set[str]) -> list[Print]:
    """On a tablet every page has its links along the top."""
    if not choice.tablet:
        return list(prints)
    made = []
    for one in prints:
        ways = ways_of(one.page, one.kind, choice.first_weekday, "notes" if one.kind == "notes" else "day")
        sheets = tuple(with_ways(sheet, ways, one.options, names) for sheet in one.sheets)
        made.append(replace(one, sheets=sheets))
    return made


def make_review(choice: PrintChoice, draw: Callable[[Options], Sheet], file: str = "") -> Made:
    """A review, which is read and not filled in: it is no print to remember."""
    return _on_paper(choice, (), [draw(options_of(choice))], file)


def _on_paper(choice: PrintChoice, prints: Sequence[Print], pages: Pages, file: str) -> Made:
    sides = impose(pages, choice.paper, choice.duplex, mirrored=choice.left_handed)
    sheets = [page for page in pages if page is not None]
    missing = tuple(dict.fromkeys(word for sheet in sheets for word in sheet.missing))
    title = title_of([sheet for sheet in sheets if sheet.number == 1])
    return Made(_placed(prints, sides, file), tuple(sheets), sides, title, missing)


def options_of(choice: PrintChoice, *, even: bool = False, source: Source | None = None) -> Options:
    """The choice as every sheet of it sees it."""
    hours = (choice.opens, choice.closes) if choice.opens is not None and choice.closes is not None else None
    return Options(
        left_handed=choice.left_handed,
        clock24=choice.clock24,
        even=even,
        feeling=choice.feeling,
        chance=source.chance if source else "",
        ranges=source.ranges if source else (),
        format=STOCKS[choice.paper].format,
        hours=hours,
        first_weekday=choice.first_weekday,
        ink=choice.ink,
        ground=choice.ground,
        strength=choice.strength,
    )


def _day_prints(choice: PrintChoice, sources: Iterable[Source], step: Step) -> list[Print]:
    """One print a day. On both sides of the paper every other one has its binding on the other side."""
    made_by = (ON_POCKET if choice.paper == "pocket" else OF_A_DAY)[choice.kind]
    made = []
    for number, source in enumerate(sources):
        options = options_of(choice, even=choice.two_sided and number % 2 == 1, source=source)
        mine = print_id(source.page, options, source.edit, choice.kind)
        sheets = made_by(source.page, options, mine)
        made.append(print_of(mine, source.page.date, choice.kind, options, source.edit, sheets))
        step()
    return made


def _week_prints(
    choice: PrintChoice, firsts: Sequence[dt.date], known: Mapping[dt.date, Source], step: Step
) -> list[Print]:
    made = []
    for number, first in enumerate(firsts):
        week = [known[first + day * DAY] for day in range(7)]
        pages = [source.page for source in week]
        options = options_of(choice, even=choice.two_sided and number % 2 == 1)
        edit = max(source.edit for source in week)
        mine = span_print_id(first, pages, options, edit, "week")
        made.append(print_of(mine, first, "week", options, edit, (week_sheet(pages, options, mine),)))
        step()
    return made


def _month_prints(
    choice: PrintChoice, firsts: Sequence[dt.date], known: Mapping[dt.date, Source], step: Step
) -> list[Print]:
    made = []
    for number, first in enumerate(firsts):
        end = later(first, FUTURE + 1)
        shown = {date: source for date, source in known.items() if first <= date < end}
        pages = {date: source.page for date, source in shown.items()}
        options = options_of(choice, even=choice.two_sided and number % 2 == 1)
        edit = max(source.edit for source in shown.values())
        mine = span_print_id(first, tuple(pages.values()), options, edit, "month")
        sheet = month_sheet(first, pages, options, mine)
        made.append(print_of(mine, first, "month", options, edit, (sheet,)))
        step()
    return made


def _in_order(choice: PrintChoice, prints: Sequence[Print]) -> Pages:
    """First the pages that every day has, then what some days need besides, on the same side of the leaf."""
    fixed = _pages_of_a_day(choice)
    pages: Pages = [None] if choice.kind == "spread" and choice.two_sided else []  # so that a spread lies open
    for one in prints:
        pages += one.sheets[: fixed if one.kind == choice.kind else 1]
    for one in prints:
        for sheet in one.sheets[fixed:]:
            if choice.two_sided and fixed == 1 and len(pages) % 2 != int(one.options.even):
                pages.append(None)
            pages.append(sheet)
    return pages


def _pages_of_a_day(choice: PrintChoice) -> int:
    """How many pages every day has, however empty it is."""
    if choice.kind == "spread":
        return 2
    return POCKET_PAGES if choice.paper == "pocket" and choice.kind != "notes" else 1


def _placed(prints: Sequence[Print], sides: Sequence[Side], file: str) -> tuple[Print, ...]:
    """The prints, each knowing where its sheets lie: the page of the PDF from 1, millimetres from its top left."""
    where = {
        placed.sheet.name: {
            "page": number,
            "width": round(side.width, 3),
            "height": round(side.height, 3),
            "x": round(placed.x, 3),
            "y": round(placed.y, 3),
            "turn": placed.turn,
        }
        for number, side in enumerate(sides, 1)
        for placed in side.placed
    }
    return tuple(replace(one, file=file, places=tuple(where[sheet.name] for sheet in one.sheets)) for one in prints)

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
from planner.paper.export import Print, print_id, print_of, title_of
from planner.paper.formats import STOCKS
from planner.paper.imposition import Side, impose
from planner.paper.pdf import imposed
from planner.paper.plan import Options
from planner.paper.shapes import Sheet
from planner.paper.sheet import day_sheets

DAY = dt.timedelta(days=1)


class Source(NamedTuple):
    """What is known of one day: its page, the number of its newest edit, and what the past says of it."""

    page: Page
    edit: int = 0
    chance: str = ""
    ranges: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """Paper that is laid out and not drawn yet. `prints` are those that can be filled in, and so are remembered."""

    prints: tuple[Print, ...]
    sides: tuple[Side, ...]
    title: str
    missing: tuple[str, ...]

    def content(self) -> bytes:
        """The PDF: the same for the same order."""
        return imposed(self.sides, self.title)


Pages = list[Sheet | None]
DaySheets = Callable[[Page, Options, str], tuple[Sheet, ...]]
OF_A_DAY: Mapping[PrintKind, DaySheets] = {"day": day_sheets}


def dates_needed(choice: PrintChoice, dates: Sequence[dt.date]) -> tuple[dt.date, ...]:
    """The days whose pages have to be known to print these."""
    return tuple(dates)


def make(choice: PrintChoice, dates: Sequence[dt.date], known: Mapping[dt.date, Source], file: str = "") -> Made:
    """Lay everything out. `known` holds all of `dates_needed`."""
    prints = _day_prints(choice, [known[date] for date in dates])
    pages = _in_order(prints, lead=1 if choice.kind == "spread" and choice.two_sided else 0, choice=choice)
    sides = impose(pages, choice.paper, choice.duplex, mirrored=choice.left_handed)
    sheets = [page for page in pages if page is not None]
    missing = tuple(dict.fromkeys(word for sheet in sheets for word in sheet.missing))
    return Made(_placed(prints, sides, file), sides, title_of(sheets), missing)


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


def _day_prints(choice: PrintChoice, sources: Iterable[Source]) -> list[Print]:
    """One print a day. On both sides of the paper every other one has its binding on the other side."""
    made = []
    for number, source in enumerate(sources):
        options = options_of(choice, even=choice.two_sided and number % 2 == 1, source=source)
        mine = print_id(source.page, options, source.edit, choice.kind)
        sheets = OF_A_DAY[choice.kind](source.page, options, mine)
        made.append(print_of(mine, source.page.date, choice.kind, options, source.edit, sheets))
    return made


def _in_order(prints: Sequence[Print], *, lead: int, choice: PrintChoice) -> Pages:
    """First the pages that every day has, then what some days need besides, on the same side of the leaf."""
    fixed = FIXED.get(choice.kind, 1)
    pages: Pages = [None] * lead
    for one in prints:
        pages += one.sheets[:fixed]
    for one in prints:
        for sheet in one.sheets[fixed:]:
            if choice.two_sided and fixed == 1 and len(pages) % 2 != int(one.options.even):
                pages.append(None)
            pages.append(sheet)
    return pages


FIXED: Mapping[PrintKind, int] = {"spread": 2}  # pages that a day has at least; else one


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

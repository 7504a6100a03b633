"""A sheet while it is being confirmed: its marks as they are decided so far, without Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from planner.domain.filled import Decision, Home, Origin, Ticked, Value, Worked, Written, take_home_all
from planner.domain.values import Box, Page
from planner.ui.reading.work import Sheet

if TYPE_CHECKING:
    from planner.paper.reader.proposal import Item

Section = Literal["doubtful", "unnamed", "written", "worked", "ticked"]

SHORTEST = 1  # minutes of a run that is made shorter
TURNS: dict[Value, Value] = {"empty": "ticked", "ticked": "cancelled", "cancelled": "empty"}
HEADINGS: dict[Section, str] = {
    "doubtful": "Look at these",
    "unnamed": "Time that is no box's: write what it was for",
    "written": "Written by hand: write it out",
    "worked": "Time worked",
    "ticked": "Ticks",
}


class Row(NamedTuple):
    """One mark as it is shown. `doubtful` until a person has touched it; `problem` says why it is left out."""

    section: Section
    item: Item
    doubtful: bool
    problem: str


class Draft:
    """`pages` are those of the sheet as they stand now, that of its print first; nothing of the draft is on them before
    it is accepted.
    """

    def __init__(self, sheet: Sheet, pages: Sequence[Page], now: dt.datetime) -> None:
        self.sheet = sheet
        self.pages = pages
        self.now = now
        self.items: dict[str, Item] = {item.mark: item for item in sheet.items}
        self.touched: set[str] = set()
        self.left_off: set[str] = set()
        self.home = self._home()
        doubtful = {item.mark for item in sheet.items if not item.sure} | set(self.home.left_out)
        self._order: list[tuple[Section, str]] = sorted(
            ((_section(item, item.mark in doubtful), item.mark) for item in sheet.items),
            key=lambda one: (list(HEADINGS).index(one[0]), self._is_empty(one[1])),
        )

    def _is_empty(self, mark: str) -> bool:
        decision = self.items[mark].decision
        return isinstance(decision, Ticked) and decision.value == "empty"

    @property
    def origin(self) -> Origin:
        return Origin(self.sheet.print_id, self.sheet.number, self.sheet.photo, self.sheet.sheets)

    @property
    def rows(self) -> list[Row]:
        return [self._row(section, mark) for section, mark in self._order]

    def _row(self, section: Section, mark: str) -> Row:
        item = self.items[mark]
        doubtful = mark not in self.touched and (not item.sure or mark in self.home.left_out)
        return Row(section, item, doubtful, self.home.left_out.get(mark, ""))

    def _home(self) -> Home:
        kept: list[Decision] = [item.decision for mark, item in self.items.items() if mark not in self.left_off]
        return take_home_all(self.pages, kept, self.origin, now=self.now)

    @property
    def page(self) -> Page:
        """The page of the print."""
        return self.pages[0]

    def look_again(self, pages: Sequence[Page], now: dt.datetime) -> None:
        """The pages have changed meanwhile."""
        self.pages, self.now = pages, now
        self.home = self._home()

    def decide(self, decision: Decision) -> None:
        self.items[decision.mark] = replace(self.items[decision.mark], decision=decision)
        self.touched.add(decision.mark)
        self.home = self._home()

    # What the keys do

    def turn(self, mark: str) -> None:
        """A square: ticked, crossed out, empty. A time or a line: left out, or taken in again."""
        decision = self.items[mark].decision
        if isinstance(decision, Ticked):
            self.decide(replace(decision, value=TURNS[decision.value]))
            return
        self.left_off ^= {mark}
        self.decide(decision)

    def shift(self, mark: str, start: int = 0, end: int = 0) -> None:
        """Move the ends of a time by so many minutes."""
        decision = self.items[mark].decision
        if isinstance(decision, Worked):
            self.span(mark, decision.start + start, decision.end + end)

    def span(self, mark: str, start: int, end: int) -> None:
        """Give a time its ends in page minutes; the one that is not moved stays."""
        decision = self.items[mark].decision
        if not isinstance(decision, Worked):
            return
        if start != decision.start:
            start = max(0, min(start, end - SHORTEST))
        else:
            end = min(self.page.length, max(end, start + SHORTEST))
        if (start, end) != (decision.start, decision.end):
            self.decide(replace(decision, start=start, end=end))

    def give(self, mark: str, box: str | None) -> None:
        """Say which box a time is of; None: of none, and words say what it was for."""
        decision = self.items[mark].decision
        if isinstance(decision, Worked):
            self.decide(replace(decision, box=box))

    def word(self, mark: str, text: str) -> None:
        decision = self.items[mark].decision
        if isinstance(decision, Written | Worked) and text != decision.text:
            self.left_off.discard(mark)
            self.decide(replace(decision, text=text))

    def boxes(self) -> Sequence[Box]:
        """Those that a time can be given to."""
        return self.page.boxes


def _section(item: Item, doubtful: bool) -> Section:
    if isinstance(item.decision, Written):
        return "written"
    if isinstance(item.decision, Worked) and item.decision.is_no_boxs and item.sure:
        return "unnamed"
    if doubtful:
        return "doubtful"
    return "worked" if isinstance(item.decision, Worked) else "ticked"

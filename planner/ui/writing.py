"""What is written on the left page, kept: a new line, one of the three, a line written anew, what was done unplanned.

A field that was refused keeps its words; what would work is offered under it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.domain import entries
from planner.domain.arrange import TIME_HAS_PASSED
from planner.domain.edits import Edit, Outcome, Refused, edit_between
from planner.domain.entry_line import EntryLine
from planner.domain.values import Entry, Page, new_id
from planner.ui.day.timeline.drag import take_line

if TYPE_CHECKING:
    from planner.ui.main_window import MainWindow


class Writing:
    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._workspace = window.workspace
        self._left = window.left

    def _page_of(self, line: EntryLine) -> Page:
        """The page that a line names, else the open one."""
        return self._workspace.page(line.date) if line.date else self._window.page

    def _added(self, line: EntryLine) -> Outcome:
        return entries.add(self._page_of(line), line, now=self._workspace.now(), new=new_id(), new_box=new_id())

    def _added_by_swap(self, line: EntryLine) -> Outcome:
        """The line as a priority in place of the one that holds its rank, in one Edit."""
        page = self._page_of(line)
        held = page.priorities().get(line.rank or 0)
        freed = entries.prioritise(page, held.id, None) if held else Edit("")
        if isinstance(freed, Refused):
            return freed
        between = freed.applied(page)
        added = entries.add(between, line, now=self._workspace.now(), new=new_id(), new_box=new_id())
        if isinstance(added, Refused):
            return added
        return edit_between(page, added.applied(between), added.label, (*added.consequences, *freed.consequences))

    def suppose(self, slot: int, line: EntryLine | None) -> None:
        """While a line with a time is written, the timeline shows its box and whom it would push."""
        page, new, new_box = self._window.page, new_id(), new_id()
        outcome: Outcome | None = None
        if line is not None and line.start is not None and line.date in (None, page.date):
            read = replace(line, rank=slot or line.rank)
            outcome = entries.add(page, read, now=self._workspace.now(), new=new, new_box=new_box)
        self._window.timeline.suppose(take_line(page, new, new_box), outcome)

    def line(self, line: EntryLine) -> None:
        self._keep(self._added(line), line)

    def _keep(self, outcome: Outcome, line: EntryLine) -> None:
        if isinstance(outcome, Refused):
            self._window.refuse(outcome, offers=self._offers(line, outcome), below=self._left.entry_field)
        elif isinstance(self._window.do(outcome), Edit):
            self._left.entry_field.taken()

    def _offers(self, line: EntryLine, refused: Refused) -> list[tuple[str, Callable[[], object]]]:
        """What would work instead, for a line that asks for a rank that is taken, or for a time that has passed."""
        if refused.reason == TIME_HAS_PASSED:
            return self._offers_of_the_past(line)
        if line.rank is None or line.rank not in self._page_of(line).priorities():
            return []
        bonus = replace(line, rank=None)
        return [
            (f"Swap with {line.rank}", lambda: self._keep(self._added_by_swap(line), line)),
            ("Keep it as bonus", lambda: self._keep(self._added(bonus), bonus)),
        ]

    def _offers_of_the_past(self, line: EntryLine) -> list[tuple[str, Callable[[], object]]]:
        minutes = line.asked_minutes() or line.estimate
        untimed = replace(line, start=None, minutes=None, estimate=minutes if line.kind == "task" else None)
        offers: list[tuple[str, Callable[[], object]]] = [
            ("Keep it without a time", lambda: self._keep(self._added(untimed), untimed))
        ]
        page, now = self._page_of(line), self._workspace.now()
        logged = entries.log_unplanned(page, line, now=now, new=new_id())
        if isinstance(logged, Edit):
            offers.insert(0, ("I did it then", lambda: self._keep(logged, line)))
        return offers

    def unplanned(self, line: EntryLine) -> None:
        outcome = entries.log_unplanned(self._window.page, line, now=self._workspace.now(), new=new_id())
        if isinstance(outcome, Refused):
            self._window.refuse(outcome, below=self._left.unplanned_field)
        elif isinstance(self._window.do(outcome), Edit):
            self._left.unplanned_field.taken()

    def slot(self, slot: int, line: EntryLine) -> None:
        self._in_place(self._added(replace(line, rank=slot)))

    def anew(self, entry_id: str, line: EntryLine) -> None:
        now = self._workspace.now()
        self._in_place(entries.edit_text(self._window.page, entry_id, line, now=now, whole=True))

    def _in_place(self, outcome: Outcome) -> None:
        """What was written over a line: the field goes once it is kept, and stays with its words when it is not."""
        editor = self._left.editor
        if isinstance(outcome, Refused):
            self._window.refuse(outcome, below=editor)
        elif isinstance(self._window.do(outcome), Edit) and editor is self._left.editor:
            self._left.close_editor()

    def tick(self, entry_id: str) -> None:
        entry = self._window.page.entry(entry_id) or self._left_over(entry_id)
        if entry is not None:
            self._window.deeds.tick_line(entry)

    def _left_over(self, entry_id: str) -> Entry | None:
        return next((e for e in self._workspace.leftovers(self._window.date) if e.id == entry_id), None)

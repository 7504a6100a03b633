"""The record as the guard needs it: a curtain never waits for the disk.

What the disk does not take is held back, counts all the same, and is written later.
"""

from __future__ import annotations

import logging

from planner.domain.edits import Edit
from planner.domain.values import Page
from planner.store.problems import Conflict, StoreProblem
from planner.workspace import Workspace

log = logging.getLogger(__name__)


class Ledger:
    """`notice` is what could not be written, in a sentence; empty once all of it stands. `writes` while it does so."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._held: list[Edit] = []
        self._days: tuple[Page, ...] = ()
        self.notice = ""
        self.writes = False

    def days(self) -> tuple[Page, ...]:
        """The running page last, with the ones before it, as they would be if everything were written.

        While the file cannot be read they are as they were.
        """
        try:
            days = self._workspace.days()
        except StoreProblem as problem:
            self.notice = str(problem)
            return self._days
        for edit in self._held:
            days = tuple(edit.applied(page) for page in days)
        self._days = days
        return days

    def write(self, edit: Edit) -> None:
        """Write it, or hold it back behind what waits already."""
        if self._held or not self._written(edit):
            self._held.append(edit)

    def write_again(self) -> bool:
        """Try what was held back, in its order; True when something was and all of it stands now."""
        if not self._held:
            return False
        while self._held and self._written(self._held[0]):
            del self._held[0]
        if self._held:
            return False
        self.notice = ""
        return True

    def _written(self, edit: Edit) -> bool:
        self.writes = True
        try:
            self._workspace.do(edit)
        except Conflict:  # somebody changed the same in between: the record has the last word
            log.warning("what was held back does not fit the record any more")
        except StoreProblem as problem:
            self.notice = str(problem)
            return False
        finally:
            self.writes = False
        return True

"""The pictures that wait to be read, one after another; it can be stopped, and goes on where it was left.

Only a few are read ahead of what is confirmed: a folder of hundreds would not fit into memory.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from planner.store.problems import StoreProblem
from planner.ui import jobs
from planner.ui.reading.incoming import Source
from planner.ui.reading.work import CANNOT, Sheet, read, read_as
from planner.workspace import Workspace


class Queue(QObject):
    """`found(sheets)` comes for each picture, `moved()` whenever there is something else to say of the reading."""

    found = Signal(object)
    moved = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._waiting: list[Source] = []
        self._reading: Source | None = None
        self._stopped = False
        self._far_ahead = False
        self._done = 0
        self._passed = 0  # of them that are home already
        self._leaves = False  # what cannot be read
        self._left_lying = 0  # because of that

    @property
    def left(self) -> int:
        """Pictures that were not read yet."""
        return len(self._waiting)

    @property
    def reads(self) -> bool:
        return self._reading is not None

    @property
    def is_stopped(self) -> bool:
        return self._stopped and bool(self._waiting)

    def words(self) -> str:
        """Reading sheet.jpg · 3 of 12… · 2 pictures passed over, taken home before."""
        pictures = "1 picture" if self._passed == 1 else f"{self._passed} pictures"
        passed = f"{pictures} passed over, taken home before" if self._passed else ""
        lost = f"{self._left_lying} left that cannot be read" if self._left_lying else ""
        return " · ".join(filter(None, (self._now(), passed, lost)))

    def _now(self) -> str:
        whole = self._done + len(self._waiting) + int(self.reads)
        if self._reading is not None:
            counted = f" · {self._done + 1} of {whole}" if whole > 1 else ""
            return f"Reading {self._reading.name}{counted}…"
        if self.is_stopped:
            return f"Stopped · {self.left} of {whole} pictures are left"
        return f"{self.left} of {whole} pictures are left to be read" if self._waiting else ""

    def add(self, sources: Sequence[Source]) -> None:
        if not self._waiting and not self.reads:
            self._done = self._passed = self._left_lying = 0
            self._leaves = False
        self._waiting += sources
        self.go_on()

    def stop(self) -> None:
        """After the picture that is being read."""
        self._stopped = True
        self.moved.emit()

    def go_on(self) -> None:
        self._stopped = False
        self._next()

    def wait(self, *, far_ahead: bool) -> None:
        """Read no more before some of what was found is confirmed; or go on by itself."""
        self._far_ahead = far_ahead
        self._next()

    def without_lost(self, sheets: Sequence[Sheet]) -> list[Sheet]:
        """From now on what cannot be read is left, until all of these pictures are through; the rest of `sheets`."""
        self._leaves = True
        return self._worth(sheets)

    def _worth(self, sheets: Sequence[Sheet]) -> list[Sheet]:
        """What of the sheets a person is to see."""
        asked = [sheet for sheet in sheets if not (sheet.source.quiet and sheet.lost)]
        found = [sheet for sheet in asked if not (self._leaves and sheet.lost)]
        self._left_lying += len(asked) - len(found)
        return found

    def read_again(self, source: Source, date: dt.date) -> None:
        """As the sheet of a day that a person chose, before the others."""
        store, page = self._workspace.store, self._workspace.page
        self._begin(source, lambda: read_as(source, store, page, date))

    def _next(self) -> None:
        if self.reads:
            return
        if self._waiting and not self._stopped and not self._far_ahead:
            source = self._waiting.pop(0)
            store, page = self._workspace.store, self._workspace.page
            self._begin(source, lambda: read(source, store, page))
        else:
            self.moved.emit()

    def _begin(self, source: Source, work: Callable[[], list[Sheet]]) -> None:
        self._reading = source
        self.moved.emit()
        jobs.run(work, partial(self._end, source), partial(self._fail, source))

    def _end(self, source: Source, sheets: list[Sheet]) -> None:
        self._reading = None
        self._done += 1
        self._passed += not sheets
        if worth := self._worth(sheets):
            self.found.emit(worth)
        self._next()

    def _fail(self, source: Source, problem: Exception) -> None:
        self._end(source, [Sheet(source, (str(problem) if isinstance(problem, StoreProblem) else CANNOT,))])

"""Searching all days (Ctrl+F): write some letters of a line, Enter opens its day and chooses it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize

from planner.domain.search import Index, KeptLine, searched
from planner.store.problems import StoreProblem
from planner.ui.dates import near_date
from planner.ui.day.lines import sign_of
from planner.ui.picker import Picker
from planner.ui.slices import Slices

if TYPE_CHECKING:
    from planner.ui.main_window import MainWindow

SIZE = QSize(640, 480)
MOST = 100  # lines shown: whoever wants more of them writes another letter
NOTHING = "No line of any day has that."
READING = "Looking through older days…"
MORE = "There are more: write another letter."


class Search(Picker):
    """The lines are read from the newest day back, in slices: what is found so far is there at once."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(
            window, name="Search all days", asks="Search all days", field="Words of a line", rows="Lines", size=SIZE
        )
        self._today = window.workspace.today()
        self._index = Index()
        self._read = False
        self._slices = Slices(self)
        self._slices.start(self._reading(), self._all_read)

    @property
    def settled(self) -> bool:
        """Whether every day has been looked through."""
        return self._read

    def _reading(self) -> Iterator[None]:
        try:
            for lines in self._window.workspace.lines():
                self._index.add(lines)
                if self.list.count() <= MOST:
                    self._show()
                yield
        except StoreProblem as problem:
            self._window.say(str(problem))

    def _all_read(self) -> None:
        self._read = True
        self._show()

    def narrow(self, written: str) -> None:
        found = self._index.find(written, MOST + 1)
        self.list.clear()
        for line in found[:MOST]:
            row = self.row(searched(line), self._aside(line), (line.page, line.entry), sign=sign_of(line))
            self.list.addItem(row)
        if written.strip() and (words := self._at_the_end(len(found))):
            self.list.addItem(self.row(words, "", None, can=False))

    def _at_the_end(self, found: int) -> str:
        if found > MOST:
            return MORE
        if not self._read:
            return READING
        return "" if found else NOTHING

    def _aside(self, line: KeptLine) -> str:
        said = (
            ("dropped", line.state == "dropped"),
            ("as written", line.written),
            (near_date(line.page, self._today), True),
        )
        return " · ".join(words for words, holds in said if holds)

    def _show(self) -> None:
        """What was found since the last letter."""
        chosen = self.list.currentRow()
        self.narrow(self.field.text())
        self.fit()
        if 0 < chosen < self.list.count():
            self.list.setCurrentRow(chosen)

    def take(self, meant: Any) -> None:
        date, entry_id = meant
        self._window.going.open_line(date, entry_id)

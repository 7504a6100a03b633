"""Every action by its name (Ctrl+K): write some letters of it, Enter does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize

from planner.ui import actions
from planner.ui.picker import Picker

if TYPE_CHECKING:
    from planner.ui.main_window import MainWindow

SIZE = QSize(480, 420)


def matches(words: str, written: str) -> bool:
    """Whether each piece that was written begins a word, in any order."""
    have = words.casefold().replace(":", " ").split()
    return all(any(word.startswith(piece) for word in have) for piece in written.casefold().split())


class Palette(Picker):
    """What cannot be done just now stands grey at the end."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(
            window, name="Every action by name", asks="What do you want to do?", field="Name of the action",
            rows="Actions", size=SIZE,
        )  # fmt: skip
        for row in sorted(actions.TABLE, key=lambda row: not row.when(window)):
            words = actions.words(window, row)
            self.list.addItem(self.row(words, actions.shown_keys(row), row.name, can=row.when(window)))

    def narrow(self, written: str) -> None:
        for number in range(self.list.count()):
            item = self.list.item(number)
            item.setHidden(not matches(item.text(), written))

    def take(self, meant: Any) -> None:
        self._window.carry_out(next(row for row in actions.TABLE if row.name == meant))

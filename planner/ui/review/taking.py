"""What a task took, said in a field over the figures of its row: what is on record, else the guess, to be confirmed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from planner.domain.edits import Edit, Refused
from planner.domain.taking import WRITE, took
from planner.domain.times import words_of
from planner.domain.values import Entry, Page, actual_minutes, new_id
from planner.ui.day.lines import shortened
from planner.ui.day.log import LineList
from planner.ui.theme import font

if TYPE_CHECKING:
    from planner.ui.main_window import MainWindow

WIDTH = 150


class Field(QLineEdit):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # it has been said: Enter means nothing more to the row


class Taking:
    """One field at a time. `further` is called with the list once a row is done with: on to the next one."""

    def __init__(self, window: MainWindow, further: Callable[[LineList], object]) -> None:
        self._window = window
        self._further = further
        self._where: LineList | None = None
        self.field: Field | None = None

    def open(self, page: Page, where: LineList, entry: Entry) -> None:
        """On the chosen row of a list."""
        self.close()
        field = Field(prefilled(page, entry), where.viewport())
        field.setFont(font("body"))
        field.setAccessibleName(f"What {shortened(entry.title, 60)} took")
        field.setAccessibleDescription(WRITE)
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = where.row_rect(where.currentIndex().row())
        field.setGeometry(QRect(row.right() - WIDTH - 4, row.top() + 1, WIDTH, row.height() - 2))
        field.returnPressed.connect(lambda: self._take(page, entry, field))
        field.editingFinished.connect(lambda: None if field.hasFocus() else self.close())
        self.field, self._where = field, where
        field.show()
        field.selectAll()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, page: Page, entry: Entry, field: Field) -> None:
        """Keep it and go on to the next row; what is refused stays to be written over."""
        where = self._where
        outcome = took(page, entry.id, field.text(), now=self._window.workspace.now(), new=new_id())
        if isinstance(outcome, Refused):
            self._window.refuse(outcome, below=field)
        elif isinstance(self._window.do(outcome), Edit) and where is not None:
            self.close()
            self._further(where)

    def close(self) -> None:
        """Put the field away; the row gets the keyboard back if the field had it."""
        field, where, self.field = self.field, self._where, None
        if field is None or where is None:
            return
        had_keyboard = field.hasFocus()
        field.blockSignals(True)
        field.hide()
        field.deleteLater()
        if had_keyboard:
            where.setFocus(Qt.FocusReason.OtherFocusReason)


def prefilled(page: Page, entry: Entry) -> str:
    minutes = actual_minutes(page.intervals_of(entry.id)) or entry.estimate
    return words_of(minutes) if minutes else ""

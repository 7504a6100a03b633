"""What an earlier page left open: one quiet line, which unfolds to the lines themselves.

Each is decided on by one key: taken on to this page, given another day, or dropped. Nothing nags.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.domain.values import Entry
from planner.ui.controls import Button, Words
from planner.ui.dates import short_date
from planner.ui.day.line_paint import AROUND
from planner.ui.day.lines import leftover_lines
from planner.ui.day.log import LineList

KEYS_HELP = "> takes it on · < another day · D drops it"


class Leftovers(QWidget):
    """Hidden while nothing is left over. `turned()` once it is unfolded or folded."""

    turned = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.list = LineList("leftover", "Left over", self)
        self.button = Button("", "soft", parent=self)
        self.button.clicked.connect(self.toggle)
        self.help = Words(KEYS_HELP, soft=True)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, AROUND, 0)
        head.addWidget(self.button)
        head.addStretch(1)
        head.addWidget(self.help)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(head)
        self.column.addWidget(self.list)
        self.fold()
        self.hide()

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        self.list.show_lines(leftover_lines(entries))
        self.setVisible(bool(entries))
        if not entries:
            self.fold()
            return
        since = short_date(entries[0].page)
        self.button.setText(f"{len(entries)} left over from {since} {'▾' if self.is_open else '▸'}")
        self.button.setAccessibleName(f"{len(entries)} left over from {since}")
        self.button.updateGeometry()

    @property
    def is_open(self) -> bool:
        return not self.list.isHidden()

    def toggle(self) -> None:
        if self.is_open:
            self.fold()
        else:
            self.list.show()
            self.help.show()
        self._turn_arrow()
        self.turned.emit()
        if self.is_open:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def fold(self) -> None:
        self.list.hide()
        self.help.hide()
        self._turn_arrow()

    def _turn_arrow(self) -> None:
        words = self.button.text().rstrip("▾▸")
        self.button.setText(f"{words}{'▾' if self.is_open else '▸'}" if words else "")

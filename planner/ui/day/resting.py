"""The lines of rest at the foot of the left page; nothing of it is there on a day that has none."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.ui.controls import Words, caption
from planner.ui.day.line_paint import AROUND

ABOVE = 18  # px


class Resting(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Rest")
        self._shown: tuple[str, ...] = ()
        self.lines: list[Words] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(AROUND, ABOVE, AROUND, 0)
        self._column.setSpacing(4)
        self._column.addWidget(caption("Rest"))
        self.hide()

    def show_lines(self, lines: tuple[str, ...]) -> None:
        if lines == self._shown:
            return
        self._shown = lines
        while len(self.lines) > len(lines):
            gone = self.lines.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.lines) < len(lines):
            self._add()
        for label, words in zip(self.lines, lines, strict=True):
            label.setText(words)
        self.setVisible(bool(lines))

    def _add(self) -> None:
        label = Words("", soft=True)
        label.setWordWrap(True)
        label.setMinimumWidth(1)
        self._column.addWidget(label)
        self.lines.append(label)

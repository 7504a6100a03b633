"""One line for a reason: it wants a few words and takes no more than it can keep."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from planner.domain.recharging import unfit
from planner.ui.theme import color, font, theme

HEIGHT = 40
EMPTY = "Write a few words first."


def problem_of(text: str) -> str:
    """What is wrong with a reason, in one sentence; "" when it will do."""
    words = _clean(text)
    return unfit(words, needed=False) if words else EMPTY


def _clean(text: str) -> str:
    return " ".join(text.split())


class Reason(QLineEdit):
    """`given(words)` on Enter, or `refused(sentence)`; Esc is left to whoever holds the field."""

    given = Signal(str)
    refused = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrame(False)
        self.setFont(font("large"))
        self.setFixedHeight(HEIGHT)
        self.setTextMargins(12, 0, 12, 0)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # a menu would come up under the curtain
        self._dress()
        theme().changed.connect(self._dress)
        self.returnPressed.connect(self._give)

    def _dress(self) -> None:
        tokens, worn = theme().tokens, self.palette()
        worn.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        worn.setColor(QPalette.ColorRole.Text, color(tokens.ink))
        worn.setColor(QPalette.ColorRole.PlaceholderText, color(tokens.soft))
        self.setPalette(worn)

    def _give(self) -> None:
        problem = problem_of(self.text())
        if problem:
            self.refused.emit(problem)
        else:
            self.given.emit(_clean(self.text()))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = theme().tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(color(tokens.focus if focused else tokens.event_edge), 2 if focused else 1))
        painter.setBrush(color(tokens.event_fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()
        super().paintEvent(event)

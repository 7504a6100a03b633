"""The small field in which a box gets its title, in the box's own place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from planner.ui.theme import color, focus_ring, font, theme

HEIGHT = 26
RADIUS = 5  # px of its corners
TITLE_LEFT = 10  # px from the edge of a box to its title, less the 2 that Qt leaves before a field's text


class TitleEditor(QLineEdit):
    """One line of text. `kept` with Enter, or when the keyboard goes elsewhere; `dropped` with Esc, or when empty.

    One of the two comes once, and the field is gone after it unless `again` was called.
    """

    kept = Signal(str)
    dropped = Signal()

    def __init__(self, parent: QWidget, text: str, placeholder: str) -> None:
        super().__init__(text, parent)
        self._over = False
        self._first = text
        self.setFont(font("body", strong=True))
        self.setFrame(False)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName("Title of the box")
        self.setFixedHeight(HEIGHT)
        look = QPalette(self.palette())
        look.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(look)
        self.selectAll()

    def lie_on(self, box: QRectF) -> None:
        """Within a box, in coordinates of the parent; over a low one. The words begin where the title does."""
        inset, down = (4, 3.0) if box.height() >= HEIGHT + 6 else (-2, (box.height() - HEIGHT) / 2)
        room = box.adjusted(inset, 0, -inset, 0)
        self.setGeometry(round(room.left()), round(box.top() + down), round(room.width()), HEIGHT)
        self.setTextMargins(TITLE_LEFT - inset, 0, 8, 0)

    def again(self) -> None:
        """The text could not be kept: let the person write on."""
        self._over = False

    def event(self, event: QEvent) -> bool:
        ending = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in ending:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(keep=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._end(keep=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._end(keep=True)

    def _end(self, keep: bool) -> None:
        if self._over:
            return
        self._over = True
        text = self.text().strip()
        if keep and text and text != self._first:
            self.kept.emit(text)
        else:
            self.dropped.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, around = theme().tokens, QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(tokens.event_fill))
        painter.drawRoundedRect(around, RADIUS, RADIUS)
        focus_ring(painter, around, tokens, RADIUS)
        painter.end()
        super().paintEvent(event)

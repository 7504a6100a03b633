"""The open notebook: two pages of dotted paper on a desk, side by side, or one at a time where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from planner.ui.day.timeline.paint import FOLD, fold_shade
from planner.ui.theme import color, dots, theme

NARROW = 900  # px of the window's width below which the pages stack
EDGE = 22  # px of desk at both sides
ROUND = 8
SHADOW = 10
INSET = 8  # px of paper that the timeline leaves around itself, so that the corners stay round
BELOW = 6  # px of desk that the shadow needs


class Spread(QWidget):
    """Lays out two pages. `shown_changed(0 or 1)` says which one is in front while they are stacked."""

    shown_changed = Signal(int)

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.pages = (left, right)
        for page in self.pages:
            page.setParent(self)
        self.stacked = False
        self.front = 0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def turn(self, front: int) -> None:
        """Bring a page to the front where only one has room; elsewhere both are there anyway."""
        if front == self.front:
            return
        self.front = front
        self._place()
        self.shown_changed.emit(front)

    def set_stacked(self, stacked: bool) -> None:
        self.stacked = stacked
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _book(self) -> QRect:
        return self.rect().adjusted(EDGE, 1, -EDGE, -BELOW)

    def _place(self) -> None:
        book = self._book()
        if self.stacked:
            for number, page in enumerate(self.pages):
                page.setGeometry(book.adjusted(INSET, INSET, -INSET, -INSET) if number else book)
                page.setVisible(number == self.front)
        else:
            half = book.width() // 2
            self.pages[0].setGeometry(book.adjusted(0, 0, half - book.width(), 0))
            self.pages[1].setGeometry(book.adjusted(half, INSET, -INSET, -INSET))
            for page in self.pages:
                page.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, book = theme().tokens, QRectF(self._book())
        painter = QPainter(self)
        painter.fillRect(event.rect(), color(tokens.desk))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(SHADOW, 0, -2):
            painter.setBrush(color("#000000", 3))
            painter.drawRoundedRect(book.adjusted(-step / 2, 2, step / 2, step / 2), ROUND + step / 2, ROUND + step / 2)
        paper = QPainterPath()
        paper.addRoundedRect(book, ROUND, ROUND)
        painter.setBrushOrigin(book.topLeft() + QPointF(4, 6))
        painter.fillPath(paper, dots(tokens, self.devicePixelRatioF()))
        if not self.stacked:
            painter.setBrushOrigin(self.pages[1].x(), 0)
            painter.fillRect(QRectF(self.pages[1].x(), book.top(), FOLD, book.height()), fold_shade(tokens))

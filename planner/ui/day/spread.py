"""The open notebook: two pages side by side, or one at a time where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from planner.ui.day.ground import book_in, paint_ground, right_page

INSET = 8  # px of paper that the timeline leaves above and below itself, so that the corners stay round


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

    def _place(self) -> None:
        book = book_in(self.rect())
        left, right = self.pages
        if self.stacked:
            left.setGeometry(book)
            right.setGeometry(book.adjusted(0, INSET, 0, -INSET))  # what is dim reaches the edges
        else:
            left.setGeometry(QRect(book.topLeft(), right_page(book).bottomLeft()))
            right.setGeometry(right_page(book).adjusted(0, INSET, 0, -INSET))  # what is dim reaches the edge
        for number, page in enumerate(self.pages):
            page.setVisible(not self.stacked or number == self.front)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        book, ratio = book_in(self.rect()), self.devicePixelRatioF()
        paint_ground(QPainter(self), event.rect(), book, ratio, stacked=self.stacked)

"""What lies under everything: the desk, and on it the open notebook of dotted paper.

It is all that the first paint needs, so it stands on nothing but the theme.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QRegion

from planner.ui.theme import color, dots, theme

NARROW = 900  # px of the window's width below which the pages stack
BAR_HEIGHT = 52
FOOT_HEIGHT = 38
EDGE = 22  # px of desk at both sides
ROUND = 8
FOLD = 18  # px over which the right page darkens towards the fold
SHADOW = 10
BELOW = 6  # px of desk that the shadow needs


def book_in(rect: QRect) -> QRect:
    """Where the notebook lies in the room between the bar and the foot line."""
    return rect.adjusted(EDGE, 1, -EDGE, -BELOW)


def right_page(book: QRect) -> QRect:
    return book.adjusted(book.width() // 2, 0, 0, 0)


def paint_ground(painter: QPainter, dirty: QRect, book: QRect, ratio: float, *, stacked: bool) -> None:
    """Paint desk and notebook. `ratio` is the device's pixels per px; `stacked` leaves out the fold."""
    tokens, inner = theme().tokens, book.adjusted(ROUND, ROUND, -ROUND, -ROUND)
    if not inner.contains(dirty):
        _paint_edges(painter, dirty, book, inner, dots(tokens, ratio))
    painter.setBrushOrigin(_first_dot(book))
    painter.fillRect(dirty & inner, dots(tokens, ratio))
    painter.setBrushOrigin(0, 0)
    if not stacked:
        _paint_fold(painter, QRectF(right_page(book)), dark=tokens.dark)


def paint_sheet(painter: QPainter, dirty: QRect, book: QRect) -> None:
    """Desk and one sheet of plain paper on it: what is read, and not written on."""
    paper = QBrush(color(theme().tokens.paper))
    inner = book.adjusted(ROUND, ROUND, -ROUND, -ROUND)
    if not inner.contains(dirty):
        _paint_edges(painter, dirty, book, inner, paper)
    painter.fillRect(dirty & inner, paper)


def _first_dot(book: QRect) -> QPoint:
    return book.topLeft() + QPoint(4, 6)


def _paint_edges(painter: QPainter, dirty: QRect, book: QRect, inner: QRect, paper: QBrush) -> None:
    """The desk, the shadow on it and the round rim of the paper; not what the paper covers, which is most of it."""
    frame = QRectF(book)
    painter.save()
    painter.setClipRegion(QRegion(dirty) - QRegion(inner))
    painter.fillRect(dirty, color(theme().tokens.desk))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(SHADOW, 0, -2):
        painter.setBrush(color("#000000", 3))
        around = frame.adjusted(-step / 2, 2, step / 2, step / 2)
        painter.drawRoundedRect(around, ROUND + step / 2, ROUND + step / 2)
    painter.setBrushOrigin(_first_dot(book))
    painter.setBrush(paper)
    painter.drawRoundedRect(frame, ROUND, ROUND)
    painter.restore()


def _paint_fold(painter: QPainter, page: QRectF, *, dark: bool) -> None:
    shade = QLinearGradient(page.left(), 0, page.left() + FOLD, 0)
    shade.setColorAt(0, color("#000000", 60 if dark else 22))
    shade.setColorAt(1, color("#000000", 0))
    painter.fillRect(QRectF(page.left(), page.top(), FOLD, page.height()), shade)

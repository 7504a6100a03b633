"""What lies under everything: the desk, and on it the open notebook of dotted paper.

It is all that the first paint needs, so it stands on nothing but the theme.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPixmap

from planner.ui.theme import color, dots, theme
from planner.ui.tokens import Tokens

NARROW = 900  # px of the window's width below which the pages stack
BAR_HEIGHT = 52
FOOT_HEIGHT = 38
EDGE = 22  # px of desk at both sides
ROUND = 8
FOLD = 18  # px over which the right page darkens towards the fold
SHADOW = 10
BELOW = 6  # px of desk that the shadow needs
FIRST_DOT = QPoint(4, 6)


def book_in(rect: QRect) -> QRect:
    """Where the notebook lies in the room between the bar and the foot line."""
    return rect.adjusted(EDGE, 1, -EDGE, -BELOW)


def right_page(book: QRect) -> QRect:
    return book.adjusted(book.width() // 2, 0, 0, 0)


def paint_ground(painter: QPainter, dirty: QRect, book: QRect, ratio: float, *, stacked: bool) -> None:
    """Paint desk and notebook. `ratio` is the device's pixels per px; `stacked` leaves out the fold."""
    tokens = theme().tokens
    inner = _paint_edges(painter, dirty, book, ratio, dotted=True)
    painter.setBrushOrigin(book.topLeft() + FIRST_DOT)
    painter.fillRect(dirty & inner, dots(tokens, ratio))
    painter.setBrushOrigin(0, 0)
    if not stacked:
        _paint_fold(painter, QRectF(right_page(book)), dark=tokens.dark)


def paint_sheet(painter: QPainter, dirty: QRect, book: QRect, ratio: float) -> None:
    """Desk and one sheet of plain paper on it: what is read, and not written on."""
    inner = _paint_edges(painter, dirty, book, ratio, dotted=False)
    painter.fillRect(dirty & inner, color(theme().tokens.paper))


def _paint_edges(painter: QPainter, dirty: QRect, book: QRect, ratio: float, *, dotted: bool) -> QRect:
    """The desk, the shadow on it and the round rim of the paper. Gives what is left: the paper within the rim."""
    inner = book.adjusted(ROUND, ROUND, -ROUND, -ROUND)
    if inner.contains(dirty):
        return inner
    tokens = theme().tokens
    for bare in _ring(dirty, _with_shadow(book) & dirty):
        painter.fillRect(bare, color(tokens.desk))
    for at, strip in _edges(book.size().toTuple(), ratio, tokens, dotted):
        painter.drawPixmap(book.topLeft() + at, strip)
    return inner


def _ring(outer: QRect, inner: QRect) -> tuple[QRect, ...]:
    """What of one rectangle is not of another within it: above, below, left and right of that."""
    if inner.isEmpty():
        return (outer,)
    above, below = inner.top() - outer.top(), outer.bottom() - inner.bottom()
    left, right = inner.left() - outer.left(), outer.right() - inner.right()
    rects = (
        QRect(outer.left(), outer.top(), outer.width(), above),
        QRect(outer.left(), inner.bottom() + 1, outer.width(), below),
        QRect(outer.left(), inner.top(), left, inner.height()),
        QRect(inner.right() + 1, inner.top(), right, inner.height()),
    )
    return tuple(rect for rect in rects if not rect.isEmpty())


def _with_shadow(book: QRect) -> QRect:
    return book.adjusted(-SHADOW // 2, 0, SHADOW // 2, SHADOW // 2)


@lru_cache(maxsize=4)
def _edges(size: tuple[int, int], ratio: float, tokens: Tokens, dotted: bool) -> tuple[tuple[QPoint, QPixmap], ...]:
    """The four strips of rim and shadow about a book of a size, and where they lie from its corner.

    They are kept: soft edges are the dearest thing on the page to paint, and every other day has the same.
    """
    book = QRect(0, 0, *size)
    outer, inner = _with_shadow(book), book.adjusted(ROUND, ROUND, -ROUND, -ROUND)
    found = []
    for rect in _ring(outer, inner):
        strip = QPixmap(rect.size() * ratio)
        strip.setDevicePixelRatio(ratio)
        painter = QPainter(strip)
        painter.translate(-rect.topLeft())
        _paint_rim(painter, rect, book, dots(tokens, ratio) if dotted else QBrush(color(tokens.paper)), tokens)
        painter.end()
        found.append((rect.topLeft(), strip))
    return tuple(found)


def _paint_rim(painter: QPainter, dirty: QRect, book: QRect, paper: QBrush, tokens: Tokens) -> None:
    frame = QRectF(book)
    painter.fillRect(dirty, color(tokens.desk))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(SHADOW, 0, -2):
        painter.setBrush(color("#000000", 3))
        around = frame.adjusted(-step / 2, 2, step / 2, step / 2)
        painter.drawRoundedRect(around, ROUND + step / 2, ROUND + step / 2)
    painter.setBrushOrigin(book.topLeft() + FIRST_DOT)
    painter.setBrush(paper)
    painter.drawRoundedRect(frame, ROUND, ROUND)


def _paint_fold(painter: QPainter, page: QRectF, *, dark: bool) -> None:
    shade = QLinearGradient(page.left(), 0, page.left() + FOLD, 0)
    shade.setColorAt(0, color("#000000", 60 if dark else 22))
    shade.setColorAt(1, color("#000000", 0))
    painter.fillRect(QRectF(page.left(), page.top(), FOLD, page.height()), shade)

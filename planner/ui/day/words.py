"""Text on the two pages: cut to its room, laid out once, drawn many times.

Laying out a title costs more than drawing its box; a drag draws the same titles sixty times a second.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QStaticText, QTextLayout, QTextOption

from planner.ui.theme import Size, color, font

KEPT = 4096  # texts; a day shows some forty


@lru_cache(maxsize=16)
def metrics(size: Size, strong: bool) -> QFontMetricsF:
    return QFontMetricsF(font(size, strong))


@lru_cache(maxsize=16)
def height_of(size: Size, strong: bool) -> float:
    return metrics(size, strong).height()


@lru_cache(maxsize=KEPT)
def width_of(words: str, size: Size, strong: bool = False) -> float:
    return metrics(size, strong).horizontalAdvance(words)


@lru_cache(maxsize=KEPT)
def elided(words: str, size: Size, strong: bool, width: int) -> str:
    """The words, or as many as there is room for and a mark that more would follow."""
    return metrics(size, strong).elidedText(words, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=KEPT)
def wrapped(words: str, size: Size, strong: bool, first: int, width: int, lines: int) -> tuple[str, ...]:
    """The words in at most so many lines, the first of another width than the rest, the last cut if need be."""
    if lines <= 1 or width_of(words, size, strong) <= first:
        return (elided(words, size, strong, first),)
    layout = QTextLayout(words, font(size, strong))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    while len(found) < lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width if found else first)
        start = line.textStart()
        found.append(words[start:] if len(found) == lines - 1 else words[start : start + line.textLength()].rstrip())
    layout.endLayout()
    room = width if len(found) > 1 else first
    return (*found[:-1], elided(found[-1], size, strong, room))


@lru_cache(maxsize=KEPT)
def static(words: str, size: Size, strong: bool) -> QStaticText:
    text = QStaticText(words)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    text.prepare(font=font(size, strong))
    return text


def draw(painter: QPainter, x: float, top: float, words: str, size: Size, strong: bool, ink: str) -> None:
    """Draw words in one line with their top left corner at a place."""
    painter.setFont(font(size, strong))
    painter.setPen(color(ink))
    painter.drawStaticText(QPointF(x, top), static(words, size, strong))

"""The circle of the meditation as a brush draws it: many hairs side by side, full of ink first and dry towards the end.

Drawn piece by piece: what is drawn stays as it is, whatever is drawn after it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

HAIRS = 44
STEP = 1 / 240  # of the circle: the longest straight piece
WIDTH = 0.17  # of the radius, where the hand presses most


def draw(painter: QPainter, middle: QPointF, radius: float, span: tuple[float, float], ink: QColor) -> QRectF:
    """Draw the circle from one part of it (0 to 1) to another; where it was drawn."""
    thin = max(1.0, radius * WIDTH * 1.7 / HAIRS)
    painter.setPen(QPen(ink, thin, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    touched = QRectF()
    for hair in range(HAIRS):
        for run in _runs(hair, *_own_span(hair, span)):
            line = QPolygonF([_point(middle, radius, hair, part) for part in run])
            painter.drawPolyline(line)
            touched = touched.united(line.boundingRect().adjusted(-thin - 1, -thin - 1, thin + 1, thin + 1))
    return touched


def _across(hair: int) -> float:
    """Where in the brush a hair stands: -1 inside, 1 outside."""
    return hair / (HAIRS - 1) * 2 - 1


def _own_span(hair: int, span: tuple[float, float]) -> tuple[float, float]:
    """The outer hairs touch the paper later and trail behind: the stroke begins and ends round, and a little torn."""
    late = 0.011 * _across(hair) ** 2 + 0.004 * _noise(hair)
    return max(late, span[0] - late), span[1] - late


def _runs(hair: int, start: float, end: float) -> Iterator[list[float]]:
    """The stretches on which a hair leaves ink, as the parts of the circle at which it bends."""
    run: list[float] = []
    for part in _bends(start, end):
        if _is_wet(hair, part):
            run.append(part)
        else:
            if len(run) > 1:
                yield run
            run = []
    if len(run) > 1:
        yield run


def _bends(start: float, end: float) -> list[float]:
    if end <= start:
        return []
    first, last = math.floor(start / STEP) + 1, math.ceil(end / STEP) - 1
    return [start, *(number * STEP for number in range(first, last + 1)), end]


def _point(middle: QPointF, radius: float, hair: int, part: float) -> QPointF:
    x, y, middle_hair, spread = _hand(part)
    reach = radius * (middle_hair + 0.0012 * math.sin(part * 61 + hair * 2.4) + _across(hair) * spread)
    return QPointF(middle.x() + x * reach, middle.y() + y * reach)


@lru_cache(maxsize=1024)
def _hand(part: float) -> tuple[float, float, float, float]:
    """The brush at a part of the circle, from the top, clockwise: direction, reach, and half its width. The hand
    presses harder at first and is not quite steady.
    """
    press = 0.7 + 0.3 * math.cos(part * math.pi) + 0.05 * math.sin(part * 23)
    wander = 0.012 * math.sin(part * 5.1) + 0.004 * math.sin(part * 17)
    angle = part * math.tau - math.pi / 2
    return math.cos(angle), math.sin(angle), 1 + wander, WIDTH / 2 * press


def _is_wet(hair: int, part: float) -> bool:
    """Hairs run dry, the outer ones first, each for stretches of its own."""
    pace = 17 + 23 * _noise(hair)
    ink = 0.7 * math.sin(part * pace + hair * 5.7) + 0.3 * math.sin(part * pace * 3.3 + hair * 2.1)
    return ink > -1.05 + 1.2 * part**1.4 + 0.25 * part * _across(hair) ** 2


@lru_cache(maxsize=HAIRS)
def _noise(hair: int) -> float:
    """0 to 1, the same for a hair at every piece."""
    return math.sin(hair * 12.9898 + 78.233) * 43758.5453 % 1

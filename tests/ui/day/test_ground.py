"""The ground: however it is painted, in one go or piece by piece, it is the same picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from planner.ui.day import ground
from planner.ui.theme import color, theme

ROOM = QRect(0, 0, 400, 300)
Paint = Callable[[QPainter, QRect], None]


def notebook(painter: QPainter, dirty: QRect) -> None:
    ground.paint_ground(painter, dirty, ground.book_in(ROOM), painter.device().devicePixelRatioF(), stacked=False)


def sheet(painter: QPainter, dirty: QRect) -> None:
    ground.paint_sheet(painter, dirty, ground.book_in(ROOM), painter.device().devicePixelRatioF())


def picture(paint: Paint, ratio: float, pieces: Iterable[QRect]) -> QImage:
    image = QImage(ROOM.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("magenta"))
    painter = QPainter(image)
    for piece in pieces:
        painter.setClipRect(piece)
        paint(painter, piece)
    painter.end()
    return image


@pytest.mark.parametrize("paint", [notebook, sheet])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.usefixtures("qapp")
def test_a_ground_painted_piece_by_piece_is_the_ground(paint: Paint, ratio: float) -> None:
    tiles = [QRect(x, y, 20, 20) for x in range(0, 400, 20) for y in range(0, 300, 20)]
    whole = picture(paint, ratio, [ROOM])
    assert picture(paint, ratio, tiles) == whole
    assert whole.pixelColor(2, 2) == color(theme().tokens.desk)
    assert whole.pixelColor(whole.width() - 3, whole.height() // 2) == color(theme().tokens.desk)

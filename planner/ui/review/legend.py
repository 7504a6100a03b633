"""What the colours and signs of a chart mean: a small line of keys under it, never colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.ui.review.canvas import DASHES
from planner.ui.theme import color, font, hatch, theme

Sign = Literal["square", "outlined", "hatch", "circle", "up", "down", "line", "dashed", "hollow"]
LINE = 18  # px
SIGN = 12
GAP, BETWEEN = 5, 14


class Key(NamedTuple):
    """A sign in a colour (the name of a token), and what it means."""

    sign: Sign
    token: str
    words: str


class Legend(QWidget):
    """As many lines as the width asks for."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: Sequence[Key] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.update)

    def tell(self, keys: Sequence[Key]) -> None:
        self._keys = keys
        self.setVisible(bool(keys))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return (max((row for _, row in self._places(width)), default=0) + 1) * LINE

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def _places(self, width: int) -> list[tuple[int, int]]:
        """Where each key begins: px from the left, and its line."""
        metrics = QFontMetrics(font("small"))
        found: list[tuple[int, int]] = []
        left, row = 0, 0
        for key in self._keys:
            wide = SIGN + GAP + metrics.horizontalAdvance(key.words)
            if left and left + wide > width:
                left, row = 0, row + 1
            found.append((left, row))
            left += wide + BETWEEN
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("small"))
        for key, (left, row) in zip(self._keys, self._places(self.width()), strict=True):
            self._paint_sign(painter, key, QRectF(left, row * LINE + (LINE - SIGN) / 2, SIGN, SIGN))
            painter.setPen(color(theme().tokens.soft))
            words = QRectF(left + SIGN + GAP, row * LINE, self.width(), LINE)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, key.words)

    def _paint_sign(self, painter: QPainter, key: Key, area: QRectF) -> None:
        tokens = theme().tokens
        name: str = getattr(tokens, key.token)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(name))
        if key.sign in ("line", "dashed"):
            pen = QPen(color(name), 2 if key.sign == "line" else 1)
            if key.sign == "dashed":
                pen.setDashPattern([DASHES[0] / 2, DASHES[1] / 2])
            painter.setPen(pen)
            painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()))
        elif key.sign in ("circle", "hollow"):
            if key.sign == "hollow":
                painter.setPen(QPen(color(name), 1.4))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(area.adjusted(2, 2, -2, -2))
        elif key.sign in ("up", "down"):
            painter.drawPolygon(_triangle(area.adjusted(2, 2, -2, -2), up=key.sign == "up"))
        else:
            if key.sign == "hatch":
                painter.setBrush(QBrush(hatch(tokens, self.devicePixelRatioF())))
            if key.sign in ("hatch", "outlined"):
                painter.setPen(QPen(color(tokens.recharge_line if key.sign == "hatch" else tokens.work_line), 1))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 2, 2)


def _triangle(area: QRectF, *, up: bool) -> QPolygonF:
    base, tip = (area.bottom(), area.top()) if up else (area.top(), area.bottom())
    return QPolygonF([QPointF(area.left(), base), QPointF(area.right(), base), QPointF(area.center().x(), tip)])

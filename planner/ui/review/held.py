"""Calibration: how many of the 80 % ranges held, in one bar with a mark where 80 % would be."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from planner.review import Calibration
from planner.ui.review.legend import Key
from planner.ui.review.pointed import Pointed, Things
from planner.ui.theme import color, font, theme

HIGH = 22  # px of the bar
WANTED = 0.8
PARTS = (("held", "done", "held"), ("above", "over", "took longer"), ("below", "work_line", "took less"))


class Held(Pointed):
    def __init__(self) -> None:
        super().__init__("Ranges that held")
        self._calibration = Calibration(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_calibration(self, calibration: Calibration) -> None:
        self._calibration = calibration
        self._lay_out()

    def legend(self) -> list[Key]:
        return [Key("square", token, words) for name, token, words in PARTS if getattr(self._calibration, name)]

    def sizeHint(self) -> QSize:
        return QSize(200, HIGH + 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HIGH + 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """The three parts one after another; what did not happen has no part."""
        calibration, left, areas, told = self._calibration, 0.0, [], []
        for name, _, words in PARTS:
            count: int = getattr(calibration, name)
            if count:
                wide = self.width() * count / calibration.n
                areas.append((left, 2.0, wide - 1, float(HIGH)))
                told.append(f"{count} of {calibration.n} {words}")
                left += wide
        self.take(Things(areas, lambda index: told[index]))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme().tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("small"))
        parts = [(token, getattr(self._calibration, name)) for name, token, _ in PARTS]
        few = self._calibration.few
        for index, (token, count) in enumerate((token, count) for token, count in parts if count):
            area = self.spot(index)
            mark = color(getattr(tokens, token))
            painter.setPen(QPen(mark, 1.2) if few else QPen(Qt.PenStyle.NoPen))
            painter.setBrush(Qt.BrushStyle.NoBrush if few else mark)
            painter.drawRoundedRect(area, 2, 2)
            painter.setPen(color(tokens.ink if few else tokens.on_mark))
            if area.width() > 28:
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(count))
        self._paint_wanted(painter)
        self.paint_marks(painter)

    def _paint_wanted(self, painter: QPainter) -> None:
        at = self.width() * WANTED
        painter.setPen(QPen(color(theme().tokens.ink), 1.4))
        painter.drawLine(QPointF(at, 0), QPointF(at, HIGH + 6))
        painter.setPen(color(theme().tokens.soft))
        painter.drawText(QRectF(at - 30, HIGH + 6, 60, 16), Qt.AlignmentFlag.AlignCenter, "80 %")

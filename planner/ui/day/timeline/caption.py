"""The head of the timeline, with the names of its columns, and its slim scroll bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from planner.ui.day.timeline.paint import FOLD, fold_shade
from planner.ui.theme import caption_font, color, dots, theme

if TYPE_CHECKING:
    from planner.ui.day.timeline.sheet import Sheet

CAPTION = 32  # px
SLIM = 10  # px


class Caption(QWidget):
    """Names the columns."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet)
        self.sheet = sheet
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, ruler = theme().tokens, self.sheet.ruler
        painter = QPainter(self)
        painter.setBrushOrigin(QPointF(0, CAPTION))
        painter.fillRect(self.rect(), dots(tokens, self.devicePixelRatioF()))
        if self.sheet.beside:
            painter.fillRect(QRectF(0, 0, FOLD, self.height()), fold_shade(tokens))
        painter.setFont(caption_font())
        painter.setPen(color(tokens.soft))
        for x, words in ((ruler.plan_left, "Plan"), (ruler.actual_left, "Actual")):
            painter.drawText(QPointF(x, CAPTION - 12), words)


class SlimBar(QScrollBar):
    """A thin thumb on the paper."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(Qt.Orientation.Vertical, sheet)
        self.sheet = sheet
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def sizeHint(self) -> QSize:
        return QSize(SLIM, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        self.paint_ground(painter)
        if self.maximum() <= self.minimum():
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        groove = QStyle.SubControl.SC_ScrollBarSlider
        thumb = self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, groove, self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(tokens.faint if self.underMouse() or self.isSliderDown() else tokens.dot))
        painter.drawRoundedRect(QRectF(thumb).adjusted(3, 0, -2, 0), 2.5, 2.5)

    def paint_ground(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), color(theme().tokens.paper))


class SheetBar(SlimBar):
    """The thumb of the timeline: the paper under it goes on to its edge."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet)
        self.sheet = sheet

    def paint_ground(self, painter: QPainter) -> None:
        viewport = self.sheet.viewport()
        head = viewport.y() - self.mapTo(self.sheet, QPoint(0, 0)).y()  # the bar begins beside the captions
        left, top = viewport.width(), self.value()
        painter.fillRect(self.rect(), dots(theme().tokens, self.devicePixelRatioF()))
        painter.save()
        painter.translate(-left, head - top)
        self.sheet.paint_ground(painter, QRectF(left, top, self.width(), self.height() - head))
        painter.restore()

"""A picture of paper on the desk: as large as there is room for, or nearer, and then moved about by hand or by keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.ui.controls import WORDS
from planner.ui.print.preview import paint_paper
from planner.ui.theme import color, font, theme

MARGIN = 14  # px of desk around the paper
STEPS = (1.0, 1.5, 2.0, 3.0, 4.0)  # times as large as what fits
STRIDE = 60.0  # px that an arrow key or a notch of the wheel moves it by
NOTCH = 120  # of a mouse wheel


class Zoomed(QWidget):
    """`zoomed()` comes when it is nearer or farther. Without an image it says `words`."""

    zoomed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.words = ""
        self.step = 0  # of STEPS
        self._middle = QPointF(0.5, 0.5)  # of the paper, in the middle of the room
        self._held: QPointF | None = None
        self._drawn: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme().changed.connect(self.update)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 220)

    def show_image(self, image: QImage | None, words: str = "") -> None:
        """Show a picture whole; or words in its stead."""
        self.image, self.words = image, words
        self._middle = QPointF(0.5, 0.5)
        self.zoom_to(0)

    @property
    def percent(self) -> int:
        """How large it is, of what fits."""
        return round(STEPS[self.step] * 100)

    def zoom(self, by: int, at: QPointF | None = None) -> None:
        """So many steps nearer or farther; what is `at` a place stays there."""
        step = max(0, min(len(STEPS) - 1, self.step + by))
        at = at or QPointF(self.rect().center())
        was = self.paper()
        share = QPointF((at.x() - was.x()) / was.width(), (at.y() - was.y()) / was.height()) if was else QPointF()
        self.zoom_to(step)
        now = self.paper()
        if was and now:
            self._shift(at.x() - now.x() - share.x() * now.width(), at.y() - now.y() - share.y() * now.height())

    def zoom_to(self, step: int) -> None:
        self.step = step
        self._drawn = None
        self._shift(0, 0)
        self.setCursor(Qt.CursorShape.OpenHandCursor if step else Qt.CursorShape.ArrowCursor)
        self.zoomed.emit()

    def paper(self) -> QRectF:
        """Where the paper lies in this widget, on whole pixels."""
        if self.image is None or self.image.isNull():
            return QRectF()
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        fits = max(0.01, min(room.width() / self.image.width(), room.height() / self.image.height()))
        width, height = (round(side * fits * STEPS[self.step]) for side in self.image.size().toTuple())
        centre = room.center()
        return QRectF(
            round(centre.x() - self._middle.x() * width), round(centre.y() - self._middle.y() * height), width, height
        )

    def move_by(self, x: float, y: float) -> bool:
        """Move the paper by px; False where nothing of it is out of sight."""
        was = self.paper()
        self._shift(x, y)
        return self.paper() != was

    def _shift(self, x: float, y: float) -> None:
        """Move it, but not farther than its edges; what fits stands in the middle."""
        paper = self.paper()
        if not paper:
            self.update()
            return
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        self._middle = QPointF(
            _within(self._middle.x() - x / paper.width(), room.width() / paper.width()),
            _within(self._middle.y() - y / paper.height(), room.height() / paper.height()),
        )
        self.update()

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = theme().tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), color(tokens.desk))
        if self.image is None:
            painter.setFont(font("body"))
            painter.setPen(color(tokens.soft))
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), WORDS | Qt.TextFlag.TextWordWrap, self.words)
        else:
            paper = self.paper()
            paint_paper(painter, paper)
            self._paint_image(painter, paper, self.image)
        if self.hasFocus():
            painter.setPen(color(tokens.work_line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_image(self, painter: QPainter, paper: QRectF, image: QImage) -> None:
        """Shrunk well, to the device's own pixels, which a painter does not; only what is seen of it enlarged."""
        ratio = self.devicePixelRatioF()
        size = paper.size().toSize() * ratio
        if size.width() > image.width():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(paper, image)
            return
        if self._drawn is None:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._drawn = QPixmap.fromImage(image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
            self._drawn.setDevicePixelRatio(ratio)
        painter.drawPixmap(paper.topLeft(), self._drawn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawn = None
        self._shift(0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if turn.y() > 0 else -1, event.position())
        else:
            self.move_by(turn.x() * STRIDE / NOTCH, turn.y() * STRIDE / NOTCH)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.step:
            self._held = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            moved, self._held = event.position() - self._held, event.position()
            self.move_by(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        self.setCursor(Qt.CursorShape.OpenHandCursor if self.step else Qt.CursorShape.ArrowCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nearer to where the mouse is, or all of it again."""
        self.zoom(-self.step if self.step else 2, event.position())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._drawn = None


def _within(middle: float, seen: float) -> float:
    """The middle of what is seen, so that nothing beside the paper is; `seen` is its share of the paper."""
    return 0.5 if seen >= 1 else max(seen / 2, min(1 - seen / 2, middle))

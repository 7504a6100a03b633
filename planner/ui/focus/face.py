"""The meditation's face: a circle that closes as slowly as the sitting lasts, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QEasingCurve, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from planner.ui.controls import Button
from planner.ui.focus import brush
from planner.ui.focus.curtain_page import time_words
from planner.ui.focus.curtain_window import STILL
from planner.ui.focus.typeset import elided, sized
from planner.ui.theme import color, focus_ring, theme
from planner.ui.tokens import DARK, Tokens

HOUR = 3600.0  # s in which a circle closes whose end is open
SEEN = 3000  # ms for which the time stands after the mouse was moved
FADE = 600  # ms
FLASH = 2000  # ms
Keys = tuple[tuple[float, float], ...]
SOFT: Keys = ((0.0, 0.0), (0.25, 1.0), (1.0, 0.0))  # how the flash comes and goes
AT_ONCE: Keys = ((0.0, 1.0), (0.999, 1.0), (1.0, 0.0))
LIGHTER = 0.16  # how far the ground goes towards the ink of a dark look, once


class FaceShown(NamedTuple):
    """Seconds `gone` of a `total` (None: open-ended); `flash` is the bell for those who cannot hear it."""

    gone: float
    total: float | None
    kind: Literal["circle", "none"] = "circle"
    words: str = ""
    flash: bool = False

    @property
    def part(self) -> float:
        """How much of the circle is drawn."""
        if self.total is None:
            return self.gone % HOUR / HOUR
        return max(0.0, min(1.0, self.gone / self.total)) if self.total > 0 else 1.0

    @property
    def time(self) -> str:
        """What is left, or what is gone where there is no end."""
        return time_words(round(self.gone if self.total is None else self.total - self.gone))


class EndButton(Button):
    """The quiet word that ends, in the colours of the ground that it stands on."""

    def __init__(self, face: Face) -> None:
        super().__init__("End", "plain", "End the sitting: Esc", face)
        self._face = face

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = self._face.tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), tokens, 7)
        painter.setFont(self.font())
        painter.setPen(color(tokens.ink if self.underMouse() else tokens.soft))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Face(QWidget):
    """`ended` on Esc or the quiet button. Without `motion` nothing fades: it is there, or it is not."""

    ended = Signal()

    def __init__(self, parent: QWidget | None = None, *, motion: bool = True) -> None:
        super().__init__(parent)
        self._shown = FaceShown(0, None)
        self._drawn = 0.0
        self._ink = QPixmap()
        self.setWindowTitle("Meditation")
        self.setAccessibleName("Meditation")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.end = EndButton(self)
        self.end.clicked.connect(self.ended)
        self.end.hide()
        self._where: QPointF | None = None
        self._seen = 0.0
        self._fade = self._animation(FADE, ((0.0, 1.0), (1.0, 0.0)), self._set_seen)
        self._rest = QTimer(self, singleShot=True, interval=SEEN)
        self._rest.timeout.connect(self._fade.start if motion else lambda: self._set_seen(0.0))
        self._light = 0.0
        self._flash = self._animation(FLASH, SOFT if motion else AT_ONCE, self._set_light)
        theme().changed.connect(self._redraw)

    def _animation(self, length: int, keys: Keys, step: Callable[[float], None]) -> QVariantAnimation:
        made = QVariantAnimation(self)
        made.setDuration(length)
        made.setEasingCurve(QEasingCurve.Type.InOutSine)
        for at, value in keys:
            made.setKeyValueAt(at, value)
        made.valueChanged.connect(step)
        return made

    def sizeHint(self) -> QSize:
        return QSize(960, 640)

    def show_face(self, shown: FaceShown) -> None:
        """Show this; of the circle only the new piece is painted."""
        before, self._shown = self._shown, shown
        if shown.flash and not before.flash:
            self._flash.start()
            self._set_light(self._flash.currentValue())
        if shown.kind != before.kind or shown.part < self._drawn:
            self._redraw()
        else:
            self._grow()
        if shown.words != before.words:
            self.setAccessibleDescription(shown.words)
            self.update(self._middle())
        if self._seen and shown.time != before.time:
            self.update(self._time_area())

    def tokens(self) -> Tokens:
        """Where nothing is drawn the ground is dark, whatever the look."""
        look = theme().tokens
        return look if self._shown.kind == "circle" or look.dark else DARK

    def _ground(self) -> QColor:
        tokens = self.tokens()
        lit = _between(tokens.desk, tokens.ink, LIGHTER) if tokens.dark else color(tokens.event_fill)
        return _between(tokens.desk, lit.name(), self._light)

    def _radius(self) -> float:
        return 0.29 * min(self.width(), self.height())

    def _redraw(self) -> None:
        """The circle from its beginning, for another size or look."""
        ratio = self.devicePixelRatioF()
        self._ink = QPixmap(self.size() * ratio)
        self._ink.setDevicePixelRatio(ratio)
        self._ink.fill(Qt.GlobalColor.transparent)
        self._drawn = 0.0
        self._grow()
        self.update()

    def _grow(self) -> None:
        """Draw what the time has added."""
        part = self._shown.part
        if self._shown.kind == "none" or part <= self._drawn or self._ink.isNull():
            return
        painter = QPainter(self._ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, span = QRectF(self.rect()).center(), (self._drawn, part)
        drawn = brush.draw(painter, middle, self._radius(), span, color(self.tokens().ink))
        painter.end()
        self._drawn = part
        self.update(drawn.toAlignedRect())

    def _middle(self) -> QRect:
        area = QRect(0, 0, self.width(), 60)
        area.moveCenter(self.rect().center())
        return area

    def _time_area(self) -> QRect:
        return QRect(0, self.height() - 112, self.width(), 40)

    def _set_light(self, light: float) -> None:
        self._light = float(light)
        self.update()

    def _set_seen(self, seen: float) -> None:
        self._seen = float(seen)
        self.end.setVisible(self._seen > 0.5 or self.end.hasFocus())
        self.setCursor(Qt.CursorShape.ArrowCursor if self._seen else Qt.CursorShape.BlankCursor)
        self.update(self._time_area())

    def _wake(self) -> None:
        """Show the time and the way out for a while."""
        self._fade.stop()
        self._rest.start()
        if self._seen < 1:
            self._set_seen(1.0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        where = event.globalPosition()
        if self._where is not None and (where - self._where).manhattanLength() >= STILL:
            self._wake()
        if self._where is None or (where - self._where).manhattanLength() >= STILL:
            self._where = where

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._wake()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            self._wake()

    def showEvent(self, event: QShowEvent) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # else the button would have it, and Return would end
        self._wake()

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = QRect(QPoint(), self.end.sizeHint())
        place.moveCenter(QPoint(self.width() // 2, self.height() - 48))
        self.end.setGeometry(place)
        self._redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), self.tokens()
        painter.fillRect(event.rect(), self._ground())
        if self._shown.kind == "circle":
            area, ratio = QRectF(event.rect()), self._ink.devicePixelRatio()
            source = QRectF(area.topLeft() * ratio, area.size() * ratio)
            painter.drawPixmap(area, self._ink, source)
        if self._shown.words:
            self._paint_centred(painter, self._middle(), self._shown.words, 30, color(tokens.soft))
        if self._seen:
            painter.setOpacity(self._seen)
            self._paint_centred(painter, self._time_area(), self._shown.time, 26, color(tokens.soft))

    def _paint_centred(self, painter: QPainter, area: QRect, words: str, size: int, ink: QColor) -> None:
        painter.setFont(sized("garamond", size))
        painter.setPen(ink)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, elided(words, painter.font(), area.width() - 48))


def _between(one: str, other: str, part: float) -> QColor:
    """A colour on the way from one to another."""
    a, b = color(one), color(other)
    mixed = [round(x + (y - x) * part) for x, y in zip(a.getRgb(), b.getRgb(), strict=True)]  # type: ignore[call-overload]
    return QColor(*mixed)

"""The focus line: what is being done and how long it still has, above all windows, in one quiet line."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout

from planner.ui.controls import Button, tip
from planner.ui.focus.afloat import Afloat
from planner.ui.focus.typeset import elided, one_line, own_way
from planner.ui.theme import color, font, theme

SIZE = QSize(520, 40)
EDGE = 14
Sign = Literal["pause", "done", "more", "away", "open"]


class LineShown(NamedTuple):
    """`words` is the time ("12 min left", "+4 min"), `over` that it is over, `off_screen` that it is done elsewhere."""

    title: str
    words: str
    over: bool = False
    off_screen: bool = False
    paused: bool = False


class SignButton(Button):
    """A drawn sign to press; `on` is a state that it shows, by its name too."""

    def __init__(self, sign: Sign, name: str) -> None:
        super().__init__("", "plain", name)
        self.sign, self.on = sign, False
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        return QSize(32, 32)

    def turn(self, on: bool, name: str) -> None:
        if (on, name) != (self.on, self.accessibleName()):
            self.on = on
            self.setAccessibleName(name)
            self.setToolTip(name)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QRectF(self.rect()).center())
        tokens = theme().tokens
        ink = color(tokens.ink if self.underMouse() or self.on else tokens.soft)
        painter.setPen(QPen(ink, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        DRAWN[self.sign](painter, self.on)


def _pause(painter: QPainter, paused: bool) -> None:
    """Two bars; once paused, the triangle that goes on."""
    painter.setBrush(painter.pen().color())
    if paused:
        painter.drawPolygon(QPolygonF([QPointF(-3.5, -5), QPointF(-3.5, 5), QPointF(5, 0)]))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        for left in (-5.0, 1.5):
            painter.drawRoundedRect(QRectF(left, -5.5, 3.5, 11), 1, 1)


def _done(painter: QPainter, _: bool) -> None:
    painter.drawPolyline(QPolygonF([QPointF(-6, 0.5), QPointF(-2, 4.5), QPointF(6, -4.5)]))


def _more(painter: QPainter, _: bool) -> None:
    """A clock with a plus."""
    painter.drawArc(QRectF(-7, -5, 11, 11), 60 * 16, 285 * 16)
    painter.drawPolyline(QPolygonF([QPointF(-1.5, -2), QPointF(-1.5, 1), QPointF(1, 2.2)]))
    painter.drawLine(QPointF(6, -7.5), QPointF(6, -2.5))
    painter.drawLine(QPointF(3.5, -5), QPointF(8.5, -5))


def _away(painter: QPainter, away: bool) -> None:
    """A screen, struck through while the work is away from it."""
    painter.drawRoundedRect(QRectF(-7, -6, 14, 9.5), 1.5, 1.5)
    painter.drawLine(QPointF(-3, 6), QPointF(3, 6))
    if away:
        painter.drawLine(QPointF(-7, 7), QPointF(7, -8))


def _open(painter: QPainter, _: bool) -> None:
    """The open notebook."""
    painter.drawRoundedRect(QRectF(-7, -5, 14, 10.5), 1.5, 1.5)
    painter.drawLine(QPointF(0, -5), QPointF(0, 5.5))


DRAWN = {"pause": _pause, "done": _done, "more": _more, "away": _away, "open": _open}


class FocusLine(Afloat):
    """Told what runs; `off_screen(bool)` carries the state that is wanted."""

    pause = Signal()
    done = Signal()
    more = Signal()
    open = Signal()
    off_screen = Signal(bool)

    def __init__(self) -> None:
        super().__init__("Focus line")
        self._shown = LineShown("", "")
        self.setFixedSize(SIZE)
        self.pause_button = SignButton("pause", "Pause")
        self.done_button = SignButton("done", "Done")
        self.more_button = SignButton("more", "It needs more time")
        self.away_button = SignButton("away", "Away from the screen")
        self.open_button = SignButton("open", "Open the planner")
        self._buttons = (
            self.pause_button,
            self.done_button,
            self.more_button,
            self.away_button,
            self.open_button,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(0)
        row.addStretch(1)
        for button in self._buttons:
            row.addWidget(button)
        self.pause_button.clicked.connect(self.pause)
        self.done_button.clicked.connect(self.done)
        self.more_button.clicked.connect(self.more)
        self.open_button.clicked.connect(self.open)
        self.away_button.clicked.connect(lambda: self.off_screen.emit(not self._shown.off_screen))

    def show_line(self, shown: LineShown) -> None:
        """Say this; the same again paints nothing."""
        if shown == self._shown:
            return
        self._shown = shown
        self.pause_button.turn(shown.paused, "Go on" if shown.paused else "Pause")
        away = "Away from the screen: counts as work until you are back" if shown.off_screen else "Away from the screen"
        self.away_button.turn(shown.off_screen, away)
        self.setAccessibleDescription(f"{one_line(shown.title)}, {shown.words}")
        self.setToolTip(tip(shown.title))
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.open.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens, shown = QPainter(self), theme().tokens, self._shown
        self.paint_paper(painter)
        right = self._buttons[0].x() - 10
        painter.setFont(font("body", strong=shown.over))
        painter.setPen(color(tokens.over_text if shown.over else tokens.soft))
        wide = painter.fontMetrics().horizontalAdvance(shown.words)
        place = QRectF(right - wide, 0, wide + 1, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown.words)
        painter.setFont(font("body", strong=True))
        painter.setPen(color(tokens.soft if shown.paused else tokens.ink))
        room = place.left() - 16 - EDGE
        title = own_way(elided(shown.title, painter.font(), room))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        painter.drawText(QRectF(EDGE, 0, room, self.height()), left, title)

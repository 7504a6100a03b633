"""What can be pointed at: by the mouse, by the arrow keys, and by a screen reader, with the words of each thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from planner.review import Span
from planner.ui.controls import tip
from planner.ui.messages import announce
from planner.ui.review.accessible import install
from planner.ui.theme import color, focus_ring, theme

NEAR = 10.0  # px around a thing in which it is still meant
BACK, ON = (Qt.Key.Key_Left, Qt.Key.Key_Up), (Qt.Key.Key_Right, Qt.Key.Key_Down)


class Target(NamedTuple):
    """What a thing stands for: a day, or a span of several; and the id of an entry where it is one task."""

    day: dt.date
    entry: str = ""
    span: Span | None = None


class Scale(NamedTuple):
    """From the plot's units to px: across x * `x` + `left`, down y * `y` + `top`."""

    x: float = 1.0
    left: float = 0.0
    y: float = 1.0
    top: float = 0.0


class Things(NamedTuple):
    """Things in the order in which the keyboard walks them. `areas` are in the plot's units: a corner (x, y), and how
    far it goes on from there (w, h); a point has no size.

    `lanes` are the rows (or, `down`, the columns) that they stand in. Words and targets are asked for one by one, since
    there may be thousands; they are those of what was drawn then, whatever is shown since.
    """

    areas: Sequence[tuple[float, float, float, float]] = ()
    words: Callable[[int], str] = lambda index: ""
    target: Callable[[int], Target | None] = lambda index: None
    lanes: Sequence[int] = ()
    down: bool = False


class Pointed(QWidget):
    """`opened(Target)` on a click; `picked(Target)` where a click means the thing itself; `pointed(words)`
    when another thing is chosen or under the mouse, "" when none is; `asked(place)` for a menu.
    """

    opened = Signal(object)
    picked = Signal(object)
    pointed = Signal(str)
    asked = Signal(QPoint)
    got_keyboard = Signal()
    picks = False  # whether a click picks the thing and does not open its day

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        install()
        super().__init__(parent)
        self.things = Things()
        self.chosen = -1
        self._under = -1
        self._edges: Any = None  # numpy: left, top, right and bottom of each thing in px
        self._own_name = name
        self.setAccessibleName(name)
        self.setMouseTracking(True)

    # What there is

    def take(self, things: Things) -> None:
        """Other things; the choice stays with its target where that is still there."""
        kept = self.target()
        self.things, self._edges, self._under = things, None, -1
        self.chosen = -1
        if kept is not None:
            self.chosen = next((n for n in range(len(things.areas)) if things.target(n) == kept), -1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if things.areas else Qt.FocusPolicy.NoFocus)
        self.update()

    def target(self) -> Target | None:
        """What the chosen thing stands for."""
        return self.things.target(self.chosen) if 0 <= self.chosen < len(self.things.areas) else None

    def words(self) -> str:
        """Those of the chosen thing."""
        return self.things.words(self.chosen) if 0 <= self.chosen < len(self.things.areas) else ""

    def scale(self) -> Scale:
        """Where the plot's units are, in px."""
        return Scale()

    def edges(self) -> Any:
        if self._edges is None:
            import numpy

            scale = self.scale()
            x, y, width, height = numpy.array(self.things.areas, dtype=float).reshape(-1, 4).T
            across = numpy.stack((x, x + width)) * scale.x + scale.left
            down = numpy.stack((y, y + height)) * scale.y + scale.top
            self._edges = numpy.stack((across.min(0), down.min(0), across.max(0), down.max(0)))
        return self._edges

    def spot(self, index: int) -> QRectF:
        """Where a thing is, in px."""
        left, top, right, bottom = (float(edge) for edge in self.edges()[:, index])
        return QRectF(left, top, right - left, bottom - top)

    def forget_spots(self) -> None:
        """What is drawn has moved."""
        self._edges = None

    # Choosing

    def choose(self, index: int) -> None:
        if not 0 <= index < len(self.things.areas):
            return
        self.chosen = index
        self.update()
        words = self.things.words(index)
        self.setAccessibleDescription(words)
        self.pointed.emit(words)
        announce(self, words)

    def _beside(self, step: int) -> int:
        """The thing nearest by in the next lane; -1 beyond the last."""
        lanes = self.things.lanes
        if not lanes or self.chosen < 0:
            return -1
        mine, here = lanes[self.chosen], self.spot(self.chosen).center()
        wanted = [lane for lane in set(lanes) if (lane - mine) * step > 0]
        if not wanted:
            return -1
        lane = min(wanted, key=lambda each: abs(each - mine))

        def far(index: int) -> float:
            there = self.spot(index).center()
            return abs(there.y() - here.y()) if self.things.down else abs(there.x() - here.x())

        return min((n for n, each in enumerate(lanes) if each == lane), key=far)

    def _walk(self, key: int) -> bool:
        """Whether a key has led anywhere."""
        step = 1 if key in ON else -1
        along = key in ((Qt.Key.Key_Up, Qt.Key.Key_Down) if self.things.down else (Qt.Key.Key_Left, Qt.Key.Key_Right))
        found = self.chosen + step if along else self._beside(step)
        if not 0 <= found < len(self.things.areas):
            return along
        self.choose(found)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (*BACK, *ON) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and self._walk(key):
            return
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(0 if key == Qt.Key.Key_Home else len(self.things.areas) - 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.got_keyboard.emit()
        if self.chosen < 0 and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.choose(len(self.things.areas) - 1 if event.reason() == Qt.FocusReason.BacktabFocusReason else 0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointed.emit("")
        self.update()

    # The mouse

    def at(self, place: QPointF) -> int:
        """The thing that is meant by a place, the nearest of those around it; -1 for none."""
        if not self.things.areas:
            return -1
        import numpy

        left, top, right, bottom = self.edges()
        across = numpy.maximum(left - place.x(), place.x() - right)
        away = numpy.maximum(0.0, numpy.maximum(across, numpy.maximum(top - place.y(), place.y() - bottom)))[::-1]
        last = int(away.argmin())  # of several the one that was drawn last
        return len(away) - 1 - last if away[last] < NEAR else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self.at(event.position())
        if under != self._under:
            self._under = under
            self.setCursor(Qt.CursorShape.PointingHandCursor if under >= 0 else Qt.CursorShape.ArrowCursor)
            self.pointed.emit(self.things.words(under) if under >= 0 else self.words() if self.hasFocus() else "")
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._under = -1
        self.pointed.emit(self.words() if self.hasFocus() else "")
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or index < 0:
            super().mousePressEvent(event)
            return
        self.choose(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.at(event.position())
        target = self.things.target(index) if index >= 0 else None
        if event.button() != Qt.MouseButton.LeftButton or target is None or index != self.chosen:
            super().mouseReleaseEvent(event)
        elif self.picks and target.entry:
            self.picked.emit(target)
        else:
            self.opened.emit(target)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.chosen if by_key else self.at(QPointF(event.pos()))
        if index < 0:
            event.ignore()
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.choose(index)
        at = self.mapToGlobal(self.spot(index).center().toPoint()) if by_key else event.globalPos()
        self.asked.emit(at)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.at(QPointF(event.pos()))
            if index >= 0:
                spot = self.spot(index).toAlignedRect().adjusted(-6, -6, 6, 6)
                QToolTip.showText(event.globalPos(), tip(self.things.words(index)), self, spot)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    # Painting, over what is drawn

    def paint_marks(self, painter: QPainter) -> None:
        """The frame around what has the keyboard, around what is chosen in it, and around what the mouse is over."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme().tokens
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), tokens)
        for index, width in ((self._under, 1.4), (self.chosen if self.hasFocus() else -1, 2.0)):
            if 0 <= index < len(self.things.areas):
                spot = self.spot(index)
                size = max(0.0, 13.0 - spot.width()), max(0.0, 13.0 - spot.height())
                around = spot.adjusted(-size[0] / 2 - 1, -size[1] / 2 - 1, size[0] / 2 + 1, size[1] / 2 + 1)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(color(tokens.ink), width))
                round_ = 7.0 if max(around.width(), around.height()) < 17 else 3.0
                painter.drawRoundedRect(around, round_, round_)

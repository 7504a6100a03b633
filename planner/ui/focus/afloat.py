"""A small window above all others, which never takes the keyboard by itself and goes where it is dragged."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QCursor, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QScreen, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from planner.ui.focus.systems import has_screen, under_wayland
from planner.ui.placement import clamped
from planner.ui.theme import color, theme

GAP = 12  # px between the window and the upper edge of the screen
FLAGS = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.WindowDoesNotAcceptFocus


class Afloat(QWidget):
    """A click on its paper gives it the keyboard, so that Tab reaches its buttons; a click on a button does not."""

    def __init__(self, name: str) -> None:
        super().__init__(None, FLAGS | (Qt.WindowType.Tool if has_screen() else Qt.WindowType.Window))
        self.asks = False  # something is to be written: the keyboard may come back to it
        self._grip: QPoint | None = None
        self._dragged = self._kept = False
        self.setWindowTitle(name)
        self.setAccessibleName(name)
        for attribute in (
            Qt.WidgetAttribute.WA_ShowWithoutActivating,
            Qt.WidgetAttribute.WA_AlwaysShowToolTips,
            Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow,
            Qt.WidgetAttribute.WA_OpaquePaintEvent,
        ):
            self.setAttribute(attribute)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        theme().changed.connect(self.update)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication), "windows need an application"
        application.screenRemoved.connect(self._screen_gone)

    def _screen_gone(self, _: QScreen) -> None:
        """To another screen, once the one that goes is no longer counted."""
        QTimer.singleShot(0, self, self._come_back)

    def _come_back(self) -> None:
        if self.isVisible():
            self.stay()

    @property
    def room(self) -> QRect:
        """What it may take up of the screen on which it is, or will be."""
        screen = QGuiApplication.screenAt(self.geometry().center()) if self._kept else None
        return (screen or screen_in_use()).availableGeometry()

    def place(self) -> QRect:
        """Where it is, to be put there again."""
        return self.geometry()

    def put(self, kept: QRect | None) -> None:
        """To a place that was kept, or as near as the screens allow; without one, to the top of the screen in use."""
        screen = QGuiApplication.screenAt(kept.center()) if kept is not None else None
        self._kept = kept is not None and screen is not None
        room = (screen or screen_in_use()).availableGeometry()
        frame = QRect(kept.topLeft() if kept is not None and screen else QPoint(), self.size().boundedTo(room.size()))
        if not self._kept:
            frame.moveCenter(room.center())
            frame.moveTop(room.top() + GAP)
            for other in sorted((each.geometry() for each in self._others()), key=QRect.top):
                if other.intersects(frame):
                    frame.moveTop(other.bottom() + GAP)
        self.move(clamped(frame, room).topLeft())

    def _others(self) -> list[Afloat]:
        """The other small windows on the screens."""
        shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, Afloat) and w.isVisible())
        return [each for each in shown if each is not self]

    def _make_way(self) -> None:
        """Those that were not put where they are go on below this one, if it stands on them."""
        for other in self._others():
            if not other._kept and other.geometry().intersects(self.geometry()):
                other.stay()

    def stay(self) -> None:
        """Where it was dragged to, while that is on a screen; else at the top of the screen in use."""
        self.put(self.geometry() if self._kept else None)

    def take_keyboard(self) -> None:
        """The person has asked for it: from now on, until it loses it, the window may have the keyboard."""
        self.accept_keyboard(True)
        self.activateWindow()

    def accept_keyboard(self, accept: bool) -> None:
        """Whether it may have it. Told to the window itself: as a flag of the widget it would hide the window."""
        handle = self.windowHandle()
        if handle is not None:
            handle.setFlag(Qt.WindowType.WindowDoesNotAcceptFocus, not accept)

    def paint_paper(self, painter: QPainter) -> None:
        """A slip of the notebook's paper with a thin edge."""
        tokens = theme().tokens
        painter.fillRect(self.rect(), color(tokens.event_edge))
        painter.fillRect(self.rect().adjusted(1, 1, -1, -1), color(tokens.paper))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip, self._dragged = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            return
        here = event.position().toPoint()
        if not self._dragged and (here - self._grip).manhattanLength() < QApplication.startDragDistance():
            return
        self._dragged = self._kept = True
        handle = self.windowHandle()
        if under_wayland() and handle is not None:
            self._grip = None
            handle.startSystemMove()  # there no program moves its own windows
        else:
            self.move(event.globalPosition().toPoint() - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._grip = self._grip is not None, None
        if self._dragged:
            self.put(self.geometry())
            self._make_way()
        elif pressed:
            self.take_keyboard()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_way()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not (self.asks or self.isActiveWindow()):
            self.accept_keyboard(False)


def screen_in_use() -> QScreen:
    """The one with the active window of ours, else the one with the pointer."""
    active = QApplication.activeWindow()
    return active.screen() if active else QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()

"""Where nothing better can tell: the keys and the mouse in our own windows, as long as one of them is active."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QCursor, QGuiApplication, QInputMethodEvent, QKeyEvent, QMouseEvent, QWindow

from planner.presence.clocks import SystemClocks
from planner.presence.watch import BLIND, Sight

KEYS = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease}
OTHERS = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TabletPress,
    QEvent.Type.TabletMove,
    QEvent.Type.NativeGesture,
}


class OwnWindows(QObject):
    """Blind while another program's window is active: the person may well be busy there."""

    name = "keys and mouse in the planner's own windows"

    def __init__(self, now: Callable[[], float] | None = None) -> None:
        super().__init__()
        self._now = now or SystemClocks().elapsed
        self._last = self._now()
        self._application = QGuiApplication.instance()
        if isinstance(self._application, QGuiApplication):
            self._pointer = QPointF(QCursor.pos())
            self._elsewhere = QGuiApplication.focusWindow() is None
            self._application.installEventFilter(self)
            self._application.focusWindowChanged.connect(self._turn)

    def look(self) -> Sight:
        if not isinstance(self._application, QGuiApplication) or QGuiApplication.focusWindow() is None:
            return BLIND
        return Sight(max(0.0, self._now() - self._last), None)

    def close(self) -> None:
        if isinstance(self._application, QGuiApplication):
            self._application.removeEventFilter(self)
            self._application.focusWindowChanged.disconnect(self._turn)
        self._application = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_a_sign(event):
            self._last = self._now()
        return False

    def _turn(self, window: QWindow | None) -> None:
        """What was done in another program was not seen: one who turns to ours begins anew."""
        if window is not None and self._elsewhere:
            self._last = self._now()
        self._elsewhere = window is None

    def _is_a_sign(self, event: QEvent) -> bool:
        """Whether a person did this. A book on a key is none, nor is a window that came up under the mouse."""
        kind = event.type()
        if kind == QEvent.Type.InputMethod:
            return isinstance(event, QInputMethodEvent) and bool(event.commitString() or event.preeditString())
        if not event.spontaneous():
            return False
        if kind == QEvent.Type.MouseMove:
            return isinstance(event, QMouseEvent) and self._has_moved(event.globalPosition())
        if kind in KEYS:
            return isinstance(event, QKeyEvent) and not event.isAutoRepeat()
        return kind in OTHERS

    def _has_moved(self, position: QPointF) -> bool:
        before, self._pointer = self._pointer, position
        return before != position

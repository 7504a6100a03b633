"""The recharge curtain: a window over every screen, which keeps the keyboard where the system lets it.

What can be held differs. X11: the windows pass the window manager by and the grab keeps its keys from it. Elsewhere the
windows fill their screens, above all, and come forward again whenever something else has; Wayland gives no program the
keyboard or a place above all others, and Windows and macOS keep their own keys. Any program can be killed.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from shiboken6 import isValid

from planner.ui.focus.curtain_page import WHY, CurtainShown, time_words
from planner.ui.focus.curtain_window import CurtainWindow
from planner.ui.focus.hold import Hold, Meant
from planner.ui.focus.systems import under_x11
from planner.ui.messages import announce

__all__ = ["Curtain", "CurtainShown"]


class Curtain(QObject):
    """`leave(reason)` once Esc was held and a reason given, `touched()` at any input, `sit()` when the offer is taken:
    to sit, or while one sits to end it.
    """

    leave = Signal(str)
    sit = Signal()
    touched = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._windows: list[CurtainWindow] = []
        self._shown: CurtainShown | None = None
        self._before: QWidget | None = None
        self._asking = False
        self._meant = Meant()
        self._hold = Hold(self)
        self._hold.moved.connect(self._fill)
        self._hold.filled.connect(lambda: self._ask(True))
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication), "windows need an application"
        application.screenAdded.connect(self._screens_changed)
        application.primaryScreenChanged.connect(self._screens_changed)
        application.screenRemoved.connect(self._cover)

    @property
    def up(self) -> bool:
        return self._shown is not None

    @property
    def windows(self) -> tuple[CurtainWindow, ...]:
        """One a screen; the first has the keyboard."""
        return tuple(self._windows)

    def show(self, shown: CurtainShown) -> None:
        """Cover every screen now, or say something else."""
        before, self._shown = self._shown, shown
        if before is None:
            self._before = QApplication.activeWindow()
            self._meant.begin()
        _clear_away()
        if shown.strict:
            self._hold.stop()
            self._ask(False)
        for window in self._windows:
            window.tell(shown)
        self._cover()
        self._announce(before, shown)

    def lift(self) -> None:
        """Let every screen go, and give the keyboard back."""
        if self._shown is None:
            return
        self._shown, self._asking = None, False
        self._hold.drop()
        if under_x11() and self._windows:
            self._windows[0].windowHandle().setKeyboardGrabEnabled(False)
            self._windows[0].windowHandle().setMouseGrabEnabled(False)
        while self._windows:
            self._windows.pop().let_go()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible() and _takes_keyboard(before):
            before.activateWindow()

    def _announce(self, before: CurtainShown | None, shown: CurtainShown) -> None:
        if not self._windows:
            return
        if before is None:
            announce(
                self._windows[0], f"Recharge, {time_words(shown.left)}. {shown.sits or shown.suggestion} {shown.behind}"
            )
        elif shown.sits and not before.sits:
            announce(self._windows[0], shown.sits)
        elif shown.paused and not before.paused:
            announce(self._windows[0], "The time stands still.")
        elif shown.notice and shown.notice != before.notice:
            announce(self._windows[0], shown.notice)

    def _cover(self, gone: QScreen | None = None) -> None:
        """A window over each screen that there is now, the one with the keyboard first, and all of it held."""
        if self._shown is None:
            return
        screens = [screen for screen in _screens() if screen is not gone]
        text = self._windows[0].reason.text() if self._windows else ""
        for window in self.windows:
            if window.kept_screen not in screens:
                self._windows.remove(window)
                window.let_go()
        for screen in screens:
            if not any(window.kept_screen is screen for window in self._windows):
                self._windows.append(self._made(screen))
        self._windows.sort(key=lambda window: screens.index(window.kept_screen))
        for number, window in enumerate(self._windows):
            window.cover()
            window.ask(self._asking and not number, text)
        self._take_input()

    def _screens_changed(self, _: QScreen) -> None:
        self._cover()

    def _made(self, screen: QScreen) -> CurtainWindow:
        assert self._shown is not None, "a window is made while the curtain is up"
        window = CurtainWindow(screen)
        window.esc.connect(self._esc)
        window.sit.connect(self.sit)
        window.sit_key.connect(self._sit_key)
        window.typed.connect(self._meant.other)
        window.touched.connect(self.touched)
        window.left.connect(self.leave)
        window.lost.connect(self._lost)
        window.elsewhere.connect(self._press_elsewhere)
        screen.geometryChanged.connect(window.cover)
        window.tell(self._shown)
        return window

    def _take_input(self) -> None:
        """The first window takes the keyboard: by a grab on X11, until then and elsewhere by coming forward.

        A grab alone is enough while another program has the keyboard, which has it again when the curtain lifts; a
        window of ours would get the keys all the same, for Qt gives them to the one that it thinks active.
        """
        _free(self._windows)
        if not self._windows:
            return
        first = self._windows[0]
        held = under_x11() and _grab(first)
        active = QApplication.activeWindow()
        if active is not first and (active is not None or not held):
            first.activateWindow()

    def _lost(self) -> None:
        """Something else came forward, or stands in the way of the keyboard."""
        if self._shown is None:
            return
        if not any(window.isActiveWindow() for window in self._windows):
            self._hold.drop()
        self._cover()

    def _esc(self, down: bool, repeated: bool) -> None:
        if not down:
            self._hold.release()
            return
        may_leave = self._shown is not None and not self._shown.strict
        fresh = self._hold.press(repeated=repeated, counts=may_leave and not self._asking)
        if fresh and self._asking:
            self._ask(False)

    def _sit_key(self, down: bool, repeated: bool) -> None:
        if not down:
            self._meant.release()
        elif self._meant.press(repeated=repeated):
            self.sit.emit()

    def _fill(self) -> None:
        for window in self._windows:
            window.hold(self._hold.part)

    def _ask(self, asking: bool) -> None:
        if asking == self._asking or not self._windows:
            return
        self._asking = asking
        self._windows[0].ask(asking)
        if asking:
            announce(self._windows[0], WHY)

    def _press_elsewhere(self, where: QPoint) -> None:
        for window in self._windows:
            if window.geometry().contains(where):
                window.press_at(where)


def _grab(window: CurtainWindow) -> bool:
    """Take keyboard and pointer; whether the keyboard is had. Done again each time: it costs nothing, and another
    program's menu may have held it until now.
    """
    handle = window.windowHandle()
    handle.setMouseGrabEnabled(True)
    return handle.setKeyboardGrabEnabled(True)


def _takes_keyboard(window: QWidget) -> bool:
    """Not so the small windows afloat, which had it only as long as they were used."""
    handle = window.windowHandle()
    return handle is None or not handle.flags() & Qt.WindowType.WindowDoesNotAcceptFocus


def _screens() -> list[QScreen]:
    """Those that there are, the first one first; none while every screen is unplugged."""
    first = QGuiApplication.primaryScreen()
    return sorted(QGuiApplication.screens(), key=lambda screen: screen is not first)


def _clear_away() -> None:
    """Close what would hold the keyboard or stay above: menus, lists that hang open, tips, something dragged."""
    if under_x11():
        QDrag.cancel()
    QToolTip.hideText()
    while (popup := QApplication.activePopupWidget()) is not None and popup.close():
        pass


def _free(windows: list[CurtainWindow]) -> None:
    """A dialog that waits for its answer blocks every window that does not belong to it: so these do, for now."""
    waiting = QGuiApplication.modalWindow()
    for window in windows:
        handle = window.windowHandle()
        if handle.transientParent() is not waiting:
            handle.setTransientParent(waiting)  # type: ignore[arg-type]

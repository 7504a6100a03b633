"""A program among other windows, told by lines of words on its standard input; each is answered by a line of JSON.

`planner` is a red window with a curtain of its own, `other` a blue window of somebody else's. Red or blue on the screen
is what a curtain that is up must not let through.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from PySide6.QtCore import QObject, QRect, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeyEvent, QPalette, QWindow
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QWidget

from planner.ui import theme
from planner.ui.focus import hold
from planner.ui.focus.curtain import Curtain, CurtainShown

SHOWN = CurtainShown(1274, 1800, "Walk to the window.", "Two hours of work are behind you.", "Send the budget", "11:15")
COLOURS = {"planner": QColor(255, 0, 0), "other": QColor(0, 0, 255)}


class Plain(QWidget):
    """A window of one colour that counts its keys."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.keys = 0
        self.setWindowTitle(name)
        worn = self.palette()
        worn.setColor(QPalette.ColorRole.Window, COLOURS[name])
        self.setPalette(worn)
        self.resize(600, 400)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys += 1


class Program(QObject):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.window = Plain(name)
        self.window.show()
        self.curtain = Curtain(self)
        self.touched = self.sat = 0
        self.reasons: list[str] = []
        self.had_keyboard: list[str] = []
        QApplication.instance().focusWindowChanged.connect(self._note)  # type: ignore[union-attr]
        self.curtain.touched.connect(self._count)
        self.curtain.sit.connect(self._sit)
        self.curtain.leave.connect(self.reasons.append)
        self._rest = b""
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def _note(self, window: QWindow | None) -> None:
        self.had_keyboard.append(window.title() if window else "")

    def _count(self) -> None:
        self.touched += 1

    def _sit(self) -> None:
        self.sat += 1

    def _read(self) -> None:
        data = os.read(sys.stdin.fileno(), 4096)
        if not data:
            QApplication.exit(0)
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self.obey(line.decode())
            self.say()

    def say(self) -> None:
        sys.stdout.write(json.dumps(self.report()) + "\n")
        sys.stdout.flush()

    def obey(self, word: str) -> None:
        handle = self.window.windowHandle()
        if word == "show":
            self.curtain.show(SHOWN)
        elif word == "lift":
            self.curtain.lift()
        elif word == "ask":
            QTimer.singleShot(0, self._ask)
        elif word == "menu":
            menu = QMenu(self.window)
            menu.addAction("One")
            menu.popup(self.window.mapToGlobal(self.window.rect().center()))
        elif word == "grab":
            handle.setKeyboardGrabEnabled(True)
        elif word == "let go":
            handle.setKeyboardGrabEnabled(False)
        elif word == "fill":
            self.window.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
            self.window.showFullScreen()
        elif word == "hold short":
            hold.TIME = 700
        elif word == "any m":
            hold.SETTLED = hold.APART = 0.0
        elif word == "plain":
            self.window.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, False)
            self.window.showNormal()
        elif word == "forward":
            self.window.raise_()
            self.window.activateWindow()

    def _ask(self) -> None:
        box = QMessageBox(self.window)
        box.setWindowTitle("Question")
        box.setText("A question that waits for its answer")
        box.exec()

    def report(self) -> dict[str, Any]:
        active = QApplication.activeWindow()
        return {
            "up": self.curtain.up,
            "windows": [rect(window.geometry()) for window in self.curtain.windows],
            "visible": [window.isVisible() and not window.isMinimized() for window in self.curtain.windows],
            "screens": [rect(screen.geometry()) for screen in QGuiApplication.screens()],
            "touched": self.touched,
            "sat": self.sat,
            "reasons": self.reasons,
            "keys": self.window.keys,
            "had_keyboard": self.had_keyboard,
            "active": active.windowTitle() if active else "",
            "modal": QApplication.activeModalWidget() is not None,
            "popup": QApplication.activePopupWidget() is not None,
            "asking": any(window.reason.isVisible() for window in self.curtain.windows),
            "offer": [rect(window.sit_button.geometry()) for window in self.curtain.windows],
            **colours(),
        }


def rect(area: QRect) -> list[int]:
    return [area.x(), area.y(), area.width(), area.height()]


def colours() -> dict[str, bool]:
    """Which of the windows' colours are somewhere on the screens, and whether these are all of the curtain's sage."""
    if QGuiApplication.platformName() != "xcb":
        return {}
    picture = QGuiApplication.primaryScreen().grabWindow(0).toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(picture.constBits()).cast("I")
    found = {pixel | 0xFF000000 for pixel in set(pixels)}
    sage = QColor(theme.theme().tokens.recharge_fill).rgb()
    corners = [picture.pixel(x, y) for x in (0, picture.width() - 1) for y in (0, picture.height() - 1)]
    return {
        "planner_seen": COLOURS["planner"].rgb() in found,
        "other_seen": COLOURS["other"].rgb() in found,
        "sage": all(corner == sage for corner in corners),
    }


def main() -> None:
    application = QApplication(sys.argv[:1])
    theme.install(application, "light")
    program = Program(sys.argv[1])
    program.say()
    application.exec()


if __name__ == "__main__":
    main()

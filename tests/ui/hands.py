"""A person's hands at a window: keys go to where the focus is, the mouse to lines and boxes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.values import Box
from planner.ui.cover import Cover
from planner.ui.day.timeline.view import TimelineView
from planner.ui.main_window import MainWindow
from tests.ui.focus.lives import Life

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


class Hands:
    """One person at one window. Words go to where the focus is, the mouse to the day's boxes."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.said: list[str] = []
        window.timeline.message.connect(self.said.append)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus(), key, modifiers)

    def come_back(self) -> None:
        """To the window, after a dialog: without a screen nobody hands the focus back."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def write(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def line(self, text: str) -> None:
        """N opens the entry line, wherever one is."""
        self.key(Qt.Key.Key_N)
        self.write(text)
        self.key(ENTER)
        self.key(ESC)

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, "something has the focus"
        return found

    def choose(self, title: str) -> None:
        """A click on the words of a line."""
        entry = next(e for e in self.window.page.entries if e.title == title)
        for each in self.window.left.lists:
            row = each.lines.row_of(entry.id)
            if row >= 0:
                at = QPoint(each.text_left(each.lines.lines[row]) + 10, each.row_rect(row).center().y())
                QTest.mouseClick(each.viewport(), Qt.MouseButton.LeftButton, pos=at)
                return
        raise AssertionError(f"{title} is on the left page")

    def box(self, title: str) -> Box:
        return next(b for b in self.window.page.boxes if self.window.page.title_of(b) == title)

    @property
    def timeline(self) -> TimelineView:
        return self.window.timeline

    def take(self, box: Box) -> QPoint:
        """The mouse takes hold of a box in its middle."""
        self.timeline.reveal(box.id)
        at = self.timeline.view_rect(box.id).center()
        QTest.mousePress(self.timeline.viewport(), Qt.MouseButton.LeftButton, pos=at)
        return at

    def carry(self, at: QPoint, minutes: int) -> QPoint:
        """It moves by so many minutes, in steps as a hand does."""
        whole = round(minutes * self.timeline.ruler.per_minute)
        for step in range(1, 9):
            QTest.mouseMove(self.timeline.viewport(), at + QPoint(0, whole * step // 8))
        return at + QPoint(0, whole)

    def let_go(self, at: QPoint) -> None:
        QTest.mouseRelease(self.timeline.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def answer(self, deed: Callable[[QDialog], None]) -> None:
        """Do something in the dialog that the next key brings up."""

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QDialog)
            deed(dialog)

        QTimer.singleShot(0, look)


class GuardedHands(Hands):
    """The same at a window that guards a life."""

    def __init__(self, life: Life, qtbot: QtBot) -> None:
        self.life = life
        self.cover = Cover(life.folder)
        self.cover.resize(1280, 800)
        self.cover.show()
        window = MainWindow(life.workspace)
        window.keep(life.company)
        self.cover.fill(window)
        super().__init__(window, qtbot)
        self.come_back()

    def come_back(self) -> None:
        self.cover.activateWindow()
        self.qtbot.waitUntil(self.cover.isActiveWindow)

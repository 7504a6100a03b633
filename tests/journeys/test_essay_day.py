"""A real day through the window, with mouse and keys: an essay, a fixed meeting, a repair, a refusal, the sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from planner.domain import laws
from planner.domain.values import Box
from planner.store.store import Store
from planner.ui.day.timeline.view import TimelineView
from planner.ui.main_window import MainWindow
from planner.ui.print.dialog import PrintDialog
from planner.workspace import Workspace
from tests.ui.people import TODAY, Clock, Opened

STEPS = ("Research 45m", "Outline 30m", "Draft 90m", "Review 30m")
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


def clock_of(window: MainWindow, box: Box) -> str:
    return window.page.frame.clock(box.start)


def plan(window: MainWindow) -> list[str]:
    page = window.page
    return [f"{page.frame.clock(b.start)}–{page.frame.clock(b.end)} {page.title_of(b)}" for b in page.boxes]


def break_down(dialog: QDialog) -> None:
    field = dialog.findChild(QPlainTextEdit)
    assert field is not None
    for number, step in enumerate(STEPS):
        if number:
            QTest.keyClick(field, ENTER)
        QTest.keyClicks(field, step)
    QTest.keyClick(field, ENTER, Qt.KeyboardModifier.ControlModifier)


def plan_the_morning(hands: Hands) -> None:
    """Write the lines, break the essay down, lay the day out: all by keys."""
    hands.line("Write an essay !1 #essay")
    hands.line("o Lab meeting 11:00-12:00")
    hands.choose("Write an essay")
    hands.answer(break_down)
    hands.key(Qt.Key.Key_B)
    hands.come_back()
    hands.key(Qt.Key.Key_L)


def test_the_essay_of_a_real_day(
    qtbot: QtBot, open_window: Opened, workspace: Workspace, clock: Clock, tmp_path: Path
) -> None:
    window = open_window()
    hands = Hands(window, qtbot)

    # Planned at eight.
    plan_the_morning(hands)
    assert [e.title for e in window.page.entries] == [
        "Write an essay", "Research", "Outline", "Draft", "Review", "Lab meeting",
    ]  # fmt: skip
    assert plan(window) == [
        "08:00–08:45 Research",
        "08:45–09:15 Outline",
        "09:15–09:45 Review",
        "11:00–12:00 Lab meeting",
        "12:00–12:30 Recharge",
        "12:30–14:00 Draft",
    ], "Draft is longer than the stretch allows with what precedes it: it lies behind a recharge"

    # Dragged to the morning, over the research: the laws repair, and say so before the button is released.
    at = hands.take(hands.box("Draft"))
    end = hands.carry(at, -240)
    assert any("Recharge" in words for words in hands.said[-1:]), hands.said[-1:]
    assert plan(window)[-1] == "12:30–14:00 Draft", "nothing is written while the button is down"
    hands.let_go(end)
    repaired = plan(window)
    assert laws.is_lawful(window.page, clock.now)
    assert "11:00–12:00 Lab meeting" in repaired
    assert clock_of(window, hands.box("Draft")) == "08:30"

    # Dropped on the meeting: refused with its reason while it is still held, and nothing changes.
    at = hands.take(hands.box("Draft"))
    end = hands.carry(at, 150)
    assert "'Lab meeting' is an event" in hands.said[-1]
    hands.let_go(end)
    assert plan(window) == repaired

    # Taken up and thought better of.
    at = hands.take(hands.box("Outline"))
    hands.carry(at, 60)
    hands.key(ESC)
    hands.let_go(at)
    assert plan(window) == repaired
    window.undo()
    assert plan(window)[-1] == "12:30–14:00 Draft", "the drag is taken back"
    window.redo()
    assert plan(window) == repaired

    # The day runs: start, stop, tick.
    hands.choose("Research")
    hands.key(Qt.Key.Key_Space)
    assert workspace.running() is not None
    clock.at(8, 50)
    hands.key(Qt.Key.Key_Space)
    hands.choose("Research")
    hands.key(Qt.Key.Key_X)
    research = next(e for e in window.page.entries if e.title == "Research")
    assert (research.state, research.estimate) == ("done", 45)
    (interval,) = window.page.intervals
    assert interval.end is not None
    assert interval.end - interval.start == dt.timedelta(minutes=50)

    # Printed: the sheet says what the window says.
    sheet = tmp_path / "sheet.pdf"
    hands.key(Qt.Key.Key_P)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PrintDialog)
    qtbot.waitUntil(lambda: dialog.made is not None)
    dialog.save_to(sheet)
    qtbot.waitUntil(sheet.exists)
    qtbot.waitUntil(lambda: len(workspace.store.prints()) == 1)
    text = pypdfium2.PdfDocument(sheet)[0].get_textpage().get_text_range()
    for words in ("Write an essay", "Research", "Outline", "Draft", "Review", "Lab meeting"):
        assert words in text
    dialog.close()

    # Closed, and opened next day: all there, and what is regretted can still be undone.
    before = window.page
    window.close()
    workspace.store.close()
    clock.at(8, 0, days=1)
    workspace.store = Store.open(workspace.folder, workspace.head(TODAY), clock=clock)
    again = open_window()
    assert again.date == TODAY + dt.timedelta(days=1)
    assert {e.title for e in workspace.leftovers(again.date)} == {"Write an essay", "Outline", "Draft", "Review"}
    again.go(-1)
    assert again.page == before
    assert workspace.undo_label == "Tick 'Research'"
    again.undo()
    assert next(e for e in again.page.entries if e.title == "Research").state == "open"

"""A real day through the window, with mouse and keys: an essay, a fixed meeting, a repair, a refusal, the sheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from planner.domain import laws
from planner.domain.values import Box
from planner.store.store import Store
from planner.ui.main_window import MainWindow
from planner.workspace import Workspace
from tests.ui.hands import ENTER, ESC, Hands
from tests.ui.people import TODAY, Clock, Opened

STEPS = ("Research 45m", "Outline 30m", "Draft 90m", "Review 30m")


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
    window.places.printing.going.save_to(sheet)
    qtbot.waitUntil(sheet.exists)
    qtbot.waitUntil(lambda: len(workspace.store.prints()) == 1)
    text = pypdfium2.PdfDocument(sheet)[0].get_textpage().get_text_range()
    for words in ("Write an essay", "Research", "Outline", "Draft", "Review", "Lab meeting"):
        assert words in text
    hands.key(ESC)
    assert window.places.day_is_in_front

    # Closed, and opened next day: all there, and what is regretted can still be undone.
    before = window.page
    window.close()
    workspace.store.close()
    clock.at(8, 0, days=1)
    workspace.store = Store.open(workspace.folder, workspace.head(TODAY), clock=clock)
    again = open_window()
    assert again.date == TODAY + dt.timedelta(days=1)
    assert {e.title for e in workspace.leftovers(again.date)} == {"Write an essay", "Outline", "Draft", "Review"}
    again.going.step(-1)
    assert again.page == before
    assert workspace.undo_label == "Tick 'Research'"
    again.undo()
    assert next(e for e in again.page.entries if e.title == "Research").state == "open"

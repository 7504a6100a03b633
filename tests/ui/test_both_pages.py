"""Lines and boxes together: the same keys act on whichever has the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.ui.day.log import mime_of
from planner.ui.main_window import MainWindow
from tests.ui.people import Opened, Person

NONE = Qt.KeyboardModifier.NoModifier


def choose_box(window: MainWindow, person: Person, title: str) -> None:
    [box] = window.page.boxes_of(person.entry(title).id)
    window.timeline.setFocus()
    window.timeline.choose(box.id)


def test_a_priority_by_its_box(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Draft the essay 45m 9:30")
    window = open_window()
    choose_box(window, person, "Draft the essay")
    qtbot.keyClick(window.timeline, Qt.Key.Key_2)
    assert person.entry("Draft the essay").rank == 2
    qtbot.keyClick(window.timeline, Qt.Key.Key_0)
    assert person.entry("Draft the essay").rank is None


def test_tick_and_start_a_box(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Draft the essay 45m 9:30")
    window = open_window()
    choose_box(window, person, "Draft the essay")
    qtbot.keyClick(window.timeline, Qt.Key.Key_Space)
    assert window.workspace.running() is not None
    qtbot.keyClick(window.timeline, Qt.Key.Key_X)
    assert person.entry("Draft the essay").state == "done"


def test_pin_split_join_remove_by_key(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Draft the essay 60m 9:30")
    window = open_window()
    choose_box(window, person, "Draft the essay")
    qtbot.keyClick(window.timeline, Qt.Key.Key_K)
    assert window.page.boxes[0].pinned
    qtbot.keyClick(window.timeline, Qt.Key.Key_K)
    qtbot.keyClick(window.timeline, Qt.Key.Key_S)
    assert [box.minutes for box in window.page.boxes] == [30, 30]
    qtbot.keyClick(window.timeline, Qt.Key.Key_J)
    assert [box.minutes for box in window.page.boxes] == [60]
    qtbot.keyClick(window.timeline, Qt.Key.Key_E)
    assert [box.minutes for box in window.page.boxes] == [75]
    qtbot.keyClick(window.timeline, Qt.Key.Key_Delete)
    assert not window.page.boxes
    assert person.entry("Draft the essay").unplaced == 75


def test_a_box_carried_over_goes_with_its_task(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Draft the essay 60m 9:30")
    window = open_window()
    choose_box(window, person, "Draft the essay")
    qtbot.keyClick(window.timeline, Qt.Key.Key_Greater)
    assert not window.page.boxes
    assert person.entry("Draft the essay").state == "migrated"


def test_f6_goes_to_the_other_page_and_back(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Draft the essay 60m 9:30")
    window = open_window()
    lines = window.focusWidget()
    assert lines is not None
    qtbot.keyClick(lines, Qt.Key.Key_F6)
    assert window.timeline.hasFocus()
    qtbot.keyClick(window.timeline, Qt.Key.Key_F6)
    assert lines.hasFocus()


def test_a_line_dropped_on_the_timeline_gets_its_box(open_window: Opened, person: Person) -> None:
    person.writes("Order printer paper 25m")
    window = open_window()
    timeline, data = window.timeline, mime_of(person.entry("Order printer paper").id)
    at = QPointF(timeline.ruler.plan_left + 40, timeline.ruler.y(390) - timeline.verticalScrollBar().value())
    drop_on(window, at, data)
    [box] = window.page.boxes
    assert (window.page.frame.clock(box.start), box.minutes) == ("10:30", 25)
    assert window.foot.words.text().startswith("Place")
    window.foot.undo.click()
    assert not window.page.boxes


def drop_on(window: MainWindow, at: QPointF, data: QMimeData) -> None:
    target, copy, left = window.timeline.viewport(), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(target, QDragEnterEvent(at.toPoint(), copy, data, left, NONE))
    QApplication.sendEvent(target, QDropEvent(at, copy, data, left, NONE))


def test_the_foot_says_what_a_gesture_would_do_and_then_what_was_done(open_window: Opened, person: Person) -> None:
    window = open_window()
    person.writes("Draft the essay 45m")
    window.timeline.message.emit("Would move to 10:30")
    assert window.foot.words.text() == "Would move to 10:30"
    assert not window.foot.undo.isVisible()
    window.timeline.message.emit("")
    assert window.foot.words.text() == "Add 'Draft the essay'"
    assert window.foot.undo.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_X, Qt.Key.Key_2, Qt.Key.Key_Greater, Qt.Key.Key_Space])
def test_an_empty_page_takes_any_key(open_window: Opened, qtbot: QtBot, key: Qt.Key) -> None:
    window = open_window()
    for widget in (window.left.three, window.timeline):
        widget.setFocus()
        qtbot.keyClick(widget, key)
    assert not window.page.entries

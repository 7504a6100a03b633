"""What the past says under a line while it is written, and the key that takes it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from planner.ui.day.likely import qt_length, write_over
from planner.ui.main_window import MainWindow
from planner.ui.outlook import Outlook
from planner.workspace import Workspace
from tests.pasts import a_month_of_writing, live
from tests.ui.people import Opened, Person

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def with_outlook(window: MainWindow, qtbot: QtBot) -> MainWindow:
    outlook = Outlook(window.workspace, window)
    with qtbot.waitSignal(outlook.learned):
        window.look_out(outlook)
    return window


def typed(window: MainWindow, qtbot: QtBot, text: str) -> str:
    """The words under the entry line once a text is typed into it."""
    window.going.write_line()
    window.left.entry_field.clear()
    qtbot.keyClicks(window.left.entry_field, text)
    return window.left.likely.words


def test_a_line_is_told_what_such_things_took(workspace: Workspace, open_window: Opened, qtbot: QtBot) -> None:
    a_month_of_writing(workspace)
    window = with_outlook(open_window(), qtbot)
    mail = typed(window, qtbot, "Answer mail 30m #mail")
    writing = typed(window, qtbot, "Write the report 60m #writing")
    assert mail.startswith("30 min · ")
    assert writing.startswith("1 h · ")
    assert " likely · from " in writing
    assert mail.split(" · ")[1] != writing.split(" · ")[1]
    assert writing in window.left.entry_field.accessibleDescription()


def test_a_line_without_a_length_is_offered_one(workspace: Workspace, open_window: Opened, qtbot: QtBot) -> None:
    a_month_of_writing(workspace)
    window = with_outlook(open_window(), qtbot)
    typed(window, qtbot, "Answer mail #mail")
    offered = window.left.likely.minutes
    assert offered is not None
    qtbot.keyClick(window.left.entry_field, Qt.Key.Key_Down)
    assert window.left.entry_field.line().estimate == offered
    qtbot.keyClick(window.left.entry_field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.left.entry_field.text() == "Answer mail #mail"
    assert not window.left.entry_field.hasSelectedText()
    assert window.left.likely.minutes == offered


@pytest.mark.parametrize(
    ("before", "after"),
    [("Mail", "Mail 45m"), ("👩‍🚀 20m 🚀 #x", "👩‍🚀 45m 🚀 #x"), ("a 11m", "a 1h11"), ("", "45m"), ("x 1h", "x 1h")],
)
def test_a_length_is_written_over_as_if_it_were_typed(qtbot: QtBot, before: str, after: str) -> None:
    field = QLineEdit(before)
    qtbot.addWidget(field)
    write_over(field, after)
    assert field.text() == after
    assert field.cursorPosition() == qt_length(after)
    if before != after:
        field.undo()
    assert field.text() == before


def test_what_is_no_task_and_what_has_no_past_is_told_nothing(
    workspace: Workspace, open_window: Opened, qtbot: QtBot
) -> None:
    window = with_outlook(open_window(), qtbot)
    assert typed(window, qtbot, "Write the report 60m") == ""
    a_month_of_writing(workspace)
    assert typed(window, qtbot, "o Lab meeting 11:00 1h") == ""
    assert typed(window, qtbot, "- a thought") == ""
    typed(window, qtbot, "Write the report 60m")
    qtbot.waitUntil(lambda: window.left.likely.words != "")
    qtbot.keyClick(window.left.entry_field, Qt.Key.Key_Escape)
    assert window.left.likely.words == ""


def test_a_line_that_is_written_anew_is_told_in_its_place(
    workspace: Workspace, open_window: Opened, qtbot: QtBot, person: Person
) -> None:
    a_month_of_writing(workspace)
    person.writes("Answer mail 30m #mail")
    window = with_outlook(open_window(), qtbot)
    bonus = window.left.bonus
    bonus.setFocus()
    bonus.choose(person.entry("Answer mail").id)
    window.edit_chosen()
    editor = window.left.editor
    assert editor is not None
    assert window.left.likely.words.startswith("30 min · ")
    below = window.left.likely.mapTo(window, window.left.likely.rect().topLeft()).y()
    assert below >= editor.mapTo(window, editor.rect().bottomLeft()).y()
    window.left.close_editor()
    assert window.left.likely.words == ""


def test_what_was_just_finished_counts_at_once(workspace: Workspace, open_window: Opened, qtbot: QtBot) -> None:
    live(workspace, 2, [("Answer mail", 30, 30, "mail")] * 9)
    window = with_outlook(open_window(), qtbot)
    before = typed(window, qtbot, "Answer mail 30m #mail")
    live(workspace, 1, [("Answer mail", 30, 60, "mail")] * 9)
    assert typed(window, qtbot, "Answer mail 30m #mail") != before


def test_it_stays_under_its_line_when_that_moves(
    workspace: Workspace, open_window: Opened, qtbot: QtBot, person: Person
) -> None:
    a_month_of_writing(workspace)
    window = with_outlook(open_window(), qtbot)
    typed(window, qtbot, "Write the report 60m #writing")
    field, likely = window.left.entry_field, window.left.likely

    def is_under() -> bool:
        below = field.mapTo(window, field.rect().bottomLeft())
        above = likely.mapTo(window, QPoint())
        return (above.x(), likely.width()) == (below.x(), field.width()) and 0 < above.y() - below.y() < 4

    assert is_under()
    before = field.y()
    person.writes("Answer mail 30m #mail", "Write the letter 60m #writing")
    qtbot.waitUntil(lambda: field.y() > before)
    assert is_under()
    wide = field.width()
    window.window().resize(920, 700)
    qtbot.waitUntil(lambda: field.width() < wide)
    assert is_under()


def test_the_arrow_down_takes_the_suggested_length_and_nothing_else_does(
    workspace: Workspace, open_window: Opened, qtbot: QtBot, person: Person
) -> None:
    for ago in range(30, 0, -1):
        live(workspace, ago, [("Write the report", 60, 90, "writing")])
    window = with_outlook(open_window(), qtbot)
    typed(window, qtbot, "Write the report 60m #writing !1")
    field, minutes = window.left.entry_field, window.left.likely.minutes
    assert minutes is not None
    assert minutes > 60
    assert field.text() == "Write the report 60m #writing !1"
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.line().estimate == minutes
    assert (field.line().title, field.line().rank) == ("Write the report", 1)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert person.entry("Write the report").estimate == minutes

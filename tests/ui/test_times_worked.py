"""The times worked, typed in and corrected by hand in the window; and struck lines opened again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planner.domain import recorded, tracking
from planner.domain.edits import Edit
from planner.domain.values import Box, new_id
from planner.ui.ask import Question
from planner.ui.main_window import MainWindow
from tests.ui.people import TODAY, Clock, Opened, Person

DAY = dt.timedelta(days=1)
ENTER = Qt.Key.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier


class Asked:
    """The question that a key brings up, answered by a hand on the keyboard."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.titles: list[str] = []

    def when(self, deed: Callable[[Question], None]) -> None:
        """Do this in the question that the next key opens. It is closed whatever happens."""

        def look() -> None:
            question = QApplication.activeModalWidget()
            assert isinstance(question, Question)
            try:
                self.titles.append(question.windowTitle())
                deed(question)
            finally:
                if question.isVisible():
                    question.reject()

        QTimer.singleShot(0, look)

    def answer(self, *lines: str) -> None:
        """Write these lines in the question that the next key opens, and save them."""

        def deed(question: Question) -> None:
            self.write(question, *lines)
            self.save(question)

        self.when(deed)

    def save(self, question: Question) -> None:
        self.qtbot.keyClick(question.field, ENTER, CONTROL)

    def write(self, question: Question, *lines: str) -> None:
        """Write these lines in place of all that stands there."""
        self.qtbot.keyClick(question.field, Qt.Key.Key_A, CONTROL)
        self.qtbot.keyClick(question.field, Qt.Key.Key_Delete)
        for number, line in enumerate(lines):
            if number:
                self.qtbot.keyClick(question.field, ENTER)
            self.qtbot.keyClicks(question.field, line)


@pytest.fixture
def asked(qtbot: QtBot) -> Asked:
    return Asked(qtbot)


def texts(question: Question) -> str:
    assert isinstance(question.field, QPlainTextEdit)
    return question.field.toPlainText()


def save_button(question: Question) -> QPushButton:
    return question.buttons.button(QDialogButtonBox.StandardButton.Ok)


def times(person: Person, title: str, date: dt.date = TODAY) -> tuple[str, ...]:
    return recorded.times(person.workspace.page(date), person.entry(title, date).id)


def works(person: Person, clock: Clock, title: str, begin: tuple[int, int], end: tuple[int, int] | None) -> None:
    """The story before: a task was started, and stopped."""
    clock.at(*begin)
    page = person.workspace.page(TODAY)
    entry = person.entry(title)
    assert isinstance(person.workspace.do(tracking.start(page, entry.id, now=clock(), new=new_id())), Edit)
    if end:
        clock.at(*end)
        assert isinstance(person.workspace.do(tracking.stop(person.workspace.page(TODAY), now=clock())), Edit)


def choose(window: MainWindow, person: Person, title: str) -> QWidget:
    """The list that has the keyboard, with this line chosen."""
    for each in window.left.lists:
        if each.choose(person.entry(title, window.date).id):
            each.setFocus()
            return each
    raise AssertionError(title)


def test_times_are_corrected_added_and_taken_away_in_one_step(
    open_window: Opened, person: Person, clock: Clock, qtbot: QtBot, asked: Asked
) -> None:
    person.writes("Draft the essay 45m !1 9:00")
    works(person, clock, "Draft the essay", (9, 5), (9, 50))
    works(person, clock, "Draft the essay", (10, 45), None)
    clock.at(11, 0)
    window = open_window()
    before = window.page

    def deed(question: Question) -> None:
        assert texts(question) == "9:05–9:50\n10:45–"
        assert question.answer.text() == "1 h worked, 45 min estimated"
        qtbot.keyClick(question.field, ENTER)
        qtbot.keyClicks(question.field, "8:00-8:30")
        assert question.answer.text() == "1 h 30 worked, 45 min estimated"
        asked.save(question)

    asked.when(deed)
    qtbot.keyClick(choose(window, person, "Draft the essay"), Qt.Key.Key_H)
    qtbot.waitUntil(window.isActiveWindow)
    assert asked.titles == ["Times worked: Draft the essay"]
    assert times(person, "Draft the essay") == ("8:00–8:30", "9:05–9:50", "10:45–")
    asked.answer("9:05-9:40")
    qtbot.keyClick(choose(window, person, "Draft the essay"), Qt.Key.Key_H)
    assert times(person, "Draft the essay") == ("9:05–9:40",)
    assert window.workspace.running() is None
    assert window.workspace.undo_label == "Times worked on 'Draft the essay'"
    window.undo()
    assert times(person, "Draft the essay") == ("8:00–8:30", "9:05–9:50", "10:45–")
    window.undo()
    assert window.page == before


def test_what_cannot_be_is_said_and_not_saved(
    open_window: Opened, person: Person, clock: Clock, qtbot: QtBot, asked: Asked
) -> None:
    person.writes("Draft the essay 45m", "Order paper 10m")
    works(person, clock, "Order paper", (9, 0), (9, 30))
    clock.at(11, 0)
    window = open_window()

    def deed(question: Question) -> None:
        assert save_button(question).text() == "Save"
        for line, words in (
            ("25:99-26:00", "'25:99' is no time"),
            ("10:30-12:00", "not happened yet"),
            ("9:20-9:40", "overlaps 'Order paper', 09:00–09:30"),
            ("9:40-", "has no end"),
        ):
            asked.write(question, line)
            assert words in question.answer.text()
            assert not save_button(question).isEnabled()
            asked.save(question)
            assert question.isVisible()
        asked.write(question, "9:40-10:10")
        assert save_button(question).isEnabled()
        qtbot.keyClick(question.field, Qt.Key.Key_Escape)

    asked.when(deed)
    qtbot.keyClick(choose(window, person, "Draft the essay"), Qt.Key.Key_H)
    assert asked.titles
    assert times(person, "Draft the essay") == ()


def test_times_of_a_past_day(open_window: Opened, person: Person, qtbot: QtBot, asked: Asked) -> None:
    person.writes("Draft the essay 45m", date=TODAY - DAY)
    window = open_window()
    window.going.step(-1)

    asked.answer("9:05-9:50", "23:40-0:20")
    qtbot.keyClick(choose(window, person, "Draft the essay"), Qt.Key.Key_H)
    assert times(person, "Draft the essay", TODAY - DAY) == ("9:05–9:50", "23:40–0:20")
    assert window.workspace.page(TODAY - DAY).intervals[1].end == dt.datetime(2026, 11, 23, 0, 20, tzinfo=dt.UTC)


def test_times_of_what_is_left_over(open_window: Opened, person: Person, qtbot: QtBot, asked: Asked) -> None:
    person.writes("Draft the essay 45m", date=TODAY - DAY)
    window = open_window()
    window.going.open_leftovers()
    asked.answer("9:05-9:50")
    qtbot.keyClick(window.left.leftovers.list, Qt.Key.Key_H)
    assert times(person, "Draft the essay", TODAY - DAY) == ("9:05–9:50",)


def test_what_changed_while_it_was_asked_is_not_overwritten(
    open_window: Opened, person: Person, clock: Clock, qtbot: QtBot, asked: Asked
) -> None:
    person.writes("Draft the essay 45m")
    works(person, clock, "Draft the essay", (9, 0), None)
    clock.at(10, 0)
    window = open_window()

    def deed(question: Question) -> None:
        asked.write(question, "9:10-")
        assert isinstance(person.workspace.do(tracking.stop(window.page, now=clock())), Edit)
        asked.save(question)

    asked.when(deed)
    qtbot.keyClick(choose(window, person, "Draft the essay"), Qt.Key.Key_H)
    assert times(person, "Draft the essay") == ("9:00–10:00",)
    assert window.whisper.isVisible()


def test_notes_and_rest_have_no_times(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("- The second source contradicts chapter 3", "Deep work 120m 9:00", "More 60m 11:00")
    window = open_window()
    qtbot.keyClick(choose(window, person, "The second source contradicts chapter 3"), Qt.Key.Key_H)
    assert "is a note" in window.whisper.words.text()
    rest = next(box for box in window.page.boxes if box.kind == "recharge")
    choose_box(window, rest)
    qtbot.keyClick(window.timeline, Qt.Key.Key_H)
    assert "Only a task has times" in window.foot.words.text()


def choose_box(window: MainWindow, box: Box) -> None:
    window.timeline.setFocus()
    window.timeline.choose(box.id)


def test_times_by_the_box(open_window: Opened, person: Person, clock: Clock, qtbot: QtBot, asked: Asked) -> None:
    person.writes("Draft the essay 45m 9:00")
    clock.at(11, 0)
    window = open_window()
    choose_box(window, window.page.boxes[0])
    asked.answer("9:05-9:50")
    qtbot.keyClick(window.timeline, Qt.Key.Key_H)
    assert [i.box for i in window.page.intervals] == [window.page.boxes[0].id]


def test_a_double_click_on_what_was_worked_opens_its_times(
    open_window: Opened, person: Person, clock: Clock, qtbot: QtBot, asked: Asked
) -> None:
    person.writes("Draft the essay 45m 9:00", "Order paper 30m")
    works(person, clock, "Draft the essay", (9, 0), (9, 40))
    works(person, clock, "Order paper", (9, 50), (10, 20))
    clock.at(11, 0)
    window = open_window()
    timeline = window.timeline
    paper = person.entry("Order paper").id
    thing = next(t for t in timeline.shown if t.actual and t.start == window.page.frame.of_wall(9 * 60 + 50))
    assert next(i for i in window.page.intervals if i.id == thing.id).entry == paper
    at = QPointF(thing.area.x + 5, thing.area.y + 5 - timeline.verticalScrollBar().value())

    def deed(question: Question) -> None:
        field = question.field
        assert isinstance(field, QPlainTextEdit)
        field.moveCursor(QTextCursor.MoveOperation.End)
        qtbot.keyClick(field, Qt.Key.Key_Backspace)
        qtbot.keyClicks(field, "5")
        asked.save(question)

    with qtbot.waitSignal(timeline.times_wanted):
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        place = timeline.viewport().mapToGlobal(at)
        event = QMouseEvent(QEvent.Type.MouseButtonDblClick, at, place, left, left, none)
        QApplication.sendEvent(timeline.viewport(), event)
    asked.when(deed)
    qtbot.waitUntil(lambda: bool(asked.titles))
    assert asked.titles == ["Times worked: Order paper"]
    qtbot.waitUntil(lambda: times(person, "Order paper") == ("9:50–10:25",))


# What was ticked or struck, opened again


def test_x_opens_a_struck_line_again(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Draft the essay 45m 9:00")
    window = open_window()
    qtbot.keyClick(choose(window, person, "Draft the essay"), Qt.Key.Key_D)
    assert person.entry("Draft the essay").state == "dropped"
    qtbot.keyClick(choose(window, person, "Draft the essay"), Qt.Key.Key_D)
    assert "is dropped already: reopen it" in window.whisper.words.text()
    qtbot.keyClick(choose(window, person, "Draft the essay"), Qt.Key.Key_Space)
    assert "is dropped: reopen it first" in window.whisper.words.text()
    qtbot.keyClick(choose(window, person, "Draft the essay"), Qt.Key.Key_X)
    assert person.entry("Draft the essay").state == "open"
    assert window.workspace.undo_label == "Reopen 'Draft the essay'"
    assert person.entry("Draft the essay").unplaced == 45


def test_x_opens_a_box_again(open_window: Opened, person: Person, clock: Clock, qtbot: QtBot) -> None:
    person.writes("Draft the essay 45m 9:00")
    works(person, clock, "Draft the essay", (9, 0), (9, 20))
    window = open_window()
    choose_box(window, window.page.boxes[0])
    for state in ("done", "open"):
        qtbot.keyClick(window.timeline, Qt.Key.Key_X)
        assert person.entry("Draft the essay").state == state
    qtbot.keyClick(window.timeline, Qt.Key.Key_D)
    assert person.entry("Draft the essay").state == "dropped"
    choose_box(window, window.page.boxes[0])
    qtbot.keyClick(window.timeline, Qt.Key.Key_X)
    assert person.entry("Draft the essay").state == "open"

"""The review as a place of the window: how one comes and goes, and which days are looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.domain.edits import Refused
from planner.review import Span
from planner.ui.ask import Question
from planner.ui.main_window import MainWindow
from planner.ui.review.asking import read
from planner.ui.review.place import Review
from tests.ui.people import TODAY, Opened, Person

SHIFT = Qt.KeyboardModifier.ShiftModifier


def key(qtbot: QtBot, letter: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, letter, modifier)


def shown(window: MainWindow) -> Review:
    assert window.places.reviews
    return window.places.review


def test_a_key_brings_the_review_and_takes_it_away(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Draft the essay 45m !1")
    window = open_window()
    key(qtbot, Qt.Key.Key_V)
    assert shown(window).isVisible()
    assert not window.left.isVisible()
    assert window.bar.places["review"].kind == "strong"
    assert window.windowTitle().startswith("Review of 23 – 29 November")
    key(qtbot, Qt.Key.Key_V)
    assert window.left.isVisible()
    assert window.left.three.hasFocus()
    key(qtbot, Qt.Key.Key_V)
    key(qtbot, Qt.Key.Key_Escape)
    assert window.left.isVisible()
    assert window.bar.places["day"].kind == "strong"
    assert window.windowTitle().startswith("Monday 23 November")


def test_the_places_are_clicked(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    qtbot.mouseClick(window.bar.places["review"], Qt.MouseButton.LeftButton)
    assert not window.bar.print.isVisible()
    assert shown(window).side.isVisible()
    qtbot.mouseClick(window.bar.places["day"], Qt.MouseButton.LeftButton)
    assert not window.places.reviews
    assert not window.places.review.side.isVisible()
    assert window.bar.print.isVisible()


def test_the_tabs_of_a_narrow_day_stand_back_in_the_review(open_window: Opened) -> None:
    window = open_window(880, 700)
    assert window.bar.tabs[0].isVisible()
    window.going.review()
    assert not window.bar.tabs[0].isVisible()
    assert window.bar.places["day"].isVisible()
    window.bar.places["day"].click()
    assert window.bar.tabs[0].isVisible()


def test_spans_are_chosen_and_walked_by_key(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    key(qtbot, Qt.Key.Key_M, SHIFT)
    assert shown(window).span == Span.of("month", TODAY)
    key(qtbot, Qt.Key.Key_PageUp)
    assert shown(window).middle.range.text() == "October 2026"
    key(qtbot, Qt.Key.Key_W, SHIFT)
    assert shown(window).span == Span.of("week", dt.date(2026, 10, 31))
    key(qtbot, Qt.Key.Key_T)
    assert shown(window).span == Span.of("week", TODAY)
    key(qtbot, Qt.Key.Key_Y, SHIFT)
    key(qtbot, Qt.Key.Key_D, SHIFT)
    assert shown(window).span == Span.of("day", TODAY)
    assert window.date == TODAY


def test_spans_are_chosen_by_mouse(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    window.going.review()
    side, middle = shown(window).side, shown(window).middle
    qtbot.mouseClick(side.segments.buttons["year"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(middle.earlier, Qt.MouseButton.LeftButton)
    assert middle.range.text() == "2025"
    assert side.segments.buttons["year"].isChecked()
    qtbot.mouseClick(middle.range, Qt.MouseButton.LeftButton)
    assert middle.range.text() == "2026"
    window.window().resize(900, 700)
    assert not side.segments.isVisible()
    next(action for action in side.kinds.menu.actions() if action.text() == "Week").trigger()
    assert shown(window).span == Span.of("week", TODAY)


def answer(qtbot: QtBot, *texts: str) -> list[str]:
    """What the question that comes up says to each text; the last one is its answer."""
    said: list[str] = []

    def look() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        try:
            for text in texts:
                qtbot.keyClick(question.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
                qtbot.keyClicks(question.field, text)
                said.append(question.answer.text())
            qtbot.keyClick(question.field, Qt.Key.Key_Return)
        finally:
            if question.isVisible():
                question.reject()

    QTimer.singleShot(0, look)
    return said


def test_any_range_is_asked_for_and_a_reversed_one_is_refused(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    said = answer(qtbot, "21 nov - 3 nov", "whenever", "3 nov - 21 nov")
    key(qtbot, Qt.Key.Key_R, SHIFT)
    assert said[0] == "2026-11-21 comes after 2026-11-03: write the earlier day first."
    assert "“whenever” is no day" in said[1]
    assert said[2] == "3 – 21 November"
    assert shown(window).span == Span("range", dt.date(2026, 11, 3), dt.date(2026, 11, 21))
    qtbot.waitUntil(window.isActiveWindow)
    key(qtbot, Qt.Key.Key_PageUp)
    assert shown(window).span == Span("range", dt.date(2026, 10, 15), dt.date(2026, 11, 2))
    answer(qtbot, "21 nov - 3 nov")
    key(qtbot, Qt.Key.Key_R, SHIFT)
    assert shown(window).span.last == dt.date(2026, 11, 2)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3 nov – 21 nov", "2026-11-03", "2026-11-21"),
        ("2026-11-03 to 2026-11-21", "2026-11-03", "2026-11-21"),
        ("2026-11-03..2026-11-21", "2026-11-03", "2026-11-21"),
        ("24 nov - today", "2025-11-24", "2026-11-23"),
        ("wed", "2026-11-18", "2026-11-18"),
        ("1 jan until yesterday", "2026-01-01", "2026-11-22"),
        ("24 nov 2027", "2027-11-24", "2027-11-24"),
    ],
)
def test_a_range_is_read_looking_back(text: str, first: str, last: str) -> None:
    span = read(text, TODAY)
    assert isinstance(span, Span)
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["", "1 nov - 2 nov - 3 nov", "31 feb", "–"])
def test_what_is_no_range_is_refused(text: str) -> None:
    assert isinstance(read(text, TODAY), Refused)


def test_the_grouping_goes_round_by_key(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    window.going.review()
    for by in ("project", "week", "tag"):
        key(qtbot, Qt.Key.Key_B, SHIFT)
        assert shown(window).side.by.text() == f"by {by} ▾"


@pytest.mark.parametrize(
    ("letter", "done"),
    [
        (Qt.Key.Key_N, lambda window: window.left.entry_field.hasFocus()),
        (Qt.Key.Key_F6, lambda window: window.timeline.hasFocus()),
    ],
)
def test_what_is_about_the_day_brings_the_day(
    open_window: Opened, qtbot: QtBot, letter: Qt.Key, done: Callable[[MainWindow], bool]
) -> None:
    window = open_window()
    window.going.review()
    key(qtbot, letter)
    assert not window.places.reviews
    assert done(window)


def test_undo_stays_in_the_review(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Book the train", date=TODAY + dt.timedelta(days=1))
    window = open_window()
    window.going.review()
    key(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.places.reviews
    assert window.date == TODAY
    assert not person.workspace.page(TODAY + dt.timedelta(days=1)).entries

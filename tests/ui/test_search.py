"""Searching all days from the window, by keyboard and by mouse."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.ui.main_window import MainWindow
from planner.ui.search import MORE, MOST, NOTHING, Search
from tests.ui.hands import ENTER, ESC, Hands
from tests.ui.people import TODAY, Opened, Person

DAY = dt.timedelta(days=1)
LATER, MUCH_LATER = TODAY + 3 * DAY, TODAY + 200 * DAY


def asked(window: MainWindow, qtbot: QtBot, words: str) -> Search:
    """Ctrl+F, the words, and every day looked through."""
    QTest.keyClick(Hands(window, qtbot).focus(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    search = window.findChild(Search)
    assert search is not None
    QTest.keyClicks(search.field, words)
    qtbot.waitUntil(lambda: search.settled)
    return search


def shown(search: Search) -> list[str]:
    return [search.list.item(row).text() for row in range(search.list.count())]


def test_a_line_of_another_day_is_found_and_chosen(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Draft the essay 45m #writing", "Buy bread")
    person.writes("Read the essay of Clara !1", date=LATER)
    person.writes("Essay again", date=MUCH_LATER)
    window = open_window()
    search = asked(window, qtbot, "ESSAY")
    assert shown(search) == ["•  Essay again", "•  Read the essay of Clara", "•  Draft the essay #writing"]
    QTest.keyClick(search.field, Qt.Key.Key_Down)
    QTest.keyClick(search.field, ENTER)
    assert window.date == LATER
    line = window.chosen_line()
    assert line is not None
    assert line.entry == person.entry("Read the essay of Clara", LATER)
    assert QApplication.focusWidget() is window.left.three


def test_a_click_opens_the_day_from_the_review_too(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Draft the essay 45m", date=LATER)
    window = open_window()
    window.going.review()
    search = asked(window, qtbot, "draft")
    at = search.list.visualItemRect(search.list.item(0)).center()
    QTest.mouseClick(search.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.places.day_is_in_front
    assert window.date == LATER


def test_what_is_nowhere_is_said_and_changes_nothing(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Draft the essay 45m")
    window = open_window()
    window.left.focus_lines()
    before = QApplication.focusWidget()
    search = asked(window, qtbot, "zebra")
    assert shown(search) == [NOTHING]
    QTest.keyClick(search.field, ENTER)
    assert search.isVisible()
    QTest.keyClick(search.field, ESC)
    assert not window.findChildren(Search) or not search.isVisible()
    assert (window.date, QApplication.focusWidget()) == (TODAY, before)


def test_a_common_word_shows_the_newest_and_asks_for_another_letter(
    open_window: Opened, person: Person, qtbot: QtBot
) -> None:
    person.writes(*(f"Mail {number}" for number in range(MOST + 1)))
    search = asked(open_window(), qtbot, "mail")
    assert shown(search)[-1] == MORE
    assert len(shown(search)) == MOST + 1
    QTest.keyClicks(search.field, f" {MOST}")
    assert shown(search) == [f"•  Mail {MOST}"]


def test_nothing_is_shown_before_anything_is_written(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Draft the essay 45m")
    search = asked(open_window(), qtbot, "")
    assert shown(search) == []


def test_the_field_is_whole_before_anything_is_written(open_window: Opened, qtbot: QtBot) -> None:
    search = asked(open_window(), qtbot, "")
    assert not search.list.count()
    assert not search.field.geometry().intersects(search.list.geometry())
    assert search.rect().contains(search.field.geometry())

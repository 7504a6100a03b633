"""While a line with a time is written, the timeline shows its box, and whom it would push."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from planner.ui.main_window import MainWindow
from tests.ui.hands import ENTER, ESC, Hands
from tests.ui.people import Clock, Opened, Person


def looks(window: MainWindow) -> dict[str, str]:
    """How each box of the plan looks, by its title."""
    return {each.title: each.look for each in window.timeline.shown if not each.actual}


def foot(window: MainWindow) -> str:
    return window.foot.words.text()


def written(window: MainWindow, qtbot: QtBot, text: str) -> Hands:
    hands = Hands(window, qtbot)
    hands.key(Qt.Key.Key_N)
    hands.write(text)
    return hands


def test_its_box_is_shown_and_whom_it_would_push(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Read 30m 9:00")
    window = open_window()
    page = window.page
    hands = written(window, qtbot, "Outline slides 45m 9:00")
    assert looks(window) == {"Read": "pushed", "Outline slides": "ghost"}
    assert foot(window) == "09:00–09:45, 45 min · 'Read' now 09:45"
    assert window.page is page, "nothing is done yet"
    hands.key(ENTER)
    assert looks(window) == {"Read": "plain", "Outline slides": "plain"}
    assert foot(window).startswith("Add 'Outline slides'")


@pytest.mark.parametrize("text", ["Outline slides 45m", "Outline slides tomorrow 9:00", "- at 9:00"])
def test_a_line_without_a_box_on_this_page_shows_none(
    open_window: Opened, person: Person, qtbot: QtBot, text: str
) -> None:
    person.writes("Read 30m 9:00")
    window = open_window()
    written(window, qtbot, text)
    assert looks(window) == {"Read": "plain"}


def test_why_it_cannot_be_is_said_and_nothing_is_shown(
    open_window: Opened, person: Person, qtbot: QtBot, clock: Clock
) -> None:
    clock.at(12)
    window = open_window()
    hands = written(window, qtbot, "Outline slides 45m 9:00")
    assert looks(window) == {}
    assert foot(window) == "That time has passed: log it instead."
    hands.key(ESC)
    assert foot(window) == ""


def test_it_goes_with_the_keyboard_and_comes_back_with_it(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    hands = written(window, qtbot, "Outline slides 45m 9:00")
    window.timeline.setFocus()
    assert looks(window) == {}
    window.going.write_line()
    assert looks(window) == {"Outline slides": "ghost"}
    hands.key(ESC)
    assert looks(window) == {}


def test_one_of_the_three_shows_its_box_too(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    hands = Hands(window, qtbot)
    hands.key(ENTER)
    hands.write("Draft the essay 60m 9:00")
    assert [each.rank for each in window.timeline.shown] == [1]
    hands.key(ESC)
    assert looks(window) == {}


def test_it_is_brought_into_view(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    written(window, qtbot, "Late work 45m 23:00")
    ghost = next(each for each in window.timeline.shown if each.look == "ghost")
    assert window.timeline.viewport().rect().contains(window.timeline.view_rect(ghost.id))

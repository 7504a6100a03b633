"""The review as a screen reader finds it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from planner.ui.review.place import Review
from planner.ui.review.pointed import Pointed

Look = Callable[..., Review]
WEEKS = pytest.mark.parametrize("lived", [14])
NAME, VALUE, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description


def heard(pointed: Pointed) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(pointed)
    assert found is not None
    return found


def state(interface: QAccessibleInterface) -> Any:
    return interface.state()


@WEEKS
def test_each_chart_is_a_list_of_its_things_in_words(look: Look, qtbot: QtBot, lived: int) -> None:
    review = look(before=1)
    assert review.content is not None
    for pointed in review.content.pointed():
        if not pointed.isVisible():
            continue
        chart = heard(pointed)
        assert chart.role() == QAccessible.Role.List
        assert chart.text(NAME) == pointed.accessibleName()
        assert chart.childCount() == len(pointed.things.areas) > 0
        last = chart.child(chart.childCount() - 1)
        assert last.text(NAME)
        assert "\n" not in last.text(NAME)
        assert chart.indexOfChild(last) == chart.childCount() - 1
        assert last.parent().text(NAME) == chart.text(NAME)
        assert chart.child(chart.childCount()) is None


@WEEKS
def test_what_is_chosen_is_the_value_and_has_the_keyboard(look: Look, qtbot: QtBot, lived: int) -> None:
    review = look(before=1)
    assert review.content is not None
    guess = review.content.guess
    guess.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(guess, Qt.Key.Key_Right)
    chart = heard(guess)
    assert guess.hasFocus()
    assert chart.text(VALUE) == chart.text(DESCRIPTION) == guess.words() != ""
    child = chart.focusChild()
    assert child.text(NAME) == ", ".join(guess.words().splitlines())
    assert state(child).selected
    assert state(child).focused
    assert not state(chart.child(0)).selected
    middle = child.rect().center()
    assert chart.childAt(middle.x(), middle.y()) is not None

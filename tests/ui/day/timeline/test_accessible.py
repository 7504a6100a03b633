"""The timeline as a screen reader finds it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface

from tests.ui.day.timeline.conftest import Desk
from tests.ui.day.timeline.days import Day, at, picture, usual

NAME = QAccessible.Text.Name
VALUE = QAccessible.Text.Value


def day_of(desk: Desk) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(desk.view)
    assert found is not None
    return found


def names(desk: Desk) -> list[str]:
    day = day_of(desk)
    return [day.child(n).text(NAME) for n in range(day.childCount())]


def state(interface: QAccessibleInterface) -> Any:
    return interface.state()


def test_the_day_is_a_list_with_a_child_for_each_box(desk: Desk) -> None:
    desk.show(usual())
    day = day_of(desk)
    assert day.role() == QAccessible.Role.List
    assert day.text(NAME) == "The day's boxes"
    assert day.childCount() == 3
    assert {day.child(n).role() for n in range(3)} == {QAccessible.Role.ListItem}
    assert [day.indexOfChild(day.child(n)) for n in range(3)] == [0, 1, 2]
    assert day.child(1).parent().text(NAME) == "The day's boxes"


def test_a_box_says_when_what_and_how_it_stands(desk: Desk) -> None:
    desk.show(usual())
    assert names(desk) == [
        "09:00 to 10:00, Write the report, priority 1, not started",
        "10:00 to 10:30, Email, once, not started",
        "14:00 to 15:00, Lab meeting, event",
    ]
    assert day_of(desk).child(0).text(VALUE) == "1 h"


def test_done_running_and_breaks_are_said(desk: Desk) -> None:
    desk.show(picture(), at("10:52"))
    said = names(desk)
    assert said[0] == "08:30 to 09:30, Draft the essay, priority 1, done"
    assert said[2] == "10:00 to 10:30, Recharge — walk, no screen, break"
    assert said[3] == "10:30 to 11:15, Send the grant budget, priority 2, running"
    assert said[9].endswith("break, pinned")


def test_a_box_lies_where_it_is_painted(desk: Desk) -> None:
    desk.show(usual())
    day, viewport = day_of(desk), desk.view.viewport()
    rect = day.child(0).rect()
    place = viewport.mapToGlobal(desk.point("09:30"))
    assert rect.contains(place)
    found = day.childAt(place.x(), place.y())
    assert found.text(NAME) == day.child(0).text(NAME)
    empty: QPoint = viewport.mapToGlobal(desk.point("12:00"))
    assert day.childAt(empty.x(), empty.y()) is None


def test_choice_and_focus_are_told(desk: Desk) -> None:
    desk.show(usual())
    day = day_of(desk)
    assert not any(state(day.child(n)).selected for n in range(3))
    desk.view.choose("b1")
    desk.view.setFocus()
    assert [bool(state(day.child(n)).selected) for n in range(3)] == [False, True, False]
    assert bool(state(day.child(1)).focused)
    assert day.focusChild().text(NAME) == day.child(1).text(NAME)


def test_a_screen_reader_can_move_a_box(desk: Desk) -> None:
    desk.show(usual())
    actions = day_of(desk).child(0).actionInterface()
    assert actions is not None
    assert {"Increase", "Decrease"} <= set(actions.actionNames())
    assert actions.localizedActionName("Increase") == "Move later"
    actions.doAction("Increase")
    assert desk.starts()["Write the report"] == "09:05"
    actions.doAction("Decrease")
    actions.doAction("Decrease")
    assert desk.starts()["Write the report"] == "08:55"
    assert names(desk)[0].startswith("08:55 to 09:55")


def test_a_box_can_be_chosen_and_ticked_by_its_actions(desk: Desk) -> None:
    desk.show(usual(), at("09:30"))
    actions = day_of(desk).child(0).actionInterface()
    actions.doAction("SetFocus")
    assert desk.view.chosen_id == "b0"
    actions.doAction("Toggle")
    box = desk.page.box("b0")
    assert box is not None
    assert box.done


def test_what_a_box_has_not_is_answered_with_nothing(desk: Desk) -> None:
    """A None in place of a null pointer here kills the program; every screen reader asks."""
    desk.show(usual())
    child = day_of(desk).child(0)
    assert child.textInterface() is None
    assert child.valueInterface() is None
    assert child.tableCellInterface() is None
    assert child.childCount() == 0


def test_children_that_were_seen_outlive_their_boxes(desk: Desk) -> None:
    desk.show(usual())
    last = day_of(desk).child(2)
    assert last.isValid()
    desk.view.choose("b2")
    desk.view.remove_selected()
    assert not last.isValid()
    assert last.text(NAME) == ""
    assert last.rect().isEmpty()
    assert day_of(desk).childCount() == 2
    assert day_of(desk).child(2) is None


def test_another_day_says_its_own_boxes(desk: Desk) -> None:
    desk.show(usual())
    day = Day()
    day.work("11:00", 30, "One\nand <b>only</b>")
    assert len(names(desk)) == 3
    desk.view.show_page(day.page())
    assert names(desk) == ["11:00 to 11:30, One and <b>only</b>, not started"]

"""What the keyboard does on the timeline: all that the mouse can."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.day.timeline.conftest import Desk
from tests.ui.day.timeline.days import Day, at, m, usual

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_up_and_down_walk_the_day(desk: Desk) -> None:
    desk.show(usual())
    walked = []
    for _ in range(4):
        QTest.keyClick(desk.view, Key.Key_Down)
        walked.append(desk.view.chosen_id)
    assert walked == ["b0", "b1", "b2", "b2"]
    QTest.keyClick(desk.view, Key.Key_Up)
    assert desk.view.chosen_id == "b1"
    QTest.keyClick(desk.view, Key.Key_End)
    assert desk.view.chosen_id == "b2"
    QTest.keyClick(desk.view, Key.Key_Home)
    assert desk.view.chosen_id == "b0"
    QTest.keyClick(desk.view, Key.Key_Escape)
    assert desk.view.chosen_id is None


def test_walking_begins_at_now(desk: Desk) -> None:
    desk.show(usual(), at("10:10"))
    QTest.keyClick(desk.view, Key.Key_Down)
    assert desk.view.chosen_id == "b1"


def test_what_is_chosen_is_brought_into_view(desk: Desk) -> None:
    day = Day()
    day.work("05:00", 30, "Early")
    day.work("23:00", 30, "Late")
    desk.show(day.page())
    for name, key in (("b1", Key.Key_End), ("b0", Key.Key_Home)):
        QTest.keyClick(desk.view, key)
        assert desk.view.viewport().rect().contains(desk.view.view_rect(name))


@pytest.mark.parametrize(
    ("key", "held", "start", "minutes"),
    [
        (Key.Key_Down, CONTROL, "09:05", 60),
        (Key.Key_Up, CONTROL, "08:55", 60),
        (Key.Key_Down, CONTROL | ALT, "09:01", 60),
        (Key.Key_Down, SHIFT, "09:00", 65),
        (Key.Key_Up, SHIFT, "09:00", 55),
        (Key.Key_Up, SHIFT | ALT, "09:00", 59),
    ],
)
def test_keys_move_and_resize(desk: Desk, key: Key, held: Qt.KeyboardModifier, start: str, minutes: int) -> None:
    desk.show(usual())
    desk.view.choose("b0")
    QTest.keyClick(desk.view, key, held)
    box = desk.page.box("b0")
    assert box is not None
    assert (box.start, box.minutes) == (m(start), minutes)


def test_a_box_at_an_odd_minute_is_moved_to_the_snap_first(desk: Desk) -> None:
    day = Day()
    day.work("09:03", 30, "Odd")
    desk.show(day.page())
    desk.view.choose("b0")
    QTest.keyClick(desk.view, Key.Key_Up, CONTROL)
    assert desk.starts() == {"Odd": "09:00"}


def test_keys_swap_with_the_next(desk: Desk) -> None:
    desk.show(usual())
    desk.view.choose("b0")
    QTest.keyClick(desk.view, Key.Key_Down, CONTROL | SHIFT)
    assert desk.starts()["Email, once"] == "09:00"


def test_delete_takes_the_box_off_and_the_task_keeps_its_minutes(desk: Desk) -> None:
    desk.show(usual())
    desk.view.choose("b0")
    QTest.keyClick(desk.view, Key.Key_Delete)
    assert desk.page.box("b0") is None
    assert [entry.unplaced for entry in desk.page.unplaced()] == [60]
    assert desk.view.chosen_id is None


def test_space_starts_and_stops(desk: Desk) -> None:
    desk.show(usual(), at("09:05"))
    desk.view.choose("b0")
    QTest.keyClick(desk.view, Key.Key_Space)
    running = desk.page.running()
    assert running is not None
    assert running.box == "b0"
    assert any(thing.running for thing in desk.view.shown)
    desk.moment = at("09:25")
    QTest.keyClick(desk.view, Key.Key_Space)
    assert desk.page.running() is None
    assert len(desk.page.intervals) == 1


def test_x_ticks(desk: Desk) -> None:
    desk.show(usual(), at("09:30"))
    desk.view.choose("b0")
    QTest.keyClick(desk.view, Key.Key_X)
    box = desk.page.box("b0")
    assert box is not None
    assert box.done


def test_enter_edits_the_title_in_place(desk: Desk) -> None:
    desk.show(usual())
    desk.view.choose("b1")
    QTest.keyClick(desk.view, Key.Key_Return)
    field = desk.view.viewport().findChild(QLineEdit)
    assert field is not None
    assert field.hasFocus()
    field.setText("Post")
    QTest.keyClick(field, Key.Key_Return)
    assert "Post" in desk.starts()
    assert desk.view.hasFocus()


def test_single_keys_do_nothing_to_boxes_while_a_title_is_written(desk: Desk) -> None:
    desk.show(usual())
    desk.view.choose("b1")
    QTest.keyClick(desk.view, Key.Key_Return)
    field = desk.view.viewport().findChild(QLineEdit)
    assert field is not None
    field.clear()
    QTest.keyClicks(field, "x marks the spot")
    QTest.keyClick(field, Key.Key_Return)
    box = desk.page.box("b1")
    assert box is not None
    assert not box.done
    assert desk.page.title_of(box) == "x marks the spot"


def test_a_recharge_can_be_given_a_title(desk: Desk) -> None:
    day = Day()
    name = day.recharge("12:00")
    desk.show(day.page())
    desk.view.choose(name)
    desk.view.edit_selected()
    field = desk.view.viewport().findChild(QLineEdit)
    assert field is not None
    field.setText("Walk in the park")
    QTest.keyClick(field, Key.Key_Return)
    assert desk.starts() == {"Walk in the park": "12:00"}


@pytest.mark.parametrize(
    ("keys", "zoom"),
    [
        ([(Key.Key_Plus, CONTROL)], 125),
        ([(Key.Key_Minus, CONTROL)] * 3, 50),
        ([(Key.Key_Plus, CONTROL)] * 9, 300),
        ([(Key.Key_Plus, CONTROL), (Key.Key_0, CONTROL)], 100),
        ([(Key.Key_Plus, CONTROL | SHIFT)], 125),
    ],
)
def test_keys_zoom(desk: Desk, keys: list[tuple[Key, Qt.KeyboardModifier]], zoom: int) -> None:
    desk.show(usual())
    for key, held in keys:
        QTest.keyClick(desk.view, key, held)
    assert desk.view.ruler.zoom == zoom


def wants(desk: Desk, key: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, held)
    event.ignore()
    QApplication.sendEvent(desk.view, event)
    return event.isAccepted()


def test_shortcuts_of_the_window_are_heard_unless_the_key_is_the_timelines(desk: Desk) -> None:
    desk.show(usual())
    assert not wants(desk, Key.Key_X)
    assert not wants(desk, Key.Key_Z, CONTROL)
    desk.view.choose("b0")
    assert wants(desk, Key.Key_X)
    assert not wants(desk, Key.Key_Z, CONTROL)


def test_no_shortcut_is_heard_during_a_drag(desk: Desk) -> None:
    desk.show(usual())
    desk.press("09:30")
    desk.move("11:00")
    assert wants(desk, Key.Key_Z, CONTROL)
    assert wants(desk, Key.Key_N)


def test_pin_holds_a_box_and_lets_it_go(desk: Desk) -> None:
    desk.show(usual())
    desk.view.choose("b0")
    desk.view.pin_selected()
    box = desk.page.box("b0")
    assert box is not None
    assert box.pinned
    QTest.keyClick(desk.view, Key.Key_Down, CONTROL)
    assert "pinned" in desk.said[-1]
    assert desk.starts()["Write the report"] == "09:00"
    desk.view.pin_selected()
    assert not any(box.pinned for box in desk.page.boxes)


def test_split_in_the_middle_at_now_or_where_asked_and_join_again(desk: Desk) -> None:
    desk.show(usual())
    desk.view.choose("b0")
    desk.view.split_selected()
    assert [(b.start, b.minutes) for b in desk.page.boxes][:2] == [(m("09:00"), 30), (m("09:30"), 30)]
    desk.view.join_selected()
    assert [(b.start, b.minutes) for b in desk.page.boxes][:1] == [(m("09:00"), 60)]
    desk.view.split_selected(m("09:15"))
    assert [(b.start, b.minutes) for b in desk.page.boxes][:2] == [(m("09:00"), 15), (m("09:15"), 45)]


def test_deeds_without_a_chosen_box_say_so(desk: Desk) -> None:
    desk.show(usual())
    for deed in (desk.view.pin_selected, desk.view.remove_selected, desk.view.tick_selected):
        deed()
        assert "No box is chosen" in desk.said[-1]


def test_lay_out_places_what_waits(desk: Desk) -> None:
    day = Day()
    day.task("Write", 1, unplaced=60)
    desk.show(day.page())
    desk.view.lay_out()
    assert desk.starts() == {"Write": "08:00"}


def test_replan_lays_the_late_anew(desk: Desk) -> None:
    desk.show(usual(), at("12:02"))
    desk.view.replan()
    assert desk.starts()["Write the report"] == "12:00"

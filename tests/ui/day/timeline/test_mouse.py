"""What a hand does on the timeline, by real mouse events, down to what the store keeps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip

from planner.domain.arrange import move
from planner.domain.edits import Refused
from planner.ui.day.timeline.view import MIME
from tests.ui.day.timeline.conftest import Desk
from tests.ui.day.timeline.days import Day, at, m, usual

SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
DOUBLE = QEvent.Type.MouseButtonDblClick


def looks(desk: Desk) -> dict[str, set[str]]:
    """How each thing is shown now: titles by look."""
    found: dict[str, set[str]] = {}
    for thing in desk.view.shown:
        found.setdefault(thing.look, set()).add(thing.title)
    return found


def editor(desk: Desk) -> QLineEdit:
    found = desk.view.viewport().findChildren(QLineEdit)
    open_now = [field for field in found if field.isVisible()]
    assert len(open_now) == 1
    return open_now[0]


def test_a_drag_moves_the_box_and_pushes_what_it_overlaps(desk: Desk) -> None:
    desk.show(usual())
    desk.drag("09:30", "09:50")
    assert desk.starts() == {"Write the report": "09:20", "Email, once": "10:20", "Lab meeting": "14:00"}


def test_nothing_is_written_before_the_release(desk: Desk) -> None:
    desk.show(usual())
    kept = desk.page
    desk.press("09:30")
    desk.move("09:50")
    assert desk.page == kept
    assert looks(desk)["ghost"] == {"Write the report"}
    assert looks(desk)["pushed"] == {"Email, once"}
    assert "now 10:20" in desk.said[-1]


def test_a_press_without_a_drag_chooses_the_box(desk: Desk) -> None:
    desk.show(usual())
    chosen: list[object] = []
    desk.view.chosen.connect(chosen.append)
    desk.press("09:30")
    desk.release("09:30")
    assert chosen == ["b0"]
    assert desk.page == desk.view.page
    assert desk.starts()["Write the report"] == "09:00"


def test_a_press_on_empty_paper_chooses_nothing(desk: Desk) -> None:
    desk.show(usual())
    desk.view.choose("b0")
    desk.press("12:00")
    desk.release("12:00")
    assert desk.view.chosen_id is None


def test_the_lower_edge_resizes(desk: Desk) -> None:
    desk.show(usual())
    desk.press("09:58")
    desk.move("10:10")
    desk.move("10:13")
    desk.release("10:13")
    box = desk.page.box("b0")
    assert box is not None
    assert (box.start, box.minutes) == (m("09:00"), 75)
    assert desk.starts()["Email, once"] == "10:15"


def test_the_upper_edge_resizes(desk: Desk) -> None:
    desk.show(usual())
    desk.drag("09:02", "08:32")
    box = desk.page.box("b0")
    assert box is not None
    assert (box.start, box.minutes) == (m("08:30"), 90)


def test_shift_swaps_two_boxes(desk: Desk) -> None:
    desk.show(usual())
    desk.drag("09:30", "10:15", SHIFT)
    assert desk.starts()["Email, once"] == "09:00"
    assert desk.starts()["Write the report"] == "09:30"


def test_alt_drags_by_single_minutes(desk: Desk) -> None:
    desk.show(usual())
    desk.drag("09:30", "11:32", ALT)
    assert desk.starts()["Write the report"] == "11:02"


def test_pressing_shift_while_the_mouse_rests_changes_the_preview(desk: Desk) -> None:
    desk.show(usual())
    desk.press("09:30")
    desk.move("10:15")
    before = looks(desk)["ghost"], [s.start for s in desk.view.shown if s.look == "ghost"]
    QTest.keyPress(desk.view, Qt.Key.Key_Shift)
    after = looks(desk)["ghost"], [s.start for s in desk.view.shown if s.look == "ghost"]
    assert before != after
    assert after[1] == [m("09:30")]
    QTest.keyRelease(desk.view, Qt.Key.Key_Shift)
    assert [s.start for s in desk.view.shown if s.look == "ghost"] == before[1]


def test_a_refusal_is_shown_before_the_release_with_its_reason(desk: Desk) -> None:
    desk.show(usual())
    desk.press("09:30")
    desk.move("14:20")
    assert looks(desk)["refused"] == {"Write the report"}
    assert "Lab meeting" in desk.said[-1]
    bubble = desk.view._bubble
    assert bubble is not None
    assert "Lab meeting" in bubble[1]
    kept = desk.page
    desk.release("14:20")
    assert desk.page == kept
    assert looks(desk).keys() == {"plain"}


def test_a_recharge_is_seen_to_appear(desk: Desk) -> None:
    day = Day()
    day.work("09:00", 120, "Long work")
    day.work("14:00", 60, "More work")
    desk.show(day.page())
    desk.press("14:10")
    desk.move("11:10")
    assert looks(desk)["appearing"] == {"Recharge"}
    assert "Recharge added" in desk.said[-1]
    desk.release("11:10")
    assert [box.kind for box in desk.page.boxes] == ["work", "recharge", "work"]


def test_what_would_fall_off_the_page_is_said(desk: Desk) -> None:
    day = Day()
    day.work("22:00", 60, "Late one")
    day.work("03:30", 30, "Last one")
    desk.show(day.page())
    desk.view.verticalScrollBar().setValue(99999)
    desk.press("22:30")
    desk.move("03:25")
    assert looks(desk)["leaving"] == {"Last one"}
    assert "Last one" in desk.said[-1]


def test_escape_breaks_a_drag_off(desk: Desk) -> None:
    desk.show(usual())
    kept = desk.page
    desk.press("09:30")
    desk.move("11:30")
    QTest.keyClick(desk.view, Qt.Key.Key_Escape)
    assert looks(desk).keys() == {"plain"}
    desk.release("11:30")
    assert desk.page == kept
    assert desk.view.chosen_id == "b0"


def test_a_second_button_breaks_a_drag_off(desk: Desk) -> None:
    desk.show(usual())
    kept = desk.page
    desk.press("09:30")
    desk.move("11:30")
    desk.press("11:30", Qt.MouseButton.RightButton)
    desk.release("11:30")
    assert desk.page == kept
    assert looks(desk).keys() == {"plain"}


def test_loss_of_the_keyboard_breaks_a_drag_off(desk: Desk) -> None:
    desk.show(usual())
    kept = desk.page
    desk.press("09:30")
    desk.move("11:30")
    QApplication.sendEvent(desk.view, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    desk.release("11:30")
    assert desk.page == kept


def test_a_release_that_went_elsewhere_breaks_a_drag_off(desk: Desk) -> None:
    desk.show(usual())
    kept = desk.page
    desk.press("09:30")
    desk.move("11:30")
    desk.mouse(QEvent.Type.MouseMove, desk.point("11:40"), down=False)
    assert desk.page == kept
    assert desk.view.pointer.drag is None


def test_keys_are_deaf_during_a_drag(desk: Desk) -> None:
    desk.show(usual())
    desk.press("09:30")
    desk.move("11:30")
    QTest.keyClick(desk.view, Qt.Key.Key_Delete)
    QTest.keyClick(desk.view, Qt.Key.Key_X)
    QTest.keyClick(desk.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert looks(desk)["ghost"] == {"Write the report"}
    desk.release("11:30")
    assert desk.starts()["Write the report"] == "11:00"
    box = desk.page.box("b0")
    assert box is not None
    assert not box.done


def test_a_change_from_elsewhere_breaks_a_drag_off(desk: Desk) -> None:
    desk.show(usual())
    desk.press("09:30")
    desk.move("11:30")
    desk.workspace.undo()
    desk.view.show_page(desk.page)
    assert desk.view.pointer.drag is None
    desk.release("11:30")
    assert desk.page.boxes == ()


def test_drawing_and_writing_a_title_makes_a_task_and_its_box_in_one_step(desk: Desk) -> None:
    desk.show(usual())
    desk.drag("11:00", "11:45")
    assert desk.page.boxes == usual().boxes
    QTest.keyClicks(editor(desk), "Outline the slides #talk")
    QTest.keyClick(editor(desk), Qt.Key.Key_Return)
    new = desk.page.box(desk.view.chosen_id)
    assert new is not None
    assert (new.start, new.minutes) == (m("11:00"), 45)
    entry = desk.page.entry(new.entry)
    assert entry is not None
    assert (entry.title, entry.estimate, entry.tags, entry.unplaced) == ("Outline the slides", 45, ("talk",), 0)
    desk.workspace.undo()
    assert [entry.title for entry in desk.page.entries] == ["Write the report", "Email, once"]
    assert desk.page.boxes == usual().boxes


def test_escape_in_the_title_takes_the_drawn_box_back(desk: Desk) -> None:
    desk.show(usual())
    desk.drag("11:00", "11:45")
    assert looks(desk)["ghost"]
    QTest.keyClicks(editor(desk), "Nothing")
    QTest.keyClick(editor(desk), Qt.Key.Key_Escape)
    assert desk.page.boxes == usual().boxes
    assert looks(desk).keys() == {"plain"}


def test_a_change_from_elsewhere_leaves_the_title_that_is_being_written(desk: Desk) -> None:
    desk.show(usual())
    desk.drag("11:00", "11:45")
    QTest.keyClicks(editor(desk), "Outline")
    desk.workspace.do(move(desk.page, "b1", m("12:00"), now=desk.moment))
    desk.view.show_page(desk.page)
    assert editor(desk).text() == "Outline"
    assert desk.view.hasFocus() or editor(desk).hasFocus()
    QTest.keyClick(editor(desk), Qt.Key.Key_Return)
    assert desk.starts()["Outline"] == "11:00"
    assert desk.starts()["Email, once"] == "12:00"


def test_an_event_can_be_drawn(desk: Desk) -> None:
    desk.show(usual())
    desk.drag("11:00", "12:00")
    editor(desk).insert("○ Dentist")
    QTest.keyClick(editor(desk), Qt.Key.Key_Return)
    assert [(box.kind, desk.page.title_of(box)) for box in desk.page.boxes if box.start == m("11:00")] == [
        ("event", "Dentist")
    ]


@pytest.mark.parametrize("sign", ["", "○ "])
def test_what_is_drawn_can_have_a_place_and_another_one_later(desk: Desk, sign: str) -> None:
    desk.show(usual())
    desk.drag("11:00", "12:00")
    editor(desk).insert(f"{sign}Read @Library")
    QTest.keyClick(editor(desk), Qt.Key.Key_Return)
    desk.mouse(DOUBLE, desk.point("11:30"))
    editor(desk).setText(f"{sign}Read on @home")
    box = next(b for b in desk.page.boxes if b.start == m("11:00"))
    assert (desk.page.title_of(box), box.place) == ("Read", "Library")
    QTest.keyClick(editor(desk), Qt.Key.Key_Return)
    box = next(b for b in desk.page.boxes if b.start == m("11:00"))
    assert (desk.page.title_of(box), box.place) == ("Read on", "home")


def test_a_box_of_no_line_has_a_place_of_its_own(desk: Desk) -> None:
    desk.show(usual())
    for text in ("Seminar @Hall", "Lecture"):
        desk.mouse(DOUBLE, desk.point("14:30"))
        editor(desk).setText(text)
        QTest.keyClick(editor(desk), Qt.Key.Key_Return)
    box = next(b for b in desk.page.boxes if b.entry is None)
    assert (box.title, box.place) == ("Lecture", "Hall")


def test_a_fourth_priority_stays_in_the_field_with_the_reason(desk: Desk) -> None:
    day = Day()
    for rank in (1, 2, 3):
        day.task(f"Priority {rank}", rank)
    desk.show(day.page())
    desk.drag("11:00", "11:45")
    QTest.keyClicks(editor(desk), "One more !1")
    QTest.keyClick(editor(desk), Qt.Key.Key_Return)
    assert desk.page.boxes == ()
    assert editor(desk).text() == "One more !1"
    assert desk.said[-1]
    QTest.keyClick(editor(desk), Qt.Key.Key_Escape)


def test_a_title_that_is_too_long_is_refused_and_never_cut(desk: Desk) -> None:
    desk.show(usual())
    desk.drag("11:00", "11:45")
    field = editor(desk)
    field.setText("x" * 501)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert editor(desk).text() == "x" * 501
    assert "500" in desk.said[-1]
    assert desk.page.boxes == usual().boxes
    QTest.keyClick(editor(desk), Qt.Key.Key_Escape)


def test_drawing_on_the_past_is_refused_in_words(desk: Desk) -> None:
    desk.show(usual(), at("12:00"))
    desk.press("10:35")
    desk.move("11:00")
    assert looks(desk)["refused"]
    assert "log it instead" in desk.said[-1]
    desk.release("11:00")
    assert desk.page.boxes == usual().boxes


def test_a_double_click_edits_the_title_in_place(desk: Desk) -> None:
    desk.show(usual())
    desk.press("09:30")
    desk.release("09:30")
    desk.mouse(DOUBLE, desk.point("09:30"))
    field = editor(desk)
    assert field.text() == "Write the report"
    field.setText("Write the other report")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "Write the other report" in desk.starts()


def test_a_double_click_on_empty_paper_makes_half_an_hour(desk: Desk) -> None:
    desk.show(usual())
    desk.mouse(DOUBLE, desk.point("12:00"))
    QTest.keyClicks(editor(desk), "Tea")
    QTest.keyClick(editor(desk), Qt.Key.Key_Return)
    assert [(b.start, b.minutes) for b in desk.page.boxes if desk.page.title_of(b) == "Tea"] == [(m("12:00"), 30)]


def mime(name: str) -> QMimeData:
    data = QMimeData()
    data.setData(MIME, name.encode())
    return data


def test_a_line_of_the_log_dropped_on_the_timeline_gets_its_box(desk: Desk) -> None:
    day = Day()
    name = day.task("Call the bank", unplaced=25)
    desk.show(day.page())
    data, viewport = mime(name), desk.view.viewport()
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(viewport, QDragEnterEvent(desk.point("09:00"), copy, data, left, none))
    QApplication.sendEvent(viewport, QDragMoveEvent(desk.point("10:02"), copy, data, left, none))
    assert looks(desk)["ghost"] == {"Call the bank"}
    assert desk.starts() == {}
    QApplication.sendEvent(viewport, QDropEvent(QPointF(desk.point("10:02")), copy, data, left, none))
    assert desk.starts() == {"Call the bank": "10:00"}
    assert desk.page.boxes[0].minutes == 25


def test_a_line_dragged_out_again_leaves_nothing(desk: Desk) -> None:
    day = Day()
    name = day.task("Call the bank", unplaced=25)
    desk.show(day.page())
    data, viewport = mime(name), desk.view.viewport()
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(desk.point("09:00"), copy, data, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, enter)
    QApplication.sendEvent(viewport, QDragLeaveEvent())
    assert desk.view.shown == ()
    assert len(desk.page.boxes) == 0


def wheel(desk: Desk, *, notches: int = 0, pixels: int = 0, held: Qt.KeyboardModifier | None = None) -> None:
    place = QPointF(300, 400)
    event = QWheelEvent(
        place,
        desk.view.viewport().mapToGlobal(place),
        QPoint(0, pixels),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        held or Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(desk.view.viewport(), event)


def test_wheel_and_touchpad_scroll(desk: Desk) -> None:
    desk.show(usual())
    bar = desk.view.verticalScrollBar()
    before = bar.value()
    wheel(desk, notches=-1)
    assert bar.value() > before
    bar.setValue(before)
    wheel(desk, pixels=-7, notches=-1)
    assert bar.value() == before + 7


def test_control_and_wheel_zoom_around_the_pointer(desk: Desk) -> None:
    desk.show(usual())
    bar = desk.view.verticalScrollBar()
    minute = desk.view.ruler.minute(400 + bar.value())
    wheel(desk, notches=3, held=Qt.KeyboardModifier.ControlModifier)
    assert desk.view.ruler.zoom == 133
    assert abs(desk.view.ruler.minute(400 + bar.value()) - minute) < 2
    for _ in range(30):
        wheel(desk, notches=2, held=Qt.KeyboardModifier.ControlModifier)
    assert desk.view.ruler.zoom == 300


def test_the_zoom_is_kept_in_the_settings(desk: Desk, qtbot) -> None:
    desk.show(usual())
    desk.view.set_zoom(150)
    qtbot.waitUntil(lambda: desk.workspace.settings.zoom == 150, timeout=3000)


def test_a_drag_near_the_edge_scrolls_by_itself_until_let_go(desk: Desk, qtbot) -> None:
    desk.show(usual())
    bar = desk.view.verticalScrollBar()
    before = bar.value()
    desk.press("09:30")
    low = QPoint(300, desk.view.viewport().height() - 4)
    desk.mouse(QEvent.Type.MouseMove, low)
    start = next(s.start for s in desk.view.shown if s.look in ("ghost", "refused"))
    qtbot.waitUntil(lambda: bar.value() > before + 150, timeout=3000)
    assert next(s.start for s in desk.view.shown if s.look in ("ghost", "refused")) > start
    QTest.keyClick(desk.view, Qt.Key.Key_Escape)
    resting = bar.value()
    QApplication.processEvents()
    assert bar.value() == resting


def test_hovering_shows_handles_and_the_cursor_of_what_a_press_would_do(desk: Desk) -> None:
    desk.show(usual())
    shape = desk.view.viewport().cursor
    desk.mouse(QEvent.Type.MouseMove, desk.point("09:30"), down=False)
    assert desk.view.hovered_id == "b0"
    assert shape().shape() == Qt.CursorShape.OpenHandCursor
    desk.mouse(QEvent.Type.MouseMove, desk.point("09:59"), down=False)
    assert shape().shape() == Qt.CursorShape.SizeVerCursor
    desk.mouse(QEvent.Type.MouseMove, desk.point("12:00"), down=False)
    assert desk.view.hovered_id is None
    assert shape().shape() == Qt.CursorShape.CrossCursor


def test_a_box_of_an_earlier_page_is_edited_as_made_and_an_overlap_refused(desk: Desk) -> None:
    desk.show(usual(), at("12:00", usual().date.replace(day=25)))
    desk.drag("09:30", "12:30")
    assert desk.starts()["Write the report"] == "12:00"
    desk.press("12:30")
    desk.move("14:30")
    assert looks(desk)["refused"] == {"Write the report"}
    desk.release("14:30")
    assert desk.starts()["Write the report"] == "12:00"


def test_a_refusal_from_the_workspace_leaves_the_page_as_it_was(desk: Desk) -> None:
    desk.show(usual())
    shown = desk.view.page
    assert isinstance(desk.view.do(Refused("No, because.")), Refused)
    assert desk.said[-1] == "No, because."
    assert desk.view.page is shown


def test_resting_on_a_box_tells_its_full_text_as_plain_text(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    day = Day()
    day.work("09:00", 10, "<b>Long</b> " * 20)
    desk.show(day.page())
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, words, widget: told.append(words))
    place = desk.point("09:05")
    viewport = desk.view.viewport()
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place)))
    assert told[0].count("&lt;b&gt;Long") == 20
    assert "<b>" not in told[0]


def test_the_second_button_chooses_a_box_and_asks_for_its_menu(desk: Desk) -> None:
    desk.show(usual())
    asked: list[QPoint] = []
    desk.view.menu_wanted.connect(asked.append)
    for clock in ("12:00", "10:15"):
        place = desk.point(clock)
        screen = desk.view.viewport().mapToGlobal(place)
        QApplication.sendEvent(desk.view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, screen))
    assert asked == [screen]
    assert desk.view.chosen_id == "b1"


def test_between_two_boxes_that_touch_there_is_no_paper_to_draw_on(desk: Desk) -> None:
    desk.show(usual())
    place = desk.point("10:00")
    assert desk.view.box_at(place.x(), desk.view.page_y(place.y())) is not None

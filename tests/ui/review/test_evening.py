"""The evening look back at one page, by keyboard alone."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from planner.domain import recorded, tracking
from planner.domain.edits import Edit
from planner.domain.values import new_id
from planner.ui.controls import Button
from planner.ui.main_window import MainWindow
from planner.ui.review.evening import Evening
from tests.ui.people import TODAY, Clock, Opened, Person

DAY = dt.timedelta(days=1)
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Keys, each where the keyboard is by then."""
    for key in keys:
        qtbot.keyClick(focused(), key, modifier)


def write(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(focused(), text)
    press(qtbot, Key.Key_Return)


def evening_of(window: MainWindow) -> Evening:
    assert window.places.looks_back
    return window.places.evening


def at_eight(person: Person, clock: Clock, *lines: str) -> None:
    """The story before: planned at eight in the morning, the first one worked on; now it is evening."""
    clock.at(8)
    person.writes(*lines)
    first = person.workspace.page().entries[0]
    assert isinstance(
        person.workspace.do(tracking.start(person.workspace.page(), first.id, now=clock(), new=new_id())), Edit
    )
    clock.at(9, 10)
    assert isinstance(person.workspace.do(tracking.stop(person.workspace.page(), now=clock())), Edit)
    clock.at(20)


def test_a_day_is_looked_back_at_without_a_mouse(
    open_window: Opened, person: Person, clock: Clock, qtbot: QtBot
) -> None:
    lines = "Draft the essay 60m !1 8:00", "Mail, once 30m 9:30", "Call the landlord 20m !2", "Order paper 10m"
    at_eight(person, clock, *lines)
    window = open_window()
    press(qtbot, Key.Key_V, modifier=SHIFT)
    evening = evening_of(window)
    assert window.windowTitle().startswith("Looking back at Monday 23 November")
    assert focused() is evening.three
    assert "60 → 70 min" in evening.three.lines.lines[0].figures
    press(qtbot, Key.Key_X)
    assert person.entry("Draft the essay").state == "done"
    press(qtbot, Key.Key_Down, Key.Key_D)
    assert person.entry("Call the landlord").state == "dropped"
    press(qtbot, Key.Key_Down)
    assert focused() is evening.others
    press(qtbot, Key.Key_Home, Key.Key_Return)  # its guess is offered, to be confirmed
    assert evening.taking.field is not None
    assert evening.taking.field.text() == "30 min"
    press(qtbot, Key.Key_Return)
    assert recorded.times(window.page, person.entry("Mail, once").id) == ("9:30–10:00",)
    press(qtbot, Key.Key_Up, Key.Key_X)
    assert person.entry("Mail, once").state == "done"
    evening.others.choose(person.entry("Order paper").id)
    press(qtbot, Key.Key_Greater)
    assert person.entry("Order paper").state == "migrated"
    assert person.entry("Order paper", TODAY + DAY).state == "open"
    press(qtbot, Key.Key_U)
    write(qtbot, "Fixed the scanner 16:10-16:35")
    assert person.entry("Fixed the scanner").unplanned
    press(qtbot, Key.Key_Down)
    write(qtbot, "Read chapter three 45m !1")
    assert person.entry("Read chapter three", TODAY + DAY).rank == 1
    assert "Order paper · Read chapter three" in evening.tomorrow.text()
    assert "2 of 4 done" in evening.said.accessibleDescription()
    press(qtbot, Key.Key_Escape, Key.Key_Escape)
    assert not window.places.looks_back
    assert window.left.isVisible()


def test_every_step_of_it_is_taken_back(open_window: Opened, person: Person, clock: Clock, qtbot: QtBot) -> None:
    at_eight(person, clock, "Draft the essay 60m !1 8:00", "Mail, once 30m 9:30")
    window = open_window()
    window.going.look_back()
    before, tomorrow = window.page, window.workspace.page(TODAY + DAY)
    press(qtbot, Key.Key_X, Key.Key_Down, Key.Key_Return)
    write(qtbot, "")
    press(qtbot, Key.Key_Down)
    window.places.evening.tomorrow_field.setFocus()
    write(qtbot, "Read chapter three 45m")
    press(qtbot, Key.Key_Escape)
    for _ in range(3):
        press(qtbot, Key.Key_Z, modifier=CONTROL)
        assert window.places.looks_back
    assert window.page == before
    assert window.workspace.page(TODAY + DAY).entries == tomorrow.entries
    assert window.places.evening.tomorrow.text() == "Nothing is on its page yet."
    assert window.date == TODAY


def test_what_was_on_record_is_corrected_in_a_word(
    open_window: Opened, person: Person, clock: Clock, qtbot: QtBot
) -> None:
    at_eight(person, clock, "Draft the essay 60m 8:00", "Mail, once 30m 9:30")
    window = open_window()
    window.going.look_back()
    press(qtbot, Key.Key_Home, Key.Key_Return)
    evening = evening_of(window)
    assert evening.taking.field is not None
    assert evening.taking.field.text() == "1 h 10"
    write(qtbot, "soon")
    assert window.whisper.isVisible()
    assert "'soon' is no span of time" in window.whisper.words.text()
    press(qtbot, Key.Key_Escape)  # the words go
    assert evening.taking.field is not None
    evening.taking.field.setFocus()
    evening.taking.field.selectAll()
    write(qtbot, "50m")
    assert recorded.times(window.page, person.entry("Draft the essay").id) == ("8:00–8:50",)
    assert focused() is evening.others
    assert evening.others.currentIndex().row() == 1  # and on to the next row
    press(qtbot, Key.Key_Return, Key.Key_Escape)
    assert evening.taking.field is None
    assert window.places.looks_back
    assert recorded.times(window.page, person.entry("Mail, once").id) == ()


def test_the_same_with_the_mouse(open_window: Opened, person: Person, clock: Clock, qtbot: QtBot) -> None:
    at_eight(person, clock, "Draft the essay 60m 8:00", "Mail, once 30m 9:30")
    window = open_window()
    window.going.look_back()
    evening = evening_of(window)
    rows, left = evening.others, Qt.MouseButton.LeftButton
    first = rows.row_rect(0)
    qtbot.mouseClick(rows.viewport(), left, pos=QPoint(12, first.center().y()))
    assert person.entry("Draft the essay").state == "done"
    qtbot.mouseClick(rows.viewport(), left, pos=rows.row_rect(1).center())
    buttons = {button.text(): button for button in evening.findChildren(Button)}
    qtbot.mouseClick(buttons["Say what it took"], left)
    assert evening.taking.field is not None
    press(qtbot, Key.Key_Return)
    qtbot.mouseClick(rows.viewport(), left, pos=rows.row_rect(1).center())
    qtbot.mouseClick(buttons["Carry over"], left)
    assert person.entry("Mail, once").state == "migrated"
    qtbot.mouseClick(buttons["Back to the day"], left)
    assert not window.places.looks_back


def test_an_empty_page_says_so_and_takes_what_came_besides(open_window: Opened, clock: Clock, qtbot: QtBot) -> None:
    clock.at(20)
    window = open_window()
    window.going.look_back()
    evening = evening_of(window)
    assert "Nothing was planned" in evening.said.accessibleDescription()
    assert focused() is evening.unplanned_field
    write(qtbot, "Helped Ana 30m")
    assert [line.entry.title for line in evening.besides.lines.lines if line.entry] == ["Helped Ana"]


def test_from_the_review_it_looks_at_today_and_the_days_go_by(
    open_window: Opened, person: Person, clock: Clock, qtbot: QtBot
) -> None:
    person.writes("Yesterday's line 10m", date=TODAY - DAY)
    at_eight(person, clock, "Draft the essay 60m")
    window = open_window()
    window.going.step(-1)
    window.going.review()
    press(qtbot, Key.Key_V, modifier=SHIFT)
    assert window.date == TODAY
    evening = evening_of(window)
    press(qtbot, Key.Key_PageUp)
    assert "Sunday 22 November" in evening.title.text()
    assert evening.others.lines.lines[0].entry == person.entry("Yesterday's line", TODAY - DAY)
    press(qtbot, Key.Key_N)
    assert window.left.entry_field.hasFocus()


@pytest.mark.parametrize("size", [(1280, 800), (640, 480)])
def test_nothing_of_it_is_cut(open_window: Opened, person: Person, clock: Clock, size: tuple[int, int]) -> None:
    at_eight(person, clock, "word " * 60 + "45m", "كتابة الفصل الأول 📚 30m !1")
    window = open_window(*size)
    window.going.look_back()
    QApplication.processEvents()
    evening = evening_of(window)
    sheet = evening.area.widget()
    assert sheet is not None
    for widget in sheet.findChildren(QWidget):
        if widget.isVisible() and widget.parentWidget() is sheet:
            assert sheet.rect().contains(widget.geometry()), widget.accessibleName()
    for widget in evening.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert widget.accessibleName()
    evening.grab()


@pytest.mark.parametrize("size", [(1280, 800), (640, 480)])
def test_what_can_be_done_to_a_row_stays_in_sight(
    open_window: Opened, person: Person, clock: Clock, qtbot: QtBot, size: tuple[int, int]
) -> None:
    at_eight(person, clock, *(f"Line {number} 15m" for number in range(30)))
    window = open_window(*size)
    window.going.look_back()
    evening = evening_of(window)
    qtbot.waitUntil(lambda: evening.area.verticalScrollBar().maximum() > 0)  # the day is longer than the sheet
    for deed in (*evening.deeds, evening.leave):
        assert evening.rect().contains(QRect(deed.mapTo(evening, QPoint(0, 0)), deed.size())), deed.text()
        assert not deed.visibleRegion().isEmpty()


def test_a_day_without_rows_offers_nothing_to_do_to_them(open_window: Opened) -> None:
    window = open_window()
    window.going.look_back()
    evening = evening_of(window)
    assert not any(deed.isVisible() for deed in evening.deeds)
    assert evening.leave.isVisible()

"""The window as a whole: the days, the facts, undo, what fits, and how it comes back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from planner.domain import entries, tracking
from planner.domain.edits import Change, Edit
from planner.store.problems import StoreProblem
from planner.ui import placement
from planner.ui.controls import Fact
from planner.ui.day.timeline.shown import Scene
from planner.workspace import Workspace
from tests.ui.people import TODAY, Clock, Opened, Person

DAY = dt.timedelta(days=1)
FULL = (
    "Draft the essay 60m !1 8:30",
    "Send the grant budget 45m !2 10:30",
    "Call the landlord 20m !3 13:30",
    "○ Lab meeting 11:30-12:30",
    "Review the outline 30m #essay 14:45",
    "Order printer paper 10m",
    "- The second source contradicts chapter 3",
    "Deep reading 60m 15:45",
)


@pytest.mark.parametrize("size", [(1280, 800), (880, 700), (1920, 1080)])
@pytest.mark.parametrize("texts", [(), FULL], ids=["first day", "full day"])
def test_nothing_is_cut(open_window: Opened, person: Person, size: tuple[int, int], texts: tuple[str, ...]) -> None:
    person.writes("Sort the bookshelf 30m", "Answer Ana 10m", date=TODAY - DAY)
    person.writes(*texts)
    window = open_window(*size)
    if texts:
        window.left.open_leftovers()
        window.foot.tell("Moved", can_undo=True)
    for front in (0, 1):
        window.spread.turn(front)
        QApplication.processEvents()  # lay-outs that were asked for are made
        for widget in window.findChildren(QWidget):
            if widget.isVisible():
                assert_has_room(widget)
                assert_within(widget, window)


def assert_has_room(widget: QWidget) -> None:
    least = widget.minimumSizeHint()
    assert widget.width() >= least.width(), f"{told(widget)} is {widget.width()} wide, needs {least.width()}"
    assert widget.height() >= least.height(), f"{told(widget)} is {widget.height()} high, needs {least.height()}"
    if isinstance(widget, QLabel | QAbstractButton | Fact) and widget.text():
        wanted = widget.sizeHint()
        assert widget.width() >= wanted.width() or widget.minimumSizeHint().width() == 0, f"{told(widget)} is elided"


def assert_within(widget: QWidget, window: QWidget) -> None:
    parent = widget.parentWidget()
    if widget is window or parent is None or widget.isWindow() or not (isinstance(widget, QAbstractButton | QLabel)):
        return
    assert parent.rect().contains(widget.geometry()), f"{told(widget)} is cut by what holds it"


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()!r}"


def test_the_pages_stack_where_there_is_no_room_for_two(open_window: Opened) -> None:
    window = open_window(880, 700)
    assert window.left.isVisible()
    assert not window.timeline.isVisible()
    window.bar.tabs[1].click()
    assert window.timeline.isVisible()
    assert not window.left.isVisible()
    assert window.timeline.hasFocus()
    window.window().resize(1280, 800)
    assert window.left.isVisible()
    assert window.timeline.isVisible()


def test_keys_go_from_day_to_day(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    lines = window.left.three
    qtbot.keyClick(lines, Qt.Key.Key_PageDown)
    assert window.date == TODAY + DAY
    assert window.bar.day.text() == "Tomorrow"
    qtbot.keyClick(lines, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(lines, Qt.Key.Key_PageUp)
    assert window.left.date.text() == "Sunday 22 November"
    qtbot.keyClick(lines, Qt.Key.Key_T)
    assert window.date == TODAY


def test_letters_are_letters_while_one_writes(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    qtbot.keyClick(window.left.three, Qt.Key.Key_N)
    field = window.left.entry_field
    assert field.hasFocus()
    qtbot.keyClicks(field, "tnrplxd 123 >")
    assert field.text() == "tnrplxd 123 >"
    assert window.date == TODAY


def test_enter_where_nothing_is_chosen_opens_the_entry_line(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Return)
    assert window.left.entry_field.hasFocus()


def test_the_load_turns_amber_and_says_so(open_window: Opened, person: Person) -> None:
    person.writes("Deep work 180m 8:00", "More of it 150m 14:00")
    window = open_window()
    assert window.bar.load.text() == "5 h 30 of 6 h"
    person.writes("And more 60m 19:00")
    assert window.bar.load.text() == "6 h 30 of 6 h leave room"


def test_the_next_recharge_is_told(open_window: Opened, person: Person, clock: Clock) -> None:
    person.writes("Deep work 120m 8:00", "More 60m 10:00")
    window = open_window()
    assert window.bar.recharge.text() == "Recharge in 2 h"
    clock.at(10, 5)
    window.pass_time()
    assert window.bar.recharge.text() == "Recharge until 10:30"
    window.going.step(1)
    assert not window.bar.recharge.isVisible()


def test_what_is_shown_is_always_what_the_file_has(open_window: Opened, person: Person, clock: Clock) -> None:
    window, workspace = open_window(), person.workspace
    seen: list[Edit] = []

    def compare(edit: Edit) -> None:
        page, timeline = workspace.page(window.date), window.timeline
        assert window.page == timeline.page == window.left.page == page
        assert timeline.shown == Scene(timeline.ruler, workspace.now(), workspace.settings.clock24).page(page)
        seen.append(edit)

    window.changed.connect(compare)
    person.writes(*FULL)
    clock.at(8, 40)
    essay = person.entry("Draft the essay").id
    started = tracking.start(window.page, essay, now=workspace.now(), new="i" * 26, box_id=window.page.boxes[0].id)
    workspace.do(started)
    running = window.page.running()
    assert running is not None
    earlier = running.start - dt.timedelta(minutes=20)
    workspace.do(Edit("Correct", (Change(running, replace(running, start=earlier)),)))
    clock.at(9, 55)
    workspace.do(tracking.stop(window.page, now=workspace.now()))
    workspace.do(entries.tick(window.page, essay, now=workspace.now()))
    workspace.change_settings(replace(workspace.settings, limit=90))
    while isinstance(workspace.undo(), Edit):
        pass
    assert (window.page.fresh, window.page.head.limit) == (True, 90)
    assert len(seen) > 2 * len(FULL)
    while isinstance(workspace.redo(), Edit):
        pass
    assert len(window.page.intervals) == 1


def test_undo_and_redo_by_key_with_words(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    window = open_window()
    person.writes("Draft the essay 45m")
    assert window.foot.undo.isVisible()
    with qtbot.waitSignal(window.changed):
        qtbot.keyClick(window.left.three, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not window.page.entries
    assert window.foot.words.text() == "Undone: Add 'Draft the essay'"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.left.three, Qt.Key.Key_Z, both)
    assert person.entry("Draft the essay").estimate == 45


def test_undo_right_after_writing_undoes_the_line(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    window.going.write_line()
    field = window.left.entry_field
    qtbot.keyClicks(field, "Draft the essay 45m")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.page.entries
    assert field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not window.page.entries


def test_undo_goes_to_the_page_where_something_changed(open_window: Opened, person: Person) -> None:
    person.writes("Book the train", date=TODAY + DAY)
    window = open_window()
    window.undo()
    assert window.date == TODAY + DAY


def test_nothing_to_undo_is_said(open_window: Opened) -> None:
    window = open_window()
    window.undo()
    assert window.foot.words.text() == "There is nothing to undo."


def test_the_day_start_turns_the_page_of_today_only(open_window: Opened, clock: Clock) -> None:
    window = open_window()
    clock.at(3, 59, days=1)
    window.pass_time()
    assert window.date == TODAY
    clock.at(4, 0, days=1)
    window.pass_time()
    assert window.date == TODAY + DAY
    window.go_to(TODAY)
    clock.at(4, 0, days=2)
    window.pass_time()
    assert window.date == TODAY


def test_a_change_that_cannot_be_kept_is_said_and_nothing_is_lost(
    open_window: Opened, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def full(edit: Edit, kind: str = "do") -> int:
        raise StoreProblem("The disk is full and that was not kept: free some space, then do it again.")

    window = open_window()
    monkeypatch.setattr(workspace.store, "apply", full)
    window.going.write_line()
    qtbot.keyClicks(window.left.entry_field, "Draft the essay")
    qtbot.keyClick(window.left.entry_field, Qt.Key.Key_Return)
    assert window.whisper.isVisible()
    assert "disk is full" in window.whisper.words.text()
    assert window.left.entry_field.text() == "Draft the essay"


def test_user_text_is_never_markup(open_window: Opened, person: Person) -> None:
    person.writes("<b>Bob</b> & <img src='/etc/passwd'>")
    window = open_window()
    window.foot.toast(Edit("Add '<b>Bob</b>'"))
    for label in window.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, told(label)


def test_every_control_has_a_name_for_a_screen_reader(open_window: Opened, person: Person) -> None:
    person.writes(*FULL)
    window = open_window()
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert widget.accessibleName(), type(widget).__name__


def test_tab_reaches_everything_that_can_have_the_keyboard(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes(*FULL)
    window = open_window()
    reached = []
    for _ in range(30):
        focused = window.focusWidget()
        if focused is None or focused in reached:
            break
        reached.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    tabbed = Qt.FocusPolicy.TabFocus
    wanted = {w for w in window.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & tabbed == tabbed}
    assert wanted <= set(reached)


def test_settings_change_the_look_at_once(open_window: Opened, workspace: Workspace) -> None:
    from planner.ui.theme import theme

    open_window()
    workspace.change_settings(replace(workspace.settings, theme="dark"))
    assert theme().tokens.dark
    workspace.change_settings(replace(workspace.settings, theme="light"))
    assert not theme().tokens.dark


# Where the window stands


def test_the_window_comes_back_where_it_stood(open_window: Opened, tmp_path: Path) -> None:
    window = open_window(700, 600).window()
    window.move(20, 30)
    placement.save(window, tmp_path, "dark")
    other = QWidget()
    placement.restore(other, tmp_path)
    assert other.geometry() == window.geometry()
    assert placement.look(tmp_path) == "dark"
    assert (tmp_path / placement.FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "nonsense",
        "[1, 2, 3]",
        '{"frame": [0, 0, 0, 0]}',
        '{"frame": [90000, 90000, 700, 600]}',
        '{"frame": {"x": 1}, "look": 7}',
        '{"frame": [[], 1, 2, 3], "look": "plaid"}',
        '{"frame": [1e999, 1, 2, 3]}',
    ],
)
def test_a_place_that_is_no_place_is_not_taken(kept: str, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / placement.FILE).write_text(kept, encoding="ascii")
    window = QWidget()
    qtbot.addWidget(window)
    placement.restore(window, tmp_path)
    assert window.screen().availableGeometry().contains(window.geometry())
    assert placement.look(tmp_path) == "system"


def test_a_frame_is_moved_into_the_room() -> None:
    room = QRect(0, 0, 1000, 800)
    assert placement.clamped(QRect(900, 700, 400, 300), room) == QRect(600, 500, 400, 300)
    assert placement.clamped(QRect(-50, -50, 400, 300), room) == QRect(0, 0, 400, 300)


def test_a_folder_that_takes_no_file_does_not_hold_anyone_up(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    placement.save(window, tmp_path / "not there", "system")
    assert not (tmp_path / "not there").exists()

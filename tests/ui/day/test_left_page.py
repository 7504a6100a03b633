"""The left page with real keys and clicks on a real file: write, tick, rank, carry over, break down, undo."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDrag
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from planner.domain import recorded
from planner.domain.arrange import TIME_HAS_PASSED
from planner.domain.line_parts import NO_BOX
from planner.domain.values import Page
from planner.ui.ask import Question, Steps
from planner.ui.day.log import ENTRY_MIME, LineList
from planner.ui.main_window import MainWindow
from tests.ui.people import TODAY, Clock, Opened, Person

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
DAY = dt.timedelta(days=1)
THREE = ("Draft the essay 60m !1", "Send the budget 45m !2", "Call the landlord 20m !3")


def write(window: MainWindow, qtbot: QtBot, text: str) -> None:
    window.going.write_line()
    qtbot.keyClicks(window.left.entry_field, text)
    qtbot.keyClick(window.left.entry_field, Qt.Key.Key_Return)


def choose(window: MainWindow, person: Person, title: str) -> LineList:
    """Give the keyboard to a line."""
    entry = person.entry(title)
    for each in window.left.lists:
        if each.choose(entry.id):
            each.setFocus()
            return each
    raise AssertionError(f"no line {title}")


def titles(page: Page) -> list[str]:
    return [entry.title for entry in page.entries]


def spot(where: LineList, row: int, x: int) -> QPoint:
    return QPoint(x, where.row_rect(row).center().y())


def answer(qtbot: QtBot, deed: Any) -> list[str]:
    """Do something with the question that is about to be asked; what it said is collected."""
    said: list[str] = []

    def look() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        try:
            deed(question)
            said.append(question.answer.text())
        finally:  # what was asserted in vain must not leave the question open for ever
            if question.isVisible():
                question.accept()

    QTimer.singleShot(0, look)
    return said


# Writing


def test_a_line_is_written_with_its_box(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    write(window, qtbot, "Draft the essay 45m #writing !1 9:30")
    entry = window.page.priorities()[1]
    assert (entry.title, entry.estimate, entry.tags) == ("Draft the essay", 45, ("writing",))
    assert [(window.page.frame.clock(b.start), b.minutes) for b in window.page.boxes] == [("09:30", 45)]
    assert window.left.entry_field.text() == ""
    assert window.left.three.lines.lines[0].entry == entry


def test_chips_say_what_was_understood_and_what_was_not(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    window.going.write_line()
    field = window.left.entry_field
    qtbot.keyClicks(field, "Outline slides 45m #talk !2 14:00 25:99")
    assert [chip.words for chip in field.chips()] == ["14:00", "45 min", "priority 2", "#talk", "25:99 ?"]
    assert [chip.understood for chip in field.chips()] == [True, True, True, True, False]
    assert "25:99" in field.accessibleDescription()
    field.clear()
    assert field.chips() == ()
    field.setText("○ Dentist tomorrow 15:00")
    assert [chip.words for chip in field.chips()] == ["event", "Tue 24 Nov", "15:00", "1 h"]
    field.setText("Read 9:30 @Library @home")
    assert [chip.words for chip in field.chips()] == ["09:30", "@Library", "@home ?"]
    field.setText("Read @Library")
    assert [chip.spoken() for chip in field.chips()] == [f"@Library ? {NO_BOX}"]


def test_a_line_for_another_day_goes_there(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    write(window, qtbot, "Book the train tomorrow")
    assert titles(window.page) == []
    assert titles(window.workspace.page(TODAY + DAY)) == ["Book the train"]


def test_a_title_that_is_too_long_is_refused_in_words_and_stays(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    field = window.left.entry_field
    field.setFocus()
    field.setText("x" * 501)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.whisper.isVisible()
    assert "at most 500" in window.whisper.words.text()
    assert len(field.text()) == 501
    assert titles(window.page) == []


@pytest.mark.parametrize("title", ["x" * 300, "🎉 party 👩‍👩‍👧‍👦", "مقال عن التأجيل", "a\u202eb", "<b>bold</b> &amp;"])
def test_any_title_is_shown_and_kept(open_window: Opened, qtbot: QtBot, title: str) -> None:
    window = open_window()
    window.going.write_line()
    window.left.entry_field.setText(title)
    qtbot.keyClick(window.left.entry_field, Qt.Key.Key_Return)
    assert len(window.page.entries) == 1
    window.grab()
    assert window.page.entries[0].title in window.left.bonus.lines.lines[0].spoken()


def test_an_empty_slot_is_written_by_enter(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    qtbot.keyClick(window.left.three, Qt.Key.Key_Down)
    qtbot.keyClick(window.left.three, Qt.Key.Key_Return)
    editor = window.left.editor
    assert editor is not None
    qtbot.keyClicks(editor, "Send the budget 45m")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert window.page.priorities()[2].title == "Send the budget"
    assert window.left.editor is None
    assert window.left.three.hasFocus()


def test_an_empty_slot_is_written_by_a_click(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    three = window.left.three
    qtbot.mouseClick(three.viewport(), Qt.MouseButton.LeftButton, pos=spot(three, 0, 200))
    assert window.left.editor is not None


def test_done_though_not_planned(open_window: Opened, qtbot: QtBot, clock: Clock) -> None:
    clock.at(11)
    window = open_window()
    qtbot.keyClick(window.left.three, Qt.Key.Key_U)
    field = window.left.unplanned_field
    qtbot.keyClicks(field, "Fixed the scanner 25m")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    [line] = window.left.unplanned.lines.lines
    assert line.entry is not None
    assert (line.entry.title, line.entry.state, line.figures) == ("Fixed the scanner", "done", "25 min")
    assert field.text() == ""
    qtbot.keyClicks(field, "And that 9:00")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "Say how long it took" in window.whisper.words.text()
    assert field.text() == "And that 9:00"


def test_esc_leaves_the_field_for_the_lines(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    window.going.write_line()
    qtbot.keyClick(window.left.entry_field, Qt.Key.Key_Escape)
    assert window.left.three.hasFocus()


# A fourth priority


def test_a_fourth_is_refused_in_place_and_swapped_by_a_key(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes(*THREE, "Order paper 10m")
    window = open_window()
    lines = choose(window, person, "Order paper")
    qtbot.keyClick(lines, Qt.Key.Key_2)
    assert window.whisper.isVisible()
    assert "three priorities" in window.whisper.words.text()
    line = lines.row_rect(lines.currentIndex().row())
    assert window.whisper.y() >= lines.viewport().mapTo(window, line.bottomLeft()).y()
    swap = window.whisper.offers[0]
    assert swap.hasFocus()
    qtbot.keyClick(swap, Qt.Key.Key_Return)
    assert window.page.priorities()[2].title == "Order paper"
    assert person.entry("Send the budget").rank is None
    assert not window.whisper.isVisible()


def test_a_fourth_is_left_as_bonus_by_esc(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes(*THREE, "Order paper 10m")
    window = open_window()
    lines = choose(window, person, "Order paper")
    before = window.page
    qtbot.keyClick(lines, Qt.Key.Key_1)
    qtbot.keyClick(window.whisper.offers[0], Qt.Key.Key_Escape)
    assert not window.whisper.isVisible()
    assert window.page == before
    assert lines.hasFocus()


@pytest.mark.parametrize(("offer", "rank", "other"), [(0, 1, None), (1, None, 1)])
def test_a_fourth_from_the_entry_line(
    open_window: Opened, person: Person, qtbot: QtBot, offer: int, rank: int | None, other: int | None
) -> None:
    person.writes(*THREE)
    window = open_window()
    write(window, qtbot, "Order paper 10m !1")
    assert window.left.entry_field.text() == "Order paper 10m !1"
    qtbot.mouseClick(window.whisper.offers[offer], Qt.MouseButton.LeftButton)
    assert person.entry("Order paper").rank == rank
    assert person.entry("Draft the essay").rank == other
    assert window.left.entry_field.text() == ""
    window.undo()
    assert titles(window.page) == ["Draft the essay", "Send the budget", "Call the landlord"]
    assert person.entry("Draft the essay").rank == 1


# Lines


def test_tick_by_key_and_by_the_sign(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes(*THREE, "Order paper 10m")
    window = open_window()
    qtbot.keyClick(choose(window, person, "Order paper"), Qt.Key.Key_X)
    assert person.entry("Order paper").state == "done"
    assert window.left.bonus.lines.lines[0].sign == "×"
    three = window.left.three
    qtbot.mouseClick(three.viewport(), Qt.MouseButton.LeftButton, pos=spot(three, 0, 18))
    assert person.entry("Draft the essay").state == "done"
    qtbot.mouseClick(three.viewport(), Qt.MouseButton.LeftButton, pos=spot(three, 0, 18))
    assert person.entry("Draft the essay").state == "open"


def test_start_and_stop(open_window: Opened, person: Person, qtbot: QtBot, clock: Clock) -> None:
    person.writes(*THREE)
    window = open_window()
    three = window.left.three
    qtbot.keyClick(three, Qt.Key.Key_Space)
    assert three.lines.lines[0].running
    clock.at(8, 20)
    window.pass_time()
    assert three.lines.lines[0].figures == "20 of 60 min"
    qtbot.keyClick(three, Qt.Key.Key_Down)
    qtbot.keyClick(three, Qt.Key.Key_Space)
    assert [line.running for line in three.lines.lines] == [False, True, False]
    qtbot.keyClick(three, Qt.Key.Key_Space)
    assert window.page.running() is None
    assert three.lines.lines[0].figures == "60 → 20 min"


def test_edit_in_place(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Review the outline 30m #essay")
    window = open_window()
    lines = choose(window, person, "Review the outline")
    qtbot.keyClick(lines, Qt.Key.Key_F2)
    editor = window.left.editor
    assert editor is not None
    assert editor.text() == "Review the outline 30m #essay"
    editor.selectAll()
    qtbot.keyClicks(editor, "Review the whole outline 1h #thesis")
    number = window.workspace.store.number(TODAY)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    [entry] = window.page.entries
    assert (entry.title, entry.estimate, entry.tags) == ("Review the whole outline", 60, ("thesis",))
    assert window.workspace.store.number(TODAY) == number + 1
    assert lines.hasFocus()


def test_a_line_with_a_box_is_offered_with_its_place(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Read 30m 9:30 @Library")
    window = open_window()
    for text, left in (("Read 30m @home", "home"), ("Read 30m", "")):
        was = window.page.boxes[0].place
        qtbot.keyClick(choose(window, person, "Read"), Qt.Key.Key_F2)
        editor = window.left.editor
        assert editor is not None
        assert editor.text() == f"Read 30m @{was}"
        assert all(chip.understood for chip in editor.chips())
        editor.setText(text)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        assert [
            (entry.title, box.place) for entry, box in zip(window.page.entries, window.page.boxes, strict=True)
        ] == [("Read", left)]


def test_editing_ends_by_esc_and_keeps_by_leaving(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Review the outline 30m")
    window = open_window()
    lines = choose(window, person, "Review the outline")
    qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=spot(lines, 0, 100))
    qtbot.mouseDClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=spot(lines, 0, 100))
    assert window.left.editor is not None
    qtbot.keyClicks(window.left.editor, "Something else")
    qtbot.keyClick(window.left.editor, Qt.Key.Key_Escape)
    assert titles(window.page) == ["Review the outline"]
    qtbot.keyClick(lines, Qt.Key.Key_F2)
    assert window.left.editor is not None
    qtbot.keyClicks(window.left.editor, "Something else")
    window.timeline.setFocus()
    assert titles(window.page) == ["Something else"]
    assert window.left.editor is None


def test_an_edit_that_is_refused_keeps_its_words(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Review the outline 30m")
    window = open_window()
    qtbot.keyClick(choose(window, person, "Review the outline"), Qt.Key.Key_F2)
    assert window.left.editor is not None
    window.left.editor.setText("y" * 600)
    qtbot.keyClick(window.left.editor, Qt.Key.Key_Return)
    assert window.whisper.isVisible()
    assert window.left.editor.text() == "y" * 600
    assert titles(window.page) == ["Review the outline"]


def test_drop_and_delete(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Order paper 10m", "Sort the shelf")
    window = open_window()
    qtbot.keyClick(choose(window, person, "Order paper"), Qt.Key.Key_D)
    assert person.entry("Order paper").state == "dropped"
    qtbot.keyClick(choose(window, person, "Sort the shelf"), Qt.Key.Key_Delete)
    assert titles(window.page) == ["Order paper"]
    assert window.left.bonus.chosen() is not None


def test_carry_over_to_tomorrow_and_to_a_date(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Order paper 10m", "Sort the shelf")
    window = open_window()
    qtbot.keyClick(choose(window, person, "Order paper"), Qt.Key.Key_Greater)
    assert titles(window.workspace.page(TODAY + DAY)) == ["Order paper"]
    said = answer(qtbot, lambda question: qtbot.keyClicks(question.field, "thu"))
    qtbot.keyClick(choose(window, person, "Sort the shelf"), Qt.Key.Key_Less)
    assert said == ["Thursday 26 November"]
    assert titles(window.workspace.page(TODAY + 3 * DAY)) == ["Sort the shelf"]
    assert [line.sign for line in window.left.bonus.lines.lines] == [">", "<"]


def test_a_date_that_is_none_is_said_at_once(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Sort the shelf")
    window = open_window()

    def ask(question: Question) -> None:
        qtbot.keyClicks(question.field, "31 feb")
        ok = question.buttons.button(QDialogButtonBox.StandardButton.Ok)
        assert not ok.isEnabled()
        assert question.answer.text().startswith("Write a day")
        question.reject()

    answer(qtbot, ask)
    qtbot.keyClick(choose(window, person, "Sort the shelf"), Qt.Key.Key_Less)
    assert person.entry("Sort the shelf").state == "open"


def test_break_down(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Write an essay !1")
    window = open_window()

    def steps(question: Question) -> None:
        assert isinstance(question.field, Steps)
        assert question.answer.text() == "", "nobody has done anything wrong yet"
        assert not question.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
        qtbot.keyClicks(question.field, "Research 45m")
        qtbot.keyClick(question.field, Qt.Key.Key_Return)
        qtbot.keyClicks(question.field, "Outline 30m")
        assert question.answer.text() == "2 steps, 1 h 15"
        qtbot.keyClick(question.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    answer(qtbot, steps)
    qtbot.keyClick(window.left.three, Qt.Key.Key_B)
    assert titles(window.page) == ["Write an essay", "Research", "Outline"]
    assert window.left.bonus.lines.lines[0].note == "step of Write an essay"
    assert window.left.three.lines.lines[0].note == "0 of 2 steps done"
    window.undo()
    assert titles(window.page) == ["Write an essay"]


def test_a_box_by_the_keyboard_shows_what_would_follow(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Deep work 120m 8:00", "More of it 60m")
    window = open_window()

    def when(question: Question) -> None:
        assert isinstance(question.field, QLineEdit)
        assert question.field.text() == "10:00"
        assert "Recharge added 10:00–10:30" in question.answer.text()
        question.field.setText("quarter past")
        assert "Write a time" in question.answer.text()
        question.field.setText("13:00")

    answer(qtbot, when)
    qtbot.keyClick(choose(window, person, "More of it"), Qt.Key.Key_W)
    assert [window.page.frame.clock(box.start) for box in window.page.boxes] == ["08:00", "13:00"]


def test_the_time_that_is_offered_for_a_box_is_one_that_works(
    open_window: Opened, person: Person, qtbot: QtBot
) -> None:
    person.writes("Deep work 90m 8:00", "○ Lab meeting 10:00-11:00", "More of it 30m")
    window = open_window()

    def when(question: Question) -> None:
        assert isinstance(question.field, QLineEdit)
        assert question.field.text() == "11:00", "9:30 is free, but would leave three hours without recharge"

    answer(qtbot, when)
    qtbot.keyClick(choose(window, person, "More of it"), Qt.Key.Key_W)
    assert window.page.frame.clock(window.page.boxes[-1].start) == "11:00"


def test_lay_out_and_replan_by_key(open_window: Opened, person: Person, qtbot: QtBot, clock: Clock) -> None:
    person.writes(*THREE)
    window = open_window()
    qtbot.keyClick(window.left.three, Qt.Key.Key_L)
    work = [box for box in window.page.boxes if box.kind == "work"]
    assert [box.minutes for box in work] == [60, 45, 20]
    clock.at(12)
    qtbot.keyClick(window.left.three, Qt.Key.Key_R)
    work = [box for box in window.page.boxes if box.kind == "work"]
    assert min(box.start for box in work) == window.page.frame.minute(clock())


def test_arrows_walk_over_all_the_lists(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes(*THREE, "Order paper", "Sort the shelf")
    window = open_window()
    walked = []
    for _ in range(5):
        line = window.chosen_line()
        assert line is not None
        walked.append(line.entry.title if line.entry else "")
        focused = window.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Down)
    assert walked == ["Draft the essay", "Send the budget", "Call the landlord", "Order paper", "Sort the shelf"]
    for _ in range(5):
        focused = window.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Up)
    assert window.chosen_line() == window.left.three.lines.lines[0]


def test_a_line_can_be_dragged(
    open_window: Opened, person: Person, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.writes("Order paper 10m", "- a note")
    window = open_window()
    carried: list[str] = []

    def drop(drag: QDrag, *_: object) -> Qt.DropAction:
        carried.append(bytes(drag.mimeData().data(ENTRY_MIME).data()).decode())
        assert drag.pixmap().width() > 100
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", drop)
    lines = window.left.bonus
    for row in (0, 1):
        qtbot.mousePress(lines.viewport(), Qt.MouseButton.LeftButton, pos=spot(lines, row, 100))
        for step in range(1, 6):
            qtbot.mouseMove(lines.viewport(), spot(lines, row, 100 + 10 * step))
        qtbot.mouseRelease(lines.viewport(), Qt.MouseButton.LeftButton, pos=spot(lines, row, 160))
    assert carried == [person.entry("Order paper").id]


# What is left over


def test_leftovers_are_decided_on_by_one_key_each(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Sort the shelf 30m", "Answer Ana 10m", "Book the train 15m", date=TODAY - DAY)
    window = open_window()
    assert window.left.leftovers.button.text().startswith("3 left over from Sun 22 Nov")
    qtbot.keyClick(window.left.three, Qt.Key.Key_O)
    lines = window.left.leftovers.list
    assert lines.hasFocus()
    qtbot.keyClick(lines, Qt.Key.Key_Greater)
    assert titles(window.page) == ["Sort the shelf"]
    assert len(lines.lines.lines) == 2
    answer(qtbot, lambda question: qtbot.keyClicks(question.field, "friday"))
    qtbot.keyClick(lines, Qt.Key.Key_Less)
    assert titles(window.workspace.page(TODAY + 4 * DAY)) == ["Answer Ana"]
    qtbot.waitUntil(lines.hasFocus)
    qtbot.keyClick(lines, Qt.Key.Key_D)
    assert person.entry("Book the train", TODAY - DAY).state == "dropped"
    assert not window.left.leftovers.isVisible()
    focused = window.focusWidget()
    assert isinstance(focused, QWidget)
    assert focused.isVisible()
    for _ in range(3):
        window.undo()
    window.going.today()
    assert len(lines.lines.lines) == 3


def test_leftovers_unfold_by_a_click_and_fold_on_another_day(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Sort the shelf 30m", date=TODAY - DAY)
    window = open_window()
    qtbot.mouseClick(window.left.leftovers.button, Qt.MouseButton.LeftButton)
    assert window.left.leftovers.list.isVisible()
    window.going.step(-1)
    window.going.step(1)
    assert not window.left.leftovers.list.isVisible()


def test_without_leftovers_the_key_says_so(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    qtbot.keyClick(window.left.three, Qt.Key.Key_O)
    assert window.foot.words.text() == "Nothing is left over."


def test_a_refusal_goes_with_the_next_key(open_window: Opened, person: Person, qtbot: QtBot, clock: Clock) -> None:
    """Also when that key is a shortcut, which no widget is told of."""
    clock.at(17, 50)
    person.writes("Send the budget 45m")
    window = open_window()
    qtbot.keyClick(window.left.three, Qt.Key.Key_L)
    assert window.whisper.isVisible()
    qtbot.keyClick(window.left.three, Qt.Key.Key_PageDown)
    assert not window.whisper.isVisible()
    qtbot.keyClick(window.left.three, Qt.Key.Key_T)
    qtbot.keyClick(window.left.three, Qt.Key.Key_L)
    assert window.whisper.isVisible()
    qtbot.keyClick(window.left.three, Qt.Key.Key_F6)
    assert not window.whisper.isVisible()


@pytest.mark.parametrize(
    ("line", "offer", "done", "times"),
    [
        ("Fix the bicycle 30m 9:00", "I did it then", True, ("9:00–9:30",)),
        ("Fix the bicycle 30m 9:00", "Keep it without a time", False, ()),
        ("Fix the bicycle 9:00", "Keep it without a time", False, ()),
    ],
)
def test_a_line_for_a_time_that_has_passed_is_logged_or_kept_without_it(
    open_window: Opened,
    person: Person,
    clock: Clock,
    qtbot: QtBot,
    line: str,
    offer: str,
    done: bool,
    times: tuple[str, ...],
) -> None:
    clock.at(11)
    window = open_window()
    write(window, qtbot, line)
    assert window.whisper.words.text() == TIME_HAS_PASSED
    (button,) = (button for button in window.whisper.offers if button.text() == offer)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    entry = person.entry("Fix the bicycle")
    assert ((entry.state == "done"), entry.unplanned) == (done, done)
    assert recorded.times(window.page, entry.id) == times
    assert window.page.boxes == ()
    assert window.left.entry_field.text() == ""


def test_deeds_without_a_choice_say_what_to_do(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    qtbot.keyClick(window.left.three, Qt.Key.Key_X)
    assert window.foot.words.text().startswith("Choose a line")


def test_in_a_low_window_what_is_written_and_what_is_said_of_it_are_seen(
    open_window: Opened, person: Person, qtbot: QtBot
) -> None:
    person.writes(*(f"Left over {number}" for number in range(6)), date=TODAY - DAY)
    person.writes(*THREE, *(f"Line {number}" for number in range(12)))
    window = open_window(640, 480)
    window.left.open_leftovers()
    field = window.left.entry_field
    qtbot.waitUntil(lambda: field.visibleRegion().isEmpty())  # it lies below the fold
    window.going.write_line()
    qtbot.waitUntil(lambda: field.visibleRegion().contains(field.rect()))
    qtbot.keyClicks(field, "One more !2")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.whisper.isVisible()
    assert window.rect().contains(window.whisper.geometry())
    assert not window.whisper.geometry().contains(field.mapTo(window, field.rect().center()))
    window.left.focus_lines()
    assert window.left.leftovers.list.hasFocus()
    assert chosen_is_seen(window.left.leftovers.list)


def chosen_is_seen(where: LineList) -> bool:
    row = where.row_rect(where.currentIndex().row())
    return where.viewport().visibleRegion().contains(row)


def bars(window: MainWindow) -> list[QScrollBar]:
    """The scroll bars of the left page that there is something to scroll with."""
    return [bar for bar in window.left.findChildren(QScrollBar) if bar.isVisible() and bar.maximum() > 0]


@pytest.mark.parametrize(("height", "one"), [(480, "page"), (600, "bonus"), (900, "")])
def test_one_bar_at_most_moves_the_left_page(
    open_window: Opened, person: Person, qtbot: QtBot, height: int, one: str
) -> None:
    """The log scrolls above its field while there is room for both, and else the page; never one within the other."""
    person.writes(*THREE, *(f"Line {number}" for number in range(12)))
    window = open_window(640, height)
    expected = {"page": [window.left.verticalScrollBar()], "bonus": [window.left.bonus.verticalScrollBar()], "": []}
    qtbot.waitUntil(lambda: bars(window) == expected[one])


def test_a_low_page_with_leftovers_unfolded_has_one_bar_too(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes(*(f"Left over {number}" for number in range(9)), date=TODAY - DAY)
    person.writes(*THREE, *(f"Line {number}" for number in range(5)))
    window = open_window(640, 600)
    window.left.open_leftovers()
    qtbot.waitUntil(lambda: bars(window) == [window.left.verticalScrollBar()])
    window.left.open_leftovers()
    qtbot.waitUntil(lambda: window.left.verticalScrollBar().maximum() == 0)


def test_in_a_low_window_the_page_follows_the_arrows_and_the_writing(
    open_window: Opened, person: Person, qtbot: QtBot
) -> None:
    person.writes(*THREE, *(f"Line {number}" for number in range(12)))
    window = open_window(640, 480)
    bonus, field = window.left.bonus, window.left.entry_field
    window.left.focus_lines()
    for _ in range(2 + 12):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        where = bonus if bonus.hasFocus() else window.left.three
        assert chosen_is_seen(where)
    assert bonus.currentIndex().row() == 11
    window.going.write_line()
    for number in range(4):
        qtbot.keyClicks(field, f"And line {number}")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: field.visibleRegion().contains(field.rect()))


def test_the_wheel_over_a_line_of_a_low_page_moves_the_page(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes(*THREE, *(f"Line {number}" for number in range(12)))
    window = open_window(640, 480)
    at = window.left.bonus.viewport().mapTo(window, QPoint(60, 10))
    handle = window.window().windowHandle()
    QTest.wheelEvent(handle, QPointF(window.mapTo(window.window(), at)), QPoint(0, -120))
    qtbot.waitUntil(lambda: window.left.verticalScrollBar().value() > 0)

"""The print place: what it shows, what can be chosen, where it goes, what is said when it cannot."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from planner.review.span import Span
from planner.ui.ask import Question
from planner.ui.main_window import MainWindow
from planner.ui.print.days import week_of
from planner.ui.print.fields import Pick
from planner.ui.print.place import Printing
from planner.workspace import Workspace
from tests.ui.people import TODAY, Opened, Person

# Offscreen, every dialog with a least size says so.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Place = Callable[..., Printing]
DAY = dt.timedelta(days=1)
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
CTRL = Qt.KeyboardModifier.ControlModifier


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def settled(place: Printing, qtbot: QtBot) -> Printing:
    """What is chosen is laid out and drawn."""
    qtbot.waitUntil(lambda: place.going.laid is not None, timeout=30_000)
    qtbot.waitUntil(lambda: place.preview.image() is not None, timeout=30_000)
    return place


@pytest.fixture
def place(open_window: Opened, qtbot: QtBot) -> Place:
    """P in the window, and what it shows."""

    def opened(width: int = 1280, height: int = 800) -> Printing:
        window = open_window(width, height)
        press(Qt.Key.Key_P)
        assert window.places.prints
        return settled(window.places.printing, qtbot)

    return opened


def choose(pick: Pick, value: object) -> None:
    """With the arrow keys, as far as it takes."""
    pick.setFocus()
    target = pick.row_of(value)
    assert target >= 0, value
    for _ in range(pick.count()):
        if pick.currentIndex() == target:
            return
        QTest.keyClick(pick, Qt.Key.Key_Down if target > pick.currentIndex() else Qt.Key.Key_Up)
    assert pick.currentIndex() == target


def shown(place: Printing) -> QImage:
    image = place.preview.image()
    assert image is not None
    return image


def is_dark(image: QImage, x: float, y: float) -> bool:
    """Whether there is ink around a place, given in shares of width and height."""
    at = QPoint(round(x * image.width()), round(y * image.height()))
    return any(image.pixelColor(at + QPoint(dx, dy)).lightness() < 128 for dx in range(-4, 5) for dy in range(-4, 5))


def text_of(file: Path) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file))


def saved(place: Printing, qtbot: QtBot, target: Path) -> Path:
    """Ctrl+S, a name, and what is said then."""
    press(Qt.Key.Key_S, CTRL)
    answer_name(place, target)
    qtbot.waitUntil(lambda: place.going.told.text() == f"Saved {target.name}", timeout=30_000)
    return target


def answer_name(place: Printing, target: Path) -> None:
    asked = place.going.findChild(QFileDialog)
    assert asked is not None
    assert asked.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert asked.defaultSuffix() == "pdf"
    asked.fileSelected.emit(str(target))
    asked.close()
    QTest.qWaitForWindowActive(place.window())


def test_p_and_one_enter_lead_to_the_sheet_of_the_open_day(
    place: Place, person: Person, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    person.writes("Draft the essay 60m !1 9:00")
    printing = place()
    assert printing.preview.accessibleDescription() == "Monday 23 November 2026"
    assert is_dark(shown(printing), 7.5 / 148, 7.5 / 210)  # the marker in the corner
    press(ENTER)
    asked = printing.going.findChild(QFileDialog)
    assert asked is not None
    assert Path(asked.selectedFiles()[0]).name == "day-2026-11-23.pdf"
    answer_name(printing, tmp_path / "day.pdf")
    qtbot.waitUntil(printing.going.open_file.isVisible, timeout=30_000)
    assert printing.going.told.text() == "Saved day.pdf"
    assert "Draft the essay" in text_of(tmp_path / "day.pdf")
    (kept,) = workspace.store.prints()
    assert (kept.page, kept.kind, kept.file) == (TODAY, "day", str(tmp_path / "day.pdf"))
    assert kept.number == workspace.store.number(TODAY)
    assert [name for name in os.listdir(tmp_path) if name.endswith(".part")] == []


def test_enter_before_it_is_laid_out_is_done_as_soon_as_it_is(
    open_window: Opened, person: Person, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    person.writes("Draft the essay")
    window = open_window()
    press(Qt.Key.Key_P)
    press(ENTER)
    printing = window.places.printing
    assert printing.going.laid is None
    answer_name(printing, tmp_path / "soon.pdf")
    qtbot.waitUntil(lambda: printing.going.told.text() == "Saved soon.pdf", timeout=30_000)
    assert "Draft the essay" in text_of(tmp_path / "soon.pdf")


def test_esc_and_p_lead_back_to_the_line_that_one_came_from(place: Place, person: Person, qtbot: QtBot) -> None:
    person.writes("Draft the essay")
    printing = place()
    window = printing.main
    assert window.windowTitle().startswith("Print Today")
    for key in (ESC, Qt.Key.Key_P):
        press(key)
        assert window.places.day_is_in_front
        assert window.left.isAncestorOf(QApplication.focusWidget() or window.bar)
        press(Qt.Key.Key_P)
        assert window.places.prints


def test_the_page_keys_step_from_day_to_day_and_t_leads_back(place: Place, person: Person, qtbot: QtBot) -> None:
    person.writes("Tomorrow's thing", date=TODAY + DAY)
    printing = place()
    press(Qt.Key.Key_PageDown)
    settled(printing, qtbot)
    assert (printing.span.first, printing.preview.words) == (TODAY + DAY, "Tuesday 24 November 2026")
    assert printing.middle.range.text() == "Tomorrow"
    press(Qt.Key.Key_T)
    assert printing.span == Span.of("day", TODAY)
    assert printing.main.date == TODAY


def test_a_week_as_a_booklet_by_keyboard_alone(
    place: Place, person: Person, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    for number in range(7):
        person.writes(f"Thing of day {number} 30m 9:00", date=TODAY + (7 + number) * DAY)
    printing = place()
    choose(printing.panel.paper, "a4-booklet")
    choose(printing.panel.days, week_of(TODAY + 7 * DAY, 0))
    settled(printing, qtbot)
    assert printing.going.counted.text() == "7 pages on 2 sheets of paper, both sides"
    printing.looks.buttons[1].setFocus()
    press(Qt.Key.Key_Space)
    settled(printing, qtbot)
    assert shown(printing).width() > shown(printing).height()
    assert [view.guides[0].word for view in printing.views()] == ["fold"] * 4
    assert printing.preview.words == "1 of 4 · Paper 1, front: Monday 30 November 2026"
    file = saved(printing, qtbot, tmp_path / "week.pdf")
    document = pypdfium2.PdfDocument(file)
    assert len(document) == 4
    assert document[0].get_width() == pytest.approx(297 * 72 / 25.4, abs=0.01)
    assert len(workspace.store.prints()) == 7


def test_pages_of_a_booklet_are_gone_through_in_the_order_of_reading(
    place: Place, person: Person, qtbot: QtBot
) -> None:
    printing = place()
    choose(printing.panel.paper, "a4-booklet")
    choose(printing.panel.days, week_of(TODAY, 0))
    settled(printing, qtbot)
    seen = []
    for _ in range(8):
        seen.append(printing.preview.words.partition(" · ")[2])
        press(Qt.Key.Key_PageDown, CTRL)
    assert [words.split()[0] for words in seen[:7]] == [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]  # fmt: skip
    assert not printing.later.isEnabled()


def test_the_small_pages_turn_by_mouse_and_arrow_keys(place: Place, qtbot: QtBot) -> None:
    printing = place()
    choose(printing.panel.days, week_of(TODAY, 0))
    settled(printing, qtbot)
    strip = printing.strip
    assert strip.isVisible()
    third = strip.visualRect(strip.model_.index(2)).center()
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=third)
    assert printing.shown == 2
    QTest.keyClick(strip, Qt.Key.Key_Down)
    assert printing.preview.words == "4 of 7 · Thursday 26 November 2026"
    QTest.mouseClick(printing.preview, Qt.MouseButton.LeftButton, pos=QPoint(10, 100))
    assert printing.shown == 2


@pytest.mark.parametrize("kind", ["spread", "blank", "week", "month", "notes"])
def test_every_kind_is_shown_and_saved(place: Place, person: Person, qtbot: QtBot, tmp_path: Path, kind: str) -> None:
    person.writes("Draft the essay 60m !1 9:00")
    printing = place()
    choose(printing.panel.kind, kind)
    settled(printing, qtbot)
    assert printing.laid is not None
    assert printing.laid.question.choice.kind == kind
    file = saved(printing, qtbot, tmp_path / f"{kind}.pdf")
    assert len(pypdfium2.PdfDocument(file)) == (2 if kind == "spread" else 1)


def test_from_the_review_its_days_are_printed_and_then_the_day_again(
    place: Place, person: Person, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    person.writes("Draft the essay 60m !1 9:00")
    printing = place()
    press(Qt.Key.Key_V)
    assert printing.main.places.reviews
    press(Qt.Key.Key_P)
    assert printing.main.windowTitle().startswith("Print 23 – 29 November")
    settled(printing, qtbot)
    assert printing.preview.words == "Review of 23 – 29 November"
    file = saved(printing, qtbot, tmp_path / "review.pdf")
    assert "23 – 29 November" in text_of(file)
    assert file.stat().st_mode & 0o077 == 0
    assert workspace.store.prints() == (), "it is read, and not filled in"
    for back in (ESC, Qt.Key.Key_P):
        press(back)
        assert printing.main.places.reviews, "it leads back to where one came from"
        press(Qt.Key.Key_P)
        assert printing.span.kind == "week"
    press(ESC)
    press(ESC)
    assert printing.main.places.day_is_in_front
    press(Qt.Key.Key_P)
    assert printing.main.windowTitle().startswith("Print Today")
    settled(printing, qtbot)
    assert printing.preview.words == "Monday 23 November 2026"


def test_the_newest_choice_wins(place: Place, qtbot: QtBot) -> None:
    printing = place()
    for value in ("lines", "grid", "plain", "dots", "lines"):
        choose(printing.panel.ground, value)
    printing.panel.left_handed.setFocus()
    press(Qt.Key.Key_Space)
    settled(printing, qtbot)
    assert printing.laid is not None
    choice = printing.laid.question.choice
    assert (choice.ground, choice.left_handed) == ("lines", True)


def test_what_cannot_be_is_said_in_place_of_the_page(place: Place, qtbot: QtBot) -> None:
    printing = place()
    choose(printing.panel.paper, "pocket")
    choose(printing.panel.kind, "week")
    assert "does not fit on a pocket fold" in printing.preview.words
    assert printing.going.laid is None
    press(Qt.Key.Key_S, CTRL)
    assert printing.going.findChild(QFileDialog) is None
    choose(printing.panel.paper, "a5")
    settled(printing, qtbot)
    assert printing.preview.words.startswith("Week 48")


def test_a_week_begins_on_the_day_that_is_chosen(place: Place, qtbot: QtBot) -> None:
    printing = place()
    choose(printing.panel.kind, "week")
    choose(printing.panel.first_day, 6)
    settled(printing, qtbot)
    assert printing.preview.words == "Week 48 · 22–28 November 2026"
    choose(printing.panel.first_day, 0)
    settled(printing, qtbot)
    assert printing.preview.words == "Week 48 · 23–29 November 2026"


def test_what_was_saved_is_not_said_of_another_choice(place: Place, qtbot: QtBot, tmp_path: Path) -> None:
    printing = place()
    saved(printing, qtbot, tmp_path / "day.pdf")
    choose(printing.panel.ground, "lines")
    settled(printing, qtbot)
    assert printing.going.told.text() == ""
    assert not printing.going.open_file.isVisible()


def test_days_are_asked_for_in_words(place: Place, qtbot: QtBot) -> None:
    printing = place()

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Question)
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.setText("fri – wed")
        assert dialog.answer.text() == "27 November – 2 December: 6 days"
        field.setText("fri – thursdya")
        assert "“thursdya” is no day" in dialog.answer.text()
        field.setText("24 nov – 26 nov")
        QTest.keyClick(field, ENTER)

    QTimer.singleShot(0, answer)
    choose(printing.panel.days, "ask")
    settled(printing, qtbot)
    assert printing.going.counted.text() == "3 pages"


def test_the_left_hand_stays_chosen(place: Place, workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    printing = place()
    QTest.mouseClick(printing.panel.left_handed, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    settled(printing, qtbot)
    saved(printing, qtbot, tmp_path / "left.pdf")
    assert workspace.settings.left_handed


def test_what_cannot_be_written_is_said_in_its_own_words(
    place: Place, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    printing = place()
    press(ENTER)
    answer_name(printing, tmp_path)
    qtbot.waitUntil(lambda: "is a folder" in printing.going.told.text(), timeout=30_000)
    assert not printing.going.open_file.isVisible()
    assert workspace.store.prints() == ()
    press(ENTER)
    answer_name(printing, tmp_path / "nowhere" / "day.pdf")
    qtbot.waitUntil(lambda: "There is no folder" in printing.going.told.text(), timeout=30_000)


def test_letters_that_no_font_has_are_said_before_printing(place: Place, person: Person, qtbot: QtBot) -> None:
    person.writes("Odd \U000e1fff word")
    printing = place()
    assert printing.going.missing.isVisible()
    assert "hollow boxes" in printing.going.missing.text()
    assert printing.going.missing.textFormat() == Qt.TextFormat.PlainText


def test_a_full_day_shows_both_of_its_pages(place: Place, person: Person, qtbot: QtBot) -> None:
    person.writes(*(f"Small thing {number}" for number in range(20)))
    printing = place()
    assert printing.going.counted.text() == "2 pages"
    QTest.mouseClick(printing.later, Qt.MouseButton.LeftButton)
    assert printing.preview.accessibleDescription().startswith("2 of 2 · ")
    assert not printing.later.isEnabled()


def test_what_changes_meanwhile_is_laid_out_anew(place: Place, person: Person, qtbot: QtBot) -> None:
    printing = place()
    before = printing.laid
    person.writes("A line from elsewhere")
    qtbot.waitUntil(lambda: printing.laid is not before, timeout=30_000)
    assert printing.laid is not None
    assert printing.laid.made.prints[0].id != (before and before.made.prints[0].id)


def a_printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """A system whose lp is our own script."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "lp").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "lp").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def test_the_printer_gets_the_pdf_itself_and_is_first_from_then_on(
    place: Place, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = a_printer(tmp_path, monkeypatch, 'echo "$@" > "$(dirname "$0")/words"; cat > "$(dirname "$0")/paper"')
    printing = place()
    choose(printing.panel.paper, "a4-2up")
    choose(printing.panel.sides, "short")
    settled(printing, qtbot)
    assert printing.laid is not None
    content = printing.laid.content
    QTest.mouseClick(printing.going.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: printing.going.told.text() == "Sent to the printer", timeout=30_000)
    assert (folder / "paper").read_bytes() == content
    words = (folder / "words").read_text()
    for option in ("print-scaling=none", "media=A4", "sides=two-sided-short-edge"):
        assert option in words
    assert len(workspace.store.prints()) == 1
    press(ESC)
    press(Qt.Key.Key_P)
    assert QApplication.focusWidget() is printing.going.send


def test_a_printer_that_refuses_is_quoted(
    place: Place, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_printer(tmp_path, monkeypatch, "cat > /dev/null; echo 'lp: no default destination' >&2; exit 1")
    printing = place()
    QTest.mouseClick(printing.going.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "no default destination" in printing.going.told.text(), timeout=30_000)
    assert workspace.store.prints() == ()


def test_without_a_printing_system_or_for_a_tablet_there_is_no_button(
    place: Place, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_printer(tmp_path, monkeypatch, "true")
    printing = place()
    assert printing.going.send.isVisible()
    choose(printing.panel.paper, "remarkable")
    assert not printing.going.send.isVisible()
    assert not printing.panel.sides.isVisible()
    monkeypatch.setattr(shutil, "which", lambda name: None)
    choose(printing.panel.paper, "a5")
    assert not printing.going.send.isVisible()


def test_a_year_that_is_stopped_leaves_nothing(
    place: Place, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    printing = place()
    choose(printing.panel.paper, "remarkable")
    choose(printing.panel.days, Span.of("year", TODAY))
    press(Qt.Key.Key_S, CTRL)
    answer_name(printing, tmp_path / "year.pdf")
    assert printing.going.cancel.isVisible()
    press(ESC)
    assert printing.main.places.prints, "the first Esc stops the work alone"
    assert printing.going.told.text() == "Stopped: nothing was written."
    press(ESC)
    assert printing.main.places.day_is_in_front
    qtbot.waitUntil(lambda: not printing.laying.busy, timeout=30_000)
    assert not (tmp_path / "year.pdf").exists()
    assert workspace.store.prints() == ()


def test_leaving_while_it_saves_harms_nothing_and_still_remembers(
    place: Place, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    printing = place()
    press(ENTER)
    answer_name(printing, tmp_path / "day.pdf")
    press(ESC)
    qtbot.waitUntil(lambda: len(workspace.store.prints()) == 1, timeout=30_000)
    assert (tmp_path / "day.pdf").exists()


@pytest.mark.parametrize("size", [(1280, 800), (900, 640)])
def test_nothing_is_cut_off_and_everything_has_a_name(
    place: Place, person: Person, qtbot: QtBot, size: tuple[int, int]
) -> None:
    person.writes(*(f"Party \U000e1fff number {number}" for number in range(20)))
    printing = place(*size)
    for button in (printing.going.save, printing.earlier, printing.later):
        assert button.width() >= button.sizeHint().width()
        assert printing.rect().contains(button.mapTo(printing, button.rect().bottomRight()))
    for field in printing.panel.findChildren(QWidget):
        if field.focusPolicy() != Qt.FocusPolicy.NoFocus and field.isVisible() and field.parent() is printing.panel:
            assert field.accessibleName() or field.property("text"), field


def test_tab_reaches_all_there_is_to_choose(place: Place, qtbot: QtBot) -> None:
    printing = place()
    seen: list[QWidget] = []
    for _ in range(40):
        press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus)
    panel, window = printing.panel, printing.main
    assert isinstance(window, MainWindow)
    for field in (panel.kind, panel.days, panel.paper, panel.sides, panel.clock, panel.ground, panel.ink):
        assert field in seen
    assert printing.going.save in seen

"""A filled-in sheet is read from a picture file, confirmed by keys or by the mouse, and taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import cv2
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from planner.domain import recorded
from planner.domain.filled import Ticked, Worked
from planner.domain.print_choice import PrintChoice
from planner.domain.values import Page
from planner.paper.order import Source, make
from planner.store import restoring
from planner.ui.backups.restoring import exchanged
from planner.ui.main_window import MainWindow
from planner.ui.reading import words
from planner.ui.reading.draft import Draft
from planner.ui.reading.opening import NO_PICTURE, read_files
from planner.ui.reading.place import AHEAD, ALREADY, Reading
from planner.workspace import Workspace
from tests.paper.reader.sheets import Paper
from tests.ui.hands import ENTER, ESC, Hands
from tests.ui.people import TODAY, Clock, Opened, Person
from tests.ui.reading.papers import photo, printed, remember, write

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def filled(workspace: Workspace, person: Person, clock: Clock) -> Callable[[], Paper]:
    """The printed sheet of a small day; in the evening it is filled in."""

    def paper() -> Paper:
        person.writes("Draft the essay 1h 8:30", "Email 30m 9:30", "Call the landlord 30m 13:30")
        made = printed(workspace, TODAY)
        clock.at(20)
        return made

    return paper


def mark(workspace: Workspace, title: str) -> str:
    page = workspace.page(TODAY)
    return f"box-{next(box.id for box in page.boxes if page.title_of(box) == title)}"


def well_filled(workspace: Workspace, paper: Paper) -> Paper:
    paper.tick(mark(workspace, "Draft the essay")).shade(1, "08:40", "09:50")
    return paper.tick(mark(workspace, "Email")).shade(2, "09:55", "10:20")


def show(window: MainWindow, qtbot: QtBot, file: Path) -> Reading:
    """Have a picture read, and wait for what comes of it."""
    reading = window.places.reading
    read_files(window, [file])
    qtbot.waitUntil(lambda: bool(reading.sheets) and not reading.queue.reads, timeout=30_000)
    return reading


def draft_of(reading: Reading) -> Draft:
    assert reading.draft is not None, reading.problem.text()
    return reading.draft


def worked(draft: Draft, name: str = "run-1-1") -> Worked:
    decision = draft.items[name].decision
    assert isinstance(decision, Worked)
    return decision


def value(draft: Draft, name: str) -> str:
    decision = draft.items[name].decision
    assert isinstance(decision, Ticked)
    return decision.value


def times(workspace: Workspace, title: str) -> tuple[str, ...]:
    page = workspace.page(TODAY)
    return recorded.times(page, next(entry.id for entry in page.entries if entry.title == title))


def states(page: Page) -> dict[str, str]:
    return {entry.title: entry.state for entry in page.entries}


def near(clock: str, wanted: str, minutes: int = 4) -> bool:
    one, other = ([int(part) for part in words.split(":")] for words in (clock, wanted))
    return abs(one[0] * 60 + one[1] - other[0] * 60 - other[1]) <= minutes


def test_return_takes_the_whole_sheet_and_undo_gives_it_back(
    open_window: Opened, workspace: Workspace, filled: Callable[[], Paper], qtbot: QtBot, tmp_path: Path
) -> None:
    file = photo(well_filled(workspace, filled()), tmp_path / "sheet.jpg")
    window = open_window()
    before = workspace.page(TODAY)
    hands = Hands(window, qtbot)
    reading = show(window, qtbot, file)
    assert reading.rows.hasFocus()
    assert workspace.page(TODAY) == before, "nothing is on the page before it is accepted"
    hands.key(ENTER)
    assert window.places.day_is_in_front
    after = workspace.page(TODAY)
    assert states(after) == {"Draft the essay": "done", "Email": "done", "Call the landlord": "open"}
    begin, end = times(workspace, "Draft the essay")[0].split("–")
    assert near(begin, "8:40")
    assert near(end, "9:50")
    assert {interval.source for interval in after.intervals} == {"paper"}
    assert workspace.undo_label == "Read the sheet of 23 Nov 2026"
    hands.key(Key.Key_Z, CTRL)
    assert workspace.page(TODAY) == before


def test_a_week_is_taken_to_its_days_by_return_and_undone_as_one(
    open_window: Opened, workspace: Workspace, person: Person, clock: Clock, qtbot: QtBot, tmp_path: Path
) -> None:
    friday = TODAY + dt.timedelta(days=4)
    person.writes("Email 30m 9:30")
    person.writes("Plan the week 45m 10:00", date=friday)
    days = [TODAY + dt.timedelta(days=number) for number in range(7)]
    made = make(PrintChoice(kind="week"), [TODAY], {day: Source(workspace.page(day), 7) for day in days})
    remember(workspace, made.prints[0])
    clock.at(20)
    (box,) = workspace.page(friday).boxes
    paper = Paper(made.prints[0]).tick(mark(workspace, "Email")).tick(f"box-{box.id}")
    window = open_window()
    hands = Hands(window, qtbot)
    reading = show(window, qtbot, photo(paper, tmp_path / "week.jpg"))
    assert reading.title.text() == "The week from Monday 23 November"
    assert reading.told.text() == "2 ticked"
    titles = [words.title(draft_of(reading), row.item.decision) for row in draft_of(reading).rows]
    assert titles == ["Mon 23 Nov  09:30 Email", "Fri 27 Nov  10:00 Plan the week"]
    hands.key(ENTER)
    assert window.places.day_is_in_front
    assert [states(workspace.page(day)) for day in (TODAY, friday)] == [{"Email": "done"}, {"Plan the week": "done"}]
    assert workspace.undo_label == "Read the week of 23 Nov 2026"
    hands.key(Key.Key_Z, CTRL)
    assert [states(workspace.page(day)) for day in (TODAY, friday)] == [{"Email": "open"}, {"Plan the week": "open"}]


def test_a_sheet_that_waits_is_held_against_the_page_of_a_backup_that_is_put_back(
    open_window: Opened,
    workspace: Workspace,
    person: Person,
    filled: Callable[[], Paper],
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    paper = well_filled(workspace, filled())
    kept = workspace.store.backup()
    person.writes("Written after the backup")
    window = open_window()
    draft = draft_of(show(window, qtbot, photo(paper, tmp_path / "sheet.jpg")))
    assert "Written after the backup" in states(draft.page)
    exchanged(workspace, restoring.fetch(workspace.folder, kept.path))
    assert draft.page == workspace.page(TODAY)
    Hands(window, qtbot).key(ENTER)
    assert states(workspace.page(TODAY)) == {"Draft the essay": "done", "Email": "done", "Call the landlord": "open"}


def test_the_same_photo_twice_changes_nothing_and_says_so(
    open_window: Opened, workspace: Workspace, filled: Callable[[], Paper], qtbot: QtBot, tmp_path: Path
) -> None:
    file = photo(well_filled(workspace, filled()), tmp_path / "sheet.jpg")
    window = open_window()
    hands = Hands(window, qtbot)
    show(window, qtbot, file)
    hands.key(ENTER)
    after = workspace.page(TODAY)
    reading = show(window, qtbot, file)
    assert reading.told.text() == "Nothing new: all of this sheet is on the page already."
    hands.key(ENTER)
    assert workspace.page(TODAY) == after
    assert window.foot.words.text() == ALREADY


def test_what_waits_is_kept_small_and_shown_whole(
    open_window: Opened, workspace: Workspace, filled: Callable[[], Paper], qtbot: QtBot, tmp_path: Path
) -> None:
    file = photo(well_filled(workspace, filled()), tmp_path / "sheet.jpg")
    reading = show(open_window(), qtbot, file)
    assert reading.sheet is not None
    assert len(reading.sheet.picture) < 1_500_000
    image = reading.picture.image
    assert image is not None
    assert (image.width(), image.height()) == (1480, 2100)
    assert reading.rows.image is image


def test_a_mark_is_set_right_by_keys(
    open_window: Opened, workspace: Workspace, filled: Callable[[], Paper], qtbot: QtBot, tmp_path: Path
) -> None:
    file = photo(well_filled(workspace, filled()), tmp_path / "sheet.jpg")
    window = open_window()
    hands = Hands(window, qtbot)
    reading = show(window, qtbot, file)
    while reading.rows.chosen() != mark(workspace, "Call the landlord"):
        hands.key(Key.Key_Down)
    hands.key(Key.Key_X)
    hands.key(Key.Key_X)
    hands.key(ENTER)
    assert states(workspace.page(TODAY))["Call the landlord"] == "dropped"


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")
def test_a_time_is_moved_and_given_to_another_box_by_keys(
    open_window: Opened, workspace: Workspace, filled: Callable[[], Paper], qtbot: QtBot, tmp_path: Path
) -> None:
    file = photo(filled().shade(1, "08:40", "09:20"), tmp_path / "sheet.jpg")
    window = open_window()
    hands = Hands(window, qtbot)
    reading = show(window, qtbot, file)
    reading.rows.choose("run-1-1")
    was = worked(draft_of(reading))
    hands.key(Key.Key_Left)
    hands.key(Key.Key_Right, SHIFT)
    hands.key(Key.Key_Right, SHIFT)
    hands.key(Key.Key_B)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, ENTER)
    now = worked(draft_of(reading))
    page = workspace.page(TODAY)
    assert (now.start, now.end) == (was.start - 1, was.end + 2)
    assert page.title_of(next(box for box in page.boxes if box.id == now.box)) == "Email"
    hands.key(ENTER)
    assert len(times(workspace, "Email")) == 1


def test_a_line_is_written_out_by_keys(
    open_window: Opened, workspace: Workspace, filled: Callable[[], Paper], qtbot: QtBot, tmp_path: Path
) -> None:
    paper = filled()
    line = next(name for name in paper.places if name.startswith("unplanned") and name.endswith("-line"))
    file = photo(write(paper, line), tmp_path / "sheet.jpg")
    window = open_window()
    hands = Hands(window, qtbot)
    reading = show(window, qtbot, file)
    reading.rows.choose(line)
    hands.key(Key.Key_F2)
    assert isinstance(hands.focus(), QLineEdit)
    hands.write("Fixed the scanner 16:10-16:35 #office")
    hands.key(ENTER)
    qtbot.waitUntil(reading.rows.hasFocus)
    hands.key(ENTER)
    entry = next(e for e in workspace.page(TODAY).entries if e.title == "Fixed the scanner")
    assert (entry.unplanned, entry.tags) == (True, ("office",))


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")
def test_time_on_a_blank_sheet_is_named_by_keys(
    open_window: Opened, workspace: Workspace, clock: Clock, qtbot: QtBot, tmp_path: Path
) -> None:
    paper = printed(workspace, TODAY)
    clock.at(20)
    file = photo(paper.shade(1, "08:40", "09:50").shade(2, "10:30", "11:00"), tmp_path / "sheet.jpg")
    window = open_window()
    hands = Hands(window, qtbot)
    reading = show(window, qtbot, file)
    assert reading.told.text() == "2 to look at"
    hands.key(Key.Key_F2)
    assert isinstance(hands.focus(), QLineEdit)
    hands.write("Fix the scanner")
    hands.key(ENTER)
    qtbot.waitUntil(reading.rows.hasFocus)
    hands.key(Key.Key_Down)
    hands.key(Key.Key_B)  # without a box to give it to it is named
    hands.write("Lunch with Ada")
    hands.key(ENTER)
    qtbot.waitUntil(reading.rows.hasFocus)
    assert reading.told.text().startswith("1 h 4")
    hands.key(ENTER)
    assert {e.title: e.unplanned for e in workspace.page(TODAY).entries} == {
        "Fix the scanner": True, "Lunch with Ada": True,
    }  # fmt: skip
    (span,) = times(workspace, "Fix the scanner")
    assert all(near(one, wanted) for one, wanted in zip(span.split("–"), ("8:40", "9:50"), strict=True))


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")
def test_time_that_was_for_no_box_is_named_by_keys(
    open_window: Opened, workspace: Workspace, filled: Callable[[], Paper], qtbot: QtBot, tmp_path: Path
) -> None:
    file = photo(filled().shade(1, "08:40", "09:20"), tmp_path / "sheet.jpg")
    window = open_window()
    hands = Hands(window, qtbot)
    reading = show(window, qtbot, file)
    reading.rows.choose("run-1-1")
    hands.key(Key.Key_B)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Key.Key_Up)
    QTest.keyClick(menu, ENTER)
    hands.come_back()
    hands.key(Key.Key_F2)  # open already where a menu does not take the focus along
    hands.write("Fix the scanner")
    hands.key(ENTER)
    qtbot.waitUntil(reading.rows.hasFocus)
    hands.key(ENTER)
    assert len(times(workspace, "Fix the scanner")) == 1
    assert times(workspace, "Draft the essay") == ()


def middle(reading: Reading, name: str) -> QPoint:
    return reading.picture.place(name).center().toPoint()


def test_the_mouse_points_turns_and_drags(
    open_window: Opened, workspace: Workspace, filled: Callable[[], Paper], qtbot: QtBot, tmp_path: Path
) -> None:
    file = photo(well_filled(workspace, filled()), tmp_path / "sheet.jpg")
    window = open_window()
    reading = show(window, qtbot, file)
    draft, picture = draft_of(reading), reading.picture
    call, left = mark(workspace, "Call the landlord"), Qt.MouseButton.LeftButton
    QTest.mouseMove(picture, middle(reading, call))
    qtbot.waitUntil(lambda: reading.rows.hovered == call)
    row = reading.rows.visualRect(reading.rows.list.index(reading.rows.list.row_of("run-1-1")))
    QTest.mouseMove(reading.rows.viewport(), row.center())
    qtbot.waitUntil(lambda: picture.hovered == "run-1-1")
    QTest.mouseClick(picture, left, pos=middle(reading, call))
    assert reading.rows.chosen() == call
    assert value(draft, call) == "empty"
    QTest.mouseClick(picture, left, pos=middle(reading, call))
    assert value(draft, call) == "ticked"
    was = worked(draft)
    place = picture.place("run-1-1")
    end = QPointF(place.center().x(), place.bottom()).toPoint()
    QTest.mousePress(picture, left, pos=end)
    for step in range(1, 11):
        QTest.mouseMove(picture, end - QPoint(0, step))
    QTest.mouseRelease(picture, left, pos=end - QPoint(0, 10))
    now = worked(draft)
    end = QPointF(place.center().x(), picture.place("run-1-1").bottom()).toPoint()
    QTest.mousePress(picture, left, pos=end)
    QTest.mouseMove(picture, end - QPoint(0, 15))
    assert worked(draft).end < now.end
    QTest.keyClick(reading.rows, ESC)
    QTest.mouseRelease(picture, left, pos=end - QPoint(0, 15))
    assert worked(draft) == now, "Esc gives the end back"
    assert window.places.reads
    assert now.start == was.start
    assert was.end - 30 < now.end < was.end - 5


def test_a_file_falls_on_the_window(
    open_window: Opened, workspace: Workspace, filled: Callable[[], Paper], qtbot: QtBot, tmp_path: Path
) -> None:
    file = photo(well_filled(workspace, filled()), tmp_path / "sheet.jpg")
    window = open_window()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), copy, data, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), copy, data, Qt.MouseButton.LeftButton, none))
    qtbot.waitUntil(lambda: window.places.reading.draft is not None, timeout=30_000)


def test_a_picture_is_pasted(
    open_window: Opened, workspace: Workspace, filled: Callable[[], Paper], qtbot: QtBot, tmp_path: Path
) -> None:
    file = photo(well_filled(workspace, filled()), tmp_path / "sheet.jpg")
    window = open_window()
    hands = Hands(window, qtbot)
    QGuiApplication.clipboard().setText("words")
    hands.key(Key.Key_V, CTRL)
    assert window.foot.words.text() == NO_PICTURE
    QGuiApplication.clipboard().setImage(QImage(str(file)))
    hands.key(Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: window.places.reading.draft is not None, timeout=30_000)


@pytest.mark.parametrize("content", [b"", b"words in a file named so", b"\xff\xd8\xff\xe0 cut off"])
def test_what_is_no_picture_is_said_and_left(
    open_window: Opened, qtbot: QtBot, tmp_path: Path, content: bytes, person: Person
) -> None:
    person.writes("Draft 45m")
    file = tmp_path / "notes.jpg"
    file.write_bytes(content)
    window = open_window()
    reading = show(window, qtbot, file)
    assert reading.draft is None
    assert reading.problem.text().startswith("notes.jpg: ")
    assert reading.problem.isVisible()
    QTest.mouseClick(reading.leave_it, Qt.MouseButton.LeftButton)
    assert window.places.day_is_in_front


def test_a_sheet_without_a_code_is_read_as_the_day_that_is_named(
    open_window: Opened, workspace: Workspace, filled: Callable[[], Paper], qtbot: QtBot, tmp_path: Path
) -> None:
    paper = well_filled(workspace, filled())
    x, y, w, h = (round(value * paper.scale) for value in paper.places["code"].rect)
    cv2.rectangle(paper.pixels, (x, y), (x + w, y + h), (255, 255, 255), -1)
    window = open_window()
    hands = Hands(window, qtbot)
    reading = show(window, qtbot, photo(paper, tmp_path / "sheet.jpg"))
    assert reading.by_hand.isVisible()
    assert reading.picture.isVisible(), "the photo is shown, so that it can be seen what is wrong with it"
    hands.answer(lambda dialog: dialog.accept())
    QTest.mouseClick(reading.by_hand, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: reading.draft is not None, timeout=30_000)
    hands.come_back()
    QTest.mouseClick(reading.accept, Qt.MouseButton.LeftButton)
    assert states(workspace.page(TODAY))["Email"] == "done"


def test_many_files_are_read_one_after_another_and_stopping_keeps_the_rest(
    open_window: Opened, workspace: Workspace, filled: Callable[[], Paper], qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    paper = well_filled(workspace, filled())
    for number in range(3):
        photo(paper, folder / f"{number}.jpg")
    window = open_window()
    reading = window.places.reading
    read_files(window, [folder])
    assert reading.queue.words() == "Reading 0.jpg · 1 of 3…"
    QTest.mouseClick(reading.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not reading.queue.reads, timeout=30_000)
    assert (len(reading.sheets), reading.queue.left) == (1, 2)
    assert reading.progress.text() == "Stopped · 2 of 3 pictures are left"
    hands = Hands(window, qtbot)
    hands.key(ESC)
    assert window.places.day_is_in_front
    hands.key(Key.Key_I)
    assert window.places.reads
    QTest.mouseClick(reading.go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(reading.sheets) == 3, timeout=60_000)
    for _ in range(3):
        hands.key(ENTER)
    assert window.places.day_is_in_front
    assert states(workspace.page(TODAY))["Email"] == "done"


def test_of_a_folder_that_is_chosen_again_what_is_home_is_passed_over(
    open_window: Opened, workspace: Workspace, filled: Callable[[], Paper], qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    paper = well_filled(workspace, filled())
    photo(paper, folder / "a.jpg")
    photo(paper.tick(mark(workspace, "Call the landlord")), folder / "b.jpg")
    window = open_window()
    reading = show(window, qtbot, folder / "a.jpg")
    hands = Hands(window, qtbot)
    hands.key(ENTER)
    read_files(window, [folder])
    qtbot.waitUntil(lambda: bool(reading.sheets) and not reading.queue.reads, timeout=30_000)
    assert [sheet.source.name for sheet in reading.sheets] == ["b.jpg"]
    assert reading.progress.text() == "1 picture passed over, taken home before"
    hands.key(ENTER)
    assert states(workspace.page(TODAY))["Call the landlord"] == "done"
    read_files(window, [folder])
    qtbot.waitUntil(lambda: reading.queue.words() == "2 pictures passed over, taken home before", timeout=30_000)
    assert reading.told.text().startswith("Nothing waits to be confirmed.")
    QTest.keyClick(window, Key.Key_Z, CTRL)
    read_files(window, [folder])
    qtbot.waitUntil(lambda: bool(reading.sheets) and not reading.queue.reads, timeout=30_000)
    assert [sheet.source.name for sheet in reading.sheets] == ["b.jpg"]


def stands(reading: Reading, waiting: int) -> bool:
    return len(reading.sheets) == waiting and not reading.queue.reads


def test_reading_waits_for_the_person_so_that_a_great_folder_fits(
    open_window: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(10, 18):
        (folder / f"{number}.jpg").write_bytes(b"no picture")
    window = open_window()
    reading = window.places.reading
    read_files(window, [folder])
    qtbot.waitUntil(lambda: len(reading.sheets) == AHEAD and not reading.queue.reads, timeout=30_000)
    assert reading.progress.text() == "4 of 8 pictures are left to be read · 3 more to confirm"
    for left in range(7, -1, -1):
        assert reading.problem.text().startswith(f"{17 - left}.jpg: ")
        QTest.mouseClick(reading.leave_it, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(partial(stands, reading, min(left, AHEAD)))
    assert window.places.day_is_in_front


@pytest.mark.parametrize("by_mouse", [True, False])
def test_of_a_folder_all_that_cannot_be_read_is_left_at_once(
    open_window: Opened,
    workspace: Workspace,
    filled: Callable[[], Paper],
    qtbot: QtBot,
    tmp_path: Path,
    by_mouse: bool,
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.jpg").write_bytes(b"no picture")
    photo(well_filled(workspace, filled()), folder / "5b.jpg")
    window = open_window()
    hands = Hands(window, qtbot)
    reading = window.places.reading
    read_files(window, [folder])
    qtbot.waitUntil(lambda: len(reading.sheets) == AHEAD and not reading.queue.reads, timeout=30_000)
    assert reading.leave_lost.isVisible()
    if by_mouse:
        QTest.mouseClick(reading.leave_lost, Qt.MouseButton.LeftButton)
    else:
        hands.key(Key.Key_Delete, SHIFT)
    qtbot.waitUntil(lambda: reading.queue.left == 0 and not reading.queue.reads, timeout=30_000)
    assert [sheet.source.name for sheet in reading.sheets] == ["5b.jpg"]
    assert reading.progress.text() == "8 left that cannot be read"
    assert not reading.leave_lost.isVisible()
    hands.key(ENTER)
    assert states(workspace.page(TODAY))["Email"] == "done"


def test_a_screen_reader_hears_each_mark(
    open_window: Opened, workspace: Workspace, filled: Callable[[], Paper], qtbot: QtBot, tmp_path: Path
) -> None:
    file = photo(well_filled(workspace, filled()), tmp_path / "sheet.jpg")
    window = open_window()
    reading = show(window, qtbot, file)
    whole = QAccessible.queryAccessibleInterface(reading.rows)
    said = [whole.child(n).text(QAccessible.Text.Name) for n in range(whole.childCount())]
    assert "09:30 Email, ticked" in said
    assert any(words.startswith(("Draft the essay, 08:3", "Draft the essay, 08:4")) for words in said)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (900, 700), (640, 480)])
def test_nothing_is_cut_at_any_width(
    open_window: Opened, workspace: Workspace, filled: Callable[[], Paper], qtbot: QtBot, tmp_path: Path,
    width: int, height: int,
) -> None:  # fmt: skip
    file = photo(well_filled(workspace, filled()), tmp_path / "sheet.jpg")
    window = open_window(width, height)
    reading = show(window, qtbot, file)
    for part in (reading.accept, reading.leave_it, reading.back, reading.rows, reading.picture):
        corner = part.mapTo(window, part.rect().bottomRight())
        assert window.rect().contains(corner), part.accessibleName()
    assert reading.picture.paper().width() > 150


@pytest.mark.parametrize("size", [(1280, 800), (640, 480)])
def test_what_could_not_be_read_is_said_whole_at_any_width(
    open_window: Opened, qtbot: QtBot, tmp_path: Path, size: tuple[int, int]
) -> None:
    file = tmp_path / "picture of the kitchen table.png"
    blank = QImage(900, 1200, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.lightGray)
    assert blank.save(str(file))
    window = open_window(*size)
    reading = show(window, qtbot, file)
    qtbot.waitUntil(reading.problem.isVisible)
    QApplication.processEvents()
    assert reading.problem.height() >= reading.problem.heightForWidth(reading.problem.width())
    row = [button.geometry() for button in (reading.back, reading.choose, reading.leave_it)]
    assert all(one.right() < other.left() for one, other in pairwise(row)), row

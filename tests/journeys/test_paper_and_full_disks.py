"""Paper when the disk is full or may only be read: one sentence says so, nothing is lost, and there is a second try."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner.domain.values import Page
from planner.ui.print.place import Printing
from planner.ui.reading.opening import read_files
from planner.ui.reading.place import Reading
from planner.workspace import Workspace
from tests.disks import disk, fill_up, may_only_be_read
from tests.paper.reader.sheets import Paper
from tests.ui.hands import ENTER, Hands
from tests.ui.people import TODAY, Clock, Opened, Person
from tests.ui.reading.papers import photo, printed

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),
    pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs root: to mount a small disk"),
]
FULL = "The disk is full and that was not kept: free some space, then do it again."
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """Another disk, to save on."""
    with disk(tmp_path / "stick", 640) as place:
        yield place


@pytest.fixture
def own_disk(tmp_path: Path) -> Iterator[Path]:
    """The disk that the planner's own file is on: to be asked for before the workspace."""
    with disk(tmp_path / "data", 2000) as place:
        yield place


def print_place(hands: Hands, qtbot: QtBot) -> Printing:
    hands.key(Qt.Key.Key_P)
    printing = hands.window.places.printing
    qtbot.waitUntil(lambda: printing.going.laid is not None, timeout=30_000)
    return printing


def save(hands: Hands, printing: Printing, target: Path, qtbot: QtBot) -> str:
    """Ctrl+S and a name; gives what is said then."""
    hands.key(Qt.Key.Key_S, CTRL)
    asked = printing.going.findChild(QFileDialog)
    assert asked is not None
    asked.fileSelected.emit(str(target))
    asked.close()
    QTest.qWaitForWindowActive(printing.window())
    going = printing.going
    qtbot.waitUntil(lambda: going.told.text() not in ("", "Saving…") and not going._going, timeout=30_000)
    return going.told.text()


def waiting(hands: Hands, file: Path, qtbot: QtBot) -> Reading:
    """A sheet that is in front, to be confirmed."""
    read_files(hands.window, [file])
    reading = hands.window.places.reading
    qtbot.waitUntil(lambda: reading.draft is not None and not reading.queue.reads, timeout=30_000)
    return reading


def ticked_sheet(workspace: Workspace, person: Person, clock: Clock) -> Paper:
    person.writes("Draft the essay 1h 8:30", "Email 30m 9:30")
    paper = printed(workspace, TODAY)
    clock.at(20)
    page = workspace.page(TODAY)
    return paper.tick(f"box-{next(box.id for box in page.boxes if page.title_of(box) == 'Email')}")


def is_done(page: Page, title: str) -> bool:
    return next(entry.state for entry in page.entries if entry.title == title) == "done"


def test_a_sheet_is_saved_on_a_full_stick_once_there_is_room(
    open_window: Opened, workspace: Workspace, person: Person, stick: Path, qtbot: QtBot
) -> None:
    person.writes("Draft the essay 1h 8:30")
    hands = Hands(open_window(), qtbot)
    printing = print_place(hands, qtbot)
    (stick / "day.pdf").write_bytes(b"what was there before")
    ballast = fill_up(stick)
    said = save(hands, printing, stick / "day.pdf", qtbot)
    assert said == f"The disk of {stick} is full: free some space, or choose another place."
    assert (stick / "day.pdf").read_bytes() == b"what was there before"
    assert sorted(file.name for file in stick.iterdir()) == ["ballast", "day.pdf"]
    assert workspace.store.prints() == ()
    ballast.unlink()
    assert save(hands, printing, stick / "day.pdf", qtbot) == "Saved day.pdf"
    assert (stick / "day.pdf").read_bytes().startswith(b"%PDF")
    assert [kept.file for kept in workspace.store.prints()] == [str(stick / "day.pdf")]


def test_a_stick_that_may_only_be_read_is_said_and_left_as_it_is(
    open_window: Opened, workspace: Workspace, person: Person, stick: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    person.writes("Draft the essay 1h 8:30")
    hands = Hands(open_window(), qtbot)
    printing = print_place(hands, qtbot)
    (stick / "old.pdf").write_bytes(b"what was there before")
    may_only_be_read(stick)
    assert save(hands, printing, stick / "day.pdf", qtbot) == f"{stick} may only be read: choose another place."
    assert save(hands, printing, stick / "old.pdf", qtbot).startswith(f"{stick / 'old.pdf'} may not be written")
    assert [file.name for file in stick.iterdir()] == ["old.pdf"]
    assert workspace.store.prints() == ()
    assert save(hands, printing, tmp_path / "day.pdf", qtbot) == "Saved day.pdf"


def test_a_sheet_that_is_written_but_cannot_be_remembered_says_that_it_would_not_be_known(
    own_disk: Path, open_window: Opened, workspace: Workspace, person: Person, tmp_path: Path, qtbot: QtBot
) -> None:
    person.writes("Draft the essay 1h 8:30")
    hands = Hands(open_window(), qtbot)
    printing = print_place(hands, qtbot)
    ballast = fill_up(own_disk)
    said = save(hands, printing, tmp_path / "day.pdf", qtbot)
    assert said == f"day.pdf is written, but the planner would not know its sheets again. {FULL}"
    assert workspace.store.prints() == ()
    ballast.unlink()
    assert save(hands, printing, tmp_path / "day.pdf", qtbot) == "Saved day.pdf"
    assert len(workspace.store.prints()) == 1


def test_a_sheet_waits_in_front_until_there_is_room_for_it(
    own_disk: Path,
    open_window: Opened,
    workspace: Workspace,
    person: Person,
    clock: Clock,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    file = photo(ticked_sheet(workspace, person, clock), tmp_path / "sheet.jpg")
    hands = Hands(open_window(), qtbot)
    reading = waiting(hands, file, qtbot)
    before = workspace.page(TODAY)
    ballast = fill_up(own_disk)
    hands.key(ENTER)
    assert hands.window.whisper.words.text() == FULL
    assert hands.window.places.reads
    assert reading.draft is not None
    assert workspace.page(TODAY) == before
    ballast.unlink()
    hands.key(ENTER)
    assert hands.window.places.day_is_in_front
    page = workspace.page(TODAY)
    assert is_done(page, "Email")
    assert workspace.store.picture(page.pictures[0].id)
    assert workspace.store.check() == ()

"""A folder is watched: a sheet that comes into it is read and waits, and what is no sheet is passed over in silence."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from planner.ui.main_window import MainWindow
from planner.ui.reading import arrivals
from planner.ui.reading.arrivals import Arrivals, recent
from planner.workspace import Workspace
from tests.paper.reader.sheets import Paper
from tests.ui.hands import ENTER, Hands
from tests.ui.people import TODAY, Clock, Opened, Person
from tests.ui.reading.papers import photo, printed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "photos"
    made.mkdir()
    return made


@pytest.fixture
def paper(workspace: Workspace, person: Person, clock: Clock) -> Paper:
    person.writes("Draft the essay 1h 8:30")
    made = printed(workspace, TODAY)
    clock.at(20)
    return made.tick(f"box-{workspace.page(TODAY).boxes[0].id}")


@pytest.fixture
def watching(
    workspace: Workspace, open_window: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], MainWindow]:
    """A window that watches the folder."""
    monkeypatch.setattr(arrivals, "SETTLES", 20)

    def window() -> MainWindow:
        workspace.change_settings(replace(workspace.settings, photos=str(folder)))
        opened: MainWindow = open_window()
        Arrivals(opened)
        return opened

    return window


def nothing(file: Path) -> None:
    cv2.imwrite(str(file), np.full((600, 400), 120, np.uint8))


def test_a_sheet_that_comes_is_read_and_said_and_waits(
    watching: Callable[[], MainWindow], paper: Paper, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = watching()
    shutil.move(photo(paper, tmp_path / "sheet.jpg"), folder / "sheet.jpg")
    qtbot.waitUntil(lambda: bool(window.places.reading.sheets), timeout=30_000)
    assert window.places.day_is_in_front, "nobody is taken away from what they do"
    assert window.foot.words.text() == "The sheet of Mon 23 Nov has come: press I to look at it."
    hands = Hands(window, qtbot)
    hands.key(Qt.Key.Key_I)
    window.places.reading.focus_rows()
    hands.key(ENTER)
    assert window.page.boxes[0].done


def test_what_was_there_today_is_read_at_the_start_and_what_is_old_is_not(
    watching: Callable[[], MainWindow], paper: Paper, folder: Path, qtbot: QtBot
) -> None:
    photo(paper, folder / "today.jpg")
    old = photo(paper, folder / "old.jpg")
    os.utime(old, (time.time() - 2 * arrivals.RECENT,) * 2)
    window = watching()
    qtbot.waitUntil(
        lambda: bool(window.places.reading.sheets) and not window.places.reading.queue.reads, timeout=30_000
    )
    assert [sheet.source.name for sheet in window.places.reading.sheets] == ["today.jpg"]


def test_what_is_no_sheet_is_passed_over_without_a_word(
    watching: Callable[[], MainWindow], paper: Paper, folder: Path, qtbot: QtBot
) -> None:
    nothing(folder / "a-cat.jpg")
    (folder / "broken.png").write_bytes(b"no picture at all")
    (folder / "notes.txt").write_text("nothing to read")
    photo(paper, folder / "z-sheet.jpg")
    window = watching()
    qtbot.waitUntil(
        lambda: bool(window.places.reading.sheets) and not window.places.reading.queue.reads, timeout=30_000
    )
    assert [sheet.source.name for sheet in window.places.reading.sheets] == ["z-sheet.jpg"]
    assert "cannot be read" not in window.places.reading.queue.words()


def test_another_folder_of_the_settings_is_followed_at_once(
    workspace: Workspace, open_window: Opened, paper: Paper, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals, "SETTLES", 20)
    window: MainWindow = open_window()
    Arrivals(window)
    photo(paper, folder / "sheet.jpg")
    workspace.change_settings(replace(workspace.settings, photos=str(folder)))
    qtbot.waitUntil(lambda: bool(window.places.reading.sheets), timeout=30_000)


def test_a_picture_that_grows_is_not_recent_twice_and_a_missing_folder_is_empty(folder: Path, tmp_path: Path) -> None:
    nothing(folder / "one.jpg")
    (first,) = recent(folder, 0)
    nothing(folder / ".hidden.jpg")
    assert recent(folder, 0) == [first]
    (folder / "one.jpg").write_bytes(b"longer" * 10_000)
    (again,) = recent(folder, 0)
    assert again.path == first.path
    assert again != first
    assert recent(tmp_path / "gone", 0) == []

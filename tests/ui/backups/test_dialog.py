"""Backups from the menu: made and listed while the window is open; and the file looked over."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from planner.domain.filled import Origin, take_home
from planner.store import backup
from planner.store.problems import StoreProblem
from planner.ui import keeping
from planner.ui.backups.dialog import BackupsDialog
from planner.workspace import Workspace
from tests.ui.people import TODAY, Opened, Person

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_back_up_to_a_folder_takes_the_pictures_along(
    open_window: Opened, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    home = take_home(workspace.page(TODAY), [], Origin("123456789012", 1, "photo"), now=workspace.now())
    workspace.do(home.edit, dict.fromkeys(home.pictures, b"what a picture shows"))
    window = open_window()
    dialog = BackupsDialog(window)
    qtbot.addWidget(dialog)
    dialog.elsewhere.click()
    (asked,) = dialog.findChildren(QFileDialog)
    assert asked.fileMode() == QFileDialog.FileMode.Directory
    asked.fileSelected.emit(str(tmp_path / "stick"))
    qtbot.waitUntil(lambda: dialog.words.text().startswith(f"Backed up: {tmp_path / 'stick'}"))
    asked.reject()
    assert window.foot.words.text() == dialog.words.text()
    assert dialog.list.count() == 0
    (file,) = (tmp_path / "stick" / "pictures").iterdir()
    assert (file.stem, file.read_bytes()) == (home.pictures[0], b"what a picture shows")


def test_a_backup_that_ends_after_its_dialog_is_still_said(open_window: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window()
    dialog = BackupsDialog(window)
    dialog.make.click()
    delete(dialog)
    qtbot.waitUntil(lambda: window.foot.words.text().startswith("Backed up: "))


def test_the_file_is_looked_over(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Draft the essay 45m")
    window = open_window()
    keeping.check_file(window)
    qtbot.waitUntil(lambda: window.foot.words.text() == "The file is sound, and every page is lawful.")


def test_a_backup_that_cannot_be_made_is_said(
    open_window: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()

    def full(*_: object) -> backup.Backup:
        raise StoreProblem("The disk is full and that was not kept: free some space, then do it again.")

    monkeypatch.setattr(window.workspace.store, "backup", full)
    keeping.back_up(window)
    qtbot.waitUntil(lambda: "disk is full" in window.foot.words.text())


def test_each_backup_says_what_it_is(open_window: Opened, workspace: Workspace, qtbot: QtBot) -> None:
    kept = workspace.folder / backup.FOLDER
    kept.mkdir()
    kinds = {
        "2026-11-22.sqlite3": "",
        "replaced-2026-11-22-080000.sqlite3": "moved aside · ",
        "before-schema-9-2026-11-22.sqlite3": "before an update · ",
        "mended-2026-11-22-090000.sqlite3": "mended · ",
        "mine.sqlite3": "",
    }
    noon = dt.datetime(2026, 11, 22, 12).astimezone()
    for name in kinds:
        (kept / name).write_bytes(b"x" * 2048)
        os.utime(kept / name, (noon.timestamp(),) * 2)
    dialog = BackupsDialog(open_window())
    qtbot.addWidget(dialog)
    shown = {dialog.list.item(row).text() for row in range(dialog.list.count())}
    assert shown == {f"Sun 22 Nov 2026, 12:00 · {kind}2 kB · {name}" for name, kind in kinds.items()}

"""The parts put together: a start, a second start, and starts that cannot be."""

from __future__ import annotations

import gc
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner import app
from planner.store.database import journal
from planner.store.doctor import Report
from planner.store.store import Store
from planner.ui import jobs
from planner.ui.cover import Cover
from planner.ui.main_window import MainWindow

LOCK_AND_DIE = """
import os, sys
from pathlib import Path
from planner import app
from planner.store.store import Store
lock, _ = app.lock_of(Path(sys.argv[1]))
assert lock
os._exit(9)
"""


@pytest.fixture(autouse=True)
def no_window_is_left() -> Iterator[None]:
    """A window that has ended goes in its own thread, before a job of the next test may come upon it."""
    yield
    gc.collect()


def top() -> Cover | None:
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, Cover) and w.isVisible()]
    return shown[0] if shown else None


def close_once_filled(filled: list[MainWindow]) -> None:
    """Look every few events whether the day is there; then close the window."""

    def look() -> None:
        cover = top()
        if cover is None or cover.day is None:
            QTimer.singleShot(5, look)
            return
        filled.append(cover.day)
        QTimer.singleShot(0, cover.close)

    QTimer.singleShot(0, look)


def test_a_start_shows_the_day_and_ends_when_the_window_is_closed(data_folder: Path, qapp: QApplication) -> None:
    filled: list[MainWindow] = []
    close_once_filled(filled)
    assert app.main(data_folder) == 0
    assert filled[0].page.date == filled[0].workspace.today()
    assert jobs.wait()
    with closing(sqlite3.connect(data_folder / "planner.sqlite3")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    lock, sentence = app.lock_of(data_folder)
    assert lock is not None
    assert sentence == ""
    assert (data_folder / app.LOCK).stat().st_mode & 0o077 == 0
    lock.unlock()
    for file in data_folder.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file
    assert data_folder.stat().st_mode & 0o777 == 0o700


def test_a_second_start_never_opens_the_file(
    data_folder: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lock, _ = app.lock_of(data_folder)
    assert lock is not None
    monkeypatch.setattr(app, "COMING_UP", 0.1)
    assert app.main(data_folder) == 2
    assert capsys.readouterr().err == app.HUNG + "\n"
    assert not (data_folder / "planner.sqlite3").exists()
    monkeypatch.setattr(app, "raise_other", lambda folder: True)
    assert app.main(data_folder) == 0
    lock.unlock()


def test_a_command_that_has_the_file_is_waited_for(data_folder: Path, qapp: QApplication) -> None:
    data_folder.mkdir(mode=0o700)
    Store.open(data_folder).close()
    command = sqlite3.connect(data_folder / "planner.sqlite3", isolation_level=None)
    command.execute("BEGIN EXCLUSIVE")
    QTimer.singleShot(300, command.close)
    filled: list[MainWindow] = []
    close_once_filled(filled)
    assert app.main(data_folder) == 0
    assert filled


def test_a_damaged_file_is_said_in_one_sentence_and_stays(
    data_folder: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    data_folder.mkdir(mode=0o700)
    content = os.urandom(5000)
    (data_folder / "planner.sqlite3").write_bytes(content)
    assert app.main(data_folder) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "planner" in said
    assert (data_folder / "planner.sqlite3").read_bytes() == content
    assert top() is None


def test_a_folder_that_is_a_file_is_said(
    tmp_path: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "planner"
    folder.write_text("I am a file", encoding="ascii")
    assert app.main(folder) == 2
    assert "is a file, not a folder" in capsys.readouterr().err
    assert folder.read_text(encoding="ascii") == "I am a file"


def test_the_empty_notebook_is_painted_before_the_store_is_opened(data_folder: Path, qtbot: QtBot) -> None:
    painted: list[bool] = []
    cover = Cover(data_folder, lambda: painted.append((data_folder / "planner.sqlite3").exists()))
    qtbot.addWidget(cover)
    cover.show()
    qtbot.waitUntil(lambda: bool(painted))
    assert painted == [False]
    cover.close()


def test_a_lock_that_a_crash_left_is_taken_over(data_folder: Path, qapp: QApplication) -> None:
    crashed = subprocess.run(
        [
            sys.executable,
            "-c",
            LOCK_AND_DIE,
            str(data_folder),
        ],
        cwd=Path(__file__).parent.parent,
        check=False,
    )
    assert crashed.returncode == 9
    assert (data_folder / app.LOCK).exists()
    lock, _ = app.lock_of(data_folder)
    assert lock is not None
    lock.unlock()


def test_the_past_is_learned_once_a_file_that_was_not_closed_is_looked_over(
    data_folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(data_folder).close()
    journal(data_folder / "planner.sqlite3").write_bytes(b"\0" * 512)
    begun, may_end, examine = Event(), Event(), Store.doctor

    def doctor(store: Store) -> Report:
        begun.set()
        assert may_end.wait(10)
        return examine(store)

    monkeypatch.setattr(Store, "doctor", doctor)
    workspace = app.workspace_in(data_folder)
    cover = Cover(data_folder)
    qtbot.addWidget(cover)
    day = app.fill(cover, workspace)
    app.settle_in(cover)
    qtbot.waitUntil(begun.is_set)
    assert day.outlook is None
    may_end.set()
    qtbot.waitUntil(lambda: day.outlook is not None)
    assert jobs.wait()
    cover.close()
    workspace.close()

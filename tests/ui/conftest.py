"""A real window on a real file, with a clock that stands still until it is set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner import settings as settings_file
from planner.store.store import Store
from planner.ui import jobs, theme
from planner.ui.cover import Cover
from planner.ui.main_window import MainWindow
from planner.workspace import Workspace
from tests.ui.people import TODAY, Clock, Opened, Person


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    folder = tmp_path / "data"
    settings = settings_file.load(folder)
    store = Store.open(folder, settings.head(TODAY, "UTC"), clock=clock)
    made = Workspace(store, settings, folder, clock)
    yield made
    made.close()


@pytest.fixture
def person(workspace: Workspace) -> Person:
    return Person(workspace)


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, workspace: Workspace) -> Iterator[Opened]:
    """Open the window when the story so far is written."""
    covers: list[Cover] = []

    def opened(width: int = 1280, height: int = 800) -> MainWindow:
        theme.install(qapp, workspace.settings.theme)
        cover = Cover(workspace.folder, lambda: None)
        covers.append(cover)
        qtbot.addWidget(cover)
        cover.resize(width, height)
        cover.show()
        qtbot.waitExposed(cover)
        window = MainWindow(workspace)
        cover.fill(window)
        cover.activateWindow()
        qtbot.waitUntil(cover.isActiveWindow)
        return window

    yield opened
    for cover in covers:
        cover.close()
    assert jobs.wait()

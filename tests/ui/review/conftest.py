"""A window on a file with a past: `lived` days of it, the last one planned for TODAY and not begun."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner import settings as settings_file
from planner.review.span import Unit
from planner.store.store import Store
from planner.ui.main_window import MainWindow
from planner.ui.review.place import Review
from planner.workspace import Workspace
from tests.lawful_years import write_days
from tests.ui.people import TODAY, Clock, Opened


@pytest.fixture
def lived() -> int:
    """How many days were lived; a test may ask for others by its parameters."""
    return 0


@pytest.fixture(scope="session")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """A folder with so many days, made once."""

    @lru_cache
    def made(days: int) -> Path:
        folder = tmp_path_factory.mktemp("lived") / "data"
        write_days(folder, days + 1, last=TODAY)
        return folder

    return made


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock, lived: int, lives: Callable[[int], Path]) -> Iterator[Workspace]:
    folder = tmp_path / "data"
    if lived:
        shutil.copytree(lives(lived), folder)
    settings = settings_file.load(folder)
    store = Store.open(folder, settings.head(TODAY, "UTC"), clock=clock)
    made = Workspace(store, settings, folder, clock)
    yield made
    made.close()


@pytest.fixture
def look(open_window: Opened, qtbot: QtBot) -> Callable[..., Review]:
    """Open the window on its review, and wait until all of it stands there."""

    def looked(kind: Unit = "week", *, before: int = 0, size: tuple[int, int] = (1280, 800)) -> Review:
        window: MainWindow = open_window(*size)
        window.going.review(kind)
        review = window.places.review
        for _ in range(before):
            review.step(-1)
        qtbot.waitUntil(lambda: review.settled, timeout=20_000)
        return review

    return looked

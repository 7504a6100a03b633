from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from planner.ui import theme
from tests.ui.focus.lives import Life


@pytest.fixture
def lived(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Life]]:
    """Begin a life, with these settings; it ends with the test."""
    theme.install(qapp, "light")
    begun: list[Life] = []

    def begin(**settings: object) -> Life:
        life = Life(tmp_path / f"life-{len(begun)}", **settings)
        begun.append(life)
        return life

    yield begin
    for life in begun:
        life.end()


@pytest.fixture
def life(lived: Callable[..., Life]) -> Life:
    return lived()

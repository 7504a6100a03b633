"""A real X server and a real message bus of these tests' own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planner.presence import foreign
from tests.presence.desktop import Desktop
from tests.xserver import XServer


@pytest.fixture(scope="module")
def server() -> Iterator[XServer]:
    missing = XServer.missing()
    if not missing and foreign.load("libXss.so.1") is None:
        missing = "not installed here: libXss"
    if missing:
        pytest.skip(missing)
    with XServer() as started:
        yield started


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    missing = Desktop.missing()
    if missing:
        pytest.skip(missing)
    with Desktop() as started:
        yield started


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()

"""A store of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.store.store import Store
from tests.store.days import head


@pytest.fixture
def store(data_folder: Path) -> Iterator[Store]:
    opened = Store.open(data_folder, head())
    yield opened
    opened.close()

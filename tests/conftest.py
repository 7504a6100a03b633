"""What every test stands on: no screen, no folder of the person's own, one time zone, silence from Qt."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt or the planner: both read the environment when they start.
HOME = Path(tempfile.mkdtemp(prefix="planner-tests-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
    (HOME / variable).mkdir(mode=0o700)
    os.environ[variable] = str(HOME / variable)
os.environ["TIMEBOX_PLANNER_DATA"] = str(HOME / "planner")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):
    time.tzset()

# `ci` is what `packaging/bootstrap.py test` asks for: the same examples on every run, so that red means changed.
settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("dev", deadline=None)
settings.load_profile("dev")


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test's own (not made yet), which is also the one that the environment names."""
    folder = tmp_path / "planner"
    monkeypatch.setenv("TIMEBOX_PLANNER_DATA", str(folder))
    return folder


@pytest.fixture
def in_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Move the machine: `in_zone("Europe/Berlin")`. The tests live in UTC otherwise."""

    def move(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        if hasattr(time, "tzset"):
            time.tzset()

    yield move
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()

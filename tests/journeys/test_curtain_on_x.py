"""The whole program on a real X server with two screens: the curtain falls by itself and is not lifted by anything."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from planner import settings as settings_file
from planner.domain import entries, tracking
from planner.domain.edits import Edit
from planner.domain.entry_line import parse
from planner.domain.values import new_id
from planner.settings import Settings
from planner.store.store import Store
from planner.workspace import Workspace
from tests.ui.focus.programs import Program, Report
from tests.xserver import XServer

pytestmark = pytest.mark.skipif(bool(XServer.missing()), reason=XServer.missing() or "an X server is here")

ROOT = Path(__file__).parents[2]
PATIENCE = 40.0  # s
KEYS = ("alt+F4", "alt+Tab", "ctrl+alt+Right", "super+d", "super+F2", "ctrl+q", "Escape")


class Planner:
    """The program as a person starts it, and its commands."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.words = [sys.executable, "-m", "planner", "--data-dir", str(folder)]
        self.environment = {**environment, "TZ": "UTC"}
        self.process = subprocess.Popen(
            self.words, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def asks(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.words, *words], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )

    def status(self) -> dict[str, Any]:
        found = self.asks("status")
        known: dict[str, Any] = json.loads(found.stdout) if found.returncode == 0 else {"state": found.stderr}
        return known

    def until(self, holds: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        end = time.monotonic() + PATIENCE
        while not holds(found := self.status()):
            assert time.monotonic() < end, f"waited in vain; the last answer was {found}"
        return found


@pytest.fixture(scope="module")
def server() -> Iterator[XServer]:
    with XServer(2560, 800) as made:
        made.monitors((1280, 800), (1280, 800))
        yield made


@pytest.fixture
def eye(server: XServer) -> Iterator[Program]:
    """Somebody else's window, which sees what is on the screens."""
    with Program("other", server.environment()) as made:
        made.until(lambda report: report["other_seen"])
        yield made


@pytest.fixture
def planner(tmp_path: Path, server: XServer, eye: Program) -> Iterator[Planner]:
    folder = tmp_path / "planner"
    at_work(folder, dt.timedelta(minutes=118))
    made = Planner(folder, server.environment())
    yield made
    made.process.kill()
    made.process.wait()


def at_work(folder: Path, since: dt.timedelta) -> None:
    """A timer that was started so long ago."""
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    settings = replace(Settings(), theme="light", opens=0, closes=1440, day_start=0)
    settings_file.save(folder, settings)
    store = Store.open(folder, settings.head(now.date(), "UTC"), clock=lambda: now - since)
    workspace = Workspace(store, settings, folder, lambda: now - since)
    workspace.zone = "UTC"
    page, name = workspace.page(), new_id()
    line = parse("Draft the essay", today=page.date)
    for outcome in (
        entries.add(page, line, now=now - since, new=name, new_box=new_id()),
        lambda: tracking.start(workspace.page(), name, now=now - since, new=new_id()),
    ):
        done = workspace.do(outcome() if callable(outcome) else outcome)
        assert isinstance(done, Edit), done
    workspace.close()


def covered(report: Report) -> bool:
    return bool(report["sage"]) and not report["other_seen"] and not report["planner_seen"]


def test_it_covers_both_screens_and_nothing_lifts_it(planner: Planner, eye: Program, server: XServer) -> None:
    assert planner.until(lambda found: found["state"] in ("warned", "recharging"))["stretch"] >= 118
    assert planner.asks("recharge").returncode == 0  # a minute and more early: the test need not wait for it
    eye.until(covered)
    for keys in KEYS:
        server.do("key", keys)
        assert planner.status()["state"] == "recharging"
        assert covered(eye.tell("report")), keys
    eye.tell("forward")
    assert covered(eye.tell("report"))
    assert planner.asks().returncode == 0  # a second start
    assert covered(eye.tell("report"))
    assert "not over" in planner.asks("stop").stderr
    assert "has begun" in planner.asks("quiet", "30").stderr
    assert planner.process.poll() is None


def test_input_holds_the_countdown(planner: Planner, eye: Program, server: XServer) -> None:
    planner.until(lambda found: found["state"] in ("warned", "recharging"))
    planner.asks("recharge")
    eye.until(covered)
    server.do("key", "a")
    assert planner.until(lambda found: found["held"])["state"] == "recharging"
    assert planner.until(lambda found: not found["held"])["state"] == "recharging"


def test_killed_under_the_curtain_it_is_down_again_at_the_next_start(
    planner: Planner, eye: Program, server: XServer
) -> None:
    planner.until(lambda found: found["state"] in ("warned", "recharging"))
    planner.asks("recharge")
    eye.until(covered)
    planner.process.kill()
    planner.process.wait()
    eye.until(lambda report: report["other_seen"])
    again = Planner(Path(planner.words[-1]), server.environment())
    try:
        eye.until(covered)
        assert again.status()["state"] == "recharging"
    finally:
        again.process.kill()
        again.process.wait()

"""kill -9 in each state, of a real process: the next one finds the guard as it was, to the second."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
CHILD = """
import datetime as dt, json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication([])
from tests.ui.focus.lives import Life, Machine

folder, at, deeds = Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]
opened = Machine.__init__
def later(self):
    opened(self)
    self.time += dt.timedelta(seconds=at)
    self.up += at
    self.woken += at
    self.last_key = self.up - (900 if deeds[:1] == ["still"] else 0)  # nobody has touched it meanwhile
    self.types = False
Machine.__init__ = later
life = Life(folder)

def tell():
    guard = life.guard
    print(json.dumps({
        "state": guard.state, "worked": guard.worked.total_seconds(), "left": guard.left.total_seconds(),
        "curtain": life.curtain_is_down, "slip": life.slip,
    }), flush=True)

for deed in deeds:
    if deed == "work":
        life.writes("Draft 3h 9:00")
        life.machine.types = True
        life.starts("Draft")
    elif deed in ("rest", "still"):
        life.machine.types = False
    else:
        life.wait(float(deed) / 60, pace=0.5)
tell()
sys.stdin.read()  # until it is killed
"""


def live(folder: Path, at: float, *deeds: str) -> dict[str, Any]:
    """Live through these deeds in a process of its own, kill it without a word, and say how it stood."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), str(at), *deeds],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
    )
    with child:
        assert child.stdout is not None
        line = child.stdout.readline()
        child.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        child.communicate()
    found: dict[str, Any] = json.loads(line)
    return found


@pytest.mark.parametrize(
    ("deeds", "seconds", "state"),
    [
        (("work", "3600"), 3600, "working"),
        (("work", "7110"), 7110, "warned"),
        (("work", "7200", "rest", "750"), 7950, "recharging"),
    ],
)
def test_killed_in_each_state_it_is_found_to_the_second(
    tmp_path: Path, deeds: tuple[str, ...], seconds: int, state: str
) -> None:
    before = live(tmp_path / "life", 0, *deeds)
    assert before["state"] == state
    still = ("still",) if state == "recharging" else ()
    after = live(tmp_path / "life", seconds + 7, *still)  # seven seconds until it is started again
    assert after["state"] == state
    if state == "recharging":
        assert after["left"] == before["left"] - 7
        assert after["curtain"]
    else:
        assert after["worked"] == before["worked"] + 7
        assert after["slip"].startswith("Recharge in") == (state == "warned")

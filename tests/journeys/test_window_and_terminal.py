"""The window as a process of its own, and a terminal beside it: one way in, and nothing acknowledged is lost."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planner import remote

ROOT = Path(__file__).parent.parent.parent
COMING_UP = 60.0  # seconds
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="ends the window by a signal")


def planner(*words: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "planner", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60)


def done(*words: str) -> Any:
    said = planner(*words)
    assert (said.returncode, said.stderr) == (0, b""), said
    return json.loads(said.stdout)


@pytest.fixture
def window(data_folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    started = subprocess.Popen([sys.executable, "-m", "planner"], cwd=ROOT, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + COMING_UP
    while remote.ask(data_folder, {"argv": ["show"]}) is None:
        assert started.poll() is None, "the window closed by itself"
        assert time.monotonic() < deadline, "the window does not listen"
        threading.Event().wait(0.05)
    yield started
    started.kill()
    started.wait()


@posix_only
def test_a_terminal_works_through_the_window_and_outlives_it(
    window: subprocess.Popen[bytes], data_folder: Path, tmp_path: Path
) -> None:
    entry = done("add", "Draft the essay 45m !1", "--date", "tomorrow")["entry"]["id"]
    assert done("place", entry[:6], "9:30")["page"]["boxes"][0]["start"] == "09:30"
    assert planner("move", "zzzz", "9:00").returncode == 2
    done("print", "tomorrow", "--to", str(tmp_path / "sheet.pdf"))
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")

    second_start = planner()
    assert (second_start.returncode, second_start.stdout) == (0, b"")
    assert window.poll() is None

    before = done("show", "tomorrow")
    window.kill()  # SIGKILL: it can say no goodbye
    window.wait()
    assert done("show", "tomorrow") == before
    assert done("undo")["page"]["boxes"] == []

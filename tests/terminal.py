"""A terminal for tests: words in, exit status, JSON and words out, in this very process."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from planner import cli

MONDAY = dt.datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("UTC"))


@dataclass(frozen=True)
class Said:
    """What one command left behind."""

    status: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


class Terminal:
    """A data folder, a clock that stands until it is moved, and the command line before them."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str], now: dt.datetime = MONDAY) -> None:
        self.folder = folder
        self.now = now
        self._capture = capture

    def at(self, clock: str) -> None:
        """Move the clock to HH:MM of the same date, also backwards."""
        hour, minute = map(int, clock.split(":"))
        self.now = self.now.replace(hour=hour, minute=minute)

    def run(self, *words: str) -> Said:
        self._capture.readouterr()
        status = cli.main(["--data-dir", str(self.folder), *words], clock=lambda: self.now)
        said = self._capture.readouterr()
        return Said(status, said.out, said.err)

    def do(self, *words: str) -> Any:
        """The JSON of a command that must be done, and must say nothing on stderr."""
        said = self.run(*words)
        assert (said.status, said.stderr) == (0, ""), said
        return said.json

    def refused(self, *words: str) -> str:
        """The sentence of a command that must be refused: one line, no JSON, exit status 2, and the page unchanged."""
        said = self.run(*words)
        assert (said.status, said.stdout) == (2, ""), said
        return one_sentence(said.stderr)

    def add(self, text: str, *words: str) -> str:
        """Write a line into the log and return its id."""
        return str(self.do("add", text, *words)["entry"]["id"])

    def boxes(self, day: str = "today") -> list[tuple[str, str, int]]:
        """The boxes of a page as (start, title, minutes)."""
        return [(box["start"], box["title"], box["minutes"]) for box in self.do("show", day)["boxes"]]


def one_sentence(stderr: str) -> str:
    assert stderr.count("\n") == 1, stderr
    assert stderr.endswith("\n")
    assert "Traceback" not in stderr
    return stderr.strip()

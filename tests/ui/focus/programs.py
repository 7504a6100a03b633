"""Start a program of `among_windows.py`, tell it what to do, and wait until it reports what is awaited."""

from __future__ import annotations

import json
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).parents[3]
PATIENCE = 20.0  # s
Report = dict[str, Any]


class Program:
    def __init__(self, name: str, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("among_windows.py")), name],
            env={**environment, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.now: Report = self._answer()

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def tell(self, word: str) -> Report:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()
        self.now = self._answer()
        return self.now

    def until(self, holds: Callable[[Report], object], word: str = "report") -> Report:
        """Ask (or say something) again and again, until it is so."""
        end = time.monotonic() + PATIENCE
        while not holds(self.tell(word)):
            assert time.monotonic() < end, f"waited in vain; the last report was {self.now}"
        return self.now

    def _answer(self) -> Report:
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
        line = self._process.stdout.readline() if ready else ""
        if not line:
            self._process.kill()
            _, problem = self._process.communicate()
            raise AssertionError(f"the program said nothing more: {problem}")
        report: Report = json.loads(line)
        return report

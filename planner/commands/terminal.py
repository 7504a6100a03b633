"""What is shown while a command goes on: to a terminal alone, since scripts get the JSON and nothing else."""

from __future__ import annotations

import sys

WIDTH = 78  # characters of a line that no terminal breaks


def show(text: str) -> None:
    if text and sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(text)
        sys.stderr.flush()


def rewrite(line: str = "") -> None:
    """Put a line in place of the one that stands there; without one, leave nothing."""
    show(f"\r{' ' * WIDTH}\r{line[:WIDTH]}")

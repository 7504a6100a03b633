"""Small disks for tests that need a full one, or one that may only be read. Nothing of the product is replaced."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of so many kB at a place; the test is skipped where mounting is not permitted."""
    place.mkdir(exist_ok=True)
    words = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)]
    mounted = subprocess.run(words, capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip(f"mounting is not permitted here: {mounted.stderr.decode().strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def fill_up(place: Path, leave: int = 0) -> Path:
    """Fill the disk to the last byte but some; gives the file to delete for room."""
    ballast = place / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
        file.truncate(max(0, file.tell() - leave))
    return ballast


def may_only_be_read(place: Path) -> None:
    """From now on nobody may write to the disk, root included."""
    subprocess.run(["mount", "-o", "remount,ro", place], check=True)

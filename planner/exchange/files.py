"""A person's file as text: refused by its size before it is read, and by its first bytes when it is no text."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from planner.exchange import Unreadable

SIZE_LIMIT = 50_000_000  # bytes
SIGNS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an Excel sheet"),
    (b"PK\x03\x04", "an Excel sheet or another packed file"),
    (b"SQLite format 3", "a database"),
)
SAVE_AS = "save it as CSV in UTF-8, then import that."


def text_of(path: Path) -> str:
    """The file's text. Raises Unreadable for what is missing, too big, locked away, no file, or no text."""
    raw = _bytes_of(path)
    name = path.name
    for sign, words in SIGNS:
        if raw.startswith(sign):
            raise Unreadable(f"{name} is {words}: {SAVE_AS}")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(f"{name} is written in UTF-16: {SAVE_AS}")
    if b"\0" in raw:
        raise Unreadable(f"{name} is no text: {SAVE_AS}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise Unreadable(f"{name} is not written in UTF-8 (line {line}): {SAVE_AS}") from problem
    if not text.strip():
        raise Unreadable(f"{name} is empty: choose a file with a history in it.")
    return text


def _bytes_of(path: Path) -> bytes:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise Unreadable(f"{path} is a folder: name a file in it.")
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable(f"{path} is not a file that can be read through: copy it into one.")
        if found.st_size <= SIZE_LIMIT:
            with path.open("rb") as file:
                raw = file.read(SIZE_LIMIT + 1)
            if len(raw) <= SIZE_LIMIT:
                return raw
    except FileNotFoundError as problem:
        raise Unreadable(f"There is no file {path}: look at its name.") from problem
    except PermissionError as problem:
        raise Unreadable(f"{path} may not be read: give yourself the right to read it.") from problem
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else "no such name"
        raise Unreadable(f"{os.fspath(path)!r} cannot be read ({reason}).") from problem
    raise Unreadable(f"{path.name} has more than {SIZE_LIMIT // 1_000_000} MB: import it in parts.")

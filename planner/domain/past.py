"""What was once guessed and what it took: the finished tasks of all pages, and those of an imported history."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PastTask:
    """One task of the past. `estimate` and `actual` are minutes; None where nobody guessed.

    One that is not `finished` has taken at least so long. `origin` is the id of the entry or imported row it was read
    from.
    """

    origin: str
    day: dt.date
    title: str
    tags: tuple[str, ...]
    project: str | None
    estimate: int | None
    actual: float
    finished: bool = True


@dataclass(frozen=True, slots=True)
class ImportedTask:
    """A task as another program's file tells it. Milliseconds, so that nothing of any file is lost.

    `key` is the same for the same task in every file that tells of it, and no other task's; `line` where it stands.
    """

    key: str
    line: int
    day: dt.date
    title: str
    tags: tuple[str, ...]
    project: str | None
    estimate_ms: int | None
    actual_ms: int
    finished: bool = True

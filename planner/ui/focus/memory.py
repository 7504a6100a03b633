"""What the guard keeps beside the record, for the case that the program ends without a word: one small file.

It is no part of a person's life: when somebody was last seen, absences that were not asked about yet, how a meditation
that runs was to go, and where the focus line stood. A file that is missing or damaged says nothing.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from planner import private_json
from planner.settings import GUARD


class Absence(NamedTuple):
    """A span for which nobody was there while an interval of work ran."""

    interval: str
    since: dt.datetime
    until: dt.datetime


class Memory:
    """Written whole, readable by its owner alone; a disk that takes nothing costs no more than what it would keep."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / GUARD
        self._kept = private_json.read(self._file) or {}

    def get(self, name: str) -> Any:
        return self._kept.get(name)

    def keep(self, **values: Any) -> None:
        """Keep values by name; None forgets one."""
        kept = {name: value for name, value in {**self._kept, **values}.items() if value is not None}
        if kept != self._kept:
            self._kept = kept
            with suppress(OSError):
                private_json.write(self._file, kept)

    # The values that are more than text

    @property
    def seen(self) -> dt.datetime | None:
        return instant(self.get("seen"))

    @property
    def absences(self) -> tuple[Absence, ...]:
        rows = self.get("absences")
        return tuple(filter(None, map(absence, rows))) if isinstance(rows, list) else ()

    def keep_absences(self, absences: tuple[Absence, ...]) -> None:
        rows = [[each.interval, each.since.isoformat(), each.until.isoformat()] for each in absences]
        self.keep(absences=rows or None)


def instant(kept: object) -> dt.datetime | None:
    """An aware instant out of its text; None for anything else."""
    with suppress(ValueError, TypeError):
        found = dt.datetime.fromisoformat(kept)  # type: ignore[arg-type]
        return found if found.tzinfo is not None else None
    return None


def absence(row: object) -> Absence | None:
    if not isinstance(row, list) or len(row) != 3 or not isinstance(row[0], str):
        return None
    since, until = instant(row[1]), instant(row[2])
    return Absence(row[0], since, until) if since and until and since < until else None

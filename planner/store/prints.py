"""What was printed: which page as of which edit, to which file, and where every mark lies on the paper."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any

PICK = "SELECT id, page, number, kind, options, file, at, sheets FROM prints"
NEWEST_FIRST = f"{PICK} ORDER BY at DESC, id"
ONE = f"{PICK} WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Print:
    """One print. `number` is the edit that the page stood at, `options` and `sheets` are whatever JSON can hold.

    The same page at the same edit with the same options has the same id, and is kept once.
    """

    id: str
    page: dt.date
    number: int
    kind: str
    file: str
    at: dt.datetime
    options: dict[str, Any] = field(default_factory=dict)
    sheets: tuple[dict[str, Any], ...] = ()


def row_of(kept: Print) -> dict[str, Any]:
    return {
        "id": kept.id,
        "page": kept.page.isoformat(),
        "number": kept.number,
        "kind": kept.kind,
        "options": json.dumps(kept.options, ensure_ascii=False, sort_keys=True),
        "file": kept.file,
        "at": int(kept.at.timestamp()),
        "sheets": json.dumps(kept.sheets, ensure_ascii=False),
    }


def print_of(row: tuple[Any, ...]) -> Print:
    id_, page, number, kind, options, file, at, sheets = row
    instant = dt.datetime.fromtimestamp(at, dt.UTC)
    date = dt.date.fromisoformat(page)
    return Print(id_, date, number, kind, file, instant, json.loads(options), tuple(json.loads(sheets)))


def prints(connection: sqlite3.Connection) -> tuple[Print, ...]:
    """All prints, the newest first."""
    return tuple(print_of(row) for row in connection.execute(NEWEST_FIRST))


def print_with(connection: sqlite3.Connection, print_id: str) -> Print | None:
    row = connection.execute(ONE, (print_id,)).fetchone()
    return None if row is None else print_of(row)

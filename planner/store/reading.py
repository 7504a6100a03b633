"""Page reads in plain sqlite3: each one is a handful of index look-ups, however many years the file holds."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from planner.domain.edits import page_of
from planner.domain.values import Entry, Interval, Page, PageHead
from planner.store import convert

PICK = {table: f"SELECT {', '.join(columns)} FROM {table}" for table, columns in convert.COLUMNS.items()}
PICK_ONE = {table: f"{pick} WHERE {convert.key_column(table)} = ?" for table, pick in PICK.items()}
PICK_PAGE = {
    table: f"{pick} WHERE {'date' if table == 'pages' else 'page'} BETWEEN ? AND ?" for table, pick in PICK.items()
}
RUNNING = f"{PICK['intervals']} WHERE end_utc IS NULL"
STILL_OPEN = "kind = 'task' AND state = 'open'"
LAST_OPEN = f"SELECT page FROM entries WHERE page < ? AND {STILL_OPEN} ORDER BY page DESC LIMIT 1"
FIND = (
    "SELECT 'entry', id, page FROM entries WHERE id BETWEEN :first AND :last"
    " UNION ALL SELECT 'box', id, page FROM boxes WHERE id BETWEEN :first AND :last LIMIT 50"
)
LEFT_OVER = f"{PICK['entries']} WHERE page = ? AND {STILL_OPEN} ORDER BY position, id"


def page(connection: sqlite3.Connection, date: dt.date) -> Page | None:
    """The page as it stands, None if nothing of it was ever kept."""
    found = pages(connection, date, date)
    return found[0] if found else None


def pages(connection: sqlite3.Connection, first: dt.date, last: dt.date) -> tuple[Page, ...]:
    """The kept pages from one date to another, both counted in, in their order."""
    span = (first.isoformat(), last.isoformat())
    heads = [convert.head_of(row) for row in connection.execute(PICK_PAGE["pages"] + " ORDER BY date", span)]
    if not heads:
        return ()
    entries = by_page(connection, "entries", span)
    boxes = by_page(connection, "boxes", span)
    intervals = by_page(connection, "intervals", span)
    remarks = by_page(connection, "remarks", span)
    pictures = by_page(connection, "pictures", span)
    tables = (entries, boxes, intervals, remarks, pictures)
    return tuple(page_of(head, *(table[head.date] for table in tables)) for head in heads)


def by_page(connection: sqlite3.Connection, table: str, span: tuple[str, str]) -> dict[dt.date, list[Any]]:
    make = convert.MAKERS[table]
    found: dict[dt.date, list[Any]] = defaultdict(list)
    for row in connection.execute(PICK_PAGE[table], span):
        value: Any = make(row)
        found[value.page].append(value)
    return found


def row(connection: sqlite3.Connection, table: str, key: str) -> dict[str, Any] | None:
    """One stored row as it stands, by its id (a page by its date)."""
    found: Sequence[Any] | None = connection.execute(PICK_ONE[table], (key,)).fetchone()
    return None if found is None else dict(zip(convert.COLUMNS[table], found, strict=True))


def running(connection: sqlite3.Connection) -> Interval | None:
    found = connection.execute(RUNNING).fetchone()
    return None if found is None else convert.interval_of(found)


def leftovers(connection: sqlite3.Connection, date: dt.date) -> tuple[Entry, ...]:
    """The open tasks of the last page before `date` that has any, in the order of its log."""
    last = connection.execute(LAST_OPEN, (date.isoformat(),)).fetchone()
    if last is None:
        return ()
    return tuple(convert.entry_of(found) for found in connection.execute(LEFT_OVER, last))


def head_or(found: Page | None, head: PageHead) -> Page:
    return found if found is not None else Page(head, fresh=True)


def find(connection: sqlite3.Connection, prefix: str) -> tuple[tuple[str, str, dt.date], ...]:
    """Kind ("entry" or "box"), id and page of what has an id that begins so; at most 50."""
    span = {"first": prefix, "last": f"{prefix}~"}  # ids are lower-case letters and digits, which stand before ~
    rows = connection.execute(FIND, span)
    return tuple((kind, key, dt.date.fromisoformat(page)) for kind, key, page in rows)

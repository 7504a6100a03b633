"""The lines of all pages for a search, from the newest page back, some weeks at one go."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator

from planner.domain.search import KeptLine

WINDOW = dt.timedelta(days=60)  # read at one go: a few milliseconds
DAY = dt.timedelta(days=1)
ENDS = "SELECT min(page), max(page) FROM entries"
LINES = (  # what was carried over is found on the page that it went to
    "SELECT id, page, kind, state, title, tags, project, unplanned,"
    " EXISTS (SELECT 1 FROM pictures WHERE pictures.page = entries.page) FROM entries"
    " WHERE page BETWEEN ? AND ? AND state NOT IN ('migrated', 'scheduled') ORDER BY page DESC, position"
)


def spans(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """The first and last dates of what is read at one go, the newest first."""
    first, last = connection.execute(ENDS).fetchone()
    if first is None:
        return
    until = dt.date.fromisoformat(last)
    while until.isoformat() >= first:
        yield (until - WINDOW + DAY).isoformat(), until.isoformat()
        until -= WINDOW


def lines(connection: sqlite3.Connection, first: str, last: str) -> list[KeptLine]:
    """The lines of the pages between two dates, both counted in."""
    return [
        KeptLine(
            key, dt.date.fromisoformat(page), kind, state, title, tuple(json.loads(tags)), project,
            bool(unplanned), bool(written),
        )
        for key, page, kind, state, title, tags, project, unplanned, written in connection.execute(LINES, (first, last))
    ]  # fmt: skip

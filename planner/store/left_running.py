"""What ran when a backup was made: it ends there, since nobody knows how it went on.

A timer that came back with its file would have run all the time since: hours on the record that nobody worked.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from contextlib import suppress
from pathlib import Path

from planner.domain import tracking
from planner.domain.values import PageHead
from planner.store import reading
from planner.store.store import Store

NAMED = re.compile(r"(\d{4}-\d{2}-\d{2})-?(\d{6})?(-\d+)?\.sqlite3")  # how the name of a backup ends
EDITED = "SELECT max(at) FROM edits"


def stop(connection: sqlite3.Connection, copy: Path, name: str, written: dt.datetime) -> str:
    """Stop what runs in the copy of a backup, at the last instant at which that is known to have been in use.

    The backup has this `name` and its file was `written` then. What to say of it; empty where nothing ran. Raises
    StoreProblem.
    """
    running = reading.running(connection)
    if running is None:
        return ""
    zone = running.start.tzinfo
    edited = dt.datetime.fromtimestamp(connection.execute(EDITED).fetchone()[0] or 0, zone)
    known = max(edited, made_at(name, written.astimezone(zone)))
    store = Store(copy, connection, PageHead(running.page), unclean=False, clock=lambda: known)
    edit = tracking.left_running(store.page(running.page), known)
    store.apply(edit)
    return edit.consequences[0]


def made_at(name: str, written: dt.datetime) -> dt.datetime:
    """When a backup was made: when its file was written, but not after what its name says: copying may date it anew."""
    found = NAMED.search(name)
    if found is None:
        return written
    with suppress(ValueError):  # digits that are no date
        day, time = dt.date.fromisoformat(found[1]), dt.time.fromisoformat(found[2] or "235959")
        return min(written, dt.datetime.combine(day, time, written.tzinfo))
    return written

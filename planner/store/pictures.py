"""The pictures of filled-in sheets: what they show, and which photos have nothing more to give."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

DATA = "SELECT data FROM picture_data WHERE id = ?"
KEEP = (
    "INSERT OR IGNORE INTO picture_data (id, data) VALUES (?, ?)"  # the same id shows the same sheet of the same photo
)
TAKEN = "SELECT page, print, sheet, sheets FROM pictures WHERE photo = ? ORDER BY page, print, sheet"
ABANDONED = "DELETE FROM picture_data WHERE id NOT IN (SELECT id FROM pictures)"


def data(connection: sqlite3.Connection, picture_id: str) -> bytes | None:
    found = connection.execute(DATA, (picture_id,)).fetchone()
    return None if found is None else bytes(found[0])


def keep(connection: sqlite3.Connection, shown: Mapping[str, bytes]) -> None:
    """What pictures show, by their ids. Before a new deed: what was undone cannot be redone any more."""
    drop_abandoned(connection)
    connection.executemany(KEEP, shown.items())


def drop_abandoned(connection: sqlite3.Connection) -> None:
    """Forget what pictures show that are undone. Only for when no redo can bring those back any more."""
    connection.execute(ABANDONED)


def taken_home(connection: sqlite3.Connection, photo: str) -> list[tuple[str, str, int]]:
    """Page, print and sheet of each sheet of a photo, if every one of them is on its page; else none."""
    found = connection.execute(TAKEN, (photo,)).fetchall()
    whole = bool(found) and len(found) >= found[0][3]
    return [(page, print_id, sheet) for page, print_id, sheet, _ in found] if whole else []

"""Backups: made through the one connection, checked before they bear the name of a backup, thinned (see restoring.py).

A backup is a file `YYYY-MM-DD.sqlite3` (or with the time, when one of that day is there already). The days of the last
14 are kept, and before them the last of each month. What restores have moved aside, `replaced-…`, is thinned by the
same rule, but apart from them: it may be damaged, or hold days that no backup has.

It holds what the database holds. The pictures of sheets lie beside the database, where all backups of the data folder
find theirs; a backup elsewhere takes them along.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from planner.store import database, folder, pictures
from planner.store.problems import RESTORE, StoreProblem, is_damage, spoken

FOLDER = "backups"
DAYS_KEPT = 14
STEP = 256  # pages copied at a time, so that others get their turn in between
DAILY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d{6}))?()\.sqlite3")  # its day, and when on that day
REPLACED = re.compile(r"replaced-(\d{4}-\d{2}-\d{2})-(\d{6})(?:-(\d+))?\.sqlite3")  # and which one of that second


@dataclass(frozen=True, slots=True)
class Backup:
    """A file that can be restored by its `name`. `at` is when it was made, in UTC; `size` in bytes."""

    name: str
    path: Path
    at: dt.datetime
    size: int


def faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What SQLite's own check says, empty if all is well."""
    try:
        found = [words for (words,) in connection.execute("PRAGMA integrity_check")]
    except sqlite3.DatabaseError as problem:
        if not is_damage(problem):
            raise
        return (str(problem),)
    return () if found == ["ok"] else tuple(found)


def backups(data_folder: Path) -> tuple[Backup, ...]:
    """All backups in the data folder, the newest first."""
    with spoken():
        found = [described(path) for path in (data_folder / FOLDER).glob("*.sqlite3")]
    return tuple(sorted(found, key=lambda kept: (kept.at, kept.name), reverse=True))


def described(path: Path) -> Backup:
    status = path.stat()
    return Backup(path.name, path, dt.datetime.fromtimestamp(status.st_mtime, dt.UTC), status.st_size)


def make(connection: sqlite3.Connection, into: Path, now: dt.datetime) -> Backup:
    """A new backup in a folder, named by the local day. Raises StoreProblem, and then leaves no such file."""
    stem = now.astimezone().strftime("%Y-%m-%d")
    path = into / f"{stem}.sqlite3"
    if path.exists():
        path = into / f"{now.astimezone().strftime('%Y-%m-%d-%H%M%S')}.sqlite3"
    return copy_to(connection, path)


def copy_to(connection: sqlite3.Connection, path: Path) -> Backup:
    """A checked copy under this name, or StoreProblem and no file of that name."""
    with spoken():
        path.parent.mkdir(mode=folder.PRIVATE_FOLDER, exist_ok=True)
        with folder.appearing(path) as temporary:
            with closing(sqlite3.connect(temporary, isolation_level=None)) as copy:
                connection.backup(copy, pages=STEP, sleep=0.01)
                copy.execute("PRAGMA journal_mode = DELETE")
                found = faults(copy)
            if found:
                raise StoreProblem(f"The planner's file is damaged, so no backup was made of it. {RESTORE}")
        return described(path)


def take_pictures_along(made: Backup, data_folder: Path) -> None:
    """Put beside a backup elsewhere the pictures that are not there yet. Raises StoreProblem; the backup stands."""
    into = made.path.parent
    if into.resolve() == (data_folder / FOLDER).resolve():
        return
    try:
        pictures.bring(data_folder, into)
    except OSError as problem:
        words = f"{made.path} is made, but not every picture is beside it ({problem.filename}: {problem.strerror})"
        raise StoreProblem(f"{words}: see to that, then back up there again.") from problem


def before_migration(data_folder: Path, connection: sqlite3.Connection, target: int) -> None:
    """A backup of the day for this target, made once: starts that fail again and again must not push it out."""
    path = data_folder / FOLDER / f"before-schema-{target}-{folder.stamp()[:10]}.sqlite3"
    if not path.exists():
        copy_to(connection, path)


def daily(connection: sqlite3.Connection, data_folder: Path, now: dt.datetime) -> Backup | None:
    """The backup of the day, if there is none yet, and the old ones thinned, with what crashes left. None if there was
    one.
    """
    today = now.astimezone().strftime("%Y-%m-%d")
    if any(kept.name.startswith(today) for kept in backups(data_folder)):
        return None
    made = make(connection, data_folder / FOLDER, now)
    thin(data_folder)
    with spoken():
        for place in (data_folder, data_folder / FOLDER):
            folder.sweep(place, now)
    return made


def thin(data_folder: Path) -> None:
    """Delete what is neither of the last 14 days that have one of its kind nor the last of its month."""
    with spoken():
        for kind in (DAILY, REPLACED):
            for path in superfluous(data_folder / FOLDER, kind):
                path.unlink()
                for ending in database.SIDECARS:  # a journal that was moved aside with its file
                    path.with_name(path.name + ending).unlink(missing_ok=True)


def superfluous(place: Path, kind: re.Pattern[str]) -> list[Path]:
    found = ((kind.fullmatch(path.name), path) for path in place.glob("*.sqlite3"))
    dated = sorted((match[1], match[2] or "", int(match[3] or 0), path) for match, path in found if match)
    days = sorted({day for day, *_ in dated})[-DAYS_KEPT:]
    last_of_month = {day[:7]: path for day, *_, path in dated}
    return [path for day, *_, path in dated if day not in days and last_of_month[day[:7]] != path]

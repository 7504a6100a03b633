"""Looks a file over: is it sound, does everything that is named exist, is every page lawful. The file itself stays.

What can be mended is mended in a copy: a new file with every row that can still be read. What was named and is gone
is made anew (a page) or forgotten (anything else), so that no entry, box or interval is lost for it.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from planner.store import backup, convert, database, folder, history, pictures, reading, restoring
from planner.store.problems import StoreProblem, is_damage, sentence, spoken

MONTH = 31
TABLES = (
    "pages", "entries", "boxes", "intervals", "remarks", "edits", "thinned", "kept_states", "prints", "imports",
    "past_tasks", "pictures",
)  # fmt: skip
BROKEN_LINKS = "SELECT page, number FROM edit_pages WHERE number NOT IN (SELECT number FROM edits)"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: with the file, with what names something that is not there, with the pictures of sheets
    that lie beside it, or with a page's laws.
    """

    kind: Literal["file", "reference", "history", "picture", "law"]
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, and the mended copy, if one was made: `planner restore` puts it in place by its name."""

    findings: tuple[Finding, ...] = ()
    mended: Path | None = None
    lost: int = 0  # rows that the mended copy could not take over

    @property
    def well(self) -> bool:
        return not self.findings


def look_over(data_folder: Path, now: dt.datetime) -> Report:
    """Examine the file of a folder that is not open, also one that cannot be opened any more."""
    path = data_folder / database.FILE_NAME
    if not path.exists():
        raise StoreProblem(f"There is no planner's file in {data_folder}: nothing to look over.")
    restoring.refuse_open(path)
    with spoken(), tempfile.TemporaryDirectory(prefix=".doctor-", dir=data_folder) as room:
        copy = Path(room) / database.FILE_NAME
        copied_with_journal(path, copy)
        try:
            database.examine(copy)
            with closing(database.connect(copy)) as connection:
                return examine(connection, data_folder, now)
        except (StoreProblem, sqlite3.Error) as problem:
            words = sentence(problem) if isinstance(problem, sqlite3.Error) else str(problem)
            return Report((Finding("file", words.replace(str(copy), str(path))),))


def copied_with_journal(path: Path, copy: Path) -> None:
    """Only for a file that nobody has open."""
    shutil.copyfile(path, copy)
    if database.journal(path).exists():
        shutil.copyfile(database.journal(path), database.journal(copy))


def examine(connection: sqlite3.Connection, data_folder: Path, now: dt.datetime) -> Report:
    faults = [Finding("file", words) for words in backup.faults(connection)]
    faults += references(connection)
    faults += unreadable_edits(connection)
    lost_pictures = missing_pictures(connection, data_folder)
    if not faults:
        return Report((*lost_pictures, *breaches(connection, now)))
    path = data_folder / backup.FOLDER / f"mended-{folder.stamp()}.sqlite3"
    lost = mend(connection, path)
    return Report((*faults, *lost_pictures), path, lost)


def references(connection: sqlite3.Connection) -> Iterator[Finding]:
    with suppress(sqlite3.DatabaseError):  # of a damaged file the check itself has spoken
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
            yield Finding("reference", f"Row {row} of {table} names something in {parent} that is not there")
        for page, number in connection.execute(BROKEN_LINKS):
            yield Finding("history", f"Edit {number} of {page} is gone")


def missing_pictures(connection: sqlite3.Connection, data_folder: Path) -> list[Finding]:
    with suppress(sqlite3.DatabaseError):
        if pages := pictures.missing(connection, data_folder):
            many = "1 picture of a sheet is" if len(pages) == 1 else f"{len(pages)} pictures of sheets are"
            words = f"{many} missing in {data_folder / pictures.FOLDER} (the first of {pages[0]})"
            return [Finding("picture", f"{words}: copy what a backup made elsewhere has of them there")]
    return []


def unreadable_edits(connection: sqlite3.Connection) -> Iterator[Finding]:
    with suppress(sqlite3.DatabaseError):
        for number, text in connection.execute("SELECT number, changes FROM edits"):
            if not is_readable(text):
                yield Finding("history", f"Edit {number} cannot be read any more")


def is_readable(text: str) -> bool:
    try:
        convert.changes_of(text)
    except (ValueError, KeyError, TypeError):
        return False
    return True


def breaches(connection: sqlite3.Connection, now: dt.datetime) -> Iterator[Finding]:
    """Where pages break a law, a month of pages at a time."""
    from planner.domain import laws

    first, last = connection.execute("SELECT min(date), max(date) FROM pages").fetchone()
    if first is None:
        return
    day, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    while day <= end:
        until = day + dt.timedelta(days=MONTH - 1)
        for page in reading.pages(connection, day, until):
            for breach in laws.breaches(page, now):
                yield Finding("law", f"{page.date.isoformat()} {page.frame.clock(breach.at)}: {breach.why}")
        day = until + dt.timedelta(days=1)


def mend(connection: sqlite3.Connection, path: Path) -> int:
    """Write a sound copy of all that can be read under this name; returns how many rows could not be taken over."""
    path.parent.mkdir(mode=folder.PRIVATE_FOLDER, exist_ok=True)
    with folder.appearing(path, replace=False) as temporary, closing(database.new_database(temporary)) as copy:
        copy.execute("BEGIN")
        lost = sum(take_over(connection, copy, table) for table in TABLES)
        adopt(copy)
        link_edits(copy)
        copy.execute("COMMIT")
        if backup.faults(copy) or copy.execute("PRAGMA foreign_key_check").fetchone():
            raise StoreProblem("The file could not be mended: restore a backup. See them with: planner backups")
    return lost


def take_over(connection: sqlite3.Connection, copy: sqlite3.Connection, table: str) -> int:
    """Copy what can be read, from the front and then from the back; returns how many rows the copy refused."""
    names = [name for _, name, *_ in copy.execute(f"PRAGMA table_info({table})")]
    seen: set[int] = set()
    for order in ("ASC", "DESC"):  # behind a damaged page one comes from the other end
        try:
            readable = f"SELECT rowid, {', '.join(names)} FROM {table} ORDER BY rowid {order}"
            for number, *row in connection.execute(readable):
                seen.add(number)
                take(copy, table, dict(zip(names, row, strict=True)))
            break
        except sqlite3.DatabaseError as problem:
            if not is_damage(problem):
                raise
    return len(seen) - int(copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def take(copy: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    if table == "edits" and not is_readable(str(row["changes"])):
        return
    with suppress(sqlite3.IntegrityError):
        copy.execute(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(row))})", tuple(row.values()))


def adopt(copy: sqlite3.Connection) -> None:
    """Make pages that are named and missing; forget other names of what is missing."""
    for table in ("entries", "boxes", "intervals", "remarks", "pictures"):
        missing = f"SELECT DISTINCT page FROM {table} WHERE page NOT IN (SELECT date FROM pages)"
        for (page,) in copy.execute(missing).fetchall():
            make_page(copy, page)
    for table, column, parent in (
        ("entries", "parent", "entries"),
        ("boxes", "entry", "entries"),
        ("intervals", "entry", "entries"),
        ("intervals", "box", "boxes"),
        ("remarks", "entry", "entries"),
    ):
        copy.execute(f"UPDATE {table} SET {column} = NULL WHERE {column} NOT IN (SELECT id FROM {parent})")


def make_page(copy: sqlite3.Connection, page: str) -> None:
    """A page under the usual rules, long enough for the boxes that lie on it."""
    row = {**convert.DEFAULTS["pages"], "date": page}
    longest = copy.execute("SELECT max(start + minutes) FROM boxes WHERE page = ?", (page,)).fetchone()[0]
    row["length"] = max(longest or 0, 24 * 60)
    copy.execute(f"INSERT INTO pages ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))


def link_edits(copy: sqlite3.Connection) -> None:
    """Which edit touches which page, told anew from the edits themselves."""
    for number, text in copy.execute("SELECT number, changes FROM edits").fetchall():
        for date in history.pages_of(convert.changes_of(text)):
            copy.execute("INSERT INTO edit_pages (page, number) VALUES (?, ?)", (date.isoformat(), number))

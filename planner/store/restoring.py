"""A backup put in the place of the planner's file without mixing, wherever it lies.

It is copied beside the file, checked and brought up to date there, and only then given the name; the old file and its
journal are moved aside together. Until then nothing that was there is touched, so that a window can do the long part
beside its work and ask before the short one.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from planner.store import backup, database, folder, left_running, pictures
from planner.store.folder import Watch, unwatched
from planner.store.problems import StoreProblem, code_of, is_full, is_locked, spoken
from planner.store.store import Clock, utc_now

CHUNK = 1 << 20  # bytes copied at a time
HOLDS = "SELECT (SELECT count(*) FROM pages), (SELECT max(at) FROM edits)"
CHOOSING = {
    "no file": "{path.name} is not there, or is no file: choose another backup.",
    "empty": "{path.name} is empty: choose another backup.",
    "no data": "{path.name} is no backup of the planner: choose another.",
    "foreign": "{path.name} belongs to another program: choose a backup of the planner.",
    "newer": "{path.name} was written by a newer planner: install that version, then restore it.",
    "cut": "{path.name} is damaged (its end is missing): choose another backup.",
}
DAMAGED = "{path.name} is damaged: choose another backup."
OWN = "{path.name} is the planner's file itself, not a backup of it: choose another."
TOO_OLD = "{path.name} is of an older planner and could not be brought up to date: choose another backup."
SHUT = "{path.name} may not be read: give yourself the right to read it, or choose another backup."
BROKEN_OFF = "{path.name} could not be read ({why}): see that it is still there, then restore it again."
FULL = "Nothing was restored, since the disk is full: free some space, then restore again."


@dataclass(frozen=True, slots=True)
class Incoming:
    """A backup whose copy lies beside the planner's file, sound and up to date: to be exchanged with it, or discarded.

    It holds so many `days`; `changed` is when something was last done in it, or else when its file was written, in UTC.
    `stopped` says what ran when it was made, and was stopped there; empty where nothing ran.
    """

    source: Path
    copy: Path
    days: int
    changed: dt.datetime
    stopped: str

    def discard(self) -> None:
        """Delete the copy, if it has not taken the file's place. A second call does nothing."""
        discard(self.copy)


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the old file went, if there was one, and what was `stopped` in the one that took its place."""

    aside: Path | None
    stopped: str


def restore(data_folder: Path, name: str, *, clock: Clock = utc_now) -> Restored:
    """Put a backup in the file's place: by name or path, or the `newest`.

    The planner must not be open. Pictures that lie beside the backup and are missing here come back before it. Raises
    StoreProblem, and then the old file stands as before.
    """
    with spoken():
        refuse_open(data_folder / database.FILE_NAME)
    incoming = fetch(data_folder, found_backup(data_folder, name), clock=clock)
    try:
        bring_back(incoming, data_folder)
        return Restored(exchange(incoming, data_folder), incoming.stopped)
    finally:
        incoming.discard()


def found_backup(data_folder: Path, name: str) -> Path:
    made = [kept.path for kept in backup.backups(data_folder) if backup.DAILY.fullmatch(kept.name)]
    if name == "newest" and made:  # never what a restore has moved aside
        return made[0]
    kept_here = data_folder / backup.FOLDER
    for path in (kept_here / name, kept_here / f"{name}.sqlite3", Path(name).expanduser()):
        with reading(path):
            if path.is_file():
                return path
    raise StoreProblem(f"There is no backup {name}: see them all with: planner backups")


def refuse_open(path: Path) -> None:
    """Raise if a file is in use. Opened for reading alone, so that even a damaged one stays as it is."""
    if database.is_open_here(path):
        raise StoreProblem("The planner is open: close it first.")
    if not path.exists():
        return
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.Error as problem:
            if is_locked(problem):
                raise


# The long part: beside the file, which may be open meanwhile


def fetch(data_folder: Path, source: Path, watch: Watch = unwatched, *, clock: Clock = utc_now) -> Incoming:
    """Copy a backup into the data folder and see that it is sound, ours and not newer. Nothing is written to it.

    What ran when it was made is stopped there, in the copy. `watch` counts bytes. Raises StoreProblem, and leaves
    nothing then.
    """
    path = data_folder / database.FILE_NAME
    with spoken(), room_asked():
        folder.prepare(data_folder, database.FILE_NAME)
        with reading(source):
            refuse_own(source, path)
            database.examine(source, CHOOSING)
            refuse_open(source)
            written = min(dt.datetime.fromtimestamp(source.stat().st_mtime, dt.UTC), clock().astimezone(dt.UTC))
        copy = folder.temporary(path)
        try:
            copied(source, copy, watch)
            if database.journal(source).exists():
                copied(database.journal(source), database.journal(copy), watch)
            return looked_through(source, copy, written)
        except BaseException:
            discard(copy)
            raise


def refuse_own(source: Path, path: Path) -> None:
    """Before anything reads it: a second handle on the open file, under whatever name, would drop its lock."""
    if source.exists() and path.exists() and source.samefile(path):
        raise StoreProblem(OWN.format(path=source))


@contextmanager
def reading(source: Path) -> Iterator[None]:
    """Tell what the system says against reading a backup from what it says against writing here."""
    try:
        yield
    except PermissionError as problem:
        raise StoreProblem(SHUT.format(path=source)) from problem
    except OSError as problem:
        raise StoreProblem(BROKEN_OFF.format(path=source, why=problem.strerror)) from problem


@contextmanager
def room_asked() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as problem:
        if is_full(problem):
            raise StoreProblem(FULL) from problem
        raise


def copied(source: Path, target: Path, watch: Watch) -> None:
    with reading(source):
        whole = source.stat().st_size
        file = source.open("rb")
    done = 0
    with file, target.open("wb") as copy:
        while True:
            watch(done, whole)
            with reading(source):
                part = file.read(CHUNK)
            if not part:
                return
            copy.write(part)
            done += len(part)


def looked_through(source: Path, copy: Path, written: dt.datetime) -> Incoming:
    """What a copy holds, once it is found sound, has the newest schema, and nothing runs in it."""
    try:
        with closing(database.connect(copy)) as connection:
            if backup.faults(connection):
                raise StoreProblem(DAMAGED.format(path=source))
            days, edited = connection.execute(HOLDS).fetchone()
            if database.version_of(connection) < database.EPOCH:
                bring_up_to_date(connection, source)
            stopped = left_running.stop(connection, copy, source.name, written)
    except sqlite3.DatabaseError as problem:
        if code_of(problem) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise
        raise StoreProblem(DAMAGED.format(path=source)) from problem
    changed = written if edited is None else dt.datetime.fromtimestamp(edited, dt.UTC)
    return Incoming(source, copy, days, changed, stopped)


def bring_up_to_date(connection: sqlite3.Connection, source: Path) -> None:
    """Here already, since the one at hand stays until this has gone well; the backup itself stays as it is."""
    try:
        database.migrate(connection, database.EPOCH, database.MIGRATIONS)
    except StoreProblem as problem:
        raise StoreProblem(TOO_OLD.format(path=source)) from problem


def bring_back(incoming: Incoming, data_folder: Path, watch: Watch = unwatched) -> None:
    """Bring the pictures that lie beside a backup and are missing here; `watch` counts them. Raises StoreProblem."""
    try:
        pictures.bring(incoming.source.parent, data_folder, watch)
    except OSError as problem:
        words = f"Nothing was restored, since a picture could not be ({problem.filename}: {problem.strerror})"
        raise StoreProblem(f"{words}: see to that or move it away, then restore again.") from problem


def discard(copy: Path) -> None:
    for ending in ("", *database.SIDECARS):
        with suppress(FileNotFoundError):
            copy.with_name(copy.name + ending).unlink()


# The short part: the file must be closed


def exchange(incoming: Incoming, data_folder: Path, *, used: dt.datetime | None = None) -> Path | None:
    """Give the copy the file's name. Returns where the old file went, if there was one; `take_back` returns it.

    `used` is when the old one was last in use, if that was after the last edit: what runs in it has run until then.
    Raises StoreProblem, also where somebody has opened the file meanwhile, and then the old file stands as before.
    """
    path = data_folder / database.FILE_NAME
    kept = data_folder / backup.FOLDER
    moved: list[tuple[Path, Path]] = []
    with spoken():
        refuse_open(path)
        kept.mkdir(mode=folder.PRIVATE_FOLDER, exist_ok=True)
        aside = folder.free_name(kept / f"replaced-{folder.stamp()}.sqlite3")
        try:
            for was, becomes in company(path, aside):
                os.rename(was, becomes)
                moved.append((was, becomes))
            if used is not None and moved:
                with suppress(OSError):  # a file system that dates files as it likes
                    os.utime(aside, (used.timestamp(), used.timestamp()))
            folder.sync_folder(kept)
            folder.put_in_place(incoming.copy, path, replace=False)
            incoming.discard()  # of its two names
        except BaseException:
            for was, becomes in reversed(moved):
                os.replace(becomes, was)
            raise
    return aside if (path, aside) in moved else None


def company(path: Path, aside: Path) -> Iterator[tuple[Path, Path]]:
    """The file and its journal, and their names among the backups, so that a restore can be taken back.

    The file goes first: a file without the journal that belongs to it would be opened half changed.
    """
    for ending in ("", *database.SIDECARS):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            yield beside, aside.with_name(aside.name + ending)


def take_back(data_folder: Path, aside: Path) -> None:
    """Put the file that was moved aside in its place again. Raises StoreProblem."""
    with spoken():
        os.replace(aside, data_folder / database.FILE_NAME)
        folder.sync_folder(data_folder)

"""The file itself: found sound before it is opened, opened once, locked for this process, made, and migrated.

Nothing may open() the live file while the connection stands: closing that second handle would drop SQLite's lock, and
another program could write. So the first bytes are read *before* connecting, and never again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from planner.store import folder as folders
from planner.store.problems import RESTORE, StoreProblem, code_of, spoken

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

FILE_NAME = "planner.sqlite3"
SIDECARS = ("-journal", "-wal", "-shm")
APPLICATION_ID = int.from_bytes(b"TBXP", "big")
EPOCH = 4  # of the newest schema: the number of the last migration
MIGRATIONS = Path(__file__).parent / "migrations"
SCHEMA = Path(__file__).parent / "schema.sql"

MAGIC = b"SQLite format 3\0"
HOT = bytes.fromhex("d9d505f920a163d7")  # how a journal begins that still has something to roll back
PRAGMAS = (
    "PRAGMA busy_timeout = 0",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
)

OPENING = {
    "no file": "{path} is not a file: move it away, then open the planner again.",
    "empty": f"{{path}} is damaged (it is empty). {RESTORE}",
    "no data": f"{{path}} is damaged (it is no data file at all). {RESTORE}",
    "foreign": "{path} belongs to another program: move it away, or name another folder.",
    "newer": "{path} was written by a newer planner: install that version to open it.",
    "cut": f"{{path}} is damaged (its end is missing). {RESTORE}",
}  # what may be wrong with a file by its first bytes, and what to do about the one that is to be opened

_open_here: set[Path] = set()  # files that this process has open: a second handle would drop the lock of the first


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 100 bytes of an SQLite file say. `pages` is None where the file does not say it soundly."""

    application: int
    version: int
    page_size: int
    pages: int | None


def open_file(
    path: Path, before_migration: Callable[[sqlite3.Connection, int], None]
) -> tuple[sqlite3.Connection, bool]:
    """The one connection to the planner's file, made new where there is none, and whether the last exit was unclean.

    `before_migration(connection, target)` must leave a backup behind. Raises StoreProblem, and then changes nothing.
    """
    key = path.resolve()
    if key in _open_here:
        raise StoreProblem("The planner's file is already open in this program: close it there first.")
    with spoken():
        if not path.exists():
            create(path)
        unclean = journal(path).exists()
        examine(path)
        connection = connect(path)
        try:
            if version_of(connection) < EPOCH:
                before_migration(connection, EPOCH)
                migrate(connection, EPOCH, MIGRATIONS)
        except BaseException:
            connection.close()
            raise
    _open_here.add(key)
    return connection, unclean


def close_file(path: Path, connection: sqlite3.Connection) -> None:
    connection.close()
    _open_here.discard(path.resolve())


def is_open_here(path: Path) -> bool:
    return path.resolve() in _open_here


def journal(path: Path) -> Path:
    return path.with_name(path.name + SIDECARS[0])


def examine(path: Path, words: Mapping[str, str] = OPENING) -> Header:
    """Refuse what is not a sound file of the planner, or a newer one, by its first bytes alone.

    `words` are the sentences for whoever has to do something about it, by what is wrong: see OPENING.
    """

    def refused(why: str) -> StoreProblem:
        return StoreProblem(words[why].format(path=path))

    if not path.is_file():
        raise refused("no file")
    head = read_header(path)
    size = path.stat().st_size
    if head is None:
        raise refused("no data" if size else "empty")
    if head.application != APPLICATION_ID:
        raise refused("foreign")
    if head.version > EPOCH:
        raise refused("newer")
    if not is_hot(journal(path)) and head.pages is not None and size < head.pages * head.page_size:
        raise refused("cut")
    return head


def read_header(path: Path) -> Header | None:
    with path.open("rb") as file:
        raw = file.read(100)
    if len(raw) < 100 or not raw.startswith(MAGIC):
        return None

    def number(at: int, size: int = 4) -> int:
        return int.from_bytes(raw[at : at + size], "big")

    page_size = number(16, 2)
    pages = number(28) if number(24) == number(92) else None
    return Header(number(68), number(60), 65536 if page_size == 1 else page_size, pages)


def is_hot(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(8) == HOT
    except FileNotFoundError:
        return False


def connect(path: Path) -> sqlite3.Connection:
    """A connection with the exclusive lock held, not merely asked for. Never makes a file."""
    uri = f"{path.resolve().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=0)
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma).fetchall()
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def create(path: Path) -> None:
    """A new file with the newest schema: made whole under another name first, so that no crash leaves half of one."""
    for sidecar in SIDECARS:  # a journal of a file that is gone would be played into the new one
        folders.move_aside(path.with_name(path.name + sidecar))
    with folders.appearing(path, replace=False) as temporary:
        new_database(temporary).close()


def new_database(path: Path) -> sqlite3.Connection:
    """The newest schema in an empty file that nobody knows of yet: without locks, and not synced."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        quick = "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;"
        connection.executescript(quick + schema())
    except BaseException:
        connection.close()
        raise
    return connection


@cache
def schema() -> str:
    """The newest schema as one script; read once, so that it is at hand whatever becomes of this process's rights."""
    return SCHEMA.read_text("utf-8")


def engine_on(connection: sqlite3.Connection) -> Engine:
    """SQLAlchemy on the connection that stands already, with real transactions."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)

    def begin(_: Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")

    event.listen(engine, "begin", begin)
    return engine


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One real transaction: on the disk when this is left, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself ends it when the disk is full, but not when a commit is refused
            connection.execute("ROLLBACK")
        raise


def migrate(connection: sqlite3.Connection, target: int, scripts: Path) -> None:
    """Bring the schema up to `target`, wholly or not at all. The caller has made a backup. Raises StoreProblem."""
    connection.execute("PRAGMA foreign_keys = OFF")  # or a table that is made anew would take its children with it
    try:
        with engine_on(connection).begin() as writer:
            upgrade(writer, target, scripts)
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise ValueError("the new schema has rows that name what is not there")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {target}")
    except Exception as problem:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        cause = getattr(problem, "orig", problem)
        if isinstance(cause, sqlite3.Error) and code_of(cause) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise
        words = "The planner's file could not be brought up to date and stays as it was: install the version before."
        raise StoreProblem(words) from problem
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def upgrade(writer: Connection, target: int, scripts: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = writer
    command.upgrade(config, f"{target:04}")

"""Opening the file: sound or refused with one sentence and untouched; locked; made whole; the schema as migrated."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planner.store import backup, database, restoring
from planner.store.migrations.write_schema import schema_text
from planner.store.problems import StoreProblem
from planner.store.rows import Base
from planner.store.store import Store
from tests.store.days import DATE, full_page, head, made

NEWER = database.EPOCH + 1


@pytest.fixture
def filled(data_folder: Path) -> Path:
    """A closed file with a page in it."""
    store = Store.open(data_folder, head())
    store.apply(made(full_page()))
    store.close()
    return data_folder / database.FILE_NAME


def with_number(raw: bytes, at: int, number: int) -> bytes:
    return raw[:at] + number.to_bytes(4, "big") + raw[at + 4 :]


DAMAGE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "zero bytes": (lambda raw: b"", "is damaged.*planner restore"),
    "one byte": (lambda raw: raw[:1], "is damaged.*planner restore"),
    "only the header": (lambda raw: raw[:100], "is damaged.*planner restore"),
    "cut in a page": (lambda raw: raw[:5000], "is damaged.*planner restore"),
    "cut at a page": (lambda raw: raw[:-4096], "is damaged.*planner restore"),
    "random bytes": (lambda raw: bytes(os.urandom(len(raw))), "is damaged.*planner restore"),
    "nonsense after the header": (lambda raw: raw[:100] + b"\xa5" * (len(raw) - 100), "is damaged.*planner restore"),
    "a text": (lambda raw: b"Dear diary, " * 1000, "is damaged.*planner restore"),
    "another program's": (lambda raw: with_number(raw, 68, 12345), "another program"),
    "nobody's": (lambda raw: with_number(raw, 68, 0), "another program"),
    "a newer version's": (lambda raw: with_number(raw, 60, NEWER), "newer planner: install"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_file_that_is_not_sound_and_ours_is_refused_and_stays_byte_identical(filled: Path, kind: str) -> None:
    damage, words = DAMAGE[kind]
    raw = damage(filled.read_bytes())
    filled.write_bytes(raw)
    with pytest.raises(StoreProblem, match=words) as refusal:
        Store.open(filled.parent)
    assert "\n" not in str(refusal.value)
    assert filled.read_bytes() == raw
    assert [path.name for path in filled.parent.iterdir()] == [filled.name]


def test_a_damaged_page_is_spoken_of_when_it_is_read(filled: Path) -> None:
    raw = bytearray(filled.read_bytes())
    with sqlite3.connect(filled) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'entries'").fetchone()[0]
    connection.close()
    raw[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    filled.write_bytes(raw)
    store = Store.open(filled.parent, head())
    with pytest.raises(StoreProblem, match=r"damaged.*planner restore"):
        store.page(DATE)
    assert store.check()
    with pytest.raises(StoreProblem, match="no backup was made"):
        store.backup()
    store.close()


def test_a_folder_in_the_files_place_is_refused(data_folder: Path) -> None:
    (data_folder / database.FILE_NAME).mkdir(parents=True)
    with pytest.raises(StoreProblem, match="is not a file: move it away"):
        Store.open(data_folder)


def test_a_file_that_is_gone_is_not_begun_anew_over_its_backups(filled: Path) -> None:
    store = Store.open(filled.parent)
    store.backup()
    store.close()
    filled.unlink()
    with pytest.raises(StoreProblem, match=r"missing.*planner restore"):
        Store.open(filled.parent)
    assert not filled.exists()
    restoring.restore(filled.parent, "newest")
    again = Store.open(filled.parent)
    assert again.page(DATE) == full_page()
    again.close()


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other_program(filled: Path) -> Iterator[Path]:
    """Another program that holds the file while the test runs."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, filled], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    yield filled
    holder.communicate()


def test_a_file_that_another_program_holds_is_refused(other_program: Path) -> None:
    with pytest.raises(StoreProblem, match="Another program has the planner's file open"):
        Store.open(other_program.parent)
    with pytest.raises(StoreProblem, match="Another program"):
        restoring.restore(other_program.parent, str(other_program))
    assert other_program.exists()


WRITE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0)
try:
    connection.execute("CREATE TABLE intruder (x)")
except sqlite3.OperationalError as problem:
    print(problem)
else:
    print("written")
"""


def outside(path: Path) -> str:
    return subprocess.run(
        [sys.executable, "-c", WRITE, path], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_no_other_program_can_write_while_the_store_is_open_whatever_it_did(filled: Path) -> None:
    store = Store.open(filled.parent, head())
    deeds: tuple[Callable[[], object], ...] = (
        lambda: None,
        lambda: store.page(DATE),
        store.undo,
        store.redo,
        store.backup,
        store.daily,
        store.check,
        store.doctor,
        store.backups,
    )
    for deed in deeds:
        deed()
        assert outside(filled) == "database is locked", deed
    with pytest.raises(StoreProblem, match="already open in this program"):
        Store.open(filled.parent)
    with pytest.raises(StoreProblem, match="close it first"):
        restoring.restore(filled.parent, "newest")
    assert outside(filled) == "database is locked"
    store.close()
    assert outside(filled) == "written"


def test_whether_the_last_exit_was_clean_is_known(filled: Path) -> None:
    store = Store.open(filled.parent, head())
    assert not store.unclean
    store.undo()
    store.close()
    assert not Store_opened_and_closed(filled).unclean
    database.journal(filled).write_bytes(b"\0" * 512)  # what a killed program leaves behind: nothing to roll back
    assert Store_opened_and_closed(filled).unclean


def Store_opened_and_closed(path: Path) -> Store:  # noqa: N802
    store = Store.open(path.parent, head())
    store.close()
    return store


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_everything_is_private_under_any_umask(data_folder: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        store = Store.open(data_folder, head())
        store.apply(made(full_page()))
        store.backup()
        modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (data_folder, *data_folder.rglob("*"))}
        store.close()
    finally:
        os.umask(before)
    assert modes.keys() > {data_folder, data_folder / database.FILE_NAME, data_folder / backup.FOLDER}
    assert {path: mode for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)} == {}


def test_a_shared_folder_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "of somebody").write_text("x")
    tmp_path.chmod(0o755)
    Store.open(tmp_path).close()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / database.FILE_NAME).stat().st_mode) == 0o600


def test_a_crash_while_the_file_is_made_leaves_none(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "schema", lambda: "no SQL at all")
    with pytest.raises(StoreProblem):
        Store.open(data_folder)
    assert list(data_folder.iterdir()) == []


def test_a_journal_without_its_file_is_not_played_into_the_new_one(data_folder: Path) -> None:
    data_folder.mkdir()
    journal = database.journal(data_folder / database.FILE_NAME)
    journal.write_bytes(database.HOT + bytes(600))
    store = Store.open(data_folder, head())
    store.apply(made(full_page()))
    assert store.check() == ()
    store.close()
    assert [path.read_bytes()[:8] for path in data_folder.glob("*.aside-*")] == [database.HOT]


def test_a_second_start_at_the_same_moment_keeps_the_first_file(filled: Path) -> None:
    raw = filled.read_bytes()
    database.create(filled)
    assert filled.read_bytes() == raw
    assert [path.name for path in filled.parent.iterdir()] == [filled.name]


def shape(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
    return [tuple(" ".join(str(part).split()) for part in row) for row in found]


def test_a_new_file_has_the_schema_that_all_migrations_make(filled: Path) -> None:
    migrated = sqlite3.connect(":memory:", isolation_level=None)
    database.migrate(migrated, database.EPOCH, database.MIGRATIONS)
    fresh = sqlite3.connect(filled)
    assert shape(fresh) == shape(migrated)
    for query in ("PRAGMA user_version", "PRAGMA application_id", "SELECT * FROM alembic_version"):
        assert fresh.execute(query).fetchall() == migrated.execute(query).fetchall()
    fresh.close()
    migrated.close()


def test_schema_sql_is_what_the_migrations_write() -> None:
    assert database.SCHEMA.read_text("utf-8") == schema_text()


def test_the_mappings_are_the_tables_that_the_migrations_make() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(database.SCHEMA.read_text("utf-8"))
    for table in Base.metadata.sorted_tables:
        stored = {
            (name, kind, bool(required), bool(key))
            for _, name, kind, required, _, key in connection.execute(f"PRAGMA table_info({table.name})")
        }
        assert stored == {(c.name, str(c.type), not c.nullable, c.primary_key) for c in table.columns}
        references = {(row[3], row[2], row[4]) for row in connection.execute(f"PRAGMA foreign_key_list({table.name})")}
        assert references == {(key.parent.name, key.column.table.name, key.column.name) for key in table.foreign_keys}
    tables = {name for _, name, kind, *_ in connection.execute("PRAGMA table_list") if kind == "table"}
    assert tables == {*Base.metadata.tables, "alembic_version", "sqlite_schema", "sqlite_temp_schema"}
    connection.close()


def test_all_tables_are_strict() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(database.SCHEMA.read_text("utf-8"))
    loose = [
        name for _, name, kind, *_, strict in connection.execute("PRAGMA table_list") if not strict and kind == "table"
    ]
    connection.close()
    assert sorted(loose) == ["alembic_version", "sqlite_schema", "sqlite_temp_schema"]  # Alembic's own, and SQLite's


def test_starting_imports_neither_sqlalchemy_nor_alembic(tmp_path: Path) -> None:
    """Also on the first day, when the file is made."""
    code = (
        "import datetime, sys; from pathlib import Path; from planner.store.store import Store\n"
        "store = Store.open(Path(sys.argv[1])); store.page(datetime.date(2026, 11, 23)); store.undo_label()\n"
        "store.leftovers(datetime.date(2026, 11, 23)); store.running(); store.close()\n"
        "print({name.partition('.')[0] for name in sys.modules} & {'sqlalchemy', 'alembic', 'reportlab', 'numpy'})"
    )
    run = subprocess.run([sys.executable, "-c", code, tmp_path / "new"], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"

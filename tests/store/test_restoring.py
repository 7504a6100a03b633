"""A backup from anywhere: copied beside the open file, looked through, and only then exchanged with it."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.domain.values import Entry
from planner.store import backup, database, folder, restoring
from planner.store.problems import StoreProblem
from planner.store.store import Store
from tests.disks import disk, fill_up
from tests.store.days import DATE, full_page, head, made, retitled, start_page
from tests.store.test_database import outside
from tests.store.test_migrations import DATABASES

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
as_root = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs root: to mount a small disk")


@pytest.fixture
def store(data_folder: Path) -> Iterator[Store]:
    opened = Store.open(data_folder, head(), clock=lambda: NOON)
    start_page(opened, Entry("e", DATE, "Stays"))
    yield opened
    opened.close()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A backup that another planner has made on a stick."""
    other = Store.open(tmp_path / "other", head(), clock=lambda: NOON - dt.timedelta(days=3))
    other.apply(made(full_page()))
    other.apply(made(full_page(DATE + dt.timedelta(days=1))))
    kept = other.backup(tmp_path / "stick")
    other.close()
    return kept.path


def lies_in(data_folder: Path) -> set[str]:
    """What is there but the journal, which an open file has or has not."""
    return {path.name for path in data_folder.iterdir()} - {database.journal(data_folder / database.FILE_NAME).name}


def test_it_is_fetched_beside_the_open_file_and_tells_what_it_holds(store: Store, elsewhere: Path) -> None:
    whole, seen = elsewhere.read_bytes(), list[tuple[int, int]]()
    incoming = restoring.fetch(store.folder, elsewhere, lambda done, of: seen.append((done, of)))
    assert (incoming.days, incoming.changed) == (2, NOON - dt.timedelta(days=3))
    assert (seen[0], seen[-1]) == ((0, len(whole)), (len(whole), len(whole)))
    assert outside(store.path) == "database is locked"
    assert store.page(DATE).entries[0].title == "Stays"
    incoming.discard()
    incoming.discard()
    assert lies_in(store.folder) == {database.FILE_NAME}
    assert elsewhere.read_bytes() == whole
    assert lies_in(elsewhere.parent) == {elsewhere.name}


def test_a_file_in_which_nothing_was_done_is_as_old_as_it_was_written(store: Store, tmp_path: Path) -> None:
    empty = tmp_path / "fresh.sqlite3"
    database.create(empty)
    os.utime(empty, (NOON.timestamp(), NOON.timestamp()))
    incoming = restoring.fetch(store.folder, empty)
    assert (incoming.days, incoming.changed) == (0, NOON)
    incoming.discard()


BAD = {
    "gone": "{} is not there, or is no file: choose another backup.",
    "a folder": "{} is not there, or is no file: choose another backup.",
    "empty": "{} is empty: choose another backup.",
    "no database": "{} is no backup of the planner: choose another.",
    "of another program": "{} belongs to another program: choose a backup of the planner.",
    "newer": "{} was written by a newer planner: install that version, then restore it.",
    "cut": "{} is damaged (its end is missing): choose another backup.",
    "damaged inside": "{} is damaged: choose another backup.",
    "without its tables": "{} is damaged: choose another backup.",
}


def spoil(path: Path, kind: str) -> None:
    """Make of a sound backup one that is not."""
    raw = bytearray(path.read_bytes())
    if kind in ("gone", "a folder"):
        path.unlink()
        if kind == "a folder":
            path.mkdir()
        return
    if kind == "without its tables":
        bare = sqlite3.connect(path)
        bare.executescript("PRAGMA foreign_keys = OFF; DROP TABLE edits; DROP TABLE pages")
        bare.close()
        return
    if kind == "empty":
        raw.clear()
    elif kind == "no database":
        raw[:] = b"Dear diary, " * 500
    elif kind == "of another program":
        raw[68:72] = b"\0\0\0\1"
    elif kind == "newer":
        raw[60:64] = (database.EPOCH + 1).to_bytes(4, "big")
    elif kind == "cut":
        del raw[-4096:]
    elif kind == "damaged inside":
        raw[4096 * 3 : 4096 * 9] = os.urandom(4096 * 6)
    path.write_bytes(raw)


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_restored_is_said_in_a_sentence_and_leaves_nothing(
    store: Store, elsewhere: Path, kind: str
) -> None:
    spoil(elsewhere, kind)
    with pytest.raises(StoreProblem) as refused:
        restoring.fetch(store.folder, elsewhere)
    assert str(refused.value) == BAD[kind].format(elsewhere.name)
    assert lies_in(store.folder) == {database.FILE_NAME}
    assert store.page(DATE).entries[0].title == "Stays"


@pytest.mark.parametrize("link", ["itself", "symlink", "hard link"])
def test_the_open_file_is_no_backup_of_itself_and_stays_locked(store: Store, tmp_path: Path, link: str) -> None:
    name = tmp_path / "mine.sqlite3"
    if link == "symlink":
        name.symlink_to(store.path)
    elif link == "hard link":
        os.link(store.path, name)
    else:
        name = store.path
    with pytest.raises(StoreProblem, match="is the planner's file itself"):
        restoring.fetch(store.folder, name)
    assert outside(store.path) == "database is locked"


def test_a_file_that_another_planner_has_open_is_not_read_in_the_middle(store: Store, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from planner.store.store import Store\n"
        "store = Store.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "other")]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    with pytest.raises(StoreProblem, match="Another program has"):
        restoring.fetch(store.folder, tmp_path / "other" / database.FILE_NAME)
    other.communicate()
    restoring.fetch(store.folder, tmp_path / "other" / database.FILE_NAME).discard()
    assert lies_in(store.folder) == {database.FILE_NAME}


class Enough(Exception):
    pass


def test_whoever_watches_can_end_it_and_nothing_is_left(store: Store, elsewhere: Path) -> None:
    def watch(done: int, whole: int) -> None:
        if done:
            raise Enough

    with pytest.raises(Enough):
        restoring.fetch(store.folder, elsewhere, watch)
    assert lies_in(store.folder) == {database.FILE_NAME}


@as_root
def test_without_room_for_it_nothing_is_left(elsewhere: Path, tmp_path: Path) -> None:
    with disk(tmp_path / "small", 700) as small:
        opened = Store.open(small / "planner", head())
        start_page(opened, Entry("e", DATE, "Stays"))
        ballast = fill_up(small, leave=60_000)
        with pytest.raises(StoreProblem) as refused:
            restoring.fetch(opened.folder, elsewhere)
        assert str(refused.value) == restoring.FULL
        assert lies_in(opened.folder) == {database.FILE_NAME}
        ballast.unlink()
        restoring.fetch(opened.folder, elsewhere).discard()
        opened.close()


@pytest.mark.parametrize("schema", sorted(path.stem for path in DATABASES.glob("*.sqlite3"))[:-1])
def test_an_old_one_is_brought_up_to_date_before_it_takes_the_place(store: Store, tmp_path: Path, schema: str) -> None:
    old = tmp_path / "old.sqlite3"
    shutil.copyfile(DATABASES / f"{schema}.sqlite3", old)
    incoming = restoring.fetch(store.folder, old)
    assert database.examine(incoming.copy).version == database.EPOCH
    assert old.read_bytes() == (DATABASES / f"{schema}.sqlite3").read_bytes()
    store.close()
    restoring.exchange(incoming, store.folder)
    again = Store.open(store.folder, head())
    assert again.page(DATE).entries
    assert [kept.name[:9] for kept in again.backups()] == ["replaced-"]
    again.close()


def test_one_that_cannot_be_brought_up_to_date_is_refused(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "old.sqlite3"
    shutil.copyfile(DATABASES / "0001.sqlite3", old)
    monkeypatch.setattr(database, "MIGRATIONS", tmp_path / "none")
    with pytest.raises(StoreProblem, match=r"old\.sqlite3 is of an older planner and could not be brought up to date"):
        restoring.fetch(store.folder, old)
    assert lies_in(store.folder) == {database.FILE_NAME}


def test_an_exchange_that_fails_leaves_the_old_file_in_its_place(
    store: Store, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    incoming = restoring.fetch(store.folder, elsewhere)
    store.close()

    def fails(path: Path) -> None:
        raise OSError(5, "Input/output error", str(path))

    monkeypatch.setattr(folder, "sync_file", fails)  # what a disk says that fails at the last step
    with pytest.raises(StoreProblem, match="Input/output error"):
        restoring.exchange(incoming, store.folder)
    monkeypatch.undo()
    incoming.discard()
    assert lies_in(store.folder) == {backup.FOLDER, database.FILE_NAME}
    assert list((store.folder / backup.FOLDER).iterdir()) == []
    again = Store.open(store.folder, head())
    assert again.page(DATE).entries[0].title == "Stays"
    again.close()


def test_a_file_that_was_opened_meanwhile_is_not_exchanged(store: Store, elsewhere: Path) -> None:
    incoming = restoring.fetch(store.folder, elsewhere)
    with pytest.raises(StoreProblem, match="The planner is open"):
        restoring.exchange(incoming, store.folder)
    assert store.page(DATE).entries[0].title == "Stays"
    assert outside(store.path) == "database is locked"
    incoming.discard()


def test_an_exchange_is_taken_back(store: Store, elsewhere: Path) -> None:
    incoming = restoring.fetch(store.folder, elsewhere)
    store.apply(retitled(store.page(DATE), "e", "Written while it was fetched"))
    store.close()
    aside = restoring.exchange(incoming, store.folder)
    assert aside is not None
    restoring.take_back(store.folder, aside)
    again = Store.open(store.folder, head())
    assert again.page(DATE).entries[0].title == "Written while it was fetched"
    again.close()

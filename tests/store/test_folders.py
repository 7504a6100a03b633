"""Data folders that cannot be used: a file, read-only, full, another user's. One sentence each, and nothing lost."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.store import backup, database, restoring
from planner.store.problems import BY_CODE, StoreProblem
from planner.store.store import Store
from tests.disks import disk, fill_up
from tests.store.days import DATE, full_page, head, made

posix = pytest.mark.skipif(os.name != "posix", reason="owners and modes are POSIX's")
as_root = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="needs root: to mount a small disk, or to give a folder away"
)
NOBODY = 65534


@pytest.fixture
def ordinary(tmp_path: Path) -> Iterator[Path]:
    """A folder of an ordinary user, and that user's rights while the test runs: root is refused nothing.

    The rights are taken from this very process, since an ordinary user may have no way to root's interpreter.
    """
    kept_in(tmp_path / "warm")  # whatever is still to be imported must be by now
    room = Path(tempfile.mkdtemp(prefix="planner-ordinary-"))
    root = os.geteuid() == 0
    if root:
        os.chown(room, NOBODY, NOBODY)
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
    yield room
    if root:
        os.seteuid(0)
        os.setegid(0)
    for path in (room, *room.rglob("*")):
        path.chmod(0o700)
    shutil.rmtree(room)


def kept_in(folder: Path) -> bytes:
    """Keep a page there, close, and say what the file holds."""
    store = Store.open(folder, head())
    store.apply(made(full_page()))
    store.close()
    return (folder / database.FILE_NAME).read_bytes()


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "planner"
    path.write_text("mine")
    with pytest.raises(StoreProblem, match="is a file, not a folder"):
        Store.open(path)
    with pytest.raises(StoreProblem, match="cannot be used"):
        Store.open(path / "below")
    assert path.read_text() == "mine"


@posix
def test_a_read_only_folder_is_refused(ordinary: Path) -> None:
    folder = ordinary / "planner"
    before = kept_in(folder)
    folder.chmod(0o500)
    with pytest.raises(StoreProblem, match="may only be read"):
        Store.open(folder)
    assert (folder / database.FILE_NAME).read_bytes() == before
    with pytest.raises(StoreProblem, match="cannot be used"):
        Store.open(folder / "new")


@posix
def test_a_read_only_file_is_refused(ordinary: Path) -> None:
    before = kept_in(ordinary)
    path = ordinary / database.FILE_NAME
    path.chmod(0o400)
    with pytest.raises(StoreProblem, match="may only be read"):
        Store.open(ordinary)
    assert path.read_bytes() == before
    path.chmod(0o000)
    with pytest.raises(StoreProblem, match="may only be read"):
        Store.open(ordinary)


@posix
def test_backups_that_may_not_be_written_are_spoken_of(ordinary: Path) -> None:
    store = Store.open(ordinary, head())
    store.apply(made(full_page()))
    kept = store.backup()
    kept.path.parent.chmod(0o500)
    with pytest.raises(StoreProblem, match="may not be written to"):
        store.backup()
    assert store.page(DATE) == full_page()
    store.close()


@posix
def test_a_folder_of_another_user_is_refused(ordinary: Path) -> None:
    """Every machine has one that an ordinary user may look into."""
    with pytest.raises(StoreProblem, match="belongs to another user"):
        Store.open(Path("/usr"))


@as_root
def test_a_folder_of_another_user_is_refused_even_if_it_may_be_written(ordinary: Path) -> None:
    folder = ordinary / "theirs"
    folder.mkdir()
    os.seteuid(0)
    os.chown(folder, NOBODY - 1, NOBODY - 1)
    folder.chmod(0o777)
    os.seteuid(NOBODY)
    with pytest.raises(StoreProblem, match="belongs to another user"):
        Store.open(folder)
    assert list(folder.iterdir()) == []
    os.seteuid(0)


@posix
def test_a_folder_of_another_user_that_is_closed_is_refused(ordinary: Path) -> None:
    closed = ordinary / "closed"
    closed.mkdir()
    closed.chmod(0o000)
    with pytest.raises(StoreProblem, match="cannot be used"):
        Store.open(closed / "planner")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with disk(tmp_path / "small", 640) as place:
        yield place


def write_until_refused(store: Store) -> StoreProblem:
    """Make page after page until one is refused, and see that nothing of that one is there."""
    for number in range(100):
        date = DATE.replace(year=2031) + dt.timedelta(days=number)
        if not store.page(date).fresh:
            continue
        try:
            store.apply(made(full_page(date)))
        except StoreProblem as problem:
            assert store.page(date).fresh
            return problem
    raise AssertionError("nothing was refused")


@as_root
def test_a_full_disk_loses_nothing_and_goes_on_once_there_is_space(small_disk: Path) -> None:
    folder = small_disk / "planner"
    store = Store.open(folder, head())
    page = full_page()
    store.apply(made(page))
    ballast = fill_up(small_disk)
    problems = [write_until_refused(store) for _ in range(5)]
    assert {str(problem) for problem in problems} == {BY_CODE[sqlite3.SQLITE_FULL]}
    with pytest.raises(StoreProblem, match="disk is full"):
        store.backup()
    assert store.backups() == ()
    assert store.page(DATE) == page
    assert store.check() == ()
    ballast.unlink()
    another = full_page(DATE.replace(year=2030))
    store.apply(made(another))
    store.close()
    again = Store.open(folder, head())
    assert (again.page(DATE), again.page(another.date)) == (page, another)
    assert [path.name for path in (folder / backup.FOLDER).iterdir()] == []
    again.close()


@as_root
def test_on_a_full_disk_no_half_file_is_begun(small_disk: Path) -> None:
    fill_up(small_disk, leave=8192)
    with pytest.raises(StoreProblem, match="disk is full"):
        Store.open(small_disk / "planner")
    assert list((small_disk / "planner").iterdir()) == []


@as_root
def test_a_file_can_be_opened_and_read_on_a_full_disk(small_disk: Path) -> None:
    folder = small_disk / "planner"
    kept_in(folder)
    fill_up(small_disk)
    store = Store.open(folder, head())
    assert store.page(DATE) == full_page()
    store.close()


def test_a_file_that_may_not_grow_refuses_and_keeps_what_it_has(store: Store) -> None:
    """The same without root: SQLite's own limit stands in for the disk's."""
    store.apply(made(full_page()))
    with store._reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    far = DATE.replace(year=2030)
    assert str(write_until_refused(store)) == BY_CODE[sqlite3.SQLITE_FULL]
    assert store.page(DATE) == full_page()
    assert store.check() == ()
    with store._reading() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    store.apply(made(full_page(far.replace(month=1))))
    assert store.page(far.replace(month=1)) == full_page(far.replace(month=1))


@posix
def test_a_backup_that_may_not_be_read_is_named(ordinary: Path) -> None:
    kept_in(ordinary / "other")
    (ordinary / "other").rename(ordinary / "stick")
    kept = ordinary / "stick" / database.FILE_NAME
    before = kept_in(ordinary / "planner")
    kept.chmod(0)
    with pytest.raises(StoreProblem, match=r"^planner\.sqlite3 may not be read: give yourself the right to read it"):
        restoring.fetch(ordinary / "planner", kept)
    kept.parent.chmod(0)
    with pytest.raises(StoreProblem, match=r"^planner\.sqlite3 may not be read"):
        restoring.fetch(ordinary / "planner", kept)
    assert [path.name for path in (ordinary / "planner").iterdir()] == [database.FILE_NAME]
    assert (ordinary / "planner" / database.FILE_NAME).read_bytes() == before


@posix
def test_into_a_folder_that_may_only_be_read_nothing_is_restored(ordinary: Path) -> None:
    kept_in(ordinary / "stick")
    kept_in(ordinary / "planner")
    (ordinary / "planner").chmod(0o500)
    with pytest.raises(StoreProblem, match="planner may only be read: give yourself the right to write it"):
        restoring.fetch(ordinary / "planner", ordinary / "stick" / database.FILE_NAME)

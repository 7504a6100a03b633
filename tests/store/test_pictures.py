"""The pictures of filled-in sheets: files beside the database, which rows come and go without."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain.edits import edit_between
from planner.domain.values import Entry, derived_id
from planner.store import backup, database, pictures, restoring
from planner.store.problems import BY_CODE, StoreProblem
from planner.store.store import Store
from tests.disks import disk, fill_up
from tests.store.days import DATE, a_picture, head, pictured, retitled, start_page

PAGE = Entry("essay", DATE, "Essay")
SHOWN = b"RIFF\x00what a picture shows\xff"
as_root = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs root: to mount a small disk")


@pytest.fixture
def store(data_folder: Path) -> Iterator[Store]:
    opened = Store.open(data_folder, head())
    start_page(opened, PAGE)
    yield opened
    opened.close()


def keep(store: Store, sheet: int = 1, photo: str = "photo", sheets: int = 1, shown: bytes = SHOWN) -> str:
    """A picture on the page; the answer is its id."""
    picture = replace(a_picture(DATE), id=derived_id(photo, sheet), sheet=sheet, photo=photo, sheets=sheets)
    store.apply(pictured(store.page(DATE), picture), {picture.id: shown})
    return picture.id


def on_page(store: Store) -> list[str]:
    return [picture.id for picture in store.page(DATE).pictures]


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder's pictures, by the ids of those that bear one."""
    return {path.name.removesuffix(".webp"): path.read_bytes() for path in (folder / pictures.FOLDER).iterdir()}


def reopened(folder: Path, name: str) -> Store:
    """The store after a restore."""
    restoring.restore(folder, name)
    return Store.open(folder, head())


def test_a_picture_is_a_private_file_in_a_private_folder(store: Store) -> None:
    key = keep(store)
    place = store.folder / pictures.FOLDER
    assert files(store.folder) == {key: SHOWN}
    assert store.picture(key) == SHOWN
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE((place / f"{key}.webp").stat().st_mode) == 0o600


def test_undo_takes_a_picture_away_and_redo_brings_it_back(store: Store) -> None:
    key = keep(store)
    store.undo()
    assert on_page(store) == []
    assert files(store.folder) == {key: SHOWN}
    store.redo()
    assert on_page(store) == [key]
    assert store.picture(key) == SHOWN


def test_nothing_ever_takes_a_file_away_or_writes_it_anew(store: Store) -> None:
    key = keep(store)
    store.undo()
    store.apply(retitled(store.page(DATE), "essay", "Another"))
    assert store.daily() is not None
    assert keep(store, shown=b"read anew") == key
    assert on_page(store) == [key]
    assert files(store.folder) == {key: SHOWN}


def test_a_page_that_cannot_be_kept_leaves_a_file_that_serves_the_next_time(store: Store) -> None:
    page = store.page(DATE)
    store.apply(edit_between(page, replace(page, entries=()), "Taken away"))
    picture = replace(a_picture(DATE), id=derived_id("photo", 1))
    read = replace(page, pictures=(picture,), entries=(replace(PAGE, title="Read"),))
    stale = edit_between(page, read, "Read the sheet")
    with pytest.raises(StoreProblem):
        store.apply(stale, {picture.id: SHOWN})
    assert on_page(store) == []
    assert keep(store) == picture.id
    assert on_page(store) == [picture.id]


def test_the_database_and_its_backups_hold_no_bytes_of_pictures(store: Store) -> None:
    empty = store.backup()
    keep(store, shown=os.urandom(500_000))
    made = store.backup()
    assert made.size - empty.size < 100_000
    assert sorted(path.name for path in made.path.parent.iterdir()) == sorted([empty.name, made.name])


def test_a_photo_is_home_once_every_sheet_of_it_is(store: Store) -> None:
    keep(store, 1, sheets=2)
    assert store.taken_home("photo") == []
    keep(store, 2, sheets=2)
    assert store.taken_home("photo") == [(DATE.isoformat(), "print-1", 1), (DATE.isoformat(), "print-1", 2)]
    assert store.taken_home("another") == []
    store.undo()
    assert store.taken_home("photo") == []


def test_the_backup_of_yesterday_leaves_todays_picture_and_it_is_read_again(data_folder: Path) -> None:
    store = Store.open(data_folder, head())
    start_page(store, PAGE)
    yesterdays = keep(store, photo="yesterday's")
    made = store.backup()
    todays = keep(store, photo="today's")
    store.close()
    again = reopened(data_folder, made.name)
    assert on_page(again) == [yesterdays]
    assert again.picture(yesterdays) == SHOWN
    assert files(data_folder).keys() == {yesterdays, todays}
    assert again.taken_home("today's") == []
    assert keep(again, photo="today's") == todays
    assert set(on_page(again)) == {yesterdays, todays}
    assert again.doctor().well
    again.close()


def test_a_data_folder_that_is_copied_by_hand_has_its_pictures(data_folder: Path, tmp_path: Path) -> None:
    store = Store.open(data_folder, head())
    start_page(store, PAGE)
    key = keep(store)
    store.close()
    shutil.copytree(data_folder, tmp_path / "moved")
    moved = Store.open(tmp_path / "moved", head())
    assert moved.picture(key) == SHOWN
    moved.close()


def test_a_backup_elsewhere_is_whole_and_comes_back_to_another_machine(store: Store, tmp_path: Path) -> None:
    keys = {keep(store, sheet) for sheet in (1, 2)}
    undone = keep(store, 3)
    store.undo()
    stick, machine = tmp_path / "stick", tmp_path / "machine"
    stick.mkdir()
    made = store.backup(stick)
    assert files(stick) == dict.fromkeys((*keys, undone), SHOWN)
    again = reopened(machine, os.fspath(made.path))
    assert set(on_page(again)) == keys
    assert all(again.picture(key) == SHOWN for key in keys)
    again.redo()
    assert again.picture(undone) == SHOWN
    assert again.doctor().well
    again.close()
    assert stat.S_IMODE((machine / pictures.FOLDER).stat().st_mode) == 0o700


def test_a_second_backup_elsewhere_copies_only_what_is_new_or_was_cut_off(store: Store, tmp_path: Path) -> None:
    old, cut = keep(store, 1), keep(store, 2)
    store.backup(tmp_path / "stick")
    place = tmp_path / "stick" / pictures.FOLDER
    (place / f"{cut}.webp").write_bytes(SHOWN[:5])
    before = (place / f"{old}.webp").stat()
    new = keep(store, 3)
    store.backup(tmp_path / "stick")
    after = (place / f"{old}.webp").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert files(tmp_path / "stick") == dict.fromkeys((old, cut, new), SHOWN)


def test_what_else_lies_among_the_pictures_of_a_stick_stays_there(data_folder: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "stick" / pictures.FOLDER
    theirs.mkdir(parents=True)
    (theirs / "holiday.webp").write_bytes(b"the sea")
    store = Store.open(data_folder, head())
    start_page(store, PAGE)
    key = keep(store)
    made = store.backup(tmp_path / "stick")
    store.close()
    (data_folder / pictures.FOLDER / f"{key}.webp").unlink()
    again = reopened(data_folder, os.fspath(made.path))
    assert files(data_folder) == {key: SHOWN}
    assert (theirs / "holiday.webp").read_bytes() == b"the sea"
    again.close()


def test_the_data_folders_own_backups_take_no_pictures_also_when_they_are_named(store: Store) -> None:
    keep(store)
    made = store.backup(store.folder / backup.FOLDER)
    assert [path.name for path in (store.folder / backup.FOLDER).iterdir()] == [made.name]


@as_root
def test_a_stick_that_is_full_keeps_the_database_and_whole_pictures(data_folder: Path, tmp_path: Path) -> None:
    store = Store.open(data_folder, head())
    start_page(store, PAGE)
    small, large = keep(store, 1), keep(store, 2, shown=bytes(400_000))
    with disk(tmp_path / "stick", 512) as stick:
        with pytest.raises(StoreProblem, match="is made, but not every picture is beside it") as refused:
            store.backup(stick)
        assert f"{large}.webp: No space left on device" in str(refused.value)
        (made,) = stick.glob("*.sqlite3")
        assert files(stick) == {small: SHOWN}
        store.close()
        again = reopened(tmp_path / "machine", os.fspath(made))
        assert set(on_page(again)) == {small, large}
        assert again.picture(large) is None
        again.close()


@as_root
def test_without_room_for_the_pictures_nothing_is_restored(data_folder: Path, tmp_path: Path) -> None:
    store = Store.open(data_folder, head())
    start_page(store, PAGE)
    key = keep(store, shown=bytes(400_000))
    made = store.backup(tmp_path / "stick")
    store.close()
    with disk(tmp_path / "small", 900) as small:
        other = Store.open(small / "planner", head())
        start_page(other, replace(PAGE, title="Stays"))
        other.close()
        ballast = fill_up(small, leave=300_000)
        with pytest.raises(StoreProblem, match=r"Nothing was restored.*No space left on device"):
            restoring.restore(small / "planner", os.fspath(made.path))
        other = Store.open(small / "planner", head())
        assert other.page(DATE).entries[0].title == "Stays"
        other.close()
        assert files(small / "planner") == {}
        ballast.unlink()
        other = reopened(small / "planner", os.fspath(made.path))
        assert on_page(other) == [key]
        assert other.picture(key) == bytes(400_000)
        other.close()


@as_root
def test_on_a_full_disk_neither_a_row_nor_half_a_picture_is_kept(tmp_path: Path) -> None:
    with disk(tmp_path / "small", 900) as small:
        store = Store.open(small / "planner", head())
        start_page(store, PAGE)
        ballast = fill_up(small, leave=100_000)
        with pytest.raises(StoreProblem) as refused:
            keep(store, shown=bytes(400_000))
        assert str(refused.value) == BY_CODE[sqlite3.SQLITE_FULL]
        assert on_page(store) == []
        assert files(store.folder) == {}
        ballast.unlink()
        key = keep(store, shown=bytes(400_000))
        assert on_page(store) == [key]
        store.close()


def test_the_page_as_it_was_has_its_pictures(store: Store) -> None:
    before = store.number(DATE)
    key = keep(store)
    kept = store.number(DATE)
    store.apply(retitled(store.page(DATE), "essay", "Another"))
    assert store.page_at(DATE, before).pictures == ()
    assert [picture.id for picture in store.page_at(DATE, kept).pictures] == [key]


class Watch:
    """Which files and folders are looked into. An audit hook cannot be taken off: it is told when to listen."""

    def __init__(self) -> None:
        self.listens = False
        self.seen: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.listens and event in ("open", "os.scandir", "os.listdir", "os.mkdir", "os.remove", "os.rename"):
            self.seen.append(str(arguments[0]))


def test_no_start_no_page_and_no_daily_backup_looks_at_the_pictures(data_folder: Path) -> None:
    store = Store.open(data_folder, head())
    start_page(store, PAGE)
    key = keep(store)
    store.close()
    watch = Watch()
    watch.listens = True
    store = Store.open(data_folder, head())
    store.page(DATE)
    store.pages(DATE, DATE + dt.timedelta(days=365))
    store.leftovers(DATE + dt.timedelta(days=1))
    store.apply(retitled(store.page(DATE), "essay", "Another"))
    assert store.daily() is not None
    assert any(backup.FOLDER in path for path in watch.seen)
    assert not [path for path in watch.seen if pictures.FOLDER in path]
    assert store.picture(key) == SHOWN
    watch.listens = False
    assert [path for path in watch.seen if pictures.FOLDER in path]
    store.close()


def test_a_picture_whose_file_is_gone_is_counted_and_nothing_is_mended(data_folder: Path, tmp_path: Path) -> None:
    store = Store.open(data_folder, head())
    start_page(store, PAGE)
    gone, empty, stays = keep(store, 1), keep(store, 2), keep(store, 3)
    made = store.backup(tmp_path / "stick")
    place = data_folder / pictures.FOLDER
    (place / f"{gone}.webp").unlink()
    (place / f"{empty}.webp").write_bytes(b"")
    assert store.picture(gone) is None
    assert set(on_page(store)) == {gone, empty, stays}
    report = store.doctor()
    store.close()
    (found,) = report.findings
    assert found.kind == "picture"
    assert found.words.startswith(f"2 pictures of sheets are missing in {place} (the first of {DATE})")
    assert report.mended is None
    again = reopened(data_folder, os.fspath(made.path))
    assert files(data_folder) == dict.fromkeys((gone, empty, stays), SHOWN)
    assert again.doctor().well
    again.close()


def test_a_mended_copy_keeps_the_rows_of_pictures(data_folder: Path) -> None:
    store = Store.open(data_folder, head())
    start_page(store, PAGE)
    key = keep(store)
    with store._reading() as connection:
        connection.execute("UPDATE edits SET changes = '[[' WHERE number = 1")
    report = store.doctor()
    store.close()
    assert report.mended is not None
    again = reopened(data_folder, report.mended.name)
    assert on_page(again) == [key]
    assert again.picture(key) == SHOWN
    again.close()


@pytest.mark.parametrize("foreign", ["../planner", "..", "", "a/b"])
def test_a_row_that_names_something_else_shows_nothing(store: Store, foreign: str) -> None:
    keep(store)
    (store.folder / "planner.webp").write_bytes(b"not among the pictures")
    assert store.picture(foreign) is None


def test_a_file_in_the_place_of_the_folder_is_spoken_of(store: Store) -> None:
    (store.folder / pictures.FOLDER).write_text("a file")
    with pytest.raises(StoreProblem, match="pictures cannot be used"):
        keep(store)
    assert on_page(store) == []
    assert database.FILE_NAME in {path.name for path in store.folder.iterdir()}


def test_an_edit_between_pages_knows_pictures(store: Store) -> None:
    keep(store)
    page = store.page(DATE)
    edit = edit_between(page, replace(page, pictures=()), "Take the picture away")
    assert edit.applied(page).pictures == ()
    assert edit.inverted().applied(edit.applied(page)) == page

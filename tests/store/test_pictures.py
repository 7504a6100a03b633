"""The pictures of filled-in sheets: beside the page, written and taken back with what brought them."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain.edits import edit_between
from planner.domain.values import Entry
from planner.store import backup, database
from planner.store.problems import StoreProblem
from planner.store.store import Store
from tests.store.days import DATE, PICTURE, a_picture, head, pictured, retitled, start_page

PAGE = Entry("essay", DATE, "Essay")


@pytest.fixture
def store(data_folder: Path) -> Store:
    store = Store.open(data_folder, head())
    start_page(store, PAGE)
    return store


def keep(store: Store, sheet: int = 1, photo: str = "photo", sheets: int = 1) -> str:
    """A picture on the page; the answer is its id."""
    picture = replace(a_picture(DATE), id=f"{photo}-{sheet}", sheet=sheet, photo=photo, sheets=sheets)
    store.apply(pictured(store.page(DATE), picture), {picture.id: PICTURE + bytes([sheet])})
    return picture.id


def kept_data(store: Store) -> set[str]:
    with store._reading() as connection:
        return {key for (key,) in connection.execute("SELECT id FROM picture_data")}


def test_undo_takes_a_picture_away_and_redo_brings_it_back(store: Store) -> None:
    key = keep(store)
    assert [picture.id for picture in store.page(DATE).pictures] == [key]
    assert store.picture(key) == PICTURE + b"\x01"
    store.undo()
    assert store.page(DATE).pictures == ()
    store.redo()
    assert [picture.id for picture in store.page(DATE).pictures] == [key]
    assert store.picture(key) == PICTURE + b"\x01"
    store.close()


def test_what_cannot_be_redone_any_more_goes_with_the_next_picture_or_backup(store: Store) -> None:
    gone = keep(store, photo="gone")
    store.undo()
    store.apply(retitled(store.page(DATE), "essay", "Another"))
    assert kept_data(store) == {gone}
    stays = keep(store, photo="stays")
    assert kept_data(store) == {stays}
    store.undo()
    store.apply(retitled(store.page(DATE), "essay", "A third"))
    assert store.daily() is not None
    assert kept_data(store) == set()
    store.close()


def test_a_daily_backup_leaves_what_can_be_redone(store: Store) -> None:
    key = keep(store)
    store.undo()
    assert store.daily() is not None
    store.redo()
    assert store.picture(key) == PICTURE + b"\x01"
    store.close()


def test_a_picture_without_what_it_shows_is_not_kept(store: Store) -> None:
    with pytest.raises(StoreProblem):
        store.apply(pictured(store.page(DATE), a_picture(DATE)))
    assert store.page(DATE).pictures == ()
    store.close()


def test_a_photo_is_home_once_every_sheet_of_it_is(store: Store) -> None:
    keep(store, 1, sheets=2)
    assert store.taken_home("photo") == []
    keep(store, 2, sheets=2)
    assert store.taken_home("photo") == [(DATE.isoformat(), "print-1", 1), (DATE.isoformat(), "print-1", 2)]
    assert store.taken_home("another") == []
    store.undo()
    assert store.taken_home("photo") == []
    store.close()


def test_a_backup_holds_the_pictures(store: Store, data_folder: Path) -> None:
    key = keep(store)
    made = store.backup()
    store.undo()
    store.close()
    backup.restore(data_folder, made.name)
    again = Store.open(data_folder, head())
    assert [picture.id for picture in again.page(DATE).pictures] == [key]
    assert again.picture(key) == PICTURE + b"\x01"
    again.close()


def test_the_page_as_it_was_has_its_pictures(store: Store) -> None:
    before = store.number(DATE)
    key = keep(store)
    kept = store.number(DATE)
    store.apply(retitled(store.page(DATE), "essay", "Another"))
    assert store.page_at(DATE, before).pictures == ()
    assert [picture.id for picture in store.page_at(DATE, kept).pictures] == [key]
    store.close()


def test_no_page_that_is_read_looks_at_what_a_picture_shows(store: Store) -> None:
    keep(store)
    tables: set[str] = set()

    def watch(action: int, table: str | None, column: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ and table:
            tables.add(table)
        return sqlite3.SQLITE_OK

    with store._reading() as connection:
        connection.set_authorizer(watch)
        store.page(DATE)
        store.pages(DATE, DATE + dt.timedelta(days=365))
        store.leftovers(DATE + dt.timedelta(days=1))
        connection.set_authorizer(None)
    assert "pictures" in tables
    assert "picture_data" not in tables
    store.close()


def test_a_picture_whose_data_is_lost_is_mended_away(store: Store, data_folder: Path) -> None:
    key = keep(store)
    stays = keep(store, photo="stays")
    store.close()
    with sqlite3.connect(data_folder / database.FILE_NAME) as connection:
        connection.execute("DELETE FROM picture_data WHERE id = ?", (key,))
    connection.close()
    store = Store.open(data_folder, head())
    report = store.doctor()
    store.close()
    assert [found.kind for found in report.findings] == ["reference"]
    assert report.mended is not None
    backup.restore(data_folder, report.mended.name)
    store = Store.open(data_folder, head())
    assert [picture.id for picture in store.page(DATE).pictures] == [stays]
    assert store.picture(stays) == PICTURE + b"\x01"
    assert store.doctor().well
    store.close()


def test_an_edit_between_pages_knows_pictures(store: Store) -> None:
    keep(store)
    page = store.page(DATE)
    edit = edit_between(page, replace(page, pictures=()), "Take the picture away")
    assert edit.applied(page).pictures == ()
    assert edit.inverted().applied(edit.applied(page)) == page
    store.close()

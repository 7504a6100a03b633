"""The doctor says what is wrong and touches nothing; what can be saved stands in a copy."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from planner.domain.values import Box, Entry
from planner.store import database, doctor, restoring
from planner.store.problems import StoreProblem
from planner.store.store import Store
from tests.store.days import DATE, full_page, head, made, retitled, start_page

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
DAYS = 40


@pytest.fixture
def filled(data_folder: Path) -> Path:
    """A closed file with some weeks of lawful pages."""
    store = Store.open(data_folder, head())
    for day in range(DAYS):
        date = DATE + dt.timedelta(days=day)
        entries = [Entry(f"e{number}-{date}", date, f"Task {number}", position=number) for number in range(8)]
        start_page(store, *entries, boxes=(Box(f"b-{date}", date, "work", 300, 60, f"e0-{date}"),), date=date)
    store.close()
    return data_folder / database.FILE_NAME


def meddle(path: Path, *statements: str) -> bytes:
    """Change the file behind the planner's back, without the rules that the planner's own connection keeps."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    return path.read_bytes()


def kinds(report: doctor.Report) -> set[str]:
    return {finding.kind for finding in report.findings}


def restored(path: Path, report: doctor.Report) -> Store:
    assert report.mended is not None
    restoring.restore(path.parent, report.mended.name)
    return Store.open(path.parent, head())


def test_a_sound_file_is_well_from_inside_and_from_outside(filled: Path) -> None:
    before = filled.read_bytes()
    assert doctor.look_over(filled.parent, NOW) == doctor.Report()
    assert filled.read_bytes() == before
    assert [path.name for path in filled.parent.iterdir()] == [database.FILE_NAME]
    store = Store.open(filled.parent, head(), clock=lambda: NOW)
    assert store.doctor().well
    store.close()


def test_an_unlawful_page_is_named_and_nothing_is_mended(filled: Path) -> None:
    store = Store.open(filled.parent, head(), clock=lambda: NOW)
    day = dt.date(2027, 3, 1)
    tasks = (Entry("x", day, "One"), Entry("y", day, "Two", position=1))
    start_page(
        store, *tasks, boxes=(Box("p", day, "work", 300, 60, "x"), Box("q", day, "work", 330, 60, "y")), date=day
    )
    report = store.doctor()
    store.close()
    assert kinds(report) == {"law"}
    assert report.findings[0].words.startswith("2027-03-01 ")
    assert report.mended is None


def test_rows_that_name_what_is_gone_are_named_and_nothing_of_theirs_is_lost(filled: Path) -> None:
    date = DATE + dt.timedelta(days=3)
    before = meddle(
        filled,
        f"DELETE FROM entries WHERE id = 'e0-{DATE}'",
        f"DELETE FROM pages WHERE date = '{date}'",
        "DELETE FROM edits WHERE number = 7",
    )
    report = doctor.look_over(filled.parent, NOW)
    assert filled.read_bytes() == before
    assert kinds(report) == {"reference", "history"}
    assert report.lost == 0
    store = restored(filled, report)
    assert store.doctor().well
    assert store.page(DATE).boxes[0].entry is None
    assert len(store.page(date).entries) == 8
    assert len(store.page(date).boxes) == 1
    assert store.undo_label() == "Made"
    store.close()


def test_a_damaged_index_is_made_anew(filled: Path) -> None:
    raw = bytearray(filled.read_bytes())
    root = root_page(filled, "entries_page")
    raw[root : root + 4096] = bytes(4096)
    filled.write_bytes(raw)
    report = doctor.look_over(filled.parent, NOW)
    assert kinds(report) == {"file"}
    assert report.lost == 0
    store = restored(filled, report)
    assert len(store.pages(DATE, DATE + dt.timedelta(days=DAYS))) == DAYS
    assert sum(len(page.entries) for page in store.pages(DATE, DATE + dt.timedelta(days=DAYS))) == 8 * DAYS
    store.close()


def root_page(path: Path, name: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
    return (int(found) - 1) * 4096


def test_around_a_damaged_page_all_is_saved(filled: Path) -> None:
    """A leaf in the middle of the entries: what lies before and after it is there."""
    raw = bytearray(filled.read_bytes())
    at = raw.find(f"e3-{DATE + dt.timedelta(days=20)}".encode()) // 4096 * 4096
    raw[at : at + 4096] = b"\xff" * 4096
    filled.write_bytes(raw)
    report = doctor.look_over(filled.parent, NOW)
    assert "file" in kinds(report)
    store = restored(filled, report)
    entries = {page.date: len(page.entries) for page in store.pages(DATE, DATE + dt.timedelta(days=DAYS))}
    assert entries[DATE] == entries[DATE + dt.timedelta(days=DAYS - 1)] == 8
    assert 8 * DAYS - 100 < sum(entries.values()) < 8 * DAYS  # a leaf holds some 70 of them
    assert store.doctor().well
    store.apply(retitled(store.page(DATE), f"e1-{DATE}", "Goes on"))
    store.close()


def test_an_edit_that_cannot_be_read_any_more_is_named_and_left_out(filled: Path) -> None:
    meddle(filled, "UPDATE edits SET changes = '[[\"boxes\"' WHERE number = 40")
    store = Store.open(filled.parent, head(), clock=lambda: NOW)
    with pytest.raises(StoreProblem, match="planner doctor"):
        store.undo()
    report = store.doctor()
    store.close()
    assert kinds(report) == {"history"}
    assert report.lost == 1
    store = restored(filled, report)
    assert store.doctor().well
    assert store.undo() is not None
    store.close()


def test_rows_that_break_a_rule_are_counted(filled: Path) -> None:
    meddle(
        filled,
        "PRAGMA ignore_check_constraints = ON",
        f"UPDATE entries SET rank = 9 WHERE id = 'e7-{DATE}'",
    )
    report = doctor.look_over(filled.parent, NOW)
    assert kinds(report) == {"file"}
    assert report.lost == 1
    store = restored(filled, report)
    assert len(store.page(DATE).entries) == 7
    store.close()


@pytest.mark.parametrize("raw", [b"", b"Dear diary, " * 1000])
def test_a_file_that_is_none_is_spoken_of(filled: Path, raw: bytes) -> None:
    filled.write_bytes(raw)
    report = doctor.look_over(filled.parent, NOW)
    assert kinds(report) == {"file"}
    assert str(filled) in report.findings[0].words
    assert report.mended is None
    assert filled.read_bytes() == raw


def test_where_there_is_no_file_there_is_nothing_to_look_over(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem, match="no planner's file"):
        doctor.look_over(tmp_path, NOW)


def test_a_file_that_is_open_is_not_looked_over_from_outside(store: Store) -> None:
    store.apply(made(full_page()))
    with pytest.raises(StoreProblem, match="close it first"):
        doctor.look_over(store.folder, NOW)

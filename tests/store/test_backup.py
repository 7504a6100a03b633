"""Backups: checked, private, thinned; restored without mixing; made beside other work."""

from __future__ import annotations

import datetime as dt
import os
import random
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from planner.domain.values import Entry
from planner.store import backup, database, folder, restoring
from planner.store.problems import StoreProblem
from planner.store.store import Store
from tests.store.days import DATE, full_page, head, made, retitled, start_page

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def title_in(folder: Path) -> str:
    store = Store.open(folder, head())
    title = store.page(DATE).entries[0].title
    store.close()
    return title


def test_a_backup_is_whole_private_and_named_by_its_day(data_folder: Path) -> None:
    store = Store.open(data_folder, head(), clock=lambda: NOON)
    store.apply(made(full_page()))
    first, second = store.backup(), store.backup()
    assert (first.name, second.name) == ("2026-11-23.sqlite3", "2026-11-23-120000.sqlite3")
    assert {kept.name for kept in store.backups()} == {first.name, second.name}
    assert first.size == first.path.stat().st_size
    assert stat.S_IMODE(first.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(first.path.parent.stat().st_mode) == 0o700
    assert database.examine(first.path).version == database.EPOCH
    store.close()
    restoring.restore(data_folder, first.name)
    again = Store.open(data_folder, head())
    assert again.page(DATE) == full_page()
    assert again.undo_label() == "Made"
    again.close()


def test_a_backup_goes_into_a_folder_of_the_persons_own(store: Store, tmp_path: Path) -> None:
    store.apply(made(full_page()))
    made_there = store.backup(tmp_path / "stick")
    assert made_there.path.parent == tmp_path / "stick"
    assert store.backups() == ()
    with pytest.raises(StoreProblem):
        store.backup(tmp_path / "no" / "such")


def test_restoring_moves_the_old_file_aside_and_can_be_taken_back(data_folder: Path) -> None:
    store = Store.open(data_folder, head())
    start_page(store, Entry("e", DATE, "Before"))
    kept = store.backup()
    store.apply(retitled(store.page(DATE), "e", "After"))
    store.close()
    aside = restoring.restore(data_folder, kept.name).aside
    assert aside is not None
    assert title_in(data_folder) == "Before"
    restoring.restore(data_folder, aside.name)
    assert title_in(data_folder) == "After"


def test_a_journal_of_the_old_file_has_no_effect_on_the_backup(data_folder: Path) -> None:
    """The old file is left in the middle of a transaction: its hot journal must go with it, and still belong to it."""
    store = Store.open(data_folder, head())
    start_page(store, Entry("e", DATE, "Before"))
    kept = store.backup()
    store.apply(retitled(store.page(DATE), "e", "After"))
    store.close()
    leave_hot_journal(data_folder / database.FILE_NAME)
    aside = restoring.restore(data_folder, kept.name).aside
    assert aside is not None
    assert not database.journal(data_folder / database.FILE_NAME).exists()
    assert title_in(data_folder) == "Before"
    restoring.restore(data_folder, str(aside))
    assert title_in(data_folder) == "After"


def leave_hot_journal(path: Path) -> None:
    """Copy the file and its journal in the middle of a transaction, as a power cut leaves them."""
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in (
        "PRAGMA cache_size = 1",
        "BEGIN IMMEDIATE",
        "UPDATE entries SET title = 'Torn'",
        "CREATE TABLE much (x)",
        "INSERT INTO much SELECT randomblob(90000)",
    ):
        connection.execute(statement)
    torn = path.read_bytes(), database.journal(path).read_bytes()
    connection.execute("ROLLBACK")
    connection.close()
    path.write_bytes(torn[0])
    database.journal(path).write_bytes(torn[1])
    assert database.is_hot(database.journal(path))


@pytest.mark.parametrize("kind", ["damaged inside", "cut", "empty", "foreign", "newer", "not there"])
def test_a_bad_backup_is_refused_and_the_file_stays(data_folder: Path, kind: str) -> None:
    store = Store.open(data_folder, head())
    start_page(store, Entry("e", DATE, "Stays"))
    kept = store.backup()
    store.close()
    raw = bytearray(kept.path.read_bytes())
    if kind == "damaged inside":
        raw[4096 * 3 : 4096 * 5] = os.urandom(8192)
    elif kind == "cut":
        del raw[-4096:]
    elif kind == "empty":
        raw.clear()
    elif kind == "foreign":
        raw[68:72] = b"\0\0\0\1"
    elif kind == "newer":
        raw[60:64] = (database.EPOCH + 1).to_bytes(4, "big")
    kept.path.write_bytes(raw)
    before = (data_folder / database.FILE_NAME).read_bytes()
    with pytest.raises(StoreProblem):
        restoring.restore(data_folder, "none" if kind == "not there" else kept.name)
    assert (data_folder / database.FILE_NAME).read_bytes() == before
    assert sorted(path.name for path in data_folder.iterdir()) == [backup.FOLDER, database.FILE_NAME]
    assert title_in(data_folder) == "Stays"


def test_a_damaged_file_is_replaced_by_a_backup(data_folder: Path) -> None:
    store = Store.open(data_folder, head())
    start_page(store, Entry("e", DATE, "Kept"))
    store.backup()
    store.close()
    (data_folder / database.FILE_NAME).write_bytes(b"")
    aside = restoring.restore(data_folder, "newest").aside
    assert aside is not None
    assert aside.read_bytes() == b""
    assert title_in(data_folder) == "Kept"


def test_the_newest_backup_is_never_what_a_restore_moved_aside(data_folder: Path) -> None:
    store = Store.open(data_folder, head())
    start_page(store, Entry("e", DATE, "Before"))
    store.backup()
    store.apply(retitled(store.page(DATE), "e", "After"))
    store.close()
    for _ in range(2):
        restoring.restore(data_folder, "newest")
        assert title_in(data_folder) == "Before"
    assert len(backup.backups(data_folder)) == 3


def test_the_daily_work_is_done_once_a_day(data_folder: Path) -> None:
    now = NOON
    store = Store.open(data_folder, head(), clock=lambda: now)
    start_page(store, Entry("e", DATE, "x"))
    for day in range(20):
        now = NOON + dt.timedelta(days=day)
        assert store.daily() is not None
        assert store.daily() is None
    last_14 = {f"{NOON + dt.timedelta(days=day):%Y-%m-%d}.sqlite3" for day in range(6, 20)}
    assert names(data_folder) == last_14
    now = NOON + dt.timedelta(days=15)  # the clock is set back
    assert store.daily() is None
    assert names(data_folder) == last_14
    store.close()


def test_the_last_14_are_kept_and_then_the_last_of_each_month(data_folder: Path) -> None:
    """Three years, a few days missed by chance."""
    chance = random.Random(3)
    kept = data_folder / backup.FOLDER
    kept.mkdir(parents=True)
    days = [f"{NOON + dt.timedelta(days=day):%Y-%m-%d}" for day in range(3 * 365) if chance.random() < 0.9]
    for day in days:
        (kept / f"{day}.sqlite3").write_bytes(b"")
        backup.thin(data_folder)
    last_of_month = {day[:7]: day for day in days}
    assert names(data_folder) == {f"{day}.sqlite3" for day in (*days[-14:], *last_of_month.values())}


def test_what_restores_moved_aside_is_thinned_by_the_same_rule_and_apart(data_folder: Path) -> None:
    """Two years with a restore now and then, often several on one day: none of them counts as a backup of its day."""
    chance = random.Random(5)
    kept = data_folder / backup.FOLDER
    kept.mkdir(parents=True)
    days = [f"{NOON + dt.timedelta(days=day):%Y-%m-%d}" for day in range(2 * 365)]
    aside: dict[str, list[str]] = {}
    for day in days:
        (kept / f"{day}.sqlite3").write_bytes(b"")
        if chance.random() < 0.1:
            times = ("080000", "080000-1", "080000-10", "093000")[: chance.randint(1, 4)]
            aside[day] = [f"replaced-{day}-{time}.sqlite3" for time in times]
            for name in aside[day]:
                (kept / name).write_bytes(b"")
                (kept / f"{name}-journal").write_bytes(b"")
        backup.thin(data_folder)
    last_of_month = {day[:7]: names[-1] for day, names in aside.items()}
    stay = {name for day in sorted(aside)[-14:] for name in aside[day]} | set(last_of_month.values())
    daily = {f"{day}.sqlite3" for day in (*days[-14:], *{day[:7]: day for day in days}.values())}
    assert names(data_folder) == daily | stay | {f"{name}-journal" for name in stay}


def test_the_last_of_a_month_is_the_one_made_last_on_its_day(data_folder: Path) -> None:
    kept = data_folder / backup.FOLDER
    kept.mkdir(parents=True)
    for name in (
        "2026-11-30",
        "2026-11-30-120000",
        "2026-11-30-180000",
        *(f"2027-01-{day:02}" for day in range(1, 15)),
    ):
        (kept / f"{name}.sqlite3").write_bytes(b"")
    backup.thin(data_folder)
    assert {name for name in names(data_folder) if name < "2027"} == {"2026-11-30-180000.sqlite3"}


def names(data_folder: Path) -> set[str]:
    return {path.name for path in (data_folder / backup.FOLDER).iterdir()}


def test_what_a_crash_has_left_unfinished_goes_after_a_day(store: Store) -> None:
    """And nothing else: neither what somebody may still be at, nor what is of another making."""
    (store.folder / backup.FOLDER).mkdir()
    left = [folder.temporary(place / "file") for place in (store.folder, store.folder / backup.FOLDER)]
    others = [folder.temporary(store.path), store.folder / "mine.new", store.folder / ".hidden"]
    yesterday = dt.datetime.now(dt.UTC).timestamp() - 25 * 3600
    for path in (*left, *others[1:]):
        path.touch()
        os.utime(path, (yesterday, yesterday))
    assert store.daily() is not None
    assert not any(path.exists() for path in left)
    assert all(path.exists() for path in others)


def test_thinning_leaves_what_is_no_daily_backup(store: Store) -> None:
    kept = store.folder / backup.FOLDER
    kept.mkdir()
    others = {"before-schema-2-2020-01-01.sqlite3", "replaced-2020-01-01-120000.sqlite3", "mine.sqlite3", "2020.txt"}
    for name in others | {f"2020-01-{day:02}.sqlite3" for day in range(1, 29)}:
        (kept / name).write_bytes(b"")
    backup.thin(store.folder)
    assert {path.name for path in kept.iterdir()} == others | {f"2020-01-{day:02}.sqlite3" for day in range(15, 29)}


def test_edits_go_on_while_a_backup_is_made(data_folder: Path) -> None:
    store = Store.open(data_folder, head())
    for number in range(60):
        store.apply(made(full_page(DATE + dt.timedelta(days=number))))
    start = dt.date(2030, 1, 1)
    start_page(store, Entry("e", start, "0"), date=start)
    made_in_thread: list[backup.Backup] = []
    thread = threading.Thread(target=lambda: made_in_thread.extend(store.backup() for _ in range(5)))
    thread.start()
    typed = 0
    while thread.is_alive() or typed < 20:
        typed += 1
        store.apply(retitled(store.page(start), "e", str(typed)))
    thread.join()
    store.close()
    assert len(made_in_thread) == 5
    for kept in made_in_thread:
        restoring.restore(data_folder, kept.name)
        again = Store.open(data_folder, head())
        assert again.check() == ()
        number = again.number(start)
        assert again.page(start).entries[0].title == str(number - 61)
        again.close()

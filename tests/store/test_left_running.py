"""What ran when a backup was made does not come back running: it ends where it was last known."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from planner.domain.edits import edit_between, with_intervals
from planner.domain.values import Entry, Interval, IntervalKind, Page
from planner.store import backup, restoring
from planner.store.left_running import made_at
from planner.store.restoring import Incoming
from planner.store.store import Store
from tests.store.days import DATE, at, head, retitled, start_page

EVENING = at(17)


def kept_while_it_ran(store: Store, made: dt.datetime, kind: IntervalKind = "work") -> tuple[Path, Page]:
    """A backup that was made while something ran since 9:00, and the page in it."""
    page = start_page(store, Entry("e", DATE, "Draft the essay"))
    entry = "e" if kind == "work" else None
    running = Interval("i", DATE, at(9), entry=entry, kind=kind)
    store.apply(edit_between(page, with_intervals(page, (running,)), "Start 'Draft the essay'"))
    path = store.backup().path
    os.utime(path, (made.timestamp(), made.timestamp()))
    return path, store.page(DATE)


@pytest.fixture
def store(data_folder: Path) -> Store:
    return Store.open(data_folder, head(), clock=lambda: at(9))


def restored(store: Store, path: Path, now: dt.datetime = EVENING) -> tuple[Store, Incoming]:
    incoming = restoring.fetch(store.folder, path, clock=lambda: now)
    store.close()
    restoring.exchange(incoming, store.folder)
    return Store.open(store.folder, head(), clock=lambda: now), incoming


def test_a_timer_ends_when_the_backup_was_made_and_nothing_else_changes(store: Store) -> None:
    path, page = kept_while_it_ran(store, made=at(11))
    whole = path.read_bytes()
    again, incoming = restored(store, path)
    assert again.running() is None
    ended = Interval("i", DATE, at(9), at(11), entry="e")
    assert again.page(DATE) == with_intervals(page, (ended,))
    assert incoming.stopped == "'Draft the essay' ran when it was made, and is stopped there: 23 Nov 2026, 11:00"
    assert incoming.changed == at(9)
    assert path.read_bytes() == whole
    again.close()


def test_that_it_was_stopped_is_no_deed_of_a_persons(store: Store) -> None:
    path, _ = kept_while_it_ran(store, made=at(11))
    again, _ = restored(store, path)
    assert [(step.label, step.at) for step in again.history(DATE)][-1] == ("Stop 'Draft the essay'", at(11))
    assert again.undo_label() == "Start 'Draft the essay'"
    again.close()


@pytest.mark.parametrize(
    ("kind", "words"),
    [("recharge", "The recharge ran when it was made"), ("meditation", "The meditation ran when it was made")],
)
def test_so_does_a_rest(store: Store, kind: IntervalKind, words: str) -> None:
    path, _ = kept_while_it_ran(store, at(9, 10), kind)
    again, incoming = restored(store, path)
    assert again.page(DATE).intervals[0].end == at(9, 10)
    assert incoming.stopped.startswith(words)
    again.close()


def test_what_was_done_in_it_later_than_its_file_says_was_done_while_it_ran(store: Store) -> None:
    path, page = kept_while_it_ran(store, made=at(8))
    store._clock = lambda: at(10)
    store.apply(retitled(page, "e", "Written at ten"))
    path = store.backup().path
    os.utime(path, (at(8).timestamp(),) * 2)
    again, _ = restored(store, path)
    assert again.page(DATE).intervals[0].end == at(10)
    again.close()


def test_no_time_is_made_up_that_has_not_come(store: Store) -> None:
    """The stick comes from a machine whose clock is ahead."""
    path, _ = kept_while_it_ran(store, made=at(23))
    again, _ = restored(store, path, now=at(12))
    assert again.page(DATE).intervals[0].end == at(12)
    again.close()


def test_where_nothing_ran_nothing_is_written(store: Store) -> None:
    start_page(store, Entry("e", DATE, "Draft the essay"))
    path, number = store.backup().path, store.number(DATE)
    again, incoming = restored(store, path)
    assert (incoming.stopped, again.number(DATE)) == ("", number)
    again.close()


def test_what_is_moved_aside_out_of_use_has_run_until_then(store: Store) -> None:
    """Whoever takes a restore back at once has lost no time."""
    path, _ = kept_while_it_ran(store, made=at(9, 5))
    incoming = restoring.fetch(store.folder, path, clock=lambda: at(11))
    store.close()
    aside = restoring.exchange(incoming, store.folder, used=at(11))
    assert aside is not None
    assert backup.described(aside).at == at(11)
    named = aside.rename(aside.with_name("replaced-2026-11-23-110000.sqlite3"))  # by the clock of this test
    back = restoring.fetch(store.folder, named, clock=lambda: at(11, 1))
    assert back.stopped.endswith("stopped there: 23 Nov 2026, 11:00")
    back.discard()


def test_a_disk_that_takes_no_date_is_no_reason_not_to_restore(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    path, _ = kept_while_it_ran(store, made=at(9, 5))
    incoming = restoring.fetch(store.folder, path, clock=lambda: at(11))
    store.close()

    def refuses(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "utime", refuses)
    assert restoring.exchange(incoming, store.folder, used=at(11)) is not None
    again = Store.open(store.folder, head())
    assert again.running() is None
    again.close()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("2026-11-23-103000.sqlite3", at(10, 30)),
        ("replaced-2026-11-23-103000.sqlite3", at(10, 30)),
        ("replaced-2026-11-23-103000-1.sqlite3", at(10, 30)),
        ("2026-11-22.sqlite3", at(0) - dt.timedelta(seconds=1)),
        ("2026-11-23.sqlite3", at(11)),
        ("2026-11-24-103000.sqlite3", at(11)),
        ("2026-11-99-103000.sqlite3", at(11)),
        ("2026-11-23-996000.sqlite3", at(11)),
        ("planner.sqlite3", at(11)),
    ],
)
def test_a_copy_that_is_dated_anew_was_made_when_its_name_says(name: str, made: dt.datetime) -> None:
    assert made_at(name, at(11)) == made

"""What the store tells of the past: tasks of pages, carried or not, and those of imports that stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain import entries, tracking
from planner.domain.edits import Edit, Outcome, page_of
from planner.domain.entry_line import parse
from planner.domain.importing import import_history
from planner.domain.past import ImportedTask, PastTask
from planner.domain.values import Entry, Interval
from planner.store import doctor, restoring
from planner.store.problems import StoreProblem
from planner.store.store import Store
from planner.store.thinning import SEASON
from tests.store.days import DATE, an_import, at, head, imported_tasks, made, start_page
from tests.store.test_doctor import meddle

NEXT = DATE + dt.timedelta(days=1)
LATER = DATE + dt.timedelta(days=10)
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


@pytest.fixture
def clock() -> list[dt.datetime]:
    return [NOW]


@pytest.fixture
def store(data_folder: Path, clock: list[dt.datetime]) -> Iterator[Store]:
    opened = Store.open(data_folder, head(), clock=lambda: clock[0])
    yield opened
    opened.close()


def told(store: Store, today: dt.date = LATER) -> list[PastTask]:
    return list(store.past(today))


def work(entry: str, begins: int, minutes: int, date: dt.date = DATE, **more: object) -> Interval:
    """Minutes of work on an entry, from an hour of the day on."""
    start = at(begins, date=date)
    span = Interval(f"{entry}-{begins}-{date}", date, start, start + dt.timedelta(minutes=minutes), entry)
    return replace(span, **more)  # type: ignore[arg-type]


def keep(store: Store, *tasks: Entry, spans: tuple[Interval, ...] = (), date: dt.date = DATE) -> None:
    store.apply(made(page_of(head(date), tasks, (), spans)))


def test_what_was_done_is_told_with_its_guess_and_the_sum_of_its_work(store: Store) -> None:
    done = Entry("a", DATE, "Draft", state="done", estimate=45, tags=("talk",), project="Book")
    keep(store, done, spans=(work("a", 9, 20), work("a", 14, 31)))
    assert told(store) == [PastTask("a", DATE, "Draft", ("talk",), "Book", 45, 51.0)]


def test_only_ended_work_counts(store: Store) -> None:
    done = Entry("a", DATE, "Draft", state="done")
    running = Interval("r", DATE, at(16), None, "a")
    rest = work("a", 15, 30, kind="recharge")
    keep(store, done, Entry("b", DATE, "Never begun", state="done"), spans=(work("a", 9, 20), rest, running))
    assert [(task.origin, task.actual) for task in told(store)] == [("a", 20.0)]


def test_seconds_are_parts_of_a_minute(store: Store) -> None:
    keep(store, Entry("a", DATE, "Call", state="done"), spans=(work("a", 9, 2, end=at(9) + dt.timedelta(seconds=90)),))
    assert told(store)[0].actual == 1.5


def test_an_unplanned_task_has_no_guess(store: Store) -> None:
    keep(store, Entry("a", DATE, "Fire", state="done", estimate=30, unplanned=True), spans=(work("a", 9, 30),))
    assert told(store)[0].estimate is None


def test_notes_and_events_are_no_tasks(store: Store) -> None:
    keep(store, Entry("a", DATE, "Dentist", kind="event", state="done"), spans=(work("a", 9, 20),))
    assert told(store) == []


def test_what_stayed_open_or_was_dropped_has_taken_at_least_so_long(store: Store) -> None:
    keep(
        store,
        Entry("a", DATE, "Dropped", state="dropped", estimate=30),
        Entry("b", DATE, "Open", estimate=30, position=1),
        spans=(work("a", 9, 20), work("b", 11, 25)),
    )
    assert [(task.origin, task.finished) for task in told(store)] == [("a", False), ("b", False)]
    assert [task.origin for task in told(store, DATE)] == ["a"]  # the day is not over, and b may still be done


def carried(store: Store, entry_id: str, source: dt.date, target: dt.date, new: str) -> None:
    pages = store.page(source, head(source)), store.page(target, head(target))
    write(store, entries.migrate(*pages, entry_id, now=at(18, date=source), new=new))


def write(store: Store, outcome: Outcome) -> None:
    assert isinstance(outcome, Edit), outcome
    store.apply(outcome)


def test_a_carried_task_is_told_once_with_its_first_guess_and_all_its_work(store: Store) -> None:
    start_page(store, Entry("a", DATE, "Draft", estimate=60, tags=("talk",)))
    write(store, tracking.log(store.page(DATE), "a", at(9), at(9, 40), now=at(12), new="i1"))
    carried(store, "a", DATE, NEXT, "b")
    assert told(store)[0] == PastTask("b", NEXT, "Draft", ("talk",), None, 60, 40.0, finished=False)
    line = parse("Draft 20m #talk", today=NEXT)
    write(store, entries.edit_text(store.page(NEXT), "b", line, now=at(8, date=NEXT)))
    page = store.page(NEXT)
    assert page.entries[0].estimate == 20
    write(store, tracking.log(page, "b", at(9, date=NEXT), at(9, 50, NEXT), now=at(12, date=NEXT), new="i2"))
    write(store, entries.tick(store.page(NEXT), "b", now=at(13, date=NEXT)))
    assert told(store) == [PastTask("b", NEXT, "Draft", ("talk",), None, 60, 90.0)]


def test_a_guess_made_after_the_first_work_is_none(store: Store) -> None:
    keep(store, Entry("a", DATE, "Draft", state="migrated"), spans=(work("a", 9, 40),))
    keep(
        store,
        Entry("b", NEXT, "Draft", state="done", estimate=20, origin="a"),
        Entry("c", NEXT, "New", state="done", estimate=20, origin="gone", position=1),
        spans=(work("b", 9, 15, NEXT), work("c", 11, 10, NEXT)),
        date=NEXT,
    )
    assert [(task.origin, task.estimate, task.actual) for task in told(store)] == [("b", None, 55.0), ("c", 20, 10.0)]


def test_a_ring_of_origins_ends(store: Store) -> None:
    keep(
        store,
        Entry("a", DATE, "A", state="done", origin="b"),
        Entry("b", DATE, "B", state="done", origin="a", position=1),
        Entry("c", DATE, "C", state="done", origin="a", position=2),
        spans=(work("c", 9, 30),),
    )
    assert [(task.origin, task.actual) for task in told(store)] == [("c", 30.0)]


def test_a_task_in_steps_is_told_by_its_steps(store: Store) -> None:
    keep(
        store,
        Entry("a", DATE, "Essay", state="done", estimate=90),
        Entry("b", DATE, "Research", state="done", estimate=30, parent="a", position=1),
        spans=(work("a", 9, 10), work("b", 10, 35)),
    )
    assert [task.origin for task in told(store)] == ["b"]


def test_the_past_is_in_the_order_of_its_days_and_hours(store: Store) -> None:
    keep(
        store,
        *(Entry(name, DATE, name, state="done", position=n) for n, name in enumerate("ab")),
        spans=(work("a", 14, 30), work("b", 9, 30)),
    )
    keep(store, Entry("c", NEXT, "c", state="done"), spans=(work("c", 8, 5, NEXT),), date=NEXT)
    store.keep_import(an_import(), imported_tasks())
    assert [task.origin for task in told(store)] == ["imp:3", "imp:2", "imp:5", "b", "a", "c"]


# Imports


def test_an_import_is_one_deed_and_counts_while_it_stands(store: Store, data_folder: Path) -> None:
    store.keep_import(an_import(), imported_tasks())
    draft, tax = told(store)[1:]
    assert draft == PastTask(
        "imp:2", dt.date(2025, 3, 1), "Draft · черновик", ("talk", "ärger"), "Book", 25, 1_612_345 / 60_000
    )
    assert (tax.estimate, tax.actual, tax.finished) == (60, 120.0, False)
    assert store.undo_label() == "Import 3 tasks"
    store.undo()
    assert (told(store), store.redo_label()) == ([], "Import 3 tasks")
    store.daily()
    store.redo()
    assert len(told(store)) == 3
    assert [step.label for step in store.history(DATE - dt.timedelta(days=1))] == ["Import 3 tasks"] * 3
    assert store.page_at(DATE - dt.timedelta(days=1), 1).fresh


def rows(store: Store) -> int:
    with store._reading() as connection:
        return int(connection.execute("SELECT count(*) FROM past_tasks").fetchone()[0])


def test_tasks_of_an_import_that_is_gone_for_good_are_cleaned_away(store: Store, clock: list[dt.datetime]) -> None:
    store.keep_import(an_import(), imported_tasks())
    store.undo()
    start_page(store, Entry("e", DATE, "Something else"))
    assert rows(store) == 3
    store.daily()
    assert rows(store) == 0
    store.keep_import(an_import("second"), imported_tasks())
    clock[0] += SEASON + dt.timedelta(days=2)
    start_page(store, Entry("f", LATER, "Much later"), date=LATER)
    store.daily()
    assert (rows(store), len(told(store))) == (3, 3)


def test_a_new_import_takes_the_place_of_one_that_was_undone(store: Store) -> None:
    for name in ("first", "second"):
        store.keep_import(an_import(name), imported_tasks())
        store.undo()
    store.redo()
    assert [task.origin for task in told(store)] == ["second:3", "second:2", "second:5"]
    assert rows(store) == 3


def test_the_same_key_counts_once_and_the_newer_one_stands(store: Store) -> None:
    first, *others = imported_tasks()
    store.keep_import(an_import(), (first, *others))
    store.keep_import(an_import("newer", 1), (replace(first, actual_ms=9_000_000),))
    assert [task.actual for task in told(store)] == [1 / 60_000, 150.0, 120.0]
    store.undo()
    assert told(store)[1].actual == 1_612_345 / 60_000


def test_all_of_an_import_is_kept_or_nothing(store: Store) -> None:
    bad = replace(imported_tasks()[0], actual_ms=0)
    with pytest.raises(StoreProblem):
        store.keep_import(an_import(), (*imported_tasks(), bad))
    assert (store.undo_label(), rows(store), store.imported()) == (None, 0, {})


def test_a_backup_and_a_mended_copy_hold_the_imports(store: Store) -> None:
    store.keep_import(an_import(), imported_tasks())
    before = told(store)
    store.apply(made(page_of(head(), (Entry("e", DATE, "x"),))))
    kept = store.backup()
    store.close()
    meddle(store.path, f"DELETE FROM pages WHERE date = '{DATE}'")
    report = doctor.look_over(store.folder, NOW)
    assert report.mended is not None
    for name in (report.mended.name, kept.name):
        restoring.restore(store.folder, name)
        again = Store.open(store.folder, head())
        assert told(again) == before
        assert again.doctor().well
        again.close()


# What an import comes to


def task(key: str, line: int = 2, minutes: int = 30) -> ImportedTask:
    return ImportedTask(key, line, DATE, key, (), None, None, minutes * 60_000)


@pytest.mark.parametrize(
    ("tasks", "known", "words"),
    [
        ([], [], "There is no task in that file: nothing is imported."),
        ([task("a")], [task("a", line=9)], "This task is here already: nothing is imported."),
        (
            [task(str(n)) for n in range(1500)],
            [task(str(n)) for n in range(1500)],
            "These 1,500 tasks are here already: nothing is imported.",
        ),
    ],
)
def test_what_is_here_already_is_refused(tasks: list[ImportedTask], known: list[ImportedTask], words: str) -> None:
    made = import_history("a.csv", tasks, {each.key: each for each in known}, page=DATE, new="n")
    assert (getattr(made.outcome, "reason", ""), made.tasks) == (words, ())


def test_what_is_new_or_reads_otherwise_now_is_taken_over() -> None:
    known = {"a": task("a"), "b": task("b")}
    made = import_history("a.csv", [task("a"), task("b", minutes=40), task("c")], known, page=DATE, new="n")
    assert isinstance(made.outcome, Edit)
    assert [each.key for each in made.tasks] == ["b", "c"]
    assert made.outcome.label == "Import 2 tasks"
    assert made.outcome.consequences == (
        "1 task was here already",
        "1 task takes the place of what was known before",
    )

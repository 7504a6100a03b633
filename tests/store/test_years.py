"""Years of data: a read fetches what it shows and no row more, and takes as many steps after ten years as after one."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from planner.domain.edits import edit_between, page_of
from planner.domain.values import Box, Entry, Interval, Page
from planner.store import convert
from planner.store.database import FILE_NAME
from planner.store.store import Store
from tests.store.days import DATE, head

BOXES = 12
ENTRIES = 6
INTERVALS = 4
SHOWN = 1 + BOXES + ENTRIES + INTERVALS


def day(date: dt.date) -> Page:
    """A page of 12 boxes, 6 tasks (the last still open) and 4 intervals, in UTC."""
    tag = date.isoformat()
    noon = dt.datetime(date.year, date.month, date.day, 12, tzinfo=dt.UTC)
    hours = [dt.timedelta(hours=number) for number in range(INTERVALS)]
    entries = [
        Entry(f"e{n}{tag}", date, f"Task {n}", state="open" if n == ENTRIES - 1 else "done", position=n)
        for n in range(ENTRIES)
    ]
    boxes = [Box(f"b{n}{tag}", date, "work", 300 + n * 60, 45, f"e{n % ENTRIES}{tag}") for n in range(BOXES)]
    intervals = [
        Interval(f"i{n}{tag}", date, noon + hour, noon + hour * 1.5 + hours[1], f"e{n}{tag}")
        for n, hour in enumerate(hours)
    ]
    return page_of(replace(head(date), zone="UTC"), entries, boxes, intervals)


def book(folder: Path, years: int) -> Store:
    """A book that ends with DATE; its rows are put in without edits but for one a day, as plainly as can be."""
    Store.open(folder, head()).close()
    pages = [day(DATE - dt.timedelta(days=back)) for back in range(365 * years)]
    connection = sqlite3.connect(folder / FILE_NAME)
    for table, values in (
        ("pages", [page.head for page in pages]),
        ("entries", [entry for page in pages for entry in page.entries]),
        ("boxes", [box for page in pages for box in page.boxes]),
        ("intervals", [interval for page in pages for interval in page.intervals]),
    ):
        put(
            connection,
            table,
            [convert.to_row(value) | ({"length": 1440} if table == "pages" else {}) for value in values],
        )
    numbered = list(enumerate((page.date.isoformat() for page in reversed(pages)), 1))
    connection.executemany("INSERT INTO edits VALUES (?, 0, 'do', 'x', NULL, 0, '[]', 0)", [(n,) for n, _ in numbered])
    connection.executemany("INSERT INTO edit_pages (number, page) VALUES (?, ?)", numbered)
    connection.commit()
    connection.close()
    return Store.open(folder, head())


def put(connection: sqlite3.Connection, table: str, rows: list[convert.Row]) -> None:
    names = ", ".join(rows[0])
    marks = ", ".join(f":{name}" for name in rows[0])
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


@dataclass
class Cost:
    rows: int = 0
    steps: int = 0


def cost(store: Store, deed: Callable[[], Any]) -> Cost:
    """The rows that a deed fetches, and the steps that SQLite takes for it."""
    spent = Cost()

    def fetched(_: sqlite3.Cursor, row: tuple[Any, ...]) -> tuple[Any, ...]:
        spent.rows += 1
        return row

    def step() -> None:
        spent.steps += 1

    with store._reading() as connection:
        deed()  # statements are compiled the first time
        connection.row_factory = fetched
        connection.set_progress_handler(step, 1)
        deed()
        connection.set_progress_handler(None, 0)
        connection.row_factory = None
    return spent


def retitle(store: Store) -> None:
    page = store.page(DATE)
    first, *others = page.entries
    store.apply(edit_between(page, replace(page, entries=(replace(first, title=first.title + "."), *others)), "Typed"))


def retitle_and_undo(store: Store) -> None:
    retitle(store)
    store.undo()


def add_and_delete(store: Store) -> None:
    """Deleting makes SQLite look for whatever names the row that goes."""
    page = store.page(DATE)
    more = page_of(page.head, (*page.entries, Entry("new", DATE, "x", position=99)), page.boxes, page.intervals)
    store.apply(edit_between(page, more, "Added"))
    store.apply(edit_between(more, page, "Deleted"))


DEEDS: dict[str, tuple[Callable[[Store], Any], int]] = {
    "a page": (lambda store: store.page(DATE), SHOWN),
    "a page in the middle": (lambda store: store.page(DATE - dt.timedelta(days=180)), SHOWN),
    "a page that is not kept": (lambda store: store.page(DATE + dt.timedelta(days=9)), 0),
    "a week": (lambda store: store.pages(DATE - dt.timedelta(days=6), DATE), 7 * SHOWN),
    "leftovers": (lambda store: store.leftovers(DATE), 2),
    "what runs": (lambda store: store.running(), 0),
    "the words for undo and redo": (lambda store: (store.undo_label(), store.redo_label()), 1),
    "the number of a page": (lambda store: store.number(DATE), 1),
    "a page as it was": (lambda store: store.page_at(DATE, store.number(DATE)), SHOWN + 1),
    "an id by its beginning": (lambda store: store.find(f"e1{DATE}"), 1),
    "an edit": (retitle, SHOWN + 2),
    "undo": (retitle_and_undo, SHOWN + 2 + 3),
    "an entry added and deleted": (add_and_delete, SHOWN + 3),
}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Any:
    room = tmp_path_factory.mktemp("books")
    one, ten = book(room / "one", 1), book(room / "ten", 10)
    yield one, ten
    one.close()
    ten.close()


@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_is_read_but_what_is_shown(books: tuple[Store, Store], deed: str) -> None:
    one, ten = books
    do, rows = DEEDS[deed]
    small, large = cost(one, lambda: do(one)), cost(ten, lambda: do(ten))
    assert (small.rows, large.rows) == (rows, rows)
    assert 0 < large.steps <= small.steps * 1.1 + 20


def test_the_count_would_see_a_scan(books: tuple[Store, Store]) -> None:
    one, ten = books

    def scan(store: Store) -> Callable[[], Any]:
        return lambda: store._connection.execute("SELECT count(*) FROM boxes WHERE title = 'x'").fetchall()

    assert cost(ten, scan(ten)).steps > 5 * cost(one, scan(one)).steps

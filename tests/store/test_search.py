"""The lines that the store gives to a search: of all pages, from the newest back, each task on its last page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.domain.edits import page_of
from planner.domain.search import KeptLine
from planner.domain.values import Entry
from planner.store.store import Store
from tests.store.days import DATE, head, made

DAY = dt.timedelta(days=1)


@pytest.fixture
def store(data_folder: Path) -> Iterator[Store]:
    opened = Store.open(data_folder, head())
    yield opened
    opened.close()


def keep(store: Store, date: dt.date, *entries: Entry) -> None:
    store.apply(made(page_of(head(date), entries, (), ())))


def lines(store: Store) -> list[KeptLine]:
    return [line for portion in store.lines() for line in portion]


def test_an_empty_notebook_has_no_lines(store: Store) -> None:
    assert lines(store) == []


def test_lines_come_from_the_newest_page_back_over_years(store: Store) -> None:
    dates = [DATE + number * DAY for number in (0, 1, 59, 60, 61, 400, 4000)]
    for date in dates:
        keep(store, date, Entry(f"a{date}", date, f"First of {date}"), Entry(f"b{date}", date, "Second", position=1))
    found = lines(store)
    assert [line.page for line in found[::2]] == dates[::-1]
    assert [line.title for line in found[:2]] == [f"First of {dates[-1]}", "Second"]


def test_a_line_keeps_what_is_shown_of_it(store: Store) -> None:
    keep(
        store, DATE, Entry("a", DATE, "Café", tags=("talk", "été"), project="Book", state="done", unplanned=True),
        Entry("b", DATE, "Meeting", kind="event", position=1),
    )  # fmt: skip
    assert lines(store) == [
        KeptLine("a", DATE, "task", "done", "Café", ("talk", "été"), "Book", unplanned=True, written=False),
        KeptLine("b", DATE, "event", "open", "Meeting", (), None, unplanned=False, written=False),
    ]


def test_what_was_carried_over_is_found_where_it_went(store: Store) -> None:
    keep(store, DATE, Entry("a", DATE, "Draft", state="migrated"))
    keep(store, DATE + DAY, Entry("b", DATE + DAY, "Draft", state="scheduled", origin="a"))
    keep(
        store,
        DATE + 5 * DAY,
        Entry("c", DATE + 5 * DAY, "Draft", origin="b"),
        Entry("d", DATE + 5 * DAY, "x", state="dropped", position=1),
    )
    assert [(line.entry, line.page) for line in lines(store)] == [("c", DATE + 5 * DAY), ("d", DATE + 5 * DAY)]

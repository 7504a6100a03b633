"""The past of random lives, told by the database and told again from the pages alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from planner.domain.edits import Edit
from planner.domain.past import PastTask
from planner.domain.values import Entry, Page
from planner.store.store import Store
from tests.store.days import head
from tests.store.test_lives import DATES, Life, pages_of


def told_again(pages: Sequence[Page], today: dt.date) -> dict[str, PastTask]:
    """The same rule in other words: every task at the end of its way, with what it took on each page."""
    entries = {entry.id: entry for page in pages for entry in page.entries if entry.kind == "task"}
    ways = [way_to(last, entries) for last in entries.values() if last.id not in {e.origin for e in entries.values()}]
    told = {}
    for way in ways:
        last = way[-1]
        took = [seconds_on(entry, pages) for entry in way]
        steps = any(entry.parent == mine.id for mine in way for entry in entries.values())
        over = last.page < today or (last.page == today and last.state != "open")
        if any(second is not None for second in took) and over and not steps:
            guess = first_guess(way, took)
            minutes = sum(second or 0 for second in took) / 60
            args = (last.id, last.page, last.title, last.tags, last.project, guess, minutes, last.state == "done")
            told[last.id] = PastTask(*args)
    return told


def way_to(last: Entry, entries: Mapping[str, Entry]) -> list[Entry]:
    way = [last]
    while (before := entries.get(way[0].origin or "")) is not None:
        way.insert(0, before)
    return way


def seconds_on(entry: Entry, pages: Sequence[Page]) -> int | None:
    spans = [i for page in pages for i in page.intervals_of(entry.id) if i.kind == "work" and i.end is not None]
    return sum(int((i.end - i.start).total_seconds()) for i in spans if i.end is not None) if spans else None


def first_guess(way: Sequence[Entry], took: Sequence[int | None]) -> int | None:
    for entry, seconds in zip(way, took, strict=True):
        if entry.unplanned or entry.estimate is not None or seconds is not None:
            return None if entry.unplanned else entry.estimate
    return None


class Hand(Life):
    """One that works much, and in the evening, so that there is time to write down."""

    def __init__(self, store: Store, seed: int) -> None:
        super().__init__(store, seed)
        self.now += dt.timedelta(hours=9)

    def work(self) -> None:
        for deed in (self.log, self.log, self.break_down, self.log):
            outcome = deed(self.page())
            if isinstance(outcome, Edit):
                self.store.apply(outcome)


@pytest.mark.parametrize("seed", range(4))
def test_the_database_tells_what_the_pages_tell(data_folder: Path, seed: int) -> None:
    store = Store.open(data_folder, head())
    life = Hand(store, 100 + seed)
    seen = 0
    for number in range(120):
        life.step()
        life.work()
        if number == 60:
            life.now += dt.timedelta(days=1)
        for today in (*DATES, DATES[-1] + dt.timedelta(days=1)):
            told = list(store.past(today))
            assert {task.origin: task for task in told} == told_again(pages_of(store), today)
            assert [task.day for task in told] == sorted(task.day for task in told)
            seen += len(told)
    assert seen > 100
    store.close()

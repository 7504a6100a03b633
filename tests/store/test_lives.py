"""Random lives through the store: whatever the domain allows, the database takes; undone wholly, it is as at first."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.domain import arrange, entries, tracking
from planner.domain.edits import Edit, Outcome, edit_between, page_of
from planner.domain.entry_line import parse
from planner.domain.values import Page
from planner.store.store import Store
from tests.store.days import DATE, at, head

DATES = [DATE + dt.timedelta(days=day) for day in range(3)]
LINES = [
    "Draft the essay 45m #writing !1 9:30",
    "Read 3h 13:00",
    "Mail 10m !2 +Home",
    "Plan !3",
    "Sort · сортировать 🎈",
    "○ Lab 11:00-12:00",
    "- a note",
    "Call 20m",
    "Run 1h 17:30 !1",
]


class Life:
    """One person with a store and a clock, and hands that do what the dice say."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store = store
        self.chance = random.Random(seed)
        self.now = at(8)
        self.count = 0

    def new(self) -> str:
        self.count += 1
        return f"n{self.count}"

    def page(self) -> Page:
        date = self.chance.choice(DATES)
        return self.store.page(date, head(date))

    def of(self, values: tuple[object, ...]) -> str:
        return str(getattr(self.chance.choice(values), "id", "none")) if values else "none"

    def step(self) -> Outcome:
        """One deed on a page: refused, nothing, or an Edit that is then kept."""
        self.now += dt.timedelta(minutes=self.chance.randint(0, 12), milliseconds=self.chance.randint(0, 999))
        page = self.page()
        outcome = self.chance.choice(DEEDS)(self, page)
        if isinstance(outcome, Edit) and outcome.changes:
            self.store.apply(outcome)
            assert self.store.page(page.date, page.head) == outcome.applied(page)
        return outcome

    def line(self, page: Page) -> Outcome:
        line = parse(self.chance.choice(LINES), today=page.date)
        return entries.add(page, line, now=self.now, new=self.new(), new_box=self.new())

    def migrate(self, page: Page) -> Outcome:
        date = self.chance.choice(DATES)
        target = self.store.page(date, head(date))
        return entries.migrate(page, target, self.of(page.entries), now=self.now, new=self.new())

    def begin(self, page: Page) -> Outcome:
        running = self.store.running()
        return tracking.start(page, self.of(page.entries), now=self.now, new=self.new(), running=running)

    def log(self, page: Page) -> Outcome:
        begins = page.frame.at(self.chance.randrange(300, 1000))
        minutes = dt.timedelta(minutes=self.chance.randint(1, 90))
        return tracking.log(page, self.of(page.entries), begins, begins + minutes, now=self.now, new=self.new())

    def correct(self, page: Page) -> Outcome:
        begins = page.frame.at(self.chance.randrange(300, 1000))
        ends = begins + dt.timedelta(minutes=self.chance.randint(1, 90))
        return tracking.correct(page, self.of(page.intervals), begins, ends, now=self.now)

    def place(self, page: Page) -> Outcome:
        start = self.chance.randrange(0, 1500, 5)
        minutes = self.chance.choice([None, 5, 45, 180, 400])
        return arrange.place(page, self.of(page.entries), start, minutes, now=self.now, new=self.new())

    def move(self, page: Page) -> Outcome:
        return arrange.move(page, self.of(page.boxes), self.chance.randrange(0, 1500, 5), now=self.now)

    def resize(self, page: Page) -> Outcome:
        start = self.chance.randrange(0, 1400, 5)
        end = start + self.chance.randrange(5, 300, 5)
        return arrange.resize(page, self.of(page.boxes), start, end, now=self.now)

    def split(self, page: Page) -> Outcome:
        box = page.box(self.of(page.boxes))
        middle = box.start + box.minutes // 2 if box else 0
        return arrange.split(page, self.of(page.boxes), middle, now=self.now)

    def break_down(self, page: Page) -> Outcome:
        lines = [parse("One 20m", today=page.date), parse("Two 30m", today=page.date)]
        return entries.break_down(page, self.of(page.entries), lines, now=self.now, new=[self.new(), self.new()])


Deed = Callable[[Life, Page], Outcome]
DEEDS: list[Deed] = [
    *[Life.line] * 4,
    *[Life.begin] * 3,
    Life.migrate,
    Life.log,
    Life.correct,
    Life.place,
    Life.move,
    Life.resize,
    Life.split,
    Life.break_down,
    lambda life, page: entries.prioritise(page, life.of(page.entries), life.chance.choice([None, 1, 2, 3]), swap=True),
    lambda life, page: entries.tick(page, life.of(page.entries), now=life.now),
    lambda life, page: entries.untick(page, life.of(page.entries), now=life.now),
    lambda life, page: entries.tick_box(page, life.of(page.boxes), now=life.now),
    lambda life, page: entries.drop(page, life.of(page.entries), now=life.now),
    lambda life, page: entries.delete(page, life.of(page.entries), now=life.now),
    lambda life, page: tracking.stop(page, now=life.now),
    lambda life, page: tracking.erase(page, life.of(page.intervals)),
    lambda life, page: arrange.remove(page, life.of(page.boxes), now=life.now),
    lambda life, page: arrange.swap(page, life.of(page.boxes), life.of(page.boxes), now=life.now),
    lambda life, page: arrange.pin(page, life.of(page.boxes)),
    lambda life, page: arrange.join(page, life.of(page.boxes), life.of(page.boxes), now=life.now),
    lambda life, page: arrange.replan(page, now=life.now),
    lambda life, page: arrange.lay_out(page, now=life.now),
    lambda life, page: arrange.repair(page, now=life.now),
]


def pages_of(store: Store) -> tuple[Page, ...]:
    return tuple(store.page(date, head(date)) for date in DATES)


@pytest.mark.parametrize("seed", range(8))
def test_what_the_domain_allows_the_database_takes_and_gives_back(data_folder: Path, seed: int) -> None:
    store = Store.open(data_folder, head())
    life = Life(store, seed)
    kept = [outcome for outcome in (life.step() for _ in range(150)) if isinstance(outcome, Edit) and outcome.changes]
    assert len(kept) > 40
    last = pages_of(store)
    steps = 0
    while store.undo():
        steps += 1
    assert steps == len(kept)
    assert all(page.fresh and not page.entries for page in pages_of(store))
    store.close()
    store = Store.open(data_folder, head())
    while store.redo():
        steps -= 1
    assert (steps, pages_of(store)) == (0, last)
    if any(page.entries for page in last):
        busiest = max(last, key=lambda page: len(page.boxes) + len(page.intervals))
        store.apply(edit_between(busiest, page_of(busiest.head), "Cleared"))
        store.undo()
        assert pages_of(store) == last
    assert store.check() == ()
    store.close()

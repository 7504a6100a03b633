"""After a season a page keeps its first plan, what was printed and its last state; undo never reaches behind that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain.edits import Edit, edit_between, joined, with_entry, with_intervals
from planner.domain.stages import split
from planner.domain.values import Box, Entry, Interval, Page
from planner.store.problems import StoreProblem
from planner.store.store import Store
from planner.store.thinning import SEASON
from tests.store.days import DATE, a_print, at, empty, head, moved, retitled, start_page

LATER = DATE + dt.timedelta(days=200)
MORNING = dt.datetime(2026, 11, 23, 7, tzinfo=dt.UTC)


@pytest.fixture
def clock() -> list[dt.datetime]:
    return [MORNING]


@pytest.fixture
def store(data_folder: Path, clock: list[dt.datetime]) -> Iterator[Store]:
    opened = Store.open(data_folder, head(), clock=lambda: clock[0])
    yield opened
    opened.close()


def live_a_day(store: Store) -> dict[int, Page]:
    """Plan (1-3), log work (4), move things about (5-7), print (after 6), finish (8). The page after each number."""
    seen = {1: start_page(store, Entry("e", DATE, "Essay"), boxes=(Box("b", DATE, "work", 300, 60, "e"),))}

    def then(edit: Edit) -> None:
        number = store.apply(edit)
        seen[number] = store.page(DATE)

    for start in (310, 320):
        then(moved(store.page(DATE), start))
    page = store.page(DATE)
    then(edit_between(page, with_intervals(page, (Interval("i", DATE, at(9), at(10), "e"),)), "Logged"))
    for start in (330, 340, 350):
        then(moved(store.page(DATE), start))
    store.keep_print(a_print(number=6))
    then(retitled(store.page(DATE), "e", "Essay, done"))
    return seen


def test_a_page_of_this_season_is_left_alone(store: Store, clock: list[dt.datetime]) -> None:
    seen = live_a_day(store)
    clock[0] = MORNING + SEASON
    store.daily()
    assert {number: store.page_at(DATE, number) for number in seen} == seen
    assert store.undo_label() == "Retitled Essay, done"


def test_an_old_page_keeps_first_plan_prints_and_last_state(store: Store, clock: list[dt.datetime]) -> None:
    seen = live_a_day(store)
    start_page(store, Entry("f", LATER, "Newest"), date=LATER)
    clock[0] = MORNING + SEASON + dt.timedelta(days=2)
    start_page(store, Entry("g", LATER + dt.timedelta(days=1), "x"), date=LATER + dt.timedelta(days=1))
    store.daily()
    assert store.page(DATE) == seen[8]
    for number in (3, 6, 8, 100):
        assert store.page_at(DATE, number) == seen[min(number, 8)]
    for number in (1, 2, 4, 5, 7):
        with pytest.raises(StoreProblem, match="thinned out"):
            store.page_at(DATE, number)
    assert store.history(DATE) == ()
    assert store.number(DATE) == 8


def test_the_stages_of_a_thinned_page_are_what_was_left_standing(store: Store, clock: list[dt.datetime]) -> None:
    seen = live_a_day(store)
    assert [stage.page for stage in store.stages(DATE)] == list(seen.values())
    start_page(store, Entry("f", LATER, "Newest"), date=LATER)
    clock[0] = MORNING + SEASON + dt.timedelta(days=2)
    start_page(store, Entry("g", LATER + dt.timedelta(days=1), "x"), date=LATER + dt.timedelta(days=1))
    store.daily()
    stages = store.stages(DATE)
    assert [(stage.at, stage.page) for stage in stages] == [(None, seen[3]), (None, seen[6])]
    first, later = split(stages)
    assert (first, later) == (stages[0], stages[1:])


def test_undo_goes_back_to_what_was_thinned_and_no_further(store: Store, clock: list[dt.datetime]) -> None:
    live_a_day(store)
    clock[0] = MORNING + SEASON + dt.timedelta(days=2)
    store.apply(retitled(store.page(DATE), "e", "Corrected long after"))
    store.daily()
    assert store.undo_label() == "Retitled Corrected long after"
    store.undo()
    assert store.page(DATE).entries[0].title == "Essay, done"
    assert store.undo_label() is None
    assert store.undo() is None
    assert store.redo_label() == "Retitled Corrected long after"
    store.redo()
    store.daily()
    assert store.page_at(DATE, 8).entries[0].title == "Essay, done"


def test_what_is_thinned_twice_keeps_what_the_first_time_kept(store: Store, clock: list[dt.datetime]) -> None:
    seen = live_a_day(store)
    clock[0] = MORNING + SEASON + dt.timedelta(days=2)
    store.apply(retitled(store.page(DATE), "e", "Corrected"))
    corrected = store.page(DATE)
    store.daily()
    store.keep_print(replace(a_print(number=9), id="second"))
    clock[0] += 2 * SEASON
    start_page(store, Entry("f", LATER, "Newest"), date=LATER)
    store.daily()
    assert [store.page_at(DATE, number) for number in (3, 6, 9)] == [seen[3], seen[6], corrected]
    with pytest.raises(StoreProblem, match="thinned out"):
        store.page_at(DATE, 8)


def test_an_edit_over_an_old_and_a_coming_page_stays_for_the_coming_one(store: Store, clock: list[dt.datetime]) -> None:
    page = start_page(store, Entry("e", DATE, "Carried over"))
    here = edit_between(page, with_entry(page, replace(page.entries[0], state="scheduled")), "")
    there = edit_between(empty(LATER), with_entry(empty(LATER), Entry("f", LATER, "Carried over", origin="e")), "")
    number = store.apply(joined("Scheduled", here, there))
    planned = store.page(LATER)
    store.apply(retitled(planned, "f", "Changed"))
    clock[0] = MORNING + SEASON + dt.timedelta(days=2)
    store.apply(retitled(store.page(LATER), "f", "Changed again"))
    store.daily()
    assert store.page_at(LATER, number) == planned
    assert store.page_at(LATER, number - 1).fresh
    assert [step.number for step in store.history(LATER)] == [2, 3, 4]
    assert store.history(DATE) == ()
    assert store.page(DATE).entries[0].state == "scheduled"


def test_numbers_are_never_used_again(store: Store, clock: list[dt.datetime]) -> None:
    live_a_day(store)
    clock[0] = MORNING + 4 * SEASON
    store.daily()
    assert store.apply(retitled(store.page(DATE), "e", "Years later")) == 9


def test_a_page_on_which_no_work_was_recorded_has_no_first_plan_of_its_own(
    store: Store, clock: list[dt.datetime]
) -> None:
    start_page(store, Entry("e", DATE, "One"))
    for title in ("Two", "Three"):
        store.apply(retitled(store.page(DATE), "e", title))
    clock[0] = MORNING + 2 * SEASON
    start_page(store, Entry("f", LATER, "Newest"), date=LATER)
    store.daily()
    assert store.page_at(DATE, 3).entries[0].title == "Three"
    with pytest.raises(StoreProblem, match="thinned out"):
        store.page_at(DATE, 1)

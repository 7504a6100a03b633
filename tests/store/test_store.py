"""Pages and edits: what is written is read again, undone, redone, and refused as a whole."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain.edits import (
    Change,
    Edit,
    edit_between,
    joined,
    page_of,
    with_entry,
    with_intervals,
)
from planner.domain.values import Box, Entry, Interval, Page
from planner.store.problems import Conflict, StoreProblem
from planner.store.store import Store
from tests.store.days import DATE, a_print, at, empty, full_page, head, made, moved, retitled, start_page

NEXT = DATE + dt.timedelta(days=1)


def reopened(store: Store) -> Store:
    store.close()
    return Store.open(store.folder, head())


def everything(store: Store) -> list[tuple[object, ...]]:
    with store._reading() as connection:
        return [
            row
            for table in ("pages", "entries", "boxes", "intervals", "edits")
            for row in connection.execute(f"SELECT * FROM {table}")
        ]


def test_a_page_of_which_nothing_is_kept_is_fresh_under_the_given_rules(store: Store) -> None:
    assert store.page(DATE) == empty()
    assert store.page(DATE, head(capacity=100)).head.capacity == 100
    assert store.undo_label() is None
    assert store.undo() is None
    assert store.redo() is None


def test_every_field_is_read_as_it_was_written(store: Store) -> None:
    page = full_page()
    store.apply(made(page))
    assert store.page(DATE) == page
    again = reopened(store)
    assert again.page(DATE) == page
    assert [interval.start.utcoffset() for interval in again.page(DATE).intervals] == [dt.timedelta(hours=1)] * 3
    again.close()


def test_pages_are_read_from_date_to_date(store: Store) -> None:
    for days in (0, 1, 5):
        store.apply(made(full_page(DATE + dt.timedelta(days=days))))
    found = store.pages(DATE, DATE + dt.timedelta(days=4))
    assert found == (full_page(DATE), full_page(NEXT))


def test_undoing_everything_leaves_a_fresh_page_and_redoing_brings_it_back(store: Store) -> None:
    page = full_page()
    store.apply(made(page, "Made it"))
    undone = store.undo()
    assert undone is not None
    assert undone.label == "Made it"
    assert store.page(DATE).fresh
    assert (store.undo_label(), store.redo_label()) == (None, "Made it")
    redone = store.redo()
    assert redone is not None
    assert redone.applied(empty()) == page
    assert store.page(DATE) == page


def test_undo_and_redo_survive_a_restart(store: Store) -> None:
    page = start_page(store, Entry("e", DATE, "One"))
    for title in ("Two", "Three"):
        store.apply(retitled(store.page(DATE), "e", title))
    store.undo()
    store = reopened(store)
    assert (store.undo_label(), store.redo_label()) == ("Retitled Two", "Retitled Three")
    store.undo()
    store = reopened(store)
    assert store.page(DATE) == page
    store.redo()
    store.redo()
    assert store.page(DATE).entries[0].title == "Three"
    assert store.redo() is None
    store.close()


def test_a_new_deed_ends_what_could_be_redone(store: Store) -> None:
    start_page(store, Entry("e", DATE, "One"))
    store.apply(retitled(store.page(DATE), "e", "Two"))
    store.undo()
    store.apply(retitled(store.page(DATE), "e", "Other"))
    assert store.redo_label() is None
    assert store.redo() is None
    store.undo()
    assert store.redo_label() == "Retitled Other"
    store.redo()
    assert store.page(DATE).entries[0].title == "Other"


def test_an_edit_without_changes_is_not_kept(store: Store) -> None:
    start_page(store, Entry("e", DATE, "One"))
    before = everything(store)
    entry = store.page(DATE).entries[0]
    assert store.apply(Edit("Nothing")) == 1
    assert (
        store.apply(
            Edit("There and back", (Change(entry, replace(entry, title="x")), Change(replace(entry, title="x"), entry)))
        )
        == 1
    )
    assert everything(store) == before


@pytest.mark.parametrize("wrong", ["changed", "gone", "there already"])
def test_a_row_that_is_not_as_the_edit_found_it_means_that_nothing_is_written(store: Store, wrong: str) -> None:
    page = start_page(store, Entry("a", DATE, "One"), Entry("b", DATE, "Two", position=1))
    first, second = page.entries
    stale = {
        "changed": Change(replace(second, title="Never stood there"), replace(second, title="New")),
        "gone": Change(Entry("c", DATE, "Never was"), Entry("c", DATE, "New")),
        "there already": Change(None, second),
    }[wrong]
    before = everything(store)
    with pytest.raises(Conflict, match="changed somewhere else"):
        store.apply(Edit("Half", (Change(first, replace(first, title="Written first")), stale)))
    assert everything(store) == before


def test_one_edit_may_change_a_thing_twice(store: Store) -> None:
    page = start_page(store, Entry("e", DATE, "One"))
    first = retitled(page, "e", "Two")
    second = retitled(first.applied(page), "e", "Three")
    store.apply(joined("Both", first, second))
    assert store.page(DATE).entries[0].title == "Three"
    store.undo()
    assert store.page(DATE) == page


def test_ranks_are_exchanged_and_given_back(store: Store) -> None:
    page = start_page(store, *(Entry(f"e{rank}", DATE, f"Task {rank}", position=rank, rank=rank) for rank in (1, 2, 3)))
    first, second, third = page.entries
    turned = page_of(page.head, (replace(first, rank=2), replace(second, rank=3), replace(third, rank=1)))
    store.apply(edit_between(page, turned, "Turned"))
    assert store.page(DATE).entries == turned.entries
    gone = page_of(page.head, (turned.entries[0], replace(turned.entries[1], rank=1)))
    store.apply(edit_between(turned, gone, "One goes, one takes its rank"))
    store.undo()
    store.undo()
    assert store.page(DATE) == page


def test_a_timer_is_handed_over_and_back(store: Store) -> None:
    page = start_page(store, Entry("e", DATE, "One"))
    running = with_intervals(page, (Interval("z", DATE, at(9), entry="e"),))
    store.apply(edit_between(page, running, "Started"))
    assert store.running() == running.intervals[0]
    ended = replace(running.intervals[0], end=at(10))
    handed = with_intervals(page, (ended, Interval("a", DATE, at(10), entry="e")))
    store.apply(edit_between(running, handed, "Went on to another"))
    assert store.running() == handed.intervals[1]
    swapped = with_intervals(page, (replace(ended, end=None), replace(handed.intervals[1], end=at(11))))
    store.apply(edit_between(handed, swapped, "The first runs again"))
    for _ in range(2):
        store.undo()
    assert store.page(DATE) == running
    store.undo()
    assert store.running() is None


def test_a_page_is_cut_and_lengthened_with_its_boxes(store: Store) -> None:
    """29 March 2026 has 23 hours in Berlin: its last box must go before the zone may change to it, and come after."""
    short_day = dt.date(2026, 3, 29)
    long_head = replace(head(short_day), zone="UTC", day_start=0)
    short_head = replace(long_head, zone="Europe/Berlin")
    late, early = Box("b", short_day, "event", 1400, 40), Box("b", short_day, "event", 1300, 40)
    longer, shorter = page_of(long_head, (), (late,)), page_of(short_head, (), (early,))
    store.apply(made(longer))
    store.apply(edit_between(longer, shorter, "Moved house"))
    assert store.page(short_day) == shorter
    store.undo()
    assert store.page(short_day) == longer


def test_an_entry_goes_with_all_that_names_it(store: Store) -> None:
    page = full_page()
    store.apply(made(page))
    bare = page_of(page.head, page.entries[2:3])
    store.apply(edit_between(page, bare, "Cleared"))
    assert store.page(DATE) == bare
    store.undo()
    assert store.page(DATE) == page


def test_an_edit_that_would_leave_a_name_of_nothing_is_refused_whole(store: Store) -> None:
    page = full_page()
    store.apply(made(page))
    before = everything(store)
    with pytest.raises(StoreProblem, match="names what is not there"):
        store.apply(Edit("Deleted", (Change(page.entries[0], None),)))
    assert everything(store) == before
    assert store.page(DATE) == page


def test_one_edit_over_two_pages_is_one_undo(store: Store) -> None:
    page = start_page(store, Entry("e", DATE, "One"))
    here = edit_between(page, with_entry(page, replace(page.entries[0], state="migrated")), "")
    there = edit_between(empty(NEXT), with_entry(empty(NEXT), Entry("f", NEXT, "One", origin="e", migrations=1)), "")
    store.apply(joined("Migrated", here, there))
    assert store.page(NEXT).entries[0].origin == "e"
    undone = store.undo()
    assert undone is not None
    assert undone.pages == (DATE, NEXT)
    assert store.page(DATE) == page
    assert store.page(NEXT).fresh


def test_typing_in_one_field_is_one_step(store: Store) -> None:
    page = start_page(store, Entry("e", DATE, ""))
    numbers = set()
    for title in ("D", "Dr", "Dra", "Draft"):
        numbers.add(store.apply(retitled(store.page(DATE), "e", title, merge="title of e")))
    assert len(numbers) == 1
    assert store.undo_label() == "Retitled Draft"
    store.undo()
    assert store.page(DATE) == page
    store.redo()
    assert store.page(DATE).entries[0].title == "Draft"


def test_typing_that_comes_to_nothing_leaves_no_step(store: Store) -> None:
    page = start_page(store, Entry("e", DATE, "One"))
    store.apply(retitled(page, "e", "One!", merge="title"))
    store.apply(retitled(store.page(DATE), "e", "One", merge="title"))
    assert store.page(DATE) == page
    assert store.undo_label() == "Made"
    store.undo()
    store.redo()
    store.apply(retitled(store.page(DATE), "e", "Two", merge="title"))
    store.undo()
    assert store.page(DATE) == page


def test_typing_does_not_grow_over_another_deed_another_field_or_a_print(store: Store) -> None:
    start_page(store, Entry("e", DATE, "0"), Entry("f", DATE, "0", position=1))

    def type_in(entry: str, title: str) -> int:
        return store.apply(retitled(store.page(DATE), entry, title, merge=entry))

    numbers = [type_in("e", "1"), type_in("f", "1"), type_in("e", "2")]
    store.undo()
    store.redo()
    numbers.append(type_in("e", "3"))
    printed = store.number(DATE)
    numbers.append(type_in("e", "4"))
    assert len(set(numbers)) == len(numbers)
    assert store.page_at(DATE, printed).entries[0].title == "3"


def test_a_span_of_less_than_a_second_is_kept_as_one(store: Store) -> None:
    page = start_page(store, Entry("e", DATE, "One"))
    start = at(9).replace(microsecond=100_000)
    quick = Interval("i", DATE, start, start + dt.timedelta(milliseconds=300), "e")
    store.apply(edit_between(page, with_intervals(page, (quick,)), "Quick"))
    kept = store.page(DATE).intervals[0]
    assert (kept.start, kept.end) == (at(9), at(9) + dt.timedelta(seconds=1))
    store.apply(Edit("Erased, as the hand that wrote it remembers it", (Change(quick, None),)))
    assert store.page(DATE) == page


def test_leftovers_are_the_open_tasks_of_the_last_page_that_has_any(store: Store) -> None:
    assert store.leftovers(DATE) == ()
    open_task = Entry("open", DATE, "Still open", position=2)
    start_page(store, open_task, Entry("b", DATE, "Done", state="done"), Entry("c", DATE, "Note", kind="note"))
    start_page(store, Entry("d", NEXT, "Dropped", state="dropped"), date=NEXT)
    assert store.leftovers(NEXT + dt.timedelta(days=3)) == (open_task,)
    assert store.leftovers(DATE) == ()


def test_prints_are_kept_once_and_read_newest_first(store: Store) -> None:
    first = a_print()
    later = replace(a_print(print_id="print-2"), at=first.at + dt.timedelta(hours=1))
    store.keep_print(first)
    store.keep_print(later)
    store.keep_print(replace(first, file="/tmp/other.pdf"))
    assert store.prints() == (later, replace(first, file="/tmp/other.pdf"))
    assert store.print_with("print-2") == later
    assert store.print_with("none") is None


def test_a_closed_store_says_so_and_closing_twice_is_fine(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreProblem, match="closed"):
        store.page(DATE)
    with pytest.raises(StoreProblem, match="closed"):
        store.apply(made(full_page()))
    store.warm_up()


def test_half_a_character_is_refused_in_words(store: Store) -> None:
    with pytest.raises(StoreProblem, match="half a character"):
        start_page(store, Entry("e", DATE, "\ud83d"))
    assert store.page(DATE).fresh


def test_a_number_past_all_measure_is_refused_in_words(store: Store) -> None:
    with pytest.raises(StoreProblem, match="cannot hold that"):
        start_page(store, Entry("e", DATE, "One", position=10**30))
    assert store.page(DATE).fresh


def test_a_random_history_can_be_read_at_every_number(data_folder: Path) -> None:
    """400 deeds, undone and redone by chance and over restarts, against a model of two stacks."""
    chance = random.Random(20261123)
    store = Store.open(data_folder, head())
    start_page(store, Entry("e", DATE, "0"), boxes=(Box("b", DATE, "work", 0, 30, "e"),))
    past: list[Page] = []
    future: list[Page] = []
    seen = {0: empty(), 1: store.page(DATE)}
    for step in range(2, 402):
        page = store.page(DATE)
        dice = chance.random()
        if dice < 0.3 and past:
            store.undo()
            future.append(page)
            expected = past.pop()
        elif dice < 0.5 and future:
            store.redo()
            past.append(page)
            expected = future.pop()
        else:
            edit = moved(page, (page.boxes[0].start + 5) % 900) if dice < 0.75 else retitled(page, "e", str(step))
            store.apply(edit)
            past.append(page)
            future.clear()
            expected = edit.applied(page)
        assert store.page(DATE) == expected
        seen[store.number(DATE)] = expected
        if step % 97 == 0:
            store = reopened(store)
    assert {number: store.page_at(DATE, number) for number in seen} == seen
    assert [step.number for step in store.history(DATE)] == sorted(seen)[1:]
    store.close()


def test_undo_and_redo_go_past_what_was_noted(store: Store) -> None:
    page = start_page(store, Entry("e", DATE, "One"), Entry("f", DATE, "Other", position=1))
    store.apply(retitled(page, "e", "Two"))
    store.apply(replace(retitled(store.page(DATE), "f", "Noted"), noted=True))
    assert store.undo_label() == "Retitled Two"
    store.undo()
    assert [entry.title for entry in store.page(DATE).entries] == ["One", "Noted"]
    store.apply(replace(retitled(store.page(DATE), "f", "Noted again"), noted=True))
    assert store.redo_label() == "Retitled Two"
    store.redo()
    assert [entry.title for entry in store.page(DATE).entries] == ["Two", "Noted again"]


def test_a_deed_that_something_noted_rests_on_stands_and_undo_goes_on_before_it(store: Store) -> None:
    page = start_page(store, Entry("e", DATE, "One"), Entry("f", DATE, "Other", position=1))
    store.apply(retitled(page, "f", "Before"))
    store.apply(retitled(store.page(DATE), "e", "Two"))
    store.apply(replace(retitled(store.page(DATE), "e", "Noted"), noted=True))
    with pytest.raises(Conflict, match="“Retitled Two” stands"):
        store.undo()
    assert [entry.title for entry in store.page(DATE).entries] == ["Noted", "Before"]
    assert store.undo_label() == "Retitled Before"
    store.undo()
    assert [entry.title for entry in store.page(DATE).entries] == ["Noted", "Other"]
    store.apply(retitled(store.page(DATE), "f", "After"))
    assert store.undo_label() == "Retitled After"

"""The years that benchmarks stand on: lawful, joined to each other, and with a history that undo can walk back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain import laws
from planner.domain.stages import is_begun, split
from planner.domain.values import Page
from planner.store.store import Store
from tests.lawful_days import stories
from tests.lawful_years import told_days, write_days

LAST = dt.date(2026, 11, 24)
DAYS = 120  # longer than a season, and across the end of summer time
BERLIN = "Europe/Berlin"
LATER = dt.datetime(2026, 12, 24, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("years") / "planner"
    write_days(folder, DAYS, last=LAST, zone=BERLIN)
    store = Store.open(folder)
    yield store
    store.close()


def pages_of(book: Store) -> tuple[Page, ...]:
    return book.pages(dt.date.min, dt.date.max)


def test_every_date_has_its_page_and_every_page_is_lawful(book: Store) -> None:
    pages = pages_of(book)
    assert [page.date for page in pages] == [LAST - dt.timedelta(days=ahead) for ahead in range(DAYS - 1, -1, -1)]
    assert {page.length for page in pages} == {24 * 60, 25 * 60}
    assert [page.date for page in pages if not laws.is_lawful(page, LATER)] == []
    today = pages[-1]
    assert laws.is_lawful(today, today.frame.at(0))
    assert today.boxes
    assert not today.intervals


def test_what_a_life_has_is_there(book: Store) -> None:
    pages = pages_of(book)
    entries = [entry for page in pages for entry in page.entries]
    boxes = [box for page in pages for box in page.boxes]
    assert {entry.kind for entry in entries} == {"task", "event", "note"}
    assert {entry.state for entry in entries} >= {"open", "done", "migrated"}
    assert {entry.rank for entry in entries} == {None, 1, 2, 3}
    assert {box.kind for box in boxes} == {"work", "recharge", "event"}
    assert any(box.auto for box in boxes)
    assert any(box.pinned for box in boxes)
    assert any(entry.parent for entry in entries)
    assert any(entry.tags for entry in entries)
    assert len({entry.title for entry in entries}) > 100
    assert {interval.kind for page in pages for interval in page.intervals} == {"work", "recharge", "meditation"}
    assert {remark.kind for page in pages for remark in page.remarks} == {"postponed", "left", "feeling"}
    assert 11 < len(boxes) / DAYS < 13
    assert sum(len(page.intervals) for page in pages) > 5 * DAYS


def test_what_was_carried_over_is_the_same_task_on_the_day_before(book: Store) -> None:
    pages = {page.date: page for page in pages_of(book)}
    carried = [entry for page in pages.values() for entry in page.entries if entry.origin]
    assert len(carried) > DAYS / 4
    for entry in carried:
        before = pages[entry.page - dt.timedelta(days=1)].entry(entry.origin)
        assert before is not None
        assert (before.title, before.state) == (entry.title, "migrated")


def test_nothing_is_out_of_order_in_the_file(book: Store) -> None:
    assert book.check() == ()
    assert book.doctor().findings == ()


def test_undo_walks_back_over_days(book: Store) -> None:
    before = book.page(LAST - dt.timedelta(days=3))
    for _ in range(150):
        assert book.undo() is not None
    assert book.page(LAST).fresh
    assert book.page(before.date) != before
    for _ in range(150):
        assert book.redo() is not None
    assert book.page(before.date) == before


def test_every_page_has_a_history_that_begins_with_nothing_of_it(book: Store) -> None:
    for page in pages_of(book):
        steps = book.history(page.date)
        assert len(steps) >= 1
        first = book.page_at(page.date, steps[0].number - 1)
        assert first.fresh
        assert book.page_at(page.date, steps[-1].number) == page


def test_the_stages_of_a_page_are_what_each_step_left(book: Store) -> None:
    for date in (LAST, LAST - dt.timedelta(days=3), LAST - dt.timedelta(days=DAYS - 1)):
        steps, stages = book.history(date), book.stages(date)
        assert [stage.at for stage in stages] == [step.at for step in steps]
        assert [stage.page for stage in stages] == [book.page_at(date, step.number) for step in steps]
    assert book.stages(LAST + dt.timedelta(days=9)) == ()


def test_the_first_plan_is_the_page_before_it_was_lived(book: Store) -> None:
    plan, later = split(book.stages(LAST - dt.timedelta(days=3)))
    assert plan is not None
    assert plan.page.boxes
    assert not is_begun(plan.page)
    assert is_begun(later[0].page)


def test_the_record_keeps_to_wall_time_on_both_sides_of_a_clock_change(book: Store) -> None:
    pages = {page.date: page for page in pages_of(book)}
    offsets = {interval.start.utcoffset() for page in pages.values() for interval in page.intervals}
    assert offsets == {dt.timedelta(hours=1), dt.timedelta(hours=2)}
    for page in pages.values():
        for interval in page.intervals:
            assert 0 <= page.frame.minute(interval.start) < page.length
            assert interval.start.utcoffset() == page.frame.at(page.frame.minute(interval.start)).utcoffset()


def test_the_same_seed_tells_the_same_days() -> None:
    first, again, other = ([day.page() for day in told_days(9, last=LAST, seed=seed)] for seed in (1, 1, 2))
    assert first == again
    assert [replace(page.head, date=LAST) for page in first] == [replace(page.head, date=LAST) for page in other]
    assert first != other


def test_the_stories_differ() -> None:
    plans = [tuple((box.start, box.minutes, box.kind) for box in story.end.boxes) for story in stories(1)]
    assert len(set(plans)) == len(plans)


def test_a_folder_that_has_a_planner_is_not_filled(tmp_path: Path) -> None:
    write_days(tmp_path / "planner", 2, last=LAST)
    with pytest.raises(Exception, match="UNIQUE"):
        write_days(tmp_path / "planner", 2, last=LAST)

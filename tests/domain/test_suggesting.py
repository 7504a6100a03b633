"""What the curtain says: what to do away from the screen and where to go on, what lies behind, what waits."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.domain import entries, tracking
from planner.domain.suggesting import behind, next_box, suggested, with_another_place
from planner.domain.values import Page
from tests.domain.a_day import EMPTY, at, done, page_with

WALK = "Walk around the block."


def minute(clock: str) -> int:
    return EMPTY.frame.minute(at(clock))


def waiting(page: Page, clock: str) -> str | None:
    box = next_box(page, minute(clock))
    return page.title_of(box) if box else None


def worked(page: Page, entry_id: str, begins: str, ends: str) -> Page:
    page = done(tracking.start(page, entry_id, now=at(begins), new=f"i{begins}")).applied(page)
    return done(tracking.stop(page, now=at(ends))).applied(page)


# Something to do


def test_one_of_the_list_and_never_the_last_one_again() -> None:
    own = ["Walk.", "Stretch.", "Drink."]
    assert {suggested(own, "Walk.", salt) for salt in range(6)} == {"Stretch.", "Drink."}
    assert {suggested(own, "Gone.", salt) for salt in range(6)} == set(own)
    assert suggested(own, "Walk.", 7) == suggested(own, "Walk.", 7)


def test_a_list_of_one_is_said_again() -> None:
    assert suggested(["Walk."], "Walk.", 3) == "Walk."


# Somewhere else


def test_after_two_boxes_at_one_place_another_is_suggested() -> None:
    page = page_with("Read 30m 9:00 @Library", "Write 30m 9:30 @library")
    assert with_another_place(WALK, page, minute("10:00")) == f"{WALK} Then go on somewhere else than library."


def test_parts_of_one_task_are_boxes_too() -> None:
    page = page_with("Read 3h 9:00 @home")
    assert with_another_place(WALK, page, minute("13:00")) == f"{WALK} Then go on somewhere else than home."


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("Read 30m 9:00 @home",),
        ("Read 30m 9:00", "Write 30m 9:30"),
        ("Read 30m 9:00 @home", "Write 30m 9:30"),
        ("Read 30m 9:00 @home", "Write 30m 9:30 @Library"),
        ("Read 30m 9:00 @Library", "Write 30m 9:30 @Library", "Sort 20m 10:00 @home"),
        ("Read 30m 9:00 @home", "○ Talk 9:30-10:00 @home"),
        ("Read 30m 9:00 @home", "Write 30m 10:30 @home"),
    ],
    ids=["nothing", "one", "nowhere", "once", "two places", "moved on", "an event", "not yet"],
)
def test_else_the_suggestion_stays_as_it_is(lines: tuple[str, ...]) -> None:
    assert with_another_place(WALK, page_with(*lines), minute("10:20")) == WALK


# What lies behind


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "Time to rest."),
        (0.4, "Time to rest."),
        (1, "1 min of work is behind you."),
        (25, "25 min of work are behind you."),
        (60, "One hour of work is behind you."),
        (90, "1 h 30 of work are behind you."),
        (120, "Two hours of work are behind you."),
        (780, "13 h of work are behind you."),
    ],
)
def test_how_much_work_lies_behind(minutes: float, words: str) -> None:
    assert behind(dt.timedelta(minutes=minutes)) == words


# What waits


def test_what_waits_is_the_first_box_that_is_not_over() -> None:
    page = page_with("Read 30m 9:00", "Write 30m 10:00")
    assert waiting(page, "08:00") == "Read"
    assert waiting(page, "09:29") == "Read"
    assert waiting(page, "09:30") == "Write"
    assert waiting(page, "10:30") is None


def test_no_recharge_waits_nor_what_was_begun_or_is_done() -> None:
    page = page_with("Read 30m 9:00", "Write 30m 10:00", "Sort 30m 11:00")
    page = worked(page, "e0", "09:00", "09:10")
    assert waiting(page, "09:10") == "Write"
    page = done(entries.tick(page, "e1", now=at("09:10"))).applied(page)
    assert waiting(page, "09:10") == "Sort"
    long = page_with("Read 4h 9:00")
    assert long.boxes[1].kind == "recharge"
    assert next_box(long, long.boxes[1].start) == long.boxes[2]


def test_an_event_waits_until_it_is_over() -> None:
    page = page_with("○ Talk 9:00-10:00", "Write 30m 10:00")
    assert waiting(page, "09:59") == "Talk"
    assert waiting(page, "10:00") == "Write"

"""One day: how the three fared, plan beside actual, the layers, and the evening."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.edits import with_boxes
from planner.domain.stages import Stage
from planner.domain.values import Page
from planner.review.blocks import day_blocks
from planner.review.evening import evening_of
from planner.review.layers import layers_of
from planner.review.priorities import priorities_of
from tests.review.days import DAY, LATE, ONE, at, box, minute, page, span, task


def test_the_three_of_a_day_and_what_became_of_them() -> None:
    plan = page(task("a", rank=1), task("b", rank=2), task("c", rank=3))
    now = page(task("a", rank=1, state="done"), task("b", state="migrated"), task("c", state="dropped"))
    found = priorities_of([now], {DAY: plan})
    assert [slot.fate for slot in found.days[0].slots] == ["done", "moved", "dropped"]
    assert found.days[0].slots[1].title == "B"
    sentence = found.sentence()
    assert sentence is not None
    assert sentence.words == "You did 1 of 3 priorities; 1 moved to another day, 1 dropped."


def test_without_a_first_plan_only_what_still_holds_its_rank_is_told() -> None:
    found = priorities_of([page(task("a", rank=2), task("b", state="migrated"))])
    assert [slot.fate for slot in found.days[0].slots] == ["none", "open", "none"]


def test_a_task_that_only_lost_its_rank_leaves_the_place_free() -> None:
    plan = page(task("a", rank=1))
    assert priorities_of([page(task("a"))], {DAY: plan}).chosen == 0
    assert priorities_of([page(task("a"), task("b", rank=1))], {DAY: plan}).days[0].slots[0].title == "B"


@pytest.mark.parametrize(("count", "words"), [(1, "You did the one priority."), (3, "You did all three priorities.")])
def test_all_done_in_words(count: int, words: str) -> None:
    found = priorities_of([page(*(task(f"t{rank}", rank=rank, state="done") for rank in range(1, count + 1)))])
    sentence = found.sentence()
    assert sentence is not None
    assert sentence.words == words
    assert priorities_of([page()]).sentence() is None


def test_plan_and_record_stand_on_one_axis() -> None:
    day = page(
        task("draft", estimate=60, state="done"),
        task("scanner", unplanned=True),
        box("b", "work", "09:00-10:00", entry="draft"),
        box("r", "recharge", "10:00-10:30"),
        span("work", "09:10-10:00", "draft"),
        span("work", "10:03-10:20", "draft"),
        span("recharge", "10:20-10:50"),
        span("work", "11:00-11:10", "scanner"),
    )
    blocks = day_blocks(day, LATE)
    assert (blocks.clock(blocks.opens), blocks.clock(blocks.closes)) == ("08:00", "18:00")
    assert [(b.kind, blocks.clock(b.start), b.minutes, b.title, b.done) for b in blocks.planned] == [
        ("work", "09:00", 60, "Draft", True),
        ("recharge", "10:00", 30, "Recharge", False),
    ]
    assert [(b.kind, blocks.clock(b.start), b.minutes, b.title, b.over, b.unplanned) for b in blocks.happened] == [
        ("work", "09:10", 70, "Draft", True, False),
        ("recharge", "10:20", 30, "Recharge", False, False),
        ("work", "11:00", 10, "Scanner", False, True),
    ]


def stage(clock: str, of: Page, *boxes: tuple[str, str], recorded: bool = False) -> Stage:
    made = with_boxes(of, [box(name, "work", times, entry="a") for name, times in boxes])
    return Stage(at(clock), made if recorded else replace(made, intervals=()))


def worked_day() -> Page:
    return page(task("a", estimate=60), span("work", "09:00-10:00", "a"))


def test_layers_are_the_first_plan_the_redraws_and_what_happened() -> None:
    day = worked_day()
    stages = [
        stage("07:00", day, ("x", "9:00-10:00")),
        stage("07:30", day, ("x", "9:00-10:00"), ("y", "11:00-12:00")),
        stage("09:00", day, ("x", "9:00-10:00"), ("y", "11:00-12:00"), recorded=True),
        stage("10:38", day, ("x", "9:00-10:00"), ("y", "11:30-12:30"), recorded=True),
        stage("10:40", day, ("x", "9:00-10:00"), ("y", "12:00-13:00"), recorded=True),
        stage("14:10", day, ("x", "9:00-10:00"), ("y", "15:00-16:00"), recorded=True),
    ]
    layers = layers_of(stages[-1].page, stages, LATE)
    assert [layer.label for layer in layers.columns] == ["First plan", "10:40", "14:10", "What happened"]
    assert [[block.start for block in layer.blocks] for layer in layers.columns] == [
        [minute("9:00"), minute("11:00")],
        [minute("9:00"), minute("12:00")],
        [minute("9:00"), minute("15:00")],
        [minute("9:00")],
    ]
    assert [block.past for block in layers.columns[2].blocks] == [True, False]


def test_a_box_that_grows_while_it_runs_draws_no_plan() -> None:
    day = worked_day()
    stages = [
        stage("07:00", day, ("x", "9:00-10:00"), ("y", "11:00-12:00")),
        stage("10:20", day, ("x", "9:00-10:20"), ("y", "11:00-12:00"), recorded=True),
        stage("11:05", day, ("x", "9:00-10:10"), ("y", "11:00-12:00"), recorded=True),
    ]
    assert [layer.label for layer in layers_of(day, stages, LATE).columns] == ["First plan", "What happened"]


def test_of_many_redraws_the_nearest_are_told_as_one() -> None:
    day, clocks = worked_day(), ("10:00", "11:00", "11:30", "15:00")
    redraws = [stage(clock, day, ("x", f"{17 + n}:00-{18 + n}:00"), recorded=True) for n, clock in enumerate(clocks)]
    stages = [stage("07:00", day, ("x", "9:00-10:00")), *redraws]
    labels = [layer.label for layer in layers_of(day, stages, LATE).columns]
    assert labels == ["First plan", "11:30", "15:00", "What happened"]


def test_a_day_whose_history_is_thinned_keeps_its_first_plan() -> None:
    day = worked_day()
    kept = replace(stage("07:00", day, ("x", "9:00-10:00")), at=None)
    layers = layers_of(stage("09:00", day, ("x", "12:00-13:00"), recorded=True).page, [kept], LATE)
    assert [layer.label for layer in layers.columns] == ["First plan", "What happened"]
    assert layers.columns[0].blocks[0].start == minute("9:00")


def test_a_day_without_a_history_shows_the_page_itself() -> None:
    layers = layers_of(page(task("a"), box("x", "work", "9:00-10:00", entry="a")), [], LATE)
    assert [len(layer.blocks) for layer in layers.columns] == [1, 0]


def test_the_evening_sets_guess_beside_actual() -> None:
    day = page(
        task("bonus", estimate=30, state="done", position=1),
        task("draft", rank=1, estimate=60, state="done", position=2),
        task("budget", estimate=45, position=3),
        task("gone", estimate=20, state="dropped", position=4),
        task("scanner", unplanned=True, state="done"),
        task("lab", kind="event"),
        span("work", "09:00-10:30", "draft"),
        span("work", "11:00-11:20", "bonus"),
        span("work", "12:00-12:15", "scanner"),
    )
    evening = evening_of(day, LATE)
    assert [(row.title, row.estimate, row.actual, row.done) for row in evening.planned] == [
        ("Draft", 60, 90, True),
        ("Bonus", 30, 20, True),
        ("Budget", 45, 0, False),
        ("Gone", 20, 0, False),
    ]
    assert [row.title for row in evening.unplanned] == ["Scanner"]
    assert [row.title for row in evening.left] == ["Budget"]
    assert evening.sentence().words == (
        "2 of 4 done. What is done took 1 h 50, guessed 1 h 30. One done, though not planned. One left. One dropped."
    )


def test_what_was_carried_over_is_said_as_such() -> None:
    day = page(task("a", state="migrated"), task("b", state="scheduled"), task("c", state="done"))
    assert evening_of(day, LATE).sentence().words == "1 of 3 done. Two carried over."


def test_an_empty_evening_says_so() -> None:
    assert evening_of(page(), LATE).sentence().words == "Nothing was planned, and nothing is on record."
    assert evening_of(page(task("a"), date=DAY + ONE), LATE).sentence().words == "0 of 1 done. One left."

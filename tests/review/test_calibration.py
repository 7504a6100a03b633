"""Whether the ranges held, by playing the past again."""

from __future__ import annotations

from random import Random

from planner.domain.past import PastTask
from planner.estimate import Estimator, Task
from planner.estimate.wording import ends
from planner.review import Span, calibration_of
from planner.review.calibration import NEWEST
from tests.review.days import DAY, ONE, past

WEEK = Span.of("week", DAY)


def life(count: int, seed: int = 1) -> list[PastTask]:
    """Tasks of ten days that end on DAY, over and under their guess at random."""
    random, tasks = Random(seed), []
    for number in range(count):
        guess = random.choice((15, 30, 60))
        tasks.append(past(guess, guess * random.lognormvariate(0.1, 0.4), day=DAY - (9 - number * 10 // count) * ONE))
    return tasks


def test_each_task_is_forecast_by_what_came_before_it_alone() -> None:
    tasks, estimator, held = life(200), Estimator(), 0
    for one in tasks:
        task = Task(one.estimate, one.title, one.tags, one.day)
        if one.day in WEEK:
            low, high = ends(estimator.predict(task))
            held += low <= round(one.actual) <= high
        estimator.observe(task, one.actual)
    found = calibration_of(tasks, WEEK)
    assert (found.n, found.held) == (20, held)
    assert found.held + found.below + found.above == found.n


def test_what_comes_after_the_span_changes_nothing() -> None:
    tasks = life(200)
    later = [past(30, 3000, day=WEEK.last + ONE) for _ in range(50)]
    assert calibration_of([*tasks, *later], WEEK) == calibration_of(tasks, WEEK)


def test_the_words_say_how_many_held_and_claim_nothing_of_few() -> None:
    month = Span.between(DAY - 30 * ONE, DAY)
    found = calibration_of(life(300), month)
    sentence = found.sentence()
    assert sentence is not None
    assert sentence.words == f"Of your 80 % ranges, {found.percent} % held ({found.n} boxes)."
    assert 60 < found.percent <= 100
    few = calibration_of(life(40), WEEK).sentence()
    assert few is not None
    assert few.words == "80 % ranges: 4 boxes, too few to say how many hold."
    assert calibration_of([], WEEK).sentence() is None


def test_the_first_task_of_all_had_no_range() -> None:
    assert calibration_of([past(30, 30)], WEEK).n == 0


def test_only_the_newest_two_thousand_are_forecast() -> None:
    found = calibration_of(life(NEWEST + 500), Span.between(DAY - 30 * ONE, DAY))
    assert found.n == NEWEST


def test_unfinished_and_endless_tasks_are_no_judges() -> None:
    tasks = [*life(200), past(30, 400, finished=False), past(30, float("nan")), past(30, float("inf")), past(30, -1)]
    assert calibration_of(tasks, WEEK).n == calibration_of(life(200), WEEK).n

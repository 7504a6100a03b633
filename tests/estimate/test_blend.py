"""The whole past and the last of it: who is heard when a person has changed, and when not."""

from __future__ import annotations

import math
import random

import pytest

from planner.estimate import Estimator, Task
from planner.estimate.blend import LATELY, Blend, Lately
from planner.estimate.estimator import KIND_TRUSTS, RATIO_TRUSTS, ratio_prior
from planner.estimate.sample import Mixture, cell_of, size_of

DOUBLE, SIZE, TASK = cell_of(math.log(2)), size_of(50), Task(50)


def told(*ratios: float) -> Estimator:
    estimator = Estimator()
    for ratio in ratios:
        estimator.observe(TASK, 50 * ratio)
    return estimator


def weighed(blend: Blend, task: Task, cell: int, times: int) -> None:
    for _ in range(times):
        blend.weigh(task, SIZE, cell)
        blend.learn(task, SIZE, [(cell, 1.0)])


def test_who_changes_from_one_day_to_the_next_is_followed() -> None:
    years, weeks = [1.0] * 1500, [2.0] * 2 * LATELY
    after = told(*years, *weeks).predict(TASK)
    assert (after.low, after.likely) == (100, 100)
    assert told(*years, *weeks[:3]).predict(TASK).low == 50


def test_who_stays_the_same_is_known_by_all_that_was() -> None:
    chance = random.Random(2)
    ratios = [chance.choice((1.0, 1.0, 0.5, 2.0)) for _ in range(1200)]
    said = told(*ratios).predict(TASK)
    assert (said.low, said.likely, said.high) == (25, 50, 100)


def test_the_last_of_the_past_forgets_what_was_before() -> None:
    lately = Lately(ratio_prior())
    for cell in [0] * 400 + [DOUBLE] * 2 * LATELY:
        lately.learn(TASK, SIZE, [(cell, 1.0)])
    mixture = lately.said(TASK, SIZE, RATIO_TRUSTS).mixture
    assert mixture.below(DOUBLE) < 0.02
    for _ in range(LATELY // 2):
        lately.learn(TASK, SIZE, [(0, 1.0)])
    assert 0.1 < lately.said(TASK, SIZE, RATIO_TRUSTS).mixture.below(DOUBLE) < 0.5


def test_what_is_known_by_its_title_is_weighed_for_itself() -> None:
    """What is titled "Report" takes twice as long, though for long nothing was but mail, as exact as never before."""
    blend, report = Blend(ratio_prior(), RATIO_TRUSTS, KIND_TRUSTS), Task(50, "Report")
    weighed(blend, report, DOUBLE, 40)
    weighed(blend, Task(50), DOUBLE, 60)
    weighed(blend, Task(50), 0, 400)
    assert blend.said(report, SIZE).basis.level == "title"
    assert blend.said(report, SIZE).mixture.at(0.5) == DOUBLE
    assert blend.said(Task(50), SIZE).mixture.at(0.1) == 0


@pytest.mark.parametrize(("cell", "share"), [(0, 0.5), (2, 0.3), (-2, 0.2), (20, 0.0)])
def test_what_is_as_estimated_is_near_to_nothing_but_itself(cell: int, share: float) -> None:
    mixture = Mixture({-1: 2.0, 0: 5.0, 1: 2.0, 5: 1.0})
    assert mixture.around(cell, 4) == pytest.approx(share)


def test_who_is_off_by_the_kind_of_a_task_is_known_by_that_at_every_size() -> None:
    """What is tagged #writing takes twice as long, whatever its size; nobody wrote for so long as now is asked."""
    chance, blend, writing = random.Random(4), Blend(ratio_prior(), RATIO_TRUSTS, KIND_TRUSTS), ("writing",)
    for _ in range(300):
        tags, size = chance.choice((writing, ("mail",))), size_of(chance.choice((10, 20, 40, 80)))
        cell = DOUBLE if tags == writing else 0
        blend.weigh(Task(50, tags=tags), size, cell)
        blend.learn(Task(50, tags=tags), size, [(cell, 1.0)])
    blend.learn(Task(50, tags=("mail",)), size_of(320), [(0, 1.0)])
    said = blend.said(Task(320, tags=writing), size_of(320))
    assert said.mixture.below(DOUBLE) < 0.1

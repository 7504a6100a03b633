"""The chance that a run is of a box: against all ways through runs and boxes, one by one."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations_with_replacement, pairwise
from math import exp, isclose
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as some

from planner.paper.reader.matching import ACROSS, AGAIN, PASSED, matched, misfit
from tests.paper.days import real_day


class Run(NamedTuple):
    start: int
    end: int
    lane: int


BOXES = real_day().boxes[:5]
RUNS = some.lists(
    some.builds(lambda start, minutes, lane: Run(start, start + minutes, lane),
                some.integers(270, 600), some.integers(5, 90), some.integers(1, 2)),
    min_size=1, max_size=4,
)  # fmt: skip


@given(RUNS, some.sets(some.sampled_from([box.id for box in BOXES])))
def test_a_chance_is_the_share_of_all_ways_that_give_the_run_to_the_box(runs: list[Run], ticked: set[str]) -> None:
    runs.sort()
    shares = [dict.fromkeys((box.id for box in BOXES), 0.0) for _ in runs]
    for way in combinations_with_replacement(range(len(BOXES)), len(runs)):
        likely = exp(-_cost(runs, way, ticked))
        for run, at in enumerate(way):
            shares[run][BOXES[at].id] += likely
    for share, match in zip(shares, matched(runs, BOXES, ticked), strict=True):
        assert isclose(match.chance, share[match.box.id] / sum(share.values()), rel_tol=1e-6)
        assert isclose(share[match.box.id], max(share.values()), rel_tol=1e-6)


def _cost(runs: list[Run], way: tuple[int, ...], ticked: set[str]) -> float:
    """What speaks against one way: the boxes of the runs by their numbers."""
    ends = [None, *(run.end for run in runs)]
    fits = sum(misfit(run, ends[at], BOXES[way[at]], ticked) for at, run in enumerate(runs))
    passed = sum(
        PASSED
        for number, box in enumerate(BOXES)
        if number not in way and box.id in ticked and box.kind != "recharge"
    )  # fmt: skip
    stays = sum(
        AGAIN if one.lane == other.lane else ACROSS
        for (one, other), (here, there) in zip(pairwise(runs), pairwise(way), strict=True)
        if here == there
    )
    return fits + passed + stays


def test_without_another_box_there_is_no_doubt() -> None:
    only = replace(BOXES[0], start=600)
    assert [match.chance for match in matched([Run(280, 300, 1)], [only], set())] == [1.0]


def test_without_boxes_or_runs_nothing_is_matched() -> None:
    assert matched([], BOXES, set()) == matched([Run(280, 300, 1)], [], set()) == []


def test_a_box_of_the_same_times_twice_leaves_it_open() -> None:
    twins = (BOXES[0], replace(BOXES[0], id="twin"))
    run = Run(BOXES[0].start, BOXES[0].end, 1)
    assert isclose(matched([run], twins, {box.id for box in twins})[0].chance, 0.5)

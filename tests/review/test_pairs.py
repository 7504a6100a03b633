"""Guess beside actual: pairs, groups, the curve, the ratio over time."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.past import PastTask
from planner.review.curve import curve_of
from planner.review.pairs import (
    By,
    chance,
    group_sentence,
    groups_of,
    overall_sentence,
    pairs_of,
    spread_of,
    telling,
    too_few_sentence,
)
from planner.review.ratios import ratio_history
from planner.review.span import Span
from planner.review.wording import FEW, quantile
from tests.review.days import DAY, ONE, past

WEEK = Span.of("week", DAY)
MONTH = Span.of("month", DAY)


@pytest.mark.parametrize("actual", [0.0, -5.0, math.nan, math.inf])
def test_what_took_no_time_that_one_can_count_is_no_pair(actual: float) -> None:
    assert pairs_of([past(30, actual)], WEEK) == ()


def test_what_nobody_guessed_or_finished_is_no_pair() -> None:
    tasks = [past(None, 30), past(0, 30), past(-5, 30), past(30, 30, finished=False), past(30, 30, day=DAY - ONE)]
    assert pairs_of(tasks, WEEK) == ()


def test_a_pair_keeps_its_task_and_says_how_many_times_its_guess_it_took() -> None:
    (pair,) = pairs_of([past(30, 45, "writing", title="Draft", project="thesis", origin="e1")], WEEK)
    assert (pair.entry, pair.title, pair.tags, pair.project, pair.ratio) == ("e1", "Draft", ("writing",), "thesis", 1.5)


def ratios(*values: float, tag: str = "writing") -> list[PastTask]:
    return [past(100, 100 * value, tag, day=DAY + number % 7 * ONE) for number, value in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            [1.0, 1.1, 1.2, 1.4, 1.4, 1.6, 1.6, 2.0],
            "takes you 1.4× your guess; half of it between 1.2 and 1.6; 8 boxes.",
        ),
        ([1.0] * 9, "takes you as long as you guess; half of it at 1.0; 9 boxes."),
        (
            [0.5, 0.6, 0.7, 0.8, 0.8, 0.9, 1.0, 1.0],
            "takes you 0.8× your guess; half of it between 0.7 and 0.9; 8 boxes.",
        ),
        ([12.0] * 8, "takes you 12× your guess; half of it at 12; 8 boxes."),
        ([1.4] * 7, "too few to say."),
        ([1.4], "too few to say."),
    ],
)
def test_a_group_says_what_it_takes_and_claims_nothing_of_few(values: list[float], words: str) -> None:
    (group,) = groups_of(pairs_of(ratios(*values), WEEK), "tag")
    few = f"Writing: {'1 box' if len(values) == 1 else f'{len(values)} boxes'}, {words}"
    assert group.sentence.words == (few if len(values) < FEW else f"Writing {words}")
    assert group.sentence.strong in words
    assert group.sentence.quiet == (len(values) < FEW)


def test_tasks_of_two_tags_stand_in_both_groups_and_those_of_none_come_last() -> None:
    tasks = [
        *[past(30, 30 + n, "mail", "home") for n in range(3)],
        past(20, 20, "mail"),
        *[past(10, 11 + n) for n in range(9)],
    ]
    groups = groups_of(pairs_of(tasks, WEEK), "tag")
    assert [(group.name, group.spread.n) for group in groups] == [("mail", 4), ("home", 3), ("", 9)]
    assert groups[2].sentence.words.startswith("Boxes without a tag take you 1.5× your guess; half of them between")
    few = too_few_sentence(groups)
    assert few is not None
    assert few.words == "Mail and Home: at most 4 boxes each, too few to say."


def test_a_group_differs_where_chance_would_hardly_do_it() -> None:
    usual = ratios(*[0.9, 1.0, 1.1] * 20, tag="mail")
    some = ratios(*[1.5] * 5, *[0.9] * 4, tag="home")
    slow = ratios(*[1.5] * 9, tag="writing")
    groups = {group.name: group for group in groups_of(pairs_of([*usual, *some, *slow], WEEK), "tag")}
    assert {name: group.differs for name, group in groups.items()} == {"mail": False, "home": False, "writing": True}
    whole = spread_of(pairs_of([*usual, *some, *slow], WEEK))
    assert [group.name for group in telling(tuple(groups.values()), whole, 2)] == ["writing"]
    assert telling(tuple(groups.values()), None, 2) == []


def test_ties_say_nothing_about_a_side() -> None:
    assert chance([1.0] * 100, 1.0) == 1.0
    assert chance([1.5] * 8, 1.0) == pytest.approx(2 / 2**8)
    assert chance([1.5] * 6 + [0.5] * 2, 1.0) == pytest.approx(2 * (1 + 8 + 28) / 2**8)


@given(st.lists(st.sampled_from([0.5, 1.0, 2.0]), max_size=500))
def test_a_chance_is_one_and_the_same_from_both_sides(values: list[float]) -> None:
    found = chance(values, 1.0)
    assert 0 <= found <= 1
    assert chance([1 / value for value in values], 1.0) == pytest.approx(found)


def test_many_ratios_are_judged_as_few_are() -> None:
    exact = sum(math.comb(200, k) for k in range(86)) / 2**199
    assert chance([2.0] * 115 + [0.5] * 85, 1.0) == pytest.approx(exact)
    assert chance([2.0] * 116 + [0.5] * 85, 1.0) == pytest.approx(0.034, abs=0.003)


def test_weeks_stand_in_their_order() -> None:
    tasks = [past(30, 30 + n, day=DAY - week * 7 * ONE) for week in range(3) for n in range(8)]
    groups = groups_of(pairs_of(tasks, Span.between(DAY - 21 * ONE, DAY)), "week")
    assert [group.name for group in groups] == ["2026-W46", "2026-W47", "2026-W48"]
    assert groups[2].sentence.words == "Week 48 took you 1.1× your guess; half of it between 1.1 and 1.2; 8 boxes."


def test_projects_group_as_tags_do() -> None:
    by: By = "project"
    groups = groups_of(pairs_of([past(30, 30, project="thesis"), past(30, 31)], WEEK), by)
    assert [group.sentence.words for group in groups] == [
        "Thesis: 1 box, too few to say.",
        "Boxes without a project: 1 box, too few to say.",
    ]


def test_the_curve_follows_a_person_who_always_takes_half_as_long_again() -> None:
    pairs = pairs_of([past(size, size * 1.5 + n / 1000) for size in (10, 20, 40, 80) for n in range(20)], WEEK)
    points = [point for point in curve_of(pairs) if point]
    assert len(points) == 24
    assert all(point.median == pytest.approx(1.5 * point.estimate, rel=0.01) for point in points)
    assert all(point.low <= point.median <= point.high for point in points)


def test_the_curve_has_a_gap_where_few_guesses_lie() -> None:
    tasks = [past(size, size + n) for size in (10, 240) for n in range(20)]
    points = curve_of(pairs_of(tasks, WEEK))
    assert points[0] is not None
    assert points[-1] is not None
    assert points[len(points) // 2] is None


def test_few_pairs_and_pairs_of_one_size() -> None:
    assert curve_of(pairs_of([past(30, 31 + n) for n in range(7)], WEEK)) == ()
    (point,) = curve_of(pairs_of([past(30, 31 + n) for n in range(9)], WEEK))
    assert point is not None
    assert point.estimate == pytest.approx(30)
    assert point.median == pytest.approx(35)


def test_a_week_shows_the_ratio_of_the_last_twelve() -> None:
    tasks = [past(30, 30 + n, day=DAY - 7 * ONE) for n in range(9)] + [past(30, 60, day=DAY)]
    history = ratio_history(tasks, WEEK)
    assert (history.words, history.unit, len(history.periods)) == ("the last 12 weeks", "week", 12)
    *before, last_week, this_week = history.periods
    assert [period.spread for period in before] == [None] * 10
    assert last_week.spread is not None
    assert this_week.spread is not None
    assert (last_week.spread.few, this_week.spread.few) == (False, True)
    assert (last_week.label, this_week.spread.median) == ("wk 47", 2.0)


def test_a_year_shows_its_months() -> None:
    history = ratio_history([past(30, 60)], Span.of("year", DAY))
    assert [period.label for period in history.periods][::11] == ["Jan", "Dec"]
    assert [period.span.first.month for period in history.periods if period.spread] == [11]
    assert len(ratio_history([], MONTH).periods) == 12


FLOATS = st.floats(1e-3, 1e6)


@given(st.lists(FLOATS, min_size=1), st.floats(0, 1))
def test_a_quantile_lies_among_its_values(values: list[float], share: float) -> None:
    ordered = sorted(values)
    found = quantile(ordered, share)
    assert ordered[0] <= found or math.isclose(ordered[0], found)
    assert found <= ordered[-1] or math.isclose(found, ordered[-1])


@given(st.lists(st.tuples(st.integers(1, 10**6), FLOATS), min_size=1, max_size=60))
def test_any_pairs_make_a_spread_in_order_and_a_curve_of_finite_points(rows: list[tuple[int, float]]) -> None:
    pairs = pairs_of([past(estimate, actual) for estimate, actual in rows], WEEK)
    spread = spread_of(pairs)
    assert spread is not None
    assert spread.quarter <= spread.median <= spread.three_quarters
    assert overall_sentence(spread).words.endswith((" boxes.", "too few to say."))
    assert group_sentence("tag", "x", spread).words.startswith("X")
    for point in filter(None, curve_of(pairs)):
        assert 0 < point.low <= point.median <= point.high < math.inf

"""What the estimator concludes from its own record, and the sums behind it."""

from __future__ import annotations

import datetime as dt
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.estimate.lateness import Lateness, Odds
from planner.estimate.record import END, FIRST, Corrections, Margins, proposed
from planner.estimate.sample import Ends, Mixture, Sample, cell_of, kernel, size_of
from planner.estimate.total import Days, Foretold

DOUBLE, HALF = cell_of(math.log(2)), cell_of(-math.log(2))
weights = st.dictionaries(st.integers(-40, 40), st.floats(0.01, 5), min_size=1)


@given(weights, st.floats(0, 1))
def test_a_share_of_a_mixture_is_where_it_is_reached(found: dict[int, float], share: float) -> None:
    mixture = Mixture(found)
    cell, whole = mixture.at(share), sum(found.values())
    assert sum(weight for each, weight in found.items() if each <= cell) >= share * whole - 1e-6
    assert mixture.below(cell) <= share + 1e-6


@given(weights, st.integers(-50, 50))
def test_what_is_left_above_a_bound_is_a_whole(found: dict[int, float], bound: int) -> None:
    shares = Mixture(found).from_cell_on(bound)
    assert sum(share for _, share in shares) == pytest.approx(1)
    assert min(cell for cell, _ in shares) >= bound


def test_a_tilt_changes_the_shares_and_nothing_within_them() -> None:
    tilted = Mixture({-2: 1.0, -1: 1.0, 0: 6.0, 1: 2.0}).tilted(0.4, 0.1)
    assert list(tilted.weights()) == pytest.approx([0.2, 0.2, 0.5, 0.1])


@given(st.lists(st.tuples(st.integers(20, 60), st.integers(-9, 9)), max_size=30), st.integers(20, 60))
def test_what_is_near_is_the_same_asked_for_early_or_late(told: list[tuple[int, int]], size: int) -> None:
    asked, fresh = Sample(), Sample()
    for each, cell in told:
        asked.near(size, 0.3)
        asked.learn(each, [(cell, 1.0)])
        fresh.learn(each, [(cell, 1.0)])
    assert asked.near(size, 0.3) == pytest.approx(fresh.near(size, 0.3))
    assert asked.near(size, 0.3).total == pytest.approx(sum(asked.near(size, 0.3).values()))


def test_the_kernel_is_a_bell_around_the_size_itself() -> None:
    counts = kernel(0.3)
    assert counts[0] == 1
    assert counts[3] == pytest.approx(math.exp(-0.5))
    assert counts[-3] == counts[3]
    assert size_of(60) - size_of(60 / math.exp(0.3)) == 3


def test_ends_are_the_outermost_outcomes_of_a_cell_and_a_tie_stays_a_tie() -> None:
    ends = Ends()
    for outcome in (0.301, 0.295, 0.304, 0.002):
        ends.see(outcome)
    assert (ends.low(10), ends.high(10)) == (0.295, 0.304)
    assert ends.middle(0) == 0


def test_margins_widen_after_too_many_beyond_and_never_narrow() -> None:
    margins = Margins()
    for _ in range(30):
        margins.learn(40, is_below=False, is_above=False)
    assert margins.shares(40) == (END, END)
    for _ in range(15):
        margins.learn(40, is_below=False, is_above=True)
    below, above = margins.shares(40)
    assert below == END
    assert above < END


def test_of_a_size_that_is_little_known_the_margins_are_wider() -> None:
    margins = Margins()
    new, _ = margins.shares(41)
    assert new < END
    for _ in range(5):
        margins.learn(40, is_below=False, is_above=False)
        assert new < margins.shares(40)[0] < END
        new = margins.shares(40)[0]
    assert margins.shares(41) == Margins().shares(41)


def test_a_large_correction_is_made_only_as_far_as_it_is_probably_nearer() -> None:
    assert proposed(Mixture({0: 0.3, DOUBLE: 0.7}), Ends(), 0.65) == pytest.approx(math.log(2), abs=0.02)
    assert proposed(Mixture({0: 0.3, DOUBLE: 0.7}), Ends(), 0.75) == 0
    assert proposed(Mixture({0: 0.45, DOUBLE: 0.55}), Ends(), 0.65) == 0
    assert proposed(Mixture({0: 0.3, HALF: 0.7}), Ends(), 0.65) == pytest.approx(-math.log(2), abs=0.02)
    assert proposed(Mixture({0: 0.3, 10: 0.1, DOUBLE: 0.6}), Ends(), 0.65) == pytest.approx(0.3)


def test_a_small_correction_needs_no_more_than_the_middle() -> None:
    assert proposed(Mixture({0: 0.45, 3: 0.55}), Ends(), 0.65) == pytest.approx(0.09)
    assert proposed(Mixture({0: 0.45, 3: 0.55}), Ends(), 0.65, small=0) == 0


def test_corrections_that_do_not_pay_are_given_up() -> None:
    corrections, mixture, ends = Corrections(), Mixture({DOUBLE: 1.0}), Ends()
    assert corrections.made(mixture, ends) == 0
    for _ in range(20):
        corrections.learn(mixture, ends, 0.69)
    assert corrections.made(mixture, ends) > 0
    for _ in range(10):
        corrections.learn(mixture, ends, 0.0)
    assert corrections.made(mixture, ends) == 0


def test_a_young_record_bears_only_what_is_nearly_certain() -> None:
    corrections, likely, small, ends = (
        Corrections(),
        Mixture({0: 0.28, DOUBLE: 0.72}),
        Mixture({0: 0.45, 3: 0.55}),
        Ends(),
    )
    for number in range(FIRST):
        assert corrections.made(likely, ends) == corrections.made(small, ends) == 0
        corrections.learn(likely, ends, 0.0 if number % 4 == 0 else 0.69)
    assert corrections.made(likely, ends) == pytest.approx(0.69)
    assert corrections.made(small, ends) == pytest.approx(0.09)


def test_how_sure_a_large_correction_must_be_follows_from_how_those_like_it_fared() -> None:
    """Two in three are promised: what is right in three of four goes on, what is right in every second is given up,
    though it has paid.
    """
    likely, ends = Mixture({0: 0.4, DOUBLE: 0.6}), Ends()
    good, bad = Corrections(), Corrections()
    for number in range(2 * FIRST):
        good.learn(likely, ends, 0.0 if number % 4 == 0 else 0.69)
        bad.learn(likely, ends, 0.3 if number % 2 else 0.69)
    assert good.made(likely, ends) == pytest.approx(0.69)
    assert bad.made(likely, ends) == 0


def test_odds_learn_how_a_feature_shifts_them() -> None:
    odds, chance = Odds(2), random.Random(3)
    assert odds.shifted(0.3, (1.0, 1.0)) == pytest.approx(0.3)
    for _ in range(600):
        feature = chance.choice((0.0, 1.0))
        odds.learn(0.3, (feature, 0.0), chance.random() < (0.7 if feature else 0.3))
    assert odds.shifted(0.3, (0.0, 0.0)) == pytest.approx(0.3)
    assert odds.shifted(0.3, (1.0, 0.0)) == pytest.approx(0.7, abs=0.08)


def test_without_a_usual_day_lateness_says_nothing() -> None:
    lateness, mixture = Lateness(), Mixture({HALF: 1.0, 0: 1.0, DOUBLE: 1.0})
    for number in range(3):
        assert lateness.tilted(mixture, dt.date(2026, 1, 1), 60) is mixture
        lateness.work(dt.date(2026, 1, 1 + number), 300)
    assert lateness.tilted(mixture, None, 60) is mixture


def test_days_of_another_size_have_no_say() -> None:
    days, foretold = Days(), Foretold(100.0, 100.0, 400.0)
    drawn = [80.0, 90.0, 100.0, 110.0, 120.0]
    assert days.corrected(foretold, 100.0, drawn) == pytest.approx(drawn)
    for number in range(30):
        days.tell(dt.date(2026, 1, 1) + dt.timedelta(days=number), Foretold(100.0, 100.0, 400.0), 130, finished=True)
    assert days.corrected(foretold, 100.0, drawn)[2] == pytest.approx(130)
    assert days.corrected(foretold, 1000.0, drawn) == pytest.approx(drawn)


def test_a_day_with_something_unfinished_is_not_learned() -> None:
    days, foretold = Days(), Foretold(100.0, 100.0, 400.0)
    for number in range(30):
        days.tell(dt.date(2026, 1, 1) + dt.timedelta(days=number), foretold, 130, finished=False)
    assert days.corrected(foretold, 100.0, [90.0, 110.0]) == pytest.approx([90, 110])

"""The estimator, told of tasks one by one."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.estimate import Estimator, Forecast, Task, Told

titles = st.sampled_from(["", "Plan", "Write chapter 3", "Write chapter 12", "كتابة التقرير", "🙂", "Mend the roof"])
tags = st.lists(st.sampled_from(["home", "work", "deep"]), max_size=3).map(tuple)
odd = st.sampled_from([0.0, -5.0, 1e6, math.nan, math.inf, -math.inf, 1e-300, 1e300])
guesses = st.none() | st.integers(-5, 600) | odd
days = st.none() | st.integers(0, 8).map(lambda n: dt.date(2026, 1, 1) + dt.timedelta(days=n))
tasks = st.builds(Task, guesses, titles, tags, days)
histories = st.lists(st.tuples(tasks, st.integers(1, 600) | odd, st.booleans()), max_size=40)


def told(history: Sequence[Told]) -> Estimator:
    estimator = Estimator()
    for task, actual, finished in history:
        estimator.observe(task, actual, finished=finished)
    return estimator


def many(count: int, task: Task, actual: float) -> list[Told]:
    return [(task, actual, True)] * count


def is_sound(said: Forecast) -> bool:
    return 0 < said.low <= said.likely <= said.high < math.inf


@given(histories, tasks)
def test_whatever_was_observed_the_forecast_is_sound(history: Sequence[Told], task: Task) -> None:
    assert is_sound(told(history).predict(task))


@given(histories, st.lists(tasks, min_size=1, max_size=6))
def test_whatever_was_observed_the_total_is_sound(history: Sequence[Told], day: list[Task]) -> None:
    assert is_sound(told(history).predict_total(day))


@given(histories, tasks)
def test_the_same_past_says_the_same_and_so_does_one_learned_at_once(history: Sequence[Told], task: Task) -> None:
    at_once = Estimator()
    at_once.learn(history)
    assert told(history).predict(task) == told(history).predict(task) == at_once.predict(task)


@given(histories, tasks)
def test_asking_changes_nothing(history: Sequence[Told], task: Task) -> None:
    asked, silent = Estimator(), Estimator()
    for each, actual, finished in history:
        asked.predict(each)
        asked.predict_total([each, task])
        for estimator in (asked, silent):
            estimator.observe(each, actual, finished=finished)
    assert asked.predict(task) == silent.predict(task)


def test_without_a_past_the_guess_stands_with_a_wide_range_and_it_is_said() -> None:
    said = Estimator().predict(Task(45, "Draft the essay"))
    assert (said.basis.level, said.basis.n, said.basis.words) == ("none", 0, "nothing yet")
    assert said.likely == 45
    assert said.low < 35
    assert said.high > 60


def test_one_task_makes_no_sharp_claim() -> None:
    said = told(many(1, Task(45, "Draft"), 45)).predict(Task(45, "Draft"))
    assert said.high - said.low > 15
    assert said.basis.words == "only 1 box"


def test_what_is_all_there_is_says_nothing_twice() -> None:
    """Three boxes of one title and tag are three boxes, not nine."""
    titled = told(many(3, Task(45, "Draft", ("work",)), 45)).predict(Task(45, "Draft", ("work",)))
    plain = told(many(3, Task(45), 45)).predict(Task(45))
    assert (titled.low, titled.high) == (plain.low, plain.high)
    assert titled.high - titled.low > 15
    assert titled.basis.words == "only 3 boxes"


def test_a_person_who_is_always_exact_gets_an_exact_range() -> None:
    said = told(many(60, Task(30, "Mail"), 30)).predict(Task(30, "Other"))
    assert (said.low, said.likely, said.high) == (30, 30, 30)
    assert (said.basis.level, said.basis.words) == ("all", "60 boxes")


def test_the_range_holds_what_was_seen_to_the_minute() -> None:
    history = [(Task(50), actual, True) for actual in (25, 50, 50, 75, 100) * 20]
    said = told(history).predict(Task(50))
    assert (said.low, said.likely, said.high) == (25, 50, 100)


def test_a_tag_that_takes_longer_has_a_higher_range() -> None:
    both = [(Task(60, tags=("mail",)), 60, True), (Task(60, tags=("writing",)), 120, True)] * 300
    mail, writing = (told(both).predict(Task(60, tags=(tag,))) for tag in ("mail", "writing"))
    assert writing.high > mail.high
    assert writing.basis.words == "300 boxes tagged #writing"


def test_of_several_tags_the_one_with_most_boxes_is_named() -> None:
    history = many(30, Task(60, tags=("deep", "work")), 60) + many(30, Task(60, tags=("work",)), 60)
    assert told(history).predict(Task(60, tags=("deep", "work"))).basis.words == "60 boxes tagged #work"


def test_numbers_alone_do_not_make_a_title_another() -> None:
    history = many(6, Task(60, "Chapter 3"), 120) + many(6, Task(60, "Mail"), 60)
    assert told(history).predict(Task(60, "chapter  12")).basis.words == "6 boxes titled like it"


def test_a_word_of_the_title_has_a_say() -> None:
    history = (
        many(300, Task(60, "Debug parser"), 120) + many(300, Task(60, "Answer mail"), 60) + many(600, Task(60), 60)
    )
    debug, mail = (told(history).predict(Task(60, f"{word} of Thursday")) for word in ("debug", "answer"))
    assert debug.high > mail.high
    assert debug.basis.words == "300 boxes with “debug”"


def test_a_word_that_stands_everywhere_has_none_but_in_a_young_past() -> None:
    other = [(Task(60, f"Fetch the {thing}"), 60, True) for thing in ("bread", "milk", "post", "paper") * 5]
    rare = [(Task(60, f"Read {thing}"), 60, True) for thing in ("news", "notes", "plans", "proofs") * 15]
    asked = Task(60, "Mend the roof")
    assert told(other[:10]).predict(asked).basis.words == "10 boxes"
    assert told(other).predict(asked).basis.words == "20 boxes"
    assert told([*other, *rare]).predict(asked).basis.words == "20 boxes with “the”"


def test_thousands_are_parted() -> None:
    assert told(many(1200, Task(30), 30)).predict(Task(30)).basis.words == "1,200 boxes"


def test_sixty_of_sixty_leave_no_doubt_and_three_leave_much() -> None:
    task = Task(60, "Write the report", ("writing",))
    alone, mixed = told(many(60, task, 90)), told([*many(60, task, 90), *many(60, Task(30, "Mail"), 30)])
    assert [(said.low, said.likely, said.high) for said in (alone.predict(task), mixed.predict(task))] == [
        (90, 90, 90)
    ] * 2
    assert told(many(3, task, 90)).predict(task).low < 60


@pytest.mark.parametrize("took", [75, 90])
def test_a_suggestion_that_was_taken_is_not_suggested_to_be_longer(took: int) -> None:
    """Until there is evidence at its own size."""
    mail = many(40, Task(30, "Mail", ("mail",)), 30)
    estimator = told([*mail, *many(40, Task(60, "Write", ("writing",)), took)])
    assert estimator.predict(Task(60, "Write", ("writing",))).likely == took
    for title in ("Write", "Draft"):
        said = estimator.predict(Task(took, title, ("writing",)))
        assert (said.low, said.likely) == (took, took)
    for _ in range(20):
        estimator.observe(Task(took, "Write", ("writing",)), 2 * took)
    assert estimator.predict(Task(took, "Write", ("writing",))).likely > took


def test_sizes_are_kept_apart() -> None:
    history = many(50, Task(30), 30) + many(50, Task(240), 120)
    estimator = told(history)
    assert estimator.predict(Task(30)).low == 30
    assert estimator.predict(Task(240)).low == 120


@pytest.mark.parametrize("actual", [0, -3, math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("finished", [True, False])
def test_what_is_no_time_is_passed_over(actual: float, finished: bool) -> None:
    estimator = told([(Task(30), actual, finished)])
    assert estimator.predict(Task(30)) == Estimator().predict(Task(30))


def test_a_slip_of_the_pen_counts_as_one_box() -> None:
    history = many(40, Task(30), 30)
    assert told([*history, (Task(30), 1e6, True)]).predict(Task(30)).high == 30


@pytest.mark.parametrize("nothing", [None, 0, -25, math.nan, math.inf])
def test_without_a_guess_the_length_is_what_such_tasks_took(nothing: float | None) -> None:
    history = many(20, Task(None, "Walk"), 40) + many(20, Task(90, "Lecture"), 95)
    estimator = told(history)
    walk, lecture = estimator.predict(Task(nothing, "Walk")), estimator.predict(Task(nothing, "Lecture"))
    assert (walk.low, walk.likely, walk.high) == pytest.approx((40, 40, 40), rel=0.02)
    assert lecture.likely == pytest.approx(95, rel=0.02)
    assert walk.basis.words == "20 boxes titled like it"


def test_without_a_guess_and_a_past_nothing_is_known() -> None:
    said = Estimator().predict(Task(None, "Walk"))
    assert said.basis.level == "none"
    assert said.high > 2 * said.low


def test_what_was_not_finished_took_at_least_so_much() -> None:
    finished = [(Task(50), actual, True) for actual in (50, 50, 50, 100) * 10]
    cut = [(Task(50), 75, False)] * 10
    without, given_short, given_censored = (
        told(finished),
        told([*finished, *many(10, Task(50), 75)]),
        told([*finished, *cut]),
    )
    assert given_censored.predict(Task(50)).high >= given_short.predict(Task(50)).high >= 75
    assert given_censored.predict(Task(50)).high >= without.predict(Task(50)).high


def test_what_was_left_at_once_says_nothing() -> None:
    history = many(30, Task(50), 50)
    estimator = told([*history, *[(Task(50), 1, False)] * 30])
    assert (estimator.predict(Task(50)).low, estimator.predict(Task(50)).high) == (50, 50)


def test_the_same_seed_draws_the_same_days() -> None:
    estimator = told(many(5, Task(50, "Read"), 75))
    day = [Task(30, "One"), Task(60, "Two"), Task(None, "Three")]
    assert estimator.draws(day, 5, seed=3) == estimator.draws(day, 5, seed=3)
    assert estimator.draws(day, 5, seed=3) != estimator.draws(day, 5, seed=4)
    assert [len(drawn) for drawn in estimator.draws(day, 5, seed=3)] == [3] * 5


def test_a_day_of_nothing_takes_nothing() -> None:
    assert Estimator().draws([], 3, seed=1) == [[], [], []]
    said = Estimator().predict_total([])
    assert (said.low, said.likely, said.high) == (0, 0, 0)


def test_a_whole_day_is_surer_than_its_tasks_added_up() -> None:
    estimator = told([(Task(50), actual, True) for actual in (25, 50, 50, 75, 100) * 20])
    day = [Task(50)] * 10
    said, one = estimator.predict_total(day), estimator.predict(Task(50))
    assert said.high - said.low < 10 * (one.high - one.low)
    assert said.low < said.likely < said.high


def test_a_guess_that_was_always_too_short_is_corrected_after_its_own_record_bears_it() -> None:
    estimator, task = Estimator(), Task(40)
    said = []
    for _ in range(40):
        said.append(estimator.predict(task).likely)
        estimator.observe(task, 80)
    assert said[:5] == [40] * 5
    assert said[-1] == pytest.approx(80)


def test_a_guess_that_is_as_often_too_long_as_too_short_stands() -> None:
    estimator = told([(Task(40), actual, True) for actual in (20, 80, 30, 60) * 50])
    assert estimator.predict(Task(40)).likely == 40


def test_late_in_a_day_whose_tasks_are_cut_then_the_range_is_lower() -> None:
    estimator = Estimator()
    for number in range(80):
        day = dt.date(2026, 1, 1) + dt.timedelta(days=number)
        for took in (60, 90, 60, 30, 30):
            estimator.observe(Task(60, day=day), took)
    day = dt.date(2026, 6, 1)
    early = estimator.predict(Task(60, day=day))
    for took in (60, 90, 60):
        estimator.observe(Task(60, day=day), took)
    late = estimator.predict(Task(60, day=day))
    assert early.high == 90
    assert late.high == 60
    assert late.low == 30


def test_a_day_is_corrected_by_how_days_of_its_size_came_out() -> None:
    """Tasks are as often too long as too short, but a day of four always ends after 200 minutes."""
    estimator = Estimator()
    for number in range(60):
        day = dt.date(2026, 1, 1) + dt.timedelta(days=number)
        for took in (25, 100, 25, 50) if number % 2 else (100, 25, 50, 25):
            estimator.observe(Task(50, day=day), took)
    said = estimator.predict_total([Task(50, day=dt.date(2026, 6, 1))] * 4)
    alone = told([(Task(50), took, True) for took in (25, 100, 25, 50) * 60]).predict_total([Task(50)] * 4)
    assert said.likely == pytest.approx(200, rel=0.05)
    assert said.high - said.low < (alone.high - alone.low) / 2


def test_what_is_left_of_a_day_is_drawn_nearly_by_itself() -> None:
    """Days of five are all cut short in their last task; of one that is left after four, they hardly tell."""
    estimator = Estimator()
    for number in range(60):
        day = dt.date(2026, 1, 1) + dt.timedelta(days=number)
        for took in (60, 60, 60, 60, 15):
            estimator.observe(Task(60, day=day), took)
    day = dt.date(2026, 6, 1)
    whole = estimator.predict_total([Task(60, day=day)] * 5)
    assert whole.likely == pytest.approx(255, rel=0.05)
    for _ in range(4):
        estimator.observe(Task(60, day=day), 60)
    assert estimator.predict_total([Task(60, day=day)]).likely == 60


def test_a_long_history_learned_at_once_says_nearly_the_same() -> None:
    history = [(Task(50, tags=("a",) if n % 3 else ("b",)), (25, 50, 50, 75, 100)[n % 5], True) for n in range(4000)]
    at_once = Estimator()
    at_once.learn(history)
    said, one_by_one = at_once.predict(Task(50, tags=("a",))), told(history).predict(Task(50, tags=("a",)))
    assert (said.low, said.likely, said.high) == (one_by_one.low, one_by_one.likely, one_by_one.high)
    assert said.basis == one_by_one.basis


def test_a_history_is_learned_in_steps_to_the_same_end() -> None:
    history = [(Task(50, f"Task {n % 7}"), (25, 50, 100)[n % 3], n % 10 > 0) for n in range(2000)]
    at_once, in_steps = Estimator(), Estimator()
    at_once.learn(history)
    assert sum(1 for _ in in_steps.learning(history)) > 500
    assert in_steps.predict(Task(50)) == at_once.predict(Task(50))

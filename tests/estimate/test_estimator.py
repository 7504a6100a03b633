"""The estimator, told of tasks one by one."""

from __future__ import annotations

from planner.estimate import Estimator, Task


def test_without_a_past_the_guess_stands_and_it_is_said() -> None:
    said = Estimator().predict(Task(45, "Draft the essay"))
    assert (said.low, said.likely, said.high) == (45, 45, 45)
    assert (said.basis.level, said.basis.n, said.basis.words) == ("none", 0, "nothing yet")


def test_the_range_is_that_of_past_ratios() -> None:
    estimator = Estimator()
    for actual in range(10, 110, 10):
        estimator.observe(Task(50, "Read"), actual)
    said = estimator.predict(Task(100, "Write"))
    assert said.low < said.likely < said.high
    assert said.basis.n == 10


def test_the_same_seed_draws_the_same_days() -> None:
    estimator = Estimator()
    estimator.observe(Task(50, "Read"), 75)
    tasks = [Task(30, "One"), Task(60, "Two")]
    assert estimator.draws(tasks, 5, seed=3) == estimator.draws(tasks, 5, seed=3)

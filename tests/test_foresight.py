"""The estimator that is kept true to the record."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from planner.domain.edits import Change, Edit
from planner.domain.past import PastTask
from planner.domain.values import Box, Entry, Interval, Picture
from planner.estimate import Task
from planner.foresight import Foresight

DAY = dt.date(2026, 11, 23)
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


class Record:
    """What a store would hold: past tasks by the id of their entry."""

    def __init__(self, count: int) -> None:
        self.tasks = {f"e{n}": past(f"e{n}") for n in range(count)}
        self.reads = 0
        self.today = DAY

    def read(self) -> list[PastTask]:
        self.reads += 1
        return list(self.tasks.values())

    def foresight(self) -> Foresight:
        return Foresight(self.read, self.tasks.get, lambda: self.today)


def past(origin: str, actual: float = 90) -> PastTask:
    return PastTask(origin, DAY, "Write", ("writing",), None, 60, actual)


def entry(name: str, **known: object) -> Entry:
    return replace(Entry(name, DAY, "Write", estimate=60, tags=("writing",)), **known)  # type: ignore[arg-type]


def counted(foresight: Foresight) -> int:
    return foresight.estimator().predict(Task(60, "Write", ("writing",), DAY)).basis.n


def test_it_learns_the_whole_record_in_steps() -> None:
    record = Record(100)
    foresight, steps = record.foresight(), 0
    assert not foresight.ready
    while foresight.step():
        steps += 1
    assert foresight.ready
    assert steps >= 5
    assert counted(foresight) == 100
    assert record.reads == 1


def test_what_is_finished_is_learned_without_reading_all_again() -> None:
    record = Record(20)
    foresight = record.foresight()
    foresight.estimator()
    record.tasks["new"] = past("new")
    foresight.keep_up(Edit("Tick", (Change(entry("new"), entry("new", state="done")),)))
    assert foresight.ready
    assert counted(foresight) == 21
    assert record.reads == 1


def test_a_picture_of_a_sheet_teaches_nothing() -> None:
    record = Record(20)
    foresight = record.foresight()
    foresight.estimator()
    foresight.keep_up(Edit("Read the sheet", (Change(None, Picture("p", DAY, NOON)),)))
    assert foresight.ready
    assert record.reads == 1


def test_a_tick_taken_back_is_unlearned() -> None:
    record = Record(20)
    foresight = record.foresight()
    foresight.estimator()
    del record.tasks["e7"]
    foresight.keep_up(Edit("Undo", (Change(entry("e7", state="done"), entry("e7")),)))
    assert not foresight.ready
    assert counted(foresight) == 19


def test_a_corrected_time_is_learned_anew() -> None:
    record = Record(20)
    foresight = record.foresight()
    before = foresight.estimator().predict(Task(60, "Write", ("writing",), DAY))
    record.tasks = {name: past(name, 120) for name in record.tasks}
    worked = Interval("i", DAY, NOON, NOON + dt.timedelta(hours=1), entry="e3")
    foresight.keep_up(Edit("Times", (Change(worked, replace(worked, end=NOON + dt.timedelta(hours=2))),)))
    assert foresight.estimator().predict(Task(60, "Write", ("writing",), DAY)).high > before.high


def test_plans_and_open_work_leave_it_as_it_is() -> None:
    foresight = Record(5).foresight()
    foresight.estimator()
    box = Box("b", DAY, "work", 300, 60, "open")
    running = Interval("i", DAY, NOON, entry="open")
    foresight.keep_up(Edit("Plan", (Change(None, entry("open")), Change(None, box), Change(None, running))))
    assert foresight.ready


def test_work_that_is_written_onto_an_earlier_page_is_learned_anew() -> None:
    record = Record(5)
    foresight = record.foresight()
    foresight.estimator()
    yesterday = DAY - dt.timedelta(days=1)
    record.tasks["open"] = past("open")
    foresight.keep_up(Edit("Log", (Change(None, Interval("i", yesterday, NOON, NOON + HOUR, "open")),)))
    assert counted(foresight) == 6


def test_another_day_has_what_was_left_open_learned() -> None:
    record = Record(5)
    foresight = record.foresight()
    foresight.estimator()
    record.today += dt.timedelta(days=1)
    record.tasks["open"] = past("open")
    foresight.keep_up(Edit("Plan", (Change(None, entry("other")),)))
    assert counted(foresight) == 6


def test_an_edit_while_it_is_being_made_begins_anew() -> None:
    record = Record(100)
    foresight = record.foresight()
    foresight.step()
    record.tasks["new"] = past("new")
    foresight.keep_up(Edit("Tick", (Change(entry("new"), entry("new", state="done")),)))
    assert counted(foresight) == 101
    assert record.reads == 2

"""The only writer: what it keeps, whom it tells, and what new settings do to today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain import entries, laws, ticks, tracking
from planner.domain.edits import Edit, Refused
from planner.domain.entry_line import parse
from planner.domain.past import ImportedTask
from planner.domain.values import Entry, new_id
from planner.estimate import Task
from planner.settings import Settings
from planner.store.problems import StoreProblem
from planner.store.store import Store
from planner.workspace import Workspace

MORNING = dt.datetime(2026, 11, 23, 7, 50, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def clock() -> dt.datetime:
    return MORNING


def opened(folder: Path) -> Workspace:
    settings = Settings()
    return Workspace(Store.open(folder, settings.head(MORNING.date(), "UTC"), clock=clock), settings, folder, clock)


@pytest.fixture
def workspace(data_folder: Path) -> Iterator[Workspace]:
    made = opened(data_folder)
    yield made
    made.close()


def add(workspace: Workspace, text: str) -> Edit:
    line = parse(text, today=workspace.today())
    edit = workspace.do(entries.add(workspace.page(), line, now=MORNING, new=new_id(), new_box=new_id()))
    assert isinstance(edit, Edit)
    return edit


def test_what_is_done_is_there_after_a_restart_and_can_still_be_undone(data_folder: Path) -> None:
    first = opened(data_folder)
    add(first, "Draft the essay 45m 9:30")
    first.close()
    again = opened(data_folder)
    assert [e.title for e in again.page().entries] == ["Draft the essay"]
    assert again.undo_label is not None
    assert "Draft the essay" in again.undo_label
    again.undo()
    assert again.page().entries == ()
    again.redo()
    assert again.page().boxes[0].minutes == 45
    again.close()


def test_listeners_hear_of_what_was_written_and_of_nothing_else(workspace: Workspace) -> None:
    heard: list[Edit] = []
    leave = workspace.subscribe(heard.append)
    edit = add(workspace, "Draft")
    assert heard == [edit]
    assert workspace.do(Edit("Nothing")) == Edit("Nothing")
    assert isinstance(workspace.do(Refused("No.")), Refused)
    assert heard == [edit]
    leave()
    workspace.undo()
    assert heard == [edit]


def test_undo_of_nothing_is_refused_in_words(workspace: Workspace) -> None:
    assert workspace.undo() == Refused("There is nothing to undo.")
    assert workspace.redo() == Refused("There is nothing to redo.")


def test_a_new_recharge_pair_shapes_today_and_can_be_undone(workspace: Workspace) -> None:
    add(workspace, "Draft the essay 90m 9:00")
    workspace.change_settings(replace(workspace.settings, limit=52, recharge=17))
    page = workspace.page()
    assert page.head.limit == 52
    assert [b.minutes for b in page.boxes] == [45, 17, 45]
    assert laws.is_lawful(page, MORNING)
    workspace.undo()
    assert [b.minutes for b in workspace.page().boxes] == [90]


def test_other_settings_leave_today_as_it_is(workspace: Workspace) -> None:
    add(workspace, "Draft the essay 90m 9:00")
    before = workspace.undo_label
    workspace.change_settings(replace(workspace.settings, zoom=150))
    assert workspace.undo_label == before


def test_a_history_is_taken_over_told_of_and_taken_back(workspace: Workspace) -> None:
    told: list[str] = []
    workspace.subscribe(lambda edit: told.append(edit.label))
    tasks = [ImportedTask(f"k{n}", n, MORNING.date(), "Mail", (), None, 600_000, 900_000) for n in range(2)]
    assert isinstance(workspace.import_history("old.csv", tasks), Edit)
    assert [(task.estimate, task.actual) for task in workspace.past()] == [(10, 15.0)] * 2
    again = workspace.import_history("old.csv", tasks)
    assert again == Refused("These 2 tasks are here already: nothing is imported.")
    asked = Task(10, "Mail")
    assert workspace.foresight.estimator().predict(asked).basis.n == 2
    workspace.undo()
    assert list(workspace.past()) == []
    assert workspace.foresight.estimator().predict(asked).basis.n == 0
    assert told == ["Import 2 tasks", "Import 2 tasks"]


def test_first_plans_are_of_the_days_that_a_priority_has_left(workspace: Workspace) -> None:
    today, tomorrow = workspace.today(), workspace.today() + dt.timedelta(days=1)
    add(workspace, "Draft 45m !1")
    assert workspace.first_plans(today, tomorrow) == {}
    planned = workspace.page()
    target = workspace.page(tomorrow)
    entry = planned.entries[0].id
    workspace.do(entries.migrate(planned, target, entry, now=MORNING, new=new_id()))
    assert [page.date for page in workspace.pages(today, tomorrow)] == [today, tomorrow]
    assert workspace.first_plans(today, tomorrow) == {today: planned}
    assert [stage.page for stage in workspace.stages(today)] == [planned, workspace.page()]


def test_what_is_put_back_from_a_backup_is_learned_anew(workspace: Workspace) -> None:
    day = MORNING.date() - dt.timedelta(days=3)
    past = [ImportedTask(f"history:{n}", n, day, "Write", (), None, 3_600_000, 5_400_000) for n in range(20)]
    workspace.import_history("old.csv", past)
    foresight, task = workspace.foresight, Task(60, "Write", (), MORNING.date())
    assert foresight.estimator().predict(task).basis.n == 20
    workspace.store.close()
    other = workspace.folder / "other"
    workspace.go_on_with(Store.open(other, workspace.store.defaults, clock=clock))
    assert foresight.estimator().predict(task).basis.n == 0
    written = add(workspace, "Write 60m").changes[-1].after
    assert isinstance(written, Entry)
    page = workspace.page()
    workspace.do(tracking.log(page, written.id, MORNING - HOUR, MORNING, now=MORNING, new=new_id()))
    workspace.do(ticks.tick(workspace.page(), written.id, now=MORNING))
    assert foresight.estimator().predict(task).basis.n == 1


def test_an_edit_stands_and_is_told_of_though_what_it_teaches_cannot_be_read(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(entry_id: str) -> None:
        raise StoreProblem("The disk failed in the middle of this.")

    written = add(workspace, "Write 60m").changes[-1].after
    assert isinstance(written, Entry)
    workspace.foresight.estimator()
    heard: list[Edit] = []
    workspace.subscribe(heard.append)
    monkeypatch.setattr(workspace.store, "past_of", fails)
    assert workspace.do(ticks.tick(workspace.page(), written.id, now=MORNING)) in heard
    assert workspace.page().entries[0].state == "done"
    assert not workspace.foresight.ready

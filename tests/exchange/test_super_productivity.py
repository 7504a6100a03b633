"""A backup of Super Productivity: its tasks that took time, archived ones too, with their tags and projects by name."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange import Problem, Unreadable
from planner.exchange.columns import guessed
from planner.exchange.history import Reading, question, read
from planner.exchange.super_productivity import table_of_backup
from planner.exchange.table import opened

TODAY = dt.date(2026, 11, 24)
MINUTE = 60_000


def task(key: str, **more: Any) -> dict[str, Any]:
    plain = {
        "id": key,
        "title": f"Task {key}",
        "subTaskIds": [],
        "timeSpentOnDay": {"2024-12-01": 25 * MINUTE},
        "timeEstimate": 30 * MINUTE,
        "isDone": True,
        "tagIds": [],
    }
    return {**plain, **more}


def backup(*tasks: dict[str, Any], **parts: Any) -> dict[str, Any]:
    def entities(*values: dict[str, Any]) -> dict[str, Any]:
        return {"ids": [value["id"] for value in values], "entities": {value["id"]: value for value in values}}

    data = {
        "task": entities(*tasks),
        "tag": entities({"id": "TODAY", "title": "Today"}, {"id": "t1", "title": "Deep work"}),
        "project": entities({"id": "INBOX_PROJECT", "title": "Inbox"}, {"id": "p1", "title": "Book"}),
    }
    archives = {name: {"task": entities(*held)} for name, held in parts.items()}
    return {"timestamp": 1733000000000, "crossModelVersion": 4.5, "data": {**data, **archives}}


def told(content: object) -> Reading:
    table = table_of_backup(json.dumps(content), "backup.json")
    return read(table, guessed(table), TODAY)


def test_tasks_are_told_with_names_for_ids() -> None:
    spent = {"2024-12-01": 10 * MINUTE, "2024-12-03": 25 * MINUTE, "2024-12-09": 0}
    reading = told(backup(task("abcdefghijkl_1", tagIds=["TODAY", "t1"], projectId="p1", timeSpentOnDay=spent)))
    (found,) = reading.tasks
    assert (found.key, found.line, found.day) == ("abcdefghijkl_1", 1, dt.date(2024, 12, 3))
    assert (found.title, found.tags, found.project) == ("Task abcdefghijkl_1", ("deep-work",), "Book")
    assert (found.estimate_ms, found.actual_ms, found.finished) == (30 * MINUTE, 35 * MINUTE, True)


def test_steps_tell_of_their_task_and_inherit_its_tags() -> None:
    parent = task("parent", subTaskIds=["step"], tagIds=["t1"], projectId="p1")
    reading = told(backup(parent, task("step", parentId="parent", isDone=False, projectId="INBOX_PROJECT")))
    (step,) = reading.tasks
    assert (step.tags, step.project, step.finished) == (("deep-work",), None, False)
    assert reading.skipped == (Problem(1, "its steps tell of it"),)


def test_archives_of_every_version_are_read_and_the_living_task_has_the_last_word() -> None:
    old = backup(
        task("live", timeSpentOnDay={"2024-12-05": MINUTE}),
        task("idle", timeSpentOnDay={}),
        archiveOld=[task("live"), task("old")],
        archiveYoung=[task("young")],
    )
    older = task("ancient")
    old["data"]["taskArchive"] = {"ids": ["ancient"], "entities": {"ancient": older}}
    reading = told(old)
    assert {each.title: each.actual_ms for each in reading.tasks} == {
        "Task live": MINUTE,
        "Task old": 25 * MINUTE,
        "Task young": 25 * MINUTE,
        "Task ancient": 25 * MINUTE,
    }
    assert [problem.why for problem in reading.skipped] == ["no time was spent on it"]


def test_a_bad_task_is_named_by_its_number() -> None:
    spent = {"2024-12-01": float("inf")}
    reading = told(backup(task("a"), task("b", title="x" * 501), task("c", timeSpentOnDay=spent)))
    assert [problem.line for problem in reading.problems] == [2, 3]


def test_the_file_may_be_the_data_alone(tmp_path: Path) -> None:
    (tmp_path / "sp.json").write_text(json.dumps(backup(task("a"))["data"]))
    table = opened(tmp_path / "sp.json")
    assert (table.kind, table.counted, question(table, guessed(table))) == ("super productivity", "task", "")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
FIELD = st.sampled_from(["timeSpentOnDay", "tagIds", "parentId", "projectId", "title", "timeEstimate", "id", "isDone"])


@given(st.dictionaries(FIELD, JSON), JSON, JSON)
def test_whatever_stands_in_it_is_read_or_refused(fields: dict[str, Any], tags: Any, archive: Any) -> None:
    content = backup(task("a"))
    content["data"]["task"]["entities"] = {"a": {**task("a"), **fields}}
    content["data"].update(tag=tags, archiveYoung=archive, taskArchive=archive)
    reading = told(content)
    assert len(reading.tasks) + len(reading.problems) + len(reading.skipped) >= 1


@given(JSON)
def test_any_other_json_is_refused(content: Any) -> None:
    with pytest.raises(Unreadable, match=r"x\.json "):
        table_of_backup(json.dumps(content), "x.json")

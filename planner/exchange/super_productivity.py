"""A backup of Super Productivity, told as a table: its tasks and archived tasks that took any time.

The file is JSON: {"data": {"task": {"entities": {ID: {title, timeEstimate, timeSpentOnDay: {DAY: ms}, isDone, tagIds,
projectId, subTaskIds, parentId}}}, "taskArchive" or "archiveYoung" and "archiveOld", "project", "tag"}}.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from planner.exchange import Problem, Unreadable
from planner.exchange.table import Row, Table

HEADER = (
    "id", "day", "title", "tags", "project", "time estimate (milliseconds)", "time spent (milliseconds)", "done",
)  # fmt: skip
WITHOUT_NAME = frozenset({"TODAY", "INBOX_PROJECT", "EM_URGENT", "EM_IMPORTANT", "KANBAN_IN_PROGRESS"})

Json = dict[str, Any]


def table_of_backup(text: str, name: str) -> Table:
    """Raises Unreadable for JSON that is no such backup."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise Unreadable(f"{name} begins like JSON and is none: export it again, or choose a CSV file.") from problem
    data = told.get("data", told) if isinstance(told, dict) else None
    if not isinstance(data, dict) or not isinstance(data.get("task"), dict):
        raise Unreadable(f"{name} is no backup of Super Productivity: choose one, or a CSV file.")
    tags, projects = _titles(data, "tag"), _titles(data, "project")
    tasks = dict(_tasks(data))
    rows, skipped = [], []
    for number, task in enumerate(tasks.values(), 1):
        days = _days(task)
        if task.get("subTaskIds"):
            skipped.append(Problem(number, "its steps tell of it"))
        elif not days:
            skipped.append(Problem(number, "no time was spent on it"))
        else:
            rows.append(Row(number, _cells(task, days, tasks, tags, projects)))
    return Table(name, "super productivity", HEADER, tuple(rows), "task", skipped=tuple(skipped))


def _entities(state: object) -> Iterator[tuple[str, Json]]:
    found = state.get("entities") if isinstance(state, dict) else None
    if isinstance(found, dict):
        yield from ((key, entity) for key, entity in found.items() if isinstance(entity, dict))


def _tasks(data: Json) -> Iterator[tuple[str, Json]]:
    """Archived first, so that a task which was taken up again is told as it stands now."""
    for name in ("archiveOld", "archiveYoung"):
        archive = data.get(name)
        yield from _entities(archive.get("task") if isinstance(archive, dict) else None)
    yield from _entities(data.get("taskArchive"))
    yield from _entities(data.get("task"))


def _titles(data: Json, name: str) -> dict[str, str]:
    return {key: str(entity.get("title", "")) for key, entity in _entities(data.get(name)) if key not in WITHOUT_NAME}


def _days(task: Json) -> dict[str, float]:
    spent = task.get("timeSpentOnDay")
    if not isinstance(spent, dict):
        return {}
    return {day: ms for day, ms in spent.items() if isinstance(ms, int | float) and ms > 0}


def _cells(
    task: Json, days: dict[str, float], tasks: dict[str, Json], tags: dict[str, str], projects: dict[str, str]
) -> tuple[str, ...]:
    parent = tasks.get(str(task.get("parentId")), {})
    tag_ids = task.get("tagIds") or parent.get("tagIds") or []
    named = [tags[str(tag)] for tag in tag_ids if str(tag) in tags] if isinstance(tag_ids, list) else []
    project = str(task.get("projectId") or parent.get("projectId") or "")
    return (
        str(task.get("id", "")),
        max(days),
        str(task.get("title", "")),
        ", ".join(named),
        projects.get(project, ""),
        str(task.get("timeEstimate") or ""),
        str(sum(days.values())),
        "yes" if task.get("isDone") else "no",
    )

"""A history taken over from another program: one Edit for all of it, and no task twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from planner.domain.edits import Change, Edit, Outcome, Refused
from planner.domain.past import ImportedTask
from planner.domain.values import HistoryImport

Known = Mapping[str, ImportedTask]


class Import(NamedTuple):
    """What an import comes to: an Edit or a Refused, and the tasks that are to be kept with the Edit."""

    outcome: Outcome
    tasks: tuple[ImportedTask, ...] = ()


def import_history(name: str, tasks: Sequence[ImportedTask], known: Known, *, page: dt.date, new: str) -> Import:
    """Take over what is not here yet. `known` are the imported tasks that count now, by their keys.

    A task whose key is known but which reads otherwise now takes the place of the older one.
    """
    if not tasks:
        return Import(Refused("There is no task in that file: nothing is imported."))
    fresh = tuple(task for task in tasks if not is_here(task, known))
    if not fresh:
        return Import(Refused(f"{_these(len(tasks))} here already: nothing is imported."))
    made = HistoryImport(new, page, name, len(fresh))
    return Import(Edit(f"Import {tasks_words(len(fresh))}", (Change(None, made),), _said(tasks, fresh, known)), fresh)


def is_here(task: ImportedTask, known: Known) -> bool:
    """Whether a task that counts already says the same."""
    found = known.get(task.key)
    return found is not None and replace(found, line=task.line) == task


def tasks_words(count: int) -> str:
    return f"{count:,} task{'' if count == 1 else 's'}"


def _these(count: int) -> str:
    return "This task is" if count == 1 else f"These {count:,} tasks are"


def _said(tasks: Sequence[ImportedTask], fresh: Sequence[ImportedTask], known: Known) -> tuple[str, ...]:
    said = []
    if here := len(tasks) - len(fresh):
        said.append(f"{tasks_words(here)} {'was' if here == 1 else 'were'} here already")
    if renewed := sum(task.key in known for task in fresh):
        said.append(f"{tasks_words(renewed)} {'takes' if renewed == 1 else 'take'} the place of what was known before")
    return tuple(said)

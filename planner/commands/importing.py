"""A history taken over from a file: read and judged beside other work, kept where the store lives."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from planner.commands import DONE, Answer, Bad, Job, Request
from planner.commands.grammar import said
from planner.commands.keeping import file_named
from planner.domain.edits import Refused
from planner.domain.importing import import_history as made_of
from planner.domain.importing import is_here, tasks_words

if TYPE_CHECKING:
    from planner.exchange import Problem
    from planner.exchange.columns import Columns
    from planner.exchange.history import Reading
    from planner.exchange.table import Table
    from planner.workspace import Workspace

    Read = tuple[Table, Columns, Reading]

Json = dict[str, Any]


def import_history(workspace: Workspace, request: Request) -> Job:
    """Read the file as a job; keep it, or only tell what would be kept."""
    if (what := request.words["history"]) != "history":
        raise Bad(f"{said(what)} cannot be imported yet: write planner import history {said(request.words['FILE'])}.")
    path, today = file_named(request, request.words["FILE"]), workspace.today()

    def work() -> Read:
        from planner.exchange import Unreadable
        from planner.exchange.columns import guessed
        from planner.exchange.history import question, read
        from planner.exchange.mapping import mapped
        from planner.exchange.table import opened

        try:
            table = opened(path)
            named = request.option("--map")
            columns = guessed(table) if named is None else mapped(table, named)
            if asked := question(table, columns):
                raise Bad(f"{asked} {_how(table, columns)}")
            return table, columns, read(table, columns, today)
        except Unreadable as problem:
            raise Bad(str(problem)) from problem

    finish = _dry_run if request.options.get("--dry-run") else _kept
    return Job(work, lambda made: finish(workspace, made))


def _how(table: Table, columns: Columns) -> str:
    if not columns.missing():
        return "Write --map dates=dmy or --map dates=mdy."
    return f"Write --map {columns.missing()}=COLUMN; it has {', '.join(map(said, table.header[:12]))}."


def _kept(workspace: Workspace, made: Read) -> Answer:
    table, _, reading = made
    if reading.problems:
        raise Bad(_refusal(table, reading.problems))
    known = workspace.store.imported()
    outcome = workspace.import_history(table.name, reading.tasks)
    if isinstance(outcome, Refused):
        raise Bad(outcome.reason)
    return Answer(DONE, _told(made, outcome.label, outcome.consequences, known, dry=False))


def _refusal(table: Table, problems: tuple[Problem, ...]) -> str:
    first, more = problems[0], len(problems) - 1
    others = (
        f" {more:,} more {table.counted}{' is' if more == 1 else 's are'} bad; --dry-run lists all." if more else ""
    )
    return f"{table.name}, {table.counted} {first.line}: {first.why}.{others} Nothing is imported."


def _dry_run(workspace: Workspace, made: Read) -> Answer:
    table, _, reading = made
    known = workspace.store.imported()
    would = made_of(table.name, reading.tasks, known, page=workspace.today(), new="")
    if reading.problems:
        counted = f"{len(reading.problems):,} {table.counted}{'' if len(reading.problems) == 1 else 's'}"
        said_first = f"Would import nothing: {counted} of {table.name} cannot be read"
    elif isinstance(would.outcome, Refused):
        said_first = would.outcome.reason
    else:
        said_first = f"Would import {tasks_words(len(would.tasks))}"
    return Answer(DONE, _told(made, said_first, getattr(would.outcome, "consequences", ()), known, dry=True))


def _told(made: Read, label: str, consequences: tuple[str, ...], known: Any, *, dry: bool) -> Json:
    table, columns, reading = made
    here = [task for task in reading.tasks if is_here(task, known)]
    skipped = sorted([*reading.skipped, *((task.line, "it is here already") for task in here)])
    days = reading.days
    return {
        "done": label,
        "consequences": [*consequences, *_in_words(made)],
        "imported": 0 if reading.problems else len(reading.tasks) - len(here),
        "skipped": [{"line": line, "why": why} for line, why in skipped],
        "from": days[0].isoformat() if days else None,
        "to": days[1].isoformat() if days else None,
        "columns": _columns(table, columns),
        "dry_run": dry,
        "problems": [{"line": problem.line, "why": problem.why} for problem in reading.problems],
    }


def _in_words(made: Read) -> list[str]:
    table, columns, reading = made
    days = [f"From {reading.days[0]} to {reading.days[1]}"] if reading.days else []
    read_as = "; ".join(
        f"{field} from {told['column']}" + (f" in {told['unit']}" if "unit" in told else "")
        for field, told in _columns(table, columns).items()
    )
    bad = [f"{table.counted.capitalize()} {problem.line}: {problem.why}" for problem in reading.problems]
    return [*days, f"Read as {read_as}", *bad]


def _columns(table: Table, columns: Columns) -> Json:
    told: Json = {}
    for field, place in columns.places.items():
        told[field] = {"column": table.header[place]}
        if field in ("estimate", "actual"):
            told[field]["unit"] = columns.unit(field)
        if field == "day":
            told[field]["order"] = columns.order
    return told


DEEDS: dict[str, Callable[[Workspace, Request], Answer | Job]] = {"import": import_history}

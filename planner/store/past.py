"""The tasks of the past, read in a few plain queries: those of all pages, and those of every import that stands."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from planner.domain.past import ImportedTask, PastTask

MS = 60_000  # a minute

LINKS = "SELECT id, origin, page, title, tags, project, estimate, unplanned, state FROM entries WHERE kind = 'task'"
WORKED = (
    "SELECT entry, sum(end_utc - start_utc), max(end_utc) FROM intervals"
    " WHERE kind = 'work' AND end_utc IS NOT NULL AND entry IS NOT NULL GROUP BY entry"
)
WITH_STEPS = "SELECT DISTINCT parent FROM entries WHERE parent IS NOT NULL"
STANDING = (
    "SELECT key, line, day, title, past_tasks.tags, project, estimate_ms, actual_ms, finished, import_id"
    " FROM past_tasks JOIN imports ON imports.id = past_tasks.import_id ORDER BY number"
)
ABANDONED = "DELETE FROM past_tasks WHERE import_id NOT IN (SELECT id FROM imports)"


class Link(NamedTuple):
    """A task on one page: the whole of it, or a part of what was carried from page to page."""

    id: str
    origin: str | None
    page: str
    title: str
    tags: str
    project: str | None
    estimate: int | None
    unplanned: int
    state: str


class Worked(NamedTuple):
    """Seconds of a task's work on one page, and when the last of it ended."""

    seconds: int
    until: int


def past(connection: sqlite3.Connection, today: dt.date) -> list[PastTask]:
    """Every task of the past in the order of its day, and within a day as it was worked; what runs today is not yet."""
    placed = [*_of_pages(connection, today), *_of_imports(connection)]
    placed.sort(key=lambda each: each[0])
    return [task for _, task in placed]


Placed = tuple[tuple[str, int], PastTask]


def _of_pages(connection: sqlite3.Connection, today: dt.date) -> Iterator[Placed]:
    links = {row[0]: Link(*row) for row in connection.execute(LINKS)}
    worked = {entry: Worked(seconds, until) for entry, seconds, until in connection.execute(WORKED)}
    with_steps = {parent for (parent,) in connection.execute(WITH_STEPS)}
    carried_on = {link.origin for link in links.values() if link.origin}
    now = today.isoformat()
    for link in links.values():
        if link.id in carried_on or (link.state == "open" and link.page >= now):
            continue
        chain = _chain(link, links)
        spans = [worked[part.id] for part in chain if part.id in worked]
        if spans and not any(part.id in with_steps for part in chain):  # its steps tell of it
            yield (link.page, max(span.until for span in spans)), _task(link, chain, worked)


def _chain(last: Link, links: Mapping[str, Link]) -> Sequence[Link]:
    """The task as it went from page to page, its first page first."""
    if last.origin is None:
        return (last,)
    chain, seen = [last], {last.id}
    while (before := links.get(chain[-1].origin or "")) is not None and before.id not in seen:
        chain.append(before)
        seen.add(before.id)
    return chain[::-1]


def _task(last: Link, chain: Sequence[Link], worked: Mapping[str, Worked]) -> PastTask:
    seconds = sum(worked[part.id].seconds for part in chain if part.id in worked)
    day, tags, guess = dt.date.fromisoformat(last.page), _tags(last.tags), _first_guess(chain, worked)
    return PastTask(last.id, day, last.title, tags, last.project, guess, seconds / 60, last.state == "done")


def _first_guess(chain: Sequence[Link], worked: Mapping[str, Worked]) -> int | None:
    """The first estimate that was made before any work on it."""
    for part in chain:
        if part.unplanned:
            return None
        if part.estimate is not None or part.id in worked:
            return part.estimate
    return None


def _of_imports(connection: sqlite3.Connection) -> Iterator[Placed]:
    newest = {row[0]: row for row in connection.execute(STANDING)}
    for row in newest.values():
        _, line, day, title, tags, project, estimate, actual, finished, import_id = row
        guess = None if estimate is None else max(1, round(estimate / MS))
        date = dt.date.fromisoformat(day)
        task = PastTask(f"{import_id}:{line}", date, title, _tags(tags), project, guess, actual / MS, bool(finished))
        yield (day, 0), task


def _tags(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text != "[]" else ()


def imported(connection: sqlite3.Connection) -> dict[str, ImportedTask]:
    """The imported tasks that count now, by their keys."""
    return {row[0]: _imported(row) for row in connection.execute(STANDING)}


def _imported(row: tuple[Any, ...]) -> ImportedTask:
    key, line, day, title, tags, project, estimate, actual, finished, _ = row
    date = dt.date.fromisoformat(day)
    return ImportedTask(key, line, date, title, _tags(tags), project, estimate, actual, bool(finished))


def rows_of(connection: sqlite3.Connection, tasks: Sequence[ImportedTask], import_id: str) -> list[dict[str, Any]]:
    """The rows to be kept, numbered on: the newer of two of one key has the higher number."""
    last = connection.execute("SELECT coalesce(max(number), 0) FROM past_tasks").fetchone()[0]
    return [_row(number, task, import_id) for number, task in enumerate(tasks, last + 1)]


def _row(number: int, task: ImportedTask, import_id: str) -> dict[str, Any]:
    return {
        "number": number,
        "import_id": import_id,
        "line": task.line,
        "key": task.key,
        "day": task.day.isoformat(),
        "title": task.title,
        "tags": json.dumps(task.tags, ensure_ascii=False),
        "project": task.project,
        "estimate_ms": task.estimate_ms,
        "actual_ms": task.actual_ms,
        "finished": int(task.finished),
    }


def drop_abandoned(connection: sqlite3.Connection) -> None:
    """Forget the tasks of imports that are undone. Only for when no redo can bring those back any more."""
    connection.execute(ABANDONED)

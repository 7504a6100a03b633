"""The tasks of the past, read in a few plain queries: those of all pages, and those of every import that stands."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from planner.domain.past import ImportedTask, PastTask

MS = 60_000  # a minute
DAY = dt.timedelta(days=1)
WINDOW = 14 * DAY  # read at one go: a few milliseconds

LINK = "SELECT id, origin, page, title, tags, project, estimate, unplanned, state FROM entries WHERE kind = 'task'"
LINK_OF = f"{LINK} AND id = ?"
LINKS = f"{LINK} AND page BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM entries AS next WHERE next.origin = entries.id)"
WORKED = (
    "SELECT sum(end_utc - start_utc), max(end_utc) FROM intervals"
    " WHERE kind = 'work' AND end_utc IS NOT NULL AND entry = ?"
)
WORKED_WITHIN = (  # grouped here, SQLite goes through all the entries there are, to have them in order
    "SELECT entries.id, end_utc - start_utc, end_utc FROM entries CROSS JOIN intervals"
    " ON intervals.entry = entries.id WHERE entries.page BETWEEN ? AND ?"
    " AND intervals.kind = 'work' AND end_utc IS NOT NULL"
)
WITH_STEPS = "SELECT DISTINCT parent FROM entries WHERE page BETWEEN ? AND ? AND parent IS NOT NULL"
HAS_STEPS = "SELECT 1 FROM entries WHERE parent = ? LIMIT 1"
STANDING = (
    "SELECT key, line, day, title, past_tasks.tags, project, estimate_ms, actual_ms, finished, import_id"
    " FROM past_tasks JOIN imports ON imports.id = past_tasks.import_id"
    " WHERE NOT EXISTS (SELECT 1 FROM past_tasks AS newer JOIN imports ON imports.id = newer.import_id"
    " WHERE newer.key = past_tasks.key AND newer.number > past_tasks.number)"
)
ENDS = (
    "SELECT (SELECT min(page) FROM entries), (SELECT max(page) FROM entries WHERE page <= ?),"
    " (SELECT min(day) FROM past_tasks), (SELECT max(day) FROM past_tasks)"
)
NEWEST_PAGES = (
    "SELECT page FROM entries WHERE page <= ? AND kind = 'task' AND state = 'done' ORDER BY page DESC LIMIT 1 OFFSET ?"
)
NEWEST_DAYS = "SELECT day FROM past_tasks ORDER BY day DESC LIMIT 1 OFFSET ?"
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


Span = tuple[str, str]  # first and last day, ISO
Placed = tuple[tuple[str, int], PastTask]


def windows(connection: sqlite3.Connection, today: dt.date, most: int | None) -> list[Span]:
    """The spans of days in which the tasks of the past lie, oldest first; or those of about so many of the newest."""
    ends = [day for day in connection.execute(ENDS, (today.isoformat(),)).fetchone() if day]
    if not ends:
        return []
    first, last = min(ends), max(ends)
    if most is not None:
        cuts = [connection.execute(NEWEST_PAGES, (today.isoformat(), most)), connection.execute(NEWEST_DAYS, (most,))]
        first = max([first, *(row[0] for cut in cuts if (row := cut.fetchone()))])
    found, begin = [], dt.date.fromisoformat(first)
    while begin.isoformat() <= last:
        found.append((begin.isoformat(), (begin + WINDOW - DAY).isoformat()))
        begin += WINDOW
    return found


def within(connection: sqlite3.Connection, span: Span, today: dt.date) -> list[PastTask]:
    """The tasks of a span in the order of their day, and within a day as they were worked; none that is open today."""
    placed = [*_of_pages(connection, span, today), *_of_imports(connection, span)]
    placed.sort(key=lambda each: each[0])
    return [task for _, task in placed]


def _of_pages(connection: sqlite3.Connection, span: Span, today: dt.date) -> Iterator[Placed]:
    now = today.isoformat()
    worked: dict[str, Worked] = {}
    for entry, seconds, until in connection.execute(WORKED_WITHIN, span):
        before = worked.get(entry, Worked(0, until))
        worked[entry] = Worked(before.seconds + seconds, max(before.until, until))
    with_steps = {parent for (parent,) in connection.execute(WITH_STEPS, span)}
    for row in connection.execute(LINKS, span).fetchall():
        link = Link(*row)
        if link.page < now or (link.page == now and link.state != "open"):
            if link.origin is not None:
                placed = _placed(connection, link)
            else:  # most were never carried over: no more is asked for them
                placed = _told(link, _guess(link), worked.get(link.id)) if link.id not in with_steps else None
            if placed is not None:
                yield placed


def task_of(connection: sqlite3.Connection, entry_id: str) -> PastTask | None:
    """What is told of one task by now; None where nobody has worked on it."""
    row = connection.execute(LINK_OF, (entry_id,)).fetchone()
    placed = _placed(connection, Link(*row)) if row is not None else None
    return placed[1] if placed is not None else None


def _placed(connection: sqlite3.Connection, last: Link) -> Placed | None:
    chain = _chain(connection, last)
    spans = [found for part in chain if (found := _worked(connection, part.id)) is not None]
    if not spans or any(connection.execute(HAS_STEPS, (part.id,)).fetchone() for part in chain):  # its steps tell of it
        return None
    whole = Worked(sum(each.seconds for each in spans), max(each.until for each in spans))
    return _told(last, _first_guess(connection, chain), whole)


def _told(last: Link, guess: int | None, worked: Worked | None) -> Placed | None:
    if worked is None:
        return None
    day, tags = dt.date.fromisoformat(last.page), _tags(last.tags)
    task = PastTask(last.id, day, last.title, tags, last.project, guess, worked.seconds / 60, last.state == "done")
    return (last.page, worked.until), task


def _worked(connection: sqlite3.Connection, entry_id: str) -> Worked | None:
    seconds, until = connection.execute(WORKED, (entry_id,)).fetchone()
    return None if until is None else Worked(seconds, until)


def _chain(connection: sqlite3.Connection, last: Link) -> Sequence[Link]:
    """The task as it went from page to page, its first page first."""
    chain, seen = [last], {last.id}
    while (origin := chain[-1].origin) is not None and origin not in seen:
        row = connection.execute(LINK_OF, (origin,)).fetchone()
        if row is None:
            break
        chain.append(Link(*row))
        seen.add(origin)
    return chain[::-1]


def _first_guess(connection: sqlite3.Connection, chain: Sequence[Link]) -> int | None:
    """The first estimate that was made before any work on it."""
    for part in chain:
        if part.unplanned or part.estimate is not None or _worked(connection, part.id) is not None:
            return _guess(part)
    return None


def _guess(link: Link) -> int | None:
    return None if link.unplanned else link.estimate


def _of_imports(connection: sqlite3.Connection, span: Span) -> Iterator[Placed]:
    for row in connection.execute(f"{STANDING} AND past_tasks.day BETWEEN ? AND ? ORDER BY number", span):
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

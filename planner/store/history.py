"""The edits as they are kept: what can be undone and redone, and a page as it was after any of them.

Rows are only ever added, with two exceptions: typing on in one field grows the last row, and thinning (thinning.py)
takes out what is old. A deed that was undone is marked so; only what was undone since the newest deed can be redone.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.edits import Change, Edit
from planner.domain.stages import Stage
from planner.domain.values import Page, PageHead, Value
from planner.store import convert, reading
from planner.store.problems import StoreProblem

FLOOR = "coalesce((SELECT max(number) FROM thinned), 0)"  # no undo reaches behind what was thinned
DEED = "kind = 'do' AND noted = 0"  # what is noted was no deed of a person's
NO_END = 2**62
LAST_DONE = f"SELECT number FROM edits WHERE {DEED} AND undone = 0 AND number < ? ORDER BY number DESC LIMIT 1"
WHOLE = "SELECT number, label, changes FROM edits"
TO_UNDO = f"{WHOLE} WHERE number = ({LAST_DONE}) AND number > {FLOOR}"
NEWEST_DEED = f"SELECT number FROM edits WHERE {DEED} ORDER BY number DESC LIMIT 1"
TAKEN_BACK_SINCE = f"SELECT target FROM edits WHERE kind = 'undo' AND number > ({NEWEST_DEED})"
TO_REDO = f"{WHOLE} WHERE number IN ({TAKEN_BACK_SINCE}) AND undone = 1 AND number > {FLOOR} ORDER BY number LIMIT 1"
WITH_NUMBER = f"{WHOLE} WHERE number = ?"
LATER = (
    "SELECT changes FROM edit_pages JOIN edits USING (number)"
    " WHERE edit_pages.page = ? AND edit_pages.number > ? ORDER BY edit_pages.number DESC"
)
BACKWARDS = (
    "SELECT at, changes FROM edit_pages JOIN edits USING (number)"
    " WHERE edit_pages.page = ? ORDER BY edit_pages.number DESC"
)
KEPT_STATES = "SELECT state FROM kept_states WHERE page = ? ORDER BY number"
HISTORY = (
    "SELECT number, at, kind, label FROM edit_pages JOIN edits USING (number)"
    " WHERE edit_pages.page = ? ORDER BY edit_pages.number"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """One row of the edits: what undo and redo work on."""

    number: int
    edit: Edit


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to a page, without the rows: `kind` is do, undo or redo, `at` an instant in UTC."""

    number: int
    at: dt.datetime
    kind: str
    label: str


def to_undo(connection: sqlite3.Connection, before: int | None = None) -> Kept | None:
    """The last deed, or the last one before a number."""
    return _kept(connection.execute(TO_UNDO, (NO_END if before is None else before,)).fetchone())


def to_redo(connection: sqlite3.Connection) -> Kept | None:
    return _kept(connection.execute(TO_REDO).fetchone())


def with_number(connection: sqlite3.Connection, number: int) -> Kept | None:
    return _kept(connection.execute(WITH_NUMBER, (number,)).fetchone())


def _kept(row: tuple[int, str, str] | None) -> Kept | None:
    if row is None:
        return None
    number, label, changes = row
    return Kept(number, Edit(label, convert.changes_of(changes)))


def last_number(connection: sqlite3.Connection) -> int:
    """The number of the newest edit of all, 0 before the first."""
    return int(connection.execute("SELECT coalesce(max(number), 0) FROM edits").fetchone()[0])


def number_of(connection: sqlite3.Connection, date: dt.date) -> int:
    """The number of the newest edit that touched a page, 0 if none ever did."""
    query = "SELECT max(number) FROM edit_pages WHERE page = ?"
    found = connection.execute(query, (date.isoformat(),)).fetchone()[0]
    return int(found if found is not None else thinned_to(connection, date))


def thinned_to(connection: sqlite3.Connection, date: dt.date) -> int:
    found = connection.execute("SELECT number FROM thinned WHERE page = ?", (date.isoformat(),)).fetchone()
    return 0 if found is None else int(found[0])


def steps(connection: sqlite3.Connection, date: dt.date) -> tuple[Step, ...]:
    """All that is still kept of what happened to a page, oldest first."""
    return tuple(
        Step(number, dt.datetime.fromtimestamp(at, dt.UTC), kind, label)
        for number, at, kind, label in connection.execute(HISTORY, (date.isoformat(),))
    )


def page_at(connection: sqlite3.Connection, date: dt.date, number: int, head: PageHead) -> Page:
    """The page as it stood after that edit: the page of today with every later edit taken back.

    `head` is for a page of which nothing was kept then. Raises StoreProblem if that part of its history was thinned.
    """
    if number < thinned_to(connection, date):
        return _kept_state(connection, date, number)
    page = reading.head_or(reading.page(connection, date), head)
    back: dict[tuple[str, str], Change] = {}
    for (text,) in connection.execute(LATER, (date.isoformat(), number)):
        for change in reversed(convert.changes_of(text)):
            back[_key(change)] = Change(change.after, change.before)  # the oldest of them has the last word
    page = Edit("", tuple(back.values())).applied(page)
    return reading.head_or(None, head) if page.fresh else page


def stages(connection: sqlite3.Connection, date: dt.date, head: PageHead) -> tuple[Stage, ...]:
    """Every state of a page that is still known, oldest first, the one of now last; none of a page never kept.

    Of what was thinned, the states that were left standing come first.
    """
    page = reading.head_or(reading.page(connection, date), head)
    found: list[Stage] = []
    for at, text in connection.execute(BACKWARDS, (date.isoformat(),)):
        found.append(Stage(dt.datetime.fromtimestamp(at, dt.UTC), page))
        page = Edit("", convert.changes_of(text)).inverted().applied(page)
        page = reading.head_or(None, head) if page.fresh else page
    kept = connection.execute(KEPT_STATES, (date.isoformat(),))
    return (*(Stage(None, convert.page_from(state)) for (state,) in kept), *reversed(found))


def _kept_state(connection: sqlite3.Connection, date: dt.date, number: int) -> Page:
    """The state that thinning left standing for this number."""
    query = "SELECT state FROM kept_states WHERE page = ? AND number = ?"
    found = connection.execute(query, (date.isoformat(), number)).fetchone()
    if found is None:
        raise StoreProblem(f"How {date.isoformat()} stood after edit {number} was thinned out: choose a later edit.")
    return convert.page_from(found[0])


def collapsed(changes: Iterable[Change]) -> tuple[Change, ...]:
    """One change for each value, from before its first to after its last; none for what comes to nothing."""
    first: dict[tuple[str, str], Value | None] = {}
    last: dict[tuple[str, str], Value | None] = {}
    for change in changes:
        key = _key(change)
        first.setdefault(key, change.before)
        last[key] = change.after
    joined = (Change(first[key], last[key]) for key in first)
    return tuple(change for change in joined if change.before != change.after)


def _key(change: Change) -> tuple[str, str]:
    return convert.table_of(change.value), convert.key_of(change.value)


def pages_of(changes: Iterable[Change]) -> tuple[dt.date, ...]:
    """Every page that the changes touch, also the one that something left."""
    sides = (side for change in changes for side in (change.before, change.after) if side is not None)
    return tuple(sorted({side.date if isinstance(side, PageHead) else side.page for side in sides}))

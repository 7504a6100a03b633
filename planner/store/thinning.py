"""The history of pages that are older than a season: the first plan, each print and the last state stay.

Tasks of an import that was taken back go once no redo can bring those again.

What else happened to such a page is taken out of the edits, and from then on no undo reaches behind it. What was done
in the last season stays whole, whatever page it was done to.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from planner.domain.edits import Change
from planner.domain.values import Box, Entry, Interval, PageHead
from planner.store import convert, history, past, writing

SEASON = dt.timedelta(days=91)

NEWEST_OLD = "SELECT number - 1 FROM edits WHERE at >= ? ORDER BY number LIMIT 1"
OLD_PAGES = "SELECT DISTINCT page FROM edit_pages WHERE page < ? AND number <= ?"
OLD_LINKS = "SELECT number FROM edit_pages WHERE page = ? AND number <= ? ORDER BY number"
LINKED_ELSEWHERE = "SELECT 1 FROM edit_pages WHERE number = ? AND page <> ? LIMIT 1"
PRINTED = "SELECT DISTINCT number FROM prints WHERE page = ? AND number <= ?"
CHANGES = (
    "SELECT edits.number, changes FROM edit_pages JOIN edits USING (number)"
    " WHERE edit_pages.page = ? ORDER BY edit_pages.number"
)


class Transactions(Protocol):
    """How to begin a transaction: each page is thinned in one of its own, so that a person's edit never waits long."""

    def __call__(self) -> AbstractContextManager[sqlite3.Connection]: ...


def thin(transactions: Transactions, now: dt.datetime) -> int:
    """Thin every page older than a season; returns how many edits were taken out."""
    oldest = (now - SEASON).date().isoformat()
    with transactions() as connection:
        limit = last_old_edit(connection, now)
        pages = [page for (page,) in connection.execute(OLD_PAGES, (oldest, limit))]
    taken = 0
    for page in pages:
        with transactions() as connection:
            taken += thin_page(connection, dt.date.fromisoformat(page), limit)
    with transactions() as connection:
        if history.to_redo(connection) is None:
            past.drop_abandoned(connection)
    return taken


def last_old_edit(connection: sqlite3.Connection, now: dt.datetime) -> int:
    """The newest edit of before the season. The newest of all stays in any case: numbers are never used again."""
    found = connection.execute(NEWEST_OLD, (int((now - SEASON).timestamp()),)).fetchone()
    return int(found[0]) if found else history.last_number(connection) - 1


def thin_page(connection: sqlite3.Connection, date: dt.date, limit: int) -> int:
    page = date.isoformat()
    numbers = [number for (number,) in connection.execute(OLD_LINKS, (page, limit))]
    keep_states(connection, date, numbers[-1])
    writing.unlink_page(connection, page, numbers)
    alone = [number for number in numbers if not connection.execute(LINKED_ELSEWHERE, (number, page)).fetchone()]
    writing.forget_edits(connection, alone)
    writing.mark_thinned(connection, page, numbers[-1])
    return len(alone)


def keep_states(connection: sqlite3.Connection, date: dt.date, last: int) -> None:
    """Write down the first plan and what was printed, before what led there is gone."""
    done_before = history.thinned_to(connection, date)
    wanted = {number for (number,) in connection.execute(PRINTED, (date.isoformat(), last))}
    first = first_plan(connection, date)
    if first is not None and first <= last:
        wanted.add(first)
    for number in sorted(number for number in wanted if number >= done_before):
        page = history.page_at(connection, date, number, PageHead(date))
        if not page.fresh:
            writing.keep_state(connection, date.isoformat(), number, convert.page_text(page))


def first_plan(connection: sqlite3.Connection, date: dt.date) -> int | None:
    """The edit after which the page stood as first planned: the last one before work was recorded on it.

    None if no work was recorded, or the page has been thinned: its first plan is then the oldest kept state.
    """
    if history.thinned_to(connection, date):
        return None
    before: int | None = None
    for number, text in connection.execute(CHANGES, (date.isoformat(),)):
        if records_work(convert.changes_of(text), date):
            return before
        before = number
    return None


def records_work(changes: Iterable[Change], date: dt.date) -> bool:
    return any(change.page == date and is_record(change) for change in changes)


def is_record(change: Change) -> bool:
    """Whether a change says that something was worked on, or finished."""
    value = change.after
    if isinstance(value, Box):
        return value.done
    return isinstance(value, Interval) or (isinstance(value, Entry) and value.state == "done")

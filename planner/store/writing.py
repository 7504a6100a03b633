"""One Edit, one transaction: what is stored must equal what the Edit found, then its rows are written in a safe order."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Update, bindparam, delete, insert, update

from planner.domain.edits import Change
from planner.domain.values import PageHead
from planner.store import convert, reading, rows
from planner.store.problems import Conflict

Row = convert.Row
KEY = "the_key"
MADE_IN_ORDER = ("pages", "entries", "boxes", "intervals")


def write_changes(transaction: Connection, raw: sqlite3.Connection, changes: Sequence[Change]) -> None:
    """Write all changes or raise Conflict. `raw` is the very connection beneath the transaction.

    The order keeps the database's own rules at every row: what goes before what comes; ranks are set free before they
    are given anew; a timer is closed before another starts; a page is lengthened before its boxes and cut after them.
    """
    for change in changes:
        refuse_conflict(raw, change)
    gone, changed, made = sorted_out(changes)
    cut = [change for change in changed if is_cut(change)]
    clear_ranks(transaction, changed)
    for table in reversed(MADE_IN_ORDER):
        run(transaction, deletion(table), ({KEY: convert.key_of(change.value)} for change in of(table, gone)))
    for table in MADE_IN_ORDER:
        staying = [change for change in of(table, changed) if change not in cut]
        update_rows(transaction, table, sorted(staying, key=is_left_open))
        run(transaction, insertion(table), (full_row(change) for change in of(table, made)))
    update_rows(transaction, "pages", cut)


def refuse_conflict(raw: sqlite3.Connection, change: Change) -> None:
    table, key = convert.table_of(change.value), convert.key_of(change.value)
    expected = convert.to_row(change.before) if change.before is not None else None
    if reading.row(raw, table, key) != expected:
        raise Conflict("This was changed somewhere else in the meantime: look at the page again, then repeat it.")


def sorted_out(changes: Sequence[Change]) -> tuple[list[Change], list[Change], list[Change]]:
    gone = [change for change in changes if change.after is None]
    made = [change for change in changes if change.before is None]
    changed = [change for change in changes if change.before is not None and change.after is not None]
    return gone, changed, made


def of(table: str, changes: Iterable[Change]) -> list[Change]:
    return [change for change in changes if convert.table_of(change.value) == table]


def is_cut(change: Change) -> bool:
    before, after = change.before, change.after
    if not (isinstance(before, PageHead) and isinstance(after, PageHead)):
        return False
    return convert.length_of(after) < convert.length_of(before)


def is_left_open(change: Change) -> bool:
    """Whether the change makes a timer run that had been stopped: written after those that stop."""
    return getattr(change.after, "end", 0) is None


def clear_ranks(transaction: Connection, changed: Iterable[Change]) -> None:
    moved = (
        {KEY: convert.key_of(change.value)}
        for change in of("entries", changed)
        if (rank := getattr(change.before, "rank", None)) is not None and rank != getattr(change.after, "rank", None)
    )
    run(transaction, unranking(), moved)


def update_rows(transaction: Connection, table: str, changes: Iterable[Change]) -> None:
    key = convert.key_column(table)
    for change in changes:
        row = full_row(change)
        run(transaction, updating(table), [{**row, KEY: row[key]}])


def full_row(change: Change) -> Row:
    assert change.after is not None
    row = convert.to_row(change.after)
    if isinstance(change.after, PageHead):
        row["length"] = convert.length_of(change.after)
    return row


def run(transaction: Connection, statement: Insert | Update | Delete, parameters: Iterable[Row]) -> None:
    listed = list(parameters)
    if listed:
        transaction.execute(statement, listed)


@cache
def insertion(table: str) -> Insert:
    return insert(rows.table(table))


@cache
def deletion(table: str) -> Delete:
    target = rows.table(table)
    return delete(target).where(target.c[convert.key_column(table)] == bindparam(KEY))


@cache
def updating(table: str) -> Update:
    """All columns but the key: naming the key would make SQLite look for every row that refers to it."""
    target = rows.table(table)
    key = convert.key_column(table)
    columns = {column.name: bindparam(column.name) for column in target.c if column.name != key}
    return update(target).where(target.c[key] == bindparam(KEY)).values(columns)


@cache
def unranking() -> Update:
    entries = rows.table("entries")
    return update(entries).where(entries.c.id == bindparam(KEY)).values(rank=None)


def keep_edit(transaction: Connection, values: dict[str, Any], pages: Iterable[dt.date]) -> None:
    """The row of an Edit, and one for each page that it touches."""
    transaction.execute(insert(rows.table("edits")), [values])
    link_pages(transaction, values["number"], pages)


def link_pages(transaction: Connection, number: int, pages: Iterable[dt.date]) -> None:
    run(transaction, insertion("edit_pages"), ({"page": date.isoformat(), "number": number} for date in pages))


def mark_undone(transaction: Connection, number: int, undone: bool) -> None:
    edits = rows.table("edits")
    transaction.execute(update(edits).where(edits.c.number == number).values(undone=int(undone)))


def rewrite_edit(transaction: Connection, number: int, values: dict[str, Any]) -> None:
    edits = rows.table("edits")
    transaction.execute(update(edits).where(edits.c.number == number).values(values))


def forget_edit(transaction: Connection, number: int) -> None:
    for name in ("edit_pages", "edits"):
        target = rows.table(name)
        transaction.execute(delete(target).where(target.c.number == number))

"""What the database itself refuses, whoever writes: raw SQL on the open connection, with no domain in between."""

from __future__ import annotations

import sqlite3

import pytest

from planner.domain.values import Entry
from planner.store.problems import BY_RULE, StoreProblem, spoken
from planner.store.store import Store
from tests.store.days import DATE, full_page, made, start_page

ENTRY_WITH_RANK = (
    "INSERT INTO entries SELECT 'x', page, title, kind, state, 9, {}, estimate, todo, tags, project, 0, 0, NULL, NULL,"
    " 0 FROM entries WHERE rank = 1"
)
BOX_AT = "INSERT INTO boxes SELECT 'x', page, kind, {}, 45, entry, '', '', 0, 0, 0, 0 FROM boxes LIMIT 1"
PAST_TASK = (
    "INSERT INTO past_tasks VALUES (1, 'x', 2, 'k', '2025-03-01', '{title}', '[]', NULL, {estimate}, {actual}, 1)"
)

REFUSED = {
    "a fourth priority": ENTRY_WITH_RANK.format(4),
    "a second first priority": "UPDATE entries SET rank = 1 WHERE rank = 2",
    "a rank of nought": "UPDATE entries SET rank = 0 WHERE rank = 1",
    "a note as priority": "UPDATE entries SET kind = 'note' WHERE rank = 1",
    "a dropped priority": "UPDATE entries SET state = 'dropped' WHERE rank = 1",
    "a title past its length": "UPDATE entries SET title = printf('%.501c', 'x')",
    "a kind that is none": "UPDATE entries SET kind = 'wish' WHERE rank IS NULL",
    "a state that is none": "UPDATE entries SET state = 'late' WHERE rank IS NULL",
    "an estimate of nothing": "UPDATE entries SET estimate = 0",
    "minutes below nought that wait": "UPDATE entries SET todo = -1",
    "an entry of no page": "UPDATE entries SET page = '2031-01-01' WHERE rank IS NULL",
    "a step of no task": "UPDATE entries SET parent = 'nobody' WHERE rank = 2",
    "an entry deleted from under its box": "DELETE FROM entries WHERE rank = 1",
    "text for a number": "UPDATE entries SET position = 'first'",
    "a box before its page": "UPDATE boxes SET start = -5",
    "a box beyond its page": "UPDATE boxes SET start = 1440 - minutes + 1",
    "a new box beyond its page": BOX_AT.format(1430),
    "a page cut under its boxes": "UPDATE pages SET length = 400",
    "a box too short": "UPDATE boxes SET minutes = 4",
    "a box too long": "UPDATE boxes SET start = 0, minutes = 1441",
    "a box of no kind": "UPDATE boxes SET kind = 'play'",
    "a box for no entry": "UPDATE boxes SET entry = 'nobody'",
    "an interval that ends before it starts": "UPDATE intervals SET end_utc = start_utc - 1",
    "an interval of no time": "UPDATE intervals SET end_utc = start_utc",
    "an end without its offset": "UPDATE intervals SET end_offset = NULL",
    "two timers at once": "UPDATE intervals SET end_utc = NULL, end_offset = NULL",
    "a source that is none": "UPDATE intervals SET source = 'dream'",
    "an interval in no box": "UPDATE intervals SET box = 'nobody'",
    "a remark of no kind": "UPDATE remarks SET kind = 'shout'",
    "a remark past its length": "UPDATE remarks SET words = printf('%.501c', 'x')",
    "a remark on no entry": "UPDATE remarks SET entry = 'nobody'",
    "a remark of no page": "UPDATE remarks SET page = '2031-01-01'",
    "a postponement of a day and more": "UPDATE remarks SET minutes = 1441",
    "off screen by half": "UPDATE entries SET off_screen = 2",
    "an import of nothing": "INSERT INTO imports VALUES ('x', '2026-11-23', 'a.csv', 0)",
    "a task of the past that took no time": PAST_TASK.format(title="x", estimate=1, actual=0),
    "a task of the past guessed at nothing": PAST_TASK.format(title="x", estimate=0, actual=1),
    "a task of the past with too long a title": PAST_TASK.format(title="x" * 501, estimate=1, actual=1),
    "a limit out of range": "UPDATE pages SET work_limit = 241",
    "a recharge out of range": "UPDATE pages SET recharge = 2",
    "a day start out of range": "UPDATE pages SET day_start = 1440",
    "hours out of range": "UPDATE pages SET opens = -1",
    "a page that is no date": "UPDATE pages SET date = 'soon'",
    "a page deleted from under its entries": "DELETE FROM pages",
    "an edit of no kind": "UPDATE edits SET kind = 'dream'",
    "an undo of nothing": "UPDATE edits SET kind = 'undo'",
}  # fmt: skip


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED.keys())
def test_raw_sql_is_refused(store: Store, statement: str) -> None:
    page = full_page()
    store.apply(made(page))
    with store._reading() as connection, pytest.raises(StoreProblem):
        in_a_transaction(connection, statement)
    assert store.page(DATE) == page


def in_a_transaction(connection: sqlite3.Connection, statement: str) -> None:
    connection.execute("BEGIN")
    try:
        with spoken():
            connection.execute(statement)
            connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def test_what_the_tests_write_is_refused_for_its_content_alone(store: Store) -> None:
    """The same statements with lawful values pass, so that each refusal above is the rule's own."""
    store.apply(made(full_page()))
    lawful = (
        "UPDATE entries SET rank = NULL WHERE rank = 2",
        ENTRY_WITH_RANK.format(2),
        BOX_AT.format(1395),
        "UPDATE intervals SET end_utc = NULL, end_offset = NULL WHERE kind = 'work'",
        "UPDATE pages SET work_limit = 240, recharge = 3, length = 1440",
        "INSERT INTO imports VALUES ('x', '2026-11-23', 'a.csv', 1)",
        PAST_TASK.format(title="x" * 500, estimate=1, actual=1),
    )
    with store._reading() as connection:
        for statement in lawful:
            assert connection.execute(statement).rowcount == 1


def test_a_fourth_priority_from_the_domain_is_refused_in_words(store: Store) -> None:
    with pytest.raises(StoreProblem, match="three priorities"):
        start_page(store, *(Entry(f"e{n}", DATE, "x", position=n, rank=rank) for n, rank in enumerate((1, 2, 3, 3))))
    assert store.page(DATE).fresh


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (REFUSED["a fourth priority"], "entries_rank"),
        (REFUSED["a second first priority"], "entries.page, entries.rank"),
        (REFUSED["a note as priority"], "entries_ranked"),
        (REFUSED["a title past its length"], "entries_title"),
        (REFUSED["a box beyond its page"], "boxes_span"),
        (REFUSED["a box before its page"], "boxes_start"),
        (REFUSED["a box too short"], "boxes_minutes"),
        (REFUSED["an interval of no time"], "intervals_order"),
        (REFUSED["two timers at once"], "intervals_running"),
        (REFUSED["a remark past its length"], "remarks_words"),
    ],
)
def test_each_refusal_has_its_own_sentence(store: Store, statement: str, words: str) -> None:
    store.apply(made(full_page()))
    with store._reading() as connection, pytest.raises(StoreProblem) as refusal, spoken():
        connection.execute(statement)
    assert str(refusal.value) == BY_RULE[words]


def test_references_are_watched_and_the_schema_is_not_trusted(store: Store) -> None:
    with store._reading() as connection:
        held = {name: pragma(connection, name) for name in ("foreign_keys", "trusted_schema", "synchronous")}
        assert held == {"foreign_keys": 1, "trusted_schema": 0, "synchronous": 3}
        assert pragma(connection, "journal_mode") == "delete"
        assert pragma(connection, "locking_mode") == "exclusive"


def pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]

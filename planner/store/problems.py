"""What goes wrong with a file, in one sentence that says what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

RESTORE = "Put the newest backup in its place with: planner restore newest"


class StoreProblem(Exception):
    """One sentence, fit for a person: what is wrong with the data and what to do. Nothing was written."""


class Conflict(StoreProblem):
    """A row is no longer what the Edit found: somebody else changed it in between. Nothing was written."""


BY_CODE = {
    sqlite3.SQLITE_BUSY: "Another program has the planner's file open: close it, then try again.",
    sqlite3.SQLITE_LOCKED: "Another program has the planner's file open: close it, then try again.",
    sqlite3.SQLITE_READONLY: "The planner's file may not be written to: give yourself the right to write it.",
    sqlite3.SQLITE_PERM: "The planner's file may not be opened: give yourself the right to read and write it.",
    sqlite3.SQLITE_CANTOPEN: "The planner's file cannot be opened: see that its folder is there and may be written to.",
    sqlite3.SQLITE_IOERR: "The disk failed in the middle of this: see that it is still there, then try again.",
    sqlite3.SQLITE_FULL: "The disk is full and that was not kept: free some space, then do it again.",
    sqlite3.SQLITE_CORRUPT: f"The planner's file is damaged. {RESTORE}",
    sqlite3.SQLITE_NOTADB: f"The planner's file is damaged. {RESTORE}",
}

THREE = "A page has three priorities, each rank once: swap one out, or leave the new one as bonus."
BY_RULE = {
    "entries.page, entries.rank": THREE,
    "entries_rank": "A page has three priorities: the rank must be 1, 2 or 3.",
    "entries_ranked": "Only a task that is open or done can be a priority.",
    "entries_title": "A title may be at most 500 characters long: shorten it.",
    "boxes_title": "A title may be at most 500 characters long: shorten it.",
    "boxes_span": "A box must end within its page: choose an earlier time or make it shorter.",
    "boxes_start": "A box must begin within its page: choose a later time.",
    "boxes_minutes": "A box must be 5 minutes to 24 hours long: choose another length.",
    "intervals_order": "The end must come after the start: choose a later end.",
    "remarks_words": "A reason may be at most 500 characters long: shorten it.",
    "intervals_running": "Another timer is running: stop it first.",
}


@contextmanager
def spoken() -> Iterator[None]:
    """Turn what sqlite3, SQLAlchemy and the system raise into a StoreProblem."""
    try:
        yield
    except (sqlite3.Error, OSError, UnicodeEncodeError) as problem:
        raise StoreProblem(sentence(problem)) from problem
    except (ValueError, OverflowError) as problem:
        words = f"The planner's file cannot hold that, or holds it wrongly ({problem}). Run: planner doctor"
        raise StoreProblem(words) from problem
    except StoreProblem:
        raise
    except Exception as problem:  # SQLAlchemy wraps sqlite3's errors; it may not be imported only to be named here
        original = getattr(problem, "orig", None)
        if not isinstance(original, sqlite3.Error | UnicodeEncodeError):
            raise
        raise StoreProblem(sentence(original)) from problem


def is_damage(problem: sqlite3.Error) -> bool:
    """Whether it is the file that is broken, and not the disk, a lock or the request."""
    return code_of(problem) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_locked(problem: sqlite3.Error) -> bool:
    return code_of(problem) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_held(problem: StoreProblem) -> bool:
    """Whether another program has the data file, which it may soon let go."""
    return isinstance(problem.__cause__, sqlite3.Error) and is_locked(problem.__cause__)


def is_full(problem: sqlite3.Error | OSError) -> bool:
    """Whether the disk has no room left, or the person no more of it."""
    if isinstance(problem, sqlite3.Error):
        return code_of(problem) == sqlite3.SQLITE_FULL
    return problem.errno in (errno.ENOSPC, errno.EDQUOT)


def code_of(problem: sqlite3.Error) -> int:
    """SQLite's primary error code, 0 where Python's own module raised."""
    return int(getattr(problem, "sqlite_errorcode", 0)) & 0xFF


def sentence(problem: Exception) -> str:
    if isinstance(problem, UnicodeEncodeError):
        return "That text holds half a character, which cannot be kept: write it anew."
    if isinstance(problem, sqlite3.IntegrityError):
        return broken_rule(str(problem))
    if isinstance(problem, sqlite3.Error):
        unforeseen = f"The planner's file cannot be used ({problem}): try again, or run: planner doctor"
        return BY_CODE.get(code_of(problem), unforeseen)
    if isinstance(problem, OSError) and is_full(problem):
        return BY_CODE[sqlite3.SQLITE_FULL]
    if isinstance(problem, PermissionError):
        return f"{problem.filename} may not be written to: give yourself the right to, or name another folder."
    words = getattr(problem, "strerror", None) or problem
    return f"{getattr(problem, 'filename', None) or 'The data folder'} cannot be used: {words}."


def broken_rule(message: str) -> str:
    """The sentence for a constraint that the database held against a row."""
    for name, words in sorted(BY_RULE.items(), key=lambda pair: -len(pair[0])):
        if name in message:
            return words
    if "FOREIGN KEY" in message:
        return "That would leave something that names what is not there, so it was not kept: do it again."
    return f"That breaks a rule of the planner's file, so it was not kept ({message}): do it again."

"""The work of the dialog's jobs: a file opened, its rows read and judged. planner.exchange is imported here alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner.domain.edits import Edit
from planner.domain.importing import Import, Known, import_history, tasks_words
from planner.store.problems import StoreProblem
from planner.ui import jobs
from planner.ui.dates import short_date

if TYPE_CHECKING:
    from planner.exchange.columns import Columns
    from planner.exchange.history import Reading
    from planner.exchange.table import Table
    from planner.store.store import Store

CANNOT = "The file could not be read: please try again."

Watch = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rows come to under the columns, and what importing them would do. Without `reading`: `asked` first."""

    asked: str
    reading: Reading | None = None
    made: Import | None = None

    @property
    def count(self) -> int:
        """Tasks that can be imported now: 0 while there is a bad row, or nothing new."""
        if self.reading is None or self.made is None or self.reading.problems:
            return 0
        return len(self.made.tasks) if isinstance(self.made.outcome, Edit) else 0


def open_table(path: Path, store: Store) -> tuple[Table, Columns, Known]:
    """The table, its columns as they are guessed, and the tasks that were imported before. For a job.

    Raises Unreadable or StoreProblem: a sentence.
    """
    from planner.exchange.columns import guessed
    from planner.exchange.table import opened

    table = opened(path)
    return table, guessed(table), store.imported()


def judge(table: Table, columns: Columns, known: Known, today: dt.date, watch: Watch) -> Judged | None:
    """For a job. None if the watch has stopped it."""
    from planner.exchange.history import question, read

    if asked := question(table, columns):
        return Judged(asked)
    try:
        reading = read(table, columns, today, watch)
    except jobs.Stopped:
        return None
    return Judged("", reading, import_history(table.name, reading.tasks, known, page=today, new=""))


def sentence_of(problem: Exception) -> str:
    """What to tell the person of a job that failed."""
    from planner.exchange import Unreadable

    return str(problem) if isinstance(problem, Unreadable | StoreProblem) else CANNOT


def summary(table: Table, judged: Judged) -> str:
    """What the rows come to, in words."""
    if judged.reading is None or judged.made is None:
        return judged.asked
    if bad := len(judged.reading.problems):
        are = f"{table.counted} is" if bad == 1 else f"{table.counted}s are"
        return f"{bad:,} {are} bad: mend the file, or choose other columns. All of it is imported, or nothing."
    outcome = judged.made.outcome
    if not isinstance(outcome, Edit):
        return outcome.reason
    first, last = judged.reading.days or (dt.date.min, dt.date.min)
    out = len(judged.reading.skipped)
    left_out = [f"{out:,} {table.counted}{' is' if out == 1 else 's are'} left out"] if out else []
    words = f"{tasks_words(len(judged.made.tasks))}, {_year_date(first)} to {_year_date(last)}"
    return " · ".join((words, *outcome.consequences, *left_out))


def _year_date(date: dt.date) -> str:
    return f"{short_date(date)} {date.year}"

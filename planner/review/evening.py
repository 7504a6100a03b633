"""The evening look back at one page: each guess beside its actual, what came besides, and what is left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.times import words_of
from planner.domain.values import Entry, EntryState, Page, actual_minutes
from planner.review.wording import Sentence, number


@dataclass(frozen=True, slots=True)
class EveningRow:
    """One task of the page: minutes guessed (None: nobody did) and minutes worked on this page."""

    entry: str
    title: str
    rank: int | None
    estimate: int | None
    actual: int
    state: EntryState

    @property
    def done(self) -> bool:
        return self.state == "done"


@dataclass(frozen=True, slots=True)
class Evening:
    """The tasks that were planned (the three first, then as they stand in the log), and those done besides.

    `left` are the planned ones that are still open.
    """

    day: dt.date
    planned: tuple[EveningRow, ...]
    unplanned: tuple[EveningRow, ...]

    @property
    def left(self) -> tuple[EveningRow, ...]:
        return tuple(row for row in self.planned if row.state == "open")

    def sentence(self) -> Sentence:
        """ "5 of 7 done. What is done took 3 h 20, guessed 3 h. One left. One carried over."."""
        if not self.planned and not self.unplanned:
            return Sentence("Nothing was planned, and nothing is on record.", quiet=True)
        done = sum(row.done for row in self.planned)
        strong = f"{done} of {len(self.planned)}" if self.planned else ""
        parts = (
            f"{strong} done." if strong else "",
            self._time_words(),
            f"{number(len(self.unplanned)).capitalize()} done, though not planned." if self.unplanned else "",
            *(f"{number(count).capitalize()} {words}." for words, count in self._others() if count),
        )
        return Sentence(" ".join(filter(None, parts)), strong)

    def _others(self) -> tuple[tuple[str, int], ...]:
        states = [row.state for row in self.planned]
        gone = states.count("migrated") + states.count("scheduled")
        return ("left", len(self.left)), ("carried over", gone), ("dropped", states.count("dropped"))

    def _time_words(self) -> str:
        """Of what is done and was guessed: only there do guess and actual belong together."""
        both = [row for row in (*self.planned, *self.unplanned) if row.done and row.estimate and row.actual]
        if not both:
            return ""
        guessed, took = sum(row.estimate or 0 for row in both), sum(row.actual for row in both)
        return f"What is done took {words_of(took)}, guessed {words_of(guessed)}."


def evening_of(page: Page, now: dt.datetime) -> Evening:
    """Dropped tasks and those carried over stand among the planned ones, as what they have become."""
    tasks = [entry for entry in page.entries if entry.kind == "task"]
    tasks.sort(key=lambda entry: (entry.rank or 9, entry.position))
    return Evening(
        page.date,
        _rows(page, (entry for entry in tasks if not entry.unplanned), now),
        _rows(page, (entry for entry in tasks if entry.unplanned), now),
    )


def _rows(page: Page, tasks: Iterable[Entry], now: dt.datetime) -> tuple[EveningRow, ...]:
    return tuple(
        EveningRow(e.id, e.title, e.rank, e.estimate, actual_minutes(page.intervals_of(e.id), now), e.state)
        for e in tasks
    )

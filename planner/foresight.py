"""The estimator of one person's planner, kept true to the record.

Made from the store in small steps, so that a window stays awake meanwhile; told of each newly finished task after
that. What changes the past itself (a tick taken back, a time corrected, an import) has it made anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from planner.domain.edits import Change, Edit
from planner.domain.past import PastTask
from planner.domain.values import Entry, HistoryImport, Interval, Page
from planner.estimate import Estimator, Task, Told

ENOUGH = 10  # tasks of the past below which no chance of a day is told

Read = Callable[[], Iterable[PastTask]]
ReadOne = Callable[[str], PastTask | None]


class OnPaper(NamedTuple):
    """The chance of the day ("78 % done by 18:00"), and what the tasks of some ids will probably take ("40–70")."""

    chance: str = ""
    ranges: tuple[tuple[str, str], ...] = ()


class Foresight:
    """`read` gives all past tasks that count, oldest first; `read_one` that of an entry which is done by now.

    `today` is the page that runs: what is open on it is not of the past yet.
    """

    def __init__(self, read: Read, read_one: ReadOne, today: Callable[[], dt.date]) -> None:
        self._read = read
        self._read_one = read_one
        self._today = today
        self._made_on = dt.date.min
        self._estimator = Estimator()
        self._known: set[str] = set()
        self._building: Iterator[None] | None = None
        self._stale = True

    @property
    def ready(self) -> bool:
        """Whether the estimator knows all that is on the record."""
        return not self._stale

    @property
    def tells_days(self) -> bool:
        """Whether there is past enough for the chance of a day."""
        return len(self._known) >= ENOUGH

    def on_paper(self, page: Page, now: dt.datetime) -> OnPaper:
        """What a printed page says of the time to come. Some 30 ms."""
        from planner.estimate import chance, wording

        estimator = self.estimator()
        fact = chance.words(estimator.forecast_day(page, now), page).fact if self.tells_days else ""
        return OnPaper("" if fact == "done" else fact, wording.ranges(page, estimator))

    @property
    def latest(self) -> Estimator:
        """The estimator as far as it is: the one before while another is made."""
        return self._estimator

    def estimator(self) -> Estimator:
        """The estimator, made to its end if need be."""
        while self.step():
            pass
        return self._estimator

    def step(self) -> bool:
        """Go on making the estimator for less than a millisecond or two; whether there is more to do."""
        if not self._stale:
            return False
        if self._building is None:
            self._building = self._build()
        if next(self._building, self) is self:
            self._building = None
        return self._stale

    def _build(self) -> Iterator[None]:
        estimator, known, made_on = Estimator(), set[str](), self._today()
        yield from estimator.learning(_told(self._read(), known))
        self._estimator, self._known, self._made_on, self._stale = estimator, known, made_on, False

    def forget(self) -> None:
        """All of the past may be another now: it is read again before anything is said of it."""
        self._stale, self._building = True, None

    def keep_up(self, edit: Edit) -> None:
        """An Edit was written: learn what was finished by it, or forget all if it changes what was learned."""
        if self._stale:
            self._building = None  # what was read so far may be no longer so
            return
        done = [change.value for change in edit.changes if _finishes(change)]
        ids = {entry.id for entry in done if isinstance(entry, Entry)}
        another_day = self._today() != self._made_on  # what was left open yesterday is of the past by now
        if another_day or ids & self._known or any(self._unlearns(change, ids) for change in edit.changes):
            self.forget()
            return
        for task, actual, finished in _told(filter(None, map(self._read_one, sorted(ids))), self._known):
            self._estimator.observe(task, actual, finished=finished)

    def _unlearns(self, change: Change, finished: set[str]) -> bool:
        value = change.value
        if isinstance(value, Entry):
            return value.id in self._known or (_was_done(change) and value.id not in finished)
        if isinstance(value, Interval):
            return value.entry in self._known or (value.page < self._made_on and value.entry not in finished)
        return isinstance(value, HistoryImport)


def _told(read: Iterable[PastTask], known: set[str]) -> Iterator[Told]:
    """What the estimator is told of each past task; their names are put into `known`."""
    for past in read:
        known.add(past.origin)
        yield Task(past.estimate, past.title, past.tags, past.day), past.actual, past.finished


def _finishes(change: Change) -> bool:
    after = change.after
    return isinstance(after, Entry) and after.state == "done" and not _was_done(change)


def _was_done(change: Change) -> bool:
    return isinstance(change.before, Entry) and change.before.state == "done"

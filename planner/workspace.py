"""The only writer: do, undo, redo, tell the views; and the reads that the views need.

Anyone who wants a change hands over the Edit that a pure operation returned. It is written in one transaction, then
every subscriber is told what changed and decides for itself whether that concerns it.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from planner import settings as settings_file
from planner.domain import arrange
from planner.domain.edits import Edit, Outcome, Refused
from planner.domain.stages import Stage, fullest, may_have_lost_a_priority
from planner.domain.times import page_date
from planner.domain.values import Entry, Interval, Page, PageHead, new_id
from planner.settings import Settings
from planner.store.problems import StoreProblem

if TYPE_CHECKING:
    from planner.domain.guarding import Watch
    from planner.domain.past import ImportedTask, PastTask
    from planner.domain.search import KeptLine
    from planner.domain.stretch import Guard
    from planner.foresight import Foresight
    from planner.store.store import Store

Clock = Callable[[], dt.datetime]
Listener = Callable[[Edit], None]
DAY = dt.timedelta(days=1)
PAST_MOST = 7000  # tasks of the past that forecasts rest on: some years; beyond that people change


def local_zone() -> str:
    """The IANA name of the machine's time zone; UTC where it cannot be told."""
    named = os.environ.get("TZ", "").lstrip(":")
    if "/" in named or named == "UTC":
        return named
    try:
        target = os.path.realpath("/etc/localtime")
    except OSError:
        return "UTC"
    _, found, name = target.partition("zoneinfo/")
    return name.removeprefix("posix/").removeprefix("right/") if found else _zone_elsewhere()


def _zone_elsewhere() -> str:
    """Windows and odd systems know their zone through Qt alone; asked only there, since it loads QtCore."""
    if os.name != "nt":
        return "UTC"
    from PySide6.QtCore import QTimeZone

    return bytes(QTimeZone.systemTimeZoneId().data()).decode() or "UTC"


def wall_clock() -> dt.datetime:
    """Now, aware, to the second."""
    return dt.datetime.now(dt.UTC).astimezone().replace(microsecond=0)


class Companion(Protocol):
    """Who watches the running day beside an open window: it knows of the person what no record does."""

    @property
    def guard(self) -> Guard: ...

    def sit(self, minutes: int | None) -> Outcome:
        """Begin a meditation; None: of the length that the settings give."""


class Workspace:
    """One person's planner: a store, settings, a clock, and whoever wants to know of changes.

    With a window open, its `companion` guards the running day.
    """

    def __init__(self, store: Store, settings: Settings, folder: Path, clock: Clock = wall_clock) -> None:
        self.store = store
        self.settings = settings
        self.folder = folder
        self.now = clock
        self.zone = local_zone()
        self.companion: Companion | None = None
        self._listeners: list[Listener] = []

    # Reads

    def today(self) -> dt.date:
        """The date whose page runs now: before the day start it is still yesterday's."""
        return page_date(self.now(), self.zone, self.settings.day_start)

    def head(self, date: dt.date) -> PageHead:
        """The head that a page made now would keep."""
        return self.settings.head(date, self.zone)

    def page(self, date: dt.date | None = None) -> Page:
        wanted = date or self.today()
        return self.store.page(wanted, self.head(wanted))

    def pages(self, first: dt.date, last: dt.date) -> tuple[Page, ...]:
        """The kept pages from one date to another, both counted in."""
        return self.store.pages(first, last)

    def stages(self, date: dt.date) -> tuple[Stage, ...]:
        """The states that a page went through, oldest first: what the layers of a day are drawn from."""
        return self.store.stages(date)

    def first_plans(self, first: dt.date, last: dt.date) -> dict[dt.date, Page]:
        """Of the days that a priority may have left: the page as it was planned, with the most of the three chosen."""
        left = (page.date for page in self.pages(first, last) if may_have_lost_a_priority(page))
        plans = ((date, fullest(self.stages(date))) for date in left)
        return {date: plan for date, plan in plans if plan is not None}

    def running(self) -> Interval | None:
        return self.store.running()

    def days(self) -> tuple[Page, ...]:
        """The running page last, the one before it, and that of a timer which somebody left running on another."""
        today = self.today()
        others = {today - DAY}
        if (running := self.running()) is not None:
            others.add(running.page)
        return tuple(self.page(date) for date in (*sorted(others - {today}), today))

    def watch(self) -> Watch:
        """How the running day is guarded: by the rules that its page keeps, and by the settings."""
        return self.settings.watch(self.page().head)

    def guard(self) -> Guard:
        """Where the running day stands by its record: the stretch, and the recharge that is due or runs."""
        from planner.domain.guarding import guarded

        if self.companion is not None:
            return self.companion.guard
        return guarded(self.days(), self.watch(), self.now())

    def leftovers(self, date: dt.date) -> tuple[Entry, ...]:
        """Open tasks of the last kept page before a date: the quiet line "3 left over"."""
        return self.store.leftovers(date)

    def lines(self) -> Iterator[list[KeptLine]]:
        """The lines of all pages for a search, the newest first, in portions."""
        return self.store.lines()

    def past(self) -> Iterator[PastTask]:
        """Every task of the past in the order of its day, of pages and imports; what is open today is not yet."""
        return self.store.past(self.today())

    @cached_property
    def foresight(self) -> Foresight:
        """What the past says about the next guess. Made when it is first asked for."""
        from planner.foresight import Foresight

        return Foresight(
            lambda: self.store.past(self.today(), PAST_MOST),
            lambda entry_id: self.store.past_of(entry_id),
            self.today,
        )

    @property
    def undo_label(self) -> str | None:
        return self.store.undo_label()

    @property
    def redo_label(self) -> str | None:
        return self.store.redo_label()

    # Changes

    def do(self, outcome: Outcome, shown: Mapping[str, bytes] | None = None) -> Outcome:
        """Write an Edit and tell everyone. A refusal, or an Edit that changes nothing, is handed back as it came.

        `shown` is what the pictures show that the Edit makes, by their ids. Raises StoreProblem when the file cannot
        take it; then nothing has been written.
        """
        if isinstance(outcome, Refused) or not outcome.changes:
            return outcome
        self.store.apply(outcome, shown)
        self._tell(outcome)
        return outcome

    def import_history(self, name: str, tasks: Sequence[ImportedTask]) -> Outcome:
        """Take over a history read from a file of this name: all of it that is not here yet, as one Edit."""
        from planner.domain.importing import import_history

        made = import_history(name, tasks, self.store.imported(), page=self.today(), new=new_id())
        if isinstance(made.outcome, Edit):
            self.store.keep_import(made.outcome, made.tasks)
            self._tell(made.outcome)
        return made.outcome

    def undo(self) -> Outcome:
        return self._back_or_forth(self.store.undo(), "There is nothing to undo.")

    def redo(self) -> Outcome:
        return self._back_or_forth(self.store.redo(), "There is nothing to redo.")

    def _back_or_forth(self, edit: Edit | None, nothing: str) -> Outcome:
        if edit is None:
            return Refused(nothing)
        self._tell(edit)
        return edit

    def catch_up(self) -> None:
        """End a recharge of the record that has been complete for a while, when nobody was there to end it."""
        from planner.domain import guarding, recharging

        running = self.running()
        if self.companion is not None or running is None or running.kind != "recharge":
            return
        days = self.days()
        complete = guarding.complete_at(days, self.watch())
        if complete is not None and complete <= self.now():
            self.do(recharging.end(self.page(running.page), complete))

    def change_settings(self, settings: Settings) -> Outcome:
        """Keep new settings, and plan today by them where it is planned already. Other pages keep their rules.

        The answer is what became of today's page: it may have to keep its rules until tomorrow.
        """
        settings_file.save(self.folder, settings)
        ruled = self.head(self.today())
        self.settings = settings
        self._tell(Edit("Settings changed"))
        page, head = self.page(), self.head(self.today())
        if page.fresh or replace(head, date=ruled.date, day_start=ruled.day_start) == ruled:
            return Edit("Settings changed")
        return self.do(arrange.adopt(page, head, now=self.now()))

    def go_on_with(self, store: Store) -> None:
        """Take another store in place of the one that was closed (a backup was put back), and tell everyone."""
        self.store = store
        if "foresight" in self.__dict__:
            self.foresight.forget()
        self._tell(Edit("Restored"))

    # Listeners

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of every Edit once it is written; the answer ends it. One without changes means: look at all anew."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def _tell(self, edit: Edit) -> None:
        if "foresight" in self.__dict__:
            try:
                self.foresight.keep_up(edit)
            except StoreProblem:  # the Edit is written all the same: what it teaches is read another time
                self.foresight.forget()
        for listener in tuple(self._listeners):
            listener(edit)

    def close(self) -> None:
        self._listeners.clear()
        self.store.close()

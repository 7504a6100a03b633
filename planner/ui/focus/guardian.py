"""The guard beside the open window: it looks at the clocks and at who is there, keeps the state machine of the domain
up to date, and writes what that says into the record. What is seen of it is on the stage (stage.py).

It looks when the machine says that something is due, when an event begins or ends, and every few seconds while there is
something to guard.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from planner.domain import absence, clock_set, entries, guarding, recharging
from planner.domain.edits import Edit, Outcome, Refused
from planner.domain.happenings import ClockJumped, Event, IdleSince, InputSeen, Locked, Slept, Tick, Unlocked
from planner.domain.stretch import EMPTY, MINUTE, Guard, State, begun, later, next_moment, step
from planner.domain.times import frame
from planner.domain.values import Box, Entry, Interval, Page, new_id
from planner.presence import clocks as time_pieces
from planner.presence.clocks import Clocks, Reading
from planner.presence.watch import Presence
from planner.ui.focus.ledger import Ledger
from planner.ui.focus.memory import Absence, Memory
from planner.ui.signals import Changes
from planner.workspace import Workspace

SECOND = dt.timedelta(seconds=1)
PACE: dict[State, dt.timedelta] = {  # at the latest, the next look
    "idle": 10 * SECOND,
    "working": 2 * SECOND,
    "warned": SECOND,
    "recharging": SECOND,
}
LATER = 0.5  # s by which the last input must be later than the one that is known, to be another
NOTICED = 60.0  # s without input that are worth remembering as an absence
ZERO = dt.timedelta(0)
OPEN = 24 * 60 * MINUTE  # of an absence that is not over: no longer than this
REMEMBERED = 30 * SECOND  # between two notes of when the program was last there…
IN_REST = 5 * SECOND  # …and while a recharge runs
DOUBT = 2 * SECOND  # by which input may be later than the last note and still be that of before


class Question(NamedTuple):
    """The time that somebody was away from one interval of work: its spans, and their minutes in all."""

    page: Page
    interval: Interval
    entry: Entry | None
    spans: tuple[absence.Span, ...]
    minutes: int


class Guardian(QObject):
    """`looked()` after every look, `touched()` at every input; `clock_set(timedelta)` when the wall clock was set."""

    looked = Signal()
    touched = Signal()
    clock_set = Signal(object)

    def __init__(self, workspace: Workspace, clocks: Clocks, presence: Presence, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.memory = Memory(workspace.folder)
        self.ledger = Ledger(workspace)
        self.presence = presence
        self._clocks = clocks
        self._last: Reading = time_pieces.read(clocks)
        self._input = self._last.elapsed  # when the last input was, on the clock that only grows
        self._stale = False
        self._holds: tuple[tuple[dt.datetime, dt.datetime], ...] = ()  # of a recharge, while the program was not there
        self._carried = False  # a recharge over which the clock was set so far that the record cannot tell of it…
        self._untold = False  # …until its next piece does, which is as long as all of it
        self._absences: tuple[Absence, ...] = ()
        self._boundary: dt.datetime | None = None  # the next instant at which the page itself changes what counts
        self._noted: dt.datetime | None = None
        self.seen_last: dt.datetime | None = None  # when the program was last there, before this time
        self.days: tuple[Page, ...] = ()
        self.guard: Guard = begun(workspace.watch().rules, self.now)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        self._changes = Changes(workspace, self)
        self._changes.changed.connect(self._on_changed)

    @property
    def now(self) -> dt.datetime:
        """The instant of the last look."""
        return self._last.wall

    @property
    def today(self) -> Page:
        return self.days[-1]

    @property
    def running(self) -> Interval | None:
        return next((found for page in self.days if (found := page.running())), None)

    def begin(self) -> None:
        """Find the state that was left, and guard from now on."""
        self.seen_last = self.memory.seen
        self._absences = self._still_there(self.memory.absences)
        self._read_again()
        self._miss_the_time_between()
        self._doubt_the_rest_between()
        self.look()

    def end(self) -> None:
        self._timer.stop()
        self._changes.close()
        self._note(self._clocks.wall())
        self.presence.close()

    # Looking

    def look(self) -> None:
        """See what is there to be seen, show it, and only then write it: a curtain never waits for the disk."""
        try:
            self._look()
            self.looked.emit()
            self._keep_up()
            self._note(self.now)
        finally:  # whatever went wrong, the day goes on
            self._wait()

    def _look(self) -> None:
        self.fresh()
        before, self._last = self._last, time_pieces.read(self._clocks)
        gone = time_pieces.passed(before, self._last)
        if gone.jumped:
            self._clock_was_set(dt.timedelta(seconds=gone.jumped))
        if gone.slept:
            self._happens(Slept(dt.timedelta(seconds=gone.slept)))
        self._see()
        if self._boundary is not None and self.now >= self._boundary:
            self._read_again()
        self._keep_planned_recharges()
        before_tick = self.guard
        self._happens(Tick())
        if self.guard.state == "recharging" != before_tick.state and before_tick.away is not None:
            self._remember_the_empty_chair(before_tick.away)

    def _happens(self, event: Event) -> None:
        self.guard = step(self.guard, event, self.now)

    def _see(self) -> None:
        """What can be known of the person since the last look."""
        sight = self.presence.look()
        known = self._input
        if sight.idle is not None:
            self._input = self._last.elapsed - sight.idle
        typed = self._input > known + LATER
        locked = sight.locked if sight.locked is not None else self.guard.locked and not typed
        if locked != self.guard.locked:
            if not locked:
                self._is_back()
            self._happens(Locked() if locked else Unlocked())
        if locked or sight.idle is None:
            return
        if typed:
            self.touch()
        elif sight.idle >= NOTICED:
            self._happens(IdleSince(self.now - dt.timedelta(seconds=sight.idle)))

    def touch(self) -> None:
        """A key or the mouse was seen."""
        self._is_back()
        self._happens(InputSeen())
        self.touched.emit()

    def _is_back(self) -> None:
        self._absences = tuple(each._replace(until=min(each.until, self.now)) for each in self._absences)
        if self.guard.away is None:
            return
        for each in self._missed(self.guard.away, self.now):
            if all(each.interval != other.interval or each.since > other.until for other in self._absences):
                self._ask_about(each)

    def _missed(self, since: dt.datetime, until: dt.datetime) -> Iterator[Absence]:
        """What ran meanwhile, but for what is done away from the screen."""
        for page in self.days:
            for interval in page.intervals:
                entry = page.entry(interval.entry)
                first, last = max(since, interval.start), min(until, interval.end or until)
                long = last - first >= min(EMPTY, self.guard.rules.recharge * MINUTE)
                if interval.kind == "work" and not (entry and entry.off_screen) and long:
                    yield Absence(interval.id, first, until)

    def _remember_the_empty_chair(self, since: dt.datetime) -> None:
        """The curtain falls while nobody is there: that is a part of the rest, until somebody says otherwise."""
        for each in self._missed(since, self.now):
            self._ask_about(each._replace(until=self.now + OPEN))

    def _ask_about(self, found: Absence) -> None:
        self._absences = (*self._absences, found)
        self.memory.keep_absences(self._absences)

    def _miss_the_time_between(self) -> None:
        """A timer that ran while the program did not: nobody can say whether anybody worked."""
        seen, running = self.seen_last, self.running
        if seen is None or running is None or self.now - seen < self.guard.rules.recharge * MINUTE:
            return
        for each in self._missed(seen, self.now):
            self._ask_about(each)
        self._read_again()

    def _doubt_the_rest_between(self) -> None:
        """A recharge that ran while the program did not: with input meanwhile, nobody knows that it was rest.

        The piece ends where it was seen last; it counts on from now.
        """
        seen, running, idle = self.seen_last, self.running, self.presence.look().idle
        if seen is None or running is None or running.kind != "recharge" or idle is None:
            return
        if self.now - dt.timedelta(seconds=idle) > seen + DOUBT:
            self._holds = ((max(seen, running.start), self.now),)
            self.guard = begun(self.guard.rules, self.now)  # what it had counted is in doubt
            page = next(page for page in self.days if page.date == running.page)
            self._write(recharging.end(page, seen))

    # Time

    def _clock_was_set(self, by: dt.timedelta) -> None:
        """What has elapsed stays; the record of this stretch moves with the clock, as far as its pages let it."""
        self._happens(ClockJumped(by))
        guard = self.guard
        self._absences = tuple(each._replace(since=each.since + by, until=each.until + by) for each in self._absences)
        moved = clock_set.moved(self.days, by) if abs(by) >= MINUTE else None
        if moved is not None:
            self._write(moved)
        self._read_again()
        self._carried = self._untold = guard.state == "recharging" and self.guard.state != "recharging"
        self.guard = guard
        self.clock_set.emit(by)

    def _keep_planned_recharges(self) -> None:
        """One that the person gave a time begins at it, or as soon as an event, quiet or a meditation lets it."""
        minute = self.today.frame.minute(self.now)
        box = next((box for box in planned_recharges(self.today) if box.start <= minute < box.end), None)
        running = self.running
        sits = running is not None and running.kind == "meditation"
        waits = sits or self.guard.hushed or self.guard.state == "recharging"
        if box is None or waits or any(interval.box == box.id for interval in self.today.intervals):
            return
        self._write(recharging.begin(self.today, self.now, new=new_id(), running=running))

    def _wait(self) -> None:
        """Look again when something is due, and while there is something to see."""
        moments = [self.now + PACE[self.guard.state], next_moment(self.guard), self._boundary]
        if self.guard.state == "recharging":  # when the next second of it is full
            moments.append(self.now + (self.guard.left % SECOND or SECOND))
        soonest = min(moment for moment in moments if moment is not None and moment > self.now)
        self._timer.start(max(1, 1 + int((soonest - self.now) / dt.timedelta(milliseconds=1))))

    def _note(self, now: dt.datetime) -> None:
        pace = IN_REST if self.guard.state == "recharging" else REMEMBERED
        if self._noted is None or not dt.timedelta(0) <= now - self._noted < pace:
            self._noted = now
            self.memory.keep(seen=now.isoformat())

    # The record

    def _on_changed(self, edit: Edit) -> None:
        """Somebody wrote: read it again with the next look, once the change is on the screen."""
        if self.ledger.writes or not (not edit.changes or any(edit.touches(page.date) for page in self.days)):
            return
        self._stale = True
        self._timer.start(0)

    def fresh(self) -> Guard:
        """The guard by the record as it is now."""
        if self._stale:
            self._read_again()
        return self.guard

    def _read_again(self) -> None:
        """The guard as the record has it now, with what is known of the person besides."""
        self._stale = False
        self.days, live = self.ledger.days(), self.guard
        if self._carried and live.state == "recharging":
            self.guard = later(live, self.now)
            return
        self._carried = False
        self._absences = self._still_there(self._absences)
        spans = [(each.since, each.until) for each in self._absences]
        watch = self.workspace.settings.watch(self.today.head)
        found = guarding.held_on(guarding.guarded(self.days, watch, self.now, spans, self._holds), live)
        self.guard = later(replace(found, away=live.away, locked=live.locked), self.now)
        self._boundary = min(self._boundaries(), default=None)

    def _still_there(self, absences: tuple[Absence, ...]) -> tuple[Absence, ...]:
        """Only of what is on the record as it was can still be asked how much of it was work."""
        if not absences:
            return absences
        spans = {i.id: (i.start, i.end or self.now) for page in self.workspace.days() for i in page.intervals}
        return tuple(a for a in absences if a.interval in spans and _within(a, *spans[a.interval]))

    def _boundaries(self) -> Iterator[dt.datetime]:
        page, settings = self.today, self.workspace.settings
        instants = [page.frame.at(page.length)]
        for box in page.boxes:
            if box.kind == "event":
                instants += [page.frame.at(box.start), page.frame.at(box.end)]
        instants += [page.frame.at(box.start) for box in planned_recharges(page)]
        for day in (page.date, page.date + dt.timedelta(days=1)):
            for wall in (settings.guard_opens, settings.guard_closes % (24 * 60)):
                instants.append(frame(day, page.head.zone, wall).begins)
        return (instant for instant in instants if instant > self.now)

    def _keep_up(self) -> None:
        """Write what the guard says of the recharge; first of all what could not be written before."""
        for _ in range(3):
            guard = replace(self.guard, kept=ZERO) if self._untold else self.guard
            edit = recharging.kept_up(self.days, guard, new=new_id())
            if edit is None or not edit.changes:
                break
            self._untold = False
            self._write(edit)
        if self.ledger.write_again():
            self._read_again()

    def _write(self, edit: Edit) -> None:
        self.ledger.write(edit)
        self._read_again()

    # What the person says

    def do(self, outcome: Outcome) -> Outcome:
        """Take what was said at once; where the disk does not, it is written later."""
        if isinstance(outcome, Refused) or not outcome.changes:
            return outcome
        self._write(outcome)
        self.look()
        return outcome

    def rest_now(self) -> Outcome:
        self.look()
        return self.do(recharging.begin(self.today, self.now, new=new_id(), running=self.running))

    def postpone(self, reason: str = "") -> Outcome:
        self.look()
        return self.do(recharging.postpone(self.today, self.guard, reason, now=self.now, new=new_id()))

    def needs_reason(self) -> bool:
        return recharging.needs_reason(self.today)

    def leave(self, reason: str) -> Outcome:
        self.look()
        self._carried = False
        return self.do(recharging.leave(self.today, self.guard, reason, now=self.now, new=new_id()))

    def keep_quiet(self, minutes: int) -> Outcome:
        self.look()
        return self.do(recharging.keep_quiet(self.today, self.guard, minutes, now=self.now, new=new_id()))

    def question(self) -> Question | None:
        """What there is to be asked about absences: those from one interval, together."""
        for page in self.days if self._absences and not self.guard.absent else ():
            for interval in page.intervals:
                mine = [a for a in self._absences if a.interval == interval.id and a.until <= self.now]
                spans = tuple((a.since, a.until) for a in mine)
                if spans:
                    minutes = absence.minutes_away(interval, spans, self.now)
                    return Question(page, interval, page.entry(interval.entry), spans, minutes)
        return None

    def answer(self, asked: Question, kept: int) -> Outcome:
        """Of the minutes that somebody was away, so many were work; the rest is taken off the record."""
        self._absences = tuple(each for each in self._absences if each.interval != asked.interval.id)
        self.memory.keep_absences(self._absences)
        self._read_again()
        if kept >= asked.minutes:
            self.look()
            return Edit("Keep the time away")
        page = next((p for p in self.days if p.date == asked.page.date), asked.page)
        spans, new = asked.spans, new_id()
        return self.do(absence.subtract(page, asked.interval.id, spans, now=self.now, new=new, kept=kept))

    def answer_off_screen(self, asked: Question) -> Outcome:
        """It was work away from the screen: such a task leaves no question again."""
        if asked.entry is not None:
            page = next((p for p in self.days if p.date == asked.page.date), asked.page)
            self.do(entries.mark_off_screen(page, asked.entry.id, True))
        return self.answer(asked, asked.minutes)


def planned_recharges(page: Page) -> tuple[Box, ...]:
    """Those that the person gave a time: they begin at it. The planner's own come when the work has."""
    return tuple(box for box in page.boxes if box.kind == "recharge" and (box.pinned or not box.auto))


def _within(away: Absence, start: dt.datetime, end: dt.datetime) -> bool:
    return start - MINUTE <= away.since < end

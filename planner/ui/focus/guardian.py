"""The guard beside the open window: it looks at the clocks and at who is there, keeps the state machine of the domain
up to date, and writes what that says into the record. What is seen of it is on the stage (stage.py).

It looks when the machine says that something is due, when an event begins or ends, and every few seconds while there is
something to guard.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from planner.domain import absence, clock_set, guarding, recharging
from planner.domain.edits import Edit, Outcome, Refused
from planner.domain.happenings import ClockJumped, Event, IdleSince, InputSeen, Locked, Slept, Tick, Unlocked
from planner.domain.stretch import MINUTE, Guard, State, begun, later, next_moment, step
from planner.domain.times import frame
from planner.domain.values import Box, Interval, Page, new_id
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
ASKED = 10 * MINUTE  # of absence from a running timer, or a whole recharge: after it there is one question
REMEMBERED = 30 * SECOND  # between two notes of when somebody was last seen
LATEST_START = MINUTE  # by which the start of a planned recharge may have gone by and still be kept


class Guardian(QObject):
    """`looked()` after every look, `touched()` at every input; `returned(Absence)` when somebody is back at a timer
    that ran on meanwhile.
    """

    looked = Signal()
    touched = Signal()
    returned = Signal(object)

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
        self._absences: tuple[Absence, ...] = ()
        self._boundary: dt.datetime | None = None  # the next instant at which the page itself changes what counts
        self._noted: dt.datetime | None = None
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
        self._absences = self._still_there(self.memory.absences)
        self._read_again()
        self._miss_the_time_between()
        self.look()
        for each in self._absences:
            self.returned.emit(each)

    def end(self) -> None:
        self._timer.stop()
        self._changes.close()
        self._note(self._clocks.wall())
        self.presence.close()

    # Looking

    def look(self) -> None:
        self.fresh()
        before, self._last = self._last, time_pieces.read(self._clocks)
        gone = time_pieces.passed(before, self._last)
        if gone.jumped:
            self._clock_was_set(dt.timedelta(seconds=gone.jumped))
        if gone.slept:
            self._happens(Slept(dt.timedelta(seconds=gone.slept)))
        self._see()
        self._keep_fixed_times(before.wall)
        self._happens(Tick())
        self._keep_up()
        self._note(self.now)
        self.looked.emit()
        self._wait()

    def _happens(self, event: Event) -> None:
        self.guard = step(self.guard, event, self.now)

    def _see(self) -> None:
        """What can be known of the person since the last look."""
        sight = self.presence.look()
        if sight.locked is not None and sight.locked != self.guard.locked:
            if not sight.locked:
                self._is_back()
            self._happens(Locked() if sight.locked else Unlocked())
        if sight.idle is None or self.guard.locked:
            return
        known, self._input = self._input, self._last.elapsed - sight.idle
        if self._input > known + LATER:
            self.touch()
        elif sight.idle >= NOTICED:
            self._happens(IdleSince(self.now - dt.timedelta(seconds=sight.idle)))

    def touch(self) -> None:
        """A key or the mouse was seen."""
        self._is_back()
        self._happens(InputSeen())
        self.touched.emit()

    def _is_back(self) -> None:
        if self.guard.away is None:
            return
        for each in self._missed(self.guard.away, self.now):
            self._ask_about(each)
            self.returned.emit(each)

    def _missed(self, since: dt.datetime, until: dt.datetime) -> Iterator[Absence]:
        """What ran meanwhile, but for what is done away from the screen."""
        for page in self.days:
            for interval in page.intervals:
                entry = page.entry(interval.entry)
                first, last = max(since, interval.start), min(until, interval.end or until)
                long = last - first >= min(ASKED, self.guard.rules.recharge * MINUTE)
                if interval.kind == "work" and not (entry and entry.off_screen) and long:
                    yield Absence(interval.id, first, last)

    def _ask_about(self, found: Absence) -> None:
        self._absences = (*self._absences, found)
        self.memory.keep_absences(self._absences)

    def _miss_the_time_between(self) -> None:
        """A timer that ran while the program did not: nobody can say whether anybody worked."""
        seen, running = self.memory.seen, self.running
        if seen is None or running is None or self.now - seen < self.guard.rules.recharge * MINUTE:
            return
        for each in self._missed(seen, self.now):
            self._ask_about(each)
        self._read_again()

    # Time

    def _clock_was_set(self, by: dt.timedelta) -> None:
        """What has elapsed stays; the record of this stretch moves with the clock, as far as its pages let it."""
        self._happens(ClockJumped(by))
        guard = self.guard
        self._absences = tuple(each._replace(since=each.since + by, until=each.until + by) for each in self._absences)
        moved = clock_set.moved(self.days, by)
        if moved is not None:
            self._write(moved)
        self._read_again()
        self.guard = guard

    def _keep_fixed_times(self, before: dt.datetime) -> None:
        """Events, working hours and planned recharges begin and end when they are due."""
        if self._boundary is None or self.now < self._boundary:
            return
        self._read_again()
        box = next((box for box in planned_recharges(self.today) if self._is_due(box, before)), None)
        sits = self.running is not None and self.running.kind == "meditation"
        if box is not None and self.guard.state != "recharging" and not self.guard.hushed and not sits:
            start = self.today.frame.at(box.start)
            self._write(recharging.begin(self.today, start, new=new_id(), running=self.running))

    def _is_due(self, box: Box, before: dt.datetime) -> bool:
        start = self.today.frame.at(box.start)
        taken = any(interval.box == box.id for interval in self.today.intervals)
        return not taken and max(before, self.now - LATEST_START) < start <= self.now

    def _wait(self) -> None:
        """Look again when something is due, and while there is something to see."""
        moments = [self.now + PACE[self.guard.state], next_moment(self.guard), self._boundary]
        if self.guard.state == "recharging":  # when the next second of it is full
            moments.append(self.now + (self.guard.left % SECOND or SECOND))
        soonest = min(moment for moment in moments if moment is not None and moment > self.now)
        self._timer.start(max(1, 1 + int((soonest - self.now) / dt.timedelta(milliseconds=1))))

    def _note(self, now: dt.datetime) -> None:
        if self._noted is None or not dt.timedelta(0) <= now - self._noted < REMEMBERED:
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
        self._absences = self._still_there(self._absences)
        spans = [(each.since, each.until) for each in self._absences]
        found = guarding.guarded(self.days, self.workspace.watch(), self.now, spans)
        held = live.held_until if found.state == live.state == "recharging" else found.held_until
        self.guard = later(replace(found, away=live.away, locked=live.locked, held_until=held), self.now)
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
            edit = recharging.kept_up(self.days, self.guard, new=new_id())
            if edit is None or not edit.changes:
                break
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
        return self.do(recharging.leave(self.today, self.guard, reason, now=self.now, new=new_id()))

    def keep_quiet(self, minutes: int) -> Outcome:
        self.look()
        return self.do(recharging.keep_quiet(self.today, self.guard, minutes, now=self.now, new=new_id()))

    def answer(self, asked: Absence, kept: int) -> Outcome:
        """Of the minutes that somebody was away, so many were work; the rest is taken off the record."""
        self._absences = tuple(each for each in self._absences if each != asked)
        self.memory.keep_absences(self._absences)
        page = next((p for p in self.days if any(i.id == asked.interval for i in p.intervals)), None)
        if page is None or kept >= asked.minutes:
            self._read_again()
            self.look()
            return Edit("Keep the time away")
        since, until = asked.since, asked.until
        return self.do(absence.subtract(page, asked.interval, since, until, now=self.now, new=new_id(), kept=kept))


def planned_recharges(page: Page) -> tuple[Box, ...]:
    """Those that the person gave a time: they begin at it. The planner's own come when the work has."""
    return tuple(box for box in page.boxes if box.kind == "recharge" and (box.pinned or not box.auto))


def _within(away: Absence, start: dt.datetime, end: dt.datetime) -> bool:
    return start <= away.since + MINUTE and away.until <= end + MINUTE

"""The guard of the running day: a state machine (guard, event, now) -> guard, with no clock of its own.

Its states are *idle → working → warned → recharging → idle*. It counts the seconds of work since the last rest that
counts, and says when a recharge is due. What happened is told to it as events, by whoever watches the person (live) or
by the record read again (guarding.py): the same machine, so that a restart finds the state that was left.

Between two steps everything is counted to the instant, however many there are; only a `Tick` lets the curtain fall,
since that is when somebody looked. All instants are aware.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from planner.domain.happenings import (
    ClockJumped,
    Event,
    EventBegins,
    EventEnds,
    Held,
    HoursBegin,
    HoursEnd,
    IdleSince,
    InputSeen,
    LeftEarly,
    Locked,
    Postponed,
    Quiet,
    RechargeBegins,
    RechargeEnds,
    Slept,
    Started,
    Stopped,
    Tick,
    Unlocked,
)

State = Literal["idle", "working", "warned", "recharging"]

ZERO = dt.timedelta(0)
MINUTE = dt.timedelta(minutes=1)
SETTLE = dt.timedelta(seconds=5)  # without input, until the countdown of a recharge goes on
EMPTY = dt.timedelta(minutes=10)  # without a sign of life, from which on a chair is empty
LEAST_GRANT = 5  # minutes of work that leaving a recharge at once still allows
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rules:
    """What the person chose: minutes, but for `postponements` (of `postponement` minutes each, in one stretch)."""

    limit: int = 120
    recharge: int = 30
    warning: int = 2
    postponements: int = 1
    postponement: int = 5
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Guard:
    """Where the running day stands, counted up to `at`.

    `worked` is the stretch, `due` what it may come to. Work is a timer (`task`) or events that count as work
    (`meetings`). Nothing is asked while there are `hushing` events, until `quiet_until`, or while `closed` (outside the
    working hours). `rest` is the time without work; of a recharge that takes `needs`, `rested` has counted: not while
    somebody works, nor until `held_until`, since input was seen; `kept` is what stands in the record of it. Who `sits`
    in meditation rests whatever input is seen. `away` is the last sign of life.
    """

    rules: Rules
    at: dt.datetime
    state: State = "idle"
    worked: dt.timedelta = ZERO
    due: dt.timedelta = ZERO
    task: bool = False
    off_screen: bool = False
    meetings: frozenset[str] = NONE
    hushing: frozenset[str] = NONE
    quiet_until: dt.datetime | None = None
    closed: bool = False
    rest: dt.timedelta = ZERO
    needs: dt.timedelta = ZERO
    rested: dt.timedelta = ZERO
    kept: dt.timedelta = ZERO
    held_until: dt.datetime | None = None
    sits: bool = False
    away: dt.datetime | None = None
    locked: bool = False
    postponed: int = 0

    @property
    def busy(self) -> bool:
        """Whether there is work, or the planner must take it for work."""
        return bool(self.meetings) or (self.task and not self.absent)

    @property
    def absent(self) -> bool:
        """Whether the person has been away from a running timer for as long as a recharge takes."""
        if self.away is None or self.off_screen or self.meetings:
            return False
        return self.at - self.away >= self.rules.recharge * MINUTE

    @property
    def hushed(self) -> bool:
        """Whether nothing may be asked now; what is due then is owed after it."""
        return bool(self.hushing) or self.closed or (self.quiet_until is not None and self.at < self.quiet_until)

    @property
    def held(self) -> bool:
        """Whether the countdown of the recharge stands still: input was seen, or somebody has started to work."""
        return self.task or (self.held_until is not None and self.at < self.held_until)

    @property
    def left(self) -> dt.timedelta:
        """The rest that the recharge still takes."""
        return max(ZERO, self.needs - self.rested)


def begun(rules: Rules, at: dt.datetime) -> Guard:
    """A guard that knows of no work yet."""
    return Guard(rules, at, due=rules.limit * MINUTE)


def step(guard: Guard, event: Event, now: dt.datetime) -> Guard:
    """The guard after an event at `now`. A `now` before what is counted already changes nothing of the counts."""
    if isinstance(event, ClockJumped):
        return later(_shifted(guard, event.by), now)
    if isinstance(event, IdleSince | Slept):  # they tell of time that has gone by
        guard = _gone_since(guard, event.since if isinstance(event, IdleSince) else now - event.span)
        return later(guard, now)
    return _judged(_DEEDS[type(event)](_counted(guard, now), event))


def later(guard: Guard, now: dt.datetime) -> Guard:
    """The guard at `now`, if nothing has happened meanwhile and nobody looked."""
    return _judged(_counted(guard, now))


# What follows from where it stands


def due_at(guard: Guard) -> dt.datetime:
    """When the recharge comes if work goes on: not before quiet ends."""
    at = guard.at + max(ZERO, guard.due - guard.worked)
    return max(at, guard.quiet_until) if guard.quiet_until else at


def next_moment(guard: Guard) -> dt.datetime | None:
    """When its state changes if nothing happens; None if it will not, or if it depends on an event's end."""
    if guard.state == "recharging":
        held = guard.held_until if guard.held_until and guard.at < guard.held_until else None
        return None if guard.task else (held or guard.at) + guard.left
    if not guard.busy or guard.hushing or guard.closed:
        return None
    return due_at(guard) - (guard.rules.warning * MINUTE if guard.state == "working" else ZERO)


def earned(guard: Guard) -> int:
    """Minutes of work that leaving the recharge now allows: its share of the limit, since that much was rested."""
    return max(LEAST_GRANT, int(guard.rules.limit * (guard.rested / guard.needs))) if guard.needs else 0


def _judged(guard: Guard) -> Guard:
    """The guard with its state told from its counts; only a recharge is more than that."""
    if guard.state == "recharging":
        return guard
    if not guard.busy:
        return replace(guard, state="idle")
    near = due_at(guard) - guard.at <= guard.rules.warning * MINUTE
    return replace(guard, state="warned" if near and not (guard.hushing or guard.closed) else "working")


# Counting


def _counted(guard: Guard, now: dt.datetime) -> Guard:
    """Everything counted up to `now`, piece by piece between the instants at which something ends by itself."""
    guard = _settled(guard)
    while guard.at < now:
        until = min([now, *(instant for instant in _ends(guard) if guard.at < instant)])
        guard = _settled(_over(guard, until))
    return guard


def _ends(guard: Guard) -> list[dt.datetime]:
    """The instants at which a way of counting may end by itself: input settles, somebody is away for long, a rest is
    full.
    """
    found = [guard.held_until] if guard.held_until else []
    full = guard.rules.recharge * MINUTE
    if guard.task and guard.away:
        found.append(guard.away + full)
    if guard.state == "recharging":
        found.append(guard.at + guard.left)
    elif not guard.busy:
        found.append(guard.at + full - guard.rest)
    return found


def _over(guard: Guard, until: dt.datetime) -> Guard:
    """The span up to `until`, over which one thing goes on."""
    span = until - guard.at
    if guard.state == "recharging":
        rested = guard.rested if guard.held else guard.rested + span
        return replace(guard, at=until, rested=rested, rest=ZERO if guard.task else guard.rest + span)
    if guard.busy:
        return replace(guard, at=until, worked=guard.worked + span, rest=ZERO)
    return replace(guard, at=until, rest=guard.rest + span)


def _settled(guard: Guard) -> Guard:
    """What is complete at this very instant is over: a recharge, a rest that counts."""
    if guard.state == "recharging":
        if guard.rested < guard.needs:
            return guard
        guard = _no_recharge(guard)
    if guard.task and guard.absent and guard.away:
        guard = replace(guard, rest=max(guard.rest, guard.at - guard.away))
    if guard.busy or guard.rest < guard.rules.recharge * MINUTE:
        return guard
    return replace(guard, worked=ZERO, due=guard.rules.limit * MINUTE, postponed=0)


def _no_recharge(guard: Guard) -> Guard:
    return replace(guard, state="idle", needs=ZERO, rested=ZERO, kept=ZERO, held_until=None)


def _gone_since(guard: Guard, since: dt.datetime) -> Guard:
    """No sign of life since then; an earlier absence goes on."""
    return replace(guard, away=min(guard.away, since) if guard.away else since)


def _shifted(guard: Guard, by: dt.timedelta) -> Guard:
    """Every instant moved with the wall clock, so that what has elapsed stays what it is."""
    quiet, held, away = (instant and instant + by for instant in (guard.quiet_until, guard.held_until, guard.away))
    return replace(guard, at=guard.at + by, quiet_until=quiet, held_until=held, away=away)


# Events


def _started(guard: Guard, event: Started) -> Guard:
    return replace(guard, task=True, off_screen=event.off_screen)


def _stopped(guard: Guard, _: Stopped) -> Guard:
    return replace(guard, task=False, off_screen=False)


def _tick(guard: Guard, _: Tick) -> Guard:
    """Who looks when a recharge is due, while work goes on that nothing hushes, lets the curtain fall."""
    due = guard.worked >= guard.due and guard.busy and not guard.hushed and guard.state != "recharging"
    return _recharging(guard, guard.rules.recharge) if due else guard


def _recharging(guard: Guard, minutes: int, *, planned: bool = False) -> Guard:
    """What runs is stopped by it. After work, the rest that has led up to it is part of it, also an empty chair's."""
    needs = minutes * MINUTE
    gone = guard.at - guard.away if guard.away and not guard.off_screen and not guard.meetings else ZERO
    led = max(guard.rest, gone if gone >= EMPTY else ZERO)
    led = min(led, needs) if guard.worked and not planned else ZERO
    begun = replace(_no_recharge(guard), state="recharging", task=False, off_screen=False, needs=needs)
    return replace(begun, rested=led, kept=led)


def _input_seen(guard: Guard, _: InputSeen) -> Guard:
    if guard.locked:
        return guard
    if guard.state != "recharging" or guard.sits:
        return replace(guard, away=None)
    return replace(guard, away=None, held_until=guard.at + SETTLE, kept=guard.rested)


def _held(guard: Guard, event: Held) -> Guard:
    return replace(guard, held_until=event.until, kept=guard.rested) if guard.state == "recharging" else guard


def _locked(guard: Guard, _: Locked) -> Guard:
    return replace(_gone_since(guard, guard.at), locked=True)


def _unlocked(guard: Guard, _: Unlocked) -> Guard:
    return _input_seen(replace(guard, locked=False), InputSeen())


def _event_begins(guard: Guard, event: EventBegins) -> Guard:
    """Others do not wait: a recharge is broken off by work that hushes, and owed after it. A restful event is rest."""
    mine = frozenset({event.id})
    if event.hushes and event.works and guard.state == "recharging":
        guard = _no_recharge(guard)
    meetings = guard.meetings | mine if event.works else guard.meetings
    return replace(guard, meetings=meetings, hushing=guard.hushing | mine if event.hushes else guard.hushing)


def _event_ends(guard: Guard, event: EventEnds) -> Guard:
    """What a meeting has made due is owed as soon as it ends, whether or not a timer runs."""
    mine = frozenset({event.id})
    met = bool(guard.meetings & mine)
    guard = replace(guard, meetings=guard.meetings - mine, hushing=guard.hushing - mine)
    owed = met and guard.worked >= guard.due and not guard.meetings and not guard.hushed
    return _recharging(guard, guard.rules.recharge) if owed and guard.state != "recharging" else guard


def _quiet(guard: Guard, event: Quiet) -> Guard:
    return replace(guard, quiet_until=max(guard.quiet_until or event.until, event.until))


def _postponed(guard: Guard, event: Postponed) -> Guard:
    """A recharge that has begun is not put off any more."""
    if guard.state == "recharging":
        return guard
    due = max(guard.due, guard.worked) + event.minutes * MINUTE
    return replace(guard, due=due, postponed=guard.postponed + 1)


def _recharge_begins(guard: Guard, event: RechargeBegins) -> Guard:
    """A later piece of a recharge goes on from what stands in the record of it."""
    guard = replace(guard, sits=event.minutes is None)
    if guard.state != "recharging":
        return guard if event.minutes is None else _recharging(guard, event.minutes, planned=event.planned)
    needs = guard.needs if event.minutes is None else event.minutes * MINUTE
    return replace(guard, needs=needs, rested=guard.kept, held_until=None)


def _recharge_ends(guard: Guard, _: RechargeEnds) -> Guard:
    guard = replace(guard, sits=False)
    if guard.state != "recharging":
        return guard
    return replace(guard, held_until=guard.at + SETTLE, kept=guard.rested)


def _left_early(guard: Guard, event: LeftEarly) -> Guard:
    """What was rested has been worth some work; the rest that counts is still to come."""
    if guard.state != "recharging":
        return guard
    due = max(guard.due, guard.worked) + event.minutes * MINUTE
    return replace(_no_recharge(guard), due=due, rest=guard.rested)


_DEEDS: dict[type, Callable[[Guard, Any], Guard]] = {
    Started: _started,
    Stopped: _stopped,
    Tick: _tick,
    InputSeen: _input_seen,
    Held: _held,
    Locked: _locked,
    Unlocked: _unlocked,
    EventBegins: _event_begins,
    EventEnds: _event_ends,
    HoursBegin: lambda guard, _: replace(guard, closed=False),
    HoursEnd: lambda guard, _: replace(guard, closed=True),
    Quiet: _quiet,
    Postponed: _postponed,
    RechargeBegins: _recharge_begins,
    RechargeEnds: _recharge_ends,
    LeftEarly: _left_early,
}

"""What happens on the running day, as the guard is told of it: each at the instant at which it happens."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Started:
    """A timer of work starts; `off_screen` work needs neither keys nor mouse."""

    off_screen: bool = False


@dataclass(frozen=True, slots=True)
class Stopped:
    pass


@dataclass(frozen=True, slots=True)
class Tick:
    """Somebody looks."""


@dataclass(frozen=True, slots=True)
class InputSeen:
    pass


@dataclass(frozen=True, slots=True)
class Held:
    """Until then nobody can say that a recharge was rest."""

    until: dt.datetime


@dataclass(frozen=True, slots=True)
class IdleSince:
    """No input since that instant."""

    since: dt.datetime


@dataclass(frozen=True, slots=True)
class Locked:
    """The screen is locked: what is typed there is not seen."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    pass


@dataclass(frozen=True, slots=True)
class Slept:
    """The machine slept so long, up to now."""

    span: dt.timedelta


@dataclass(frozen=True, slots=True)
class ClockJumped:
    """The wall clock was set by so much (negative: back); `now` is already the new time."""

    by: dt.timedelta


@dataclass(frozen=True, slots=True)
class EventBegins:
    id: str
    works: bool = True
    hushes: bool = True


@dataclass(frozen=True, slots=True)
class EventEnds:
    id: str


@dataclass(frozen=True, slots=True)
class HoursBegin:
    """The working hours begin."""


@dataclass(frozen=True, slots=True)
class HoursEnd:
    pass


@dataclass(frozen=True, slots=True)
class Quiet:
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class Postponed:
    """The recharge was put off, by so many minutes of work."""

    minutes: int


@dataclass(frozen=True, slots=True)
class RechargeBegins:
    """A recharge of so many minutes begins: asked for, planned at this time, or found in the record.

    None goes on with a recharge that there is (a meditation within it) and begins none. One that is `planned` takes its
    whole time; into any other goes the rest that has led up to it.
    """

    minutes: int | None
    planned: bool = False


@dataclass(frozen=True, slots=True)
class RechargeEnds:
    """A piece of recharge in the record ends: the whole of it, or the countdown was held."""


@dataclass(frozen=True, slots=True)
class LeftEarly:
    """The person left the recharge, which allows so many minutes of work."""

    minutes: int


Event = (
    Started
    | Stopped
    | Tick
    | InputSeen
    | Held
    | IdleSince
    | Locked
    | Unlocked
    | Slept
    | ClockJumped
    | EventBegins
    | EventEnds
    | HoursBegin
    | HoursEnd
    | Quiet
    | Postponed
    | RechargeBegins
    | RechargeEnds
    | LeftEarly
)

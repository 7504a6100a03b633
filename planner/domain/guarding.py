"""The record read again as what happened, so that the guard of a running day is found as it was left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from planner.domain.happenings import (
    Event,
    EventBegins,
    EventEnds,
    Held,
    HoursBegin,
    HoursEnd,
    IdleSince,
    InputSeen,
    LeftEarly,
    Postponed,
    Quiet,
    RechargeBegins,
    RechargeEnds,
    Started,
    Stopped,
)
from planner.domain.stretch import MINUTE, Guard, Rules, begun, later, step
from planner.domain.times import DAY, frame
from planner.domain.values import Box, Hush, Interval, Page, Remark

Told = tuple[dt.datetime, Event]
Away = tuple[dt.datetime, dt.datetime]

DAY_SPAN = dt.timedelta(days=1)
# What ends at an instant is told before what begins there.
ORDER = (
    InputSeen,
    Stopped,
    RechargeEnds,
    LeftEarly,
    EventEnds,
    HoursEnd,
    HoursBegin,
    EventBegins,
    RechargeBegins,
    Started,
)


@dataclass(frozen=True, slots=True)
class Watch:
    """How a day is guarded: the rules, which events hush (all, those that are work, none), and the working hours in
    minutes of wall time after midnight (0 to 1440: always; an end before the start is one of the next day).
    """

    rules: Rules = field(default_factory=Rules)
    hush: Hush = "all"
    opens: int = 0
    closes: int = DAY


def guarded(
    pages: Sequence[Page], watch: Watch, now: dt.datetime, aways: Iterable[Away] = (), holds: Iterable[Away] = ()
) -> Guard:
    """The guard as the record leaves it at `now`: `pages` are the running one and the one before it, in their order.

    `aways` are absences from a running timer that the record does not show (yet): they are no work. `holds` are spans
    of a recharge that nobody saw: they are no rest.
    """
    at = min(page.frame.begins for page in pages)
    guard = begun(watch.rules, min(at, now))
    told = [*_told(pages, watch, now, aways), *((since, Held(until)) for since, until in holds if since <= now)]
    for instant, event in sorted(told, key=_order):
        guard = step(guard, event, instant)
    return later(guard, now)


def held_on(found: Guard, live: Guard) -> Guard:
    """What was found on the record, held as long as the live guard knows: later input leaves nothing there.

    Where a piece of the recharge runs on the record, nothing holds it any more.
    """
    both = found.state == live.state == "recharging"
    return replace(found, held_until=live.held_until) if both and found.held_until is not None else found


def _order(told: Told) -> tuple[dt.datetime, int]:
    kind = type(told[1])
    return told[0], ORDER.index(kind) if kind in ORDER else len(ORDER)


def _told(pages: Sequence[Page], watch: Watch, now: dt.datetime, aways: Iterable[Away]) -> Iterator[Told]:
    every = [*_hours(pages, watch), *(told for away in aways for told in _absence(away))]
    for page in pages:
        every += [told for interval in page.intervals for told in _interval(page, interval, now)]
        every += [told for remark in page.remarks for told in _remark(remark, now)]
        every += [told for box in page.boxes if box.kind == "event" for told in _meeting(page, box, watch.hush)]
    return (told for told in every if told[0] <= now)


def _by(now: dt.datetime, instant: dt.datetime) -> dt.datetime:
    """What begins behind what has just ended may begin a second from now: it is running all the same."""
    return now if now < instant <= now + MINUTE else instant


def _interval(page: Page, interval: Interval, now: dt.datetime) -> Iterator[Told]:
    """A recharge that was typed in is free time like any other; one of the timer is held to its length."""
    begins: Event | None = None
    if interval.kind == "work":
        entry = page.entry(interval.entry)
        begins = Started(off_screen=entry is not None and entry.off_screen)
    elif interval.kind == "meditation":
        begins = RechargeBegins(None)
    elif interval.source == "timer":
        begins = RechargeBegins(length_of(page, interval), planned=box_of(page, interval) is not None)
    start, end = _by(now, interval.start), interval.end and _by(now, interval.end)
    took_time = end is None or start < end
    if begins is not None and took_time:
        yield start, begins
        if end is not None:
            yield end, Stopped() if interval.kind == "work" else RechargeEnds()
    elif begins is not None and interval.kind == "recharge":  # held or left at once: it has begun all the same
        yield start - dt.timedelta.resolution, begins


def complete_at(pages: Sequence[Page], watch: Watch) -> dt.datetime | None:
    """When the recharge that runs in the record is complete, if nothing holds it; None if none runs."""
    running = next((found for page in pages if (found := page.running())), None)
    if running is None or running.kind != "recharge":
        return None
    return running.start + guarded(pages, watch, running.start).left


def length_of(page: Page, recharge: Interval) -> int:
    """Minutes that a recharge takes: those of the box that the person gave it, else those of the law."""
    box = box_of(page, recharge)
    return page.head.recharge if box is None else box.minutes


def box_of(page: Page, recharge: Interval) -> Box | None:
    """The box that the person gave a recharge, if that is what it fills."""
    box = page.box(recharge.box)
    return box if box is not None and not box.auto else None


def _remark(remark: Remark, now: dt.datetime) -> Iterator[Told]:
    if remark.kind == "postponed":
        yield remark.at, Postponed(remark.minutes)
    elif remark.kind == "left":
        yield _by(now, remark.at), LeftEarly(remark.minutes)
    elif remark.kind == "quiet":
        yield remark.at, Quiet(remark.at + remark.minutes * MINUTE)


def _meeting(page: Page, box: Box, hush: Hush) -> Iterator[Told]:
    hushes = hush == "all" or (hush == "work" and not box.restful)
    yield page.frame.at(box.start), EventBegins(box.id, not box.restful, hushes)
    yield page.frame.at(box.end), EventEnds(box.id)


def _absence(away: Away) -> Iterator[Told]:
    since, until = away
    yield since, IdleSince(since)
    yield until, InputSeen()


def _hours(pages: Sequence[Page], watch: Watch) -> Iterator[Told]:
    if (watch.closes - watch.opens) % DAY == 0:
        return
    yield min(page.frame.begins for page in pages) - 2 * DAY_SPAN, HoursEnd()  # before all that is told
    for page in pages:
        for date in (page.date, page.date + DAY_SPAN):
            yield frame(date, page.head.zone, watch.opens).begins, HoursBegin()
            later = date if watch.closes > watch.opens else date + DAY_SPAN
            yield frame(later, page.head.zone, watch.closes % DAY).begins, HoursEnd()

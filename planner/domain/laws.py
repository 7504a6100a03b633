"""The laws of a day: what is unlawful about a page, and where.

All times are page minutes. On the running page what lies before now counts by its actuals, what lies after by the
plan; an event counts as work over its whole span unless it is restful, since it takes place without a timer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.labels import quoted
from planner.domain.times import floor_to, words_of
from planner.domain.values import Box, Page

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Breach:
    """Where a page breaks a law: `minutes` over the recharge limit (0 for a clash of two boxes), and why in words."""

    at: int
    why: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a page stands in time: `now` in page minutes, and the first minute that may still be planned."""

    now: int
    floor: int

    @property
    def running(self) -> bool:
        return self.now >= 0


def moment(page: Page, now: dt.datetime, snap: int = 1) -> Moment:
    """A coming page has all its minutes before it (now -1); an earlier page has none (floor past its end)."""
    minute = page.frame.minute(now)
    if minute < 0:
        return Moment(-1, 0)
    return Moment(minute, floor_to(minute, max(1, snap)))


def is_past(page: Page, now: dt.datetime) -> bool:
    """Whether the page is an earlier one: its record is corrected, and no longer planned."""
    return page.frame.minute(now) >= page.length


def begun_boxes(page: Page, at: Moment) -> frozenset[str]:
    """Ids of the boxes that have started or are finished: planning never moves them.

    A box worked on before its time and left again has not begun: what was done stands in the record, its time is open.
    """
    worked = {interval.box for interval in page.intervals}
    begun = {interval.box for interval in page.intervals if interval.end is None and interval.box}
    for box in page.boxes:
        if box.start <= at.now and (box.id in worked or box.done or (box.kind == "recharge" and box.start < at.now)):
            begun.add(box.id)
    return frozenset(begun)


def finished_entries(page: Page) -> frozenset[str]:
    """Ids of the entries that no more work is to come for on this page: done, dropped or carried over."""
    return frozenset(entry.id for entry in page.entries if entry.state != "open")


def is_fixed(page: Page, box: Box, now: dt.datetime) -> bool:
    """Whether no push may move this box: pinned, an event, started or finished."""
    return box.pinned or box.kind == "event" or box.id in begun_boxes(page, moment(page, now))


def actual_spans(page: Page, at: Moment) -> list[Span]:
    """The page minutes really worked before now, from the intervals."""
    if not page.intervals:
        return []
    minute = page.frame.minute
    spans = []
    for interval in page.intervals:
        if interval.kind == "work":
            end = minute(interval.end) if interval.end else at.now
            spans.append((minute(interval.start), min(end, at.now)))
    return [span for span in spans if span[1] > span[0]]


def planned_span(box: Box, at: Moment, finished: frozenset[str]) -> Span | None:
    """The minutes of a box that count as work to come (an event's whole span), or None."""
    if box.kind == "event":
        return None if box.restful else (box.start, box.end)
    if box.kind != "work" or box.done or box.entry in finished or box.end <= at.now:
        return None
    return (max(box.start, at.now), box.end)


def work_spans(page: Page, now: dt.datetime) -> list[Span]:
    """All that counts as work, as spans in order that do not touch: actuals before now, the plan after, events."""
    at = moment(page, now)
    finished = finished_entries(page)
    planned = (planned_span(box, at, finished) for box in page.boxes)
    return merged([*actual_spans(page, at), *(span for span in planned if span)])


def merged(spans: Iterable[Span]) -> list[Span]:
    """The union of spans, in order; spans that touch become one."""
    union: list[Span] = []
    for start, end in sorted(spans):
        if union and start <= union[-1][1]:
            if end > union[-1][1]:
                union[-1] = (union[-1][0], end)
        else:
            union.append((start, end))
    return union


def stretches(spans: Iterable[Span], recharge: int) -> list[list[Span]]:
    """Work spans gathered into stretches: a rest that counts, of `recharge` minutes or more, ends one."""
    gathered: list[list[Span]] = []
    for span in spans:
        if gathered and span[0] - gathered[-1][-1][1] < recharge:
            gathered[-1].append(span)
        else:
            gathered.append([span])
    return gathered


def minutes_of(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def stretch_at(page: Page, minute: int, now: dt.datetime) -> int:
    """Minutes of work since the last rest that counts, at a page minute."""
    spans = [(start, min(end, minute)) for start, end in work_spans(page, now) if start < minute]
    if not spans or minute - spans[-1][1] >= page.head.recharge:
        return 0
    return minutes_of(stretches(spans, page.head.recharge)[-1])


def longest_stretch(page: Page, now: dt.datetime) -> int:
    return max((minutes_of(s) for s in stretches(work_spans(page, now), page.head.recharge)), default=0)


def over_limit(page: Page, now: dt.datetime) -> int:
    """The page's breach: the sum of minutes over the limit."""
    limit = page.head.limit
    return sum(max(0, minutes_of(s) - limit) for s in stretches(work_spans(page, now), page.head.recharge))


def breaches(page: Page, now: dt.datetime) -> tuple[Breach, ...]:
    """Every place where the page breaks the recharge law or two boxes clash, in order of time."""
    found = [*_over_the_limit(page, now), *_clashes(page)]
    return tuple(sorted(found, key=lambda breach: (breach.at, breach.why)))


def is_lawful(page: Page, now: dt.datetime) -> bool:
    return not breaches(page, now)


def _over_the_limit(page: Page, now: dt.datetime) -> list[Breach]:
    limit, recharge = page.head.limit, page.head.recharge
    found = []
    for stretch in stretches(work_spans(page, now), recharge):
        total = minutes_of(stretch)
        if total > limit:
            why = f"{words_of(total)} of work without {words_of(recharge)} of recharge"
            found.append(Breach(_minute_after(stretch, limit), why, total - limit))
    return found


def _minute_after(stretch: list[Span], work: int) -> int:
    """The minute at which a stretch has used up so many minutes of work."""
    for start, end in stretch:
        if work < end - start:
            return start + work
        work -= end - start
    return stretch[-1][1]


def _clashes(page: Page) -> list[Breach]:
    found: list[Breach] = []
    reached: list[Box] = []
    for box in page.boxes:
        reached = [other for other in reached if other.end > box.start]
        for other in reached:
            if not (box.kind == other.kind == "event"):
                found.append(
                    Breach(box.start, f"{quoted(page.title_of(other))} and {quoted(page.title_of(box))} clash", 0)
                )
        reached.append(box)
    return found


def overlapping(page: Page, box: Box, *, but: frozenset[str] = frozenset()) -> Box | None:
    """A box that this one must not overlap, and does."""
    for other in page.boxes:
        if other.id == box.id or other.id in but or (box.kind == other.kind == "event"):
            continue
        if other.start < box.end and box.start < other.end:
            return other
    return None

"""Where the time went. Every minute of a page counts for one thing: what is recorded comes before what is planned.

Work, then meditation, recharge, events of the plan that have passed, and last what was open: the page's hours up to
now in which nothing is on record. Of a page on which nothing at all is recorded nobody knows whether it was open.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from planner.domain.times import words_of
from planner.domain.values import Box, Page
from planner.review.blocks import span_on
from planner.review.span import Span
from planner.review.wording import Sentence, capital, number, quantile

OPEN, EVENTS, RECHARGE, MEDITATION, UNPLANNED, PLANNED = range(1, 7)
GONE = frozenset({"migrated", "scheduled", "dropped"})  # states of an event that did not take place on this page

ABOUT = 90  # minutes from which on a sentence says hours
HALF_HOUR = 30
DAYS_FOR_ADVICE = 5  # days with work on record, below which none is given


@dataclass(frozen=True, slots=True)
class Spent:
    """Minutes. `planned` work was on the page before it was done, `unplanned` was not; `events` were attended.

    A restful event counts as recharge.
    """

    planned: int = 0
    unplanned: int = 0
    events: int = 0
    recharge: int = 0
    meditation: int = 0
    open: int = 0

    @property
    def work(self) -> int:
        return self.planned + self.unplanned

    @property
    def total(self) -> int:
        return sum(getattr(self, each.name) for each in fields(self))

    def __add__(self, other: Spent) -> Spent:
        return Spent(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


@dataclass(frozen=True, slots=True)
class SpentPeriod:
    """A day, week, month or year of the span. `days` are those with anything on record: 0 is a gap."""

    span: Span
    label: str
    spent: Spent
    days: int


def spent_on(page: Page, now: dt.datetime) -> Spent:
    """The minutes of one page, up to now."""
    until = min(max(0, page.frame.minute(now)), page.length)
    line = bytearray(page.length)
    if page.intervals:
        _paint(line, OPEN, *page.hours, until)
    for box in page.boxes:
        if box.kind == "event" and _took_place(page, box):
            _paint(line, RECHARGE if box.restful else EVENTS, box.start, box.end, until)
    planned = {entry.id for entry in page.entries if not entry.unplanned}
    spans = sorted((_kind(i.kind, i.entry in planned), *span_on(page, i, now)) for i in page.intervals)
    for kind, start, end in spans:
        _paint(line, kind, start, end, page.length)
    return Spent(*map(line.count, (PLANNED, UNPLANNED, EVENTS, RECHARGE, MEDITATION, OPEN)))


def _kind(kind: str, planned: bool) -> int:
    if kind == "work":
        return PLANNED if planned else UNPLANNED
    return MEDITATION if kind == "meditation" else RECHARGE


def _took_place(page: Page, box: Box) -> bool:
    entry = page.entry(box.entry)
    return entry is None or entry.state not in GONE


def _paint(line: bytearray, kind: int, start: int, end: int, until: int) -> None:
    end = min(end, until)
    if start < end:
        line[start:end] = bytes((kind,)) * (end - start)


def spent_by_period(days: Sequence[tuple[dt.date, Spent]], span: Span) -> tuple[SpentPeriod, ...]:
    """By day, or by week, month or year where the span is long. `days` are dates within the span."""
    parts = span.cut()
    begins = [part.first for part in parts]
    sums, lived = [Spent()] * len(parts), [0] * len(parts)
    for date, spent in days:
        place = bisect_right(begins, date) - 1
        sums[place] += spent
        lived[place] += spent.total > 0
    return tuple(
        SpentPeriod(part, part.short(span), spent, count) for part, spent, count in zip(parts, sums, lived, strict=True)
    )


def total_of(periods: Iterable[SpentPeriod]) -> Spent:
    return sum((period.spent for period in periods), Spent())


def unplanned_sentence(days: Sequence[tuple[dt.date, Spent]], span: Span) -> Sentence | None:
    """ "About seven hours of the week were work that was not planned. Leave an hour a day open."; None without any.

    The advice is given where it rests on days enough, and most of them had such work.
    """
    unplanned = sorted(spent.unplanned for _, spent in days if spent.work)
    minutes = sum(unplanned)
    if not minutes:
        return None
    hours = round(minutes / 60)
    amount = words_of(minutes) if minutes < ABOUT else f"about {_hours(hours)}"
    was = "was" if minutes >= ABOUT and hours == 1 else "were"
    fact = f"{capital(amount)} of {span.noun} {was} work that was not planned."
    usual = HALF_HOUR * round(quantile(unplanned, 0.5) / HALF_HOUR)
    if len(unplanned) < DAYS_FOR_ADVICE or not usual:
        return Sentence(fact, capital(amount))
    leave = f"{_open_words(usual)} a day"
    return Sentence(f"{fact} Leave {leave} open.", leave)


def _hours(hours: int) -> str:
    return "an hour" if hours == 1 else f"{number(hours)} hours"


def _open_words(minutes: int) -> str:
    """Half hours as one says them."""
    hours, half = divmod(minutes, 2 * HALF_HOUR)
    if not hours:
        return "half an hour"
    if hours == 1:
        return "an hour and a half" if half else "an hour"
    return f"{number(hours)} and a half hours" if half else f"{number(hours)} hours"

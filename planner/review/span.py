"""The days that one looks back at: a day, an ISO week, a month, a year, or any first and last date."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

from planner.domain.labels import MONTHS, WEEKDAYS
from planner.domain.reading import FIRST_YEAR, LAST_YEAR

Unit = Literal["day", "week", "month", "year"]
Kind = Literal["day", "week", "month", "year", "range"]

UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")
DAY = dt.timedelta(days=1)
FIRST, LAST = dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31)
# Longest span, in days, that is cut into such parts; a longer one is cut into years.
CUT_UP_TO: tuple[tuple[int, Unit], ...] = ((14, "day"), (93, "week"), (740, "month"))


class SpanProblem(ValueError):
    """No such span. Its text is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class Span:
    """From the first date to the last, both counted in. A part that was cut out of another keeps its `kind`."""

    kind: Kind
    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, kind: Unit, date: dt.date) -> Span:
        """The day, week (from Monday), month or year that a date lies in."""
        return cls(kind, *_edges(kind, date))

    @classmethod
    def between(cls, first: dt.date, last: dt.date) -> Span:
        """From one date to another; a whole week, month or year is told as such. Raises SpanProblem."""
        if last < first:
            raise SpanProblem(f"{first} comes after {last}: write the earlier day first.")
        whole = (cls.of(kind, first) for kind in UNITS)
        return next((span for span in whole if (span.first, span.last) == (first, last)), cls("range", first, last))

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def noun(self) -> str:
        """How a sentence names it: "the week"."""
        return "these days" if self.kind == "range" else f"the {self.kind}"

    @property
    def unit(self) -> Unit:
        """Into what parts it is cut where it is drawn over time."""
        return next((unit for longest, unit in CUT_UP_TO if self.days <= longest), "year")

    def __contains__(self, date: dt.date) -> bool:
        return self.first <= date <= self.last

    def earlier(self) -> Span:
        """The span of its kind that ends right before; itself where the calendar ends."""
        return self._moved(-1)

    def later(self) -> Span:
        return self._moved(1)

    def _moved(self, ahead: int) -> Span:
        near = self.first - DAY if ahead < 0 else self.last + DAY
        if not FIRST <= near <= LAST:
            return self
        if self.kind != "range":
            return Span.of(self.kind, near)
        by = ahead * self.days * DAY
        return Span("range", max(FIRST, self.first + by), min(LAST, self.last + by))

    def back(self, count: int) -> Span:
        """The last `count` of its kind, this one included; of its unit where it is no week, month or year."""
        first = self
        for _ in range(count - 1):
            first = first.earlier()
        return Span("range", first.first, self.last)

    def cut(self, unit: Unit | None = None) -> tuple[Span, ...]:
        """The days, weeks, months or years in it; the outermost ones are cut off at its ends."""
        unit = unit or self.unit
        found: list[Span] = []
        at = self.first
        while at <= self.last:
            end = min(self.last, _edges(unit, at)[1])
            found.append(Span(unit, at, end))
            at = end + DAY
        return tuple(found)

    def words(self, today: dt.date) -> str:
        """ "16 – 22 November", "Monday 23 November", "November 2026", "2026": with the year unless it is this one."""
        if self.kind == "year":
            return str(self.first.year)
        if self.kind == "month":
            return f"{MONTHS[self.first.month - 1]} {self.first.year}"
        year = "" if self.last.year == self.first.year == today.year else f" {self.last.year}"
        if self.first == self.last:
            return f"{WEEKDAYS[self.first.weekday()]} {_day_month(self.first)}{year}"
        return f"{self._begin()} – {_day_month(self.last)}{year}"

    def _begin(self) -> str:
        first, last = self.first, self.last
        if first.year != last.year:
            return f"{_day_month(first)} {first.year}"
        return str(first.day) if first.month == last.month else _day_month(first)

    def short(self, within: Span) -> str:
        """Its name on an axis over `within`: "Mon", "16 Nov", "wk 47", "Nov" (with a year that is new), "2026"."""
        first = self.first
        if self.kind == "day":
            short = WEEKDAYS[first.weekday()][:3]
            return short if within.days <= 7 else f"{first.day} {MONTHS[first.month - 1][:3]}"
        if self.kind == "week":
            return f"wk {first.isocalendar().week}"
        if self.kind == "month":
            month, new = MONTHS[first.month - 1][:3], first == within.first or first.month == 1
            return f"{month} {first.year}" if new and within.first.year != within.last.year else month
        return str(first.year)


def _edges(unit: Unit, date: dt.date) -> tuple[dt.date, dt.date]:
    if unit == "day":
        return date, date
    if unit == "week":
        monday = date - date.weekday() * DAY
        return monday, monday + 6 * DAY
    if unit == "month":
        return date.replace(day=1), date.replace(day=calendar.monthrange(date.year, date.month)[1])
    return dt.date(date.year, 1, 1), dt.date(date.year, 12, 31)


def _day_month(date: dt.date) -> str:
    return f"{date.day} {MONTHS[date.month - 1]}"

"""Which days are printed: a day, a week, a month, a year, or from one day to another."""

from __future__ import annotations

import datetime as dt

from planner.domain.print_choice import PrintKind
from planner.review.span import DAY, Kind, Span
from planner.ui.dates import near_date

MOST = 800  # days that are printed at one go: two years and some
FITTING: dict[PrintKind, tuple[Kind, ...]] = {"week": ("week", "month", "year"), "month": ("month", "year")}
ALL: tuple[Kind, ...] = ("day", "week", "month", "year")


def week_of(date: dt.date, first_weekday: int) -> Span:
    """The week that a day lies in; 0 is a week from Monday."""
    first = date - (date.weekday() - first_weekday) % 7 * DAY
    return Span("week", first, first + 6 * DAY)


def span_of(kind: Kind, date: dt.date, first_weekday: int) -> Span:
    if kind == "week":
        return week_of(date, first_weekday)
    return Span.of("day" if kind == "range" else kind, date)


def moved(span: Span, steps: int) -> Span:
    """The span of its kind before or after it."""
    if span.kind == "week":
        by = steps * 7 * DAY
        return Span("week", span.first + by, span.last + by)
    return span.later() if steps > 0 else span.earlier()


def fitting(kind: PrintKind, span: Span, date: dt.date, first_weekday: int) -> Span:
    """The span, made as long as one sheet of the kind shows."""
    if kind not in FITTING or span.kind in (*FITTING[kind], "range"):
        return span
    return span_of(FITTING[kind][0], date, first_weekday)


def dates_of(span: Span) -> tuple[dt.date, ...]:
    return tuple(span.first + number * DAY for number in range(span.days))


def too_many(span: Span) -> str:
    """Why so many days are not printed at one go; empty if they are."""
    return f"{span.days} days are more than are printed at one go: choose {MOST} at most." if span.days > MOST else ""


def offered(kind: PrintKind, date: dt.date, today: dt.date, first_weekday: int) -> list[tuple[str, Span]]:
    """What can be chosen around the open day, in words; each span once."""
    found: dict[Span, str] = {}
    for unit in FITTING.get(kind, ALL):
        now = span_of(unit, date, first_weekday)
        near = today in now
        for span, which in ((now, "This" if near else "Its"), (moved(now, 1), "Next" if near else "The following")):
            if unit == "day":
                found.setdefault(span, near_date(span.first, today))
            elif unit != "year" or span is now:
                found.setdefault(span, f"{which} {unit} · {short_words(span, today)}")
        if unit == "day":
            tomorrow = Span.of("day", today + DAY)
            found.setdefault(tomorrow, "Tomorrow")
    return [(words, span) for span, words in found.items()]


def short_words(span: Span, today: dt.date) -> str:
    return near_date(span.first, today) if span.days == 1 else span.words(today)

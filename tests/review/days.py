"""Days to look back at, written by hand: Monday 23 November 2026 in UTC, a page from 04:00."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from planner.domain.edits import page_of
from planner.domain.past import PastTask
from planner.domain.values import Box, BoxKind, Entry, Interval, IntervalKind, Page, PageHead, Remark, RemarkKind

DAY = dt.date(2026, 11, 23)
LATE = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
ONE = dt.timedelta(days=1)


def at(clock: str, date: dt.date = DAY) -> dt.datetime:
    return dt.datetime.combine(date, dt.time.fromisoformat(clock), dt.UTC)


def minute(clock: str) -> int:
    """The page minute of a wall time."""
    hours, minutes = map(int, clock.split(":"))
    return (hours * 60 + minutes - 240) % 1440


def task(name: str, **more: object) -> Entry:
    return replace(Entry(name, DAY, name.capitalize()), **more)  # type: ignore[arg-type]


def box(name: str, kind: BoxKind, span: str, **more: object) -> Box:
    """A box of "9:00-10:00"."""
    start, end = map(minute, span.split("-"))
    return replace(Box(name, DAY, kind, start, end - start), **more)  # type: ignore[arg-type]


def span(kind: IntervalKind, times: str, entry: str | None = None, **more: object) -> Interval:
    """An interval of "09:00-10:00"; it still runs if it has no end."""
    start, end = times.split("-")
    name = f"{kind}{times}"
    made = Interval(name, DAY, at(start), at(end) if end else None, entry, kind=kind)
    return replace(made, **more)  # type: ignore[arg-type]


def said(kind: RemarkKind, clock: str, words: str = "", **more: object) -> Remark:
    return replace(Remark(f"{kind}{clock}", DAY, at(clock), kind, words=words), **more)  # type: ignore[arg-type]


def page(*parts: Entry | Box | Interval | Remark, date: dt.date = DAY, **head: object) -> Page:
    """A page of these values, told on another date if need be."""
    rules = replace(PageHead(DAY), **head)  # type: ignore[arg-type]
    made = page_of(
        rules,
        (part for part in parts if isinstance(part, Entry)),
        (part for part in parts if isinstance(part, Box)),
        (part for part in parts if isinstance(part, Interval)),
        (part for part in parts if isinstance(part, Remark)),
    )
    return made if date == DAY else on(made, date)


def on(page: Page, date: dt.date) -> Page:
    """The same day on another date, in other ids."""
    by = date - page.date

    def name(text: str) -> str:
        return f"{text} {date}"

    def owner(text: str | None) -> str | None:
        return text and name(text)

    return page_of(
        replace(page.head, date=date),
        (replace(e, id=name(e.id), page=date) for e in page.entries),
        (replace(b, id=name(b.id), page=date, entry=owner(b.entry)) for b in page.boxes),
        (
            replace(i, id=name(i.id), page=date, start=i.start + by, end=i.end and i.end + by, entry=owner(i.entry))
            for i in page.intervals
        ),
        (replace(r, id=name(r.id), page=date, at=r.at + by, entry=owner(r.entry)) for r in page.remarks),
    )


def past(estimate: int | None, actual: float, *tags: str, day: dt.date = DAY, **more: object) -> PastTask:
    made = PastTask(f"{day}-{estimate}-{actual}", day, "Task", tags, None, estimate, actual)
    return replace(made, **more)  # type: ignore[arg-type]

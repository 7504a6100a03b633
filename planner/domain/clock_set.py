"""The wall clock was set: what was done in this stretch moves with it, so that it stays as long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from planner.domain.edits import Change, Edit
from planner.domain.times import words_of
from planner.domain.values import Interval, Page, Remark

MINUTE = dt.timedelta(minutes=1)


def moved(days: Sequence[Page], by: dt.timedelta) -> Edit | None:
    """The Edit that moves the last stretch of the record by as much as the clock was set; None if there is none.

    What has ended moves only within its page, and what runs keeps the page that it began on.
    """
    whole = dt.timedelta(seconds=round(by.total_seconds()))
    last = max((i for page in days for i in page.intervals), key=lambda i: i.start, default=None)
    if last is None or not whole:
        return None
    since = _stretch_begins(days, last)
    changes = [
        Change(value, moved)
        for page in days
        for value in _record(page)
        if since <= _begins(value) and (moved := _moved(page, value, whole)) is not None
    ]
    minutes = words_of(round(abs(whole) / MINUTE)) if abs(whole) >= MINUTE else f"{abs(whole).seconds} s"
    way = "forward" if whole > dt.timedelta(0) else "back"
    said = "What was done since the last rest moves with it"
    return Edit(f"The clock was set {way} by {minutes}", tuple(changes), (said,), noted=True) if changes else None


def _record(page: Page) -> tuple[Interval | Remark, ...]:
    return (*page.intervals, *page.remarks)


def _begins(value: Interval | Remark) -> dt.datetime:
    return value.start if isinstance(value, Interval) else value.at


def _stretch_begins(days: Sequence[Page], last: Interval) -> dt.datetime:
    """The start of the first interval that no rest that counts parts from the last one."""
    since, rest = last.start, days[-1].head.recharge * MINUTE
    every = sorted((i for page in days for i in page.intervals if i.end), key=lambda i: i.start, reverse=True)
    for interval in every:
        if interval.end is not None and interval.start < since:
            if since - interval.end >= rest:
                break
            since = interval.start
    return since


def _moved(page: Page, value: Interval | Remark, by: dt.timedelta) -> Interval | Remark | None:
    if isinstance(value, Remark):
        return replace(value, at=value.at + by) if _on(page, value.at + by) else None
    if value.end is None:
        return replace(value, start=value.start + by)
    if not (_on(page, value.start + by) and _on(page, value.end + by)):
        return None
    return replace(value, start=value.start + by, end=value.end + by)


def _on(page: Page, instant: dt.datetime) -> bool:
    return 0 <= page.frame.minute(instant) < page.length

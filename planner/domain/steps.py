"""What the operations on entries and on the record share: a page one step on, with what it brought about in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from planner.domain import arrange, laws
from planner.domain.edits import Edit, Refused, with_rows
from planner.domain.times import page_date
from planner.domain.values import Box, Entry, Interval, Page

Step = tuple[Page, tuple[str, ...]]

NO_ENTRY = Refused("There is no such line on this page: choose another.")


def is_today(page: Page, now: dt.datetime) -> bool:
    return page_date(now, page.head.zone, page.head.day_start) == page.date


def next_position(page: Page) -> int:
    return max((entry.position for entry in page.entries), default=-1) + 1


def with_entries(page: Page, changed: Iterable[Entry]) -> Page:
    """The page with these entries in place of those of their ids, or added."""
    table = {entry.id: entry for entry in page.entries} | {entry.id: entry for entry in changed}
    return with_rows(page, entries=table.values())


def with_interval(page: Page, interval: Interval) -> Page:
    others = (i for i in page.intervals if i.id != interval.id)
    return with_rows(page, intervals=(*others, interval))


def unstarted(page: Page, entry_id: str) -> tuple[Box, ...]:
    """The boxes of an entry that were neither started nor ticked, by their start."""
    begun = {interval.box for interval in page.intervals}
    return tuple(box for box in page.boxes_of(entry_id) if not box.done and box.id not in begun)


def without_boxes(page: Page, entry_ids: Iterable[str], now: dt.datetime) -> Step | Refused:
    """The page without the unstarted boxes of these entries; their minutes wait for a box again."""
    said: tuple[str, ...] = ()
    begun = laws.begun_boxes(page, laws.moment(page, now))
    mine = [box for entry_id in entry_ids for box in page.boxes_of(entry_id) if not box.done and box.id not in begun]
    for box in mine:
        outcome = arrange.remove(page, box.id, now=now)
        if isinstance(outcome, Refused):
            return outcome
        page, said = outcome.applied(page), said + outcome.consequences
    return page, said


def kept_lawful(before: Page, after: Page, now: dt.datetime) -> Step:
    """A corrected record may leave too long a stretch for the rest of the day: then the rest is laid anew."""
    if laws.is_past(after, now) or laws.over_limit(after, now) <= laws.over_limit(before, now):
        return after, ()
    outcome = arrange.repair(after, now=now)
    return (outcome.applied(after), outcome.consequences) if isinstance(outcome, Edit) else (after, ())

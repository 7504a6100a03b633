"""What a recharge and a meditation have in common on the record: they begin when work stops, and end at an instant."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from planner.domain import tracking
from planner.domain.edits import Edit, edit_between, joined, with_intervals
from planner.domain.steps import with_interval
from planner.domain.values import Box, Interval, Page

Rest = Literal["recharge", "meditation"]

NEAR = 30  # minutes by which a rest may come before the planner's own recharge that it fills


def begun(page: Page, rest: Rest, start: dt.datetime, name: str, *, new: str, running: Interval | None) -> Edit:
    """A rest begins on today's page; what runs is stopped there, also `running` on another page."""
    mine = page.running()
    if mine is not None and mine.kind == rest:
        return Edit(name)
    start = tracking.to_second(start)
    stopped, said = tracking.stopped(page, max(start, mine.start)) if mine else (page, ())
    start, behind = tracking.begins(stopped, start)
    box = box_at(stopped, page.frame.minute(start))
    piece = Interval(new, page.date, start, box=box.id if box else None, kind=rest)
    edit = edit_between(page, with_interval(stopped, piece), name, (*said, *behind))
    if running is None or running.page == page.date:
        return edit
    return joined(name, tracking.closing(running, start), edit)


def ended(page: Page, rest: Rest, at: dt.datetime, name: str) -> Edit | None:
    """A rest ends; one that took no second is taken off the record. None if no such rest runs."""
    running = page.running()
    if running is None or running.kind != rest:
        return None
    at = tracking.to_second(at)
    if at <= running.start:
        return edit_between(page, with_intervals(page, (i for i in page.intervals if i is not running)), name)
    after, said = tracking.stopped(page, at)
    return edit_between(page, after, name, said)


def box_at(page: Page, minute: int) -> Box | None:
    """The recharge of the plan that a rest beginning at a page minute fills: one that stands there, or comes soon."""
    taken = {interval.box for interval in page.intervals}
    boxes = [box for box in page.boxes if box.kind == "recharge" and box.id not in taken]
    here = next((box for box in boxes if box.start <= minute < box.end), None)
    soon = next((box for box in boxes if box.auto and 0 <= box.start - minute <= NEAR), None)
    return here or soon

"""What is left of a task that is half worked."""

from __future__ import annotations

import datetime as dt

from planner.domain.values import BOX_MIN, Box, Entry, Page, actual_minutes

OVER = 15  # minutes for a task that has already taken longer than it was guessed


def half_worked(page: Page, entry: Entry, before: int) -> tuple[Box, ...]:
    """The open boxes of a task that were worked on and that began before a page minute."""
    worked = {interval.box for interval in page.intervals}
    return tuple(b for b in page.boxes_of(entry.id) if b.id in worked and not b.done and b.start < before)


def left_of(page: Page, entry: Entry, before: int, now: dt.datetime) -> int:
    """Minutes of what is half worked that neither another box nor the list holds: 5 or more, or 0 for none.

    That is the estimate less the actual; without an estimate, the minutes of the last box less what was worked in it.
    """
    begun = half_worked(page, entry, before)
    if not begun:
        return 0
    names = {box.id for box in begun}
    others = [box for box in page.boxes_of(entry.id) if box.id not in names]
    waiting = entry.unplaced + sum(box.minutes for box in others if not box.done)
    if entry.estimate is None:
        left = begun[-1].minutes - _worked(page, begun[-1], now)
    else:
        spared = sum(max(0, box.minutes - _worked(page, box, now)) for box in others if box.done)
        left = entry.estimate - actual_minutes(page.intervals_of(entry.id), now) - spared - waiting
    if left > 0:
        return max(BOX_MIN, left)
    return 0 if waiting else OVER


def _worked(page: Page, box: Box, now: dt.datetime) -> int:
    return actual_minutes(tuple(i for i in page.intervals if i.box == box.id), now)

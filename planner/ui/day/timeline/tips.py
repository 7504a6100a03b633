"""What the pointer finds out by resting: the full text of a box, what an actual was, why a sign stands there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from planner.domain import laws
from planner.domain.times import words_of
from planner.domain.values import Box, Interval, Page
from planner.ui.day.timeline.geometry import time_words
from planner.ui.day.timeline.shown import one_line

if TYPE_CHECKING:
    from planner.ui.day.timeline.sheet import Sheet

SIGN = 8.0  # px around the sign of a breach


def words_at(sheet: Sheet, x: float, y: float) -> str:
    """The words for a place on the paper; "" where there is nothing."""
    page, clock24 = sheet.page, sheet.workspace.settings.clock24
    if page is None:
        return ""
    for breach in laws.breaches(page, sheet.now):
        if abs(x - sheet.ruler.plan_left + 4) < SIGN and abs(y - sheet.ruler.y(breach.at)) < SIGN:
            return breach_words(breach)
    for thing in reversed(sheet.shown):
        if thing.area.holds(x, y):
            interval = next((i for i in page.intervals if thing.actual and i.id == thing.id), None)
            box = page.box(thing.id)
            if interval is not None:
                return actual_words(page, interval, sheet.now, clock24)
            return full_words(page, box, sheet.now, clock24) if box else ""
    return ""


def breach_words(breach: laws.Breach) -> str:
    return f"{breach.why}: a recharge is owed" if breach.minutes else breach.why


def full_words(page: Page, box: Box, now: dt.datetime, clock24: bool = True) -> str:
    """All that is known of a box, for its tooltip: plain text, several lines."""
    lines = [one_line(page.title_of(box)) or "Event", _times(page, box.start, box.end, clock24)]
    if box.place:
        lines.append(f"At {one_line(box.place)}")
    entry = page.entry(box.entry)
    if entry is not None and entry.estimate:
        lines.append(f"Estimate {words_of(entry.estimate)}")
    lines += [breach_words(breach) for breach in laws.breaches(page, now) if box.start <= breach.at < box.end]
    return "\n".join(lines)


def actual_words(page: Page, interval: Interval, now: dt.datetime, clock24: bool = True) -> str:
    """What was worked on, and from when to when."""
    entry, frame = page.entry(interval.entry), page.frame
    end = interval.end or now
    title = one_line(entry.title) if entry else interval.kind.capitalize()
    times = _times(page, frame.minute(interval.start), frame.minute(end), clock24)
    return f"{title}\n{times}{'' if interval.end else ', running'}"


def _times(page: Page, start: int, end: int, clock24: bool) -> str:
    frame = page.frame
    return f"{time_words(frame, start, clock24)}–{time_words(frame, end, clock24)}, {words_of(end - start)}"

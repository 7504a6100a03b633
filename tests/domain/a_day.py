"""A day to try operations on: 23 November 2026 in UTC, a Monday, its page beginning at 04:00."""

from __future__ import annotations

import datetime as dt

from planner.domain import entries
from planner.domain.edits import Edit, Outcome, Refused
from planner.domain.entry_line import parse
from planner.domain.values import Box, Entry, Page, PageHead

DAY = dt.date(2026, 11, 23)
EMPTY = Page(PageHead(DAY), fresh=True)


def at(clock: str, days: int = 0) -> dt.datetime:
    """An instant of the day, or of one so many days later."""
    time = dt.time.fromisoformat(clock)
    return dt.datetime.combine(DAY + dt.timedelta(days=days), time, dt.UTC)


def done(outcome: Outcome) -> Edit:
    assert isinstance(outcome, Edit), outcome
    return outcome


def refusal(outcome: Outcome) -> str:
    assert isinstance(outcome, Refused), outcome
    assert outcome.reason.endswith((".", "?"))
    return outcome.reason


def page_with(*lines: str, now: str = "08:00", page: Page = EMPTY) -> Page:
    """A page with these lines added: the first is entry "e0" with box "b0", and so on."""
    for number, text in enumerate(lines, len(page.entries)):
        line = parse(text, today=DAY)
        page = done(entries.add(page, line, now=at(now), new=f"e{number}", new_box=f"b{number}")).applied(page)
    return page


def entry(page: Page, entry_id: str) -> Entry:
    found = page.entry(entry_id)
    assert found is not None
    return found


def box(page: Page, box_id: str) -> Box:
    found = page.box(box_id)
    assert found is not None
    return found


def spans(page: Page, entry_id: str) -> list[tuple[str, int]]:
    """The boxes of an entry: when each starts, and its minutes."""
    return [(page.frame.clock(b.start), b.minutes) for b in page.boxes_of(entry_id)]

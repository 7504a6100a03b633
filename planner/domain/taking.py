"""What a task took, said in a word when the day is over: a length alone, or from when to when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from planner.domain import reading, recorded, tracking
from planner.domain.edits import Edit, Outcome, Refused
from planner.domain.labels import label, quoted
from planner.domain.steps import NO_ENTRY, is_today
from planner.domain.times import MINUTE, words_of
from planner.domain.values import Interval, Page, actual_minutes

WRITE = "Write how long it took, such as 45m, or from when to when: 9:05-9:50."


def took(page: Page, entry_id: str, text: str, *, now: dt.datetime, new: str) -> Outcome:
    """Make the record of a task say what a person writes: "45m" in all, or "9:05-9:50" and nothing else.

    A length alone keeps the times that are on record and moves their last end. Of a task without any it begins with one
    of its boxes; else it ends where the record begins to be free, which today is now.
    """
    entry = page.entry(entry_id)
    if entry is None:
        return NO_ENTRY
    minutes = reading.minutes(text)
    if minutes is None:
        return recorded.rewrite(page, entry_id, [text], now=now, new=new) if text.strip() else Refused(WRITE)
    kept = [interval for interval in page.intervals_of(entry_id) if interval.kind == "work"]
    if any(interval.end is None for interval in kept):
        return Refused(f"{quoted(entry.title)} still runs: stop it first.")
    if not kept:
        return _logged(page, entry_id, minutes, now, new)
    if minutes == actual_minutes(tuple(kept)):
        return Edit(label("Times worked on", entry.title))
    return _stretched(page, kept, minutes, now)


def _stretched(page: Page, kept: list[Interval], minutes: int, now: dt.datetime) -> Outcome:
    """The last time made longer or shorter, so that all of them come to so many minutes."""
    *before, last = kept
    rest = minutes - actual_minutes(tuple(before))
    if rest <= 0:
        worked = words_of(actual_minutes(tuple(before)))
        return Refused(f"The times before the last one come to {worked} already: correct the times themselves.")
    return tracking.correct(page, last.id, last.start, last.start + rest * MINUTE, now=now)


def _logged(page: Page, entry_id: str, minutes: int, now: dt.datetime, new: str) -> Outcome:
    """The first place for so many minutes that nothing stands against; the first reason where there is none."""
    refused: Refused | None = None
    for start in _starts(page, entry_id, minutes, now):
        outcome = tracking.log(page, entry_id, start, start + minutes * MINUTE, now=now, new=new)
        if isinstance(outcome, Edit):
            return outcome
        refused = refused or outcome
    return refused or Refused("Nobody knows when that was: write from when to when, such as 9:05-9:50.")


def _starts(page: Page, entry_id: str, minutes: int, now: dt.datetime) -> Iterator[dt.datetime]:
    """Where its boxes begin, then right after each time on record, then (today) so that it ends now."""
    for box in page.boxes_of(entry_id):
        yield page.frame.at(box.start)
    if page.boxes_of(entry_id):
        yield from (interval.end for interval in page.intervals if interval.kind == "work" and interval.end is not None)
    if is_today(page, now):
        yield now - minutes * MINUTE

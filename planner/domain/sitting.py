"""Meditation, and what stands in the way: sessions are a record of their own kind, a feeling is one line beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from planner.domain import resting, tracking
from planner.domain.edits import Edit, Outcome, Refused, edit_between, with_remark
from planner.domain.labels import quoted
from planner.domain.recharging import unfit
from planner.domain.steps import with_interval
from planner.domain.times import words_of
from planner.domain.values import SITTING_RANGE, Interval, Page, Remark

NAME = "Meditate"
MERGE = "meditation"  # its beginning and its end are one Edit
ASKED_FROM = 2  # migrations of a task after which it is worth asking what is in the way


def begin(page: Page, *, now: dt.datetime, new: str, running: Interval | None = None) -> Edit:
    """Begin to sit, on today's page; whatever runs is stopped, also `running` on another page."""
    return replace(resting.begun(page, "meditation", now, NAME, new=new, running=running), merge=MERGE)


def end(page: Page, at: dt.datetime) -> Outcome:
    """End the session that runs; one that took no second is taken off the record."""
    running = page.running()
    minutes = round((at - running.start).total_seconds() / 60) if running else 0
    ended = resting.ended(page, "meditation", at, f"Meditated {words_of(minutes)}" if minutes > 0 else NAME)
    return replace(ended, merge=MERGE) if ended else Refused("Nobody sits: begin a meditation first.")


def log(page: Page, start: dt.datetime, end: dt.datetime, *, now: dt.datetime, new: str) -> Outcome:
    """Keep a session that took place without the planner, on any day up to now."""
    start, end = tracking.to_second(start), tracking.to_second(end)
    refused = tracking.bad_span(page, start, end, now) or tracking.overlap(page, start, end, now)
    if refused is not None:
        return refused
    minutes = round((end - start).total_seconds() / 60)
    if minutes > SITTING_RANGE[1]:
        return Refused(f"A meditation takes at most {SITTING_RANGE[1]} minutes: log it in parts.")
    session = Interval(new, page.date, start, end, kind="meditation", source="typed")
    return edit_between(page, with_interval(page, session), f"Log {words_of(minutes)} of meditation")


def feel(page: Page, feeling: str, words: str, *, now: dt.datetime, new: str, entry_id: str | None = None) -> Outcome:
    """Keep what stands in the way: a feeling of the person's list, words, or both; nothing said keeps nothing."""
    problem = unfit(words, needed=False) or unfit(feeling, needed=False)
    if problem:
        return Refused(problem)
    feeling, words = feeling.strip(), words.strip()
    if not feeling and not words:
        return Edit("What is in the way")
    remark = Remark(new, page.date, tracking.to_second(now), "feeling", 0, words, feeling, entry_id)
    return edit_between(page, with_remark(page, remark), f"In the way: {quoted(feeling or words)}")


def minutes_sat(page: Page, now: dt.datetime) -> int:
    """Whole minutes of meditation on a page; one that runs counts up to `now`."""
    spans = ((i.end or now) - i.start for i in page.intervals if i.kind == "meditation")
    return round(sum(max(0.0, span.total_seconds()) for span in spans) / 60)

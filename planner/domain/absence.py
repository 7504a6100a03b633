"""The answers to one question: of the minutes that somebody was away from a running timer, which were work?"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from planner.domain import tracking
from planner.domain.edits import Edit, Outcome, Refused, edit_between, with_intervals
from planner.domain.steps import kept_lawful
from planner.domain.times import MINUTE, words_of
from planner.domain.values import Interval, Page


def subtract(
    page: Page, interval_id: str, since: dt.datetime, until: dt.datetime, *, now: dt.datetime, new: str, kept: int = 0
) -> Outcome:
    """Take an absence out of an interval of work, but for its first `kept` minutes. What came after it goes on in an
    interval of its own (`new`).
    """
    old = next((i for i in page.intervals if i.id == interval_id), None)
    if old is None or old.kind != "work":
        return Refused("That time is not on the record any more: there is nothing to take out.")
    gap = words_of(max(1, round((until - since) / MINUTE) - kept))
    since, until = max(tracking.to_second(since) + kept * MINUTE, old.start), tracking.to_second(until)
    if until <= since:
        return Edit("Keep the time away")
    pieces = [i for i in page.intervals if i is not old] + _pieces(old, since, until, new)
    after, said = kept_lawful(page, with_intervals(page, pieces), now)
    return edit_between(page, after, f"Subtract {gap} away", said)


def _pieces(old: Interval, since: dt.datetime, until: dt.datetime, new: str) -> list[Interval]:
    """What is left of an interval on both sides of a gap. The first keeps its id, if there is anything of it."""
    before = [replace(old, end=since)] if since > old.start else []
    begins = max(until, old.start)
    if old.end is not None and old.end <= begins:
        return before
    return [*before, replace(old, id=new if before else old.id, start=begins)]


def split_problem(kept: int, away: int) -> str:
    """What is wrong with the minutes of an absence that are to count as work; empty if nothing is."""
    if 0 <= kept <= away:
        return ""
    return f"You were away for {words_of(away)}: keep 0 to {away} minutes of them."

"""The answers to one question: of the minutes that somebody was away from a running timer, which were work?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from planner.domain import tracking
from planner.domain.edits import Edit, Outcome, Refused, edit_between, with_intervals
from planner.domain.steps import kept_lawful
from planner.domain.times import MINUTE, words_of
from planner.domain.values import Interval, Page, derived_id

Span = tuple[dt.datetime, dt.datetime]
ZERO = dt.timedelta(0)


def minutes_away(interval: Interval, spans: Sequence[Span], now: dt.datetime) -> int:
    """Whole minutes, at least 1, of an interval for which nobody was there."""
    end = interval.end or now
    away = sum((max(ZERO, min(until, end) - max(since, interval.start)) for since, until in spans), ZERO)
    return max(1, round(away / MINUTE))


def subtract(
    page: Page, interval_id: str, spans: Sequence[Span], *, now: dt.datetime, new: str, kept: int = 0
) -> Outcome:
    """Take absences, in their order, out of an interval of work, but for the first `kept` minutes of the first one.

    What came after each goes on in an interval of its own; `new` is what their ids are derived from.
    """
    old = next((i for i in page.intervals if i.id == interval_id), None)
    if old is None or old.kind != "work":
        return Refused("That time is not on the record any more: there is nothing to take out.")
    pieces = [old]
    for number, (since, until) in enumerate(spans):
        begins = since + kept * MINUTE if number == 0 else since
        pieces += _pieces(pieces.pop(), begins, until, derived_id(new, number)) if pieces else []
    if pieces == [old]:
        return Edit("Keep the time away")
    gone = words_of(max(1, minutes_away(old, spans, now) - kept))
    others = [i for i in page.intervals if i is not old]
    after, said = kept_lawful(page, with_intervals(page, [*others, *pieces]), now)
    return edit_between(page, after, f"Subtract {gone} away", said)


def _pieces(old: Interval, since: dt.datetime, until: dt.datetime, new: str) -> list[Interval]:
    """What is left of an interval on both sides of a gap. The first keeps its id, if there is anything of it."""
    since, until = max(tracking.to_second(since), old.start), tracking.to_second(until)
    if until <= since or (old.end is not None and old.end <= since):
        return [old]
    before = [replace(old, end=since)] if since > old.start else []
    if old.end is not None and old.end <= until:
        return before
    return [*before, replace(old, id=new if before else old.id, start=until)]


def split_problem(kept: int, away: int) -> str:
    """What is wrong with the minutes of an absence that are to count as work; empty if nothing is."""
    if 0 <= kept <= away:
        return ""
    return f"You were away for {words_of(away)}: keep 0 to {away} minutes of them."

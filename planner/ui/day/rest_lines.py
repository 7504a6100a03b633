"""What a page says of rest, in lines: meditations, recharges put off or left, quiet, and what was in the way. No Qt."""

from __future__ import annotations

import datetime as dt

from planner.domain.times import words_of
from planner.domain.values import Interval, Page, Remark
from planner.ui.day.timeline.geometry import time_words
from planner.ui.day.timeline.shown import one_line

MINUTE = dt.timedelta(minutes=1)

Told = tuple[dt.datetime, str]


def rest_lines(page: Page, now: dt.datetime, clock24: bool = True) -> tuple[str, ...]:
    """One line each, in the order of the day. A session that was over within a minute is left out."""
    told = [_session(interval) for interval in page.intervals if interval.kind == "meditation" and _counts(interval)]
    told += [_remark(page, remark) for remark in page.remarks]
    frame = page.frame
    return tuple(f"{time_words(frame, frame.minute(at), clock24)}  {words}" for at, words in sorted(told))


def _counts(session: Interval) -> bool:
    return session.end is None or session.end - session.start >= MINUTE


def _session(session: Interval) -> Told:
    if session.end is None:
        return session.start, "Meditating"
    return session.start, f"Meditated {words_of(round((session.end - session.start) / MINUTE))}"


def _remark(page: Page, remark: Remark) -> Told:
    words = {
        "postponed": f"Recharge put off by {words_of(remark.minutes)}",
        "left": f"Recharge left early, {words_of(remark.minutes)} of work allowed",
        "quiet": f"Quiet for {words_of(remark.minutes)}",
        "feeling": f"In the way: {remark.feeling}" if remark.feeling else "In the way",
    }[remark.kind]
    entry = page.entry(remark.entry)
    if entry is not None:
        words += f" ({entry.title})"
    return remark.at, one_line(f"{words}: {remark.words}" if remark.words else words)

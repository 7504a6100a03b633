"""Meditation: how often and how long. Neither streaks nor praise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.sitting import minutes_sat
from planner.domain.times import words_of
from planner.domain.values import Page
from planner.review.wording import Sentence, number, often


@dataclass(frozen=True, slots=True)
class Sittings:
    """Sessions, whole minutes of them, and on how many days there was one."""

    count: int
    minutes: int
    days: int

    def sentence(self) -> Sentence | None:
        """ "You sat five times, 1 h 20 in all, on four days."; None if nobody sat."""
        if not self.count:
            return None
        if self.count == 1:
            return Sentence(f"You sat once, for {words_of(self.minutes)}.")
        days = "on one day" if self.days == 1 else f"on {number(self.days)} days"
        return Sentence(f"You sat {often(self.count)}, {words_of(self.minutes)} in all, {days}.")


def sittings_of(pages: Sequence[Page], now: dt.datetime) -> Sittings:
    counts = [sum(interval.kind == "meditation" for interval in page.intervals) for page in pages]
    minutes = sum(minutes_sat(page, now) for page, count in zip(pages, counts, strict=True) if count)
    return Sittings(sum(counts), minutes, sum(count > 0 for count in counts))

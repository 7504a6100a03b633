"""What is left of what runs: the time that its box, or its estimate, still has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from planner.domain.times import words_of
from planner.domain.values import Box, Entry, Interval, Page


class Running(NamedTuple):
    """A task that runs. `left` is below 0 once it is over, None where nobody guessed."""

    page: Page
    interval: Interval
    entry: Entry
    box: Box | None
    worked: dt.timedelta
    left: dt.timedelta | None

    @property
    def over(self) -> bool:
        return self.left is not None and self.left <= dt.timedelta(0)

    @property
    def words(self) -> str:
        """ "12 min left", "+4 min", or "24 min" where nobody guessed: whole minutes, a begun one counted as left."""
        minute = dt.timedelta(minutes=1)
        if self.left is None:
            return words_of(self.worked // minute)
        if self.over:
            return f"+{words_of(-self.left // minute)}"
        return f"{words_of(-(-self.left // minute))} left"


def running(days: Sequence[Page], now: dt.datetime) -> Running | None:
    """What is worked on now; None while nothing is, or while it is a rest."""
    found = next(((page, i) for page in days if (i := page.running())), None)
    if found is None:
        return None
    page, interval = found
    entry = page.entry(interval.entry)
    if interval.kind != "work" or entry is None:
        return None
    box = page.box(interval.box)
    mine = [i for i in page.intervals if i.kind == "work" and (i.box == box.id if box else i.entry == entry.id)]
    worked = sum(((i.end or now) - i.start for i in mine), dt.timedelta(0))
    guess = box.minutes if box else entry.estimate
    return Running(page, interval, entry, box, worked, None if guess is None else dt.timedelta(minutes=guess) - worked)

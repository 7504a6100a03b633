"""Single words of a command as values: dates, times on a page, lengths, ids. Each refuses with one sentence."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Literal

from planner.commands import Bad
from planner.commands.grammar import said
from planner.domain import reading
from planner.domain.values import BOX_MAX, BOX_MIN, Page

if TYPE_CHECKING:
    from planner.workspace import Workspace

LONGEST_RANGE = 366  # days that one print may span
ID = re.compile(r"[a-z2-7]{1,16}")


def day(word: str, today: dt.date) -> dt.date:
    """today, tomorrow, yesterday, a weekday (the next one, never today) or a date, from 1900 to 2999."""
    date = reading.day(word, today)
    if date is None:
        raise Bad(f"{said(word)} is no day: write today, tomorrow, yesterday, a weekday or a date like {today}.")
    return date


def days(word: str, today: dt.date) -> tuple[dt.date, ...]:
    """One day, or every day of `D..D`."""
    first_word, dots, last_word = word.partition("..")
    first = day(first_word, today)
    last = day(last_word, today) if dots else first
    if last < first:
        raise Bad(f"{said(word)} ends before it begins: write the earlier day first.")
    if (last - first).days >= LONGEST_RANGE:
        raise Bad(f"{said(word)} is more than {LONGEST_RANGE} days: print it in parts.")
    return tuple(first + dt.timedelta(days=number) for number in range((last - first).days + 1))


def minute(page: Page, word: str) -> int:
    """The page minute of a wall time; `02:30b` is the second pass of a repeated hour."""
    second = word.endswith("b")
    wall = reading.wall_time(word.removesuffix("b"))
    if wall is None:
        raise Bad(f"{said(word)} is no time: write it like 9:30, from 00:00 to 23:59.")
    at = page.frame.of_wall(wall)
    if at is None:
        raise Bad(f"{said(word)} does not exist on {page.date}: the clocks skip that hour.")
    if not second:
        return at
    again = page.frame.of_wall(wall, second=True)
    if again is None or again == at:
        raise Bad(f"{said(word)} does not come twice on {page.date}: leave the b out.")
    return again


def span(page: Page, word: str) -> tuple[int, int]:
    """`START-END` as page minutes. An end at the day start is the end of the page."""
    if "b" in word:  # a time of the second pass, which ordinary spans do not know
        start_word, _, end_word = word.replace("–", "-").partition("-")
    else:
        found = reading.wall_span(word)
        if found is None:
            raise Bad(f"{said(word)} is no span of time: write it like 9:30-10:15, the end after the start.")
        start_word, end_word = _clock(found[0]), _clock(found[0] + found[1])
    start = minute(page, start_word)
    end = minute(page, end_word) or page.length
    if end <= start:
        edge = page.frame.clock(0)
        raise Bad(f"{said(word)} does not fit the page of {page.date}, which runs from {edge} to {edge}.")
    return start, end


def _clock(wall: int) -> str:
    return f"{wall // 60 % 24:02}:{wall % 60:02}"


def wall(page: Page, minutes: int) -> int:
    """The page minute of so many minutes after midnight."""
    return minute(page, _clock(minutes))


def length(word: str) -> int:
    """Minutes of `45`, `45m`, `1h`, `1h15`; what no box could have is refused."""
    minutes = reading.minutes(word)
    if minutes is None or minutes < BOX_MIN:
        raise Bad(f"{said(word)} is no length: write minutes from {BOX_MIN} to {BOX_MAX}, like 45 or 1h15.")
    return minutes


def rank(word: str) -> int | None:
    low = word.strip().lower()
    if low == "none":
        return None
    if low not in ("1", "2", "3"):
        raise Bad(f"{said(word)} is no rank: a day has three priorities, so write 1, 2, 3 or none.")
    return int(low)


def owner(
    workspace: Workspace, word: str, kind: Literal["entry", "box"], date: dt.date | None = None
) -> tuple[Page, str]:
    """The page and the whole id that a prefix means: on the page of `date` (today) if it is there, else anywhere."""
    prefix = word.strip().lower()
    if not ID.fullmatch(prefix):
        raise Bad(f"{said(word)} is no id: planner show lists the ids of entries and boxes.")
    page = workspace.page(date)
    things = page.entries if kind == "entry" else page.boxes
    near = [thing.id for thing in things if thing.id.startswith(prefix)]
    if len(near) == 1:
        return page, near[0]
    far = [] if near else [(day, key) for what, key, day in workspace.store.find(prefix) if what == kind]
    if len(far) == 1:
        return workspace.page(far[0][0]), far[0][1]
    if near or far:
        raise Bad(f"{said(word)} is the beginning of {len(near or far)} ids: write more of it.")
    raise Bad(f"There is no {kind} {said(word)}: planner show lists the ids of entries and boxes.")

"""What the curtain says: one thing to do away from the screen, what lies behind, and what waits after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from planner.domain.times import words_of
from planner.domain.values import Box, Page

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


def suggested(own: Sequence[str], last: str, salt: int) -> str:
    """One of the person's own list, never the last one again; `salt` chooses, the same for the same."""
    others = [words for words in own if words != last] or list(own)
    return others[salt % len(others)]


def with_another_place(words: str, page: Page, minute: int) -> str:
    """The suggestion, with a change of place where the last two boxes before a page minute had the same one."""
    worked = [box for box in page.boxes if box.kind == "work" and box.start < minute][-2:]
    places = {box.place.strip().casefold() for box in worked}
    if len(worked) < 2 or len(places) > 1 or places == {""}:
        return words
    return f"{words} Then go on somewhere else than {worked[-1].place.strip()}."


def behind(worked: dt.timedelta) -> str:
    """How much work lies behind, in words: "Two hours of work are behind you."."""
    minutes = round(worked.total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    if minutes < 1:
        return "Time to rest."
    if hours and hours < len(NUMBERS) and not rest:
        return f"{NUMBERS[hours]} hour{'' if hours == 1 else 's'} of work {'is' if hours == 1 else 'are'} behind you."
    return f"{words_of(minutes)} of work {'is' if minutes == 1 else 'are'} behind you."


def next_box(page: Page, minute: int) -> Box | None:
    """What waits at a page minute: the first box of work or event that is not over and was not begun."""
    begun = {interval.box for interval in page.intervals}
    states = {entry.id: entry.state for entry in page.entries}
    for box in page.boxes:
        fresh = not box.done and states.get(box.entry or "", "open") == "open"
        if box.kind != "recharge" and fresh and box.end > minute and (box.id not in begun or box.kind == "event"):
            return box
    return None

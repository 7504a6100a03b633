"""How the three of each day fared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from planner.domain.values import Entry, Page
from planner.review.wording import Sentence, number

Fate = Literal["done", "open", "moved", "dropped", "none"]
RANKS = (1, 2, 3)
FATES: dict[str, Fate] = {
    "done": "done",
    "open": "open",
    "migrated": "moved",
    "scheduled": "moved",
    "dropped": "dropped",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One of the three places of a day, and what became of the task in it. "none": nothing was chosen."""

    fate: Fate = "none"
    title: str = ""
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class PriorityDay:
    day: dt.date
    slots: tuple[Slot, Slot, Slot]


@dataclass(frozen=True, slots=True)
class Priorities:
    """The days of a span that have a page. `chosen` counts the tasks, the others what became of them."""

    days: tuple[PriorityDay, ...]
    chosen: int
    done: int
    moved: int
    dropped: int
    open: int

    def sentence(self) -> Sentence | None:
        """ "Of 21 priorities 14 are done, 3 were moved and 4 are open."; None if nothing was chosen."""
        if not self.chosen:
            return None
        if self.done == self.chosen:
            strong = "one priority" if self.chosen == 1 else f"all {number(self.chosen)} priorities"
            return Sentence(f"You did {'the ' if self.chosen == 1 else ''}{strong}.", strong)
        strong = f"{self.done} of {self.chosen}"
        rest = ((self.moved, "moved to another day"), (self.dropped, "dropped"), (self.open, "still open"))
        others = ", ".join(f"{count} {words}" for count, words in rest if count)
        return Sentence(f"You did {strong} priorities; {others}.", strong)


def priorities_of(pages: Sequence[Page], first_plans: Mapping[dt.date, Page] | None = None) -> Priorities:
    """What became of the three. A task that leaves its day gives its rank back: only the plan from before knows it."""
    plans = first_plans or {}
    days = tuple(PriorityDay(page.date, slots_of(page, plans.get(page.date))) for page in pages)
    fates = [slot.fate for day in days for slot in day.slots]
    counts = [fates.count(fate) for fate in ("done", "moved", "dropped", "open")]
    return Priorities(days, sum(counts), *counts)


def slots_of(page: Page, first_plan: Page | None = None) -> tuple[Slot, Slot, Slot]:
    """Who holds a rank now has its slot; else who held it in the plan and has left the day since."""
    held = page.priorities()
    planned = first_plan.priorities() if first_plan is not None else {}
    first, second, third = (_slot(held.get(rank) or _left(page, planned.get(rank))) for rank in RANKS)
    return first, second, third


def _left(page: Page, entry: Entry | None) -> Entry | None:
    """What a first choice has become, if it was carried over or dropped."""
    now = page.entry(entry.id) if entry is not None else None
    return now if now is not None and now.state not in ("open", "done") else None


def _slot(entry: Entry | None) -> Slot:
    return Slot() if entry is None else Slot(FATES[entry.state], entry.title, entry.id)

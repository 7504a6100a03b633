"""A page as it stood at the moments of its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.values import Page

RANKS = 3


@dataclass(frozen=True, slots=True)
class Stage:
    """The page as an Edit left it at an instant; None where only the state is still kept, and not when it was made."""

    at: dt.datetime | None
    page: Page


def split(stages: Sequence[Stage]) -> tuple[Stage | None, Sequence[Stage]]:
    """The first plan, and what came after it: the page as it last stood before anything was recorded on it.

    A page that was worked on before it was planned begins with that. None without stages.
    """
    begun = next((number for number, stage in enumerate(stages) if is_begun(stage.page)), len(stages))
    before = [stage for stage in stages[:begun] if not stage.page.fresh]
    if before:
        return before[-1], stages[begun:]
    return (stages[0], stages[1:]) if stages else (None, ())


def is_begun(page: Page) -> bool:
    """Whether it is on the record that anything was worked on, or finished."""
    return bool(page.intervals) or any(box.done for box in page.boxes) or any(e.state == "done" for e in page.entries)


def fullest(stages: Sequence[Stage]) -> Page | None:
    """The page as it last stood with the most of its three chosen."""
    return max((stage.page for stage in reversed(stages)), key=lambda page: len(page.priorities()), default=None)


def may_have_lost_a_priority(page: Page) -> bool:
    """Whether one of the three may have been carried over or dropped, and so have given its rank back."""
    gone = any(entry.state in ("migrated", "scheduled", "dropped") for entry in page.entries)
    return gone and len(page.priorities()) < RANKS

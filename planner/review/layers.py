"""The layers of one day, side by side: the first plan, each time it was drawn anew, and what happened.

The first plan is the page as it stood before work was recorded on it. A later state is a redraw if what was still to
come differs; redraws that follow each other within minutes are one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner.domain.stages import Stage, split
from planner.domain.values import Page
from planner.review.blocks import Block, happened, planned

TOGETHER = dt.timedelta(minutes=10)
REDRAWS = 2  # beside the first plan and what happened
FIRST, LAST = "First plan", "What happened"


@dataclass(frozen=True, slots=True)
class Layer:
    """One column: its words ("First plan", "10:40", "What happened"), and its blocks in page minutes."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Layers:
    """Up to four columns of one page, oldest first. `opens` and `closes` are its hours, in page minutes."""

    page: Page
    opens: int
    closes: int
    columns: tuple[Layer, ...]


def layers_of(page: Page, stages: Sequence[Stage], now: dt.datetime) -> Layers:
    """`stages` are the states of the page that are still known, oldest first; none of them need be."""
    first, later = split(stages)
    columns = [Layer(FIRST, planned(first.page if first else page))]
    columns += [_redraw(stage) for stage in _merged(_redraws(first, later))]
    return Layers(page, *page.hours, (*columns, Layer(LAST, happened(page, now))))


def _redraws(first: Stage | None, later: Sequence[Stage]) -> list[Stage]:
    """The later states in which what was still to come is not as it was before."""
    before = first.page if first else None
    found: list[Stage] = []
    for stage in later:
        if stage.at is not None:
            minute = stage.page.frame.minute(stage.at)
            if before is None or _coming(stage.page, minute) != _coming(before, minute):
                found.append(stage)
            before = stage.page
    return found


def _coming(page: Page, minute: int) -> frozenset[tuple[str, int, int]]:
    """The boxes not begun by then: that what runs grows, or what is over is put right, draws no plan."""
    return frozenset((box.id, box.start, box.minutes) for box in page.boxes if box.start > minute)


def _merged(redraws: Sequence[Stage]) -> list[Stage]:
    """The last of those that lie close together; of too many the nearest ones are told as one."""
    found: list[Stage] = []
    for stage in redraws:
        if found and _apart(found[-1], stage) < TOGETHER:
            found[-1] = stage
        else:
            found.append(stage)
    while len(found) > REDRAWS:
        gaps = [_apart(one, next_one) for one, next_one in pairwise(found)]
        del found[gaps.index(min(gaps))]
    return found


def _apart(one: Stage, other: Stage) -> dt.timedelta:
    assert one.at is not None, "a redraw has its time"
    assert other.at is not None, "a redraw has its time"
    return other.at - one.at


def _redraw(stage: Stage) -> Layer:
    assert stage.at is not None, "a redraw has its time"
    minute = stage.page.frame.minute(stage.at)
    return Layer(stage.page.frame.clock(minute), planned(stage.page, until=minute))

"""The reading of a review, for a job: pages and past tasks, month by month, so that nobody waits long for the file.

Slices of the reading let a deed of the person's have its turn in between.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.past import PastTask
from planner.domain.values import Page
from planner.review import By, Calibration, Layers, Review, Span, layers_of, look_back
from planner.review.blocks import DayBlocks, day_blocks
from planner.workspace import Workspace

FIRST_PLANS = 31  # days up to which the first plans are read at once; of longer spans they follow
KNOWN_PLANS = 400  # days up to which they are read at all
WEEK = 7


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall be looked at. `day` is the one whose layers are shown, None for the last one lived."""

    span: Span
    by: By
    day: dt.date | None
    now: dt.datetime
    today: dt.date


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found. `days` are the days around the one whose layers are shown, within the span."""

    wish: Wish
    review: Review
    past: tuple[PastTask, ...]
    pages: tuple[Page, ...]
    layers: Layers | None
    days: tuple[DayBlocks, ...]


@dataclass(frozen=True, slots=True)
class Later:
    """What takes longer: the review with its first plans (`changed` says that it got them), and the calibration."""

    review: Review
    calibration: Calibration
    changed: bool


def look(workspace: Workspace, wish: Wish, past: tuple[PastTask, ...] | None) -> Looked:
    """`past` is what was read before, None where it has changed since."""
    span = wish.span
    read = tuple(page for part in span.cut("month") for page in workspace.pages(part.first, part.last))
    told = tuple(workspace.past()) if past is None else past
    plans = workspace.first_plans(span.first, span.last) if span.days <= FIRST_PLANS else None
    review = look_back(span, read, told, wish.now, today=wish.today, by=wish.by, first_plans=plans)
    return Looked(wish, review, told, read, *of_day(workspace, wish, read))


def of_day(workspace: Workspace, wish: Wish, pages: Sequence[Page]) -> tuple[Layers | None, tuple[DayBlocks, ...]]:
    """The layers of the day that is wished, or of the last one lived; and the days around it."""
    day = wish.day if wish.day is not None and wish.day in wish.span else last_lived(pages)
    page = next((page for page in pages if page.date == day), None)
    if page is None:
        return None, ()
    layers = layers_of(page, workspace.stages(page.date), wish.now)
    around = wish.span if wish.span.days <= WEEK else Span.of("week", page.date)
    days = (each for each in pages if each.date in around and (each.boxes or each.intervals))
    return layers, tuple(day_blocks(each, wish.now) for each in days)


def last_lived(pages: Sequence[Page]) -> dt.date | None:
    """The last day with anything on record, else the last one with a plan."""
    lived = [page.date for page in pages if page.intervals] or [page.date for page in pages if page.boxes]
    return lived[-1] if lived else None


def needs_plans(wish: Wish) -> bool:
    """Whether the first plans are still to be read."""
    return FIRST_PLANS < wish.span.days <= KNOWN_PLANS


def with_plans(workspace: Workspace, looked: Looked) -> Review:
    """The review with the first plans of its days, which tell what became of the priorities."""
    wish, plans = looked.wish, dict[dt.date, Page]()
    for part in wish.span.cut("week"):
        plans |= workspace.first_plans(part.first, part.last)
    return look_back(wish.span, looked.pages, looked.past, wish.now, today=wish.today, by=wish.by, first_plans=plans)

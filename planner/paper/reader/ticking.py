"""What stands in the places to tick: nothing, a tick, or so much ink that it is crossed out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from planner.paper.reader.pens import Pen
from planner.paper.reader.rectifying import SCALE
from planner.paper.reader.registering import Flat, Seen
from planner.paper.reader.values import Place, Rect, TickRead, TickValue

Array = Any

INSET = 0.55  # of the side: the middle that is measured
TICKED = 0.035  # share of ink from which it is ticked
CANCELLED = 0.6  # share of ink from which it is crossed out
NEAR_TICKED = (0.012, 0.075)  # between them a person is asked
NEAR_CANCELLED = (0.52, 0.66)
LOOSE = 0.35  # millimetres: a square registered farther off than its neighbours is doubtful


def ticks_of(flat: Flat, places: Sequence[Place], pen: Pen) -> tuple[TickRead, ...]:
    """Every place to tick as it was found."""
    seen = {one.anchor.mark: one for one in flat.seen}
    wanted = (place for place in places if place.role in ("tick", "feeling"))
    return tuple(_tick(pen, place, seen[place.id]) for place in wanted)


def _tick(pen: Pen, place: Place, seen: Seen) -> TickRead:
    found = seen.strength > 0.1 and np.hypot(seen.dx, seen.dy) < LOOSE
    dx, dy = (seen.dx, seen.dy) if found else (0.0, 0.0)
    rect = Rect(place.rect.x + dx, place.rect.y + dy, place.rect.w, place.rect.h)
    side = rect.w * INSET
    middle = Rect(rect.x + (rect.w - side) / 2, rect.y + (rect.h - side) / 2, side, side)
    ink = share(pen.marks, middle)
    value, confidence = _judged(ink)
    if not found:
        confidence = min(confidence, 0.8)
    return TickRead(place.id, value, confidence, rect, round(ink, 4))


def _judged(ink: float) -> tuple[TickValue, float]:
    value: TickValue = "empty" if ink < TICKED else "ticked" if ink < CANCELLED else "cancelled"
    for low, high in (NEAR_TICKED, NEAR_CANCELLED):
        if low < ink < high:
            return value, 0.6
    return value, 0.99


def share(marks: Array, rect: Rect) -> float:
    """The share of a place that is inked, to parts of a pixel."""
    size = (max(1, round(rect.w * SCALE)), max(1, round(rect.h * SCALE)))
    centre = ((rect.x + rect.w / 2) * SCALE - 0.5, (rect.y + rect.h / 2) * SCALE - 0.5)
    return float(cv2.getRectSubPix(marks, size, centre).mean())

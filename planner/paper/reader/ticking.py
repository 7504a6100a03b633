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
FULL = 0.7  # mean ink against the darkest of it, from which it is crossed out: blur changes neither much
NEAR_TICKED = (0.012, 0.06)  # between them a person is asked
NEAR_FULL = (0.655, 0.77)
SHIFTS = ((0.0, 0.0), (0.25, 0.0), (-0.25, 0.0), (0.0, 0.25), (0.0, -0.25))  # millimetres: it must not hang on them
LOST = 2.2  # times as far for a square that was not found itself, only its surroundings
DOUBT, SURE = 0.6, 0.99


def ticks_of(flat: Flat, places: Sequence[Place], pen: Pen) -> tuple[TickRead, ...]:
    """Every place to tick as it was found."""
    seen = {one.anchor.mark: one for one in flat.seen}
    wanted = (place for place in places if place.role in ("tick", "feeling"))
    return tuple(_tick(pen, place, seen[place.id]) for place in wanted)


def _tick(pen: Pen, place: Place, seen: Seen) -> TickRead:
    dx, dy = (seen.dx, seen.dy) if seen.found else (0.0, 0.0)
    rect = Rect(place.rect.x + dx, place.rect.y + dy, place.rect.w, place.rect.h)
    ink, value, sure = _judged(pen, rect)
    far = 1.0 if seen.found else LOST
    for x, y in SHIFTS[1:]:
        _, other, also_sure = _judged(pen, rect._replace(x=rect.x + x * far, y=rect.y + y * far))
        sure = sure and (other == value or "cancelled" in (other, value)) and (also_sure or seen.found)
    return TickRead(place.id, value, SURE if sure else DOUBT, rect, round(ink, 4))


def _judged(pen: Pen, rect: Rect) -> tuple[float, TickValue, bool]:
    """The share of ink in the middle of a square, what it means, and whether that is beyond doubt."""
    side = rect.w * INSET
    middle = Rect(rect.x + (rect.w - side) / 2, rect.y + (rect.h - side) / 2, side, side)
    ink = float(cut(pen.marks, middle).mean())
    if ink < TICKED:
        return ink, "empty", ink < NEAR_TICKED[0]
    patch = cut(pen.ink, middle)
    full = float(patch.mean() / max(float(np.percentile(patch, 95)), 1e-3))
    value: TickValue = "ticked" if full < FULL else "cancelled"
    return ink, value, ink > NEAR_TICKED[1] and not NEAR_FULL[0] < full < NEAR_FULL[1]


def cut(picture: Array, rect: Rect) -> Array:
    """A place of a flattened picture, to parts of a pixel."""
    size = (max(1, round(rect.w * SCALE)), max(1, round(rect.h * SCALE)))
    centre = ((rect.x + rect.w / 2) * SCALE - 0.5, (rect.y + rect.h / 2) * SCALE - 0.5)
    return cv2.getRectSubPix(picture, size, centre)

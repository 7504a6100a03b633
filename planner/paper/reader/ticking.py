"""What stands in the places to tick: nothing, a tick, or so much ink that it is crossed out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from planner.paper.reader.pens import Pen
from planner.paper.reader.rectifying import SCALE
from planner.paper.reader.registering import Flat, Seen, around
from planner.paper.reader.values import Place, Rect, TickRead, TickValue

Array = Any

INSET = 0.55  # of the side: the middle that is measured
TICKED = 0.035  # share of ink from which it is ticked
FULL = 0.7  # mean ink against the darkest of it, from which it is crossed out: blur changes neither much
NEAR_TICKED = (0.012, 0.06)  # between them a person is asked
NEAR_FULL = (0.655, 0.77)
SHIFTS = ((0.0, 0.0), (0.25, 0.0), (-0.25, 0.0), (0.0, 0.25), (0.0, -0.25))  # millimetres: it must not hang on them
LOST = 2.2  # times as far for a square that was not found itself, only its surroundings
STRANGE, STRAY = 0.45, 0.7  # millimetres off against its surroundings: doubtful, and not this square
CLOSE = 12.0  # millimetres to the nearest thing that was found, where the square itself was not
DOUBT, SURE = 0.6, 0.99


def ticks_of(flat: Flat, places: Sequence[Place], pen: Pen) -> tuple[TickRead, ...]:
    """Every place to tick as it was found."""
    seen = {one.anchor.mark: one for one in flat.seen}
    wanted = (place for place in places if place.role in ("tick", "feeling"))
    return tuple(_tick(flat, pen, place, seen[place.id]) for place in wanted)


def _tick(flat: Flat, pen: Pen, place: Place, seen: Seen) -> TickRead:
    x, y = place.rect.x + place.rect.w / 2, place.rect.y + place.rect.h / 2
    near = around(flat, x, y, place.id)
    strange = float(np.hypot(seen.dx - near.dx, seen.dy - near.dy))
    found = seen.found and strange < STRAY
    dx, dy = (seen.dx, seen.dy) if found else (near.dx, near.dy)
    rect = Rect(place.rect.x + dx, place.rect.y + dy, place.rect.w, place.rect.h)
    ink, value, sure = _judged(pen, rect)
    far = 1.0 if found else LOST
    for shift_x, shift_y in SHIFTS[1:]:
        moved = rect._replace(x=rect.x + shift_x * far, y=rect.y + shift_y * far)
        _, other, also_sure = _judged(pen, moved)
        sure = sure and (other == value or "cancelled" in (other, value)) and (also_sure or found)
    sure = sure and (strange < STRANGE if found else near.away < CLOSE)
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

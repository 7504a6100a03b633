"""Whether anything was written on the lines of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from planner.paper.reader.pens import Pen
from planner.paper.reader.rectifying import SCALE
from planner.paper.reader.values import LineRead, Place

Array = Any

INSIDE = 0.5  # millimetres inside a line's place that neighbours may reach into
RULED = 0.6  # share of the width beyond which a row of ink is a printed rule
WRITTEN = 1.0  # square millimetres of ink
UNCLEAR = (0.45, 1.8)


def lines_of(places: Sequence[Place], pen: Pen) -> tuple[LineRead, ...]:
    """Every line to write on as it was found."""
    return tuple(_line(pen.marks, place) for place in places if place.role == "line")


def _line(marks: Array, place: Place) -> LineRead:
    inner = place.rect.grown(-INSIDE)
    left, top = round(inner.x * SCALE), round(inner.y * SCALE)
    patch = marks[top : top + round(inner.h * SCALE), left : left + round(inner.w * SCALE)]
    area = _written(patch)
    written = area >= WRITTEN
    return LineRead(place.id, written, 0.6 if UNCLEAR[0] < area < UNCLEAR[1] else 0.98, place.rect)


def _written(patch: Array) -> float:
    """Square millimetres of ink that is no printed rule."""
    if not patch.size:
        return 0.0
    ink = np.ascontiguousarray(patch)
    length = max(3, round(ink.shape[1] * RULED))
    solid = (ink > 0.3).astype(np.uint8)
    ruled = cv2.morphologyEx(solid, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    ruled = cv2.dilate(ruled, np.ones((5, 1), np.uint8))
    return float(ink[ruled == 0].sum()) / SCALE**2

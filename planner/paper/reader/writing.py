"""Whether anything was written on the lines of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from planner.paper.reader.pens import Pen
from planner.paper.reader.rectifying import SCALE
from planner.paper.reader.registering import Flat, around
from planner.paper.reader.values import LineRead, Place, Rect

Array = Any

INSIDE = (0.9, 0.5)  # millimetres inside a line's place, across and down, that neighbours may reach into
RULE = 0.6  # millimetres above the printed rule at the foot that belong to it
ACTUAL_RULE = 0.67  # millimetres of the place of an "actual" below its rule
RULED = 0.5  # share of the width beyond which a row of ink is a printed rule
TALL = 0.8  # millimetres: ink that is so high is no rule, however wide it is
SPECK, SHORT = 0.12, 0.8  # square millimetres and millimetres of a stroke: less is no pen's
INKED = 0.35  # of a pixel
WRITTEN = 0.7  # square millimetres of ink
UNCLEAR = (0.25, 1.2)
FAR = 45.0  # millimetres to the nearest thing that was found: beyond it nobody knows where the line lies
DOUBT, SURE = 0.6, 0.98


def lines_of(flat: Flat, places: Sequence[Place], pen: Pen) -> tuple[LineRead, ...]:
    """Every line to write on as it was found."""
    return tuple(_line(flat, pen.marks, place) for place in places if place.role == "line")


def _line(flat: Flat, marks: Array, place: Place) -> LineRead:
    rect = place.rect
    near = around(flat, rect.x, rect.y + rect.h / 2)
    foot = RULE + (ACTUAL_RULE if place.means.get("write") == "actual" else 0.0)
    inner = Rect(
        rect.x + near.dx + INSIDE[0], rect.y + near.dy + INSIDE[1], rect.w - 2 * INSIDE[0], rect.h - INSIDE[1] - foot
    )  # fmt: skip
    left, top = round(inner.x * SCALE), round(inner.y * SCALE)
    area = _written(marks[top : top + round(inner.h * SCALE), left : left + round(inner.w * SCALE)])
    clear = not UNCLEAR[0] < area < UNCLEAR[1] and near.away < FAR
    moved = rect._replace(x=rect.x + near.dx, y=rect.y + near.dy)
    return LineRead(place.id, area >= WRITTEN, SURE if clear else DOUBT, moved)


def _written(patch: Array) -> float:
    """Square millimetres of strokes that are no printed rule and no specks."""
    if not patch.size:
        return 0.0
    solid = (patch > INKED).astype(np.uint8)
    length = max(3, round(solid.shape[1] * RULED))
    bridged = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, np.ones((1, 7), np.uint8))
    ruled = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    tall = cv2.morphologyEx(solid, cv2.MORPH_OPEN, np.ones((round(TALL * SCALE), 1), np.uint8))
    solid[(cv2.dilate(ruled, np.ones((5, 1), np.uint8)) > 0) & (tall == 0)] = 0
    count, _, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    area = 0.0
    for _, _, w, h, pixels in stats[1:count].tolist():
        if pixels >= SPECK * SCALE**2 and max(w, h) >= SHORT * SCALE:
            area += pixels / SCALE**2
    return area

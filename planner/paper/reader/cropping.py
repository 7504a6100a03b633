"""Places cut out of a flattened sheet, for a person to look at."""

from __future__ import annotations

from typing import Any

import cv2

from planner.paper.reader.rectifying import SCALE
from planner.paper.reader.values import Rect

Array = Any

AROUND = 1.5  # millimetres beyond the place, so that long letters are whole


def cropped(picture: Array, place: Rect, around: float = AROUND) -> Array:
    """A place with a little around it, within the sheet."""
    grown = place.grown(around)
    left, top = max(0, round(grown.x * SCALE)), max(0, round(grown.y * SCALE))
    right, bottom = round((grown.x + grown.w) * SCALE), round((grown.y + grown.h) * SCALE)
    return picture[top:bottom, left:right]


def png(picture: Array) -> bytes:
    return cv2.imencode(".png", picture)[1].tobytes()

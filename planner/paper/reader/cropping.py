"""A flattened sheet and places cut out of it, for a person to look at."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from planner.paper.reader.rectifying import SCALE, paper_of
from planner.paper.reader.values import Rect

Array = Any

WHITE = 248  # of 255: how bright evened paper is
AROUND = 1.5  # millimetres beyond the place, so that long letters are whole


def evened(picture: Array, scale: int = SCALE) -> Array:
    """The sheet (BGR, so many pixels a millimetre) as if it lay in even light: shadows fall away, ink and paper keep
    their colours.
    """
    paper = paper_of(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), scale)
    light = WHITE / np.maximum(paper, 16.0)
    return np.clip(picture * light[:, :, None], 0, 255).astype(np.uint8)


def cropped(picture: Array, place: Rect, around: float = AROUND) -> Array:
    """A place with a little around it, within the sheet."""
    grown = place.grown(around)
    left, top = max(0, round(grown.x * SCALE)), max(0, round(grown.y * SCALE))
    right, bottom = round((grown.x + grown.w) * SCALE), round((grown.y + grown.h) * SCALE)
    return picture[top:bottom, left:right]


def png(picture: Array) -> bytes:
    return cv2.imencode(".png", picture)[1].tobytes()

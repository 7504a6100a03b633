"""What a pen left on a flattened sheet: ink against the black of this very print, so that faint photos count alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import cv2
import numpy as np

from planner.paper.reader.rectifying import SCALE
from planner.paper.reader.registering import Flat
from planner.paper.reader.values import Place

Array = Any

FAINT, FULL = 0.14, 0.34  # of the print's black: from here on a pixel counts a little, from there on wholly
GRAIN = 3.0  # times the noise of the paper that a pixel has to be darker


class Pen(NamedTuple):
    """`marks` runs from 0.0 (paper) to 1.0 (ink) a pixel; `black` is how dark the print is, `grain` the noise."""

    marks: Array
    black: float
    grain: float


def pen_of(flat: Flat, places: Sequence[Place]) -> Pen:
    """The ink of a sheet."""
    black = _black(flat.ink, places)
    soft = cv2.GaussianBlur(flat.ink, (0, 0), 0.8)
    grain = _grain(soft)
    low = max(FAINT, GRAIN * grain / black)
    marks = np.clip((soft / black - low) / (FULL - FAINT), 0.0, 1.0)
    return Pen(marks, black, grain)


def _black(ink: Array, places: Sequence[Place]) -> float:
    """How dark the borders of the markers are."""
    found = [1e-3]
    for place in places:
        if place.role == "marker":
            x, y, w, h = (round(value * SCALE) for value in place.rect)
            patch = ink[max(0, y) : y + h, max(0, x) : x + w]
            if patch.size:
                found.append(float(np.percentile(patch, 75)))
    return float(max(0.15, np.median(found)))


def _grain(ink: Array) -> float:
    """The noise of blank paper: most of a sheet is blank."""
    thin = ink[::7, ::7]
    middle = float(np.median(thin))
    return float(1.4826 * np.median(np.abs(thin - middle)))

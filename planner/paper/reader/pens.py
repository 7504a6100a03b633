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

FAINT, RISE = 0.08, 0.2  # of the print's black: beyond it a pixel counts a little, so much further on wholly
GRAIN = 2.5  # times the noise of the paper that a pixel has to be darker still


class Pen(NamedTuple):
    """`marks` runs from 0.0 (paper) to 1.0 (ink) a pixel, `ink` is as dark as it is; `black` is how dark the print is,
    `grain` the noise of the paper.
    """

    marks: Array
    ink: Array
    black: float
    grain: float


def pen_of(flat: Flat, places: Sequence[Place]) -> Pen:
    """The ink of a sheet."""
    black = _black(flat.ink, places)
    soft = cv2.GaussianBlur(flat.ink, (0, 0), 0.8)
    grain = _grain(soft)
    marks = np.clip((soft / black - FAINT - GRAIN * grain / black) / RISE, 0.0, 1.0)
    return Pen(marks, soft, black, grain)


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

"""What was wrong with a photo, in words, so that the next one is better."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import cv2
import numpy as np

from planner.paper.code import MARKERS
from planner.paper.reader.finding import SQUARE, Marker, Outlook, project

Array = Any

NO_SHEET = "There is no sheet in this picture: take it from above, with all four corner markers."
CUT_OFF = "A part of the sheet is cut off: take the picture with all four corner markers."
TOO_DARK = "The picture is too dark: take it again in better light."
BLURRED = "The picture is blurred: hold still, and take it again."
TOO_SMALL = "The sheet is too small in the picture: go closer."
NO_CODE = "The page code cannot be read: take it again, or choose the day by hand."
CODE_GLARE = "The page code cannot be read, light shines on it: turn the sheet a little, or choose the day by hand."
CODE_BLURRED = "The page code cannot be read, it is blurred: hold still and take it again, or choose the day by hand."
CODE_SMALL = "The page code cannot be read, it is too small: go closer, or choose the day by hand."

DARK, CONTRAST = 45, 25  # of 255: the brightest tenth of a picture, the contrast of a marker
SOFT = 0.12  # of a marker's contrast: steepest step from pixel to pixel beyond which it is sharp enough
BRIGHT, PAPER_WHITE = 250, 235
LEAST_SIDE, UNLIKE = 10.0, 1.7  # pixels of a marker, and how many times another one of its sheet may be larger
PRINTED, MODULE = 0.84, 8  # likeness from which a marker was printed; pixels of a module in which it is taken
SMALLEST = 3.4  # pixels a millimetre


def why_no_sheet(gray: Array, found: Sequence[Marker]) -> str:
    """The reason for which no sheet was found."""
    small = cv2.resize(gray, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA) if min(gray.shape) > 400 else gray
    if float(np.percentile(small, 90)) < DARK:
        return TOO_DARK
    if alike(found):
        return CUT_OFF
    steps = np.abs(cv2.Laplacian(small, cv2.CV_32F))
    contrast = float(np.percentile(small, 99) - np.percentile(small, 1))
    if contrast > CONTRAST and float(np.percentile(steps, 99.5)) < SOFT * contrast:
        return BLURRED
    return NO_SHEET


def alike(found: Sequence[Marker]) -> bool:
    """Whether two different markers may be of one sheet: chance makes single and small ones out of anything."""
    pairs = combinations([marker for marker in found if marker.side >= LEAST_SIDE], 2)
    return any(
        one.number != other.number and max(one.side, other.side) < UNLIKE * min(one.side, other.side)
        for one, other in pairs
    )


def is_cut_off(gray: Array, left: Sequence[Marker]) -> bool:
    """Whether the markers that belong to no sheet in a picture are a second one's: keys and tiles look like some."""
    return alike([marker for marker in left if _likeness(gray, marker) > PRINTED])


def _likeness(gray: Array, marker: Marker) -> float:
    """How far the modules of a marker are as dark and as light as they were printed: 1 where they wholly are."""
    dark = np.array([[sign == "1" for sign in row] for row in MARKERS[marker.number]], np.float32)
    count = len(dark)
    flat = cv2.getPerspectiveTransform(marker.corners.astype(np.float32), (SQUARE * count * MODULE).astype(np.float32))
    patch = cv2.warpPerspective(gray, flat, (count * MODULE, count * MODULE))
    modules = cv2.resize(patch, (count, count), interpolation=cv2.INTER_AREA)
    return -float(np.corrcoef(modules.ravel(), dark.ravel())[0, 1]) if modules.std() > 0 else 0.0


def why_no_code(gray: Array, sheet: Outlook, places: Sequence[tuple[float, float]], side: float) -> str:
    """The reason for which the code of a sheet cannot be read."""
    if sheet.scale < SMALLEST:
        return CODE_SMALL
    if float(np.median(gray)) > PAPER_WHITE:  # a scan: paper is as white as light
        return NO_CODE
    bright = 0.0
    for x, y in places:
        corners = project(sheet.matrix, np.array([(x, y), (x + side, y), (x + side, y + side), (x, y + side)]))
        patch = gray[_span(corners[:, 1], gray.shape[0]), _span(corners[:, 0], gray.shape[1])]
        bright = max(bright, float((patch > BRIGHT).mean()) if patch.size else 0.0)
    if 0.6 < bright < 0.995:
        return CODE_GLARE
    return CODE_BLURRED if _softness(gray, sheet) < SOFT else NO_CODE


def _span(values: Array, most: int) -> slice:
    return slice(max(0, int(values.min())), max(0, min(most, int(values.max()) + 1)))


def _softness(gray: Array, sheet: Outlook) -> float:
    """The steepest step from pixel to pixel in the markers, of their contrast."""
    found = []
    for marker in sheet.markers:
        patch = gray[_span(marker.corners[:, 1], gray.shape[0]), _span(marker.corners[:, 0], gray.shape[1])]
        if min(patch.shape) > 4:
            tall = patch.astype(np.float32)
            contrast = float(np.percentile(tall, 95) - np.percentile(tall, 5))
            found.append(float(np.percentile(np.abs(np.diff(tall, axis=1)), 99)) / max(contrast, 1.0))
    return max(found, default=1.0)

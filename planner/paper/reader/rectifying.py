"""A sheet laid flat: its picture at SCALE pixels a millimetre, and the ink on it.

The four corners alone do not flatten paper that curls, nor a lens that bends. So what is printed at known places is
looked for again near where it should be, and a smooth field of displacements carries the rest of the sheet with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from planner.paper.reader.finding import Outlook, project

Array = Any

SCALE = 10  # pixels a millimetre of a rectified sheet
COARSE = 16  # pixels between two places at which the field is worked out
REACH = 50.0  # millimetres that count as one in the plate's terms
STIFFNESS = 0.02  # how little a knot of weight 1 bends the plate for its own sake alone
PAPER = 9.0  # millimetres: the paper is the brightest within so much
BARE = (0.15, 0.08)  # darker than the paper by so much is ink: at a first look, and at a second
LEAST_BARE = 0.2  # share of bare paper around a place below which it is believed less


@dataclass(frozen=True, slots=True)
class Field:
    """Displacements in millimetres over a sheet: a thin plate bent through `knots`; without knots the sheet is flat."""

    knots: Array | None = None  # (n, 2)
    bends: Array | None = None  # (n + 3, 2)

    def at(self, points: Array) -> Array:
        points = np.asarray(points, np.float64)
        if self.knots is None or self.bends is None:
            return np.zeros_like(points)
        flat = points.reshape(-1, 2) / REACH
        return (_plate(flat, self.knots / REACH) @ self.bends).reshape(points.shape)


def bent(places: Array, moved: Array, weights: Array, stiffness: float = STIFFNESS) -> Field:
    """The smoothest field that carries places to where they were seen; those of little weight less exactly."""
    knots = np.asarray(places, np.float64)
    count = len(knots)
    left = np.zeros((count + 3, count + 3))
    left[:count] = _plate(knots / REACH, knots / REACH)
    left[:count, :count] += np.diag(stiffness / np.asarray(weights, np.float64))
    left[count:, :count] = left[:count, count:].T
    right = np.zeros((count + 3, 2))
    right[:count] = np.asarray(moved) - knots
    return Field(knots, np.linalg.solve(left, right))


def _plate(points: Array, knots: Array) -> Array:
    """A thin plate's terms: one for each knot, then those of a plane."""
    squares = ((points[:, None, :] - knots[None, :, :]) ** 2).sum(axis=2)
    return np.c_[squares * np.log(squares + 1e-12), np.ones(len(points)), points]


def flattened(picture: Array, sheet: Outlook, field: Field, scale: int = SCALE) -> Array:
    """The picture of a sheet, upright and flat."""
    width, height = round(sheet.width * scale), round(sheet.height * scale)
    if field.knots is None:
        to_page = np.array([[1 / scale, 0, 0.5 / scale], [0, 1 / scale, 0.5 / scale], [0, 0, 1]])
        return cv2.warpPerspective(
            picture, sheet.matrix @ to_page, (width, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )  # fmt: skip
    columns, rows = -(-width // COARSE) + 1, -(-height // COARSE) + 1
    x, y = np.meshgrid((np.arange(columns) * COARSE + 0.5) / scale, (np.arange(rows) * COARSE + 0.5) / scale)
    places = np.stack([x, y], axis=-1)
    seen = project(sheet.matrix, (places + field.at(places)).reshape(-1, 2)).reshape(rows, columns, 2)
    maps = _between(seen.astype(np.float32), width, height)
    return cv2.remap(picture, maps[..., 0], maps[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def _between(coarse: Array, width: int, height: int) -> Array:
    """A coarse grid of pixels filled in: its knots lie COARSE pixels apart, the first at the first pixel."""
    to_coarse = np.array([[1 / COARSE, 0, 0], [0, 1 / COARSE, 0]], np.float64)
    return cv2.warpAffine(
        coarse, to_coarse, (width, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip


def ink_of(picture: Array, scale: int = SCALE) -> Array:
    """How dark each pixel is against the paper around it: 1.0 black, 0.0 as the paper, and less where noise makes it
    brighter. Shadows fall away.
    """
    gray = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    paper = paper_of(gray, scale)
    return np.clip(1.0 - gray.astype(np.float32) / np.maximum(paper, 8.0), -0.5, 1.0)


def paper_of(gray: Array, scale: int = SCALE) -> Array:
    """The brightness of the paper everywhere, as if nothing stood on it.

    The brightest nearby follows every shadow, but is too bright where the picture is noisy: by as much as the bare
    paper of the wider surroundings says.
    """
    step = max(1, round(scale * 0.4))
    small = cv2.resize(gray, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    small = cv2.medianBlur(small, 3).astype(np.float32)
    size = round(PAPER * scale / step) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    bright = cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel, borderType=cv2.BORDER_REPLICATE)
    even: Array = cv2.GaussianBlur(bright, (0, 0), size / 8)
    for ink in BARE:
        seen = small / np.maximum(even, 1.0)
        bare = cv2.erode((seen > 1 - ink).astype(np.float32), np.ones((3, 3), np.uint8))
        share, mean = (cv2.GaussianBlur(part, (0, 0), size / 2) for part in (bare, seen * bare))
        even = even * (1 + (mean - share) / np.maximum(share, LEAST_BARE))
    return cv2.resize(even, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR)

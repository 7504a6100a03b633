"""A sheet laid flat: its picture at SCALE pixels a millimetre, and the ink on it.

The four corners alone do not flatten paper that curls, nor a lens that bends. So what is printed at known places is
looked for again near where it should be, and a smooth field of displacements carries the rest of the sheet with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from planner.paper.reader.finding import Outlook, project

Array = Any

SCALE = 10  # pixels a millimetre of a rectified sheet
COARSE = 8  # pixels between two places at which the field is worked out
PAPER = 9.0  # millimetres: the paper is the brightest within so much


@dataclass(frozen=True, slots=True)
class Field:
    """Displacements in millimetres, a polynomial of the place on a sheet; without terms the sheet is flat."""

    width: float
    height: float
    terms: Array | None = None  # (number of powers, 2)
    degree: int = 0

    def at(self, points: Array) -> Array:
        if self.terms is None:
            return np.zeros_like(np.asarray(points, np.float64))
        return powers(points, self.width, self.height, self.degree) @ self.terms


def powers(points: Array, width: float, height: float, degree: int) -> Array:
    """The terms of a polynomial at places of a sheet, both sides of it running from -1 to 1."""
    x = np.asarray(points, np.float64)[..., 0] / width * 2 - 1
    y = np.asarray(points, np.float64)[..., 1] / height * 2 - 1
    return np.stack([x**i * y**j for i in range(degree + 1) for j in range(degree + 1 - i)], axis=-1)


def flattened(picture: Array, sheet: Outlook, field: Field, scale: int = SCALE) -> Array:
    """The picture of a sheet, upright and flat."""
    width, height = round(sheet.width * scale), round(sheet.height * scale)
    if field.terms is None:
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
    """How dark each pixel is against the paper around it: 0.0 as the paper, 1.0 black. Shadows fall away."""
    gray = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    paper = paper_of(gray, scale)
    return np.clip(1.0 - gray.astype(np.float32) / np.maximum(paper, 8.0), 0.0, 1.0)


def paper_of(gray: Array, scale: int = SCALE) -> Array:
    """The brightness of the paper everywhere, as if nothing stood on it."""
    step = max(1, round(scale * 0.4))
    small = cv2.resize(gray, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    small = cv2.medianBlur(small, 3)
    size = round(PAPER * scale / step) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    bright = cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel, borderType=cv2.BORDER_REPLICATE)
    even = cv2.GaussianBlur(bright.astype(np.float32), (0, 0), size / 8)
    return cv2.resize(even, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR)


def fitted_field(
    places: Array, seen: Array, weights: Sequence[float], size: tuple[float, float], degree: int
) -> tuple[Field, Array]:
    """The smooth field that carries places to where they were seen, and how far off each of them still is (mm).

    Those that disagree with the rest count less and less.
    """
    width, height = size
    terms = powers(places, width, height, degree)
    wanted = np.asarray(seen) - np.asarray(places)
    weight = np.asarray(weights, np.float64)
    stiff = _stiffness(degree) * 0.02
    trust = weight.copy()
    found = np.zeros((terms.shape[1], 2))
    for _ in range(6):
        left = terms.T @ (terms * trust[:, None]) + np.diag(stiff)
        found = np.linalg.solve(left, terms.T @ (wanted * trust[:, None]))
        off = np.linalg.norm(wanted - terms @ found, axis=1)
        trust = weight / (1 + (off / 0.25) ** 2)
    return Field(width, height, found, degree), np.linalg.norm(wanted - terms @ found, axis=1)


def _stiffness(degree: int) -> Array:
    """Higher powers are held back more: without evidence the sheet is flat."""
    return np.array([(i + j) ** 2 * 1.0 for i in range(degree + 1) for j in range(degree + 1 - i)]) + 1e-6

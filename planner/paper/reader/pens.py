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

DIRT = 0.015  # of the print's black: paper is that uneven, besides its noise
INKED = 2.5  # times its doubt that ink is dark, from which a pen made it
FINE, SOFT = 0.8, 2.0  # pixels over which ink is evened out: on clean paper, and where it is noisy
CLEAN, NOISY = 0.015, 0.045  # noise of the paper up to which the fine look is taken, and from which the soft one
BARE = 0.06  # ink over half a millimetre below which paper is bare
THIN, WIDE = 3, 5  # pixels: every third tells how noisy the paper is; and so many of those are taken together
NEARBY = 6.0  # millimetres about a place over which its noise is taken
PALEST = 0.3  # of the usual contrast of print: light shines on the sheet, but what is paler is no more to be read
MESH = 4.0  # millimetres between two places at which the contrast is worked out
REACH, AVERAGE = 8.0, 0.05  # millimetres that a square speaks for, and how much the average of all counts besides


class Pen(NamedTuple):
    """`ink` is how dark a pixel is against the black of the print, `doubt` how dark noise and dirt may make it, and
    `contrast` how much of all darkness the light there leaves.
    """

    ink: Array
    doubt: Array
    contrast: Array


def pen_of(flat: Flat, places: Sequence[Place]) -> Pen:
    """The ink of a sheet."""
    black = _black(flat.ink, places)
    fine, soft = (cv2.GaussianBlur(flat.ink, (0, 0), width) / black for width in (FINE, SOFT))
    bare = _bare(flat.ink)
    noise = _grain(fine, bare)
    softness = np.clip((noise - CLEAN) / (NOISY - CLEAN), 0.0, 1.0)
    ink = fine + (soft - fine) * softness
    grain = noise + (_grain(soft, bare) - noise) * softness
    contrast = _contrast(flat, places)
    return Pen(ink, grain + DIRT * contrast, contrast)


def _contrast(flat: Flat, places: Sequence[Place]) -> Array:
    """How pale the squares of a sheet are about each place, against most of them: 1.0 where no light shines."""
    height, width = flat.ink.shape
    squares = {place.id for place in places if place.role in ("tick", "feeling")}
    seen = [one for one in flat.seen if one.found and one.anchor.mark in squares]
    usual = float(np.median([one.strength for one in seen] or [0.0]))
    x, y = np.meshgrid(np.arange(0, width / SCALE + MESH, MESH), np.arange(0, height / SCALE + MESH, MESH))
    total, weights = np.full(x.shape, AVERAGE), np.full(x.shape, AVERAGE)
    for one in seen:
        weight = np.exp(-((x - one.anchor.x) ** 2 + (y - one.anchor.y) ** 2) / (2 * REACH**2))
        total += weight * min(1.0, one.strength / usual)
        weights += weight
    coarse = np.clip(total / weights, PALEST, 1.0).astype(np.float32)
    to_coarse = np.array([[1 / (MESH * SCALE), 0, 0], [0, 1 / (MESH * SCALE), 0]])
    return cv2.warpAffine(coarse, to_coarse, (width, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)


def _bare(ink: Array) -> Array:
    """Where paper is bare, thinned out: 1.0 or 0.0."""
    wide = cv2.GaussianBlur(ink, (0, 0), 0.25 * SCALE)[::THIN, ::THIN]
    return cv2.erode((wide < BARE).astype(np.float32), np.ones((3, 3), np.uint8))


def _grain(ink: Array, bare: Array) -> Array:
    """The noise of bare paper about each place: the square root of the mean of its squares."""
    step = 1 / WIDE
    small = (cv2.resize(part, None, fx=step, fy=step, interpolation=cv2.INTER_AREA) for part in (
        ink[::THIN, ::THIN] ** 2 * bare, bare
    ))  # fmt: skip
    squares, share = (cv2.GaussianBlur(part, (0, 0), NEARBY * SCALE / THIN / WIDE / 2) for part in small)
    even = np.sqrt(squares / np.maximum(share, 1e-3))
    return cv2.resize(even, (ink.shape[1], ink.shape[0]), interpolation=cv2.INTER_LINEAR)


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

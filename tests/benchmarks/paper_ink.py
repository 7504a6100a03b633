"""Pens, pencils, and what they leave on a rendered sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt

from tests.benchmarks.paper_days import PX, Picture
from tests.benchmarks.paper_strokes import Rng, Stroke

SHIFT = 4  # binary places of a pixel that OpenCV draws to


@dataclass(frozen=True, slots=True)
class Pen:
    """`colour` is blue, green and red; `width` in millimetres at full pressure; `flow` how much of the paper its ink
    covers, `grain` how much the paper's roughness shows in it (both 0–1).
    """

    name: str
    colour: tuple[int, int, int]
    width: float
    flow: float
    grain: float


@dataclass(slots=True)
class Layer:
    """Ink on a sheet of so many pixels, before it is seen: how much of it lies where (0–255)."""

    height: int
    width: int
    cover: Picture = field(init=False)

    def __post_init__(self) -> None:
        self.cover = np.zeros((self.height, self.width), np.uint8)

    def draw(self, stroke: Stroke, pen: Pen, rng: Rng, press: float = 1.0) -> None:
        """A stroke in millimetres. The pressure swells and fades along it; `press` is that of the hand (0–1)."""
        pressure = press * _pressure(len(stroke), rng)
        edge = pen.width + 0.3
        low = np.floor((stroke.min(axis=0) - edge) * PX).astype(int).clip(0)
        high = np.ceil((stroke.max(axis=0) + edge) * PX).astype(int).clip(0, (self.width, self.height))
        if (high <= low).any():
            return
        room = np.zeros((high[1] - low[1], high[0] - low[0]), np.uint8)
        points = np.round((stroke * PX - low) * 2**SHIFT).astype(int)
        thick = np.maximum(1, np.round(pen.width * (0.75 + 0.25 * pressure) * PX)).astype(int)
        shade = np.clip(255 * pen.flow * (0.6 + 0.4 * pressure), 0, 255)
        for index in range(len(points) - 1):
            cv2.line(room, points[index], points[index + 1], float(shade[index]), int(thick[index]), cv2.LINE_AA, SHIFT)
        place = self.cover[low[1] : high[1], low[0] : high[0]]
        np.maximum(place, room, out=place)

    def over(self, paper: Picture, pen: Pen, rng: Rng) -> Picture:
        """The sheet in colour with this ink on it; the paper is grey or in colour already."""
        coloured = cv2.cvtColor(paper, cv2.COLOR_GRAY2BGR) if paper.ndim == 2 else paper
        ys, xs = np.where(self.cover.max(axis=1) > 0)[0], np.where(self.cover.max(axis=0) > 0)[0]
        if not len(ys):
            return coloured
        part = np.s_[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]
        taken = np.clip(255 * (1 - pen.grain * _roughness(self.cover[part].shape, rng)), 0, 255).astype(np.uint8)
        cover = cv2.multiply(self.cover[part], taken, scale=1 / 255)
        for channel, tone in enumerate(pen.colour):
            passes = (255 - np.arange(256) * (255 - tone) / 255).astype(np.uint8)  # light, by how much ink there is
            seen = np.ascontiguousarray(coloured[part][..., channel])
            coloured[part][..., channel] = cv2.multiply(seen, cv2.LUT(cover, passes), scale=1 / 255)
        return coloured


def _pressure(count: int, rng: Rng) -> npt.NDArray[np.float64]:
    """Along a stroke: set down, pressed more or less, lifted."""
    knots = max(2, count // 12)
    swell = np.interp(np.linspace(0, knots - 1, count), np.arange(knots), rng.uniform(0.75, 1.0, knots))
    ends = np.minimum(np.arange(count), np.arange(count)[::-1]) / 3
    pressure: npt.NDArray[np.float64] = swell * np.clip(0.7 + 0.3 * ends, 0, 1)
    return pressure


def _roughness(shape: Sequence[int], rng: Rng) -> npt.NDArray[np.float32]:
    """0 where ink takes well, 1 where the paper stays bare: specks of a tenth of a millimetre, and drier places."""
    tile = rng.random((256, 256), dtype=np.float32)
    fine = cv2.GaussianBlur(tile, (0, 0), 0.05 * PX)
    fine = np.clip((fine - 0.5) / (2.5 * fine.std()) + 0.45, 0, 1)
    coarse = cv2.resize(rng.random((24, 16), dtype=np.float32), (shape[1], shape[0]))
    repeated = np.tile(fine, (-(-shape[0] // 256), -(-shape[1] // 256)))[: shape[0], : shape[1]]
    rough: npt.NDArray[np.float32] = repeated * (0.6 + 0.4 * coarse)
    return rough

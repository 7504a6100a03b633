"""A flatbed scanner: grey or colour, or black and white as a fax sends it."""

from __future__ import annotations

import io
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from tests.benchmarks.paper_days import INCH, PX, Picture
from tests.benchmarks.paper_strokes import Rng

SORTS = ("300 dpi", "200 dpi", "150 dpi", "fax")
BED = (212.0, 299.0)  # millimetres


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan to be made. `skew` in degrees; the others from 0 to 1."""

    sort: str
    skew: float
    dust: float
    quality: int
    turns: int
    lid: int  # grey of what lies around the sheet

    @property
    def dpi(self) -> int:
        return 200 if self.sort == "fax" else int(self.sort.split()[0])


def scan(sort: str, rng: Rng) -> Scan:
    lid = int(rng.choice((255, 250, 235, 190, 60, 15), p=(0.3, 0.3, 0.15, 0.1, 0.1, 0.05)))
    return Scan(
        sort, float(rng.normal(0, 1.2)), float(rng.random()), int(rng.integers(60, 95)), int(rng.integers(4)), lid
    )


def scanned(sheet: Picture, asked: Scan, rng: Rng) -> bytes:
    """The file that comes from the scanner: JPEG, or PNG of one bit a pixel."""
    px = asked.dpi / INCH
    size = round(BED[0] * px), round(BED[1] * px)
    scale = px / PX
    small = cv2.resize(sheet, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else sheet
    matrix = cv2.getRotationMatrix2D((small.shape[1] / 2, small.shape[0] / 2), asked.skew, 1.0)
    matrix[:, 2] = matrix[:, 2] + rng.uniform(3, 30 if rng.random() < 0.7 else 5, 2) * px
    found: Picture = cv2.warpAffine(
        small, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(asked.lid,) * 3
    )
    _dusted(found, asked.dust, px, rng)
    noise = rng.normal(0, 1.0 + 2.5 * rng.random(), found.shape[:2]).astype(np.int16)
    grey = cv2.cvtColor(found, cv2.COLOR_BGR2GRAY)
    if asked.sort == "fax":
        return _one_bit(np.rot90((grey + noise).clip(0, 255), asked.turns), rng.uniform(0.55, 0.75))
    found = (found + noise[..., None]).clip(0, 255).astype(np.uint8)
    kept = grey if rng.random() < 0.4 else found
    turned: Picture = np.ascontiguousarray(np.rot90(kept, asked.turns))
    return cv2.imencode(".jpg", turned, (cv2.IMWRITE_JPEG_QUALITY, asked.quality))[1].tobytes()


def _one_bit(grey: Picture, threshold: float) -> bytes:
    file = io.BytesIO()
    Image.fromarray(grey > 255 * threshold).save(file, "PNG", dpi=(200, 200))
    return file.getvalue()


def _dusted(picture: Picture, dust: float, px: float, rng: Rng) -> None:
    """Specks and hairs on the glass, dark and pale."""
    height, width = picture.shape[:2]
    for _ in range(int(rng.poisson(25 * dust))):
        middle = tuple(int(v) for v in rng.integers(0, (width, height)))
        radius = max(0, round(rng.uniform(0.03, 0.18) * px))
        cv2.circle(picture, middle, radius, (int(rng.integers(70, 200)),) * 3, -1, cv2.LINE_AA)
    for _ in range(int(rng.poisson(1.5 * dust))):
        angle = rng.uniform(0, 2 * np.pi) + np.cumsum(rng.normal(0, 0.25, 12))
        steps = np.cumsum(np.stack((np.cos(angle), np.sin(angle)), axis=1) * rng.uniform(0.3, 0.9) * px, axis=0)
        hair = (steps + rng.integers(0, (width, height))).astype(np.int32)
        cv2.polylines(picture, [hair], False, (int(rng.integers(110, 200)),) * 3, 1, cv2.LINE_AA)

"""Printers that are not the best: pale, askew, "fit to page", and the other side of the leaf shining through."""

from __future__ import annotations

import cv2
import numpy as np

from tests.benchmarks.paper_days import PX, Picture
from tests.benchmarks.paper_strokes import Rng

SCALED = (0.94, 1.03)  # of a page that the printer made fit


def printed(picture: Picture, rng: Rng, fade: float) -> Picture:
    """As a real printer leaves it: a little soft, specks of toner, and paler in stripes by so much (0–1)."""
    soft = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.25, 0.9))
    rows, columns = soft.shape
    few = (rows // 8, columns // 8)
    stripes = cv2.resize(rng.random((1, 9), dtype=np.float32), (few[1], 1), interpolation=cv2.INTER_CUBIC)
    pale = fade * (0.5 * stripes + 0.25 * rng.random() + 0.25 * (rng.random(few, dtype=np.float32) > 0.85))
    paper = int(rng.integers(244, 256))
    left = ((1 - np.clip(pale, 0, 0.75)) * paper).astype(np.uint8)
    toner = cv2.multiply(255 - soft, cv2.resize(left, (columns, rows)), scale=1 / 255)
    found: Picture = cv2.subtract(np.full_like(soft, paper), toner)
    for _ in range(int(rng.poisson(6 * fade))):
        middle = tuple(int(v) for v in rng.integers(0, (columns, rows)))
        cv2.circle(found, middle, int(rng.integers(1, 4)), int(rng.integers(60, 160)), -1, cv2.LINE_AA)
    return found


def shone_through(picture: Picture, back: Picture, rng: Rng) -> Picture:
    """With the other side of a thin sheet faintly in it, mirrored."""
    soft = cv2.GaussianBlur(cv2.flip(back, 1), (0, 0), 0.12 * PX)
    return cv2.subtract(picture, ((255 - soft.astype(np.uint16)) * int(rng.uniform(4, 18)) // 255).astype(np.uint8))


def fed(sheet: Picture, rng: Rng) -> Picture:
    """As it lies on the paper that went through the printer: a little off, a little askew, here and there scaled."""
    scale = rng.uniform(*SCALED) if rng.random() < 0.2 else rng.normal(1, 0.003)
    height, width = sheet.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.normal(0, 0.2)), float(scale))
    matrix[:, 2] = matrix[:, 2] + rng.normal(0, 0.6, 2).clip(-1.2, 1.2) * PX
    bare = tuple(int(v) for v in sheet[:4, :4].reshape(-1, 3).max(axis=0))
    return cv2.warpAffine(sheet, matrix, (width, height), borderMode=cv2.BORDER_CONSTANT, borderValue=bare)

"""Handwriting: figures, and words of joined letters that look like some and mean nothing."""

from __future__ import annotations

import numpy as np

from tests.benchmarks.paper_strokes import Rng, Stroke, rounded, straight

DIGITS = (
    ((0.8, 0.1), (0.3, 0.0), (0.0, 0.4), (0.1, 0.9), (0.5, 1.0), (0.9, 0.7), (0.9, 0.3), (0.6, 0.0)),
    ((0.2, 0.3), (0.6, 0.0), (0.6, 0.5), (0.55, 1.0)),
    ((0.1, 0.3), (0.5, 0.0), (0.9, 0.3), (0.4, 0.7), (0.0, 1.0), (0.5, 0.95), (1.0, 1.0)),
    ((0.1, 0.1), (0.6, 0.0), (0.8, 0.25), (0.4, 0.45), (0.9, 0.7), (0.6, 1.0), (0.0, 0.9)),
    ((0.5, 0.0), (0.1, 0.6), (0.5, 0.65), (1.0, 0.6), (0.7, 0.4), (0.65, 1.0)),
    ((0.9, 0.0), (0.3, 0.02), (0.2, 0.45), (0.7, 0.45), (0.9, 0.8), (0.5, 1.0), (0.0, 0.9)),
    ((0.7, 0.0), (0.2, 0.4), (0.1, 0.8), (0.5, 1.0), (0.9, 0.75), (0.5, 0.55), (0.15, 0.75)),
    ((0.0, 0.05), (0.5, 0.0), (1.0, 0.0), (0.6, 0.5), (0.4, 1.0)),
    ((0.8, 0.2), (0.4, 0.0), (0.2, 0.25), (0.8, 0.7), (0.5, 1.0), (0.1, 0.8), (0.7, 0.35), (0.8, 0.2)),
    ((0.8, 0.2), (0.4, 0.0), (0.1, 0.3), (0.5, 0.5), (0.85, 0.25), (0.8, 0.6), (0.7, 1.0)),
)


def number(value: int, x: float, baseline: float, height: float, rng: Rng) -> list[Stroke]:
    found = []
    for sign in str(value):
        width = height * rng.uniform(0.45, 0.6)
        points = np.asarray(DIGITS[int(sign)]) * (width, height) + (x, baseline - height)
        found.append(rounded(points + rng.normal(0, 0.08, points.shape)))
        x += width + height * rng.uniform(0.2, 0.35)
    return found


def writing(x: float, baseline: float, right: float, height: float, rng: Rng) -> list[Stroke]:
    """Words of joined letters: an oscillation that runs to the right, with loops above and below, dots and bars."""
    found: list[Stroke] = []
    slant = rng.uniform(-0.1, 0.45)
    pitch = height * rng.uniform(0.55, 0.85)  # of a stroke down and up
    drift = rng.normal(0, 0.012)
    while True:
        letters = int(rng.integers(2, 10))
        if x + letters * pitch * 1.6 > right:
            return found
        end = x
        for part in _parts(letters, rng):
            strokes, end = _joined(end, part, pitch, height, rng)
            for stroke in strokes:
                y = stroke[:, 1]
                moved = np.stack((stroke[:, 0] - slant * y, baseline + y + drift * (stroke[:, 0] - x)), axis=1)
                found.append(moved)
            end += pitch * 0.35
        x = end + height * rng.uniform(0.5, 1.0)


def _parts(letters: int, rng: Rng) -> list[int]:
    """A word is written in one go, or the pen is lifted within it."""
    parts: list[int] = []
    while letters > 0:
        part = min(letters, int(rng.integers(1, 7)))
        parts.append(part)
        letters -= part
    return parts


def _joined(x: float, letters: int, pitch: float, height: float, rng: Rng) -> tuple[list[Stroke], float]:
    """Some letters in one stroke; y runs upwards below 0 from the baseline. Gives the x at which they end."""
    points: list[tuple[float, float]] = [(x, -height * rng.uniform(0.2, 0.5))]
    extra: list[Stroke] = []
    for _ in range(letters):
        for _ in range(int(rng.integers(1, 3))):
            top = -height * rng.choice((1.0, 1.0, 1.0, 1.9), p=(0.3, 0.3, 0.2, 0.2)) * rng.uniform(0.85, 1.1)
            low = height * rng.choice((0.0, 0.8), p=(0.9, 0.1)) * rng.uniform(0.8, 1.1)
            back = pitch * rng.uniform(0.0, 0.45)
            points += [(x + pitch * 0.75, top), (x + pitch * 0.75 - back, top * 0.4), (x + pitch * 0.7, low)]
            x += pitch * rng.uniform(0.85, 1.25)
        points.append((x, -height * rng.uniform(0.1, 0.4)))
        if rng.random() < 0.15:
            extra.append(straight(((x - pitch, -height * 1.5), (x - pitch + 0.15, -height * 1.45))))
        if rng.random() < 0.1:
            extra.append(straight(((x - pitch * 1.4, -height * 1.15), (x + pitch * 0.3, -height * 1.25))))
    return [rounded(points), *extra], x

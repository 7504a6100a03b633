"""How a hand moves: strokes as points in millimetres, the shapes of ticks and of shading.

Pure geometry. A stroke is an array of (x, y); nothing here knows of pens or of pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Stroke = npt.NDArray[Any]  # of floats
Rng = np.random.Generator
Points = Sequence[Sequence[float]] | Stroke
STEP = 0.12  # millimetres between two points of a stroke


def straight(points: Points) -> Stroke:
    """The points of a polyline, close together."""
    corners = np.asarray(points, dtype=float)
    lengths = np.hypot(*np.diff(corners, axis=0).T)
    along = np.concatenate(([0.0], np.cumsum(lengths)))
    at = np.linspace(0, along[-1], max(2, int(along[-1] / STEP) + 1))
    return np.stack([np.interp(at, along, corners[:, axis]) for axis in (0, 1)], axis=1)


def rounded(points: Points) -> Stroke:
    """A smooth curve through points (Catmull-Rom)."""
    p = np.asarray(points, dtype=float)
    p = np.concatenate((2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]))
    t = np.linspace(0, 1, 8, endpoint=False)[:, None]
    pieces = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False):
        pieces.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return straight(np.concatenate((*pieces, p[-2:-1])))


def shaken(stroke: Stroke, rng: Rng, strength: float) -> Stroke:
    """The same, drawn by a hand that wobbles by about so many millimetres; the ends stay where they are."""
    count = len(stroke)
    knots = max(3, count // 8)
    wobble = rng.normal(0, strength, (knots, 2))
    wobble[0] = wobble[-1] = 0
    at = np.linspace(0, knots - 1, count)
    return stroke + np.stack([np.interp(at, np.arange(knots), wobble[:, axis]) for axis in (0, 1)], axis=1)


# --- ticks, in a square from (0, 0) to (1, 1)


def _tick(rng: Rng, thick: float) -> list[Stroke]:
    u = rng.uniform
    start, turn, end = (u(0.12, 0.3), u(0.4, 0.62)), (u(0.34, 0.5), u(0.74, 0.92)), (u(0.76, 0.98), u(0.02, 0.3))
    return [(rounded if rng.random() < 0.4 else straight)((start, turn, end))]


def _big(rng: Rng, thick: float) -> list[Stroke]:
    """A tick with swing: it leaves the square at its right side."""
    u = rng.uniform
    start, turn, end = (u(-0.1, 0.2), u(0.35, 0.6)), (u(0.3, 0.5), u(0.8, 1.05)), (u(1.4, 2.0), u(-0.9, -0.2))
    middle = (turn[0] + 0.45 * (end[0] - turn[0]), turn[1] + 0.55 * (end[1] - turn[1]))
    return [straight((start, turn, middle, end))]


def _cross(rng: Rng, thick: float) -> list[Stroke]:
    a = rng.uniform(0.08, 0.3, 4)
    b = 1 - rng.uniform(0.08, 0.3, 4)
    return [straight(((a[0], a[1]), (b[0], b[1]))), straight(((a[2], b[2]), (b[3], a[3])))]


def _slash(rng: Rng, thick: float) -> list[Stroke]:
    a, b = rng.uniform(0.0, 0.3, 2), 1 - rng.uniform(0.0, 0.3, 2)
    return [straight(((a[0], b[1]), (b[0], a[1])) if rng.random() < 0.8 else ((a[0], a[1]), (b[0], b[1])))]


def _dot(rng: Rng, thick: float) -> list[Stroke]:
    """A point pressed and turned: 0.8 to 1.5 mm across in a square of 4."""
    radius = max(0.0, rng.uniform(0.2, 0.38) / 2 - thick / 2)
    centre = rng.uniform(0.36, 0.64, 2)
    angle = np.linspace(0, 2 * np.pi * max(1.0, radius / max(thick, 0.05) * 1.6), 30)
    spiral = np.linspace(0.1, 1, 30) * radius
    return [np.stack((centre[0] + spiral * np.cos(angle), centre[1] + spiral * np.sin(angle)), axis=1)]


def _scribble(rng: Rng, thick: float) -> list[Stroke]:
    """Loose back and forth: much paper is left, so that no one takes it for filled."""
    turns = int(np.clip(rng.uniform(0.16, 0.24) / (thick * 0.62), 3 if thick < 0.13 else 2, 7))
    y = np.linspace(rng.uniform(0.15, 0.3), rng.uniform(0.7, 0.85), turns + 1)
    x = np.where(np.arange(turns + 1) % 2, rng.uniform(0.68, 0.9, turns + 1), rng.uniform(0.1, 0.32, turns + 1))
    points = np.stack((x, y), axis=1)
    if rng.random() < 0.4:
        points = points[:, ::-1]
    return [rounded(points)]


def _filled(rng: Rng, thick: float) -> list[Stroke]:
    """Blackened: rows close beside each other, up to the edge, and a second time across."""
    rows = int(np.ceil(1.15 / (thick * 0.7)))
    found = []
    for flip in (False, True):
        y = np.repeat(np.linspace(0.08 + thick / 3, 0.92 - thick / 3, rows), 2) + rng.normal(0, 0.015, 2 * rows)
        x = np.tile((0.06, 0.94, 0.94, 0.06), rows // 2 + 1)[: 2 * rows] + rng.normal(0, 0.03, 2 * rows)
        points = np.stack((x, y), axis=1)
        found.append(straight(points[:, ::-1] if flip else points))
    return found


def _hook(rng: Rng, thick: float) -> list[Stroke]:
    """A tick in one bend, as left-handed people and others make it."""
    u = rng.uniform
    return [
        rounded(((u(0.1, 0.3), u(0.3, 0.6)), (u(0.4, 0.55), u(0.7, 0.95)), (u(0.6, 0.8), u(0.3, 0.5)), (0.95, 0.1)))
    ]


def _plus(rng: Rng, thick: float) -> list[Stroke]:
    a, b = rng.uniform(0.1, 0.25, 2), rng.uniform(0.75, 0.9, 2)
    c = rng.uniform(0.4, 0.6, 2)
    return [straight(((a[0], c[0]), (b[0], c[0] + 0.05))), straight(((c[1], a[1]), (c[1] - 0.04, b[1])))]


def _ring(rng: Rng, thick: float) -> list[Stroke]:
    angle = np.linspace(0.3, 0.3 + 2 * np.pi * rng.uniform(0.95, 1.15), 30)
    radius = rng.uniform(0.2, 0.32)
    return [np.stack((0.5 + radius * np.cos(angle), 0.5 + radius * np.sin(angle)), axis=1)]


Shape = Callable[[Rng, float], list[Stroke]]
TICKS: dict[str, Shape] = {
    "tick": _tick, "cross": _cross, "slash": _slash, "dot": _dot, "scribble": _scribble, "big": _big,
    "hook": _hook, "plus": _plus, "ring": _ring, "filled": _filled,
}  # fmt: skip


def stray(rng: Rng) -> Stroke:
    """A slip of the pen beside a square from (0, 0) to (1, 1): it may graze the outline, never more."""
    side = rng.integers(4)
    away = rng.uniform(0.06, 0.28)
    along = rng.uniform(-0.1, 0.8)
    length = rng.uniform(0.1, 0.4)
    lean = rng.uniform(0, 0.25)
    start, end = (along, -away), (along + length, -away - lean)
    for _ in range(side):  # a quarter turn about the middle of the square
        start, end = (1 - start[1], start[0]), (1 - end[1], end[0])
    return straight((start, end))


# --- the rail, within x to x + width and from top to bottom


def _zigzag(rng: Rng, width: float, height: float, thick: float) -> list[Stroke]:
    turns = max(3, int(height / rng.uniform(0.7, 1.5)))
    y = np.linspace(0, height, turns + 1)
    y[1:-1] += rng.normal(0, 0.12, turns - 1)
    left, right = rng.uniform(0.08, 0.2), rng.uniform(0.8, 0.95)
    x = np.where(np.arange(turns + 1) % 2, left, right) * width + rng.normal(0, 0.12, turns + 1)
    return [straight(np.stack((x, np.clip(y, 0, height)), axis=1))]


def _solid(rng: Rng, width: float, height: float, thick: float) -> list[Stroke]:
    rows = max(2, int(np.ceil(height / (thick * 0.75))))
    y = np.repeat(np.linspace(0, height, rows), 2)
    y[1:-1] = np.clip(y[1:-1] + rng.normal(0, thick * 0.15, 2 * rows - 2), 0, height)
    x = np.tile((0.1, 0.9, 0.9, 0.1), rows // 2 + 1)[: 2 * rows] * width + rng.normal(0, 0.1, 2 * rows)
    return [straight(np.stack((x, y), axis=1))]


def _line(rng: Rng, width: float, height: float, thick: float) -> list[Stroke]:
    x = width * rng.uniform(0.35, 0.65)
    return [straight(((x, 0), (x + rng.normal(0, 0.2), height)))]


def _hatch(rng: Rng, width: float, height: float, thick: float) -> list[Stroke]:
    """Slanting strokes beside each other, at both ends often shortened to fit; between two of them little paper."""
    rise = min(height * 0.8, width * rng.uniform(0.3, 0.7))
    gap = thick + rng.uniform(0.25, 0.5)
    beyond = rise if rng.random() < 0.6 else 0.0
    count = max(2, int(np.ceil((height - rise + 2 * beyond) / gap)) + 1)
    lean = rng.random() < 0.7
    found = []
    for top in np.linspace(-beyond, height - rise + beyond, count):
        left, right = rng.uniform(0.05, 0.2) * width, rng.uniform(0.8, 0.95) * width
        ends = (top + rise, top) if lean else (top, top + rise)
        stroke = straight(((left, ends[0]), (right, ends[1])))
        inside = stroke[(stroke[:, 1] >= 0) & (stroke[:, 1] <= height)]
        if len(inside) > 3:
            found.append(inside)
    return found


def _barred(rng: Rng, width: float, height: float, thick: float) -> list[Stroke]:
    """A line between two bars, as on a drawing."""
    x, bar = width * rng.uniform(0.4, 0.6), width * rng.uniform(0.25, 0.4)
    bars = [straight(((x - bar, y), (x + bar, y))) for y in (0, height)]
    return [bars[0], straight(((x, 0), (x, height))), bars[1]]


def _waves(rng: Rng, width: float, height: float, thick: float) -> list[Stroke]:
    turns = max(4, int(height / rng.uniform(0.9, 1.4)))
    y = np.linspace(0, height, turns + 1)
    x = np.where(np.arange(turns + 1) % 2, 0.18, 0.82) * width + rng.normal(0, 0.1, turns + 1)
    curve = rounded(np.stack((x, y), axis=1))
    return [np.stack((curve[:, 0], np.clip(curve[:, 1], 0, height)), axis=1)]


Shading = Callable[[Rng, float, float, float], list[Stroke]]
RAILS: dict[str, Shading] = {
    "zigzag": _zigzag, "solid": _solid, "line": _line, "hatch": _hatch, "barred": _barred, "waves": _waves,
}  # fmt: skip

"""What is printed at the marks of a sheet, as small pictures to look for: light kernels whose sum is nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from planner.paper.code import MARKERS, data_matrix
from planner.paper.reader.rails import Lane
from planner.paper.reader.values import Place

Array = Any

LINE = 0.4  # millimetres that a printed hairline is looked for with
BESIDE = (0.5, 0.8)  # millimetres off the line where nothing should be
RECHARGE = 0.7  # what a circle's answer counts for where a square may stand: ticks are round in part
COMB = 4.5  # millimetres of rail on both sides of an hour tick


class Anchor(NamedTuple):
    """A printed thing to look for: the middle of its kernel in millimetres, and which way its place can be told.

    `parts` are kernels of the lines that must all be there; one that is `outlined` has four. `likely` weighs its answer
    against those of other things that may be printed there.
    """

    mark: str
    x: float
    y: float
    kernel: Array
    weight: float
    ways: str = "xy"
    parts: tuple[Array, ...] = ()
    likely: float = 1.0

    @property
    def outlined(self) -> bool:
        return len(self.parts) == 4


def _grid(half_w: float, half_h: float, scale: int) -> tuple[Array, Array]:
    """Millimetres from the middle, for each pixel of a kernel of odd sides."""
    columns, rows = round(half_w * scale), round(half_h * scale)
    x, y = np.meshgrid(np.arange(-columns, columns + 1), np.arange(-rows, rows + 1))
    return x / scale, y / scale


def _line_kernel(distance: Array) -> Array:
    """Dark on a line, light beside it; `distance` is that of each pixel from the line."""
    on = (distance <= LINE / 2).astype(np.float32)
    beside = ((distance >= BESIDE[0]) & (distance <= BESIDE[1])).astype(np.float32)
    return on / max(1.0, on.sum()) - beside / max(1.0, beside.sum())


@lru_cache(maxsize=16)
def outline(side: float, scale: int, *, round_: bool, bordered: bool = False) -> Array:
    """The outline of a place to tick; where it is `bordered`, other lines are beside it."""
    x, y = _grid(side / 2 + BESIDE[1], side / 2 + BESIDE[1], scale)
    off = (np.hypot(x, y) if round_ else np.maximum(np.abs(x), np.abs(y))) - side / 2
    return _line_kernel(np.where((off > LINE / 2) & bordered, np.inf, np.abs(off)))


@lru_cache(maxsize=16)
def _sides(side: float, scale: int, *, round_: bool, bordered: bool) -> tuple[Array, ...]:
    """The four sides of an outline: those of its parts that lie in the triangles of a square about its middle."""
    kernel = outline(side, scale, round_=round_, bordered=bordered)
    y, x = np.mgrid[-1 : 1 : kernel.shape[0] * 1j, -1 : 1 : kernel.shape[1] * 1j]
    triangles = (y < -np.abs(x), y > np.abs(x), x < -np.abs(y), x > np.abs(y))
    return tuple(kernel * triangle for triangle in triangles)


@lru_cache(maxsize=16)
def _modules(rows: tuple[str, ...], side: float, quiet: float, scale: int) -> Array:
    """A pattern of dark and light modules with some quiet around."""
    x, y = _grid(side / 2 + quiet, side / 2 + quiet, scale)
    count = len(rows)
    column, row = (np.floor((v / side + 0.5) * count).astype(int) for v in (x, y))
    inside = (column >= 0) & (column < count) & (row >= 0) & (row < count)
    dark = np.array([[sign == "1" for sign in line] for line in rows])
    found = np.zeros(x.shape, bool)
    found[inside] = dark[row[inside], column[inside]]
    return (found / found.sum() - ~found / (~found).sum()).astype(np.float32)


@lru_cache(maxsize=8)
def _rule(length: float, scale: int) -> Array:
    _, y = _grid(length / 2, BESIDE[1], scale)
    return _line_kernel(np.abs(y))


def _comb(lanes: Sequence[Lane], y: float, scale: int) -> tuple[Array, tuple[Array, ...]]:
    """The rail around one of its ticks: the ticks by their strength, the three lines along it; and each of those."""
    left, right = lanes[0].left, lanes[-1].right
    half = (right - left) / 2
    dx, dy = _grid(half + BESIDE[1], COMB, scale)
    ink = np.zeros(dx.shape, np.float32)
    for tick in lanes[0].ticks:
        if abs(tick.y - y) < COMB + 1:
            ink[(np.abs(dy - (tick.y - y)) <= LINE / 2) & (np.abs(dx) <= half)] = 1.0 if tick.hour else 0.6
    within = _within(lanes[0], y + dy)
    edges = [np.abs(dx - (edge - left - half)) for edge in (*(lane.left for lane in lanes), right)]
    for edge in edges:
        ink[(edge <= LINE / 2) & within] = 0.8
    ink /= ink.sum()
    return ink - ink.mean(), tuple(_line_kernel(edge) * within for edge in edges)


def _within(lane: Lane, y: Array) -> Array:
    return (y >= lane.top) & (y <= lane.bottom)


def _outlines(place: Place, x: float, y: float, scale: int, *, sharp: bool) -> Iterator[Anchor]:
    """A circle for a feeling, a square for all else; which of them a box has, its print does not tell."""
    side, boxed = place.rect.w, "box" in place.means
    bordered = boxed and sharp
    for round_ in (True,) if place.role == "feeling" else (False, True) if boxed else (False,):
        kernel = outline(side, scale, round_=round_, bordered=bordered)
        parts = _sides(side, scale, round_=round_, bordered=bordered)
        yield Anchor(place.id, x, y, kernel, 1.0, parts=parts, likely=RECHARGE if round_ and boxed else 1.0)


def anchors_of(places: Sequence[Place], lanes: Sequence[Lane], scale: int, *, sharp: bool) -> list[tuple[Anchor, ...]]:
    """Everything printed that can be looked for; of several that one place may bear, the best counts.

    In a `sharp` picture the lines beside a square are told from its own.
    """
    found: list[tuple[Anchor, ...]] = []
    for place in places:
        x, y = place.rect.x + place.rect.w / 2, place.rect.y + place.rect.h / 2
        if place.role in ("tick", "feeling"):
            found.append(tuple(_outlines(place, x, y, scale, sharp=sharp)))
        elif place.role == "marker":
            kernel = _modules(MARKERS[int(place.means["marker"])], place.rect.w, 0.5, scale)
            found.append((Anchor(place.id, x, y, kernel, 3.0),))
        elif place.role == "code":
            kernel = _modules(data_matrix(str(place.means["code"])), place.rect.w, 0.4, scale)
            found.append((Anchor(place.id, x, y, kernel, 3.0),))
        elif place.role == "line" and "new" in place.means:
            kernel = _rule(round(place.rect.w - 2), scale)
            found.append((Anchor(place.id, x, place.rect.y + place.rect.h, kernel, 0.3, "y"),))
    if lanes:
        middle = (lanes[0].left + lanes[-1].right) / 2
        for tick in lanes[0].ticks:
            if tick.hour:
                kernel, edges = _comb(lanes, tick.y, scale)
                found.append((Anchor(f"rail {tick.y:.2f}", middle, tick.y, kernel, 1.0, parts=edges),))
    return found

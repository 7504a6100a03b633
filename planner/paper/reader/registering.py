"""Registering: the printed marks found again in the picture, and the sheet flattened by what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import cv2
import numpy as np

from planner.paper.reader.finding import SQUARE, Outlook, project
from planner.paper.reader.patterns import Anchor, anchors_of
from planner.paper.reader.rails import Lane
from planner.paper.reader.rectifying import SCALE, STIFFNESS, Field, bent, flattened, ink_of
from planner.paper.reader.values import Place

Array = Any

STRONGEST = 0.6  # ink beyond which a pixel counts no more: a scribble must not outweigh the print
FAINTEST = 0.05  # of a kernel's answer: below it nothing was found
WEAK, NOT_WEAK = 0.4, 0.6  # of the strength that its like has on this sheet
RIVAL = 0.85  # of the best answer: another place that answers so well makes both worthless
LEAST_SIDE = 0.35  # of a better side's answer that the third best side of an outline must have
COARSE = 5  # pixels a millimetre of the first look
NEAR, FAR = 1.1, 4.0  # millimetres searched around: close to what is known, and far from it
WIDENING, WIDER = 0.11, 0.25  # millimetres of search more for each millimetre away from what is known
CLOSE = 0.9  # millimetres searched on the sheet that is nearly flat
FLAT_ENOUGH = 0.2  # millimetres off at which a sheet is not flattened once more
CORNER = 0.5  # weight of a marker's corner
SHAPELESS = 0.2  # of its side that a marker's corners may lie off against each other: beyond it they are not its own
SUPPLE = 0.004  # how stiff the paper is taken to be while its bends are looked for


class Seen(NamedTuple):
    """Where an anchor was seen: its displacement in millimetres, how strongly it answered, whether no other place
    answered nearly as well, and whether all its sides are there.
    """

    anchor: Anchor
    dx: float
    dy: float
    strength: float
    alone: bool
    whole: bool = True

    @property
    def found(self) -> bool:
        return self.strength > FAINTEST and self.alone and self.whole


@dataclass(frozen=True, slots=True)
class Flat:
    """A flattened sheet: its picture, its ink, the anchors as they were seen last, and the field that flattened it."""

    picture: Array
    ink: Array
    field: Field
    seen: tuple[Seen, ...]
    off: float  # millimetres that the printed marks are off against their neighbours, the 80th of 100


def flat(picture: Array, sheet: Outlook, places: Sequence[Place], lanes: Sequence[Lane]) -> Flat:
    """Flatten a sheet by its own print."""
    gray = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    ink = ink_of(flattened(gray, sheet, Field(), COARSE), COARSE)
    corners = _corners(sheet, places)
    field = _field(_grown(np.minimum(ink, STRONGEST), anchors_of(places, lanes, COARSE), corners), corners, Field())
    anchors = anchors_of(places, lanes, SCALE)
    for _ in range(2):
        final = flattened(picture, sheet, field)
        ink = ink_of(final)
        seen = look(np.minimum(ink, STRONGEST), anchors)
        off = _off(seen)
        if off < FLAT_ENOUGH:
            break
        field = _field(seen, corners, field)
    return Flat(final, ink, field, tuple(seen), off)


class Around(NamedTuple):
    """What the surroundings of a place say: how far off it should be, and how far away the nearest of them is (mm)."""

    dx: float
    dy: float
    away: float


def around(found: Flat, x: float, y: float, but: str = "") -> Around:
    """The displacement of a place by the printed things next to it, `but` one."""
    near = [one for one in found.seen if one.found and one.anchor.ways == "xy" and one.anchor.mark != but]
    if not near:
        return Around(0.0, 0.0, 99.0)
    away = np.array([np.hypot(one.anchor.x - x, one.anchor.y - y) for one in near])
    weight = 1 / (away + 2.0) ** 2
    moves = np.array([(one.dx, one.dy) for one in near])
    dx, dy = (moves * weight[:, None]).sum(axis=0) / weight.sum()
    return Around(float(dx), float(dy), float(away.min()))


def _off(seen: Sequence[Seen]) -> float:
    offs = [float(np.hypot(one.dx, one.dy)) for one in seen if one.found and one.anchor.ways == "xy"]
    return float(np.percentile(offs, 80)) if offs else 9.0


# Knots: rows of a place in millimetres (x, y), how far off it lies when only the markers flatten it, and a weight


def _knots(seen: Sequence[Seen]) -> Array:
    return np.array([(one.anchor.x, one.anchor.y, one.dx, one.dy, one.anchor.weight) for one in seen])


def _corners(sheet: Outlook, places: Sequence[Place]) -> Array:
    """The corners of the markers: how each marker is turned and stretched tells how the paper bends beside it."""
    back = np.linalg.inv(sheet.matrix)
    rects = {int(place.means["marker"]): place.rect for place in places if place.role == "marker"}
    found = [np.empty((0, 5))]
    for marker in sheet.markers:
        rect = rects[marker.number]
        corners = SQUARE * (rect.w, rect.h) + (rect.x, rect.y)
        off = project(back, marker.corners) - corners
        if np.linalg.norm(off - off.mean(axis=0), axis=1).max() < SHAPELESS * rect.w:
            found.append(np.c_[corners, off, np.full(4, CORNER)])
    return np.concatenate(found)


def _field(seen: Sequence[Seen], corners: Array, before: Field) -> Field:
    """The field by what was seen on a sheet that `before` flattened."""
    usable = [one for one in seen if one.found and one.anchor.ways == "xy"]
    if len(usable) < 5:
        return before
    knots = _knots(usable)
    knots[:, 2:4] += before.at(knots[:, :2] + knots[:, 2:4])
    return _bent(np.r_[knots, corners], STIFFNESS)


def _bent(knots: Array, stiffness: float) -> Field:
    return bent(knots[:, :2], knots[:, :2] + knots[:, 2:4], knots[:, 4], stiffness)


# The first look: from the corners inwards


def _grown(ink: Array, groups: Sequence[Sequence[Anchor]], corners: Array) -> list[Seen]:
    """Every anchor near to where those found before it lead: the markers first, then what lies next to what is known.

    What was not found is looked for once more, and farther, when its surroundings are known.
    """
    room = _Room(ink, COARSE)
    known = [room.best(g, (0.0, 0.0), NEAR * 2) for g in groups if g[0].mark.startswith("marker")]
    left = [g for g in groups if not g[0].mark.startswith("marker") and g[0].ways == "xy"]
    for widening, weak in (WIDENING, WEAK), (WIDER, NOT_WEAK):
        lost = []
        while left:
            group, away = _next(left, known)
            left.remove(group)
            expected = _expected(group[0], np.r_[corners, _knots(known)])
            seen = room.best(group, expected, min(FAR, NEAR + widening * away))
            if seen.found and seen.strength > weak * _usual(seen.anchor, known):
                known.append(seen)
            else:
                lost.append(group)
        known = _agreeing(known, corners)
        left = lost
    return known


def _next(left: Sequence[Sequence[Anchor]], known: Sequence[Seen]) -> tuple[Sequence[Anchor], float]:
    """The anchor that lies nearest to a known one, and how far away that is."""
    places = np.array([(one.anchor.x, one.anchor.y) for one in known])
    middles = np.array([(group[0].x, group[0].y) for group in left])
    away = np.linalg.norm(middles[:, None] - places[None], axis=2).min(axis=1)
    nearest = int(away.argmin())
    return left[nearest], float(away[nearest])


def _usual(anchor: Anchor, known: Sequence[Seen]) -> float:
    """How strongly things of its size answer on this sheet."""
    alike = [one.strength for one in known if one.anchor.kernel.shape == anchor.kernel.shape]
    return float(np.median(alike)) if len(alike) >= 3 else 0.0


def _agreeing(known: Sequence[Seen], corners: Array) -> list[Seen]:
    """Without those that lie elsewhere than all around them say, the worst first."""
    kept = list(known)
    while len(kept) > 8:
        offs = [_strange(one, [other for other in kept if other is not one], corners) for one in kept]
        worst = int(np.argmax(offs))
        if offs[worst] < 1.0:
            break
        del kept[worst]
    return kept


def _strange(one: Seen, others: Sequence[Seen], corners: Array) -> float:
    """How far off it lies, against what its distance from the others allows."""
    if one.anchor.mark.startswith("marker"):
        return 0.0
    expected = _expected(one.anchor, np.r_[corners, _knots(others)])
    away = min(np.hypot(other.anchor.x - one.anchor.x, other.anchor.y - one.anchor.y) for other in others)
    return float(np.hypot(one.dx - expected[0], one.dy - expected[1]) / (0.6 + 0.03 * away))


def _expected(anchor: Anchor, knots: Array) -> tuple[float, float]:
    """The displacement of a place by those around it, and by how they bend the paper."""
    dx, dy = _bent(knots, SUPPLE).at(np.array([anchor.x, anchor.y])).tolist()
    return dx, dy


def look(ink: Array, groups: Sequence[Sequence[Anchor]]) -> list[Seen]:
    """Every anchor of a nearly flat sheet where it answers best."""
    room = _Room(ink, SCALE)
    return [room.best(group, (0.0, 0.0), CLOSE) for group in groups]


class _Room:
    """The ink of a sheet with so much white around it that every search stays within."""

    def __init__(self, ink: Array, scale: int) -> None:
        self.scale = scale
        self.margin = round(24 * scale)
        edges = (self.margin,) * 4
        self.ink = cv2.copyMakeBorder(ink, *edges, cv2.BORDER_CONSTANT, value=0.0)

    def best(self, group: Sequence[Anchor], expected: tuple[float, float], around: float) -> Seen:
        """Of several things that may be printed at a place, the one that answers best."""
        return max((self.seen(anchor, expected, around) for anchor in group), key=lambda one: one.strength)

    def seen(self, anchor: Anchor, expected: tuple[float, float], around: float) -> Seen:
        """Where one anchor answers best within `around` millimetres of its place moved by what is expected."""
        scale, (rows, columns) = self.scale, anchor.kernel.shape
        reach_x, reach_y = (round(around * scale) if way in anchor.ways else 0 for way in "xy")
        # The place of pixel centres: pixel k covers the sheet about (k + 0.5) / scale.
        centre_x, centre_y = anchor.x * scale - 0.5, anchor.y * scale - 0.5
        x, y = round(centre_x + expected[0] * scale), round(centre_y + expected[1] * scale)
        left, top = x - columns // 2 - reach_x + self.margin, y - rows // 2 - reach_y + self.margin
        if min(left, top) < 0:
            return Seen(anchor, *expected, 0.0, alone=False)
        patch = self.ink[top : top + rows + 2 * reach_y, left : left + columns + 2 * reach_x]
        if patch.shape[0] < rows or patch.shape[1] < columns:
            return Seen(anchor, *expected, 0.0, alone=False)
        answer = cv2.matchTemplate(np.ascontiguousarray(patch), anchor.kernel, cv2.TM_CCORR)
        answer *= _nearness(answer.shape, around, scale)
        _, strength, _, (best_x, best_y) = cv2.minMaxLoc(answer)
        dx = best_x - reach_x + x - centre_x + _peak(answer[best_y, :], best_x) if reach_x else expected[0] * scale
        dy = best_y - reach_y + y - centre_y + _peak(answer[:, best_x], best_y)
        whole = not anchor.outlined or _is_whole(
            patch[best_y : best_y + rows, best_x : best_x + columns], anchor.kernel
        )
        return Seen(anchor, dx / scale, dy / scale, float(strength), _is_alone(answer, best_x, best_y, scale), whole)


@lru_cache(maxsize=256)
def _nearness(shape: tuple[int, int], around: float, scale: int) -> Array:
    """What an answer is worth by its distance from where it is expected."""
    y, x = np.ogrid[: shape[0], : shape[1]]
    squares = (x - shape[1] // 2) ** 2 + (y - shape[0] // 2) ** 2
    return np.exp(-squares / (2 * (around * scale * 0.9) ** 2)).astype(np.float32)


def _is_alone(answer: Array, x: int, y: int, scale: int) -> bool:
    """Whether no place more than half a millimetre off answers nearly as well, and the best is not at the brim."""
    near = round(scale * 0.6)
    best = float(answer[y, x])
    others = answer.copy()
    others[max(0, y - near) : y + near + 1, max(0, x - near) : x + near + 1] = -1.0
    return float(others.max()) < RIVAL * best


def _is_whole(patch: Array, kernel: Array) -> bool:
    """Whether three sides of an outline answer about alike: where it lies beside the true one, two of them do not.

    The fourth may lie under ink.
    """
    sides = _sides(kernel.shape)
    answers = np.sort([float((patch * kernel)[side].sum()) for side in sides])
    return bool(answers[1] > LEAST_SIDE * answers[2])


@lru_cache(maxsize=16)
def _sides(shape: tuple[int, int]) -> tuple[Array, ...]:
    """The four triangles of a square about its middle."""
    y, x = np.mgrid[-1 : 1 : shape[0] * 1j, -1 : 1 : shape[1] * 1j]
    return (y < -np.abs(x), y > np.abs(x), x < -np.abs(y), x > np.abs(y))


def _peak(values: Array, at: int) -> float:
    """Where between pixels the highest of three lies, from the middle one."""
    if not 0 < at < len(values) - 1:
        return 0.0
    before, here, after = (float(v) for v in values[at - 1 : at + 2])
    curve = before - 2 * here + after
    return float(np.clip((before - after) / (2 * curve), -0.5, 0.5)) if curve < 0 else 0.0

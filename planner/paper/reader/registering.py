"""Registering: the printed marks found again in the picture, and the sheet flattened by what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import cv2
import numpy as np

from planner.paper.reader.columns import together
from planner.paper.reader.finding import SQUARE, Outlook, project
from planner.paper.reader.patterns import Anchor, anchors_of
from planner.paper.reader.rails import Lane
from planner.paper.reader.rectifying import SCALE, STIFFNESS, Field, bent, flattened, ink_of
from planner.paper.reader.searching import Room, Seen
from planner.paper.reader.values import Place

Array = Any

STRONGEST = 0.6  # ink beyond which a pixel counts no more: a scribble must not outweigh the print,
LEAST, OUTLINE = 0.2, 2.0  # nor an edge of a box the hairlines of pale print: at least, and times what outlines answer
SHARP = 0.21  # of what markers answer, that outlines answer where lines are not blurred
WEAK, NOT_WEAK = 0.4, 0.6  # of the strength that its like has on this sheet
COARSE = 5  # pixels a millimetre of the first look
NEAR, FAR = 1.1, 4.0  # millimetres searched around: close to what is known, and far from it
WIDENING, WIDER = 0.11, 0.25  # millimetres of search more for each millimetre away from what is known
CLOSE, TOLD, BUCKLED = 0.9, 0.6, 2.2  # millimetres searched on the sheet that is nearly flat, about where its column
# tells that a square is, and for what buckles besides
POOR, BETTER = 0.8, 1.15  # of the usual strength, below which a better place is sought, and how much better it must be
HERE, THERE, WEAKLY = 0.4, 0.2, 0.25  # millimetres about the place its surroundings tell, within which an outline that
# was not found is sought, and may lie off; of the usual strength that it must answer there
FLAT_ENOUGH = 0.4  # millimetres that anything may be off without the sheet being flattened once more
ALLIED = (14.0, 0.5)  # millimetres that squares are apart, and off against each other, to be astray together
CORNER = 0.5  # weight of a marker's corner
SHAPELESS = 0.2  # of its side that a marker's corners may lie off against each other: beyond it they are not its own
SUPPLE = 0.004  # how stiff the paper is taken to be while its bends are looked for


@dataclass(frozen=True, slots=True)
class Flat:
    """A flattened sheet: its picture, its ink, the field that flattened it, the anchors as they were seen last, and the
    marks of those that were not found and yet are where all around them say.
    """

    picture: Array
    ink: Array
    field: Field
    seen: tuple[Seen, ...]
    there: frozenset[str]
    off: float  # millimetres that the printed marks are off against their neighbours, the 80th of 100


def flat(picture: Array, sheet: Outlook, places: Sequence[Place], lanes: Sequence[Lane]) -> Flat:
    """Flatten a sheet by its own print."""
    gray = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    ink = ink_of(flattened(gray, sheet, Field(), COARSE), COARSE)
    corners = _corners(sheet, places)
    strongest, sharp = _print_of(ink, anchors_of(places, lanes, COARSE, sharp=False))
    room = Room(np.minimum(ink, strongest), COARSE, sharp=sharp)
    field = _field(_grown(room, anchors_of(places, lanes, COARSE, sharp=sharp), corners), corners, Field())
    anchors = anchors_of(places, lanes, SCALE, sharp=sharp)
    for last in False, False, True:
        final = flattened(picture, sheet, field)
        ink = ink_of(final)
        room = Room(np.minimum(ink, strongest), SCALE, sharp=sharp)
        seen = look(room, anchors)
        if last or max(_offs(seen), default=9.0) < FLAT_ENOUGH:
            break
        field = _field(seen, corners, field)
    return Flat(final, ink, field, tuple(seen), frozenset(_there(room, anchors, seen)), _off(seen))


def _print_of(ink: Array, groups: Sequence[Sequence[Anchor]]) -> tuple[float, bool]:
    """The ink that a pixel may count as, by how dark the outlines of this print are; whether its lines are sharp."""
    outlines = _usual_of(np.minimum(ink, STRONGEST), [group for group in groups if group[0].outlined])
    markers = _usual_of(ink, [group for group in groups if group[0].mark.startswith("marker")])
    return float(np.clip(OUTLINE * outlines, LEAST, STRONGEST)), outlines >= SHARP * markers


def _usual_of(ink: Array, groups: Sequence[Sequence[Anchor]]) -> float:
    """How strongly these answer on a sheet of which only the markers are known."""
    room = Room(ink, COARSE, sharp=False)
    return float(np.median([room.best(group, (0.0, 0.0), FAR).strength for group in groups] or [STRONGEST]))


class Around(NamedTuple):
    """What the surroundings of a place say: how far off it should be, and how far away the nearest of them is (mm)."""

    dx: float
    dy: float
    away: float


def around(seen: Sequence[Seen], x: float, y: float, but: str = "") -> Around:
    """The displacement of a place by the printed things next to it, `but` one."""
    near = [one for one in seen if one.found and one.anchor.ways == "xy" and one.anchor.mark != but]
    if not near:
        return Around(0.0, 0.0, 99.0)
    away = np.array([np.hypot(one.anchor.x - x, one.anchor.y - y) for one in near])
    weight = 1 / (away + 2.0) ** 2
    moves = np.array([(one.dx, one.dy) for one in near])
    dx, dy = (moves * weight[:, None]).sum(axis=0) / weight.sum()
    return Around(float(dx), float(dy), float(away.min()))


def _offs(seen: Sequence[Seen]) -> list[float]:
    return [float(np.hypot(one.dx, one.dy)) for one in seen if one.found and one.anchor.ways == "xy"]


def _off(seen: Sequence[Seen]) -> float:
    offs = _offs(seen)
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


def _grown(room: Room, groups: Sequence[Sequence[Anchor]], corners: Array) -> list[Seen]:
    """Every anchor near to where those found before it lead: the markers first, then what lies next to what is known.

    What was not found is looked for once more, and farther, when its surroundings are known.
    """
    known = [room.best(g, (0.0, 0.0), NEAR * 2) for g in groups if g[0].mark.startswith("marker")]
    left = [g for g in groups if not g[0].mark.startswith("marker") and g[0].ways == "xy"]
    for widening, weak in (WIDENING, WEAK), (WIDER, NOT_WEAK):
        lost: set[str] = set()
        while left:
            group, away = _next(left, known)
            left.remove(group)
            expected = _expected(group[0], np.r_[corners, _knots(known)])
            seen = room.best(group, expected, min(FAR, NEAR + widening * away))
            if seen.found and seen.strength > weak * _usual(seen.anchor, known):
                known.append(seen)
            else:
                lost.add(group[0].mark)
        agreeing = _agreeing(known, corners)
        lost |= {one.anchor.mark for one in known} - {one.anchor.mark for one in agreeing}
        known, left = agreeing, [group for group in groups if group[0].mark in lost]
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
    others = [other for other in others if not _allied(one, other)]
    expected = _expected(one.anchor, np.r_[corners, _knots(others)])
    away = min(np.hypot(other.anchor.x - one.anchor.x, other.anchor.y - one.anchor.y) for other in others)
    return float(np.hypot(one.dx - expected[0], one.dy - expected[1]) / (0.6 + 0.03 * away))


def _allied(one: Seen, other: Seen) -> bool:
    """Whether both may be led astray together: squares of one column, off by the same, beside bars and borders."""
    near = abs(other.anchor.x - one.anchor.x) < 1.0 and abs(other.anchor.y - one.anchor.y) < ALLIED[0]
    return near and float(np.hypot(other.dx - one.dx, other.dy - one.dy)) < ALLIED[1]


def _expected(anchor: Anchor, knots: Array) -> tuple[float, float]:
    """The displacement of a place by those around it, and by how they bend the paper."""
    dx, dy = _bent(knots, SUPPLE).at(np.array([anchor.x, anchor.y])).tolist()
    return dx, dy


def look(room: Room, groups: Sequence[Sequence[Anchor]]) -> list[Seen]:
    """Every anchor of a nearly flat sheet where it answers best; squares of a column where all of them do."""
    known = together(room, groups, BUCKLED)
    seen = [
        room.best(group, known.get(group[0].mark, (0.0, 0.0)), TOLD if group[0].mark in known else CLOSE)
        for group in groups
    ]
    poor = POOR * _of_outlines(seen)
    return [
        _better(one, room.best(group, (0.0, 0.0), BUCKLED))
        if one.anchor.outlined and one.anchor.mark not in known and (one.strength < poor or not one.found)
        else one
        for one, group in zip(seen, groups, strict=True)
    ]


def _better(near: Seen, far: Seen) -> Seen:
    return far if far.found and far.strength > BETTER * near.strength else near


def _there(room: Room, groups: Sequence[Sequence[Anchor]], seen: Sequence[Seen]) -> Iterator[str]:
    """The outlines that answer where all around them say, though ink of a pen about them answers better."""
    weakly = WEAKLY * _of_outlines(seen)
    for group, one in zip(groups, seen, strict=True):
        if one.anchor.outlined and not one.found:
            near = around(seen, one.anchor.x, one.anchor.y, one.anchor.mark)
            here = room.best(group, (near.dx, near.dy), HERE)
            if here.strength > weakly and np.hypot(here.dx - near.dx, here.dy - near.dy) < THERE:
                yield one.anchor.mark


def _of_outlines(seen: Sequence[Seen]) -> float:
    """How strongly the outlines of this sheet answer."""
    return float(np.median([one.strength for one in seen if one.anchor.outlined and one.found] or [0.0]))

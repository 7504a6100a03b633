"""Registering: the printed marks found again in the picture, and the sheet flattened by what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import cv2
import numpy as np

from planner.paper.reader.finding import Outlook
from planner.paper.reader.patterns import Anchor, anchors_of
from planner.paper.reader.rails import Lane
from planner.paper.reader.rectifying import SCALE, Field, fitted_field, flattened, ink_of
from planner.paper.reader.values import Place

Array = Any

STRONGEST = 0.6  # ink beyond which a pixel counts no more: a scribble must not outweigh the print
FAINTEST = 0.06  # of a kernel's answer: below it nothing was found
ROUNDS = ((5, 3.0, 3), (SCALE, 1.2, 4))  # pixels a millimetre, millimetres searched around, degree of the field


class Seen(NamedTuple):
    """Where an anchor was seen: its displacement in millimetres, and how strongly."""

    anchor: Anchor
    dx: float
    dy: float
    strength: float


@dataclass(frozen=True, slots=True)
class Flat:
    """A flattened sheet: its picture, its ink, the anchors as they were seen last, and the field that flattened it."""

    picture: Array
    ink: Array
    field: Field
    seen: tuple[Seen, ...]
    off: float  # millimetres that the printed marks are still off, the 80th of 100


def flat(picture: Array, sheet: Outlook, places: Sequence[Place], lanes: Sequence[Lane]) -> Flat:
    """Flatten a sheet by its own print."""
    field = Field(sheet.width, sheet.height)
    gray = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    for scale, around, degree in ROUNDS:
        ink = np.minimum(ink_of(flattened(gray, sheet, field, scale), scale), STRONGEST)
        seen = look(ink, anchors_of(places, lanes, scale), around, scale)
        field = _bent(field, seen, sheet, degree)
    final = flattened(picture, sheet, field)
    ink = ink_of(final)
    seen = look(np.minimum(ink, STRONGEST), anchors_of(places, lanes, SCALE), 0.6, SCALE)
    offs = [np.hypot(one.dx, one.dy) for one in seen if one.anchor.weight >= 1 and one.strength > FAINTEST]
    return Flat(final, ink, field, tuple(seen), float(np.percentile(offs, 80)) if offs else 9.0)


def look(ink: Array, groups: Sequence[Sequence[Anchor]], around: float, scale: int) -> list[Seen]:
    """Every anchor where it answers best within `around` millimetres."""
    margin = round((around + 12) * scale)
    room = cv2.copyMakeBorder(ink, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=0.0)
    found = []
    for group in groups:
        best = max((_looked(room, anchor, around, scale, margin) for anchor in group), key=lambda one: one.strength)
        found.append(best)
    return found


def _looked(room: Array, anchor: Anchor, around: float, scale: int, margin: int) -> Seen:
    rows, columns = anchor.kernel.shape
    reach_x = round(around * scale) if "x" in anchor.ways else 0
    reach_y = round(around * scale)
    # The place of the pixel centres: pixel k of a sheet covers (k + 0.5) / scale.
    centre_x, centre_y = anchor.x * scale - 0.5, anchor.y * scale - 0.5
    x, y = round(centre_x), round(centre_y)
    left, top = x - columns // 2 - reach_x + margin, y - rows // 2 - reach_y + margin
    patch = room[top : top + rows + 2 * reach_y, left : left + columns + 2 * reach_x]
    answer = cv2.matchTemplate(np.ascontiguousarray(patch), anchor.kernel, cv2.TM_CCORR)
    _, strength, _, (best_x, best_y) = cv2.minMaxLoc(answer)
    dx = best_x - reach_x + x - centre_x + _peak(answer[best_y, :], best_x) if reach_x else 0.0
    dy = best_y - reach_y + y - centre_y + _peak(answer[:, best_x], best_y)
    return Seen(anchor, dx / scale, dy / scale, float(strength))


def _peak(values: Array, at: int) -> float:
    """Where between pixels the highest of three lies, from the middle one."""
    if not 0 < at < len(values) - 1:
        return 0.0
    before, here, after = (float(v) for v in values[at - 1 : at + 2])
    curve = before - 2 * here + after
    return float(np.clip((before - after) / (2 * curve), -0.5, 0.5)) if curve < 0 else 0.0


def _bent(field: Field, seen: Sequence[Seen], sheet: Outlook, degree: int) -> Field:
    """The field after what was seen on a sheet that was flattened by `field`."""
    usable = [one for one in seen if one.strength > FAINTEST]
    if len(usable) < 8:
        return field
    places = np.array([(one.anchor.x, one.anchor.y) for one in usable])
    moved = places + [(one.dx, one.dy) for one in usable]
    targets = moved + field.at(moved)  # where the homography alone would look
    weights = [one.anchor.weight * min(1.0, one.strength / 0.2) for one in usable]
    return fitted_field(places, targets, weights, (sheet.width, sheet.height), degree)[0]

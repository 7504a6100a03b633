"""Searching the ink of a sheet for one printed thing: where about a place it answers best, and whether that is it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import cv2
import numpy as np

from planner.paper.reader.patterns import Anchor

Array = Any

FAINTEST = 0.05  # of a kernel's answer: below it nothing was found
RIVAL = 0.85  # of the best answer: another place that answers so well makes both worthless
LEAST = (0.1, 0.35)  # of the second best line of a thing, that the worst and the one before it must answer
BROAD = 0.7  # millimetres: what is as broad is no line of an outline or a rail, but a bar, or a pen
NEARLY = 0.3  # millimetres off where it is expected, within which a fax may have lost a line of a rail


class Seen(NamedTuple):
    """Where an anchor was seen: its displacement in millimetres, how strongly it answered, whether no other place
    answered nearly as well, and whether all its lines are there.
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


class _Asked(NamedTuple):
    """A part of the ink and its answer, whose first pixel stands for a displacement of so many pixels."""

    patch: Array
    answer: Array
    left: float
    top: float


class Room:
    """The ink of a sheet, and of its fine lines alone, with so much white around that every search stays within.

    Where a picture is not `sharp`, lines are as broad as all else, and there is but the ink.
    """

    def __init__(self, ink: Array, scale: int, *, sharp: bool) -> None:
        self.scale = scale
        self.margin = round(24 * scale)
        edges = (self.margin,) * 4
        self.ink = cv2.copyMakeBorder(ink, *edges, cv2.BORDER_CONSTANT, value=0.0)
        broad = np.ones((round(BROAD * scale),) * 2, np.uint8)
        self.lines = cv2.morphologyEx(self.ink, cv2.MORPH_TOPHAT, broad) if sharp else self.ink

    def best(self, group: Sequence[Anchor], expected: tuple[float, float], around: float) -> Seen:
        """Of several things that may be printed at a place, the one that answers best."""
        return max(
            (self.seen(anchor, expected, around) for anchor in group), key=lambda one: one.strength * one.anchor.likely
        )

    def seen(self, anchor: Anchor, expected: tuple[float, float], around: float) -> Seen:
        """Where one anchor answers best within `around` millimetres of its place moved by what is expected."""
        asked = self._asked(anchor, expected, around)
        if asked is None:
            return Seen(anchor, *expected, 0.0, alone=False)
        scale, answer = self.scale, asked.answer
        _, strength, _, (best_x, best_y) = cv2.minMaxLoc(answer)
        dx = (asked.left + best_x + _peak(answer[best_y, :], best_x)) / scale if "x" in anchor.ways else expected[0]
        dy = (asked.top + best_y + _peak(answer[:, best_x], best_y)) / scale
        rows, columns = anchor.kernel.shape
        there = asked.patch[best_y : best_y + rows, best_x : best_x + columns]
        strange = float(np.hypot(dx - expected[0], dy - expected[1]))
        whole = not anchor.parts or _is_whole(there, anchor.parts) or (not anchor.outlined and strange < NEARLY)
        return Seen(anchor, dx, dy, float(strength), _is_alone(answer, best_x, best_y, scale), whole)

    def answer(self, group: Sequence[Anchor], around: float) -> Array:
        """How well any of them answers in each pixel within `around` millimetres of its place, whose answer stands in
        the middle; nothing where the sheet ends.
        """
        asked = [self._asked(anchor, (0.0, 0.0), around) for anchor in group]
        side = 2 * round(around * self.scale) + 1
        return np.max([
            one.answer * anchor.likely if one else np.zeros((side, side), np.float32)
            for one, anchor in zip(asked, group, strict=True)
        ], axis=0)  # fmt: skip

    def _asked(self, anchor: Anchor, expected: tuple[float, float], around: float) -> _Asked | None:
        """None where that is beyond the room."""
        scale, (rows, columns) = self.scale, anchor.kernel.shape
        reach_x, reach_y = (round(around * scale) if way in anchor.ways else 0 for way in "xy")
        # The place of pixel centres: pixel k covers the sheet about (k + 0.5) / scale.
        centre_x, centre_y = anchor.x * scale - 0.5, anchor.y * scale - 0.5
        x, y = round(centre_x + expected[0] * scale), round(centre_y + expected[1] * scale)
        left, top = x - columns // 2 - reach_x + self.margin, y - rows // 2 - reach_y + self.margin
        if min(left, top) < 0:
            return None
        ink = self.lines if anchor.parts else self.ink
        patch = ink[top : top + rows + 2 * reach_y, left : left + columns + 2 * reach_x]
        if patch.shape[0] < rows or patch.shape[1] < columns:
            return None
        answer = cv2.matchTemplate(np.ascontiguousarray(patch), anchor.kernel, cv2.TM_CCORR)
        answer *= _nearness(answer.shape, around, scale)
        return _Asked(patch, answer, x - reach_x - centre_x, y - reach_y - centre_y)


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


def _is_whole(patch: Array, parts: Sequence[Array]) -> bool:
    """Whether all lines of a thing answer: where it lies beside the true one, some do not."""
    answers = sorted(float((patch * part).sum()) for part in parts)
    return answers[0] > LEAST[0] * answers[-2] and answers[1] > LEAST[1] * answers[-2]


def _peak(values: Array, at: int) -> float:
    """Where between pixels the highest of three lies, from the middle one."""
    if not 0 < at < len(values) - 1:
        return 0.0
    before, here, after = (float(v) for v in values[at - 1 : at + 2])
    curve = before - 2 * here + after
    return float(np.clip((before - after) / (2 * curve), -0.5, 0.5)) if curve < 0 else 0.0

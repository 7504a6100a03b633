"""Columns: squares one below the other lie where all of them answer best together.

A square alone may be mistaken for the border and the bar of its box; a whole column of them seldom is, for all its
squares move alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import cv2
import numpy as np

from planner.paper.reader.patterns import Anchor
from planner.paper.reader.searching import Room

Array = Any

FEWEST = 3  # squares of a column
SAME = 0.5  # millimetres across that the squares of one column are off each other
LOOSE, SUPPLE = 0.25, 0.08  # millimetres that neighbours may lie off against each other, and more for each one apart
MOST = 1.2  # of the usual answer that one square may count for: ink of a pen outweighs print


def together(room: Room, groups: Sequence[Sequence[Anchor]], around: float) -> dict[str, tuple[float, float]]:
    """How far off each square of a column lies (mm), `around` at most, by all squares of it together."""
    found: dict[str, tuple[float, float]] = {}
    for column in _columns(groups):
        answers = [room.answer(group, around) for group in column]
        usual = MOST * float(np.median([answer.max() for answer in answers]))
        apart = [after[0].y - before[0].y for before, after in pairwise(column)]
        reaches = [round((LOOSE + SUPPLE * away) * room.scale) for away in apart]
        way = _way([np.minimum(answer, usual) for answer in answers], reaches)
        middle = round(around * room.scale)
        for group, (x, y) in zip(column, way, strict=True):
            found[group[0].mark] = ((x - middle) / room.scale, (y - middle) / room.scale)
    return found


def _columns(groups: Sequence[Sequence[Anchor]]) -> Iterator[list[Sequence[Anchor]]]:
    """The squares of each column, from its top."""
    left = sorted((group for group in groups if group[0].outlined), key=lambda group: group[0].x)
    column: list[Sequence[Anchor]] = []
    for group in [*left, None]:
        if group is not None and (not column or group[0].x - column[0][0].x < SAME):
            column.append(group)
            continue
        if len(column) >= FEWEST:
            yield sorted(column, key=lambda group: group[0].y)
        column = [group] if group is not None else []


def _way(answers: Sequence[Array], reaches: Sequence[int]) -> list[tuple[int, int]]:
    """The pixel of each answer on the way down that answers best in all, so many pixels off the one before at most."""
    totals = [answers[0]]
    for answer, reach in zip(answers[1:], reaches, strict=True):
        totals.append(answer + cv2.dilate(totals[-1], np.ones((2 * reach + 1,) * 2, np.uint8)))
    way = [_best(totals[-1], 0, 0)]
    for total, reach in zip(totals[-2::-1], reaches[::-1], strict=True):
        left, top = (max(0, place - reach) for place in way[-1])
        x, y = way[-1]
        way.append(_best(total[top : y + reach + 1, left : x + reach + 1], left, top))
    return way[::-1]


def _best(total: Array, left: int, top: int) -> tuple[int, int]:
    _, _, _, (x, y) = cv2.minMaxLoc(total)
    return left + x, top + y

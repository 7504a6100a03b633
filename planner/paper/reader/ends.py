"""Where a shaded run begins and ends: at its first and last stroke, also next to the printed ticks.

Rows at a tick say nothing of a faint line. Of one that is darker than what ticks differ by among themselves, most of
them do: only the middle of the tick may hide where it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from planner.paper.reader.profiles import BLURRED, Rows
from planner.paper.reader.rails import Tick
from planner.paper.reader.segmenting import Ink, Segments, widened

Array = Any

ENDS, MIDDLE = 0.25, 0.5  # of a run's usual ink: where its first and last stroke begin, and where it is half as dark
STROKES = 75  # of 100 rows next to an end: with a speck beyond it, half of them may be blank
NO_STROKE = 2.0  # times its noise that strokes of a row stand out from its blank pixels: less is a shadow's
MOSTLY = 0.5  # of a run's ink that its strokes are, if what is half as dark without a stroke is a shadow
CLEAR = 4.0  # times the noise that a run has to be for its ends to be told by its ink alone
NEAR = 20  # rows of an end of a run
BLANK, INKED = 2.0, 3.0  # times what ticks differ by, up to which a row may be darker than its pen made it, and paler
FEW = 3  # ticks that it takes to know by what they differ

Between = tuple[int, int]  # the least and the most that a number of rows may be


class Stroke(NamedTuple):
    """The first or the last of a run: its outermost row, and how dark strokes are there."""

    row: int
    usual: float


def ends_of(lane: int, mine: Array, rows: Rows, found: Segments, noise: Array) -> tuple[Between, Between]:
    """Between which rows a run begins, and between which it ends; `mine` are its rows without print, `noise` is that of
    the ticks.
    """
    if times(found.whole, lane, mine) <= CLEAR:
        return _beside(int(mine[0]), rows.printed), _beside(int(mine[-1]) + 1, rows.printed)
    above = found.whole.above[lane]
    first, last = _trimmed(found, lane, mine)
    before, after = (_beyond(*one, above, rows.printed, noise) for one in ((first, -1), (last, 1)))
    return (first.row - before[1], first.row - before[0]), (last.row + 1 + after[0], last.row + 1 + after[1])


def times(ink: Ink, lane: int, mine: Array) -> float:
    """How many times the noise the rows of a run stand out."""
    return float(np.median(ink.above[lane, mine]) / ink.noise[mine].mean())


def noise_of_ticks(rows: Rows, found: Segments, ticks: Sequence[Tick]) -> Array:
    """By how much blank rows at the printed ticks differ from one tick to another; infinite where too few are blank."""
    noise = np.zeros(len(rows.y))
    shaded, around = widened(found.shaded), np.arange(-BLURRED, BLURRED + 1)
    for hour in (True, False):
        places = np.array([int(np.abs(rows.y - tick.y).argmin()) for tick in ticks if tick.hour == hour], int)
        places = places[(places >= 2 * BLURRED) & (places < len(rows.y) - 2 * BLURRED)]
        near = places[:, None] + around
        blank = ~shaded[:, near].any(axis=2)
        if np.count_nonzero(blank) >= FEW:
            differ = 1.4826 * np.median(np.abs(found.whole.above[:, near][blank]), axis=0)
            np.maximum.at(noise, near, np.maximum(differ, found.whole.noise[near]))
    return np.where(noise > 0, noise, np.inf)


def _trimmed(found: Segments, lane: int, mine: Array) -> tuple[Stroke, Stroke]:
    """The ends of a run without weak rows, which blur leaves there, or the edge of a shadow."""
    even, strokes = (_even(part.above[lane, mine]) for part in (found.whole, found.thin))
    usual = float(np.median(even))
    first, last = (min(usual, float(np.percentile(part, STROKES))) for part in (even[:NEAR], even[-NEAR:]))
    stroked = times(found.thin, lane, mine) > CLEAR
    pale = MIDDLE if float(np.median(strokes)) > MOSTLY * usual else ENDS
    shadow = stroked & (even < pale * usual) & (strokes < NO_STROKE * found.thin.noise[mine])
    begins, ends = np.flatnonzero((even >= ENDS * first) & ~shadow), np.flatnonzero((even >= ENDS * last) & ~shadow)
    begin, end = int(mine[begins[0]]), int(mine[ends[-1]])
    if begin > end:
        begin, end = int(mine[0]), int(mine[-1])
    return Stroke(begin, first), Stroke(end, last)


def _even(rows: Array) -> Array:
    return np.convolve(np.pad(rows, 1, mode="edge"), np.ones(3) / 3, mode="valid")


def _beyond(stroke: Stroke, way: int, above: Array, printed: Array, noise: Array) -> Between:
    """How many printed rows are shaded beyond the outermost stroke of a run: at least up to the last that is surely
    inked, at most up to the first that is surely blank.
    """
    zone = []
    row = stroke.row + way
    while 0 <= row < len(printed) and printed[row]:
        zone.append(row)
        row += way
    blank = above[zone] + BLANK * noise[zone] < MIDDLE * stroke.usual
    inked = ~blank & (above[zone] - INKED * noise[zone] > ENDS * stroke.usual)
    most = int(blank.argmax()) if blank.any() else len(zone)
    if inked[most:].any():  # it is torn
        return 0, len(zone)
    return int(np.flatnonzero(inked[:most]).max(initial=-1)) + 1, most


def _beside(row: int, printed: Array) -> tuple[int, int]:
    """The rows between which something begins or ends, if print hides it."""
    before, after = row, row
    while before > 0 and printed[before - 1]:
        before -= 1
    while after < len(printed) and printed[after]:
        after += 1
    return before, after

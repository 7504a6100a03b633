"""What was shaded on the rail: runs along each lane, from their first to their last ink."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import cv2
import numpy as np

from planner.paper.reader.pens import Pen
from planner.paper.reader.rails import Lane
from planner.paper.reader.rectifying import SCALE
from planner.paper.reader.registering import Flat
from planner.paper.reader.values import IntervalRead, Rect

Array = Any

STEP = 0.1  # millimetres of a row
EDGE = 0.5  # millimetres inside a lane that belong to its lines, and to strokes of the other lane
PRINTED = 0.3  # millimetres on both sides of a printed tick that say nothing
INKED = 0.07  # share of a row across the lane
GAP = 1.3  # millimetres without ink that part two runs
UNCLEAR_GAP = (0.8, 2.2)
SHORTEST = 0.9  # millimetres: less is a stray
UNCLEAR_LENGTH = 1.3


class Run(NamedTuple):
    """Rows of one lane that are shaded: heights on the sheet in millimetres, and the gap before the next run."""

    top: float
    bottom: float
    share: float


def intervals_of(flat: Flat, lanes: Sequence[Lane], pen: Pen) -> tuple[IntervalRead, ...]:
    """Every shaded run of the rail, by lane and time."""
    shift = _shifts(flat)
    found: list[IntervalRead] = []
    for lane in lanes:
        rows = _rows(pen.marks, lane, shift)
        runs = _runs(rows, lane)
        for number, run in enumerate(runs):
            gaps = [runs[number + 1].top - run.bottom] if number + 1 < len(runs) else []
            gaps += [run.top - runs[number - 1].bottom] if number else []
            found.append(_interval(lane, run, gaps))
    return tuple(sorted(found, key=lambda one: (one.place.y, one.lane)))


def _interval(lane: Lane, run: Run, gaps: Sequence[float]) -> IntervalRead:
    place = Rect(lane.left, run.top, lane.right - lane.left, run.bottom - run.top)
    sure = run.bottom - run.top >= UNCLEAR_LENGTH and all(gap > UNCLEAR_GAP[1] for gap in gaps)
    return IntervalRead(lane.number, lane.clock(run.top), lane.clock(run.bottom), 0.97 if sure else 0.6, place)


def _shifts(flat: Flat) -> Array:
    """How far the rail still is off, by height: rows of (y, dx, dy) in millimetres."""
    seen = [one for one in flat.seen if one.anchor.mark.startswith("rail ") and one.strength > 0.06]
    rows = sorted((one.anchor.y, one.dx, one.dy) for one in seen if np.hypot(one.dx, one.dy) < 0.5)
    return np.array(rows or [(0.0, 0.0, 0.0)])


def _rows(marks: Array, lane: Lane, shift: Array) -> Array:
    """The share of ink of each row of a lane, STEP apart; rows at printed ticks take what stands beside them."""
    y = np.arange(lane.top + STEP / 2, lane.bottom, STEP)
    x = np.arange(lane.left + EDGE, lane.right - EDGE + 1e-6, 1 / SCALE)
    dx, dy = (np.interp(y, shift[:, 0], shift[:, column]) for column in (1, 2))
    map_x = ((x[None, :] + dx[:, None]) * SCALE - 0.5).astype(np.float32)
    map_y = np.repeat(((y + dy) * SCALE - 0.5).astype(np.float32)[:, None], len(x), axis=1)
    lane_ink = cv2.remap(marks, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    rows = lane_ink.mean(axis=1)
    printed = np.zeros(len(y), bool)
    for tick in lane.ticks:
        printed |= np.abs(y - tick.y) <= PRINTED
    if printed.all():
        return rows
    rows[printed] = np.interp(y[printed], y[~printed], rows[~printed])
    return rows


def _runs(rows: Array, lane: Lane) -> list[Run]:
    """Inked rows joined over small gaps, without what is too short to be shading."""
    inked = rows > INKED
    edges = np.flatnonzero(np.diff(np.r_[False, inked, False].astype(np.int8)))
    found: list[list[int]] = []
    for begin, end in edges.reshape(-1, 2).tolist():
        if found and (begin - found[-1][1]) * STEP < GAP:
            found[-1][1] = end
        else:
            found.append([begin, end])
    runs = [Run(lane.top + begin * STEP, lane.top + end * STEP, float(rows[begin:end].mean())) for begin, end in found]
    return [run for run in runs if run.bottom - run.top >= SHORTEST]

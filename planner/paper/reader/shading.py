"""What was shaded on the rail: runs along each lane, from their first to their last ink."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
EDGE = 0.5  # millimetres inside a lane that belong to its lines
PRINTED = 0.4  # millimetres on both sides of a printed tick that say nothing
INKED = 0.035  # share of a row across the lane
TRACE = 0.016  # share of a row that may be a faint pencil: enough to ask
WEAKER = 0.3  # of a stretch's usual share: what has less for a while is another thing
SMOOTH = 5  # rows that are taken together
ENDS = 0.4  # of a run's usual share: where its first and last stroke begin
GAP = 1.3  # millimetres without ink that part two runs
UNCLEAR_GAP = 2.2
SHORTEST = 0.9  # millimetres: less is a stray
UNCLEAR_LENGTH = 1.3
FADING = 1.0  # millimetres of it beyond a run
HAIR = 0.4  # of the usual share of the runs: a paler one may be a hair, or dirt
AT_END, LIGHT, PAPER_WHITE = 3.0, 249.0, 235.0  # millimetres about an end; the brightness of glare, of a scan
LONG_TRACE = 2.5  # millimetres of it
PALE = 0.06  # mean share of a run below which its ends are unclear
FAINT = 0.14  # mean share of a run below which a short one is no pen's
WINDOW = 6.0  # millimetres of rail whose long lines are looked for together
ACROSS, BESIDE = 1.3, 0.5  # millimetres that they may lie off, and off them where there is no line
STRONGEST = 0.5  # ink beyond which a pixel counts no more
LINE_SHOWS = 0.05
OVER = 0.7  # share of a run beside which the other lane is shaded too: it may be its overhang
FAR_SIDE = 0.3  # of the ink on the side towards the other lane: an overhang has less on the far side


class Rows(NamedTuple):
    """A lane row by row, STEP apart: the share of ink of the whole, of its left and of its right half."""

    whole: Array
    left: Array
    right: Array


class Run(NamedTuple):
    """Rows of one lane that are shaded: heights on the sheet in millimetres, and the shares of ink."""

    top: float
    bottom: float
    share: float
    left: float
    right: float

    @property
    def length(self) -> float:
        return self.bottom - self.top


def intervals_of(flat: Flat, lanes: Sequence[Lane], pen: Pen) -> tuple[IntervalRead, ...]:
    """Every shaded run of the rail, by lane and time."""
    shift = _shifts(flat, lanes)
    rows = [_rows(pen.marks, lane, shift) for lane in lanes]
    runs = [_runs(part, lane) for part, lane in zip(rows, lanes, strict=True)]
    usual = float(np.median([run.share for mine in runs for run in mine] or [0.0]))
    dazzled = _dazzled(flat)
    found: list[IntervalRead] = []
    for index, lane in enumerate(lanes):
        others = [run for other, mine in enumerate(runs) if abs(other - index) == 1 for run in mine]
        on_right = index == 0
        mine = [run for run in runs[index] if not _overhangs(run, others, on_right=on_right)]
        for number, run in enumerate(mine):
            gaps = [mine[number + 1].top - run.bottom] if number + 1 < len(mine) else []
            gaps += [run.top - mine[number - 1].bottom] if number else []
            clear = run.share > HAIR * usual and not _fades(run, rows[index].whole, lane) and not dazzled(lane, run)
            found.append(_interval(lane, run, gaps, _beside(run, others), clear=clear))
    return tuple(sorted(found, key=lambda one: (one.place.y, one.lane)))


def _fades(run: Run, rows: Array, lane: Lane) -> bool:
    """Whether fainter traces go on beyond its ends: nobody knows then where it begins or stops."""
    for begin, end in _spans(rows, TRACE):
        top, bottom = lane.top + begin * STEP, lane.top + end * STEP
        near = top < run.bottom + GAP and run.top - GAP < bottom
        if near and (top < run.top - FADING or bottom > run.bottom + FADING):
            return True
    return False


def _dazzled(flat: Flat) -> Callable[[Lane, Run], bool]:
    """Asks whether light shines on the rail about the ends of a run, on a sheet that is not as white as light."""
    gray = flat.picture if flat.picture.ndim == 2 else cv2.cvtColor(flat.picture, cv2.COLOR_BGR2GRAY)
    white = float(np.median(gray[::9, ::9])) > PAPER_WHITE

    def dazzled(lane: Lane, run: Run) -> bool:
        left, right = max(0, round(lane.left * SCALE)), round(lane.right * SCALE)
        for y in () if white else (run.top, run.bottom):
            patch = gray[round(max(0.0, y - AT_END) * SCALE) : round((y + AT_END) * SCALE), left:right]
            if patch.size and float(np.percentile(patch, 60)) >= LIGHT:
                return True
        return False

    return dazzled


def _interval(lane: Lane, run: Run, gaps: Sequence[float], beside: float, *, clear: bool) -> IntervalRead:
    """Nobody works on two things at once: a run that lies beside another one is doubtful."""
    place = Rect(lane.left, run.top, lane.right - lane.left, run.length)
    apart = beside < 1.5 and all(gap > UNCLEAR_GAP for gap in gaps)
    sure = clear and apart and run.share >= PALE and run.length >= UNCLEAR_LENGTH
    return IntervalRead(lane.number, lane.clock(run.top), lane.clock(run.bottom), 0.97 if sure else 0.6, place)


def _beside(run: Run, others: Sequence[Run]) -> float:
    """Millimetres of a run beside which another lane is shaded too."""
    return sum(max(0.0, min(run.bottom, other.bottom) - max(run.top, other.top)) for other in others)


def _overhangs(run: Run, others: Sequence[Run], *, on_right: bool) -> bool:
    """Whether it is only what hung over from the shading of the other lane, which lies to its right or left."""
    near, far = (run.right, run.left) if on_right else (run.left, run.right)
    stronger = [other for other in others if other.share > run.share]
    return _beside(run, stronger) > OVER * run.length and far < FAR_SIDE * near


def _shifts(flat: Flat, lanes: Sequence[Lane]) -> Array:
    """How far the rail still is off, by height: rows of (y, dx, dy) in millimetres.

    Up and down by its hours; across by its long lines, which show between the shaded runs and beside them.
    """
    seen = [one for one in flat.seen if one.anchor.mark.startswith("rail ") and one.strength > 0.06]
    hours = sorted((one.anchor.y, one.dx, one.dy) for one in seen if np.hypot(one.dx, one.dy) < 0.5)
    along = np.array(hours or [(0.0, 0.0, 0.0)])
    if not lanes:
        return along
    heights = np.arange(lanes[0].top, lanes[0].bottom + WINDOW / 2, WINDOW / 2)
    across = _evenly([_across(flat.ink, lanes, y) for y in heights])
    down = np.interp(heights, along[:, 0], along[:, 2])
    return np.stack([heights, across, down], axis=1)


def _across(ink: Array, lanes: Sequence[Lane], y: float) -> float | None:
    """How far right the long lines of the rail lie about a height; None where they do not show."""
    top, bottom = (round(max(0.0, y + side * WINDOW / 2) * SCALE) for side in (-1, 1))
    left = lanes[0].left - ACROSS - BESIDE
    first = round(left * SCALE)
    last = round((lanes[-1].right + ACROSS + BESIDE) * SCALE)
    if first < 0 or last > ink.shape[1] or bottom - top < SCALE:
        return None
    profile = np.minimum(ink[top:bottom, first:last], STRONGEST).mean(axis=0)
    lines = np.array([*(lane.left for lane in lanes), lanes[-1].right])
    steps = np.arange(-ACROSS, ACROSS + 1e-6, 0.05)
    at = np.arange(first, last) / SCALE + 0.5 / SCALE
    places = lines[None, :] + steps[:, None]
    answers = np.interp(places, at, profile) - 0.5 * (
        np.interp(places - BESIDE, at, profile) + np.interp(places + BESIDE, at, profile)
    )
    weighed = np.clip(answers, 0, 0.2).sum(axis=1) * np.exp(-((steps / ACROSS) ** 2) / 2)
    best = int(weighed.argmax())
    return float(steps[best]) if weighed[best] > LINE_SHOWS else None


def _evenly(values: Sequence[float | None]) -> Array:
    """Neighbours in agreement: each is the middle one of five, and what was not seen lies between those that were."""
    seen = [(index, value) for index, value in enumerate(values) if value is not None]
    if not seen:
        return np.zeros(len(values))
    filled = np.interp(np.arange(len(values)), [index for index, _ in seen], [value for _, value in seen])
    wide = np.pad(filled, 2, mode="edge")
    return np.median(np.stack([wide[i : i + len(filled)] for i in range(5)]), axis=0)


def _rows(marks: Array, lane: Lane, shift: Array) -> Rows:
    """The ink of each row of a lane; rows at printed ticks take what stands beside them."""
    y = np.arange(lane.top + STEP / 2, lane.bottom, STEP)
    x = np.arange(lane.left + EDGE, lane.right - EDGE + 1e-6, 1 / SCALE)
    dx, dy = (np.interp(y, shift[:, 0], shift[:, column]) for column in (1, 2))
    map_x = ((x[None, :] + dx[:, None]) * SCALE - 0.5).astype(np.float32)
    map_y = np.repeat(((y + dy) * SCALE - 0.5).astype(np.float32)[:, None], len(x), axis=1)
    ink = cv2.remap(marks, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    half = len(x) // 2
    rows = np.stack([ink.mean(axis=1), ink[:, :half].mean(axis=1), ink[:, half:].mean(axis=1)])
    printed = np.zeros(len(y), bool)
    for tick in lane.ticks:
        printed |= np.abs(y - tick.y) <= PRINTED
    if not printed.all():
        rows[:, printed] = [np.interp(y[printed], y[~printed], row[~printed]) for row in rows]
    return Rows(*rows)


def _spans(rows: Array, least: float) -> list[list[int]]:
    """The first and last row of each stretch of inked rows, joined over small gaps."""
    even = _evened(rows)
    edges = np.flatnonzero(np.diff(np.r_[False, even > least, False].astype(np.int8)))
    found: list[list[int]] = []
    for begin, end in edges.reshape(-1, 2).tolist():
        if found and (begin - found[-1][1]) * STEP < GAP:
            found[-1][1] = end
        else:
            found.append([begin, end])
    return found


def _evened(rows: Array) -> Array:
    return np.convolve(rows, np.ones(SMOOTH) / SMOOTH, mode="same")


def _parted(rows: Array, begin: int, end: int) -> list[list[int]]:
    """A stretch cut where its ink is so much weaker for a while that it is another thing: an overhang, a smear."""
    mine = rows[begin:end]
    least = max(INKED, WEAKER * float(np.percentile(_evened(mine), 80)))
    strong = [[begin + first, begin + last] for first, last in _spans(mine, least)]
    edges = [begin, *(edge for part in strong for edge in part), end]
    weak = [[first, last] for first, last in zip(edges[::2], edges[1::2], strict=True)]
    return sorted(strong + [part for part in weak if (part[1] - part[0]) * STEP >= GAP])


def _runs(rows: Rows, lane: Lane) -> list[Run]:
    """The shaded runs of a lane from their first stroke to their last, without what is too short to be shading."""
    runs = []
    parts = [part for span in _spans(rows.whole, INKED) for part in _parted(rows.whole, *span)]
    for begin, end in parts:
        mine = rows.whole[begin:end]
        strokes = np.flatnonzero(mine >= ENDS * float(np.median(mine)))
        begin, end = begin + int(strokes[0]), begin + int(strokes[-1]) + 1
        shares = (float(part[begin:end].mean()) for part in rows)
        runs.append(Run(lane.top + begin * STEP, lane.top + end * STEP, *shares))
    return [run for run in runs if run.length >= SHORTEST and (run.length >= UNCLEAR_LENGTH or run.share >= FAINT)]


def faint_on_rail(flat: Flat, lanes: Sequence[Lane], pen: Pen) -> list[str]:
    """Questions about traces that are too faint to be taken for shading, and too long for dirt."""
    shift = _shifts(flat, lanes)
    found = []
    for lane in lanes:
        rows = _rows(pen.marks, lane, shift)
        runs = _runs(rows, lane)
        for begin, end in _spans(rows.whole, TRACE):
            top, bottom = lane.top + begin * STEP, lane.top + end * STEP
            if bottom - top > LONG_TRACE and not any(run.top < bottom and top < run.bottom for run in runs):
                found.append(
                    f"Something faint is on the rail from {lane.clock(top)} to {lane.clock(bottom)}: look at it."
                )
    return found

"""What was shaded on the rail: runs along each lane, from their first to their last ink, and how sure each is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from planner.paper.reader.ends import ends_of, noise_of_ticks, times
from planner.paper.reader.profiles import STEP, Rows, rows_of
from planner.paper.reader.rails import DAY, Lane
from planner.paper.reader.registering import Flat
from planner.paper.reader.segmenting import ALIKE, Segments, segmented, widened
from planner.paper.reader.tracking import Track, tracked
from planner.paper.reader.values import IntervalRead, Rect

Array = Any

ENDS = 0.25  # of a run's usual ink: where its first and last stroke begin
STROKES = 75  # of 100 rows next to an end: with a speck beyond it, half of them may be blank
NO_STROKE = 2.0  # times its noise that strokes of a row stand out from its blank pixels: less is a shadow's
CLEAR = 4.0  # times the noise that a run has to be for its ends to be told by its ink alone
STRAY, SHORTEST, UNCLEAR_LENGTH = 1.0, 1.2, 1.4  # millimetres: less is a stray, or no run, or may be no run
NOISE, SURE_GAIN = 16.0, 24.0  # nats: less is no run, more is one beyond doubt
PLAIN = 3.8  # times the noise: of fainter ink nobody knows to the minute where it begins and ends
FAINTEST = 0.03  # of ink: a run that is paler may be dirt
HAIR = (0.4, 0.65)  # of the ink and of the darkness of most runs: what is so much thinner and paler may be a hair
LONE = 0.08  # of ink: a run that is paler and the only one may be a hair too
DISTINCT, PALER = 9.0, 0.9  # times the noise of a run so clear that so many nats a row beyond it are no more of it
HIDING = 9.0  # minutes that print may hide of the time in which a run begins or ends: it is taken for their middle
BESIDE = 1.5  # millimetres of a run beside another one: nobody works on two things at once, but pens are broad
PARTED, HOLE = 25.0, 6.0  # nats of blank that surely part two runs; of blank in one that may be two
NEAR_END = (4, 20)  # rows beyond an end that are blank, if it is the end
NEAR, PALE_END = 20, 0.3  # rows of an end of a run; of its usual ink, below which they may be another thing's
PALE_TIP = 0.4  # of a run's usual ink, below which a short piece of it beyond a tick may be a speck
INSIDE = 13  # rows before an end that are shaded
TELLING = 5  # rows without print that it takes to say that something goes on there
SURELY_SHADED = 0.3  # nats a row there
GRAINY = 0.07  # of ink along a line that blank rows vary: a faint pencil may be missed,
SEVERAL, HIDDEN_BY = 2, 0.2  # or of the darkness of so many runs: a line of their pen may be
TRACE_ROWS, TRACE_INK, TRACE_NOISE = 41, 0.008, 4.0  # rows of faint ink, of how much, and times the noise: no chance
HIDDEN = 0.3  # of the usual strength of the long lines: where they are weaker, light lies on the rail
OFF = 2.0  # millimetres that the rail may be off: farther, one lane is taken for the other


class Run(NamedTuple):
    """Shaded rows of one lane, which begin and end somewhere between two rows each: their ink above the paper, by how
    much more likely they are shaded than blank (nats), and how dark the darkest pixels of the rows are.
    """

    lane: int
    begins: tuple[int, int]
    ends: tuple[int, int]
    ink: float
    gain: float
    plain: float
    dark: float

    @property
    def begin(self) -> float:
        return sum(self.begins) / 2

    @property
    def end(self) -> float:
        return sum(self.ends) / 2

    @property
    def length(self) -> float:
        """Millimetres."""
        return (self.end - self.begin) * STEP


class Shading(NamedTuple):
    """The shaded runs of a rail by time and lane, and in words what a person has to look at besides."""

    intervals: tuple[IntervalRead, ...] = ()
    problems: tuple[str, ...] = ()


def shading_of(flat: Flat, lanes: Sequence[Lane]) -> Shading:
    """What is shaded on a rail; nothing where the sheet has none."""
    if not lanes:
        return Shading()
    track = tracked(flat, lanes)
    rows = rows_of(flat.ink, lanes, track)
    found = segmented(rows)
    noise = noise_of_ticks(rows, found, lanes[0].ticks)
    seen = [run for lane in range(len(lanes)) for run in _runs(lane, rows, found, noise) if run.gain >= NOISE]
    runs = [run for run in seen if run.length >= SHORTEST]
    intervals = [
        _interval(lanes[run.lane], run, sure=_sure(run, runs, found) and _to_the_minute(lanes[run.lane], run))
        for run in runs
    ]
    problems = [*_short(lanes, seen), *_unseen(lanes[0], track, found, runs), *_traces(lanes, rows, found)]
    return Shading(tuple(sorted(intervals, key=lambda one: (one.place.y, one.lane))), tuple(problems))


def _interval(lane: Lane, run: Run, *, sure: bool) -> IntervalRead:
    top, bottom = (lane.top + row * STEP for row in (run.begin, run.end))
    place = Rect(lane.left, top, lane.right - lane.left, bottom - top)
    return IntervalRead(lane.number, lane.clock(top), lane.clock(bottom), 0.97 if sure else 0.6, place)


# Runs


def _runs(lane: int, rows: Rows, found: Segments, noise: Array) -> Iterator[Run]:
    """The runs of one lane, from their first to their last stroke."""
    edges = np.flatnonzero(np.diff(np.r_[False, found.shaded[lane], False].astype(np.int8)))
    for begin, end in edges.reshape(-1, 2).tolist():
        mine = np.flatnonzero(~rows.printed[begin:end]) + begin
        if not len(mine):
            continue
        ink = float(np.median(found.whole.above[lane, mine]))
        gain, dark = float(found.gain[lane, mine].sum()), float(np.median(rows.darkest[lane, mine]))
        plain = max(times(part, lane, mine) for part in (found.whole, found.thin, found.line))
        yield Run(lane, *ends_of(lane, mine, rows, found, noise), ink, gain, plain, dark)


# How sure it is


def _sure(run: Run, runs: Sequence[Run], found: Segments) -> bool:
    others = [other for other in runs if other is not run]
    thinner, paler = (
        getattr(run, part) < share * float(np.median([getattr(one, part) for one in runs]))
        for part, share in zip(("ink", "dark"), HAIR, strict=True)
    )
    beside = max(
        ((min(run.end, other.end) - max(run.begin, other.begin)) * STEP for other in others if other.lane != run.lane),
        default=0.0,
    )
    return (
        run.gain >= SURE_GAIN
        and run.plain >= PLAIN
        and run.length >= UNCLEAR_LENGTH
        and run.ink >= FAINTEST
        and not (thinner and paler)
        and not (len(runs) == 1 and run.ink < LONE)
        and beside < BESIDE
        and _ends_clear(run, found)
        and _of_one_pen(run, found)
        and _whole(run, others, found)
    )


def _to_the_minute(lane: Lane, run: Run) -> bool:
    """Whether print hides neither end for long: where the axis is dense, a few ticks are half an hour."""
    for before, after in (run.begins, run.ends):
        first, last = (lane.minute(lane.top + row * STEP) for row in (before, after))
        if (last - first) % DAY > HIDING:
            return False
    return True


def _ends_clear(run: Run, found: Segments) -> bool:
    """Whether it is shaded up to its ends, and blank beyond them. Printed rows say nothing."""
    gain, begin, end = found.gain[run.lane], round(run.begin), round(run.end)
    near, far = NEAR_END
    beyond = gain[max(0, begin - far) : max(0, begin - near)], gain[end + near : end + far]
    inside = gain[begin : begin + INSIDE], gain[max(0, end - INSIDE) : end]
    least = PALER if run.plain >= DISTINCT else 0.0
    blank = all(_mean(part) < least for part in beyond if np.count_nonzero(part) >= TELLING)
    shaded = all(_mean(part) >= SURELY_SHADED for part in inside if np.count_nonzero(part) > 1)
    return blank and shaded and not any(_is_speck(tip, run, found) for tip in _tips(begin, end, gain))


def _of_one_pen(run: Run, found: Segments) -> bool:
    """Whether its ends are about as dark as all of it: one that is far paler may be a hair that touches it."""
    begin, end = round(run.begin), round(run.end)
    ink = found.whole.above[run.lane, begin:end][found.gain[run.lane, begin:end] != 0]
    first, last, usual = (float(np.percentile(part, STROKES)) for part in (ink[:NEAR], ink[-NEAR:], ink))
    return min(first, last) >= PALE_END * usual


def _tips(begin: int, end: int, gain: Array) -> Iterator[Array]:
    """The rows of a run behind its last tick, and before its first one, each from the tick on."""
    printed = np.flatnonzero(gain[begin:end] == 0) + begin
    if len(printed):
        yield np.arange(printed[-1] + 1, end)
        yield np.arange(printed[0] - 1, begin - 1, -1)


def _is_speck(tip: Array, run: Run, found: Segments) -> bool:
    """Whether beyond a tick there is first nothing, and then so little that it may be dirt: as much may lie under the
    print.
    """
    ink, gain = found.whole.above[run.lane, tip], found.gain[run.lane, tip]
    small = 0 < len(tip) < STRAY / STEP and float(ink.mean()) < PALE_TIP * run.ink
    return small and float(gain[0]) < 0 < float(gain.max())


def _mean(part: Array) -> float:
    return float(part.sum() / np.count_nonzero(part))


def _whole(run: Run, others: Sequence[Run], found: Segments) -> bool:
    """Whether it is one run, and parted from the next ones of its lane."""
    gain = found.gain[run.lane]
    mine = sorted((run, *(other for other in others if other.lane == run.lane)))
    gaps = [(one.end, other.begin) for one, other in pairwise(mine) if run in (one, other)]
    if any(-gain[round(first) : round(last)].sum() < PARTED for first, last in gaps):
        return False
    blank = worst = 0.0
    for row in gain[round(run.begin) : round(run.end)].tolist():
        blank = max(0.0, blank - row)
        worst = max(worst, blank)
    return worst <= HOLE


# What a person has to look at besides


def _short(lanes: Sequence[Lane], seen: Sequence[Run]) -> Iterator[str]:
    """Where something is too short to be read as a run, and too long to be nothing."""
    for run in seen:
        if STRAY <= run.length < SHORTEST:
            lane = lanes[run.lane]
            yield f"Something short is on the rail about {lane.clock(lane.top + run.begin * STEP)}: look at it."


def _unseen(lane: Lane, track: Track, found: Segments, runs: Sequence[Run]) -> Iterator[str]:
    """Where something may be shaded that cannot be seen in this picture."""
    strength = np.convolve(track.strength, np.ones(3) / 3, mode="same")[1:-2]
    if float(np.abs(track.across).max()) > OFF:
        yield "The rail is too curled in this picture to be sure: lay the sheet flat and take it again."
    elif float(strength.min()) < HIDDEN:
        where = lane.clock(float(track.heights[int(strength.argmin()) + 1]))
        yield f"The rail hardly shows about {where}: look whether anything is shaded there."
    elif float(found.line.noise.max()) > _faintest(runs):
        where = lane.clock(lane.top + int(found.line.noise.argmax()) * STEP)
        yield f"The rail is too dark and grainy about {where} to see a faint pencil: look whether all is right."


def _faintest(runs: Sequence[Run]) -> float:
    """The grain that hides a line: one of a faint pencil, unless several runs show the pen of this sheet."""
    usual = float(np.median([run.dark for run in runs])) if len(runs) >= SEVERAL else 0.0
    return max(GRAINY, HIDDEN_BY * usual)


def _traces(lanes: Sequence[Lane], rows: Rows, found: Segments) -> Iterator[str]:
    """Where a lane is darker for a while than paper is by chance, and not shaded: too faint to be read, too long for
    dirt.
    """
    blank = ~(widened(found.shaded).any(axis=0) | rows.printed)
    window = np.ones(TRACE_ROWS)
    count = np.convolve(blank, window, mode="same")
    above = [np.convolve(lane * blank, window, mode="same") / np.maximum(count, 1) for lane in found.thin.above]
    chance = np.maximum(TRACE_INK, TRACE_NOISE * found.thin.noise / np.sqrt(np.maximum(count, 1) * ALIKE))
    for number, lane in enumerate(lanes):
        others = np.max([np.zeros(len(blank)), *above[:number], *above[number + 1 :]], axis=0)
        faint = np.where(count > TRACE_ROWS / 2, above[number] - others - chance, 0.0)
        if faint.max() > 0:
            where = lane.clock(lane.top + int(faint.argmax()) * STEP)
            yield f"Something faint is on the rail about {where}: look at it."

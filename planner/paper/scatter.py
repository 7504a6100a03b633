"""Guess against actual on logarithmic axes: a ring for each box, the exact line, the person's own line and range."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner.paper import text
from planner.paper.plan import SMALL, TINY, Drawing, centred
from planner.paper.shapes import HAIR, INK, RULE, SOFT, Outline, Rule
from planner.review.curve import CurvePoint
from planner.review.pairs import Pair

TICKS = (1, 2, 5, 10, 20, 30, 60, 120, 240, 480, 960)  # minutes
LEFT, FOOT = 8.0, 7.0  # room for the figures of the axes
RING, GRID = 1.2, 0.5  # how wide a ring is; rings that lie closer are one
MANY = 150  # boxes from which on rings are smaller, and further apart
SMALL_RING, WIDE_GRID = 0.8, 0.8
DASH = 1.1
NARROWEST = math.log(4)  # an axis shows at least a fourfold span


@dataclass(frozen=True, slots=True)
class Frame:
    """The square of the plot, and the minutes (in the log) at its edges: the same on both axes."""

    x: float
    y: float
    size: float
    low: float
    high: float

    def across(self, minutes: float) -> float:
        return self.x + self._share(minutes) * self.size

    def up(self, minutes: float) -> float:
        return self.y + (1 - self._share(minutes)) * self.size

    def _share(self, minutes: float) -> float:
        return (math.log(minutes) - self.low) / (self.high - self.low)

    def holds(self, minutes: float) -> bool:
        return -1e-9 <= self._share(minutes) <= 1 + 1e-9


def scatter(
    draw: Drawing, pairs: Sequence[Pair], curve: Sequence[CurvePoint | None], x: float, y: float, size: float
) -> None:
    """The whole plot in a square of `size`, its axes included. Not for no pairs."""
    frame = Frame(x + LEFT, y, size - LEFT, *_edges(pairs))
    _axes(draw, frame)
    _rings(draw, frame, pairs)
    _exact(draw, frame)
    for width, value in _LINES:
        _line(draw, frame, curve, value, width)
    outside = sum(not _fits(frame, pair) for pair in pairs)
    if outside:
        draw.say(frame.x, y + size - 0.6, f"{outside} outside", TINY, grey=SOFT)
    draw.say(frame.x + frame.size - text.width("guess, min", TINY), y + size - 0.6, "guess, min", TINY, grey=SOFT)
    draw.say(frame.x + 1, y + 2.4, "actual, min", TINY, grey=SOFT)


def _edges(pairs: Sequence[Pair]) -> tuple[float, float]:
    """Both axes hold every guess and every actual, with some air, but for what is off by more than 100 times."""
    middle = math.log(sorted(pair.estimate for pair in pairs)[len(pairs) // 2])
    logs = [math.log(minutes) for pair in pairs for minutes in (pair.estimate, pair.actual)]
    near = [value for value in logs if abs(value - middle) <= math.log(100)] or [middle]
    low, high = min(near) - 0.15, max(near) + 0.15
    air = max(0.0, NARROWEST - (high - low)) / 2
    return low - air, high + air


def _axes(draw: Drawing, frame: Frame) -> None:
    shown = [tick for tick in TICKS if frame.holds(tick)]
    foot, right = frame.y + frame.size, frame.x + frame.size
    for tick in shown:
        draw.add(Rule(frame.across(tick), frame.y, frame.across(tick), foot, HAIR, 0.75))
        draw.add(Rule(frame.x, frame.up(tick), right, frame.up(tick), HAIR, 0.75))
    draw.add(Rule(frame.x, foot, right, foot, HAIR, RULE), Rule(frame.x, frame.y, frame.x, foot, HAIR, RULE))
    for tick in shown:
        words = str(tick)
        draw.say(frame.across(tick) - text.width(words, SMALL) / 2, foot + 3.2, words, SMALL, grey=SOFT)
        draw.say_left_of(frame.x - 1.2, centred(frame.up(tick), SMALL), words, SMALL)


def _exact(draw: Drawing, frame: Frame) -> None:
    """Actual as guessed: dashed, from corner to corner."""
    count = int(frame.size / DASH)
    for number in range(0, count, 2):
        a, b = number * DASH, min(frame.size, (number + 1) * DASH)
        draw.add(Rule(frame.x + a, frame.y + frame.size - a, frame.x + b, frame.y + frame.size - b, HAIR, INK))


def _line(
    draw: Drawing,
    frame: Frame,
    curve: Sequence[CurvePoint | None],
    value: Callable[[CurvePoint], float],
    width: float,
) -> None:
    """From point to point; nothing across a gap, nor outside the square."""
    for one, other in pairwise(curve):
        if one is None or other is None:
            continue
        if all(frame.holds(minutes) for point in (one, other) for minutes in (point.estimate, value(point))):
            ends = (frame.across(one.estimate), frame.up(value(one)), frame.across(other.estimate))
            draw.add(Rule(*ends, frame.up(value(other)), width, INK))


_LINES: tuple[tuple[float, Callable[[CurvePoint], float]], ...] = (
    (0.4, lambda point: point.low),
    (0.4, lambda point: point.high),
    (1.1, lambda point: point.median),
)


def _fits(frame: Frame, pair: Pair) -> bool:
    return frame.holds(pair.estimate) and frame.holds(pair.actual)


def _rings(draw: Drawing, frame: Frame, pairs: Sequence[Pair]) -> None:
    ring, grid = (RING, GRID) if len(pairs) < MANY else (SMALL_RING, WIDE_GRID)
    shown = [pair for pair in pairs if _fits(frame, pair)]
    places = {(round(frame.across(pair.estimate) / grid), round(frame.up(pair.actual) / grid)) for pair in shown}
    for across, up in sorted(places):
        draw.add(Outline(across * grid - ring / 2, up * grid - ring / 2, ring, ring, ring / 2, HAIR, SOFT))

"""Where things lie on the timeline: page minutes to pixels and back, columns, lanes, hour marks, edges. No Qt.

Pixels are those of the whole page of paper, before it is scrolled.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from planner.domain.times import Frame
from planner.domain.values import BOX_MIN

HOUR = 72.0  # px at 100 %
ZOOMS = (50, 300)  # per cent
TOP = 12.0  # px of paper above the first hour
BOTTOM = 28.0
PAD = 28.0  # px of paper left and right of the columns
NARROW = 420.0  # px: below this the margins and the actual column give way
LABELS = 56.0  # px for the hour labels
ACTUAL = 112.0
GUTTER = 16.0  # px between plan and actual
GAP = 1.0  # px of paper above and below a box
LANE_GAP = 3.0
EDGE = 7.0  # px from an end of a box in which it is resized
GRIP_MIN = 18.0  # px: a box less high than this keeps more of itself for moving

Part = Literal["start", "body", "end"]


class Area(NamedTuple):
    """A rectangle in pixels of the page."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x < self.right and self.y <= y < self.bottom


@dataclass(frozen=True, slots=True)
class Geometry:
    """The ruler of one page at one width and zoom. `length` in page minutes, `zoom` in per cent (50–300).

    The hour lines run from `labels` to `right`, boxes lie from `plan_left` to `plan_right`, actuals from `actual_left`.
    """

    width: float
    length: int
    zoom: int = 100
    per_minute: float = field(init=False, compare=False)
    pad: float = field(init=False, compare=False)
    labels: float = field(init=False, compare=False)
    plan_left: float = field(init=False, compare=False)
    plan_right: float = field(init=False, compare=False)
    actual_left: float = field(init=False, compare=False)
    right: float = field(init=False, compare=False)

    def __post_init__(self) -> None:
        # Reckoned once: a frame of a drag asks for them hundreds of times.
        roomy = self.width >= NARROW
        pad = PAD if roomy else 8.0
        right = max(pad + LABELS + 80 + ACTUAL / 2, self.width - pad)
        actual_left = right - (ACTUAL if roomy else ACTUAL / 2)
        for name, value in (
            ("per_minute", HOUR * self.zoom / 6000),
            ("pad", pad),
            ("labels", pad + LABELS - 12),
            ("plan_left", pad + LABELS),
            ("plan_right", actual_left - GUTTER),
            ("actual_left", actual_left),
            ("right", right),
        ):
            object.__setattr__(self, name, value)

    @property
    def height(self) -> float:
        return TOP + self.length * self.per_minute + BOTTOM

    def y(self, minute: float) -> float:
        return TOP + minute * self.per_minute

    def minute(self, y: float) -> float:
        """The page minute at a height, not rounded, kept on the page."""
        return min(float(self.length), max(0.0, (y - TOP) / self.per_minute))

    def box(self, start: float, end: float, lane: int = 0, lanes: int = 1) -> Area:
        """The place of a box in the plan column; side by side with others when there are more lanes than one."""
        return self._span(self.plan_left, self.plan_right, start, end, lane, lanes)

    def actual(self, start: float, end: float, lane: int = 0, lanes: int = 1) -> Area:
        return self._span(self.actual_left, self.right, start, end, lane, lanes)

    def _span(self, left: float, right: float, start: float, end: float, lane: int, lanes: int) -> Area:
        scale = self.per_minute
        width = right - left
        top = TOP + start * scale + GAP
        height = max(3.0, (end - start) * scale - 2 * GAP)
        if lanes == 1:
            return Area(left, top, width, height)
        width = (width - LANE_GAP * (lanes - 1)) / lanes
        return Area(left + lane * (width + LANE_GAP), top, max(4.0, width), height)

    def in_plan(self, x: float) -> bool:
        return self.labels <= x < self.actual_left

    def zoomed(self, zoom: int) -> Geometry:
        low, high = ZOOMS
        return Geometry(self.width, self.length, min(high, max(low, zoom)))


def part_at(area: Area, y: float) -> Part:
    """The part of a box that a height takes hold of: an end to resize it, or the body to move it."""
    edge = EDGE if area.h >= GRIP_MIN else max(2.0, area.h / 4)
    if y < area.y + edge:
        return "start"
    return "end" if y >= area.bottom - edge else "body"


def snapped(minute: float, snap: int) -> int:
    """The nearest multiple of the snap, halves upwards."""
    return math.floor(minute / snap + 0.5) * snap


def lanes(spans: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """For each span (lane, number of lanes): those that overlap share the width, the others have it all."""
    if all(one[1] <= next_one[0] for one, next_one in pairwise(spans)):
        return [(0, 1)] * len(spans)  # the usual day
    placed: dict[int, tuple[int, int]] = {}
    cluster: list[int] = []
    ends: list[float] = []
    reach = -math.inf
    for index in sorted(range(len(spans)), key=lambda i: (spans[i][0], -spans[i][1], i)):
        start, end = spans[index]
        if start >= reach:
            _close(placed, cluster, len(ends))
            cluster, ends = [], []
        lane = next((n for n, taken in enumerate(ends) if taken <= start), len(ends))
        ends[lane : lane + 1] = [end]
        placed[index] = (lane, 0)
        cluster.append(index)
        reach = max(reach, end) if len(cluster) > 1 else end
    _close(placed, cluster, len(ends))
    return [placed[index] for index in range(len(spans))]


def _close(placed: dict[int, tuple[int, int]], cluster: Iterable[int], count: int) -> None:
    for index in cluster:
        placed[index] = (placed[index][0], count)


@dataclass(frozen=True, slots=True)
class Hour:
    """A full hour of the wall clock on the page; `again` when the clocks pass it for the second time."""

    minute: int
    label: str
    again: bool = False


@lru_cache(maxsize=64)
def hours(frame: Frame, clock24: bool = True) -> tuple[Hour, ...]:
    """The full hours of a page in order. A 23-hour page lacks one, a 25-hour page has one twice."""
    marks = []
    minute = -frame.at(0).minute % 60
    while minute <= frame.length:
        instant = frame.at(minute)
        if instant.minute == 0:
            marks.append(Hour(minute, clock_words(instant.hour, 0, clock24), instant.fold == 1))
        minute += 30  # some zones shift their clocks by half an hour
    return tuple(marks)


def clock_words(hour: int, minute: int, clock24: bool) -> str:
    """09:05, or 9:05 am; full hours of the 12-hour clock are short: 9 am."""
    if clock24:
        return f"{hour:02d}:{minute:02d}"
    half = "am" if hour < 12 else "pm"
    return f"{(hour - 1) % 12 + 1}{f':{minute:02d}' if minute else ''} {half}"


@lru_cache(maxsize=8192)
def time_words(frame: Frame, minute: int, clock24: bool = True) -> str:
    """A page minute in the words of the wall clock; cached, since a drag asks for the same ones again and again."""
    instant = frame.at(minute)
    return clock_words(instant.hour, instant.minute, clock24)


@lru_cache(maxsize=64)
def open_hours(frame: Frame, opens: int, closes: int) -> tuple[int, int]:
    """The page's hours in page minutes: what lies outside of them is drawn dimmer."""
    first = frame.floor_of_wall(opens)
    last = frame.floor_of_wall(closes)
    return first, last if last > first else frame.length


def clamped_start(start: int, minutes: int, length: int) -> int:
    """A start from which a box of this length stays on the page."""
    return max(0, min(start, length - max(BOX_MIN, minutes)))

"""The elastic time axis: page minutes to millimetres, so that no box is too low to write in.

Between the edges of boxes time is linear. Every box gets at least `BOX_SPAN`; what is left is shared out by length.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from planner.domain.times import Frame
from planner.domain.values import Box, Page

BOX_LOWEST = 5.0  # millimetres that an outlined box is high at least
BOX_GAP = 0.3  # between two boxes that touch
BOX_SPAN = BOX_LOWEST + BOX_GAP
TIGHTEST = 3.0 / 60  # millimetres a minute: tighter, and the rail could not be shaded
SHORTEST = 4 * 60  # minutes that an axis shows at least
HOUR = 60


@dataclass(frozen=True)
class Axis:
    """`minutes` and `ys` are the corners of the line that turns page minutes into millimetres."""

    minutes: tuple[int, ...]
    ys: tuple[float, ...]

    def y(self, minute: int) -> float:
        """Millimetres from the top of the paper; minutes off the axis stand at its ends."""
        minute = min(max(minute, self.minutes[0]), self.minutes[-1])
        index = min(bisect_right(self.minutes, minute), len(self.minutes) - 1)
        first, last = self.minutes[index - 1], self.minutes[index]
        share = (minute - first) / (last - first)
        return self.ys[index - 1] + share * (self.ys[index] - self.ys[index - 1])

    @cached_property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """Spans of page minutes over which the axis keeps one scale."""
        found: list[tuple[int, int]] = []
        scale = 0.0
        for index in range(1, len(self.minutes)):
            first, last = self.minutes[index - 1], self.minutes[index]
            mine = (self.ys[index] - self.ys[index - 1]) / (last - first)
            if found and abs(mine - scale) * (last - found[-1][0]) < 0.01:
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
                scale = mine
        return tuple(found)


def page_hours(page: Page) -> tuple[int, int]:
    """The page minutes that a sheet shows: the page's hours, stretched by whole hours to what is planned."""
    frame = page.frame
    first = frame.floor_of_wall(page.head.opens)
    last = frame.floor_of_wall(page.head.closes) or page.length
    planned = [b for b in page.boxes if 0 <= b.start < page.length]
    if first >= last:  # hours that lie across the day start, as of a person who works at night
        first, last = (planned[0].start, planned[0].end) if planned else (0, last)
    for box in planned:
        first, last = min(first, box.start), max(last, min(box.end, page.length))
    first, last = _hour_before(frame, first), _hour_after(frame, last, page.length)
    last = max(last, min(page.length, first + SHORTEST))
    return max(0, min(first, last - SHORTEST)), last


def _hour_before(frame: Frame, minute: int) -> int:
    return max(0, minute - frame.at(minute).minute)


def _hour_after(frame: Frame, minute: int, length: int) -> int:
    return min(length, minute + -frame.at(minute).minute % HOUR)


def shares(boxes: Sequence[Box], first: int, last: int, corners: Sequence[int] = ()) -> list[tuple[int, float]]:
    """The stretches between the edges of boxes: minutes, and the millimetres that they need at least."""
    edges = {first, last, *(c for c in corners if first < c < last)}
    for box in boxes:
        edges |= {min(max(edge, first), last) for edge in (box.start, box.end)}
    minutes = sorted(edges)
    found = []
    for begin, end in pairwise(minutes):
        over = [BOX_SPAN * (end - begin) / b.minutes for b in boxes if b.start <= begin and end <= b.end]
        found.append((end - begin, max(over, default=0.0)))
    return found


def need(boxes: Sequence[Box], first: int, last: int) -> float:
    """The millimetres that a span of the page needs at least."""
    return sum(max(lowest, minutes * TIGHTEST) for minutes, lowest in shares(boxes, first, last))


def elastic(
    boxes: Sequence[Box], first: int, last: int, top: float, bottom: float, corners: Sequence[int] = ()
) -> Axis:
    """The axis from `first` at `top` to `last` at `bottom`. It never overflows: with too many boxes all are lower.

    `corners` are minutes at which it may bend besides (where the clocks change).
    """
    parts = shares(boxes, first, last, corners)
    room = bottom - top
    heights = _shared_out(parts, room)
    minutes, ys = [first], [top]
    for (length, _), height in zip(parts, heights, strict=True):
        minutes.append(minutes[-1] + length)
        ys.append(ys[-1] + height)
    ys[-1] = bottom
    return Axis(tuple(minutes), tuple(ys))


def _shared_out(parts: Sequence[tuple[int, float]], room: float) -> list[float]:
    """Heights that fill the room: each by its length, but none below what it needs, nor tighter than can be read."""
    needs = [max(lowest, minutes * TIGHTEST) for minutes, lowest in parts]
    if sum(needs) >= room:
        return [room * part / sum(needs) for part in needs]
    held: set[int] = set()
    while True:
        free = sum(minutes for i, (minutes, _) in enumerate(parts) if i not in held)
        scale = (room - sum(needs[i] for i in held)) / free
        low = {i for i, (minutes, _) in enumerate(parts) if i not in held and minutes * scale < needs[i]}
        if not low:
            return [needs[i] if i in held else minutes * scale for i, (minutes, _) in enumerate(parts)]
        held |= low


def sheets_of(page: Page, rooms: tuple[float, float]) -> list[tuple[int, int, tuple[Box, ...]]]:
    """The spans of the page, one a sheet, each with its boxes. `rooms`: millimetres on the first sheet, on the others.

    One sheet unless the boxes would be lower than `BOX_LOWEST`; then cut where no box stands, as evenly as may be.
    """
    first, last = page_hours(page)
    boxes = tuple(b for b in page.boxes if b.start < last and b.end > first)
    total = need(boxes, first, last)
    if total <= rooms[0]:
        return [(first, last, boxes)]
    aim = total / (1 + -(-(total - rooms[0]) // rooms[1]))
    found: list[tuple[int, int, tuple[Box, ...]]] = []
    begin = first
    mine: list[Box] = []
    for group in clusters(boxes):
        room = rooms[1] if found else rooms[0]
        grown = need([*mine, *group], begin, max(b.end for b in group))
        if mine and (grown > room or need(mine, begin, max(b.end for b in mine)) >= aim):
            cut = _cut_before(page.frame, max(b.end for b in mine), group[0].start)
            found.append((begin, cut, tuple(mine)))
            begin, mine = cut, []
        mine += group
    return [*found, (begin, last, tuple(mine))]


def _cut_before(frame: Frame, earliest: int, latest: int) -> int:
    """A whole hour between two boxes, or the moment at which the later one starts."""
    return max(earliest, _hour_before(frame, latest))


def clusters(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes in groups that overlap one another (mostly of one); they stand side by side."""
    found: list[list[Box]] = []
    end = -1
    for box in sorted(boxes, key=lambda b: (b.start, -b.minutes, b.id)):
        if found and box.start < end:
            found[-1].append(box)
        else:
            found.append([box])
        end = max(end, box.end)
    return found


def side_by_side(group: Sequence[Box]) -> tuple[dict[str, int], int]:
    """For boxes that overlap: the column of each by id, and how many columns there are. Work keeps the first."""
    columns: list[list[Box]] = []
    column: dict[str, int] = {}
    for box in sorted(group, key=lambda b: b.kind == "event"):
        free = (i for i, taken in enumerate(columns) if all(b.end <= box.start or box.end <= b.start for b in taken))
        index = next(free, len(columns))
        if index == len(columns):
            columns.append([])
        columns[index].append(box)
        column[box.id] = index
    return column, len(columns)

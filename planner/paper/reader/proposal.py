"""What a sheet that was read proposes: each mark as a decision that a person may change, and how sure it is.

Pure and quick: no picture is looked at any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from planner.domain.filled import Decision, LineKind, Ticked, Worked, Written
from planner.domain.reading import wall_time
from planner.domain.values import Box, Page
from planner.paper.reader.values import SURE, IntervalRead, PageReading, Place, Rect, TickValue, places_of

DAYS = ("day", "spread", "blank")  # kinds of sheets that are of one day
UNTICKED = 45  # minutes of misfit that a box without a tick counts as
AGAIN = 25  # the same for a second run of one box
PASSED = 30  # the same for a ticked box without a run
RESTING = 30  # the same for a recharge: time that was worked is shaded
NEAR = 30  # minutes of misfit up to which a match is sure


@dataclass(frozen=True, slots=True)
class Item:
    """One mark: what it is decided to be, how sure the reader was, and where it stands on the sheet."""

    decision: Decision
    confidence: float
    place: Rect
    lane: int = 0

    @property
    def mark(self) -> str:
        return self.decision.mark

    @property
    def sure(self) -> bool:
        return self.confidence >= SURE


class Run(NamedTuple):
    """A shaded run in page minutes."""

    read: IntervalRead
    start: int
    end: int


def propose(reading: PageReading, page: Page) -> tuple[Item, ...]:
    """Everything on a sheet of `page`, by its place from the top."""
    if reading.printed is None or reading.printed.kind not in DAYS:
        return ()
    sheet = next((one for one in reading.printed.sheets if int(one["number"]) == reading.sheet), None)
    if sheet is None:
        return ()
    places = {place.id: place for place in places_of(sheet)}
    items = [*_ticks(reading, places), *_runs(reading, page), *_lines(reading, places)]
    return tuple(sorted(items, key=lambda one: (one.place.y, one.place.x)))


# Ticks


def _ticks(reading: PageReading, places: Mapping[str, Place]) -> Iterator[Item]:
    for read in reading.ticks:
        if places[read.mark].done and read.value != "cancelled":
            continue  # it was ticked when it was printed: nobody claims it anew
        decision = _ticked(read.mark, places[read.mark].means, read.value)
        if decision is not None:
            yield Item(decision, read.confidence, read.place)


def _ticked(mark: str, means: Mapping[str, Any], value: TickValue) -> Ticked | None:
    """None of a square before an empty line: it belongs to what is written there."""
    if "box" in means:
        return Ticked(mark, "box", str(means["box"]), value)
    if "entry" in means:
        return Ticked(mark, "entry", str(means["entry"]), value)
    if "meditation" in means:
        return Ticked(mark, "meditation", str(means["meditation"]), value)
    return Ticked(mark, "feeling", str(means["feeling"]), value) if "feeling" in means else None


# Shaded runs


def _runs(reading: PageReading, page: Page) -> Iterator[Item]:
    runs = [run for read in reading.intervals if (run := _run(page, read)) is not None]
    runs.sort(key=lambda run: (run.start, run.end))
    named = {read.mark.removeprefix("box-"): read.value for read in reading.ticks if read.mark.startswith("box-")}
    ticked = {box_id for box_id, value in named.items() if value == "ticked"}
    gone = any(page.box(box_id) is None for box_id in named)  # a run may be of a box that is there no more
    boxes = [box for box in page.boxes if box.entry is not None or box.kind == "recharge"]
    numbers: dict[int, int] = {}
    for run, (box, misfit) in zip(runs, matched(runs, boxes, ticked), strict=True):
        lane = run.read.lane
        numbers[lane] = numbers.get(lane, 0) + 1
        work = Worked(f"run-{lane}-{numbers[lane]}", run.start, run.end, box.id if box else None)
        sure = box is not None and misfit <= (NEAR if gone else NEAR + UNTICKED)
        yield Item(work, run.read.confidence if sure else min(run.read.confidence, 0.6), run.read.place, lane)


def _run(page: Page, read: IntervalRead) -> Run | None:
    walls = [wall_time(words) for words in (read.start, read.end)]
    start, end = (page.frame.of_wall(wall) if wall is not None else None for wall in walls)
    if start is None or end is None:
        return None
    return Run(read, start, end if end > start else page.length)


def matched(runs: Sequence[Run], boxes: Sequence[Box], ticked: set[str]) -> list[tuple[Box | None, float]]:
    """For each run the box that it filled, in the order of both, and how badly the two fit (minutes).

    The best way through: a box may have several runs, a run has one box.
    """
    if not boxes:
        return [(None, 0.0) for _ in runs]
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * len(boxes)
    for number, run in enumerate(runs):
        found: list[tuple[float, tuple[int, ...]]] = []
        for at, box in enumerate(boxes):
            ways = [_way(boxes, ticked, best[before], before, at, first=number == 0) for before in range(at + 1)]
            cost, path = min(ways, key=lambda way: way[0])
            found.append((cost + _misfit(run, box, ticked), (*path, at)))
        best = found
    path = min(best, key=lambda way: way[0])[1]
    return [(boxes[at], _misfit(run, boxes[at], ticked)) for run, at in zip(runs, path, strict=True)]


def _way(
    boxes: Sequence[Box], ticked: set[str], way: tuple[float, tuple[int, ...]], before: int, at: int, *, first: bool
) -> tuple[float, tuple[int, ...]]:
    """A way that stood at one box goes on to another."""
    if first:
        return sum(PASSED for box in boxes[:at] if box.id in ticked), ()
    if before == at:
        return way[0] + AGAIN, way[1]
    return way[0] + sum(PASSED for box in boxes[before + 1 : at] if box.id in ticked), way[1]


def _misfit(run: Run, box: Box, ticked: set[str]) -> float:
    """Minutes between the two middles, and half of what one is longer than the other."""
    middles = abs((run.start + run.end) - (box.start + box.end)) / 2
    longer = abs((run.end - run.start) - box.minutes) / 2
    return middles + longer + (0 if box.id in ticked else UNTICKED) + (RESTING if box.kind == "recharge" else 0)


# Written lines


def _lines(reading: PageReading, places: Mapping[str, Place]) -> Iterator[Item]:
    ticks = {read.mark: read.value for read in reading.ticks}
    for read in reading.lines:
        kind, of = _line_kind(places[read.mark].means)
        ticked = ticks.get(read.mark.removesuffix("-line")) == "ticked"
        if kind is not None and (read.written or read.confidence < SURE):
            yield Item(Written(read.mark, kind, of, "", ticked), read.confidence, read.place)


def _line_kind(means: Mapping[str, Any]) -> tuple[LineKind | None, str]:
    if means.get("write") == "actual":
        return ("actual", str(means["entry"])) if "entry" in means else (None, "")
    if "priority" in means:
        return "priority", str(means["priority"])
    if "new" in means:
        return ("unplanned" if means["new"] == "unplanned" else "bonus"), ""
    if means.get("write") == "notes":
        return "note", ""
    return ("bonus", "") if "hour" in means else (None, "")

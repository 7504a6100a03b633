"""What a sheet that was read proposes: each mark as a decision that a person may change, and how sure it is.

Pure and quick: no picture is looked at any more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from planner.domain.filled import Decision, LineKind, Ticked, Worked, Written
from planner.domain.reading import wall_time
from planner.domain.values import Page
from planner.paper.reader.matching import Match, matched
from planner.paper.reader.values import SURE, IntervalRead, PageReading, Place, Rect, TickValue, places_of

DAYS = ("day", "spread", "blank")  # kinds of sheets that are of one day
WEEK = "week"  # the kind whose squares are of seven
LIKELY = 0.8  # the chance from which on a run is given to its likeliest box unasked
# Nats of misfit up to which a match is sure, and that where the run may be of a box that the sheet did not show.
MISFIT, STRICT = 12.0, 5.0


@dataclass(frozen=True, slots=True)
class Item:
    """One mark: what it is decided to be, how sure the reader was, and where it stands on the sheet. `fits` says of a
    shaded run whether its box is the only likely one: what the paper shows is one thing, whose time it was another.
    """

    decision: Decision
    confidence: float
    place: Rect
    lane: int = 0
    fits: bool = True

    @property
    def mark(self) -> str:
        return self.decision.mark

    @property
    def sure(self) -> bool:
        return self.confidence >= SURE and self.fits


class Run(NamedTuple):
    """A shaded run in page minutes."""

    read: IntervalRead
    start: int
    end: int

    @property
    def lane(self) -> int:
        return self.read.lane


def days_of(reading: PageReading) -> tuple[dt.date, ...]:
    """The days whose pages a sheet is taken home to, that of its print first; none of one that is only looked at."""
    if reading.printed is None or reading.printed.kind not in (*DAYS, WEEK):
        return ()
    days = {str(place.means["day"]) for place in _places(reading).values() if "day" in place.means}
    more = {dt.date.fromisoformat(day) for day in days if reading.printed.kind == WEEK} - {reading.printed.page}
    return (reading.printed.page, *sorted(more))


def propose(reading: PageReading, page: Page) -> tuple[Item, ...]:
    """Everything on a sheet by its place from the top, of a week day by day; `page` is that of its print."""
    if reading.printed is None or reading.printed.kind not in (*DAYS, WEEK):
        return ()
    places = _places(reading)
    items = [*_ticks(reading, places)]
    if reading.printed.kind in DAYS:
        items += [*_runs(reading, page, places), *_lines(reading, places)]
    days = {mark: str(place.means.get("day", "")) for mark, place in places.items()}
    return tuple(sorted(items, key=lambda one: (days.get(one.mark, ""), one.place.y, one.place.x)))


def _places(reading: PageReading) -> dict[str, Place]:
    """The places of the sheet that was read."""
    sheets = reading.printed.sheets if reading.printed is not None else ()
    sheet = next((one for one in sheets if int(one["number"]) == reading.sheet), None)
    return {place.id: place for place in places_of(sheet)} if sheet is not None else {}


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


def _runs(reading: PageReading, page: Page, places: Mapping[str, Place]) -> Iterator[Item]:
    runs = [run for read in reading.intervals if (run := _run(page, read)) is not None]
    runs.sort(key=lambda run: (run.start, run.end))
    ticked = {read.mark.removeprefix("box-") for read in reading.ticks if read.value == "ticked"}
    printed = {str(place.means["box"]) for place in places.values() if "box" in place.means}
    boxes = [box for box in page.boxes if box.id in printed or not printed]
    most = STRICT if len(boxes) < len(printed) or not printed else MISFIT  # a run may be of no box that is there
    matches: list[Match | None] = [*matched(runs, boxes, ticked)] or [None] * len(runs)
    numbers: dict[int, int] = {}
    for run, match in zip(runs, matches, strict=True):
        lane = run.read.lane
        numbers[lane] = numbers.get(lane, 0) + 1
        work = Worked(f"run-{lane}-{numbers[lane]}", run.start, run.end, match.box.id if match else None)
        fits = match.chance >= LIKELY and match.misfit <= most if match is not None else not printed
        yield Item(work, run.read.confidence, run.read.place, lane, fits)


def _run(page: Page, read: IntervalRead) -> Run | None:
    walls = [wall_time(words) for words in (read.start, read.end)]
    start, end = (page.frame.of_wall(wall) if wall is not None else None for wall in walls)
    if start is None or end is None:
        return None
    return Run(read, start, end if end > start else page.length)


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

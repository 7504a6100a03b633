"""What the reader is given and what it gives: frozen values, without a picture in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

TickValue = Literal["empty", "ticked", "cancelled"]

SURE = 0.9  # the least confidence that is accepted without a question


class Rect(NamedTuple):
    """A place on the sheet, in millimetres from its top left."""

    x: float
    y: float
    w: float
    h: float

    def grown(self, by: float) -> Rect:
        return Rect(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)


@dataclass(frozen=True, slots=True)
class Printed:
    """A print as it is remembered; `sheets` are as `planner prints` shows them."""

    id: str
    page: dt.date
    kind: str
    sheets: tuple[Mapping[str, Any], ...]


Find = Callable[[str], Printed | None]


@dataclass(frozen=True, slots=True)
class Place:
    """One mark of a printed sheet. A rail also has `begins` and `ends`, as HH:MM of wall time; a square that is `done`
    was ticked when it was printed.
    """

    id: str
    role: str
    means: Mapping[str, Any]
    rect: Rect
    begins: str = ""
    ends: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class TickRead:
    """A place to tick. `ink` is the share of it that is inked, `place` where it was found on the sheet."""

    mark: str
    value: TickValue
    confidence: float
    place: Rect
    ink: float = 0.0


@dataclass(frozen=True, slots=True)
class IntervalRead:
    """One shaded run of the rail: HH:MM of wall time, to the minute."""

    lane: int
    start: str
    end: str
    confidence: float
    place: Rect


@dataclass(frozen=True, slots=True)
class LineRead:
    """A line to write on, and whether anything stands on it."""

    mark: str
    written: bool
    confidence: float
    place: Rect


@dataclass(frozen=True, slots=True)
class PageReading:
    """One sheet found in a picture. `print_id` is "" where no code could be read; `problems` say in words what stands
    in the way, of the photo and of the marks. A sheet that could not be read at all has no marks; `by_hand` says that
    it could be, once a person has told which day it is.
    """

    print_id: str
    sheet: int
    printed: Printed | None = None
    ticks: tuple[TickRead, ...] = ()
    intervals: tuple[IntervalRead, ...] = ()
    lines: tuple[LineRead, ...] = ()
    problems: tuple[str, ...] = ()
    by_hand: bool = False
    picture: Any = field(default=None, compare=False, repr=False)  # the rectified sheet, BGR, SCALE pixels a millimetre

    @property
    def sure(self) -> bool:
        """Whether it may be accepted without a question."""
        read = [one.confidence for part in (self.ticks, self.intervals, self.lines) for one in part]
        return bool(read) and not self.problems and min(read) >= SURE


def places_of(sheet: Mapping[str, Any]) -> tuple[Place, ...]:
    """The marks of a sheet as it is remembered."""
    return tuple(
        Place(
            mark["id"], mark["role"], mark["means"], Rect(*(float(mark[key]) for key in ("x", "y", "w", "h"))),
            mark.get("from", ""), mark.get("to", ""), bool(mark.get("done")),
        )
        for mark in sheet["marks"]
    )  # fmt: skip

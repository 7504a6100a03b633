"""The rail of a sheet as it was printed: its lanes, their ticks, and the wall time of every height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from planner.paper.reader.values import Place

DAY = 24 * 60
QUARTER, HOUR = 15, 60


class Tick(NamedTuple):
    """A printed line across the rail."""

    y: float
    hour: bool


class Piece(NamedTuple):
    """A stretch of a lane over which time runs evenly: from `begins` to `ends`, minutes after midnight, unbroken."""

    mark: str
    top: float
    bottom: float
    begins: int
    ends: int

    def minute(self, y: float) -> float:
        return self.begins + (y - self.top) / (self.bottom - self.top) * (self.ends - self.begins)

    def y(self, minute: float) -> float:
        return self.top + (minute - self.begins) / (self.ends - self.begins) * (self.bottom - self.top)


@dataclass(frozen=True)
class Lane:
    """One lane: its edges in millimetres, and its pieces from the top down."""

    number: int
    left: float
    right: float
    pieces: tuple[Piece, ...]

    @property
    def top(self) -> float:
        return self.pieces[0].top

    @property
    def bottom(self) -> float:
        return self.pieces[-1].bottom

    @cached_property
    def ticks(self) -> tuple[Tick, ...]:
        """Every quarter of the clock that is printed; both ends stand as hours do."""
        found = {round(self.top, 3): True, round(self.bottom, 3): True}
        for piece in self.pieces:
            for minute in range(-(-piece.begins // QUARTER) * QUARTER, piece.ends + 1, QUARTER):
                found.setdefault(round(piece.y(minute), 3), minute % HOUR == 0)
        return tuple(Tick(y, hour) for y, hour in sorted(found.items()))

    def minute(self, y: float) -> float:
        """The wall time of a height, in minutes after some midnight."""
        piece = self.piece(y)
        return piece.minute(min(max(y, piece.top), piece.bottom))

    def clock(self, y: float) -> str:
        """The wall time of a height, to the minute."""
        minute = round(self.minute(y)) % DAY
        return f"{minute // 60:02d}:{minute % 60:02d}"

    def piece(self, y: float) -> Piece:
        return next((piece for piece in self.pieces if y < piece.bottom), self.pieces[-1])

    def minutes_a_millimetre(self, y: float) -> float:
        piece = self.piece(y)
        return (piece.ends - piece.begins) / (piece.bottom - piece.top)


def lanes_of(places: Sequence[Place]) -> tuple[Lane, ...]:
    """The lanes of a sheet, from left to right."""
    found: dict[int, list[Place]] = {}
    for place in places:
        if place.role == "rail":
            found.setdefault(int(place.means["lane"]), []).append(place)
    lanes = (_lane(number, sorted(mine, key=lambda one: one.rect.y)) for number, mine in found.items())
    return tuple(sorted(lanes, key=lambda lane: lane.left))


def _lane(number: int, mine: Sequence[Place]) -> Lane:
    rect = mine[0].rect
    return Lane(number, rect.x, rect.x + rect.w, tuple(_piece(place) for place in mine))


def _piece(place: Place) -> Piece:
    begins, ends = (_minutes(words) for words in (place.begins, place.ends))
    return Piece(place.id, place.rect.y, place.rect.y + place.rect.h, begins, ends + (DAY if ends <= begins else 0))


def _minutes(words: str) -> int:
    hours, minutes = words.split(":")
    return int(hours) * HOUR + int(minutes)

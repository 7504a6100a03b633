"""What a sheet is made of: frozen shapes to draw, and marks to find again. All in millimetres from the top left.

Line widths and type sizes are in points, as printers count them. `grey` runs from 0.0 (black) to 1.0 (white); a `tint`
is what the colour of a shape means, for sheets that are not of one ink.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from planner.domain.print_choice import Ground

Role = Literal["tick", "rail", "line", "feeling", "marker", "code"]
Face = Literal["regular", "medium", "bold", "serif"]
Tint = Literal["", "priority", "work", "recharge"]

INK = 0.0
SOFT = 0.2  # dark enough for a printer that knows only black and white
RULE = 0.35
DOT = 0.65
PITCH = 5.0  # from dot to dot
DOT_SIZE = 0.3
HAIR = 0.3  # points
LINE = 0.4  # points


@dataclass(frozen=True, slots=True)
class Text:
    """One line of type; `x`, `y` is where its baseline starts. `tracking` is extra space a letter, in points."""

    x: float
    y: float
    words: str
    size: float
    face: Face = "regular"
    grey: float = INK
    tracking: float = 0.0
    tint: Tint = ""

    def scaled(self, factor: float) -> Text:
        size, tracking = self.size * factor, self.tracking * factor
        return Text(self.x * factor, self.y * factor, self.words, size, self.face, self.grey, tracking, self.tint)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = HAIR
    grey: float = RULE
    tint: Tint = ""

    def scaled(self, factor: float) -> Rule:
        x1, y1, x2, y2 = (each * factor for each in (self.x1, self.y1, self.x2, self.y2))
        return Rule(x1, y1, x2, y2, self.width, self.grey, self.tint)


@dataclass(frozen=True, slots=True)
class Outline:
    """A rectangle that is not filled; its line runs along the middle of the edge. `radius` rounds the corners."""

    x: float
    y: float
    w: float
    h: float
    radius: float = 0.0
    width: float = LINE
    grey: float = INK
    dashed: bool = False
    tint: Tint = ""

    def scaled(self, factor: float) -> Outline:
        return replace(self, **_scaled(self, factor), radius=self.radius * factor)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A square of dark and light modules, row by row from the top; "1" is dark."""

    x: float
    y: float
    size: float
    rows: tuple[str, ...]

    def scaled(self, factor: float) -> Pattern:
        return replace(self, x=self.x * factor, y=self.y * factor, size=self.size * factor)


@dataclass(frozen=True, slots=True)
class Dots:
    """A ground to write on, with points `pitch` apart; the first one lies at `x`, `y`. `size` is that of a dot.

    Lines run through the points of a row and on both sides `overhang` beyond, a grid through columns too; they are
    `width` points wide.
    """

    x: float
    y: float
    columns: int
    rows: int
    ground: Ground = "dots"
    size: float = DOT_SIZE
    width: float = HAIR
    pitch: float = PITCH
    overhang: float = 0.0

    def scaled(self, factor: float) -> Dots:
        lengths = ("x", "y", "size", "pitch", "overhang")
        return replace(self, **{name: getattr(self, name) * factor for name in lengths})


@dataclass(frozen=True, slots=True)
class Link:
    """A place that leads to another sheet, named by `Sheet.name`. Nothing is drawn."""

    x: float
    y: float
    w: float
    h: float
    target: str

    def scaled(self, factor: float) -> Link:
        return replace(self, **_scaled(self, factor))


Shape = Text | Rule | Outline | Pattern | Dots | Link


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that a reader looks at. `means` says of what; a rail also has `begins` and `ends` as HH:MM of wall time.
    One that is `done` was ticked when it was printed.

    A rail is linear from `begins` at its top to `ends` at its foot: where the elastic axis changes its scale, another
    rail of the same lane begins.
    """

    id: str
    role: Role
    means: Mapping[str, str | int]
    x: float
    y: float
    w: float
    h: float
    begins: str = ""
    ends: str = ""
    done: bool = False

    def scaled(self, factor: float) -> Mark:
        return replace(self, **_scaled(self, factor))

    def as_json(self) -> dict[str, Any]:
        """The mark as the command line prints it."""
        place = {key: round(getattr(self, key), 3) for key in ("x", "y", "w", "h")}
        times = {"from": self.begins, "to": self.ends} if self.role == "rail" else {}
        done = {"done": True} if self.done else {}
        return {"id": self.id, "role": self.role, "means": dict(self.means), **place, **times, **done}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of paper. `name` is stable for a page: links lead to it. `missing` are words that no font can draw."""

    width: float
    height: float
    name: str
    title: str
    number: int
    shapes: tuple[Shape, ...]
    marks: tuple[Mark, ...]
    missing: tuple[str, ...] = ()

    def scaled(self, factor: float) -> Sheet:
        """The whole sheet larger or smaller, for a screen that is not as large as the page it was laid out on."""
        if factor == 1.0:
            return self
        return replace(
            self,
            width=self.width * factor,
            height=self.height * factor,
            shapes=tuple(shape.scaled(factor) for shape in self.shapes),
            marks=tuple(mark.scaled(factor) for mark in self.marks),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "width": round(self.width, 3),
            "height": round(self.height, 3),
            "name": self.name,
            "marks": [mark.as_json() for mark in self.marks],
        }


def _scaled(thing: Outline | Link | Mark, factor: float) -> dict[str, Any]:
    return {name: getattr(thing, name) * factor for name in ("x", "y", "w", "h")}

"""What a sheet is made of: frozen shapes to draw, and marks to find again. All in millimetres from the top left.

Line widths and type sizes are in points, as printers count them. `grey` runs from 0.0 (black) to 1.0 (white).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Role = Literal["tick", "rail", "line", "feeling", "marker", "code"]
Face = Literal["regular", "medium", "bold", "serif"]

INK = 0.0
SOFT = 0.2  # dark enough for a printer that knows only black and white
RULE = 0.35
DOT = 0.65
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


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = HAIR
    grey: float = RULE


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


@dataclass(frozen=True, slots=True)
class Pattern:
    """A square of dark and light modules, row by row from the top; "1" is dark."""

    x: float
    y: float
    size: float
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dots:
    """A grid of dots, 5 mm apart; the first one lies at `x`, `y`."""

    x: float
    y: float
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Link:
    """A place that leads to another sheet, named by `Sheet.name`. Nothing is drawn."""

    x: float
    y: float
    w: float
    h: float
    target: str


Shape = Text | Rule | Outline | Pattern | Dots | Link


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that a reader looks at. `means` says of what; a rail also has `begins` and `ends` as HH:MM of wall time.

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

    def as_json(self) -> dict[str, Any]:
        """The mark as the command line prints it."""
        place = {key: round(getattr(self, key), 3) for key in ("x", "y", "w", "h")}
        times = {"from": self.begins, "to": self.ends} if self.role == "rail" else {}
        return {"id": self.id, "role": self.role, "means": dict(self.means), **place, **times}


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

    def as_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "width": self.width,
            "height": self.height,
            "marks": [mark.as_json() for mark in self.marks],
        }

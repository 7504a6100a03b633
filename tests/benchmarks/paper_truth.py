"""What is true of a filled-in sheet, and the places that it is measured at: those that the print remembers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from planner.paper.shapes import Mark, Rule, Sheet

DAY = 1440


@dataclass(frozen=True, slots=True)
class Worked:
    """A shaded interval: minutes after the midnight before the sheet begins, measured on the ink. `box` may be ""."""

    lane: int
    start: float
    end: float
    shape: str
    box: str = ""


@dataclass(slots=True)
class Truth:
    """What a sheet says: the value of each square, the shaded intervals in their order, which lines are written on.

    `shapes` tells of each square how it was made: the name of a shape, "stray", "printed" or ""; `begins` is the
    minute at which the rail begins, after midnight.
    """

    ticks: dict[str, str] = field(default_factory=dict)
    shapes: dict[str, str] = field(default_factory=dict)
    intervals: list[Worked] = field(default_factory=list)
    lines: dict[str, bool] = field(default_factory=dict)
    begins: int = 0


class Rail:
    """The rail of a sheet as its marks tell it: millimetres to minutes, and back."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        mine = sorted((m for m in marks if m.role == "rail" and m.means["lane"] == 1), key=lambda m: m.y)
        self.lanes = {int(m.means["lane"]): (m.x, m.w) for m in marks if m.role == "rail"}
        minutes = [minutes_of(mine[0].begins)] if mine else []
        for mark in mine:
            minutes.append(minutes[-1] + (minutes_of(mark.ends) - minutes_of(mark.begins)) % DAY)
        self.minutes = minutes
        self.ys = [m.y for m in mine] + [m.y + m.h for m in mine[-1:]]

    def y(self, minute: float) -> float:
        return float(np.interp(minute, self.minutes, self.ys))

    def minute(self, y: float) -> float:
        return float(np.interp(y, self.ys, self.minutes))


def minutes_of(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def printed_done(sheet: Sheet, mark: Mark) -> bool:
    """Whether the square was printed with the journal's cross in it: it was done before it was printed."""
    inside = [
        s for s in sheet.shapes
        if isinstance(s, Rule) and mark.x < s.x1 < mark.x + mark.w and mark.x < s.x2 < mark.x + mark.w
        and mark.y < s.y1 < mark.y + mark.h and mark.y < s.y2 < mark.y + mark.h
    ]  # fmt: skip
    return len(inside) == 2

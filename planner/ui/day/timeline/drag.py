"""A drag as data: what was taken hold of, where it is now, and which operation it stands for. No Qt.

Nothing is written while it lasts. `outcome` asks the same function that the release will ask, so what is drawn is
what will happen.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, replace
from typing import Literal

from planner.domain import arrange
from planner.domain.edits import Edit, Outcome, edit_between, with_entry
from planner.domain.values import BOX_MIN, DEFAULT_MINUTES, Box, Entry, Page, new_id
from planner.ui.day.timeline.geometry import Part, clamped_start, snapped

THRESHOLD = 4.0  # px before a press becomes a drag
DRAWN = "New box"  # what a box is called before its title is written

Kind = Literal["move", "start", "end", "draw", "entry"]


@dataclass(frozen=True, slots=True)
class Drag:
    """One drag. `grab` is the page minute of the press, `minute` that of the pointer, both unrounded.

    `fine` (Alt) snaps to single minutes; `swapping` (Shift) exchanges the order with the box under the pointer.
    `new` and `entry` are ids: of the box that a drop would make, of the line that it is for.
    """

    kind: Kind
    page: Page
    grab: float
    minute: float
    snap: int = 5
    box: Box | None = None
    entry: str = ""
    new: str = ""
    began: bool = False
    fine: bool = False
    swapping: bool = False
    press: tuple[float, float] = (0.0, 0.0)

    @property
    def step(self) -> int:
        return 1 if self.fine else self.snap

    @property
    def subject(self) -> str:
        """Id of the box that is dragged or would be made."""
        return self.box.id if self.box else self.new

    def moved(self, x: float, y: float, minute: float, *, fine: bool = False, swapping: bool = False) -> Drag:
        """The drag with the pointer elsewhere; it begins once the pointer has left the threshold."""
        far = math.hypot(x - self.press[0], y - self.press[1]) >= THRESHOLD
        return replace(self, minute=minute, fine=fine, swapping=swapping, began=self.began or far)

    def span(self) -> tuple[int, int]:
        """Start and end that the pointer asks for, in page minutes."""
        if self.kind == "draw":
            return self._drawn()
        if self.kind == "entry":
            start = clamped_start(snapped(self.minute, self.step), self.length, self.page.length)
            return start, start + self.length
        assert self.box is not None, "only a box can be moved or resized"
        if self.kind == "move":
            return self._shifted(self.box)
        return self._resized(self.box)

    @property
    def length(self) -> int:
        """Minutes of a line's box: what of it waits for one, else its estimate, else the usual."""
        entry = self.page.entry(self.entry)
        return (entry.unplaced or entry.estimate or DEFAULT_MINUTES) if entry else DEFAULT_MINUTES

    def _drawn(self) -> tuple[int, int]:
        low, high = sorted((self.grab, self.minute))
        start = clamped_start(math.floor(low / self.step) * self.step, BOX_MIN, self.page.length)
        end = min(self.page.length, math.ceil(high / self.step) * self.step)
        return start, max(end, start + BOX_MIN)

    def _shifted(self, box: Box) -> tuple[int, int]:
        distance = self.minute - self.grab
        if abs(distance) < self.step / 2:
            return box.start, box.end
        start = clamped_start(snapped(box.start + distance, self.step), box.minutes, self.page.length)
        return start, start + box.minutes

    def _resized(self, box: Box) -> tuple[int, int]:
        distance = self.minute - self.grab
        if abs(distance) < self.step / 2:
            return box.start, box.end
        if self.kind == "start":
            return max(0, min(snapped(box.start + distance, self.step), box.end - BOX_MIN)), box.end
        return box.start, min(self.page.length, max(snapped(box.end + distance, self.step), box.start + BOX_MIN))

    def other(self) -> Box | None:
        """The box under the pointer that a swap would exchange with the dragged one."""
        if not self.swapping or self.kind != "move":
            return None
        under = (b for b in self.page.boxes if b.start <= self.minute < b.end and b.id != self.subject)
        return next((b for b in under if b.kind != "event"), None)

    def question(self) -> tuple[object, ...]:
        """What the outcome depends on: two drags with the same question need not be asked twice."""
        other = self.other()
        return (self.kind, self.subject, self.span(), other.id if other else None)

    def outcome(self, now: dt.datetime) -> Outcome:
        """What a release here would do."""
        start, end = self.span()
        other = self.other()
        if self.kind == "entry":
            return arrange.place(self.page, self.entry, start, end - start, now=now, snap=self.step, new=self.new)
        if self.kind == "draw":
            return drawn(self.page, start, end, now=now, snap=self.step, entry=self.entry, new=self.new)
        assert self.box is not None, "only a box can be moved or resized"
        if other is not None:
            return arrange.swap(self.page, self.box.id, other.id, now=now)
        if self.kind == "move":
            return arrange.move(self.page, self.box.id, start, now=now, snap=self.step)
        return arrange.resize(self.page, self.box.id, start, end, now=now, snap=self.step)


def take_box(page: Page, box: Box, part: Part, minute: float, press: tuple[float, float], snap: int) -> Drag:
    """Take hold of a box at its body or at one of its ends."""
    kind: Kind = "move" if part == "body" else part
    return Drag(kind, page, minute, minute, snap, box=box, press=press)


def take_paper(page: Page, minute: float, press: tuple[float, float], snap: int) -> Drag:
    """Begin to draw a box on empty time."""
    return Drag("draw", page, minute, minute, snap, entry=new_id(), new=new_id(), press=press)


def take_entry(page: Page, entry_id: str, minute: float, snap: int) -> Drag:
    """A line of the log comes in over the timeline: it has begun already."""
    return Drag("entry", page, minute, minute, snap, entry=entry_id, new=new_id(), began=True)


def take_line(page: Page, entry_id: str, box_id: str) -> Drag:
    """A line that is being written comes in: its words say where its box would be, and no pointer does."""
    return Drag("entry", page, 0.0, 0.0, entry=entry_id, new=box_id, began=True)


def drawn(page: Page, start: int, end: int, *, now: dt.datetime, snap: int, entry: str, new: str) -> Outcome:
    """What drawing a box would do, before its title is written: a nameless task with a box."""
    minutes = end - start
    line = Entry(entry, page.date, DRAWN, position=_next_position(page), estimate=minutes, unplaced=minutes)
    with_line = with_entry(page, line)
    placed = arrange.place(with_line, entry, start, minutes, now=now, snap=snap, new=new)
    if not isinstance(placed, Edit):
        return placed
    return edit_between(page, placed.applied(with_line), placed.label, placed.consequences)


def _next_position(page: Page) -> int:
    return max((entry.position for entry in page.entries), default=-1) + 1

"""What can be done to the box that is chosen on the timeline: each asks the domain and hands the answer to `do`.

What the first page does not need of the domain (the entry line's patterns) is imported where it is used.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.domain import arrange
from planner.domain.edits import Edit, Outcome, Refused, edit_between, with_boxes
from planner.domain.labels import label
from planner.domain.times import words_of
from planner.domain.values import Box, Page, new_id

if TYPE_CHECKING:
    from planner.domain.entry_line import EntryLine
    from planner.workspace import Workspace

NOTHING_CHOSEN = Refused("No box is chosen: choose one with the arrow keys or the mouse.")


def written(
    page: Page, line: EntryLine, start: int, end: int, *, now: dt.datetime, snap: int, entry: str, new: str
) -> Outcome:
    """A line written into a box that was drawn: the entry and its box in one Edit. The box is as drawn."""
    from planner.domain import entries

    plain = replace(line, start=None, minutes=None, date=None, estimate=line.estimate or end - start)
    if line.kind != "task":
        plain = replace(plain, estimate=None)
    added = entries.add(page, plain, now=now, new=entry, new_box=new)
    if not isinstance(added, Edit) or line.kind == "note":
        return added
    after, place = added.applied(page), line.place or ""
    if line.kind == "event":
        placed = arrange.place_event(after, entry, start, end - start, now=now, new=new, place=place)
    else:
        placed = arrange.place(after, entry, start, end - start, now=now, snap=snap, new=new, place=place)
    if not isinstance(placed, Edit):
        return placed
    return edit_between(page, placed.applied(after), added.label, (*added.consequences, *placed.consequences))


def titled(page: Page, box: Box, line: EntryLine, now: dt.datetime) -> Outcome:
    """Other words on a box: its task's line, or its own where it has none. The line was read as `boxed`."""
    from planner.domain import entries

    if box.entry is not None:
        return entries.edit_text(page, box.entry, line, now=now)
    if line.problem:
        return Refused(line.problem)
    anew = replace(box, title=line.title, place=line.place or box.place)
    own = tuple(anew if b.id == box.id else b for b in page.boxes)
    return edit_between(page, with_boxes(page, own), label("Edit", line.title))


class Deeds:
    """The part of the timeline that acts on the chosen box. The view brings the page, the choice and `do`."""

    workspace: Workspace
    page: Page | None
    chosen_id: str | None
    do: Callable[[Outcome], Outcome]

    def chosen_box(self) -> Box | None:
        return self.page.box(self.chosen_id) if self.page and self.chosen_id else None

    def _ask(self, question: Callable[[Page, Box], Outcome]) -> Outcome:
        box = self.chosen_box()
        if self.page is None or box is None:
            return self.do(NOTHING_CHOSEN)
        return self.do(question(self.page, box))

    @property
    def _now(self) -> dt.datetime:
        return self.workspace.now()

    @property
    def snap(self) -> int:
        """Minutes between the lines that boxes snap to."""
        return self.workspace.settings.snap

    def pin_selected(self) -> Outcome:
        """Pin the chosen box, or let it go."""
        return self._ask(lambda page, box: arrange.pin(page, box.id, not box.pinned))

    def split_selected(self, at: int | None = None) -> Outcome:
        """Split at a page minute; without one at now, if that lies within the box, else in its middle."""
        return self._ask(lambda page, box: arrange.split(page, box.id, self._cut(page, box, at), now=self._now))

    def _cut(self, page: Page, box: Box, at: int | None) -> int:
        if at is not None:
            return at
        now = page.frame.minute(self._now)
        minute = now if box.start < now < box.end else box.start + box.minutes // 2
        return max(box.start + 1, round(minute / self.snap) * self.snap)

    def join_selected(self) -> Outcome:
        """Join the chosen box with the next part of the same task."""
        return self._ask(self._joined)

    def _joined(self, page: Page, box: Box) -> Outcome:
        others = [b for b in page.boxes if b.entry and b.entry == box.entry and b.id != box.id]
        near = min(others, key=lambda b: (abs(b.start - box.start), b.start), default=None)
        if near is None:
            return Refused("There is no other part of this task on the page: split it first.")
        return arrange.join(page, box.id, near.id, now=self._now)

    def remove_selected(self) -> Outcome:
        """Take the chosen box off the plan; its task keeps its minutes."""
        return self._ask(lambda page, box: arrange.remove(page, box.id, now=self._now))

    def extend_selected(self, minutes: int = 15) -> Outcome:
        return self._ask(lambda page, box: arrange.extend(page, box.id, minutes, now=self._now))

    def take_likely(self) -> Outcome:
        """Give the chosen box the length that its task will probably take; the guess stays as it was made."""
        return self._ask(self._as_likely)

    def _as_likely(self, page: Page, box: Box) -> Outcome:
        from planner.estimate import wording
        from planner.ui.day.timeline.band import band, forecast_of

        if box.entry is None or box.kind != "work":
            return Refused("Only the box of a task has a suggested length: choose one.")
        forecast = forecast_of(page, box.entry, self.workspace.foresight)
        found = band(page, box.id, forecast) if forecast is not None else None
        if forecast is None or found is None:
            return Refused("The past has no length to suggest for this: it takes a guess, and a few such tasks done.")
        minutes = wording.said_minutes(found.likely - box.start)
        if minutes == box.minutes:
            return Refused(f"{words_of(minutes)} is the suggested length: the box has it already.")
        return arrange.resize(page, box.id, box.start, box.start + minutes, now=self._now, snap=1)

    def move_selected(self, minutes: int) -> Outcome:
        """Move the chosen box by so many minutes, up to the next line of the snap."""
        return self._ask(
            lambda page, box: arrange.move(
                page, box.id, _stepped(box.start, minutes), now=self._now, snap=min(self.snap, abs(minutes))
            )
        )

    def resize_selected(self, minutes: int) -> Outcome:
        """Move the end of the chosen box by so many minutes."""
        return self._ask(
            lambda page, box: arrange.resize(
                page, box.id, box.start, _stepped(box.end, minutes), now=self._now, snap=min(self.snap, abs(minutes))
            )
        )

    def swap_selected(self, step: int) -> Outcome:
        """Exchange the chosen box with the one before (-1) or after (+1) it."""
        return self._ask(lambda page, box: self._swapped(page, box, step))

    def _swapped(self, page: Page, box: Box, step: int) -> Outcome:
        row = [b for b in page.boxes if b.kind == box.kind or b.id == box.id]
        index = row.index(box) + step
        if not 0 <= index < len(row):
            return Refused("There is no box on that side: move this one instead.")
        return arrange.swap(page, box.id, row[index].id, now=self._now)

    def start_or_stop_selected(self) -> Outcome:
        """Start the chosen box, or stop it if it runs."""
        return self._ask(self._started)

    def _started(self, page: Page, box: Box) -> Outcome:
        from planner.domain import tracking

        running = self.workspace.running()
        if running is not None and running.box == box.id:
            return tracking.stop(page, now=self._now)
        if box.entry is None:
            return Refused("Only the box of a task can be started: choose one.")
        return tracking.start(page, box.entry, now=self._now, new=new_id(), running=running, box_id=box.id)

    def tick_selected(self) -> Outcome:
        """Tick the chosen part, or reopen it; with the last one its task is done."""
        from planner.domain import entries

        return self._ask(lambda page, box: entries.toggle_box(page, box.id, now=self._now))

    def replan(self) -> Outcome:
        """Lay anew from now what was not started in its time."""
        assert self.page is not None, "there is always a page once the window is shown"
        return self.do(arrange.replan(self.page, now=self._now, snap=self.snap))

    def lay_out(self) -> Outcome:
        """Give a box to everything that waits for one."""
        assert self.page is not None, "there is always a page once the window is shown"
        return self.do(arrange.lay_out(self.page, now=self._now, snap=self.snap))


def _stepped(minute: int, step: int) -> int:
    """The next line of a grid in a direction: from an odd minute to the grid first."""
    size = abs(step)
    return (minute // size + 1) * size if step > 0 else (minute - 1) // size * size

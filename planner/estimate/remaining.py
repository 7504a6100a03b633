"""What of a page is left to do: the jobs with what was worked on them, their legs in order, and what stands.

A *job* is a task with open boxes (or one that runs), a *leg* one box of it, or a recharge that the person placed. Legs
stand in the order in which they will be gone through: what runs, what was not begun in its time (priorities first, as a
re-plan lays it), then by the plan. Where a task has minutes on the list besides its boxes, only its boxes' part counts:
what waits for a box is no promise of this day. All times are whole page minutes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.domain import laws
from planner.domain.laws import Moment, Span
from planner.domain.values import BOX_MIN, Box, Entry, Interval, Page, actual_minutes
from planner.estimate.values import Task

LONG_AGO = -(10**6)  # when nothing was worked yet
REST = -1  # the job of a leg that is a recharge


class Job(NamedTuple):
    """`name` is the id of its entry, or of a box that has none. `credit` is what was worked of it, with what its ticked
    parts have spared; `share` of the rest is in boxes.
    """

    name: str
    task: Task
    entry: str | None
    credit: int
    share: float


class Leg(NamedTuple):
    """Not before `wish`; `planned` minutes are still meant for it, of which `need` must fit before it is begun."""

    job: int
    wish: int
    planned: int
    need: int
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Remaining:
    """The rest of a page from `cursor` on, after `stretch` minutes of work that ended at `worked`.

    `events` are busy spans that do not overlap: start, end, and whether they are work. `waiting` are the open tasks
    without any box, with their minutes.
    """

    limit: int
    recharge: int
    cursor: int
    stretch: int
    worked: int
    jobs: tuple[Job, ...]
    legs: tuple[Leg, ...]
    events: tuple[tuple[int, int, bool], ...]
    waiting: tuple[int, ...]


def remaining(page: Page, now: dt.datetime) -> Remaining:
    """What is left of a page at `now`: all of it on a coming page."""
    at = laws.moment(page, now)
    cursor = max(0, at.now)
    stretch, worked = _worked_so_far(page, at)
    jobs, legs = _Reading(page, now, cursor).read()
    events = _events((box for box in page.boxes if box.kind == "event"), cursor)
    boxed = {job.entry for job in jobs}
    waiting = tuple(e.unplaced for e in page.unplaced() if e.id not in boxed)
    head = page.head
    return Remaining(head.limit, head.recharge, cursor, stretch, worked, jobs, legs, events, waiting)


def _worked_so_far(page: Page, at: Moment) -> Span:
    """The stretch at now, and when its work ended."""
    meetings = ((box.start, min(box.end, at.now)) for box in page.boxes if box.kind == "event" and not box.restful)
    spans = laws.merged([*laws.actual_spans(page, at), *(span for span in meetings if span[0] < span[1])])
    if not spans:
        return 0, LONG_AGO
    return laws.minutes_of(laws.stretches(spans, page.head.recharge)[-1]), spans[-1][1]


def _events(boxes: Iterable[Box], cursor: int) -> tuple[tuple[int, int, bool], ...]:
    """Events to come as spans that do not overlap; where a restful one and a working one meet, it is work."""
    coming = [(max(box.start, cursor), box.end, box.restful) for box in boxes if box.end > cursor]
    toil = laws.merged((start, end) for start, end, restful in coming if not restful)
    pieces = [(start, end, True) for start, end in toil]
    for start, end in laws.merged((start, end) for start, end, restful in coming if restful):
        for begins, ends in toil:
            if start < begins < end:
                pieces.append((start, begins, False))
            if begins < end and ends > start:
                start = max(start, ends)
        if start < end:
            pieces.append((start, end, False))
    return tuple(sorted(pieces))


class _Reading:
    """The jobs and legs of a page, with everything looked up once."""

    def __init__(self, page: Page, now: dt.datetime, cursor: int) -> None:
        self.page, self.now, self.cursor = page, now, cursor
        self.entries = {entry.id: entry for entry in page.entries}
        self.intervals_in: dict[str | None, list[Interval]] = {}
        self.intervals_of: dict[str | None, list[Interval]] = {}
        for interval in page.intervals:
            self.intervals_in.setdefault(interval.box, []).append(interval)
            self.intervals_of.setdefault(interval.entry, []).append(interval)
        self.running = page.running() if page.frame.begins <= now else None
        self.boxes: dict[str, list[Box]] = {}
        for box in page.boxes:
            if box.kind == "work":
                self.boxes.setdefault(box.entry or box.id, []).append(box)

    def read(self) -> tuple[tuple[Job, ...], tuple[Leg, ...]]:
        names = [name for name in self._names() if self._is_open(name)]
        jobs, ordered = [], self._rests()
        for number, name in enumerate(names):
            legs = self._legs(number, name)
            jobs.append(self._job(name, sum(leg.planned for _, leg in legs)))
            ordered += legs
        return tuple(jobs), tuple(leg for _, leg in sorted(ordered, key=lambda pair: pair[0]))

    def _names(self) -> list[str]:
        """The tasks that may have something left: what runs, and those with an open box."""
        found = [name for name, boxes in self.boxes.items() if not all(box.done for box in boxes)]
        mine = self._running_entry()
        return found if mine is None or mine in found else [mine, *found]

    def _running_entry(self) -> str | None:
        return self.running.entry if self.running and self.running.kind == "work" else None

    def _is_open(self, name: str) -> bool:
        entry = self.entries.get(name)
        return entry is None or entry.state == "open"

    def _worked_in(self, box: Box) -> int:
        return actual_minutes(tuple(self.intervals_in.get(box.id, ())), self.now)

    def _job(self, name: str, planned: int) -> Job:
        entry, boxes = self.entries.get(name), self.boxes.get(name, [])
        spared = sum(max(0, box.minutes - self._worked_in(box)) for box in boxes if box.done)
        if entry is None:
            worked = sum(self._worked_in(box) for box in boxes)
            task = Task(sum(box.minutes for box in boxes), boxes[0].title, day=self.page.date)
            return Job(name, task, None, worked + spared, 1.0)
        worked = actual_minutes(tuple(self.intervals_of.get(name, ())), self.now)
        share = planned / (planned + entry.unplaced) if planned else 1.0
        task = Task(self._guess(entry, boxes), entry.title, entry.tags, self.page.date)
        return Job(name, task, entry.id, worked + spared, share)

    def _guess(self, entry: Entry, boxes: Sequence[Box]) -> int | None:
        """The estimate, else the room that it was given: that too is a guess."""
        return entry.estimate or sum(box.minutes for box in boxes) + entry.unplaced or None

    def _legs(self, number: int, name: str) -> list[tuple[tuple[int, ...], Leg]]:
        """The legs of a job, each with its place in the order; a part that is used up gives way to the next."""
        running = self.running if self._running_entry() == name else None
        boxes = [box for box in self.boxes.get(name, []) if not box.done]
        left = {box.id: max(0, box.minutes - self._worked_in(box)) for box in boxes}
        mine = next((box for box in boxes if running and box.id == running.box), None)
        legs = [self._leg(number, name, box, left[box.id]) for box in boxes if box is not mine and left[box.id]]
        if running:
            planned = left[mine.id] if mine else 0
            legs.append(((0,), Leg(number, self.cursor, planned, 1)))
        elif not legs:
            legs.append(self._leg(number, name, boxes[-1], 0))
        return legs

    def _leg(self, number: int, name: str, box: Box, planned: int) -> tuple[tuple[int, ...], Leg]:
        need = min(planned or BOX_MIN, self.page.head.limit)
        if box.start < self.cursor:
            entry = self.entries.get(name)
            return (1, (entry.rank if entry else None) or 9, box.start), Leg(number, self.cursor, planned, need)
        return (2, box.start), Leg(number, box.start, planned, need, box.pinned)

    def _rests(self) -> list[tuple[tuple[int, ...], Leg]]:
        """The recharges that the person placed, and what is left of the one that is being taken.

        Those that the planner laid need no leg: they are taken when the law asks for them.
        """
        legs: list[tuple[tuple[int, ...], Leg]] = []
        left = self._rest_now()
        if left > 0:
            legs.append(((0,), Leg(REST, self.cursor, left, 0)))
        for box in self.page.boxes:
            if box.kind == "recharge" and not box.auto and box.start >= max(self.cursor, self.cursor + left):
                legs.append(((2, box.start), Leg(REST, box.start, box.minutes, 0)))
        return legs

    def _rest_now(self) -> int:
        """Minutes of recharge that the record, or else the plan, still has from now on."""
        if self.running is not None:
            if self.running.kind != "recharge":
                return 0
            box = self.page.box(self.running.box)
            since = self.page.frame.minute(self.running.start)
            return since + (box.minutes if box else self.page.head.recharge) - self.cursor
        spans = (box for box in self.page.boxes if box.kind == "recharge" and box.start < self.cursor < box.end)
        return max((box.end - self.cursor for box in spans), default=0)

"""The frozen values of a planner's life: pages, entries, boxes, intervals and remarks.

Plan and record are kept apart. The *plan* (boxes) counts whole **page minutes**: real minutes elapsed since the
page began, so that the missing hour of a 23-hour page cannot be named and the repeated hour of a 25-hour page is two
different hours. `Frame` (times.py) turns page minutes into wall time and back. The *record* (intervals) is made of
instants with their own offset from UTC, and of remarks: what was said beside it.
"""

from __future__ import annotations

import base64
import datetime as dt
import os
from dataclasses import dataclass
from typing import Literal

from planner.domain.times import Frame, frame

EntryKind = Literal["task", "event", "note"]
EntryState = Literal["open", "done", "migrated", "scheduled", "dropped"]
BoxKind = Literal["work", "recharge", "event"]
IntervalKind = Literal["work", "recharge", "meditation"]
Source = Literal["timer", "typed", "paper"]
Hush = Literal["all", "work", "none"]  # which events keep the guard quiet
RemarkKind = Literal["postponed", "left", "quiet", "feeling"]

TITLE_MAX = 500  # characters
BOX_MIN = 5  # minutes
BOX_MAX = 24 * 60
LIMIT_RANGE = (10, 240)  # minutes of work before a recharge is due
RECHARGE_RANGE = (3, 120)
SITTING_RANGE = (1, 180)  # minutes of a meditation
DEFAULT_MINUTES = 30  # the box of a task that nobody has estimated

ID_BYTES = 10


def new_id() -> str:
    """A random id of 16 lower-case letters and digits: unique over all the files of all people."""
    return _letters(os.urandom(ID_BYTES))


def derived_id(*parts: object) -> str:
    """The id that a pure operation gives to what it makes: the same for the same parts."""
    import hashlib  # 4 ms that the first page of the window does not need

    text = "\x1f".join(str(part) for part in parts)
    return _letters(hashlib.blake2b(text.encode(), digest_size=ID_BYTES).digest())


def _letters(raw: bytes) -> str:
    return base64.b32encode(raw).decode().lower()


@dataclass(frozen=True, slots=True)
class PageHead:
    """What a page keeps of the rules it was planned under, so that no later setting makes it unlawful.

    `day_start`, `opens` and `closes` are minutes of wall time after midnight (opens/closes: the page's hours);
    `limit`, `recharge` and `capacity` are minutes.
    """

    date: dt.date
    zone: str = "UTC"
    day_start: int = 240
    limit: int = 120
    recharge: int = 30
    opens: int = 480
    closes: int = 1080
    capacity: int = 360
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a page's log. `unplaced` is the minutes of it that wait for a box.

    `estimate` is the guess made before starting; no plan overwrites it. `rank` 1–3 makes a task a priority. `parent`
    is the task that this one is a step of; `origin` the entry of an earlier page that it was carried over from.
    `off_screen` says that it is worked on away from the machine: then no key and no mouse is no sign of rest.
    """

    id: str
    page: dt.date
    title: str
    kind: EntryKind = "task"
    state: EntryState = "open"
    position: int = 0
    rank: int | None = None
    estimate: int | None = None
    unplaced: int = 0
    tags: tuple[str, ...] = ()
    project: str | None = None
    unplanned: bool = False
    migrations: int = 0
    parent: str | None = None
    origin: str | None = None
    off_screen: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A span of a page's plan: `start` in page minutes, `minutes` long.

    `title` is the box's own (recharge, event); a work box bears its entry's. `auto` marks a recharge that the planner
    laid itself. `done` ends a part of a task. `restful` events are no work.
    """

    id: str
    page: dt.date
    kind: BoxKind
    start: int
    minutes: int
    entry: str | None = None
    title: str = ""
    place: str = ""
    pinned: bool = False
    auto: bool = False
    restful: bool = False
    done: bool = False

    @property
    def end(self) -> int:
        return self.start + self.minutes

    def at(self, start: int) -> Box:
        """This box at another start (written out: the frames of a drag make hundreds of them)."""
        if start == self.start:
            return self
        return Box(
            self.id,
            self.page,
            self.kind,
            start,
            self.minutes,
            self.entry,
            self.title,
            self.place,
            self.pinned,
            self.auto,
            self.restful,
            self.done,
        )


@dataclass(frozen=True, slots=True)
class Interval:
    """A span that was really worked (or rested, or sat): instants with their offset, to the second.

    `end` is None while it runs. `box` names the box that it filled, where it filled one.
    """

    id: str
    page: dt.date
    start: dt.datetime
    end: dt.datetime | None = None
    entry: str | None = None
    box: str | None = None
    kind: IntervalKind = "work"
    source: Source = "timer"


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person said or decided at an instant, beside the plan and the record.

    *postponed*: the recharge, by `minutes` of work; *left*: a recharge before its end, for so many minutes of work;
    *quiet*: no recharge for so many minutes; *feeling*: what stood in the way, `feeling` from the person's own list.
    `words` are the reason, as it was typed.
    """

    id: str
    page: dt.date
    at: dt.datetime
    kind: RemarkKind
    minutes: int = 0
    words: str = ""
    feeling: str = ""
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class HistoryImport:
    """That `tasks` tasks of the past were taken over on a day, from a file of this name. It lies on no page.

    The tasks themselves lie beside it and count for as long as this stands.
    """

    id: str
    page: dt.date
    name: str
    tasks: int


@dataclass(frozen=True, slots=True)
class Picture:
    """That the picture of a filled-in sheet is kept with its page since `at`. The picture itself lies beside it under
    the same id, and no page that is read looks at it.

    `sheet` counts the sheets of the print from 1; `photo` names the file it came in by its content, and `sheets` is
    how many sheets that file showed.
    """

    id: str
    page: dt.date
    at: dt.datetime
    print_id: str = ""
    sheet: int = 1
    photo: str = ""
    sheets: int = 1


Value = PageHead | Entry | Box | Interval | Remark | HistoryImport | Picture


@dataclass(frozen=True, slots=True)
class Page:
    """One civil date: its head, its log in order, its boxes and intervals by start, its remarks and pictures by their
    time.

    `fresh` says that the store has no such page yet: the first Edit that touches it also keeps its head.
    """

    head: PageHead
    entries: tuple[Entry, ...] = ()
    boxes: tuple[Box, ...] = ()
    intervals: tuple[Interval, ...] = ()
    remarks: tuple[Remark, ...] = ()
    pictures: tuple[Picture, ...] = ()
    fresh: bool = False

    @property
    def date(self) -> dt.date:
        return self.head.date

    @property
    def frame(self) -> Frame:
        return frame(self.head.date, self.head.zone, self.head.day_start)

    @property
    def length(self) -> int:
        """Minutes of the page: 1440, but 1380 or 1500 when the clocks change."""
        return self.frame.length

    @property
    def hours(self) -> tuple[int, int]:
        """The page's hours in page minutes; of hours that the page's start cuts in two, the part before they close."""
        opens = self.frame.floor_of_wall(self.head.opens)
        closes = self.frame.floor_of_wall(self.head.closes) or self.length
        return (opens if opens < closes else 0), closes

    def entry(self, entry_id: str | None) -> Entry | None:
        return next((e for e in self.entries if e.id == entry_id), None)

    def box(self, box_id: str | None) -> Box | None:
        return next((b for b in self.boxes if b.id == box_id), None)

    def boxes_of(self, entry_id: str) -> tuple[Box, ...]:
        return tuple(b for b in self.boxes if b.entry == entry_id)

    def intervals_of(self, entry_id: str) -> tuple[Interval, ...]:
        return tuple(i for i in self.intervals if i.entry == entry_id)

    def priorities(self) -> dict[int, Entry]:
        return {e.rank: e for e in self.entries if e.rank is not None}

    def unplaced(self) -> tuple[Entry, ...]:
        """Open tasks with minutes that wait for a box: priorities by rank, then in the order of the log."""
        waiting = (e for e in self.entries if e.kind == "task" and e.state == "open" and e.unplaced > 0)
        return tuple(sorted(waiting, key=lambda e: (e.rank or 9, e.position)))

    def title_of(self, box: Box) -> str:
        """The words on a box: its own, or those of the task that it is for."""
        entry = self.entry(box.entry) if box.entry else None
        if entry is not None:
            return entry.title
        return box.title or ("Recharge" if box.kind == "recharge" else "")

    def running(self) -> Interval | None:
        return next((i for i in self.intervals if i.end is None), None)

    def planned(self) -> int:
        """Minutes of planned work, for the load against the capacity."""
        return sum(b.minutes for b in self.boxes if b.kind == "work")


def actual_minutes(intervals: tuple[Interval, ...], now: dt.datetime | None = None) -> int:
    """Whole minutes worked; a running interval counts up to `now` (not at all without it)."""
    seconds = 0.0
    for interval in intervals:
        end = interval.end or now
        if interval.kind == "work" and end is not None:
            seconds += max(0.0, (end - interval.start).total_seconds())
    return round(seconds / 60)

"""What the timeline shows: a page, or the page as a drag would leave it, as a list of things with a place. No Qt.

Two lists can be compared, so that only what differs between two frames of a drag is painted again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal, NamedTuple

from planner.domain import arrange
from planner.domain.edits import Edit, Outcome, Refused
from planner.domain.times import words_of
from planner.domain.values import Box, Entry, Interval, IntervalKind, Page, PageHead
from planner.ui.day.lines import shortened
from planner.ui.day.timeline.drag import Drag
from planner.ui.day.timeline.geometry import Area, Geometry, lanes, time_words

# plain: as kept. ghost: what is dragged. pushed: moved by it. appearing: made by it. refused: what cannot be.
# origin: where the dragged box was. leaving: what would go.
Look = Literal["plain", "ghost", "pushed", "appearing", "refused", "origin", "leaving"]
Sort = Literal["work", "recharge", "event", "done", "over", "running", "rest", "sat"]


PLACE_MOST = 20  # characters of a place in the quiet words: longer ones would take the room of the title
RECORDED: dict[IntervalKind, Sort] = {"work": "done", "recharge": "rest", "meditation": "sat"}
RESTS: dict[IntervalKind, str] = {"work": "", "recharge": "Rest ", "meditation": "Sat "}


class Shown(NamedTuple):
    """One thing on the timeline. `aside` are the quiet words at its right; `start` and `end` page minutes."""

    id: str
    sort: Sort
    area: Area
    title: str
    aside: str = ""
    look: Look = "plain"
    rank: int | None = None
    sign: str = ""
    start: int = 0
    end: int = 0
    running: bool = False
    actual: bool = False


class Scene:
    """How to look at a page: at which scale and when. It keeps what it has listed, since most of a frame of a drag is
    the same as in the one before: the same box at the same place is the same object again.
    """

    def __init__(self, geometry: Geometry, now: dt.datetime, clock24: bool = True) -> None:
        self.geometry = geometry
        self.now = now
        self.clock24 = clock24
        self._kept: dict[tuple[str, Look], tuple[Box, Entry | None, tuple[int, int], Interval | None, Shown]] = {}
        self._head: PageHead | None = None  # of the page whose boxes are kept
        self._actuals: tuple[Page | None, dt.datetime, tuple[Shown, ...]] = (None, now, ())

    def page(self, page: Page) -> tuple[Shown, ...]:
        """The page as it is kept; a running box that overruns is grown and what follows is shown pushed."""
        after, pushed = overrun(page, self.now)
        looks: dict[str, Look] = dict.fromkeys(pushed, "pushed")
        shown = self._boxes(after, after.boxes, looks)
        if after is not page:
            shown = [self._grown(page, thing) if thing.running else thing for thing in shown]
        return (*shown, *self.actuals(page))

    def _grown(self, page: Page, thing: Shown) -> Shown:
        """A running box that overruns says by how much."""
        box = page.box(thing.id)
        return thing._replace(aside=f"{words_of(box.minutes)} +{thing.end - box.end}") if box else thing

    def drag(self, drag: Drag, outcome: Outcome) -> tuple[Shown, ...]:
        """The page as a drag would leave it if it were let go now."""
        if isinstance(outcome, Refused):
            return self._refused(drag)
        after = outcome.applied(drag.page)
        looks = _looks(drag, after)
        left = {box.id for box in after.boxes}
        gone = [box for box in drag.page.boxes if box.id not in left and not _same_recharge(box, after)]
        shown = [*self._outlines(drag.page, [b for b in gone if b.id != drag.subject], "leaving")]
        if drag.box is not None and outcome.changes:
            shown += self._outlines(drag.page, [drag.box], "origin")
        boxes = self._boxes(after, after.boxes, looks)
        boxes.sort(key=lambda s: s.look == "ghost")  # the ghost lies on top
        return (*shown, *boxes, *self.actuals(drag.page))

    def _refused(self, drag: Drag) -> tuple[Shown, ...]:
        start, end = drag.span()
        box = drag.box or Box(drag.new, drag.page.date, "work", start, end - start, drag.entry)
        refused = self._one(drag.page, replace(box, start=start, minutes=end - start), "refused")
        if drag.kind == "draw":
            refused = refused._replace(title="")
        rest = [b for b in drag.page.boxes if b.id != drag.subject]
        origin = self._outlines(drag.page, [drag.box], "origin") if drag.box else ()
        return (*origin, *self._boxes(drag.page, rest, {}), refused, *self.actuals(drag.page))

    def _boxes(self, page: Page, boxes: Sequence[Box], looks: dict[str, Look]) -> list[Shown]:
        if page.head is not self._head:
            self._kept.clear()
            self._head = page.head
        places = lanes([(box.start, box.start + box.minutes) for box in boxes])
        entries = {entry.id: entry for entry in page.entries}
        running = page.running()
        box_running = running.box if running else None
        shown = []
        for box, place in zip(boxes, places, strict=True):
            look = looks.get(box.id, "plain")
            entry = entries.get(box.entry) if box.entry else None
            runs = running if box.id == box_running else None
            kept = self._kept.get((box.id, look))
            if kept and kept[0] is box and kept[1] is entry and kept[2] == place and kept[3] is runs:
                shown.append(kept[4])
                continue
            made = self._made(page, box, look, entry, place, runs)
            self._kept[(box.id, look)] = (box, entry, place, runs, made)
            shown.append(made)
        return shown

    def _one(self, page: Page, box: Box, look: Look) -> Shown:
        return self._made(page, box, look, page.entry(box.entry), (0, 1), None)

    def _made(
        self, page: Page, box: Box, look: Look, entry: Entry | None, place: tuple[int, int], running: Interval | None
    ) -> Shown:
        done = box.done or (entry is not None and entry.state == "done")
        return Shown(
            box.id,
            box.kind,
            self.geometry.box(box.start, box.end, *place),
            one_line(entry.title if entry else box.title or ("Recharge" if box.kind == "recharge" else "Event")),
            self._aside(page, box, look, running),
            look,
            entry.rank if entry else None,
            "×" if done else "",
            box.start,
            box.end,
            running is not None,
        )

    def _aside(self, page: Page, box: Box, look: Look, running: Interval | None) -> str:
        frame = page.frame
        if look in ("ghost", "refused", "appearing"):
            ends = time_words(frame, box.end, self.clock24)
            return f"{time_words(frame, box.start, self.clock24)}–{ends}"
        if look == "pushed":
            return f"now {time_words(frame, box.start, self.clock24)}"
        words = [words_of(box.minutes)]
        if running is not None:
            words.append(f"started {time_words(frame, frame.minute(running.start), self.clock24)}")
        elif box.kind == "event":
            words = ["fixed, restful" if box.restful else "fixed"]
        elif box.pinned:
            words.append("pinned")
        if box.place:
            words.append(shortened(one_line(box.place), PLACE_MOST))
        return " · ".join(words)

    def _outlines(self, page: Page, boxes: Iterable[Box], look: Look) -> tuple[Shown, ...]:
        made = []
        for box in boxes:
            shown = self._one(page, box, look)
            words = "back to the list" if look == "leaving" and box.kind == "work" else ""
            made.append(shown._replace(aside=words, sign="", title=shown.title if words else ""))
        return tuple(made)

    def actuals(self, page: Page) -> tuple[Shown, ...]:
        """What was really worked, in its own column."""
        listed_page, listed_at, listed = self._actuals
        if listed_page is page and listed_at == self.now:
            return listed
        frame, now = page.frame, page.frame.minute(self.now)
        spans = []
        for interval in page.intervals:
            start = frame.minute(interval.start)
            spans.append((start, max(start, frame.minute(interval.end) if interval.end else now)))
        made = (
            self._actual(page, interval, start, end, lane, count)
            for interval, (start, end), (lane, count) in zip(page.intervals, spans, lanes(spans), strict=True)
        )
        kept = {thing: thing for thing in listed}
        shown = tuple(kept.get(thing, thing) for thing in made)
        self._actuals = (page, self.now, shown)
        return shown

    def _actual(self, page: Page, interval: Interval, start: int, end: int, lane: int, count: int) -> Shown:
        minutes = end - start
        over = over_by(page, interval, minutes)
        sort: Sort = "running" if interval.end is None else "over" if over > 0 else RECORDED[interval.kind]
        words = f"{words_of(minutes)}…" if interval.end is None else words_of(minutes)
        words = f"{RESTS[interval.kind]}{words}"
        if over > 0:
            words += f" · +{over}"
        area = self.geometry.actual(max(0, start), min(page.length, end), lane, count)
        return Shown(interval.id, sort, area, words, start=start, end=end, actual=True)


def over_by(page: Page, interval: Interval, minutes: int) -> int:
    """Minutes by which an interval passes its box, or its task's estimate where it filled no box; 0 if within."""
    box = page.box(interval.box)
    entry = page.entry(interval.entry)
    guess = box.minutes if box else entry.estimate if entry else None
    return max(0, minutes - guess) if guess and interval.kind == "work" else 0


def overrun(page: Page, now: dt.datetime) -> tuple[Page, frozenset[str]]:
    """The page with its running box grown to now, and the ids of the boxes that this pushes. For show only."""
    running = page.running()
    box = page.box(running.box) if running else None
    minute = page.frame.minute(now)
    if box is None or not box.start < minute <= page.length or minute <= box.end:
        return page, frozenset()
    grown = arrange.resize(page, box.id, box.start, minute, now=now, snap=1)
    if not isinstance(grown, Edit):
        boxes = tuple(replace(b, minutes=minute - b.start) if b.id == box.id else b for b in page.boxes)
        return replace(page, boxes=boxes), frozenset()
    after = grown.applied(page)
    before = {b.id: b.start for b in page.boxes}
    return after, frozenset(b.id for b in after.boxes if b.id in before and before[b.id] != b.start)


def _looks(drag: Drag, after: Page) -> dict[str, Look]:
    """How each box that differs from before is to look."""
    before = {box.id: box for box in drag.page.boxes}
    entry = drag.entry or (drag.box.entry if drag.box else None)
    looks: dict[str, Look] = {drag.subject: "ghost"}
    for box in after.boxes:
        was = before.get(box.id)
        if was is box or box.id == drag.subject:
            continue
        if was is None:
            part = box.kind == "work" and box.entry == entry  # of what is dragged
            looks[box.id] = "ghost" if part else "plain" if _same_recharge(box, drag.page) else "appearing"
        elif (was.start, was.minutes) != (box.start, box.minutes):
            looks[box.id] = "appearing" if box.kind == "recharge" else "pushed"
    return looks


def _same_recharge(box: Box, page: Page) -> bool:
    """Whether the page has the planner's own recharge at the very same time, be it under another id."""
    return box.kind == "recharge" and any(
        b.kind == "recharge" and b.start == box.start and b.minutes == box.minutes for b in page.boxes
    )


@lru_cache(maxsize=4096)
def one_line(text: str) -> str:
    """User text without what would break its line: each control character is a space."""
    return "".join(" " if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u2028\u2029" else c for c in text)


def words_for(drag: Drag, outcome: Outcome, clock24: bool = True, likely: str = "") -> str:
    """The line at the foot of the page while a drag lasts: the time, how long it will probably take, then what would
    follow, or why not.
    """
    if isinstance(outcome, Refused):
        return f"Not there: {outcome.reason}"
    after = outcome.applied(drag.page)
    box = after.box(drag.subject)
    frame = drag.page.frame
    start, end = (box.start, box.end) if box else drag.span()
    times = f"{time_words(frame, start, clock24)}–{time_words(frame, end, clock24)}"
    return " · ".join((f"{times}, {words_of(end - start)}", *([likely] if likely else []), *outcome.consequences))


def spoken(page: Page, box: Box, now: dt.datetime, clock24: bool = True) -> str:
    """A box in words, for a screen reader: "09:00 to 10:30, Write report, priority 1, not started"."""
    frame = page.frame
    entry = page.entry(box.entry)
    parts = [f"{time_words(frame, box.start, clock24)} to {time_words(frame, box.end, clock24)}"]
    parts.append(one_line(page.title_of(box)) or "event")
    if box.kind != "work":
        parts.append(box.kind if box.kind == "event" else "break")
    if box.place:
        parts.append(f"at {one_line(box.place)}")
    if entry is not None and entry.rank:
        parts.append(f"priority {entry.rank}")
    if box.pinned:
        parts.append("pinned")
    if box.kind == "work":
        parts.append(state_words(page, box, entry))
    return ", ".join(parts)


def state_words(page: Page, box: Box, entry: Entry | None) -> str:
    mine = [i for i in page.intervals if i.box == box.id]
    if any(i.end is None for i in mine):
        return "running"
    if box.done or (entry is not None and entry.state == "done"):
        return "done"
    return "started" if mine else "not started"

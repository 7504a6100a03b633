"""What a person may do to one box, or to two: each a pure function that answers with an Edit or a refusal."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from planner.domain import laws
from planner.domain.arrange.landing import (
    TIME_HAS_PASSED,
    as_made,
    bad_span,
    clock_of,
    drop,
    given_back,
    in_the_way,
    laid,
    no_box,
    settled,
    why_fixed,
    with_box,
)
from planner.domain.consequences import name_of
from planner.domain.edits import Edit, Outcome, Refused, edit_between, with_boxes
from planner.domain.ground import Item
from planner.domain.labels import quoted
from planner.domain.laws import Moment
from planner.domain.settle import Parted, items_of, parted, unused_id, whole_parts
from planner.domain.times import words_of
from planner.domain.values import BOX_MIN, DEFAULT_MINUTES, Box, Page


def place(
    page: Page,
    entry_id: str,
    start: int,
    minutes: int | None = None,
    *,
    now: dt.datetime,
    snap: int = 5,
    new: str,
    place: str = "",
) -> Outcome:
    """Give an open task a box. Without `minutes`: what of it waits for a box, else its estimate, else 30.

    The length given to a task that nobody had estimated is its estimate.
    """
    entry = page.entry(entry_id)
    if entry is None:
        return Refused("There is no such line on this page: choose another.")
    if entry.state == "dropped":
        return Refused(f"{quoted(entry.title)} is dropped: reopen it first.")
    if entry.kind != "task" or entry.state != "open":
        return Refused(f"{quoted(entry.title)} is not an open task: only open tasks get a box.")
    length = minutes if minutes is not None else max(BOX_MIN, entry.unplaced or entry.estimate or DEFAULT_MINUTES)
    box = Box(new, page.date, "work", start, length, entry_id, place=place)
    taken = replace(entry, unplaced=max(0, entry.unplaced - length))
    if minutes is not None and entry.estimate is None and not page.intervals_of(entry_id):
        taken = replace(taken, estimate=minutes)
    return drop(page, box, f"Place {quoted(entry.title)}", now, snap, entry=taken)


def move(page: Page, box_id: str, start: int, *, now: dt.datetime, snap: int = 5) -> Outcome:
    """Move a box to another start; what it overlaps is pushed."""
    box = page.box(box_id)
    if box is None:
        return no_box()
    return _reshape(page, box, start, start + box.minutes, f"Move {name_of(page, box)}", now, snap)


def resize(page: Page, box_id: str, start: int, end: int, *, now: dt.datetime, snap: int = 5) -> Outcome:
    """Give a box another start or end. Of a box that has begun only the end may change, and not to before now."""
    box = page.box(box_id)
    if box is None:
        return no_box()
    return _reshape(page, box, start, end, f"Resize {name_of(page, box)}", now, snap)


def extend(page: Page, box_id: str, minutes: int, *, now: dt.datetime) -> Outcome:
    """A box "needs more": so many minutes are added at its end."""
    box = page.box(box_id)
    if box is None:
        return no_box()
    label = f"Extend {name_of(page, box)} by {words_of(minutes)}"
    return _reshape(page, box, box.start, box.end + minutes, label, now, 1)


def remove(page: Page, box_id: str, *, now: dt.datetime) -> Outcome:
    """Take a box off the plan; the minutes of its task go back to the list."""
    box = page.box(box_id)
    if box is None:
        return no_box()
    past = laws.is_past(page, now)
    if box.kind == "work" and not past and box.id in laws.begun_boxes(page, laws.moment(page, now)):
        return Refused(f"{name_of(page, box)} has started: what has happened stands.")
    label = f"Remove {name_of(page, box)}"
    rest = with_boxes(page, (b for b in page.boxes if b.id != box.id))
    rest = given_back(rest, [box])
    if past:
        return edit_between(page, rest, label)
    if box.kind == "recharge":
        refused = _judged(page, rest, now)
        if refused is not None:
            return refused
    return settled(page, rest, label, now, asked=(box.id,))


def swap(page: Page, first_id: str, second_id: str, *, now: dt.datetime, snap: int = 5) -> Outcome:
    """Exchange the order of two boxes: the later takes the earlier's start, which follows where its turn comes."""
    pair = sorted((b for b in page.boxes if b.id in (first_id, second_id)), key=lambda b: b.start)
    if len(pair) != 2:
        return Refused("There are no two such boxes on this page: choose two others.")
    if laws.is_past(page, now):
        return Refused("That page is over, and nothing is pushed on it: move one box after the other.")
    earlier, later = pair
    at = laws.moment(page, now, snap)
    sorts = parted(page, at)
    label = f"Swap {name_of(page, earlier)} and {name_of(page, later)}"
    for box in pair:
        if box not in sorts.movable and (why := why_fixed(page, box, at)):
            return Refused(f"{name_of(page, box)} {why}: swap boxes that can move.")
    if earlier.start < at.floor:
        return Refused(TIME_HAS_PASSED)
    order = [earlier if box is later else box for box in sorts.movable if box is not earlier]
    sequence = items_of(page, order)
    dropped = whole_parts(Item(later, earlier.start, earlier.start, not later.done), page)
    return laid(page, page, sequence, sorts, label, now, dropped=dropped, asked=(later.id,), snap=snap)


def pin(page: Page, box_id: str, pinned: bool = True) -> Outcome:
    """Pin a box: no push moves it. Or let it go."""
    box = page.box(box_id)
    if box is None:
        return no_box()
    if box.pinned and not pinned and box.kind == "work" and box.minutes > page.head.limit:
        limit = words_of(page.head.limit)
        return Refused(f"{name_of(page, box)} is longer than the {limit} that a stretch may last: split it first.")
    label = f"{'Pin' if pinned else 'Unpin'} {name_of(page, box)}"
    return edit_between(page, with_box(page, replace(box, pinned=pinned, auto=box.auto and not pinned)), label)


def split(page: Page, box_id: str, at: int, *, now: dt.datetime) -> Outcome:
    """Cut a work box in two parts of one task, which lie side by side."""
    box = page.box(box_id)
    if box is None:
        return no_box()
    if box.kind != "work" or box.done:
        return Refused(f"{name_of(page, box)} is not open work: only open work boxes can be split.")
    if box.minutes < 2 * BOX_MIN:
        return Refused(f"{name_of(page, box)} is too short for two boxes: extend it to {words_of(2 * BOX_MIN)} first.")
    if not (box.start + BOX_MIN <= at <= box.end - BOX_MIN):
        return Refused(f"Split between {clock_of(page, box.start + BOX_MIN)} and {clock_of(page, box.end - BOX_MIN)}.")
    if at < laws.moment(page, now).floor and not laws.is_past(page, now):
        return Refused(TIME_HAS_PASSED)
    second = replace(box, id=unused_id(page, "split", box.id), start=at, minutes=box.end - at)
    parts = (replace(box, minutes=at - box.start), second)
    others = (b for b in page.boxes if b.id != box.id)
    return edit_between(page, with_boxes(page, (*others, *parts)), f"Split {name_of(page, box)}")


def join(page: Page, first_id: str, second_id: str, *, now: dt.datetime) -> Outcome:
    """Make one box of two parts of one task, at the start of the earlier."""
    pair = sorted((b for b in page.boxes if b.id in (first_id, second_id)), key=lambda b: b.start)
    if len(pair) != 2 or pair[0].entry is None or pair[0].entry != pair[1].entry:
        return Refused("Only two boxes of one task can be joined: choose two of its parts.")
    earlier, later = pair
    minutes = earlier.minutes + later.minutes
    if minutes > page.head.limit:
        limit = words_of(page.head.limit)
        return Refused(f"Together they would be {words_of(minutes)}: at most {limit} fit into one stretch.")
    at = laws.moment(page, now)
    for box in pair:
        if box.pinned or box.done or box.id in laws.begun_boxes(page, at):
            return Refused(f"{name_of(page, box)} {why_fixed(page, box, at)}: join parts that can move.")
    rest = with_boxes(page, (b for b in page.boxes if b.id != later.id))
    whole = replace(earlier, minutes=minutes, place=earlier.place or later.place)
    return drop(rest, whole, f"Join {name_of(page, earlier)}", now, 1, origin=page, asked=(earlier.id, later.id))


def place_event(
    page: Page,
    entry_id: str | None,
    start: int,
    minutes: int,
    *,
    restful: bool = False,
    now: dt.datetime,
    new: str,
    place: str = "",
) -> Outcome:
    """Enter a commitment that others fixed. It stays as given, even over a pinned or past box; the rest flows round."""
    entry = page.entry(entry_id)
    title = "" if entry is None else entry.title
    box = Box(new, page.date, "event", start, minutes, entry_id, title, place, restful=restful)
    return _event(page, box, f"Enter {quoted(title)}" if title else "Enter an event", now)


def recharge_at(
    page: Page, start: int, minutes: int, *, now: dt.datetime, new: str, title: str = "", snap: int = 5
) -> Outcome:
    """Place a recharge of one's own; what it overlaps is pushed."""
    return drop(page, Box(new, page.date, "recharge", start, minutes, title=title), "Place a recharge", now, snap)


def _event(page: Page, box: Box, label: str, now: dt.datetime) -> Outcome:
    bad = bad_span(page, box)
    if bad is not None:
        return bad
    with_event = with_box(page, box)
    if laws.is_past(page, now):
        return edit_between(page, with_event, label)
    return settled(page, with_event, label, now, asked=(box.id,), guarded=False)


def _reshape(page: Page, box: Box, start: int, end: int, label: str, now: dt.datetime, snap: int) -> Outcome:
    """Move or resize: the box's new span, judged by what it is and whether it has begun."""
    shaped = replace(box, start=start, minutes=end - start, auto=False)
    if (start, end) == (box.start, box.end):
        return Edit(label)
    bad = bad_span(page, shaped)
    if bad is not None:
        return bad
    if laws.is_past(page, now):
        return _event(page, shaped, label, now) if box.kind == "event" else as_made(page, shaped, label)
    if box.done and shaped.minutes > box.minutes:
        return Refused(f"{name_of(page, box)} is done: untick it first, or place another box.")
    at = laws.moment(page, now, snap)
    if box.id in laws.begun_boxes(page, at):
        return _stretch_begun(page, box, shaped, label, now, at)
    if start < at.floor and start != box.start:
        return Refused(TIME_HAS_PASSED)
    if box.kind == "event":
        return _event(page, shaped, label, now)
    if box.pinned:
        return Refused(f"{name_of(page, box)} is pinned: unpin it to move it.")
    if box.kind == "recharge" and not start <= box.start < box.end <= end:
        refused = _judged(page, _pushed(page, shaped, at), now)
        if refused is not None:
            return refused
    return drop(page, shaped, label, now, snap)


def _stretch_begun(page: Page, box: Box, shaped: Box, label: str, now: dt.datetime, at: Moment) -> Outcome:
    """Of a box that has begun only the end may move, and not into the past."""
    if shaped.start != box.start:
        return Refused(f"{name_of(page, box)} {why_fixed(page, box, at)}: what has happened stands.")
    if shaped.end < at.floor:
        return Refused(TIME_HAS_PASSED)
    shaped = replace(shaped, auto=box.auto)
    sorts = parted(page, at)
    other = laws.overlapping(page, shaped, but=frozenset(b.id for b in (*sorts.movable, *sorts.autos)))
    if other is not None and other.start >= box.end:
        return Refused(f"{in_the_way(page, other, at)}: end by {clock_of(page, other.start)}.")
    outcome = settled(page, with_box(page, shaped), label, now, asked=(box.id,))
    return _until_when(page, box, shaped, sorts, now) if isinstance(outcome, Refused) else outcome


def _until_when(page: Page, box: Box, shaped: Box, sorts: Parted, now: dt.datetime) -> Refused:
    """A box that has begun cannot be that long: how long it can be, when all that can move has made way."""
    others = [other for other in sorts.standing if other.id != box.id]
    excess = laws.over_limit(with_boxes(page, (*others, shaped)), now) - laws.over_limit(
        with_boxes(page, (*others, box)), now
    )
    end = clock_of(page, max(box.end, shaped.end - excess))
    return Refused(f"{name_of(page, box)} would run too long without recharge: end it at {end} and take one then.")


def _pushed(page: Page, box: Box, at: Moment) -> Page:
    """The page with a recharge at its new place and what it overlaps pushed, but no recharge laid anew."""
    others = [
        b for b in page.boxes if b.id != box.id and b.end > box.start and not b.pinned and (b.kind == "work" or b.auto)
    ]
    begun = laws.begun_boxes(page, at)
    cursor, pushed = box.end, {}
    for other in others:
        if other.id not in begun and other.start < cursor:
            pushed[other.id] = replace(other, start=cursor)
            cursor += other.minutes
    return with_boxes(page, (box if b.id == box.id else pushed.get(b.id, b) for b in page.boxes))


def _judged(before: Page, after: Page, now: dt.datetime) -> Refused | None:
    """A recharge may go, shrink or move only where the law holds without a new one."""
    if laws.over_limit(after, now) <= laws.over_limit(before, now):
        return None
    longest = laws.longest_stretch(after, now)
    return Refused(f"That would leave {longest} minutes without recharge: move or shorten the work around it first.")

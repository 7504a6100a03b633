"""What the operations on boxes share: how a box lands, what is refused, what goes back to the list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from planner.domain import laws
from planner.domain.consequences import consequences, name_of, span_of
from planner.domain.edits import Outcome, Refused, edit_between, with_boxes, with_entry, with_rows
from planner.domain.ground import GIVE, Item, clear_of
from planner.domain.laws import Moment
from planner.domain.settle import NoPlace, Parted, Settled, items_of, parted, settle, whole_parts
from planner.domain.times import words_of
from planner.domain.values import BOX_MAX, BOX_MIN, Box, Entry, Page

TIME_HAS_PASSED = "That time has passed: log it instead."


def no_box() -> Refused:
    return Refused("There is no such box on this page: choose another.")


def clock_of(page: Page, minute: int) -> str:
    return page.frame.clock(minute)


def with_box(page: Page, box: Box) -> Page:
    return with_boxes(page, (*(b for b in page.boxes if b.id != box.id), box))


def items_from(page: Page, boxes: Iterable[Box], minute: int) -> list[Item]:
    """The items of boxes that wish to lie where they are, but not before a minute."""
    return [item if item.wish >= minute else replace(item, wish=minute) for item in items_of(page, boxes)]


def given_back(page: Page, boxes: Iterable[Box]) -> Page:
    """The page with the minutes of these work boxes back on the list of what waits for a box."""
    back: dict[str | None, int] = {}
    for box in boxes:
        if box.kind == "work" and not box.done:
            back[box.entry] = back.get(box.entry, 0) + box.minutes
    if not back:
        return page
    log = (replace(e, unplaced=e.unplaced + back[e.id]) if e.id in back else e for e in page.entries)
    return with_rows(page, entries=log)


def why_fixed(page: Page, box: Box, at: Moment) -> str:
    """What keeps a box where it is; nothing to say of one that was never started, though its time has passed."""
    if box.pinned:
        return "is pinned"
    if box.kind == "event":
        return "is an event"
    if box.kind == "recharge":
        return "is a recharge"
    if box.done:
        return "is done"
    return "has started" if box.id in laws.begun_boxes(page, at) else ""


def bad_span(page: Page, box: Box) -> Refused | None:
    if box.minutes <= 0:
        return Refused("A box ends after it starts: give a later end.")
    if not BOX_MIN <= box.minutes <= BOX_MAX:
        return Refused(f"A box is {BOX_MIN} minutes to 24 hours long: {words_of(box.minutes)} is not.")
    if box.start < 0:
        return Refused(f"A box lies within its page, which begins at {clock_of(page, 0)}: choose a later time.")
    if box.end > page.length:
        ends = clock_of(page, page.length)
        return Refused(f"A box lies within its page, which ends at {ends}: choose an earlier time or a shorter box.")
    return None


def as_made(page: Page, box: Box, label: str, entry: Entry | None = None) -> Outcome:
    """An earlier page is edited as made: no push, no repair; an overlap is refused."""
    other = laws.overlapping(page, box)
    if other is not None:
        when = span_of(page, other.start, other.end)
        return Refused(f"That overlaps {name_of(page, other)}, {when}: choose another time.")
    changed = with_box(page, box)
    return edit_between(page, changed if entry is None else with_entry(changed, entry), label)


def in_the_way(page: Page, other: Box, at: Moment) -> str:
    when = span_of(page, other.start, other.end)
    return f"{name_of(page, other)} {why_fixed(page, other, at)} at {when}"


def drop(
    page: Page,
    box: Box,
    label: str,
    now: dt.datetime,
    snap: int,
    *,
    entry: Entry | None = None,
    origin: Page | None = None,
    asked: Sequence[str] = (),
) -> Outcome:
    """Drop a box at its time: it keeps it, what it overlaps is pushed, recharge is laid anew."""
    bad = bad_span(page, box)
    if bad is not None:
        return bad
    if laws.is_past(page, now):
        return as_made(page, box, label, entry)
    at = laws.moment(page, now, snap)
    if (box.start < at.floor and page.box(box.id) is None) or box.end <= at.floor:
        return Refused(TIME_HAS_PASSED)
    base = _freed(page if entry is None else with_entry(page, entry), box, at)
    others = with_boxes(base, (b for b in base.boxes if b.id != box.id))
    sorts = parted(others, at)
    dropped = whole_parts(Item(box, box.start, box.start, box.kind == "work" and not box.done), page)
    sequence = items_of(others, sorts.movable)
    return laid(origin or page, others, sequence, sorts, label, now, dropped=dropped, asked=(*asked, box.id), snap=snap)


def _freed(page: Page, box: Box, at: Moment) -> Page:
    """The page with the rest of what ended early given to the box that is dropped there."""
    finished = laws.finished_entries(page)
    cut = [
        replace(other, minutes=box.start - other.start)
        for other in page.boxes
        if other.start + BOX_MIN <= box.start < other.end
        and other.start < at.now
        and other.kind == "work"
        and (other.done or other.entry in finished)
    ]
    names = {other.id for other in cut}
    return with_boxes(page, (*(b for b in page.boxes if b.id not in names), *cut)) if cut else page


def settled(
    before: Page,
    after: Page,
    label: str,
    now: dt.datetime,
    *,
    asked: Sequence[str] = (),
    guarded: bool = True,
    snap: int = 1,
) -> Outcome:
    """The Edit of a change after which everything that can move is laid lawfully again, nothing earlier."""
    sorts = parted(after, laws.moment(after, now, snap))
    sequence = items_of(after, sorts.movable)
    return laid(before, after, sequence, sorts, label, now, asked=asked, guarded=guarded, snap=snap)


def laid(
    before: Page,
    base: Page,
    sequence: Sequence[Item],
    sorts: Parted,
    label: str,
    now: dt.datetime,
    *,
    dropped: Sequence[Item] = (),
    asked: Sequence[str] = (),
    guarded: bool = True,
    snap: int = 1,
) -> Outcome:
    at = laws.moment(base, now, snap)
    soft, cleared = _made_room(base, sorts)
    settled = settle(base, at, sequence, dropped=dropped, standing=sorts.standing, soft=soft, autos=sorts.autos)
    if isinstance(settled, NoPlace):
        return _no_place(base, dropped[0], settled, sorts.standing, at)
    after = given_back(with_boxes(base, settled.boxes), settled.fallen)
    if dropped and after == before and dropped[0].box.start != (stays := _start_of(after, dropped[0])):
        return _no_place(base, dropped[0], NoPlace(stays), (*sorts.standing, *soft), at)
    over = laws.over_limit(after, now) if guarded else 0
    if over and over > laws.over_limit(before, now):
        longest = laws.longest_stretch(after, now)
        return Refused(f"That would leave {longest} minutes without recharge: leave more room.")
    said = (*consequences(before, after, asked), *_landed(after, dropped), *_left_over(before, after, settled, asked))
    return edit_between(before, after, label, (*cleared, *said))


def _start_of(page: Page, item: Item) -> int | None:
    box = page.box(item.box.id)
    return None if box is None else box.start


def _landed(page: Page, dropped: Sequence[Item]) -> list[str]:
    """Where a dropped box came to lie, if that is not where it was dropped."""
    box = page.box(dropped[0].box.id) if dropped else None
    return [f"{name_of(page, box)} now {clock_of(page, box.start)}"] if box and box.start != dropped[0].wish else []


def _left_over(before: Page, after: Page, settled: Settled, asked: Sequence[str]) -> list[str]:
    """What of the dropped box itself found no room (of the boxes that stood, `consequences` tells)."""
    fallen = (box for box in settled.fallen if box.kind == "work" and (box.id in asked or before.box(box.id) is None))
    return [f"{words_of(box.minutes)} of {name_of(after, box)} find no room and go back to the list" for box in fallen]


def _made_room(page: Page, sorts: Parted) -> tuple[tuple[Box, ...], tuple[str, ...]]:
    """A person's recharge under an event moves later by what is allowed, or goes: the event cannot."""
    soft: list[Box] = []
    words: list[str] = []
    taken = list(sorts.standing)
    for box in sorts.soft:
        start = clear_of(taken, box)
        if start - box.start <= GIVE and start + box.minutes <= page.length:
            soft.append(box)
            taken.append(box.at(start))
        else:
            words.append(f"{name_of(page, box)} {span_of(page, box.start, box.end)} gives way")
    return tuple(soft), tuple(words)


def _no_place(page: Page, item: Item, found: NoPlace, standing: Sequence[Box], at: Moment) -> Refused:
    """Why a box cannot be dropped there, and what would work."""
    works = f"{clock_of(page, found.alternative)} would work" if found.alternative is not None else "make room first"
    for other in standing:
        if other.start < item.wish + item.box.minutes and item.wish < other.end:
            return Refused(f"{in_the_way(page, other, at)}: {works}.", found.alternative)
    if found.alternative is None:
        return Refused(f"That does not fit before the page ends at {clock_of(page, page.length)}: {works}.")
    limit = words_of(page.head.limit)
    return Refused(f"There the work would pass {limit} without recharge: {works}.", found.alternative)

"""What a person may do to the boxes of a page: each a pure function that answers with an Edit or a refusal.

Starts and ends are page minutes, `now` is an aware instant. A drop that breaks a law is repaired (see settle.py) or
refused in words; earlier pages are edited as made, with no push and no repair.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from planner.domain import laws
from planner.domain.consequences import consequences, name_of, short, span_of
from planner.domain.edits import Edit, Outcome, Refused, edit_between, page_of, with_boxes
from planner.domain.laws import Moment
from planner.domain.settle import (
    GIVE,
    Item,
    NoPlace,
    Parted,
    Settled,
    clear_of,
    ground,
    items_of,
    named_recharges,
    parted,
    settle,
    unused_id,
    whole_parts,
)
from planner.domain.times import words_of
from planner.domain.values import BOX_MAX, BOX_MIN, DEFAULT_MINUTES, Box, Entry, Page

TIME_HAS_PASSED = "That time has passed: log it instead."


def place(
    page: Page,
    entry_id: str,
    start: int,
    minutes: int | None = None,
    *,
    now: dt.datetime,
    snap: int = 5,
    new: str,
) -> Outcome:
    """Give an open task a box. Without `minutes`: what of it waits for a box, else its estimate, else 30.

    The length given to a task that nobody had estimated is its estimate.
    """
    entry = page.entry(entry_id)
    if entry is None:
        return Refused("There is no such line on this page: choose another.")
    if entry.kind != "task" or entry.state != "open":
        return Refused(f"“{short(entry.title)}” is not an open task: only open tasks get a box.")
    length = minutes if minutes is not None else entry.todo or entry.estimate or DEFAULT_MINUTES
    box = Box(new, page.date, "work", start, length, entry_id)
    taken = replace(entry, todo=max(0, entry.todo - length))
    if minutes is not None and entry.estimate is None and not page.intervals_of(entry_id):
        taken = replace(taken, estimate=minutes)
    return _drop(page, box, f"Place “{short(entry.title)}”", now, snap, entry=taken)


def move(page: Page, box_id: str, start: int, *, now: dt.datetime, snap: int = 5) -> Outcome:
    """Move a box to another start; what it overlaps is pushed."""
    box = page.box(box_id)
    if box is None:
        return _no_box()
    return _reshape(page, box, start, start + box.minutes, f"Move {name_of(page, box)}", now, snap)


def resize(page: Page, box_id: str, start: int, end: int, *, now: dt.datetime, snap: int = 5) -> Outcome:
    """Give a box another start or end. Of a box that has begun only the end may change, and not to before now."""
    box = page.box(box_id)
    if box is None:
        return _no_box()
    return _reshape(page, box, start, end, f"Resize {name_of(page, box)}", now, snap)


def extend(page: Page, box_id: str, minutes: int, *, now: dt.datetime) -> Outcome:
    """A box "needs more": so many minutes are added at its end."""
    box = page.box(box_id)
    if box is None:
        return _no_box()
    label = f"Extend {name_of(page, box)} by {words_of(minutes)}"
    return _reshape(page, box, box.start, box.end + minutes, label, now, 1)


def remove(page: Page, box_id: str, *, now: dt.datetime) -> Outcome:
    """Take a box off the plan; the minutes of its task go back to the list."""
    box = page.box(box_id)
    if box is None:
        return _no_box()
    if page.intervals and any(interval.box == box.id for interval in page.intervals):
        return Refused(f"{name_of(page, box)} has started: what has happened stands.")
    label = f"Remove {name_of(page, box)}"
    rest = with_boxes(page, (b for b in page.boxes if b.id != box.id))
    rest = given_back(rest, [box])
    if laws.is_past(page, now):
        return edit_between(page, rest, label)
    if box.kind == "recharge":
        refused = _judged(page, rest, now)
        if refused is not None:
            return refused
    return _settled(page, rest, label, now, asked=(box.id,))


def swap(page: Page, first_id: str, second_id: str, *, now: dt.datetime) -> Outcome:
    """Exchange the order of two boxes: the later takes the earlier's start, which follows where its turn comes."""
    pair = sorted((b for b in page.boxes if b.id in (first_id, second_id)), key=lambda b: b.start)
    if len(pair) != 2:
        return Refused("There are no two such boxes on this page: choose two others.")
    earlier, later = pair
    at = laws.moment(page, now)
    sorts = parted(page, at)
    label = f"Swap {name_of(page, earlier)} and {name_of(page, later)}"
    for box in pair:
        if box not in sorts.movable:
            return Refused(f"{name_of(page, box)} {_why_fixed(page, box, at)}: swap boxes that can move.")
    if earlier.start < at.floor:
        return Refused(TIME_HAS_PASSED)
    order = [earlier if box is later else box for box in sorts.movable if box is not earlier]
    wishes = {earlier.id: earlier.start}
    sequence = [part for box in order for part in _parts(page, box, wishes.get(box.id, box.start))]
    dropped = whole_parts(Item(later, earlier.start, earlier.start), page)
    return _laid(page, page, sequence, sorts, label, now, dropped=dropped, asked=(earlier.id, later.id))


def pin(page: Page, box_id: str, pinned: bool = True) -> Outcome:
    """Pin a box: no push moves it. Or let it go."""
    box = page.box(box_id)
    if box is None:
        return _no_box()
    label = f"{'Pin' if pinned else 'Unpin'} {name_of(page, box)}"
    return edit_between(page, _with(page, replace(box, pinned=pinned, auto=box.auto and not pinned)), label)


def split(page: Page, box_id: str, at: int, *, now: dt.datetime) -> Outcome:
    """Cut a work box in two parts of one task, which lie side by side."""
    box = page.box(box_id)
    if box is None:
        return _no_box()
    if box.kind != "work" or box.done:
        return Refused(f"{name_of(page, box)} is not open work: only open work boxes can be split.")
    if not (box.start + BOX_MIN <= at <= box.end - BOX_MIN):
        return Refused(f"Split between {_clock(page, box.start + BOX_MIN)} and {_clock(page, box.end - BOX_MIN)}.")
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
            return Refused(f"{name_of(page, box)} {_why_fixed(page, box, at)}: join parts that can move.")
    rest = with_boxes(page, (b for b in page.boxes if b.id != later.id))
    whole = replace(earlier, minutes=minutes)
    return _drop(rest, whole, f"Join {name_of(page, earlier)}", now, 1, origin=page, asked=(earlier.id, later.id))


def place_event(
    page: Page, entry_id: str | None, start: int, minutes: int, *, restful: bool = False, now: dt.datetime, new: str
) -> Outcome:
    """Enter a commitment that others fixed. It stays as given, even over a pinned or past box; the rest flows round."""
    entry = page.entry(entry_id)
    title = "" if entry is None else entry.title
    box = Box(new, page.date, "event", start, minutes, entry_id, title, restful=restful)
    return _event(page, box, f"Enter “{short(title)}”", now)


def recharge_at(
    page: Page, start: int, minutes: int, *, now: dt.datetime, new: str, title: str = "", snap: int = 5
) -> Outcome:
    """Place a recharge of one's own; what it overlaps is pushed."""
    return _drop(page, Box(new, page.date, "recharge", start, minutes, title=title), "Place a recharge", now, snap)


def lay_out(page: Page, *, now: dt.datetime, snap: int = 5) -> Outcome:
    """Place all that waits for a box, priorities first, within the page's hours; nothing that stands is moved."""
    if laws.is_past(page, now):
        return Refused("That page is over: log what was done instead.")
    at = laws.moment(page, now, snap)
    opens = max(page.frame.floor_of_wall(page.head.opens), at.floor)
    closes = page.frame.floor_of_wall(page.head.closes) or page.length
    after, left = page, []
    for entry in page.unplaced():
        after, placed = _laid_out(after, entry, opens, closes, at)
        left += [] if placed else [f"“{short(entry.title)}” finds no room before {_clock(page, closes)}"]
    if after == page:
        reason = left[0] if left else "Nothing waits for a box"
        return Refused(f"{reason}: place it by hand." if left else f"{reason}.")
    mine = [box.id for box in after.boxes if page.box(box.id) is None and not box.auto]
    return edit_between(page, after, "Lay out the day", (*consequences(page, after, mine), *left))


def _laid_out(page: Page, entry: Entry, opens: int, closes: int, at: Moment) -> tuple[Page, bool]:
    """The page with one entry placed, all or nothing, in the first lawful gaps between what stands."""
    box = Box(unused_id(page, "box", entry.id), page.date, "work", opens, entry.todo, entry.id)
    tried = page
    for part in whole_parts(Item(box, opens, opens), page):
        made = ground(tried, at, tried.boxes)
        found = made.find(part, closes)
        if found is None:
            return page, False
        made.lay(part, found)
        tried = with_boxes(tried, (*tried.boxes, *named_recharges(tried, made.laid, tried.boxes)))
    return _with_entry(tried, replace(entry, todo=0)), True


def replan(page: Page, *, now: dt.datetime, snap: int = 5) -> Outcome:
    """Lay anew from now what was never started in its time, and the rest of what is half worked: priorities first."""
    if laws.is_past(page, now):
        return Refused("That page is over: carry its open tasks over instead.")
    at = laws.moment(page, now, snap)
    page_cut, rests = _rests(page, at, now)
    sorts = parted(page_cut, replace(at, floor=0))
    late = [box for box in sorts.movable if box.start < at.floor and not box.done] + rests
    late = [box for box in late if _is_open(page, box)]
    if not late:
        return Edit("Re-plan from now") if laws.is_lawful(page, now) else repair(page, now=now, snap=snap)
    ranks = {entry.id: entry.rank or 9 for entry in page.entries}
    late.sort(key=lambda box: (ranks.get(box.entry or "", 9), box.start))
    names = {box.id for box in late}
    sorts = parted(page_cut, at)
    sorts = replace(sorts, standing=tuple(b for b in sorts.standing if b.id not in names))
    rest = [box for box in sorts.movable if box.id not in names]
    sequence = [part for box in late for part in _parts(page, box, at.floor)]
    sequence += [part for box in rest for part in _parts(page, box, box.start)]
    return _laid(page, page_cut, sequence, sorts, "Re-plan from now", now, snap=snap)


def _is_open(page: Page, box: Box) -> bool:
    entry = page.entry(box.entry)
    return entry is not None and entry.state == "open"


def _rests(page: Page, at: Moment, now: dt.datetime) -> tuple[Page, list[Box]]:
    """The boxes half worked, cut at now, and a box for what of each is left (at least 5 minutes; 15 if over)."""
    running = page.running()
    cut, rests = {box.id: box for box in page.boxes}, []
    for entry in page.entries:
        worked = page.intervals_of(entry.id)
        if entry.state != "open" or not worked or (running and running.entry == entry.id):
            continue
        boxes = page.boxes_of(entry.id)
        begun = [box for box in boxes if any(i.box == box.id for i in worked) and not box.done]
        if not begun or len(begun) < len([b for b in boxes if not b.done]) or entry.todo:
            continue  # nothing half worked, or more of it is planned already
        rests.append(_rest_of(page, entry, begun, now))
        for box in begun:
            if box.end > at.floor:
                cut[box.id] = replace(box, minutes=max(BOX_MIN, at.floor - box.start))
    return with_boxes(page, cut.values()), rests


def _rest_of(page: Page, entry: Entry, begun: Sequence[Box], now: dt.datetime) -> Box:
    seconds = sum(((i.end or now) - i.start).total_seconds() for i in page.intervals_of(entry.id) if i.kind == "work")
    guess = entry.estimate or sum(box.minutes for box in begun)
    left = guess - round(seconds / 60)
    last = begun[-1]
    minutes = max(BOX_MIN, left) if left > 0 else 15
    return Box(unused_id(page, "rest", last.id), page.date, "work", last.start, minutes, entry.id, place=last.place)


def repair(page: Page, *, now: dt.datetime, snap: int = 5) -> Outcome:
    """Make an unlawful page lawful again, as far as pinned boxes, events and the past allow. A lawful one stays."""
    if laws.is_past(page, now) or laws.is_lawful(page, now):
        return Edit("Repair")
    return _settled(page, page, "Repair", now, snap=snap)


def settled_after_stop(before: Page, after: Page, now: dt.datetime) -> tuple[Page, tuple[str, ...]]:
    """The page after work was stopped late: what the overrun ran into is laid anew from now, with its consequences."""
    at = laws.moment(after, now)
    at = replace(at, floor=at.now)
    running = before.running()
    box = before.box(running.box) if running else None
    if box is None or box.end >= at.now or laws.is_past(after, now):
        return after, ()
    sorts = parted(after, replace(at, floor=box.end))
    pushed = [b for b in sorts.movable if box.end <= b.start < at.now or (b.start < box.end < b.end)]
    if not pushed:
        return after, ()
    names = {b.id for b in pushed}
    sequence = [part for b in sorts.movable for part in _parts(after, b, at.floor if b.id in names else b.start)]
    settled = settle(after, at, sequence, standing=sorts.standing, soft=sorts.soft, autos=sorts.autos)
    assert isinstance(settled, Settled)
    page = given_back(with_boxes(after, settled.boxes), settled.fallen)
    return page, consequences(after, page)


# What the operations share


def _no_box() -> Refused:
    return Refused("There is no such box on this page: choose another.")


def _clock(page: Page, minute: int) -> str:
    return page.frame.clock(minute)


def _with(page: Page, box: Box) -> Page:
    return with_boxes(page, (*(b for b in page.boxes if b.id != box.id), box))


def _with_entry(page: Page, entry: Entry) -> Page:
    entries = (entry if e.id == entry.id else e for e in page.entries)
    return page_of(page.head, entries, page.boxes, page.intervals, fresh=page.fresh)


def _parts(page: Page, box: Box, wish: int) -> list[Item]:
    (item, *more) = items_of(page, [box])
    return [replace(part, wish=max(part.wish, wish) if part is item else wish) for part in (item, *more)]


def given_back(page: Page, boxes: Iterable[Box]) -> Page:
    """The page with the minutes of these work boxes back on the list of what waits for a box."""
    for box in boxes:
        entry = page.entry(box.entry)
        if entry is not None and box.kind == "work" and not box.done:
            page = _with_entry(page, replace(entry, todo=entry.todo + box.minutes))
    return page


def _why_fixed(page: Page, box: Box, at: Moment) -> str:
    if box.pinned:
        return "is pinned"
    if box.kind == "event":
        return "is an event"
    if box.kind == "recharge":
        return "is a recharge"
    return "is done" if box.done else "has started"


def _bad_span(page: Page, box: Box) -> Refused | None:
    if box.minutes <= 0:
        return Refused("A box ends after it starts: give a later end.")
    if not BOX_MIN <= box.minutes <= BOX_MAX:
        return Refused(f"A box is {BOX_MIN} minutes to 24 hours long: {words_of(box.minutes)} is not.")
    if box.start < 0 or box.end > page.length:
        return Refused(f"A box lies within its page, {span_of(page, 0, page.length)}: choose a time in it.")
    return None


def _event(page: Page, box: Box, label: str, now: dt.datetime) -> Outcome:
    bad = _bad_span(page, box)
    if bad is not None:
        return bad
    with_event = _with(page, box)
    if laws.is_past(page, now):
        return edit_between(page, with_event, label)
    return _settled(page, with_event, label, now, asked=(box.id,), guarded=False)


def _reshape(page: Page, box: Box, start: int, end: int, label: str, now: dt.datetime, snap: int) -> Outcome:
    """Move or resize: the box's new span, judged by what it is and whether it has begun."""
    shaped = replace(box, start=start, minutes=end - start, auto=False)
    if (start, end) == (box.start, box.end):
        return Edit(label)
    bad = _bad_span(page, shaped)
    if bad is not None:
        return bad
    if laws.is_past(page, now):
        return _as_made(page, shaped, label)
    at = laws.moment(page, now, snap)
    if box.id in laws.begun_boxes(page, at):
        return _stretch_begun(page, box, shaped, label, now, at)
    if start < at.floor and start != box.start:
        return Refused(TIME_HAS_PASSED)
    if box.kind == "event":
        return _event(page, shaped, label, now)
    if box.pinned:
        return Refused(f"{name_of(page, box)} is pinned: unpin it to move it.")
    if box.kind == "recharge":
        refused = _judged(page, _pushed(page, shaped, at), now)
        if refused is not None:
            return refused
    return _drop(page, shaped, label, now, snap)


def _stretch_begun(page: Page, box: Box, shaped: Box, label: str, now: dt.datetime, at: Moment) -> Outcome:
    """Of a box that has begun only the end may move, and not into the past."""
    if shaped.start != box.start:
        return Refused(f"{name_of(page, box)} {_why_fixed(page, box, at)}: what has happened stands.")
    if box.done or shaped.end < at.floor:
        return Refused(TIME_HAS_PASSED)
    shaped = replace(shaped, auto=box.auto)
    sorts = parted(page, at)
    other = laws.overlapping(page, shaped, but=frozenset(b.id for b in (*sorts.movable, *sorts.autos)))
    if other is not None and other.start >= box.end:
        return Refused(f"{_in_the_way(page, other, at)}: end before {_clock(page, other.start)}.")
    return _settled(page, _with(page, shaped), label, now, asked=(box.id,))


def _as_made(page: Page, box: Box, label: str, entry: Entry | None = None) -> Outcome:
    """An earlier page is edited as made: no push, no repair; an overlap is refused."""
    other = laws.overlapping(page, box)
    if other is not None:
        when = span_of(page, other.start, other.end)
        return Refused(f"That overlaps {name_of(page, other)}, {when}: choose another time.")
    changed = _with(page, box)
    return edit_between(page, changed if entry is None else _with_entry(changed, entry), label)


def _in_the_way(page: Page, other: Box, at: Moment) -> str:
    when = span_of(page, other.start, other.end)
    return f"{name_of(page, other)} {_why_fixed(page, other, at)} at {when}"


def _drop(
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
    bad = _bad_span(page, box)
    if bad is not None:
        return bad
    if laws.is_past(page, now):
        return _as_made(page, box, label, entry)
    at = laws.moment(page, now, snap)
    if (box.start < at.floor and page.box(box.id) is None) or box.end <= at.floor:
        return Refused(TIME_HAS_PASSED)
    base = page if entry is None else _with_entry(page, entry)
    others = with_boxes(base, (b for b in base.boxes if b.id != box.id))
    sorts = parted(others, at)
    dropped = whole_parts(Item(box, box.start, box.start, box.kind == "work" and not box.done), page)
    sequence = items_of(others, sorts.movable)
    return _laid(
        origin or page, others, sequence, sorts, label, now, dropped=dropped, asked=(*asked, box.id), snap=snap
    )


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


def _settled(
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
    return _laid(before, after, sequence, sorts, label, now, asked=asked, guarded=guarded, snap=snap)


def _laid(
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
    if guarded and laws.over_limit(after, now) > max(laws.over_limit(before, now), laws.over_limit(base, now)):
        longest = laws.longest_stretch(after, now)
        return Refused(f"That would leave {longest} minutes without recharge: leave more room.")
    return edit_between(before, after, label, (*cleared, *consequences(before, after, asked)))


def _made_room(page: Page, sorts: Parted) -> tuple[tuple[Box, ...], tuple[str, ...]]:
    """A person's recharge under an event moves later by what is allowed, or goes: the event cannot."""
    soft: list[Box] = []
    words: list[str] = []
    for box in sorts.soft:
        start = clear_of(sorts.standing, box)
        if start - box.start <= GIVE and start + box.minutes <= page.length:
            soft.append(box)
        else:
            words.append(f"{name_of(page, box)} {span_of(page, box.start, box.end)} gives way")
    return tuple(soft), tuple(words)


def _no_place(page: Page, item: Item, found: NoPlace, standing: Sequence[Box], at: Moment) -> Refused:
    """Why a box cannot be dropped there, and what would work."""
    works = f"{_clock(page, found.alternative)} would work" if found.alternative is not None else "make room first"
    for other in standing:
        if other.start < item.wish + item.box.minutes and item.wish < other.end:
            return Refused(f"{_in_the_way(page, other, at)}: {works}.", found.alternative)
    if found.alternative is None:
        return Refused(f"That does not fit before the page ends at {_clock(page, page.length)}: {works}.")
    limit = words_of(page.head.limit)
    return Refused(f"There the work would pass {limit} without recharge: {works}.", found.alternative)

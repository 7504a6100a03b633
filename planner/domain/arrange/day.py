"""What a person may do to the plan of a whole page: lay it out, plan the rest anew, repair it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from planner.domain import laws
from planner.domain.arrange.landing import clock_of, given_back, items_from, laid, settled
from planner.domain.consequences import consequences
from planner.domain.edits import Edit, Outcome, Refused, edit_between, with_boxes, with_entry
from planner.domain.ground import Ground, Item
from planner.domain.labels import quoted
from planner.domain.laws import Moment
from planner.domain.remainder import half_worked, left_of
from planner.domain.settle import Settled, ground, items_of, named_recharges, parted, settle, unused_id, whole_parts
from planner.domain.values import BOX_MIN, Box, Entry, Page, PageHead


def lay_out(page: Page, *, now: dt.datetime, snap: int = 5) -> Outcome:
    """Place all that waits for a box, priorities first, within the page's hours; nothing that stands is moved."""
    if laws.is_past(page, now):
        return Refused("That page is over: log what was done instead.")
    at = laws.moment(page, now, snap)
    opens, closes = page.hours
    opens = max(opens, at.floor)
    after, left = page, []
    made = ground(page, at, page.boxes)
    for entry in page.unplaced():
        if made.laid:  # only what finds a place changes the ground for the next
            made = ground(after, at, after.boxes)
        placed = _laid_out(after, made, entry, opens, closes, at)
        left += [] if placed else [f"{quoted(entry.title)} finds no room before {clock_of(page, closes)}"]
        after = placed or after
    if after == page:
        reason = left[0] if left else "Nothing waits for a box"
        return Refused(f"{reason}: place it by hand." if left else f"{reason}.")
    mine = [box.id for box in after.boxes if page.box(box.id) is None and not box.auto]
    return edit_between(page, after, "Lay out the day", (*consequences(page, after, mine), *left))


def _laid_out(page: Page, made: Ground, entry: Entry, opens: int, closes: int, at: Moment) -> Page | None:
    """The page with one entry placed, all or nothing, in the first lawful gaps between what stands."""
    box = Box(unused_id(page, "box", entry.id), page.date, "work", opens, max(BOX_MIN, entry.unplaced), entry.id)
    tried = page
    for part in whole_parts(Item(box, opens, opens), page):
        if made.laid:
            made = ground(tried, at, tried.boxes)
        found = made.find(part, closes)
        if found is None:
            return None
        made.lay(part, found)
        tried = with_boxes(tried, (*tried.boxes, *named_recharges(tried, made.laid, tried.boxes)))
    return with_entry(tried, replace(entry, unplaced=0))


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
    sequence = [*items_from(page, late, at.floor), *items_of(page, rest)]
    return laid(page, page_cut, sequence, sorts, "Re-plan from now", now, snap=snap)


def _is_open(page: Page, box: Box) -> bool:
    entry = page.entry(box.entry)
    return entry is not None and entry.state == "open"


def _rests(page: Page, at: Moment, now: dt.datetime) -> tuple[Page, list[Box]]:
    """The boxes half worked, cut at now, and for each task a box for what is left of it."""
    running = page.running()
    worked = {interval.entry for interval in page.intervals}
    cut, rests = {box.id: box for box in page.boxes}, []
    for entry in page.entries:
        if entry.id not in worked or entry.state != "open" or (running and running.entry == entry.id):
            continue
        left = left_of(page, entry, at.floor, now)
        if not left:
            continue
        begun = half_worked(page, entry, at.floor)
        last = begun[-1]
        name = unused_id(page, "rest", last.id)
        rests.append(Box(name, page.date, "work", last.start, left, entry.id, place=last.place))
        for box in begun:
            if box.end > at.floor:
                cut[box.id] = replace(box, minutes=max(BOX_MIN, at.floor - box.start))
    return with_boxes(page, cut.values()), rests


def repair(page: Page, *, now: dt.datetime, snap: int = 5) -> Outcome:
    """Make an unlawful page lawful again, as far as pinned boxes, events and the past allow. A lawful one stays."""
    if laws.is_past(page, now) or laws.is_lawful(page, now):
        return Edit("Repair")
    return settled(page, page, "Repair", now, snap=snap)


def settled_after_stop(before: Page, after: Page, now: dt.datetime) -> tuple[Page, tuple[str, ...]]:
    """The page after work was stopped, with its consequences: what an overrun ran into is laid anew from now.

    A box that was worked on before its time is free again: one longer than a limit adopted meanwhile goes in parts.
    """
    at = laws.moment(after, now)
    at = replace(at, floor=at.now)
    running = before.running()
    box = before.box(running.box) if running else None
    if box is None or laws.is_past(after, now):
        return after, ()
    if box.end < at.now:
        sorts = parted(after, replace(at, floor=box.end))
        late = {b.id for b in sorts.movable if box.end <= b.start < at.now or (b.start < box.end < b.end)}
    else:
        sorts = parted(after, at)
        late = {b.id for b in sorts.movable if b.id == box.id and b.minutes > after.head.limit}
    if not late:
        return after, ()
    sequence = [
        replace(item, wish=at.floor) if item.box.id in late and item.wish < at.floor else item
        for item in items_of(after, sorts.movable)
    ]
    settled = settle(after, at, sequence, standing=sorts.standing, soft=sorts.soft, autos=sorts.autos)
    assert isinstance(settled, Settled)
    page = given_back(with_boxes(after, settled.boxes), settled.fallen)
    return page, consequences(after, page)


def adopt(page: Page, head: PageHead, *, now: dt.datetime) -> Outcome:
    """Plan a page under other rules (recharge pair, hours, capacity); its day start stays. Refused on earlier pages.

    What cannot move may break the new law by itself: it is shown as a breach, and the rest is laid around it.
    """
    if laws.is_past(page, now):
        return Refused("An earlier page keeps the rules that it was planned under.")
    ruled = replace(head, date=page.date, zone=page.head.zone, day_start=page.head.day_start, closed=page.head.closed)
    base = replace(page, head=ruled)
    return settled(page, base, "Plan by the new settings", now, guarded=False)

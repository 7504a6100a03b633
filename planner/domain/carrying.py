"""What leaves a page: entries carried to a later day, dropped, or deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from planner.domain import arrange, tracking
from planner.domain.edits import Outcome, Refused, edit_between, joined, with_rows
from planner.domain.labels import day_words, label, quoted
from planner.domain.remainder import left_of
from planner.domain.steps import NO_ENTRY, Step, next_position, unstarted, with_entries, without_boxes
from planner.domain.ticks import descendants, steps_of
from planner.domain.times import page_date
from planner.domain.values import BOX_MIN, DEFAULT_MINUTES, Box, Entry, EntryState, Page, actual_minutes, derived_id


def drop(page: Page, entry_id: str, *, now: dt.datetime) -> Outcome:
    """Strike an entry: it stays on the page, gives its rank back, and loses the boxes that never started."""
    entry = page.entry(entry_id)
    if entry is None:
        return NO_ENTRY
    refused = _not_open(entry)
    if refused is not None:
        return refused
    running = page.running()
    after, said = tracking.stopped(page, now) if running and running.entry == entry.id else (page, ())
    cleared = without_boxes(after, [entry.id], now)
    if isinstance(cleared, Refused):
        return cleared
    after, words = cleared
    struck = replace(after.entry(entry.id) or entry, state="dropped", rank=None)
    return edit_between(page, with_entries(after, [struck]), label("Drop", entry.title), (*said, *words))


def delete(page: Page, entry_id: str, *, now: dt.datetime) -> Outcome:
    """Take an entry that has no record off the page, with its boxes. Its steps stay, as tasks of their own."""
    entry = page.entry(entry_id)
    if entry is None:
        return NO_ENTRY
    refused = _not_to_delete(page, entry)
    if refused is not None:
        return refused
    cleared = without_boxes(page, [entry.id], now)
    if isinstance(cleared, Refused):
        return cleared
    after, said = cleared
    entries = (replace(e, parent=None) if e.parent == entry.id else e for e in after.entries if e.id != entry.id)
    boxes = (box for box in after.boxes if box.entry != entry.id)
    rest = with_rows(after, entries=entries, boxes=boxes)
    return edit_between(page, rest, label("Delete", entry.title), said)


def _not_to_delete(page: Page, entry: Entry) -> Refused | None:
    name = quoted(entry.title)
    if intervals := page.intervals_of(entry.id):
        worked = actual_minutes(intervals)
        logged = f"{worked} minute{'' if worked == 1 else 's'} logged" if worked else "time logged"
        return Refused(f"{name} has {logged}: drop it instead, the record stands.")
    if entry.state in ("migrated", "scheduled"):
        return Refused(f"{name} was carried over: delete it on the page that it went to.")
    return None


def _not_open(entry: Entry) -> Refused | None:
    name = quoted(entry.title)
    if entry.state == "done":
        return Refused(f"{name} is done: untick it first.")
    if entry.state == "dropped":
        return Refused(f"{name} is dropped already: reopen it to do more with it.")
    if entry.state != "open":
        return Refused(f"{name} was carried over: it is open on the page that it went to.")
    return None


def migrate(page: Page, target: Page, entry_id: str, *, now: dt.datetime, new: str) -> Outcome:
    """Carry an open entry, with its open steps, to a later page: one Edit over both.

    What is left of it there waits for a box: the minutes of its unstarted boxes and of the list. To today or the next
    day it is migrated (>), to a later one scheduled (<). An event keeps its wall time.
    """
    entry = page.entry(entry_id)
    if entry is None:
        return NO_ENTRY
    family = [entry, *(e for e in descendants(page, entry) if e.state == "open")]
    refused = _not_open(entry) or _not_to_carry(page, target, entry, family, now)
    if refused is not None:
        return refused
    cleared = without_boxes(page, [e.id for e in family], now)
    if isinstance(cleared, Refused):
        return cleared
    left, said = cleared
    arrived = _arrived(page, left, target, family, now, new)
    if isinstance(arrived, Refused):
        return arrived
    there, words = arrived
    today = page_date(now, page.head.zone, page.head.day_start)
    near = target.date == today or target.date == page.date + dt.timedelta(days=1)
    state: EntryState = "migrated" if near else "scheduled"
    gone = (replace(left.entry(e.id) or e, state=state, rank=None, unplaced=0) for e in family)
    name = f"{label('Migrate', entry.title)} to {day_words(target.date)}"
    here = edit_between(page, with_entries(left, gone), name, said)
    return joined(name, here, edit_between(target, there, name, words))


def _not_to_carry(page: Page, target: Page, entry: Entry, family: Sequence[Entry], now: dt.datetime) -> Refused | None:
    name = quoted(entry.title)
    if target.date <= page.date:
        return Refused(f"{name} stands on {day_words(page.date)}: carry it to a later day.")
    if target.date < page_date(now, page.head.zone, page.head.day_start):
        return Refused(f"{day_words(target.date)} is over: carry {name} to today or later.")
    running = page.running()
    busy = next((e for e in family if running and running.entry == e.id), None)
    return Refused(f"{quoted(busy.title)} is running: stop it first.") if busy else None


def _arrived(
    page: Page, left: Page, target: Page, family: Sequence[Entry], now: dt.datetime, new: str
) -> Step | Refused:
    """The target page with the copies at the end of its log."""
    ids = {e.id: new if number == 0 else derived_id(new, e.id) for number, e in enumerate(family)}
    copies = []
    for number, old in enumerate(family):
        copy = replace(
            left.entry(old.id) or old,
            id=ids[old.id],
            page=target.date,
            position=next_position(target) + number,
            rank=None,
            unplaced=_rest_of(left, left.entry(old.id) or old, now),
            migrations=old.migrations + 1,
            parent=ids.get(old.parent or ""),
            origin=old.id,
        )
        copies.append(copy)
    there = with_entries(target, copies)
    said: tuple[str, ...] = ()
    for old in (e for e in family if e.kind == "event"):
        outcome = _event_moved(there, page, unstarted(page, old.id), ids[old.id], now)
        if isinstance(outcome, Refused):
            return outcome
        there, said = outcome[0], (*said, *outcome[1])
    return there, said


def _rest_of(left: Page, entry: Entry, now: dt.datetime) -> int:
    """The minutes that wait for a box on the new page: what was not started, and the rest of what was half worked."""
    if entry.kind != "task" or steps_of(left, entry):
        return entry.unplaced
    waiting = entry.unplaced + left_of(left, entry, left.length, now)
    if waiting:
        return waiting
    worked = actual_minutes(left.intervals_of(entry.id))
    planned = entry.estimate or sum(box.minutes for box in left.boxes_of(entry.id)) or DEFAULT_MINUTES
    return max(BOX_MIN, planned - worked)


def _event_moved(there: Page, page: Page, boxes: Sequence[Box], entry_id: str, now: dt.datetime) -> Step | Refused:
    said: tuple[str, ...] = ()
    for box in boxes:
        wall = page.frame.at(box.start)
        start = there.frame.floor_of_wall(wall.hour * 60 + wall.minute)
        new = derived_id(entry_id, box.id)
        outcome = arrange.place_event(there, entry_id, start, box.minutes, restful=box.restful, now=now, new=new)
        if isinstance(outcome, Refused):
            return outcome
        there, said = outcome.applied(there), said + outcome.consequences
    return there, said

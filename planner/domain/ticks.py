"""Ticks: a tick on a part ends that part; on the last open part, or on the task's line, it ends the task."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from planner.domain import tracking
from planner.domain.edits import Edit, Outcome, Refused, edit_between, with_boxes
from planner.domain.labels import label, quoted
from planner.domain.steps import NO_ENTRY, Step, kept_lawful, with_entries
from planner.domain.values import Entry, Page

NO_BOX = Refused("There is no such box on this page: choose another.")


def tick(page: Page, entry_id: str, *, now: dt.datetime) -> Outcome:
    """End a task or an event, with all its parts and its open steps. What runs of it is stopped now."""
    entry = page.entry(entry_id)
    if entry is None:
        return NO_ENTRY
    name = label("Tick", entry.title)
    if entry.state == "done":
        return Edit(name)
    refused = _not_to_tick(entry)
    if refused is not None:
        return refused
    steps = [step for step in descendants(page, entry) if step.state == "open"]
    said = tuple(f"{quoted(step.title)} is done with it" for step in steps)
    after, words = _ended(page, [entry, *steps], now)
    return edit_between(page, after, name, (*said, *words))


def untick(page: Page, entry_id: str, *, now: dt.datetime) -> Outcome:
    """Reopen what was ticked or dropped, with its parts; the task that it is a step of is open again too."""
    entry = page.entry(entry_id)
    if entry is None:
        return NO_ENTRY
    name = label("Untick" if entry.state == "done" else "Reopen", entry.title)
    if entry.state == "open":
        return Edit(name)
    if entry.state not in ("done", "dropped"):
        return Refused(f"{quoted(entry.title)} was carried over: it is open on the page that it went to.")
    reopened = [entry, *(e for e in ancestors(page, entry) if e.state == "done")]
    after, said = kept_lawful(page, _marked(page, reopened, done=False), now)
    return edit_between(page, after, name, said)


def tick_box(page: Page, box_id: str, *, now: dt.datetime) -> Outcome:
    """End a part. The last open part of a task that waits for no other box ends the task."""
    box = page.box(box_id)
    if box is None:
        return NO_BOX
    name = label("Tick", page.title_of(box))
    if box.done:
        return Edit(name)
    entry = page.entry(box.entry)
    if entry is not None and entry.state == "open" and _is_last_part(page, entry, box_id):
        after, said = _ended(page, [entry], now)
        return edit_between(page, after, name, said)
    running = page.running()
    after, said = tracking.stopped(page, now) if running and running.box == box.id else (page, ())
    boxes = (replace(b, done=True) if b.id == box.id else b for b in after.boxes)
    return edit_between(page, with_boxes(after, boxes), name, said)


def untick_box(page: Page, box_id: str, *, now: dt.datetime) -> Outcome:
    """Reopen a part, and the task that was done with it."""
    box = page.box(box_id)
    if box is None:
        return NO_BOX
    entry = page.entry(box.entry)
    lines = [] if entry is None else [e for e in (entry, *ancestors(page, entry)) if e.state == "done"]
    opened = with_entries(page, (replace(e, state="open") for e in lines))
    boxes = (replace(b, done=False) if b.id == box_id else b for b in opened.boxes)
    after, said = kept_lawful(page, with_boxes(opened, boxes), now)
    return edit_between(page, after, label("Untick", page.title_of(box)), said)


def toggle(page: Page, entry_id: str, *, now: dt.datetime) -> Outcome:
    """Tick what is open, reopen what is done or dropped."""
    entry = page.entry(entry_id)
    closed = entry is not None and entry.state in ("done", "dropped")
    return untick(page, entry_id, now=now) if closed else tick(page, entry_id, now=now)


def toggle_box(page: Page, box_id: str, *, now: dt.datetime) -> Outcome:
    """Tick a part that is open, reopen one that is done; a part of what was dropped reopens all of it."""
    box = page.box(box_id)
    entry = page.entry(box.entry) if box else None
    if entry is not None and entry.state == "dropped":
        return untick(page, entry.id, now=now)
    return untick_box(page, box_id, now=now) if box and box.done else tick_box(page, box_id, now=now)


def steps_of(page: Page, entry: Entry) -> tuple[Entry, ...]:
    return tuple(e for e in page.entries if e.parent == entry.id)


def descendants(page: Page, entry: Entry) -> tuple[Entry, ...]:
    """The steps of an entry, their own steps, and so on, in the order of the log."""
    found = {entry.id}
    while more := {e.id for e in page.entries if e.parent in found} - found:
        found |= more
    return tuple(e for e in page.entries if e.id in found and e.id != entry.id)


def ancestors(page: Page, entry: Entry) -> tuple[Entry, ...]:
    """The task that an entry is a step of, the one that this is a step of, and so on."""
    found: list[Entry] = []
    above = page.entry(entry.parent)
    while above is not None and above not in found:
        found.append(above)
        above = page.entry(above.parent)
    return tuple(found)


def _not_to_tick(entry: Entry) -> Refused | None:
    name = quoted(entry.title)
    if entry.kind == "note":
        return Refused(f"{name} is a note: there is nothing to tick. Write it as a task.")
    if entry.state == "dropped":
        return Refused(f"{name} is dropped: reopen it first.")
    if entry.state != "open":
        return Refused(f"{name} was carried over: tick it on the page that it went to.")
    return None


def _is_last_part(page: Page, entry: Entry, box_id: str) -> bool:
    others = [box for box in page.boxes_of(entry.id) if box.id != box_id and not box.done]
    steps = [step for step in steps_of(page, entry) if step.state == "open"]
    return not others and not steps and entry.unplaced == 0


def _ended(page: Page, lines: Iterable[Entry], now: dt.datetime) -> Step:
    """The page with these entries done, what runs of them stopped, and the tasks ended whose last open step it was."""
    ended = {entry.id: entry for entry in lines}
    running = page.running()
    after, said = tracking.stopped(page, now) if running and running.entry in ended else (page, ())
    after = _marked(after, [entry for e in ended if (entry := after.entry(e))], done=True)
    for parent in {e.parent: after.entry(e.parent) for e in ended.values() if e.parent not in ended}.values():
        if parent is not None and parent.state == "open" and _all_over(after, parent):
            after, more = _ended(after, [parent], now)
            said = (*said, f"{quoted(parent.title)} is done with its last step", *more)
    return after, said


def _all_over(page: Page, parent: Entry) -> bool:
    return all(step.state in ("done", "dropped") for step in steps_of(page, parent))


def _marked(page: Page, lines: Iterable[Entry], *, done: bool) -> Page:
    changed = {e.id: replace(e, state="done" if done else "open") for e in lines}
    boxes = (replace(box, done=done) if box.entry in changed else box for box in page.boxes)
    return with_boxes(with_entries(page, changed.values()), boxes)

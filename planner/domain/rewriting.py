"""Writing an entry anew: its words, and what they say of its estimate, rank, time and place."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from planner.domain import arrange
from planner.domain.adding import page_minute, snap_of
from planner.domain.edits import Outcome, Refused, edit_between, with_boxes
from planner.domain.entry_line import EntryLine, place_said, title_problem
from planner.domain.labels import day_words, label, quoted
from planner.domain.line_parts import printable
from planner.domain.ranks import prioritise
from planner.domain.steps import NO_ENTRY, Step, unstarted, with_entries
from planner.domain.times import words_of
from planner.domain.values import BOX_MIN, DEFAULT_MINUTES, Entry, Page, actual_minutes, derived_id


def edit_title(page: Page, entry_id: str, text: str) -> Outcome:
    """Give an entry another title, taken as it is: nothing in it is read as a part."""
    entry = page.entry(entry_id)
    if entry is None:
        return NO_ENTRY
    title, notice = printable(text)
    problem = title_problem(title)
    if problem is not None:
        return Refused(problem)
    said = (notice,) if notice else ()
    after = with_entries(page, [replace(entry, title=title)])
    return edit_between(page, after, label("Edit", title), said, merge=f"entry {entry.id}")


def edit_text(page: Page, entry_id: str, line: EntryLine, *, now: dt.datetime, whole: bool = False) -> Outcome:
    """Give an entry what a line says: title, tags, project, estimate, rank, time (its box moves, or is made), place.

    What the line does not say stays as it is. With `whole` the line is all of the entry, as `written` wrote it out with
    its unstarted boxes: tags, project, estimate, rank and place that it does not say are taken away (never a box). An
    estimate stands once work has started, and so does the place of what was started.
    """
    entry = page.entry(entry_id)
    if entry is None:
        return NO_ENTRY
    refused = _not_to_rewrite(page, entry, line)
    if refused is not None:
        return refused
    changed = _rewritten(entry, line, whole)
    refused = _not_to_change(page, entry, changed)
    if refused is not None:
        return refused
    after = with_entries(page, [_with_todo(page, entry, changed)])
    said = (line.notice,) if line.notice else ()
    if line.rank is not None or (whole and entry.rank is not None):
        outcome = prioritise(after, entry.id, line.rank)
        if isinstance(outcome, Refused):
            return outcome
        after, said = outcome.applied(after), (*said, *outcome.consequences)
    boxed = _boxed(_with_place(after, entry, line, whole), entry, line, now)
    if isinstance(boxed, Refused):
        return boxed
    merge = f"entry {entry.id}" if boxed[0].boxes == page.boxes else ""
    return edit_between(page, boxed[0], label("Edit", line.title), (*said, *boxed[1]), merge)


def _not_to_rewrite(page: Page, entry: Entry, line: EntryLine) -> Refused | None:
    name = quoted(entry.title)
    if line.problem is not None:
        return Refused(line.problem)
    if line.date is not None and line.date != page.date:
        return Refused(f"{name} stands on {day_words(page.date)}: migrate it to {day_words(line.date)}.")
    if line.start is not None and entry.state != "open":
        return Refused(f"{name} is not open: only what is open is planned. Log the time instead.")
    if line.place and line.start is None and not unstarted(page, entry.id):
        return Refused(f"{name} has no box that waits to be started: give a time too, such as 9:30 @{line.place}.")
    return None


def _rewritten(entry: Entry, line: EntryLine, whole: bool) -> Entry:
    kind = line.kind if whole or line.said("kind") else entry.kind
    said = line.estimate if kind == "task" else None
    return replace(
        entry,
        title=line.title,
        kind=kind,
        tags=line.tags if whole or line.tags else entry.tags,
        project=line.project if whole or line.project else entry.project,
        estimate=said if whole or said or kind != "task" else entry.estimate,
    )


def _not_to_change(page: Page, entry: Entry, changed: Entry) -> Refused | None:
    name = quoted(entry.title)
    if changed.kind != entry.kind:
        if page.boxes_of(entry.id) or page.intervals_of(entry.id) or entry.state != "open" or entry.rank:
            return Refused(f"{name} is planned, ranked or under way as it is: write a new line for the {changed.kind}.")
        return None
    intervals = page.intervals_of(entry.id)
    if intervals and changed.estimate != entry.estimate:
        worked = words_of(actual_minutes(intervals))
        guess = f"its estimate stays {words_of(entry.estimate)}" if entry.estimate else "it stays without an estimate"
        return Refused(f"{name} has {worked} logged: {guess}, for a guess is made before starting.")
    return None


def _with_todo(page: Page, entry: Entry, changed: Entry) -> Entry:
    """With no box yet, the minutes that wait for one follow the estimate."""
    if changed.kind != "task":
        return replace(changed, unplaced=0)
    if entry.kind == "task" and (changed.estimate == entry.estimate or page.boxes_of(entry.id) or not entry.unplaced):
        return changed
    return replace(changed, unplaced=max(BOX_MIN, changed.estimate or DEFAULT_MINUTES))


def _with_place(page: Page, entry: Entry, line: EntryLine, whole: bool) -> Page:
    """The page with all unstarted boxes of an entry where the line says; the parts of one that is cut inherit it."""
    mine = unstarted(page, entry.id)
    place = "" if whole and not line.place and place_said(mine) else line.place
    if place is None:
        return page
    there = {box.id: replace(box, place=place) for box in mine}
    return with_boxes(page, (there.get(box.id, box) for box in page.boxes))


def _boxed(page: Page, old: Entry, line: EntryLine, now: dt.datetime) -> Step | Refused:
    """The page with the entry's box at the time that the line says, and as long as its range or its new estimate."""
    entry = page.entry(old.id) or old
    if entry.kind == "note" or entry.state != "open":
        return page, ()
    minutes = _new_length(page, old, entry, line)
    start: int | Refused | None = None if line.start is None else page_minute(page, line.start)
    if isinstance(start, Refused):
        return start
    box = next(iter(unstarted(page, entry.id)), None)
    if box is not None:
        begins = box.start if start is None else start
        outcome = arrange.resize(page, box.id, begins, begins + (minutes or box.minutes), now=now, snap=snap_of(begins))
    elif start is not None:
        outcome = _new_box(page, entry, start, minutes, now, line.place or "")
    else:
        return page, ()
    return outcome if isinstance(outcome, Refused) else (outcome.applied(page), outcome.consequences)


def _new_length(page: Page, old: Entry, entry: Entry, line: EntryLine) -> int | None:
    """What the line says; else the new estimate, where the task's one box was as long as the old."""
    asked = line.asked_minutes()
    if asked is not None or entry.kind == "event":
        return asked or line.estimate
    boxes = page.boxes_of(entry.id)
    if entry.estimate is None or entry.estimate == old.estimate or len(boxes) != 1 or entry.unplaced:
        return None
    was = max(BOX_MIN, old.estimate or DEFAULT_MINUTES)
    return max(BOX_MIN, entry.estimate) if boxes[0].minutes == was else None


def _new_box(page: Page, entry: Entry, start: int, minutes: int | None, now: dt.datetime, place: str) -> Outcome:
    new = derived_id(entry.id, "box", now.isoformat(), len(page.boxes))
    if entry.kind == "event":
        return arrange.place_event(page, entry.id, start, minutes or 60, now=now, new=new, place=place)
    if page.boxes_of(entry.id) and not entry.unplaced:
        return Refused(f"{quoted(entry.title)} has started: what has happened stands. Place a box for the rest of it.")
    return arrange.place(page, entry.id, start, minutes, now=now, snap=snap_of(start), new=new, place=place)


def mark_off_screen(page: Page, entry_id: str, off_screen: bool) -> Outcome:
    """Say that a task is worked on away from the screen: then no key and no mouse is no sign of rest."""
    entry = page.entry(entry_id)
    if entry is None:
        return NO_ENTRY
    if entry.kind != "task":
        return Refused(f"{quoted(entry.title)} is no task: only a task is worked on.")
    words = "is done away from the screen" if off_screen else "is done at the screen"
    after = with_entries(page, [replace(entry, off_screen=off_screen)])
    return edit_between(page, after, f"{quoted(entry.title)} {words}")

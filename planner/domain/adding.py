"""What comes onto a page: new lines, the steps of a task, and what was done though not planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from planner.domain import arrange, tracking
from planner.domain.edits import Outcome, Refused, edit_between
from planner.domain.entry_line import EVENT_MINUTES, EntryLine
from planner.domain.labels import label, quoted
from planner.domain.ranks import prioritise
from planner.domain.steps import NO_ENTRY, Step, is_today, next_position, with_entries, without_boxes
from planner.domain.ticks import descendants
from planner.domain.values import BOX_MIN, DEFAULT_MINUTES, Entry, Page, derived_id


def add(page: Page, line: EntryLine, *, now: dt.datetime, new: str, new_box: str, restful: bool = False) -> Outcome:
    """Put a line at the end of the log, with its rank, and with its box (`new_box`) if it has a time.

    Refused as a whole if its rank is taken or its box finds no place. Which page a date in the line means is the
    caller's business.
    """
    made = _entered(page, line, now, new, new_box, restful=restful)
    if isinstance(made, Refused):
        return made
    after, said = made
    return edit_between(page, after, label("Add", line.title), said)


def _entered(
    page: Page,
    line: EntryLine,
    now: dt.datetime,
    new: str,
    new_box: str,
    *,
    parent: str | None = None,
    restful: bool = False,
) -> Step | Refused:
    if line.problem is not None:
        return Refused(line.problem)
    entry = replace(_entry_of(page, line, new), parent=parent)
    after, said = with_entries(page, [entry]), (line.notice,) if line.notice else ()
    if line.rank is not None:
        outcome = prioritise(after, new, line.rank)
        if isinstance(outcome, Refused):
            return outcome
        after = outcome.applied(after)
    if line.start is not None and line.kind != "note":
        boxed = _boxed(after, entry, line, now, new_box, restful=restful)
        if isinstance(boxed, Refused):
            return boxed
        after, said = boxed[0], (*said, *boxed[1])
    return after, said


def _entry_of(page: Page, line: EntryLine, new: str) -> Entry:
    task = line.kind == "task"
    estimate = (line.estimate or line.minutes) if task else None
    unplaced = max(BOX_MIN, line.estimate or 0, line.minutes or 0) if estimate else DEFAULT_MINUTES
    return Entry(
        new,
        page.date,
        line.title,
        line.kind,
        position=next_position(page),
        estimate=estimate,
        unplaced=unplaced if task else 0,
        tags=line.tags,
        project=line.project,
    )


def _boxed(page: Page, entry: Entry, line: EntryLine, now: dt.datetime, new: str, *, restful: bool) -> Step | Refused:
    start, place = page_minute(page, line.start or 0), line.place or ""
    if isinstance(start, Refused):
        return start
    if entry.kind == "event":
        minutes = line.minutes or line.estimate or EVENT_MINUTES
        outcome = arrange.place_event(page, entry.id, start, minutes, restful=restful, now=now, new=new, place=place)
    else:
        snap = snap_of(start)
        outcome = arrange.place(page, entry.id, start, line.minutes, now=now, snap=snap, new=new, place=place)
    return outcome if isinstance(outcome, Refused) else (outcome.applied(page), outcome.consequences)


def page_minute(page: Page, wall: int) -> int | Refused:
    """The page minute of a wall time that a person gave."""
    minute = page.frame.of_wall(wall)
    if minute is None:
        return Refused(f"The clocks skip {wall // 60:02d}:{wall % 60:02d} on that day: choose another time.")
    return minute


def snap_of(minute: int) -> int:
    """A time that was typed is kept to the minute, but a round one may still lie in the five minutes that run."""
    return 1 if minute % 5 else 5


def break_down(
    page: Page, entry_id: str, lines: Sequence[EntryLine], *, now: dt.datetime, new: Sequence[str]
) -> Outcome:
    """Break an open task into steps, which stand right after it in the log. `new` holds an id for each line.

    The steps have their own minutes: the task's list is emptied and its unstarted boxes go. It keeps its rank.
    """
    entry = page.entry(entry_id)
    if entry is None:
        return NO_ENTRY
    refused = _not_to_break(entry, lines)
    if refused is not None:
        return refused
    cleared = without_boxes(page, [entry.id], now)
    if isinstance(cleared, Refused):
        return cleared
    after, said = cleared
    after = with_entries(after, [replace(after.entry(entry.id) or entry, unplaced=0)])
    for line, name in zip(lines, new, strict=True):
        made = _entered(after, line, now, name, derived_id(name, "box"), parent=entry.id)
        if isinstance(made, Refused):
            return made
        after, said = made[0], (*said, *made[1])
    return edit_between(page, _in_order(after, entry, new), label("Break down", entry.title), said)


def _not_to_break(entry: Entry, lines: Sequence[EntryLine]) -> Refused | None:
    if entry.state == "dropped":
        return Refused(f"{quoted(entry.title)} is dropped: reopen it first.")
    if entry.kind != "task" or entry.state != "open":
        return Refused(f"{quoted(entry.title)} is not an open task: only open tasks are broken down.")
    if not lines:
        return Refused("Write the steps, one a line.")
    other = next((line for line in lines if line.kind != "task" and not line.problem), None)
    if other is not None:
        return Refused(f"{quoted(other.title)} is no task: steps are tasks, written without a sign.")
    return None


def _in_order(page: Page, entry: Entry, new: Sequence[str]) -> Page:
    """The page with the new steps after the task and the steps that it had before."""
    steps = [e for e in page.entries if e.id in new]
    rest = [e for e in page.entries if e.id not in new]
    family = {entry.id, *(e.id for e in descendants(page, entry))}
    after = max(index for index, e in enumerate(rest) if e.id in family) + 1
    ordered = [*rest[:after], *steps, *rest[after:]]
    return with_entries(page, (replace(e, position=position) for position, e in enumerate(ordered)))


def log_unplanned(page: Page, line: EntryLine, *, now: dt.datetime, new: str) -> Outcome:
    """Keep what was done, though not planned: a done task, and the time that it took, where the line says it.

    A range of times is kept as it is; a length alone ended now. It has no estimate: nobody guessed before starting.
    """
    if line.problem is not None:
        return Refused(line.problem)
    if line.kind == "note":
        return Refused(f"{quoted(line.title)} is a note, and a note is nothing done: write it without the sign.")
    entry = replace(_entry_of(page, line, new), state="done", unplanned=True, estimate=None, unplaced=0)
    after, said = with_entries(page, [entry]), _left_out(line)
    if line.rank is not None:
        outcome = prioritise(after, new, line.rank)
        if isinstance(outcome, Refused):
            return outcome
        after = outcome.applied(after)
    span = _span_done(page, line, now)
    if isinstance(span, Refused):
        return span
    if span is not None:
        outcome = tracking.log(after, new, *span, now=now, new=derived_id(new, "interval"))
        if isinstance(outcome, Refused):
            return outcome
        after, said = outcome.applied(after), (*said, *outcome.consequences)
    return edit_between(page, after, label("Done, not planned:", line.title), said)


def _left_out(line: EntryLine) -> tuple[str, ...]:
    """What is not kept of a line that makes no box."""
    notice = (line.notice,) if line.notice else ()
    return (*notice, f"A place belongs to a box: {quoted(line.place)} is left out") if line.place else notice


def _span_done(page: Page, line: EntryLine, now: dt.datetime) -> tuple[dt.datetime, dt.datetime] | Refused | None:
    minutes = line.asked_minutes() or line.estimate
    if minutes is None:
        return None if line.start is None else Refused("Say how long it took, such as 9:30-10:15.")
    if line.start is not None:
        start = page_minute(page, line.start)
        return start if isinstance(start, Refused) else (page.frame.at(start), page.frame.at(start + minutes))
    if not is_today(page, now):
        return Refused("Say when it was, such as 9:30-10:15: only today a length alone ends now.")
    end = tracking.to_second(now)
    return end - dt.timedelta(minutes=minutes), end

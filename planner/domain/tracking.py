"""The record: what was really worked, started and stopped by the timer or typed in afterwards.

Instants are kept to the second with their own offset. Correcting the record is not planning: it is allowed on any day
that has come. No operation here touches an estimate.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from planner.domain import arrange
from planner.domain.edits import Change, Edit, Outcome, Refused, edit_between, joined, with_intervals
from planner.domain.labels import day_words, label, quoted
from planner.domain.steps import NO_ENTRY, Step, is_today, kept_lawful, unstarted, with_interval
from planner.domain.times import words_of
from planner.domain.values import Box, Entry, Interval, Page, Source, actual_minutes

SECOND = dt.timedelta(seconds=1)
LONGEST = dt.timedelta(hours=24)
NO_INTERVAL = Refused("There is no such time on this page's record: choose another.")


def to_second(instant: dt.datetime) -> dt.datetime:
    """An aware instant to the second, its offset fixed: a zone's rules may change, what happened may not."""
    return instant.replace(microsecond=0).astimezone(dt.timezone(instant.utcoffset() or dt.timedelta(0)))


# The timer


def start(
    page: Page,
    entry_id: str,
    *,
    now: dt.datetime,
    new: str,
    running: Interval | None = None,
    box_id: str | None = None,
) -> Outcome:
    """Start a task of today's page; whatever runs is stopped, also `running` on another page.

    The interval fills the box `box_id`, else the task's open box that covers now, else its next unstarted one.
    """
    entry = page.entry(entry_id)
    if entry is None:
        return NO_ENTRY
    refused = _not_to_start(page, entry, now)
    if refused is not None:
        return refused
    name = label("Start", entry.title)
    chosen = page.box(box_id) if box_id else _box_now(page, entry, now)
    if box_id and (chosen is None or chosen.entry != entry.id):
        return Refused(f"That is no box of {quoted(entry.title)}: choose one of its own.")
    if box_id and chosen and chosen.done:
        return Refused(f"That part of {quoted(entry.title)} is done: untick it first, or choose another.")
    mine = page.running()
    if any(each is not None and each.kind == "recharge" for each in (mine, running)):
        return Refused(f"The recharge is not over: start {quoted(entry.title)} after it.")
    if mine and mine.entry == entry.id and (not box_id or mine.box == box_id):
        return Edit(name)
    stopped_page, said = stopped(page, now) if mine else (page, ())
    since, behind = begins(stopped_page, to_second(now))
    interval = Interval(new, page.date, since, entry=entry.id, box=chosen.id if chosen else None)
    edit = edit_between(page, with_interval(stopped_page, interval), name, (*said, *behind))
    if running is None or running.page == page.date:
        return edit
    return joined(name, closing(running, now), edit)


def _not_to_start(page: Page, entry: Entry, now: dt.datetime) -> Refused | None:
    name = quoted(entry.title)
    if entry.kind != "task":
        return Refused(f"{name} is no task: only tasks are started.")
    if entry.state == "done":
        return Refused(f"{name} is done: untick it first.")
    if entry.state == "dropped":
        return Refused(f"{name} is dropped: reopen it first.")
    if entry.state != "open":
        return Refused(f"{name} was carried over: start it on the page that it went to.")
    if not is_today(page, now):
        return Refused(f"{name} stands on {day_words(page.date)}: only today's tasks are started. Log what was done.")
    return None


def _box_now(page: Page, entry: Entry, now: dt.datetime) -> Box | None:
    minute = page.frame.minute(now)
    boxes = [box for box in page.boxes_of(entry.id) if not box.done]
    covering = [box for box in boxes if box.start <= minute < box.end]
    fresh = unstarted(page, entry.id)
    coming = [box for box in fresh if box.start > minute]
    return next(iter([*covering, *coming, *fresh, *boxes]), None)


def begins(page: Page, now: dt.datetime) -> tuple[dt.datetime, tuple[str, ...]]:
    """Now, or just later where another interval has just ended; words if the clock went back behind the record."""
    last = max((i.end for i in page.intervals if i.end is not None), default=now)
    if last <= now:
        return now, ()
    if last <= now + 60 * SECOND:
        return last, ()
    until = page.frame.clock(page.frame.minute(last))
    return now, (f"The clock was set back: there is a record up to {until} already. Correct it if they overlap",)


def stop(page: Page, *, now: dt.datetime) -> Outcome:
    """Stop what runs. Where it ran over its box, what follows is laid anew."""
    running = page.running()
    if running is None:
        return Refused("Nothing is running on this page: start a task first.")
    if running.kind == "recharge":
        return Refused("The recharge is not over: it ends by itself.")
    after, said = stopped(page, now)
    entry = page.entry(running.entry)
    return edit_between(page, after, label("Stop", entry.title) if entry else f"Stop the {running.kind}", said)


def stopped(page: Page, now: dt.datetime) -> Step:
    """The page with nothing running, as `stop` leaves it."""
    running = page.running()
    if running is None:
        return page, ()
    closed, words = _closed(running, now)
    after, said = arrange.settled_after_stop(page, with_interval(page, closed), now)
    return after, (*words, *said)


def closing(running: Interval, now: dt.datetime) -> Edit:
    """The Edit that stops what runs on a page that is not at hand."""
    closed, words = _closed(running, now)
    return Edit("Stop", (Change(running, closed),), words)


def left_running(page: Page, at: dt.datetime) -> Edit:
    """End what runs at the last instant that is known of it. The plan stays, and it is no deed of a person's."""
    running = page.running()
    if running is None:
        return Edit("Stop")
    closed, _ = _closed(running, max(at, running.start))
    end = closed.end or at
    name = _words_for(page, running)
    said = (
        f"{name[0].upper()}{name[1:]} ran when it was made, and is stopped there: {day_words(end.date())}, {end:%H:%M}"
    )
    return replace(edit_between(page, with_interval(page, closed), f"Stop {name}", (said,)), noted=True)


def _closed(running: Interval, now: dt.datetime) -> tuple[Interval, tuple[str, ...]]:
    end = to_second(now)
    if end < running.start:
        words = ("The clock was set back while it ran: one second is kept. Correct it to what it was",)
        return replace(running, end=running.start + SECOND), words
    if end - running.start > LONGEST:
        words = ("It ran for over 24 hours: 24 are kept. Correct them to what it was",)
        return replace(running, end=running.start + LONGEST), words
    return replace(running, end=max(end, running.start + SECOND)), ()


# Typed in afterwards


def log(
    page: Page,
    entry_id: str,
    start: dt.datetime,
    end: dt.datetime,
    *,
    now: dt.datetime,
    new: str,
    source: Source = "typed",
) -> Outcome:
    """Keep a span that was worked, from one aware instant to another, on any day up to now."""
    entry = page.entry(entry_id)
    if entry is None:
        return NO_ENTRY
    if entry.kind == "note":
        return Refused(f"{quoted(entry.title)} is a note: log time on a task.")
    start, end = to_second(start), to_second(end)
    refused = bad_span(page, start, end, now) or overlap(page, start, end, now)
    if refused is not None:
        return refused
    box = _box_filled(page, entry, start, end)
    interval = Interval(new, page.date, start, end, entry.id, box.id if box else None, source=source)
    after, said = kept_lawful(page, with_interval(page, interval), now)
    return edit_between(page, after, f"Log {_length(interval)} of {quoted(entry.title)}", said)


def correct(page: Page, interval_id: str, start: dt.datetime, end: dt.datetime | None, *, now: dt.datetime) -> Outcome:
    """Give a kept span its right start and end. `end` may be None of what still runs: only its start is corrected."""
    old = next((i for i in page.intervals if i.id == interval_id), None)
    if old is None:
        return NO_INTERVAL
    if end is None and old.end is not None:
        return Refused("That has ended: give its end too.")
    start, end = to_second(start), to_second(end) if end else None
    until = end or now
    refused = bad_span(page, start, until, now) or overlap(page, start, until, now, old)
    if refused is not None:
        return refused
    name = f"Correct the time of {_words_for(page, old)}"
    if (start, end) == (old.start, old.end):
        return Edit(name)
    right = replace(old, start=start, end=end, source="typed" if end else old.source)
    after, said = kept_lawful(page, with_interval(page, right), now)
    return edit_between(page, after, name, said)


def erase(page: Page, interval_id: str) -> Outcome:
    """Take a span off the record, one that never was."""
    old = next((i for i in page.intervals if i.id == interval_id), None)
    if old is None:
        return NO_INTERVAL
    rest = with_intervals(page, (i for i in page.intervals if i is not old))
    return edit_between(page, rest, f"Erase {_length(old)} of {_words_for(page, old)}")


def bad_span(page: Page, start: dt.datetime, end: dt.datetime, now: dt.datetime) -> Refused | None:
    if start >= now or end > now:
        return Refused("That has not happened yet: give times before now.")
    if end <= start:
        return Refused("The end is not after the start: give a later end.")
    if end - start > LONGEST:
        return Refused("That is longer than 24 hours: log it in parts, each on its day.")
    if not 0 <= page.frame.minute(start) < page.length:
        return Refused(f"That starts outside the page of {day_words(page.date)}: log it on its own day.")
    return None


def overlap(
    page: Page, start: dt.datetime, end: dt.datetime, now: dt.datetime, but: Interval | None = None
) -> Refused | None:
    """Nobody works on two things at once. Rest and meditation are no work and may overlap."""
    if but is not None and but.kind != "work":
        return None
    for other in page.intervals:
        if other.kind == "work" and other is not but and other.start < end and start < (other.end or now):
            name, when = _words_for(page, other), _span_words(page, other)
            return Refused(f"That overlaps {name}, {when}: correct that first, or give another time.")
    return None


def _box_filled(page: Page, entry: Entry, start: dt.datetime, end: dt.datetime) -> Box | None:
    """The box that the span overlaps most, else the last unstarted one whose time had come."""
    first, last = page.frame.minute(start), page.frame.minute(end)
    shared = {box: min(box.end, last) - max(box.start, first) for box in page.boxes_of(entry.id)}
    best = max(shared, key=lambda box: shared[box], default=None)
    if best is not None and shared[best] > 0:
        return best
    earlier = [box for box in unstarted(page, entry.id) if box.start < last]
    return earlier[-1] if earlier else None


def _length(interval: Interval) -> str:
    return words_of(actual_minutes((replace(interval, kind="work"),)))


def _words_for(page: Page, interval: Interval) -> str:
    entry = page.entry(interval.entry)
    return quoted(entry.title) if entry else f"the {interval.kind}"


def _span_words(page: Page, interval: Interval) -> str:
    begins = page.frame.clock(page.frame.minute(interval.start))
    if interval.end is None:
        return f"running since {begins}"
    return f"{begins}–{page.frame.clock(page.frame.minute(interval.end))}"

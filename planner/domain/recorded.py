"""The times worked on a task as lines of text that a person writes over: "9:05–9:50", and "10:45–" of what runs.

Times are those of the wall clock on the page; "2:30b" is the second pass of an hour that the clocks repeat.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from planner.domain import reading, tracking
from planner.domain.edits import Outcome, Refused, edit_between
from planner.domain.labels import day_words, label, quoted
from planner.domain.steps import NO_ENTRY
from planner.domain.times import DAY, MINUTE, Frame, frame, words_of
from planner.domain.values import Interval, Page, actual_minutes, derived_id

_SIDES = re.compile(r"(.+?)\s*(?:[-–—]|\b(?:to|until|till)\b)\s*(.*)", re.IGNORECASE)


class Span(NamedTuple):
    """Start and end as they are shown; no end while it runs."""

    begin: str
    end: str

    def __str__(self) -> str:
        return f"{self.begin}–{self.end}"


class Line(NamedTuple):
    """A written span and the kept one that it stands for: None for a new one."""

    span: Span
    old: Interval | None
    new: str


def times(page: Page, entry_id: str) -> tuple[str, ...]:
    """The lines of a task, by their start."""
    return tuple(str(_shown(page, interval)) for interval in _kept(page, entry_id))


def total(page: Page, entry_id: str, now: dt.datetime) -> str:
    """What was worked on a task in all, beside its estimate: "1 h 15 worked, 45 min estimated"."""
    entry = page.entry(entry_id)
    worked = f"{words_of(actual_minutes(page.intervals_of(entry_id), now))} worked"
    return f"{worked}, {words_of(entry.estimate)} estimated" if entry and entry.estimate else worked


def rewrite(page: Page, entry_id: str, texts: Sequence[str], *, now: dt.datetime, new: str) -> Outcome:
    """Make these lines the times worked on a task: changed lines correct, new ones log, missing ones erase.

    A time that was not written over keeps its seconds. Empty lines say nothing. `new` is what the ids of what is logged
    are derived from.
    """
    entry = page.entry(entry_id)
    if entry is None:
        return NO_ENTRY
    if entry.kind == "note":
        return Refused(f"{quoted(entry.title)} is a note: log time on a task.")
    kept = _kept(page, entry_id)
    known = {str(_shown(page, interval)): _shown(page, interval) for interval in kept}
    spans: list[Span] = []
    for text in filter(None, map(str.strip, texts)):
        span = known.get(text) or _span(page, text)
        if isinstance(span, Refused):
            return span
        spans.append(span)
    lines = _matched(page, kept, spans, new)
    stay = {line.old.id for line in lines if line.old}
    steps = [_erasing(interval) for interval in kept if interval.id not in stay]
    steps += [_writing(entry_id, line, now) for line in lines if not line.old or _shown(page, line.old) != line.span]
    return _one_after_another(page, steps, label("Times worked on", entry.title))


def _kept(page: Page, entry_id: str) -> list[Interval]:
    return [interval for interval in page.intervals_of(entry_id) if interval.kind == "work"]


def _shown(page: Page, interval: Interval) -> Span:
    return Span(_clock(page, interval.start), _clock(page, interval.end) if interval.end else "")


def _clock(page: Page, instant: dt.datetime) -> str:
    minute = page.frame.minute(instant)
    local = page.frame.at(minute)
    return f"{local.hour}:{local.minute:02d}{'b' if page.frame.repeated(minute) else ''}"


# Reading a line


def _span(page: Page, text: str) -> Span | Refused:
    found = _SIDES.fullmatch(text)
    if found is None:
        return Refused(f"{quoted(text)} is no span of time: write it like 9:05–9:50.")
    begin, end = (side.removesuffix("b").strip() for side in found.groups())
    marks = ["b" if side.endswith("b") else "" for side in found.groups()]
    walls = _walls(begin, end, twice=any(marks))
    if walls is None:
        return _unreadable(text, begin, end)
    words = [f"{wall // 60}:{wall % 60:02d}{mark}" for wall, mark in zip(walls, marks, strict=False)]
    missing = next((refused for word in words if (refused := _not_here(page, word))), None)
    return missing or Span(words[0], words[1] if end else "")


def _walls(begin: str, end: str, *, twice: bool) -> tuple[int, ...] | None:
    """Minutes after midnight of a start, and of its end if there is one.

    Where a second pass is named (`twice`) an end may look earlier than its start.
    """
    if end and not twice:
        span = reading.wall_span(f"{begin}-{end}")
        return (span[0], (span[0] + span[1]) % DAY) if span else None
    read = [reading.wall_time(side) for side in (begin, end) if side]
    walls = tuple(wall for wall in read if wall is not None)
    return walls if len(walls) == len(read) else None


def _unreadable(text: str, begin: str, end: str) -> Refused:
    if reading.wall_time(begin) is None and reading.wall_time(f"{begin}:00") is None:
        return Refused(f"{quoted(begin)} is no time: write it like 9:05.")
    if end and reading.wall_time(end) is None:
        return Refused(f"{quoted(end)} is no time: write it like 9:05.")
    return Refused(f"{quoted(text)} ends before it starts, or takes over 12 hours: give a later end, or write parts.")


def _not_here(page: Page, words: str) -> Refused | None:
    """Why a time cannot be on a page on which the clocks change."""
    wall, date = _wall(words), day_words(page.date)
    first, second = page.frame.of_wall(wall), page.frame.of_wall(wall, second=True)
    if first is None:
        return Refused(f"{words} does not come on {date}: the clocks skip it. Write a time before or after.")
    if words.endswith("b") and first == second:
        return Refused(f"{words.removesuffix('b')} comes only once on {date}: leave the b out.")
    return None


def _wall(words: str) -> int:
    hour, minute = words.removesuffix("b").split(":")
    return int(hour) * 60 + int(minute)


# Which kept span a line stands for

_SAME: tuple[Callable[[Span, Span], bool], ...] = (
    lambda old, new: old == new,
    lambda old, new: old.begin == new.begin,
    lambda old, new: old.end == new.end,
    lambda old, new: True,
)


def _matched(page: Page, kept: Sequence[Interval], spans: Sequence[Span], new: str) -> list[Line]:
    """Each line with the span that it is, else with one of the same start, or of the same end, else with the next."""
    left = list(kept)
    found: dict[int, Interval] = {}
    for same in _SAME:
        for number, span in enumerate(spans):
            match = next((i for i in left if same(_shown(page, i), span)), None)
            if number not in found and match is not None:
                found[number] = match
                left.remove(match)
    return [Line(span, found.get(number), derived_id(new, number)) for number, span in enumerate(spans)]


# Writing what differs

Step = Callable[[Page], Outcome]


def _erasing(interval: Interval) -> Step:
    return lambda page: tracking.erase(page, interval.id)


def _writing(entry_id: str, line: Line, now: dt.datetime) -> Step:
    return lambda page: _written(page, entry_id, line, now)


def _one_after_another(page: Page, steps: Sequence[Step], name: str) -> Outcome:
    """One Edit of all steps. A line may have to wait until its neighbour has made room for it."""
    after, said = page, list[str]()
    waiting = list(steps)
    while waiting:
        refusals: list[Refused] = []
        still: list[Step] = []
        for step in waiting:
            outcome = step(after)
            if isinstance(outcome, Refused):
                refusals.append(outcome)
                still.append(step)
            else:
                after = outcome.applied(after)
                said += outcome.consequences
        if len(still) == len(waiting):
            return refusals[0]
        waiting = still
    return edit_between(page, after, name, tuple(dict.fromkeys(said)))


def _written(page: Page, entry_id: str, line: Line, now: dt.datetime) -> Outcome:
    old = next((i for i in page.intervals if line.old and i.id == line.old.id), None)
    shown = _shown(page, old) if old else Span("", "")
    start = old.start if old and shown.begin == line.span.begin else _start(page, line.span.begin, old)
    end = old.end if old and shown.end == line.span.end else _end(page, line.span.end, start)
    if old is not None:
        return tracking.correct(page, old.id, start, end, now=now)
    if end is None:
        return Refused(f"{quoted(str(line.span))} has no end: write when it ended.")
    return tracking.log(page, entry_id, start, end, now=now, new=line.new)


def _start(page: Page, words: str, old: Interval | None) -> dt.datetime:
    """The instant of a start. Where another span ended within that minute it begins right after that one."""
    minute = page.frame.of_wall(_wall(words), second=words.endswith("b"))
    assert minute is not None, "a line is read before it is written"
    start = _at(page.frame, minute)
    others = (i.end for i in page.intervals if i.kind == "work" and i is not old and i.end is not None)
    return max((end for end in others if start < end < start + MINUTE), default=start)


def _end(page: Page, words: str, start: dt.datetime) -> dt.datetime | None:
    """The first instant after the start at which the clocks show a time: in their second pass, on the next page."""
    if not words:
        return None
    wall = _wall(words)
    passes = (True,) if words.endswith("b") else (False, True)
    morrow = frame(page.date + dt.timedelta(days=1), page.head.zone, page.head.day_start)
    found = [
        _at(ruler, m)
        for ruler in (page.frame, morrow)
        for s in passes
        if (m := ruler.of_wall(wall, second=s)) is not None
    ]
    return next((instant for instant in found if instant > start), found[0])


def _at(ruler: Frame, minute: int) -> dt.datetime:
    """An instant with its own offset: within one zone Python takes both passes of an hour for the same time."""
    return tracking.to_second(ruler.at(minute))

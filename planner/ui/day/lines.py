"""What the lines of a page say: signs, figures and notes, without Qt.

Paper and window are siblings: the signs are those of the bullet journal, in both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from planner.domain.times import words_of
from planner.domain.values import Entry, Page, actual_minutes

if TYPE_CHECKING:
    from planner.domain.search import KeptLine

Section = Literal["three", "bonus", "unplanned", "leftover"]

SIGNS = {"done": "×", "migrated": ">", "scheduled": "<"}
KIND_SIGNS = {"task": "•", "event": "○", "note": "–"}
DEEPEST = 4  # steps of steps of steps are set in no further than this
STATE_WORDS = {
    "open": "open",
    "done": "done",
    "migrated": "carried over",
    "scheduled": "given another day",
    "dropped": "dropped",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is shown. `entry` is None for an empty slot of the three; `slot` is 1–3 there, else 0."""

    entry: Entry | None = None
    sign: str = ""
    figures: str = ""
    note: str = ""
    depth: int = 0
    slot: int = 0
    running: bool = False
    over: bool = False

    @property
    def id(self) -> str:
        return self.entry.id if self.entry else ""

    @property
    def closed(self) -> bool:
        """Whether the line asks for nothing more: done, dropped, carried over."""
        return self.entry is not None and self.entry.kind == "task" and self.entry.state != "open"

    def spoken(self) -> str:
        """The line in words, for a screen reader."""
        if self.entry is None:
            return f"Priority {self.slot}: empty"
        entry = self.entry
        parts = [f"Priority {self.slot}: {entry.title}" if self.slot else f"{entry.kind.capitalize()}: {entry.title}"]
        if entry.kind == "task":
            parts.append("running" if self.running else STATE_WORDS[entry.state])
        parts += [words for words in (self.figures, *(f"#{tag}" for tag in entry.tags), self.note) if words]
        return ", ".join(parts)


def sign_of(entry: Entry | KeptLine) -> str:
    if entry.kind == "task":
        return "✓" if entry.unplanned else SIGNS.get(entry.state, "•")
    return KIND_SIGNS[entry.kind]


def line_of(page: Page, entry: Entry, now: dt.datetime, *, depth: int = 0, slot: int = 0) -> Line:
    intervals = page.intervals_of(entry.id)
    running = any(interval.end is None for interval in intervals)
    worked = actual_minutes(intervals, now)
    over = entry.estimate is not None and worked > entry.estimate
    figures = figures_of(entry, worked if intervals else None, running=running) or span_of(page, entry)
    return Line(entry, sign_of(entry), figures, note_of(page, entry, depth), depth, slot, running, over)


def figures_of(entry: Entry, worked: int | None, *, running: bool) -> str:
    """The guess and what it took: "45 min", "60 → 75 min", "12 of 45 min"."""
    guess = entry.estimate
    if worked is None:
        return "" if guess is None else words_of(guess)
    if guess is None:
        return words_of(worked)
    if max(guess, worked) < 100:
        return f"{worked} of {guess} min" if running else f"{guess} → {worked} min"
    if running:
        return f"{words_of(worked)} of {words_of(guess)}"
    return f"{words_of(guess)} → {words_of(worked)}"


def span_of(page: Page, entry: Entry) -> str:
    """When an event is, from its box."""
    box = next(iter(page.boxes_of(entry.id)), None) if entry.kind == "event" else None
    return f"{page.frame.clock(box.start)}–{page.frame.clock(box.end)}" if box else ""


def note_of(page: Page, entry: Entry, depth: int = 0) -> str:
    """The soft words after the title: whose step it is, or that it has been moved and moved again."""
    if entry.migrations >= 2 and entry.state in ("open", "migrated"):
        times = "twice" if entry.migrations == 2 else f"{entry.migrations} times"
        return f"moved {times} — what is in the way?"
    if entry.off_screen and entry.state == "open":
        return "away from the screen"
    steps = [e for e in page.entries if e.parent == entry.id]
    if steps:
        return f"{sum(e.state == 'done' for e in steps)} of {len(steps)} steps done"
    parent = page.entry(entry.parent)
    if parent is not None and not depth:
        return f"step of {shortened(parent.title, 40)}"
    return ""


def shortened(text: str, most: int) -> str:
    """The text, cut with an ellipsis when it is longer than `most` characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def three_lines(page: Page, now: dt.datetime) -> tuple[Line, ...]:
    """Always three: the priorities by rank, and empty slots."""
    taken = page.priorities()
    return tuple(line_of(page, taken[slot], now, slot=slot) if slot in taken else Line(slot=slot) for slot in (1, 2, 3))


def bonus_lines(page: Page, now: dt.datetime) -> tuple[Line, ...]:
    """All else in the order of the log, each task followed by its steps."""
    mine = [e for e in page.entries if e.rank is None and not e.unplanned]
    here = {e.id for e in mine}
    lines: dict[str, Line] = {}
    for entry in mine:
        if entry.parent not in here:
            _add_with_steps(lines, page, entry, mine, now, 0)
    return tuple(lines.values())


def _add_with_steps(
    lines: dict[str, Line], page: Page, entry: Entry, mine: list[Entry], now: dt.datetime, depth: int
) -> None:
    lines[entry.id] = line_of(page, entry, now, depth=min(depth, DEEPEST))
    for step in mine:
        if step.parent == entry.id and step.id not in lines:
            _add_with_steps(lines, page, step, mine, now, depth + 1)


def unplanned_lines(page: Page, now: dt.datetime) -> tuple[Line, ...]:
    return tuple(line_of(page, e, now) for e in page.entries if e.unplanned and e.rank is None)


def leftover_lines(entries: Iterable[Entry]) -> tuple[Line, ...]:
    """Open tasks of an earlier page; what they took is not asked for here."""
    return tuple(Line(e, sign_of(e), figures_of(e, None, running=False), _moved(e)) for e in entries)


def _moved(entry: Entry) -> str:
    return f"moved {entry.migrations} times" if entry.migrations >= 2 else ""

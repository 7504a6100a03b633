"""The marks of a sheet in words."""

from __future__ import annotations

from typing import TypeGuard

from planner.domain.filled import Decision, Ticked, Worked, Written, box_of, page_with
from planner.domain.times import words_of
from planner.domain.values import Page
from planner.ui.dates import short_date
from planner.ui.day.lines import shortened
from planner.ui.reading.draft import Draft, Row

VALUES = {"empty": "not ticked", "ticked": "ticked", "cancelled": "crossed out"}
SIGNS = {"empty": "○", "ticked": "×", "cancelled": "–"}
LINES = {
    "bonus": "Bonus",
    "unplanned": "Done, though not planned",
    "note": "Notes",
    "priority": "Priority",
    "actual": "What it took",
}
GONE = "A box that is gone"
NOT_WRITTEN_OUT = "F2 or a double click: write it out. Without words it is left out."
NOT_NAMED = "F2 or a double click: write what it was for."
SHOWN = 90  # characters of a title
LEFT_OFF = "left out"
ALL_THERE = "Nothing new: all of this sheet is on the page already."
ONLY_PICTURE = "Nothing new but the picture: all else of this sheet is on the page already."


def is_written_out(decision: Decision) -> TypeGuard[Written | Worked]:
    """Whether a person types what it says: a line, or what a time was for that is no box's."""
    return isinstance(decision, Written) or (isinstance(decision, Worked) and decision.is_no_boxs)


def title(draft: Draft, decision: Decision) -> str:
    """What a mark is about; on a sheet of several days, of which."""
    page = page_with(decision, draft.pages)
    day = f"{short_date(page.date)}  " if len(draft.pages) > 1 and page.box(box_of(decision)) is not None else ""
    return f"{day}{_title(page, decision)}"


def _title(page: Page, decision: Decision) -> str:
    if isinstance(decision, Worked):
        return box_words(page, decision.box) if decision.box else f"{_times(page, decision)} is no box's"
    if isinstance(decision, Written):
        return _line(page, decision)
    if decision.about == "box":
        box = page.box(decision.of)
        return f"{page.frame.clock(box.start)} {box_words(page, box.id)}" if box else GONE
    if decision.about == "meditation":
        return f"Meditated {words_of(int(decision.of))}"
    if decision.about == "feeling":
        return f"How it was: {decision.of}"
    entry = page.entry(decision.of)
    if entry is None:
        return "A line that is gone"
    return f"Priority {entry.rank}: {shortened(entry.title, SHOWN)}" if entry.rank else shortened(entry.title, SHOWN)


def box_words(page: Page, box_id: str) -> str:
    box = page.box(box_id)
    return shortened(page.title_of(box), SHOWN) if box else GONE


def _line(page: Page, line: Written) -> str:
    if line.kind == "priority":
        return f"Priority {line.of}"
    entry = page.entry(line.of) if line.kind == "actual" else None
    return f"{LINES[line.kind]}: {shortened(entry.title, SHOWN)}" if entry else LINES[line.kind]


def sign(decision: Decision) -> str:
    if isinstance(decision, Ticked):
        return SIGNS[decision.value]
    return "" if isinstance(decision, Worked) else "✎"


def value(page: Page, decision: Decision) -> str:
    """What a mark says."""
    if isinstance(decision, Ticked):
        return VALUES[decision.value]
    if isinstance(decision, Worked):
        return _times(page, decision) if decision.box else decision.text
    return decision.text


def _times(page: Page, work: Worked) -> str:
    return f"{page.frame.clock(work.start)}–{page.frame.clock(work.end)}"


def spoken(draft: Draft, row: Row) -> str:
    """A row for a screen reader."""
    decision = row.item.decision
    said = value(draft.page, decision) or "not written out"
    parts = ["Doubtful" if row.doubtful else "", title(draft, decision), said]
    parts += [LEFT_OFF if row.item.mark in draft.left_off else "", row.problem]
    return ", ".join(filter(None, parts))


def summary(draft: Draft) -> str:
    """What accepting comes to, in one line."""
    out = draft.left_off | draft.home.left_out.keys()
    decisions = [item.decision for mark, item in draft.items.items() if mark not in out]
    if not draft.home.brings_more and not draft.home.left_out:
        return ONLY_PICTURE if draft.home.pictures else ALL_THERE
    ticked = sum(isinstance(one, Ticked) and one.value == "ticked" for one in decisions)
    struck = sum(isinstance(one, Ticked) and one.value == "cancelled" for one in decisions)
    events = {box.id for box in draft.page.boxes if box.kind == "event" and box.entry is None}  # they are not logged
    minutes = sum(one.end - one.start for one in decisions if isinstance(one, Worked) and one.box not in events)
    doubtful = sum(row.doubtful for row in draft.rows)
    parts = [
        f"{ticked} ticked" if ticked else "",
        f"{struck} crossed out" if struck else "",
        f"{words_of(minutes)} worked" if minutes else "",
        f"{doubtful} to look at" if doubtful else "",
    ]
    return " · ".join(filter(None, parts)) or "Nothing is marked on this sheet."

"""What an operation brings about beyond what was asked, in words."""

from __future__ import annotations

from collections.abc import Iterable

from planner.domain.labels import quoted
from planner.domain.times import words_of
from planner.domain.values import Box, Page


def name_of(page: Page, box: Box) -> str:
    return quoted(page.title_of(box))


def span_of(page: Page, start: int, end: int) -> str:
    clock = page.frame.clock
    return f"{clock(start)}–{clock(end)}"


def consequences(before: Page, after: Page, asked: Iterable[str] = ()) -> tuple[str, ...]:
    """Recharge that came, moved or went; boxes pushed, split or fallen off; hours overrun.

    `asked` holds the ids of the boxes that the person acted on: only what befell the others is told, and a recharge
    that a box had to wait for.
    """
    own = set(asked)
    return (
        *_recharges(before, after, own),
        *_splits(before, after, own),
        *_moved(before, after, own),
        *_shortened(before, after, own),
        *_fallen(before, after, own),
        *_past_hours(before, after),
    )


def _recharges(before: Page, after: Page, own: set[str]) -> list[str]:
    old = {(b.start, b.end) for b in before.boxes if b.auto and b.id not in own}
    new = {(b.start, b.end) for b in after.boxes if b.auto and b.id not in own}
    if old == new:
        return []
    gone, come = sorted(old - new), sorted(new - old)
    words = [f"Recharge now {span_of(after, *span)}" for _, span in zip(gone, come, strict=False)]
    words += [f"Recharge added {span_of(after, *span)}" for span in come[len(gone) :]]
    return words + [f"Recharge {span_of(before, *span)} no longer needed" for span in gone[len(come) :]]


def _splits(before: Page, after: Page, own: set[str]) -> list[str]:
    """A box that is new though nobody placed it is a part of one that was longer than the limit."""
    had = {box.id for box in before.boxes} | own
    words = []
    for entry_id in dict.fromkeys(box.entry for box in after.boxes if box.entry and box.id not in had):
        parts = [box for box in after.boxes if box.entry == entry_id and not box.done]
        spans = ", ".join(span_of(after, part.start, part.end) for part in parts)
        words.append(f"{name_of(after, parts[0])} in {len(parts)} parts: {spans}")
    return words


def _moved(before: Page, after: Page, own: set[str]) -> list[str]:
    starts = {box.id: box.start for box in before.boxes}
    titles = {entry.id: entry.title for entry in after.entries}
    return [
        f"{quoted(titles.get(box.entry or '') or after.title_of(box))} now {after.frame.clock(box.start)}"
        for box in after.boxes
        if box.id not in own and not box.auto and box.start != starts.get(box.id, box.start)
    ]


def _shortened(before: Page, after: Page, own: set[str]) -> list[str]:
    """Boxes that now end earlier: what ended early, or is half worked. (Parts are told as parts.)"""
    had = {box.id: box for box in before.boxes if box.id not in own}
    split = {box.entry for box in after.boxes if box.id not in had}
    return [
        f"{name_of(after, box)} now ends {after.frame.clock(box.end)}"
        for box in after.boxes
        if box.kind == "work" and box.entry not in split and box.id in had and box.minutes < had[box.id].minutes
    ]


def _fallen(before: Page, after: Page, own: set[str]) -> list[str]:
    kept = {box.id for box in after.boxes}
    gone = (b for b in before.boxes if b.kind == "work" and b.id not in kept and b.id not in own)
    return [
        f"{name_of(before, box)} ({words_of(box.minutes)}) finds no room and "
        + ("is taken off: it is done" if box.done else "goes back to the list")
        for box in gone
    ]


def _past_hours(before: Page, after: Page) -> list[str]:
    closes = after.frame.floor_of_wall(after.head.closes)
    ends = max((box.end for box in after.boxes if box.kind == "work"), default=0)
    if ends <= closes or ends <= max((box.end for box in before.boxes if box.kind == "work"), default=0):
        return []
    return [f"The plan now runs to {after.frame.clock(ends)}, past {after.frame.clock(closes)}"]

"""The three priorities of a page, each rank once."""

from __future__ import annotations

from dataclasses import replace

from planner.domain.edits import Outcome, Refused, edit_between
from planner.domain.labels import label, quoted
from planner.domain.steps import NO_ENTRY, with_entries
from planner.domain.values import Entry, Page

RANKS = (1, 2, 3)


def prioritise(page: Page, entry_id: str, rank: int | None, *, swap: bool = False) -> Outcome:
    """Make a task the page's priority 1, 2 or 3, or bonus (None).

    A priority that takes another's rank gives it its own. Any other task is refused an occupied rank, unless `swap`
    makes the one that holds it bonus.
    """
    entry = page.entry(entry_id)
    if entry is None:
        return NO_ENTRY
    if rank is None:
        return edit_between(page, with_entries(page, [replace(entry, rank=None)]), label("Make bonus:", entry.title))
    if rank not in RANKS:
        return Refused(f"There is no priority {rank}: choose 1, 2 or 3.")
    if entry.state == "dropped":
        return Refused(f"{quoted(entry.title)} is dropped: reopen it first.")
    if entry.kind != "task" or entry.state not in ("open", "done"):
        return Refused(f"{quoted(entry.title)} is not an open task: only tasks of this page are priorities.")
    name = f"{label('Make', entry.title)} priority {rank}"
    holder = page.priorities().get(rank)
    if holder is None or holder.id == entry.id:
        return edit_between(page, with_entries(page, [replace(entry, rank=rank)]), name)
    if entry.rank is None and not swap:
        return _taken(page, rank, holder)
    exchanged = [replace(entry, rank=rank), replace(holder, rank=entry.rank)]
    said = f"{quoted(holder.title)} is now {entry.rank or 'bonus'}"
    return edit_between(page, with_entries(page, exchanged), name, (said,))


def _taken(page: Page, rank: int, holder: Entry) -> Refused:
    free = [str(other) for other in RANKS if other not in page.priorities()]
    if not free:
        return Refused("A page has three priorities. Swap one out, or leave this one as bonus.")
    choice = f" {' and '.join(free)} {'is' if len(free) == 1 else 'are'} free."
    words = f"{rank} is taken by {quoted(holder.title)}. Swap it out (it becomes bonus), or leave this one as bonus."
    return Refused(words + choice)

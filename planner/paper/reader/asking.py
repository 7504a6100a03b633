"""What a person has to look at on a sheet that was read, as questions in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.domain.filled import Ticked, Worked, page_with
from planner.domain.labels import quoted
from planner.domain.values import Page
from planner.paper.reader.proposal import Item
from planner.paper.reader.values import SURE, PageReading

STATES = {"empty": "is it empty", "ticked": "is it ticked", "cancelled": "is it crossed out"}


def questions(reading: PageReading, pages: Sequence[Page], items: Sequence[Item]) -> Iterator[str]:
    """Nothing is asked of a sheet that is beyond doubt; `pages` are those of its days."""
    yield from reading.problems
    yield from filter(None, (question(item, pages) for item in items))
    told = {item.mark for item in items}
    for tick in reading.ticks:
        if tick.mark not in told and tick.confidence < SURE:
            yield f"The square {tick.mark}: {STATES[tick.value]}?"
    for line in reading.lines:
        if line.mark not in told and line.confidence < SURE:
            yield _of_line(line.mark)


def question(item: Item, pages: Sequence[Page]) -> str:
    """What a person has to say before a mark is entered; "" of one that is beyond doubt."""
    decision = item.decision
    if isinstance(decision, Ticked):
        return _of_square(decision, page_with(decision, pages), sure=item.sure)
    if item.sure:
        return ""
    return _of_run(decision, pages[0]) if isinstance(decision, Worked) else _of_line(decision.mark)


def left_out(item: Item, why: str, page: Page) -> str:
    """Why a mark of a sheet that was taken home is not on the page; of time that is no box's, what a person can say."""
    if isinstance(item.decision, Worked) and item.decision.is_no_boxs:
        return (
            f"What was {_when(item.decision, page)} for? It is left out until you say it: read the sheet in the window."
        )
    return f"{item.mark} is left out: {why}"


def _of_line(mark: str) -> str:
    return f"Is anything written on the line {mark}?"


def _of_square(tick: Ticked, page: Page, *, sure: bool) -> str:
    name = _name(tick, page)
    agreed = tick.value == "empty" or (tick.about == "box" and tick.value == "cancelled")  # with what is gone
    if not name and not agreed:
        return f"What was {tick.value if tick.value == 'ticked' else 'crossed out'} at {tick.mark} is no longer there."
    return "" if sure else f"{name or tick.mark}: {STATES[tick.value]}?"


def _of_run(work: Worked, page: Page) -> str:
    when, box = _when(work, page), page.box(work.box)
    return f"What was {when} for?" if box is None else f"Was it {quoted(page.title_of(box))} from {when}?"


def _when(work: Worked, page: Page) -> str:
    return f"{page.frame.clock(work.start)}–{page.frame.clock(work.end)}"


def _name(tick: Ticked, page: Page) -> str:
    """What a square stands for; "" if it is gone from the page."""
    if tick.about == "box":
        box = page.box(tick.of)
        return quoted(page.title_of(box)) if box else ""
    if tick.about == "entry":
        entry = page.entry(tick.of)
        return quoted(entry.title) if entry else ""
    return f"{tick.of} min of meditation" if tick.about == "meditation" else f"The feeling {tick.of}"

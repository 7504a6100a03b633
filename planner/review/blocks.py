"""Plan and record as blocks on the axis of a page: what both are drawn from when they stand side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from planner.domain.values import Interval, Page, actual_minutes
from planner.review.wording import capital

BlockKind = Literal["work", "recharge", "event", "meditation"]
NEAR = 5  # minutes between two spans of one task that are told as one


@dataclass(frozen=True, slots=True)
class Block:
    """A span in page minutes. `unplanned` was done though nobody had planned it; `over` took longer than its guess.

    A block of a plan is `past` if it was over when that plan was made.
    """

    kind: BlockKind
    start: int
    minutes: int
    title: str
    entry: str | None = None
    done: bool = False
    unplanned: bool = False
    over: bool = False
    past: bool = False

    @property
    def end(self) -> int:
        return self.start + self.minutes


@dataclass(frozen=True, slots=True)
class DayBlocks:
    """One page, its plan beside what happened. `opens` and `closes` are its hours, in page minutes."""

    page: Page
    opens: int
    closes: int
    planned: tuple[Block, ...]
    happened: tuple[Block, ...]

    @property
    def day(self) -> dt.date:
        return self.page.date

    def clock(self, minute: int) -> str:
        """Wall time of a page minute."""
        return self.page.frame.clock(minute)


def day_blocks(page: Page, now: dt.datetime) -> DayBlocks:
    return DayBlocks(page, *page.hours, planned(page), happened(page, now))


def planned(page: Page, until: int = 0) -> tuple[Block, ...]:
    """The boxes of a plan; those that end by page minute `until` were past when it was made."""
    done = {entry.id for entry in page.entries if entry.state == "done"}
    return tuple(
        Block(
            box.kind, box.start, box.minutes, page.title_of(box), box.entry,
            done=box.done or box.entry in done, past=box.end <= until,
        )
        for box in page.boxes
    )  # fmt: skip


def happened(page: Page, now: dt.datetime) -> tuple[Block, ...]:
    """What is on the record, by its start; spans of one task that lie close together are one. All within the page."""
    found: list[Block] = []
    for block in _recorded(page, now):
        last = found[-1] if found else None
        if last is not None and _goes_on(last, block):
            found[-1] = replace(last, minutes=max(last.end, block.end) - last.start)
        else:
            found.append(block)
    return tuple(found)


def _goes_on(last: Block, block: Block) -> bool:
    return (last.kind, last.entry) == (block.kind, block.entry) and block.start - last.end <= NEAR


def _recorded(page: Page, now: dt.datetime) -> Iterator[Block]:
    entries = {entry.id: entry for entry in page.entries}
    took = {entry.id: actual_minutes(page.intervals_of(entry.id), now) for entry in page.entries}
    for interval in page.intervals:
        start, end = span_on(page, interval, now)
        if end <= start:
            continue
        entry = entries.get(interval.entry or "")
        yield Block(
            interval.kind, start, end - start,
            title=entry.title if entry else capital(interval.kind),
            entry=interval.entry,
            done=entry is not None and entry.state == "done",
            unplanned=interval.kind == "work" and (entry is None or entry.unplanned),
            over=bool(entry and entry.estimate and took[entry.id] > entry.estimate),
        )  # fmt: skip


def span_on(page: Page, interval: Interval, now: dt.datetime) -> tuple[int, int]:
    """Start and end of an interval in page minutes, to the nearest, within the page; one that runs ends now."""
    end = interval.end or max(now, interval.start)
    return _minute(page, interval.start), _minute(page, end)


def _minute(page: Page, instant: dt.datetime) -> int:
    seconds = (instant - page.frame.begins).total_seconds()
    return min(max(0, int(seconds / 60 + 0.5)), page.length)

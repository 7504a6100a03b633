"""An Edit: a label, its consequences in words, and pairs (before, after) of frozen values.

Everything that a person may do to the plan is a pure function that returns one. Undo is the same Edit, backwards.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planner.domain.values import Box, Entry, HistoryImport, Interval, Page, PageHead, Picture, Remark, Value


@dataclass(frozen=True, slots=True)
class Change:
    """One value as it was and as it becomes: None before means made, None after means gone."""

    before: Value | None
    after: Value | None

    @property
    def value(self) -> Value:
        value = self.after if self.after is not None else self.before
        assert value is not None, "a change has at least one side"
        return value

    @property
    def page(self) -> dt.date:
        value = self.value
        return value.date if isinstance(value, PageHead) else value.page


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person did. Without changes it is *nothing*: lawful, and not worth keeping.

    `merge` names the field that is being written, so that typing in one field stays one step. What is `noted` was no
    deed of a person's (a recharge that fell due): undo and redo go past it.
    """

    label: str
    changes: tuple[Change, ...] = ()
    consequences: tuple[str, ...] = ()
    merge: str = ""
    noted: bool = False

    def touches(self, date: dt.date) -> bool:
        return any(change.page == date for change in self.changes)

    @property
    def pages(self) -> tuple[dt.date, ...]:
        return tuple(sorted({change.page for change in self.changes}))

    def inverted(self) -> Edit:
        """The Edit that takes this one back."""
        turned = tuple(Change(change.after, change.before) for change in reversed(self.changes))
        return replace(self, changes=turned, consequences=())

    def applied(self, page: Page) -> Page:
        """The page as this Edit leaves it (the other pages that it touches are left out)."""
        mine = [change for change in self.changes if change.page == page.date]
        if not mine:
            return page
        head = page.head
        tables: dict[type, dict[str, Any]] = {
            Entry: {v.id: v for v in page.entries},
            Box: {v.id: v for v in page.boxes},
            Interval: {v.id: v for v in page.intervals},
            Remark: {v.id: v for v in page.remarks},
            Picture: {v.id: v for v in page.pictures},
        }
        fresh = page.fresh
        for change in mine:
            value = change.value
            if isinstance(value, PageHead):
                head, fresh = value, change.after is None
            elif isinstance(value, HistoryImport):
                continue
            elif change.after is None:
                tables[type(value)].pop(value.id, None)
            else:
                tables[type(value)][value.id] = value
        entries, boxes, intervals, remarks, pictures = (table.values() for table in tables.values())
        return page_of(head, entries, boxes, intervals, remarks, pictures, fresh=fresh)


@dataclass(frozen=True, slots=True)
class Refused:
    """One sentence: what is wrong, and what would work. `alternative` is the page minute that would work, if any."""

    reason: str
    alternative: int | None = None


Outcome = Edit | Refused


def page_of(
    head: PageHead,
    entries: Iterable[Entry] = (),
    boxes: Iterable[Box] = (),
    intervals: Iterable[Interval] = (),
    remarks: Iterable[Remark] = (),
    pictures: Iterable[Picture] = (),
    *,
    fresh: bool = False,
) -> Page:
    """A Page with everything in its order."""
    return Page(
        head,
        tuple(sorted(entries, key=lambda e: (e.position, e.id))),
        tuple(sorted(boxes, key=lambda b: (b.start, b.end, b.id))),
        tuple(sorted(intervals, key=lambda i: (i.start, i.id))),
        tuple(sorted(remarks, key=lambda r: (r.at, r.id))),
        tuple(sorted(pictures, key=lambda p: (p.at, p.sheet, p.id))),
        fresh=fresh,
    )


def with_rows(
    page: Page,
    *,
    entries: Iterable[Entry] | None = None,
    boxes: Iterable[Box] | None = None,
    intervals: Iterable[Interval] | None = None,
) -> Page:
    """The page with other rows in the tables that are named, in their order; all else of it stays."""
    return page_of(
        page.head,
        page.entries if entries is None else entries,
        page.boxes if boxes is None else boxes,
        page.intervals if intervals is None else intervals,
        page.remarks,
        page.pictures,
        fresh=page.fresh,
    )


def edit_between(before: Page, after: Page, label: str, consequences: Sequence[str] = (), merge: str = "") -> Edit:
    """The Edit that leads from one state of a page to another. A fresh page that changes keeps its head first.

    Changes stand in an order in which they can be written row by row: what goes, then what stays, then what comes.
    An interval whose box goes stands for itself from then on, and so does a remark whose entry goes: they stay.
    """
    after = _loosened(after)
    changes: list[Change] = []
    pairs: tuple[tuple[Sequence[Any], Sequence[Any]], ...] = (
        (before.entries, after.entries),
        (before.boxes, after.boxes),
        (before.intervals, after.intervals),
        (before.remarks, after.remarks),
        (before.pictures, after.pictures),
    )
    for old, new in pairs:
        changes += _differences({v.id: v for v in old}, {v.id: v for v in new})
    if before.head != after.head:
        changes.insert(0, Change(None if before.fresh else before.head, after.head))
    elif before.fresh and changes:
        changes.insert(0, Change(None, after.head))
    return Edit(label, tuple(changes), tuple(consequences) if changes else (), merge)


def _loosened(page: Page) -> Page:
    boxes = {None, *(box.id for box in page.boxes)}
    if any(interval.box not in boxes for interval in page.intervals):
        page = replace(page, intervals=tuple(i if i.box in boxes else replace(i, box=None) for i in page.intervals))
    entries = {None, *(entry.id for entry in page.entries)}
    if any(remark.entry not in entries for remark in page.remarks):
        page = replace(page, remarks=tuple(r if r.entry in entries else replace(r, entry=None) for r in page.remarks))
    return page


def _differences(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    changes = [Change(value, None) for key, value in old.items() if key not in new]
    for key, value in new.items():
        was = old.get(key)
        if was is not None and was is not value and was != value:  # most are the very same: asked first
            changes.append(Change(was, value))
    return changes + [Change(None, value) for key, value in new.items() if key not in old]


def joined(label: str, *edits: Edit) -> Edit:
    """One Edit out of several on different pages, so that one undo takes all of it back."""
    changes = tuple(change for edit in edits for change in edit.changes)
    consequences = tuple(words for edit in edits for words in edit.consequences)
    return Edit(label, changes, consequences)


def with_entry(page: Page, entry: Entry) -> Page:
    """The page with this entry in place of the one of its id, or added."""
    others = (e for e in page.entries if e.id != entry.id)
    return with_rows(page, entries=(*others, entry))


def with_boxes(page: Page, boxes: Iterable[Box]) -> Page:
    return with_rows(page, boxes=boxes)


def with_remark(page: Page, remark: Remark) -> Page:
    return replace(page, remarks=tuple(sorted((*page.remarks, remark), key=lambda r: (r.at, r.id))))


def with_intervals(page: Page, intervals: Iterable[Interval]) -> Page:
    return with_rows(page, intervals=intervals)

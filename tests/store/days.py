"""A small life for the store's tests: pages with everything on them that a page can bear."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from planner.domain.edits import Change, Edit, edit_between, page_of, with_boxes, with_entry
from planner.domain.past import ImportedTask
from planner.domain.values import Box, Entry, HistoryImport, Interval, Page, PageHead, Picture, Remark, derived_id
from planner.store.prints import Print
from planner.store.store import Store

DATE = dt.date(2026, 11, 23)
ZONE = "Europe/Berlin"
BERLIN = dt.timezone(dt.timedelta(hours=1))


def head(date: dt.date = DATE, **rules: Any) -> PageHead:
    return PageHead(date, ZONE, **rules)


def at(hour: int, minute: int = 0, date: dt.date = DATE) -> dt.datetime:
    return dt.datetime(date.year, date.month, date.day, hour, minute, tzinfo=BERLIN)


def full_page(date: dt.date = DATE) -> Page:
    """A page on which every field of every value differs from its default somewhere."""
    tag = date.isoformat()
    entries = (
        Entry(
            f"essay-{tag}",
            date,
            "Write an essay · тест 🎈",
            rank=1,
            estimate=45,
            tags=("talk", "ärger"),
            project="Book",
        ),
        Entry(f"step-{tag}", date, "Research", position=1, rank=3, unplaced=30, parent=f"essay-{tag}", unplanned=True),
        Entry(
            f"done-{tag}",
            date,
            "Call",
            position=2,
            rank=2,
            state="done",
            migrations=2,
            origin="elsewhere",
            off_screen=True,
        ),
        Entry(f"event-{tag}", date, "Dentist", kind="event", position=3),
        Entry(f"note-{tag}", date, "A note", kind="note", position=4),
    )
    boxes = (
        Box(f"work-{tag}", date, "work", 300, 45, f"essay-{tag}", pinned=True, done=True),
        Box(f"rest-{tag}", date, "recharge", 345, 30, title="Tea", auto=True),
        Box(f"busy-{tag}", date, "event", 420, 60, f"event-{tag}", place="Town", restful=True),
    )
    intervals = (
        Interval(f"first-{tag}", date, at(9, 0, date), at(9, 40, date), f"essay-{tag}", f"work-{tag}"),
        Interval(f"sat-{tag}", date, at(12, 0, date), at(12, 15, date), kind="meditation", source="typed"),
        Interval(f"read-{tag}", date, at(13, 0, date), at(13, 15, date), kind="recharge", source="paper"),
    )
    remarks = (
        Remark(f"later-{tag}", date, at(10, 58, date), "postponed", 5, "The printer · ждёт"),
        Remark(f"felt-{tag}", date, at(14, 0, date), "feeling", feeling="afraid", entry=f"essay-{tag}"),
    )
    return page_of(
        head(date, day_start=300, limit=90, recharge=20, opens=540, closes=1200, capacity=300),
        entries,
        boxes,
        intervals,
        remarks,
    )


def empty(date: dt.date = DATE) -> Page:
    return Page(head(date), fresh=True)


def made(page: Page, label: str = "Made") -> Edit:
    """The Edit that makes a whole page out of nothing."""
    return edit_between(Page(page.head, fresh=True), page, label)


def start_page(store: Store, *entries: Entry, boxes: Iterable[Box] = (), date: dt.date = DATE) -> Page:
    """Keep a page with these entries and boxes, and read it again."""
    store.apply(made(page_of(head(date), entries, boxes)))
    return store.page(date, head(date))


def retitled(page: Page, entry_id: str, title: str, merge: str = "") -> Edit:
    entry = page.entry(entry_id)
    assert entry is not None
    return edit_between(page, with_entry(page, replace(entry, title=title)), f"Retitled {title}", merge=merge)


def moved(page: Page, start: int) -> Edit:
    """The first box of the page moved elsewhere."""
    box, *others = page.boxes
    return edit_between(page, with_boxes(page, (replace(box, start=start), *others)), f"Moved to {start}")


def a_print(date: dt.date = DATE, number: int = 1, print_id: str = "print-1") -> Print:
    mark = {"id": "m1", "role": "tick", "means": {"box": "work"}, "x": 1.5, "y": 2, "w": 4, "h": 4}
    sheet = {"number": 1, "width": 148, "height": 210, "marks": [mark]}
    return Print(
        print_id,
        date,
        number,
        "day",
        "/tmp/day.pdf",
        dt.datetime(2026, 11, 23, 7, tzinfo=dt.UTC),
        {"left": True},
        (sheet,),
    )


def a_picture(date: dt.date = DATE + dt.timedelta(days=1)) -> Picture:
    return Picture(derived_id("picture", date), date, at(20, 5, date), "print-1", 2, "photo", 3)


def pictured(page: Page, *pictures: Picture) -> Edit:
    """The Edit that keeps pictures with a page."""
    return edit_between(page, replace(page, pictures=(*page.pictures, *pictures)), "Read the sheet")


def imported_tasks() -> tuple[ImportedTask, ...]:
    """Tasks of another program: with everything, with as little as can be, and one that is not finished."""
    return (
        ImportedTask("k1", 2, dt.date(2025, 3, 1), "Draft · черновик", ("talk", "ärger"), "Book", 1_500_000, 1_612_345),
        ImportedTask("k2", 3, dt.date(2025, 2, 28), "Mail", (), None, None, 1),
        ImportedTask("k3", 5, dt.date(2025, 3, 2), "Tax", (), None, 3_600_000, 7_200_000, finished=False),
    )


def an_import(import_id: str = "imp", tasks: int = 3, date: dt.date = DATE - dt.timedelta(days=1)) -> Edit:
    made = HistoryImport(import_id, date, "history.csv", tasks)
    return Edit(f"Import {tasks} tasks", (Change(None, made),))

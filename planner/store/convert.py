"""Frozen values to rows and back, and Edits to the text that the `edits` table keeps.

A row is a dict of column -> text, whole number or None. Instants become whole seconds since 1970 in UTC with their
offset in seconds; a part of a second is dropped, but a span that took any time at all keeps one second.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from planner.domain.edits import Change, page_of
from planner.domain.times import frame
from planner.domain.values import Box, Entry, HistoryImport, Interval, Page, PageHead, Picture, Remark, Value

Row = dict[str, Any]

HEAD = ("date", "zone", "day_start", "work_limit", "recharge", "opens", "closes", "capacity", "closed")
ENTRY = (
    "id", "page", "title", "kind", "state", "position", "rank", "estimate", "todo", "tags", "project", "unplanned",
    "migrations", "parent", "origin", "off_screen",
)  # fmt: skip
ATTRIBUTE = {"todo": "unplaced"}  # of a column that the file, and every edit kept in it, calls otherwise
BOX = ("id", "page", "kind", "start", "minutes", "entry", "title", "place", "pinned", "auto", "restful", "done")
INTERVAL = (
    "id", "page", "start_utc", "start_offset", "end_utc", "end_offset", "entry", "box", "kind", "source",
)  # fmt: skip
REMARK = ("id", "page", "at_utc", "at_offset", "kind", "minutes", "words", "feeling", "entry")
IMPORT = ("id", "page", "name", "tasks")
PICTURE = ("id", "page", "at_utc", "at_offset", "print", "sheet", "photo", "sheets")
COLUMNS: dict[str, tuple[str, ...]] = {
    "pages": HEAD,
    "entries": ENTRY,
    "boxes": BOX,
    "intervals": INTERVAL,
    "remarks": REMARK,
    "imports": IMPORT,
    "pictures": PICTURE,
}
TABLES: dict[type, str] = {
    PageHead: "pages",
    Entry: "entries",
    Box: "boxes",
    Interval: "intervals",
    Remark: "remarks",
    HistoryImport: "imports",
    Picture: "pictures",
}


def table_of(value: Value) -> str:
    return TABLES[type(value)]


def key_column(table: str) -> str:
    return {"pages": "date", "edits": "number"}.get(table, "id")


def key_of(value: Value) -> str:
    return value.date.isoformat() if isinstance(value, PageHead) else value.id


def to_row(value: Value) -> Row:
    """The row that holds this value (a page's length is not part of it: see `length_of`)."""
    if isinstance(value, PageHead):
        return {
            "date": value.date.isoformat(),
            "zone": value.zone,
            "day_start": value.day_start,
            "work_limit": value.limit,
            "recharge": value.recharge,
            "opens": value.opens,
            "closes": value.closes,
            "capacity": value.capacity,
            "closed": int(value.closed),
        }
    if isinstance(value, Interval):
        return interval_row(value)
    if isinstance(value, Remark):
        return remark_row(value)
    if isinstance(value, Picture):
        return picture_row(value)
    row = {column: getattr(value, ATTRIBUTE.get(column, column)) for column in COLUMNS[table_of(value)]}
    row["page"] = value.page.isoformat()
    if isinstance(value, Entry):
        row["tags"] = json.dumps(value.tags, ensure_ascii=False)
    return {column: int(held) if isinstance(held, bool) else held for column, held in row.items()}


def interval_row(value: Interval) -> Row:
    start, start_offset = seconds_of(value.start)
    end = end_offset = None
    if value.end is not None:
        end, end_offset = seconds_of(value.end)
        if end == start and value.end > value.start:
            end += 1
    return {
        "id": value.id,
        "page": value.page.isoformat(),
        "start_utc": start,
        "start_offset": start_offset,
        "end_utc": end,
        "end_offset": end_offset,
        "entry": value.entry,
        "box": value.box,
        "kind": value.kind,
        "source": value.source,
    }


def remark_row(value: Remark) -> Row:
    at, offset = seconds_of(value.at)
    return {
        "id": value.id,
        "page": value.page.isoformat(),
        "at_utc": at,
        "at_offset": offset,
        "kind": value.kind,
        "minutes": value.minutes,
        "words": value.words,
        "feeling": value.feeling,
        "entry": value.entry,
    }


def picture_row(value: Picture) -> Row:
    at, offset = seconds_of(value.at)
    return {
        "id": value.id,
        "page": value.page.isoformat(),
        "at_utc": at,
        "at_offset": offset,
        "print": value.print_id,
        "sheet": value.sheet,
        "photo": value.photo,
        "sheets": value.sheets,
    }


def length_of(head: PageHead) -> int:
    """Minutes of the page, kept with it so that the database itself can refuse a box beyond its end."""
    return frame(head.date, head.zone, head.day_start).length


def seconds_of(instant: dt.datetime) -> tuple[int, int]:
    offset = instant.utcoffset()
    assert offset is not None, "an interval's instants know their offset"
    return int(instant.timestamp() // 1), int(offset.total_seconds())


def instant_of(seconds: int, offset: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, dt.timezone(dt.timedelta(seconds=offset)))


def head_of(row: Sequence[Any]) -> PageHead:
    date, *rules, closed = row
    return PageHead(dt.date.fromisoformat(date), *(*rules, bool(closed)))


def entry_of(row: Sequence[Any]) -> Entry:
    id_, page, title, kind, state, position, rank, estimate, unplaced, tags, project, unplanned, *rest, off_screen = row
    words = tuple(json.loads(tags)) if tags != "[]" else ()
    date, signs = dt.date.fromisoformat(page), (bool(unplanned), *rest, bool(off_screen))
    return Entry(id_, date, title, kind, state, position, rank, estimate, unplaced, words, project, *signs)


def box_of(row: Sequence[Any]) -> Box:
    id_, page, kind, start, minutes, entry, title, place, *signs = row
    return Box(id_, dt.date.fromisoformat(page), kind, start, minutes, entry, title, place, *map(bool, signs))


def interval_of(row: Sequence[Any]) -> Interval:
    id_, page, start, start_offset, end, end_offset, *rest = row
    ended = None if end is None else instant_of(end, end_offset)
    return Interval(id_, dt.date.fromisoformat(page), instant_of(start, start_offset), ended, *rest)


def remark_of(row: Sequence[Any]) -> Remark:
    id_, page, at, offset, *rest = row
    return Remark(id_, dt.date.fromisoformat(page), instant_of(at, offset), *rest)


def import_of(row: Sequence[Any]) -> HistoryImport:
    id_, page, *rest = row
    return HistoryImport(id_, dt.date.fromisoformat(page), *rest)


def picture_of(row: Sequence[Any]) -> Picture:
    id_, page, at, offset, *rest = row
    return Picture(id_, dt.date.fromisoformat(page), instant_of(at, offset), *rest)


MAKERS: dict[str, Callable[[Sequence[Any]], Value]] = {
    "pages": head_of,
    "entries": entry_of,
    "boxes": box_of,
    "intervals": interval_of,
    "remarks": remark_of,
    "imports": import_of,
    "pictures": picture_of,
}


def value_of(table: str, row: Row) -> Value:
    """The value that a row holds; a column that an older edit did not know takes its default."""
    full = {**DEFAULTS[table], **row}
    return MAKERS[table]([full.get(column) for column in COLUMNS[table]])


ALWAYS_SAID = ("id", "page", "date", "start_utc", "start_offset", "at_utc", "at_offset")


def _defaults(sample: Value) -> Row:
    row = to_row(sample)
    return {column: row[column] for column in row if column not in ALWAYS_SAID}


_EPOCH = dt.datetime.fromtimestamp(0, dt.UTC)
DEFAULTS: dict[str, Row] = {
    table_of(sample): _defaults(sample)
    for sample in (
        PageHead(dt.date.min),
        Entry("", dt.date.min, ""),
        Box("", dt.date.min, "work", 0, 5),
        Interval("", dt.date.min, _EPOCH),
        Remark("", dt.date.min, _EPOCH, "quiet"),
        HistoryImport("", dt.date.min, "", 0),
        Picture("", dt.date.min, _EPOCH),
    )
}


def lean(table: str, row: Row) -> Row:
    """The row without what stands at its default, for the text of an edit."""
    usual = DEFAULTS[table]
    return {column: held for column, held in row.items() if column not in usual or usual[column] != held}


def changes_text(changes: Iterable[Change]) -> str:
    """The changes as JSON: [table, before, after]; where both are there, `after` holds only what differs."""
    return json.dumps([change_list(change) for change in changes], ensure_ascii=False, separators=(",", ":"))


def change_list(change: Change) -> list[Any]:
    table = table_of(change.value)
    before = to_row(change.before) if change.before is not None else None
    after = to_row(change.after) if change.after is not None else None
    if before is not None and after is not None:
        differing = {column: held for column, held in after.items() if before[column] != held}
        return [table, lean(table, before), differing]
    return [table, before and lean(table, before), after and lean(table, after)]


def changes_of(text: str) -> tuple[Change, ...]:
    return tuple(change_of(*parts) for parts in json.loads(text))


def change_of(table: str, before: Row | None, after: Row | None) -> Change:
    old = None if before is None else value_of(table, before)
    new = None if after is None else value_of(table, {**(before or {}), **after})
    return Change(old, new)


def page_text(page: Page) -> str:
    values: tuple[Value, ...] = (
        page.head, *page.entries, *page.boxes, *page.intervals, *page.remarks, *page.pictures
    )  # fmt: skip
    return changes_text(Change(None, value) for value in values)


def page_from(text: str) -> Page:
    values = [change.value for change in changes_of(text)]
    head = next(value for value in values if isinstance(value, PageHead))
    return page_of(
        head,
        (value for value in values if isinstance(value, Entry)),
        (value for value in values if isinstance(value, Box)),
        (value for value in values if isinstance(value, Interval)),
        (value for value in values if isinstance(value, Remark)),
        (value for value in values if isinstance(value, Picture)),
    )

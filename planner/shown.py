"""A page as the JSON of `planner show`. Keys are stable: new ones may be added, none is renamed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from planner.domain.laws import breaches
from planner.domain.values import Box, Entry, Interval, Page, Picture, Remark, actual_minutes

Json = dict[str, Any]


def page_shown(page: Page, now: dt.datetime) -> Json:
    """The whole page; `now` (aware) ends an interval that still runs and tells plan from record."""
    return {
        "page": page.date.isoformat(),
        "closed": page.head.closed,
        "priorities": [{"rank": rank, "entry": entry.id} for rank, entry in sorted(page.priorities().items())],
        "entries": [entry_shown(page, entry, now) for entry in page.entries],
        "boxes": [box_shown(page, box) for box in page.boxes],
        "intervals": [_interval(interval) for interval in page.intervals],
        "remarks": [_remark(remark) for remark in page.remarks],
        "pictures": [_picture(picture) for picture in page.pictures],
        "unplaced": [{"entry": entry.id, "minutes": entry.unplaced} for entry in page.unplaced()],
        "breaches": [{"at": page.frame.clock(found.at), "why": found.why} for found in breaches(page, now)],
        "load": {"planned": page.planned(), "capacity": page.head.capacity},
    }


def entry_shown(page: Page, entry: Entry, now: dt.datetime) -> Json:
    return {
        "id": entry.id,
        "kind": entry.kind,
        "state": entry.state,
        "title": entry.title,
        "tags": list(entry.tags),
        "project": entry.project,
        "estimate": entry.estimate,
        "actual": actual_minutes(page.intervals_of(entry.id), now),
        "unplanned": entry.unplanned,
        "migrations": entry.migrations,
        "rank": entry.rank,
        "parent": entry.parent,
        "off_screen": entry.off_screen,
    }


def box_shown(page: Page, box: Box) -> Json:
    """`repeated` tells the second pass of an hour that the clocks repeat from its first."""
    return {
        "id": box.id,
        "kind": box.kind,
        "entry": box.entry,
        "title": page.title_of(box),
        "start": page.frame.clock(box.start),
        "repeated": page.frame.repeated(box.start),
        "end": page.frame.clock(box.end),
        "minutes": box.minutes,
        "pinned": box.pinned,
        "place": box.place,
        "done": box.done,
        "auto": box.auto,
        "restful": box.restful,
    }


def _interval(interval: Interval) -> Json:
    return {
        "id": interval.id,
        "entry": interval.entry,
        "kind": interval.kind,
        "start": interval.start.isoformat(),
        "end": interval.end.isoformat() if interval.end else None,
        "source": interval.source,
    }


def _picture(picture: Picture) -> Json:
    """The sheet that it shows, by its print and its number there."""
    return {"id": picture.id, "at": picture.at.isoformat(), "print": picture.print_id, "sheet": picture.sheet}


def _remark(remark: Remark) -> Json:
    """`minutes` are those of work that were granted, or of quiet; a feeling has none."""
    return {
        "id": remark.id,
        "kind": remark.kind,
        "at": remark.at.isoformat(),
        "minutes": remark.minutes or None,
        "words": remark.words,
        "feeling": remark.feeling or None,
        "entry": remark.entry,
    }

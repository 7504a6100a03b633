"""Days to try the timeline on."""

from __future__ import annotations

import datetime as dt

from planner.domain.edits import page_of
from planner.domain.values import Box, Entry, Interval, Page, PageHead

DATE = dt.date(2026, 11, 23)


def m(clock: str, day_start: int = 240) -> int:
    """The page minute of a wall time in UTC."""
    hours, minutes = clock.split(":")
    return (int(hours) * 60 + int(minutes) - day_start) % 1440


def at(clock: str, date: dt.date = DATE) -> dt.datetime:
    hours, minutes = clock.split(":")
    return dt.datetime.combine(date, dt.time(int(hours), int(minutes)), dt.UTC)


class Day:
    """Writes a page line by line: `day.work("09:00", 60, "Essay", rank=1)` gives the id of the box."""

    def __init__(self, **head: object) -> None:
        self.head = PageHead(DATE, **head)  # type: ignore[arg-type]
        self.entries: list[Entry] = []
        self.boxes: list[Box] = []
        self.intervals: list[Interval] = []

    def task(self, title: str, rank: int | None = None, **values: object) -> str:
        name = f"e{len(self.entries)}"
        place = len(self.entries)
        self.entries.append(Entry(name, DATE, title, rank=rank, position=place, **values))  # type: ignore[arg-type]
        return name

    def work(self, start: str, minutes: int, title: str, rank: int | None = None, **box: object) -> str:
        return self._box("work", start, minutes, self.task(title, rank, estimate=minutes), "", box)

    def recharge(self, start: str, minutes: int = 30, **box: object) -> str:
        return self._box("recharge", start, minutes, None, str(box.pop("title", "")), box)

    def event(self, start: str, minutes: int, title: str, **box: object) -> str:
        return self._box("event", start, minutes, None, title, box)

    def _box(self, kind: str, start: str, minutes: int, entry: str | None, title: str, box: dict[str, object]) -> str:
        name = f"b{len(self.boxes)}"
        made = Box(name, DATE, kind, m(start), minutes, entry, title, **box)  # type: ignore[arg-type]
        self.boxes.append(made)
        return name

    def worked(self, box: str, start: str, end: str | None) -> str:
        of = next(b for b in self.boxes if b.id == box)
        name = f"i{len(self.intervals)}"
        self.intervals.append(Interval(name, DATE, at(start), at(end) if end else None, of.entry, box))
        return name

    def page(self) -> Page:
        return page_of(self.head, self.entries, self.boxes, self.intervals)


def usual() -> Page:
    """Three boxes on a page that is not running yet, with room between them."""
    day = Day()
    day.work("09:00", 60, "Write the report", 1)
    day.work("10:00", 30, "Email, once")
    day.event("14:00", 60, "Lab meeting")
    return day.page()


def picture() -> Page:
    """The day of the design's picture: everything that a page can show."""
    day = Day()
    day.work("08:30", 60, "Draft the essay", 1, done=True)
    day.work("09:30", 30, "Email, once", done=True)
    day.recharge("10:00", title="Recharge — walk, no screen")
    day.work("10:30", 45, "Send the grant budget", 2)
    day.event("11:30", 60, "Lab meeting")
    day.recharge("12:30", 60, title="Lunch, away from the desk")
    day.work("13:30", 20, "Call the landlord", 3)
    day.work("14:00", 45, "Outline slides")
    day.work("14:45", 30, "Review the outline")
    day.recharge("15:15", title="Recharge — meditate 20 min", pinned=True)
    day.work("15:45", 60, "Deep reading")
    day.work("17:30", 20, "Close the day")
    day.worked("b0", "08:35", "09:50")
    day.worked("b1", "09:50", "10:15")
    day.worked("b3", "10:45", None)
    return day.page()

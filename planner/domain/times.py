"""Wall time and page minutes over days of 23, 24 and 25 hours.

A page is cut into *page minutes*: minutes really elapsed since it began. `Frame` is the ruler that turns them into the
wall clock's words and back, through UTC, for one date in one time zone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

UTC = dt.UTC
MINUTE = dt.timedelta(minutes=1)
DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Frame:
    """The ruler of one page: `begins` is an instant in UTC, `length` its minutes."""

    begins: dt.datetime
    length: int
    zone: ZoneInfo
    steady: int | None = None  # the wall minute at which it begins, where the clocks do not change on this page

    def at(self, minute: int) -> dt.datetime:
        """The instant of a page minute, in the page's zone."""
        return (self.begins + minute * MINUTE).astimezone(self.zone)

    def minute(self, instant: dt.datetime) -> int:
        """The page minute in which an aware instant lies, rounded down; below 0 or past `length` outside the page."""
        return int((instant - self.begins) // MINUTE)

    def clock(self, minute: int) -> str:
        """Wall time as HH:MM. The end of the page reads as the next page's day start."""
        if self.steady is not None:
            wall = (self.steady + minute) % DAY
            return f"{wall // 60:02d}:{wall % 60:02d}"
        return self.at(minute).strftime("%H:%M")

    def repeated(self, minute: int) -> bool:
        """Whether this is the second pass of an hour that the clocks repeat."""
        return self.at(minute).fold == 1

    def of_wall(self, wall: int, *, second: bool = False) -> int | None:
        """The page minute of a wall time in minutes after midnight; None if the clocks skip it on this page.

        `second` asks for the second pass of a repeated hour.
        """
        for days in (0, 1):
            local = self.at(0).date() + dt.timedelta(days=days)
            naive = dt.datetime.combine(local, dt.time(wall // 60 % 24, wall % 60), self.zone)
            instant = naive.replace(fold=int(second)).astimezone(UTC)
            if instant.astimezone(self.zone).replace(tzinfo=None) != naive.replace(tzinfo=None):
                continue  # this wall time does not exist on that date
            minute = self.minute(instant)
            if 0 <= minute < self.length:
                return minute
        return None

    def floor_of_wall(self, wall: int) -> int:
        """The page minute of a wall time, or of the first one after it that exists on this page."""
        for later in range(0, 180):
            minute = self.of_wall((wall + later) % DAY)
            if minute is not None:
                return minute
        return 0


@lru_cache(maxsize=512)
def frame(date: dt.date, zone: str, day_start: int) -> Frame:
    """The ruler of a date: from its day start to the next date's, in a zone (unknown names read as UTC)."""
    info = zone_info(zone)
    begins = _instant(date, day_start, info)
    ends = _instant(date + dt.timedelta(days=1), day_start, info)
    length = max(0, int((ends - begins) // MINUTE))
    steady = begins.astimezone(info).utcoffset() == ends.astimezone(info).utcoffset() and length == DAY
    return Frame(begins, length, info, day_start if steady else None)


@lru_cache(maxsize=64)
def zone_info(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _instant(date: dt.date, wall: int, zone: ZoneInfo) -> dt.datetime:
    """The instant of a wall time; one that the clocks skip falls as far after the gap as it lay after its start."""
    return dt.datetime.combine(date, dt.time(wall // 60, wall % 60), zone).astimezone(UTC)


def page_date(instant: dt.datetime, zone: str, day_start: int) -> dt.date:
    """The civil date whose page an aware instant belongs to: 00:30 is still yesterday's."""
    local = instant.astimezone(zone_info(zone)).date()
    for date in (local + dt.timedelta(days=1), local):
        if instant >= frame(date, zone, day_start).begins:
            return date
    return local - dt.timedelta(days=1)


def floor_to(minute: int, snap: int) -> int:
    return minute - minute % snap


def words_of(minutes: int) -> str:
    """A length in words: 45 min, 1 h, 1 h 15."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"

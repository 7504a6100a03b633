"""Dates as files write them: 2026-11-23, 23.11.2026, 23/11/26, 11/23/2026, 23 Nov 2026; a time may follow."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal

from planner.domain.labels import MONTH_NAMES

Order = Literal["ymd", "dmy", "mdy"]

ORDER_WORDS: dict[Order, str] = {"ymd": "year first", "dmy": "day first", "mdy": "month first"}
YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
YEAR_LAST = re.compile(r"(\d{1,2})([-/. ])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)")
NAMED = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\.?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})(?!\d)")
NAMED_FIRST = re.compile(r"(?:[A-Za-z]{3,9},\s+)?([A-Za-z]{3,9})\.?[ -](\d{1,2}),?[ -](\d{4})(?!\d)")
MONTHS = {name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
RANGE = " - "  # Super Productivity writes the days of a task as first - last


def day_of(text: str, order: Order) -> dt.date | None:
    """The day that a text begins with; of a range its last day. `order` settles what the writing leaves open."""
    text = text.rpartition(RANGE)[2].strip()
    if found := YEAR_FIRST.match(text):
        return _date(found[1], found[3], found[4])
    if found := YEAR_LAST.match(text):
        year = found[4] if len(found[4]) == 4 else f"20{found[4]}"
        return _date(year, found[1], found[3]) if order == "mdy" else _date(year, found[3], found[1])
    if found := NAMED.match(text):
        return _date(found[3], str(MONTHS.get(found[2][:3].lower(), 0)), found[1])
    if found := NAMED_FIRST.match(text):
        return _date(found[3], str(MONTHS.get(found[1][:3].lower(), 0)), found[2])
    return None


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def order_of(texts: Iterable[str]) -> Order | None:
    """The order that the dates of a column themselves tell; None where both would fit, and a person has to say."""
    open_one, dotted = False, False
    for text in texts:
        found = YEAR_LAST.match(text.rpartition(RANGE)[2].strip())
        if found is None:
            continue
        if int(found[1]) > 12:
            return "dmy"
        if int(found[3]) > 12:
            return "mdy"
        open_one, dotted = True, dotted or found[2] == "."
    if not open_one:
        return "ymd"
    return "dmy" if dotted else None

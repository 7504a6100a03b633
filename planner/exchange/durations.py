"""Lengths of time as files write them, in milliseconds: 45, 0,75, 1:15, 0:25:30, 1 h 15 min, PT1H."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, get_args

Unit = Literal["minutes", "hours", "seconds", "milliseconds", "h:mm", "m:ss"]

UNITS: tuple[Unit, ...] = get_args(Unit)
MS = {"milliseconds": 1, "seconds": 1000, "minutes": 60_000, "hours": 3_600_000}
BEYOND = 1e15  # ms: what is longer is as long as this
NUMBER = re.compile(r"[-+−]?(?:\d+(?:[.,]\d*)?|[.,]\d+)")
THOUSANDS = re.compile(r"([-+−]?)(\d{1,3}(?:([,.' ])\d{3})(?:\3\d{3})*)(?:([.,])(\d+))?")
CLOCK = re.compile(r"([-−]?)(\d+):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?")
PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*(hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)?\s*", re.IGNORECASE)
BY_LETTER = {"h": 3_600_000, "m": 60_000, "s": 1000}


def number_of(text: str) -> float | None:
    """A number with a point or a comma before its decimals; None for anything else (also for nan and inf)."""
    found = THOUSANDS.fullmatch(text)
    if found and ((found[4] and found[4] != found[3]) or text.count(found[3]) > 1):
        return float(f"{_sign(found[1])}{re.sub(r'[^0-9]', '', found[2])}.{found[5] or 0}")
    if not NUMBER.fullmatch(text):
        return None
    return float(text.replace(",", ".").replace("−", "-"))


def _sign(text: str) -> str:
    return "-" if text in ("-", "−") else ""


def duration_of(text: str, unit: Unit) -> int | None:
    """Milliseconds of a length; None where it is none. `unit` is that of a bare number, or of a clock's two parts."""
    if (number := number_of(text)) is not None:
        return round(max(-BEYOND, min(number * MS.get(unit, 60_000), BEYOND)))
    if clock := CLOCK.fullmatch(text.removesuffix(" min")):
        return _clock(clock, "m:ss" if text.endswith("min") else unit)
    return _in_words(text)


def _clock(clock: re.Match[str], unit: Unit) -> int | None:
    first, second, third = int(clock[2]), int(clock[3]), int(clock[4] or 0)
    if second > 59 or third > 59:
        return None
    hours, minutes, seconds = (0, first, second) if unit == "m:ss" and clock[4] is None else (first, second, third)
    return (-1 if clock[1] else 1) * (hours * 3600 + minutes * 60 + seconds) * 1000


def _in_words(text: str) -> int | None:
    """1 h 15 min, 1h15, 90m, PT1H30M: each number with its unit; the last may lack one after hours."""
    rest, total, last = text.removeprefix("PT").strip(), 0.0, ""
    while rest:
        part = PART.match(rest)
        if part is None or (part[2] is None and last != "h"):
            return None
        letter = part[2][0].lower() if part[2] else "m"
        total += float(part[1].replace(",", ".")) * BY_LETTER[letter]
        rest, last = rest[part.end() :], letter
    return round(min(total, BEYOND)) if last else None


def guessed_unit(texts: Sequence[str]) -> Unit:
    """The unit that makes sense of a column's values: by how they are written, then by how large they are."""
    clocks = [clock for text in texts if (clock := CLOCK.fullmatch(text))]
    if clocks and len(clocks) * 2 > len(texts):
        short = all(clock[4] is None for clock in clocks)
        return "m:ss" if short and max(int(clock[2]) for clock in clocks) >= 24 else "h:mm"
    numbers = sorted(number for text in texts if (number := number_of(text)) is not None and number > 0)
    if not numbers:
        return "minutes"
    middle = numbers[len(numbers) // 2]
    if middle >= 60_000:
        return "milliseconds"
    if middle > 600:
        return "seconds"
    return "hours" if middle < 5 and numbers[-1] <= 24 else "minutes"

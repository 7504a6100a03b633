"""Reading times, lengths and dates as people write them: one reading for the entry line and the command line.

Every function takes the whole text of one thing and is strict: it answers None for what is no such thing and for what
is out of range. The patterns (TIME, SPAN, LENGTH, DATE …) describe the *shape* of a thing, in range or not, so that the
entry line can find "25:99" and say why it is no time.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from planner.domain.times import DAY
from planner.domain.values import BOX_MAX

NOON: Final = 12 * 60
FIRST_YEAR, LAST_YEAR = 1900, 2999
DIGITS_MAX: Final = 6  # longer numbers are out of every range, and int() balks at the longest

_HALF = r"(?:[ap]m\b|[ap]\.m\.)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ORDINAL = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s(?:19|20)[0-9]{2}\b)?"
_MINUTES = r"(?:minutes?|mins?|m)"

WEEKDAY: Final = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
DAY_WORD: Final = r"(?:today|tomorrow|yesterday)"
TIME: Final = rf"(?:[0-9]+:[0-9]{{2}}(?:\s?{_HALF})?|[0-9]+\s?{_HALF})"
SPAN: Final = rf"(?:{TIME}|[0-9]{{1,2}})(?:\s?[-–—]\s?|\s+(?:to|until|till)\s+){TIME}"
DATE: Final = (
    rf"(?:[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}"
    rf"|(?:{WEEKDAY},?\s)?(?:[0-9]{{1,2}}{_ORDINAL}\s{_MONTH}{_YEAR}|{_MONTH}\s[0-9]{{1,2}}{_ORDINAL}{_YEAR}))"
)
# "1 h 15" is read as a length only where no ordinary word follows: "2 h 15 slides" is two hours, and fifteen slides.
_SPACED = rf"\s[0-9]{{2}}(?=\s*\Z|\s*[^\w\s:.–—-]|\s+(?:[0-9]|(?:on|at|from|{DAY_WORD}|{WEEKDAY})\b))(?!\s{_MONTH})"
LENGTH: Final = (
    rf"(?:[-−]?[0-9]+(?:[.,][0-9]+)?\s?(?:hours?|hrs?|h)(?:\s?[0-9]{{1,2}}\s?{_MINUTES}|[0-9]{{1,2}}|{_SPACED})?"
    rf"|[-−]?[0-9]+(?:\s?(?:minutes?|mins?)|m))"
)

_TIME = re.compile(rf"([0-9]+)(?::([0-9]{{2}}))?(?:\s?({_HALF}))?", re.IGNORECASE)
_SPAN = re.compile(rf"({TIME}|[0-9]{{1,2}})(?:\s?[-–—]\s?|\s+(?:to|until|till)\s+)({TIME})", re.IGNORECASE)
_HOURS = re.compile(
    rf"([0-9]+)(?:[.,]([0-9]+))?\s?(?:hours?|hrs?|h)(?:\s?([0-9]{{1,2}})(?:\s?{_MINUTES})?)?", re.IGNORECASE
)
_PLAIN = re.compile(r"([0-9]+)(?:\s?(?:minutes?|mins?)|m)", re.IGNORECASE)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_CIVIL = re.compile(
    rf"(?:({WEEKDAY}),?\s)?(?:([0-9]{{1,2}}){_ORDINAL}\s({_MONTH})|({_MONTH})\s([0-9]{{1,2}}){_ORDINAL})"
    r"(?:,?\s([0-9]{4}))?",
    re.IGNORECASE,
)


def wall_time(text: str) -> int | None:
    """Minutes after midnight, 0–1439, of "9:30", "09:30", "3pm", "3:30 pm"."""
    found = _TIME.fullmatch(text.strip())
    if found is None or not (found[2] or found[3]):
        return None
    return _clock(found)


def _clock(found: re.Match[str]) -> int | None:
    hour, minute = number(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3][0] in "pP" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def number(digits: str) -> int:
    """The value of ASCII digits; those too long for any range read as 10**6."""
    return int(digits) if len(digits) <= DIGITS_MAX else 10**DIGITS_MAX


def wall_span(text: str) -> tuple[int, int] | None:
    """Start (minutes after midnight) and length (minutes) of "9:30-10:15", "9:30 to 10:15", "3-4pm".

    An end before the start lies after midnight, up to 12 hours on: "23:30-00:30" is an hour, "10:15-9:30" is nothing.
    24:00 may end a span.
    """
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        return None
    halved = [bool(re.search(_HALF, part, re.IGNORECASE)) for part in found.groups()]
    starts = _candidates(found[1], halved[0], halved[1])
    ends = [DAY] if found[2] == "24:00" else _candidates(found[2], halved[1], halved[0])
    lengths = [((end - start - 1) % DAY + 1, start, end) for start in starts for end in ends if end != start]
    if not lengths:
        return None
    minutes, start, end = min(lengths)
    return (start, minutes) if end > start or minutes <= NOON else None


def _candidates(text: str, halved: bool, other_halved: bool) -> list[int]:
    """What one side of a span may mean: "3" in "3-4pm" is 03:00 or 15:00, the nearer to the other side is meant."""
    found = _TIME.fullmatch(text)
    value = _clock(found) if found else None
    if value is None:
        return []
    return [value, value + NOON] if other_halved and not halved and value <= NOON - 1 else [value]


def length(text: str) -> int | None:
    """Minutes, 1–1440, of "45m", "90 min", "1h15", "1 h 15", "1.5h", "2 hours"."""
    text = text.strip()
    if plain := _PLAIN.fullmatch(text):
        return _minutes(number(plain[1]))
    found = _HOURS.fullmatch(text)
    if found is None or (found[2] and found[3]) or int(found[3] or 0) > 59:
        return None
    hours = float(f"{number(found[1])}.{(found[2] or '0')[:DIGITS_MAX]}")
    return _minutes(round(hours * 60) + int(found[3] or 0))


def minutes(text: str) -> int | None:
    """Minutes, 1–1440, of a length or of a bare number, as the command line takes it."""
    text = text.strip()
    if re.fullmatch(r"[0-9]+", text):
        return _minutes(number(text))
    return length(text)


def _minutes(value: int) -> int | None:
    return value if 1 <= value <= BOX_MAX else None


def day(text: str, today: dt.date) -> dt.date | None:
    """The date that a text names, seen from today: "tomorrow", "mon", "23 Nov", "Nov 23, 2027", "2026-11-23".

    A weekday is the next one, never today. A date without a year is the next such date, today included; a weekday
    written before it must be right. Years 1900–2999.
    """
    text = text.strip().lower()
    near = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if text in near:
        return _moved(today, near[text])
    if re.fullmatch(WEEKDAY, text):
        ahead = (_WEEKDAYS.index(text[:3]) - today.weekday() - 1) % 7 + 1
        return _moved(today, ahead)
    if iso := _ISO.fullmatch(text):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    civil = _CIVIL.fullmatch(text)
    return _civil(civil, today) if civil else None


def days(text: str, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """First and last date of "D" or "D..D"; None if either is no date or the last lies before the first."""
    first_text, dots, last_text = text.partition("..")
    first = day(first_text, today)
    last = day(last_text, today) if dots else first
    return (first, last) if first and last and first <= last else None


def _civil(found: re.Match[str], today: dt.date) -> dt.date | None:
    number_of_day = int(found[2] or found[5])
    month = _MONTHS.index((found[3] or found[4])[:3]) + 1
    if found[6]:
        date = _date(int(found[6]), month, number_of_day)
    else:
        # 29 February is at most eight years away.
        coming = (_date(today.year + ahead, month, number_of_day) for ahead in range(9))
        date = next((d for d in coming if d is not None and d >= today), None)
    if date and found[1] and date.weekday() != _WEEKDAYS.index(found[1][:3]):
        return None
    return date


def _date(year: int, month: int, number_of_day: int) -> dt.date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, number_of_day)
    except ValueError:
        return None


def _moved(today: dt.date, ahead: int) -> dt.date | None:
    moved = today.toordinal() + ahead
    return dt.date.fromordinal(moved) if 1 <= moved <= dt.date.max.toordinal() else None

"""Dates in the window's words, the same in every locale and on paper."""

from __future__ import annotations

import datetime as dt

from planner.domain.labels import MONTHS, WEEKDAYS

FAR = 180  # days from which on the year is said too


def long_date(date: dt.date, today: dt.date) -> str:
    """Monday 23 November, with the year when that is not plain."""
    words = f"{WEEKDAYS[date.weekday()]} {date.day} {MONTHS[date.month - 1]}"
    return words if abs((today - date).days) < FAR else f"{words} {date.year}"


def short_date(date: dt.date) -> str:
    """Mon 23 Nov."""
    return f"{WEEKDAYS[date.weekday()][:3]} {date.day} {MONTHS[date.month - 1][:3]}"


def year_date(date: dt.date, today: dt.date) -> str:
    """The short date, with the year when it is far."""
    return short_date(date) if abs((today - date).days) < FAR else f"{short_date(date)} {date.year}"


def near_date(date: dt.date, today: dt.date) -> str:
    """Today, Tomorrow, Yesterday, else the short date; with the year when it is far."""
    return {0: "Today", 1: "Tomorrow", -1: "Yesterday"}.get((date - today).days) or year_date(date, today)

"""The short words that name an Edit in the undo menu, and a thing in a refusal."""

from __future__ import annotations

import datetime as dt

TITLE_SHOWN = 40  # characters of a title in a label
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def quoted(title: str) -> str:
    """A title in quotes, shortened to 40 characters: for labels and refusals only, never for what is kept."""
    shown = title if len(title) <= TITLE_SHOWN else title[: TITLE_SHOWN - 1].rstrip() + "…"
    return f"'{shown}'"


def label(verb: str, title: str) -> str:
    return f"{verb} {quoted(title)}"


def day_words(date: dt.date) -> str:
    """A date as people write it, the same in every locale: 23 Nov 2026."""
    return f"{date.day} {MONTH_NAMES[date.month - 1]} {date.year}"

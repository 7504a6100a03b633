"""From which day to which: asked in words."""

from __future__ import annotations

import datetime as dt
import re

from PySide6.QtWidgets import QLineEdit, QWidget

from planner.domain import reading
from planner.domain.edits import Refused
from planner.review.span import DAY, Span, SpanProblem
from planner.ui.ask import Question, answered
from planner.ui.theme import font

PROMPT = "From which day to which? Such as 3 nov – 21 nov."

BETWEEN = re.compile(r"\s*(?:[–—]|\.\.)\s*|\s+(?:to|until|till|-)\s+", re.IGNORECASE)


def read(text: str, today: dt.date) -> Span | Refused:
    """The span that was written: two days, or one alone."""
    parts = [part for part in BETWEEN.split(text.strip()) if part]
    if not 1 <= len(parts) <= 2:
        return Refused("Write two days, such as 3 nov – 21 nov.")
    days = []
    for part in parts:
        day = _past_day(part, today)
        if day is None:
            return Refused(f"“{part}” is no day: write it like 3 nov, mon or 2026-11-03.")
        days.append(day)
    try:
        return Span.between(days[0], days[-1])
    except SpanProblem as problem:
        return Refused(str(problem))


def _past_day(text: str, today: dt.date) -> dt.date | None:
    """The day that a text names, seen from today and looking back: "mon" is the last Monday, "3 nov" the last one."""
    day = reading.day(text, today)
    if day is None or day <= today or str(day.year) in text:
        return day
    back = 7 if re.fullmatch(reading.WEEKDAY, text.strip().lower()) else 364
    return reading.day(text, today - back * DAY)


def written(span: Span) -> str:
    """A span as `read` takes it."""
    return f"{span.first.isoformat()} – {span.last.isoformat()}"


def ask_span(window: QWidget, shown: Span, today: dt.date) -> Span | None:
    """Ask for a span, the one that is shown in the field; None when the person thought better of it."""
    field = QLineEdit(written(shown))
    field.setFont(font("large"))
    question = Question(window, "Review from one day to another", PROMPT, field)
    found: list[Span | Refused] = []

    def look() -> None:
        found[:] = [read(field.text(), today)]
        span = found[0]
        refused = isinstance(span, Refused)
        question.judge(span.reason if isinstance(span, Refused) else span.words(today), not refused)

    field.textChanged.connect(look)
    look()
    field.selectAll()
    taken = answered(window, question)
    return found[0] if taken and isinstance(found[0], Span) else None

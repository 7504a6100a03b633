"""From which day to which shall be printed: asked in words, looking ahead."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QLineEdit, QWidget

from planner.domain import reading
from planner.domain.edits import Refused
from planner.review.span import Span, SpanProblem
from planner.ui.ask import Question, answered
from planner.ui.print.days import too_many
from planner.ui.review.asking import BETWEEN, written
from planner.ui.theme import font

PROMPT = "From which day to which? Such as mon – fri, or 1 dec – 14 dec."


def read(text: str, today: dt.date) -> Span | Refused:
    """The days that were written, seen from today and looking ahead."""
    parts = [part for part in BETWEEN.split(text.strip()) if part]
    if not 1 <= len(parts) <= 2:
        return Refused("Write two days, such as mon – fri.")
    first = reading.day(parts[0], today)
    last = reading.day(parts[-1], first or today)
    if first is None or last is None:
        part = parts[0] if first is None else parts[-1]
        return Refused(f"“{part}” is no day: write it like 3 dec, mon or 2026-12-03.")
    try:
        span = Span.between(first, last)
    except SpanProblem as problem:
        return Refused(str(problem))
    return Refused(too_many(span)) if too_many(span) else span


def ask_days(window: QWidget, shown: Span, today: dt.date) -> Span | None:
    """Ask for days, those that are shown in the field; None when the person thought better of it."""
    field = QLineEdit(written(shown))
    field.setFont(font("large"))
    question = Question(window, "Print from one day to another", PROMPT, field)
    found: list[Span | Refused] = []

    def look() -> None:
        found[:] = [read(field.text(), today)]
        span = found[0]
        if isinstance(span, Refused):
            question.judge(span.reason, False)
        else:
            question.judge(f"{span.words(today)}: {span.days} days", True)

    field.textChanged.connect(look)
    look()
    field.selectAll()
    taken = answered(window, question)
    return found[0] if taken and isinstance(found[0], Span) else None

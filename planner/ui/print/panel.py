"""Everything that can be chosen about a print, in one column."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QSignalBlocker, QTime, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from planner.domain.print_choice import PrintChoice, PrintKind
from planner.review.span import Span
from planner.ui.controls import Check, Words, caption
from planner.ui.print import fields
from planner.ui.print.days import offered, short_words
from planner.ui.print.fields import Pick
from planner.ui.settings.fields import minutes_of, time

LABEL, GAP = 68, 8  # px
WHOLE = 24 * 60
ASK = "ask"  # the row that asks from which day to which


class Panel(QWidget):
    """`changed()` says that something else is chosen; `span_chosen` gets a Span, or None to be asked for one."""

    changed = Signal()
    kind_chosen = Signal(str)
    span_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.kind = Pick("What to print", fields.KINDS)
        self.days = Pick("Days")
        self.paper = fields.paper_pick()
        self.sides = Pick("Sides")
        self.hours = Pick("Hours", (("As on the page", False), ("From … to …", True)))
        self.opens, self.closes = time(8 * 60, "The hours begin at"), time(18 * 60, "The hours end at")
        self.clock = Pick("Times as", fields.CLOCKS)
        self.first_day = Pick("A week begins on", fields.FIRST_DAYS)
        self.ground = Pick("Ground to write on", fields.GROUNDS)
        self.strength = Pick("Lines", fields.STRENGTHS)
        self.ink = Pick("Ink", fields.INKS)
        self.left_handed = Check("For the left hand")
        self.left_handed.setAccessibleDescription("Boxes and rail on the right, so that the hand covers neither")
        self.feeling = Check("With a row for how it was")
        self.likely = Check("With how long it will probably take")
        self._labels: dict[QWidget, Words] = {}
        self._lay_out()
        self._connect()
        self.take(PrintChoice())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(GAP)
        what = (("Kind", self.kind), ("Days", self.days))
        paper = (("Paper", self.paper), ("Sides", self.sides))
        self._between = _pair(self.opens, self.closes)
        look = (
            ("Hours", self.hours), ("", self._between), ("Times", self.clock), ("Week from", self.first_day),
            ("Ground", self.ground), ("Lines", self.strength), ("Ink", self.ink),
        )  # fmt: skip
        for name, rows in (("What", what), ("Paper", paper), ("Look", look)):
            column.addWidget(caption(name))
            column.addLayout(self._grid(rows))
            column.addSpacing(4)
        for box in (self.left_handed, self.feeling, self.likely):
            column.addWidget(box)
        column.addStretch(1)

    def _grid(self, rows: tuple[tuple[str, QWidget], ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(GAP)
        grid.setColumnMinimumWidth(0, LABEL)
        grid.setColumnStretch(1, 1)
        for number, (name, field) in enumerate(rows):
            label = self._labels[field] = Words(name, soft=True)
            label.setBuddy(field)
            grid.addWidget(label, number, 0)
            grid.addWidget(field, number, 1)
        return grid

    def _connect(self) -> None:
        self.kind.activated.connect(lambda: self.kind_chosen.emit(self.kind.currentData()))
        self.days.activated.connect(self._take_days)
        for pick in (
            self.paper,
            self.sides,
            self.hours,
            self.clock,
            self.first_day,
            self.ground,
            self.strength,
            self.ink,
        ):
            pick.activated.connect(self._change)
        for hour in (self.opens, self.closes):
            hour.timeChanged.connect(self._change)
        for box in (self.left_handed, self.feeling, self.likely):
            box.toggled.connect(self._change)

    def _change(self) -> None:
        self.fit()
        self.changed.emit()

    def _take_days(self) -> None:
        chosen = self.days.currentData()
        self.span_chosen.emit(None if chosen == ASK else chosen)

    # What is chosen

    def choice(self) -> PrintChoice:
        """Raises ValueError, a sentence, for what cannot be."""
        own = bool(self.hours.currentData())
        return PrintChoice(
            kind=self.kind.currentData(),
            paper=self.paper.currentData(),
            duplex=self.sides.currentData() or "none",
            left_handed=self.left_handed.isChecked(),
            clock24=bool(self.clock.currentData()),
            opens=minutes_of(self.opens) if own else None,
            closes=(minutes_of(self.closes) or WHOLE) if own else None,
            first_weekday=self.first_day.currentData(),
            ink=self.ink.currentData(),
            ground=self.ground.currentData(),
            strength=self.strength.currentData(),
            feeling=self.feeling.isChecked(),
            likely=self.likely.isChecked(),
        )

    def take(self, choice: PrintChoice) -> None:
        """Show a choice, without telling anyone."""
        shown: tuple[tuple[Pick, Any], ...] = (
            (self.kind, choice.kind), (self.paper, choice.paper), (self.clock, choice.clock24),
            (self.first_day, choice.first_weekday), (self.ground, choice.ground), (self.strength, choice.strength),
            (self.ink, choice.ink), (self.hours, choice.opens is not None),
        )  # fmt: skip
        for pick, value in shown:
            pick.take(value)
        self._take_hours(choice)
        checked = (
            (self.left_handed, choice.left_handed),
            (self.feeling, choice.feeling),
            (self.likely, choice.likely),
        )
        for box, on in checked:
            with QSignalBlocker(box):
                box.setChecked(on)
        self.fit()
        self.sides.take(choice.duplex)

    def show_kind(self, kind: PrintKind) -> None:
        self.kind.take(kind)
        self.fit()

    def _take_hours(self, choice: PrintChoice) -> None:
        if choice.opens is None or choice.closes is None:
            return
        for field, minute in ((self.opens, choice.opens), (self.closes, choice.closes)):
            with QSignalBlocker(field):
                field.setTime(QTime(minute // 60 % 24, minute % 60))

    def show_span(self, kind: PrintKind, span: Span, date: dt.date, today: dt.date) -> None:
        """Offer days around the open one, and show which are chosen."""
        rows: list[tuple[str, Any]] = list(offered(kind, date, today, self.first_day.currentData()))
        if all(value != span for _, value in rows):
            rows.append((short_words(span, today), span))
        self.days.fill([*rows, ("From day to day…", ASK)])
        self.days.take(span)

    def show_likely(self, *, known: bool) -> None:
        """Whether the past has anything to say of the days."""
        self.likely.setVisible(known)

    def fit(self) -> None:
        """Offer what there is to choose for the kind and the paper, and no more."""
        kind: PrintKind = self.kind.currentData()
        rows = fields.sides_of(self.paper.currentData())
        self.sides.fill(rows)
        timed = kind in ("day", "spread", "blank", "week")
        for field, shown in (
            (self.sides, bool(rows)),
            (self.hours, timed),
            (self._between, timed and bool(self.hours.currentData())),
            (self.clock, timed),
            (self.first_day, kind != "review"),
            (self.ground, kind not in ("week", "review")),
        ):
            field.setVisible(shown)
            self._labels[field].setVisible(shown)
        self.feeling.setVisible(kind in ("day", "spread", "blank"))


def _pair(first: QWidget, last: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP)
    row.addWidget(first)
    row.addWidget(Words("to", soft=True))
    row.addWidget(last)
    row.addStretch(1)
    return holder

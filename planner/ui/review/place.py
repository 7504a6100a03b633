"""The review: one sheet of paper in the place of the day's spread, with what the past says, in words and charts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from planner.domain.edits import Edit
from planner.domain.values import Entry
from planner.review.pairs import By
from planner.review.span import Kind, Span
from planner.ui.day.ground import book_in, paint_sheet
from planner.ui.review.bar import GROUPS, Middle, Side
from planner.ui.theme import theme

if TYPE_CHECKING:
    from planner.ui.main_window import MainWindow


class Review(QWidget):
    """`span` and `by` are what is shown. Made once; while another place is in front it only notes that it is stale."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.workspace = window.workspace
        self.span = Span.of("week", window.date)
        self.by: By = "tag"
        self._stale = True
        self.middle, self.side = Middle(), Side()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("The review")
        self.middle.stepped.connect(self.step)
        self.middle.today_asked.connect(window.go_today)
        self.side.kind_chosen.connect(self.choose_kind)
        self.side.by_chosen.connect(self.choose_by)
        self.side.printed.connect(lambda: self.export("pdf"))
        self.side.exported.connect(self.export)
        window.changes.changed.connect(self._on_changed)
        theme().changed.connect(self.update)

    def words(self) -> str:
        return f"Review of {self.span.words(self.workspace.today())}"

    # What is shown

    def come(self) -> None:
        """It is in front: look again if anything has changed meanwhile."""
        if self._stale:
            self.look()

    def look(self) -> None:
        """Show the span anew."""
        self._stale = False
        self.middle.tell(self.span.words(self.workspace.today()))
        self.side.show_choices(self.span.kind, self.by)

    def _on_changed(self, edit: Edit) -> None:
        if self.isVisible():
            self.look()
        else:
            self._stale = True

    def show_span(self, span: Span) -> None:
        if span != self.span:
            self.span = span
            self.look()
            self._window.show_title()

    def step(self, steps: int) -> None:
        self.show_span(self.span.later() if steps > 0 else self.span.earlier())

    def show_date(self, date: dt.date) -> None:
        """The span of the same kind that a date lies in."""
        kind = self.span.kind
        self.show_span(Span.of("week" if kind == "range" else kind, date))

    def choose_kind(self, kind: Kind) -> None:
        """Another kind of span, around the day that is looked at."""
        if kind == "range":
            self._ask_span()
            return
        today = self.workspace.today()
        self.show_span(Span.of(kind, today if today in self.span else self.span.last))

    def _ask_span(self) -> None:
        from planner.ui.review.asking import ask_span

        span = ask_span(self._window, self.span, self.workspace.today())
        if span is not None:
            self.show_span(span)

    def choose_by(self, by: By) -> None:
        if by != self.by:
            self.by = by
            self.look()

    def regroup(self) -> None:
        self.choose_by(GROUPS[(GROUPS.index(self.by) + 1) % len(GROUPS)])

    def chosen_entry(self) -> Entry | None:
        return None

    def export(self, kind: str) -> None:
        """Write what is shown to a file."""

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._window.places.show_day()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.fit(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_sheet(QPainter(self), event.rect(), book_in(self.rect()))

"""The places of the window: the day, and in its stead the review, the evening, the print place or a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from planner.domain.values import Page
    from planner.ui.actions import Action
    from planner.ui.main_window import MainWindow
    from planner.ui.print.place import Printing
    from planner.ui.reading.place import Reading
    from planner.ui.review.evening import Evening
    from planner.ui.review.place import Review
    from planner.ui.review.saving import Kind

DAYS_OWN = {"new", "replan", "lay_out", "leftovers", "other", "zoom_in", "zoom_out", "zoom_off", "written"}
OF_DAYS = {"today", "earlier", "later", "date"}
IN_THE_EVENING = {"unplanned"}


class Places(QStackedWidget):
    """`moved()` comes when another place is in front. The day stays alive behind the others."""

    moved = Signal()

    def __init__(self, day: QWidget, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._day = day
        self._back: QWidget | None = None
        self._review: Review | None = None
        self._evening: Evening | None = None
        self._reading: Reading | None = None
        self._printing: Printing | None = None
        self._reviewed = False  # whether printing was asked for in the review
        self.addWidget(day)

    @property
    def review(self) -> Review:
        """Made on its first use: no start waits for it."""
        if self._review is None:
            from planner.ui.review.place import Review

            self._review = Review(self._window)
            self.addWidget(self._review)
        return self._review

    @property
    def evening(self) -> Evening:
        """Made on its first use."""
        if self._evening is None:
            from planner.ui.review.evening import Evening

            self._evening = Evening(self._window)
            self.addWidget(self._evening)
        return self._evening

    @property
    def reading(self) -> Reading:
        """Made on its first use."""
        if self._reading is None:
            from planner.ui.reading.place import Reading

            self._reading = Reading(self._window)
            self.addWidget(self._reading)
        return self._reading

    @property
    def printing(self) -> Printing:
        """Made on its first use."""
        if self._printing is None:
            from planner.ui.print.place import Printing

            self._printing = Printing(self._window)
            self.addWidget(self._printing)
        return self._printing

    @property
    def reviews(self) -> bool:
        """Whether the review is in front."""
        return self._review is not None and self.currentWidget() is self._review

    @property
    def day_is_in_front(self) -> bool:
        return self.currentWidget() is self._day

    @property
    def looks_back(self) -> bool:
        """Whether the evening look back is in front."""
        return self._evening is not None and self.currentWidget() is self._evening

    @property
    def reads(self) -> bool:
        """Whether a sheet to confirm is in front."""
        return self._reading is not None and self.currentWidget() is self._reading

    @property
    def prints(self) -> bool:
        """Whether the print place is in front."""
        return self._printing is not None and self.currentWidget() is self._printing

    @property
    def spanned(self) -> Review | Printing | None:
        """The place in front, if it shows days of its own choice."""
        if self.reviews:
            return self.review
        return self.printing if self.prints else None

    def go(self, place: str) -> None:
        """To "day" or "review"."""
        if place == "review":
            self.show_review()
        else:
            self.show_day()

    def show_review(self) -> None:
        if not self.reviews:
            self._bring(self.review)
            self.review.come()
            self.review.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_evening(self) -> None:
        if not self.looks_back:
            self._bring(self.evening)
            self.evening.show_page(self._window.page)
            self.evening.focus_rows()

    def show_reading(self) -> None:
        if not self.reads:
            self._bring(self.reading)
            self.reading.focus_rows()

    def show_printing(self) -> None:
        """On the open day; from the review, with the days that are looked at."""
        if not self.prints:
            self._reviewed = self.reviews
            span = self.review.span if self._reviewed else None
            self._bring(self.printing)
            self.printing.come(span)

    def end_printing(self) -> None:
        """Back to where it was asked for: the review, or the day."""
        if self._reviewed:
            self.show_review()
        else:
            self.show_day()

    def _bring(self, place: QWidget) -> None:
        self.leave()
        if self.currentWidget() is self._day:
            self._back = self._window.focusWidget()
        self.setCurrentWidget(place)
        self.moved.emit()

    def show_day(self) -> None:
        if self.currentWidget() is self._day:
            return
        self.leave()
        self.setCurrentWidget(self._day)
        self.moved.emit()
        back = self._back
        if back is not None and back.isVisible() and self._day.isAncestorOf(back):
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._window.focus_day()

    # What the actions ask of the place that is in front

    def regroup(self) -> None:
        if self.reviews:
            self.review.regroup()

    def export(self, kind: Kind) -> None:
        if self.reviews:
            self.review.export(kind)

    def open_chosen(self) -> None:
        """That of what is chosen in the review."""
        if self.reviews:
            self.review.open_chosen()

    def say_what_it_took(self) -> None:
        if self.looks_back:
            self.evening.take()

    def leave(self) -> None:
        """What is in front is left: for another place, or for good."""
        if self.prints:
            self.printing.leave()

    def show_page(self, page: Page) -> None:
        """The open page is another, or has changed."""
        if self.looks_back:
            self.evening.show_page(page)

    def make_way(self, row: Action) -> None:
        """Bring the day to the front for an action that is about it, and about nothing that is chosen here."""
        about_day = row.menu in ("Line", "Box") or row.name in DAYS_OWN
        here = (
            (self.reviews and "point" in row.where)
            or (self.looks_back and ("evening" in row.where or row.name in IN_THE_EVENING))
        )  # fmt: skip
        if (about_day and not here) or (self.reads and row.name in OF_DAYS):
            self.show_day()

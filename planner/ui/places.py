"""The places of the window: the day, and the review in its stead. The day stays alive behind the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from planner.ui.actions import Action
    from planner.ui.main_window import MainWindow
    from planner.ui.review.place import Review

DAYS_OWN = {"replan", "lay_out", "leftovers", "other", "zoom_in", "zoom_out", "zoom_off"}


class Places(QStackedWidget):
    """`moved()` comes when another place is in front."""

    moved = Signal()

    def __init__(self, day: QWidget, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._day = day
        self._back: QWidget | None = None
        self._review: Review | None = None
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
    def reviews(self) -> bool:
        """Whether the review is in front."""
        return self._review is not None and self.currentWidget() is self._review

    def go(self, place: str) -> None:
        """To "day" or "review"."""
        if place == "review":
            self.show_review()
        else:
            self.show_day()

    def show_review(self) -> None:
        if self.reviews:
            return
        self._back = self._window.focusWidget()
        review = self.review
        self.setCurrentWidget(review)
        self.moved.emit()
        review.come()
        review.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_day(self) -> None:
        if not self.reviews:
            return
        self.setCurrentWidget(self._day)
        self.moved.emit()
        back = self._back
        if back is not None and back.isVisible() and self._day.isAncestorOf(back):
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._window.focus_day()

    def make_way(self, row: Action) -> None:
        """Bring the day to the front for an action that is about it."""
        about_day = row.menu in ("Line", "Box") or row.name in DAYS_OWN
        if self.reviews and about_day and not ("point" in row.where and self.review.chosen_entry() is not None):
            self.show_day()

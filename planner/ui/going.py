"""Going about in the window: to another day, to another place, to a line, to the other page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from planner.review.span import Kind
    from planner.ui.main_window import MainWindow

DAY = dt.timedelta(days=1)


class Going:
    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._workspace = window.workspace
        self._places = window.places

    # To another day: of the page, or of a place that shows days of its own

    def step(self, steps: int) -> None:
        if (spanned := self._places.spanned) is not None:
            spanned.step(steps)
        else:
            self._window.go_to(self._window.date + steps * DAY)

    def today(self) -> None:
        self._to(self._workspace.today())

    def ask_date(self) -> None:
        from planner.ui.ask import ask_date

        spanned = self._places.spanned
        shown = spanned.span.last if spanned else self._window.date
        date = ask_date(self._window, "Go to a date", shown, self._workspace.today())
        if date is not None:
            self._to(date)

    def _to(self, date: dt.date) -> None:
        if (spanned := self._places.spanned) is not None:
            spanned.show_date(date)
        else:
            self._window.go_to(date)

    def open_day(self, date: dt.date) -> None:
        """From the review to one of its days."""
        self._window.go_to(date)
        self._places.show_day()

    def open_line(self, date: dt.date, entry_id: str) -> None:
        """From wherever to a line of a day, which is chosen then."""
        self.open_day(date)
        self._window.spread.turn(0)
        self._window.left.focus_line(entry_id)

    # To another place

    def review(self, kind: Kind | None = None) -> None:
        """Bring the review to the front, by a kind of span if one is named; without one, it and the day take turns."""
        if kind is None and self._places.reviews:
            self._places.show_day()
            return
        self._places.show_review()
        if kind is not None:
            self._places.review.choose_kind(kind)

    def look_back(self) -> None:
        """The evening look back at the open page (from the review: at today's); from there back to the day."""
        if self._places.looks_back:
            self._places.show_day()
            return
        if self._places.reviews:
            self._window.go_to(self._workspace.today())
        self._places.show_evening()

    def print(self) -> None:
        """Bring the print place to the front, on what is open; from there back to that."""
        if self._places.prints:
            self._places.end_printing()
        else:
            self._places.show_printing()

    # Within the day

    def write_line(self) -> None:
        self._window.spread.turn(0)
        self._window.left.write_line()

    def write_unplanned(self) -> None:
        if self._places.looks_back:
            self._places.evening.write_unplanned()
            return
        self._window.spread.turn(0)
        self._window.left.write_unplanned()

    def open_leftovers(self) -> None:
        self._window.spread.turn(0)
        if not self._window.left.open_leftovers():
            self._window.say("Nothing is left over.")

    def turn(self, front: int) -> None:
        """From wherever to a page of the day: 0 for the lines, 1 for the boxes."""
        self._places.show_day()
        self._window.spread.turn(front)

    def across(self) -> None:
        """Give the keyboard to the other page."""
        to_boxes = not self._window.boxes_are_meant
        self._window.spread.turn(int(to_boxes))
        if to_boxes:
            self._window.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._window.left.focus_lines()

    def zoom(self, step: int) -> None:
        """A quarter nearer or farther; 0 is 100 %."""
        timeline = self._window.timeline
        timeline.set_zoom(timeline.ruler.zoom + 25 * step if step else 100)

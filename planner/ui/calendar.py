"""A month to choose a day from, in the look's own colours: the toolkit's has red weekends and dark arrows on dark."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from planner.ui.theme import color, font, theme

WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)
ARROWS = {"qt_calendar_prevmonth": ("‹", "The month before"), "qt_calendar_nextmonth": ("›", "The month after")}


class Calendar(QCalendarWidget):
    def __init__(self, chosen: dt.date) -> None:
        super().__init__()
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setAccessibleName("Calendar")
        self.show_date(chosen)
        self._dress_days()
        self._dress_head()

    def show_date(self, date: dt.date) -> None:
        self.setSelectedDate(QDate(date.year, date.month, date.day))

    def date(self) -> dt.date:
        """The chosen day."""
        chosen = self.selectedDate()
        return dt.date(chosen.year(), chosen.month(), chosen.day())

    def _dress_days(self) -> None:
        tokens = theme().tokens
        names = QTextCharFormat()
        names.setBackground(color(tokens.event_fill))
        names.setForeground(color(tokens.soft))
        self.setHeaderTextFormat(names)
        for day in WEEKEND:
            self.setWeekdayTextFormat(day, QTextCharFormat())  # as any other day

    def _dress_head(self) -> None:
        tokens = theme().tokens
        for head in self.findChildren(QWidget, "qt_calendar_navigationbar"):
            palette = head.palette()
            palette.setColor(QPalette.ColorRole.Highlight, color(tokens.event_fill))
            palette.setColor(QPalette.ColorRole.HighlightedText, color(tokens.ink))
            head.setPalette(palette)
        for button in self.findChildren(QToolButton):
            if button.objectName() in ARROWS:
                arrow, spoken = ARROWS[button.objectName()]
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
                button.setText(arrow)
                button.setFont(font("large", strong=True))
                button.setAccessibleName(spoken)

"""The fields of the print place: what is chosen, in words, and the value that it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter

from planner.domain.labels import WEEKDAYS
from planner.domain.print_choice import BOOKLETS, TURNED, Duplex, Paper, PrintKind

Rows = Iterable[tuple[str, Any]]

KINDS: tuple[tuple[str, PrintKind], ...] = (
    ("A day", "day"),
    ("A day on two pages", "spread"),
    ("A day left blank", "blank"),
    ("A week", "week"),
    ("A month", "month"),
    ("Notes", "notes"),
    ("The review", "review"),
)
PAPERS: tuple[tuple[tuple[str, Paper], ...], ...] = (
    (("A5", "a5"), ("Two A5 on A4, to cut", "a4-2up"), ("A5 booklet on A4, to fold", "a4-booklet")),
    (
        ("Half Letter", "half-letter"),
        ("Two halves on Letter, to cut", "letter"),
        ("Booklet on Letter, to fold", "letter-booklet"),
    ),
    (("Pocket fold of one A4", "pocket"),),
    (
        ("reMarkable 1 and 2", "remarkable"),
        ("reMarkable Paper Pro", "remarkable-pro"),
        ("Supernote A5 X", "supernote"),
        ("Supernote Manta", "supernote-manta"),
        ("Supernote Nomad", "supernote-nomad"),
        ("Kindle Scribe", "kindle-scribe"),
    ),
)
GROUNDS = (("Dots", "dots"), ("Lines", "lines"), ("A grid", "grid"), ("Nothing", "plain"))
STRENGTHS = (("Fine", "fine"), ("As they are", "normal"), ("Strong", "strong"))
INKS = (("One ink", "one"), ("Colour", "colour"))
CLOCKS = (("24 hours, 14:00", True), ("12 hours, 2 pm", False))
FIRST_DAYS = tuple((WEEKDAYS[number], number) for number in (0, 6, 5))
LONG: tuple[str, Duplex] = ("Both, on the long edge", "long")
SHORT: tuple[str, Duplex] = ("Both, on the short edge", "short")


def sides_of(paper: Paper) -> tuple[tuple[str, Duplex], ...]:
    """How its back can be printed; nothing to choose on a screen and on a pocket fold."""
    if paper in BOOKLETS:
        return (SHORT[0], "none"), LONG
    return (("One side", "none"), LONG, SHORT) if paper in TURNED else ()


class Pick(QComboBox):
    """A list to choose from. The wheel scrolls what it stands in, and changes nothing."""

    def __init__(self, spoken: str, rows: Rows = ()) -> None:
        super().__init__()
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(20)
        self.fill(rows)

    def fill(self, rows: Rows) -> None:
        """Offer other rows; the choice stays where it is among them."""
        before, blocked = self.currentData(), QSignalBlocker(self)
        self.clear()
        for words, value in rows:
            self.addItem(words, value)
        self.take(before)
        blocked.unblock()

    def take(self, value: object) -> None:
        """Show a choice without telling anyone; one that is not offered shows the first."""
        with QSignalBlocker(self):
            self.setCurrentIndex(max(0, self.row_of(value)))

    def row_of(self, value: object) -> int:
        """Where a value stands, -1 if it is not offered. (Qt compares values that are not its own by identity.)"""
        return next((row for row in range(self.count()) if self.itemData(row) == value), -1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words that are too long end in an ellipsis."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width() - 4
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def showPopup(self) -> None:  # noqa: N802
        """The list is as wide as its longest words."""
        view = self.view()
        view.setMinimumWidth(max(self.width(), view.sizeHintForColumn(0) + 24))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())


def paper_pick() -> Pick:
    """Papers, with a line between those of one kind and the next."""
    made = Pick("Paper")
    for number, group in enumerate(PAPERS):
        if number:
            made.insertSeparator(made.count())
        for words, value in group:
            made.addItem(words, value)
    return made

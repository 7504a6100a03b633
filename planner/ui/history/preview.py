"""The first tasks as they would be read, and the rows that cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QListWidget, QTableWidget, QTableWidgetItem, QWidget

from planner.domain.past import ImportedTask
from planner.domain.times import words_of
from planner.ui.controls import ThinBar
from planner.ui.theme import color, font, theme

if TYPE_CHECKING:
    from planner.exchange.history import Reading
    from planner.exchange.table import Table

HEADERS = ("Day", "Title", "Tags", "Estimate", "Actual")
SHOWN = 50  # tasks
LISTED = 500  # bad rows that are listed; more are counted
ROW_HEIGHT = 26
MARGIN = 3  # px that Qt leaves before the words of a cell


class Header(QHeaderView):
    """The names of the columns in small soft words over one rule."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFont(font("small"))
        self.setFixedHeight(ROW_HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        tokens = theme().tokens
        painter.fillRect(rect, self.palette().window())
        painter.setFont(self.font())
        painter.setPen(color(tokens.quiet))
        painter.drawText(rect.adjusted(MARGIN, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, HEADERS[index])
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, color(tokens.rule))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self.viewport()).fillRect(0, self.height() - 1, self.width(), 1, color(theme().tokens.rule))


def on_paper(area: QAbstractItemView) -> None:
    """A list or a table without a frame or a ground of its own."""
    area.setFrameShape(QAbstractItemView.Shape.NoFrame)
    area.viewport().setBackgroundRole(QPalette.ColorRole.Window)
    area.setVerticalScrollBar(ThinBar(area))
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class Preview(QTableWidget):
    def __init__(self) -> None:
        super().__init__(0, len(HEADERS))
        self.setHorizontalHeader(Header(self))
        on_paper(self)
        self.setAccessibleName("The first tasks as they would be imported")
        self.setHorizontalHeaderLabels(HEADERS)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        for column, width in enumerate((96, 0, 110, 74, 74)):
            if width:
                self.setColumnWidth(column, width)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def show_tasks(self, tasks: Sequence[ImportedTask]) -> None:
        self.setRowCount(min(len(tasks), SHOWN))
        for row, task in enumerate(tasks[:SHOWN]):
            for column, words in enumerate(cells_of(task)):
                item = QTableWidgetItem(words)
                if column > 1:
                    item.setForeground(color(theme().tokens.soft))
                self.setItem(row, column, item)


def cells_of(task: ImportedTask) -> tuple[str, str, str, str, str]:
    """A task in the table's words."""
    more = [f"#{tag}" for tag in task.tags] + ([f"+{task.project}"] if task.project else [])
    guess = "" if task.estimate_ms is None else length_words(task.estimate_ms)
    return task.day.isoformat(), task.title, " ".join(more), guess, length_words(task.actual_ms)


def length_words(ms: int) -> str:
    """Whole minutes, or seconds of what is shorter than one."""
    return words_of(round(ms / 60_000)) if ms >= 60_000 else f"{max(1, round(ms / 1000))} s"


class BadRows(QListWidget):
    """Every row that stands in the way, with its line and the reason; then those that are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Rows that cannot be read")
        on_paper(self)
        self.setWordWrap(True)

    def show_rows(self, table: Table, reading: Reading | None) -> None:
        self.clear()
        for rows, sign in ((reading.problems, "over_text"), (reading.skipped, "soft")) if reading else ():
            for line, why in rows[:LISTED]:
                left_out = " (left out)" if sign == "soft" else ""
                self._add(f"{table.counted.capitalize()} {line}: {why}{left_out}", sign)
            if len(rows) > LISTED:
                self._add(f"and {len(rows) - LISTED:,} more", sign)
        self.setVisible(self.count() > 0)

    def _add(self, words: str, sign: str) -> None:
        self.addItem(words)
        self.item(self.count() - 1).setForeground(color(getattr(theme().tokens, sign)))

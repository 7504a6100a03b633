"""The first tasks as they would be read, and the rows that cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QListWidget, QTableWidget, QTableWidgetItem, QWidget

from planner.domain.past import ImportedTask
from planner.domain.times import words_of
from planner.ui.controls import ThinBar
from planner.ui.theme import color, font, theme

if TYPE_CHECKING:
    from planner.exchange.history import Reading
    from planner.exchange.table import Table

HEADERS = ("Day", "Title", "Tags", "Estimate", "Actual")
WIDTHS = (96, 0, 120, 74, 74)  # px; 0 takes what is left
RAW_COLUMNS = 8  # of a file that are shown before it is understood
MODE = QHeaderView.ResizeMode
SHOWN = 50  # tasks
LISTED = 500  # bad rows that are listed; more are counted
ROW_HEIGHT = 26
BAD_SEEN = 6  # bad rows that make the list no higher than they are
WHOLE = 16_777_215  # Qt's own greatest height
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
        name = str(self.model().headerData(index, Qt.Orientation.Horizontal))
        words = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, rect.width() - 2 * MARGIN)
        painter.drawText(rect.adjusted(MARGIN, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
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
    """The first tasks as they would be read; while too little is known for that, the file's own first rows."""

    def __init__(self) -> None:
        super().__init__(0, len(HEADERS))
        self.setHorizontalHeader(Header(self))
        on_paper(self)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)

    def show_tasks(self, tasks: Sequence[ImportedTask]) -> None:
        self.setAccessibleName("The first tasks as they would be imported")
        self._fill(HEADERS, WIDTHS, [cells_of(task) for task in tasks[:SHOWN]], plain=2)

    def show_raw(self, table: Table) -> None:
        self.setAccessibleName("The first rows as they stand in the file")
        header = table.header[:RAW_COLUMNS]
        self._fill(header, [0] * len(header), [row.cells[:RAW_COLUMNS] for row in table.rows[:SHOWN]], plain=0)

    def _fill(self, header: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]], *, plain: int) -> None:
        """`widths` of 0 share what is left; the first `plain` columns stand out."""
        self.setColumnCount(len(header))
        self.setHorizontalHeaderLabels(header)
        self.setRowCount(len(rows))
        for column, width in enumerate(widths):
            self.horizontalHeader().setSectionResizeMode(column, MODE.Interactive if width else MODE.Stretch)
            if width:
                self.setColumnWidth(column, width)
        for row, cells in enumerate(rows):
            for column in range(len(header)):
                item = QTableWidgetItem(" ".join(cells[column].split()) if column < len(cells) else "")
                if column >= plain:
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
        self._be_no_higher()
        self.setVisible(self.count() > 0)

    def _be_no_higher(self) -> None:
        """A few rows take the height that they have, wrapped as they are; many take what they are given."""
        self.doItemsLayout()
        few = 0 < self.count() <= BAD_SEEN
        last = self.visualItemRect(self.item(self.count() - 1)) if few else QRect()
        self.setMaximumHeight(last.bottom() + self.verticalScrollBar().value() + ROW_HEIGHT // 2 if few else WHOLE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._be_no_higher()

    def _add(self, words: str, sign: str) -> None:
        self.addItem(words)
        self.item(self.count() - 1).setForeground(color(getattr(theme().tokens, sign)))

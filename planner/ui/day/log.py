"""The lists of the left page: one model and one view for the three, the bonus log and all other lines.

A line is painted, never a widget; only the one that is being written gets a field.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QEvent,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QFocusEvent, QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from planner.ui.controls import ThinBar, own_viewport
from planner.ui.day.line_paint import LinePaint, row_height
from planner.ui.day.lines import Line, Section

ENTRY_MIME = "application/x-timebox-entry"
AT_LEAST: dict[Section, int] = {"three": 3, "leftover": 4, "bonus": 2, "unplanned": 2}  # rows that stay in sight
PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
DRAGGED = PLAIN | Qt.ItemFlag.ItemIsDragEnabled
Index = QModelIndex | QPersistentModelIndex


class LineModel(QAbstractListModel):
    """The lines of one section, replaced as a whole; what did not change is not painted again."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: tuple[Line, ...]) -> bool:
        """Take new lines. True when the rows are no longer those that they were, so that a choice must be made anew."""
        same_rows = [line.id for line in lines] == [line.id for line in self.lines]
        if same_rows:
            changed = [row for row, line in enumerate(lines) if line != self.lines[row]]
            self.lines = lines
            for row in changed:
                self.dataChanged.emit(self.index(row), self.index(row))
            return False
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()
        return True

    def row_of(self, entry_id: str) -> int:
        return next((row for row, line in enumerate(self.lines) if line.id == entry_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return line.spoken()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.lines[index.row()] if index.isValid() and index.row() < len(self.lines) else Line()
        can_drag = line.entry is not None and line.entry.kind != "note" and not line.closed
        return DRAGGED if can_drag else PLAIN


class LineList(QListView):
    """One section. `crossed(-1 or 1)` asks for the section above or below when the arrows run out of lines."""

    crossed = Signal(int)
    ticked = Signal(str)
    opened = Signal(int)  # the row to be written in
    got_keyboard = Signal()

    def __init__(self, section: Section, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        own_viewport(self)
        self.section: Section = section
        self._whole = False
        self.lines = LineModel(self)
        self.setModel(self.lines)
        self._paint = LinePaint(section, self)
        self.setItemDelegate(self._paint)
        self.setVerticalScrollBar(ThinBar(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    # What it shows

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        before = self.currentIndex().row()
        chosen = self.chosen()
        if self.lines.show(lines):
            row = self.lines.row_of(chosen.id) if chosen and chosen.id else before
            self._choose_row(min(max(row, before if row < 0 else row), len(lines) - 1))
            self.updateGeometry()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if lines else Qt.FocusPolicy.NoFocus)

    def chosen(self) -> Line | None:
        row = self.currentIndex().row()
        return self.lines.lines[row] if 0 <= row < len(self.lines.lines) else None

    def choose(self, entry_id: str) -> bool:
        """Choose the line of an entry; False when it is not here."""
        row = self.lines.row_of(entry_id)
        if row < 0:
            return False
        self._choose_row(row)
        return True

    def choose_end(self, last: bool) -> None:
        self._choose_row(len(self.lines.lines) - 1 if last else 0)

    def choose_first_open(self) -> None:
        """Choose the first line that still asks for something, else the first."""
        open_rows = (row for row, line in enumerate(self.lines.lines) if not line.closed)
        self._choose_row(next(open_rows, 0))

    def _choose_row(self, row: int) -> None:
        if 0 <= row < len(self.lines.lines):
            self.selectionModel().setCurrentIndex(
                self.lines.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def row_rect(self, row: int) -> QRect:
        """Where a row stands, in the coordinates of the viewport."""
        return self.visualRect(self.lines.index(row))

    def text_left(self, line: Line) -> int:
        """Where the words of a line begin, in the viewport."""
        return self._paint.text_left(line)

    def title_font(self) -> QFont:
        return self._paint.title_font()

    # Sizes: a list is as high as its lines, and scrolls only when the page has no more room, but does not scroll itself

    def sizeHint(self) -> QSize:
        return QSize(200, self.height_of_all)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.height_of_all if self._whole else self.least_height)

    @property
    def height_of_all(self) -> int:
        return row_height(self.section) * len(self.lines.lines)

    @property
    def least_height(self) -> int:
        return row_height(self.section) * min(AT_LEAST[self.section], len(self.lines.lines))

    def show_whole(self, whole: bool) -> None:
        """Never scroll, since the page does."""
        if whole != self._whole:
            self._whole = whole
            self.updateGeometry()

    # Keyboard and mouse

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose_end(last=event.reason() == Qt.FocusReason.BacktabFocusReason)
        self.got_keyboard.emit()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, last = self.currentIndex().row(), len(self.lines.lines) - 1
        if event.key() == Qt.Key.Key_Up and row <= 0:
            self.crossed.emit(-1)
        elif event.key() == Qt.Key.Key_Down and row >= last:
            self.crossed.emit(1)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Letters are actions here, never a search."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        line = self.lines.lines[index.row()] if index.isValid() else None
        if line is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._on_sign(event.position().toPoint(), line) and line.entry is not None and line.entry.kind == "task":
            self.ticked.emit(line.id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.lines.lines[index.row()].entry is None:
            self.opened.emit(index.row())

    def _on_sign(self, at: QPoint, line: Line) -> bool:
        return at.x() < self._paint.text_left(line) - 2

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: N802
        line = self.chosen()
        if (
            line is None
            or line.entry is None
            or not self.lines.flags(self.currentIndex()) & Qt.ItemFlag.ItemIsDragEnabled
        ):
            return
        drag = QDrag(self)
        drag.setMimeData(mime_of(line.id))
        drag.setPixmap(self._paint.carried(line, self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(-12, row_height(self.section) // 2))
        drag.exec(Qt.DropAction.CopyAction)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.viewport().update()
        if event.type() == QEvent.Type.ToolTip:
            self._tell_whole(event)
            return True
        return super().viewportEvent(event)

    def _tell_whole(self, event: QEvent) -> None:
        """The whole title of a line that had to be elided; user text is never read as markup."""
        from html import escape

        from PySide6.QtGui import QHelpEvent
        from PySide6.QtWidgets import QToolTip

        assert isinstance(event, QHelpEvent)
        index = self.indexAt(event.pos())
        line = self.lines.lines[index.row()] if index.isValid() else None
        if line is not None and line.entry is not None and self._paint.elides(line, self.viewport().width()):
            QToolTip.showText(event.globalPos(), f"<p>{escape(line.entry.title)}</p>", self)
        else:
            QToolTip.hideText()


def mime_of(entry_id: str) -> QMimeData:
    """What a dragged line carries: the id of its entry."""
    data = QMimeData()
    data.setData(ENTRY_MIME, QByteArray(entry_id.encode()))
    return data

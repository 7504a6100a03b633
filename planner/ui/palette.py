"""Every action by its name (Ctrl+K): write some letters of it, Enter does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from planner.ui import actions
from planner.ui.controls import ThinBar
from planner.ui.theme import color, font, theme

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from planner.ui.main_window import MainWindow

SIZE = QSize(480, 420)
ROW = 32
FIELD = 44
ANOTHER_WINDOW = Qt.FocusReason.ActiveWindowFocusReason
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
KEYS = Qt.ItemDataRole.UserRole + 1


def matches(words: str, written: str) -> bool:
    """Whether each piece that was written begins a word, in any order."""
    have = words.casefold().replace(":", " ").split()
    return all(any(word.startswith(piece) for word in have) for piece in written.casefold().split())


class Palette(QFrame):
    """Lies over the window until an action is taken, Esc is pressed, or the keyboard goes elsewhere.

    What cannot be done just now stands grey at the end.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAutoFillBackground(True)
        self.setAccessibleName("Every action by name")
        self._back = window.focusWidget()
        self._window = window
        self.field = QLineEdit()
        self.field.setPlaceholderText("What do you want to do?")
        self.field.setAccessibleName("Name of the action")
        self.field.setFont(font("large"))
        self.field.setFrame(False)
        self.field.setFixedHeight(FIELD)
        self.field.setTextMargins(10, 0, 10, 0)
        self.list = QListWidget()
        self.list.setAccessibleName("Actions")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setVerticalScrollBar(ThinBar(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 6)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        self.list.setMinimumHeight(0)
        self._fill()
        self.field.textChanged.connect(self._narrow)
        self.field.returnPressed.connect(self._take)
        self.list.itemClicked.connect(lambda _: self._take())
        self._narrow("")
        self.field.installEventFilter(self)

    def open(self) -> None:
        room = self._window.rect()
        width = min(SIZE.width(), room.width() - 40)
        self.setGeometry(QRect(QPoint((room.width() - width) // 2, 60), QSize(width, self._height())))
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _height(self) -> int:
        """As high as what was found, as far as there is room."""
        found = sum(not self.list.item(row).isHidden() for row in range(self.list.count()))
        return min(FIELD + found * ROW + 8, SIZE.height(), self._window.height() - 80)

    def leave(self) -> None:
        """Go, and give the keyboard back to what had it."""
        self.field.removeEventFilter(self)
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)
        self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in STEPS:
            event.accept()  # not the days: the rows
            return True
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() != ANOTHER_WINDOW:
            self.field.removeEventFilter(self)
            self.close()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(color(theme().tokens.focus), 2))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _fill(self) -> None:
        rows = sorted(actions.TABLE, key=lambda row: not row.when(self._window))
        for row in rows:
            item = QListWidgetItem(actions.words(self._window, row))
            item.setData(Qt.ItemDataRole.UserRole, row.name)
            item.setData(KEYS, actions.shown_keys(row))
            item.setSizeHint(QSize(100, ROW))
            if not row.when(self._window):
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.list.addItem(item)

    def _narrow(self, written: str) -> None:
        first = None
        for number in range(self.list.count()):
            item = self.list.item(number)
            item.setHidden(not matches(item.text(), written))
            if first is None and not item.isHidden() and item.flags() & Qt.ItemFlag.ItemIsEnabled:
                first = item
        if first is None:
            self.list.clearSelection()
        self.list.setCurrentRow(self.list.row(first) if first else -1)
        self.resize(self.width(), self._height())

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is None or item.isHidden() or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        name = item.data(Qt.ItemDataRole.UserRole)
        row = next(row for row in actions.TABLE if row.name == name)
        self.leave()
        self._window.carry_out(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            event.accept()  # whatever was not written is no key of the page beneath
            return
        shown = [self.list.item(n) for n in range(self.list.count()) if not self.list.item(n).isHidden()]
        can = [item for item in shown if item.flags() & Qt.ItemFlag.ItemIsEnabled]
        current = self.list.currentItem()
        if can:
            at = can.index(current) if current in can else 0
            self.list.setCurrentItem(can[min(max(at + step, 0), len(can) - 1)])


class _Row(QStyledItemDelegate):
    """The words at the left, the key at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens, rect = theme().tokens, option.rect
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and enabled:
            painter.fillRect(rect, color(tokens.work_fill))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), color(tokens.focus))
        painter.setFont(font("body"))
        keys = index.data(KEYS)
        room = rect.adjusted(14, 0, -14, 0)
        painter.setPen(color(tokens.soft))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, keys)
        taken = painter.fontMetrics().horizontalAdvance(keys) + (20 if keys else 0)
        painter.setPen(color(tokens.ink if enabled else tokens.quiet))
        words = index.data(Qt.ItemDataRole.DisplayRole)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width() - taken)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        painter.restore()

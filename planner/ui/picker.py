"""A field with a list below it that lies over the window: write, choose with the arrows, take with Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from planner.ui.controls import ThinBar
from planner.ui.theme import color, font, theme

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from planner.ui.main_window import MainWindow

ROW = 32
MIDDLE = Qt.AlignmentFlag.AlignCenter
FIELD = 44
ANOTHER_WINDOW = Qt.FocusReason.ActiveWindowFocusReason
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
MEANT = Qt.ItemDataRole.UserRole  # what is taken with a row
ASIDE = Qt.ItemDataRole.UserRole + 1  # words at the right of a row
SIGN = Qt.ItemDataRole.UserRole + 2  # with which its words begin, and which has a column of its own
SIGN_ROOM = 18  # px of that column


class Picker(QFrame):
    """Lies over the window until a row is taken, Esc is pressed, or the keyboard goes elsewhere. No row is chosen until
    something is written or an arrow is pressed.

    Whoever derives from it fills the list by what is written (`narrow`), and does what is taken (`take`).
    """

    def __init__(self, window: MainWindow, *, name: str, asks: str, field: str, rows: str, size: QSize) -> None:
        """`name`, `field` and `rows` are for screen readers; `asks` stands in the field while it is empty."""
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAccessibleName(name)
        self._back = window.focusWidget()
        self._window = window
        self._size = size
        self.field = QLineEdit()
        self.field.setPlaceholderText(asks)
        self.field.setAccessibleName(field)
        self.field.setFont(font("large"))
        self.field.setFrame(False)
        self.field.setFixedHeight(FIELD)
        self.field.setTextMargins(10, 0, 10, 0)
        self.list = QListWidget()
        self.list.setAccessibleName(rows)
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
        self.list.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)  # while it is empty, none
        self.field.textChanged.connect(self._written)
        self.field.returnPressed.connect(self._take_current)
        self.list.itemClicked.connect(lambda _: self._take_current())
        self.field.installEventFilter(self)

    def narrow(self, written: str) -> None:
        """Have in the list what is meant by what is written."""
        raise NotImplementedError

    def take(self, meant: Any) -> None:
        """Do what the row means that was taken; the picker has gone."""
        raise NotImplementedError

    def row(self, words: str, aside: str, meant: Any, *, sign: str = "", can: bool = True) -> QListWidgetItem:
        """One row for the list; one that cannot be taken is grey."""
        item = QListWidgetItem(f"{sign}  {words}" if sign else words)
        item.setData(SIGN, sign)
        item.setData(MEANT, meant)
        item.setData(ASIDE, aside)
        item.setSizeHint(QSize(100, ROW))
        if not can:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
        return item

    def open(self) -> None:
        room = self._window.rect()
        width = min(self._size.width(), room.width() - 40)
        self.narrow("")
        self.setGeometry(QRect(QPoint((room.width() - width) // 2, 60), QSize(width, self._height())))
        self._choose()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Go, and give the keyboard back to what had it."""
        self.field.removeEventFilter(self)
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)
        self.close()

    def fit(self) -> None:
        """After the list has changed: choose a row of it, and be as high as it needs."""
        self._choose()
        self.resize(self.width(), self._height())

    def _written(self, written: str) -> None:
        self.narrow(written)
        self.fit()

    def _height(self) -> int:
        found = sum(not self.list.item(row).isHidden() for row in range(self.list.count()))
        return min(FIELD + found * ROW + 8, self._size.height(), self._window.height() - 80)

    def _choices(self) -> list[QListWidgetItem]:
        shown = [self.list.item(n) for n in range(self.list.count()) if not self.list.item(n).isHidden()]
        return [item for item in shown if item.flags() & Qt.ItemFlag.ItemIsEnabled]

    def _choose(self) -> None:
        """The first row that can be taken. None while nothing is written: a stray Enter must do nothing."""
        first = next(iter(self._choices()), None) if self.field.text().strip() else None
        if first is None:
            self.list.clearSelection()
        self.list.setCurrentRow(self.list.row(first) if first else -1)

    def _take_current(self) -> None:
        item = self.list.currentItem()
        if item is None and not self.field.text().strip():
            self.leave()
        if item is None or item.isHidden() or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        meant = item.data(MEANT)
        self.leave()
        self.take(meant)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            event.accept()  # whatever was not written is no key of the page beneath
            return
        current, can = self.list.currentItem(), self._choices()
        if can:
            at = can.index(current) + step if current in can else 0
            self.list.setCurrentItem(can[min(max(at, 0), len(can) - 1)])

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


class _Row(QStyledItemDelegate):
    """The words at the left, what stands aside at the right."""

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
        aside = index.data(ASIDE)
        room = rect.adjusted(14, 0, -14, 0)
        painter.setPen(color(tokens.soft))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, aside)
        taken = painter.fontMetrics().horizontalAdvance(aside) + (20 if aside else 0)
        painter.setPen(color(tokens.ink if enabled else tokens.quiet))
        sign = index.data(SIGN)
        words = index.data(Qt.ItemDataRole.DisplayRole)
        if sign:
            painter.drawText(QRect(room.left(), room.top(), SIGN_ROOM - 6, room.height()), MIDDLE, sign)
            room.setLeft(room.left() + SIGN_ROOM)
            words = words.removeprefix(sign).lstrip()
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width() - taken)
        painter.drawText(
            room.adjusted(0, 0, -taken, 0), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown
        )
        painter.restore()

"""All pages of a print, small, one under another: only those in sight are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.ui.controls import WORDS, ThinBar, own_viewport
from planner.ui.print.pictures import Pictures
from planner.ui.print.preview import paint_paper
from planner.ui.print.views import View
from planner.ui.theme import color, focus_ring, font, theme

WIDTH = 124  # px
EDGE, NUMBER = 12, 18
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.views: Sequence[View] = ()

    def show_views(self, views: Sequence[View]) -> None:
        self.beginResetModel()
        self.views = views
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.views)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        view = self.views[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{index.row() + 1}, {view.words}"
        return str(index.row() + 1) if role == Qt.ItemDataRole.DisplayRole else None


class Small(QStyledItemDelegate):
    """A page a finger wide, its number below; the one that is shown has the ring."""

    def __init__(self, pictures: Pictures, strip: Strip) -> None:
        super().__init__(strip)
        self._pictures, self._strip = pictures, strip

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH, round(self._paper(self._strip.model_.views[index.row()]).height()) + EDGE + NUMBER)

    def _paper(self, view: View) -> QRectF:
        width = WIDTH - 2 * EDGE - 16
        return QRectF(EDGE + 4, EDGE - 4, width, round(width * view.height / view.width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = theme().tokens
        view = self._strip.model_.views[index.row()]
        room: QRectF = QRectF(option.rect)
        paper = self._paper(view).translated(room.topLeft())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paint_paper(painter, paper)
        image = self._pictures.of(view, round(paper.height() * self._strip.devicePixelRatioF()))
        if image is not None:
            painter.drawImage(paper, image)
        if chosen:
            ring = tokens if self._strip.hasFocus() else tokens._replace(focus=tokens.quiet)
            focus_ring(painter, paper.adjusted(-4, -4, 4, 4), ring, 4)
        painter.setFont(font("small", strong=chosen))
        painter.setPen(color(tokens.ink if chosen else tokens.quiet))
        painter.drawText(QRectF(paper.left(), paper.bottom() + 3, paper.width(), NUMBER), WORDS, str(index.row() + 1))
        painter.restore()


class Strip(QListView):
    """`turned(int)` says which page was chosen, counted from 0."""

    turned = Signal(int)

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        own_viewport(self)
        self.model_ = Model(self)
        self.setModel(self.model_)
        self.setItemDelegate(Small(pictures, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(WIDTH)
        self.setVerticalScrollBar(ThinBar(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setAccessibleName("All pages")
        self.viewport().setAutoFillBackground(False)
        pictures.drawn.connect(self.viewport().update)
        theme().changed.connect(self.viewport().update)

    def show_views(self, views: Sequence[View]) -> None:
        """Show other pages; the place in the list stays about where it is."""
        at = self.verticalScrollBar().value()
        self.model_.show_views(views)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(at)

    def choose(self, number: int) -> None:
        """Show which page is looked at, without telling anyone."""
        index = self.model_.index(number)
        self.selectionModel().blockSignals(True)
        self.setCurrentIndex(index)
        self.selectionModel().blockSignals(False)
        self.scrollTo(index)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.turned.emit(current.row())

"""The proposal as rows: doubtful marks on top with their crops large, then what is to be written out, then the rest."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.domain.filled import Ticked, Worked, Written
from planner.ui.controls import ThinBar, own_viewport
from planner.ui.reading import words
from planner.ui.reading.draft import HEADINGS, Draft, Row
from planner.ui.reading.work import SCALE
from planner.ui.theme import caption_font, color, font, theme

Index = QModelIndex | QPersistentModelIndex

PLAIN, HEAD, LINE, LARGE = 30, 34, 78, 104  # px
PROBLEM = 18  # px more for a sentence
CROP = QSize(172, 84)  # px of a large crop
LINE_CROP = 34  # px of the height of a crop of writing
INSET = 12
AROUND = 3.0  # millimetres of paper around a mark in its crop
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine
CENTRE = Qt.AlignmentFlag.AlignCenter


class Model(QAbstractListModel):
    """Headings and marks; a heading is a string."""

    def __init__(self) -> None:
        super().__init__()
        self.draft: Draft | None = None
        self.rows: list[str | Row] = []

    def show_draft(self, draft: Draft | None) -> None:
        self.beginResetModel()
        self.draft = draft
        self.rows = self._rows()
        self.endResetModel()

    def _rows(self) -> list[str | Row]:
        found: list[str | Row] = []
        last = ""
        for row in self.draft.rows if self.draft is not None else ():
            if row.section != last:
                found.append(HEADINGS[row.section])
                last = row.section
            found.append(row)
        return found

    def look_again(self) -> None:
        """The same marks, decided anew."""
        self.rows = self._rows()
        self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def row_of(self, mark: str) -> int:
        return next((n for n, row in enumerate(self.rows) if isinstance(row, Row) and row.item.mark == mark), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.rows[index.row()] if index.isValid() else ""
        if isinstance(row, str):
            return Qt.ItemFlag.ItemIsEnabled
        written = words.is_written_out(row.item.decision)
        editable = Qt.ItemFlag.ItemIsEditable if written else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | editable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()] if index.isValid() else ""
        if role == Qt.ItemDataRole.EditRole and isinstance(row, Row):
            return row.item.decision.text if words.is_written_out(row.item.decision) else ""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row if isinstance(row, str) or self.draft is None else words.spoken(self.draft, row)
        return None


class Rows(QListView):
    """`chose(mark)` follows the chosen row, `pointed(mark)` the mouse; `worded(mark, text)` comes when a line was
    written out.
    """

    chose = Signal(str)
    pointed = Signal(str)
    worded = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        own_viewport(self)
        self.list = Model()
        self.image: QImage | None = None
        self.setModel(self.list)
        self.setItemDelegate(Brush(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(ThinBar(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.DoubleClicked)
        self.setAccessibleName("What was read")
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.hovered = ""
        self.entered.connect(lambda index: self.pointed.emit(self._mark(index)))
        self.viewportEntered.connect(lambda: self.pointed.emit(""))
        theme().changed.connect(self.viewport().update)

    def show_draft(self, draft: Draft | None, image: QImage | None) -> None:
        """The marks of a sheet, each with what was read cut out of its image."""
        self.image = image
        self.list.show_draft(draft)
        first = next((n for n, row in enumerate(self.list.rows) if isinstance(row, Row)), -1)
        if first >= 0:
            self.setCurrentIndex(self.list.index(first))
            self.scrollToTop()

    def look_again(self) -> None:
        self.list.look_again()
        self.scheduleDelayedItemsLayout()

    def chosen(self) -> str:
        """The mark of the chosen row."""
        return self._mark(self.currentIndex())

    def _mark(self, index: Index) -> str:
        row = self.list.rows[index.row()] if index.isValid() else ""
        return row.item.mark if isinstance(row, Row) else ""

    def choose(self, mark: str) -> None:
        if (row := self.list.row_of(mark)) >= 0:
            self.setCurrentIndex(self.list.index(row))
            self.scrollTo(self.list.index(row))

    def point(self, mark: str) -> None:
        """The mouse is over this mark on the sheet."""
        self.hovered = mark
        self.viewport().update()

    def moveCursor(self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Over the headings."""
        index = super().moveCursor(action, modifiers)
        step = -1 if action in (QListView.CursorAction.MoveUp, QListView.CursorAction.MovePageUp) else 1
        at = index.row()
        while 0 <= at < len(self.list.rows) and isinstance(self.list.rows[at], str):
            at += step
        return self.list.index(at) if 0 <= at < len(self.list.rows) else self.currentIndex()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chose.emit(self.chosen())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class Brush(QStyledItemDelegate):
    """Paints the rows, and brings the field for the words of a line."""

    def __init__(self, view: Rows) -> None:
        super().__init__(view)
        self._view = view

    def _row(self, index: Index) -> str | Row:
        return self._view.list.rows[index.row()]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._row(index)
        if isinstance(row, str):
            return QSize(100, HEAD)
        height = LINE if isinstance(row.item.decision, Written) else LARGE if _is_large(row) else PLAIN
        return QSize(100, height + (PROBLEM if row.problem and height != LARGE else 0))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        row, area = self._row(index), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if isinstance(row, str):
            self._paint_heading(painter, area, row)
        elif self._view.list.draft is not None:
            self._paint_ground(painter, area, row, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
            self._paint_row(painter, area.adjusted(INSET, 0, -INSET, 0), row, self._view.list.draft)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRect, text: str) -> None:
        tokens = theme().tokens
        painter.setFont(caption_font())
        painter.setPen(color(tokens.over_text if text == HEADINGS["doubtful"] else tokens.soft))
        painter.drawText(area.adjusted(2, 8, 0, 0), int(LEFT), text)

    def _paint_ground(self, painter: QPainter, area: QRect, row: Row, *, chosen: bool) -> None:
        tokens, room = theme().tokens, QRectF(area).adjusted(1.5, 1.5, -1.5, -1.5)
        if row.doubtful:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(tokens.over, 34))
            painter.drawRoundedRect(room, 6, 6)
            painter.fillRect(QRectF(room.left(), room.top() + 4, 3, room.height() - 8), color(tokens.over))
        if row.item.mark == self._view.hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(tokens.rule, 150))
            painter.drawRoundedRect(room, 6, 6)
        if chosen:
            focused = self._view.hasFocus()
            painter.setPen(QPen(color(tokens.focus if focused else tokens.faint), 2 if focused else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room, 6, 6)

    def _paint_row(self, painter: QPainter, area: QRect, row: Row, draft: Draft) -> None:
        if isinstance(row.item.decision, Written):
            self._paint_line(painter, area, row, draft)
        elif _is_large(row):
            beside = _beside_crop(area)
            crop = QRect(area.left(), area.top() + 10, beside.left() - 14 - area.left(), CROP.height())
            self._paint_crop(painter, crop, row)
            self._paint_doubt(painter, beside, row, draft)
        else:
            self._paint_plain(painter, area, row, draft)

    def _paint_plain(self, painter: QPainter, area: QRect, row: Row, draft: Draft) -> None:
        decision, tokens = row.item.decision, theme().tokens
        line = QRect(area.left(), area.top(), area.width(), PLAIN)
        said = self._said(row, draft)
        painter.setFont(font("body"))
        painter.setPen(self._shade(row, draft))
        room = 92 if isinstance(decision, Worked) else 20
        first = words.value(draft.page, decision) if isinstance(decision, Worked) else words.sign(decision)
        painter.drawText(QRect(line.left(), line.top(), room, PLAIN), int(LEFT), first)
        width = QFontMetrics(painter.font()).horizontalAdvance(said)
        painter.setPen(color(tokens.soft if self._quiet(row, draft) else tokens.ink))
        self._elided(painter, line.adjusted(room, 0, -width - 12, 0), words.title(draft, decision))
        painter.setPen(color(tokens.soft))
        painter.drawText(line, int(RIGHT), said)
        self._paint_problem(painter, line.adjusted(room, PLAIN - 8, 0, PROBLEM - 8), row)

    def _said(self, row: Row, draft: Draft) -> str:
        if row.item.mark in draft.left_off:
            return words.LEFT_OFF
        return "" if isinstance(row.item.decision, Worked) else words.value(draft.page, row.item.decision)

    def _quiet(self, row: Row, draft: Draft) -> bool:
        decision = row.item.decision
        return row.item.mark in draft.left_off or (isinstance(decision, Ticked) and decision.value == "empty")

    def _shade(self, row: Row, draft: Draft) -> QColor:
        tokens, decision = theme().tokens, row.item.decision
        if self._quiet(row, draft):
            return color(tokens.soft)
        if isinstance(decision, Ticked):
            return color(tokens.priority_text if decision.value == "cancelled" else tokens.done)
        return color(tokens.work_text)

    def _paint_doubt(self, painter: QPainter, area: QRect, row: Row, draft: Draft) -> None:
        decision, tokens = row.item.decision, theme().tokens
        painter.setFont(font("body", strong=True))
        painter.setPen(color(tokens.ink))
        self._elided(painter, QRect(area.left(), area.top(), area.width(), 20), words.title(draft, decision))
        painter.setFont(font("body"))
        said = " ".join(filter(None, (words.sign(decision), words.value(draft.page, decision))))
        painter.setPen(self._shade(row, draft) if said else color(tokens.quiet))
        said = said or words.NOT_NAMED
        off = f" · {words.LEFT_OFF}" if row.item.mark in draft.left_off else ""
        self._elided(painter, QRect(area.left(), area.top() + 22, area.width(), 20), f"{said}{off}")
        painter.setFont(font("small"))
        painter.setPen(color(tokens.over_text if row.doubtful else tokens.soft))
        sure = "? Is this right?" if row.doubtful else "✓ Looked at" if row.item.mark in draft.touched else ""
        wrapped = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(area.adjusted(0, 46, 0, 4), int(wrapped), row.problem or sure)

    def _paint_line(self, painter: QPainter, area: QRect, row: Row, draft: Draft) -> None:
        decision, tokens = row.item.decision, theme().tokens
        assert isinstance(decision, Written), "only lines are written"
        painter.setFont(font("small"))
        painter.setPen(color(tokens.soft))
        name = words.title(draft, decision) + (" · ticked" if decision.ticked else "")
        off = f" · {words.LEFT_OFF}" if row.item.mark in draft.left_off else ""
        self._elided(painter, QRect(area.left(), area.top() + 4, area.width(), 14), name + off)
        crop = QRect(area.left(), area.top() + 19, area.width(), LINE_CROP)
        self._paint_crop(painter, crop, row)
        painter.setFont(font("body"))
        painter.setPen(color(tokens.ink if decision.text else tokens.quiet))
        self._elided(painter, self._field(area), decision.text or words.NOT_WRITTEN_OUT)
        self._paint_problem(painter, QRect(area.left(), area.top() + LINE - 2, area.width(), PROBLEM), row)

    def _field(self, area: QRect) -> QRect:
        return QRect(area.left(), area.top() + 19 + LINE_CROP, area.width(), 24)

    def _paint_problem(self, painter: QPainter, area: QRect, row: Row) -> None:
        if row.problem:
            painter.setFont(font("small"))
            painter.setPen(color(theme().tokens.over_text))
            self._elided(painter, area, row.problem)

    def _elided(self, painter: QPainter, area: QRect, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(LEFT), shown)

    def _paint_crop(self, painter: QPainter, area: QRect, row: Row) -> None:
        """What was read, as large as there is room for it, with a little of the paper around."""
        picture = self._view.image
        if picture is None:
            return
        x, y, w, h = row.item.place.grown(0.6 if isinstance(row.item.decision, Written) else AROUND)
        factor = min(area.width() / w, area.height() / h)
        wide, high = w * factor, h * factor
        if not isinstance(row.item.decision, Written):
            more = (area.width() - wide) / factor / 2  # the words beside a mark say which it is
            w, wide = w + 2 * more, area.width()
            x = max(0.0, min(x - more, picture.width() / SCALE - w))  # on the paper
        target = QRectF(area.left(), area.top() + (area.height() - high) / 2, wide, high)
        painter.fillRect(target, color("#FFFFFF"))
        painter.drawImage(target, picture, QRectF(x * SCALE, y * SCALE, w * SCALE, h * SCALE))
        painter.setPen(QPen(color(theme().tokens.rule), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(target)

    # Writing a line out

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        row = self._row(index)
        field = QLineEdit(parent)
        field.setFont(font("body"))
        field.setPlaceholderText("Order printer paper 10m")
        if isinstance(row, Row) and self._view.list.draft is not None:
            field.setAccessibleName(f"{words.title(self._view.list.draft, row.item.decision)}: write it out")
        return field

    def updateEditorGeometry(self, editor: QWidget, option: Any, index: Index) -> None:
        row, area = self._row(index), QRect(option.rect).adjusted(INSET, 0, -INSET, 0)
        if isinstance(row, Row) and isinstance(row.item.decision, Worked):
            beside = _beside_crop(area)
            field = QRect(beside.left(), beside.top() + 20, beside.width(), 24)
        else:
            field = self._field(area)
        editor.setGeometry(field.adjusted(-4, -1, 4, -1))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit), "a line is written in a field"
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        row = self._row(index)
        if isinstance(editor, QLineEdit) and isinstance(row, Row):
            self._view.worded.emit(row.item.mark, editor.text().strip())


def _is_large(row: Row) -> bool:
    """Whether it is shown with a large crop: what is doubtful, and a time that is no box's."""
    decision = row.item.decision
    return row.section == "doubtful" or (isinstance(decision, Worked) and decision.is_no_boxs)


def _beside_crop(area: QRect) -> QRect:
    """Where the words stand that a large crop has beside it."""
    return area.adjusted(min(CROP.width(), area.width() // 2) + 14, 12, 0, -10)


def below(view: Rows) -> QPoint:
    """Where a menu about the chosen row opens."""
    return view.viewport().mapToGlobal(view.visualRect(view.currentIndex()).bottomLeft() + QPoint(INSET, 0))

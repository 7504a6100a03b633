"""The left page: the date, the three, what is left over, the bonus log, the entry line, and what was done unplanned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from planner.domain.values import Entry, Page
from planner.ui.controls import Button, Words, caption, lay_bare, tip
from planner.ui.dates import long_date
from planner.ui.day.entry_field import EntryField
from planner.ui.day.leftovers import Leftovers
from planner.ui.day.likely import Likely
from planner.ui.day.line_paint import AROUND
from planner.ui.day.lines import bonus_lines, three_lines, unplanned_lines
from planner.ui.day.log import LineList
from planner.ui.day.rest_lines import rest_lines
from planner.ui.day.resting import Resting
from planner.ui.theme import font
from planner.workspace import Workspace

if TYPE_CHECKING:
    from planner.domain.entry_line import EntryLine

SIDE = 34 - AROUND  # px: lists reach AROUND further out than the words
SEEN = 28  # px around a field with the keyboard that are in sight too: its edge, and the words below it
IN_PLACE_ROOM = 10  # px from the edge of a field over a line to its words, which stay where they were
WRITE_HERE = "Write a line: Draft the essay 45m #writing !1 9:30"
WRITE_MORE = "Write a line"
UNPLANNED_HERE = "Something you did instead: Fixed the scanner 25m"
BONUS_HELP = "All else that the day may bring goes here. None of it is ever overdue."


class LeftPage(QScrollArea):
    """The lists of one page. What is done with a line is the window's business: it is told by signals."""

    line_written = Signal(object)  # EntryLine
    unplanned_written = Signal(object)  # EntryLine
    slot_written = Signal(int, object)  # 1–3, EntryLine
    entry_written = Signal(str, object)  # id, EntryLine
    new_read = Signal(int, object)  # while it is written: 0 or the slot 1–3, EntryLine or None
    ticked = Signal(str)
    written_asked = Signal()  # the page as it was written on paper

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet = QWidget()
        self._show_bare()
        self._workspace = workspace
        self.page: Page | None = None
        self._editor: EntryField | None = None
        self.setAccessibleName("Left page: the log")
        self.date = Words("", font("date"))
        self._as_written: Button | None = None
        self.three = LineList("three", "Three for the day", self)
        self.leftovers = Leftovers(self)
        self.bonus = LineList("bonus", "Bonus", self)
        self.help = Words(BONUS_HELP, soft=True)
        self.entry_field = EntryField(WRITE_HERE, "Write a line", self.today, self)
        self.unplanned = LineList("unplanned", "Done, though not planned", self)
        self.unplanned_field = EntryField(UNPLANNED_HERE, "Done, though not planned: write it", self.today, self)
        self.unplanned_field.sign = "✓"
        self.resting = Resting(self)
        self.likely = Likely(workspace, self._sheet)
        self._last = self._edited = self.three
        self._lay_out()
        self._connect()

    @property
    def lists(self) -> tuple[LineList, ...]:
        """From top to bottom, as the arrows go."""
        return (self.three, self.leftovers.list, self.bonus, self.unplanned)

    def today(self) -> dt.date:
        """What "tomorrow" is counted from: the page that is open."""
        return self.page.date if self.page else self._workspace.today()

    def _show_bare(self) -> None:
        """No frame and no ground of its own: the paper is the spread's. It scrolls only where it has no room at all."""
        lay_bare(self)
        self.setWidget(self._sheet)
        for ground in (self.viewport(), self._sheet):
            ground.setAutoFillBackground(False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(SIDE, 22, SIDE, 14)
        column.setSpacing(0)
        self._head = QHBoxLayout()
        self._head.setSpacing(0)
        self.date.setContentsMargins(AROUND, 0, AROUND, 0)
        self.date.setMinimumWidth(1)
        self._head.addWidget(self.date, 1)
        column.addLayout(self._head)
        self._three = caption("Three for the day")
        self._add(column, self._three, 16)
        column.addWidget(self.three)
        column.addSpacing(8)
        column.addWidget(self.leftovers)
        self._add(column, caption("Bonus"), 14)
        column.addWidget(self.bonus)
        self._add(column, self.help, 4)
        self._add_field(column, self.entry_field, 8)
        self._add(column, caption("Done, though not planned"), 24)
        column.addWidget(self.unplanned)
        self._add_field(column, self.unplanned_field, 4)
        column.addWidget(self.resting)
        column.addStretch(1)
        for each in self.lists:
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.three.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _add(self, column: QVBoxLayout, words: Words, above: int) -> None:
        words.setContentsMargins(AROUND, above, AROUND, 6 if above else 0)
        words.setMinimumWidth(1)
        column.addWidget(words)

    def _add_field(self, column: QVBoxLayout, field: EntryField, above: int) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(AROUND, above, AROUND, 0)
        row.addWidget(field)
        column.addLayout(row)

    def _connect(self) -> None:
        self.entry_field.written.connect(self.line_written)
        self.unplanned_field.written.connect(self.unplanned_written)
        for field in (self.entry_field, self.unplanned_field):
            field.left.connect(self.focus_lines)
        self._foresee(self.entry_field)
        self.entry_field.read.connect(lambda line: self.new_read.emit(0, line))
        for each in self.lists:
            each.crossed.connect(lambda step, each=each: self._cross(each, step))
            each.opened.connect(lambda row, each=each: self.edit_row(each, row))
            each.ticked.connect(self.ticked)
            each.got_keyboard.connect(lambda each=each: self._remember(each))
            each.selectionModel().currentChanged.connect(self._keep_keyboard_in_sight)
        self.leftovers.turned.connect(self._fit)
        self.verticalScrollBar().rangeChanged.connect(self._keep_keyboard_in_sight)

    def _foresee(self, field: EntryField) -> None:
        """Say under a field what its task will probably take."""
        field.read.connect(lambda line: self.likely.foresee(field, line))
        field.lowered.connect(self.likely.take)

    # What it shows

    def show_page(self, page: Page, leftovers: Iterable[Entry]) -> None:
        now = self._workspace.now()
        if self.page is None or self.page.date != page.date:
            self.close_editor()
            self.leftovers.fold()
        self.page = page
        today = self._workspace.today()
        self.date.setText(long_date(page.date, today))
        self._three.setText("Three for today" if page.date == today else "Three for the day")  # as on its sheet
        self.three.show_lines(three_lines(page, now))
        bonus, unplanned = bonus_lines(page, now), unplanned_lines(page, now)
        self.bonus.show_lines(bonus)
        self.unplanned.show_lines(unplanned)
        self.bonus.setVisible(bool(bonus))
        self.unplanned.setVisible(bool(unplanned))
        self.help.setVisible(not bonus)
        self.entry_field.setPlaceholderText(WRITE_MORE if page.entries else WRITE_HERE)
        self.leftovers.show_entries(tuple(leftovers))
        self.resting.show_lines(rest_lines(page, now, self._workspace.settings.clock24))
        self._offer_written(len(page.pictures))
        self._fit()

    def _fit(self) -> None:
        """One thing scrolls: the lists, so that the fields below them stay in sight, or in a low window the page."""
        self.leftovers.column.activate()  # or it would still know the lines of before
        shown = [each for each in self.lists if each.isVisibleTo(self._sheet)]
        spare = sum(each.minimumSizeHint().height() - each.least_height for each in shown)
        low = self._sheet.minimumSizeHint().height() - spare > self.viewport().height()
        for each in self.lists:
            each.show_whole(low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _offer_written(self, pictures: int) -> None:
        """A quiet word in the head of a page that was read from paper. Made with the first one."""
        if self._as_written is None:
            if not pictures:
                return
            self._as_written = Button("As written", "soft", "The page as it was written on paper")
            self._as_written.setToolTip(tip("The page as it was written on paper"))
            self._as_written.clicked.connect(self.written_asked)
            self._head.addWidget(self._as_written)
        self._as_written.setVisible(pictures > 0)

    @property
    def as_written(self) -> Button | None:
        """What opens the page as it was written, once there was one."""
        return self._as_written

    # Going about with the keys

    def focus_lines(self) -> None:
        """Give the keyboard to the lines: the list that had it last, else the first open one of the three."""
        last = self._last if self._last.lines.lines and self._last.isVisible() else self.three
        if last is self.three and not last.currentIndex().isValid():
            last.choose_first_open()
        self._focus(last)

    def focus_line(self, entry_id: str) -> None:
        """Give the keyboard to the line of an entry, if it is on this page."""
        for each in self.lists:
            if each.choose(entry_id):
                self._focus(each)

    def write_line(self) -> None:
        self._give_keyboard(self.entry_field, Qt.FocusReason.ShortcutFocusReason)

    def write_unplanned(self) -> None:
        self._give_keyboard(self.unplanned_field, Qt.FocusReason.ShortcutFocusReason)

    def _give_keyboard(self, target: QWidget, reason: Qt.FocusReason) -> None:
        target.setFocus(reason)
        self._keep_keyboard_in_sight()

    def _keep_keyboard_in_sight(self, *_: object) -> None:
        """The page of a low window scrolls so far that what has the keyboard is seen: the field, or the chosen line."""
        target = next((each for each in (*self.lists, self.entry_field, self.unplanned_field) if each.hasFocus()), None)
        if isinstance(target, LineList):
            row = target.row_rect(target.currentIndex().row())
            at = target.viewport().mapTo(self._sheet, row.center())
            self.ensureVisible(at.x(), at.y(), 0, row.height())
        elif target is not None:
            self.ensureWidgetVisible(target, 0, SEEN)

    def open_leftovers(self) -> bool:
        """Unfold what is left over, or fold it again; False when there is nothing."""
        if self.leftovers.isHidden():
            return False
        self.leftovers.toggle()
        return True

    def _remember(self, where: LineList) -> None:
        self._last = where

    def _cross(self, source: LineList, step: int) -> None:
        shown = [each for each in self.lists if each.isVisible() and each.lines.lines]
        at = shown.index(source) + step
        if 0 <= at < len(shown):
            self._focus(shown[at])
            shown[at].choose_end(last=step < 0)

    def _focus(self, target: LineList) -> None:
        if not target.currentIndex().isValid():
            target.choose_end(last=False)
        self._give_keyboard(target, Qt.FocusReason.OtherFocusReason)

    # Writing in place

    def edit_row(self, where: LineList, row: int) -> None:
        """Open a line, or an empty slot of the three, to be written in."""
        from planner.domain.entry_line import written
        from planner.domain.steps import unstarted

        if where is self.leftovers.list or not 0 <= row < len(where.lines.lines):
            return
        self.close_editor()
        line = where.lines.lines[row]
        rect = where.row_rect(row)
        field = _InPlace("", "Write the line anew", self.today, where.viewport(), rect.height())
        field.setFont(where.title_font())
        left = where.text_left(line) - IN_PLACE_ROOM
        field.move(left, rect.top() + (rect.height() - field.height()) // 2)
        field.setFixedWidth(where.viewport().width() - left)
        field.written.connect(lambda read: self._written(line.id, line.slot, read))
        field.left.connect(self.close_editor)
        field.done.connect(lambda: self._done(line.id, line.slot))
        self._foresee(field)
        if not line.id:
            field.read.connect(lambda read: self.new_read.emit(line.slot, read))
        boxes = unstarted(self.page, line.id) if self.page else ()
        field.boxed = bool(boxes)
        field.original = written(line.entry, boxes=boxes) if line.entry else ""
        field.setText(field.original)
        self._editor, self._edited = field, where
        field.show()
        field.selectAll()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _written(self, entry_id: str, slot: int, read: EntryLine) -> None:
        if entry_id:
            self.entry_written.emit(entry_id, read)
        else:
            self.slot_written.emit(slot, read)

    def _done(self, entry_id: str, slot: int) -> None:
        """The keyboard went elsewhere: what was written is kept, or thrown away if it is as it was."""
        field = self._editor
        if isinstance(field, _InPlace) and field.text().strip() not in ("", field.original):
            self._written(entry_id, slot, field.line())
        else:
            self.close_editor()

    def close_editor(self) -> None:
        """Put the field away. The list below gets the keyboard if the field had it."""
        field, self._editor = self._editor, None
        if field is None:
            return
        field.blockSignals(True)
        self.likely.foresee(field, None)
        self.new_read.emit(0, None)
        if field.hasFocus():
            self._edited.setFocus(Qt.FocusReason.OtherFocusReason)
        field.hide()
        field.deleteLater()

    @property
    def editor(self) -> EntryField | None:
        return self._editor

    def spot_of(self, entry_id: str) -> QPoint:
        """Where a word about an entry is put, in the coordinates of this page: under its line."""
        for each in self.lists:
            row = each.lines.row_of(entry_id)
            if row >= 0 and each.isVisible():
                rect: QRect = each.row_rect(row)
                return each.viewport().mapTo(self, rect.bottomLeft() + QPoint(AROUND + 24, 4))
        return self.spot_below(self.entry_field)

    def spot_below(self, widget: QWidget) -> QPoint:
        return widget.mapTo(self, QPoint(AROUND, widget.height() + 4))


class _InPlace(EntryField):
    """A field over a line. `done()` when the keyboard goes elsewhere in the window."""

    done = Signal()
    original = ""

    def __init__(self, placeholder: str, name: str, today: object, parent: QWidget, room: int) -> None:
        super().__init__(placeholder, name, today, parent, height=min(32, room))  # type: ignore[arg-type]
        self.sign, self.room = "", IN_PLACE_ROOM - 2
        self.setTextMargins(self.room, 0, 8, 0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        away = (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        )
        if event.reason() not in away:
            self.done.emit()

"""The evening look back at one page: each guess beside its actual, what came besides, and a line for tomorrow.

One row a task, with the lists of the page itself, so that the same keys do the same things; everything goes the same
ways as on the page, and is undone alike.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from planner.domain import entries
from planner.domain.edits import Edit, Outcome, Refused
from planner.domain.entry_line import EntryLine
from planner.domain.values import Page, new_id
from planner.review import evening_of
from planner.ui.actions import TABLE
from planner.ui.controls import Button, Words, caption, lay_bare
from planner.ui.dates import long_date
from planner.ui.day.entry_field import EntryField
from planner.ui.day.ground import ROUND, book_in, paint_sheet
from planner.ui.day.lines import line_of, shortened
from planner.ui.day.log import LineList
from planner.ui.review.said import Said
from planner.ui.review.taking import Taking
from planner.ui.theme import color, font, theme

if TYPE_CHECKING:
    from planner.ui.main_window import MainWindow

DAY = dt.timedelta(days=1)
WIDTH = 720  # px of the rows at most
SIDE = 34
HELP = "X ticks · Enter says what it took · > carries over · D drops · Esc goes back to the day"
LEAVE_HELP = "Esc goes back to the day"
TOMORROW_SHOWN = 5  # titles of the page of tomorrow


class Evening(QWidget):
    """Shows the page that is open in the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.main = window
        self.page: Page | None = None
        self.setAccessibleName("The evening look back")
        self.title, self.said = Words("", font("date")), Said()
        self.three = LineList("bonus", "The three", self)
        self.others = LineList("bonus", "All else", self)
        self.besides = LineList("unplanned", "Done, though not planned", self)
        self.unplanned_field = EntryField(
            "Something you did instead: Fixed the scanner 16:10-16:35",
            "Done, though not planned: write it",
            self._date,
            self,
        )
        self.unplanned_field.sign = "✓"
        self.tomorrow_field = EntryField(
            "One line for tomorrow: Draft the essay 45m !1", "One line for tomorrow", self._date, self
        )
        self.tomorrow = Words("", soft=True)
        self.taking = Taking(window, self._go_further)
        self.area = QScrollArea(self)
        self.foot = QWidget(self)
        self._lay_out()
        self._lay_out_foot()
        self._connect()

    @property
    def lists(self) -> tuple[LineList, ...]:
        return (self.three, self.others, self.besides)

    def _date(self) -> dt.date:
        return self.page.date if self.page else self.main.workspace.today()

    def _lay_out(self) -> None:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(SIDE, 22, SIDE, 24)
        column.setSpacing(0)
        self._captions = {each: caption(each.accessibleName()) for each in self.lists}
        column.addWidget(self.title)
        column.addSpacing(8)
        column.addWidget(self.said)
        for each in self.lists:
            column.addSpacing(18)
            column.addWidget(self._captions[each])
            column.addSpacing(4)
            column.addWidget(each)
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column.addSpacing(4)
        column.addWidget(self.unplanned_field)
        column.addSpacing(18)
        column.addWidget(caption("Tomorrow"))
        column.addSpacing(6)
        column.addWidget(self.tomorrow_field)
        column.addSpacing(6)
        column.addWidget(self.tomorrow)
        column.addStretch(1)
        self._show_bare(sheet)

    def _lay_out_foot(self) -> None:
        """What can be done to a row stays in sight, however long the day was."""
        self.help = Words(HELP, soft=True)
        self.help.setWordWrap(True)
        column = QVBoxLayout(self.foot)
        column.setContentsMargins(SIDE, 8, SIDE, 8)
        column.setSpacing(4)
        column.addLayout(self._buttons())
        column.addWidget(self.help)

    def _buttons(self) -> QHBoxLayout:
        """What the keys do to the chosen row, for the mouse."""
        row = QHBoxLayout()
        row.setSpacing(8)
        self.deeds: list[Button] = []
        names = {"tick": "Tick", "took": "Say what it took", "migrate": "Carry over", "drop": "Drop"}
        for name, words in names.items():
            button = Button(words, "soft")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the chosen row keeps the keyboard, and has keys for them
            button.clicked.connect(lambda _=False, name=name: self.main.made[name].trigger())
            self.deeds.append(button)
            row.addWidget(button)
        row.addStretch(1)
        self.leave = Button("Back to the day", "strong")
        self.leave.clicked.connect(self.main.places.show_day)
        row.addWidget(self.leave)
        return row

    def _show_bare(self, sheet: QWidget) -> None:
        lay_bare(self.area)
        self.area.setWidget(sheet)
        for ground in (self.area.viewport(), sheet):
            ground.setAutoFillBackground(False)

    def _connect(self) -> None:
        self.unplanned_field.written.connect(self._write_unplanned)
        self.tomorrow_field.written.connect(self._write_tomorrow)
        self.unplanned_field.lowered.connect(self.tomorrow_field.setFocus)
        for field in (self.unplanned_field, self.tomorrow_field):
            field.left.connect(self.focus_rows)
        for each in self.lists:
            each.crossed.connect(lambda step, each=each: self._cross(each, step))
            each.opened.connect(lambda _row: self.take())
            each.ticked.connect(self._tick)
            for row in TABLE:
                if "evening" in row.where:
                    each.addAction(self.main.made[row.name])
        self.main.changed.connect(self._follow)
        theme().changed.connect(self.update)

    def _follow(self, edit: Edit) -> None:
        """Something was done or taken back on the page of tomorrow."""
        if self.page is not None and self.isVisible() and edit.touches(self.page.date + DAY):
            self._show_tomorrow(self.main.workspace.page(self.page.date + DAY))

    # What is shown

    def words(self) -> str:
        return f"Looking back at {long_date(self._date(), self.main.workspace.today())}"

    def show_page(self, page: Page) -> None:
        if self.page is not None and self.page.date != page.date:
            self.taking.close()
        self.page = page
        workspace = self.main.workspace
        now, evening = workspace.now(), evening_of(page, workspace.now())
        self.title.setText(self.words())
        self.said.tell([evening.sentence()])
        planned = [entry for row in evening.planned if (entry := page.entry(row.entry)) is not None]
        besides = [entry for row in evening.unplanned if (entry := page.entry(row.entry)) is not None]
        parts = (
            (self.three, [entry for entry in planned if entry.rank is not None]),
            (self.others, [entry for entry in planned if entry.rank is None]),
            (self.besides, besides),
        )
        for each, shown in parts:
            each.show_lines(tuple(line_of(page, entry, now) for entry in shown))
            each.setVisible(bool(shown))
            self._captions[each].setVisible(bool(shown) or each is self.besides)
        for deed in self.deeds:
            deed.setVisible(bool(self._shown()))
        self.help.setText(HELP if self._shown() else LEAVE_HELP)
        self._show_tomorrow(workspace.page(page.date + DAY))

    def _show_tomorrow(self, page: Page) -> None:
        titles = [shortened(entry.title, 40) for entry in page.entries if entry.state == "open"]
        more = f" and {len(titles) - TOMORROW_SHOWN} more" if len(titles) > TOMORROW_SHOWN else ""
        told = " · ".join(titles[:TOMORROW_SHOWN])
        self.tomorrow.setText(f"On its page: {told}{more}" if titles else "Nothing is on its page yet.")
        self.tomorrow.setWordWrap(True)

    def focus_rows(self) -> None:
        """Give the keyboard to the first row that is still open, else to the first."""
        shown = self._shown()
        target = next((each for each in shown if any(not line.closed for line in each.lines.lines)), None)
        if target is None:
            target = shown[0] if shown else None
        if target is None:
            self.unplanned_field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not target.currentIndex().isValid():
            target.choose_first_open()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def write_unplanned(self) -> None:
        self.unplanned_field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _shown(self) -> list[LineList]:
        return [each for each in self.lists if each.lines.lines]

    def _cross(self, source: LineList, step: int) -> None:
        """From the last row of all the arrow goes on to the field for what came besides, then to tomorrow's."""
        shown = self._shown()
        at = shown.index(source) + step
        if at >= len(shown):
            self.unplanned_field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif at >= 0:
            shown[at].setFocus(Qt.FocusReason.OtherFocusReason)
            shown[at].choose_end(last=step < 0)

    # What is done

    def _tick(self, entry_id: str) -> None:
        entry = self.page.entry(entry_id) if self.page else None
        if entry is not None:
            self.main.deeds.tick_line(entry)

    def take(self) -> None:
        """Open a field on the chosen row for what its task took."""
        line, where = self.main.chosen_line(), next((each for each in self.lists if each.hasFocus()), None)
        if self.page is not None and line is not None and line.entry is not None and where is not None:
            self.taking.open(self.page, where, line.entry)

    def _go_further(self, where: LineList) -> None:
        """To the row after the chosen one."""
        row = where.currentIndex().row() + 1
        if row < len(where.lines.lines):
            where.setCurrentIndex(where.lines.index(row))
        else:
            self._cross(where, 1)

    def _write_unplanned(self, line: EntryLine) -> None:
        if self.page is not None:
            now = self.main.workspace.now()
            self._keep(entries.log_unplanned(self.page, line, now=now, new=new_id()), self.unplanned_field)

    def _write_tomorrow(self, line: EntryLine) -> None:
        workspace = self.main.workspace
        page = workspace.page(line.date or self._date() + DAY)
        outcome = entries.add(page, line, now=workspace.now(), new=new_id(), new_box=new_id())
        self._keep(outcome, self.tomorrow_field)

    def _keep(self, outcome: Outcome, field: EntryField) -> None:
        if isinstance(outcome, Refused):
            self.main.refuse(outcome, below=field)
        elif isinstance(self.main.do(outcome), Edit):
            field.taken()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.taking.field is not None:
            self.taking.close()
        elif key == Qt.Key.Key_Escape:
            self.main.places.show_day()
        elif key == Qt.Key.Key_Up and self._go_up():
            return
        else:
            super().keyPressEvent(event)

    def _go_up(self) -> bool:
        """From a field to what stands above it."""
        shown = self._shown()
        if self.tomorrow_field.hasFocus():
            self.unplanned_field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.unplanned_field.hasFocus() and shown:
            shown[-1].setFocus(Qt.FocusReason.OtherFocusReason)
            shown[-1].choose_end(last=True)
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        book = book_in(self.rect())
        width = min(WIDTH + 2 * SIDE, book.width() - 4)
        left, foot = book.center().x() - width // 2, self.foot.heightForWidth(width)
        self.area.setGeometry(QRect(left, book.top() + ROUND, width, book.height() - 2 * ROUND - foot))
        self.foot.setGeometry(QRect(left, book.bottom() - ROUND - foot, width, foot))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sheet(painter, event.rect(), book_in(self.rect()), self.devicePixelRatioF())
        above = self.foot.geometry().adjusted(SIDE, -1, -SIDE, 0)
        painter.fillRect(above.left(), above.top(), above.width(), 1, color(theme().tokens.rule))

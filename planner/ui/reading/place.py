"""The confirm screen: the sheet as it was read on one side, what it proposes on the other, one key to take it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from planner.domain.edits import Edit
from planner.domain.values import Page
from planner.ui.actions import TABLE
from planner.ui.controls import Button, Words, tip
from planner.ui.dates import long_date
from planner.ui.day.ground import ROUND, book_in, paint_sheet
from planner.ui.messages import Line, announce
from planner.ui.reading import words
from planner.ui.reading.draft import Draft
from planner.ui.reading.incoming import Source
from planner.ui.reading.picture import Picture
from planner.ui.reading.queue import Queue
from planner.ui.reading.rows import Rows, below
from planner.ui.reading.work import Sheet, opened
from planner.ui.theme import font, theme

if TYPE_CHECKING:
    from planner.ui.main_window import MainWindow

SIDE, HEAD = 28, 20
AHEAD = 4  # sheets that may wait to be confirmed before reading waits too
ROOMY = 520  # px of height from which on the keys are told
ALREADY = "This sheet is on its page already: nothing has changed."
BUSY = "One moment: another picture is being read."
NOTHING = "Nothing waits to be confirmed."
CHOOSE = "Choose a picture of a filled-in sheet, let one fall on the window, or paste one."
HELP = "↑ ↓ choose · X ticks, strikes out, clears · ← → move a start, Shift an end · B another box · F2 writes it out"


class Reading(QWidget):
    """What waits to be confirmed, the first sheet of it in front. Nothing is on a page before it is accepted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.main = window
        self.workspace = window.workspace
        self.queue = Queue(self.workspace, self)
        self.sheets: list[Sheet] = []
        self.draft: Draft | None = None
        self._known = 0  # sheets of this sitting that were accepted or left
        self.setAccessibleName("Read a sheet")
        self.title, self.told = Line(), Words("", soft=True)
        self.title.setFont(font("date"))
        self.problem = Words("", font("large"))
        self.progress = Words("", soft=True)
        self.picture, self.rows = Picture(), Rows()
        self.room = QWidget()  # where there is nothing to confirm
        self.help = Words(HELP, font("small"), soft=True)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._show()

    def _make_buttons(self) -> None:
        self.accept = Button("Accept all", "ink")
        self.leave_it = Button("Leave it", "plain", "Leave this sheet")
        self.leave_lost = Button("Leave all such", "plain", "Leave all that cannot be read")
        self.leave_lost.setToolTip(tip("Leave all of these pictures that cannot be read"))
        self.by_hand = Button("Choose its day…", "strong", "Choose the day of this sheet by hand")
        self.choose = Button("Choose pictures…", "strong")
        self.stop = Button("Stop", "soft", "Stop reading")
        self.go_on = Button("Go on reading", "soft")
        self.back = Button("Back to the day", "plain")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.progress, 1)
        head.addWidget(self.stop)
        head.addWidget(self.go_on)
        last = QHBoxLayout()
        last.setSpacing(8)
        for button in (self.back, self.choose):
            last.addWidget(button)
        last.addStretch(1)
        for button in (self.leave_lost, self.by_hand, self.leave_it, self.accept):
            last.addWidget(button)
        right = QVBoxLayout()
        right.setSpacing(6)
        for label in (self.told, self.problem, self.progress, self.help):
            label.setWordWrap(True)
        for part in (self.title, self.told, self.problem):
            right.addWidget(part)
        right.addLayout(head)
        right.addWidget(self.rows, 1)
        right.addWidget(self.room, 1)
        right.addWidget(self.help)
        right.addLayout(last)
        self.body = QWidget(self)
        sides = QHBoxLayout(self.body)
        sides.setContentsMargins(SIDE, HEAD, SIDE, HEAD)
        sides.setSpacing(24)
        sides.addWidget(self.picture, 5)
        sides.addLayout(right, 6)

    def _connect(self) -> None:
        self.queue.found.connect(self._take)
        self.queue.moved.connect(self._show_progress)
        self.rows.chose.connect(self.picture.choose)
        self.rows.worded.connect(self._word)
        self.rows.pointed.connect(self.picture.point)
        self.picture.chosen.connect(self._choose)
        self.picture.pointed.connect(self.rows.point)
        self.picture.turned.connect(self._turn)
        self.picture.dragged.connect(self._span)
        deeds = {
            self.accept: "accept_sheet",
            self.leave_it: "skip_sheet",
            self.leave_lost: "skip_lost",
            self.by_hand: "by_hand",
            self.choose: "read_sheet",
        }
        for button, name in deeds.items():
            button.clicked.connect(lambda _=False, name=name: self.main.made[name].trigger())
        self.stop.clicked.connect(self.queue.stop)
        self.go_on.clicked.connect(self.queue.go_on)
        self.back.clicked.connect(self.main.places.show_day)
        self.main.changes.changed.connect(self._follow)
        theme().changed.connect(self._show_problem)
        for row in TABLE:
            if "sheet" in row.where:
                self.rows.addAction(self.main.made[row.name])

    # What comes in

    def read(self, sources: Sequence[Source]) -> None:
        self.queue.add(sources)

    def _take(self, sheets: Sequence[Sheet]) -> None:
        waited = bool(self.sheets)
        self.sheets += sheets
        self.queue.wait(far_ahead=len(self.sheets) >= AHEAD)
        if waited:
            self._show_progress()
            return
        self._show()
        if self.isVisible():
            self.focus_rows()

    @property
    def sheet(self) -> Sheet | None:
        return self.sheets[0] if self.sheets else None

    @property
    def waits(self) -> bool:
        """Whether there is anything to confirm or to read."""
        return bool(self.sheets) or self.queue.reads or self.queue.left > 0

    @property
    def is_lost_among_many(self) -> bool:
        """Whether what is in front cannot be read, and more is to come."""
        more = len(self.sheets) > 1 or self.queue.reads or self.queue.left > 0
        return self.sheet is not None and self.sheet.lost and more

    # What is shown

    def words(self) -> str:
        sheet = self.sheet
        if sheet is None or sheet.date is None:
            return "Read a sheet"
        return f"The sheet of {self._when(sheet.dates)}"

    def _when(self, dates: Sequence[dt.date]) -> str:
        first = long_date(dates[0], self.workspace.today())
        return first if len(dates) == 1 else f"the week from {first}"

    def _show(self) -> None:
        """The first sheet that waits."""
        sheet = self.sheet
        self.draft = None
        if sheet is not None and sheet.date is not None:
            self.draft = Draft(sheet, self._pages(sheet), self.workspace.now())
        when = self._when(sheet.dates) if sheet is not None and sheet.dates else self.words()
        self.title.setText(f"{when[0].upper()}{when[1:]}")
        image = opened(sheet) if sheet is not None else None
        self.picture.show_sheet(image, self.draft)
        self.rows.show_draft(self.draft, image)
        self._show_problem()
        self._show_told()
        self._show_progress()
        self.main.show_title()

    def _show_problem(self) -> None:
        problems = self.sheet.problems if self.sheet is not None else ()
        named = f"{self.sheet.source.name}: " if self.sheet is not None and self.draft is None else ""
        self.problem.setText(named + " ".join(problems))
        self.problem.setVisible(bool(problems))
        self.problem.wear(theme().tokens.over_text)
        if problems:
            announce(self, self.problem.text())

    def _show_told(self) -> None:
        draft, sheet = self.draft, self.sheet
        if draft is not None:
            told = words.summary(draft)
        elif sheet is not None:
            told = "Nothing was taken over."
        else:
            told = "" if self.queue.reads else f"{NOTHING} {CHOOSE}"
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.picture.setVisible(self.picture.image is not None)
        self.rows.setVisible(draft is not None)
        self.room.setVisible(draft is None)
        self.help.setVisible(draft is not None and self.height() >= ROOMY)
        self.accept.setVisible(draft is not None)
        self.leave_it.setVisible(sheet is not None)
        self.leave_lost.setVisible(self.is_lost_among_many)
        self.by_hand.setVisible(sheet is not None and sheet.by_hand)
        self.choose.setVisible(draft is None and not self.is_lost_among_many)

    def _show_progress(self) -> None:
        waiting = len(self.sheets) - 1
        more = f"{waiting} more to confirm" if waiting > 0 else ""
        self.progress.setText(" · ".join(filter(None, (self.queue.words(), more))))
        self.progress.setVisible(bool(self.progress.text()))
        self.stop.setVisible(self.queue.reads and self.queue.left > 0)
        self.go_on.setVisible(self.queue.is_stopped and not self.queue.reads)
        self._show_told()

    def focus_rows(self) -> None:
        if self.draft is not None:
            target: QWidget = self.rows
        elif self.sheet is None:
            target = self.choose
        else:
            target = self.by_hand if self.sheet.by_hand else self.leave_it
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_again(self) -> None:
        self.rows.look_again()
        self.picture.update()
        self._show_told()

    def _follow(self, edit: Edit) -> None:
        """Something else was done on a page of this sheet."""
        draft = self.draft
        if draft is not None and (not edit.changes or not {*edit.pages}.isdisjoint(draft.sheet.dates)):
            draft.look_again(self._pages(draft.sheet), self.workspace.now())
            self._look_again()

    def _pages(self, sheet: Sheet) -> list[Page]:
        return [self.workspace.page(date) for date in sheet.dates]

    # What is done to a mark

    def _choose(self, mark: str) -> None:
        self.rows.choose(mark)
        self.rows.setFocus(Qt.FocusReason.MouseFocusReason)

    def _turn(self, mark: str) -> None:
        if self.draft is not None and mark:
            self.draft.turn(mark)
            self._look_again()

    def turn(self) -> None:
        self._turn(self.rows.chosen())

    def shift(self, start: int = 0, end: int = 0) -> None:
        if self.draft is not None and self.rows.chosen():
            self.draft.shift(self.rows.chosen(), start, end)
            self._look_again()

    def _span(self, mark: str, start: int, end: int) -> None:
        if self.draft is not None:
            self.draft.span(mark, start, end)
            self._look_again()

    def _word(self, mark: str, text: str) -> None:
        if self.draft is not None:
            self.draft.word(mark, text)
            self._look_again()

    def write_out(self) -> None:
        """Open the field of the chosen line, if it is not open."""
        index = self.rows.currentIndex()
        open_now = self.rows.state() == QListView.State.EditingState
        if index.isValid() and not open_now and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.rows.edit(index)

    def give(self) -> None:
        """Ask which box the chosen time is of; where there is none, what it was for."""
        from planner.ui.reading.giving import ask_box

        draft, mark = self.draft, self.rows.chosen()
        if draft is not None and mark and draft.boxes():
            ask_box(self, draft, mark, below(self.rows), self._given)
        else:
            self.write_out()

    def _given(self) -> None:
        self._look_again()
        QTimer.singleShot(0, self, self.write_out)  # if it is no box's: once the menu is gone, which takes the focus

    # What is done with the sheet

    def take(self) -> None:
        """Put all of it on its page, as one step, and go on to the next sheet."""
        draft = self.draft
        if draft is None:
            return
        home = draft.home
        shown = dict.fromkeys(home.pictures, draft.sheet.kept)
        if home.edit.changes and not isinstance(self.main.do(home.edit, shown=shown), Edit):
            return
        if not home.edit.changes:
            self.main.say(ALREADY)
        self._next(draft)

    def skip(self) -> None:
        """Leave this sheet as it is, and go on to the next."""
        if self.sheet is not None:
            self._next(self.draft)

    def skip_lost(self) -> None:
        """Leave every picture of these that nobody can make anything of."""
        if self.is_lost_among_many:
            self.sheets = self.queue.without_lost(self.sheets)
            self._go_on(None)

    def _next(self, draft: Draft | None) -> None:
        self.sheets.pop(0)
        self._go_on(draft)

    def _go_on(self, draft: Draft | None) -> None:
        self.queue.wait(far_ahead=len(self.sheets) >= AHEAD)
        self._show()
        if self.waits:
            self.focus_rows()
        elif draft is not None:
            self.main.going.open_day(draft.page.date)
        else:
            self.main.places.show_day()

    def choose_day(self) -> None:
        """Read the sheet in front once more, as that of a day that the person names."""
        from planner.ui.ask import ask_date

        sheet = self.sheet
        if sheet is None or not sheet.by_hand:
            return
        if self.queue.reads:
            self.main.say(BUSY)
            return
        date = ask_date(self.main, "The day of this sheet", self.main.date, self.workspace.today())
        if date is not None:
            self.sheets.pop(0)
            self.queue.read_again(sheet.source, date)
            self._show()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.picture.give_up():
            return
        if event.key() == Qt.Key.Key_Escape:
            self.main.places.show_day()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.help.setVisible(self.draft is not None and self.height() >= ROOMY)
        book = book_in(self.rect())
        self.body.setGeometry(QRect(book.left() + 2, book.top() + ROUND, book.width() - 4, book.height() - 2 * ROUND))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_sheet(QPainter(self), event.rect(), book_in(self.rect()), self.devicePixelRatioF())

"""The window: the bar, the places, the foot line; which day is open; and the one way by which a deed is done."""

from __future__ import annotations

import datetime as dt
import importlib.util
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from planner.domain.edits import Edit, Outcome, Refused
from planner.domain.values import Box, Entry, Page
from planner.store.problems import StoreProblem
from planner.ui import actions, jobs
from planner.ui.bar import Bar
from planner.ui.dates import long_date
from planner.ui.day.ground import NARROW
from planner.ui.day.left_page import LeftPage
from planner.ui.day.lines import Line
from planner.ui.day.log import LineList
from planner.ui.day.spread import Spread
from planner.ui.day.timeline.view import TimelineView
from planner.ui.messages import Foot, Whisper
from planner.ui.places import Places
from planner.ui.reading.incoming import files_of
from planner.ui.reading.opening import read_files
from planner.ui.signals import Changes
from planner.ui.theme import color, theme
from planner.workspace import Workspace

if TYPE_CHECKING:
    from planner.estimate.day import DayForecast
    from planner.ui.deeds import Deeds
    from planner.ui.focus.company import Company
    from planner.ui.going import Going
    from planner.ui.menus import Menus
    from planner.ui.outlook import Outlook
    from planner.ui.rests import Rests
    from planner.ui.writing import Writing

QUEUED = Qt.ConnectionType.QueuedConnection  # once the click is over: a question takes the mouse
MINUTE = 60_000  # ms
FIRST, LAST = dt.date(1900, 1, 1), dt.date(2999, 12, 31)


class MainWindow(QWidget):
    """All that is in the window. `changed(Edit)` comes once the Edit is durable and shown."""

    changed = Signal(object)
    left: LeftPage
    timeline: TimelineView
    places: Places

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.date = self._today = workspace.today()
        self.page = workspace.page(self.date)
        self._place: QWidget | None = None
        self.company: Company | None = None  # comes once the page is painted
        self.outlook: Outlook | None = None  # likewise
        self.can_print = importlib.util.find_spec("planner.ui.print") is not None
        self.bar = Bar(self)
        self.left = LeftPage(workspace, self)
        self.timeline = TimelineView(workspace, self)
        self.spread = Spread(self.left, self.timeline, self)
        self.places = Places(self.spread, self)
        self.foot = Foot(self.undo, self)
        self._lay_out()
        self.whisper = Whisper(self)
        self.made = self._make_actions()
        self.changes = Changes(workspace, self)
        self._connect()
        self.setAcceptDrops(True)
        self._minute = QTimer(self, interval=MINUTE)
        self._minute.setTimerType(Qt.TimerType.CoarseTimer)
        self._minute.timeout.connect(self.pass_time)
        self._minute.start()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.places, 1)
        column.addWidget(self.foot)

    def _make_actions(self) -> dict[str, QAction]:
        lines = tuple(each for each in self.left.lists if each.section != "leftover")
        places: dict[str, tuple[QWidget, ...]] = {
            "line": lines,
            "leftover": (self.left.leftovers.list,),
            "box": (self.timeline,),
        }
        return actions.make_actions(self, places)

    @cached_property
    def deeds(self) -> Deeds:
        """What can be done to the line or box that is meant. Made with the first deed: the page does not need it."""
        from planner.ui.deeds import Deeds

        return Deeds(self)

    @cached_property
    def rests(self) -> Rests:
        """What is done about rest. Made with the first deed."""
        from planner.ui.rests import Rests

        return Rests(self)

    @cached_property
    def going(self) -> Going:
        """What goes about. Made on the first way."""
        from planner.ui.going import Going

        return Going(self)

    @cached_property
    def menus(self) -> Menus:
        """What opens menus and dialogs. Made with the first one."""
        from planner.ui.menus import Menus

        return Menus(self)

    @cached_property
    def writing(self) -> Writing:
        """What takes the lines that are written. Made with the first one."""
        from planner.ui.writing import Writing

        return Writing(self)

    def _connect(self) -> None:
        self.left.line_written.connect(lambda line: self.writing.line(line))
        self.left.unplanned_written.connect(lambda line: self.writing.unplanned(line))
        self.left.new_read.connect(lambda slot, line: self.writing.suppose(slot, line))
        self.left.slot_written.connect(lambda slot, line: self.writing.slot(slot, line))
        self.left.entry_written.connect(lambda entry_id, line: self.writing.anew(entry_id, line))
        self.left.written_asked.connect(lambda: self.menus.open_written())
        self.left.ticked.connect(lambda entry_id: self.writing.tick(entry_id))
        self.changes.changed.connect(self._on_changed)
        self.timeline.message.connect(self.foot.say)
        self.timeline.menu_wanted.connect(lambda at: self.menus.open_box(at))
        self.timeline.times_wanted.connect(lambda entry_id: self.deeds.times(entry_id), QUEUED)
        self.bar.went.connect(lambda step: self.going.step(step) if step else self.going.today())
        self.bar.turned.connect(lambda front: self.going.turn(front))
        self.bar.printed.connect(lambda: self.going.print())
        self.bar.menu_asked.connect(lambda: self.menus.open_all())
        self.bar.meditated.connect(lambda: self.rests.meditate())
        self.bar.placed.connect(
            lambda place: self.places.show_review() if place == "review" else self.places.show_day()
        )
        self.places.moved.connect(self._moved_place)
        self.spread.shown_changed.connect(self._turned)
        application = QApplication.instance()
        assert isinstance(application, QApplication), "there is an application before there is a window"
        application.focusChanged.connect(self._follow_focus)
        for each in self.left.lists:
            each.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            each.customContextMenuRequested.connect(lambda at, each=each: self.menus.open_line(each, at))

    # Doing: the one way

    def do(self, outcome: Outcome, entry: Entry | None = None, shown: Mapping[str, bytes] | None = None) -> Outcome:
        """Write the outcome of a deed. What is refused, or cannot be kept, is said where the eye is."""
        try:
            done = self.workspace.do(outcome, shown)
        except StoreProblem as problem:
            done = Refused(str(problem))
        if isinstance(done, Refused):
            self.refuse(done, entry)
        return done

    def refuse(
        self,
        refused: Refused,
        entry: Entry | None = None,
        offers: Sequence[tuple[str, Callable[[], object]]] = (),
        below: QWidget | None = None,
    ) -> None:
        """Say why not: under the line, under a field, or at the foot for what concerns the whole page."""
        if below is not None:
            spot = below.mapTo(self, QPoint(8, below.height() + 4))
        elif entry is not None and self.left.isVisible():
            spot = self.left.mapTo(self, self.left.spot_of(entry.id))
        else:
            spot = self.foot.mapTo(self, QPoint(30, -52))
        self.whisper.refuse(refused.reason, spot, offers)

    def offer(self, words: str, entry: Entry, offers: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Words under a line, and what can be done about them."""
        self.refuse(Refused(words), entry, offers)

    def say(self, words: str) -> None:
        self.foot.tell(words)

    def undo(self) -> None:
        self._go_back(self.workspace.undo, "Undone")

    def redo(self) -> None:
        self._go_back(self.workspace.redo, "Done again")

    def _go_back(self, road: Callable[[], Outcome], words: str) -> None:
        try:
            outcome = road()
        except StoreProblem as problem:
            outcome = Refused(str(problem))
        if isinstance(outcome, Refused):
            self.say(outcome.reason)
            return
        self.say(f"{words}: {outcome.label}")
        if outcome.pages and not outcome.touches(self.date) and self.places.day_is_in_front:
            self.go_to(outcome.pages[-1])

    def carry_out(self, row: actions.Action) -> None:
        """A key, a menu or the palette asked for an action."""
        self.places.make_way(row)
        row.deed(self)

    def keep(self, company: Company) -> None:
        """From now on the running day is guarded."""
        self.company = company
        company.said.connect(self.say)
        company.sat.connect(lambda: self.rests.after_sitting())
        company.guardian.looked.connect(self._show_facts)

    def look_out(self, outlook: Outlook) -> None:
        """From now on the past has its say."""
        self.outlook = outlook
        outlook.learned.connect(self.left.likely.look_again)
        outlook.foretold.connect(self._show_chance)
        self.timeline.supposed.connect(self._look_ahead)
        self._look_ahead()
        outlook.begin()

    def _look_ahead(self, supposed: Edit | None = None) -> None:
        """Have the open page forecast, as it is or as an Edit would leave it."""
        if self.outlook is not None:
            page = self.page
            self.outlook.look_at(lambda: supposed.applied(page) if supposed is not None else page)

    def _show_chance(self, page: Page, forecast: DayForecast | None) -> None:
        from planner.estimate.chance import words

        if page.date == self.date:
            self.bar.show_chance(words(forecast, page) if forecast is not None else None)

    @property
    def is_resting(self) -> bool:
        """Whether a recharge runs."""
        return self.company is not None and self.company.guard.state == "recharging"

    # What is shown

    def _on_changed(self, edit: Edit) -> None:
        if edit.changes:
            self.foot.toast(edit)
        else:
            self._take_settings()
        if not edit.changes or edit.touches(self.date) or any(date < self.date for date in edit.pages):
            self.show_page(edit)
        if self.outlook is not None:
            self.outlook.keep_up(edit)
        self.changed.emit(edit)

    def _take_settings(self) -> None:
        theme().choose(self.workspace.settings.theme)
        self._today = self.workspace.today()

    def show_page(self, edit: Edit | None = None) -> None:
        """Show the open page: as an Edit of it has left it, else as it is read again."""
        self.page = self._page_after(edit)
        self.left.show_page(self.page, self.workspace.leftovers(self.date))
        self.timeline.show_page(self.page)
        self.bar.show_page(self.page, self.workspace.today(), self.can_print)
        self._show_facts()
        self._look_ahead()
        self.places.show_page(self.page)
        self.show_title()

    def show_title(self) -> None:
        shown = long_date(self.date, self._today)
        if (spanned := self.places.spanned) is not None:
            shown = spanned.words()
        elif self.places.looks_back:
            shown = self.places.evening.words()
        elif self.places.reads:
            shown = self.places.reading.words()
        self.setWindowTitle(f"{shown} – Timebox Planner")

    def _show_facts(self) -> None:
        guard = self.company.guard if self.company else None
        self.bar.show_facts(self.page, self.workspace.now(), guard)

    def _page_after(self, edit: Edit | None) -> Page:
        """What the file has now. An Edit on the open page says all of it, unless it takes the page itself back."""
        if edit is not None and edit.touches(self.date) and self.page.date == self.date:
            page = edit.applied(self.page)
            if not page.fresh:
                return page
        return self.workspace.page(self.date)

    def go_to(self, date: dt.date) -> None:
        if date == self.date or not FIRST <= date <= LAST:
            return
        self.date = date
        self.whisper.close_quietly()
        self.bar.show_chance(None)
        self.show_page()

    def pass_time(self) -> None:
        """A minute has gone: the facts change, and at the day start the page of whoever was on "today"."""
        today = self.workspace.today()
        if today != self._today:
            was_today, self._today = self.date == self._today, today
            if was_today and self.left.editor is None:
                self.go_to(today)
            self.show_page()
        self._show_facts()
        if self.page.running() is not None:
            self.show_page()
        else:
            self._look_ahead()

    # Which line or box is meant

    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, LineList):
            self._place = new
        elif new is not None and (new is self.timeline or self.timeline.isAncestorOf(new)):
            self._place = self.timeline

    def chosen_box(self) -> Box | None:
        in_day = self.boxes_are_meant and self.places.spanned is None
        return self.timeline.chosen_box() if in_day else None

    def chosen_line(self) -> Line | None:
        in_day = isinstance(self._place, LineList) and self.places.spanned is None
        return self._place.chosen() if in_day and isinstance(self._place, LineList) else None

    @property
    def boxes_are_meant(self) -> bool:
        """Whether the boxes had the keyboard last, not the lines."""
        return self._place is self.timeline

    def edit_chosen(self) -> None:
        """Write the chosen box or line anew, in its own place."""
        if self.boxes_are_meant:
            self.timeline.edit_selected()
        elif isinstance(self._place, LineList):
            self.left.edit_row(self._place, self._place.currentIndex().row())

    # Which place or page is in front

    def _moved_place(self) -> None:
        self.whisper.close_quietly()
        if (spanned := self.places.spanned) is not None:
            self.bar.stand("review" if self.places.reviews else "print", spanned.middle, spanned.side)
        else:
            self.bar.stand("day")
        self.show_title()

    def focus_day(self) -> None:
        """Give the keyboard to the page that is in front."""
        self._turned(self.spread.front if self.spread.stacked else 0)

    def _turned(self, front: int) -> None:
        """Another page is in front: what has the keyboard must not be out of sight."""
        self.bar.stack(self.spread.stacked, front)
        if front:
            self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.focus_lines()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, where nothing is chosen that it could open, opens the entry line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.places.day_is_in_front:
            self.left.write_line()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacked = self.width() < NARROW
        if stacked != self.spread.stacked:
            self.spread.set_stacked(stacked)
            self.bar.stack(stacked, self.spread.front)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), color(theme().tokens.desk))

    def showEvent(self, event: QShowEvent) -> None:
        """The page is shown once it is known how much room there is for it."""
        super().showEvent(event)
        if self.left.page is None:
            self.show_page()
            self.left.focus_lines()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()
            self.foot.say("Let it fall, and the sheet is read.")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.foot.say("")

    def dropEvent(self, event: QDropEvent) -> None:
        self.foot.say("")
        event.acceptProposedAction()
        read_files(self, files_of(event.mimeData()))

    def end(self) -> None:
        """The window closes: let what runs beside it end, and hear no more."""
        self._minute.stop()
        if self.company is not None:
            self.company.end()
            self.company = None
        self.places.leave()
        for dialog in self.findChildren(QDialog):
            dialog.reject()  # what it has begun and nobody has agreed to yet
        jobs.wait()
        self.changes.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.end()
        super().closeEvent(event)

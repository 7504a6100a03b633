"""The print place: the true pages in the middle, all there is to choose at the right, where it goes below that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from planner.domain.edits import Edit
from planner.domain.print_choice import PrintChoice, PrintKind
from planner.review.span import Span
from planner.ui.controls import Button, ThinBar, own_viewport
from planner.ui.day.ground import EDGE, book_in, paint_sheet
from planner.ui.messages import Line
from planner.ui.print import printer
from planner.ui.print.days import dates_of, fitting, moved, short_words, span_of, too_many, week_of
from planner.ui.print.going import Going
from planner.ui.print.laying import Laying
from planner.ui.print.looks import PAGES, PAPER, Looks
from planner.ui.print.panel import LABEL, Panel
from planner.ui.print.pictures import Document, Pictures
from planner.ui.print.preview import Preview
from planner.ui.print.profiles import Profiles
from planner.ui.print.strip import Strip
from planner.ui.print.views import View
from planner.ui.print.work import Laid, Question
from planner.ui.review.bar import Middle
from planner.ui.theme import theme

if TYPE_CHECKING:
    from planner.ui.main_window import MainWindow

CARD = 340  # px of what is chosen
HALF_WEEK = dt.timedelta(days=3)  # lies in the same week, whatever day a week begins on
WIDE = 760  # px from which there is room for the small pages too


class Printing(QWidget):
    """`span` are the days that are printed. Made once; while another place is in front it rests."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.main = window
        self.workspace = window.workspace
        self.date = window.date
        self.span = self._base = Span.of("day", window.date)  # the base is what was chosen in so many words
        self._spans: dict[PrintKind, Span] = {}
        self._before: PrintKind | None = None  # what was printed before the review was
        self.laid: Laid | None = None
        self.look = PAGES
        self.shown = 0
        self.laying = Laying(window.workspace, self)
        self.pictures = Pictures(self)
        self.preview, self.strip = Preview(self.pictures), Strip(self.pictures)
        self.profiles = Profiles(window, LABEL)
        self.panel, self.going = Panel(), Going(window, lambda: self.laying.progress.words())
        self.middle, self.side = Middle(), QWidget()
        self._make_foot()
        self._lay_out()
        self._connect()
        settings, chosen = self.workspace.settings, self.profiles.chosen
        plain = PrintChoice(left_handed=settings.left_handed, clock24=settings.clock24)
        self.panel.take(chosen.choice if chosen else plain)

    def _make_foot(self) -> None:
        self.earlier = Button("‹", "plain", "Page before")
        self.later = Button("›", "plain", "Page after")
        self.page_words = Line()
        self.page_words.setForegroundRole(self.going.counted.foregroundRole())
        self.page_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.looks = Looks()
        for button, key in ((self.earlier, "Ctrl+PgUp"), (self.later, "Ctrl+PgDown")):
            button.setToolTip(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))

    def _lay_out(self) -> None:
        self.card = QWidget(self)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(20, 16, 12, 14)
        column.setSpacing(10)
        column.addWidget(self.profiles)
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self.going)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for part in (self.earlier, self.later, self.page_words, self.looks):
            foot.addWidget(part, int(part is self.page_words))
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 8)
        middle.setSpacing(0)
        middle.addWidget(self.preview, 1)
        middle.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 0, EDGE + CARD + 16, 0)
        row.setSpacing(8)
        row.addWidget(self.strip)
        row.addLayout(middle, 1)

    def _scrolled(self) -> QScrollArea:
        area = QScrollArea()
        own_viewport(area)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setVerticalScrollBar(ThinBar(area))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.panel)
        area.viewport().setAutoFillBackground(False)
        self.panel.setAutoFillBackground(False)
        return area

    def _connect(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Print")
        self.panel.changed.connect(self.ask)
        self.panel.kind_chosen.connect(self.choose_kind)
        self.profiles.taken.connect(self._take_profile)
        self.panel.span_chosen.connect(self._choose_span)
        self.laying.laid.connect(self._show)
        self.laying.failed.connect(self._show_problem)
        self.going.stopped.connect(self.laying.stop)
        self.going.wanted.connect(self.ask)
        self.middle.stepped.connect(self.step)
        self.middle.today_asked.connect(lambda: self.main.going.today())
        self.earlier.clicked.connect(lambda: self.turn(-1))
        self.later.clicked.connect(lambda: self.turn(1))
        self.preview.stepped.connect(self.turn)
        self.strip.turned.connect(self.show_number)
        for look, button in enumerate(self.looks.buttons):
            button.clicked.connect(lambda _=False, look=look: self.choose_look(look))
        for key, deed in (
            (QKeySequence(QKeySequence.StandardKey.Save), self.going.ask_where),
            (QKeySequence("Ctrl+PgUp"), lambda: self.turn(-1)),
            (QKeySequence("Ctrl+PgDown"), lambda: self.turn(1)),
        ):
            QShortcut(key, self, deed, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.main.changes.changed.connect(self._on_changed)
        theme().changed.connect(self.update)

    def words(self) -> str:
        """What it is called in the window's title."""
        return f"Print {short_words(self.span, self.workspace.today())}"

    # What is printed

    def come(self, reviewed: Span | None = None) -> None:
        """It is in front: on the open day, as it was chosen last; or with the review of other days."""
        self.date = self.main.date
        self._spans = {}
        self.laying.forget()
        self._base = reviewed or Span.of("day", self.date)
        kind = self._kind_for(reviewed)
        self.panel.show_kind(kind)
        self.going.tell("")
        self._show_span(fitting(kind, self._base, self.date, self._first_day()))
        self.going.focus()

    def _kind_for(self, reviewed: Span | None) -> PrintKind:
        """The review, if one comes from there; what was printed before that, when one comes from elsewhere again."""
        kind: PrintKind = self._before or self.panel.kind.currentData()
        self._before = kind if reviewed is not None else None
        return "review" if reviewed is not None else kind

    def leave(self) -> None:
        """Another place is in front: what is not written by now is not wanted, and nothing is held in memory."""
        self.laying.stop()
        if self.going.waits:
            self.going.stop()
        self.laid = self.going.laid = None
        self.pictures.show(None)

    def _first_day(self) -> int:
        return int(self.panel.first_day.currentData())

    def choose_kind(self, kind: PrintKind) -> None:
        """Another kind of sheet, for the days that it had last or that fit it."""
        self.panel.fit()
        before = self._spans.get(kind, self._base)
        self._show_span(fitting(kind, before, self.date, self._first_day()))

    def _take_profile(self, choice: PrintChoice) -> None:
        self.panel.take(choice)
        self.choose_kind(choice.kind)

    def _choose_span(self, span: Span | None) -> None:
        if span is None:
            from planner.ui.print.asking import ask_days

            span = ask_days(self.main, self.span, self.workspace.today())
        if span is not None:
            self._base = span
        self._show_span(span or self.span)

    def _show_span(self, span: Span) -> None:
        self.span = span
        self.main.show_title()
        self.ask()

    def step(self, steps: int) -> None:
        self._show_span(moved(self.span, steps))

    def show_date(self, date: dt.date) -> None:
        """The days of the same kind that a date lies in."""
        self._show_span(span_of(self.span.kind, date, self._first_day()))

    def _possible(self) -> str:
        """Why it cannot be printed; empty if it can."""
        try:
            self.panel.choice()
        except ValueError as problem:
            return str(problem)
        return too_many(self.span)

    def ask(self) -> None:
        """Lay out what is chosen. What is shown stays until what is new is there."""
        kind: PrintKind = self.panel.kind.currentData()
        if self.span.kind == "week":
            self.span = week_of(self.span.first + HALF_WEEK, self._first_day())
        self._spans[kind] = self.span
        today = self.workspace.today()
        self.panel.show_span(kind, self.span, self.date, today)
        self.middle.tell(short_words(self.span, today))
        problem = self._possible()
        self.profiles.show_choice(None if problem else self.panel.choice())
        if problem:
            self.laying.stop()
            self._show_problem(problem)
            return
        choice = self.panel.choice()
        self.going.expect(self._file_name(), printable=printer.command("", choice) is not None)
        self.laying.ask(Question(choice, dates_of(self.span)))

    def _file_name(self) -> str:
        ends = dict.fromkeys((self.span.first.isoformat(), self.span.last.isoformat()))
        return "-".join((self.panel.kind.currentData(), *ends))

    def _on_changed(self, edit: Edit) -> None:
        if not edit.changes:
            self.profiles.show_choice(self.profiles.choice)
        if self.isVisible():
            self.ask()

    # What is shown

    def _show(self, laid: Laid) -> None:
        self.laid = laid
        self.pictures.show(Document(laid.content))
        self.panel.show_likely(known=self.laying.foretells or not laid.question.choice.likely)
        self.looks.setVisible(laid.imposed)
        self._show_views()
        self.going.show_laid(laid)

    def _show_problem(self, words: str) -> None:
        self.laid = None
        self.pictures.show(None)
        self.looks.hide()
        self.strip.show_views(())
        self._fit()
        self.preview.show_view(None, words)
        self.page_words.setText("")
        self.going.show_problem(words)

    def views(self) -> Sequence[View]:
        """What is gone through: the pages, or the sides of paper."""
        if self.laid is None:
            return ()
        return self.laid.sides if self.look == PAPER and self.laid.imposed else self.laid.pages

    def choose_look(self, look: int) -> None:
        self.look, self.shown = look, 0
        self._show_views()

    def _show_views(self) -> None:
        views = self.views()
        self.looks.stand(self.look)
        self.strip.show_views(views)
        self._fit()
        self.show_number(self.shown)

    def turn(self, steps: int) -> None:
        self.show_number(self.shown + steps)

    def show_number(self, number: int) -> None:
        """Show one of the views, counted from 0; beyond the last it stays there."""
        views = self.views()
        if not views:
            return
        self.shown = min(max(number, 0), len(views) - 1)
        view = views[self.shown]
        words = f"{self.shown + 1} of {len(views)} · {view.words}" if len(views) > 1 else view.words
        self.preview.show_view(view, words)
        self.page_words.setText(words if len(views) > 1 else "")
        self.strip.choose(self.shown)
        self.earlier.setEnabled(self.shown > 0)
        self.later.setEnabled(self.shown < len(views) - 1)

    def _fit(self) -> None:
        several = len(self.views()) > 1
        self.strip.setVisible(several and self.width() >= WIDE)
        for button in (self.earlier, self.later):
            button.setVisible(several)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.going.waits:
                self.going.stop()
            else:
                self.main.places.end_printing()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.going.do_first()
        else:
            super().keyPressEvent(event)

    def _book(self) -> QRect:
        book = book_in(self.rect())
        return book.adjusted(book.width() - CARD, 0, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.card.setGeometry(self._book())
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_sheet(QPainter(self), event.rect(), self._book(), self.devicePixelRatioF())

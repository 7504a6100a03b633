"""The review: one sheet of paper in the place of the day's spread, with what the past says, in words and charts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from planner.domain.edits import Edit
from planner.domain.values import Entry
from planner.review.calibration import calibrating
from planner.review.pairs import By
from planner.review.span import Kind, Span
from planner.store.problems import StoreProblem
from planner.ui import jobs
from planner.ui.actions import TABLE
from planner.ui.controls import lay_bare
from planner.ui.day.ground import ROUND, book_in, paint_sheet
from planner.ui.review.bar import GROUPS, Middle, Side
from planner.ui.review.content import NO_RANGES, Calm, Content
from planner.ui.review.looking import Later, Looked, Wish, look, needs_plans, with_plans
from planner.ui.review.pointed import Target
from planner.ui.review.saving import Kind as FileKind
from planner.ui.review.saving import Shown, ask_where, save
from planner.ui.slices import Slices
from planner.ui.theme import theme

if TYPE_CHECKING:
    from planner.domain.past import PastTask
    from planner.review import Calibration
    from planner.review import Review as Figures
    from planner.ui.main_window import MainWindow

NOT_YET = "One moment: the review is still being made."
CANNOT = "The review could not be made: please try again."


class Review(QWidget):
    """`span` and `by` are what is shown. Made once; while another place is in front it only notes that it is stale.

    `shown()` comes when the figures are drawn; `settled` says that what takes longer stands there too.
    """

    shown = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.main = window
        self.workspace = window.workspace
        self.span = Span.of("week", window.date)
        self.by: By = "tag"
        self._stale = True
        self.settled = False
        self._slices = Slices(self)
        self._calibration: Calibration | None = None
        self._number = 0  # of the look that is wanted: only its answer counts
        self._past: tuple[PastTask, ...] | None = None
        self.looked: Looked | None = None
        self._day: dt.date | None = None
        self.content: Content | None = None
        self.calm = Calm()
        self.area = QScrollArea(self)
        self._lay_out()
        self.middle, self.side = Middle(), Side()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("The review")
        self.middle.stepped.connect(self.step)
        self.middle.today_asked.connect(lambda: window.going.today())
        self.side.kind_chosen.connect(self.choose_kind)
        self.side.by_chosen.connect(self.choose_by)
        self.side.printed.connect(lambda: window.going.print())
        self.side.exported.connect(self.export)
        window.changes.changed.connect(self._on_changed)
        theme().changed.connect(self.update)

    def _lay_out(self) -> None:
        lay_bare(self.area)
        self.area.viewport().setAutoFillBackground(False)
        self.calm.setParent(self)

    def words(self) -> str:
        return f"Review of {self.span.words(self.workspace.today())}"

    # What is shown

    def come(self) -> None:
        """It is in front: look again if anything has changed meanwhile."""
        if self._stale:
            self.look()

    def look(self) -> None:
        """Show the span anew. What is shown stays until what is new is there."""
        self._stale = self.settled = False
        self._slices.stop()
        self.middle.tell(self.span.words(self.workspace.today()))
        self.side.show_choices(self.span.kind, self.by)
        self._number += 1
        mine, workspace, past = self._number, self.workspace, self._past
        wish = Wish(self.span, self.by, self._day, workspace.now(), workspace.today())
        if self.looked is None:
            self.calm.tell("Looking back…")

        def found() -> Looked:
            import pyqtgraph  # noqa: F401  (here, so that nobody waits while it is loaded)

            return look(workspace, wish, past)

        jobs.run(found, lambda looked: self._take(mine, looked), lambda problem: self._fail(mine, problem))

    def _take(self, mine: int, looked: Looked) -> None:
        if mine != self._number:
            return
        self._past, self.looked, self._calibration = looked.past, looked, None
        empty = looked.review.is_empty
        self.calm.setVisible(empty)
        self.area.setVisible(not empty)
        if empty:
            self.calm.tell(looked.review.empty_words, "Choose other days above, or go back to the day with Esc.")
            self.settled = True
            return
        if self.content is None:
            self.content = self._made()
        self._slices.start(self.content.drawing(looked), lambda: self._drawn(mine, looked))

    def _drawn(self, mine: int, looked: Looked) -> None:
        """It stands there; now what takes longer."""
        self.shown.emit()
        if not needs_plans(looked.wish):
            self._calibrate(mine, looked, looked.review)
            return
        jobs.run(
            lambda: with_plans(self.workspace, looked),
            lambda review: self._calibrate(mine, looked, review),
            lambda problem: self._fail(mine, problem),
        )

    def _calibrate(self, mine: int, looked: Looked, review: Figures) -> None:
        if mine != self._number or self.content is None:
            return
        content, last = self.content, [NO_RANGES]

        def steps() -> Iterator[None]:
            for known in calibrating(looked.past, looked.wish.span):
                last[:] = [known]
                yield
            self._calibration = last[0]
            yield from content.drawing_later(Later(review, last[0], review is not looked.review))

        self._slices.start(steps(), self._settle)

    def _settle(self) -> None:
        self.settled = True

    def _made(self) -> Content:
        content = Content()
        content.opened.connect(self._open)
        content.picked.connect(self._pick, Qt.ConnectionType.QueuedConnection)  # a question takes the mouse
        content.asked.connect(lambda at: self.main.menus.open_point(at))
        for pointed in content.pointed():
            for row in TABLE:
                if "point" in row.where:
                    pointed.addAction(self.main.made[row.name])
        content.day_stepped.connect(self._step_day)
        self.area.setWidget(content)
        content.setAutoFillBackground(False)
        return content

    def _fail(self, mine: int, problem: Exception) -> None:
        if mine != self._number:
            return
        words = str(problem) if isinstance(problem, StoreProblem) else CANNOT
        self.main.say(words)
        if self.looked is None:
            self.calm.tell(words)

    def _on_changed(self, edit: Edit) -> None:
        self._past = None
        if self.isVisible():
            self.look()
        else:
            self._stale = True

    def show_span(self, span: Span) -> None:
        if span != self.span:
            self.span, self._day = span, None
            self.look()
            self.main.show_title()

    def step(self, steps: int) -> None:
        self.show_span(self.span.later() if steps > 0 else self.span.earlier())

    def show_date(self, date: dt.date) -> None:
        """The span of the same kind that a date lies in."""
        kind = self.span.kind
        self.show_span(Span.of("week" if kind == "range" else kind, date))

    def choose_kind(self, kind: Kind) -> None:
        """Another kind of span, around the day that is looked at."""
        if kind == "range":
            self._ask_span()
            return
        today = self.workspace.today()
        self.show_span(Span.of(kind, today if today in self.span else self.span.last))

    def _ask_span(self) -> None:
        from planner.ui.review.asking import ask_span

        span = ask_span(self.main, self.span, self.workspace.today())
        if span is not None:
            self.show_span(span)

    def choose_by(self, by: By) -> None:
        if by != self.by:
            self.by = by
            self.look()

    def regroup(self) -> None:
        self.choose_by(GROUPS[(GROUPS.index(self.by) + 1) % len(GROUPS)])

    # One of its days, one of its tasks

    def _open(self, target: Target) -> None:
        """A day opens as a page; of a week or a month the review opens."""
        if target.span is not None and target.span.days > 1 and target.span != self.span:
            self.show_span(Span.between(target.span.first, target.span.last))
        else:
            self.main.going.open_day(target.day)

    def _pick(self, target: Target) -> None:
        """A box was clicked: its times can be corrected, where it has any."""
        if self.chosen_entry() is not None:
            self.main.deeds.times()
        else:
            self.main.going.open_day(target.day)

    def open_chosen(self) -> None:
        if (target := self.target()) is not None:
            self._open(target)

    def target(self) -> Target | None:
        return self.content.target() if self.content is not None else None

    def _step_day(self, steps: int) -> None:
        """The layers of the lived day before or after the one that is shown."""
        looked = self.looked
        if looked is None or looked.layers is None:
            return
        lived = [page.date for page in looked.pages if page.intervals or page.boxes]
        place = lived.index(looked.layers.page.date) + steps
        if 0 <= place < len(lived):
            self._day = lived[place]
            self.look()

    def chosen_entry(self) -> Entry | None:
        """The task that is pointed at, as it stands on its page now; imported ones stand on none."""
        target = self.target()
        if target is None or not target.entry:
            return None
        return self.workspace.page(target.day).entry(target.entry)

    def export(self, kind: FileKind) -> None:
        """Ask for a file, and write what is shown to it."""
        looked, content = self.looked, self.content
        if looked is None:
            self.main.say(NOT_YET)
        elif looked.review.is_empty or content is None:
            self.main.say(f"{looked.review.empty_words} There is nothing to export.")
        else:
            shown = Shown(looked, self._calibration, content)
            ask_where(self.main, kind, self.span, lambda target: save(self.main, kind, shown, target))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.main.places.show_day()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.fit(self.width())
        book = book_in(self.rect())
        self.area.setGeometry(book.adjusted(2, ROUND, -2, -ROUND))
        self.calm.setGeometry(book)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_sheet(QPainter(self), event.rect(), book_in(self.rect()), self.devicePixelRatioF())

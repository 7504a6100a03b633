"""What the past says, kept up while the window has nothing else to do: the next guess, and the chance of the day.

All of it is done in slices of a few milliseconds from a timer, so that no key and no frame of a drag waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from planner.domain.edits import Edit
from planner.domain.values import Page
from planner.store.problems import StoreProblem
from planner.workspace import Workspace

if TYPE_CHECKING:
    from planner.estimate.day import DayForecast

SLICE = 0.003  # s of work before the window has its turn again
PAUSE = 1  # ms from one slice to the next
REST = 120  # ms that a plan, or the ghost of a drag, has to stand still before it is looked at


class Outlook(QObject):
    """`learned` comes when the estimator knows all that is on the record, at first and whenever it changes.

    `foretold` brings the page that was looked at and its forecast; None where there is too little past for one.
    """

    learned = Signal()
    foretold = Signal(object, object)  # Page, DayForecast | None

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._foresight = workspace.foresight
        self._asked: Callable[[], Page] | None = None
        self._page: Page | None = None
        self._steps: Generator[None, None, DayForecast] | None = None
        self._turn = QTimer(self, interval=PAUSE)
        self._turn.timeout.connect(self._go_on)
        self._rest = QTimer(self, interval=REST, singleShot=True)
        self._rest.timeout.connect(self._begin_forecast)

    def begin(self) -> None:
        """Learn what is not known yet."""
        if self._foresight.ready:
            self.learned.emit()
        else:
            self._turn.start()

    def keep_up(self, edit: Edit) -> None:
        """An Edit was written, and the estimator was told of it."""
        self.begin()

    def look_at(self, page: Callable[[], Page]) -> None:
        """The plan is this page now, or would be if the drag were let go: forecast it once it has come to rest."""
        self._asked, self._steps = page, None
        self._rest.start()

    def _begin_forecast(self) -> None:
        if self._asked is None or self._rest.isActive() or not self._foresight.ready:
            return  # what has been learned looks at it again
        self._page = self._asked()
        if not self._foresight.tells_days:
            self.foretold.emit(self._page, None)
            return
        from planner.estimate.day import slices

        self._steps = slices(self._foresight.latest, self._page, self._workspace.now())
        self._turn.start()

    def _go_on(self) -> None:
        try:
            self._work()
        except StoreProblem:  # what shows the file will say so; the next Edit has it tried again
            self._turn.stop()

    def _work(self) -> None:
        until = perf_counter() + SLICE
        while perf_counter() < until:
            if not self._foresight.ready:
                if not self._foresight.step():
                    self.learned.emit()
                    self._begin_forecast()
            elif self._steps is None:
                self._turn.stop()
                return
            else:
                self._foretell(self._steps)

    def _foretell(self, steps: Generator[None, None, DayForecast]) -> None:
        try:
            next(steps)
        except StopIteration as done:
            self._steps = None
            self.foretold.emit(self._page, done.value)

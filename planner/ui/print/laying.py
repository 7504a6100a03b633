"""From what is chosen to paper that is laid out: read, foreseen, drawn. The newest question wins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from planner.domain.values import Page
from planner.foresight import OnPaper
from planner.ui import jobs
from planner.ui.print.work import Known, Laid, Progress, Question, lay_out, read, sentence_of
from planner.ui.slices import Slices
from planner.workspace import Workspace

FORESEEN = ("day", "spread")  # kinds that say how long it will take


class Laying(QObject):
    """One question is worked on at a time; a newer one takes its place as soon as that lets go.

    `laid(Laid)` and `failed(str)` answer the newest question alone.
    """

    laid = Signal(object)
    failed = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._slices = Slices(self)
        self._wanted: Question | None = None
        self._now: Question | None = None  # is being worked on
        self._seen: dict[dt.date, tuple[Page, OnPaper]] = {}
        self._ahead: dict[dt.date, OnPaper] = {}
        self.progress = Progress()

    @property
    def foretells(self) -> bool:
        """Whether the past had anything to say of the days that were asked for last."""
        return any(any(each) for each in self._ahead.values())

    @property
    def busy(self) -> bool:
        """Whether anything is still being worked on, wanted or not."""
        return self._now is not None

    def ask(self, question: Question) -> None:
        self._wanted = question
        self.progress.stopped = True
        if self._now is None:
            self._begin()

    def stop(self) -> None:
        """Nothing is wanted any more."""
        self._wanted = None
        self.progress.stopped = True

    def forget(self) -> None:
        """What was foreseen is no longer new."""
        self._seen.clear()

    def _begin(self) -> None:
        question = self._now = self._wanted
        if question is None:
            return
        self.progress = Progress()
        workspace = self._workspace
        jobs.run(lambda: read(workspace, question), lambda known: self._foresee(question, known), self._fail, self)

    def _foresee(self, question: Question, known: Known) -> None:
        if self._wanted is not question:
            self._begin()
            return
        self._ahead = {}
        self._slices.start(self._seeing(question, known), lambda: self._lay(question, known))

    def _seeing(self, question: Question, known: Known) -> Iterator[None]:
        """Each day takes some milliseconds, and the estimator is the window's own: no work for another thread."""
        if not question.choice.likely or question.choice.kind not in FORESEEN:
            return
        today, now = self._workspace.today(), self._workspace.now()
        for date in sorted(date for date in known.kept if date >= today):
            page = known.pages[date]
            before = self._seen.get(date)
            if before is None or before[0] != page:
                self._seen[date] = (page, self._workspace.foresight.on_paper(page, now))
                yield
            self._ahead[date] = self._seen[date][1]

    def _lay(self, question: Question, known: Known) -> None:
        if self._wanted is not question:
            self._begin()
            return
        ahead, progress = dict(self._ahead), self.progress
        jobs.run(lambda: lay_out(question, known, ahead, progress), self._take, self._fail, self)

    def _take(self, laid: Laid | None) -> None:
        if laid is not None and self._wanted is laid.question:
            self._now = None
            self.laid.emit(laid)
        else:
            self._begin()

    def _fail(self, problem: Exception) -> None:
        if self._wanted is self._now:
            self._now = None
            self.failed.emit(sentence_of(problem))
        else:
            self._begin()

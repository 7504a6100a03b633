"""What the past says, kept up while the window has nothing else to do."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from planner.domain.edits import Edit
from planner.workspace import Workspace

SLICE = 0.003  # s of work before the window has its turn again
SLEEP = 1  # ms


class Outlook(QObject):
    """`learned` comes when the estimator knows all that is on the record, at first and whenever it changes."""

    learned = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._foresight = workspace.foresight
        self._turn = QTimer(self, interval=SLEEP)
        self._turn.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Learn what is not known yet, a little at a time."""
        if not self._foresight.ready:
            self._turn.start()

    def keep_up(self, edit: Edit) -> None:
        """An Edit was written, and the estimator was told of it."""
        if self._foresight.ready:
            self.learned.emit()
        else:
            self.begin()

    def _go_on(self) -> None:
        from time import perf_counter

        until = perf_counter() + SLICE
        while self._foresight.step():
            if perf_counter() > until:
                return
        self._turn.stop()
        self.learned.emit()

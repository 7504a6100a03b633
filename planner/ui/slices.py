"""Work of the window's own thread in slices, so that it answers in between: what draws, and what computes long.

Long work in another thread would hold up this one all the same, since Python lets only one run at a time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

SLICE = 0.008  # s at one go; a single step may take longer


class Slices(QObject):
    """Goes through the steps of one work at a time; another work takes the place of one that is not done."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = None
        self._done: Callable[[], object] = lambda: None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def start(self, steps: Iterator[object], done: Callable[[], object]) -> None:
        """Begin in the next turn of the event loop; `done` is called after the last step."""
        self._steps, self._done = steps, done
        self._timer.start()

    def stop(self) -> None:
        self._steps = None
        self._timer.stop()

    def _go_on(self) -> None:
        until = time.monotonic() + SLICE
        steps = self._steps
        while steps is not None and steps is self._steps:
            if next(steps, self) is self:
                self.stop()
                self._done()
                return
            if time.monotonic() >= until:
                return

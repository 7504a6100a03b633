"""Keys that are meant: one held down, whatever pairs of releases and presses a system sends meanwhile, and one pressed
by itself and not in the course of typing.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

TIME = 10_000  # ms until it counts
STEP = 40  # ms between two looks at the line that fills
GRACE = 80  # ms in which a press takes its release back: X11 repeats a held key as release and press
SETTLED = 3.0  # s for which the curtain must have been seen before a single key does anything
APART = 2.0  # s without any other key before it


class Hold(QObject):
    """`moved` whenever `part` is another, `filled` once it is whole."""

    moved = Signal()
    filled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._since = QElapsedTimer()
        self.down = self._counts = False
        self._step = QTimer(self, interval=STEP)
        self._step.timeout.connect(self._look)
        self._grace = QTimer(self, singleShot=True, interval=GRACE)
        self._grace.timeout.connect(self.drop)

    @property
    def part(self) -> float:
        """How much of the time has been held: 0 to 1."""
        return min(1.0, self._since.elapsed() / TIME) if self._counts else 0.0

    def press(self, *, repeated: bool, counts: bool) -> bool:
        """The key went down; True when it was up before. Only where it `counts` the line begins to fill."""
        self._grace.stop()
        if self.down or repeated:
            return False
        self.down = True
        if counts:
            self._counts = True
            self._since.start()
            self._step.start()
            self.moved.emit()
        return True

    def release(self) -> None:
        if self.down:
            self._grace.start()

    def drop(self) -> None:
        """The key is up, or can no longer be heard."""
        self.down = False
        self.stop()

    def stop(self) -> None:
        """Let it count no more until it has been let go."""
        self._grace.stop()
        self._step.stop()
        if self._counts:
            self._counts = False
            self.moved.emit()

    def _look(self) -> None:
        self.moved.emit()
        if self._since.elapsed() >= TIME:
            self.stop()
            self.filled.emit()


class Meant:
    """Whether a key was pressed on purpose: long after the curtain fell, and apart from all others.

    Whoever types on as it falls has not read it, and a letter of theirs asks for nothing.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._began = self._typed = self._released = -math.inf

    def begin(self) -> None:
        """The curtain falls now."""
        self._began = self.clock()

    def other(self) -> None:
        """Another key was pressed."""
        self._typed = self.clock()

    def press(self, *, repeated: bool) -> bool:
        """The key went down; whether that was meant. A second press right after one that was is not."""
        now = self.clock()
        if repeated or now - self._released < GRACE / 1000:
            return False
        meant = now - self._began >= SETTLED and now - self._typed >= APART
        if meant:
            self._typed = now
        return meant

    def release(self) -> None:
        self._released = self.clock()

"""A key held down on purpose: for how long, whatever pairs of releases and presses a system sends meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

TIME = 10_000  # ms until it counts
STEP = 40  # ms between two looks at the line that fills
GRACE = 80  # ms in which a press takes its release back: X11 repeats a held key as release and press


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

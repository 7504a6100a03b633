"""One start of a window in a process of its own: its times, and its memory, as one line of JSON.

    python -m tests.benchmarks.window_start              an empty QMainWindow
    python -m tests.benchmarks.window_start FOLDER       the planner's on this data folder, as `planner` starts it

Times are of the system's steady clock in seconds, so that the parent may take off when it began the process.
`paint`: the first paint has reached the screen. `day`: the day's page is painted. `ready`: a key that was pressed then
has been acted on and painted. `settled`: what starts after the first page (getting ready to write, the backup of the
day) has ended.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QMainWindow, QWidget

SIZE = (1320, 860)
SETTLE = 500  # ms after which what starts later has begun
told: dict[str, float] = {}


def mark(name: str) -> None:
    told[name], told[f"{name} cpu"] = time.perf_counter(), time.process_time()


def watch(window: QMainWindow, filled: SignalInstance | None = None) -> None:
    """Follow the window from its first paint on, then close it. `filled` comes when the day is in it, if it will."""
    from PySide6.QtCore import QThreadPool, QTimer

    def painted() -> None:
        mark("paint")
        if filled is None:
            day()

    def day() -> None:
        mark("day")
        press(window)
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, ready))

    def ready() -> None:
        mark("ready")
        remember("ready")
        QTimer.singleShot(SETTLE, settled)

    def settled() -> None:
        if QThreadPool.globalInstance().activeThreadCount():
            QTimer.singleShot(20, settled)
            return
        mark("settled")
        remember("settled")
        window.close()

    at_first_paint(window, painted)
    if filled is not None:
        filled.connect(lambda: at_first_paint(window.centralWidget() or window, day))


def at_first_paint(widget: QWidget, deed: Callable[[], None]) -> None:
    """Do something once when a widget and all in it have been painted, and the screen has it."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                widget.removeEventFilter(self)
                QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))  # comes before any timer
            return False

        def customEvent(self, event: QEvent) -> None:
            deed()

    widget.installEventFilter(Watch(widget))


def press(window: QMainWindow) -> None:
    """A key as the person's next one would come: through the event loop, to whatever has the keyboard."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    aim = window.focusWidget() or window
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.postEvent(aim, QKeyEvent(kind, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier))


def remember(when: str) -> None:
    from tests.benchmarks.memory import megabytes

    for name, value in megabytes().items():
        told[f"{when} {name}"] = value


def start_planner(folder: str) -> None:
    """The command `planner`, its window followed from when it is about to be shown."""
    from planner.ui import placement

    restore = placement.restore

    def restore_and_watch(window: QMainWindow, *rest: object) -> None:
        restore(window, *rest)  # type: ignore[arg-type]
        watch(window, window.filled)  # type: ignore[attr-defined]

    placement.restore = restore_and_watch  # type: ignore[assignment]
    from planner.cli import main

    status = main(["--data-dir", folder])
    assert status == 0, status


def start_empty() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(*SIZE)
    watch(window)
    window.show()
    application.exec()


if __name__ == "__main__":
    mark("python")
    start_planner(sys.argv[1]) if len(sys.argv) > 1 else start_empty()
    told["modules"] = len(sys.modules)
    sys.stdout.write(json.dumps(told) + "\n")

"""The window itself: on the screen as an empty notebook before anything else is imported, then filled with the day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from planner.ui import placement
from planner.ui.day.ground import BAR_HEIGHT, FOOT_HEIGHT, NARROW, book_in, paint_ground
from planner.ui.theme import theme

if TYPE_CHECKING:
    from planner.ui.main_window import MainWindow


class Cover(QMainWindow):
    """Calls `on_painted` once it has been painted. `filled()` comes once the day is in it and has the keyboard,
    `closed()` when it is gone for good. While it `stays` (there is a sign in the tray) closing it only hides it.
    """

    filled = Signal()
    closed = Signal()

    def __init__(self, folder: Path, on_painted: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self._folder = folder
        self._on_painted: Callable[[], object] | None = on_painted
        self.day: MainWindow | None = None
        self.stays: Callable[[], bool] = lambda: False
        self.setWindowTitle("Timebox Planner")
        self.setMinimumSize(640, 480)
        theme().choose(placement.look(folder))
        placement.restore(self, folder)

    def fill(self, day: MainWindow) -> None:
        """Put the day in; from then on the window is its frame only."""
        self.day = day
        day.windowTitleChanged.connect(self.setWindowTitle)
        self.setCentralWidget(day)
        self.filled.emit()

    def come_forward(self, token: str = "") -> None:
        """Somebody started the planner again; `token` is the desktop's leave to take the keyboard."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.day is not None:
            return
        room = self.rect().adjusted(0, BAR_HEIGHT, 0, -FOOT_HEIGHT)
        stacked = self.width() < NARROW
        paint_ground(QPainter(self), event.rect(), book_in(room), self.devicePixelRatioF(), stacked=stacked)
        begin, self._on_painted = self._on_painted, None
        if begin is not None:
            QTimer.singleShot(0, begin)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self.day is not None and event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.day.pass_time()  # the machine may have slept

    def quit(self) -> None:
        """Close it for good."""
        self.stays = lambda: False
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        placement.save(self, self._folder, theme().choice)
        if self.day is not None and self.day.is_resting and event.spontaneous():  # under the curtain nobody closes it
            event.ignore()
            return
        if event.spontaneous() and self.stays():
            event.ignore()
            self.hide()
            return
        if self.day is not None:
            self.day.end()
            self.day = None
        super().closeEvent(event)
        self.closed.emit()

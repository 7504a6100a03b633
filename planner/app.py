"""The only place where the parts are put together: folder, settings, store, workspace, theme, window.

What is not needed for the first painted page is imported after it.
"""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from planner import settings as settings_file
from planner.store.problems import StoreProblem
from planner.store.store import Store
from planner.workspace import Clock, Workspace, local_zone, wall_clock

if TYPE_CHECKING:
    from planner.ui.main_window import MainWindow

LOCK = "planner.lock"
COMING_UP = 5.0  # seconds that a window which is just starting may take until it can be raised
DONE, FAILED = 0, 2
HUNG = "The planner is open already, but does not answer: end it, then start again."
log = logging.getLogger(__name__)


def main(folder: Path, *, clock: Clock = wall_clock) -> int:
    """Open the window on a data folder and run until it is closed. The exit status: 0, or 2 when it cannot be opened.

    A second start on the same folder raises the first window and never opens the file.
    """
    application = application_of(sys.argv)
    try:
        settings = settings_file.load(folder)
        lock = lock_of(folder)
        if lock is None:
            return DONE if raise_other(folder) else complain(HUNG)
        head = settings.head(clock().date(), local_zone())
        workspace = Workspace(Store.open(folder, head, clock=clock), settings, folder, clock)
    except StoreProblem as problem:
        return complain(str(problem))
    try:
        window = open_window(workspace)
        status = application.exec()
        window.deleteLater()
    finally:
        workspace.close()
        lock.unlock()
    return status


def application_of(argv: list[str]) -> QApplication:
    """The QApplication, named so that desktops find its icon and its windows."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        return application
    application = QApplication(argv[:1])
    application.setApplicationName("timebox-planner")
    application.setApplicationDisplayName("Timebox Planner")
    QGuiApplication.setDesktopFileName("org.timeboxplanner.Planner")
    return application


def lock_of(folder: Path) -> QLockFile | None:
    """The lock of a data folder; None while another window has it. One that a crash left is taken over.

    Raises StoreProblem when the folder takes no file at all.
    """
    from planner.store.folder import prepare

    prepare(folder, "planner.sqlite3")
    lock = QLockFile(str(folder / LOCK))
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        return lock
    if lock.error() == QLockFile.LockError.LockFailedError:
        return None
    raise StoreProblem(f"{folder} takes no file: give yourself the right to write it, or name another folder.")


def raise_other(folder: Path) -> bool:
    """Bring the window that is open on this folder to the front. It may still be on its way up."""
    from planner.commands import Bad
    from planner.remote import raise_window

    deadline = time.monotonic() + COMING_UP
    while time.monotonic() < deadline:
        try:
            if raise_window(folder):
                return True
        except Bad:
            return False
        time.sleep(0.05)
    return False


def complain(sentence: str) -> int:
    """Say why there is no window: in a box for who clicked an icon, on stderr for who typed a command."""
    if sys.stderr is not None:
        sys.stderr.write(f"{sentence}\n")
    if QGuiApplication.platformName() != "offscreen" and not (sys.stderr and sys.stderr.isatty()):
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Warning, "Timebox Planner", sentence)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.exec()
    return FAILED


def open_window(workspace: Workspace) -> MainWindow:
    """The dressed window, shown. What can wait is done once it is painted."""
    from planner.ui import placement, theme
    from planner.ui.main_window import MainWindow

    application = QApplication.instance()
    assert isinstance(application, QApplication), "there is an application before there is a window"
    theme.install(application, workspace.settings.theme)
    window = MainWindow(workspace)
    placement.restore(window, workspace.folder)
    window.show()
    QTimer.singleShot(0, window, lambda: QTimer.singleShot(0, window, lambda: settle_in(window)))
    return window


def settle_in(window: MainWindow) -> None:
    """After the first page: hear commands, be ready to write, and make the backup of the day."""
    from planner.ui import jobs, keeping
    from planner.ui.remote import Doorway

    doorway = Doorway(window.workspace, window.come_forward, window)
    doorway.open(window.workspace.folder)
    store = window.workspace.store
    jobs.run(store.warm_up, lambda _: jobs.run(store.daily, failed=lambda problem: window.say(str(problem))))
    if store.unclean:
        keeping.check_file(window, quietly=True)

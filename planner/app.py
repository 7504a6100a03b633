"""The only place where the parts are put together: folder, settings, store, workspace, theme, window.

What is not needed for the first painted page is imported after it.
"""

from __future__ import annotations

import gc
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from planner.ui.cover import Cover
    from planner.ui.main_window import MainWindow
    from planner.workspace import Clock, Workspace

LOCK = "planner.lock"
COMING_UP = 5.0  # seconds that a window which is just starting may take until it can be raised, or has its file
BREATH = 150  # ms that the day has for its first paint and first key before anything else begins
DONE, FAILED = 0, 2
HUNG = "The planner is open already, but does not answer: end it, then start again."


def leave_sources_unread() -> None:
    """PySide reads the source of every module that is imported after it, in case that one asks for other names of Qt's
    methods: 15 ms until the day is ready, 60 in all, and the sources stay in memory. No module here asks.
    """
    features = sys.modules.get("shibokensupport.feature")
    if features is not None and hasattr(features, "_mod_uses_pyside"):
        features._mod_uses_pyside = lambda module: True  # type: ignore[attr-defined]


def main(folder: Path, *, clock: Clock | None = None) -> int:
    """Open the window on a data folder and run until it is closed. The exit status: 0, or 2 when it cannot be opened.

    A second start on the same folder raises the first window and never opens the file.
    """
    leave_sources_unread()
    application = application_of(sys.argv)
    lock, sentence = lock_of(folder)
    if sentence:
        return complain(sentence)
    if lock is None:
        return DONE if raise_other(folder) else complain(HUNG)
    gc.disable()  # what a start makes stays: it is looked through for garbage once the day has settled in
    try:
        return run(application, folder, clock)
    finally:
        gc.enable()
        lock.unlock()


def run(application: QApplication, folder: Path, clock: Clock | None) -> int:
    """Show the empty notebook, fill it once it is painted, and stay until it is closed."""
    from planner.ui.cover import Cover

    opened: list[Workspace] = []

    begun = time.monotonic()

    def begin() -> None:
        from planner.store.problems import StoreProblem, is_held

        try:
            opened.append(workspace_in(folder, clock))
        except StoreProblem as problem:
            if is_held(problem) and time.monotonic() - begun < COMING_UP:  # a command is at it
                QTimer.singleShot(50, cover, begin)
            else:
                application.exit(complain(str(problem)))
            return
        fill(cover, opened[0])
        QTimer.singleShot(BREATH, cover, lambda: settle_in(cover))

    cover = Cover(folder, begin)
    application.setQuitOnLastWindowClosed(False)  # the curtain and the small windows come and go
    cover.closed.connect(application.quit)
    cover.show()
    try:
        status = application.exec()
        cover.close()
    finally:
        for workspace in opened:
            workspace.close()
    return status


def workspace_in(folder: Path, clock: Clock | None = None) -> Workspace:
    """The planner of a folder, opened. Raises StoreProblem, in a sentence."""
    from planner import settings as settings_file
    from planner.store.store import Store
    from planner.workspace import Workspace, local_zone, wall_clock

    clock, settings = clock or wall_clock, settings_file.load(folder)
    store = Store.open(folder, settings.head(clock().date(), local_zone()), clock=clock)
    return Workspace(store, settings, folder, clock)


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


def lock_of(folder: Path) -> tuple[QLockFile | None, str]:
    """The lock of a data folder; None while another window has it. One that a crash left is taken over.

    The sentence says why there can be none, and is empty where there can.
    """
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = QLockFile(str(folder / LOCK))
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        with suppress(OSError):
            (folder / LOCK).chmod(0o600)
        return lock, ""
    return None, "" if lock.error() == QLockFile.LockError.LockFailedError else why_not(folder)


def why_not(folder: Path) -> str:
    """Why a folder takes no file: the store knows the words for it."""
    from planner.store.folder import prepare
    from planner.store.problems import StoreProblem

    try:
        prepare(folder, "planner.sqlite3")
    except StoreProblem as problem:
        return str(problem)
    return f"{folder} takes no file: give yourself the right to write it, or name another folder."


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


def fill(cover: Cover, workspace: Workspace) -> MainWindow:
    """Put the day into the window, in the look that the settings ask for."""
    from planner.ui import theme
    from planner.ui.main_window import MainWindow

    theme.install(application_of(sys.argv), workspace.settings.theme)
    day = MainWindow(workspace)
    cover.fill(day)
    return day


def keep_company(cover: Cover, day: MainWindow) -> None:
    """Guard the running day from now on."""
    from planner.ui.focus.company import Company

    company = Company(day.workspace, parent=day)
    company.opened.connect(cover.come_forward)
    company.shrunk.connect(cover.showMinimized)
    cover.stays = lambda: company.tray is not None
    day.keep(company)
    company.begin()


def settle_in(cover: Cover) -> None:
    """After the first page: hear commands, be ready to write, and make the backup of the day."""
    from planner.ui import jobs, keeping
    from planner.ui.reading.arrivals import Arrivals
    from planner.ui.remote import Doorway

    day = cover.day
    if day is None:
        return
    doorway = Doorway(day.workspace, cover.come_forward, cover)
    doorway.open(day.workspace.folder)
    keep_company(cover, day)
    store = day.workspace.store

    def look_ahead() -> None:
        from planner.ui.outlook import Outlook

        day.look_out(Outlook(day.workspace, day))

    def warm(_: object) -> None:
        if store.unclean:  # the check has the file for itself: the window would wait for it to learn the past
            keeping.check_file(day, quietly=True, then=look_ahead)
        else:
            look_ahead()
        Arrivals(day)
        gc.freeze()  # what a start has made stays to the end: a drag need not wait while it is looked through
        gc.enable()
        jobs.run(store.daily, failed=lambda problem: day.say(str(problem)))

    jobs.run(store.warm_up, warm, failed=warm)

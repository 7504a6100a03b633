"""The file's own deeds in the menu: back up, backups, import, have it looked over. All beside other work."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from planner.ui import jobs

if TYPE_CHECKING:
    from planner.store.backup import Backup
    from planner.store.doctor import Report
    from planner.ui.main_window import MainWindow


def back_up(window: MainWindow, into: Path | None = None, told: Callable[[str], object] = lambda words: None) -> None:
    """In the data folder, or whole in another one. The window says what came of it, and so may who asked."""

    def say(words: str) -> None:
        window.say(words)
        told(words)

    def made(kept: Backup) -> None:
        say(f"Backed up: {kept.path}")

    jobs.run(partial(window.workspace.store.backup, into), made, lambda problem: say(str(problem)))


def open_backups(window: MainWindow) -> None:
    from planner.ui.backups.dialog import BackupsDialog

    BackupsDialog(window).open()


def import_history(window: MainWindow) -> None:
    from planner.ui.history.dialog import HistoryDialog

    HistoryDialog(window.workspace, window).open()


def check_file(window: MainWindow, *, quietly: bool = False, then: Callable[[], object] = lambda: None) -> None:
    """Have the file looked over, and go on with `then`. Quietly: a word only when something is wrong."""

    def told(report: Report) -> None:
        found = " · ".join(finding.words for finding in report.findings)
        mended = f" A mended copy lies among the backups: {report.mended.name}." if report.mended else ""
        if found or not quietly:
            window.say(found + mended if found else "The file is sound, and every page is lawful.")
        then()

    def failed(problem: Exception) -> None:
        window.say(str(problem))
        then()

    jobs.run(window.workspace.store.doctor, told, failed)

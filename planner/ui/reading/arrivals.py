"""The folder that photos of sheets come into: what is new there is read, and nothing is said of what is no sheet."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from planner import paths
from planner.ui import jobs
from planner.ui.dates import short_date
from planner.ui.reading.incoming import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.ui.main_window import MainWindow
    from planner.ui.reading.work import Sheet

RECENT = 24 * 3600  # s: older pictures are not looked at when the window opens
SETTLES = 1500  # ms after which a picture that is being copied has grown
MINUTE = 60_000  # ms: a folder of another machine does not tell of its changes
AT_ONCE = 24  # pictures taken up at one go


class Arrival(NamedTuple):
    """A picture in the folder: its size in bytes and when it was changed last say whether it is the same still."""

    path: Path
    size: int
    changed: int


def recent(folder: Path, since: float) -> list[Arrival]:
    """The pictures that a folder got since a time (s), the oldest first; none of a folder that is not there."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if paths.is_picture(entry.name) and not entry.name.startswith(".") and entry.is_file():
                    status = entry.stat()
                    if status.st_mtime >= since:
                        found.append(Arrival(Path(entry.path), status.st_size, status.st_mtime_ns))
    except OSError:
        return []
    return sorted(found, key=lambda one: one.changed)


class Watch(QObject):
    """`came(sources)` tells of pictures that are whole by now, each once: not of one that still grows."""

    came = Signal(object)

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._since = time.time() - RECENT
        self._known: set[Arrival] = set()
        self._growing: set[Arrival] = set()
        self._looks = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._soon)
        self._settled = QTimer(self, singleShot=True, interval=SETTLES)
        self._minute = QTimer(self, interval=MINUTE)
        for timer in (self._settled, self._minute):
            timer.timeout.connect(self._look)
        self._minute.start()
        self._look()

    def _soon(self) -> None:
        self._settled.start()

    def _look(self) -> None:
        if self._looks:
            return
        self._looks = True
        if not self._watcher.directories() and self._folder.is_dir():  # it may come and go, as a stick does
            self._watcher.addPath(str(self._folder))
        jobs.run(partial(recent, self._folder, self._since), self._sort, owner=self)

    def _sort(self, pictures: Sequence[Arrival]) -> None:
        self._looks = False
        new = [one for one in pictures if one not in self._known]
        whole = [one for one in new if one in self._growing][:AT_ONCE]
        self._known.update(whole)
        self._growing = set(new) - self._known
        if self._growing:
            self._soon()
        if whole:
            self.came.emit([Source(one.path.name, one.path, many=True, quiet=True) for one in whole])


class Arrivals(QObject):
    """Has what comes into the folder of the settings read, and says at the foot when a sheet has come."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._folder = ""
        self._watch: Watch | None = None
        self._listens = False
        window.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """Watch the folder that the settings name now."""
        folder = self._window.workspace.settings.photos
        if folder == self._folder:
            return
        self._folder = folder
        if self._watch is not None:
            self._watch.deleteLater()
            self._watch = None
        if folder:
            self._watch = Watch(Path(folder), self)
            self._watch.came.connect(self._read)

    def _read(self, sources: list[Source]) -> None:
        reading = self._window.places.reading
        if not self._listens:
            self._listens = True
            reading.queue.found.connect(self._tell)
        reading.read(sources)

    def _tell(self, sheets: Sequence[Sheet]) -> None:
        if sheets[0].source.quiet and not self._window.places.reads:
            date = sheets[0].date
            which = f"The sheet of {short_date(date)}" if date is not None else "A sheet"
            self._window.say(f"{which} has come: press I to look at it.")

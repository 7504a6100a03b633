"""Putting a backup in place while the window is open: fetched beside its work, then exchanged with the open file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from planner.store import restoring
from planner.store.problems import StoreProblem
from planner.store.restoring import Incoming
from planner.store.store import Store
from planner.ui import jobs
from planner.workspace import Workspace

CANNOT = "The backup could not be read: please try again."


class Restoring(QObject):
    """One backup on its way into the open file's place.

    `moved(words)` says how far it is. `asks(incoming)` comes once it is found sound: then `go_on`, or `stop`, which may
    come at any time. It ends with `restored(words)` or `refused(words)`, or without a word once it is stopped.
    """

    moved = Signal(str)
    asks = Signal(object)
    restored = Signal(str)
    refused = Signal(str)

    def __init__(self, workspace: Workspace, source: Path) -> None:
        super().__init__()
        self._workspace = workspace
        self._source = source
        self._incoming: Incoming | None = None
        self._stopped = False

    def begin(self) -> None:
        """Copy the backup and look it through, in a job."""
        self.moved.emit(f"Reading {self._source.name}…")
        workspace = self._workspace
        fetch = partial(restoring.fetch, workspace.folder, self._source, self._watch, clock=workspace.now)
        jobs.run(fetch, self._ask, self._fail)

    def go_on(self) -> None:
        """Bring the pictures that lie with it, in a job; exchange the files when no other job is at the old one."""
        if self._incoming is None:
            return
        self.moved.emit(f"Restoring {self._source.name}…")
        bring = partial(restoring.bring_back, self._incoming, self._workspace.folder, self._count)
        jobs.run(bring, lambda _: jobs.once_free(self._exchange), self._fail)

    def stop(self) -> None:
        """Leave everything as it was."""
        self._stopped = True
        self._discard()

    def _discard(self) -> None:
        incoming, self._incoming = self._incoming, None
        if incoming is not None:
            incoming.discard()

    def _watch(self, done: int, whole: int) -> None:
        """Called in the job's thread."""
        if self._stopped:
            raise jobs.Stopped

    def _count(self, done: int, whole: int) -> None:
        self._watch(done, whole)
        self.moved.emit(f"Bringing pictures of sheets… {done + 1:,} of {whole:,}")

    def _ask(self, incoming: Incoming) -> None:
        self._incoming = incoming
        if self._stopped:
            self._discard()
        else:
            self.asks.emit(incoming)

    def _exchange(self) -> None:
        incoming = self._incoming
        if incoming is None:
            return
        try:
            aside = exchanged(self._workspace, incoming)
        except StoreProblem as problem:
            self._fail(problem)
            return
        self._incoming = None
        kept = f"What was open before is kept as {aside.name}" if aside else ""
        told = (f"Restored {incoming.source.name}", incoming.stopped, kept)
        self.restored.emit(" ".join(f"{words}." for words in told if words))

    def _fail(self, problem: Exception) -> None:
        self._discard()
        if not self._stopped:
            self.refused.emit(str(problem) if isinstance(problem, StoreProblem) else CANNOT)


def exchanged(workspace: Workspace, incoming: Incoming) -> Path | None:
    """Exchange the open file and tell every view. Where the old one went. No job may be at it.

    Raises StoreProblem; then the file that was open before is open again.
    """
    folder, head = workspace.folder, workspace.store.defaults
    workspace.store.close()
    try:
        aside = restoring.exchange(incoming, folder, used=workspace.now())
        try:
            store = Store.open(folder, head, clock=workspace.now)
        except StoreProblem:
            if aside is not None:
                restoring.take_back(folder, aside)
            raise
    except StoreProblem:
        workspace.go_on_with(Store.open(folder, head, clock=workspace.now))
        raise
    workspace.go_on_with(store)
    jobs.run(store.warm_up)
    return aside

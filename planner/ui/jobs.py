"""Work that must not hold the window: run in a thread, answered in the window's own.

A job gets frozen values and gives back a value; it touches neither widgets nor the store.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from shiboken6 import isValid

log = logging.getLogger(__name__)

_running: set[Job] = set()
_waiting: list[Callable[[], object]] = []


class Stopped(Exception):
    """Raised within a job by whoever watches it: nobody wants its answer any more."""


class Job(QObject):
    """Answers once, in the thread that made it, by one of its two callbacks; not once its owner is gone."""

    _ended = Signal(object, object)

    def __init__(
        self,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        super().__init__()
        self._owner = owner
        self._done = done
        self._failed = failed
        self._ended.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def _answer(self, value: Any, problem: Exception | None) -> None:
        _running.discard(self)
        _go_on()
        if self._owner is not None and not isValid(self._owner):
            return
        if problem is not None and self._failed is not None:
            self._failed(problem)
        elif problem is None and self._done is not None:
            self._done(value)

    def end(self, value: Any, problem: Exception | None) -> None:
        """Called in the working thread."""
        self._ended.emit(value, problem)


class _Runner(QRunnable):
    def __init__(self, job: Job, work: Callable[[], Any]) -> None:
        super().__init__()
        self._job = job
        self._work = work

    def run(self) -> None:
        value: Any = None
        problem: Exception | None = None
        try:
            value = self._work()
        except Stopped as raised:
            problem = raised
        except Exception as raised:
            log.warning("a job failed: %s", type(raised).__name__)
            problem = raised
        with suppress(RuntimeError):  # the program has ended meanwhile, and nobody waits for the answer
            self._job.end(value, problem)


def run(
    work: Callable[[], Any],
    done: Callable[[Any], object] | None = None,
    failed: Callable[[Exception], object] | None = None,
    owner: QObject | None = None,
) -> Job:
    """Start `work` in a thread. Whoever needs an answer gives `done` and `failed`; both are called in this thread, as
    long as the `owner` lives.
    """
    job = Job(done, failed, owner)
    _running.add(job)
    QThreadPool.globalInstance().start(_Runner(job, work))
    return job


def once_free(deed: Callable[[], object]) -> None:
    """Do something in this thread as soon as no job runs: at once, or before the last one gives its answer."""
    _waiting.append(deed)
    _go_on()


def _go_on() -> None:
    while _waiting and not _running:
        _waiting.pop(0)()


def wait(milliseconds: int = 10_000) -> bool:
    """Let every job end, as a window does before it goes."""
    return QThreadPool.globalInstance().waitForDone(milliseconds)

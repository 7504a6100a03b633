"""The window's side of the local socket: it hears a command's words, does them, and answers (see planner/remote.py)."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from planner import remote
from planner.commands import DONE, FAULT, REFUSED, Answer, Bad, Job
from planner.commands.deeds import answered
from planner.commands.grammar import read
from planner.ui import jobs
from planner.workspace import Workspace

log = logging.getLogger(__name__)

LONGEST_MESSAGE = 1 << 20  # bytes that one command may have


class Doorway(QObject):
    """Answers commands on the socket of a data folder for as long as it is open.

    `come_forward` is called with an activation token ("" without one) when somebody starts the planner again.
    """

    def __init__(
        self, workspace: Workspace, come_forward: Callable[[str], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._come_forward = come_forward
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def open(self, folder: Path) -> bool:
        """Listen; only for whoever holds the data folder's lock, since a socket left by a crash is taken over."""
        where = remote.address(folder)
        if where is None:
            log.warning("no private folder for the local socket")
            return False
        if os.name != "nt":
            QLocalServer.removeServer(where)
        if not self._server.listen(where):
            log.warning("the local socket cannot listen: %s", self._server.serverError().name)
            return False
        return True

    def close(self) -> None:
        self._server.close()

    def _welcome(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.setParent(self)
            caller.disconnected.connect(caller.deleteLater)
            caller.readyRead.connect(lambda caller=caller: self._hear(caller))
            self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        if caller.canReadLine():
            self._answer(caller, bytes(caller.readLine().data()))
        elif caller.bytesAvailable() > LONGEST_MESSAGE:
            caller.abort()

    def _answer(self, caller: QLocalSocket, line: bytes) -> None:
        try:
            message = json.loads(line)
            argv, folder = [str(word) for word in message["argv"]], str(message.get("folder", "."))
            body = message.get("body")
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return self._send(caller, Answer(REFUSED, words="That was no command."))
        if not argv:
            self._come_forward(str(message.get("token", "")))
            return self._send(caller, Answer(DONE))
        answer = self._carried_out(argv, folder, body)
        if isinstance(answer, Answer):
            return self._send(caller, answer)
        jobs.run(
            answer.work,
            lambda value: self._send(caller, self._finished(answer, value)),
            lambda problem: self._send(caller, _failed(problem)),
        )
        return None

    def _carried_out(self, argv: list[str], folder: str, body: Any) -> Answer | Job:
        try:
            return answered(self._workspace, replace(read(argv, folder), body=body))
        except Exception as problem:  # a command that goes wrong must not take the window down
            return _failed(problem)

    def _finished(self, job: Job, value: Any) -> Answer:
        try:
            return job.finish(value)
        except Exception as problem:
            return _failed(problem)

    def _send(self, caller: QLocalSocket, answer: Answer) -> None:
        message = {"status": answer.status, "out": answer.out, "words": answer.words}
        try:
            caller.write(json.dumps(message).encode("ascii") + b"\n")
            caller.flush()
            caller.disconnectFromServer()
        except RuntimeError:  # the caller went away while a job ran, and Qt took its socket
            log.info("a caller did not wait for the answer")


def _failed(problem: Exception) -> Answer:
    from planner.store.problems import StoreProblem

    if isinstance(problem, Bad | StoreProblem):
        return Answer(REFUSED, words=str(problem))
    log.error("a command failed: %s", type(problem).__name__)
    return Answer(FAULT, words=f"The planner made a mistake ({type(problem).__name__}). Please report it.")

"""The system's printing: the PDF itself goes to lp or lpr, where there is one."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess

AS_IT_IS = ("-o", "media=A5", "-o", "print-scaling=none")  # a sheet that is scaled cannot be read back


def command(title: str) -> list[str] | None:
    """The command that prints what it is given; None on systems without one."""
    for name, titled in (("lp", "-t"), ("lpr", "-T")):
        path = shutil.which(name)
        if path:
            return [path, titled, title, *AS_IT_IS]
    return None


class Sending(QObject):
    """One PDF on its way to the printer; it outlives the dialog. `ended` gets a sentence, empty if it arrived."""

    def __init__(
        self, arguments: list[str], content: bytes, ended: Callable[[str], object], parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self._ended: Callable[[str], object] | None = ended
        self._process = QProcess(self)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._failed)
        self._process.start(arguments[0], arguments[1:])
        self._process.write(content)
        self._process.closeWriteChannel()

    def _finished(self, status: int, _: QProcess.ExitStatus) -> None:
        said = bytes(self._process.readAllStandardError().data()).decode(errors="replace").strip()
        why = said.splitlines()[0] if said else "it did not say why"
        self._answer("" if status == 0 else f"The printer did not take it ({why}): save it as PDF, or try again.")

    def _failed(self, problem: QProcess.ProcessError) -> None:
        if problem == QProcess.ProcessError.FailedToStart:
            self._answer("The system's printing could not be started: save it as PDF instead.")

    def _answer(self, sentence: str) -> None:
        ended, self._ended = self._ended, None
        if ended is not None:
            ended(sentence)
            self.deleteLater()

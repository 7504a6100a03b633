"""The system's printing: the PDF itself goes to lp or lpr, where there is one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QProcess

from planner.domain.print_choice import Duplex, Paper, PrintChoice

AS_IT_IS = ("-o", "print-scaling=none")  # a sheet that is scaled cannot be read back
MEDIA: Mapping[Paper, str] = {
    "a5": "A5",
    "a4-2up": "A4",
    "a4-booklet": "A4",
    "pocket": "A4",
    "half-letter": "na_invoice_5.5x8.5in",
    "letter": "Letter",
    "letter-booklet": "Letter",
}
SIDES: Mapping[Duplex, str] = {
    "none": "one-sided",
    "long": "two-sided-long-edge",
    "short": "two-sided-short-edge",
}


def command(title: str, choice: PrintChoice) -> list[str] | None:
    """The command that prints what it is given; None on systems without one, and for what is read on a screen."""
    if choice.tablet:
        return None
    turned = "short" if choice.two_sided and choice.duplex == "none" else choice.duplex
    chosen = ("-o", f"media={MEDIA[choice.paper]}", *AS_IT_IS, "-o", f"sides={SIDES[turned]}")
    for name, titled in (("lp", "-t"), ("lpr", "-T")):
        path = shutil.which(name)
        if path:
            return [path, titled, title, *chosen]
    return None


class Sending(QObject):
    """One PDF on its way to the printer; it outlives the place. `ended` gets a sentence, empty if it arrived."""

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

"""Where a print goes: to a file, to the printer, to the eye. And what is said about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from planner.settings import SettingsProblem
from planner.ui import folders, jobs
from planner.ui.controls import Button, Words
from planner.ui.messages import announce
from planner.ui.print import printer
from planner.ui.print.work import Laid, counted, missing_words, remember, sentence_of, write
from planner.ui.theme import theme

if TYPE_CHECKING:
    from planner.ui.main_window import MainWindow

SOON = 300  # ms that something may take without a word
STOPPED = "Stopped: nothing was written."
Deed = Callable[[Laid], object]


class Going(QWidget):
    """A deed that is asked for before the paper is laid out is done as soon as it is. `stopped()`: no more."""

    stopped = Signal()
    wanted = Signal()

    def __init__(self, window: MainWindow, progress: Callable[[], str]) -> None:
        super().__init__()
        self._progress = progress
        self.workspace = window.workspace
        self.laid: Laid | None = None
        self.file = ""
        self.name = "sheet"
        self._then: Deed | None = None
        self._problem = ""  # why nothing can be laid out
        self._going = False  # to a file or to the printer
        self.counted = Words("", soft=True)
        self.missing, self.told = Words(""), Words("")
        for words in (self.counted, self.missing, self.told):
            words.setWordWrap(True)
        self._make_buttons()
        self._lay_out()
        self._soon = QTimer(self, interval=SOON)
        self._soon.timeout.connect(self._say_busy)
        theme().changed.connect(self._wear)
        self._wear()

    def _make_buttons(self) -> None:
        self.save = Button("Save as PDF…", "ink")
        self.send = Button("Print", "strong", "Send to printer")
        self.open_file = Button("Open", "soft", "Open the saved sheet")
        self.cancel = Button("Cancel", "soft", "Stop laying it out")
        self.open_file.hide()
        self.cancel.hide()
        self.save.clicked.connect(self.ask_where)
        self.send.clicked.connect(self.send_to_printer)
        self.open_file.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(self.file)))
        self.cancel.clicked.connect(self.stop)

    def _lay_out(self) -> None:
        told, buttons = QHBoxLayout(), QHBoxLayout()
        told.addWidget(self.told, 1)
        for button in (self.open_file, self.cancel):
            told.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.send)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 10, 0)  # as wide as what is chosen above
        column.setSpacing(8)
        column.addWidget(self.counted)
        column.addWidget(self.missing)
        column.addLayout(told)
        column.addLayout(buttons)

    def _wear(self) -> None:
        self.missing.wear(theme().tokens.over_text)

    def focus(self) -> None:
        """Give the keyboard to what was used last, so that one Enter does it again."""
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _first(self) -> Button:
        return self.send if self.send.kind == "ink" else self.save

    def do_first(self) -> None:
        self._first().click()

    def _put_first(self, button: Button) -> None:
        """The filled button is the one that was used last."""
        other = self.save if button is self.send else self.send
        button.kind, other.kind = "ink", "strong"
        for each in (button, other):
            each.updateGeometry()
            each.update()

    # What is laid out

    def expect(self, name: str, *, printable: bool) -> None:
        """Something else is being laid out; `name` is what its file is called."""
        self.laid, self.name, self._problem = None, name, ""
        if self._then is None and not self._going:
            self.tell("")
        self.send.setVisible(printable)
        if not printable:
            self._put_first(self.save)
        self._soon.start()

    def show_laid(self, laid: Laid) -> None:
        self.laid = laid
        self._rest()
        self.counted.setText(counted(laid))
        missing = missing_words(laid.made.missing)
        self.missing.setText(missing)
        self.missing.setVisible(bool(missing))
        then, self._then = self._then, None
        if then is not None:
            then(laid)

    def show_problem(self, words: str) -> None:
        """It cannot be laid out."""
        self.laid, self._then, self._problem = None, None, words
        self._rest()
        self.counted.setText("")
        self.missing.hide()
        self.tell("")
        announce(self, words)

    def _rest(self) -> None:
        self._soon.stop()
        if not self.cancel.isHidden():
            self.cancel.hide()
            self.tell("")

    def _say_busy(self) -> None:
        """Said again and again while it lasts; to a screen reader once."""
        words = self._progress()
        if self.cancel.isHidden():
            self.tell(words)
            self.cancel.show()
        else:
            self.told.setText(words)

    def stop(self) -> None:
        """Nothing more is laid out or written."""
        self._then = None
        self._rest()
        self.tell(STOPPED)
        self.stopped.emit()

    @property
    def waits(self) -> bool:
        """Whether a deed waits for the paper."""
        return self._then is not None

    def _when_laid(self, deed: Deed) -> None:
        if self.laid is not None:
            deed(self.laid)
            return
        self._then = deed
        self._say_busy()
        self.wanted.emit()

    def _cannot(self) -> bool:
        """Whether it could not be laid out; then that is tried again, and said again."""
        if not self._problem:
            return False
        self.wanted.emit()
        return True

    # A file

    def ask_where(self) -> None:
        if self._going or self._cannot():
            return
        folder = folders.usual(folders.Kind.DocumentsLocation)
        asked = QFileDialog(self, "Save as PDF", folder, "PDF (*.pdf)")
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setDefaultSuffix("pdf")
        asked.selectFile(f"{self.name}.pdf")
        asked.fileSelected.connect(lambda name: self.save_to(Path(name)))
        asked.finished.connect(lambda _: self.window().activateWindow())  # not every desktop does that by itself
        asked.open()

    def save_to(self, target: Path) -> None:
        """Write what is shown to a file, and say so."""
        self._when_laid(lambda laid: self._write(laid, target))

    def _write(self, laid: Laid, target: Path) -> None:
        self._begin("Saving…")
        jobs.run(lambda: write(self.workspace, laid, target), lambda file: self._saved(laid, file), self._failed, self)

    def _saved(self, laid: Laid, file: str) -> None:
        self.file = file
        self._put_first(self.save)
        self._end(f"Saved {Path(file).name}", self._keep_hand(laid), opens=True)
        if self.isVisible():
            self.open_file.setFocus(Qt.FocusReason.OtherFocusReason)

    # The printer

    def send_to_printer(self) -> None:
        """Hand the PDF itself to the system's printing."""
        if not self._going and not self._cannot():
            self._when_laid(self._send)

    def _send(self, laid: Laid) -> None:
        arguments = printer.command(laid.made.title, laid.question.choice)
        if arguments is None:
            return
        self._begin("Sending to the printer…")

        def ended(sentence: str) -> None:
            if not isValid(self):
                return
            if sentence:
                self._end(sentence)
            else:
                jobs.run(lambda: remember(self.workspace, laid), lambda _: self._sent(laid), self._failed, self)

        printer.Sending(arguments, laid.content, ended, QApplication.instance())

    def _sent(self, laid: Laid) -> None:
        self._put_first(self.send)
        self._end("Sent to the printer", self._keep_hand(laid))

    # What is said

    def _keep_hand(self, laid: Laid) -> str:
        """The hand that one writes with stays chosen; a sentence if that could not be kept."""
        settings, left = self.workspace.settings, laid.question.choice.left_handed
        try:
            if settings.left_handed != left:
                self.workspace.change_settings(replace(settings, left_handed=left))
        except SettingsProblem as problem:
            return str(problem)
        return ""

    def _begin(self, words: str) -> None:
        self._going = True
        self.tell(words)

    def _end(self, words: str, problem: str = "", *, opens: bool = False) -> None:
        self._going = False
        self.tell(f"{words}. {problem}" if problem else words, opens=opens)

    def _failed(self, problem: Exception) -> None:
        self._end(sentence_of(problem))
        if self.isVisible():
            self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, words: str, *, opens: bool = False) -> None:
        self.told.setText(words)
        self.open_file.setVisible(opens)
        if words:
            announce(self, words)

"""Print a day: the true page, three choices, and where it shall go."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from planner.settings import SettingsProblem
from planner.store.problems import StoreProblem
from planner.ui import jobs
from planner.ui.controls import Button, Words, caption
from planner.ui.dates import long_date
from planner.ui.messages import announce
from planner.ui.print import printer
from planner.ui.print.preview import Preview
from planner.ui.print.work import Choices, Made, make, missing_words, sentence_of, write
from planner.ui.theme import color, font, theme
from planner.workspace import Workspace

if TYPE_CHECKING:
    from planner.paper.export import Print

SIDE_WIDTH = 268


class PrintDialog(QDialog):
    """The page as it stands when the dialog opens: what is seen is what is printed."""

    def __init__(self, workspace: Workspace, date: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.workspace = workspace
        self.page = workspace.page(date)
        self.number = workspace.store.number(date)
        self.ahead = workspace.foresight.on_paper(self.page, workspace.now())
        self.made: Made | None = None
        self.shown = 0
        self.file = ""
        self._wanted = 0
        self._gone = False
        title = long_date(date, workspace.today())
        self.setWindowTitle(f"Print {title}")
        self.preview = Preview()
        self._make_fields(title)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.preview)
        row.addLayout(self._side())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.save.click)
        self._remake()

    def _make_fields(self, title: str) -> None:
        settings = self.workspace.settings
        self.title = Words(title, font("large", strong=True))
        self.title.setWordWrap(True)
        self.clock = QComboBox()
        self.clock.addItem("24 hours, 14:00", True)
        self.clock.addItem("12 hours, 2 pm", False)
        self.clock.setCurrentIndex(0 if settings.clock24 else 1)
        self.clock.setAccessibleName("Times as")
        self.left_handed = QCheckBox("For the left hand")
        self.left_handed.setAccessibleDescription("Boxes and rail on the right, so that the hand covers neither")
        self.left_handed.setChecked(settings.left_handed)
        self.feeling = QCheckBox("With a row for how it was")
        self.foreseen = QCheckBox("With how long it will probably take")
        self.foreseen.setChecked(any(self.ahead))
        if not any(self.ahead):
            self.foreseen.hide()
        self.clock.activated.connect(self._remake)
        self.left_handed.toggled.connect(self._remake)
        self.feeling.toggled.connect(self._remake)
        self.foreseen.toggled.connect(self._remake)
        self._make_words()
        self._make_buttons()

    def _make_words(self) -> None:
        self.counted = Words("", soft=True)
        self.missing = Words("")
        self.missing.setWordWrap(True)
        self.told = Words("")
        self.told.setWordWrap(True)

    def _make_buttons(self) -> None:
        self.earlier = Button("‹", "soft", "Sheet before")
        self.later = Button("›", "soft", "Sheet after")
        self.earlier.clicked.connect(lambda: self.show_sheet(self.shown - 1))
        self.later.clicked.connect(lambda: self.show_sheet(self.shown + 1))
        self.save = Button("Save as PDF…", "ink")
        self.send = Button("Send to printer", "strong")
        self.send.setVisible(printer.command("") is not None)
        self.open_file = Button("Open", "soft", "Open the saved sheet")
        self.open_file.hide()
        self.close_it = Button("Close", "plain")
        self.save.clicked.connect(self._ask_where)
        self.send.clicked.connect(self.send_to_printer)
        self.open_file.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(self.file)))
        self.close_it.clicked.connect(self.reject)

    def _side(self) -> QVBoxLayout:
        sheets = QHBoxLayout()
        sheets.addWidget(self.earlier)
        sheets.addWidget(self.counted)
        sheets.addWidget(self.later)
        sheets.addStretch(1)
        told = QHBoxLayout()
        told.addWidget(self.told, 1)
        told.addWidget(self.open_file, 0, Qt.AlignmentFlag.AlignTop)
        last = QHBoxLayout()
        last.addWidget(self.send)
        last.addStretch(1)
        last.addWidget(self.close_it)
        column = QVBoxLayout()
        column.setContentsMargins(24, 24, 20, 18)
        column.setSpacing(10)
        for part in (self.title, caption("A5 SHEET"), self.clock, self.left_handed, self.feeling, self.foreseen):
            column.addWidget(part)
        column.addLayout(sheets)
        column.addWidget(self.missing)
        column.addStretch(1)
        column.addLayout(told)
        column.addWidget(self.save)
        column.addLayout(last)
        for label in (self.title, self.missing):
            label.setFixedWidth(SIDE_WIDTH)
        return column

    def choices(self) -> Choices:
        return Choices(
            self.left_handed.isChecked(),
            bool(self.clock.currentData()),
            self.feeling.isChecked(),
            *(self.ahead if self.foreseen.isChecked() else ()),
        )

    # The preview

    def _remake(self) -> None:
        """Draw the sheet anew; only the answer to the last question counts."""
        self._wanted += 1
        mine, page, number, choices = self._wanted, self.page, self.number, self.choices()
        height = self.preview.pixels()
        self.made = None
        self._allow(possible=False)
        self._tell("")

        def done(made: Made) -> None:
            if mine == self._wanted and not self._gone:
                self._show(made)

        jobs.run(lambda: make(page, number, choices, height), done, self._failed)

    def _show(self, made: Made) -> None:
        self.made = made
        self.missing.setText(missing_words(made.kept.missing))
        self.missing.setVisible(bool(made.kept.missing))
        palette = self.missing.palette()
        palette.setColor(QPalette.ColorRole.WindowText, color(theme().tokens.over_text))
        self.missing.setPalette(palette)
        self._allow(possible=True)
        self.show_sheet(0)

    def show_sheet(self, index: int) -> None:
        """Show one of the sheets, counted from 0; beyond the last it stays there."""
        if self.made is None:
            return
        count = len(self.made.images)
        self.shown = min(max(index, 0), count - 1)
        words = f"Sheet {self.shown + 1} of {count}"
        self.preview.show_image(self.made.images[self.shown], words)
        self.counted.setText(f"{words}: the day is too full for one" if count > 1 else "")
        self.counted.setVisible(count > 1)
        for button, possible in ((self.earlier, self.shown > 0), (self.later, self.shown < count - 1)):
            button.setVisible(count > 1)
            button.setEnabled(possible)

    def _allow(self, *, possible: bool) -> None:
        for button in (self.save, self.send):
            button.setEnabled(possible)

    # Where it goes

    def _ask_where(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        asked = QFileDialog(self, "Save as PDF", folder, "PDF (*.pdf)")
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setDefaultSuffix("pdf")
        asked.selectFile(f"day-{self.page.date.isoformat()}.pdf")
        asked.fileSelected.connect(lambda name: self.save_to(Path(name)))
        asked.open()

    def save_to(self, target: Path) -> None:
        """Write the sheet that is shown to a file, and say so."""
        made = self.made
        if made is None:
            return
        self._allow(possible=False)
        self._tell("Saving…")
        jobs.run(lambda: write(made, target), self._saved, self._failed)

    def _saved(self, kept: Print) -> None:
        problem = self._remember(kept)
        if self._gone:
            return
        self.file = kept.file
        self._allow(possible=True)
        self._tell(problem or f"Saved {Path(kept.file).name}", opens=True)
        if not problem:
            self.open_file.setFocus(Qt.FocusReason.OtherFocusReason)

    def send_to_printer(self) -> None:
        """Hand the PDF itself to the system's printing."""
        arguments = printer.command(self.windowTitle())
        made = self.made
        if made is None or arguments is None:
            return
        self._allow(possible=False)
        self._tell("Sending to the printer…")

        def ended(sentence: str) -> None:
            sentence = sentence or self._remember(made.kept)
            if not self._gone:
                self._allow(possible=True)
                self._tell(sentence or "Sent to the printer")

        printer.Sending(arguments, made.content, ended, QApplication.instance())

    def _remember(self, made: Print) -> str:
        """Keep the print, so that the sheet can be read back; a sentence if that failed."""
        from planner.store.prints import Print as Kept

        sheets = tuple(sheet.as_json() for sheet in made.sheets)
        now = self.workspace.now()
        kept = Kept(made.id, made.page, made.edit, made.kind, made.file, now, made.options_json(), sheets)
        settings = self.workspace.settings
        try:
            self.workspace.store.keep_print(kept)
            if settings.left_handed != made.options.left_handed:
                self.workspace.change_settings(replace(settings, left_handed=made.options.left_handed))
        except (StoreProblem, SettingsProblem) as problem:
            return str(problem)
        return ""

    def _failed(self, problem: Exception) -> None:
        if self._gone:
            return
        self._allow(possible=self.made is not None)
        self._tell(sentence_of(problem))

    def _tell(self, words: str, *, opens: bool = False) -> None:
        self.told.setText(words)
        self.open_file.setVisible(opens)
        if words:
            announce(self, words)

    def done(self, result: int) -> None:
        self._gone = True
        super().done(result)

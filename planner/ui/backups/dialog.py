"""Backups…: what there is, newest first; one can be made, or put in the place of the file that is open."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
)
from shiboken6 import isValid

from planner.store.problems import StoreProblem
from planner.ui import keeping
from planner.ui.backups.restoring import restored
from planner.ui.controls import Words
from planner.ui.dates import short_date

if TYPE_CHECKING:
    from planner.store.backup import Backup
    from planner.ui.main_window import MainWindow

NONE_YET = "No backup has been made yet. One is made each day that the planner is used."
SURE = "Put the backup of {when} in place of what is open now? What is open now is moved aside, not lost."


def words_for(kept: Backup) -> str:
    at = kept.at.astimezone()
    return f"{short_date(at.date())} {at.year}, {at:%H:%M} · {max(1, kept.size // 1024):,} kB · {kept.name}"


class BackupsDialog(QDialog):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle("Backups")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 380)
        self._window = window
        self.words = Words("", soft=True)
        self.words.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("Backups, newest first")
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.make = QPushButton("Back up now")
        self.elsewhere = QPushButton("Back up to…")
        self.elsewhere.setToolTip("To another folder or a stick, with all pictures of sheets")
        self.restore = QPushButton("Restore…")
        for button in (self.make, self.elsewhere, self.restore):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.rejected.connect(self.reject)
        self.make.clicked.connect(lambda: self._back_up(None))
        self.elsewhere.clicked.connect(self._ask_where)
        self.restore.clicked.connect(self._restore)
        self.list.itemSelectionChanged.connect(lambda: self.restore.setEnabled(self.chosen() is not None))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        for widget in (self.words, self.list, self.buttons):
            column.addWidget(widget)
        self.show_backups()

    def show_backups(self) -> None:
        store = self._window.workspace.store
        self.list.clear()
        for kept in store.backups():
            item = QListWidgetItem(words_for(kept))
            item.setData(Qt.ItemDataRole.UserRole, kept)
            self.list.addItem(item)
        self.words.setText(f"They lie in {store.folder / 'backups'}." if self.list.count() else NONE_YET)
        self.list.setCurrentRow(0)
        self.restore.setEnabled(self.chosen() is not None)

    def chosen(self) -> Backup | None:
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else None

    def _ask_where(self) -> None:
        asked = QFileDialog(self, "Back up to a folder")
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setFileMode(QFileDialog.FileMode.Directory)
        asked.setOption(QFileDialog.Option.ShowDirsOnly)
        asked.fileSelected.connect(lambda name: self._back_up(Path(name)))
        asked.finished.connect(self.activateWindow)  # not every desktop gives the keyboard back by itself
        asked.open()

    def _back_up(self, into: Path | None) -> None:
        self.words.setText("Backing up…")
        keeping.back_up(self._window, into, self._told)

    def _told(self, words: str) -> None:
        if isValid(self):
            self.show_backups()
            self.words.setText(words)

    def _restore(self) -> None:
        kept = self.chosen()
        if kept is None:
            return
        at: dt.datetime = kept.at.astimezone()
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle("Restore")
        box.setText(SURE.format(when=f"{short_date(at.date())} {at:%H:%M}"))
        yes = box.addButton("Restore", QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        if box.clickedButton() is yes:
            self.put_back(kept)

    def put_back(self, kept: Backup) -> None:
        """Restore without asking again; the window shows what was restored, or says why it was not."""
        try:
            aside = restored(self._window.workspace, kept.name)
        except StoreProblem as problem:
            self.words.setText(str(problem))
            return
        words = f"Restored {kept.name}."
        self._window.say(f"{words} What was open before is kept as {aside.name}." if aside else words)
        self.accept()

"""Backups…: what there is, newest first; one can be made, or put in the place of the file that is open."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
)

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
        self.restore = QPushButton("Restore…")
        self.buttons.addButton(self.make, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self.restore, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.rejected.connect(self.reject)
        self.make.clicked.connect(lambda: keeping.back_up(window, self.show_backups))
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

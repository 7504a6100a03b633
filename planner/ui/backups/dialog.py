"""Backups…: what there is, newest first; one can be made, or put in the place of the file that is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
)
from shiboken6 import isValid

from planner.ui import keeping
from planner.ui.backups.restoring import Restoring
from planner.ui.controls import Button, DialogButtons, Words
from planner.ui.dates import short_date
from planner.ui.messages import announce
from planner.ui.theme import theme

if TYPE_CHECKING:
    import datetime as dt

    from planner.store.backup import Backup
    from planner.store.restoring import Incoming
    from planner.ui.main_window import MainWindow

NONE_YET = "No backup has been made yet. One is made each day that the planner is used."
SURE = (
    "Put {name} in place of what is open now?\n\nIt was last changed on {when} and holds {days}. "
    "{stopped}What is open now is moved aside, not lost."
)
OTHERS = {
    "replaced-": "moved aside",
    "before-schema-": "before an update",
    "mended-": "mended",
}  # how the name of a backup begins that is none of a day
SOUND = "{name} is sound."
ROW = 26  # px
STOPPED = "Nothing was restored: all is as it was."
FILTER = "Backups (*.sqlite3);;All files (*)"
LONG = 60  # characters of a file's name that are shown


def words_for(kept: Backup) -> str:
    """When a backup was made, and what it is where it is none of a day; its size and name."""
    kind = next((words for begins, words in OTHERS.items() if kept.name.startswith(begins)), "")
    return " · ".join(filter(None, (_moment(kept.at), kind, f"{max(1, kept.size // 1024):,} kB", kept.name)))


def question_for(incoming: Incoming) -> str:
    """What a backup is that would be restored, and what becomes of what is open."""
    name, days = incoming.source.name, incoming.days
    shown = name if len(name) <= LONG else f"{name[: LONG // 2]}…{name[-LONG // 2 :]}"
    stopped, spelt = f"{incoming.stopped}. " if incoming.stopped else "", "1 day" if days == 1 else f"{days:,} days"
    return SURE.format(name=shown, when=_moment(incoming.changed), days=spelt, stopped=stopped)


def _moment(instant: dt.datetime) -> str:
    """Mon 23 Nov 2026, 12:00, as the clock on the wall has it."""
    at = instant.astimezone()
    return f"{short_date(at.date())} {at.year}, {at:%H:%M}"


class BackupsDialog(QDialog):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle("Backups")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 400)
        self._window = window
        self._restoring: Restoring | None = None
        self._make_parts()
        self._lay_out()
        self.show_backups()

    def _make_parts(self) -> None:
        self.words = Words("", soft=True)
        self.words.setWordWrap(True)
        self.stop = Button("Stop", "soft", "Stop restoring")
        room = self.stop.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.stop.setSizePolicy(room)
        self.list = QListWidget()
        self.list.setAccessibleName("Backups, newest first")
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.buttons = DialogButtons(QDialogButtonBox.StandardButton.Close)
        self.make = QPushButton("Back up now")
        self.elsewhere = QPushButton("Back up to…")
        self.elsewhere.setToolTip("To another folder or a stick, with all pictures of sheets")
        self.restore = QPushButton("Restore…")
        self.restore.setToolTip("The backup that is chosen above")
        self.fetch = QPushButton("Restore from…")
        self.fetch.setToolTip("From another folder or a stick, with the pictures of sheets that lie there")
        for button in self._deeds():
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.rejected.connect(self.reject)
        self.make.clicked.connect(lambda: self._back_up(None))
        self.elsewhere.clicked.connect(self._ask_where)
        self.restore.clicked.connect(self._restore)
        self.fetch.clicked.connect(self._ask_which)
        self.stop.clicked.connect(self._stop)
        self.list.itemSelectionChanged.connect(self._show_buttons)

    def _deeds(self) -> tuple[QPushButton, ...]:
        return self.make, self.elsewhere, self.restore, self.fetch

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.words, 1)
        first.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(self.list)
        column.addWidget(self.buttons)

    def show_backups(self) -> None:
        store = self._window.workspace.store
        self.list.clear()
        for kept in store.backups():
            item = QListWidgetItem(words_for(kept))
            item.setData(Qt.ItemDataRole.UserRole, kept)
            item.setSizeHint(QSize(0, ROW))
            self.list.addItem(item)
        self._say(f"They lie in {store.folder / 'backups'}." if self.list.count() else NONE_YET)
        self.list.setCurrentRow(0)
        self._show_buttons()

    def _show_buttons(self) -> None:
        """One thing at a time: while a backup is being restored it can be stopped, and nothing else begun."""
        free = self._restoring is None
        for button in self._deeds():
            button.setEnabled(free)
        self.restore.setEnabled(free and self.chosen() is not None)
        self.stop.setVisible(not free)

    def _say(self, words: str, *, warns: bool = False) -> None:
        self.words.wear(theme().tokens.over_text)
        self.words.setForegroundRole(QPalette.ColorRole.WindowText if warns else QPalette.ColorRole.PlaceholderText)
        self.words.setText(words)

    def _tell(self, words: str, *, warns: bool = False) -> None:
        """Say what came of it, to a screen reader too."""
        self._say(words, warns=warns)
        announce(self, words)

    def chosen(self) -> Backup | None:
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else None

    # Making one

    def _ask_where(self) -> None:
        asked = self._file_dialog("Back up to a folder", QFileDialog.FileMode.Directory)
        asked.setOption(QFileDialog.Option.ShowDirsOnly)
        asked.fileSelected.connect(lambda name: self._back_up(Path(name)))
        asked.open()

    def _file_dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        asked = QFileDialog(self, title)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setFileMode(mode)
        asked.finished.connect(self.activateWindow)  # not every desktop gives the keyboard back by itself
        return asked

    def _back_up(self, into: Path | None) -> None:
        self._say("Backing up…")
        keeping.back_up(self._window, into, self._backed_up)

    def _backed_up(self, words: str) -> None:
        if isValid(self) and self._restoring is None:
            self.show_backups()
            self._say(words)

    # Restoring one

    def _restore(self) -> None:
        if (kept := self.chosen()) is not None:
            self.restore_from(kept.path)

    def _ask_which(self) -> None:
        asked = self._file_dialog("Restore a backup", QFileDialog.FileMode.ExistingFile)
        asked.setNameFilter(FILTER)
        asked.fileSelected.connect(lambda name: self.restore_from(Path(name)))
        asked.open()

    def restore_from(self, path: Path) -> None:
        """Read a backup, ask, and put it in place; the window shows what was restored, or this says why it was not."""
        self._restoring = restoring = Restoring(self._window.workspace, path)
        restoring.moved.connect(self._follow)
        restoring.asks.connect(self._ask)
        restoring.refused.connect(self._refused)
        restoring.restored.connect(self._restored)
        restoring.begin()
        self._show_buttons()
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, words: str) -> None:
        if self._restoring is not None:
            self._say(words)

    def _ask(self, incoming: Incoming) -> None:
        restoring = self._restoring
        if restoring is None:
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle("Restore")
        box.setText(question_for(incoming))
        yes = box.addButton("Restore", QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel).setIcon(QIcon())  # words alone, as on the other button
        self._say(SOUND.format(name=incoming.source.name))
        box.finished.connect(lambda _: restoring.go_on() if box.clickedButton() is yes else self._stop())
        box.open()

    def _refused(self, words: str) -> None:
        self._end_restoring()
        self._tell(words, warns=True)

    def _stop(self) -> None:
        self._end_restoring()
        self._tell(STOPPED)

    def _end_restoring(self) -> None:
        if self._restoring is not None:
            self._restoring.stop()
            self._restoring = None
        self._show_buttons()
        self.fetch.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restored(self, words: str) -> None:
        self._window.say(words)
        self.accept()

    def done(self, result: int) -> None:
        if self._restoring is not None:
            self._restoring.stop()
        super().done(result)

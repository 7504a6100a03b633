"""A field for a folder: written, or chosen in the system's dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from planner.ui.controls import Button


class FolderField(QWidget):
    """`changed()` comes with each letter. Empty means no folder."""

    changed = Signal()

    def __init__(self, folder: str, spoken: str, empty: str) -> None:
        super().__init__()
        self._before = folder
        self.line = QLineEdit(folder)
        self.line.setAccessibleName(spoken)
        self.line.setPlaceholderText(empty)
        self.line.textChanged.connect(self.changed)
        self.choose = Button("Choose…", "soft", f"{spoken}: choose a folder")
        self.choose.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.choose)

    def value(self) -> str:
        """The folder, or nothing. Raises ValueError, in a sentence, for another one than before that is not there."""
        written = self.line.text().strip()
        if not written or written == self._before:
            return written
        folder = Path(written).expanduser()
        if not folder.is_absolute() or not folder.is_dir():
            raise ValueError("That folder is not there: choose one, or leave the line empty.")
        return str(folder)

    def _ask(self) -> None:
        asked = QFileDialog(self, self.line.accessibleName(), self.line.text())
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setFileMode(QFileDialog.FileMode.Directory)
        asked.setOption(QFileDialog.Option.ShowDirsOnly)
        asked.fileSelected.connect(self.line.setText)
        asked.open()

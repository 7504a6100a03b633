"""The ways in: choose pictures, let them fall on the window, paste one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from planner.ui.reading.incoming import FILTER, of_clipboard, of_files

if TYPE_CHECKING:
    from planner.ui.main_window import MainWindow

NO_PICTURE = "There is no picture on the clipboard: copy the photo of a sheet first."


def read_sheet(window: MainWindow) -> None:
    """Go on with what waits to be confirmed; where nothing does, or it is in front, ask for pictures."""
    if window.places.reading.waits and not window.places.reads:
        window.places.show_reading()
    else:
        _ask(window)


def _ask(window: MainWindow) -> None:
    from PySide6.QtWidgets import QFileDialog

    from planner.ui import folders

    folder = folders.usual(folders.Kind.PicturesLocation)
    asked = QFileDialog(window, "Read a sheet", folder, FILTER)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.setFileMode(QFileDialog.FileMode.ExistingFiles)
    asked.filesSelected.connect(lambda names: read_files(window, [Path(name) for name in names]))
    asked.finished.connect(window.activateWindow)  # not every desktop gives the keyboard back by itself
    asked.open()


def read_files(window: MainWindow, paths: list[Path]) -> None:
    sources = of_files(paths)
    if sources:
        window.places.show_reading()
        window.places.reading.read(sources)
    else:
        window.say("There is no picture in that folder.")


def paste_sheet(window: MainWindow) -> None:
    sources = of_clipboard()
    if sources:
        window.places.show_reading()
        window.places.reading.read(sources)
    else:
        window.say(NO_PICTURE)

"""The day as it was written: one picture after another, the time it was read, nearer and farther, by keys or mouse."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from planner.store.problems import StoreProblem
from planner.ui import jobs
from planner.ui.controls import Button, Words
from planner.ui.dates import long_date, short_date
from planner.ui.day.timeline.geometry import clock_words
from planner.ui.messages import announce
from planner.ui.theme import font
from planner.ui.written.zoomed import STRIDE, Zoomed

if TYPE_CHECKING:
    from planner.domain.values import Picture
    from planner.store.store import Store
    from planner.ui.main_window import MainWindow

LOST = "This picture is missing or damaged: a backup that you made elsewhere may still have it."
WIDTH, HEIGHT = 720, 900  # px, where the window has so much room
Key = Qt.Key
ALONG = {Key.Key_Left: (1, 0), Key.Key_Right: (-1, 0), Key.Key_Up: (0, 1), Key.Key_Down: (0, -1)}
NEARER, FARTHER, WHOLE = (Key.Key_Plus, Key.Key_Equal), (Key.Key_Minus,), (Key.Key_0,)


class Written(QDialog):
    """Of the page that is open in the window; its newest picture first."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.workspace = window.workspace
        self.pictures = window.page.pictures
        self.at = len(self.pictures) - 1
        title = f"{long_date(window.date, self.workspace.today())}, as it was written"
        self.setWindowTitle(title)
        self.title, self.told = Words(title, font("date")), Words("", soft=True)
        self.zoomed = Zoomed()
        self.earlier, self.later = Button("‹", "plain", "The picture before"), Button("›", "plain", "The next picture")
        self.farther, self.nearer = Button("−", "plain", "Farther"), Button("+", "plain", "Nearer")
        self.size_button = Button("100 %", "plain", "Show all of it")
        self.close_button = Button("Close", "strong")
        self._lay_out()
        self._connect()
        self.resize(min(WIDTH, window.width() - 40), min(HEIGHT, window.height() - 20))
        self._show()
        self.zoomed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(4)
        for button in (self.earlier, self.later):
            foot.addWidget(button)
            button.setVisible(len(self.pictures) > 1)
        foot.addWidget(self.told, 1)
        for button in (self.farther, self.size_button, self.nearer, self.close_button):
            foot.addWidget(button)
        self.told.setMinimumWidth(1)
        self.title.setMinimumWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.zoomed, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.earlier.clicked.connect(lambda: self.turn(-1))
        self.later.clicked.connect(lambda: self.turn(1))
        self.farther.clicked.connect(lambda: self.zoomed.zoom(-1))
        self.nearer.clicked.connect(lambda: self.zoomed.zoom(1))
        self.size_button.clicked.connect(lambda: self.zoomed.zoom_to(0))
        self.close_button.clicked.connect(self.accept)
        self.zoomed.zoomed.connect(self._show_size)

    def turn(self, by: int) -> None:
        """To the next picture, or the one before."""
        at = max(0, min(len(self.pictures) - 1, self.at + by))
        if at != self.at:
            self.at = at
            self._show()
            announce(self, self.told.text())

    def words(self) -> str:
        picture = self.pictures[self.at]
        when = f"{short_date(picture.at.date())}, "
        when += clock_words(picture.at.hour, picture.at.minute, self.workspace.settings.clock24)
        which = f"{self.at + 1} of {len(self.pictures)} · " if len(self.pictures) > 1 else ""
        return f"{which}read {when}" if which else f"Read {when}"

    def _show(self) -> None:
        picture, store = self.pictures[self.at], self.workspace.store
        self.told.setText(self.words())
        self.earlier.setEnabled(self.at > 0)
        self.later.setEnabled(self.at < len(self.pictures) - 1)
        self.zoomed.setAccessibleName(self.windowTitle())
        self.zoomed.setAccessibleDescription(self.told.text())
        self.zoomed.show_image(None)
        jobs.run(partial(load, store, picture), partial(self._loaded, picture), lambda _: self._lost(picture), self)

    def _loaded(self, picture: Picture, image: QImage | None) -> None:
        if image is None:
            self._lost(picture)
        elif picture is self.pictures[self.at]:
            self.zoomed.show_image(image)

    def _lost(self, picture: Picture) -> None:
        if picture is self.pictures[self.at]:
            self.zoomed.show_image(None, LOST)
            announce(self, LOST)

    def _show_size(self) -> None:
        self.size_button.setText(f"{self.zoomed.percent} %")
        self.size_button.setAccessibleDescription(f"Shown at {self.zoomed.percent} % of what fits")
        self.size_button.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in NEARER:
            self.zoomed.zoom(1)
        elif key in FARTHER:
            self.zoomed.zoom(-1)
        elif key in WHOLE:
            self.zoomed.zoom_to(0)
        elif key in (Key.Key_PageUp, Key.Key_PageDown):
            self.turn(1 if key == Key.Key_PageDown else -1)
        elif key in ALONG:
            self._go(*ALONG[Key(key)])
        else:
            super().keyPressEvent(event)

    def _go(self, x: int, y: int) -> None:
        """Move what is larger than the room; of what fits, to the side is another picture."""
        if not self.zoomed.move_by(x * STRIDE, y * STRIDE) and x and not self.zoomed.step:
            self.turn(-x)


def load(store: Store, picture: Picture) -> QImage | None:
    """What a picture shows, for a job; None where it cannot be read any more."""
    try:
        content = store.picture(picture.id)
    except StoreProblem:
        return None
    image = QImage.fromData(content) if content is not None else QImage()
    return None if image.isNull() else image

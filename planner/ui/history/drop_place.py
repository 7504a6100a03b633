"""Where a file can be let fall, before there is one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.ui.controls import Words
from planner.ui.theme import color, font, theme

WELCOME = (
    "A CSV with days, estimates and actuals, an export of Toggl, or a backup of Super Productivity. The planner then"
    " knows from the first day how long such things really take you."
)
WIDTH = 430  # px of the words


class DropPlace(QWidget):
    """A dashed field with words; `dropped(path)` tells of a file that was let fall on it."""

    dropped = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._over = False
        here = Words("Let a file fall here, or choose one", font("large"))
        self.welcome = Words(WELCOME, soft=True)
        self.welcome.setWordWrap(True)
        self.welcome.setFixedSize(WIDTH, self.welcome.heightForWidth(WIDTH))
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        for words in (here, self.welcome):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def _hover(self, over: bool) -> None:
        self._over = over
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._hover(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hover(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._hover(over=False)
        event.acceptProposedAction()
        self.dropped.emit(next(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color(tokens.focus if self._over else tokens.faint), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)

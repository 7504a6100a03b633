"""How a print is looked at: page by page, or as the sides of paper that leave the printer."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.ui.review.bar import Segment, framed

PAGES, PAPER = 0, 1


class Looks(QWidget):
    """Page by page, or side by side of the paper."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons = (Segment("Pages", "Look at the pages"), Segment("Paper", "Look at the paper as it is printed"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in self.buttons:
            row.addWidget(button)

    def stand(self, look: int) -> None:
        for number, button in enumerate(self.buttons):
            button.setChecked(number == look)

    def paintEvent(self, event: QPaintEvent) -> None:
        framed(self)

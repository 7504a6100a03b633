"""A section of the review: its caption, what it shows, what its colours mean, and the words of what is pointed at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.ui.messages import Line
from planner.ui.review.legend import Key, Legend
from planner.ui.review.pointed import Pointed
from planner.ui.theme import caption_font

GAP = 34  # px between columns
BELOW = 26  # and between sections
THREE_FROM, TWO_FROM = 1060, 640  # px of the content from which there are so many columns
SHARES = (0.285, 0.38, 0.335)  # of the width, where there are three


class Section(QWidget):
    """`column` is where it stands while there are three."""

    def __init__(self, title: str, body: QWidget, column: int, *extras: QWidget) -> None:
        super().__init__()
        self.body, self.column = body, column
        self.caption = Line()
        self.caption.setFont(caption_font())
        self.caption.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.caption.setText(title)
        self.legend = Legend()
        self.told = Line()
        self.told.setForegroundRole(QPalette.ColorRole.WindowText)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.caption, 1)
        for extra in extras:
            head.addWidget(extra)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(body)
        layout.addWidget(self.legend)
        layout.addWidget(self.told)
        self.legend.hide()
        points = isinstance(body, Pointed)
        self.told.setVisible(points)
        if isinstance(body, Pointed):
            body.pointed.connect(self._tell)
            self.told.setAccessibleName(f"{title}: what is pointed at")

    def show_legend(self, keys: Sequence[Key]) -> None:
        self.legend.tell(keys)

    def _tell(self, words: str) -> None:
        self.told.setText(" · ".join(words.splitlines()))

    def sized(self, width: int) -> int:
        """How high it is at a width."""
        layout = self._layout
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()


class Columns(QWidget):
    """Sections in three columns, in two, or one below the other: as many as there is room for."""

    def __init__(self, sections: Sequence[Section]) -> None:
        super().__init__()
        self.sections = sections
        for section in sections:
            section.setParent(self)

    def place(self, width: int) -> int:
        """Put every section where it belongs at a width; the answer is how high they are together."""
        rooms = columns_in(width)
        tops = [0] * len(rooms)
        for section in self.sections:
            if section.isHidden():
                continue
            column = section.column if len(rooms) == len(SHARES) else tops.index(min(tops))
            left, wide = rooms[column]
            high = section.sized(wide)
            section.setGeometry(QRect(left, tops[column], wide, high))
            tops[column] += high + BELOW
        return max(max(tops) - BELOW, 0)

    def arrange(self) -> None:
        self.setFixedHeight(self.place(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.arrange()

    def sizeHint(self) -> QSize:
        return QSize(THREE_FROM, self.height())


def columns_in(width: int) -> list[tuple[int, int]]:
    """Left edge and width of each column."""
    if width >= THREE_FROM:
        room = width - 2 * GAP
        wide = [round(share * room) for share in SHARES]
        return [(sum(wide[:n]) + n * GAP, each) for n, each in enumerate(wide)]
    if width >= TWO_FROM:
        half = (width - GAP) // 2
        return [(0, half), (half + GAP, half)]
    return [(0, width)]

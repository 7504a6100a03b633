"""What the bar holds while the review is in front: which days, how they are grouped, and what can be made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from planner.review.pairs import By
from planner.review.span import UNITS, Kind
from planner.ui.controls import Button
from planner.ui.theme import color, theme

ROOMY = 1120  # px of the window from which every span has a button of its own
TIGHT = 860  # and from which there is room for more than the span
GROUPS: tuple[By, ...] = ("tag", "project", "week")
NAMES: dict[Kind, str] = {"day": "Day", "week": "Week", "month": "Month", "year": "Year", "range": "Range…"}
KINDS: tuple[Kind, ...] = (*UNITS, "range")


class Middle(QWidget):
    """‹ 16 – 22 November 2026 ›"""

    stepped = Signal(int)
    today_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.earlier = Button("‹", "plain", "The range before")
        self.range = Button("", "plain", "Go to today")
        self.later = Button("›", "plain", "The range after")
        _row(self, self.earlier, self.range, self.later)
        self.earlier.clicked.connect(lambda: self.stepped.emit(-1))
        self.later.clicked.connect(lambda: self.stepped.emit(1))
        self.range.clicked.connect(self.today_asked)

    def tell(self, words: str) -> None:
        self.range.setText(words)
        self.range.setAccessibleName(f"{words}: go to today")
        self.range.updateGeometry()


class Segment(Button):
    """One of several choices in a row; the chosen one is filled with ink."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text, "plain", name)
        self.setCheckable(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.kind = "ink" if self.isChecked() else "plain"
        super().paintEvent(event)


class Segments(QWidget):
    """The spans side by side in one frame."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {kind: Segment(NAMES[kind], f"Review by {NAMES[kind].rstrip('…').lower()}") for kind in KINDS}
        _row(self, *self.buttons.values(), gap=0)
        for kind, button in self.buttons.items():
            button.clicked.connect(lambda _=False, kind=kind: self.chosen.emit(kind))

    def show_kind(self, kind: Kind) -> None:
        for each, button in self.buttons.items():
            button.setChecked(each == kind)

    def paintEvent(self, event: QPaintEvent) -> None:
        framed(self)


class Choice(Button):
    """A framed word that unfolds a menu."""

    def __init__(self, name: str) -> None:
        super().__init__("", "plain", name)
        self._name = name
        self.menu = QMenu(self)
        self.clicked.connect(lambda: self.menu.popup(self.mapToGlobal(QPoint(0, self.height()))))

    def tell(self, words: str) -> None:
        self.setText(f"{words} ▾")
        self.setAccessibleName(f"{self._name}: {words}")
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        framed(self)
        super().paintEvent(event)


class Side(QWidget):
    """The spans, the grouping, Export and Print."""

    kind_chosen = Signal(str)
    by_chosen = Signal(str)
    exported = Signal(str)
    printed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.segments = Segments()
        self.kinds = Choice("Span")
        self.by = Choice("Grouped")
        self.export = Choice("Export")
        self.print = Button("Print", "ink", "Print the review")
        self.export.tell("Export")
        _row(self, self.segments, self.kinds, self.by, self.export, self.print, gap=8)
        self.segments.chosen.connect(self.kind_chosen)
        self.print.clicked.connect(self.printed)
        _fill(self.kinds.menu, [(NAMES[kind], kind) for kind in KINDS], self.kind_chosen.emit)
        _fill(self.by.menu, [(f"by {each}", each) for each in GROUPS], self.by_chosen.emit)
        kinds = [("As a picture (PNG)…", "png"), ("As a table (CSV)…", "csv"), ("As an A5 page (PDF)…", "pdf")]
        _fill(self.export.menu, kinds, self.exported.emit)

    def show_choices(self, kind: Kind, by: By) -> None:
        self.segments.show_kind(kind)
        self.kinds.tell(NAMES[kind].rstrip("…"))
        self.by.tell(f"by {by}")

    def fit(self, width: int) -> None:
        """Fold the spans where the window has no room for all of them; where it has hardly any, the rest is in the menu
        of all actions alone.
        """
        self.segments.setVisible(width >= ROOMY)
        self.kinds.setVisible(width < ROOMY)
        for each in (self.by, self.export, self.print):
            each.setVisible(width >= TIGHT)


def _fill(menu: QMenu, rows: Sequence[tuple[str, str]], chosen: Callable[[str], object]) -> None:
    for words, value in rows:
        menu.addAction(words).triggered.connect(lambda _=False, value=value: chosen(value))


def framed(widget: QWidget) -> None:
    """The white rounded frame of what stands on the desk."""
    tokens, painter = theme().tokens, QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color(tokens.rule), 1))
    painter.setBrush(color(tokens.event_fill))
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)


def _row(holder: QWidget, *widgets: QWidget, gap: int = 8) -> None:
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

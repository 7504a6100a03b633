"""The one bar above the spread: which page, which day, two quiet facts, Print, and the menu."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from planner.domain.stretch import MINUTE, Guard, due_at
from planner.domain.times import words_of
from planner.domain.values import Page
from planner.ui.controls import Button, Fact
from planner.ui.dates import near_date
from planner.ui.day.ground import BAR_HEIGHT
from planner.ui.theme import color, theme

PAGES = ("Log", "Boxes")


class Tab(Button):
    """One of the two pages where only one has room; underlined while it is in front."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "plain")
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.kind = "strong" if self.isChecked() else "plain"
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            painter.fillRect(8, self.height() - 4, self.width() - 16, 2, color(theme().tokens.ink))


class MenuButton(Button):
    """Three lines: every action, in words."""

    def __init__(self) -> None:
        super().__init__("", "plain", "Menu")
        self.setToolTip("Menu")

    def sizeHint(self) -> QSize:
        return QSize(32, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color(theme().tokens.ink), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for y in (11.0, 16.0, 21.0):
            painter.drawLine(QPointF(9, y), QPointF(23, y))


class Bar(QWidget):
    went = Signal(int)  # -1 the day before, 1 the day after, 0 today
    turned = Signal(int)
    printed = Signal()
    menu_asked = Signal()
    meditated = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(BAR_HEIGHT)
        self.place = Button("Day", "strong", "The day")
        self.place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.place.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.meditate = Button("Meditate", "plain", "Meditate: choose for how long")
        self.meditate.clicked.connect(self.meditated)
        self.tabs = tuple(Tab(name) for name in PAGES)
        self.earlier = Button("‹", "plain", "The day before")
        self.day = Button("Today", "plain", "Go to today")
        self.later = Button("›", "plain", "The day after")
        self.load = Fact("Load")
        self.recharge = Fact("Recharge")
        self.print = Button("Print A5", "ink", "Print as A5")
        self.menu = MenuButton()
        self._lay_out()
        self.earlier.clicked.connect(lambda: self.went.emit(-1))
        self.day.clicked.connect(lambda: self.went.emit(0))
        self.later.clicked.connect(lambda: self.went.emit(1))
        self.print.clicked.connect(self.printed)
        self.menu.clicked.connect(self.menu_asked)
        for number, tab in enumerate(self.tabs):
            tab.clicked.connect(lambda _=False, number=number: self.turned.emit(number))
        self.stack(False, 0)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 0, 22, 0)
        grid.setSpacing(0)
        sides = (
            _row(self.place, *self.tabs, self.meditate, None),
            _row(self.earlier, self.day, self.later),
            _row(None, self.load, self.recharge, self.print, self.menu),
        )
        for number, side in enumerate(sides):
            grid.addLayout(side, 0, number)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)

    def stack(self, stacked: bool, front: int) -> None:
        """Show the two tabs while the pages are stacked."""
        self.place.setVisible(not stacked)
        for number, tab in enumerate(self.tabs):
            tab.setVisible(stacked)
            tab.setChecked(number == front)

    def show_page(self, page: Page, today: dt.date, can_print: bool) -> None:
        self.day.setText(near_date(page.date, today))
        self.day.setAccessibleName(f"{near_date(page.date, today)}: go to today")
        self.day.updateGeometry()
        self.print.setVisible(can_print)

    def show_facts(self, page: Page, now: dt.datetime, guard: Guard | None = None) -> None:
        """The load of a page, and the next recharge: by the guard of the running day where there is work."""
        planned, capacity = page.planned(), page.head.capacity
        over = planned > capacity
        words = f"{words_of(planned)} of {words_of(capacity)}" if planned else ""
        self.load.tell("" if over else words, words if over else "", "leave room" if over else "", warns=over)
        runs = 0 <= page.frame.minute(now) < page.length
        self.recharge.tell(*(guarded_recharge(guard) if guard and runs else None) or next_recharge(page, now))


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None is where the free room goes."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row


def guarded_recharge(guard: Guard) -> tuple[str, str, str] | None:
    """The recharge that really comes next, by the work that was really done; None while nobody works."""
    if guard.state == "recharging":
        return "Recharge:", words_of(-(-guard.left // MINUTE)), "left"
    if not guard.busy:
        return None
    if guard.hushing:
        return "Recharge", "after the event", ""
    return "Recharge in", words_of(max(0, -(-(due_at(guard) - guard.at) // MINUTE))), ""


def next_recharge(page: Page, now: dt.datetime) -> tuple[str, str, str]:
    """The plan's next recharge, as a fact; nothing on a page that is not running or has none to come."""
    minute = page.frame.minute(now)
    if not 0 <= minute < page.length:
        return "", "", ""
    for box in page.boxes:
        if box.kind != "recharge" or box.end <= minute:
            continue
        if box.start <= minute:
            return "Recharge until", page.frame.clock(box.end), ""
        return "Recharge in", words_of(box.start - minute), ""
    return "", "", ""

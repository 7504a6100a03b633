"""The one bar above the place: which place, which day, two quiet facts, Print, and the menu."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from planner.domain.times import MINUTE, words_of
from planner.domain.values import Page
from planner.ui.controls import Button, Fact
from planner.ui.dates import near_date
from planner.ui.day.ground import BAR_HEIGHT
from planner.ui.theme import color, font, theme

if TYPE_CHECKING:
    from planner.domain.stretch import Guard
    from planner.estimate.chance import ChanceWords

PAGES = ("Log", "Boxes")
LEFT, RIGHT, GAP = 14, 22, 8  # px
LEAST = 6  # steps in which the facts say less in a narrow window


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


class Place(Button):
    """The name of a place; strong while it is in front."""

    def stand(self, here: bool) -> None:
        self.kind = "strong" if here else "plain"
        self.setFont(font("body", strong=here))
        self.setAccessibleDescription("You are here" if here else "")
        self.updateGeometry()
        self.update()


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
    placed = Signal(str)  # day or review

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(BAR_HEIGHT)
        self.places = {"day": Place("Day", "plain", "The day"), "review": Place("Review", "plain", "The review")}
        self.place = "day"
        self.meditate = Button("Meditate", "plain", "Meditate: choose for how long")
        self.meditate.clicked.connect(self.meditated)
        self.tabs = tuple(Tab(name) for name in PAGES)
        self.earlier = Button("‹", "plain", "The day before")
        self.day = Button("Today", "plain", "Go to today")
        self.later = Button("›", "plain", "The day after")
        self.chance = Fact("Chance")
        self.load = Fact("Load")
        self.recharge = Fact("Recharge")
        self.print = Button("Print", "ink", "Print: day, week, month, notes")
        self.menu = MenuButton()
        self._lay_out()
        for name, button in self.places.items():
            button.clicked.connect(lambda _=False, name=name: self.placed.emit(name))
        self.earlier.clicked.connect(lambda: self.went.emit(-1))
        self.day.clicked.connect(lambda: self.went.emit(0))
        self.later.clicked.connect(lambda: self.went.emit(1))
        self.print.clicked.connect(self.printed)
        self.menu.clicked.connect(self.menu_asked)
        for number, tab in enumerate(self.tabs):
            tab.clicked.connect(lambda _=False, number=number: self.turned.emit(number))
        self._stacked = self._full = False
        self._planned = ""
        self._chance: ChanceWords | None = None
        self.stand("day")

    def _lay_out(self) -> None:
        self._days_own = (
            _held(self.earlier, self.day, self.later),
            _held(self.chance, self.load, self.recharge, self.print),
        )
        self._middle, self._side = _row(self._days_own[0]), _row(None, self._days_own[1], self.menu)
        self._others_own: tuple[QWidget, ...] = ()
        grid = QGridLayout(self)
        grid.setContentsMargins(LEFT, 0, RIGHT, 0)
        grid.setSpacing(0)
        left = _row(self.places["day"], *self.tabs, self.places["review"], self.meditate, None)
        for number, part in enumerate((left, self._middle, self._side)):
            grid.addLayout(part, 0, number)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)

    def stand(self, place: str, middle: QWidget | None = None, side: QWidget | None = None) -> None:
        """Another place is in front; one that is not the day brings what stands in the middle and at the side."""
        self.place = place
        for name, button in self.places.items():
            button.stand(name == place)
        for old in self._others_own:
            old.hide()
        self._others_own = tuple(widget for widget in (middle, side) if widget is not None)
        if middle is not None and side is not None:
            self._middle.addWidget(middle)
            self._side.insertWidget(1, side)
        for mine in self._days_own:
            mine.setVisible(place == "day")
        for other in self._others_own:
            other.show()
        self._show_tabs()

    def stack(self, stacked: bool, front: int) -> None:
        """Show the two tabs while the pages are stacked."""
        self._stacked = stacked
        for number, tab in enumerate(self.tabs):
            tab.setChecked(number == front)
        self._show_tabs()

    def _show_tabs(self) -> None:
        tabbed = self._stacked and self.place == "day"
        self.places["day"].setVisible(not tabbed)
        for tab in self.tabs:
            tab.setVisible(tabbed)
        self._fit()

    def show_page(self, page: Page, today: dt.date, can_print: bool) -> None:
        self.day.setText(near_date(page.date, today))
        self.day.setAccessibleName(f"{near_date(page.date, today)}: go to today")
        self.day.updateGeometry()
        self.print.setVisible(can_print)
        self._fit()

    def show_chance(self, words: ChanceWords | None) -> None:
        """The chance that the day fits, its reason on hover; while it is bad, in amber, the change that helps most.

        The load makes way for it, unless there is too much of it. None: nothing is known.
        """
        self._chance = words
        self.chance.explain(words.reason if words else "")
        self._fit()

    def _fit(self) -> None:
        """Say as much as there is room for: rather less of a fact than a fact that is cut off."""
        for less in range(LEAST + 1):
            self._say_chance(less)
            self._say_load(less)
            self.meditate.setVisible(less < LEAST)  # the menu has it too
            if self._room() >= 0:
                return

    def _room(self) -> int:
        """Pixels that are free when all that is shown has its width; the three groups may touch."""
        shown = (
            *self.places.values(), *self.tabs, self.meditate, self.earlier, self.day, self.later,
            self.chance, self.load, self.recharge, self.print, self.menu,
        )  # fmt: skip
        widths = [widget.sizeHint().width() + GAP for widget in shown if not widget.isHidden()]
        return self.width() - LEFT - RIGHT + 3 * GAP - sum(widths)

    def _say_chance(self, less: int) -> None:
        """At first with the change that helps most; at last not at all."""
        words = self._chance
        fact, done, rest = words.fact.partition(" done ") if words else ("", "", "")
        if words is None or not done or less > 4:
            self.chance.tell()
            return
        after = (f"done {rest}", f"done {rest}", rest, "", "")[less]
        if words.warns and words.help and not self._full and less == 0:
            after += " · " + words.help.replace("*", "“", 1).replace("*", "”", 1)
        self.chance.tell("", fact, after, warns=words.warns)

    def _say_load(self, less: int) -> None:
        """Too much of it is said in amber, and in words as long as there is room for them."""
        if less > 3:
            self.load.tell()
        elif self._full:
            self.load.tell("", "" if less > 1 else self._planned, "leave room", warns=True)
        else:
            self.load.tell("" if self.chance.text() else self._planned)

    def show_facts(self, page: Page, now: dt.datetime, guard: Guard | None = None) -> None:
        """The load of a page, and the next recharge: by the guard of the running day where there is work."""
        planned, capacity = page.planned(), page.head.capacity
        self._full = planned > capacity
        self._planned = f"{words_of(planned)} of {words_of(capacity)}" if planned else ""
        runs = 0 <= page.frame.minute(now) < page.length
        self.recharge.tell(*(guarded_recharge(guard) if guard and runs else None) or next_recharge(page, now))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None is where the free room goes."""
    row = QHBoxLayout()
    row.setSpacing(GAP)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row


def _held(*widgets: QWidget) -> QWidget:
    """The same in a widget of their own, which can be hidden whatever each of them shows."""
    holder, row = QWidget(), _row(*widgets)
    row.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(row)
    return holder


def guarded_recharge(guard: Guard) -> tuple[str, str, str] | None:
    """The recharge that really comes next, by the work that was really done; None while nobody works."""
    if guard.state == "recharging":
        return "Recharge:", words_of(-(-guard.left // MINUTE)), "left"
    if not guard.busy:
        return None
    if guard.hushing:
        return "Recharge", "after the event", ""
    from planner.domain.stretch import due_at  # a start has no guard yet

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

"""Where the time went: a bar for each day, week or month, of what its minutes were spent on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from planner.domain.times import words_of
from planner.review import Review
from planner.review.spent import Spent, SpentPeriod
from planner.ui.review.canvas import Canvas, Frame
from planner.ui.review.chart import Chart
from planner.ui.review.legend import Key
from planner.ui.review.pointed import Target, Things
from planner.ui.theme import color, font, hatch, theme

HOURS = (1, 2, 4, 6, 12, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000)  # between two lines of the scale
LINES = 6  # of the scale at most
ROW, LOW_ROW = 34, 17  # px of one bar's room, where there are few and where there are many
FEW_ROWS = 8
FILLED = 0.62  # of its room
ROUND = 2.0
WORDS_FROM = 30  # px of a bar from which on it says its hours


class Part(NamedTuple):
    """One thing that time goes to: the name of its minutes, of its colour, and its words."""

    name: str
    token: str
    words: str


PARTS = (
    Part("planned", "work_line", "planned work"),
    Part("unplanned", "unplanned", "not planned"),
    Part("events", "event_line", "events"),
    Part("recharge", "recharge_line", "recharge"),
    Part("meditation", "meditation", "meditation"),
    Part("open", "rule", "open"),
)


class Bar(NamedTuple):
    """One piece: its row, minutes before it and in it."""

    row: int
    start: int
    minutes: int
    part: Part


class SpentChart(Chart):
    def __init__(self) -> None:
        super().__init__("Where the time went")
        self._periods: tuple[SpentPeriod, ...] = ()
        self._bars: list[Bar] = []

    def show_review(self, review: Review) -> None:
        self._periods = review.spent
        self._bars = [bar for row, period in enumerate(self._periods) for bar in bars_of(row, period.spent)]
        self.set_height(len(self._periods) * self._pitch() + 40)
        self.draw()

    def _pitch(self) -> int:
        return ROW if len(self._periods) <= FEW_ROWS else LOW_ROW

    def legend(self) -> list[Key]:
        used = {bar.part.name for bar in self._bars}
        return [
            Key("hatch" if part.name == "recharge" else "square", part.token, part.words)
            for part in PARTS
            if part.name in used
        ]

    def _longest(self) -> int:
        """In minutes; an hour at least, so that the axis bears more than its zero."""
        return max((60, *(period.spent.total for period in self._periods)))

    def frame(self) -> Frame:
        wide = 62 if any(len(period.label) > 6 for period in self._periods) else 46
        return Frame(0, self._longest() * 1.02, len(self._periods), 0, margin_left=wide, margin_right=22)

    def paint_on(self, canvas: Canvas) -> Things:
        step = next((h for h in HOURS if self._longest() / 60 / h <= LINES), HOURS[-1])
        canvas.ticks("bottom", [(h * 60.0, f"{h} h") for h in range(0, int(self._longest() / 60) + 1, step)])
        canvas.ticks("left", [(n + 0.5, period.label) for n, period in enumerate(self._periods)], lines=False)
        bars, periods = self._bars, self._periods
        return Things(
            [(bar.start, bar.row + (1 - FILLED) / 2, bar.minutes, FILLED) for bar in self._bars],
            lambda index: words(bars[index], periods),
            lambda index: Target(periods[bars[index].row].span.first, span=periods[bars[index].row].span),
            [bar.row for bar in self._bars],
        )

    def paint_over(self, painter: QPainter) -> None:
        tokens = theme().tokens
        painter.setFont(font("small"))
        for index, bar in enumerate(self._bars):
            area = self.spot(index).adjusted(0, 0, -1, 0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(getattr(tokens, bar.part.token)))
            if bar.part.name == "recharge":
                painter.setPen(QPen(color(tokens.recharge_line), 1))
                painter.setBrush(QBrush(hatch(tokens, self.devicePixelRatioF())))
                area = area.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(area, ROUND, ROUND)
        self._paint_gaps(painter)

    def _paint_gaps(self, painter: QPainter) -> None:
        """A day of which nothing is on record is a gap, and looks like one."""
        scale = self.scale()
        painter.setPen(QPen(color(theme().tokens.faint), 1, Qt.PenStyle.DotLine))
        for row, period in enumerate(self._periods):
            if not period.spent.total:
                middle = (row + 0.5) * scale.y + scale.top
                painter.drawLine(
                    QRectF(scale.left, middle, 0, 0).topLeft(), QRectF(scale.left + 40, middle, 0, 0).topLeft()
                )


def words(bar: Bar, periods: Sequence[SpentPeriod]) -> str:
    """What is told of a piece: its period, its minutes, and what they are a part of."""
    period = periods[bar.row]
    days = f", on {period.days} of {period.span.days} days" if period.span.days > 1 else ""
    return f"{period.label}: {words_of(bar.minutes)} {bar.part.words}\n{words_of(period.spent.total)} in all{days}"


def bars_of(row: int, spent: Spent) -> list[Bar]:
    """The pieces of one bar, one after another."""
    found: list[Bar] = []
    start = 0
    for part in PARTS:
        minutes: int = getattr(spent, part.name)
        if minutes:
            found.append(Bar(row, start, minutes, part))
            start += minutes
    return found

"""Days on the axis of their hours: the layers of one day side by side, and the plan of each day beside its record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPen

from planner.domain.times import words_of
from planner.domain.values import Page
from planner.review.blocks import Block, DayBlocks
from planner.review.layers import Layers
from planner.ui.dates import short_date
from planner.ui.day.lines import shortened
from planner.ui.review.canvas import Canvas, Frame
from planner.ui.review.chart import Chart
from planner.ui.review.legend import Key
from planner.ui.review.pointed import Target, Things
from planner.ui.theme import color, font, hatch, theme

HOUR = 60
ROUND = 2.5
TITLE = 80
TITLED = (14, 44)  # px high and wide from which on a block shows its title
PLAN, RECORD = (0.04, 0.50), (0.57, 0.39)  # where a plan and its record stand in the room of a day: from, width


class Placed(NamedTuple):
    """A block in a column: from `left`, so wide, in columns."""

    column: int
    left: float
    width: float
    page: Page
    block: Block
    recorded: bool


class DayChart(Chart):
    """A click on a block is about the block: its times are asked for."""

    height_wanted = 300
    picks = True

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.placed: list[Placed] = []
        self._labels: list[str] = []
        self._ruler: Page | None = None  # whose clock stands at the side

    def _show(self, placed: Sequence[Placed], labels: Sequence[str]) -> None:
        self.placed, self._labels = list(placed), list(labels)
        self._ruler = placed[0].page if placed else None
        self.draw()

    def legend(self) -> list[Key]:
        kinds = {(p.block.kind, p.recorded, state_of(p)) for p in self.placed}
        keys = [Key("outlined", "work_fill", "planned")] if any(not recorded for _, recorded, _ in kinds) else []
        for state, key in STATES.items():
            if any(kind == "work" and recorded and mine == state for kind, recorded, mine in kinds):
                keys.append(key)
        if any(kind == "recharge" for kind, _, _ in kinds):
            keys.append(Key("hatch", "recharge_line", "recharge"))
        if any(kind == "meditation" for kind, _, _ in kinds):
            keys.append(Key("square", "meditation", "meditation"))
        return keys

    def frame(self) -> Frame:
        starts = [p.block.start for p in self.placed]
        ends = [p.block.end for p in self.placed]
        first = min(starts, default=8 * HOUR) // HOUR * HOUR
        last = -(-max(ends, default=18 * HOUR) // HOUR) * HOUR
        return Frame(0, max(len(self._labels), 1), max(last, first + HOUR), first, margin_left=44)

    def paint_on(self, canvas: Canvas) -> Things:
        frame = self.frame()
        hours = range(int(frame.top), int(frame.bottom) + 1, HOUR)
        every = 2 if len(hours) > 8 else 1
        if self._ruler is not None:
            canvas.ticks("left", [(float(m), self._ruler.frame.clock(m)) for m in hours[::every]])
        canvas.ticks("bottom", [(n + 0.5, label) for n, label in enumerate(self._labels)], lines=False)
        placed = self.placed
        return Things(
            [(p.column + p.left, p.block.start, p.width, p.block.minutes) for p in self.placed],
            lambda index: words(placed[index]),
            lambda index: Target(placed[index].page.date, placed[index].block.entry or ""),
            [2 * p.column + (p.left > 0.5) for p in self.placed],
            down=True,
        )

    def paint_over(self, painter: QPainter) -> None:
        painter.setFont(font("small"))
        ratio = self.devicePixelRatioF()
        for index, placed in enumerate(self.placed):
            area = self.spot(index).adjusted(0.5, 0.5, -0.5, -0.5)
            ink = _paint_ground(painter, area, placed, ratio)
            if area.height() >= TITLED[0] and area.width() >= TITLED[1]:
                _paint_title(painter, area, placed.block.title, ink)


STATES = {
    "done": Key("square", "done", "done in its guess"),
    "over": Key("square", "over", "over its guess"),
    "unplanned": Key("square", "unplanned", "not planned"),
    "worked": Key("square", "work_line", "worked on"),
}


def state_of(placed: Placed) -> str:
    """How work on the record fared."""
    block = placed.block
    if block.unplanned:
        return "unplanned"
    if block.over:
        return "over"
    return "done" if block.done else "worked"


def _paint_ground(painter: QPainter, area: QRectF, placed: Placed, ratio: float) -> str:
    """The block without its title; the colour that the title is written in."""
    tokens, block = theme().tokens, placed.block
    fill, line, ink = QBrush(color(tokens.work_fill)), tokens.work_line, tokens.ink
    if block.kind == "recharge":
        fill, line, ink = hatch(tokens, ratio), tokens.recharge_line, tokens.recharge_ink
    elif block.kind == "meditation":
        fill, line = QBrush(color(tokens.meditation)), tokens.meditation
    elif block.kind == "event":
        fill, line = QBrush(color(tokens.event_fill)), tokens.event_line
    elif placed.recorded:
        token = STATES[state_of(placed)].token
        fill, line = QBrush(color(getattr(tokens, token))), getattr(tokens, token)
        ink = tokens.ink if token == "unplanned" else tokens.on_mark
    if block.past and not placed.recorded:
        fill, line, ink = QBrush(color(tokens.rule, 110)), "", tokens.quiet
    painter.setBrush(fill)
    painter.setPen(QPen(color(line), 1) if line else QPen(Qt.PenStyle.NoPen))
    painter.drawRoundedRect(area, ROUND, ROUND)
    return ink


def _paint_title(painter: QPainter, area: QRectF, title: str, ink: str) -> None:
    room = area.adjusted(5, 1, -3, 0)
    metrics = QFontMetricsF(painter.font())
    painter.setPen(color(ink))
    shown = metrics.elidedText(" ".join(title.split()), Qt.TextElideMode.ElideRight, room.width())
    flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
    painter.drawText(room.adjusted(0, 1 if area.height() > 18 else -1, 0, 0), int(flags), shown)


def words(placed: Placed) -> str:
    """What is told of a block: title, from when to when, and how it fared."""
    block, frame = placed.block, placed.page.frame
    span = f"{frame.clock(block.start)}–{frame.clock(block.end)}, {words_of(block.minutes)}"
    if not placed.recorded:
        fared = "planned, and past by then" if block.past else "planned"
    elif block.kind != "work":
        fared = "on record"
    else:
        fared = STATES[state_of(placed)].words
    return f"{shortened(block.title, TITLE)}\n{span}, {fared}\n{short_date(placed.page.date)}"


class LayersChart(DayChart):
    """The first plan, each time it was drawn anew, and what happened."""

    def __init__(self) -> None:
        super().__init__("The layers of a day")
        self.layers: Layers | None = None

    def show_layers(self, layers: Layers) -> None:
        self.layers = layers
        last = len(layers.columns) - 1
        self._show(
            [
                Placed(n, 0.05, 0.9, layers.page, block, n == last)
                for n, column in enumerate(layers.columns)
                for block in column.blocks
            ],
            [column.label for column in layers.columns],
        )


class BesideChart(DayChart):
    """The plan of each day at the left, what happened at the right of it."""

    def __init__(self) -> None:
        super().__init__("Plan beside actual")

    def show_days(self, days: Sequence[DayBlocks]) -> None:
        placed: list[Placed] = []
        for n, day in enumerate(days):
            placed += [Placed(n, *PLAN, day.page, block, False) for block in day.planned]
            placed += [Placed(n, *RECORD, day.page, block, True) for block in day.happened]
        self._show(placed, [label(day.day, len(days)) for day in days])


def label(day: dt.date, count: int) -> str:
    return short_date(day) if count <= 4 else f"{short_date(day)[:3]} {day.day}"

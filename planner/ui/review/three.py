"""Three a day: what became of the priorities, a column of squares a day, or a bar a month."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from planner.review import Review
from planner.review.priorities import PriorityDay, Slot
from planner.review.span import Span
from planner.ui.dates import short_date
from planner.ui.day.lines import shortened
from planner.ui.review.legend import Key
from planner.ui.review.pointed import Pointed, Target, Things
from planner.ui.theme import color, font, theme

SQUARE, SMALL = 18, 9
PITCH = 26
MOST_DAYS = 62  # that are drawn one by one
FATES = {"done": "done", "moved": "moved to another day", "dropped": "dropped", "open": "still open"}
LABEL = 18  # px under the squares
MONTH_ROW = 22


class Square(NamedTuple):
    """One priority of a day, or (in `done` of `chosen`) all of a period."""

    area: QRectF
    slot: Slot | None
    span: Span
    done: int = 0
    chosen: int = 0


class Three(Pointed):
    def __init__(self) -> None:
        super().__init__("Three a day")
        self._days: tuple[PriorityDay, ...] = ()
        self._span: Span | None = None
        self._squares: list[Square] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_review(self, review: Review) -> None:
        self._days, self._span = review.priorities.days, review.span
        self._lay_out()
        self.updateGeometry()

    def legend(self) -> list[Key]:
        fates = {slot.fate for day in self._days for slot in day.slots}
        if not fates & {"moved", "dropped"} or self._by_month():
            return []
        return [Key("square", "priority", "■ done · □ open · > moved · – dropped")]

    def _by_month(self) -> bool:
        return self._span is not None and self._span.days > MOST_DAYS

    def sizeHint(self) -> QSize:
        if self._by_month():
            return QSize(200, max(1, len(self._squares)) * MONTH_ROW)
        return QSize(200, round(3 * self._pitch() + LABEL))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def _pitch(self) -> float:
        """From one square down to the next."""
        return PITCH if len(self._days) <= 8 else SMALL + 4

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        self._squares = self._months() if self._by_month() else self._columns()
        squares = self._squares
        self.take(
            Things(
                [(s.area.x(), s.area.y(), s.area.width(), s.area.height()) for s in self._squares],
                lambda index: words(squares[index]),
                lambda index: target_of(squares[index]),
                [round(s.area.x()) for s in self._squares] if not self._by_month() else (),
                down=True,
            )
        )

    def _columns(self) -> list[Square]:
        if not self._days:
            return []
        side = SQUARE if len(self._days) <= 8 else SMALL
        across = min(42.0, (self.width() - 2) / len(self._days))
        found = []
        for n, day in enumerate(self._days):
            for rank, slot in enumerate(day.slots):
                area = QRectF(2 + n * across, 2 + rank * self._pitch(), min(side, across - 1.5), side)
                found.append(Square(area, slot, Span.of("day", day.day)))
        return found

    def _months(self) -> list[Square]:
        assert self._span is not None, "there is a span where there are months"
        found: list[Square] = []
        for part in self._span.cut("month" if self._span.days <= 1100 else "year"):
            slots = [slot for day in self._days if day.day in part for slot in day.slots if slot.fate != "none"]
            if slots:
                top = len(found) * MONTH_ROW
                area = QRectF(44, top + 6, max(20, self.width() - 130), MONTH_ROW - 12)
                found.append(Square(area, None, part, sum(s.fate == "done" for s in slots), len(slots)))
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("small"))
        for square in self._squares:
            if square.slot is None:
                self._paint_month(painter, square)
            else:
                paint_slot(painter, square.area, square.slot)
        if not self._by_month():
            self._paint_days(painter)
        self.paint_marks(painter)

    def _paint_month(self, painter: QPainter, square: Square) -> None:
        tokens = theme().tokens
        whole = square.area
        painter.setPen(QPen(color(tokens.priority), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(whole, 2, 2)
        painter.setBrush(color(tokens.priority))
        painter.drawRoundedRect(
            QRectF(whole.x(), whole.y(), whole.width() * square.done / square.chosen, whole.height()), 2, 2
        )
        painter.setPen(color(tokens.soft))
        line = whole.adjusted(0, -6, 0, 6)
        assert self._span is not None, "what is drawn has a span"
        painter.drawText(
            QRectF(0, line.y(), 44, line.height()), Qt.AlignmentFlag.AlignVCenter, square.span.short(self._span)
        )
        told = f"{square.done} of {square.chosen}"
        painter.drawText(QRectF(whole.right() + 8, line.y(), 78, line.height()), Qt.AlignmentFlag.AlignVCenter, told)

    def _paint_days(self, painter: QPainter) -> None:
        """Under the columns: weekdays, or the dates as far as there is room for them."""
        painter.setPen(color(theme().tokens.soft))
        metrics, last = QFontMetricsF(painter.font()), -100.0
        for n, day in enumerate(self._days):
            first = self._squares[3 * n].area
            text = short_date(day.day)[:3] if len(self._days) <= 8 else str(day.day.day)
            left = max(0.0, first.center().x() - metrics.horizontalAdvance(text) / 2)
            if left > last + 6:
                painter.drawText(
                    QRectF(left, 3 * self._pitch() + 1, 60, LABEL - 2), Qt.AlignmentFlag.AlignVCenter, text
                )
                last = left + metrics.horizontalAdvance(text)


def paint_slot(painter: QPainter, area: QRectF, slot: Slot) -> None:
    """Filled where it is done; a sign of the bullet journal where it left the day."""
    tokens = theme().tokens
    nothing = slot.fate == "none"
    painter.setPen(QPen(color(tokens.rule if nothing else tokens.priority), 1.2))
    painter.setBrush(color(tokens.priority) if slot.fate == "done" else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, 3, 3)
    middle, reach = area.center(), area.width() / 5
    if slot.fate == "moved":
        painter.drawPolyline(
            [QPointF(middle.x() - reach / 2, middle.y() - reach), QPointF(middle.x() + reach / 2, middle.y()),
             QPointF(middle.x() - reach / 2, middle.y() + reach)]
        )  # fmt: skip
    elif slot.fate == "dropped":
        painter.drawLine(QPointF(middle.x() - reach, middle.y()), QPointF(middle.x() + reach, middle.y()))


def target_of(square: Square) -> Target:
    entry = square.slot.entry or "" if square.slot else ""
    return Target(square.span.first, entry, square.span)


def words(square: Square) -> str:
    if square.slot is None:
        return f"{square.done} of {square.chosen} done"
    day: dt.date = square.span.first
    if square.slot.fate == "none":
        return f"No priority chosen\n{short_date(day)}"
    return f"{shortened(square.slot.title, 80)}\n{FATES[square.slot.fate]}\n{short_date(day)}"

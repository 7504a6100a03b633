"""By tag, project or week: the middle of the ratios of each, and between which two half of them lie."""

from __future__ import annotations

from math import log2

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from planner.review import Review
from planner.review.pairs import Group
from planner.ui.focus.typeset import own_way
from planner.ui.review.canvas import Canvas, Frame
from planner.ui.review.chart import Chart
from planner.ui.review.legend import Key
from planner.ui.review.pointed import Things
from planner.ui.review.ratio import HIGHEST, LOWEST, RATIOS
from planner.ui.theme import color, font, theme

ROW = 24  # px
MOST = 14  # groups, the largest; of weeks the newest
NAMES = 112  # px for the names
THICK = 8.0


class GroupsChart(Chart):
    def __init__(self) -> None:
        super().__init__("Guess and actual by tag, project or week")
        self._groups: tuple[Group, ...] = ()
        self._more = 0

    def show_review(self, review: Review) -> None:
        every = review.groups
        self._groups = every[-MOST:] if review.by == "week" else every[:MOST]
        self._more = len(every) - len(self._groups)
        self.set_height(max(1, len(self._groups)) * ROW + 34)
        self.draw()

    def legend(self) -> list[Key]:
        keys = [Key("line", "work_line", "half of them"), Key("dashed", "soft", "as guessed")]
        if any(group.spread.few for group in self._groups):
            keys.insert(1, Key("hollow", "work_line", "too few to say"))
        if self._more:
            keys.append(Key("hollow", "rule", f"and {self._more} more"))
        return keys

    def frame(self) -> Frame:
        spreads = [group.spread for group in self._groups]
        low = _log(min([0.5, *(spread.quarter for spread in spreads)])) - 0.2
        high = _log(max([2.0, *(spread.three_quarters for spread in spreads)])) + 0.2
        return Frame(low, high, len(self._groups) or 1, 0, margin_left=NAMES, margin_right=34)

    def paint_on(self, canvas: Canvas) -> Things:
        frame = self.frame()
        shown = [ratio for ratio in RATIOS if frame.left <= log2(ratio) <= frame.right]
        canvas.ticks("bottom", [(log2(ratio), f"{ratio:g}×") for ratio in shown])
        canvas.line([0.0, 0.0], [frame.bottom, frame.top], canvas.pen(theme().tokens.soft, 1, dashed=True))
        areas = []
        for n, group in enumerate(self._groups):
            low, high = _log(group.spread.quarter), _log(group.spread.three_quarters)
            areas.append((low, n + 0.3, high - low, 0.4))
        return Things(areas, lambda index: self._groups[index].sentence.words, lanes=range(len(areas)))

    def paint_over(self, painter: QPainter) -> None:
        tokens = theme().tokens
        painter.setFont(font("small"))
        metrics = QFontMetricsF(painter.font())
        scale = self.scale()
        for n, group in enumerate(self._groups):
            area = self.spot(n)
            middle = QPointF(_log(group.spread.median) * scale.x + scale.left, area.center().y())
            self._paint_spread(painter, area, middle, few=group.spread.few)
            name = metrics.elidedText(shown_name(group), Qt.TextElideMode.ElideRight, NAMES - 10)
            painter.setPen(color(tokens.soft if group.spread.few else tokens.ink))
            line = QRectF(0, middle.y() - ROW / 2, NAMES - 8, ROW)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, own_way(name))
            painter.setPen(color(tokens.soft))
            line = QRectF(self.width() - 34, middle.y() - ROW / 2, 34, ROW)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(group.spread.n))

    def _paint_spread(self, painter: QPainter, area: QRectF, middle: QPointF, *, few: bool) -> None:
        """A stroke over the half, and a point in the middle: hollow, without the stroke, where they are few."""
        tokens = theme().tokens
        if not few:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(tokens.work_line, 80))
            stroke = QRectF(area.left(), middle.y() - THICK / 2, max(2.0, area.width()), THICK)
            painter.drawRoundedRect(stroke, THICK / 2, THICK / 2)
        painter.setPen(QPen(color(tokens.work_line), 1.4))
        painter.setBrush(color(tokens.paper if few else tokens.work_line))
        painter.drawEllipse(middle, 4, 4)


def shown_name(group: Group) -> str:
    """At the side: "#writing", "+thesis", "wk 48", or whose it is not."""
    if not group.name:
        return f"no {group.by}"
    signs = {"tag": "#", "project": "+"}
    return f"wk {int(group.name[-2:])}" if group.by == "week" else f"{signs[group.by]}{group.name}"


def _log(ratio: float) -> float:
    return log2(min(max(ratio, LOWEST), HIGHEST))

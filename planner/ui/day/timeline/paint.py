"""How the timeline looks: paper, hours, boxes, actuals, the now-line. It draws what `shown` lists and knows no page."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF

from planner.ui.day.timeline.geometry import Area, Geometry, Hour
from planner.ui.day.timeline.shown import Shown
from planner.ui.day.timeline.words import draw, elided, metrics, width_of, wrapped
from planner.ui.theme import Size, color, dots, focus_ring, hatch
from planner.ui.tokens import Tokens

RADIUS = 5.0
EDGE = 3.0  # px of the thick left edge
INSET = 12.0  # px from the box's left to its words
LINE = 18.0  # px from one line of a title to the next
HALF_HOURS = 150  # per cent of zoom from which half hours are ruled too
FOLD = 18.0  # px over which the right page darkens towards the fold
NO_PEN = Qt.PenStyle.NoPen
NO_BRUSH = Qt.BrushStyle.NoBrush


class Ink:
    """The brushes of one look at one device pixel ratio."""

    def __init__(self, tokens: Tokens, ratio: float) -> None:
        self.tokens = tokens
        self.ratio = ratio
        self.paper = dots(tokens, ratio)
        self.stripes = hatch(tokens, ratio)
        self.fold = fold_shade(tokens)

    def crisp(self, area: Area) -> QRectF:
        """The area with its edges on whole device pixels."""
        r = self.ratio
        left, top = round(area.x * r) / r, round(area.y * r) / r
        return QRectF(left, top, round(area.right * r) / r - left, max(2.0, round(area.bottom * r) / r - top))

    # Paper

    def ground(self, painter: QPainter, rect: QRectF, hours: tuple[float, float], fold: bool) -> None:
        """The dotted paper; outside of the page's hours (two heights) it is dimmer."""
        painter.fillRect(rect, self.paper)
        if fold and rect.left() < FOLD:
            painter.fillRect(QRectF(0, rect.top(), FOLD, rect.height()), self.fold)
        shade = color(self.tokens.desk, 110)
        first, last = hours
        if rect.top() < first:
            painter.fillRect(
                QRectF(rect.left(), rect.top(), rect.width(), min(first, rect.bottom()) - rect.top()), shade
            )
        if rect.bottom() > last:
            top = max(last, rect.top())
            painter.fillRect(QRectF(rect.left(), top, rect.width(), rect.bottom() - top), shade)

    def hours(self, painter: QPainter, ruler: Geometry, marks: Iterable[Hour], rect: QRectF, now: float | None) -> None:
        """Hour lines with their times; the label that the now-line's own would cover is left out."""
        self._halves(painter, ruler, rect)
        height = metrics("small", False).height()
        for mark in marks:
            y = round(ruler.y(mark.minute) * self.ratio) / self.ratio
            if not rect.top() - 30 <= y <= rect.bottom() + 30:
                continue
            painter.setPen(QPen(color(self.tokens.rule), 1))
            painter.drawLine(QLineF(ruler.labels, y, ruler.right, y))
            if now is None or abs(now - y) > 14:
                draw(painter, ruler.pad, y - height / 2, mark.label, "small", False, self.tokens.quiet)
                if mark.again:
                    draw(painter, ruler.pad, y + height / 2 - 1, "again", "small", False, self.tokens.quiet)

    def _halves(self, painter: QPainter, ruler: Geometry, rect: QRectF) -> None:
        if ruler.zoom < HALF_HOURS:
            return
        painter.setPen(QPen(color(self.tokens.rule), 1, Qt.PenStyle.DotLine))
        minute = int(ruler.minute(rect.top())) // 30 * 30
        while minute <= ruler.length and ruler.y(minute) <= rect.bottom():
            if minute % 60:
                painter.drawLine(QLineF(ruler.plan_left, ruler.y(minute), ruler.right, ruler.y(minute)))
            minute += 30

    # Boxes and actuals

    def thing(self, painter: QPainter, shown: Shown, *, chosen: bool, focused: bool, hovered: bool) -> None:
        rect = self.crisp(shown.area)
        if shown.actual:
            self._actual(painter, shown, rect)
            return
        if shown.look in ("origin", "leaving"):
            self._outline(painter, shown, rect)
            return
        self._body(painter, shown, rect)
        self._words(painter, shown, rect)
        if shown.look in ("ghost", "refused"):
            return
        if chosen and focused:
            focus_ring(painter, rect.adjusted(-2, -2, 2, 2), self.tokens)
        elif chosen:
            self._frame(painter, rect, self._line(shown), 1)
        if hovered or (chosen and focused):
            self._handles(painter, shown, rect)

    def _line(self, shown: Shown) -> str:
        tokens = self.tokens
        if shown.look == "refused" or (shown.sort == "work" and shown.rank):
            return tokens.priority
        return {"recharge": tokens.recharge_line, "event": tokens.event_line}.get(shown.sort, tokens.work_line)

    def _body(self, painter: QPainter, shown: Shown, rect: QRectF) -> None:
        line = self._line(shown)
        painter.setPen(NO_PEN)
        painter.setBrush(color(line))
        painter.drawRoundedRect(rect.adjusted(0, 0, min(0.0, 3 * RADIUS - rect.width()), 0), RADIUS, RADIUS)
        if shown.sort == "recharge":
            painter.setBrushOrigin(rect.topLeft())
            painter.setBrush(self.stripes)
        else:
            painter.setBrush(color(self._fill(shown)))
        painter.drawPath(_right_rounded(rect.adjusted(EDGE, 0, 0, 0)))
        painter.setBrushOrigin(0, 0)
        self._border(painter, shown, rect, line)

    def _fill(self, shown: Shown) -> str:
        if shown.look in ("ghost", "refused"):
            return self.tokens.event_fill
        return self.tokens.event_fill if shown.sort == "event" else self.tokens.work_fill

    def _border(self, painter: QPainter, shown: Shown, rect: QRectF, line: str) -> None:
        if shown.look in ("ghost", "appearing", "refused"):
            self._dashes(painter, rect, line)
        elif shown.look == "pushed":
            self._frame(painter, rect, line, 1)
        elif shown.sort == "event":
            painter.setBrush(NO_BRUSH)
            painter.setPen(QPen(color(self.tokens.event_edge), 1))
            painter.drawPath(_right_rounded(rect.adjusted(EDGE, 0.5, -0.5, -0.5)))

    def _frame(self, painter: QPainter, rect: QRectF, line: str, width: float) -> None:
        half = width / 2
        painter.setBrush(NO_BRUSH)
        painter.setPen(QPen(color(line), width))
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), RADIUS, RADIUS)

    def _dashes(self, painter: QPainter, rect: QRectF, line: str, dash: float = 5, gap: float = 3) -> None:
        """A dashed outline as short lines: Qt's own dashes on a rounded path cost half a millisecond a box."""
        painter.setPen(QPen(color(line), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        box = rect.adjusted(0.75, 0.75, -0.75, -0.75)
        lines = []
        x = box.left() + 2
        while x < box.right() - 2:
            end = min(x + dash, box.right() - 2)
            lines += [QLineF(x, box.top(), end, box.top()), QLineF(x, box.bottom(), end, box.bottom())]
            x += dash + gap
        y = box.top() + 2
        while y < box.bottom() - 2:
            end = min(y + dash, box.bottom() - 2)
            lines += [QLineF(box.left(), y, box.left(), end), QLineF(box.right(), y, box.right(), end)]
            y += dash + gap
        painter.drawLines(lines)

    def _outline(self, painter: QPainter, shown: Shown, rect: QRectF) -> None:
        """Where a box was, or one that would go back to the list."""
        self._dashes(painter, rect, self.tokens.faint, 2, 4)
        if shown.title:
            self._words(painter, shown, rect)

    def _handles(self, painter: QPainter, shown: Shown, rect: QRectF) -> None:
        if rect.height() < 10:
            return
        painter.setPen(NO_PEN)
        painter.setBrush(color(self._line(shown)))
        middle = rect.center().x()
        for y in (rect.top() + 1, rect.bottom() - 4):
            painter.drawRoundedRect(QRectF(middle - 14, y, 28, 3), 1.5, 1.5)

    def _words(self, painter: QPainter, shown: Shown, rect: QRectF) -> None:
        """Title and quiet words. A low box has one small line; a high one as many lines as the title needs."""
        size: Size = "body" if rect.height() >= 18 else "small"
        if rect.height() < 9:
            return
        line = metrics(size, True).height()
        top = rect.top() + 7 if rect.height() >= 34 else rect.center().y() - line / 2
        left, right = rect.left() + INSET, rect.right() - INSET
        aside = elided(shown.aside, "small", False, max(0, int((right - left) * 0.6)))
        room = width_of(aside, "small") + 10 if aside else 0.0
        if aside:
            draw(
                painter,
                right - room + 10,
                top + (line - metrics("small", False).height()) / 2,
                aside,
                "small",
                False,
                self._aside_ink(shown),
            )
        left = self._signs(painter, shown, left, top, line)
        self._title(painter, shown, QRectF(left, top, right - left, rect.bottom() - top - 3), room, size)

    def _title(self, painter: QPainter, shown: Shown, room: QRectF, aside: float, size: Size) -> None:
        first = int(room.width() - aside)
        if first < 8:
            return
        count = max(1, int(room.height() // LINE)) if room.height() >= 2 * LINE else 1
        y = room.top()
        for words in wrapped(shown.title, size, True, first, int(room.width()), count):
            draw(painter, room.left(), y, words, size, True, self._title_ink(shown))
            y += LINE

    def _signs(self, painter: QPainter, shown: Shown, left: float, top: float, line: float) -> float:
        """The signs before a title: its rank in a red square, done, refused. The new left end of the title."""
        middle = top + line / 2
        if shown.look == "refused":
            painter.setBrush(NO_BRUSH)
            painter.setPen(QPen(color(self.tokens.priority), 1.5))
            painter.drawEllipse(QPointF(left + 5, middle), 5, 5)
            painter.drawLine(QLineF(left + 1.5, middle + 3.5, left + 8.5, middle - 3.5))
            left += 16
        if shown.running:
            painter.setPen(NO_PEN)
            painter.setBrush(color(self._line(shown)))
            corners = ((left, middle - 4.5), (left + 8, middle), (left, middle + 4.5))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
            left += 14
        if shown.sign:
            draw(painter, left, top, shown.sign, "body" if line > 14 else "small", True, self.tokens.soft)
            left += 14
        if shown.rank:
            self._chip(painter, left, middle, min(15.0, line), str(shown.rank))
            left += 22
        return left

    def _chip(self, painter: QPainter, left: float, middle: float, side: float, words: str) -> None:
        painter.setPen(NO_PEN)
        painter.setBrush(color(self.tokens.priority))
        painter.drawRoundedRect(QRectF(left, middle - side / 2, 15, side), 3, 3)
        x = left + 7.5 - width_of(words, "small", True) / 2
        draw(painter, x, middle - metrics("small", True).height() / 2, words, "small", True, self.tokens.on_mark)

    def _title_ink(self, shown: Shown) -> str:
        tokens = self.tokens
        if shown.look == "refused":
            return tokens.priority_text
        if shown.look == "leaving" or shown.sign:
            return tokens.soft
        return tokens.recharge_text if shown.sort == "recharge" else tokens.ink

    def _aside_ink(self, shown: Shown) -> str:
        if shown.look == "refused":
            return self.tokens.priority_text
        if shown.look in ("ghost", "pushed"):
            return self.tokens.work_text
        return self.tokens.recharge_text if shown.sort == "recharge" else self.tokens.soft

    def _actual(self, painter: QPainter, shown: Shown, rect: QRectF) -> None:
        tokens = self.tokens
        running = shown.sort == "running"
        if running:
            painter.setBrush(color(tokens.paper))
            painter.setPen(QPen(color(tokens.work_line), 1.5))
            painter.drawRoundedRect(rect.adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
        else:
            painter.setPen(NO_PEN)
            painter.setBrush(color(tokens.over if shown.sort == "over" else tokens.done))
            painter.drawRoundedRect(rect, min(4.0, rect.height() / 2), min(4.0, rect.height() / 2))
        line = metrics("small", False).height()
        inside = rect.height() >= 12
        if not inside and not running:
            return
        top = (
            rect.bottom() + 1 if not inside else rect.top() + 3 if rect.height() > 20 else rect.center().y() - line / 2
        )
        words = elided(shown.title, "small", False, int(rect.width() - 12))
        draw(painter, rect.left() + 8, top, words, "small", False, tokens.work_text if running else tokens.on_mark)

    # What lies over the boxes

    def breach(self, painter: QPainter, ruler: Geometry, at: int, minutes: int) -> None:
        """A red bar beside the plan over the minutes that break the law, with a sign."""
        top = ruler.y(at)
        painter.setPen(NO_PEN)
        painter.setBrush(color(self.tokens.priority))
        painter.drawRect(QRectF(ruler.plan_left - 5, top, 2, max(4.0, minutes * ruler.per_minute)))
        painter.drawEllipse(QPointF(ruler.plan_left - 4, top), 6.5, 6.5)
        x = ruler.plan_left - 4 - width_of("!", "small", True) / 2
        draw(painter, x, top - metrics("small", True).height() / 2, "!", "small", True, self.tokens.on_mark)

    def now(self, painter: QPainter, ruler: Geometry, y: float, label: str) -> None:
        y = round(y * self.ratio) / self.ratio
        painter.setPen(QPen(color(self.tokens.priority), 1.5))
        painter.drawLine(QLineF(ruler.labels, y, ruler.right, y))
        painter.setPen(NO_PEN)
        painter.setBrush(color(self.tokens.priority))
        painter.drawEllipse(QPointF(ruler.plan_left, y), 4.5, 4.5)
        top = y - metrics("small", True).height() / 2
        draw(painter, ruler.pad - 2, top, label, "small", True, self.tokens.priority_text)

    def bubble(self, painter: QPainter, area: Area, words: str) -> None:
        """Why something cannot be, beside the ghost that cannot be there."""
        rect = self.crisp(area)
        painter.setBrush(color(self.tokens.event_fill))
        painter.setPen(QPen(color(self.tokens.priority), 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        y = rect.top() + 5
        for line in bubble_lines(words, area.w):
            draw(painter, rect.left() + 10, y, line, "small", True, self.tokens.priority_text)
            y += 15


def fold_shade(tokens: Tokens) -> QBrush:
    shade = QLinearGradient(0, 0, FOLD, 0)
    shade.setColorAt(0, color("#000000", 60 if tokens.dark else 22))
    shade.setColorAt(1, color("#000000", 0))
    return QBrush(shade)


def bubble_lines(words: str, width: float) -> tuple[str, ...]:
    return wrapped(words, "small", True, int(width - 20), int(width - 20), 3)


def bubble_area(ghost: Area, words: str, top: float, bottom: float) -> Area:
    """A place for the words beside the ghost: below it, or above where the window ends (`top`, `bottom`)."""
    height = 10 + 15 * len(bubble_lines(words, ghost.w))
    y = ghost.bottom + 4
    if y + height > bottom:
        y = max(top + 4, ghost.y - height - 4)
    return Area(ghost.x, y, ghost.w, height)


def _right_rounded(rect: QRectF) -> QPainterPath:
    """A rectangle with its right corners rounded."""
    radius = min(RADIUS, rect.height() / 2, rect.width() / 2)
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    path = QPainterPath(QPointF(left, top))
    path.lineTo(right - radius, top)
    path.quadTo(right, top, right, top + radius)
    path.lineTo(right, bottom - radius)
    path.quadTo(right, bottom, right - radius, bottom)
    path.lineTo(left, bottom)
    path.closeSubpath()
    return path

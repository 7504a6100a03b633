"""How the timeline looks: paper, hours, boxes, actuals, the now-line. It draws what `shown` lists and knows no page."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPen, QPixmap, QPolygonF

from planner.ui.day.timeline.geometry import Area, Geometry, Hour
from planner.ui.day.timeline.shown import Shown
from planner.ui.day.words import draw, elided, height_of, width_of, wrapped
from planner.ui.theme import DOTS, Size, color, dashes, dots, focus_ring, hatch
from planner.ui.tokens import Tokens

RADIUS = 5.0
EDGE = 3.0  # px of the thick left edge
INSET = 12.0  # px from the box's left to its words
STRIP = 10 * DOTS  # px
HELP = ("Draw a box: press on an hour and pull.", "Or drag a line over from the left page.")
LEAST_TITLE = 56  # px: quiet words that would leave less to the title stay away
LOWEST = 9.0  # px: a box less high has no words
STAMPS = 100
THIN = 1.5  # px of a dashed line
HALO = 4.0  # px that the line of now keeps from words
LINE = 18.0  # px from one line of a title to the next
REFUSED, SIGN, RANK = 16.0, 14.0, 22.0  # px that a sign takes before a title
HALF_HOURS = 150  # per cent of zoom from which half hours are ruled too
FOLD = 18.0  # px over which the right page darkens towards the fold
NO_PEN = Qt.PenStyle.NoPen
NO_BRUSH = Qt.BrushStyle.NoBrush


class Ink:
    """The brushes of one look at one device pixel ratio, for paper of one width that begins at the fold or not."""

    def __init__(self, tokens: Tokens, ratio: float, width: int = 600, fold: bool = False) -> None:
        self.tokens = tokens
        self.ratio = ratio
        self.fold = fold
        self.stripes = hatch(tokens, ratio)
        self._stamps: dict[tuple[object, ...], QPixmap] = {}
        self.paper = self._strip(width, dim=False)
        self.dimmed = self._strip(width, dim=True)

    def _strip(self, width: int, *, dim: bool) -> QPixmap:
        """A strip of paper, ready to be laid: four times as fast as filling with its dots."""
        strip = QPixmap(math.ceil(width * self.ratio), math.ceil(STRIP * self.ratio))
        strip.setDevicePixelRatio(self.ratio)
        rect = QRectF(0, 0, width, STRIP)
        painter = QPainter(strip)
        painter.fillRect(rect, dots(self.tokens, self.ratio))
        if dim:
            painter.fillRect(rect, color(self.tokens.desk, 110))
        if self.fold:
            painter.fillRect(QRectF(0, 0, FOLD, STRIP), fold_shade(self.tokens))
        painter.end()
        return strip

    def crisp(self, area: Area) -> QRectF:
        """The area with its edges on whole device pixels."""
        r = self.ratio
        left, top = round(area.x * r) / r, round(area.y * r) / r
        return QRectF(left, top, round(area.right * r) / r - left, max(2.0, round(area.bottom * r) / r - top))

    # Paper

    def ground(self, painter: QPainter, rect: QRectF, opens: float, closes: float) -> None:
        """The dotted paper; outside of the page's hours, above one height and below another, it is dimmer."""
        self._lay(painter, rect, self.dimmed, rect.top(), min(opens, rect.bottom()))
        self._lay(painter, rect, self.paper, max(opens, rect.top()), min(closes, rect.bottom()))
        self._lay(painter, rect, self.dimmed, max(closes, rect.top()), rect.bottom())

    def _lay(self, painter: QPainter, rect: QRectF, strip: QPixmap, top: float, bottom: float) -> None:
        ratio, left, width = self.ratio, rect.left(), rect.width()
        while top < bottom:
            into = top % STRIP
            height = min(STRIP - into, bottom - top)
            source = QRectF(left * ratio, into * ratio, width * ratio, height * ratio)
            painter.drawPixmap(QRectF(left, top, width, height), strip, source)
            top += height

    def hours(self, painter: QPainter, ruler: Geometry, marks: Iterable[Hour], rect: QRectF, now: float | None) -> None:
        """Hour lines with their times; the label that the now-line's own would cover is left out."""
        self._halves(painter, ruler, rect)
        height = height_of("small", False)
        for mark in marks:
            y = round(ruler.y(mark.minute) * self.ratio) / self.ratio
            if not rect.top() - 30 <= y <= rect.bottom() + 30:
                continue
            painter.fillRect(QRectF(ruler.labels, y, ruler.right - ruler.labels, 1), color(self.tokens.rule))
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

    def help(self, painter: QPainter, ruler: Geometry, top: float) -> None:
        """What to do with a page that has no box yet."""
        for number, words in enumerate(HELP):
            ink = self.tokens.soft if number == 0 else self.tokens.quiet
            size: Size = "body" if number == 0 else "small"
            room = int(ruler.plan_right - ruler.plan_left - INSET)
            draw(
                painter,
                ruler.plan_left + INSET,
                top + 9 + 20 * number,
                elided(words, size, False, room),
                size,
                False,
                ink,
            )

    # Boxes and actuals

    def thing(self, painter: QPainter, shown: Shown, *, chosen: bool, focused: bool, hovered: bool) -> None:
        rect = self.crisp(shown.area)
        if shown.actual:
            self._actual(painter, shown, rect)
            return
        if shown.look in ("origin", "leaving"):
            self._outline(painter, shown, rect)
            return
        if shown.look == "pushed":
            painter.drawPixmap(rect.topLeft(), self._stamp(shown, rect))
            self._aside(painter, shown, rect)
        else:
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
        """Two filled shapes, the fill upon the line: strokes on round corners cost four times as much."""
        line = self._line(shown)
        event = shown.sort == "event"
        border = 1.0 if event or shown.look == "pushed" else 0.0
        painter.setPen(NO_PEN)
        painter.setBrush(color(line))
        plain = event and shown.look == "plain"
        whole = rect if border and not plain else rect.adjusted(0, 0, min(0.0, 3 * RADIUS - rect.width()), 0)
        painter.drawRoundedRect(whole, RADIUS, RADIUS)
        if plain:
            painter.setBrush(color(self.tokens.event_edge))
            painter.drawRoundedRect(rect.adjusted(EDGE, 0, 0, 0), RADIUS, RADIUS)
        painter.setBrush(self.stripes if shown.sort == "recharge" else color(self._fill(shown)))
        painter.drawRoundedRect(rect.adjusted(EDGE, border, -border, -border), EDGE, RADIUS - 1)
        painter.setBrush(NO_BRUSH)
        if shown.look in ("ghost", "appearing", "refused"):
            self._dashes(painter, rect, line)

    def _fill(self, shown: Shown) -> str:
        if shown.look in ("ghost", "refused"):
            return self.tokens.event_fill
        return self.tokens.event_fill if shown.sort == "event" else self.tokens.work_fill

    def _frame(self, painter: QPainter, rect: QRectF, line: str, width: float) -> None:
        half = width / 2
        painter.setBrush(NO_BRUSH)
        painter.setPen(QPen(color(line), width))
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), RADIUS, RADIUS)

    def _dashes(self, painter: QPainter, rect: QRectF, line: str, dash: int = 5, gap: int = 3) -> None:
        """A dashed outline as four strips of a texture: Qt's own dashes cost half a millisecond a box."""
        left, top, width, height = rect.left(), rect.top(), rect.width(), rect.height()
        across = dashes(line, dash, gap, self.ratio, True)
        down = dashes(line, dash, gap, self.ratio, False)
        painter.fillRect(QRectF(left + 2, top, width - 4, THIN), across)
        painter.fillRect(QRectF(left + 2, rect.bottom() - THIN, width - 4, THIN), across)
        painter.fillRect(QRectF(left, top + 2, THIN, height - 4), down)
        painter.fillRect(QRectF(rect.right() - THIN, top + 2, THIN, height - 4), down)

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

    def _stamp(self, shown: Shown, rect: QRectF) -> QPixmap:
        """A pushed box without its quiet words, drawn once: it is the same in every frame, but for its place."""
        key = (shown.title, shown.sort, shown.rank, shown.sign, rect.width(), rect.height(), len(shown.aside))
        stamp = self._stamps.get(key)
        if stamp is None:
            if len(self._stamps) >= STAMPS:
                self._stamps.clear()
            stamp = QPixmap(math.ceil(rect.width() * self.ratio), math.ceil(rect.height() * self.ratio))
            stamp.setDevicePixelRatio(self.ratio)
            stamp.fill(Qt.GlobalColor.transparent)
            painter = QPainter(stamp)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            place = QRectF(0, 0, rect.width(), rect.height())
            self._body(painter, shown, place)
            self._words(painter, shown, place, aside=False)
            painter.end()
            self._stamps[key] = stamp
        return stamp

    def forget_stamps(self) -> None:
        """The drag is over: give their memory back."""
        self._stamps.clear()

    def _line_of_words(self, rect: QRectF) -> tuple[Size, float, float]:
        """The size of a box's words, the height of their line and its top."""
        size: Size = "body" if rect.height() >= 18 else "small"
        line = height_of(size, True)
        return size, line, rect.top() + 7 if rect.height() >= 34 else rect.center().y() - line / 2

    def _aside_words(self, shown: Shown, rect: QRectF) -> str:
        """The quiet words: the first of them alone where they would cut a title of one line, none without room."""
        room = rect.width() - 2 * INSET
        title = _signs_room(shown) + width_of(shown.title, self._line_of_words(rect)[0], True)
        one_line = rect.height() < 2 * LINE + 10
        cuts = one_line and title + width_of(shown.aside, "small") + 10 > room
        words = shown.aside.partition(" · ")[0] if cuts else shown.aside
        return words if rect.height() >= LOWEST and room - width_of(words, "small") >= LEAST_TITLE else ""

    def _aside_room(self, shown: Shown, rect: QRectF) -> float:
        """The room that the quiet words take from the title: none where they are left out."""
        words = self._aside_words(shown, rect)
        return width_of(words, "small") + 10 if words else 0.0

    def _aside(self, painter: QPainter, shown: Shown, rect: QRectF) -> float:
        """The quiet words at the right, and the room that they take."""
        words = self._aside_words(shown, rect)
        if not words:
            return 0.0
        width, (_, line, top) = width_of(words, "small"), self._line_of_words(rect)
        top += (line - height_of("small", False)) / 2
        draw(painter, rect.right() - INSET - width, top, words, "small", False, self._aside_ink(shown))
        return width + 10

    def _words(self, painter: QPainter, shown: Shown, rect: QRectF, *, aside: bool = True) -> None:
        """Title and quiet words. A low box has one small line; a high one as many lines as the title needs."""
        if rect.height() < LOWEST:
            return
        size, line, top = self._line_of_words(rect)
        left, right = rect.left() + INSET, rect.right() - INSET
        room = self._aside(painter, shown, rect) if aside else self._aside_room(shown, rect)
        left = self._signs(painter, shown, left, top, line)
        self._title(painter, shown, QRectF(left, top, right - left, rect.bottom() - top - 3), room, size)

    def _title(self, painter: QPainter, shown: Shown, room: QRectF, aside: float, size: Size) -> None:
        y = room.top()
        for words in _title_lines(shown, room, aside, size):
            draw(painter, room.left(), y, words, size, True, self._title_ink(shown))
            y += LINE

    def words_at(self, shown: Shown, y: float) -> list[tuple[float, float]]:
        """From where to where there are words of a box at a height of the page."""
        if shown.actual or not shown.area.y <= y <= shown.area.bottom or shown.area.h < LOWEST:
            return []
        rect = self.crisp(shown.area)
        size, line, top = self._line_of_words(rect)
        row = int((y - top + 2) // LINE)
        if y < top - 2 or y > top + row * LINE + line + 2:
            return []
        left, right = rect.left() + INSET, rect.right() - INSET
        aside, signs = self._aside_room(shown, rect), _signs_room(shown)
        room = QRectF(left + signs, top, right - left - signs, rect.bottom() - top - 3)
        lines = _title_lines(shown, room, aside, size)
        if row >= len(lines):
            return []
        start = left if row == 0 else room.left()
        found = [(start, room.left() + width_of(lines[row], size, True))]
        return [*found, (right - aside + 10, right)] if aside and row == 0 else found

    def _signs(self, painter: QPainter, shown: Shown, left: float, top: float, line: float) -> float:
        """The signs before a title: its rank in a red square, done, refused. The new left end of the title."""
        middle = top + line / 2
        if shown.look == "refused":
            painter.setBrush(NO_BRUSH)
            painter.setPen(QPen(color(self.tokens.priority), 1.5))
            painter.drawEllipse(QPointF(left + 5, middle), 5, 5)
            painter.drawLine(QLineF(left + 1.5, middle + 3.5, left + 8.5, middle - 3.5))
            left += REFUSED
        if shown.running:
            painter.setPen(NO_PEN)
            painter.setBrush(color(self._line(shown)))
            corners = ((left, middle - 4.5), (left + 8, middle), (left, middle + 4.5))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
            left += SIGN
        if shown.sign:
            draw(painter, left, top, shown.sign, "body" if line > 14 else "small", True, self.tokens.soft)
            left += SIGN
        if shown.rank:
            self._chip(painter, left, middle, min(15.0, line), str(shown.rank))
            left += RANK
        return left

    def _chip(self, painter: QPainter, left: float, middle: float, side: float, words: str) -> None:
        painter.setPen(NO_PEN)
        painter.setBrush(color(self.tokens.priority))
        painter.drawRoundedRect(QRectF(left, middle - side / 2, 15, side), 3, 3)
        x = left + 7.5 - width_of(words, "small", True) / 2
        draw(painter, x, middle - height_of("small", True) / 2, words, "small", True, self.tokens.on_mark)

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
        running, rests = shown.sort == "running", shown.sort in ("rest", "sat")
        if running:
            painter.setBrush(color(tokens.paper))
            painter.setPen(QPen(color(tokens.work_line), 1.5))
            painter.drawRoundedRect(rect.adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
        elif rests:
            painter.setBrush(self.stripes if shown.sort == "rest" else color(tokens.paper))
            painter.setPen(QPen(color(tokens.recharge_line), 1))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), min(4.0, rect.height() / 2), 4)
        else:
            painter.setPen(NO_PEN)
            painter.setBrush(color(tokens.over if shown.sort == "over" else tokens.done))
            painter.drawRoundedRect(rect, min(4.0, rect.height() / 2), min(4.0, rect.height() / 2))
        line = height_of("small", False)
        inside = rect.height() >= 12
        if not inside and not running:
            return
        top = (
            rect.bottom() + 1 if not inside else rect.top() + 3 if rect.height() > 20 else rect.center().y() - line / 2
        )
        room = int(rect.width() - 10)
        fits = width_of(shown.title, "small") <= room
        words = elided(shown.title if fits else shown.title.partition(" · ")[0], "small", False, room)
        ink = tokens.work_text if running else tokens.recharge_text if rests else tokens.on_mark
        draw(painter, rect.left() + 8, top, words, "small", False, ink)

    # What lies over the boxes

    def breach(self, painter: QPainter, ruler: Geometry, at: int, minutes: int) -> None:
        """A red bar beside the plan over the minutes that break the law, with a sign."""
        top = ruler.y(at)
        painter.setPen(NO_PEN)
        painter.setBrush(color(self.tokens.priority))
        painter.drawRect(QRectF(ruler.plan_left - 5, top, 2, max(4.0, minutes * ruler.per_minute)))
        painter.drawEllipse(QPointF(ruler.plan_left - 4, top), 6.5, 6.5)
        x = ruler.plan_left - 4 - width_of("!", "small", True) / 2
        draw(painter, x, top - height_of("small", True) / 2, "!", "small", True, self.tokens.on_mark)

    def now(
        self, painter: QPainter, ruler: Geometry, y: float, label: str, words: Iterable[tuple[float, float]]
    ) -> None:
        """The line of now. It leaves out what words it meets: a struck title would be one that was dropped."""
        y = round(y * self.ratio) / self.ratio
        thick = round(1.5 * self.ratio) / self.ratio
        left = max(ruler.labels, ruler.pad - 2 + width_of(label, "small", True) + HALO)
        for start, end in (*sorted(words), (ruler.right + HALO, ruler.right)):
            painter.fillRect(QRectF(left, y, max(0.0, start - HALO - left), thick), color(self.tokens.priority))
            left = max(left, end + HALO)
        painter.setPen(NO_PEN)
        painter.setBrush(color(self.tokens.priority))
        painter.drawEllipse(QPointF(ruler.plan_left, y), 4.5, 4.5)
        top = y - height_of("small", True) / 2
        draw(painter, ruler.pad - 2, top, label, "small", True, self.tokens.priority_text)

    def band(self, painter: QPainter, area: Area, likely: float) -> None:
        """Where a box will probably end: a soft band, darkest at the likely height, where a thin line lies."""
        rect = self.crisp(area)
        shade = QLinearGradient(0, rect.top(), 0, rect.bottom())
        middle = (likely - rect.top()) / rect.height()
        for place, alpha in ((0.0, 0), (min(0.98, max(0.02, middle)), 110), (1.0, 0)):
            shade.setColorAt(place, color(self.tokens.work_line, alpha))
        painter.fillRect(rect, QBrush(shade))
        y = round(likely * self.ratio) / self.ratio
        painter.fillRect(QRectF(rect.left(), y, rect.width(), THIN), color(self.tokens.work_line))
        words, high = "likely", height_of("small", True)
        x = rect.right() - width_of(words, "small", True) - 6
        draw(
            painter,
            x,
            y + 2 if y + 2 + high <= rect.bottom() else y - high - 1,
            words,
            "small",
            True,
            self.tokens.work_text,
        )

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


def _title_lines(shown: Shown, room: QRectF, aside: float, size: Size) -> tuple[str, ...]:
    """The lines that a title has in its room; the quiet words take theirs from the first."""
    first = int(room.width() - aside)
    if first < 8:
        return ()
    count = max(1, int(room.height() // LINE)) if room.height() >= 2 * LINE else 1
    return wrapped(shown.title, size, True, first, int(room.width()), count)


def _signs_room(shown: Shown) -> float:
    """What the signs before a title take, in their order: refused, running, done, the rank."""
    refused = shown.look == "refused"
    return REFUSED * refused + SIGN * shown.running + SIGN * bool(shown.sign) + RANK * bool(shown.rank)


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

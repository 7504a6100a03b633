"""How one line of the log is drawn. Colour is never alone: a sign or a word says the same."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QAbstractScrollArea, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.ui.day.lines import Line, Section
from planner.ui.day.words import draw, elided, height_of, metrics, width_of
from planner.ui.theme import Size, color, focus_ring, font, theme

THREE_HEIGHT = 40
LINE_HEIGHT = 28
SQUARE = 22  # the square of a priority
SIGN = 14  # the column of signs
GAP = 10
CARRIED = 200  # px of a line that the pointer carries, at most
INSET = 20  # a step stands this much further in
AROUND = 8  # the tint of a chosen line reaches this far beyond its words

EMPTY_SLOT = {
    1: "What matters most on this day?",
    2: "What comes second?",
    3: "And third? All else is bonus",
}


def row_height(section: Section) -> int:
    return THREE_HEIGHT if section == "three" else LINE_HEIGHT


class LinePaint(QStyledItemDelegate):
    def __init__(self, section: Section, parent: QAbstractScrollArea) -> None:
        super().__init__(parent)
        self.section = section
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, row_height(self.section))

    def text_left(self, line: Line) -> int:
        """Where the words begin, in the viewport."""
        if self.section == "three":
            return AROUND + SQUARE + GAP
        return AROUND + line.depth * INSET + SIGN + GAP

    def elides(self, line: Line, width: int) -> bool:
        """Whether the title does not fit and is shown cut."""
        return width_of(_one_line(line), self.title_size()) > self._room(line, width)

    def _pad(self) -> int:
        """What stays free at the right of the words; a scroll bar takes its room from it."""
        bar = self._list.verticalScrollBar()
        return AROUND - min(AROUND, bar.width() if bar.isVisible() else 0)

    def title_size(self) -> Size:
        return "large" if self.section == "three" else "body"

    def title_font(self) -> QFont:
        return font(self.title_size())

    def _room(self, line: Line, width: int) -> int:
        figures = round(width_of(line.figures, "body"))
        return width - self.text_left(line) - self._pad() - (figures + 2 * GAP if figures else 0)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option)
        if self.section == "three":
            painter.fillRect(
                QRect(AROUND, rect.bottom(), rect.width() - AROUND - self._pad(), 1), color(theme().tokens.rule)
            )
        self._mark(painter, rect, line)
        self._words(painter, rect, line)
        painter.restore()

    def _mark(self, painter: QPainter, rect: QRect, line: Line) -> None:
        """The square of a priority, or the sign of any other line."""
        if self.section == "three":
            _square(painter, QRect(AROUND, rect.top() + 9, SQUARE, SQUARE), line)
        else:
            _sign(painter, QRect(AROUND + line.depth * INSET, rect.top(), SIGN, rect.height()), line)

    def carried(self, line: Line, ratio: float) -> QPixmap:
        """A slip of paper with the beginning of a line, for the pointer that carries it; `ratio` is of the screen."""
        left, size, words = self.text_left(line), self.title_size(), _one_line(line)
        shown = elided(words, size, False, CARRIED - left - AROUND)
        rect = QRect(0, 0, left + round(width_of(shown, size)) + AROUND, row_height(self.section))
        slip = QPixmap(rect.size() * ratio)
        slip.setDevicePixelRatio(ratio)
        slip.fill(Qt.GlobalColor.transparent)
        painter = QPainter(slip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color(theme().tokens.event_edge), 1))
        painter.setBrush(color(theme().tokens.event_fill))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        self._mark(painter, rect, line)
        _text(painter, rect.adjusted(left, 0, 0, 0), shown, size, theme().tokens.ink)
        painter.end()
        return slip

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """The tint under the mouse, and under the chosen line of the list that has the keyboard."""
        state, colours = option.state, theme().tokens
        focused = bool(state & QStyle.StateFlag.State_Selected) and _has_keyboard(option.widget)
        if not focused and not state & QStyle.StateFlag.State_MouseOver:
            return
        around = QRectF(option.rect).adjusted(0.75, 1.75, -0.75, -1.75)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(colours.work_fill, 255 if focused else 130))
        painter.drawRoundedRect(around, 5, 5)
        if focused:
            focus_ring(painter, around, colours, 5)

    def _words(self, painter: QPainter, rect: QRect, line: Line) -> None:
        colours = theme().tokens
        left, room = self.text_left(line), self._room(line, rect.width())
        quiet = line.entry is None or (line.closed and not line.entry.unplanned)
        ink = colours.quiet if quiet else colours.ink
        title = QRect(left, rect.top(), room, rect.height())
        used = _text(painter, title, _one_line(line), self.title_size(), ink)
        if _is_struck(line):
            _strike(painter, title, used, self.title_size(), ink)
        self._after(painter, QRect(left + used + GAP, rect.top(), room - used - GAP, rect.height()), line)
        if line.figures:
            x = rect.right() + 1 - self._pad() - width_of(line.figures, "body")
            draw(painter, x, _top(rect, "body"), line.figures, "body", False, _figures_token(line))

    def _after(self, painter: QPainter, rect: QRect, line: Line) -> None:
        """Tags and the note, as far as there is room for the whole of them."""
        tags = [f"#{tag}" for tag in line.entry.tags] if line.entry else []
        for words in [*tags, line.note]:
            width = round(width_of(words, "body"))
            if not words or width > rect.width():
                continue
            _text(painter, rect, words, "body", theme().tokens.work_text)
            rect = rect.adjusted(width + GAP, 0, 0, 0)


def _one_line(line: Line) -> str:
    return " ".join(line.entry.title.split()) if line.entry else EMPTY_SLOT[line.slot]


def _figures_token(line: Line) -> str:
    colours = theme().tokens
    if line.over:
        return colours.over_text
    return colours.work_text if line.running else colours.soft


def _has_keyboard(widget: QWidget | None) -> bool:
    return widget is not None and widget.hasFocus()


def _is_struck(line: Line) -> bool:
    """Dropped lines are struck; so is a priority that is done, which keeps its place. A done line has its ×."""
    state = line.entry.state if line.entry else ""
    return state == "dropped" or (state == "done" and line.slot > 0)


def _top(rect: QRect, size: Size) -> float:
    """Where a line of words begins that stands in the middle of a row."""
    return rect.top() + (rect.height() - height_of(size, False)) / 2


def _text(painter: QPainter, rect: QRect, words: str, size: Size, ink: str) -> int:
    """Draw one line of plain text, elided to its room; the width that it takes."""
    if rect.width() <= 0:
        return 0
    shown = elided(words, size, False, rect.width())
    draw(painter, rect.left(), _top(rect, size), shown, size, False, ink)
    return min(round(width_of(shown, size)), rect.width())


def _strike(painter: QPainter, rect: QRect, width: int, size: Size, ink: str) -> None:
    """A line through words. Not by a struck font: those words would have to be laid out each time."""
    room = metrics(size, False)
    y = int(_top(rect, size) + room.ascent() - room.strikeOutPos())
    painter.fillRect(QRectF(rect.left(), y, width, room.lineWidth()), color(ink))


def _square(painter: QPainter, rect: QRect, line: Line) -> None:
    """The numbered square of a priority; filled, with a tick, once it is done."""
    colours = theme().tokens
    done = line.entry is not None and line.entry.state == "done"
    pen = QPen(color(colours.priority) if line.entry else color(colours.faint), 1.5)
    if line.entry is None:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.setBrush(color(colours.priority) if done else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
    if done:
        _check(painter, rect, color(colours.paper))
        return
    number = str(line.slot)
    left = rect.left() + (rect.width() - width_of(number, "small", True)) / 2
    top = rect.top() + (rect.height() - height_of("small", True)) / 2
    draw(painter, left, top, number, "small", True, colours.priority if line.entry else colours.quiet)


def _check(painter: QPainter, rect: QRect, colour: QColor) -> None:
    middle = QPointF(rect.center()) + QPointF(0.5, 0.5)
    painter.setPen(QPen(colour, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(
        QPolygonF([middle + QPointF(-4, 0.5), middle + QPointF(-1.2, 3.2), middle + QPointF(4.2, -3.4)])
    )


def _sign(painter: QPainter, rect: QRect, line: Line) -> None:
    """The bullet-journal sign; a small triangle while the task runs. Drawn, so that no font can lack it."""
    colours = theme().tokens
    middle = QPointF(rect.center()) + QPointF(0.5, 0.5)
    ink = color(colours.quiet) if line.closed else color(colours.ink)
    if line.sign == "✓":
        _check(painter, rect, color(colours.done))
        return
    pen = QPen(ink, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if line.running:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(colours.work_line))
        painter.drawPolygon(_points(middle, (-3, -4.5), (4.5, 0), (-3, 4.5)))
    elif line.sign == "•":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(middle, 2.4, 2.4)
    elif line.sign == "○":
        painter.drawEllipse(middle, 4.2, 4.2)
    else:
        for stroke in STROKES.get(line.sign, ()):
            painter.drawPolyline(_points(middle, *stroke))


STROKES: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "×": (((-3.4, -3.4), (3.4, 3.4)), ((-3.4, 3.4), (3.4, -3.4))),
    ">": (((-2, -4), (2.4, 0), (-2, 4)),),
    "<": (((2, -4), (-2.4, 0), (2, 4)),),
    "–": (((-3.6, 0), (3.6, 0)),),
}


def _points(middle: QPointF, *points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([middle + QPointF(x, y) for x, y in points])

"""The rectified sheet, with what was read drawn where it stands: point at a mark, tick it, drag the ends of a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.domain.filled import Ticked, Worked, Written
from planner.ui.controls import tip
from planner.ui.reading.draft import Draft
from planner.ui.reading.words import title, value
from planner.ui.reading.work import SCALE, Rail
from planner.ui.theme import color, theme
from planner.ui.tokens import LIGHT

NEAR = 6.0  # px around a mark or an end that belong to it
SMALLEST = QSize(160, 220)


class Hold(NamedTuple):
    """An end of a time under the mouse."""

    mark: str
    end: bool


class Picture(QWidget):
    """`pointed(mark)` follows the mouse, "" where there is nothing; `chosen` is a click, `turned` one more.

    `dragged(mark, start, end)` tells the ends of a time while one of them is held.
    """

    pointed = Signal(str)
    chosen = Signal(str)
    turned = Signal(str)
    dragged = Signal(str, int, int)

    def __init__(self) -> None:
        super().__init__()
        self.draft: Draft | None = None
        self.image: QImage | None = None
        self.mark = ""
        self._hover = ""
        self._held: Hold | None = None
        self._was: tuple[int, int] | None = None  # the ends of what is held, before it was moved
        self._scaled: QPixmap | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.update)

    def minimumSizeHint(self) -> QSize:
        return SMALLEST

    def show_sheet(self, image: QImage | None, draft: Draft | None) -> None:
        """The rectified sheet with its marks; without a draft a photo as it was taken."""
        self.image, self.draft = image, draft
        self._scaled, self._held = None, None
        self._hover = self.mark = ""
        self.setAccessibleName("The sheet as it was read" if draft is not None else "The picture as it was taken")
        self.update()

    def choose(self, mark: str) -> None:
        self.mark = mark
        self.update()

    def point(self, mark: str) -> None:
        """The mouse is over the row of this mark."""
        self._hover = mark
        self.update()

    # Where things are

    def paper(self) -> QRectF:
        """Where the sheet lies in this widget."""
        image = self.image
        if image is None:
            return QRectF()
        factor = min((self.width() - 2) / image.width(), (self.height() - 2) / image.height())
        width, height = image.width() * factor, image.height() * factor
        return QRectF((self.width() - width) / 2, 1, width, height)

    def _factor(self) -> float:
        """Pixels a millimetre."""
        return self.paper().width() / self.image.width() * SCALE if self.image is not None else 1.0

    def place(self, mark: str) -> QRectF:
        """Where a mark is drawn: of a time, the rail from its start to its end as they are decided."""
        draft, factor, paper = self.draft, self._factor(), self.paper()
        if draft is None or mark not in draft.items:
            return QRectF()
        item = draft.items[mark]
        x, y, w, h = item.place
        rail = self._rail(mark)
        if isinstance(item.decision, Worked) and rail is not None:
            y, w = rail.y(item.decision.start), rail.right - rail.left
            x, h = rail.left, rail.y(item.decision.end) - y
        return QRectF(paper.x() + x * factor, paper.y() + y * factor, w * factor, max(2.0, h * factor))

    def _rail(self, mark: str) -> Rail | None:
        """The lane of a time, the piece of it that it was read on."""
        assert self.draft is not None, "a mark has a sheet"
        lane = self.draft.items[mark].lane
        return next((rail for rail in self.draft.sheet.rails if rail.number == lane), None)

    def mark_at(self, at: QPointF) -> str:
        """The mark under a point, the smallest where several lie upon each other."""
        found = [mark for mark in self._marks() if self.place(mark).adjusted(-2, -2, 2, 2).contains(at)]
        return min(found, key=lambda mark: self.place(mark).height() * self.place(mark).width(), default="")

    def hold_at(self, at: QPointF) -> Hold | None:
        """The end of a time under a point; those of the chosen one come first."""
        for mark in sorted(self._marks(), key=lambda mark: mark != self.mark):
            place = self.place(mark)
            if self._is_time(mark) and place.left() - NEAR <= at.x() <= place.right() + NEAR:
                for y, end in ((place.bottom(), True), (place.top(), False)):
                    if abs(at.y() - y) <= min(NEAR, max(2.0, place.height() / 3)):
                        return Hold(mark, end)
        return None

    def _marks(self) -> Iterator[str]:
        yield from self.draft.items if self.draft is not None else ()

    def _is_time(self, mark: str) -> bool:
        return self.draft is not None and isinstance(self.draft.items[mark].decision, Worked)

    # The mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._held is not None:
            self._drag(at)
            return
        hold = self.hold_at(at)
        self._point(hold.mark if hold else self.mark_at(at))
        shape = Qt.CursorShape.SizeVerCursor if hold else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape if self._hover else Qt.CursorShape.ArrowCursor)

    def _drag(self, at: QPointF) -> None:
        assert self.draft is not None, "what is held is on a sheet"
        assert self._held is not None, "something is held"
        decision, rail = self.draft.items[self._held.mark].decision, self._rail(self._held.mark)
        if isinstance(decision, Worked) and rail is not None:
            minute = rail.minute((at.y() - self.paper().y()) / self._factor())
            start, end = (decision.start, minute) if self._held.end else (minute, decision.end)
            self.dragged.emit(self._held.mark, start, end)

    def _point(self, mark: str) -> None:
        if mark != self._hover:
            self._hover = mark
            if mark and self.draft is not None:
                decision = self.draft.items[mark].decision
                words = " · ".join(filter(None, (title(self.draft, decision), value(self.draft.page, decision))))
                self.setToolTip(tip(words))
            else:
                self.setToolTip("")
            self.pointed.emit(mark)
            self.update()

    @property
    def hovered(self) -> str:
        return self._hover

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._held = self.hold_at(event.position())
        decision = self.draft.items[self._held.mark].decision if self._held and self.draft else None
        self._was = (decision.start, decision.end) if isinstance(decision, Worked) else None
        mark = self._held.mark if self._held else self.mark_at(event.position())
        if not mark:
            return
        if mark == self.mark and not self._is_time(mark):
            self.turned.emit(mark)
        else:
            self.chosen.emit(mark)

    def give_up(self) -> bool:
        """Esc, while an end is held: it goes back to where it was."""
        held, was = self._held, self._was
        if held is None or was is None:
            return False
        self._held = self._was = None
        self.dragged.emit(held.mark, *was)
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def leaveEvent(self, event: QEvent) -> None:
        if self._held is None:
            self._point("")

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scaled = None

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.image is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paper = self.paper()
        painter.drawPixmap(paper.topLeft(), self._pixmap(paper))
        painter.setPen(QPen(color(theme().tokens.rule), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(paper)
        for row in self.draft.rows if self.draft is not None else ():
            self._paint_mark(painter, row.item.mark, doubtful=row.doubtful)

    def _pixmap(self, paper: QRectF) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._scaled is None and self.image is not None:
            size = QSize(round(paper.width() * ratio), round(paper.height() * ratio))
            smooth = Qt.TransformationMode.SmoothTransformation
            image = self.image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._scaled = QPixmap.fromImage(image)
            self._scaled.setDevicePixelRatio(ratio)
        assert self._scaled is not None, "a sheet has a picture"
        return self._scaled

    def _paint_mark(self, painter: QPainter, mark: str, *, doubtful: bool) -> None:
        """The colours are those of light paper, which a sheet is in every look."""
        assert self.draft is not None, "a mark has a sheet"
        decision, place = self.draft.items[mark].decision, self.place(mark)
        chosen, off = mark in (self.mark, self._hover), mark in self.draft.left_off
        if isinstance(decision, Written):
            shade, fill = LIGHT.work_line, 18
        elif isinstance(decision, Worked):
            shade, fill = LIGHT.work_line, 70
        else:
            shade, fill = _shade(decision)
            place = place.adjusted(-1.5, -1.5, 1.5, 1.5)
        if doubtful:
            shade, fill = LIGHT.over, max(fill, 45)
        if not chosen and isinstance(decision, Ticked) and decision.value == "empty" and not doubtful:
            return
        painter.setPen(QPen(color(LIGHT.focus if chosen else shade), 2.5 if chosen else 1.5))
        painter.setBrush(color(shade, 0 if off else fill))
        painter.drawRoundedRect(place, 2, 2)
        if chosen and isinstance(decision, Worked):
            self._paint_handles(painter, place)

    def _paint_handles(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(QPen(color(LIGHT.paper), 1))
        painter.setBrush(color(LIGHT.focus))
        for y in (place.top(), place.bottom()):
            painter.drawRoundedRect(QRectF(place.center().x() - 7, y - 2.5, 14, 5), 2.5, 2.5)


def _shade(decision: Ticked) -> tuple[str, int]:
    if decision.value == "cancelled":
        return LIGHT.priority, 40
    return LIGHT.done, 30 if decision.value == "ticked" else 0

"""The paper of the timeline: it shows one page at a zoom, scrolls, keeps up with the time, and paints what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from planner.domain import laws
from planner.domain.edits import Outcome, Refused
from planner.domain.values import Box, Page
from planner.settings import SettingsProblem
from planner.store.problems import StoreProblem
from planner.ui.controls import own_viewport
from planner.ui.day.timeline.caption import CAPTION, Caption, SheetBar
from planner.ui.day.timeline.drag import Drag
from planner.ui.day.timeline.geometry import GAP, Area, Geometry, Part, hours, open_hours, part_at, time_words
from planner.ui.day.timeline.motion import Motion
from planner.ui.day.timeline.paint import Ink, bubble_area
from planner.ui.day.timeline.shown import Scene, Shown
from planner.ui.theme import theme
from planner.workspace import Workspace

if TYPE_CHECKING:
    from planner.ui.day.timeline.band import Bands

SETTLE = 400  # ms after the last step of zooming until it is kept
MARGIN = (5, 5, 5, 18)  # px around a thing that its ring, handles and overhanging words may touch
HELP_HEIGHT = 56  # px of the words on a page without a box
MANY = 24  # rectangles; more of them are painted as one


class Sheet(QAbstractScrollArea):
    """`message` says what a gesture would do or why not ("" when it is over); `supposed` brings the Edit that letting
    go now would be, and None once the drag is over.

    `now` is when the page is looked at: it moves by the minute, so that all of one frame agrees.
    """

    message = Signal(str)
    supposed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.page: Page | None = None
        self.chosen_id: str | None = None
        self.hovered_id: str | None = None
        self.now: dt.datetime = workspace.now()
        self.ruler = Geometry(600, 1440, workspace.settings.zoom)
        self.shown: tuple[Shown, ...] = ()
        self._dragged: tuple[Drag, Outcome] | None = None
        self._breaches: tuple[laws.Breach, ...] = ()
        self._bubble: tuple[Area, str] | None = None
        self._bands: Bands | None = None  # with the first drag: the page does not need them
        self._band: tuple[Area, float] | None = None  # its place, and the likely height
        self._settings = workspace.settings
        self._scene = Scene(self.ruler, self.now, self._settings.clock24)
        self._ink = Ink(theme().tokens, self.devicePixelRatioF())
        self._motion = Motion(self, self.dirty)
        self._build()

    @property
    def beside(self) -> bool:
        """Whether another page lies to the left: then this one begins at the fold."""
        return self.x() > self.width() // 2

    def _build(self) -> None:
        own_viewport(self)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SheetBar(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setViewportMargins(0, CAPTION, 0, 0)
        self.caption = Caption(self)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme().changed.connect(self._dress)
        self._minute = QTimer(self, singleShot=True)
        self._minute.timeout.connect(self.tick)
        self._settled = QTimer(self, singleShot=True, interval=SETTLE)
        self._settled.timeout.connect(self._keep_zoom)

    def _dress(self) -> None:
        self._ink = Ink(theme().tokens, self.devicePixelRatioF(), self.width(), self.beside)
        self.caption.update()
        self.viewport().update()

    # What is shown

    def show_page(self, page: Page) -> None:
        """Show a page, or the same page as it is now."""
        other = self.page is None or page.date != self.page.date
        fresh_settings = self.workspace.settings is not self._settings
        if page == self.page and not fresh_settings:
            return
        before = self.shown
        self._settings = self.workspace.settings
        self.page, self._dragged = page, None
        self._move_now()
        self._measure(self._settings.zoom if fresh_settings else self.ruler.zoom)
        self._breaches = laws.breaches(page, self.now)
        if other or fresh_settings:
            self.shown = ()
            self.viewport().update()
            self.verticalScrollBar().update()
        if other:
            self._show_start()
            self._await_minute()
        self.rebuild()
        if not (other or fresh_settings) and self._settings.motion:
            self._motion.start(before, self.shown)

    def scene(self) -> Scene:
        kept, clock24 = self._scene, self.workspace.settings.clock24
        if (kept.geometry, kept.clock24) != (self.ruler, clock24):
            self._scene = Scene(self.ruler, self.now, clock24)
        self._scene.now = self.now
        return self._scene

    def preview(self, drag: Drag | None, outcome: Outcome | None) -> None:
        """Show the page as a drag would leave it; None shows it as it is."""
        self._dragged = (drag, outcome) if drag is not None and outcome is not None else None
        if self._dragged is None:
            self._ink.forget_stamps()
        self.rebuild()
        if not isinstance(outcome, Refused):
            self.supposed.emit(outcome)

    def rebuild(self) -> None:
        """List again what is shown and paint again what differs from before."""
        if self.page is None:
            return
        before, over = self.shown, (self._bubble, self._band)
        self._bubble = self._band = None
        if self._dragged is None:
            self.shown = self.scene().page(self.page)
        else:
            self.shown = self.scene().drag(*self._dragged)
            self._bubble, self._band = self._refusal(*self._dragged), self._likely(*self._dragged)
        same = set(map(id, before)) & set(map(id, self.shown))  # the scene hands out what is the same as the same
        areas = [thing.area for thing in (*before, *self.shown) if id(thing) not in same]
        for was, now in zip(over, (self._bubble, self._band), strict=True):
            if was != now:
                areas += [pair[0] for pair in (was, now) if pair is not None]
        self.dirty(areas)

    @property
    def bands(self) -> Bands:
        """Where a box that is resized will probably end."""
        if self._bands is None:
            from planner.ui.day.timeline.band import Bands

            self._bands = Bands(self.workspace.foresight)
        return self._bands

    def _likely(self, drag: Drag, outcome: Outcome) -> tuple[Area, float] | None:
        if drag.kind not in ("start", "end") or isinstance(outcome, Refused):
            return None
        band = self.bands.of(drag, outcome.applied(drag.page))
        if band is None:
            return None
        low, likely, high = (min(minute, self.ruler.length) for minute in band)
        return self.ruler.box(low, high), self.ruler.y(likely)

    def _refusal(self, drag: Drag, outcome: Outcome) -> tuple[Area, str] | None:
        if not isinstance(outcome, Refused):
            return None
        ghost = self.ruler.box(*drag.span())
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        return bubble_area(ghost, outcome.reason, top, top + height), outcome.reason

    def dirty(self, areas: list[Area]) -> None:
        """Have these places painted again, each for itself or, if they are many, as one."""
        if len(areas) > MANY:
            top, bottom = min(a.y for a in areas), max(a.bottom for a in areas)
            left, right = min(a.x for a in areas), max(a.right for a in areas)
            areas = [Area(left, top, right - left, bottom - top)]
        region = QRegion()
        for area in areas:
            region += self._on_view(area)
        self.viewport().update(region)

    def _on_view(self, area: Area) -> QRect:
        return reach_of(area).translated(0, -self.verticalScrollBar().value())

    # Where things are

    def page_y(self, y: float) -> float:
        """A height on the paper for one in the window."""
        return y + self.verticalScrollBar().value()

    def box_at(self, x: float, y: float) -> tuple[Box, Part] | None:
        """The box at a place of the paper and the part of it; of two that overlap, the upper."""
        assert self.page is not None, "nothing lies on a timeline without a page"
        for thing in reversed(self.shown):
            area = thing.area
            if not thing.actual and area.x <= x < area.right and area.y - GAP <= y < area.bottom + GAP:
                box = self.page.box(thing.id)
                if box is not None:
                    return box, part_at(thing.area, y)
        return None

    def area_of(self, box_id: str | None) -> Area | None:
        return next((s.area for s in self.shown if s.id == box_id and s.look not in ("origin", "leaving")), None)

    def view_rect(self, box_id: str) -> QRect:
        """A box's rectangle in the window, for menus and for screen readers."""
        area = self.area_of(box_id)
        if area is None:
            return QRect()
        return QRectF(area.x, area.y - self.verticalScrollBar().value(), area.w, area.h).toAlignedRect()

    def reveal(self, box_id: str) -> None:
        """Scroll as little as brings a box into view."""
        area, bar = self.area_of(box_id), self.verticalScrollBar()
        if area is None:
            return
        if area.y - 12 < bar.value():
            bar.setValue(int(area.y - 12))
        elif area.bottom + 12 > bar.value() + self.viewport().height():
            bar.setValue(int(min(area.y - 12, area.bottom + 12 - self.viewport().height())))

    # Zoom, scrolling, time

    def set_zoom(self, zoom: int, y: float | None = None) -> None:
        """Zoom to so many per cent (50–300); what lies at a height of the window (its middle) stays there."""
        wanted = self.ruler.zoomed(zoom).zoom
        if wanted == self.ruler.zoom:
            return
        y = self.viewport().height() / 2 if y is None else y
        minute = self.ruler.minute(self.page_y(y))
        self._measure(wanted)
        self.verticalScrollBar().setValue(round(self.ruler.y(minute) - y))
        self.rebuild()
        self.viewport().update()
        self.message.emit(f"Zoom {wanted} %")
        self._settled.start()

    def _keep_zoom(self) -> None:
        try:
            self.workspace.change_settings(replace(self.workspace.settings, zoom=self.ruler.zoom))
        except (SettingsProblem, StoreProblem) as problem:
            self.message.emit(str(problem))

    def hideEvent(self, event: QHideEvent) -> None:
        if self._settled.isActive():  # the program may be ending: there is no later
            self._settled.stop()
            self._keep_zoom()
        super().hideEvent(event)

    def _measure(self, zoom: int) -> None:
        length = self.page.length if self.page else self.ruler.length
        self.ruler = Geometry(float(self.viewport().width()), length, zoom)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, round(self.ruler.height - height)))
        bar.setPageStep(height)
        bar.setSingleStep(24)

    def _show_start(self) -> None:
        """Begin with the page's hours in view; on the running page with now."""
        assert self.page is not None, "a page is shown"
        opens, _ = self._open_hours()
        now = self.page.frame.minute(self.now)
        top = self.ruler.y(opens) - 24
        if 0 <= now < self.page.length:
            y = self.ruler.y(now)
            if y + 120 > top + self.viewport().height():
                top = y - self.viewport().height() / 3
            top = min(top, y - 40)
        self.verticalScrollBar().setValue(round(top))

    def _open_hours(self) -> tuple[int, int]:
        assert self.page is not None, "a page is shown"
        return open_hours(self.page.frame, self.page.head.opens, self.page.head.closes)

    def tick(self) -> None:
        """A minute has passed: the now-line and what runs move on."""
        self._await_minute()
        self._move_now()
        if self.page is None:
            return
        self._breaches = laws.breaches(self.page, self.now)
        if self._dragged is None:
            self.rebuild()

    def _move_now(self) -> None:
        """It is later: the line of now goes from where it was, whole, to where it is."""
        before, words_before = self._now_y(), self._help_y()
        self.now = self.workspace.now()
        after, words_after = self._now_y(), self._help_y()
        for y in (before, after) if before != after else ():
            self._update_band(y, -20, 20)
        for y in (words_before, words_after) if words_before != words_after else ():
            self._update_band(y, 0, HELP_HEIGHT)

    def _update_band(self, y: float | None, above: int, below: int) -> None:
        if y is not None:
            top = round(y - self.verticalScrollBar().value())
            self.viewport().update(0, top + above, self.width(), below - above)

    def _help_y(self) -> float | None:
        """Where a page without a box says what to do: at the first open hour from which the line of now is clear."""
        if self.page is None or self.page.boxes or self._dragged is not None:
            return None
        first, last = self._open_hours()
        now = self._now_y()
        free = (y for minute in range(first, last, 60) if not _is_on(now, y := self.ruler.y(minute)))
        return next(free, self.ruler.y(first))

    def _await_minute(self) -> None:
        self._minute.start(60_000 - dt.datetime.now(dt.UTC).second * 1000 + 20)

    def _now_y(self) -> float | None:
        if self.page is None:
            return None
        minute = (self.now - self.page.frame.begins).total_seconds() / 60
        return self.ruler.y(minute) if 0 <= minute < self.page.length else None

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ink.ratio != self.devicePixelRatioF():
            self._dress()  # moved to another screen
        painter = QPainter(self.viewport())
        top = self.verticalScrollBar().value()
        painter.translate(0, -top)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        region = event.region().translated(0, top)
        self._paint_paper(painter, region)
        if self.page is not None:
            self._paint_things(painter, region)
            self._paint_over(painter)

    def paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        """The paper with nothing on it, dimmer outside of the page's hours."""
        opens, closes = 0.0, self.ruler.height
        if self.page is not None:
            first, last = self._open_hours()
            opens, closes = float(round(self.ruler.y(first))), float(round(self.ruler.y(last)))
        self._ink.ground(painter, rect, opens, closes)

    def _paint_paper(self, painter: QPainter, region: QRegion) -> None:
        for rect in rects_of(region):
            self.paint_ground(painter, QRectF(rect))
        if self.page is not None:
            marks = hours(self.page.frame, self._settings.clock24)
            self._ink.hours(painter, self.ruler, marks, QRectF(region.boundingRect()), self._now_y())
            help_y = self._help_y()
            if help_y is not None:
                self._ink.help(painter, self.ruler, help_y)

    def _paint_things(self, painter: QPainter, region: QRegion) -> None:
        focused = self.hasFocus()
        _, top, _, bottom = MARGIN
        whole, simple = region.boundingRect(), region.rectCount() == 1
        first, last = whole.top() - bottom, whole.bottom() + top
        for thing in self.shown:
            area = self._motion.place(thing)
            if area.y > last or area.y + area.h < first:
                continue
            if simple or region.intersects(reach_of(area)):
                thing = thing if area is thing.area else thing._replace(area=area)
                chosen = thing.id == self.chosen_id
                self._ink.thing(painter, thing, chosen=chosen, focused=focused, hovered=thing.id == self.hovered_id)

    def _paint_over(self, painter: QPainter) -> None:
        for breach in self._breaches:
            self._ink.breach(painter, self.ruler, breach.at, breach.minutes)
        now = self._now_y()
        if now is not None and self.page is not None:
            minute = self.page.frame.minute(self.now)
            label = time_words(self.page.frame, minute, self._settings.clock24)
            words = [span for thing in self.shown for span in self._ink.words_at(thing, now)]
            self._ink.now(painter, self.ruler, now, label, words)
        if self._band is not None:
            self._ink.band(painter, *self._band)
        if self._bubble is not None:
            self._ink.bubble(painter, *self._bubble)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.caption.setGeometry(0, 0, self.width(), CAPTION)
        self._measure(self.ruler.zoom)
        self._dress()
        self.rebuild()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        self.viewport().scroll(0, dy)

    def sizeHint(self) -> QSize:
        return QSize(560, 640)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 200)


def _is_on(now: float | None, words: float) -> bool:
    """Whether the line of now would run through the words of the help at a height."""
    return now is not None and words - 6 < now < words + HELP_HEIGHT


def reach_of(area: Area) -> QRect:
    """All that is painted of a thing in an area, on the paper."""
    left, top, right, bottom = MARGIN
    return QRectF(area.x, area.y, area.w, area.h).toAlignedRect().adjusted(-left, -top, right, bottom)


def rects_of(region: QRegion) -> list[QRect]:
    return list(cast(Iterable[QRect], region))

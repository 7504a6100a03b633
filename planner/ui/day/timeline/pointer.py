"""The mouse on the timeline: taking hold, dragging, letting go, and everything that breaks a drag off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent

from planner.domain.edits import Edit, Outcome, Refused
from planner.domain.values import DEFAULT_MINUTES
from planner.ui.day.timeline.drag import Drag, take_box, take_entry, take_paper
from planner.ui.day.timeline.geometry import snapped
from planner.ui.day.timeline.shown import words_for

if TYPE_CHECKING:
    from planner.ui.day.timeline.view import TimelineView

NEAR = 36.0  # px from the upper or lower end of the window in which a drag scrolls
FASTEST = 16.0  # px a tick
TICK = 16  # ms
CURSORS = {
    "start": Qt.CursorShape.SizeVerCursor,
    "end": Qt.CursorShape.SizeVerCursor,
    "body": Qt.CursorShape.OpenHandCursor,
}


class Pointer(QObject):
    """At most one drag at a time. `outcome` is what letting go now would do."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self.view = view
        self.drag: Drag | None = None
        self.outcome: Outcome | None = None
        self._question: tuple[object, ...] = ()
        self._at = QPointF()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._scroll)

    @property
    def dragging(self) -> bool:
        """Whether a drag is under way that a release would carry out."""
        return self.drag is not None and self.drag.began

    # The mouse

    def press(self, event: QMouseEvent) -> None:
        if self.drag is not None:
            self.cancel()
            return
        at = event.position()
        if event.button() != Qt.MouseButton.LeftButton or self.view.page is None:
            return
        x, y = at.x(), self.view.page_y(at.y())
        minute, press = self.view.ruler.minute(y), (x, at.y())
        found = self.view.box_at(x, y)
        snap = self.view.workspace.settings.snap
        if found is not None:
            box, part = found
            self.view.choose(box.id)
            self.drag = take_box(self.view.page, box, part, minute, press, snap)
        elif self.view.ruler.in_plan(x):
            self.drag = take_paper(self.view.page, minute, press, snap)

    def move(self, event: QMouseEvent) -> None:
        self._at = event.position()
        if self.drag is None:
            self._hover(self._at)
        elif not event.buttons() & Qt.MouseButton.LeftButton:
            self.cancel()  # the release went to another window
        else:
            self.follow(event.modifiers())

    def release(self, event: QMouseEvent) -> None:
        if self.drag is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._at = event.position()
        if self.drag.began:
            self.follow(event.modifiers())
        drag, outcome = self.drag, self.outcome
        if not drag.began:
            self.forget()
            if drag.kind == "draw":
                self.view.choose(None)
        elif isinstance(outcome, Edit) and drag.kind == "draw":
            self._stop_scrolling()
            self.drag = None  # what was drawn stays to be seen until its title is written
            self.view.write_title(drag)
        else:
            self.let_go()

    def let_go(self) -> None:
        """Carry out what the preview shows."""
        outcome = self.outcome
        self.forget()
        if outcome is not None:
            self.view.do(outcome)
        self._hover(self._at)

    def double_click(self, event: QMouseEvent) -> None:
        self.forget()
        at = event.position()
        if event.button() != Qt.MouseButton.LeftButton or self.view.page is None:
            return
        x, y = at.x(), self.view.page_y(at.y())
        found = self.view.box_at(x, y)
        if found is not None:
            self.view.choose(found[0].id)
            self.view.edit_selected()
        elif self.view.ruler.in_plan(x):
            snap = self.view.workspace.settings.snap
            start = min(snapped(self.view.ruler.minute(y), snap), self.view.page.length - DEFAULT_MINUTES)
            drag = take_paper(self.view.page, start, (x, at.y()), snap)
            self.view.write_title(drag.moved(x, at.y() + 99, start + DEFAULT_MINUTES))
        elif (entry_id := self._worked_at(x, y)) is not None:
            self.view.times_wanted.emit(entry_id)

    def _worked_at(self, x: float, y: float) -> str | None:
        """The id of the entry that was worked on at a place of the actual column."""
        found = {thing.id for thing in self.view.shown if thing.actual and thing.area.holds(x, y)}
        intervals = self.view.page.intervals if self.view.page else ()
        return next((i.entry for i in intervals if i.id in found and i.kind == "work"), None)

    # A line of the log, dragged in

    def enter(self, entry_id: str, at: QPointF) -> None:
        if self.view.page is None:
            return
        self._at = at
        minute = self.view.ruler.minute(self.view.page_y(at.y()))
        self.drag = take_entry(self.view.page, entry_id, minute, self.view.workspace.settings.snap)
        self.follow(Qt.KeyboardModifier.NoModifier)

    def over(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._at = at
        self.follow(modifiers)

    # The drag

    def follow(self, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer or the modifiers have changed: ask again what letting go would do."""
        if self.drag is None:
            return
        self.drag = self.drag.moved(
            self._at.x(),
            self._at.y(),
            self.view.ruler.minute(self.view.page_y(self._at.y())),
            fine=bool(modifiers & Qt.KeyboardModifier.AltModifier),
            swapping=bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
        )
        if not self.drag.began:
            return
        self._watch_edges()
        question = self.drag.question()
        if question != self._question:
            self._question = question
            self.outcome = self.drag.outcome(self.view.now)
            self._say(self.drag, self.outcome)
            self.view.preview(self.drag, self.outcome)

    def _say(self, drag: Drag, outcome: Outcome) -> None:
        likely = self.view.bands.words(drag) if isinstance(outcome, Edit) and drag.kind in ("start", "end") else ""
        self.view.message.emit(words_for(drag, outcome, self.view.workspace.settings.clock24, likely))
        shape = Qt.CursorShape.ForbiddenCursor if isinstance(outcome, Refused) else _held(drag)
        self.view.set_cursor(shape)

    def cancel(self) -> None:
        """Break the drag off: nothing happens."""
        if self.drag is None:
            return
        self.forget()
        self.view.message.emit("")
        self._hover(self._at)

    def forget(self) -> None:
        self._stop_scrolling()
        began = self.drag is not None and self.drag.began
        self.drag, self._question, self.outcome = None, (), None
        if began:
            self.view.preview(None, None)

    def _stop_scrolling(self) -> None:
        self._timer.stop()

    def _watch_edges(self) -> None:
        if self._speed() and not self._timer.isActive():
            self._timer.start()

    def _speed(self) -> float:
        """Pixels a tick: the nearer to the end of the window, or the farther beyond it, the faster."""
        height, y = self.view.viewport().height(), self._at.y()
        if y < NEAR:
            return -min(FASTEST, 2 + (NEAR - y) / 3)
        if y > height - NEAR:
            return min(FASTEST, 2 + (y - height + NEAR) / 3)
        return 0.0

    def _scroll(self) -> None:
        speed = self._speed()
        bar = self.view.verticalScrollBar()
        before = bar.value()
        if self.drag is not None and speed:
            bar.setValue(before + round(speed))
        if bar.value() == before:
            self._stop_scrolling()
        else:
            self.follow(QGuiApplication.keyboardModifiers())

    # Hovering

    def _hover(self, at: QPointF) -> None:
        x, y = at.x(), self.view.page_y(at.y())
        inside = self.view.viewport().rect().contains(at.toPoint())
        found = self.view.box_at(x, y) if inside else None
        self.view.hover(found[0].id if found else None)
        if found is not None:
            self.view.set_cursor(CURSORS[found[1]])
        elif inside and self.view.ruler.in_plan(x):
            self.view.set_cursor(Qt.CursorShape.CrossCursor)
        else:
            self.view.set_cursor(Qt.CursorShape.ArrowCursor)

    def leave(self) -> None:
        if self.drag is None:
            self.view.hover(None)


def _held(drag: Drag) -> Qt.CursorShape:
    if drag.kind in ("start", "end", "draw"):
        return Qt.CursorShape.SizeVerCursor
    return Qt.CursorShape.ClosedHandCursor

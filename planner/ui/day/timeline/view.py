"""The right page: a day on which boxes are drawn, dragged, resized, chosen and ticked; plan beside actual.

One painted widget. It shows the page it is given and asks the domain for every change, before and at the release.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from planner.domain.edits import Edit, Outcome, Refused
from planner.domain.values import Page
from planner.store.problems import StoreProblem
from planner.ui.controls import tip
from planner.ui.day.timeline import keys, listeners
from planner.ui.day.timeline.deeds import Deeds, titled, written
from planner.ui.day.timeline.drag import Drag
from planner.ui.day.timeline.editor import HEIGHT, TitleEditor
from planner.ui.day.timeline.geometry import Area
from planner.ui.day.timeline.pointer import Pointer
from planner.ui.day.timeline.sheet import Sheet
from planner.ui.day.timeline.shown import words_for
from planner.ui.day.timeline.tips import words_at
from planner.workspace import Workspace

if TYPE_CHECKING:
    from planner.domain.entry_line import EntryLine

if TYPE_CHECKING:
    from planner.domain.entry_line import EntryLine

MIME = "application/x-timebox-entry"  # a dragged line of the log: its id
NOTCH = 120  # of a wheel, in eighths of a degree
WHEEL = 60  # px a notch scrolls


class TimelineView(Deeds, Sheet):
    """`chosen` is the id of the box that was chosen, or None. `menu_wanted` the place on the screen where a menu for
    it is asked for. `times_wanted` names the entry whose times worked are to be written over.
    """

    chosen = Signal(object)
    times_wanted = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._editor: TitleEditor | None = None
        self._drawn: Drag | None = None  # what waits for its title
        self._supposing = False  # a line that is being written shows its box
        self.pointer = Pointer(self)
        self.setAccessibleName("The day's boxes")
        self.viewport().setMouseTracking(True)
        self.viewport().setAcceptDrops(True)
        listeners.install()

    def show_page(self, page: Page) -> None:
        """Show a page, or the same page as it is now. The choice stays if its box is still there, and so does a title
        that is being written.
        """
        if page == self.page and self.workspace.settings is self._settings:
            return
        self.pointer.cancel()
        if self.page is None or page.date != self.page.date:
            self._close_editor()
        super().show_page(page)
        if self._drawn is not None:
            self._drawn = replace(self._drawn, page=page)
            self.preview(self._drawn, self._drawn.outcome(self.now))
        if self.chosen_id is not None and page.box(self.chosen_id) is None:
            self.choose(None)
        listeners.boxes_changed(self)

    def set_zoom(self, zoom: int, y: float | None = None) -> None:
        self._close_editor()
        super().set_zoom(zoom, y)

    def suppose(self, drag: Drag, outcome: Outcome | None) -> None:
        """Show what a line that is being written elsewhere would do, or say why it cannot be; None shows the page as it
        is again. What the hand does here goes first.
        """
        if self.pointer.drag is not None or self._drawn is not None or (outcome is None and not self._supposing):
            return
        self._supposing = outcome is not None
        if isinstance(outcome, Edit):
            self.message.emit(words_for(drag, outcome, self._settings.clock24))
            self.preview(drag, outcome)
            self.reveal(drag.subject)
        else:
            self.message.emit(outcome.reason if outcome is not None else "")
            self.preview(None, None)

    # Choice, doing, writing

    def choose(self, box_id: str | None) -> None:
        """Choose a box (None: no box) and bring it into view."""
        if box_id == self.chosen_id:
            return
        areas = [area for area in (self.area_of(self.chosen_id), self.area_of(box_id)) if area]
        self.chosen_id = box_id
        self.dirty(areas)
        self.chosen.emit(box_id)
        listeners.choice_changed(self)

    def do(self, outcome: Outcome) -> Outcome:
        """Have it written and show the page as it is then; a refusal is said."""
        before = self.page
        try:
            done = self.workspace.do(outcome)
        except StoreProblem as problem:
            done = Refused(str(problem))
        if isinstance(done, Refused):
            self.message.emit(done.reason)
        elif not done.changes:
            self.message.emit("")
        elif before is not None and self.page is before:
            self.show_page(self.workspace.page(before.date))
        return done

    def step(self, direction: int) -> None:
        """Choose the box before (-1) or after (1) the chosen one; without one the nearest to now."""
        boxes = self.page.boxes if self.page else ()
        index = next((n for n, box in enumerate(boxes) if box.id == self.chosen_id), None)
        if index is None:
            self.choose_at(self._nearest())
        elif 0 <= index + direction < len(boxes):
            self.choose_at(index + direction)

    def choose_at(self, index: int) -> None:
        """Choose by place in the day: 0 is the first box, -1 the last."""
        if self.page is not None and self.page.boxes:
            self.choose(self.page.boxes[index].id)
            self.reveal(self.page.boxes[index].id)

    def _nearest(self) -> int:
        assert self.page is not None, "only a page has boxes"
        now = self.page.frame.minute(self.now)
        return next((n for n, box in enumerate(self.page.boxes) if box.end > now), 0)

    def hover(self, box_id: str | None) -> None:
        """The pointer is over a box, or over none: its handles show."""
        if box_id == self.hovered_id:
            return
        areas = [area for area in (self.area_of(self.hovered_id), self.area_of(box_id)) if area]
        self.hovered_id = box_id
        self.dirty(areas)

    def set_cursor(self, shape: Qt.CursorShape) -> None:
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def edit_selected(self) -> None:
        """Write the title of the chosen box in its own place."""
        box = self.chosen_box()
        if self.page is None or box is None:
            return
        editor = self._open_editor(self.area_of(box.id), self.page.title_of(box), "Title")
        editor.kept.connect(lambda text: self._keep_title(box.id, text))

    def _keep_title(self, box_id: str, text: str) -> None:
        box = self.page.box(box_id) if self.page else None
        if self.page is None or box is None:
            self._written(Refused("That box is gone: draw another one for this."))
            return
        line = self._read(text)
        self._written(titled(self.page, box, line, self.workspace.now()))

    def write_title(self, drag: Drag) -> None:
        """What was drawn waits for its title: Enter makes the task and its box, Esc neither."""
        outcome = drag.outcome(self.now)
        self.preview(drag, outcome)
        if isinstance(outcome, Refused):
            self.message.emit(outcome.reason)
            self.preview(None, None)
            return
        self.message.emit("Write a title. Enter keeps it, Esc takes it back.")
        editor = self._open_editor(self.area_of(drag.subject), "", "What is it?")
        self._drawn = drag
        editor.kept.connect(self._keep_drawn)

    def _read(self, text: str) -> EntryLine:
        from planner.domain.entry_line import parse  # its patterns take longer to make than the page to show

        return parse(text, today=self.workspace.today(), boxed=True)

    def _keep_drawn(self, text: str) -> None:
        drag, page = self._drawn, self.page
        assert drag is not None, "a title is written for what was drawn"
        assert page is not None, "nothing is drawn without a page"
        line = self._read(text)
        start, end = drag.span()
        now, snap = self.workspace.now(), drag.step
        outcome = written(page, line, start, end, now=now, snap=snap, entry=drag.entry, new=drag.new)
        self._drawn = None
        if not self._written(Refused(line.problem) if line.problem else outcome):
            self._drawn = drag
        elif self.page is not None and self.page.box(drag.new) is not None:
            self.choose(drag.new)

    def _open_editor(self, area: Area | None, text: str, placeholder: str) -> TitleEditor:
        self._close_editor()
        area = area or Area(self.ruler.plan_left, self.page_y(0), 200, HEIGHT)
        editor = TitleEditor(self.viewport(), text, placeholder)
        editor.lie_on(QRectF(area.x, area.y - self.verticalScrollBar().value(), area.w, area.h))
        editor.dropped.connect(self._drop_editor)
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._editor = editor
        return editor

    def _written(self, outcome: Outcome) -> bool:
        """Whether the text was kept; if not it is left in its field, with the reason why it cannot be."""
        done = self.do(outcome)
        if isinstance(done, Refused) and self._editor is not None:
            self._editor.again()
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self._drop_editor()
        return True

    def _drop_editor(self) -> None:
        had = self._editor is not None and self._editor.hasFocus()
        self._close_editor()
        self.preview(None, None)
        self.message.emit("")
        if had:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_editor(self) -> None:
        editor, self._editor, self._drawn = self._editor, None, None
        if editor is not None:
            editor.blockSignals(True)
            editor.hide()
            editor.deleteLater()

    # What Qt tells

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.pointer.double_click(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointer.leave()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.pointer.cancel()
        super().focusOutEvent(event)
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        # While a drag lasts no shortcut is heard: an undo in the middle of it would pull the page from under it.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._wants(event):
            event.accept()
            return True
        return super().event(event)

    def _wants(self, event: QKeyEvent) -> bool:
        return self.pointer.drag is not None or keys.wanted(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.pointer.drag is not None:
            if event.key() == Qt.Key.Key_Escape:
                self.pointer.cancel()
            else:
                self.pointer.follow(keys.modifiers_after(event, pressed=True))
        elif not keys.press(self, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self.pointer.drag is not None:
            self.pointer.follow(keys.modifiers_after(event, pressed=False))
        else:
            super().keyReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not self.pointer.dragging and notches:
                self.set_zoom(round(self.ruler.zoom * 1.1**notches), event.position().y())
        else:
            exact = event.pixelDelta().y()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - (exact if exact else round(notches * WHEEL)))
            if self.pointer.drag is not None:
                self.pointer.follow(event.modifiers())
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.pointer.drag is not None:
            self.pointer.cancel()
            return
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            at = self.viewport().mapFromGlobal(place)
            found = self.box_at(at.x(), self.page_y(at.y()))
            self.choose(found[0].id if found else None)
        elif self.chosen_id is not None:
            place = self.viewport().mapToGlobal(self.view_rect(self.chosen_id).center())
        if self.chosen_id is not None:
            self.menu_wanted.emit(place)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.page is not None and event.mimeData().hasFormat(MIME):
            self.pointer.enter(bytes(event.mimeData().data(MIME).data()).decode(), event.position())
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            self.pointer.over(event.position(), event.modifiers())
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.pointer.cancel()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.pointer.drag is not None and event.mimeData().hasFormat(MIME):
            self.pointer.over(event.position(), event.modifiers())
            self.pointer.let_go()
            event.acceptProposedAction()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        words = words_at(self, event.pos().x(), self.page_y(event.pos().y()))
        if words and not self.pointer.dragging:
            QToolTip.showText(event.globalPos(), tip(words), self.viewport())
        else:
            QToolTip.hideText()

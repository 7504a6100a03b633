"""The timeline for those who do not see it: a list of boxes that a screen reader can walk and move.

The children are made by place in the list and never thrown away, because Qt may keep a pointer to any that it has
seen; each says what the box at its place says now.
"""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

from planner.domain.times import words_of
from planner.domain.values import Box
from planner.ui.day.timeline.shown import spoken
from planner.ui.speaking import NULL, Part

EARLIER, LATER = "Decrease", "Increase"  # the names that screen readers know: of a slider, a spin box
ACTIONS = {
    "SetFocus": ("Choose", "Chooses this box"),
    EARLIER: ("Move earlier", "Moves this box earlier by one step"),
    LATER: ("Move later", "Moves this box later by one step"),
    "Press": ("Edit the title", "Writes the title of this box anew"),
    "Toggle": ("Tick", "Ticks this box"),
}


class BoxActions(QAccessibleActionInterface):
    def __init__(self, box: BoxInterface) -> None:
        super().__init__()
        self.of = box

    def actionNames(self) -> list[str]:
        return list(ACTIONS)

    def localizedActionName(self, name: str) -> str:  # noqa: N802
        return ACTIONS.get(name, (name, ""))[0]

    def localizedActionDescription(self, name: str) -> str:  # noqa: N802
        return ACTIONS.get(name, ("", ""))[1]

    def keyBindingsForAction(self, name: str) -> list[str]:
        return {EARLIER: ["Ctrl+Up"], LATER: ["Ctrl+Down"], "Press": ["Return"], "Toggle": ["X"]}.get(name, [])

    def doAction(self, name: str) -> None:
        box, view = self.of.box, self.of.day.view
        if box is None:
            return
        view.choose(box.id)
        if name in (EARLIER, LATER):
            view.move_selected(-view.snap if name == EARLIER else view.snap)
        elif name == "Press":
            view.edit_selected()
        elif name == "Toggle":
            view.tick_selected()
        else:
            view.setFocus()


class BoxInterface(Part):
    """The box at one place of the day's list."""

    def __init__(self, day: DayInterface, index: int) -> None:
        super().__init__(day, index)
        self.day = day
        self.actions = BoxActions(self)

    @property
    def box(self) -> Box | None:
        boxes = self.day.boxes
        return boxes[self.index] if self.index < len(boxes) else None

    def isValid(self) -> bool:
        return self.box is not None

    def text(self, kind: QAccessible.Text) -> str:
        box, view = self.box, self.day.view
        if box is None or view.page is None:
            return ""
        if kind == QAccessible.Text.Name:
            return spoken(view.page, box, view.now, view.workspace.settings.clock24)
        if kind == QAccessible.Text.Value:
            return words_of(box.minutes)
        return ""

    def rect(self) -> QRect:
        box, view = self.box, self.day.view
        if box is None:
            return QRect()
        rect = view.view_rect(box.id)
        return QRect(view.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def state(self) -> QAccessible.State:
        state, box, view = cast(Any, QAccessible.State()), self.box, self.day.view
        if box is None:
            state.invalid = True
            return state
        chosen = box.id == view.chosen_id
        state.focusable = state.selectable = True
        state.selected = chosen
        state.focused = chosen and view.hasFocus()
        state.offscreen = not view.viewport().rect().intersects(view.view_rect(box.id))
        state.readOnly = box.pinned
        return state

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        return self.actions if kind == QAccessible.InterfaceType.ActionInterface else NULL


class DayInterface(QAccessibleWidget):
    """The list of the day's boxes."""

    def __init__(self, view: Any) -> None:
        super().__init__(view, QAccessible.Role.List, "The day's boxes")
        self.view = view
        self._children: list[BoxInterface] = []

    @property
    def boxes(self) -> tuple[Box, ...]:
        alive = Shiboken.isValid(self.view)  # a screen reader may still ask about a window that is gone
        return self.view.page.boxes if alive and self.view.page is not None else ()

    def childCount(self) -> int:
        return len(self.boxes)

    def child(self, index: int) -> Any:
        if not 0 <= index < len(self.boxes):
            return None
        while len(self._children) <= index:
            self._children.append(BoxInterface(self, len(self._children)))
        return self._children[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.index if isinstance(child, BoxInterface) else -1

    def childAt(self, x: int, y: int) -> Any:
        at = self.view.viewport().mapFromGlobal(QPoint(x, y))
        return next((self.child(n) for n, b in enumerate(self.boxes) if self.view.view_rect(b.id).contains(at)), None)

    def focusChild(self) -> Any:
        index = self.chosen_index()
        return self.child(index) if index >= 0 and self.view.hasFocus() else None

    def chosen_index(self) -> int:
        return next((n for n, box in enumerate(self.boxes) if box.id == self.view.chosen_id), -1)

    def text(self, kind: QAccessible.Text) -> str:
        page = self.view.page
        if kind == QAccessible.Text.Name:
            return self.view.accessibleName()
        if kind == QAccessible.Text.Value and page is not None:
            return f"{len(page.boxes)} boxes, {words_of(page.planned())} of work"
        return ""

    def state(self) -> QAccessible.State:
        state = cast(Any, QAccessible.State())
        state.focusable = True
        state.focused = self.view.hasFocus()
        return state

"""The charts and lists of the review for those who do not see them: each a list of things with their words.

The children are made by place in the list and never thrown away, because Qt may keep a pointer to any that it has
seen; each says what the thing at its place says now.
"""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

from planner.ui.speaking import Part, speak_for


def install() -> None:
    """Tell Qt how to speak of what can be pointed at."""
    speak_for("Pointed", ThingsInterface)


class ThingInterface(Part):
    """The thing at one place."""

    def __init__(self, things: ThingsInterface, index: int) -> None:
        super().__init__(things, index)
        self.things = things

    def isValid(self) -> bool:
        return self.index < self.things.childCount()

    def text(self, kind: QAccessible.Text) -> str:
        if not self.isValid() or kind != QAccessible.Text.Name:
            return ""
        return ", ".join(str(self.things.of.things.words(self.index)).splitlines())

    def rect(self) -> QRect:
        if not self.isValid():
            return QRect()
        spot = self.things.of.spot(self.index).toAlignedRect()
        return QRect(self.things.of.mapToGlobal(spot.topLeft()), spot.size())

    def state(self) -> QAccessible.State:
        state = cast(Any, QAccessible.State())
        if not self.isValid():
            state.invalid = True
            return cast(QAccessible.State, state)
        of = self.things.of
        state.focusable = state.selectable = True
        state.selected = of.chosen == self.index
        state.focused = state.selected and of.hasFocus()
        return cast(QAccessible.State, state)


class ThingsInterface(QAccessibleWidget):
    """A chart, or a list of rows: `of` is the widget."""

    def __init__(self, of: Any) -> None:
        super().__init__(of, QAccessible.Role.List, of.accessibleName())
        self.of = of
        self._children: list[ThingInterface] = []

    def childCount(self) -> int:
        alive = Shiboken.isValid(self.of)  # a screen reader may still ask about a window that is gone
        return len(self.of.things.areas) if alive else 0

    def child(self, index: int) -> Any:
        if not 0 <= index < self.childCount():
            return None
        while len(self._children) <= index:
            self._children.append(ThingInterface(self, len(self._children)))
        return self._children[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.index if isinstance(child, ThingInterface) else -1

    def childAt(self, x: int, y: int) -> Any:
        return self.child(self.of.at(QPointF(self.of.mapFromGlobal(QPoint(x, y))))) if self.childCount() else None

    def focusChild(self) -> Any:
        return self.child(self.of.chosen) if self.childCount() and self.of.hasFocus() else None

    def text(self, kind: QAccessible.Text) -> str:
        if not Shiboken.isValid(self.of):
            return ""
        if kind == QAccessible.Text.Name:
            return str(self.of.accessibleName())
        if kind == QAccessible.Text.Description:
            return str(self.of.accessibleDescription())
        if kind == QAccessible.Text.Value:
            return str(self.of.words())
        return ""

    def state(self) -> QAccessible.State:
        state = cast(Any, QAccessible.State())
        if Shiboken.isValid(self.of):
            state.focusable = self.childCount() > 0
            state.focused = self.of.hasFocus()
        return cast(QAccessible.State, state)

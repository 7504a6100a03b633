"""What one part of a painted widget answers to a screen reader where it has nothing of its own to say.

A PySide interface must answer every cast with a pointer, a null one where it has nothing: a None kills the program.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor
from shiboken6 import Shiboken

NULL = Shiboken.VoidPtr(0)


class Part(QAccessibleInterface):
    """A part without parts of its own, at a place in the list of a whole. It has neither object nor colours."""

    def __init__(self, whole: QAccessibleInterface, index: int) -> None:
        super().__init__()
        self.whole = whole
        self.index = index

    def object(self) -> Any:
        return None

    def window(self) -> Any:
        return self.whole.window()

    def parent(self) -> QAccessibleInterface:
        return self.whole

    def child(self, index: int) -> Any:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def childAt(self, x: int, y: int) -> Any:
        return None

    def focusChild(self) -> Any:
        return None

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Words are changed by editing, with undo; never from here."""

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        return NULL

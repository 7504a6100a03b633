"""What one part of a painted widget answers to a screen reader where it has nothing of its own to say.

A PySide interface must answer every cast with a pointer, a null one where it has nothing: a None kills the program.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor
from shiboken6 import Shiboken

NULL = Shiboken.VoidPtr(0)
_factories: dict[str, object] = {}  # Qt calls them as long as the program runs
_alive: dict[int, QAccessibleInterface] = {}


def speak_for(kind: str, make: Callable[[QObject], QAccessibleInterface]) -> None:
    """Tell Qt, once for each kind of widget, how to speak of it: `make` is asked when somebody listens."""

    def interface(key: str, thing: QObject) -> QAccessibleInterface | None:
        if key != kind:
            return None
        made, name = make(thing), id(thing)
        _alive[name] = made  # Qt keeps a pointer to it; Python must keep it too
        thing.destroyed.connect(lambda _=None: _alive.pop(name, None))
        return made

    if kind not in _factories:
        _factories[kind] = interface
        QAccessible.installFactory(interface)


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

"""What screen readers are told of the timeline, and how they get to what they may walk there (see accessible.py)."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleStateChangeEvent

_alive: dict[int, QAccessibleInterface] = {}
_installed: list[bool] = []


def install() -> None:
    """Tell Qt once how to speak of timelines."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_interface)


def _interface(key: str, thing: QObject) -> QAccessibleInterface | None:
    if key != "TimelineView":
        return None
    from planner.ui.day.timeline.accessible import DayInterface  # for who asks: nobody does on most days

    made, name = DayInterface(thing), id(thing)
    _alive[name] = made  # Qt keeps a pointer to it; Python must keep it too
    thing.destroyed.connect(lambda _=None: _alive.pop(name, None))
    return made


def boxes_changed(view: Any) -> None:
    """The page has other boxes, or the same ones elsewhere."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.ObjectReorder))


def choice_changed(view: Any) -> None:
    """Another box is chosen: a screen reader reads it out."""
    if not QAccessible.isActive() or view.page is None:
        return
    index = next((n for n, box in enumerate(view.page.boxes) if box.id == view.chosen_id), -1)
    if index < 0:
        return
    changed = cast(Any, QAccessible.State())
    changed.selected = True
    state_event = QAccessibleStateChangeEvent(view, changed)
    focus_event = QAccessibleEvent(view, QAccessible.Event.Focus)
    for event in (state_event, focus_event):
        event.setChild(index)
        QAccessible.updateAccessibility(event)

"""What screen readers are told of the timeline, and how they get to what they may walk there (see accessible.py)."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleStateChangeEvent

from planner.ui.speaking import speak_for


def install() -> None:
    """Tell Qt how to speak of timelines."""
    speak_for("TimelineView", _day)


def _day(thing: QObject) -> QAccessibleInterface:
    from planner.ui.day.timeline.accessible import DayInterface  # for who asks: nobody does on most days

    return DayInterface(thing)


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

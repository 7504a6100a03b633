"""The keyboard on the timeline: the keys that act on the chosen box. Those of the whole window stand in its table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from planner.ui.day.timeline.view import TimelineView

Key = Qt.Key
Modifier = Qt.KeyboardModifier
NONE = Modifier.NoModifier
CONTROL = Modifier.ControlModifier
SHIFT = Modifier.ShiftModifier
ALT = Modifier.AltModifier
Deed = Callable[["TimelineView"], object]
MODIFIER_KEYS = {Key.Key_Shift: SHIFT, Key.Key_Alt: ALT, Key.Key_Control: CONTROL}


# With a box chosen or not; without one ↑ and ↓ begin at now.
ALWAYS: dict[tuple[Modifier, Key], Deed] = {
    (NONE, Key.Key_Up): lambda v: v.step(-1),
    (NONE, Key.Key_Down): lambda v: v.step(1),
    (NONE, Key.Key_Home): lambda v: v.choose_at(0),
    (NONE, Key.Key_End): lambda v: v.choose_at(-1),
    (CONTROL, Key.Key_Plus): lambda v: v.set_zoom(v.ruler.zoom + 25),
    (CONTROL, Key.Key_Equal): lambda v: v.set_zoom(v.ruler.zoom + 25),
    (CONTROL, Key.Key_Minus): lambda v: v.set_zoom(v.ruler.zoom - 25),
    (CONTROL, Key.Key_0): lambda v: v.set_zoom(100),
}
# With a box chosen.
CHOSEN: dict[tuple[Modifier, Key], Deed] = {
    (CONTROL, Key.Key_Up): lambda v: v.move_selected(-v.snap),
    (CONTROL, Key.Key_Down): lambda v: v.move_selected(v.snap),
    (CONTROL | ALT, Key.Key_Up): lambda v: v.move_selected(-1),
    (CONTROL | ALT, Key.Key_Down): lambda v: v.move_selected(1),
    (CONTROL | SHIFT, Key.Key_Up): lambda v: v.swap_selected(-1),
    (CONTROL | SHIFT, Key.Key_Down): lambda v: v.swap_selected(1),
    (SHIFT, Key.Key_Up): lambda v: v.resize_selected(-v.snap),
    (SHIFT, Key.Key_Down): lambda v: v.resize_selected(v.snap),
    (SHIFT | ALT, Key.Key_Up): lambda v: v.resize_selected(-1),
    (SHIFT | ALT, Key.Key_Down): lambda v: v.resize_selected(1),
    (NONE, Key.Key_Space): lambda v: v.start_or_stop_selected(),
    (NONE, Key.Key_X): lambda v: v.tick_selected(),
    (NONE, Key.Key_Delete): lambda v: v.remove_selected(),
    (NONE, Key.Key_Backspace): lambda v: v.remove_selected(),
    (NONE, Key.Key_Return): lambda v: v.edit_selected(),
    (NONE, Key.Key_Enter): lambda v: v.edit_selected(),
    (NONE, Key.Key_F2): lambda v: v.edit_selected(),
    (NONE, Key.Key_Escape): lambda v: v.choose(None),
}


def deed_for(view: TimelineView, event: QKeyEvent) -> Deed | None:
    modifiers = event.modifiers() & (CONTROL | SHIFT | ALT)
    key = Key(event.key())
    if key in (Key.Key_Plus, Key.Key_Equal):
        modifiers &= ~SHIFT  # a plus is a shifted key on some keyboards
    always = ALWAYS.get((modifiers, key))
    if always is not None or view.chosen_id is None:
        return always
    return CHOSEN.get((modifiers, key))


def wanted(view: TimelineView, event: QKeyEvent) -> bool:
    """Whether the timeline wants this key for itself before any shortcut of the window gets it."""
    return deed_for(view, event) is not None


def press(view: TimelineView, event: QKeyEvent) -> bool:
    """Do what a key stands for; whether it stands for anything."""
    deed = deed_for(view, event)
    if deed is not None:
        deed(view)
    return deed is not None


def modifiers_after(event: QKeyEvent, *, pressed: bool) -> Modifier:
    """The modifiers once this key has gone down or up: an event tells those of before, or not, by platform."""
    changed = MODIFIER_KEYS.get(Key(event.key()), NONE)
    return event.modifiers() | changed if pressed else event.modifiers() & ~changed

"""What a person may do to the lines of a page's log: all of it can be had from here, each in a module of its subject.

Every operation is pure and answers with an Edit or with a Refused that says in one sentence what would work.
"""

from __future__ import annotations

from planner.domain.adding import add, break_down, log_unplanned
from planner.domain.carrying import delete, drop, migrate
from planner.domain.ranks import prioritise
from planner.domain.rewriting import edit_text, edit_title, mark_off_screen
from planner.domain.ticks import tick, tick_box, toggle, toggle_box, untick, untick_box

__all__ = [
    "add",
    "break_down",
    "delete",
    "drop",
    "edit_text",
    "edit_title",
    "log_unplanned",
    "mark_off_screen",
    "migrate",
    "prioritise",
    "tick",
    "tick_box",
    "toggle",
    "toggle_box",
    "untick",
    "untick_box",
]

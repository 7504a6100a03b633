"""The menu of boxes that a shaded time can be given to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from planner.domain.filled import Worked
from planner.ui.actions import escaped
from planner.ui.reading.draft import Draft
from planner.ui.reading.words import box_words


def ask_box(parent: QWidget, draft: Draft, mark: str, at: QPoint, then: Callable[[], object]) -> None:
    """Open the boxes of the page at a point of the screen, the one that the time has now first."""
    decision = draft.items[mark].decision
    if not isinstance(decision, Worked):
        return
    menu = QMenu(parent)
    menu.setAccessibleName("Give the time to a box")

    def give(box_id: str | None) -> None:
        draft.give(mark, box_id)
        then()

    for box in draft.boxes():
        words = f"{draft.page.frame.clock(box.start)}  {box_words(draft.page, box.id)}"
        action = menu.addAction(escaped(words))
        action.triggered.connect(lambda _=False, box_id=box.id: give(box_id))
        action.setCheckable(True)
        action.setChecked(box.id == decision.box)
        if box.id == decision.box:
            menu.setActiveAction(action)
    menu.addSeparator()
    none = menu.addAction("None of these: write what it was for")
    none.triggered.connect(lambda: give(None))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)

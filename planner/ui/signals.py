"""The one signal that tells the views, made from the workspace's plain callback."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from planner.domain.edits import Edit
from planner.workspace import Workspace


class Changes(QObject):
    """`changed(Edit)` comes after the Edit is durable. An Edit without changes means new settings."""

    changed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end = workspace.subscribe(self._tell)

    def _tell(self, edit: Edit) -> None:
        self.changed.emit(edit)

    def close(self) -> None:
        self._end()

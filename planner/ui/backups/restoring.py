"""Putting a backup in place while the window is open: the file is closed, exchanged, and opened again."""

from __future__ import annotations

from pathlib import Path

from planner.store import restoring
from planner.store.store import Store
from planner.ui import jobs
from planner.workspace import Workspace


def restored(workspace: Workspace, name: str) -> Path | None:
    """Put a backup in the open file's place and tell every view. Where the old file went, if there was one.

    Raises StoreProblem; then the file that was open before is open again.
    """
    jobs.wait()
    folder, head = workspace.folder, workspace.store.defaults
    workspace.store.close()
    try:
        aside = restoring.restore(folder, name)
    finally:
        workspace.go_on_with(Store.open(folder, head, clock=workspace.now))
        jobs.run(workspace.store.warm_up)
    return aside

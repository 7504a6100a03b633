"""Where a dialog for files begins to look."""

from __future__ import annotations

import os

from PySide6.QtCore import QStandardPaths

Kind = QStandardPaths.StandardLocation


def usual(kind: Kind) -> str:
    """The person's folder of a kind; their home where there is none: a dialog would take its name for a file's."""
    folder = QStandardPaths.writableLocation(kind)
    return folder if os.path.isdir(folder) else QStandardPaths.writableLocation(Kind.HomeLocation)

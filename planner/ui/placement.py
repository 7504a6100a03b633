"""Where the window stood, kept beside the data: small, private, and never in the way when it cannot be read."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from planner import private_json

if TYPE_CHECKING:
    from planner.ui.theme import Choice

FILE = "window.json"
FARTHEST = 100_000  # px: no screen reaches farther
USUAL = QSize(1320, 860)
log = logging.getLogger(__name__)


def restore(window: QWidget, folder: Path) -> None:
    """Put the window where it stood, but on a screen that is there; else in the middle, at its usual size."""
    kept = frame_of(_read(folder / FILE).get("frame"))
    screen = QGuiApplication.screenAt(kept.center()) if kept is not None else None
    room = (screen or QGuiApplication.primaryScreen()).availableGeometry()
    wanted = kept if kept is not None and screen is not None else QRect(room.topLeft(), USUAL)
    size = wanted.size().boundedTo(room.size()).expandedTo(window.minimumSizeHint())
    frame = QRect(wanted.topLeft(), size)
    if kept is None or screen is None:
        frame.moveCenter(room.center())
    window.setGeometry(clamped(frame, room))


def clamped(frame: QRect, room: QRect) -> QRect:
    """The frame moved so that it lies within the room, its top left corner first."""
    frame.moveRight(min(frame.right(), room.right()))
    frame.moveBottom(min(frame.bottom(), room.bottom()))
    frame.moveLeft(max(frame.left(), room.left()))
    frame.moveTop(max(frame.top(), room.top()))
    return frame


def look(folder: Path) -> Choice:
    """The look that the window had when it was closed, known before the settings can be read."""
    kept = _read(folder / FILE).get("look")
    return kept if kept in ("light", "dark") else "system"


def save(window: QWidget, folder: Path, look: Choice) -> None:
    """Remember how the window stands; a folder that takes no file is no reason to hold anyone up."""
    frame = window.normalGeometry() if window.isMaximized() or window.isFullScreen() else window.geometry()
    place = [frame.x(), frame.y(), frame.width(), frame.height()]
    try:
        private_json.write(folder / FILE, {"frame": place, "look": look})
    except OSError as problem:
        log.info("the window's place was not kept: %s", problem.strerror)


def _read(file: Path) -> dict[str, Any]:
    return private_json.read(file) or {}


def frame_of(kept: object) -> QRect | None:
    """A place that was kept in a file, where it is one: whole numbers, no farther away than any screen."""
    if not isinstance(kept, list) or len(kept) != 4 or not all(type(number) is int for number in kept):
        return None
    x, y, width, height = kept
    fits = abs(x) < FARTHEST and abs(y) < FARTHEST and 0 < width < FARTHEST and 0 < height < FARTHEST
    return QRect(x, y, width, height) if fits else None

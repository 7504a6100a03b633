"""What the window systems differ in, where the windows of the running day must know."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


def under_x11() -> bool:
    """Here a window can pass the window manager by and keep keyboard and pointer for itself."""
    return QGuiApplication.platformName() == "xcb"


def under_wayland() -> bool:
    """Here no program grabs the keyboard, moves its own windows or knows where they are."""
    return QGuiApplication.platformName().startswith("wayland")


def has_screen() -> bool:
    """Without one there is no above: raising a window, which Qt does by itself with tools, only makes it complain."""
    return QGuiApplication.platformName() not in ("offscreen", "minimal")


def bring_up(window: QWidget) -> None:
    """Above all other windows."""
    if has_screen():
        window.raise_()

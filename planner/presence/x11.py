"""X11: the server itself counts the time since the last key or mouse, for all windows (MIT-SCREEN-SAVER)."""

from __future__ import annotations

import ctypes
import select
from ctypes import POINTER, c_char_p, c_int, c_ulong, c_void_p
from typing import Any

from planner.presence import foreign
from planner.presence.watch import BLIND, Sight

LOST = select.POLLHUP | select.POLLERR | getattr(select, "POLLRDHUP", 0)


class Info(ctypes.Structure):
    """XScreenSaverInfo, as in X11/extensions/scrnsaver.h."""

    _fields_ = [
        ("window", c_ulong),
        ("state", c_int),
        ("kind", c_int),
        ("since", c_ulong),
        ("idle", c_ulong),  # milliseconds
        ("mask", c_ulong),
    ]


class X11:
    """Blind where there is no server, no library, or a server without the extension."""

    name = "X11 screen saver extension"

    def __init__(self, display: str) -> None:
        self._display: int | None = None
        x11, saver = foreign.load("libX11.so.6"), foreign.load("libXss.so.1")
        if x11 is None or saver is None:
            return
        self._calls = _Calls(x11, saver)
        self._display = self._calls.open(display.encode())
        if self._display is not None:
            self._begin(self._display)

    def _begin(self, display: int) -> None:
        self._root = self._calls.root(display)
        self._info = self._calls.allocate()
        self._line = select.poll()
        self._line.register(self._calls.number(display), LOST)
        event, error = c_int(), c_int()
        if not self._info or not self._calls.extension(display, ctypes.byref(event), ctypes.byref(error)):
            self.close()

    def look(self) -> Sight:
        if not self._is_there() or not self._calls.query(self._display, self._root, self._info):
            return BLIND
        return Sight(self._info.contents.idle / 1000, None)

    def _is_there(self) -> bool:
        """Whether the server still is. To ask one that is lost would end this process: Xlib calls exit(1)."""
        if self._display is not None and self._line.poll(0):
            self._display = None  # and not XCloseDisplay, which asks the server too
        return self._display is not None

    def close(self) -> None:
        if self._is_there():
            self._calls.free(self._info)
            self._calls.close(self._display)
            self._display = None


class _Calls:
    """What is called of Xlib, each function with its types."""

    def __init__(self, x11: Any, saver: Any) -> None:
        declare = foreign.declare
        self.open = declare(x11, "XOpenDisplay", c_void_p, c_char_p)
        self.close = declare(x11, "XCloseDisplay", c_int, c_void_p)
        self.number = declare(x11, "XConnectionNumber", c_int, c_void_p)
        self.root = declare(x11, "XDefaultRootWindow", c_ulong, c_void_p)
        self.free = declare(x11, "XFree", c_int, c_void_p)
        self.extension = declare(saver, "XScreenSaverQueryExtension", c_int, c_void_p, POINTER(c_int), POINTER(c_int))
        self.allocate = declare(saver, "XScreenSaverAllocInfo", POINTER(Info))
        self.query = declare(saver, "XScreenSaverQueryInfo", c_int, c_void_p, c_ulong, POINTER(Info))

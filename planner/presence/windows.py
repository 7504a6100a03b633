"""Windows: the time of the session's last input, and the session's own word on whether it is locked.

Written from the documentation and tried against stand-ins alone: it was never run on Windows.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, c_int, c_int32, c_uint32, c_void_p
from typing import Any

from planner.presence import foreign
from planner.presence.watch import Sight

THIS_SERVER = None  # WTS_CURRENT_SERVER_HANDLE
THIS_SESSION = 0xFFFFFFFF  # WTS_CURRENT_SESSION
SESSION_INFO = 25  # WTSSessionInfoEx
LOCKED = {0: True, 1: False}  # WTS_SESSIONSTATE_LOCK and _UNLOCK; anything else is "unknown"


class LastInput(ctypes.Structure):
    """LASTINPUTINFO."""

    _fields_ = [("size", c_uint32), ("tick", c_uint32)]


class SessionInfo(ctypes.Structure):
    """The beginning of WTSINFOEXW. What follows holds 64-bit numbers, hence the gap after the level."""

    _fields_ = [("level", c_uint32), ("gap", c_uint32), ("session", c_uint32), ("state", c_int32), ("flags", c_int32)]


def here() -> Windows:
    return Windows(foreign.load("user32"), foreign.load("kernel32"), foreign.load("wtsapi32"))


def between(then: int, now: int) -> float:
    """Seconds between two tick counts, which begin again at 0 every 49.7 days.

    An input that comes in during the question lies a little after `now`: that is 0, not 49 days.
    """
    ticks = (now - then) % 2**32
    return ticks / 1000 if ticks < 2**31 else 0.0


class Windows:
    """Blind wherever a library or a function is missing or fails."""

    name = "Windows session"

    def __init__(self, user: Any, kernel: Any, sessions: Any) -> None:
        self._open = True
        self._idle = None if user is None or kernel is None else _idle_calls(user, kernel)
        self._locked = None if sessions is None else _lock_calls(sessions)

    def look(self) -> Sight:
        if not self._open:
            return Sight(None, None)
        return Sight(self._look_idle(), self._look_locked())

    def close(self) -> None:
        self._open = False

    def _look_idle(self) -> float | None:
        if self._idle is None:
            return None
        last_input, tick = self._idle
        last = LastInput(ctypes.sizeof(LastInput), 0)
        return between(last.tick, tick()) if last_input(ctypes.byref(last)) else None

    def _look_locked(self) -> bool | None:
        if self._locked is None:
            return None
        query, free = self._locked
        buffer, size = c_void_p(), c_uint32()
        if not query(THIS_SERVER, THIS_SESSION, SESSION_INFO, ctypes.byref(buffer), ctypes.byref(size)):
            return None
        try:
            return _locked(buffer.value, size.value)
        finally:
            free(buffer)


def _locked(address: int | None, size: int) -> bool | None:
    if address is None or size < ctypes.sizeof(SessionInfo):
        return None
    info = SessionInfo.from_address(address)
    return LOCKED.get(info.flags) if info.level == 1 else None


def _idle_calls(user: Any, kernel: Any) -> tuple[Any, Any]:
    last_input = foreign.declare(user, "GetLastInputInfo", c_int, POINTER(LastInput))
    return last_input, foreign.declare(kernel, "GetTickCount", c_uint32)


def _lock_calls(sessions: Any) -> tuple[Any, Any]:
    types = (c_void_p, c_uint32, c_int, POINTER(c_void_p), POINTER(c_uint32))
    query = foreign.declare(sessions, "WTSQuerySessionInformationW", c_int, *types)
    return query, foreign.declare(sessions, "WTSFreeMemory", None, c_void_p)

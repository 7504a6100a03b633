"""macOS: the time since the session's last input, and the session's own word on whether its screen is locked.

Written from the documentation and tried against stand-ins alone: it was never run on macOS.
"""

from __future__ import annotations

from ctypes import c_char_p, c_double, c_int32, c_ubyte, c_uint32, c_void_p
from typing import Any

from planner.presence import foreign
from planner.presence.watch import Sight

FRAMEWORK = "/System/Library/Frameworks/{0}.framework/{0}"
THIS_SESSION = 0  # kCGEventSourceStateCombinedSessionState
ANY_INPUT = 0xFFFFFFFF  # kCGAnyInputEventType
UTF8 = 0x08000100  # kCFStringEncodingUTF8
LOCKED = b"CGSSessionScreenIsLocked"


def here() -> MacOS:
    graphics, foundation = (FRAMEWORK.format(name) for name in ("ApplicationServices", "CoreFoundation"))
    return MacOS(foreign.load(graphics), foreign.load(foundation))


class MacOS:
    """Blind wherever a library is missing, or the process belongs to no session with a screen."""

    name = "macOS session"

    def __init__(self, graphics: Any, foundation: Any) -> None:
        self._calls = None if graphics is None or foundation is None else _Calls(graphics, foundation)
        self._key = None if self._calls is None else self._calls.string(None, LOCKED, UTF8)

    def look(self) -> Sight:
        if self._calls is None:
            return Sight(None, None)
        idle = self._calls.idle(THIS_SESSION, ANY_INPUT)
        return Sight(idle if idle >= 0 else None, self._locked(self._calls))  # not >= 0: negative, or no number

    def _locked(self, calls: _Calls) -> bool | None:
        session = calls.session()
        if not session or not self._key:
            return None
        try:
            value = calls.value(session, self._key)  # there only while the screen is locked
            return bool(value) and bool(calls.truth(value))
        finally:
            calls.release(session)

    def close(self) -> None:
        if self._calls is not None and self._key:
            self._calls.release(self._key)
        self._calls = self._key = None


class _Calls:
    """What is called of the frameworks, each function with its types."""

    def __init__(self, graphics: Any, foundation: Any) -> None:
        declare = foreign.declare
        self.idle = declare(graphics, "CGEventSourceSecondsSinceLastEventType", c_double, c_int32, c_uint32)
        self.session = declare(graphics, "CGSessionCopyCurrentDictionary", c_void_p)
        self.string = declare(foundation, "CFStringCreateWithCString", c_void_p, c_void_p, c_char_p, c_uint32)
        self.value = declare(foundation, "CFDictionaryGetValue", c_void_p, c_void_p, c_void_p)
        self.truth = declare(foundation, "CFBooleanGetValue", c_ubyte, c_void_p)
        self.release = declare(foundation, "CFRelease", None, c_void_p)

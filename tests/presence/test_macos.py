"""Against stand-ins that check what they are handed; the real system was never asked."""

from __future__ import annotations

from ctypes import CFUNCTYPE, c_char_p, c_double, c_int32, c_ubyte, c_uint32, c_void_p
from types import SimpleNamespace

import pytest

from planner.presence.macos import MacOS, here
from planner.presence.watch import BLIND, Sight

# Pointers of more than 32 bits, as real ones are.
KEY, SESSION, TRUE, FALSE = 0x7F11_0000_0001, 0x7F22_0000_0002, 0x7F33_0000_0003, 0x7F44_0000_0004


class System:
    """ApplicationServices and CoreFoundation of a session; `locked` is what its dictionary holds, if anything."""

    def __init__(self, idle: float = 0.0, session: int = SESSION, locked: int = 0) -> None:
        self.released: list[int] = []
        self.asked: list[tuple[object, ...]] = []

        def seconds(state: int, kind: int) -> float:
            self.asked.append((state, kind))
            return idle

        def string(allocator: int | None, text: bytes, encoding: int) -> int:
            self.asked.append((allocator, text, encoding))
            return KEY

        def value(dictionary: int, key: int) -> int:
            assert (dictionary, key) == (SESSION, KEY)
            return locked

        self.graphics = SimpleNamespace(
            CGEventSourceSecondsSinceLastEventType=CFUNCTYPE(c_double, c_int32, c_uint32)(seconds),
            CGSessionCopyCurrentDictionary=CFUNCTYPE(c_void_p)(lambda: session),
        )
        self.foundation = SimpleNamespace(
            CFStringCreateWithCString=CFUNCTYPE(c_void_p, c_void_p, c_char_p, c_uint32)(string),
            CFDictionaryGetValue=CFUNCTYPE(c_void_p, c_void_p, c_void_p)(value),
            CFBooleanGetValue=CFUNCTYPE(c_ubyte, c_void_p)(lambda boolean: boolean == TRUE),
            CFRelease=CFUNCTYPE(None, c_void_p)(self.released.append),
        )

    def open(self) -> MacOS:
        return MacOS(self.graphics, self.foundation)


def test_idle_is_that_of_any_input_in_this_session() -> None:
    system = System(idle=12.5)
    assert system.open().look().idle == 12.5
    assert system.asked == [(None, b"CGSSessionScreenIsLocked", 0x08000100), (0, 0xFFFFFFFF)]


@pytest.mark.parametrize("idle", [-1.0, float("nan")])
def test_a_time_that_is_none_is_no_knowledge(idle: float) -> None:
    assert System(idle=idle).open().look().idle is None


@pytest.mark.parametrize(("value", "locked"), [(TRUE, True), (FALSE, False), (0, False)])
def test_the_session_says_whether_it_is_locked(value: int, locked: bool) -> None:
    system = System(locked=value)
    assert system.open().look().locked is locked
    assert system.released == [SESSION]


def test_without_a_session_the_lock_is_unknown() -> None:
    system = System(session=0)
    assert system.open().look().locked is None
    assert system.released == []


def test_once_closed_it_is_blind_and_has_let_go() -> None:
    system = System()
    opened = system.open()
    assert opened.look() == Sight(0.0, False)
    opened.close()
    opened.close()
    assert opened.look() == BLIND
    assert system.released == [SESSION, KEY]


def test_without_the_libraries_it_is_blind() -> None:
    assert MacOS(None, None).look() == BLIND


@pytest.mark.skipif("sys.platform == 'darwin'", reason="where the frameworks are not")
def test_elsewhere_it_is_blind() -> None:
    assert here().look() == BLIND

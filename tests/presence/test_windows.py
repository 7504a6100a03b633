"""Against stand-ins that look at the raw memory they are handed; the real system was never asked."""

from __future__ import annotations

import ctypes
import struct
from ctypes import CFUNCTYPE, c_int, c_uint32, c_void_p
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.presence.watch import BLIND, Sight
from planner.presence.windows import Windows, between, here


class System:
    """user32, kernel32 and wtsapi32 of a session."""

    def __init__(self, tick: int = 0, last: int = 0, info: bytes = b"", works: bool = True) -> None:
        self.tick, self.last, self.works = tick, last, works
        self.buffer = ctypes.create_string_buffer(info, len(info))
        self.asked: list[tuple[int | None, int, int]] = []
        self.freed: list[int] = []
        self.user = SimpleNamespace(GetLastInputInfo=CFUNCTYPE(c_int, c_void_p)(self._last_input))
        self.kernel = SimpleNamespace(GetTickCount=CFUNCTYPE(c_uint32)(lambda: self.tick))
        query = CFUNCTYPE(c_int, c_void_p, c_uint32, c_int, c_void_p, c_void_p)(self._query)
        free = CFUNCTYPE(None, c_void_p)(self.freed.append)
        self.sessions = SimpleNamespace(WTSQuerySessionInformationW=query, WTSFreeMemory=free)

    def _last_input(self, address: int) -> int:
        size, _ = struct.unpack("=II", ctypes.string_at(address, 8))
        if size != 8 or not self.works:  # as the real one fails where cbSize is wrong
            return 0
        ctypes.memmove(address, struct.pack("=II", size, self.last), 8)
        return 1

    def _query(self, server: int | None, session: int, kind: int, buffer: int, size: int) -> int:
        self.asked.append((server, session, kind))
        if not self.works:
            return 0
        c_void_p.from_address(buffer).value = ctypes.addressof(self.buffer)
        c_uint32.from_address(size).value = len(self.buffer)
        return 1

    def look(self) -> Sight:
        return Windows(self.user, self.kernel, self.sessions).look()


def session(flags: int, level: int = 1) -> bytes:
    """WTSINFOEXW: what follows the level begins at byte 8; its flags are the third number of four bytes."""
    return struct.pack("=I4xIiI", level, 2, 0, flags) + bytes(200)


def test_idle_is_the_time_since_the_last_input() -> None:
    assert System(tick=10_500, last=9_000).look().idle == 1.5


def test_the_tick_count_begins_again_after_49_days() -> None:
    assert System(tick=1_000, last=2**32 - 2_000).look().idle == 3.0


def test_an_input_during_the_question_is_now() -> None:
    assert System(tick=10_000, last=10_016).look().idle == 0.0


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**31 - 1))
def test_ticks_are_counted_round_the_clock(then: int, ticks: int) -> None:
    assert between(then, (then + ticks) % 2**32) == ticks / 1000


@pytest.mark.parametrize(("flags", "locked"), [(0, True), (1, False), (0xFFFFFFFF, None), (7, None)])
def test_the_session_says_whether_it_is_locked(flags: int, locked: bool | None) -> None:
    system = System(info=session(flags))
    assert system.look().locked is locked
    assert system.asked == [(None, 0xFFFFFFFF, 25)]
    assert system.freed == [ctypes.addressof(system.buffer)]


@pytest.mark.parametrize("info", [b"\1\0\0\0", session(0, level=2)])
def test_an_answer_of_another_shape_is_none_and_freed(info: bytes) -> None:
    system = System(info=info)
    assert system.look().locked is None
    assert len(system.freed) == 1


def test_calls_that_fail_are_no_knowledge() -> None:
    system = System(info=session(0), works=False)
    assert system.look() == BLIND
    assert system.freed == []


def test_without_the_libraries_it_is_blind() -> None:
    assert Windows(None, None, None).look() == BLIND


def test_once_closed_it_is_blind() -> None:
    system = System(tick=5_000, info=session(1))
    windows = Windows(system.user, system.kernel, system.sessions)
    assert windows.look() == Sight(5.0, False)
    windows.close()
    assert windows.look() == BLIND


@pytest.mark.skipif("sys.platform == 'win32'", reason="where user32 is not")
def test_elsewhere_it_is_blind() -> None:
    assert here().look() == BLIND

"""How much time really passed: three clocks, because each of them lies about something.

The wall clock can be set, and the one that stands still while the machine sleeps misses the night.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from planner.presence import foreign

JUMP = 2.0  # seconds: less is drift, or the clock being drawn gently to the right time
SLEEP = 5.0  # seconds: less is a reading taken while the system was busy
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

Counter = Callable[[], float]


class Clocks(Protocol):
    """Three sources. Each is cheap and never raises."""

    def wall(self) -> dt.datetime:
        """Now, aware, with microseconds, at the local offset."""

    def elapsed(self) -> float:
        """Seconds that only grow, also while the machine sleeps. They begin anywhere."""

    def awake(self) -> float:
        """Seconds that only grow, and stand still while the machine sleeps. They begin anywhere."""


class Reading(NamedTuple):
    """All three clocks at one moment. Worth nothing after the machine has been started anew."""

    wall: dt.datetime
    elapsed: float
    awake: float


class Passed(NamedTuple):
    """What lay between two readings, in seconds."""

    seconds: float  # really elapsed, sleep included
    jumped: float  # by which the wall clock was set: positive when forward, 0.0 unless over JUMP
    slept: float  # that the machine slept, 0.0 unless over SLEEP


def read(clocks: Clocks) -> Reading:
    return Reading(clocks.wall(), clocks.elapsed(), clocks.awake())


def passed(before: Reading, after: Reading) -> Passed:
    elapsed = after.elapsed - before.elapsed
    # Through UTC: neither a journey nor a change to summer time sets the clock.
    shown = ((after.wall - EPOCH) - (before.wall - EPOCH)).total_seconds()
    jumped, slept = shown - elapsed, elapsed - (after.awake - before.awake)
    return Passed(max(elapsed, 0.0), jumped if abs(jumped) > JUMP else 0.0, slept if slept > SLEEP else 0.0)


class SystemClocks:
    """The machine's own. Linux is tried; macOS and Windows follow their documentation and were never run there."""

    def __init__(self) -> None:
        self._elapsed, self._awake = counters()

    def wall(self) -> dt.datetime:
        now = dt.datetime.now(dt.UTC)
        try:
            return now.astimezone()
        except (OSError, OverflowError, ValueError):  # a clock before 1970 on Windows
            return now

    def elapsed(self) -> float:
        return self._elapsed()

    def awake(self) -> float:
        return self._awake()


def counters() -> tuple[Counter, Counter]:
    """The clock that goes on during sleep, and the one that stands still. The same one twice where there is but one."""
    if sys.platform == "win32":
        return windows_counters(foreign.load("kernel32"))
    elif sys.platform == "linux":
        going_on, standing = time.CLOCK_BOOTTIME, time.CLOCK_MONOTONIC
    elif sys.platform == "darwin":
        # Not CLOCK_MONOTONIC, which macOS makes from the wall clock.
        going_on, standing = time.CLOCK_MONOTONIC_RAW, time.CLOCK_UPTIME_RAW
    else:
        return time.monotonic, time.monotonic
    return lambda: time.clock_gettime(going_on), lambda: time.clock_gettime(standing)


def windows_counters(kernel: Any) -> tuple[Counter, Counter]:
    """From kernel32: the tick count in milliseconds, and the unbiased interrupt time in units of 100 ns."""
    tick = foreign.declare(kernel, "GetTickCount64", ctypes.c_uint64)
    unbiased = foreign.declare(kernel, "QueryUnbiasedInterruptTime", ctypes.c_int, ctypes.POINTER(ctypes.c_uint64))

    def awake() -> float:
        units = ctypes.c_uint64()
        unbiased(ctypes.byref(units))
        return units.value / 1e7

    return lambda: tick() / 1000, awake

from __future__ import annotations

import ctypes
import datetime as dt
import sys
from collections.abc import Callable
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.presence.clocks import JUMP, SLEEP, Passed, Reading, SystemClocks, passed, read, windows_counters

ZONES = ["UTC", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "America/Santiago"]
zones = st.sampled_from(ZONES).map(ZoneInfo)
moments = st.integers(631_152_000, 2_840_140_800).map(lambda second: dt.datetime.fromtimestamp(second, dt.UTC))
spans = st.floats(0, 1e6)
START = dt.datetime(2026, 3, 29, 0, 30, tzinfo=dt.UTC)


def after(before: Reading, awake: float = 0.0, slept: float = 0.0, set_by: float = 0.0) -> Reading:
    seconds = awake + slept
    wall = before.wall.astimezone(dt.UTC) + dt.timedelta(seconds=seconds + set_by)
    return Reading(wall, before.elapsed + seconds, before.awake + awake)


@given(moments, zones, zones, spans, spans, st.floats(-1e6, 1e6))
def test_what_passed_is_told_apart(
    start: dt.datetime, zone: ZoneInfo, later: ZoneInfo, awake: float, slept: float, set_by: float
) -> None:
    before = Reading(start.astimezone(zone), 5e5, 3e5)
    then = after(before, awake, slept, set_by)
    found = passed(before, then._replace(wall=then.wall.astimezone(later)))
    assert found.seconds == pytest.approx(awake + slept, abs=1e-4)
    assert found.jumped == (pytest.approx(set_by, abs=1e-4) if found.jumped else 0.0)
    assert bool(found.jumped) == (abs(set_by) > JUMP) or abs(set_by) == pytest.approx(JUMP, abs=1e-4)
    assert found.slept == (pytest.approx(slept, abs=1e-4) if found.slept else 0.0)
    assert bool(found.slept) == (slept > SLEEP) or slept == pytest.approx(SLEEP, abs=1e-4)


@given(moments, zones, zones, spans)
def test_a_journey_and_summer_time_set_no_clock(
    start: dt.datetime, zone: ZoneInfo, later: ZoneInfo, span: float
) -> None:
    before = Reading(start.astimezone(zone), 0.0, 0.0)
    then = after(before, span)
    assert passed(before, then._replace(wall=then.wall.astimezone(later))).jumped == 0.0


def test_the_night_in_which_summer_begins() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = Reading(START.astimezone(berlin), 0.0, 0.0)
    now = Reading((START + dt.timedelta(hours=1)).astimezone(berlin), 3600.0, 3600.0)
    assert passed(before, now) == Passed(3600.0, 0.0, 0.0)


def test_the_same_wall_time_twice_is_an_hour_apart() -> None:
    first = dt.datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    now = Reading(first.replace(fold=1), 3600.0, 3600.0)
    assert passed(Reading(first, 0.0, 0.0), now) == Passed(3600.0, 0.0, 0.0)


@pytest.mark.parametrize(("set_by", "jumped"), [(2.0, 0.0), (-2.0, 0.0), (3.0, 3.0), (-3600.0, -3600.0)])
def test_only_a_leap_of_the_wall_clock_is_told(set_by: float, jumped: float) -> None:
    before = Reading(START, 10.0, 10.0)
    assert passed(before, after(before, awake=60.0, set_by=set_by)) == Passed(60.0, jumped, 0.0)


def test_sleep_counts_as_passed_and_is_told() -> None:
    before = Reading(START, 10.0, 10.0)
    assert passed(before, after(before, awake=2.0, slept=28800.0)) == Passed(28802.0, 0.0, 28800.0)


def test_nothing_passes_backwards() -> None:
    assert passed(Reading(START, 10.0, 10.0), Reading(START, 9.0, 9.0)).seconds == 0.0


def test_the_system_clocks_only_grow() -> None:
    clocks = SystemClocks()
    first, second = read(clocks), read(clocks)
    assert second.elapsed >= first.elapsed
    assert second.awake >= first.awake
    assert passed(first, second)._replace(seconds=0.0) == Passed(0.0, 0.0, 0.0)


def test_the_wall_clock_is_aware_and_local(in_zone: Callable[[str], None]) -> None:
    in_zone("Asia/Kathmandu")
    assert SystemClocks().wall().utcoffset() == dt.timedelta(hours=5, minutes=45)


@pytest.mark.skipif(sys.platform != "linux", reason="the clocks of Linux")
def test_on_linux_sleep_is_the_difference_of_two_clocks() -> None:
    clocks = SystemClocks()
    awake = clocks.awake()
    assert clocks.elapsed() >= awake


def test_windows_counts_milliseconds_and_hundreds_of_nanoseconds() -> None:
    def unbiased(address: int) -> int:
        ctypes.c_uint64.from_address(address).value = 2**40
        return 1

    kernel = SimpleNamespace(
        GetTickCount64=ctypes.CFUNCTYPE(ctypes.c_uint64)(lambda: 2**32 + 500),
        QueryUnbiasedInterruptTime=ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(unbiased),
    )
    elapsed, awake = windows_counters(kernel)
    assert elapsed() == (2**32 + 500) / 1000
    assert awake() == 2**40 / 1e7

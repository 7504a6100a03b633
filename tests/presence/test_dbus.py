from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.presence.dbus import FRESH, LIMIT, PAUSE, DBus, is_kde
from planner.presence.watch import BLIND, Sight
from tests.presence.conftest import Clock
from tests.presence.desktop import Desktop

Open = Callable[..., DBus]


@pytest.fixture
def opened(desktop: Desktop, clock: Clock) -> Iterator[Open]:
    """One bus for both, as far as these tests go: that of the session and that of the system."""
    made: list[DBus] = []

    def opening(kde: bool = False) -> DBus:
        made.append(DBus(desktop.address, desktop.address, kde, elapsed=clock, awake=clock))
        return made[-1]

    yield opening
    for dbus in made:
        dbus.close()


def idle_is(dbus: DBus, seconds: float | None) -> Callable[[], bool]:
    return lambda: dbus.look().idle == seconds


def locked_is(dbus: DBus, locked: bool | None) -> Callable[[], bool]:
    return lambda: dbus.look().locked is locked


def test_gnome_tells_how_long_nobody_touched_anything(desktop: Desktop, opened: Open, qtbot: QtBot) -> None:
    desktop.play("mutter", idle=2**33)
    dbus = opened()
    qtbot.waitUntil(idle_is(dbus, 2**33 / 1000))
    desktop.say(idle=0)
    qtbot.waitUntil(idle_is(dbus, 0.0))


def test_the_age_of_an_answer_counts_as_idle(desktop: Desktop, opened: Open, qtbot: QtBot, clock: Clock) -> None:
    desktop.play("mutter", idle=5000)
    dbus = opened()
    qtbot.waitUntil(idle_is(dbus, 5.0))
    clock.now += 3
    assert dbus.look().idle == 8.0


@pytest.mark.parametrize("service", ["gnome", "freedesktop"])
def test_the_screen_saver_tells_of_the_lock(desktop: Desktop, opened: Open, qtbot: QtBot, service: str) -> None:
    desktop.play(service, active=True)
    dbus = opened()
    qtbot.waitUntil(locked_is(dbus, True))
    desktop.say(active=False)
    qtbot.waitUntil(locked_is(dbus, False))
    assert dbus.look().idle is None


def test_a_hint_of_no_lock_counts_once_there_was_one(desktop: Desktop, opened: Open, qtbot: QtBot) -> None:
    desktop.play("logind", "mutter", idle=1000)
    dbus = opened()
    qtbot.waitUntil(idle_is(dbus, 1.0))
    assert dbus.look().locked is None
    desktop.say(locked=True)
    qtbot.waitUntil(locked_is(dbus, True))
    desktop.say(locked=False)
    qtbot.waitUntil(locked_is(dbus, False))


def test_whoever_says_locked_is_believed(desktop: Desktop, opened: Open, qtbot: QtBot) -> None:
    desktop.play("logind", "gnome", locked=True, active=False)
    qtbot.waitUntil(locked_is(opened(), True))


def test_logind_tells_of_an_idle_session_but_of_no_busy_one(
    desktop: Desktop, opened: Open, qtbot: QtBot, clock: Clock
) -> None:
    desktop.play("logind", locked=True, since=round((clock.now - 300) * 1e6))
    dbus = opened()
    qtbot.waitUntil(locked_is(dbus, True))
    assert dbus.look().idle is None
    desktop.say(hint=True)
    qtbot.waitUntil(idle_is(dbus, 300.0))
    desktop.say(hint=False)
    qtbot.waitUntil(idle_is(dbus, None))


def test_kde_is_believed_once_it_counts(desktop: Desktop, opened: Open, qtbot: QtBot) -> None:
    """Under Wayland it says 0 whatever happens."""
    desktop.play("freedesktop", idle=0, active=True)
    dbus = opened(kde=True)
    qtbot.waitUntil(locked_is(dbus, True))
    assert dbus.look().idle is None
    desktop.say(idle=4000)
    qtbot.waitUntil(idle_is(dbus, 4.0))
    desktop.say(idle=0)
    qtbot.waitUntil(idle_is(dbus, 0.0))


def test_an_idle_time_of_unknown_unit_is_not_asked_for(desktop: Desktop, opened: Open, qtbot: QtBot) -> None:
    desktop.play("freedesktop", idle=4000, active=True)
    dbus = opened(kde=False)
    qtbot.waitUntil(locked_is(dbus, True))
    assert dbus.look().idle is None


def test_kde_says_who_it_is() -> None:
    assert is_kde({"XDG_CURRENT_DESKTOP": "KDE"})
    assert not is_kde({"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"})
    assert not is_kde({})


def test_a_service_that_hangs_is_soon_no_knowledge_and_comes_back(
    desktop: Desktop, opened: Open, qtbot: QtBot, clock: Clock
) -> None:
    desktop.play("mutter", "gnome", idle=5000)
    dbus = opened()
    qtbot.waitUntil(lambda: dbus.look() == Sight(5.0, False))
    desktop.hang()
    clock.now += FRESH + 1
    qtbot.waitUntil(lambda: dbus.look() == BLIND)
    clock.now += LIMIT + 1
    assert dbus.look() == BLIND  # what was asked last is given up, whether it was put before the hanging or after
    desktop.wake()
    clock.now += PAUSE + 1
    qtbot.waitUntil(lambda: dbus.look() == Sight(5.0, False))


def test_a_service_that_leaves_takes_its_answer_along(desktop: Desktop, opened: Open, qtbot: QtBot) -> None:
    desktop.play("mutter", "gnome", idle=5000)
    dbus = opened()
    qtbot.waitUntil(lambda: dbus.look() == Sight(5.0, False))
    desktop.leave()
    qtbot.waitUntil(lambda: dbus.look() == BLIND)


def test_a_service_that_comes_later_is_found(desktop: Desktop, opened: Open, qtbot: QtBot, clock: Clock) -> None:
    dbus = opened()
    desktop.play("gnome", active=True)
    clock.now += PAUSE + 1
    qtbot.waitUntil(locked_is(dbus, True))


def test_a_bus_that_breaks_down_is_silence(
    desktop: Desktop, opened: Open, qtbot: QtBot, capfd: pytest.CaptureFixture[str]
) -> None:
    desktop.play("mutter", idle=5000)
    dbus = opened()
    qtbot.waitUntil(idle_is(dbus, 5.0))
    desktop.break_down()
    qtbot.waitUntil(lambda: dbus.look() == BLIND)
    dbus.close()
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("address", ["", "rubbish", "unix:path=/no/such/bus", "autolaunch:"])
def test_without_a_bus_it_is_blind_and_silent(address: str, capfd: pytest.CaptureFixture[str]) -> None:
    dbus = DBus(address, address)
    assert [dbus.look(), dbus.look()] == [BLIND, BLIND]
    dbus.close()
    assert capfd.readouterr().err == ""


def test_a_bus_that_says_nothing_holds_nobody(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "bus"))
        listening.listen()
        dbus = DBus(f"unix:path={tmp_path}/bus", "")
        assert [dbus.look(), dbus.look(), dbus.look()] == [BLIND] * 3
        dbus.close()


def test_once_closed_it_is_blind(desktop: Desktop, opened: Open, qtbot: QtBot) -> None:
    desktop.play("gnome", active=True)
    dbus = opened()
    qtbot.waitUntil(locked_is(dbus, True))
    dbus.close()
    assert dbus.look() == BLIND

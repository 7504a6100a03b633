from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.presence import watch
from planner.presence.watch import BLIND, PATIENCE, Sight, Together
from planner.presence.x11 import X11
from tests.presence.desktop import Desktop
from tests.xserver import XServer


class Part:
    def __init__(self, name: str, idle: float | None = None, locked: bool | None = None) -> None:
        self.name = name
        self.sight = Sight(idle, locked)
        self.closed = False

    def look(self) -> Sight:
        return self.sight

    def close(self) -> None:
        self.closed = True


def test_each_question_is_answered_by_the_first_that_can() -> None:
    together = Together([Part("a", idle=1.0), Part("b", idle=2.0, locked=False), Part("c", locked=True)])
    assert together.look() == Sight(1.0, False)
    assert together.name == "a and b"


def test_one_that_tells_both_is_named_once() -> None:
    together = Together([Part("a", 1.0, True)])
    together.look()
    assert together.name == "a"


def test_where_none_can_tell_it_says_so() -> None:
    together = Together([Part("a")])
    assert together.look() == BLIND
    assert together.name == "nothing here can tell"


def test_our_own_windows_are_watched_only_where_the_others_stay_blind() -> None:
    better, spare = Part("better"), Part("ours", idle=7.0)
    together = Together([better], lambda: spare)
    looks = [together.look() for _ in range(PATIENCE)]
    assert looks == [BLIND] * (PATIENCE - 1) + [Sight(7.0, None)]
    assert together.name == "ours"
    better.sight = Sight(3.0, None)
    assert together.look() == Sight(3.0, None)
    assert spare.closed


def test_closing_closes_all() -> None:
    part, spare = Part("part"), Part("ours", idle=7.0)
    together = Together([part], lambda: spare)
    for _ in range(PATIENCE):
        together.look()
    together.close()
    assert part.closed
    assert spare.closed
    assert [together.look() for _ in range(PATIENCE)] == [BLIND] * PATIENCE


@pytest.mark.parametrize(
    ("environ", "wayland"),
    [
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, True),
        ({"XDG_SESSION_TYPE": "wayland", "DISPLAY": ":0"}, True),
        ({"XDG_SESSION_TYPE": "x11", "DISPLAY": ":0"}, False),
        ({}, False),
    ],
)
def test_wayland_is_known_by_its_names(environ: dict[str, str], wayland: bool) -> None:
    assert watch.on_wayland(environ) is wayland


def test_an_x11_desktop_is_seen_by_its_server(server: XServer) -> None:
    found = watch.find({"DISPLAY": server.display}, "linux")
    assert found.look().idle is not None
    assert found.name == X11.name
    found.close()


def test_under_wayland_the_x_server_is_not_believed(server: XServer) -> None:
    found = watch.find({"DISPLAY": server.display, "WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert found.look() == BLIND
    found.close()


def test_a_wayland_desktop_is_asked_over_its_bus(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.play("mutter", "gnome", idle=60_000, active=True)
    environ = {"WAYLAND_DISPLAY": "wayland-0", "DBUS_SESSION_BUS_ADDRESS": desktop.address}
    found = watch.find(environ, "linux")
    qtbot.waitUntil(lambda: (found.look().idle or 0) >= 60 and found.look().locked is True)
    assert found.name == "the desktop's own services"
    found.close()


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux", "freebsd14"])
def test_where_nothing_is_to_be_found_it_begins_blind(platform: str) -> None:
    found = watch.find({}, platform)
    assert found.look() == BLIND
    found.close()


def test_choosing_loads_what_is_chosen_and_no_more() -> None:
    code = (
        "from planner.presence import watch; import sys; print(any(name.startswith('PySide6') for name in sys.modules))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

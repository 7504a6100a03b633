from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.presence.watch import BLIND
from planner.presence.x11 import X11
from tests.xserver import XServer

GROWN = 0.3  # seconds


@pytest.fixture
def x11(server: XServer) -> Iterator[X11]:
    opened = X11(server.display)
    yield opened
    opened.close()


def idle(x11: X11) -> float:
    seconds = x11.look().idle
    assert seconds is not None
    return seconds


@pytest.mark.parametrize("touch", [("key", "a"), ("mousemove_relative", "3", "3"), ("click", "1")])
def test_idle_grows_until_somebody_touches_anything(
    server: XServer, x11: X11, qtbot: QtBot, touch: tuple[str, ...]
) -> None:
    def touched() -> bool:
        server.do(*touch)
        return idle(x11) < GROWN

    server.do("mousemove", "200", "200")
    qtbot.waitUntil(lambda: idle(x11) >= GROWN)
    qtbot.waitUntil(touched)


def test_it_says_nothing_of_a_lock(x11: X11) -> None:
    assert x11.look().locked is None


def test_once_closed_it_is_blind(server: XServer) -> None:
    x11 = X11(server.display)
    x11.close()
    x11.close()
    assert x11.look() == BLIND


@pytest.mark.parametrize("display", ["", ":98765", "nowhere.invalid:0", "rubbish"])
def test_without_a_server_it_is_blind(display: str, capfd: pytest.CaptureFixture[str]) -> None:
    x11 = X11(display)
    assert x11.look() == BLIND
    x11.close()
    assert capfd.readouterr().err == ""


@pytest.mark.usefixtures("server")
def test_a_server_without_the_extension_is_blind(capfd: pytest.CaptureFixture[str]) -> None:
    with XServer(manager=False, options=("-extension", "MIT-SCREEN-SAVER")) as poor:
        x11 = X11(poor.display)
        assert x11.look() == BLIND
        x11.close()
    assert capfd.readouterr().err == ""


LOST = """
from planner.presence.x11 import X11
from tests.xserver import XServer
with XServer(manager=False) as server:
    x11 = X11(server.display)
    assert x11.look().idle is not None
    server.kill()
    assert x11.look() == (None, None)
    x11.close()
print("still here")
"""


@pytest.mark.usefixtures("server")
def test_a_server_that_is_lost_ends_nothing() -> None:
    """In a process of its own: Xlib would end the one that asks."""
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", LOST], cwd=root, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("still here", "")

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.presence.knock import SYSTEM, Knock, door, session_bus, system_bus
from tests.presence.desktop import Desktop

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="the buses are found by Unix sockets")


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("unix:path=/run/user/1000/bus", "/run/user/1000/bus"),
        ("unix:path=/tmp/a%20b,guid=12ab", "/tmp/a b"),
        ("unix:abstract=/tmp/dbus-x,guid=12ab", "\0/tmp/dbus-x"),
        ("unix:path=/first;unix:path=/second", "/first"),
        ("tcp:host=localhost,port=1", ""),
        ("autolaunch:", ""),
        ("unix:", ""),
        ("rubbish", ""),
        ("", ""),
    ],
)
def test_the_door_behind_an_address(address: str, found: str) -> None:
    assert door(address) == found


def test_the_session_bus_is_named_or_lies_in_the_runtime_folder(tmp_path: Path) -> None:
    folder = {"XDG_RUNTIME_DIR": str(tmp_path)}
    assert session_bus({}) == ""
    assert session_bus(folder) == ""
    (tmp_path / "bus").touch()
    assert session_bus(folder) == f"unix:path={tmp_path}/bus"
    assert session_bus(folder | {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/x"}) == "unix:path=/x"


def test_the_system_bus_is_named_or_where_it_always_is() -> None:
    assert system_bus({}) == SYSTEM
    assert system_bus({"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/x"}) == "unix:path=/x"


@pytest.mark.parametrize(
    "address", ["", "rubbish", "unix:path=/no/such/bus", "unix:path=a%00b", f"unix:path=/{'x' * 300}"]
)
def test_nobody_behind_the_door_is_known_at_once(address: str) -> None:
    assert Knock(address).answered is False


def test_a_bus_opens(desktop: Desktop, qtbot: QtBot) -> None:
    knock = Knock(desktop.address)
    qtbot.waitUntil(lambda: knock.listen() is True)


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[socket.socket]:
    """Somebody who listens where a bus should be."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "bus"))
        listening.listen()
        yield listening


def knock_at(listening: socket.socket) -> Knock:
    return Knock(f"unix:path={listening.getsockname()}")


def test_one_who_says_nothing_is_waited_for_without_waiting(stranger: socket.socket) -> None:
    knock = knock_at(stranger)
    assert [knock.listen(), knock.listen()] == [None, None]
    knock.close()
    assert knock.listen() is None


@pytest.mark.parametrize("words", [b"REJECTED EXTERNAL\r\n", b"", b"HTTP/1.1 400\r\n"])
def test_one_who_is_no_bus_is_left_alone(stranger: socket.socket, qtbot: QtBot, words: bytes) -> None:
    knock = knock_at(stranger)
    caller, _ = stranger.accept()
    with caller:
        assert caller.recv(100).startswith(b"\0AUTH EXTERNAL ")
        caller.sendall(words)
        caller.shutdown(socket.SHUT_WR)
        qtbot.waitUntil(lambda: knock.listen() is False)


def test_an_answer_may_come_in_parts(stranger: socket.socket, qtbot: QtBot) -> None:
    knock = knock_at(stranger)
    caller, _ = stranger.accept()
    with caller:
        caller.sendall(b"OK 12")
        assert knock.listen() is None
        caller.sendall(b"34\r\n")
        qtbot.waitUntil(lambda: knock.listen() is True)

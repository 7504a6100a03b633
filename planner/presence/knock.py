"""Where the message buses are, and whether one opens its door.

To connect to a bus that does not answer would hold the window for ever, and without an address libdbus would start a
bus of its own. So the address is looked up here, and the door is knocked at first, without waiting.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import unquote

SYSTEM = "unix:path=/run/dbus/system_bus_socket"


def session_bus(environ: Mapping[str, str]) -> str:
    """The address of the person's bus, or '' where there is none."""
    named = environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    folder = environ.get("XDG_RUNTIME_DIR", "")
    if named or not folder or not os.path.exists(f"{folder}/bus"):
        return named
    return f"unix:path={folder}/bus"


def system_bus(environ: Mapping[str, str]) -> str:
    return environ.get("DBUS_SYSTEM_BUS_ADDRESS", "") or SYSTEM


def door(address: str) -> str:
    """The name of the socket behind the first address of a list; '' where it is none of this machine's."""
    kind, _, rest = address.partition(";")[0].partition(":")
    pairs = dict(pair.partition("=")[::2] for pair in rest.split(","))
    if kind != "unix":
        return ""
    return unquote(pairs.get("path", "")) or "\0" * ("abstract" in pairs) + unquote(pairs.get("abstract", ""))


class Knock:
    """Begins to say hello to a bus. `answered` is None while nothing has come back."""

    def __init__(self, address: str) -> None:
        self._socket: socket.socket | None = None
        self._heard = b""
        self.answered: bool | None = None
        try:
            self._begin(door(address))
        except (OSError, ValueError):  # nobody there, or a name that is none
            self._end(False)

    def _begin(self, name: str) -> None:
        if not name or not hasattr(socket, "AF_UNIX"):
            raise ValueError
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.setblocking(False)
        self._socket.connect(name)
        who = str(os.getuid()).encode().hex()
        self._socket.sendall(f"\0AUTH EXTERNAL {who}\r\n".encode())

    def listen(self) -> bool | None:
        """Take what has come by now."""
        if self._socket is None:
            return self.answered
        try:
            heard = self._socket.recv(256)
        except BlockingIOError:
            return None
        except OSError:
            heard = b""
        self._heard += heard
        if not heard or b"\r\n" in self._heard:
            self._end(self._heard.startswith(b"OK"))
        return self.answered

    def _end(self, answered: bool) -> None:
        self.answered = answered
        self.close()

    def close(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                self._socket.close()
            self._socket = None

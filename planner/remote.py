"""The way from a command to the window that is open: a local socket, asked with the standard library alone.

One line of JSON goes there and one comes back. The socket is named after the user and the data folder, and stands in
a folder that only its owner can enter. planner/ui/remote.py is the window's side.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planner.commands import Bad

PATIENCE = 10.0  # seconds that a window may take to answer…
LONG_PATIENCE = 600.0  # …and that it may take to print, or to copy the pictures of years to a slow stick
OWN_PLACE = "timebox-planner-"  # what a folder of ours is called where the system gives none
SLOW = frozenset({"print", "review", "backup", "doctor", "import"})
LONGEST_PATH = 90  # bytes that a socket's path may have on every system, less what Qt adds while it makes it
SILENT = "The planner's window is open but does not answer; close it and try again."

Message = Mapping[str, Any]


def address(folder: Path) -> str | None:
    """Where the window on a data folder listens: a path, on Windows the name of a pipe. None: no safe place for it."""
    key = hashlib.blake2b(os.fsencode(os.path.realpath(folder)), digest_size=8).hexdigest()
    name = f"timebox-planner-{key}"
    if os.name == "nt":
        return f"{name}-{hashlib.blake2b(os.environ.get('USERNAME', '').encode(), digest_size=4).hexdigest()}"
    for place in _places():
        path = os.path.join(place, name)
        if len(os.fsencode(path)) <= LONGEST_PATH and _is_ours(place):
            return path
    return None


def _places() -> list[str]:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return [*([runtime] if os.path.isabs(runtime) else []), f"/tmp/{OWN_PLACE}{os.getuid()}"]


def _is_ours(place: str) -> bool:
    """Whether a folder is there (made if need be), belongs to this user, and lets nobody else in."""
    try:
        if os.path.basename(place).startswith(OWN_PLACE):
            os.makedirs(place, mode=0o700, exist_ok=True)
        found = os.lstat(place)
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


def ask(folder: Path, message: Message, patience: float = PATIENCE) -> dict[str, Any] | None:
    """What the window answers; None if no window is open on this folder. Raises Bad if it is, and keeps silent."""
    where = address(folder)
    if where is None or (os.name != "nt" and not os.path.exists(where)):
        return None
    line = json.dumps(message).encode("ascii") + b"\n"
    try:
        raw = _over_pipe(where, line) if os.name == "nt" else _over_socket(where, line, patience)
    except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError):
        return None
    except OSError as error:
        raise Bad(SILENT) from error
    try:
        answer = json.loads(raw)
    except ValueError as error:
        raise Bad(SILENT) from error
    return answer if isinstance(answer, dict) else None


def _over_socket(where: str, line: bytes, patience: float) -> bytes:
    import socket  # only for who has somebody to ask: most starts have not

    deadline = time.monotonic() + patience
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as channel:
        channel.settimeout(patience)
        channel.connect(where)
        channel.sendall(line)
        parts: list[bytes] = []
        while not (parts and parts[-1].endswith(b"\n")):
            channel.settimeout(max(0.01, deadline - time.monotonic()))
            part = channel.recv(1 << 16)
            if not part:
                break
            parts.append(part)
    return b"".join(parts)


def _over_pipe(name: str, line: bytes) -> bytes:
    with open(rf"\\.\pipe\{name}", "r+b", buffering=0) as pipe:
        pipe.write(line)
        return pipe.readline()


def raise_window(folder: Path) -> bool:
    """Ask the window on this folder to come to the front; False if there is none."""
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
    return ask(folder, {"argv": [], "raise": True, "token": token}) is not None

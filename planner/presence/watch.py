"""Who is there: what can be seen of a person, and the choice of what sees most on this desktop."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple, Protocol

PATIENCE = 5  # looks that the better ones may be blind before our own windows are watched instead


class Sight(NamedTuple):
    idle: float | None  # seconds since the last key or mouse anywhere in this session; None: cannot know
    locked: bool | None  # whether the screen is locked; None: cannot know


BLIND = Sight(None, None)


class Presence(Protocol):
    """One way to tell. To be looked at every second or two, by one thread: that of the window."""

    @property
    def name(self) -> str:
        """What the person may be told of where this comes from."""

    def look(self) -> Sight:
        """Never blocks over a few milliseconds, never raises."""

    def close(self) -> None:
        """Let go of everything; look() answers BLIND from now on."""


class Together:
    """Several as one: each question is answered by the first that can.

    Where none knows the idle time for some looks, `spare` is made and asked; its answer holds for our windows alone.
    """

    def __init__(self, parts: Sequence[Presence], spare: Callable[[], Presence] | None = None) -> None:
        self._parts = list(parts)
        self._spare = spare
        self._made: Presence | None = None
        self._blind = 0  # looks in a row without an idle time
        self._told: list[str] = []

    @property
    def name(self) -> str:
        """Those that told anything at the last look."""
        return " and ".join(self._told) or "nothing here can tell"

    def look(self) -> Sight:
        seen = [(part.name, part.look()) for part in self._parts]
        if all(sight.idle is None for _, sight in seen):
            seen += self._look_at_ours()
        elif self._blind:
            self._forget_ours()
        idle = next(((name, sight.idle) for name, sight in seen if sight.idle is not None), None)
        locked = next(((name, sight.locked) for name, sight in seen if sight.locked is not None), None)
        self._told = list(dict.fromkeys(found[0] for found in (idle, locked) if found is not None))
        return Sight(None if idle is None else idle[1], None if locked is None else locked[1])

    def _look_at_ours(self) -> list[tuple[str, Sight]]:
        self._blind += 1
        if self._made is None and self._spare is not None and self._blind >= PATIENCE:
            self._made = self._spare()
        return [] if self._made is None else [(self._made.name, self._made.look())]

    def _forget_ours(self) -> None:
        self._blind = 0
        if self._made is not None:
            self._made.close()
            self._made = None

    def close(self) -> None:
        for part in self._parts:
            part.close()
        self._forget_ours()
        self._parts, self._spare, self._told = [], None, []


def find(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Together:
    """What sees most on this desktop. Returns at once: what must be asked for first is known some looks later."""
    if platform == "win32":
        from planner.presence import windows

        return Together([windows.here()], _ours)
    if platform == "darwin":
        from planner.presence import macos

        return Together([macos.here()], _ours)
    parts: list[Presence] = []
    if not on_wayland(environ) and environ.get("DISPLAY"):
        from planner.presence import x11

        parts.append(x11.X11(environ["DISPLAY"]))
    with suppress(ImportError):  # some systems pack QtDBus apart from Qt
        from planner.presence import dbus, knock

        parts.append(dbus.DBus(knock.session_bus(environ), knock.system_bus(environ), dbus.is_kde(environ)))
    return Together(parts, _ours)


def on_wayland(environ: Mapping[str, str]) -> bool:
    """Whether X11, if there is any, is but a guest that hears only of the keys that are meant for its own windows."""
    return bool(environ.get("WAYLAND_DISPLAY")) or environ.get("XDG_SESSION_TYPE") == "wayland"


def _ours() -> Presence:
    from planner.presence import own_windows

    return own_windows.OwnWindows()

"""A message bus, and on it what a desktop has there: services that answer as they are told.

Run as a program, this file is the services: it is given the address of the bus and the services to play, and reads a
line for each answer that is to change.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import threading
from types import TracebackType
from typing import IO, Any

PATIENCE = 30.0  # seconds that a program may take to start


class Desktop:
    """A private bus, and (after `play`) a process with services on it."""

    def __init__(self) -> None:
        self.address = ""
        self._bus: subprocess.Popen[str] | None = None
        self._services: subprocess.Popen[str] | None = None

    @staticmethod
    def missing() -> str:
        return "" if shutil.which("dbus-daemon") else "not installed here: dbus-daemon"

    def play(self, *services: str, **answers: Any) -> None:
        """Let these services appear: "mutter", "gnome", "freedesktop", "logind"."""
        self._services = _begin([sys.executable, __file__, self.address, *services], stdin=subprocess.PIPE)
        _line(self._services)
        self.say(**answers)

    def say(self, **answers: Any) -> None:
        """Answer differently from now on."""
        assert self._services is not None
        assert self._services.stdin is not None
        self._services.stdin.write(json.dumps(answers) + "\n")
        self._services.stdin.flush()
        _line(self._services)

    def hang(self) -> None:
        self._signal(signal.SIGSTOP)

    def wake(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        assert self._services is not None
        os.kill(self._services.pid, number)

    def leave(self) -> None:
        """The services go, the bus stays."""
        _end(self._services)
        self._services = None

    def break_down(self) -> None:
        """The bus itself goes."""
        _end(self._bus)
        self._bus = None

    def __enter__(self) -> Desktop:
        self._bus = _begin(["dbus-daemon", "--session", "--print-address", "--nofork"])
        self.address = _line(self._bus)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()
        self.break_down()


def _begin(words: list[str], stdin: int = subprocess.DEVNULL) -> subprocess.Popen[str]:
    return subprocess.Popen(words, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def _line(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    ready, _, _ = select.select([program.stdout], [], [], PATIENCE)
    line = program.stdout.readline().strip() if ready else ""
    assert line, f"{program.args!r} said nothing"
    return line


def _end(program: subprocess.Popen[str] | None) -> None:
    if program is None:
        return
    program.kill()  # also one that hangs
    program.wait()
    streams: tuple[IO[str] | None, ...] = (program.stdin, program.stdout)
    for stream in streams:
        if stream is not None:
            stream.close()


def main(address: str, *played: str) -> None:
    from PySide6 import QtCore
    from PySide6.QtCore import QCoreApplication, QObject, Slot
    from PySide6.QtDBus import QDBusConnection

    answers: dict[str, Any] = {}
    kept: Any = QtCore.Property  # neither's type knows all that it takes
    info: Any = QtCore.ClassInfo

    def speaking(interface: str) -> Any:
        return info({"D-Bus Interface": interface})

    @speaking("org.gnome.Mutter.IdleMonitor")
    class Mutter(QObject):
        @Slot(result="qulonglong")
        def GetIdletime(self) -> int:  # noqa: N802
            return answers.get("idle", 0)

    @speaking("org.gnome.ScreenSaver")
    class Gnome(QObject):
        @Slot(result=bool)
        def GetActive(self) -> bool:  # noqa: N802
            return answers.get("active", False)

    @speaking("org.freedesktop.ScreenSaver")
    class Freedesktop(QObject):
        @Slot(result=bool)
        def GetActive(self) -> bool:  # noqa: N802
            return answers.get("active", False)

        @Slot(result="uint")
        def GetSessionIdleTime(self) -> int:  # noqa: N802
            return answers.get("idle", 0)

    @speaking("org.freedesktop.login1.Session")
    class Logind(QObject):
        LockedHint = kept(bool, lambda self: answers.get("locked", False))
        IdleHint = kept(bool, lambda self: answers.get("hint", False))
        IdleSinceHintMonotonic = kept("qulonglong", lambda self: answers.get("since", 0))

    places: dict[str, tuple[type[QObject], str, str]] = {
        "mutter": (Mutter, "org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core"),
        "gnome": (Gnome, "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
        "freedesktop": (Freedesktop, "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
        "logind": (Logind, "org.freedesktop.login1", "/org/freedesktop/login1/session/auto"),
    }
    application = QCoreApplication([])
    bus = QDBusConnection.connectToBus(address, "services")
    objects = []
    for service in played:
        made, name, path = places[service]
        objects.append(made())
        assert bus.registerObject(path, objects[-1], QDBusConnection.RegisterOption.ExportAllContents)
        assert bus.registerService(name)

    def listen() -> None:
        for line in sys.stdin:
            answers.update(json.loads(line))
            sys.stdout.write("heard\n")
            sys.stdout.flush()
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    sys.stdout.write("up\n")
    sys.stdout.flush()
    application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])

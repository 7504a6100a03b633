"""A real X server without a screen, for tests of what the window does among other windows.

    with XServer(width=2560) as server:
        left, right = server.monitors((1280, 800), (1280, 800))
        subprocess.Popen([…], env=server.environment())
        server.do("key", "ctrl+alt+Right")
        server.unplug(right)

A test that uses it begins with `XServer.missing()`: the reason to skip, where the programs are not installed.
"""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
from collections.abc import Sequence
from itertools import accumulate
from types import TracebackType
from typing import IO

PATIENCE = 30.0  # seconds that a program may take to start or to end
ANSWER = 30.0  # seconds for xdotool and xrandr
OUTPUT = "screen"  # the only output that Xvfb has


class XServer:
    """Xvfb on a free display, and (unless `manager` is False) openbox as its window manager.

    Width and height are those of the whole screen, in pixels: several monitors lie side by side within it. Options are
    further ones of Xvfb's.
    """

    def __init__(self, width: int = 1280, height: int = 800, manager: bool = True, options: Sequence[str] = ()) -> None:
        self.width, self.height = width, height
        self._options = options
        self.display = ""
        self._manager = manager
        self._monitors: dict[str, str] = {}  # name -> geometry, from left to right
        self._programs: list[subprocess.Popen[str]] = []

    @staticmethod
    def missing() -> str:
        """Why there can be no such server here; '' where there can."""
        if sys.platform != "linux":
            return "Xvfb is tried on Linux alone"
        absent = [program for program in ("Xvfb", "xdotool", "openbox", "xrandr") if shutil.which(program) is None]
        return f"not installed here: {', '.join(absent)}" if absent else ""

    def start(self) -> XServer:
        # Without -noreset the server forgets its monitors whenever its last client has gone.
        screen = f"{self.width}x{self.height}x24"
        words = ["Xvfb", "-displayfd", "1", "-screen", "0", screen, "-nolisten", "tcp", "-noreset"]
        words += self._options
        try:
            self.display = f":{self._begin(words, dict(os.environ))}"
            if self._manager:
                self._begin(["openbox", "--sm-disable", "--startup", "echo up"], self.environment())
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """End what was started here, the manager before its server."""
        while self._programs:
            _end(self._programs.pop())

    def kill(self) -> None:
        """Lose the server without a word, as when it crashes."""
        self._programs[0].kill()
        self._programs[0].wait(PATIENCE)

    def __enter__(self) -> XServer:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def environment(self) -> dict[str, str]:
        """What a program needs to appear here: an X11 session, without a bus and without Wayland."""
        elsewhere = {"WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XAUTHORITY"}
        kept = {name: value for name, value in os.environ.items() if name not in elsewhere}
        return {**kept, "DISPLAY": self.display, "XDG_SESSION_TYPE": "x11", "QT_QPA_PLATFORM": "xcb"}

    def do(self, *words: str) -> str:
        """Run xdotool, as in do("key", "ctrl+alt+Right"), and hand back what it prints."""
        return self._run("xdotool", *words)

    def monitors(self, *sizes: tuple[int, int]) -> list[str]:
        """Plug in monitors of these sizes, side by side from the left, in place of those before; answer their names."""
        if sum(width for width, _ in sizes) > self.width or max(height for _, height in sizes) > self.height:
            raise ValueError("the monitors do not fit into the screen: give the server a larger width or height")
        lefts = accumulate((width for width, _ in sizes), initial=0)
        geometries = [
            f"{width}/{width // 4}x{height}/{height // 4}+{left}+0"
            for (width, height), left in zip(sizes, lefts, strict=False)
        ]
        for name in self._monitors:
            self._run("xrandr", "--delmonitor", name)
        self._monitors = {f"monitor-{number}": geometry for number, geometry in enumerate(geometries, 1)}
        for number, name in enumerate(self._monitors):
            self._plug(name, "none" if number else OUTPUT)
        return list(self._monitors)

    def unplug(self, name: str) -> None:
        """Take one monitor of several away; the others stay where they are."""
        first = next(iter(self._monitors))
        del self._monitors[name]
        if name == first:
            # Who takes over the output makes the other one vanish; an output of nobody would be a monitor by itself.
            heir, geometry = next(iter(self._monitors.items()))
            self._run("xrandr", "--delmonitor", heir, "--setmonitor", heir, geometry, OUTPUT)
        else:
            self._run("xrandr", "--delmonitor", name)

    def _plug(self, name: str, output: str) -> None:
        self._run("xrandr", "--setmonitor", name, self._monitors[name], output)

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            words, env=self.environment(), capture_output=True, text=True, timeout=ANSWER, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)}: {done.stderr.strip()}")
        return done.stdout.strip()

    def _begin(self, words: list[str], environment: dict[str, str]) -> str:
        """Start a program that prints a line once it is ready, and hand back that line."""
        program = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self._programs.append(program)
        assert program.stdout is not None
        return _line(program.stdout, words[0])


def _line(stream: IO[str], program: str) -> str:
    ready, _, _ = select.select([stream], [], [], PATIENCE)
    line = stream.readline().strip() if ready else ""
    if not line:
        raise RuntimeError(f"{program} did not start")
    return line


def _end(program: subprocess.Popen[str]) -> None:
    program.terminate()
    try:
        program.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
    if program.stdout is not None:
        program.stdout.close()

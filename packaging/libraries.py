"""What the planner needs of the system beneath Python: a display, Qt's libraries, Debian's packages for them."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


class Stop(Exception):
    """The set-up cannot go on; the text is the one line that says why and what to do."""


# What Qt's wheel expects of a Linux system: the library, and the Debian package that brings it.
QT = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libbrotlidec.so.1": "libbrotli1",
}
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
# With these the tests of windows among other windows run too; without them they are skipped.
X_TESTS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "xrandr": "x11-xserver-utils",
    "dbus-daemon": "dbus-daemon",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


def for_window(environment: Mapping[str, str]) -> dict[str, str]:
    """The libraries that a window on this display needs."""
    if environment.get("QT_QPA_PLATFORM"):
        return QT
    return {**QT, **(WAYLAND if environment.get("WAYLAND_DISPLAY") else X11)}


def display(environment: Mapping[str, str]) -> bool:
    """Whether a window could be shown. On Linux a named display must also answer."""
    if sys.platform != "linux" or environment.get("QT_QPA_PLATFORM"):
        return True
    wayland = environment.get("WAYLAND_DISPLAY")
    if wayland and Path(environment.get("XDG_RUNTIME_DIR", "/"), wayland).exists():
        return True
    return bool(environment.get("DISPLAY")) and _x_answers()


def _x_answers() -> bool:
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return True  # not known before the library is there; Qt will say it
    x11.XOpenDisplay.restype = ctypes.c_void_p
    return x11.XOpenDisplay(None) is not None


def provide(libraries: Mapping[str, str]) -> None:
    """On Linux: see to it that the loader finds these libraries. Raises Stop, naming them, where that fails."""
    if sys.platform == "linux":
        lacking = {library: package for library, package in libraries.items() if not _loads(library)}
        if lacking:
            provide_packages(", ".join(lacking), sorted(set(lacking.values())))


def offer_x_tests() -> None:
    """On Linux: install what the tests on an X server need, if that can be done without asking; else go on."""
    if sys.platform != "linux" or not shutil.which("apt-get"):
        return
    lacking = {program: package for program, package in X_TESTS.items() if not shutil.which(program)}
    lacking.update({library: package for library, package in X11.items() if not _loads(library)})
    if lacking:
        try:
            provide_packages(", ".join(lacking), sorted(set(lacking.values())))
        except Stop as stop:
            print(f"{stop} The tests go on without: those of windows on an X server are skipped.", file=sys.stderr)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def provide_packages(what: str, packages: Sequence[str]) -> None:
    """Install Debian packages for what the system lacks, saying what and why; on other systems name it and stop."""
    if not shutil.which("apt-get"):
        raise Stop(f"This system lacks {what}: install the packages that bring them, then try again.")
    by_hand = f"sudo apt-get install {' '.join(packages)}"
    print(f"This system lacks {what}. Installing with apt-get: {' '.join(packages)}", file=sys.stderr, flush=True)
    prefix = as_root(os.geteuid(), shutil.which("sudo"), sys.stdin.isatty())
    if prefix is None:
        raise Stop(f"That needs an administrator, and there is no sudo: ask for `{by_hand}`, then try again.")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    subprocess.run([*apt, "update"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    command = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise Stop(apt_line(done.stderr, by_hand))


def as_root(user: int, sudo: "str | None", terminal: bool) -> "list[str] | None":
    """What to put before a command so that root runs it; None when nothing can. sudo asks only where one can answer."""
    if user == 0:
        return []
    if sudo is None:
        return None
    return [sudo] if terminal else [sudo, "-n"]


def apt_line(errors: str, by_hand: str) -> str:
    """What apt's many lines come to, in one."""
    if "No space left" in errors or "enough free space" in errors:
        return "The disk is full: free some space on the system's disk, then try again."
    if "Temporary failure resolving" in errors or "Unable to fetch" in errors or "Unable to locate" in errors:
        return f"The system's packages could not be fetched: connect to the network, or run `{by_hand}` by hand."
    return f"The system's packages could not be installed: run `{by_hand}` by hand, then try again."

#!/usr/bin/env python3
"""Set up the planner and open it, or test it. Standard library only; the same on Linux, macOS and Windows.

    python3 packaging/bootstrap.py run               set up, open the window (without a display: write today's sheet)
    python3 packaging/bootstrap.py run show today    set up, run one command of the planner
    python3 packaging/bootstrap.py test              set up, run linter, types and tests
    python3 packaging/bootstrap.py test tests/domain set up, run these tests alone (anything that pytest understands)
    python3 packaging/bootstrap.py bench             set up, run the benchmarks
    python3 packaging/bootstrap.py lock              write the locks anew, with the newest versions

Everything goes into .venv beside this folder, from a lock that names each file's hash. A set-up that was cut off is
made anew by the next call; one that is whole costs the next call a few milliseconds.
"""

import sys

PYTHONS = ((3, 11), (3, 12), (3, 13))


def unfit_python(version: "tuple[int, ...]", others: "list[str]") -> str:
    """Why this Python cannot run the planner, in one line; empty when it can. `others` are here and can."""
    if version in PYTHONS:
        return ""
    age = "too old" if version < PYTHONS[0] else "newer than the planner knows"
    advice = "Run this with {} instead".format(others[-1]) if others else "Install one of them"
    return "Python {}.{} is {}: the planner needs 3.11, 3.12 or 3.13. {}.".format(version[0], version[1], age, advice)


def fit_pythons() -> "list[str]":
    """The commands on this machine that start a Python which can run the planner."""
    from subprocess import DEVNULL, call

    found = []
    for version in PYTHONS:
        name = "python{}.{}".format(*version)
        try:
            if call([name, "--version"], stdout=DEVNULL, stderr=DEVNULL) == 0:
                found.append(name)
        except OSError:
            continue
    return found


if sys.version_info[:2] not in PYTHONS:
    sys.exit(unfit_python(sys.version_info[:2], fit_pythons()))

# Only now what an older Python does not have: everything above must start under 3.6.
import contextlib  # noqa: E402
import errno  # noqa: E402
import hashlib  # noqa: E402
import os  # noqa: E402
import platform  # noqa: E402
import shutil  # noqa: E402
import subprocess  # noqa: E402
import sysconfig  # noqa: E402
import venv  # noqa: E402
from collections.abc import Iterator, Mapping, Sequence  # noqa: E402
from pathlib import Path  # noqa: E402

import libraries  # noqa: E402
from libraries import Stop  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
GUARD = ROOT / ".venv.lock"  # held while setting up; not empty means that a set-up was cut off
LOCKS = {"run": ROOT / "packaging" / "requirements.lock", "dev": ROOT / "packaging" / "requirements-dev.lock"}
SPACE = {"run": 800, "dev": 1000}  # megabytes that an installation takes at its widest
LAYOUT = "1"  # raise it when what this script puts into .venv beside the lock changes


class CutOff(Stop):
    """The set-up stopped with .venv half made."""


def main(arguments: Sequence[str]) -> int:
    deeds = {"run": run, "test": test, "bench": bench, "lock": lock}
    if not arguments or arguments[0] not in deeds:
        print((__doc__ or "").strip(), file=sys.stderr)
        return 0 if list(arguments) in (["help"], ["--help"], ["-h"]) else 2
    try:
        return deeds[arguments[0]](list(arguments[1:]))
    except Stop as stop:
        say(str(stop))
    except OSError as error:
        say(line_of(error))
    except KeyboardInterrupt:
        say("Stopped. Call it again to go on.")
        return 130
    return 1


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def line_of(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"The disk is full: free some space on the disk of {ROOT}, then try again."
    return f"The set-up failed at {error.filename or ROOT}: {error.strerror or error}."


# The deeds


def run(arguments: list[str]) -> int:
    shown = libraries.display(os.environ)
    if not shown and not arguments:
        return write_sheet(Path.cwd() / "planner-today.pdf")
    set_up("run", libraries.for_window(os.environ) if shown else {})
    return become([python_of(VENV), "-m", "planner", *arguments])


def write_sheet(sheet: Path) -> int:
    """The main job without a window: today as an A5 sheet."""
    say("This machine has no display, so there is no window: writing today's A5 sheet instead.")
    set_up("run", {})
    command = [python_of(VENV), "-m", "planner", "print", "today", "--to", str(sheet)]
    status = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
    if status == 0:
        say(f"Today's sheet is written: {sheet}")
    return status


def test(arguments: list[str]) -> int:
    """Linter and types, then pytest, so that its closing line is the last one; arguments mean these tests alone."""
    set_up("dev", libraries.QT)
    if not arguments:
        libraries.offer_x_tests()
    steps = [] if arguments else [["ruff", "check"], ["mypy"]]
    failed = [step[0] for step in steps if in_root(step) != 0]
    if failed:
        say(f"Not clean: {' and '.join(failed)} (see above). The tests follow all the same.")
    return 1 if in_root(["pytest", "--hypothesis-profile=ci", *arguments]) != 0 or failed else 0


def bench(arguments: list[str]) -> int:
    set_up("dev", libraries.QT)
    return in_root(["tests.benchmarks", *arguments])


def lock(_arguments: list[str]) -> int:
    return subprocess.run([sys.executable, ROOT / "packaging" / "lock.py"], cwd=ROOT, check=False).returncode


def in_root(module: list[str]) -> int:
    return subprocess.run([python_of(VENV), "-m", *module], cwd=ROOT, check=False).returncode


def become(command: list[str]) -> int:
    """Hand this process over, so that signals, terminal and exit status are the planner's own."""
    if os.name != "nt":  # there, exec would return to the shell at once
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode


# The set-up


def set_up(kind: str, needed: Mapping[str, str]) -> None:
    """Bring .venv to what the lock of this kind says, and the system to what Qt needs. At once when both are so."""
    libraries.provide(needed)
    if is_ready(kind):
        return
    with guarded():
        if holds(kind):  # another call has done it while this one waited
            return
        make_venv()
        install(kind)
        site = sysconfig.get_path("purelib", "venv", {"base": str(VENV), "platbase": str(VENV)})
        Path(site, "planner-checkout.pth").write_text(f"{ROOT}\n", encoding="utf-8")
        stamp_file(kind).write_text(stamp(kind), encoding="utf-8")


def stamp(kind: str) -> str:
    """What an installation depends on, as one line: the lock, the Python, the place, this script's own layout."""
    digest = hashlib.sha256(LOCKS[kind].read_bytes()).hexdigest()
    return f"{LAYOUT} {kind} {digest} {sys.version_info[0]}.{sys.version_info[1]} {platform.machine()} {ROOT}"


def stamp_file(kind: str) -> Path:
    return VENV / f"planner-{kind}.stamp"


def is_ready(kind: str) -> bool:
    return holds(kind) and not cut_off()


def holds(kind: str) -> bool:
    """Whether .venv holds what the lock says; what testing needs contains what running needs."""
    return any(map(stamped, ("run", "dev") if kind == "run" else ("dev",)))


def stamped(kind: str) -> bool:
    try:
        return stamp_file(kind).read_text(encoding="utf-8") == stamp(kind) and Path(python_of(VENV)).exists()
    except FileNotFoundError:
        return False


def cut_off() -> bool:
    return GUARD.exists() and GUARD.stat().st_size > 0


@contextlib.contextmanager
def guarded() -> Iterator[None]:
    """One set-up at a time. The system frees the guard when its holder dies; the mark in it outlives the holder."""
    with GUARD.open("a+", encoding="utf-8") as guard:
        hold(guard.fileno())
        if cut_off():
            say("An earlier set-up was cut off: making .venv anew.")
            shutil.rmtree(VENV, ignore_errors=True)
        guard.write("setting up\n")
        guard.flush()
        try:
            yield
        except Stop as stop:
            if not isinstance(stop, CutOff):
                guard.truncate(0)
            raise
        guard.truncate(0)


def hold(handle: int) -> None:
    """Wait until no other set-up holds the guard."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
        return
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another set-up is at work in this folder: waiting for it.")
        fcntl.flock(handle, fcntl.LOCK_EX)


def python_of(folder: Path) -> str:
    return str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def make_venv() -> None:
    """A virtual environment of this Python: kept when it is there and sound, made otherwise."""
    if venv_is_sound():
        return
    provide_ensurepip()
    say(f"Making {VENV.name} with Python {platform.python_version()}.")
    try:
        venv.create(VENV, clear=True, with_pip=True, symlinks=os.name != "nt")
    except subprocess.CalledProcessError as error:
        raise CutOff(f"No virtual environment could be made in {VENV}: is the disk full? Then try again.") from error


def venv_is_sound() -> bool:
    probe = "import sys, pip; print(*sys.version_info[:2])"
    try:
        asked = subprocess.run([python_of(VENV), "-c", probe], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return asked.stdout.split() == [str(part) for part in sys.version_info[:2]]


def provide_ensurepip() -> None:
    """Debian keeps the part of Python that puts pip into a virtual environment in a package of its own."""
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not has_ensurepip():
        libraries.provide_packages("the part of Python that makes virtual environments", [package])
    if not has_ensurepip():
        raise Stop(f"This Python cannot make virtual environments: install {package}, then try again.")


def has_ensurepip() -> bool:
    return subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True, check=False).returncode == 0


def install(kind: str) -> None:
    """Install what the lock names, hash by hash. Wheels only, so nothing is built and no fetched code runs."""
    free = shutil.disk_usage(VENV).free // 1_000_000
    if free < SPACE[kind]:
        raise Stop(f"Too little room on the disk of {ROOT}: {SPACE[kind]} MB are needed, {free} MB are free.")
    say("Installing what the lock names (about 190 MB to fetch the first time).")
    scratch = VENV / "tmp"  # the room that was just looked at; /tmp is often small
    scratch.mkdir(exist_ok=True)
    pip = [python_of(VENV), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "2"]
    chosen = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement", str(LOCKS[kind])]
    environment = {**os.environ, "TMPDIR": str(scratch), "TEMP": str(scratch), "TMP": str(scratch)}
    done = subprocess.run(pip + chosen, env=environment, capture_output=True, text=True, errors="replace", check=False)
    shutil.rmtree(scratch, ignore_errors=True)
    if done.returncode != 0:
        raise pip_stop(done.stderr)


NETWORK_SIGNS = (
    "NewConnectionError", "NameResolutionError", "Failed to establish a new connection", "Max retries exceeded",
    "Temporary failure in name resolution", "Network is unreachable", "Connection refused", "timed out", "ProxyError",
)  # fmt: skip


def pip_stop(errors: str) -> Stop:
    """What pip's many lines come to, in one. pip fetches everything before it installs anything."""
    if "No space left" in errors or "Errno 28" in errors:
        return CutOff(f"The disk is full: free some space on the disk of {ROOT}, then try again.")
    if "DO NOT MATCH THE HASHES" in errors:
        return Stop("A fetched file is not the one that the lock names, so nothing was installed: try another source.")
    if any(sign in errors for sign in NETWORK_SIGNS):
        return Stop("The packages could not be fetched: connect to the network (or set pip's proxy), then try again.")
    if "Could not find a version" in errors:
        wanted = errors.partition("requirement ")[2].partition(" ")[0]
        return Stop(f"There is no {wanted} for this system and Python: see README.md for those that are supported.")
    last = [line.removeprefix("ERROR: ") for line in errors.splitlines() if line.startswith("ERROR")]
    return CutOff(f"The installation failed: {last[0] if last else 'pip gave no reason'}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

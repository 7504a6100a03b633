"""The set-up script's own logic. The whole way, from a fresh clone, is what every run of CI goes."""

from __future__ import annotations

import ast
import errno
import os
import runpy
import shutil
import subprocess
import sys
import sysconfig
import threading
from collections import namedtuple
from collections.abc import Mapping
from pathlib import Path

import bootstrap
import libraries
import pytest

SCRIPT = Path(bootstrap.__file__)
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own in which nothing is installed, and where installing is only pretended."""
    (tmp_path / "run.lock").write_text("one==1 --hash=sha256:aa\n")
    (tmp_path / "dev.lock").write_text("one==1 --hash=sha256:aa\ntwo==2 --hash=sha256:bb\n")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "GUARD", tmp_path / ".venv.lock")
    monkeypatch.setattr(bootstrap, "LOCKS", {kind: tmp_path / f"{kind}.lock" for kind in ("run", "dev")})
    monkeypatch.setattr(bootstrap, "make_venv", lambda: _pretend_venv(tmp_path / ".venv"))
    return tmp_path


def _pretend_venv(folder: Path) -> None:
    python = Path(bootstrap.python_of(folder))
    python.parent.mkdir(parents=True, exist_ok=True)
    python.touch()
    site = sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)})
    Path(site).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def installed(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was installed, in order."""
    kinds: list[str] = []
    monkeypatch.setattr(bootstrap, "install", kinds.append)
    return kinds


# An unfit Python


def test_an_unfit_python_is_said_in_one_line() -> None:
    assert bootstrap.unfit_python((3, 11), []) == bootstrap.unfit_python((3, 13), []) == ""
    assert bootstrap.unfit_python((3, 9), []) == (
        "Python 3.9 is too old: the planner needs 3.11, 3.12 or 3.13. Install one of them."
    )
    assert bootstrap.unfit_python((3, 14), ["python3.12", "python3.13"]) == (
        "Python 3.14 is newer than the planner knows: the planner needs 3.11, 3.12 or 3.13. "
        "Run this with python3.13 instead."
    )


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13), (3, 14, 0)])
def test_the_script_stops_at_once_under_it(version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit, match=rf"^Python 3\.{version[1]} is .*Install one of them\.$"):
        runpy.run_path(str(SCRIPT))


def test_an_old_python_can_read_the_script() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))


# Installing once


def test_a_second_call_installs_nothing(installed: list[str], checkout: Path) -> None:
    for kind in ("run", "run", "dev", "dev", "run"):
        bootstrap.set_up(kind, {})
    assert installed == ["run", "dev"]
    assert [str(checkout)] == [file.read_text().strip() for file in (checkout / ".venv").rglob("*.pth")]


def test_what_testing_needs_contains_what_running_needs(installed: list[str]) -> None:
    bootstrap.set_up("dev", {})
    bootstrap.set_up("run", {})
    assert installed == ["dev"]


def test_a_new_lock_is_installed(installed: list[str], checkout: Path) -> None:
    bootstrap.set_up("run", {})
    (checkout / "run.lock").write_text("one==2 --hash=sha256:cc\n")
    bootstrap.set_up("run", {})
    assert installed == ["run", "run"]


def test_a_checkout_that_was_moved_is_set_up_again(
    installed: list[str], checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bootstrap.set_up("run", {})
    monkeypatch.setattr(bootstrap, "ROOT", checkout / "elsewhere")
    assert not bootstrap.is_ready("run")


def test_a_python_that_went_away_is_noticed(installed: list[str], checkout: Path) -> None:
    bootstrap.set_up("run", {})
    Path(bootstrap.python_of(checkout / ".venv")).unlink()
    bootstrap.set_up("run", {})
    assert installed == ["run", "run"]


# Cut off, at once, without room


@pytest.mark.parametrize("ending", [KeyboardInterrupt, OSError(errno.ENOSPC, "full"), bootstrap.CutOff("half")])
def test_a_set_up_that_was_cut_off_is_made_anew(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, ending: BaseException, capsys: pytest.CaptureFixture[str]
) -> None:
    def cut(_kind: str) -> None:
        (bootstrap.VENV / "half").touch()
        raise ending

    monkeypatch.setattr(bootstrap, "install", cut)
    with pytest.raises((KeyboardInterrupt, OSError, bootstrap.CutOff)):
        bootstrap.set_up("run", {})
    assert not bootstrap.is_ready("run")
    monkeypatch.setattr(bootstrap, "install", lambda _kind: None)
    bootstrap.set_up("run", {})
    assert not (checkout / ".venv" / "half").exists()
    assert bootstrap.is_ready("run")
    assert "cut off: making .venv anew" in capsys.readouterr().err


def test_without_network_a_working_venv_is_kept(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(_kind: str) -> None:
        raise bootstrap.pip_stop("WARNING: Retrying … NewConnectionError('…')\nERROR: Could not find a version …")

    bootstrap.make_venv()
    (checkout / ".venv" / "mine").touch()
    monkeypatch.setattr(bootstrap, "install", unreachable)
    for _ in range(2):
        with pytest.raises(libraries.Stop, match="connect to the network"):
            bootstrap.set_up("run", {})
    assert (checkout / ".venv" / "mine").exists()


def test_two_at_once_install_once(installed: list[str], checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first_is_in, second_waits = threading.Event(), threading.Event()

    def slow(kind: str) -> None:
        first_is_in.set()
        assert second_waits.wait(20)
        installed.append(kind)

    monkeypatch.setattr(bootstrap, "install", slow)
    monkeypatch.setattr(bootstrap, "say", lambda line: second_waits.set() if "Another set-up" in line else None)
    threads = [threading.Thread(target=bootstrap.set_up, args=("run", {})) for _ in range(2)]
    threads[0].start()
    assert first_is_in.wait(20)
    threads[1].start()
    for thread in threads:
        thread.join(30)
    assert installed == ["run"]
    assert bootstrap.is_ready("run")


def test_too_little_room_is_said_before_anything_is_fetched(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**9, 10**9, 5 * 10**6))
    monkeypatch.setattr(subprocess, "run", lambda *_a, **_k: pytest.fail("something was started"))
    with pytest.raises(libraries.Stop, match="800 MB are needed, 5 MB are free"):
        bootstrap.set_up("run", {})


@pytest.mark.parametrize(
    ("errors", "line", "half"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left", "disk is full", True),
        ("WARNING: Retrying … NameResolutionError\nERROR: No matching distribution found", "connect to the net", False),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "try another source", False),
        (
            "ERROR: Could not find a version that satisfies the requirement shiboken6==6 (from versions: none)",
            "There is no shiboken6==6 for this system",
            False,
        ),
        ("WARNING: x\nERROR: Something else\nERROR: more", "The installation failed: Something else", True),
        ("", "pip gave no reason", True),
    ],
)
def test_pips_many_lines_come_to_one(errors: str, line: str, half: bool) -> None:
    stop = bootstrap.pip_stop(errors)
    assert line in str(stop)
    assert "\n" not in str(stop)
    assert isinstance(stop, bootstrap.CutOff) is half


@pytest.mark.parametrize(
    ("raised", "status", "line"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), 1, "The disk is full"),
        (PermissionError(errno.EACCES, "Permission denied", "/book/.venv.lock"), 1, "failed at /book/.venv.lock: Perm"),
        (libraries.Stop("That needs an administrator."), 1, "That needs an administrator."),
        (KeyboardInterrupt(), 130, "Stopped. Call it again to go on."),
    ],
)
def test_every_ending_is_one_line_and_a_status(
    raised: BaseException, status: int, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_kind: str, _needed: Mapping[str, str]) -> None:
        raise raised

    monkeypatch.setattr(bootstrap, "set_up", broken)
    assert bootstrap.main(["test"]) == status
    said = capsys.readouterr()
    assert said.out == ""
    assert line in said.err
    assert said.err.count("\n") == 1


def test_without_a_command_it_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main([]) == bootstrap.main(["dance"]) == 2
    assert bootstrap.main(["--help"]) == 0
    assert "bootstrap.py test" in capsys.readouterr().err


# Without a window


def test_without_a_display_today_is_written_as_a_sheet(
    data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(libraries, "display", lambda _environment: False)
    monkeypatch.setattr(bootstrap, "set_up", lambda kind, needed: (kind, needed) == ("run", {}) or pytest.fail("Qt?"))
    monkeypatch.setattr(bootstrap, "python_of", lambda _folder: sys.executable)
    monkeypatch.setenv("PYTHONPATH", str(bootstrap.ROOT))
    monkeypatch.chdir(tmp_path)
    assert bootstrap.main(["run"]) == 0
    assert (tmp_path / "planner-today.pdf").read_bytes().startswith(b"%PDF-")
    said = capfd.readouterr()
    assert said.out == ""
    assert "This machine has no display, so there is no window" in said.err
    assert f"Today's sheet is written: {tmp_path / 'planner-today.pdf'}" in said.err


# Testing


@pytest.mark.parametrize(("failing", "status"), [(None, 0), ("ruff", 1), ("mypy", 1), ("pytest", 1)])
def test_whatever_fails_the_tests_come_last_and_the_status_tells(
    failing: str | None, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []

    def step(module: list[str]) -> int:
        steps.append(module[0])
        return int(module[0] == failing)

    monkeypatch.setattr(bootstrap, "set_up", lambda _kind, _needed: None)
    monkeypatch.setattr(bootstrap, "in_root", step)
    assert bootstrap.main(["test"]) == status
    assert steps == ["ruff", "mypy", "pytest"]


# The system


def test_a_display_is_one_that_answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    (tmp_path / "wayland-0").touch()
    assert not libraries.display({})
    assert not libraries.display({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path / "other")})
    assert libraries.display({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)})
    assert libraries.display({"QT_QPA_PLATFORM": "offscreen"})
    for answers in (True, False):
        monkeypatch.setattr(libraries, "_x_answers", lambda answers=answers: answers)
        assert libraries.display({"DISPLAY": ":7"}) is answers


def test_a_window_needs_the_libraries_of_its_display() -> None:
    assert "libxcb-cursor.so.0" in libraries.for_window({"DISPLAY": ":0"})
    assert "libxcb-cursor.so.0" not in libraries.for_window({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"})
    assert libraries.for_window({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}) == libraries.QT


@pytest.mark.skipif(sys.platform != "linux", reason="libraries are looked for on Linux alone")
def test_the_tests_go_on_where_nothing_can_be_installed_for_an_x_server(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []

    def refuse(what: str, packages: list[str]) -> None:
        asked.append(packages)
        raise libraries.Stop("That needs an administrator.")

    monkeypatch.setattr(libraries, "provide_packages", refuse)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(libraries, "_loads", lambda library: library != "libxcb-cursor.so.0")
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "openbox" else f"/usr/bin/{name}")
    libraries.offer_x_tests()
    assert asked == [["libxcb-cursor0", "openbox"]]
    assert "skipped" in capsys.readouterr().err
    monkeypatch.setattr(shutil, "which", lambda name: None)
    libraries.offer_x_tests()
    assert len(asked) == 1


def test_what_is_lacking_is_named_where_there_is_no_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    libraries.provide({"libc.so.6": "libc6"})
    with pytest.raises(libraries.Stop, match=r"^This system lacks libnowhere\.so\.9: install the packages"):
        libraries.provide({"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9"})


@pytest.mark.skipif(os.name == "nt", reason="Debian's way")
def test_debian_packages_are_installed_by_root_or_sudo(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started: list[list[str]] = []

    def start(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        started.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", start)
    monkeypatch.setattr(libraries, "as_root", lambda *_asked: ["sudo", "-n"])
    libraries.provide_packages("libGL.so.1", ["libgl1"])
    assert [command[:2] for command in started] == [["sudo", "-n"]] * 2
    assert started[1][-4:] == ["install", "--yes", "--no-install-recommends", "libgl1"]
    assert "This system lacks libGL.so.1. Installing with apt-get: libgl1" in capsys.readouterr().err


def test_sudo_asks_only_where_somebody_can_answer() -> None:
    assert libraries.as_root(0, None, False) == []
    assert libraries.as_root(1000, "/usr/bin/sudo", True) == ["/usr/bin/sudo"]
    assert libraries.as_root(1000, "/usr/bin/sudo", False) == ["/usr/bin/sudo", "-n"]
    assert libraries.as_root(1000, None, True) is None


@pytest.mark.parametrize(
    ("errors", "line"),
    [
        ("E: You don't have enough free space in /var/cache/apt/archives/.", "The disk is full"),
        ("E: Failed to fetch …  Temporary failure resolving 'deb'", "connect to the network, or run `apt install`"),
        ("E: Unable to locate package libgl1", "connect to the network, or run `apt install`"),
        ("sudo: a password is required", "run `apt install` by hand, then try again"),
    ],
)
def test_apts_many_lines_come_to_one(errors: str, line: str) -> None:
    assert line in libraries.apt_line(errors, "apt install")

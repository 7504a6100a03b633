"""The command as a process: what goes where, with which exit status, and what it leaves unimported."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from planner import cli
from planner.commands import deeds
from tests.terminal import Terminal, one_sentence

ROOT = Path(__file__).parent.parent
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="what the system gives differs elsewhere")


def spawn(*words: str | bytes, **also: object) -> subprocess.CompletedProcess[bytes]:
    options = {"cwd": ROOT, "capture_output": True, "timeout": 60, **also}
    return subprocess.run([sys.executable, "-m", "planner", *words], check=False, **options)  # type: ignore[call-overload]


def after(words: list[str], names: str) -> list[str]:
    """Which of these packages a fresh interpreter has imported once a command is done."""
    code = (
        f"import sys; from planner import cli; cli.main({words!r});"
        f"print({{name.split('.')[0] for name in sys.modules}} & set({names.split()!r}), file=sys.stderr)"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, timeout=60)
    return found.stderr.decode().split("'")[1::2]


def test_show_imports_neither_sqlalchemy_nor_qt(data_folder: Path) -> None:
    heavy = "sqlalchemy alembic PySide6 reportlab numpy argparse"
    assert after(["show"], heavy) == []
    assert after(["--help"], f"{heavy} sqlite3 zoneinfo") == []


def test_a_day_through_processes_ends_clean(data_folder: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"}
    said = spawn("add", "Zoë’s essay 45m 23:50", "--date", "2030-01-01", env=environment)
    assert (said.returncode, said.stderr) == (0, b"")
    assert json.loads(said.stdout.decode("utf-8"))["entry"]["title"] == "Zoë’s essay"
    said = spawn("undo")
    assert (said.returncode, said.stderr) == (0, b"")
    assert not (data_folder / "planner.sqlite3-journal").exists()


@linux_only
def test_bytes_that_are_no_text_are_refused(data_folder: Path) -> None:
    said = spawn("add", b"caf\xe9")
    assert said.returncode == 2
    assert "holds bytes that are no UTF-8 text" in one_sentence(said.stderr.decode())


@linux_only
def test_a_reader_that_goes_away_is_no_fault(data_folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    said = spawn("show", capture_output=False, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (said.returncode, said.stderr) == (0, b"")


@linux_only
def test_an_answer_that_cannot_be_written_is_told(data_folder: Path) -> None:
    with open("/dev/full", "wb") as full:
        said = spawn("show", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert said.returncode == 1
    assert "Done, but the answer could not be written" in one_sentence(said.stderr.decode())


@linux_only
def test_without_any_stream_it_still_does_its_work(data_folder: Path) -> None:
    script = f"exec {sys.executable} -m planner add Tea >&- 2>&- <&-"
    assert subprocess.run(["sh", "-c", script], cwd=ROOT, check=False, timeout=60).returncode == 0
    assert json.loads(spawn("show").stdout)["entries"][0]["title"] == "Tea"


@linux_only
def test_a_person_at_a_terminal_reads_text(data_folder: Path) -> None:
    spawn("add", "Draft the essay 45m #writing !1", "--date", "2030-01-02")
    assert terminal_says("show", "2030-01-02").startswith("Wednesday 2 January 2030   0 min of 6 h planned\r\n")
    assert "• Draft the essay  #writing  estimate 45 min  45 min without a box" in terminal_says("show", "2030-01-02")
    assert json.loads(terminal_says("show", "2030-01-02", "--json"))["page"] == "2030-01-02"
    assert terminal_says("layout", "2030-01-02").startswith("Lay out the day\r\n")


def terminal_says(*words: str) -> str:
    ours, theirs = os.openpty()
    said = spawn(*words, capture_output=False, stdout=theirs, stderr=subprocess.PIPE)
    os.close(theirs)
    text = b""
    while part := _read(ours):
        text += part
    os.close(ours)
    assert (said.returncode, said.stderr) == (0, b"")
    return text.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 16)
    except OSError:  # the other side is closed
        return b""


def test_a_command_waits_for_another_to_let_go(data_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    planner = Terminal(data_folder, capfd)
    planner.add("Tea")
    holder = sqlite3.connect(data_folder / "planner.sqlite3", check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    release = threading.Timer(0.3, holder.close)
    release.start()
    assert planner.do("show")["entries"][0]["title"] == "Tea"
    release.join()


def test_a_file_that_stays_locked_is_said(
    data_folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = Terminal(data_folder, capfd)
    planner.add("Tea")
    monkeypatch.setattr(cli, "LOCK_PATIENCE", 0.1)
    holder = sqlite3.connect(data_folder / "planner.sqlite3")
    holder.execute("BEGIN EXCLUSIVE")
    assert "Another program has the planner's file open" in planner.refused("add", "More")
    holder.close()
    assert len(planner.do("show")["entries"]) == 1


def test_commands_at_the_same_time_all_come_through(data_folder: Path) -> None:
    spawn("show")
    jobs = [
        subprocess.Popen([sys.executable, "-m", "planner", "add", f"Task {n}"], cwd=ROOT, stdout=subprocess.DEVNULL)
        for n in range(4)
    ]
    assert [job.wait(60) for job in jobs] == [0] * 4
    assert len(json.loads(spawn("show").stdout)["entries"]) == 4


def test_a_fault_of_ours_is_one_line_without_a_word_of_the_person(
    data_folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise KeyError("a secret title")

    monkeypatch.setattr(deeds, "perform", break_down)
    said = Terminal(data_folder, capfd).run("show")
    assert (said.status, said.stdout) == (1, "")
    sentence = one_sentence(said.stderr)
    assert "KeyError at test_cli.py" in sentence
    assert "secret" not in sentence


def test_ctrl_c_ends_in_peace(
    data_folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(deeds, "perform", interrupted)
    said = Terminal(data_folder, capfd).run("show")
    assert (said.status, said.stdout, said.stderr) == (130, "", "Stopped.\n")


def test_an_empty_folder_name_never_means_ones_own_planner(
    data_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for words in (["--data-dir", "", "show"], ["--data-dir=", "add", "Tea"]):
        assert cli.main(words) == 2
        assert "--data-dir needs the name of a folder" in one_sentence(capfd.readouterr().err)
    assert not data_folder.exists()


def test_no_command_opens_the_window_on_the_folder(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    opened: list[Path] = []

    def window(folder: Path) -> int:
        opened.append(folder)
        return 0

    monkeypatch.setitem(sys.modules, "planner.app", SimpleNamespace(main=window))
    assert cli.main([]) == 0
    assert cli.main(["--data-dir", str(data_folder / "other")]) == 0
    assert opened == [data_folder, data_folder / "other"]


@linux_only
def test_without_a_display_one_line_says_so(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert cli.main([]) == 2
    assert "There is no display" in one_sentence(capfd.readouterr().err)


@linux_only
def test_a_folder_that_was_deleted_under_ones_feet(data_folder: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f"cd {gone} && rmdir {gone} && exec {sys.executable} -m planner show"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    said = subprocess.run(["sh", "-c", script], env=environment, capture_output=True, check=False, timeout=60)
    assert (said.returncode, said.stderr) == (0, b"")

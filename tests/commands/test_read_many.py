"""planner read with many pictures: what it shows meanwhile, how it stops and goes on, and a window that is open."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from planner.domain.edits import Edit
from planner.store.problems import BY_CODE
from tests.commands.test_read import Sheet, boxes
from tests.disks import disk, fill_up
from tests.terminal import Terminal
from tests.test_remote import Window, meanwhile, window

__all__ = ["meanwhile", "window"]  # fixtures of the window's socket
DAY_START = dt.timedelta(hours=4)
posix = pytest.mark.skipif(os.name != "posix", reason="a terminal of its own")


@pytest.fixture
def terminal(data_folder: Path, capfd: pytest.CaptureFixture[str]) -> Terminal:
    """The planner of somebody who planned this day in its morning: other processes have no clock but the machine's."""
    day = dt.datetime.now().astimezone() - DAY_START
    terminal = Terminal(data_folder, capfd, day.replace(hour=8, minute=0, second=0, microsecond=0))
    terminal.add("Draft the essay 60m")
    terminal.add("Email 30m")
    terminal.do("layout")
    return terminal


def pictures(terminal: Terminal, tmp_path: Path, blanks: int) -> Path:
    """A folder with a ticked sheet, and after it pictures of nothing."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    sheet = Sheet(terminal, tmp_path)
    sheet.tick(f"box-{boxes(terminal)['Email']}").saved(folder / "a.png")
    sheet.pixels[:] = 255
    sheet.saved(folder / "b.png")
    for number in range(blanks - 1):
        shutil.copyfile(folder / "b.png", folder / f"c{number:03}.png")
    return folder


def done(terminal: Terminal) -> set[str]:
    return {entry["title"] for entry in terminal.do("show")["entries"] if entry["state"] == "done"}


class OnTerminal:
    """The command in a process of its own, with a terminal for what it shows."""

    def __init__(self, terminal: Terminal, *words: str) -> None:
        self.master, slave = os.openpty()
        argv = [sys.executable, "-m", "planner", "--data-dir", str(terminal.folder), *words]
        self.process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=slave)
        os.close(slave)
        self.shown = ""

    def wait_for(self, words: str) -> None:
        while words not in self.shown:
            self.shown += os.read(self.master, 4096).decode()

    def end(self) -> Any:
        out, _ = self.process.communicate(timeout=120)
        self.shown += os.read(self.master, 1 << 16).decode()
        os.close(self.master)
        return json.loads(out)


@posix
def test_ctrl_c_keeps_what_was_read_and_the_same_command_goes_on(terminal: Terminal, tmp_path: Path) -> None:
    folder = pictures(terminal, tmp_path, blanks=200)
    reading = OnTerminal(terminal, "read", str(folder), "--accept")
    reading.wait_for("\rReading 2 of 201")
    reading.process.send_signal(signal.SIGINT)
    out = reading.end()
    assert reading.process.returncode == 130
    assert 1 <= len(out) < 200
    assert out[0]["done"].startswith("Read the sheet of ")
    said = reading.shown.rsplit("\r", 2)[1]
    assert said.startswith("Stopped: ")
    assert said.endswith(" of 201 pictures were read. What was sure of them is entered; the same command goes on.")
    assert done(terminal) == {"Email"}

    for each in sorted(folder.iterdir())[2:]:
        each.unlink()
    again = terminal.run("read", str(folder), "--accept")
    assert again.status == 3
    assert [sheet.get("done") for sheet in again.json] == ["Taken home before", None]


@posix
def test_the_line_of_progress_is_rewritten_and_gone_at_the_end(terminal: Terminal, tmp_path: Path) -> None:
    folder = pictures(terminal, tmp_path, blanks=1)
    reading = OnTerminal(terminal, "read", str(folder))
    assert len(reading.end()) == 2
    shown = reading.shown.split("\r")
    assert [line.split("  ")[:2] for line in shown if line.strip()] == [
        ["Reading 1 of 2", "“a.png”"],
        ["Reading 2 of 2", "“b.png”"],
    ]
    assert shown[-1] == ""


def test_nothing_is_shown_where_nobody_looks(terminal: Terminal, tmp_path: Path) -> None:
    terminal.do("read", str(pictures(terminal, tmp_path, blanks=1)))


def test_while_pictures_are_read_other_commands_find_the_file_free(
    terminal: Terminal, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from planner.paper.reader import loading

    other, opened, seen = Terminal(terminal.folder, capfd, terminal.now), vars(loading)["_opened"], []

    def looks(content: bytes) -> Any:
        seen.append(len(other.do("show")["boxes"]))
        return opened(content)

    folder = pictures(terminal, tmp_path, blanks=1)
    monkeypatch.setattr(loading, "_opened", looks)
    terminal.do("read", str(folder / "a.png"), "--accept")
    assert seen == [2]


def test_a_window_that_is_open_takes_home_what_is_read_elsewhere(
    terminal: Terminal, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = pictures(terminal, tmp_path, blanks=1)
    opened: Window = request.getfixturevalue("window")
    meanwhile = request.getfixturevalue("meanwhile")
    said = meanwhile(lambda: terminal.run("read", str(folder), "--accept"))
    assert said.status == 3
    assert [sheet["sure"] for sheet in said.json] == [True, False]
    labels = [edit.label for edit in opened.edits if isinstance(edit, Edit)]
    assert labels == [said.json[0]["done"]]
    page = opened.workspace.page(dt.date.fromisoformat(said.json[0]["page"]))
    assert [entry.title for entry in page.entries if entry.state == "done"] == ["Email"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs root: to mount a small disk")
def test_a_full_disk_ends_it_in_a_sentence_and_the_same_command_goes_on(
    data_folder: Path, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with disk(data_folder, 2000):
        terminal = Terminal(data_folder, capfd)
        terminal.add("Email 30m 10:30")
        folder = pictures(terminal, tmp_path, blanks=1)
        (folder / "b.png").rename(folder / "0.png")  # nothing, before the sheet
        terminal.at("18:30")
        terminal.do("show")
        ballast = fill_up(data_folder)
        said = terminal.run("read", str(folder), "--accept")
        assert said.status == 2
        assert said.stderr == f"{BY_CODE[sqlite3.SQLITE_FULL]} 1 of 2 pictures were read before.\n"
        assert [Path(sheet["photo"]).name for sheet in said.json] == ["0.png"]
        assert done(terminal) == set()
        ballast.unlink()
        assert terminal.run("read", str(folder), "--accept").status == 3
        assert done(terminal) == {"Email"}


@pytest.mark.parametrize(
    "body",
    [None, 5, {}, {"step": "no"}, {"step": "print"}, {"step": "sheet", "reading": {"print_id": "x"}}],
)
def test_a_step_that_is_none_is_refused(window: Window, body: Any) -> None:
    from dataclasses import replace

    from planner.commands.deeds import answered
    from planner.commands.grammar import read

    answer = answered(window.workspace, replace(read(["read", "."]), body=body))
    assert getattr(answer, "status", None) == 2

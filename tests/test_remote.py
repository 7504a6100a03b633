"""The local socket: a command reaches the window that is open, and is done there by the same deeds."""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
import stat
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from planner import cli, remote
from planner.commands import Bad
from planner.domain.edits import Edit
from planner.settings import Settings
from planner.store.store import Store
from planner.ui.remote import LONGEST_MESSAGE, Doorway
from planner.workspace import Workspace

NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)


class Window:
    """What of a window the socket needs: a workspace, somebody who listens, a way to come to the front."""

    def __init__(self, folder: Path) -> None:
        self.workspace = Workspace(Store.open(folder), Settings(), folder, lambda: NOW)
        self.raised: list[str] = []
        self.edits: list[Edit] = []
        self.workspace.subscribe(self.edits.append)
        self.doorway = Doorway(self.workspace, self.raised.append)
        assert self.doorway.open(folder)

    def close(self) -> None:
        self.doorway.close()
        self.workspace.close()


@pytest.fixture
def window(data_folder: Path, qtbot: QtBot) -> Iterator[Window]:
    opened = Window(data_folder)
    yield opened
    opened.close()


@pytest.fixture
def meanwhile(qtbot: QtBot) -> Callable[[Callable[[], Any]], Any]:
    """Do something in a thread, as another process would, while the window's events run."""

    def run(work: Callable[[], Any]) -> Any:
        found: list[Any] = []
        thread = threading.Thread(target=lambda: found.append(work()))
        thread.start()
        qtbot.waitUntil(lambda: not thread.is_alive(), timeout=20_000)
        return found[0]

    return run


def command(folder: Path, *words: str) -> dict[str, Any] | None:
    return remote.ask(folder, {"argv": list(words), "folder": str(folder)})


def test_without_a_window_nobody_answers(data_folder: Path) -> None:
    assert command(data_folder, "show") is None
    assert not remote.raise_window(data_folder)


def test_a_command_is_done_in_the_window_which_hears_of_it(
    window: Window, data_folder: Path, meanwhile: Callable[[Callable[[], Any]], Any]
) -> None:
    answer = meanwhile(lambda: command(data_folder, "add", "Write to Zoë 30m"))
    assert (answer["status"], answer["words"]) == (0, "")
    assert answer["out"]["entry"]["title"] == "Write to Zoë"
    assert [edit.label for edit in window.edits] == [answer["out"]["done"]]
    assert [entry.title for entry in window.workspace.page().entries] == ["Write to Zoë"]


def test_the_command_line_goes_through_the_window(
    window: Window,
    data_folder: Path,
    meanwhile: Callable[[Callable[[], Any]], Any],
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert meanwhile(lambda: cli.main(["add", "Tea 10m"])) == 0
    said = capfd.readouterr()
    assert json.loads(said.out)["entry"]["title"] == "Tea"
    assert len(window.edits) == 1
    assert meanwhile(lambda: cli.main(["move", "zzz", "25:99"])) == 2
    assert capfd.readouterr().err == "There is no box “zzz”: planner show lists the ids of entries and boxes.\n"


def test_a_refusal_in_the_window_is_one_sentence(
    window: Window, data_folder: Path, meanwhile: Callable[[Callable[[], Any]], Any]
) -> None:
    for words in (("show", "someday"), ("bogus",), ("place", "x"), ("undo",), ("restore", "newest")):
        answer = meanwhile(partial(command, data_folder, *words))
        assert (answer["status"], answer["out"]) == (2, None), words
        assert answer["words"]
    assert window.edits == []


def test_a_print_is_drawn_in_a_job_and_remembered(
    window: Window, data_folder: Path, tmp_path: Path, meanwhile: Callable[[Callable[[], Any]], Any]
) -> None:
    folder = {"argv": ["print", "--to", "day.pdf"], "folder": str(tmp_path)}
    answer = meanwhile(lambda: remote.ask(data_folder, folder, 20))
    assert answer["status"] == 0, answer
    assert (tmp_path / "day.pdf").read_bytes().startswith(b"%PDF")
    assert [kept.file for kept in window.workspace.store.prints()] == [str(tmp_path / "day.pdf")]
    lost = {"argv": ["print", "--to", "no/such/day.pdf"], "folder": str(tmp_path)}
    assert meanwhile(lambda: remote.ask(data_folder, lost, 20))["status"] == 2


def test_a_backup_is_made_in_a_job(
    window: Window, data_folder: Path, tmp_path: Path, meanwhile: Callable[[Callable[[], Any]], Any]
) -> None:
    asked = {"argv": ["backup", "stick"], "folder": str(tmp_path)}
    answer = meanwhile(lambda: remote.ask(data_folder, asked, 20))
    assert answer["status"] == 0, answer
    assert Path(answer["out"]["backup"]["file"]).parent == tmp_path / "stick"
    lost = {"argv": ["backup", "no/such/place"], "folder": str(tmp_path)}
    refused = meanwhile(lambda: remote.ask(data_folder, lost, 20))
    assert (refused["status"], refused["out"]) == (2, None)
    assert refused["words"]


def test_a_review_is_made_in_a_job(
    window: Window, data_folder: Path, tmp_path: Path, meanwhile: Callable[[Callable[[], Any]], Any]
) -> None:
    assert meanwhile(lambda: command(data_folder, "add", "Draft the essay 45m !1 9:30"))["status"] == 0
    shown = meanwhile(lambda: command(data_folder, "review"))
    assert (shown["status"], shown["out"]["priorities"]["chosen"]) == (0, 1)
    table = meanwhile(lambda: command(data_folder, "review", "--csv"))
    assert table["out"].startswith("row,day,entry")
    drawn = {"argv": ["review", "--to", "week.pdf"], "folder": str(tmp_path)}
    assert meanwhile(lambda: remote.ask(data_folder, drawn, 20))["status"] == 0
    assert (tmp_path / "week.pdf").read_bytes().startswith(b"%PDF")
    nothing = {
        "argv": ["review", "--from", "2020-01-01", "--to", "2020-01-01", "--to", "x.pdf"],
        "folder": str(tmp_path),
    }
    assert meanwhile(lambda: remote.ask(data_folder, nothing, 20))["status"] == 2


def test_a_history_is_read_in_a_job_and_the_window_hears_of_it(
    window: Window, data_folder: Path, tmp_path: Path, meanwhile: Callable[[Callable[[], Any]], Any]
) -> None:
    (tmp_path / "old.csv").write_text("date,actual\n2025-01-01,5\n")
    (tmp_path / "bad.csv").write_text("date,actual\n2025-01-01,0\n")
    said = [
        meanwhile(partial(remote.ask, data_folder, {"argv": ["import", "history", name], "folder": str(tmp_path)}))
        for name in ("bad.csv", "old.csv")
    ]
    assert [answer["status"] for answer in said] == [2, 0]
    assert said[0]["words"] == "bad.csv, line 2: the actual is 0: write minutes above 0. Nothing is imported."
    assert [edit.label for edit in window.edits] == ["Import 1 task"]
    assert [task.actual for task in window.workspace.past()] == [5.0]


def test_a_second_start_brings_the_window_to_the_front(
    window: Window,
    data_folder: Path,
    meanwhile: Callable[[Callable[[], Any]], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "token-7")
    assert meanwhile(lambda: remote.raise_window(data_folder))
    assert window.raised == ["token-7"]


@pytest.mark.parametrize(
    "raw",
    [b"\n", b"no json\n", b"[]\n", b'{"argv": 5}\n', b'{"argv": ["show"], "folder": 3}\xff\n', b"[" * 9999 + b"\n"],
)
def test_the_window_survives_what_is_no_command(
    raw: bytes, window: Window, data_folder: Path, meanwhile: Callable[[Callable[[], Any]], Any]
) -> None:
    def send() -> bytes:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(10)
            caller.connect(str(remote.address(data_folder)))
            caller.sendall(raw)
            return caller.recv(1 << 16)

    assert json.loads(meanwhile(send)) == {"status": 2, "out": None, "words": "That was no command."}
    assert meanwhile(lambda: command(data_folder, "show"))["status"] == 0


def test_an_endless_message_is_cut_off(
    window: Window, data_folder: Path, meanwhile: Callable[[Callable[[], Any]], Any]
) -> None:
    def send() -> bool:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(10)
            caller.connect(str(remote.address(data_folder)))
            try:
                for _ in range(64):
                    caller.sendall(b"x" * (LONGEST_MESSAGE // 16))
            except (BrokenPipeError, ConnectionResetError):
                return True
        return False

    assert meanwhile(send)


def test_a_caller_that_goes_away_leaves_the_window_in_peace(
    window: Window, data_folder: Path, tmp_path: Path, meanwhile: Callable[[Callable[[], Any]], Any]
) -> None:
    def knock() -> None:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(remote.address(data_folder)))
            line = json.dumps({"argv": ["print", "--to", "x.pdf"], "folder": str(tmp_path)})
            caller.sendall(line.encode() + b"\n")

    meanwhile(knock)
    assert meanwhile(lambda: command(data_folder, "show"))["status"] == 0


def test_only_its_owner_can_reach_the_socket(window: Window, data_folder: Path) -> None:
    where = str(remote.address(data_folder))
    assert stat.S_IMODE(os.stat(where).st_mode) & 0o077 == 0
    assert stat.S_IMODE(os.stat(os.path.dirname(where)).st_mode) == 0o700


def test_a_folder_that_others_can_enter_is_no_place_for_the_socket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o755)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert not str(remote.address(tmp_path)).startswith(str(tmp_path))


def test_every_data_folder_has_a_socket_of_its_own(tmp_path: Path) -> None:
    first, second, link = tmp_path / "a", tmp_path / "b", tmp_path / "link"
    first.mkdir()
    link.symlink_to(first)
    assert remote.address(first) != remote.address(second)
    assert remote.address(first) == remote.address(link)


def test_a_socket_left_by_a_crash_is_taken_over(data_folder: Path, qtbot: QtBot) -> None:
    where = str(remote.address(data_folder))
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(where)
    assert os.path.exists(where)
    assert command(data_folder, "show") is None
    Window(data_folder).close()
    assert not os.path.exists(where)


def test_a_window_that_keeps_silent_is_said(data_folder: Path) -> None:
    where = str(remote.address(data_folder))
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(where)
        deaf.listen()
        with pytest.raises(Bad, match="is open but does not answer; close it and try again"):
            remote.ask(data_folder, {"argv": ["show"]}, patience=0.1)
    os.unlink(where)

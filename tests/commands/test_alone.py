"""A meditation in the terminal: alone, beside other commands, and with a window that comes up meanwhile."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from planner import private_json, remote
from planner import settings as settings_file
from planner.commands import Bad, Job, alone
from planner.commands.deeds import answered
from planner.commands.grammar import read
from planner.settings import GUARD, Settings
from planner.sound import player
from planner.ui import theme
from tests.terminal import Terminal
from tests.ui.focus.lives import Life


@pytest.fixture
def planner(data_folder: Path, capfd: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(data_folder, capfd)


@pytest.fixture
def sitting(planner: Terminal, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A terminal in which an hour is over at once; the answer is the bells that rang."""
    rung: list[str] = []
    seconds = [0.0]

    def pause(span: float) -> None:
        seconds[0] += max(span, 0.001)
        planner.now = planner.now.replace(microsecond=0) + (planner.now.resolution * int(1_000_000 * max(span, 0.001)))

    monkeypatch.setattr(alone, "clock", lambda: seconds[0])
    monkeypatch.setattr(alone, "pause", pause)
    monkeypatch.setattr(player, "ring", lambda bell, volume, unheard: rung.append(bell))
    monkeypatch.setattr(player, "wait", lambda span: None)
    return rung


def test_meditating_in_the_terminal(planner: Terminal, sitting: list[str]) -> None:
    answer = planner.do("meditate", "20")
    assert answer["done"] == "Meditated 20 min"
    (session,) = answer["page"]["intervals"]
    assert (session["kind"], session["start"][11:19], session["end"][11:19]) == ("meditation", "08:00:00", "08:20:00")
    assert sitting == ["bowl", "bowl"]
    assert planner.do("undo")["page"]["intervals"][0]["end"] is None


def test_the_usual_length_is_that_of_the_settings(planner: Terminal, sitting: list[str]) -> None:
    settings_file.save(planner.folder, Settings(sit_minutes=7, bell="chime"))
    assert planner.do("meditate")["done"] == "Meditated 7 min"
    assert sitting == ["chime", "chime"]


@pytest.mark.parametrize("word", ["0", "-5", "1000000000", "long", "181"])
def test_a_meditation_wants_a_sensible_length(planner: Terminal, sitting: list[str], word: str) -> None:
    assert "a meditation takes 1 to 180 minutes" in planner.refused("meditate", word)
    assert planner.do("show")["intervals"] == []


def test_ctrl_c_ends_it_and_keeps_what_was_sat(
    planner: Terminal, sitting: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pause, looks = vars(alone)["pause"], []

    def impatient(span: float) -> None:
        pause(span)
        looks.append(span)
        if sum(looks) >= 300:
            raise KeyboardInterrupt

    monkeypatch.setattr(alone, "pause", impatient)
    assert planner.do("meditate", "20")["done"] == "Meditated 5 min"
    assert sitting == ["bowl"]


def test_while_one_sits_other_commands_find_the_file_free(
    planner: Terminal, sitting: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    other = Terminal(planner.folder, capfd)
    seen: list[str] = []

    def look(span: float) -> None:
        if not seen:
            seen.append(other.do("status")["kind"])
        raise KeyboardInterrupt

    monkeypatch.setattr(alone, "pause", look)
    planner.do("meditate", "20")
    assert seen == ["meditation"]


def test_a_bell_that_cannot_be_heard_is_said_and_the_sitting_counts(
    planner: Terminal, sitting: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(player, "ring", lambda bell, volume, unheard: unheard("The bell cannot be heard: no device."))
    said = planner.run("meditate", "10")
    assert said.status == 0
    assert said.stderr == "The bell cannot be heard: no device.\n"
    assert said.json["done"] == "Meditated 10 min"


def test_the_line_in_the_terminal_fills(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(alone, "clock", lambda: now[0])
    lines = []
    for line in alone.progress(10, 600.0):
        lines.append(line)
        now[0] += 60
    assert len(lines) == 10
    assert lines[0].startswith("\r" + "·" * 30 + "  10:00")
    assert lines[-1].startswith("\r" + "━" * 27 + "···  1:00")
    assert [line.count("━") for line in lines] == sorted(line.count("━") for line in lines)


def test_the_line_without_an_end_counts_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alone, "clock", lambda: 0.0)
    assert next(alone.progress(0, None)) == "\rMeditating  0:00  Ctrl+C ends it"


def test_a_recharge_that_was_complete_before_ends_when_it_was(planner: Terminal, sitting: list[str]) -> None:
    planner.do("recharge")
    planner.at("10:00")
    page = planner.do("meditate", "20")["page"]
    assert [(i["kind"], i["start"][11:16], i["end"][11:16]) for i in page["intervals"]] == [
        ("recharge", "08:00", "08:30"),
        ("meditation", "10:00", "10:20"),
    ]


# What is kept for a window


def kept(planner: Terminal) -> dict[str, Any]:
    return private_json.read(planner.folder / GUARD) or {}


def during(monkeypatch: pytest.MonkeyPatch, at: float, deed: Callable[[], object]) -> None:
    """Do something once so many seconds are sat."""
    pause, gone = vars(alone)["pause"], [0.0]
    done: list[bool] = []

    def busy(span: float) -> None:
        pause(span)
        gone[0] += span
        if gone[0] >= at and not done:
            done.append(True)
            deed()

    monkeypatch.setattr(alone, "pause", busy)


def test_the_planned_end_is_kept_for_a_window_while_one_sits(
    planner: Terminal, sitting: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    planner.do("show")
    planner.folder.mkdir(exist_ok=True)
    private_json.write(planner.folder / GUARD, {"seen": "2026-11-23T07:00:00+00:00"})
    seen: list[dict[str, Any]] = []
    during(monkeypatch, 60, lambda: seen.append(kept(planner)))
    planner.do("meditate", "20")
    assert seen == [{"seen": "2026-11-23T07:00:00+00:00", "sitting": "2026-11-23T08:20:00+00:00"}]
    assert kept(planner) == {"seen": "2026-11-23T07:00:00+00:00"}


def test_an_open_end_keeps_none(planner: Terminal, sitting: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    settings_file.save(planner.folder, Settings(sit_minutes=0))
    private_json.write(planner.folder / GUARD, {"sitting": "2026-11-20T08:20:00+00:00"})
    seen: list[dict[str, Any]] = []

    def look() -> None:
        seen.append(kept(planner))
        raise KeyboardInterrupt

    during(monkeypatch, 120, look)
    assert planner.do("meditate")["done"] == "Meditated 2 min"
    assert seen == [{}]


def test_a_disk_that_takes_no_word_for_the_window_hinders_nobody(
    planner: Terminal, sitting: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(private_json, "write", full)
    assert planner.do("meditate", "20")["done"] == "Meditated 20 min"


# Somebody else has the file at the end


def test_the_end_waits_for_another_command(
    planner: Terminal, sitting: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    holders: list[sqlite3.Connection] = []

    def hold() -> None:
        holders.append(sqlite3.connect(planner.folder / "planner.sqlite3"))
        holders[0].execute("BEGIN EXCLUSIVE")

    during(monkeypatch, 600, hold)
    during(monkeypatch, 1201, lambda: holders[0].close())
    page = planner.do("meditate", "20")["page"]
    assert [(i["start"][11:19], i["end"][11:19]) for i in page["intervals"]] == [("08:00:00", "08:20:00")]
    assert sitting == ["bowl", "bowl"]


def test_a_file_that_stays_held_is_said_and_no_second_meditation_begins(
    planner: Terminal, sitting: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    planner.add("Tea")
    holder = sqlite3.connect(planner.folder / "planner.sqlite3")
    during(monkeypatch, 60, lambda: holder.execute("BEGIN EXCLUSIVE"))
    assert planner.refused("meditate", "1") == alone.HELD
    holder.close()
    assert kept(planner) == {"sitting": "2026-11-23T08:01:00+00:00"}
    planner.at("08:05")
    assert planner.do("stop")["done"] == "Meditated 5 min"
    assert len(planner.do("show")["intervals"]) == 1


def test_one_that_another_command_has_ended_is_told_as_it_is_on_the_record(
    planner: Terminal, sitting: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    entry = planner.add("Tea 10m")
    other = Terminal(planner.folder, capfd)
    other.at("08:07")
    during(monkeypatch, 420, lambda: other.do("start", entry))
    answer = planner.do("meditate", "20")
    assert (answer["done"], answer["consequences"]) == ("Meditated 7 min", ["It was ended from elsewhere"])
    assert [(i["kind"], bool(i["end"])) for i in answer["page"]["intervals"]] == [("meditation", True), ("work", False)]


def test_one_that_was_taken_back_meanwhile_is_said(
    planner: Terminal, sitting: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    other = Terminal(planner.folder, capfd)
    during(monkeypatch, 420, lambda: other.do("undo"))
    assert planner.refused("meditate", "20") == alone.GONE
    assert kept(planner) == {}


# A window comes up


class Window:
    """One that opens at 09:00 beside a terminal in which somebody sits since 08:50, and lives by the same clock."""

    def __init__(self, planner: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
        self.planner = planner
        self.life: Life | None = None
        self.silent = False
        self.follows = True  # its timers run
        pause = vars(alone)["pause"]

        def both(span: float) -> None:
            before = planner.now
            pause(span)
            if self.life is not None:
                self.life.machine.passes(planner.now - before)
                if self.follows:
                    self.life.look()

        monkeypatch.setattr(alone, "pause", both)
        monkeypatch.setattr(remote, "ask", self.ask)
        planner.at("08:50")

    def open(self) -> None:
        self.life = Life(self.planner.folder)
        self.life.machine.time = self.planner.now

    def close(self) -> None:
        if self.life is not None:
            self.life.end()
            self.life = None

    @property
    def sitting(self) -> Any:
        assert self.life is not None
        return self.life.company.sitting

    @property
    def rung(self) -> list[str]:
        return [bell for bell, _ in self.life.rung] if self.life is not None else []

    def ask(self, folder: Path, message: Mapping[str, Any], patience: float = 0) -> dict[str, Any] | None:
        """What comes over the socket."""
        if self.silent:
            raise Bad(remote.SILENT)
        if self.life is None:
            return None
        answer = answered(self.life.workspace, read(message["argv"], message["folder"]))
        assert not isinstance(answer, Job)
        return json.loads(json.dumps({"status": answer.status, "out": answer.out, "words": answer.words}))


@pytest.fixture
def window(
    qapp: QApplication, planner: Terminal, sitting: list[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Window]:
    theme.install(qapp, "light")
    made = Window(planner, monkeypatch)
    yield made
    made.close()


def spans(page: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(i["kind"], i["start"][11:19], (i["end"] or "")[11:19]) for i in page["intervals"]]


def test_the_window_sees_the_session_through_and_rings_the_last_bell(
    planner: Terminal, window: Window, sitting: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    during(monkeypatch, 600, window.open)
    during(monkeypatch, 700, lambda: seen.append(window.sitting.phase))
    answer = planner.do("meditate", "20")
    assert seen == ["sitting"]
    assert answer["done"] == "Meditated 20 min"
    assert spans(answer["page"]) == [("meditation", "08:50:00", "09:10:00")]
    assert (sitting, window.rung) == (["bowl"], ["bowl"])
    window.close()
    assert "sitting" not in kept(planner)


def test_a_window_that_does_not_go_on_with_it_is_asked_to_end_it(
    planner: Terminal, window: Window, sitting: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_late() -> None:
        window.open()
        window.follows = False
        window.sitting._timer.stop()

    during(monkeypatch, 600, open_late)
    answer = planner.do("meditate", "20")
    assert answer["done"] == "Meditated 20 min"
    assert spans(answer["page"])[0][:2] == ("meditation", "08:50:00")
    assert (sitting, window.rung) == (["bowl", "bowl"], [])


def test_ctrl_c_in_the_terminal_ends_it_in_the_window(
    planner: Terminal, window: Window, sitting: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    during(monkeypatch, 600, window.open)
    during(monkeypatch, 900, stop)
    answer = planner.do("meditate", "20")
    assert answer["done"] == "Meditated 15 min"
    assert spans(answer["page"]) == [("meditation", "08:50:00", "09:05:00")]
    assert window.life is not None
    window.life.look()
    assert window.sitting.phase == "none"
    assert (sitting, window.rung) == (["bowl"], [])


def test_one_that_was_ended_in_the_window_is_told_and_what_runs_there_runs_on(
    planner: Terminal, window: Window, sitting: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def end() -> None:
        assert window.life is not None
        window.sitting.end()
        window.life.writes("Tea 30m")
        window.life.starts("Tea")

    during(monkeypatch, 600, window.open)
    during(monkeypatch, 900, end)
    answer = planner.do("meditate", "20")
    assert (answer["done"], answer["consequences"]) == ("Meditated 15 min", ["It ended in the window"])
    assert spans(answer["page"]) == [("meditation", "08:50:00", "09:05:00"), ("work", "09:05:00", "")]
    assert (sitting, window.rung) == (["bowl"], [])


def test_a_window_that_has_come_and_gone_leaves_the_end_to_the_terminal(
    planner: Terminal, window: Window, sitting: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    during(monkeypatch, 600, window.open)
    during(monkeypatch, 900, window.close)
    assert planner.do("meditate", "20")["done"] == "Meditated 20 min"
    assert sitting == ["bowl", "bowl"]
    assert "sitting" not in kept(planner)


def test_a_window_that_keeps_silent_is_said(
    planner: Terminal, window: Window, sitting: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    during(monkeypatch, 600, lambda: setattr(window, "silent", True))
    assert planner.refused("meditate", "20") == alone.HELD
    assert sitting == ["bowl", "bowl"]


def test_stop_ends_one_within_a_recharge_which_goes_on(planner: Terminal, window: Window) -> None:
    planner.do("show")
    planner.at("09:00")
    window.open()
    life = window.life
    assert life is not None
    life.machine.types = False
    life.company.guardian.rest_now()
    life.wait(2)
    life.company.sit(20)
    life.wait(3)
    assert (window.sitting.phase, life.guard.state) == ("sitting", "recharging")
    said = window.ask(planner.folder, {"argv": ["stop"], "folder": "."})
    assert said is not None
    assert said["status"] == 0, said
    assert said["out"]["done"] == "Meditated 3 min"
    life.wait(1)
    assert (window.sitting.phase, life.guard.state) == ("none", "recharging")
    said = window.ask(planner.folder, {"argv": ["stop"], "folder": "."})
    assert said is not None
    assert "The recharge is not over" in said["words"]

"""status, recharge, quiet and meditate, in a terminal without a window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from planner import settings as settings_file
from planner.commands import rest
from planner.settings import Settings
from planner.sound import player
from tests.terminal import Terminal

SCHEMA = json.loads((Path(__file__).parents[1] / "schemas" / "status.json").read_text(encoding="utf-8"))


@pytest.fixture
def planner(data_folder: Path, capfd: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(data_folder, capfd)


def status(planner: Terminal) -> dict[str, object]:
    found: dict[str, object] = planner.do("status")
    Draft202012Validator(SCHEMA).validate(found)
    return found


def test_an_idle_day(planner: Terminal) -> None:
    found = status(planner)
    assert (found["state"], found["stretch"], found["until_recharge"], found["entry"]) == ("idle", 0, 120, None)


def test_the_stretch_follows_the_timer(planner: Terminal) -> None:
    entry = planner.add("Draft 3h")
    planner.do("start", entry)
    planner.at("09:58")
    found = status(planner)
    assert (found["state"], found["entry"], found["title"]) == ("warned", entry, "Draft")
    assert (found["stretch"], found["until_recharge"]) == (118, 2)
    planner.at("10:30")
    late = status(planner)
    assert (late["stretch"], late["until_recharge"]) == (150, 0)


def test_a_recharge_runs_and_ends_by_itself(planner: Terminal) -> None:
    entry = planner.add("Draft 3h")
    planner.do("start", entry)
    planner.at("09:00")
    answer = planner.do("recharge")
    assert [i["kind"] for i in answer["page"]["intervals"]] == ["work", "recharge"]
    planner.at("09:10")
    found = status(planner)
    assert (found["state"], found["left"], found["kind"]) == ("recharging", 20, "recharge")
    assert planner.refused("recharge") == "A recharge runs already: 20 min of it are left."
    assert "not over" in planner.refused("start", entry)
    assert "ends by itself" in planner.refused("stop")
    planner.at("10:00")
    page = planner.do("start", entry)["page"]
    assert [(i["kind"], i["start"][11:16], (i["end"] or "")[11:16]) for i in page["intervals"]] == [
        ("work", "08:00", "09:00"),
        ("recharge", "09:00", "09:30"),
        ("work", "10:00", ""),
    ]
    assert status(planner)["stretch"] == 0


def test_a_recharge_can_be_taken_back(planner: Terminal) -> None:
    planner.do("recharge")
    planner.do("undo")
    assert status(planner)["state"] == "idle"


def test_quiet(planner: Terminal) -> None:
    entry = planner.add("Draft 3h")
    planner.do("start", entry)
    planner.at("09:50")
    answer = planner.do("quiet", "45")
    assert answer["page"]["remarks"][0]["kind"] == "quiet"
    planner.at("10:05")
    found = status(planner)
    assert (found["state"], found["hushed"]) == ("working", True)
    planner.at("10:34")
    assert status(planner)["state"] == "warned"


@pytest.mark.parametrize("word", ["0", "-5", "1000000000", "soon", "", "241"])
def test_quiet_wants_a_sensible_length(planner: Terminal, word: str) -> None:
    assert "quiet takes 1 to 240 minutes" in planner.refused("quiet", word)


def test_strict_knows_no_quiet(planner: Terminal) -> None:
    settings_file.save(planner.folder, Settings(strict=True))
    assert planner.refused("quiet", "30") == "Strict is on: only an event keeps the recharge waiting."


# Sitting


@pytest.fixture
def sitting(planner: Terminal, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A terminal in which an hour is over at once; the answer is the bells that rang."""
    rung: list[str] = []
    seconds = [0.0]

    def pause(span: float) -> None:
        seconds[0] += max(span, 0.001)
        planner.now = planner.now.replace(microsecond=0) + (planner.now.resolution * int(1_000_000 * max(span, 0.001)))

    monkeypatch.setattr(rest, "clock", lambda: seconds[0])
    monkeypatch.setattr(rest, "pause", pause)
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
    pause, looks = vars(rest)["pause"], []

    def impatient(span: float) -> None:
        pause(span)
        looks.append(span)
        if sum(looks) >= 300:
            raise KeyboardInterrupt

    monkeypatch.setattr(rest, "pause", impatient)
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

    monkeypatch.setattr(rest, "pause", look)
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
    monkeypatch.setattr(rest, "clock", lambda: now[0])
    lines = []
    for line in rest.progress(10, 600.0):
        lines.append(line)
        now[0] += 60
    assert len(lines) == 10
    assert lines[0].startswith("\r" + "·" * 30 + "  10:00")
    assert lines[-1].startswith("\r" + "━" * 27 + "···  1:00")
    assert [line.count("━") for line in lines] == sorted(line.count("━") for line in lines)


def test_status_in_words(planner: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    from planner.readable import readable

    assert readable(status(planner)) == "Idle\n"
    entry = planner.add("Draft 3h")
    planner.do("start", entry)
    planner.at("09:30")
    assert readable(status(planner)) == "Working on Draft: 1 h 30 of work since the last rest\n  recharge in 30 min\n"
    planner.do("recharge")
    assert readable(status(planner)) == "Recharging: 30 min left\n"

"""status, recharge and quiet, in a terminal without a window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from planner import settings as settings_file
from planner.settings import Settings
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


def test_status_in_words(planner: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    from planner.readable import readable

    assert readable(status(planner)) == "Idle\n"
    entry = planner.add("Draft 3h")
    planner.do("start", entry)
    planner.at("09:30")
    assert readable(status(planner)) == "Working on Draft: 1 h 30 of work since the last rest\n  recharge in 30 min\n"
    planner.do("recharge")
    assert readable(status(planner)) == "Recharging: 30 min left\n"

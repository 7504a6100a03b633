"""What the past says, in a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.terminal import Terminal

SCHEMAS = Path(__file__).parents[1] / "schemas"


@pytest.fixture
def planner(data_folder: Path, capfd: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(data_folder, capfd)


def estimated(planner: Terminal, text: str) -> Any:
    found = planner.do("estimate", text)
    Draft202012Validator(json.loads((SCHEMAS / "estimate.json").read_text(encoding="utf-8"))).validate(found)
    return found


def work(planner: Terminal, text: str, start: str, end: str) -> None:
    entry = planner.add(text)
    planner.at(end)
    planner.do("log", entry, f"{start}-{end}")
    planner.do("done", entry)


def test_without_a_past_the_guess_is_all_there_is(planner: Terminal) -> None:
    found = estimated(planner, "Draft the essay 45m #writing")
    assert (found["estimate"], found["likely"]) == (45, 45)
    assert found["low"] <= 45 <= found["high"]
    assert (found["basis"]["level"], found["basis"]["n"]) == ("none", 0)
    found = estimated(planner, "Draft the essay")
    assert (found["estimate"], found["likely"], found["low"], found["high"]) == (None, None, None, None)


def test_what_was_done_is_counted_and_nothing_is_written(planner: Terminal) -> None:
    work(planner, "Draft the essay 30m #writing", "08:00", "09:00")
    work(planner, "Draft the talk 30m #writing", "09:00", "10:00")
    before = planner.do("show")
    found = estimated(planner, "Draft the letter 30m #writing")
    assert found["basis"]["n"] == 2
    assert found["low"] <= found["likely"] <= found["high"]
    assert found["high"] > 30
    assert planner.do("show") == before


def test_a_time_range_is_a_guess_too(planner: Terminal) -> None:
    assert estimated(planner, "Draft 9:30-10:15")["estimate"] == 45


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- a thought", "this is a note: leave its sign out"),
        ("o Dentist 15:00", "this is an event: leave its sign out"),
        ("45m", "Write what it is"),
        ("x" * 501, "at most 500 characters"),
    ],
)
def test_what_cannot_be_guessed(planner: Terminal, text: str, words: str) -> None:
    assert words in planner.refused("estimate", text)


def forecast(planner: Terminal, *words: str) -> Any:
    found = planner.do("forecast", *words)
    Draft202012Validator(json.loads((SCHEMAS / "forecast.json").read_text(encoding="utf-8"))).validate(found)
    return found


def test_the_forecast_of_a_day(planner: Terminal) -> None:
    planner.add("Draft the essay 60m 9:00")
    planner.add("Read the book 90m 16:00")
    found = forecast(planner, "--by", "16:30")
    assert found["page"] == "2026-11-23"
    assert 0 < found["by_end"] <= 1
    assert "16:30" < found["finish"]["p10"] <= found["finish"]["p50"] <= found["finish"]["p90"]
    assert (found["by"], found["by_then"]) == ("16:30", pytest.approx(0, abs=0.1))
    assert found == forecast(planner, "--by", "16:30")


def test_what_would_help_is_named_by_its_id(planner: Terminal) -> None:
    planner.add("Draft the essay 60m 9:00")
    long = planner.add("Read the book 110m 16:00")
    planner.at("17:00")
    helps = forecast(planner)["helps"]
    assert helps[0]["drop"] == long
    assert helps[0]["by_end"] > 0.5


def test_a_day_without_work_and_a_day_that_is_over(planner: Terminal) -> None:
    assert forecast(planner, "tomorrow")["by_end"] is None
    assert forecast(planner, "yesterday") == {
        "page": "2026-11-22", "by_end": None, "finish": None, "helps": [],
        "words": {"fact": "", "reason": [], "help": ""},
    }  # fmt: skip


@pytest.mark.parametrize(("words", "why"), [(("someday",), "is no day"), (("today", "--by", "25:00"), "is no time")])
def test_a_forecast_of_nothing(planner: Terminal, words: tuple[str, ...], why: str) -> None:
    assert why in planner.refused("forecast", *words)

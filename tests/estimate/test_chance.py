"""The chance of a day, in words and as the command line answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain import entries
from planner.domain.values import Page
from planner.estimate.chance import ChanceWords, as_json, percent, words
from tests.domain.a_day import EMPTY, at, done, page_with
from tests.estimate.a_past import EXACT, Past


def said(page: Page, past: Past = EXACT, now: str = "08:00") -> ChanceWords:
    return words(past.forecast_day(page, at(now)), page)


def test_the_chance_its_reason_and_what_would_help() -> None:
    page = page_with("Deep reading 60m 16:30", "Post 30m 17:30")
    past = Past(1.0, by_title={"Deep reading": [1.0, 1.0, 1.5, 2.0, 2.0]})
    found = said(page, past)
    assert found.fact == "40 % done by 18:00"
    assert found.reason.split("\n") == [
        "Likely done 18:30, 18:00–19:30",
        "Deep reading weighs most: 60–120 min",
        "From 50 boxes",
    ]
    assert found.help == "drop *Deep reading*: > 99 %"
    assert found.warns


def test_the_two_heaviest_are_named_if_they_weigh_enough() -> None:
    page = page_with("Essay 60m 9:00", "Post 60m 10:00", "Call 20m 13:00")
    past = Past(1.0, by_title={"Essay": [1.0, 1.5, 1.5, 1.0], "Post": [0.5, 0.5, 1.0, 1.0], "Call": [0.9, 1.0, 1.1]})
    lines = said(page, past).reason.split("\n")
    assert lines[:2] == ["Likely done 13:20, 13:18–13:22", "Call weighs most: 18–22 min"]
    page = page_with("Essay 60m 9:00", "Post 30m 10:00")
    assert said(page, past).reason.split("\n")[1:3] == ["Essay weighs most: 60–90 min", "then Post: 15–30 min"]


def test_a_day_that_fits_is_said_without_a_warning() -> None:
    found = said(page_with("Essay 60m 16:30"), Past(1.0, 1.0, 1.0, 2.0))
    assert (found.fact, found.warns) == ("75 % done by 18:00", False)


@pytest.mark.parametrize(
    ("chance", "shown"),
    [
        (0.0, "< 1 %"),
        (0.004, "< 1 %"),
        (0.01, "1 %"),
        (0.78, "78 %"),
        (0.994, "99 %"),
        (0.996, "> 99 %"),
        (1.0, "> 99 %"),
    ],
)
def test_nothing_is_certain_that_only_was_drawn_so(chance: float, shown: str) -> None:
    assert percent(chance) == shown


def test_there_is_nothing_to_say_of_an_empty_or_an_earlier_day() -> None:
    assert said(EMPTY) == ChanceWords()
    page = page_with("Essay 60m 9:00")
    assert words(EXACT.forecast_day(page, at("09:00", days=2)), page) == ChanceWords()


def test_a_day_that_is_done_is_called_so() -> None:
    page = page_with("Essay 60m 9:00", "Later 45m")
    page = done(entries.tick(page, "e0", now=at("09:30"))).applied(page)
    assert said(page, now="09:30") == ChanceWords("done", "1 task has no box and is not counted (45 min)")


def test_little_past_is_called_little() -> None:
    page = page_with("Essay 60m 9:00")
    assert said(page, Past(1.0, boxes=0)).reason.split("\n")[-1] == "No past yet: a rough guess"
    assert said(page, Past(1.0, boxes=1)).reason.split("\n")[-1] == "1 box of past: a rough guess"
    assert said(page, Past(1.0, boxes=3)).reason.split("\n")[-1] == "3 boxes of past: a rough guess"


def test_what_waits_on_the_list_is_told() -> None:
    found = said(page_with("Essay 60m 9:00", "One 30m", "Two 45m"))
    assert found.reason.split("\n")[-1] == "2 tasks have no box and are not counted (1 h 15)"


def test_what_ends_after_the_page_is_said_to() -> None:
    page = page_with("Essay 60m 2:00", "Post 30m 3:00")
    late = said(page, Past(3.0))
    assert late.fact == "< 1 % done by 03:30"
    assert late.reason.split("\n")[0] == "Likely not done before the page ends at 04:00"
    assert said(page, Past(1.0, 1.0, 1.0, 3.0)).reason.split("\n")[0] == "Likely done 03:30 or much later"


def test_a_long_title_is_cut_and_marks_no_italics_of_its_own() -> None:
    page = page_with("Essay 60m 16:30", "Post 5m 17:50")
    page = replace(
        page, entries=(replace(page.entries[0], title="A *very* long\ntitle " + "word " * 50), page.entries[1])
    )
    found = said(page, Past(2.0))
    assert found.help == "drop *A very long title word word…*: > 99 %"
    assert max(map(len, found.reason.split("\n"))) < 60


def test_the_answer_of_the_command_line() -> None:
    page = page_with("Essay 60m 16:00", "Post 30m 17:00")
    found = Past(1.0, 2.0).forecast_day(page, at("08:00"))
    said = words(found, page)
    assert as_json(found, page) == {
        "by_end": 0.5,
        "finish": {"p10": "17:30", "p50": "19:30", "p90": "19:30"},
        "helps": [{"drop": "e1", "by_end": 1.0}, {"drop": "e0", "by_end": 1.0}],
        "words": {"fact": said.fact, "reason": said.reason.split("\n"), "help": said.help},
    }
    silence = {"fact": "", "reason": [], "help": ""}
    nothing: dict[str, object] = {"by_end": None, "finish": None, "helps": [], "words": silence}
    assert as_json(EXACT.forecast_day(EMPTY, at("08:00")), EMPTY) == nothing


def test_tasks_that_have_no_box_are_told_though_nothing_is_forecast() -> None:
    page = page_with("Essay 60m", "Post 30m")
    said = words(EXACT.forecast_day(page, at("08:00")), page)
    assert said.fact == ""
    assert said.reason == "2 tasks have no box and are not counted (1 h 30)"

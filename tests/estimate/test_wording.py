"""Forecasts in words."""

from __future__ import annotations

import pytest

from planner.estimate import Basis, Forecast
from planner.estimate.wording import line_words, range_words, suggested

MANY = Basis("tag", 23, "23 boxes tagged #writing")


def forecast(likely: float, low: float, high: float, basis: Basis = MANY) -> Forecast:
    return Forecast(likely, low, high, basis)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (39.6, 57.6, "40–60 min"),
        (40, 54, "40–55 min"),
        (3.4, 12.2, "3–12 min"),
        (45, 45, "45 min"),
        (50, 91, "50–90 min"),
        (50, 109, "50 min – 1 h 50"),
        (0.2, 0.4, "1 min"),
    ],
)
def test_a_range_is_said_in_round_minutes(low: float, high: float, words: str) -> None:
    assert range_words(forecast(45, low, high)) == words


def test_a_line_says_the_guess_the_range_and_what_it_rests_on() -> None:
    said = line_words(forecast(52, 40, 70), 45)
    assert said == "45 min · 40–70 min likely · from 23 boxes tagged #writing"


def test_a_line_without_a_guess_is_told_what_such_things_took() -> None:
    assert line_words(forecast(38, 25, 55), None) == "about 40 min · 25–55 min likely · from 23 boxes tagged #writing"


def test_no_sample_says_nothing() -> None:
    assert line_words(forecast(45, 45, 45, Basis("none", 0, "nothing yet")), 45) == ""


@pytest.mark.parametrize(("likely", "minutes"), [(52.4, 50), (2, 5), (17.3, 17), (99_999, 1440)])
def test_the_suggested_length_is_one_that_a_box_can_have(likely: float, minutes: int) -> None:
    assert suggested(forecast(likely, likely, likely)) == minutes

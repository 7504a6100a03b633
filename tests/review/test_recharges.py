"""Recharges kept, postponed and left early; what was in the way; meditations."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.domain.values import Page
from planner.review.obstacles import obstacles_of
from planner.review.recharges import recharges_of
from planner.review.sittings import sittings_of
from tests.review.days import DAY, LATE, ONE, at, box, page, said, span, task


def outcomes(day: Page, now: dt.datetime = LATE) -> list[tuple[str, str, int]]:
    return [(one.outcome, one.clock, one.minutes) for one in recharges_of([day], now).all]


def test_a_complete_recharge_is_kept() -> None:
    assert outcomes(page(span("recharge", "10:30-11:00"))) == [("kept", "10:30", 30)]


def test_pieces_that_input_interrupted_are_one_recharge() -> None:
    day = page(span("recharge", "10:30-10:40"), span("recharge", "10:45-10:55"), span("recharge", "11:02-11:12"))
    assert outcomes(day) == [("kept", "10:30", 30)]


def test_a_meditation_within_it_is_part_of_it_and_one_by_itself_is_none() -> None:
    day = page(
        span("meditation", "07:00-07:20"),
        span("recharge", "10:30-10:40"),
        span("meditation", "10:40-11:00"),
        span("meditation", "15:00-15:20"),
    )
    assert outcomes(day) == [("kept", "10:30", 30)]


def test_two_complete_ones_close_together_are_two() -> None:
    day = page(span("recharge", "10:30-11:00"), span("recharge", "11:10-11:40"))
    assert outcomes(day) == [("kept", "10:30", 30), ("kept", "11:10", 30)]


def test_a_box_of_the_persons_own_says_how_long_it_takes() -> None:
    lunch = box("lunch", "recharge", "12:00-13:00")
    assert outcomes(page(lunch, span("recharge", "12:00-12:30", box="lunch"))) == [("short", "12:00", 30)]
    assert outcomes(page(lunch, span("recharge", "12:00-13:00", box="lunch"))) == [("kept", "12:00", 60)]


def test_one_that_was_typed_in_is_kept_whatever_its_length() -> None:
    assert outcomes(page(span("recharge", "12:00-12:10", source="typed"))) == [("kept", "12:00", 10)]


def test_leaving_is_told_with_its_reason_and_what_follows_is_another() -> None:
    day = page(
        span("recharge", "10:30-10:40"),
        said("left", "10:40", "the train leaves", minutes=20),
        span("recharge", "10:50-11:20"),
    )
    first, second = recharges_of([day], LATE).all
    assert (first.outcome, first.reason, first.minutes, first.needed) == ("left", "the train leaves", 10, 30)
    assert second.outcome == "kept"


def test_leaving_the_second_says_nothing_of_the_first_however_near() -> None:
    day = page(
        span("recharge", "10:30-11:00"),
        span("recharge", "11:10-11:15"),
        said("left", "11:15", "somebody was at the door"),
    )
    assert [(one.outcome, one.clock) for one in recharges_of([day], LATE).all] == [("kept", "10:30"), ("left", "11:10")]


def test_one_left_after_midnight_is_told_where_it_was_left() -> None:
    day = page(said("left", "04:10", "sleep"), span("recharge", "10:30-11:00"))
    assert outcomes(day) == [("left", "04:10", 0), ("kept", "10:30", 30)]


def test_one_that_runs_is_not_over() -> None:
    recharges = recharges_of([page(span("recharge", "10:30-"))], at("10:45"))
    assert [one.outcome for one in recharges.all] == ["running"]
    assert (recharges.total, recharges.sentence()) == (0, None)


def days_of(*days: tuple[str, str]) -> list[Page]:
    """One recharge a day, of 30 minutes or left after 10: "kept" or "left", and when it began."""
    made = []
    for number, (how, clock) in enumerate(days):
        begins = at(clock)
        end = begins + dt.timedelta(minutes=30 if how == "kept" else 10)
        piece = span("recharge", f"{clock}-", end=end)
        parts = [piece] if how == "kept" else [piece, said("left", f"{end:%H:%M}", "tired of it")]
        made.append(page(*parts, date=DAY + number * ONE))
    return made


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], None),
        ([("kept", "10:00")], "You kept the one recharge."),
        ([("kept", "10:00"), ("kept", "15:00")], "You kept both recharges."),
        ([("kept", "10:00")] * 13, "You kept all 13 recharges."),
        ([("left", "10:00")], "The one recharge was not kept. You left it early, at 10:00."),
        (
            [("kept", "10:00")] * 11 + [("left", "10:00"), ("left", "11:30")],
            "You kept 11 of 13 recharges. Both you left early were before noon.",
        ),
        ([("left", "12:00")] * 3, "You kept none of 3 recharges. All three you left early were after noon."),
        ([("left", "11:00"), ("left", "14:00")], "You kept none of 2 recharges. You left two early."),
    ],
)
def test_recharges_in_words(days: list[tuple[str, str]], words: str | None) -> None:
    sentence = recharges_of(days_of(*days), LATE).sentence()
    assert (sentence.words if sentence else None) == words
    assert sentence is None or sentence.strong in sentence.words


def test_what_was_put_off_and_kept_quiet_keeps_its_words() -> None:
    day = page(
        span("recharge", "11:00-11:30"),
        span("recharge", "15:00-15:30"),
        said("postponed", "10:55", minutes=5),
        said("postponed", "14:55", "one more line", minutes=5),
        said("quiet", "16:00", minutes=45),
    )
    recharges = recharges_of([day], LATE)
    assert [(one.clock, one.minutes, one.reason) for one in recharges.postponed] == [
        ("10:55", 5, ""),
        ("14:55", 5, "one more line"),
    ]
    assert [(one.clock, one.minutes) for one in recharges.quiet] == [("16:00", 45)]
    sentence = recharges.postponed_sentence()
    assert sentence is not None
    assert sentence.words == "You put a recharge off twice, by 10 min in all."


def test_feelings_are_counted_however_they_are_written_with_their_day_and_task() -> None:
    first = page(
        task("draft"),
        said("feeling", "09:00", "where to begin?", feeling="Unsure", entry="draft"),
        said("feeling", "10:00", feeling="tired"),
        said("feeling", "11:00", "the phone", feeling=""),
        said("feeling", "12:00", feeling="none"),
    )
    second = page(said("feeling", "15:00", feeling="unsure"), date=DAY + ONE)
    found = obstacles_of([first, second])
    assert [(obstacle.feeling, obstacle.count) for obstacle in found] == [
        ("Unsure", 2),
        ("tired", 1),
        ("in other words", 1),
    ]
    line, later = found[0].lines
    assert (line.day, line.clock, line.words, line.task) == (DAY, "09:00", "where to begin?", "Draft")
    assert (later.day, later.task) == (DAY + ONE, "")


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ([], None),
        (["07:00-07:20"], "You sat once, for 20 min."),
        (["07:00-07:20", "20:00-20:50"], "You sat twice, 1 h 10 in all, on one day."),
    ],
)
def test_meditations_in_words(times: list[str], words: str | None) -> None:
    sentence = sittings_of([page(*(span("meditation", each) for each in times))], LATE).sentence()
    assert (sentence.words if sentence else None) == words


def test_days_with_a_meditation_are_counted_and_days_without_are_not_held_against_anyone() -> None:
    days = [page(span("meditation", "07:00-07:20"), date=DAY + number * ONE) for number in (0, 3)]
    sittings = sittings_of([*days, page(date=DAY + ONE)], LATE)
    assert (sittings.count, sittings.minutes, sittings.days) == (2, 40, 2)

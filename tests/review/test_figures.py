"""All figures of a span together."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.domain.values import Page
from planner.review import Span, SpanProblem, all_sentences, calibration_of, look_back
from tests.review.days import DAY, LATE, ONE, at, box, page, past, said, span, task

WEEK = Span.of("week", DAY)


def a_day() -> Page:
    return page(
        task("draft", rank=1, estimate=60, state="done"),
        task("scanner", unplanned=True, state="done"),
        box("b", "work", "09:00-10:00", entry="draft"),
        span("work", "09:00-10:30", "draft"),
        span("recharge", "10:30-11:00"),
        span("work", "11:00-11:40", "scanner"),
        said("feeling", "11:10", "no idea", feeling="tired", entry="draft"),
    )


def test_a_week_is_looked_back_at_in_words() -> None:
    tasks = [past(60, 90, "writing", day=DAY + number * ONE) for number in range(7)] + [past(10, 5, "mail")]
    review = look_back(WEEK, [a_day()], tasks, LATE, today=DAY)
    assert [sentence.words for sentence in review.sentences] == [
        "Your boxes take you 1.5× your guess; half of them at 1.5; 8 boxes.",
        "You kept the one recharge.",
        "40 min of the week were work that was not planned.",
        "You did the one priority.",
        "Writing and Mail: at most 7 boxes each, too few to say.",
    ]
    assert review.title == "23 – 29 November"
    assert [day.day for day in review.days] == [DAY]
    assert [(obstacle.feeling, obstacle.count) for obstacle in review.obstacles] == [("tired", 1)]


def test_a_span_without_anything_says_so() -> None:
    review = look_back(WEEK, [page()], [past(30, 40, day=DAY - ONE)], LATE, today=DAY)
    assert review.is_empty
    assert review.empty_words == "Nothing is on record for 23 – 29 November."
    assert not look_back(WEEK, [page(task("a"))], [], LATE, today=DAY).is_empty


def test_days_outside_the_span_count_for_nothing() -> None:
    other = page(span("work", "09:00-10:00"), date=DAY - ONE)
    review = look_back(WEEK, [other], [], LATE, today=DAY)
    assert review.is_empty
    assert sum(period.spent.total for period in review.spent) == 0


def test_a_reversed_range_is_refused_in_one_sentence() -> None:
    with pytest.raises(SpanProblem, match="2026-11-23 comes after 2026-11-22: write the earlier day first"):
        Span.between(DAY, DAY - ONE)


def test_time_stops_now() -> None:
    running = page(task("draft"), span("work", "09:00-", "draft"))
    review = look_back(Span.of("day", DAY), [running], [], at("09:45"), today=DAY)
    assert review.spent[0].spent.planned == 45
    assert review.spent[0].spent.open == 60
    assert review.span.last - review.span.first == dt.timedelta(0)


def test_all_of_a_life_is_drawn_from_where_it_begins() -> None:
    days = [page(span("work", "09:00-10:00"), date=DAY - back * ONE) for back in (400, 0)]
    review = look_back(Span.between(dt.date(1900, 1, 1), DAY), days, [past(30, 40)], LATE, today=DAY)
    assert [review.spent[0].label, review.spent[-1].label, len(review.spent)] == ["Oct 2025", "Nov", 14]
    assert len(review.ratios.periods) == 14
    assert look_back(Span.between(dt.date(1900, 1, 1), DAY), [], [], LATE, today=DAY).is_empty


def test_the_line_of_a_person_rests_on_the_year_before() -> None:
    tasks = [past(30, 40 + number, day=DAY - number * ONE) for number in range(20)]
    assert look_back(Span.of("day", DAY), [], tasks, LATE, today=DAY).curve
    assert look_back(Span.of("day", DAY), [], tasks[:5], LATE, today=DAY).curve == ()
    later = [past(30, 300, day=DAY + ONE)] * 20
    assert look_back(Span.of("day", DAY), [], later, LATE, today=DAY).curve == ()


def test_sentences_that_claim_come_before_those_that_do_not() -> None:
    tasks = [past(30, 45, "writing")] * 3
    review = look_back(WEEK, [a_day()], tasks, LATE, today=DAY)
    said = all_sentences(review, calibration_of(tasks, WEEK))
    assert [sentence.quiet for sentence in said] == sorted(sentence.quiet for sentence in said)
    assert said[-1].words == "80 % ranges: 2 boxes, too few to say how many hold."
    nothing = look_back(WEEK, [], [], LATE, today=DAY)
    assert [sentence.words for sentence in all_sentences(nothing, calibration_of([], WEEK))] == [nothing.empty_words]

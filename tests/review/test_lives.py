"""Figures over generated days: whatever the span, they agree with each other and with the pages."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.past import PastTask
from planner.domain.values import Page, actual_minutes
from planner.review import By, Review, Span, all_sentences, calibration_of, evening_of, look_back
from planner.review.spent import spent_on, total_of
from tests.lawful_years import told_days

LAST = dt.date(2026, 11, 24)
DAYS = 150  # across the end of summer time
NOW = dt.datetime(2026, 11, 24, 14, 30, tzinfo=dt.UTC)


@cache
def pages() -> tuple[Page, ...]:
    return tuple(day.page() for day in told_days(DAYS, last=LAST, zone="Europe/Berlin"))


@cache
def past() -> tuple[PastTask, ...]:
    return tuple(
        PastTask(e.id, p.date, e.title, e.tags, e.project, e.estimate, actual_minutes(p.intervals_of(e.id)))
        for p in pages()
        for e in p.entries
        if e.kind == "task" and e.state == "done"
    )


def spans() -> st.SearchStrategy[Span]:
    first = LAST - dt.timedelta(days=DAYS + 20)
    days = st.integers(0, DAYS + 40)
    return st.tuples(days, days).map(lambda ends: Span.between(*(first + dt.timedelta(days=d) for d in sorted(ends))))


def reviewed(span: Span, by: By = "tag") -> Review:
    return look_back(span, pages(), past(), NOW, today=LAST, by=by)


@given(spans())
def test_where_the_time_went_adds_up(span: Span) -> None:
    review = reviewed(span)
    mine = [page for page in pages() if page.date in span]
    total = total_of(review.spent)
    assert total.total == sum(spent_on(page, NOW).total for page in mine)
    assert sum(period.days for period in review.spent) <= len(mine)
    worked = sum(actual_minutes(page.intervals, NOW) for page in mine)
    assert abs(total.work - worked) <= len(mine)  # by rounding


@given(spans(), st.sampled_from(["tag", "project", "week"]))
def test_every_pair_stands_in_a_group_and_in_a_period(span: Span, by: By) -> None:
    review = reviewed(span, by)
    members = sum(max(1, len(set(pair.tags))) if by == "tag" else 1 for pair in review.pairs)
    assert sum(group.spread.n for group in review.groups) == members
    assert all(pair.day in span for pair in review.pairs)
    if span.days > 31:
        assert sum(period.spread.n for period in review.ratios.periods if period.spread) == len(review.pairs)


@given(spans())
def test_priorities_and_recharges_are_counted_once(span: Span) -> None:
    review = reviewed(span)
    fates = [slot.fate for day in review.priorities.days for slot in day.slots]
    assert review.priorities.chosen == sum(fate != "none" for fate in fates)
    found = review.recharges
    assert found.total == found.kept + len(found.left) + found.count("short")
    assert len(found.left) == sum(r.kind == "left" for p in pages() if p.date in span for r in p.remarks)
    rested = sum(one.minutes for one in found.all)
    assert rested <= total_of(review.spent).recharge + total_of(review.spent).meditation + len(found.all)


@given(spans(), st.sampled_from(["tag", "project", "week"]))
def test_every_sentence_is_one_a_person_can_read(span: Span, by: By) -> None:
    review = reviewed(span, by)
    for sentence in all_sentences(review, calibration_of((), span)):
        assert re.fullmatch(r"[A-Z0-9].*\.", sentence.words), sentence
        assert sentence.strong in sentence.words
        assert not re.search(r"nan|inf\b|None|\.\.|  ", sentence.words)


@given(st.sampled_from(range(DAYS)))
def test_plan_and_record_of_a_day_lie_within_its_page(number: int) -> None:
    page = pages()[number]
    (day,) = reviewed(Span.of("day", page.date)).days
    for block in (*day.planned, *day.happened):
        assert 0 <= block.start < block.end <= page.length
    work = [block for block in day.happened if block.kind == "work"]
    assert all(one.end <= other.start for one, other in pairwise(work))
    evening = evening_of(page, NOW)
    tasks = [entry for entry in page.entries if entry.kind == "task"]
    assert len(evening.planned) + len(evening.unplanned) == len(tasks)
    worked = sum(row.actual for row in (*evening.planned, *evening.unplanned))
    assert abs(worked - actual_minutes(page.intervals, NOW)) <= len(tasks)  # by rounding

"""The forecast of a day, by hand: what is planned, drawn and gone through until it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings

from planner.domain import arrange, entries, tracking
from planner.domain.edits import page_of, with_entry
from planner.domain.values import Box, Entry, Page, PageHead
from planner.estimate import Estimator, Task
from planner.estimate.day import DayForecast, Help, slices
from planner.estimate.remaining import remaining
from tests.domain.a_day import DAY, EMPTY, at, done, entry, page_with
from tests.estimate.a_past import EXACT, Past
from tests.estimate.random_days import Day, days


def ends(forecast: DayForecast, page: Page) -> list[str | None]:
    """The wall times at which all draws are done, each once."""
    return [page.frame.clock(minute) for minute in dict.fromkeys(forecast.finishes)]


def finish(page: Page, now: str = "08:00", past: Estimator = EXACT) -> list[str | None]:
    return ends(past.forecast_day(page, at(now)), page)


def seen(actuals: Sequence[int]) -> Estimator:
    """A real estimator that has seen tasks of half an hour."""
    estimator = Estimator()
    for actual in actuals:
        estimator.observe(Task(30, "Task"), actual)
    return estimator


# What the pass does


def test_as_guessed_the_day_ends_with_its_plan() -> None:
    page = page_with("Essay 60m 9:00", "Post 30m 10:00", "Reading 90m 14:00")
    assert finish(page) == ["15:30"]


def test_an_overrun_pushes_what_follows_and_gaps_absorb_it() -> None:
    page = page_with("Essay 60m 9:00", "Post 30m 10:00", "Reading 30m 14:00")
    assert finish(page, past=Past(1.0, by_title={"Essay": [1.5]})) == ["14:30"]
    assert finish(page, past=Past(1.0, by_title={"Reading": [2.0]})) == ["15:00"]


def test_nobody_begins_before_the_planned_time() -> None:
    assert finish(page_with("Essay 60m 9:00", "Post 30m 10:00"), past=Past(1.0, by_title={"Essay": [0.2]})) == ["10:30"]


def test_a_box_that_would_pass_the_limit_waits_for_a_recharge() -> None:
    page = page_with("Essay 60m 9:00", "Post 60m 10:00")
    assert finish(page, past=Past(1.0, by_title={"Essay": [1.25]})) == ["11:45"]


def test_an_overrun_past_the_limit_is_broken_off_by_a_recharge() -> None:
    assert finish(page_with("Essay 100m 9:00"), past=Past(1.5)) == ["12:00"]


def test_free_time_is_a_rest_that_counts() -> None:
    page = page_with("Essay 40m 9:00", "Post 40m 11:00", "Call 50m 11:40")
    assert finish(page) == ["12:30"]
    page = page_with("Essay 90m 9:00", "Post 60m 11:00")
    assert finish(page) == ["12:00"]
    assert finish(page, past=Past(1.0, by_title={"Essay": [0.9]})) == ["12:00"]


def test_a_recharge_uses_free_time_first() -> None:
    page = page_with("Essay 80m 9:00", "Post 60m 11:00")
    assert finish(page, past=Past(1.0, by_title={"Essay": [1.25]})) == ["12:10"]


def test_an_event_breaks_off_what_overruns() -> None:
    page = page_with("Essay 30m 9:00", "○ Doctor 9:40-10:00")
    assert finish(page, past=Past(2.0)) == ["10:20"]


def test_what_no_longer_fits_before_an_event_goes_whole_beyond_it() -> None:
    page = page_with("Essay 30m 9:00", "Post 30m 9:30", "○ Doctor 10:10-10:30")
    assert finish(page, past=Past(1.0, by_title={"Essay": [1.5]})) == ["11:00"]


def test_events_count_as_work_unless_restful() -> None:
    page = page_with("Essay 60m 9:00", "○ Doctor 10:00-11:00")
    late = page_with("Post 30m 11:30", page=page)
    assert finish(late, past=Past(2.0, by_title={"Essay": [1.0]})) == ["12:30"]
    assert finish(late, past=Past(1.0, by_title={"Essay": [1.5]})) == ["12:30"], (
        "30 after the meeting, its recharge, and 30 more"
    )
    restful = page_of(late.head, late.entries, [replace(b, restful=b.kind == "event") for b in late.boxes])
    assert finish(restful, past=Past(1.0, by_title={"Essay": [1.5]})) == ["12:00"]


def test_work_before_events_leaves_room_for_them_under_the_limit() -> None:
    page = page_with("Essay 30m 9:00", "○ Doctor 10:00-10:50", "○ Lab 11:00-11:50")
    assert finish(page, past=Past(1.5)) == ["11:55"], "broken off at 9:30 for a rest before them, 10 between, 5 after"
    page = page_with("Essay 30m 9:00", "○ Doctor 10:00-10:50")
    assert finish(page, past=Past(1.5)) == ["09:45"], "both together stay under it"


def test_where_a_restful_event_and_a_meeting_overlap_there_is_a_meeting() -> None:
    page = page_with("○ Walk 9:00-12:00", "○ Lab 9:30-10:30", "Essay 60m 12:00")
    boxes = [replace(box, restful=box.id == "b0") for box in page.boxes]
    page = page_of(page.head, page.entries, boxes)
    begins = page.frame.minute(at("09:00"))
    spans = [(begins, begins + 30, False), (begins + 30, begins + 90, True), (begins + 90, begins + 180, False)]
    assert remaining(page, at("08:00")).events == tuple(spans)
    assert finish(page, past=Past(1.5)) == ["14:00"]


def test_a_pinned_box_begins_at_its_time_whoever_must_wait() -> None:
    page = page_with("Essay 30m 9:00", "Post 30m 9:30")
    page = done(arrange.pin(page, "b1")).applied(page)
    assert finish(page, past=Past(1.0, by_title={"Essay": [2.0]})) == ["10:30"]
    assert finish(page, past=Past(0.5, by_title={"Essay": [2.0]})) == ["10:15"], "what it leaves is free"


def test_a_recharge_of_the_persons_own_is_taken_in_full() -> None:
    page = page_with("Essay 30m 9:00", "Post 30m 10:15")
    page = done(arrange.recharge_at(page, 330, 45, now=at("08:00"), new="own")).applied(page)
    assert finish(page) == ["10:45"]
    assert finish(page, past=Past(1.0, by_title={"Essay": [1.5]})) == ["11:00"]


def test_the_parts_of_a_task_share_its_minutes_and_the_last_takes_what_is_left() -> None:
    page = page_with("Essay 200m 9:00")
    assert [b.minutes for b in page.boxes_of("e0")] == [100, 100]
    assert finish(page) == ["12:50"]
    assert finish(page, past=Past(1.1)) == ["13:10"]
    assert finish(page, past=Past(0.75)) == ["12:00"]
    assert finish(page, past=Past(0.25)) == ["09:50"], "the second part is not needed"


def test_what_waits_on_the_list_is_no_part_of_the_day() -> None:
    page = page_with("Essay 60m 9:00", "Post 45m")
    found = EXACT.forecast_day(page, at("08:00"))
    assert ends(found, page) == ["10:00"]
    assert found.waiting == (45,)
    halved = with_entry(page, replace(entry(page, "e0"), estimate=120, unplaced=60))
    assert finish(halved) == ["10:00"], "half of it has a box"


# The running day


def started(page: Page, entry_id: str, clock: str) -> Page:
    return done(tracking.start(page, entry_id, now=at(clock), new=f"i{clock}")).applied(page)


def stopped(page: Page, clock: str) -> Page:
    return done(tracking.stop(page, now=at(clock))).applied(page)


def test_what_runs_takes_what_is_left_of_it() -> None:
    page = started(page_with("Essay 60m 9:00"), "e0", "09:10")
    assert finish(page, "09:30") == ["10:10"]


def test_a_draw_shorter_than_what_was_worked_cannot_come_true() -> None:
    page = started(page_with("Essay 60m 9:00"), "e0", "09:00")
    assert finish(page, "09:45", Past(0.5, 1.0, 1.5, 2.0)) == ["10:00", "10:30", "11:00"]


def test_what_has_taken_longer_than_ever_takes_a_little_more() -> None:
    page = started(page_with("Essay 60m 9:00"), "e0", "09:00")
    assert finish(page, "10:20") == ["10:35"]
    assert finish(page, "09:58") == ["10:03"], "never less than a small rest"


def test_what_was_left_half_worked_goes_on_from_now() -> None:
    page = stopped(started(page_with("Essay 60m 9:00", "Post 30m 13:00"), "e0", "09:00"), "09:40")
    assert finish(page, "12:50") == ["13:40"]


def test_what_was_not_begun_in_its_time_flows_from_now_priorities_first() -> None:
    page = page_with("Essay 60m 9:00", "Post 30m 10:00 !1", "Reading 30m 14:00")
    assert finish(page, "13:00") == ["15:00"]
    page = page_with("○ Doctor 13:40-14:00", page=page)
    assert finish(page, "13:00") == ["16:00"], "the post first, then the essay does not fit"


def test_what_is_done_dropped_or_gone_takes_nothing() -> None:
    page = page_with("Essay 60m 9:00", "Post 30m 10:00", "Reading 30m 14:00")
    page = done(entries.tick(page, "e0", now=at("08:30"))).applied(page)
    page = done(entries.drop(page, "e2", now=at("08:30"))).applied(page)
    assert finish(page, "08:30") == ["10:30"]
    assert finish(page, "11:00", Past(2.0)) == ["12:00"]


def test_a_ticked_part_counts_as_worked() -> None:
    page = page_with("Essay 200m 9:00")
    page = done(entries.tick_box(page, "b0", now=at("09:50"))).applied(page)
    assert finish(page, "10:00", Past(1.25)) == ["14:10"], "250 less 100, from 11:10, with a recharge"


def test_the_stretch_of_the_running_day_is_that_of_the_record() -> None:
    page = page_with("Essay 110m 9:00", "Post 30m 12:00")
    page = started(page, "e0", "09:00")
    assert finish(page, "10:50", Past(1.0, by_title={"Essay": [130 / 110]})) == ["12:30"]
    page = done(arrange.remove(page, "b1", now=at("09:01"))).applied(page)
    assert finish(page, "10:50", Past(1.0, by_title={"Essay": [130 / 110]})) == ["11:40"], "10, a recharge, 10"


def test_a_recharge_that_is_being_taken_is_waited_for() -> None:
    page = page_with("Essay 30m 9:00", "Post 30m 9:30")
    page = done(arrange.recharge_at(page, 360, 30, now=at("08:00"), new="own")).applied(page)
    assert finish(page, "10:10") == ["11:30"], "what is overdue begins after it"


def test_what_runs_without_any_box_is_under_way_too() -> None:
    page = started(page_with("Essay 60m 9:00", "Call 20m"), "e1", "09:00")
    assert finish(page, "09:05") == ["10:20"]


def test_without_an_estimate_the_room_that_it_was_given_is_the_guess() -> None:
    page = page_with("Essay 9:00")
    assert entry(page, "e0").estimate is None
    page = done(arrange.resize(page, "b0", 300, 350, now=at("08:00"))).applied(page)
    assert finish(page, past=Past(2.0)) == ["10:40"]


# Its end, and what is said of other days


def test_the_end_is_that_of_the_pages_hours() -> None:
    page = page_with("Essay 60m 16:30")
    found = Past(1.0, 1.25, 1.5, 2.0).forecast_day(page, at("08:00"))
    assert page.frame.clock(found.end) == "18:00"
    assert found.by_end == 0.75
    assert (found.chance(found.end - 31), found.chance(found.end - 30)) == (0.0, 0.25)
    assert [found.clock(page, share) for share in (0.1, 0.5, 0.9)] == ["17:30", "18:00", "18:30"]


def test_where_the_plan_goes_on_after_the_hours_its_end_counts() -> None:
    page = page_with("Essay 60m 20:00")
    found = Past(1.0, 1.5).forecast_day(page, at("08:00"))
    assert (page.frame.clock(found.end), found.by_end) == ("21:00", 0.5)


def test_once_all_that_has_passed_the_end_is_that_of_the_page() -> None:
    page = page_with("Essay 60m 9:00")
    found = EXACT.forecast_day(page, at("19:00"))
    assert (found.end, found.by_end) == (page.length, 1.0)
    assert EXACT.forecast_day(page, at("03:30", days=1)).by_end == 0.0, "what ends after the page is never in time"
    assert EXACT.forecast_day(page, at("03:30", days=1)).clock(page, 0.5) is None


def test_another_end_may_be_asked_for() -> None:
    page = page_with("Essay 60m 9:00")
    assert Past(1.0, 2.0).forecast_day(page, at("08:00"), by=360).by_end == 0.5


def test_nothing_is_forecast_where_no_work_is_planned() -> None:
    for page in (EMPTY, page_with("Essay 60m"), page_with("○ Doctor 9:00-10:00", "- a note")):
        found = EXACT.forecast_day(page, at("08:00"))
        assert (found.state, found.by_end, found.finishes, found.quantile(0.5)) == ("none", None, (), None)


def test_nothing_is_forecast_of_an_earlier_or_a_closed_page() -> None:
    page = page_with("Essay 60m 9:00")
    closed = replace(page, head=replace(page.head, closed=True))
    for found in (EXACT.forecast_day(page, at("09:00", days=2)), EXACT.forecast_day(closed, at("08:00"))):
        assert (found.state, found.by_end, found.helps) == ("over", None, ())


def test_a_day_whose_work_is_done_is_done() -> None:
    page = page_with("Essay 60m 9:00")
    page = done(entries.tick(page, "e0", now=at("09:30"))).applied(page)
    found = EXACT.forecast_day(page, at("09:30"))
    assert (found.state, found.by_end) == ("done", 1.0)


def test_a_coming_page_is_forecast_whole() -> None:
    assert finish(page_with("Essay 60m 9:00", "Post 30m 10:00"), "03:00") == ["10:30"]


@pytest.mark.parametrize(("date", "length"), [("2026-03-28", 1380), ("2026-10-24", 1500)])
def test_days_on_which_the_clocks_change(date: str, length: int) -> None:
    day = dt.date.fromisoformat(date)
    page = Page(PageHead(day, "Europe/Berlin"))
    boxes = [Box("b", day, "work", length - 90, 60, "e")]
    page = page_of(page.head, [Entry("e", day, "Essay", estimate=60)], boxes)
    assert page.length == length
    found = Past(1.0, 1.5, 2.0, 4.0).forecast_day(page, page.frame.at(-60))
    assert (found.end, found.by_end) == (length - 30, 0.25)
    assert found.chance(length) == found.chance(length + 500) == 0.5


def test_the_page_of_someone_who_works_at_night() -> None:
    head = PageHead(DAY, "Europe/Berlin", day_start=720, opens=1200, closes=240)
    boxes = [Box("b", DAY, "work", 900, 50, "e")]
    page = page_of(head, [Entry("e", DAY, "Essay", estimate=50)], boxes)
    found = Past(1.0, 2.0).forecast_day(page, page.frame.at(-60))
    assert (page.frame.clock(found.end), found.by_end) == ("04:00", 0.5)
    assert found.clock(page, 0.1) == "03:50"


# What weighs, and what would help


def test_what_is_uncertain_and_has_no_slack_behind_it_weighs_most() -> None:
    page = page_with("Early 60m 9:00", "Late 60m 16:00", "Sure 30m 17:00")
    past = Past(1.0, by_title={"Early": [0.5, 0.5, 1.5, 1.5], "Late": [0.5, 1.5]})
    heaviest, *others = past.forecast_day(page, at("08:00")).weights
    assert (heaviest.title, heaviest.low, heaviest.high) == ("Late", 30, 90)
    assert heaviest.share == pytest.approx(1.0)
    assert [weight.share for weight in others] == pytest.approx([0.0, 0.0])


def test_the_range_of_what_is_begun_is_that_of_its_rest() -> None:
    page = started(page_with("Essay 60m 9:00"), "e0", "09:00")
    (weight,) = Past(1.0, 1.5).forecast_day(page, at("09:50")).weights
    assert (weight.low, weight.high, weight.begun) == (10, 40, True)


def test_the_drop_that_helps_most_comes_first() -> None:
    page = page_with("Reading 60m 15:00", "Essay 60m 16:00", "Post 30m 17:30")
    past = Past(1.0, by_title={"Reading": [1.0], "Essay": [1.0, 2.0]})
    found = past.forecast_day(page, at("08:00"))
    assert found.by_end == 0.5
    assert found.helps[0] == Help("e1", 1.0)
    assert all(help_.by_end >= 0.55 for help_ in found.helps)


def test_among_equals_the_bonus_task_and_the_shorter_one_is_dropped() -> None:
    page = page_with("Late 20m 16:40", "First 20m 17:00 !1", "Second 20m 17:20", "Third 20m 17:40")
    found = Past(1.0, by_title={"Late": [2.0]}).forecast_day(page, at("08:00"))
    assert found.by_end == 0.0
    assert found.helps == (Help("e2", 1.0), Help("e3", 1.0), Help("e0", 1.0))


def test_no_help_is_told_where_none_helps() -> None:
    page = page_with("Essay 60m 9:00")
    assert EXACT.forecast_day(page, at("08:00")).helps == ()
    assert Past(10.0).forecast_day(page, at("08:00")).helps == (), "without the only task there would be no day"


def test_the_chance_that_is_told_is_the_one_that_a_drop_brings() -> None:
    page = page_with("Reading 60m 9:00", "Essay 60m 11:00", "○ Doctor 13:00-13:30", "Post 30m 16:00", "Call 60m 16:45")
    page = done(arrange.pin(page, "b3")).applied(page)
    now, past = at("08:00"), seen((20, 30, 30, 45, 70, 30, 25, 90))
    found = past.forecast_day(page, now)
    assert found.helps
    for each in found.helps:
        dropped = done(entries.drop(page, each.drop, now=now)).applied(page)
        assert past.forecast_day(dropped, now, by=found.end).by_end == each.by_end


# How it is made


def test_the_same_page_has_the_same_forecast() -> None:
    estimator = seen((20, 30, 30, 45, 70))
    page = page_with("Essay 60m 9:00", "Post 30m 10:00", "Reading 90m 16:00")
    assert estimator.forecast_day(page, at("08:00")) == estimator.forecast_day(page, at("08:00"))


def test_it_may_be_left_off_between_two_slices() -> None:
    steps = slices(EXACT, page_with("Essay 60m 9:00", "Post 30m 10:00"), at("08:00"))
    assert sum(1 for _ in steps) > 3
    steps = slices(EXACT, page_with("Essay 60m 9:00"), at("08:00"))
    next(steps)
    steps.close()


def test_a_page_of_300_boxes_is_forecast() -> None:
    log = [Entry(f"e{n}", DAY, f"Task {n}", position=n, estimate=5) for n in range(300)]
    boxes = [Box(f"b{n}", DAY, "work", n * 4, 4, f"e{n}") for n in range(300)]
    page = page_of(PageHead(DAY), log, boxes)
    found = EXACT.forecast_day(page, at("00:00"))
    assert len(found.weights) == 300
    assert len(found.finishes) == 1000


@settings(max_examples=25)
@given(days())
def test_any_day_has_a_forecast_that_holds_together(day: Day) -> None:
    page, now = day
    past = seen((20, 30, 30, 45, 70, 30, 25, 90))
    found = past.forecast_day(page, now)
    assert found == past.forecast_day(page, now)
    if found.state != "open":
        assert (found.finishes, found.weights, found.helps) == ((), (), ())
        return
    assert list(found.finishes) == sorted(found.finishes)
    chances = [found.chance(minute) for minute in range(0, page.length + 200, 20)]
    assert chances == sorted(chances)
    assert 0 <= chances[0] <= chances[-1] <= 1
    assert found.by_end is not None
    assert [each.by_end for each in found.helps] == sorted((each.by_end for each in found.helps), reverse=True)
    assert all(each.by_end >= found.by_end + 0.05 - 1e-9 for each in found.helps)
    assert len({each.drop for each in found.helps}) == len(found.helps) <= 3
    assert sum(weight.share for weight in found.weights) == pytest.approx(1) or not any(w.share for w in found.weights)
    assert all(weight.low <= weight.high for weight in found.weights)

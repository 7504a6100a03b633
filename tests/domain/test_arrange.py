"""The operations on boxes, by the examples of the laws."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.domain import arrange, laws
from planner.domain.edits import Edit, Outcome, Refused, page_of, with_intervals
from planner.domain.values import Box, Entry, Interval, Page, PageHead

DATE = dt.date(2026, 11, 23)
EVE = dt.datetime(2026, 11, 22, 20, 0, tzinfo=dt.UTC)


def at(clock: str) -> int:
    """The page minute of a wall time on a page that starts at 04:00."""
    return int(clock[:-3]) * 60 + int(clock[-2:]) - 240


def instant(clock: str) -> dt.datetime:
    return dt.datetime.combine(DATE, dt.time(int(clock[:-3]), int(clock[-2:])), dt.UTC)


def day(*minutes: int) -> Page:
    """A page with tasks a, b, c… of so many minutes, none of them placed."""
    tasks = [
        Entry(name, DATE, name.upper(), position=number, estimate=length, unplaced=length)
        for number, (name, length) in enumerate(zip("abcdefgh", minutes, strict=False))
    ]
    return page_of(PageHead(DATE), tasks)


def after(page: Page, outcome: Outcome) -> Page:
    assert isinstance(outcome, Edit), outcome
    return outcome.applied(page)


def placed(page: Page, *times: str, now: dt.datetime = EVE) -> Page:
    """The page with its tasks placed in their order at these times; '' leaves one on the list."""
    for entry, time in zip(page.entries, times, strict=False):
        if time:
            page = after(page, arrange.place(page, entry.id, at(time), now=now, new=f"box-{entry.id}"))
    return page


def plan(page: Page) -> list[str]:
    """What is planned, in words that a test can read."""
    clock = page.frame.clock
    return [f"{clock(b.start)}–{clock(b.end)} {page.title_of(b)}" for b in page.boxes]


def refusal(outcome: Outcome) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.reason


def test_recharge_uses_free_time_first() -> None:
    page = placed(day(75, 90), "9:00", "10:40")
    assert plan(page) == ["09:00–10:15 A", "10:15–10:45 Recharge", "10:45–12:15 B"], "the box moves by 5"


def test_free_time_that_is_long_enough_needs_no_recharge() -> None:
    assert plan(placed(day(75, 90), "9:00", "10:45")) == ["09:00–10:15 A", "10:45–12:15 B"]


def test_the_edit_says_what_came_of_it() -> None:
    page = placed(day(90, 30, 60), "9:00", "10:30")
    outcome = arrange.place(page, "c", at("9:30"), now=EVE, new="box-c")
    assert isinstance(outcome, Edit)
    assert outcome.consequences == ("Recharge added 10:30–11:00", "'A' now 11:00", "'B' now 12:30")


def test_the_dropped_box_keeps_its_time_and_the_others_start_at_its_end() -> None:
    page = placed(day(60, 30, 15), "9:00", "10:00")
    page = after(page, arrange.place(page, "c", at("9:20"), now=EVE, new="box-c"))
    assert plan(page) == ["09:20–09:35 C", "09:35–10:35 A", "10:35–11:05 B"]


def test_gaps_absorb_a_push_and_nothing_moves_earlier() -> None:
    page = placed(day(30, 30, 30), "9:00", "10:00", "15:00")
    page = after(page, arrange.resize(page, "box-a", at("9:00"), at("10:10"), now=EVE))
    assert plan(page) == ["09:00–10:10 A", "10:10–10:40 B", "15:00–15:30 C"]


def test_a_pushed_box_goes_whole_to_the_first_gap_beyond_an_event() -> None:
    page = day(60, 60)
    page = after(page, arrange.place_event(page, None, at("11:00"), 60, restful=True, now=EVE, new="event"))
    page = placed(page, "9:00", "10:00")
    page = after(page, arrange.move(page, "box-a", at("9:30"), now=EVE))
    assert plan(page)[0] == "09:30–10:30 A"
    assert plan(page)[-1] == "12:00–13:00 B"


def test_a_box_longer_than_the_limit_is_split_in_equal_parts_longer_first() -> None:
    page = placed(day(181), "9:00")
    assert plan(page) == ["09:00–10:31 A", "10:31–11:01 Recharge", "11:01–12:31 A"]


def test_the_fewest_parts_are_made() -> None:
    page = placed(day(250), "9:00")
    assert [b.minutes for b in page.boxes if b.kind == "work"] == [84, 83, 83]


def test_a_drop_on_an_event_is_refused_with_what_would_work() -> None:
    page = day(60)
    page = after(page, arrange.place_event(page, None, at("11:00"), 60, now=EVE, new="event"))
    outcome = arrange.place(page, "a", at("11:30"), now=EVE, new="box-a")
    assert "12:00 would work" in refusal(outcome)
    assert isinstance(outcome, Refused)
    assert outcome.alternative == at("12:00")


def test_a_pinned_box_is_never_pushed() -> None:
    page = placed(day(60, 30), "9:00")
    page = after(page, arrange.pin(page, "box-a"))
    assert "is pinned" in refusal(arrange.place(page, "b", at("9:30"), now=EVE, new="box-b"))
    assert "unpin it" in refusal(arrange.move(page, "box-a", at("12:00"), now=EVE))


def test_a_recharge_that_the_law_rests_on_may_not_shrink() -> None:
    page = placed(day(75, 90), "9:00", "10:45")
    page = after(page, arrange.recharge_at(page, at("10:15"), 30, now=EVE, new="rest"))
    outcome = arrange.move(page, "rest", at("9:00"), now=EVE)
    assert "165 minutes without recharge" in refusal(outcome)


def test_a_persons_recharge_gives_way_by_thirty_minutes_and_no_more() -> None:
    page = placed(day(60, 60), "9:00")
    page = after(page, arrange.recharge_at(page, at("10:00"), 45, now=EVE, new="rest"))
    by_20 = after(page, arrange.resize(page, "box-a", at("9:00"), at("10:20"), now=EVE))
    assert plan(by_20) == ["09:00–10:20 A", "10:20–11:05 Recharge"]
    crowded = after(page, arrange.place(page, "b", at("9:15"), now=EVE, new="box-b"))
    assert plan(crowded) == ["09:15–10:15 B", "10:15–11:00 Recharge", "11:00–12:00 A"]


def test_swap_exchanges_the_order() -> None:
    page = placed(day(60, 30), "9:00", "10:00")
    assert plan(after(page, arrange.swap(page, "box-a", "box-b", now=EVE))) == ["09:00–09:30 B", "09:30–10:30 A"]


def test_what_no_longer_fits_goes_back_to_the_list_with_its_minutes() -> None:
    page = placed(day(60, 45), "26:00", "27:00")
    outcome = arrange.move(page, "box-a", at("26:30"), now=EVE)
    assert isinstance(outcome, Edit)
    assert any("'B' (45 min) finds no room" in words for words in outcome.consequences)
    moved = outcome.applied(page)
    assert [(e.id, e.unplaced) for e in moved.unplaced()] == [("b", 45)]


def test_what_has_passed_is_not_planned() -> None:
    page = placed(day(30, 30), "9:00")
    noon = instant("12:02")
    assert refusal(arrange.place(page, "b", at("11:00"), now=noon, new="x")) == arrange.TIME_HAS_PASSED
    assert plan(after(page, arrange.place(page, "b", at("12:00"), now=noon, new="x")))[-1] == "12:00–12:30 B"
    assert plan(after(page, arrange.move(page, "box-a", at("13:00"), now=noon))) == ["13:00–13:30 A"]


def test_what_has_started_is_not_moved() -> None:
    page = placed(day(60), "9:00")
    page = with_intervals(page, [Interval("i", DATE, instant("9:00"), None, "a", "box-a")])
    assert "has started" in refusal(arrange.move(page, "box-a", at("10:00"), now=instant("9:20")))
    longer = after(page, arrange.extend(page, "box-a", 20, now=instant("9:20")))
    assert plan(longer) == ["09:00–10:20 A"]


def test_an_earlier_page_is_edited_as_made() -> None:
    page = placed(day(60, 60), "9:00", "10:00")
    later = EVE + dt.timedelta(days=3)
    assert "overlaps" in refusal(arrange.move(page, "box-a", at("9:30"), now=later))
    assert plan(after(page, arrange.move(page, "box-a", at("8:30"), now=later)))[0] == "08:30–09:30 A"


def test_replan_lays_what_was_missed_anew_priorities_first() -> None:
    page = placed(day(30, 45, 30), "9:00", "9:30", "14:00")
    ranked = Entry("b", DATE, "B", position=1, estimate=45, rank=1)
    page = page_of(page.head, [e if e.id != "b" else ranked for e in page.entries], page.boxes)
    page = after(page, arrange.replan(page, now=instant("10:32")))
    assert plan(page) == ["10:30–11:15 B", "11:15–11:45 A", "14:00–14:30 C"]


def test_replan_gives_the_rest_of_what_is_half_worked_a_box() -> None:
    page = placed(day(60), "9:00")
    page = with_intervals(page, [Interval("i", DATE, instant("9:00"), instant("9:20"), "a", "box-a")])
    replanned = after(page, arrange.replan(page, now=instant("10:30")))
    assert plan(replanned) == ["09:00–10:00 A", "10:30–11:10 A"]
    assert replanned.entries[0].estimate == 60, "the estimate is kept for ever"


@pytest.mark.parametrize("worked", [60, 75])
def test_replan_gives_fifteen_minutes_to_what_is_over(worked: int) -> None:
    page = placed(day(60), "9:00")
    end = instant("9:00") + dt.timedelta(minutes=worked)
    page = with_intervals(page, [Interval("i", DATE, instant("9:00"), end, "a", "box-a")])
    assert after(page, arrange.replan(page, now=instant("11:00"))).boxes[-1].minutes == 15


def test_lay_out_places_priorities_first_within_the_hours() -> None:
    page = day(60, 45, 90, 600)
    ranked = [
        e if e.id != "c" else Entry("c", DATE, "C", position=2, rank=1, estimate=90, unplaced=90) for e in page.entries
    ]
    outcome = arrange.lay_out(page_of(page.head, ranked), now=EVE)
    assert isinstance(outcome, Edit)
    laid = outcome.applied(page_of(page.head, ranked))
    assert plan(laid)[0] == "08:00–09:30 C"
    assert "'D' finds no room before 18:00" in outcome.consequences
    assert laws.is_lawful(laid, EVE)


def test_an_event_may_break_the_law_and_a_recharge_is_owed_after() -> None:
    page = day(30)
    page = after(page, arrange.place_event(page, None, at("9:00"), 240, now=EVE, new="meetings"))
    assert [breach.minutes for breach in laws.breaches(page, EVE)] == [120]
    page = after(page, arrange.place(page, "a", at("13:00"), now=EVE, new="box-a"))
    assert plan(page)[1:] == ["13:00–13:30 Recharge", "13:30–14:00 A"]
    assert laws.over_limit(page, EVE) == 120, "no operation raises it"


def test_late_work_pushes_what_it_ran_into() -> None:
    page = placed(day(30, 30), "9:00", "9:30")
    started = with_intervals(page, [Interval("i", DATE, instant("9:00"), None, "a", "box-a")])
    stopped = with_intervals(page, [Interval("i", DATE, instant("9:00"), instant("9:50"), "a", "box-a")])
    settled, words = arrange.settled_after_stop(started, stopped, instant("9:50"))
    assert plan(settled) == ["09:00–09:30 A", "09:50–10:20 B"]
    assert words == ("'B' now 09:50",)


@pytest.mark.parametrize(("start", "end"), [(600, 600), (600, 590), (600, 602), (-10, 30), (1430, 1500), (0, 2000)])
def test_bad_spans_are_refused(start: int, end: int) -> None:
    page = placed(day(60), "9:00")
    assert refusal(arrange.resize(page, "box-a", start, end, now=EVE)).endswith(".")


def test_split_and_join_are_each_others_undoing() -> None:
    page = placed(day(60), "9:00")
    parts = after(page, arrange.split(page, "box-a", at("9:25"), now=EVE))
    assert plan(parts) == ["09:00–09:25 A", "09:25–10:00 A"]
    assert plan(after(parts, arrange.join(parts, parts.boxes[0].id, parts.boxes[1].id, now=EVE))) == plan(page)


def test_the_missing_hour_has_no_boxes_and_the_repeated_hour_is_two() -> None:
    spring = Page(PageHead(dt.date(2026, 3, 28), "Europe/Berlin"))
    autumn = Page(PageHead(dt.date(2026, 10, 24), "Europe/Berlin"))
    assert (spring.length, spring.frame.of_wall(150)) == (1380, None)
    assert autumn.length == 1500
    assert autumn.frame.of_wall(150) == 1350
    assert autumn.frame.of_wall(150, second=True) == 1410
    box = Box("b", autumn.date, "work", 1380, 30)
    assert (autumn.frame.clock(box.start), autumn.frame.repeated(box.start)) == ("02:00", True)


def test_a_page_adopts_another_recharge_pair() -> None:
    page = placed(day(60, 60), "9:00", "10:00")
    adopted = after(page, arrange.adopt(page, PageHead(DATE, limit=25, recharge=5), now=EVE))
    assert [b.minutes for b in adopted.boxes if b.kind == "work"] == [20, 20, 20, 20, 20, 20]
    assert (adopted.head.limit, adopted.head.recharge) == (25, 5)
    assert laws.is_lawful(adopted, EVE)
    assert "keeps the rules" in refusal(arrange.adopt(page, page.head, now=EVE + dt.timedelta(days=3)))


def test_a_box_that_a_shorter_limit_left_too_long_is_not_let_go_whole() -> None:
    page = after(placed(day(60), "9:00"), arrange.pin(placed(day(60), "9:00"), "box-a"))
    shorter = after(page, arrange.adopt(page, PageHead(DATE, limit=25, recharge=5), now=EVE))
    assert plan(shorter) == plan(page), "what is pinned stays, and is shown as a breach"
    assert "split it first" in refusal(arrange.pin(shorter, "box-a", False))


def test_stopping_early_work_frees_its_box_in_parts_that_a_shorter_limit_allows() -> None:
    page = placed(day(60), "15:00")
    running = with_intervals(page, [Interval("i", DATE, instant("9:00"), None, "a", "box-a")])
    shorter = after(running, arrange.adopt(running, PageHead(DATE, limit=25, recharge=5), now=instant("9:10")))
    stopped = with_intervals(shorter, [Interval("i", DATE, instant("9:00"), instant("9:20"), "a", "box-a")])
    settled, words = arrange.settled_after_stop(shorter, stopped, instant("9:20"))
    assert [b.minutes for b in settled.boxes if b.kind == "work"] == [20, 20, 20]
    assert words

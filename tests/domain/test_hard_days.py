"""Days that do not go as the plain examples do: what ended early, was left half worked, or lies in the way."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.domain import arrange, entries, laws, tracking
from planner.domain.edits import Edit, Outcome
from planner.domain.values import Entry, Page, PageHead
from tests.domain.a_day import DAY, EMPTY, at, done, entry, page_with, refusal, spans

TOMORROW = Page(PageHead(DAY + dt.timedelta(days=1)), fresh=True)
EIGHT = at("08:00")


def minute(clock: str) -> int:
    return EMPTY.frame.minute(at(clock))


def after(page: Page, outcome: Outcome) -> Page:
    return done(outcome).applied(page)


def worked(page: Page, name: str, start: str, end: str, box: str | None = None) -> Page:
    page = after(page, tracking.start(page, name, now=at(start), new=f"i{start}", box_id=box))
    return after(page, tracking.stop(page, now=at(end)))


def own_recharge(page: Page, start: str, minutes: int) -> Page:
    return after(page, arrange.recharge_at(page, minute(start), minutes, now=EIGHT, new="rest"))


def rest_of(page: Page) -> list[str]:
    return [f"{page.frame.clock(b.start)}–{page.frame.clock(b.end)}" for b in page.boxes if b.kind == "recharge"]


# What is dropped


def test_a_box_dropped_on_a_persons_recharge_keeps_its_time() -> None:
    page = own_recharge(page_with("A 60m 9:00", "B 30m"), "10:00", 30)
    edit = done(arrange.place(page, "e1", minute("10:00"), now=EIGHT, new="b"))
    assert edit.consequences == ("'Recharge' now 10:30",)
    assert (spans(edit.applied(page), "e1"), rest_of(edit.applied(page))) == ([("10:00", 30)], ["10:30–11:00"])


def test_a_recharge_that_would_have_to_go_too_far_stays_and_the_edit_says_so() -> None:
    page = own_recharge(page_with("A 60m 9:00", "B 30m"), "10:00", 30)
    edit = done(arrange.place(page, "e1", minute("10:15"), now=EIGHT, new="b"))
    assert edit.consequences == ("'B' now 10:30",)
    assert rest_of(edit.applied(page)) == ["10:00–10:30"]


def test_a_box_that_has_to_follow_its_recharge_says_so() -> None:
    page = page_with("A 75m 9:00", "B 90m")
    edit = done(arrange.place(page, "e1", minute("10:40"), now=EIGHT, new="b"))
    assert edit.consequences == ("Recharge added 10:15–10:45", "'B' now 10:45")


def test_the_parts_of_a_dropped_box_that_find_no_room_are_told() -> None:
    page = page_with("C 300m")
    edit = done(arrange.place(page, "e0", minute("23:00"), now=EIGHT, new="b"))
    assert entry(edit.applied(page), "e0").unplaced == 100
    assert "1 h 40 of 'C' find no room and go back to the list" in edit.consequences


def test_the_last_minutes_on_the_list_get_a_whole_box() -> None:
    page = page_with("A 30m")
    page = after(page, arrange.place(page, "e0", minute("09:00"), 28, now=EIGHT, new="b"))
    assert entry(page, "e0").unplaced == 2
    placed = after(page, arrange.place(page, "e0", minute("10:00"), now=EIGHT, new="c"))
    laid = after(page, arrange.lay_out(page, now=EIGHT))
    assert (spans(placed, "e0")[1], spans(laid, "e0")[0]) == (("10:00", 5), ("08:00", 5))
    assert (entry(placed, "e0").unplaced, entry(laid, "e0").unplaced) == (0, 0)


# A recharge that grows


def test_a_growing_recharge_may_need_another_one_further_on() -> None:
    page = own_recharge(page_with("A 90m 9:00", "○ Lab 13:00-14:00", "B 90m 11:00"), "10:30", 30)
    recharge = page.box("rest")
    assert recharge is not None
    edit = done(arrange.resize(page, "rest", recharge.start, minute("11:30"), now=EIGHT))
    assert spans(edit.applied(page), "e2") == [("14:30", 90)]
    assert laws.is_lawful(edit.applied(page), EIGHT)


# What ended early


def test_what_ended_early_gives_its_time_to_what_is_dropped_there() -> None:
    page = page_with("A 60m 9:00", "B 30m")
    page = after(page, tracking.start(page, "e0", now=at("09:00"), new="i"))
    page = after(page, entries.tick(page, "e0", now=at("09:20")))
    edit = done(arrange.place(page, "e1", minute("09:20"), now=at("09:20"), new="b"))
    assert edit.consequences == ("'A' now ends 09:20",)
    assert (spans(edit.applied(page), "e0"), spans(edit.applied(page), "e1")) == ([("09:00", 20)], [("09:20", 30)])


def test_what_was_dropped_while_it_ran_is_no_work_to_come() -> None:
    page = page_with("A 60m 9:00", "B 30m")
    page = after(page, tracking.start(page, "e0", now=at("09:00"), new="i"))
    page = after(page, entries.drop(page, "e0", now=at("09:20")))
    assert laws.work_spans(page, at("09:20")) == [(300, 320)]
    assert done(arrange.place(page, "e1", minute("09:20"), now=at("09:20"), new="b")).changes


def test_a_done_box_may_end_earlier_but_not_later() -> None:
    page = worked(page_with("A 60m 9:00"), "e0", "09:00", "09:20")
    page = after(page, entries.tick(page, "e0", now=at("09:20")))
    begins = minute("09:00")
    assert done(arrange.resize(page, "b0", begins, minute("09:25"), now=at("09:20"))).changes
    assert "untick it first" in refusal(arrange.resize(page, "b0", begins, minute("10:30"), now=at("09:20")))


def test_a_done_box_that_finds_no_room_does_not_go_back_to_the_list() -> None:
    page = after(
        page_with("A 60m 02:50", "B 30m"), entries.tick_box(page_with("A 60m 02:50", "B 30m"), "b0", now=EIGHT)
    )
    edit = done(arrange.place(page, "e1", minute("02:50") + 1440, now=EIGHT, new="b"))
    assert edit.consequences[0] == "'A' (1 h) finds no room and is taken off: it is done"
    assert entry(edit.applied(page), "e0").unplaced == 0


# What is half worked


def test_replan_lays_the_rest_of_a_part_though_the_next_part_is_planned() -> None:
    page = worked(page_with("A 180m 9:00"), "e0", "09:00", "09:40")
    page = after(page, arrange.replan(page, now=at("10:45")))
    assert spans(page, "e0") == [("09:00", 90), ("11:00", 50), ("12:20", 90)]
    again = done(arrange.replan(page, now=at("10:45")))
    assert not again.changes, "nothing is left to lay"


def test_a_part_done_early_leaves_nothing_of_itself() -> None:
    page = worked(page_with("A 180m 9:00"), "e0", "09:00", "09:40")
    first, second = (box.id for box in page.boxes_of("e0"))
    page = after(page, entries.tick_box(page, first, now=at("09:40")))
    page = worked(page, "e0", "11:00", "11:30", second)
    page = after(page, arrange.replan(page, now=at("13:00")))
    assert spans(page, "e0")[-1] == ("13:00", 60)


def test_the_rest_of_what_nobody_guessed_is_that_of_its_last_box() -> None:
    page = page_with("A 9:00")
    page = worked(page, "e0", "09:00", "09:10")
    page = after(page, arrange.replan(page, now=at("09:20")))
    assert spans(page, "e0") == [("09:00", 20), ("09:20", 20)]
    second = page.boxes_of("e0")[1].id
    page = worked(page, "e0", "09:20", "09:30", second)
    assert spans(after(page, arrange.replan(page, now=at("09:40"))), "e0")[-1] == ("09:40", 10)


def test_what_is_carried_over_takes_the_rest_of_a_part_along() -> None:
    page = worked(page_with("A 180m 9:00"), "e0", "09:00", "09:40")
    edit = done(entries.migrate(page, TOMORROW, "e0", now=at("10:45"), new="n"))
    assert entry(edit.applied(TOMORROW), "n").unplaced == 140


def test_a_box_begun_before_its_time_waits_for_it_and_may_be_dropped() -> None:
    page = worked(page_with("A 60m 14:00"), "e0", "09:00", "09:20")
    assert not done(arrange.replan(page, now=at("10:00"))).changes
    assert spans(after(page, arrange.move(page, "b0", minute("15:00"), now=at("10:00"))), "e0") == [("15:00", 60)]
    assert spans(after(page, entries.drop(page, "e0", now=at("10:00"))), "e0") == []


# Refusals that say what is so


def test_swaps_that_cannot_be() -> None:
    page = page_with("A 30m 9:00", "B 30m 9:30")
    assert refusal(arrange.swap(page, "b0", "b1", now=at("12:00"))) == arrange.TIME_HAS_PASSED
    assert "That page is over" in refusal(arrange.swap(page, "b0", "b1", now=at("12:00", 2)))
    swapped = after(page, arrange.swap(page, "b0", "b1", now=at("09:02")))
    assert spans(swapped, "e1") == [("09:00", 30)], "the minutes that run count as now"


def test_a_swap_says_where_the_first_came_to_lie() -> None:
    page = page_with("A 30m 9:00", "B 45m 10:00")
    assert done(arrange.swap(page, "b0", "b1", now=EIGHT)).consequences == ("'A' now 09:45",)


@pytest.mark.parametrize("cut", ["09:04", "09:05"])
def test_a_box_too_short_to_split(cut: str) -> None:
    assert "too short" in refusal(arrange.split(page_with("A 8m 9:00"), "b0", minute(cut), now=EIGHT))


def test_a_running_box_is_extended_up_to_the_limit() -> None:
    page = page_with("A 60m 9:00")
    page = after(page, tracking.start(page, "e0", now=at("09:00"), new="i"))
    assert "end it at 11:00" in refusal(arrange.extend(page, "b0", 90, now=at("09:20")))
    assert done(arrange.extend(page, "b0", 60, now=at("09:20"))).changes


def test_a_part_that_is_done_is_not_started() -> None:
    page = page_with("A 180m 9:00")
    first = page.boxes_of("e0")[0].id
    page = after(page, entries.tick_box(page, first, now=EIGHT))
    assert "untick it first" in refusal(tracking.start(page, "e0", now=at("09:00"), new="i", box_id=first))


# Events, other rules, other hours


def test_two_recharges_that_an_event_pushes_do_not_overlap() -> None:
    page = own_recharge(EMPTY, "10:00", 60)
    page = after(page, arrange.recharge_at(page, minute("11:00"), 30, now=EIGHT, new="second"))
    edit = done(arrange.place_event(page, None, minute("09:30"), 50, now=EIGHT, new="lab"))
    assert rest_of(edit.applied(page)) == ["10:20–11:20", "11:20–11:50"]


def test_an_event_of_an_earlier_page_stays_as_given_over_what_was_planned() -> None:
    page = page_with("A 60m 9:00", "○ Lab 11:00-12:00")
    moved = after(page, arrange.move(page, "b1", minute("09:30"), now=at("12:00", 2)))
    assert spans(moved, "e1") == [("09:30", 60)]
    assert any("clash" in breach.why for breach in laws.breaches(moved, at("12:00", 2)))


@pytest.mark.parametrize("how", ["pinned", "running"])
def test_what_cannot_move_does_not_keep_a_page_from_other_rules(how: str) -> None:
    page = page_with("A 60m 9:00", "B 40m 11:00")
    if how == "pinned":
        page = after(page, arrange.pin(page, "b0"))
    else:
        page = after(page, tracking.start(page, "e0", now=at("09:00"), new="i"))
    adopted = after(page, arrange.adopt(page, PageHead(DAY, limit=25, recharge=5), now=at("09:00")))
    assert [breach.minutes for breach in laws.breaches(adopted, at("09:00"))] == [35]
    assert spans(adopted, "e1") == [("11:00", 20), ("11:25", 20)]


def test_a_done_box_longer_than_new_rules_allow_is_swapped_whole() -> None:
    page = page_with("A 20m 9:00", "B 60m 10:00")
    page = after(page, entries.tick(page, "e1", now=EIGHT))
    page = after(page, arrange.adopt(page, PageHead(DAY, limit=25, recharge=5), now=EIGHT))
    assert spans(after(page, arrange.swap(page, "b0", "b1", now=EIGHT)), "e1") == [("09:00", 60)]


def test_the_later_parts_of_a_box_whose_time_has_come_do_not_begin_before_now() -> None:
    page = page_with("A 97m 8:05")
    adopted = after(page, arrange.adopt(page, PageHead(DAY, limit=52, recharge=17), now=at("09:23")))
    assert spans(adopted, "e0") == [("08:05", 49), ("09:23", 48)]


def test_hours_that_the_start_of_the_page_cuts_in_two() -> None:
    task = Entry("a", DAY, "A", estimate=60, unplaced=60)
    page = Page(PageHead(DAY, day_start=720, opens=480, closes=1080), (task,))
    outcome = arrange.lay_out(page, now=at("06:00"))
    assert isinstance(outcome, Edit)
    assert spans(outcome.applied(page), "a") == [("12:00", 60)]


def test_a_move_that_the_law_takes_back_is_refused_and_not_silently_nothing() -> None:
    page = page_with("A 60m 9:00", "B 60m 10:00", "C 60m 11:00")
    words = refusal(arrange.move(page, "b2", minute("11:10"), now=EIGHT))
    assert words == "There the work would pass 2 h without recharge: 11:30 would work."
    page = own_recharge(page_with("A 60m 10:30"), "10:00", 30)
    assert "'Recharge' is a recharge" in refusal(arrange.move(page, "b0", minute("10:10"), now=EIGHT))


def test_where_a_page_begins_and_ends_is_said() -> None:
    page = page_with("A 60m 02:30")
    assert "ends at 04:00" in refusal(arrange.move(page, "b0", 1400, now=EIGHT))
    assert "begins at 04:00" in refusal(arrange.move(page, "b0", -5, now=EIGHT))

from __future__ import annotations

import pytest

from planner.domain.edits import Edit, Refused
from planner.domain.values import Box, Page
from planner.ui.day.timeline.drag import Drag, take_box, take_entry, take_paper
from tests.ui.day.timeline.days import Day, at, m, usual

PRESS = (300.0, 100.0)
NOW = at("07:00")


def box_of(page: Page, name: str = "b0") -> Box:
    box = page.box(name)
    assert box is not None
    return box


def moved(drag: Drag, clock: str, **held: bool) -> Drag:
    return drag.moved(PRESS[0], PRESS[1] + 50, m(clock), **held)


def take(page: Page, name: str, part: str, clock: str) -> Drag:
    return take_box(page, box_of(page, name), part, m(clock), PRESS, 5)  # type: ignore[arg-type]


def test_a_press_is_no_drag_until_the_pointer_has_left_the_threshold() -> None:
    drag = take(usual(), "b0", "body", "09:10")
    assert not drag.moved(302, 102, m("09:11")).began
    assert drag.moved(300, 104, m("09:13")).began


def test_once_begun_it_stays_a_drag_when_the_pointer_comes_back() -> None:
    drag = moved(take(usual(), "b0", "body", "09:10"), "11:00")
    assert drag.moved(*PRESS, m("09:10")).began


def test_a_move_keeps_the_length_and_where_the_box_was_taken_hold_of() -> None:
    drag = moved(take(usual(), "b0", "body", "09:10"), "11:12")
    assert drag.span() == (m("11:00"), m("12:00"))


def test_alt_snaps_to_single_minutes() -> None:
    drag = moved(take(usual(), "b0", "body", "09:10"), "11:12", fine=True)
    assert drag.span() == (m("11:02"), m("12:02"))


def test_a_box_at_an_odd_minute_goes_to_the_snap() -> None:
    day = Day()
    day.work("09:03", 60, "Odd")
    drag = moved(take(day.page(), "b0", "body", "09:10"), "10:10")
    assert drag.span()[0] == m("10:05")


def test_a_box_cannot_be_moved_off_the_page() -> None:
    page = usual()
    down = take(page, "b0", "body", "09:10").moved(300, 900, float(page.length))
    up = take(page, "b0", "body", "09:10").moved(300, 0, 0.0)
    assert down.span() == (page.length - 60, page.length)
    assert up.span() == (0, 60)


@pytest.mark.parametrize(
    ("part", "clock", "span"),
    [
        ("start", "08:30", ("08:30", "10:00")),
        ("start", "11:30", ("09:55", "10:00")),
        ("end", "10:40", ("09:00", "10:40")),
        ("end", "08:00", ("09:00", "09:05")),
    ],
)
def test_an_end_is_dragged_and_the_box_keeps_five_minutes(part: str, clock: str, span: tuple[str, str]) -> None:
    grab = "09:00" if part == "start" else "10:00"
    drag = moved(take(usual(), "b0", part, grab), clock)
    assert drag.span() == (m(span[0]), m(span[1]))


def test_drawing_goes_both_ways_and_out_to_the_snap() -> None:
    drag = take_paper(usual(), m("12:02"), PRESS, 5)
    assert moved(drag, "12:33").span() == (m("12:00"), m("12:35"))
    assert moved(drag, "11:28").span() == (m("11:25"), m("12:05"))


def test_a_drawn_box_has_at_least_five_minutes_even_at_the_very_end() -> None:
    page = usual()
    drag = take_paper(page, float(page.length), PRESS, 5)
    assert drag.span() == (page.length - 5, page.length)


def test_a_line_of_the_log_comes_in_with_what_waits_of_it() -> None:
    day = Day()
    name = day.task("Call", unplaced=25)
    drag = take_entry(day.page(), name, float(m("12:01")), 5)
    assert drag.began
    assert drag.span() == (m("12:00"), m("12:25"))


def test_a_move_to_where_it_was_is_nothing() -> None:
    drag = moved(moved(take(usual(), "b0", "body", "09:10"), "11:00"), "09:11")
    outcome = drag.outcome(NOW)
    assert isinstance(outcome, Edit)
    assert not outcome.changes


def test_the_outcome_of_a_move_is_what_the_page_becomes() -> None:
    page = usual()
    outcome = moved(take(page, "b0", "body", "09:00"), "09:30").outcome(NOW)
    assert isinstance(outcome, Edit)
    after = outcome.applied(page)
    assert box_of(after).start == m("09:30")
    assert box_of(after, "b1").start == m("10:30")


def test_shift_over_another_box_swaps_the_two() -> None:
    page = usual()
    drag = moved(take(page, "b0", "body", "09:10"), "10:10", swapping=True)
    other = drag.other()
    assert other is not None
    assert other.id == "b1"
    outcome = drag.outcome(NOW)
    assert isinstance(outcome, Edit)
    after = outcome.applied(page)
    assert box_of(after, "b1").start == m("09:00")
    assert box_of(after, "b0").start == m("09:30")


def test_shift_over_empty_paper_is_a_move() -> None:
    drag = moved(take(usual(), "b0", "body", "09:10"), "12:10", swapping=True)
    assert drag.other() is None
    outcome = drag.outcome(NOW)
    assert isinstance(outcome, Edit)
    assert box_of(outcome.applied(drag.page)).start == m("12:00")


def test_a_refusal_says_why() -> None:
    outcome = moved(take(usual(), "b0", "body", "09:00"), "14:00").outcome(NOW)
    assert isinstance(outcome, Refused)
    assert "Lab meeting" in outcome.reason


def test_drawing_shows_the_recharge_that_it_would_bring() -> None:
    day = Day()
    day.work("09:00", 120, "Long work")
    page = day.page()
    outcome = moved(take_paper(page, m("11:00"), PRESS, 5), "12:00").outcome(NOW)
    assert isinstance(outcome, Edit)
    assert any(box.kind == "recharge" for box in outcome.applied(page).boxes)
    assert any("Recharge added" in words for words in outcome.consequences)


def test_the_same_question_is_the_same_until_the_snap_changes() -> None:
    drag = moved(take(usual(), "b0", "body", "09:10"), "11:11")
    near = drag.moved(300, 151, m("11:12"))
    far = drag.moved(300, 190, m("11:18"))
    assert drag.question() == near.question() != far.question()


def test_a_drag_twice_asked_answers_the_same() -> None:
    drag = moved(take_paper(usual(), m("12:00"), PRESS, 5), "13:00")
    assert drag.outcome(NOW) == drag.outcome(NOW)

"""A filled-in sheet taken home: one Edit, the same sheet twice is nothing, and what no longer fits is left out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import arrange, entries, recorded, tracking
from planner.domain.edits import edit_between, page_of, with_boxes
from planner.domain.filled import (
    Decision,
    Home,
    Origin,
    Ticked,
    Value,
    Worked,
    Written,
    apart,
    take_home,
    take_home_all,
)
from planner.domain.times import words_of
from planner.domain.values import Box, Page, actual_minutes
from tests.domain.a_day import at, box, done, entry, page_with

SHEET = Origin("123456789012", 1)
NIGHT = at("22:00")
NINE = 5 * 60  # page minutes


@pytest.fixture
def page() -> Page:
    return page_with("Draft 1h 9:00", "Email 30m 10:00", "Call 30m 10:30")


def home(page: Page, *decisions: Decision) -> Home:
    return take_home(page, decisions, SHEET, now=NIGHT)


def test_times_and_ticks_come_home_as_one_edit(page: Page) -> None:
    taken = home(page, Ticked("box-b0", "box", "b0", "ticked"), Worked("run-1-1", NINE + 5, NINE + 70, "b0"))
    after = taken.edit.applied(page)
    assert (taken.left_out, taken.edit.label) == ({}, "Read the sheet of 23 Nov 2026")
    assert recorded.times(after, "e0") == ("9:05–10:10",)
    assert (after.intervals[0].source, after.intervals[0].box) == ("paper", "b0")
    assert entry(after, "e0").state == "done"
    assert taken.edit.inverted().applied(after) == page


def test_the_picture_stays_with_the_page_once_for_each_photo(page: Page) -> None:
    photo = SHEET._replace(photo="one", sheets=2)
    taken = take_home(page, [], photo, now=NIGHT)
    after = taken.edit.applied(page)
    (kept,) = after.pictures
    assert (kept.id, kept.page, kept.at) == (taken.pictures[0], page.date, NIGHT)
    assert (kept.print_id, kept.sheet, kept.photo, kept.sheets) == ("123456789012", 1, "one", 2)
    assert not taken.brings_more
    assert take_home(after, [], photo, now=NIGHT).edit.changes == ()
    again = take_home(after, [Ticked("box-b0", "box", "b0", "ticked")], photo._replace(photo="two"), now=NIGHT)
    assert again.brings_more
    assert [picture.photo for picture in again.edit.applied(after).pictures] in (["one", "two"], ["two", "one"])
    assert taken.edit.inverted().applied(after) == page


def test_without_a_photo_no_picture_is_kept(page: Page) -> None:
    taken = home(page, Ticked("box-b0", "box", "b0", "ticked"))
    assert (taken.pictures, taken.edit.applied(page).pictures) == ((), ())


def test_what_is_crossed_out_is_dropped(page: Page) -> None:
    after = home(page, Ticked("box-b1", "box", "b1", "cancelled")).edit.applied(page)
    assert (entry(after, "e1").state, after.boxes_of("e1")) == ("dropped", ())


def test_of_several_boxes_the_crossed_out_one_goes(page: Page) -> None:
    parted = done(arrange.split(page, "b0", NINE + 30, now=at("08:00"))).applied(page)
    second = parted.boxes_of("e0")[1].id
    after = home(parted, Ticked(f"box-{second}", "box", second, "cancelled")).edit.applied(parted)
    assert (entry(after, "e0").state, [b.id for b in after.boxes_of("e0")]) == ("open", ["b0"])


def test_a_task_of_which_every_box_is_crossed_out_is_dropped_though_one_has_begun() -> None:
    page = page_with("Draft 1h 9:00")
    parted = done(arrange.split(page, "b0", NINE + 30, now=at("08:00"))).applied(page)
    begun = done(tracking.log(parted, "e0", at("09:00"), at("09:20"), now=at("09:25"), new="i0")).applied(parted)
    marks = [Ticked(f"box-{each.id}", "box", each.id, "cancelled") for each in begun.boxes_of("e0")]
    taken = take_home(begun, marks, Origin("abc", 1), now=at("09:25"))
    after = taken.edit.applied(begun)
    assert (entry(after, "e0").state, taken.left_out) == ("dropped", {})
    assert take_home(after, marks, Origin("abc", 1), now=at("09:25")).edit.changes == ()


def test_a_shaded_run_may_be_given_to_another_box(page: Page) -> None:
    after = home(page, Worked("run-1-1", NINE, NINE + 30, "b2")).edit.applied(page)
    assert recorded.times(after, "e2") == ("9:00–9:30",)
    assert after.intervals[0].box == "b2"


def test_an_event_takes_its_time_and_logs_nothing(page: Page) -> None:
    page = with_boxes(page, (*page.boxes, Box("lab", page.date, "event", NINE + 150, 60, title="Lab")))
    taken = home(page, Worked("run-1-1", NINE + 145, NINE + 200, "lab"))
    assert (taken.left_out, taken.brings_more) == ({}, False)


def test_time_that_is_no_boxs_goes_to_what_somebody_says_it_was_for(page: Page) -> None:
    runs = [
        Worked("run-1-1", NINE, NINE + 20, None, "call"),
        Worked("run-2-1", NINE + 30, NINE + 55, None, "Fix the scanner 2h #office"),
        Worked("run-1-2", NINE + 60, NINE + 70, None, "Fix the scanner"),
        Worked("run-2-2", NINE + 90, NINE + 95, None, " "),
    ]
    taken = home(page, *runs)
    after = taken.edit.applied(page)
    assert taken.left_out == {"run-2-2": "Nobody has said what it was for."}
    assert recorded.times(after, "e2") == ("9:00–9:20",)
    (made,) = (one for one in after.entries if one.id not in {"e0", "e1", "e2"})
    assert (made.title, made.tags, made.state, made.unplanned) == ("Fix the scanner", ("office",), "done", True)
    assert made.estimate is None
    assert recorded.times(after, made.id) == ("9:30–9:55", "10:00–10:10")
    assert {one.source for one in after.intervals} == {"paper"}
    assert taken.edit.inverted().applied(after) == page


def test_neighbours_that_reach_into_each_other_are_parted(page: Page) -> None:
    runs = (Worked("run-1-1", NINE, NINE + 63, "b0"), Worked("run-2-1", NINE + 60, NINE + 90, "b1"))
    taken = home(page, *runs)
    after = taken.edit.applied(page)
    assert taken.left_out == {}
    assert (recorded.times(after, "e0"), recorded.times(after, "e1")) == (("9:00–10:03",), ("10:03–10:30",))


def test_lines_come_home_in_the_words_that_were_typed(page: Page) -> None:
    taken = home(
        page,
        Written("unplanned-1-1-line", "unplanned", text="Fixed the scanner 16:10-16:35"),
        Written("bonus-1-1-line", "bonus", text="Order paper 10m", ticked=True),
        Written("bonus-1-2-line", "bonus", text="  "),
        Written("priority-3-line", "priority", "3", "Water the plants"),
        Written("notes-1", "note", text="The second source contradicts chapter 3"),
    )
    after = {e.title: e for e in taken.edit.applied(page).entries}
    assert len(after) == 3 + 4
    assert after["Fixed the scanner"].unplanned
    assert after["Order paper"].state == "done"
    assert after["Water the plants"].rank == 3
    assert after["The second source contradicts chapter 3"].kind == "note"


def test_a_recharge_that_was_shaded_was_kept() -> None:
    page = page_with("Long 2h 9:00", "More 1h 11:00")
    rest = next(b for b in page.boxes if b.kind == "recharge")
    after = home(page, Worked("run-1-1", rest.start, rest.end, rest.id)).edit.applied(page)
    assert [(i.kind, i.box, i.source) for i in after.intervals] == [("recharge", rest.id, "paper")]


def test_meditation_and_feelings(page: Page) -> None:
    marks = (
        Ticked("meditation-10", "meditation", "10", "ticked"),
        Ticked("feeling-tired", "feeling", "tired", "ticked"),
    )
    after = home(page, *marks).edit.applied(page)
    assert [words_of(actual_minutes((replace(i, kind="work"),))) for i in after.intervals] == ["10 min"]
    assert [remark.feeling for remark in after.remarks] == ["tired"]
    assert home(after, *marks).edit.changes == ()


def test_a_week_comes_home_to_its_pages_as_one_edit(page: Page) -> None:
    monday, sunday = page, of_sunday(page_with("Plan 30m 9:00", "Read 1h 10:00"))
    marks: list[Decision] = [
        Ticked("box-b0", "box", "b0", "ticked"),
        Ticked("box-s0", "box", "s0", "ticked"),
        Ticked("box-s1", "box", "s1", "cancelled"),
        Ticked("box-gone", "box", "gone", "ticked"),
    ]
    photo = SHEET._replace(photo="one")
    taken = take_home_all([monday, sunday], marks, photo, now=NIGHT)
    after = [taken.edit.applied(one) for one in (monday, sunday)]
    assert taken.edit.label == "Read the week of 23 Nov 2026"
    assert taken.left_out == {"box-gone": "Its box is no longer on the plan."}
    assert "1 mark is left out" in taken.edit.consequences
    assert [{e.title: e.state for e in one.entries} for one in after] == [
        {"Draft": "done", "Email": "open", "Call": "open"}, {"Plan": "done", "Read": "dropped"},
    ]  # fmt: skip
    assert [len(one.pictures) for one in after] == [1, 0]
    assert take_home_all(after, marks, photo, now=NIGHT).edit.changes == ()
    assert [taken.edit.inverted().applied(one) for one in after] == [monday, sunday]


def of_sunday(page: Page) -> Page:
    """The same page on the 29th, with ids of its own."""
    date = page.date + dt.timedelta(days=6)
    lines = [replace(one, page=date, id=f"x{one.id[1:]}") for one in page.entries]
    boxes = [replace(one, page=date, id=f"s{one.id[1:]}", entry=f"x{one.id[1:]}") for one in page.boxes]
    return page_of(replace(page.head, date=date), lines, boxes)


def test_what_was_deleted_since_is_left_out_with_words(page: Page) -> None:
    gone = with_boxes(page, (b for b in page.boxes if b.id != "b0"))
    taken = home(gone, Ticked("box-b0", "box", "b0", "ticked"), Ticked("box-b1", "box", "b1", "ticked"))
    assert taken.left_out == {"box-b0": "Its box is no longer on the plan."}
    assert entry(taken.edit.applied(gone), "e1").state == "done"
    assert "1 mark is left out" in taken.edit.consequences


def test_what_is_on_record_stays(page: Page) -> None:
    worked = home(page, Worked("run-1-1", NINE, NINE + 60, "b0")).edit.applied(page)
    other = take_home(worked, [Worked("run-1-1", NINE + 30, NINE + 80, "b1")], Origin("2", 1), now=NIGHT)
    assert other.edit.changes == ()
    assert other.left_out["run-1-1"].startswith("That overlaps 'Draft'")


def test_what_has_not_happened_yet_is_left_out(page: Page) -> None:
    taken = take_home(page, [Worked("run-1-1", NINE, NINE + 60, "b0")], SHEET, now=at("09:30"))
    assert taken.left_out["run-1-1"].startswith("That has not happened yet")


VALUES = st.sampled_from(("empty", "ticked", "cancelled"))


@given(
    values=st.tuples(VALUES, VALUES, VALUES),
    runs=st.lists(
        st.tuples(st.integers(0, 1439), st.integers(1, 200), st.sampled_from(("b0", "b1", "b2", "gone", None))),
        max_size=6,
    ),
    text=st.sampled_from(("", "Fix the scanner", "email", "Call 30m #phone")),
)
def test_the_same_sheet_twice_changes_nothing(
    values: tuple[Value, ...], runs: list[tuple[int, int, str | None]], text: str
) -> None:
    page = page_with("Draft 1h 9:00", "Email 30m 10:00", "Call 30m 10:30")
    decisions: list[Decision] = [Ticked(f"box-b{n}", "box", f"b{n}", value) for n, value in enumerate(values)]
    decisions += [Worked(f"run-{n}", start, start + length, name, text) for n, (start, length, name) in enumerate(runs)]
    first = home(page, *decisions)
    after = first.edit.applied(page)
    assert home(after, *decisions).edit.changes == ()
    assert first.edit.inverted().applied(after) == page
    spans = [(i.start, i.end) for i in after.intervals if i.end is not None]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@given(
    values=st.tuples(*[st.sampled_from(("empty", "ticked"))] * 3),
    runs=st.lists(
        st.tuples(st.integers(5, 60), st.integers(5, 90), st.sampled_from(("b0", "b1", "b2")), st.booleans()),
        min_size=1,
        max_size=6,
    ),
    into=st.integers(0, 4),  # minutes that each other run reaches into the one before: less than any is long
)
def test_a_time_that_waits_for_a_person_comes_home_later_as_it_would_have_at_once(
    values: tuple[Value, ...], runs: list[tuple[int, int, str, bool]], into: int
) -> None:
    page = page_with("Draft 1h 9:00", "Email 30m 10:00", "Call 30m 10:30")
    decisions: list[Decision] = [Ticked(f"box-b{n}", "box", f"b{n}", value) for n, value in enumerate(values)]
    waiting, end = set[str](), NINE
    for number, (gap, length, name, waits) in enumerate(runs):
        start = end + (gap if number % 2 else -into)
        end = max(start, end) + length
        decisions.append(Worked(f"run-{number}", start, end, name))
        waiting |= {f"run-{number}"} if waits else set()
    first = take_home_all([page], decisions, SHEET, now=NIGHT, waiting=waiting)
    assert len(first.edit.applied(page).intervals) == len(runs) - len(waiting)
    after = first.edit.applied(page)
    assert home(after, *decisions).edit.applied(after) == home(page, *decisions).edit.applied(page)


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60))))
def test_parting_only_ever_moves_a_start_later_within_reach(spans: list[tuple[int, int]]) -> None:
    works = [Worked(str(n), start, start + length, None) for n, (start, length) in enumerate(spans)]
    kept = {work.mark: work for work in works}
    for work in apart(works):
        assert 0 <= work.start - kept[work.mark].start <= 5
        assert work.end == kept[work.mark].end > work.start


def test_unticked_lines_stay_as_they_are(page: Page) -> None:
    ticked = done(entries.tick(page, "e0", now=NIGHT)).applied(page)
    taken = home(ticked, Ticked("box-b0", "box", "b0", "empty"))
    assert taken.edit == edit_between(ticked, ticked, taken.edit.label)
    assert box(ticked, "b0").done

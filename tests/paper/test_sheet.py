"""The geometry of a sheet, before anything is drawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.edits import page_of
from planner.domain.values import Box, Entry, Page
from planner.paper import text
from planner.paper.axis import BOX_LOWEST, page_hours
from planner.paper.plan import Options
from planner.paper.shapes import Mark, Outline, Sheet, Text
from planner.paper.sheet import day_sheet, day_sheets
from tests.paper.days import DATE, PRINT_ID, at, day, head, line, real_day

EDGE = 5.0  # millimetres that printers leave white


def marks(page: Page, role: str, options: Options | None = None) -> list[Mark]:
    sheets = day_sheets(page, options or Options(), PRINT_ID)
    return [mark for sheet in sheets for mark in sheet.marks if mark.role == role]


def words(sheet: Sheet) -> list[str]:
    return [shape.words for shape in sheet.shapes if isinstance(shape, Text)]


def outlines(page: Page) -> list[Outline]:
    """The outlines of boxes: every outline that is no square or circle to tick."""
    sheets = day_sheets(page, Options(), PRINT_ID)
    return [s for sheet in sheets for s in sheet.shapes if isinstance(s, Outline) and (s.w, s.h) != (4.0, 4.0)]


def test_a_sheet_is_a5_portrait_and_says_the_date_in_words() -> None:
    sheet = day_sheet(real_day(), Options(), PRINT_ID)
    assert (sheet.width, sheet.height, sheet.number) == (148.0, 210.0, 1)
    assert words(sheet)[:2] == ["Monday 23 November", "2026 · week 48 · day 327"]


def test_every_box_has_one_square_that_names_it() -> None:
    page = real_day()
    named = [mark.means["box"] for mark in marks(page, "tick") if "box" in mark.means]
    assert named == [box.id for box in page.boxes]


def test_tick_squares_are_four_millimetres_and_round_for_a_recharge() -> None:
    page = day(("work", "9:00", 30, "Work", None), ("recharge", "9:30", 30, "Walk", None))
    assert {(mark.w, mark.h) for mark in marks(page, "tick")} == {(4.0, 4.0)}
    shapes = {(s.x, s.y): s.radius for s in day_sheet(page, Options(), PRINT_ID).shapes if isinstance(s, Outline)}
    square, circle = (m for m in marks(page, "tick") if "box" in m.means)
    assert shapes[square.x, square.y] < 1
    assert shapes[circle.x, circle.y] == 2.0


def test_a_ten_minute_box_is_as_high_as_its_square_needs() -> None:
    page = day(("work", "9:00", 10, "Short", None), ("work", "9:10", 120, "Long", None))
    short, long = sorted(outlines(page), key=lambda box: box.y)
    assert short.h == pytest.approx(BOX_LOWEST)
    assert long.h > 4 * short.h


def test_fourteen_boxes_fit_on_one_sheet_with_the_whole_day() -> None:
    page = day(*((("work", f"{8 + i // 2}:{i % 2 * 30:02d}", 10, f"Task {i}", None)) for i in range(14)))
    (sheet,) = day_sheets(page, Options(), PRINT_ID)
    assert min(box.h for box in outlines(page)) >= BOX_LOWEST - 1e-6
    assert "18:00" in words(sheet)


def test_more_boxes_than_fit_go_on_a_second_sheet_that_is_said() -> None:
    page = day(*((("work", f"{8 + i // 4}:{i % 4 * 15:02d}", 15, f"Task {i}", None)) for i in range(40)))
    sheets = day_sheets(page, Options(), PRINT_ID)
    assert len(sheets) == 2
    assert "sheet 1 of 2" in words(sheets[0])
    assert [m.means["box"] for m in marks(page, "tick") if "box" in m.means] == [box.id for box in page.boxes]
    assert min(box.h for box in outlines(page)) >= BOX_LOWEST - 1e-6
    codes = [mark.means["code"] for sheet in sheets for mark in sheet.marks if mark.role == "code"]
    assert len(set(codes)) == 2


def test_long_lists_go_on_too_and_lose_nothing() -> None:
    page = page_of(head(), [line(i, f"Bonus {i}") for i in range(140)])
    named = [mark.means["entry"] for mark in marks(page, "tick") if "entry" in mark.means]
    assert named == [f"line{i:02d}" for i in range(140)]


def test_an_empty_day_has_its_hours_three_empty_priorities_and_free_lines() -> None:
    page = page_of(head())
    sheet = day_sheet(page, Options(), PRINT_ID)
    assert [w for w in words(sheet) if w.endswith(":00")] == [f"{hour:02d}:00" for hour in range(8, 19)]
    assert [m.means for m in sheet.marks if m.id.startswith("priority-") and m.role == "tick"] == [
        {"priority": 1}, {"priority": 2}, {"priority": 3},
    ]  # fmt: skip
    assert len([m for m in sheet.marks if m.role == "line" and m.means.get("new") == "unplanned"]) == 4


def test_a_linear_day_has_one_rail_a_lane_over_the_hours_of_the_page() -> None:
    page = day(("work", "9:00", 60, "Draft", None), ("work", "13:00", 90, "Read", None))
    first, second = marks(page, "rail")
    assert (first.means, second.means) == ({"lane": 1}, {"lane": 2})
    assert (first.begins, first.ends, first.w) == ("08:00", "18:00", 3.0)
    assert (second.x, second.y, second.h) == (first.x + 3.0, first.y, first.h)


def test_an_elastic_day_has_a_rail_for_each_scale_and_no_gap_between_them() -> None:
    page = day(("work", "9:00", 10, "Short", None))
    rails = [mark for mark in marks(page, "rail") if mark.means == {"lane": 1}]
    assert [(rail.begins, rail.ends) for rail in rails] == [("08:00", "09:00"), ("09:00", "09:10"), ("09:10", "18:00")]
    assert rails[1].y == pytest.approx(rails[0].y + rails[0].h)
    assert rails[1].h >= BOX_LOWEST


def test_a_night_worker_gets_the_night() -> None:
    rows = [("work", f"{hour % 24}:00", 45, f"Round {hour}", None) for hour in range(20, 30)]
    page = day(*rows, day_start=720)  # type: ignore[arg-type]
    assert page_hours(page) == (480, 1080)
    rail = marks(page, "rail")[0]
    assert (rail.begins, rail.ends) == ("20:00", "06:00")


def test_hours_that_lie_across_the_day_start_still_make_an_axis() -> None:
    first, last = page_hours(page_of(head(day_start=720)))
    assert (first, last) == (0, 360)
    assert page_hours(page_of(head(day_start=0, opens=0, closes=1440))) == (0, 1440)


@pytest.mark.parametrize(
    ("date", "spans"),
    [
        (dt.date(2026, 3, 29), [("00:00", "02:00"), ("03:00", "10:00")]),
        (dt.date(2026, 10, 25), [("00:00", "03:00"), ("02:00", "10:00")]),
    ],
)
def test_a_rail_ends_where_the_clocks_change(date: dt.date, spans: list[tuple[str, str]]) -> None:
    page = page_of(head(date=date, zone="Europe/Berlin", day_start=0, opens=0, closes=600))
    rails = [mark for mark in marks(page, "rail") if mark.means == {"lane": 1}]
    assert [(rail.begins, rail.ends) for rail in rails] == spans


def test_the_repeated_hour_is_named_twice_and_told_apart() -> None:
    page = page_of(head(date=dt.date(2026, 10, 25), zone="Europe/Berlin", day_start=0, opens=0, closes=600))
    said = words(day_sheet(page, Options(), PRINT_ID))
    assert said.count("02:00") == 2
    assert said.count("again") == 1


def test_events_that_overlap_stand_side_by_side() -> None:
    page = day(("event", "9:00", 60, "One", None), ("event", "9:30", 60, "Two", None))
    one, two = sorted(outlines(page), key=lambda box: box.y)
    assert one.x + one.w <= two.x
    assert one.y + one.h > two.y


def test_events_that_find_no_room_abreast_are_written_among_the_notes() -> None:
    page = day(*(("event", "9:00", 60, f"Meeting {i}", None) for i in range(6)))
    said = words(day_sheet(page, Options(), PRINT_ID))
    assert [word for word in said if word.startswith("○")] == ["○ 09:00–10:00 Meeting 4", "○ 09:00–10:00 Meeting 5"]


def test_done_things_bear_a_cross_and_dropped_ones_are_left_out() -> None:
    page = page_of(head(), [line(1, "Done", state="done"), line(2, "Dropped", state="dropped"), line(3, "Open")])
    said = words(day_sheet(page, Options(), PRINT_ID))
    assert "Done" in said
    assert "Open" in said
    assert "Dropped" not in said


def test_a_bonus_task_with_a_box_is_ticked_there_alone() -> None:
    page = day(("work", "9:00", 30, "Email", None))
    assert [m.means for m in marks(page, "tick") if m.means.get("entry") or m.means.get("box")] == [{"box": "box00"}]


def test_left_handed_people_get_the_mirror_image() -> None:
    page, options = real_day(), Options(left_handed=True)
    plain, mirrored = marks(page, "rail")[0], marks(page, "rail", options)[0]
    assert plain.x == 13.0
    assert mirrored.x + mirrored.w == 148 - 13.0
    assert marks(page, "code", options)[0].x == 8.0
    assert marks(page, "code")[0].x == 140 - 9.0


def test_the_back_of_a_leaf_changes_its_margins_alone() -> None:
    page = real_day()
    front, back = marks(page, "rail")[0], marks(page, "rail", Options(even=True))[0]
    assert back.x == 8.0
    assert (back.y, back.h) == (front.y, front.h)


def test_twelve_hour_clocks_are_written_in_words_and_kept_in_figures() -> None:
    page, options = real_day(), Options(clock24=False)
    said = words(day_sheet(page, options, PRINT_ID))
    assert "8 am" in said
    assert "1:30 pm" in said
    assert marks(page, "rail", options)[0].begins == "08:00"


@pytest.mark.parametrize("left_handed", [False, True])
def test_no_name_of_an_hour_lies_on_the_rail(left_handed: bool) -> None:
    boxes = [Box(f"b{i}", DATE, "work", 20 + 15 * i, 15, title="Short") for i in range(60)]
    options = Options(clock24=False, left_handed=left_handed)
    for sheet in day_sheets(page_of(head(day_start=485), [], boxes), options, PRINT_ID):
        rails = [mark for mark in sheet.marks if mark.role == "rail"]
        left, right = min(mark.x for mark in rails), max(mark.x + mark.w for mark in rails)
        top, foot = min(mark.y for mark in rails), max(mark.y + mark.h for mark in rails)
        on_it = [
            shape.words
            for shape in sheet.shapes
            if isinstance(shape, Text) and top < shape.y < foot + 2
            and shape.x < right and shape.x + text.width(shape.words, shape.size, shape.face) > left
        ]  # fmt: skip
        assert on_it == []


def test_the_feelings_and_the_chance_are_printed_where_asked_for() -> None:
    page = real_day()
    assert not marks(page, "feeling")
    options = Options(feeling=True, chance="78 % by 18:00")
    assert len(marks(page, "feeling", options)) == 4
    assert "78 % by 18:00" in words(day_sheet(page, options, PRINT_ID))


def test_marks_are_given_as_the_command_line_prints_them() -> None:
    rail = marks(real_day(), "rail")[0].as_json()
    assert list(rail) == ["id", "role", "means", "x", "y", "w", "h", "from", "to"]
    assert list(marks(real_day(), "tick")[0].as_json()) == ["id", "role", "means", "x", "y", "w", "h"]


def spans() -> st.SearchStrategy[list[tuple[int, int, str]]]:
    kinds = st.sampled_from(["work", "recharge", "event"])
    return st.lists(st.tuples(st.integers(0, 1430), st.integers(5, 300), kinds), max_size=40)


@given(spans(), st.booleans(), st.integers(0, 720))
def test_any_day_makes_sheets_on_which_nothing_is_lost_or_off_the_paper(
    rows: list[tuple[int, int, str]], left_handed: bool, day_start: int
) -> None:
    boxes = [
        Box(f"b{i}", DATE, kind, start, min(length, 1440 - start), title=f"Title {i}")  # type: ignore[arg-type]
        for i, (start, length, kind) in enumerate(rows)
        if start + 5 <= 1440
    ]
    page = page_of(head(day_start=day_start), [], boxes)
    sheets = day_sheets(page, Options(left_handed=left_handed), PRINT_ID)
    ticked = [str(mark.means["box"]) for sheet in sheets for mark in sheet.marks if "box" in mark.means]
    written = sum(word.startswith("○") for sheet in sheets for word in words(sheet))
    assert len(set(ticked)) == len(ticked)
    assert len(ticked) + written >= len(boxes)
    for sheet in sheets:
        assert len({mark.id for mark in sheet.marks}) == len(sheet.marks)
        for mark in sheet.marks:
            assert mark.h > 0
            assert mark.x >= EDGE
            assert mark.y >= EDGE
            assert mark.x + mark.w <= 148 - EDGE
            assert mark.y + mark.h <= 210 - EDGE


def test_squares_do_not_touch_each_other() -> None:
    ticks = marks(real_day(), "tick")
    for one in ticks:
        for other in ticks:
            apart = abs(one.x - other.x) > 4.5 or abs(one.y - other.y) > 4.5
            assert apart or one is other


def test_the_same_page_makes_the_same_sheet() -> None:
    page = real_day()
    assert day_sheets(page, Options(), PRINT_ID) == day_sheets(replace(page), Options(), PRINT_ID)


def test_a_title_of_its_own_comes_back_from_the_box_of_a_task() -> None:
    page = page_of(
        head(), [Entry("t", DATE, "Write", estimate=30)], [Box("b", DATE, "work", at("9:00"), 30, entry="t")]
    )
    assert "Write" in words(day_sheet(page, Options(), PRINT_ID))


def test_what_a_task_will_probably_take_stands_beside_its_guess() -> None:
    page = real_day()
    task = next(entry for entry in page.entries if entry.rank == 1)
    options = Options(ranges=((task.id, "40–70"),))
    plain, told = words(day_sheet(page, Options(), PRINT_ID)), words(day_sheet(page, options, PRINT_ID))
    assert not any("40–70" in said for said in plain)
    assert any(said.endswith("(40–70)") for said in told)  # beside the priority
    assert "40–70" in told  # in its box
    assert day_sheet(page, Options(), PRINT_ID).marks == day_sheet(page, options, PRINT_ID).marks

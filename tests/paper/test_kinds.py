"""Every kind of sheet on every paper: what is on it, and that its marks lie where it says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import get_args

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from planner.domain.edits import page_of
from planner.domain.print_choice import ON_POCKET, Paper, PrintChoice, PrintKind
from planner.domain.values import Box, Page
from planner.paper.code import read_payload
from planner.paper.imposition import Placed
from planner.paper.order import Source, make
from planner.paper.shapes import Dots, Mark, Outline, Rule, Sheet, Text
from tests.paper.days import head, ink_within, picture, words_on
from tests.paper.kinds import MONDAY, crowded, empty, full, marks_of, night, on, ordered, overlong, sheets_of, words_of

KINDS: tuple[PrintKind, ...] = tuple(kind for kind in get_args(PrintKind) if kind != "review")
PAPERS: tuple[Paper, ...] = get_args(Paper)
NEAR = 0.1  # millimetres
EDGE = 5.0
DAYS = {"full": full, "empty": empty, "night": night, "overlong": overlong, "crowded": crowded}


def possible(kind: PrintKind, paper: Paper) -> bool:
    return paper != "pocket" or kind in ON_POCKET


COMBINED = [(kind, paper) for kind in KINDS for paper in PAPERS if possible(kind, paper)]


@pytest.mark.parametrize("left_handed", [False, True])
@pytest.mark.parametrize(("kind", "paper"), COMBINED)
def test_marks_lie_where_the_sheet_says(kind: PrintKind, paper: Paper, left_handed: bool) -> None:
    """Markers, code, squares and rails of the first side, measured at 600 dpi."""
    one = ordered(kind=kind, paper=paper, left_handed=left_handed)
    side = one.sides[0]
    image = picture(one.content(), 600)
    for placed in side.placed:
        for mark in placed.sheet.marks:
            if mark.role in ("marker", "code", "tick"):
                measured_square(image, mark, placed, side.width)
            elif mark.role == "rail" and mark.begins.endswith(":00"):
                measured_rail(image, mark, placed, side.width)


def on_paper(placed: Placed, x: float, y: float, w: float, h: float) -> tuple[float, float, float, float]:
    """A rectangle of a page as it lies on the paper."""
    if placed.turn:
        return placed.x + placed.sheet.width - x - w, placed.y + placed.sheet.height - y - h, w, h
    return placed.x + x, placed.y + y, w, h


def measured_square(image: Image.Image, mark: Mark, placed: Placed, width: float) -> None:
    x, y, w, h = on_paper(placed, mark.x, mark.y, mark.w, mark.h)
    line = 0.6 * 25.4 / 72 / 2 if mark.role == "tick" else 0.0
    room = 0.06 * w if mark.role == "tick" else 0.3
    ink = ink_within(image, width, x - room, y - room, w + 2 * room, h + 2 * room)
    assert ink == pytest.approx((x - line, y - line, x + w + line, y + h + line), abs=NEAR), mark.id


def measured_rail(image: Image.Image, mark: Mark, placed: Placed, width: float) -> None:
    """The edges of a lane between two of its ticks, and the tick of the hour that it begins at."""
    x, y, w, h = on_paper(placed, mark.x - 0.4, mark.y + 0.7, mark.w + 0.8, 0.3)
    sides = ink_within(image, width, x, y, w, h)
    assert sides is not None
    assert (sides[0], sides[2]) == pytest.approx((x + 0.4, x + w - 0.4), abs=NEAR), mark.id
    x, y, w, h = on_paper(placed, mark.x + 0.3 * mark.w, mark.y - 0.4, 0.3 * mark.w, 0.8)
    tick = ink_within(image, width, x, y, w, h)
    assert tick is not None
    assert (tick[1] + tick[3]) / 2 == pytest.approx(y + h / 2, abs=NEAR), mark.id


@pytest.mark.parametrize("left_handed", [False, True])
@pytest.mark.parametrize("name", DAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_off_the_paper_and_every_mark_is_named_once(kind: PrintKind, name: str, left_handed: bool) -> None:
    made = ordered(page=DAYS[name], kind=kind, left_handed=left_handed, feeling=True)
    for sheet in sheets_of(made):
        assert len({mark.id for mark in sheet.marks}) == len(sheet.marks)
        for mark in sheet.marks:
            assert mark.h > 0
            assert mark.x >= EDGE
            assert mark.y >= EDGE
            assert mark.x + mark.w <= sheet.width - EDGE
            assert mark.y + mark.h <= sheet.height - EDGE
        for x, y in corners(sheet):
            assert EDGE - 1e-6 <= x <= sheet.width - EDGE + 1e-6
            assert EDGE - 1e-6 <= y <= sheet.height - EDGE + 1e-6


def corners(sheet: Sheet) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for shape in sheet.shapes:
        match shape:
            case Rule():
                found += [(shape.x1, shape.y1), (shape.x2, shape.y2)]
            case Outline():
                found += [(shape.x, shape.y), (shape.x + shape.w, shape.y + shape.h)]
            case Dots():
                far = ((shape.columns - 1) * shape.pitch, (shape.rows - 1) * shape.pitch)
                found += [(shape.x, shape.y), (shape.x + far[0], shape.y + far[1])]
    return found


@pytest.mark.parametrize("name", DAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_squares_do_not_touch_each_other(kind: PrintKind, name: str) -> None:
    for sheet in sheets_of(ordered(page=DAYS[name], kind=kind)):
        ticks = [mark for mark in sheet.marks if mark.role == "tick"]
        for number, one in enumerate(ticks):
            for other in ticks[number + 1 :]:
                assert abs(one.x - other.x) > 4.2 or abs(one.y - other.y) > 4.2, (one.id, other.id)


@pytest.mark.parametrize(("kind", "paper"), COMBINED)
def test_every_page_has_its_own_code_that_names_print_and_sheet(kind: PrintKind, paper: Paper) -> None:
    made = ordered(2, kind=kind, paper=paper)
    codes = set()
    for one in made.prints:
        for sheet in one.sheets:
            (code,) = (mark for mark in sheet.marks if mark.role == "code")
            assert read_payload(str(code.means["code"])) == (1, one.id, sheet.number % 10)
            assert [m.means["marker"] for m in sheet.marks if m.role == "marker"] == [0, 1, 2, 3]
            codes.add(code.means["code"])
    assert len(codes) == len(sheets_of(made))


@pytest.mark.parametrize(("kind", "paper"), COMBINED)
def test_equal_orders_are_equal_bytes(kind: PrintKind, paper: Paper) -> None:
    one, other = ordered(2, kind=kind, paper=paper), ordered(2, kind=kind, paper=paper)
    assert one.content() == other.content()
    assert [kept.id for kept in one.prints] == [kept.id for kept in other.prints]


def test_every_kind_paper_and_option_has_an_id_of_its_own() -> None:
    orders = [
        *({"kind": kind} for kind in KINDS),
        *({"paper": paper} for paper in ("half-letter", "pocket", "remarkable", "supernote", "kindle-scribe")),
        {"left_handed": True}, {"clock24": False}, {"opens": 360, "closes": 1200}, {"first_weekday": 6},
        {"ink": "colour"}, {"ground": "grid"}, {"strength": "fine"}, {"feeling": True},
    ]  # fmt: skip
    ids = [ordered(**order).prints[0].id for order in orders]  # type: ignore[arg-type]
    assert len(set(ids)) == len(ids)


# The spread


def test_a_spread_has_the_boxes_left_and_the_log_right() -> None:
    left, right = sheets_of(ordered(kind="spread"))
    assert (left.name, right.name) == ("day-2026-11-23", "day-2026-11-23-2")
    assert "TIME BOXES" in words_of(left)
    assert "BONUS" not in words_of(left)
    assert {"BONUS", "DONE, THOUGH NOT PLANNED", "NOTES"} <= set(words_of(right))
    (rail, *_) = (mark for mark in left.marks if mark.role == "rail")
    assert rail.x == 8.0  # the outer edge; the fold is on the right
    assert not [mark for mark in right.marks if mark.role == "rail"]


def test_a_spread_for_the_left_hand_is_the_mirror_image_on_paper_too() -> None:
    one = ordered(kind="spread", left_handed=True, paper="a4-2up")
    (side,) = one.sides
    boxes, log = sheets_of(one)
    where = {placed.sheet.name: placed.x for placed in side.placed}
    assert where[boxes.name] > where[log.name]
    lane_1 = next(mark for mark in boxes.marks if mark.role == "rail" and mark.means == {"lane": 1})
    assert lane_1.x + lane_1.w == 148 - 8


def test_a_spread_on_both_sides_of_the_paper_lies_open() -> None:
    """The boxes are on the back of a leaf, the log on the front of the next."""
    sides = ordered(2, kind="spread", duplex="long").sides
    assert [[placed.sheet.name for placed in side.placed] for side in sides][:3] == [
        [], ["day-2026-11-23"], ["day-2026-11-23-2"],
    ]  # fmt: skip


def test_a_crowded_spread_goes_on_and_loses_nothing() -> None:
    made = ordered(kind="spread", page=crowded)
    assert len(sheets_of(made)) == 4
    assert len([mark for mark in marks_of(made, "tick") if "box" in mark.means]) == 40


# Blank days and notes


def test_a_blank_day_shows_hours_and_lines_alone() -> None:
    (sheet,) = sheets_of(ordered(kind="blank"))
    said = words_of(sheet)
    assert "08:00" in said
    assert "Draft the essay" not in said
    assert not any("planned" in word for word in said)
    hours = [mark for mark in sheet.marks if "hour" in mark.means]
    assert [mark.means["hour"] for mark in hours] == [f"{hour:02d}:00" for hour in range(8, 18)]
    assert [mark.means for mark in sheet.marks if mark.role == "rail"] == [{"lane": 1}, {"lane": 2}]


@pytest.mark.parametrize(("ground", "drawn"), [("dots", 1), ("lines", 1), ("grid", 1), ("plain", 0)])
def test_notes_are_a_ground_to_write_on(ground: str, drawn: int) -> None:
    (sheet,) = sheets_of(ordered(kind="notes", ground=ground))
    grounds = [shape for shape in sheet.shapes if isinstance(shape, Dots)]
    assert [shape.ground for shape in grounds] == [ground] * drawn
    (mark,) = (mark for mark in sheet.marks if mark.role == "line")
    assert mark.means == {"write": "notes"}
    assert mark.w * mark.h > 0.6 * 148 * 210


# The week


def test_a_week_has_seven_columns_on_one_axis() -> None:
    (sheet,) = sheets_of(ordered(kind="week"))
    assert sheet.name == "week-2026-11-23"
    assert words_of(sheet)[:2] == ["23–29 November", "2026 · week 48"]
    ticks = [mark for mark in sheet.marks if "box" in mark.means]
    assert len(ticks) == 7 * 12
    first = {round(mark.y, 3) for mark in ticks if str(mark.means["box"]).startswith("box00")}
    assert len(first) == 1
    assert [mark.means for mark in sheet.marks if mark.id == "week-1"] == [{"week": "2026-11-23", "row": 1}]


def test_a_week_begins_on_the_day_that_is_asked_for() -> None:
    (sheet,) = sheets_of(ordered(kind="week", first_weekday=6))
    assert sheet.name == "week-2026-11-22"
    names = [word for word in words_of(sheet) if word in ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")]
    assert names == ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]


def test_the_week_of_a_night_worker_runs_through_midnight() -> None:
    (sheet,) = sheets_of(ordered(kind="week", page=night))
    said = words_of(sheet)
    assert said.index("20:00") < said.index("00:00") < said.index("06:00")


def test_a_night_goes_on_past_midnight_beside_ordinary_days() -> None:
    """Boxes of a page that starts at noon stand below the evening, not above the morning."""
    made = ordered(kind="week", page=full)
    pages = {date: Source(on(date, night() if date.weekday() == 5 else full()), 7) for date in week_of(MONDAY)}
    (sheet,) = sheets_of(make(PrintChoice(kind="week"), [MONDAY], pages))
    rows = [shape.y for shape in sheet.shapes if isinstance(shape, Text) and shape.words.startswith("Round")]
    others = [shape.y for shape in sheet.shapes if isinstance(shape, Text) and shape.words.startswith("Task")]
    assert len(rows) == 10
    assert rows == sorted(rows)
    assert min(rows) > max(others)
    assert len(marks_of(made, "tick")) == 7 * 20 + 3


def week_of(first: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=number) for number in range(7)]


def test_a_square_has_words_that_say_what_it_is_for() -> None:
    """Also in a box of half a column, beside another."""
    (sheet,) = sheets_of(ordered(kind="week", page=overlong))
    texts = [shape for shape in sheet.shapes if isinstance(shape, Text)]
    for mark in (mark for mark in sheet.marks if "box" in mark.means):
        beside = [t for t in texts if mark.x - 0.5 <= t.x <= mark.x + 12 and mark.y - 1 <= t.y <= mark.y + 12]
        assert beside, mark.id


def test_a_range_is_one_sheet_a_week() -> None:
    assert [one.page for one in ordered(8, kind="week").prints] == [dt.date(2026, 11, 23), dt.date(2026, 11, 30)]


# The month


def test_a_month_has_a_line_a_day_and_the_months_after() -> None:
    (sheet,) = sheets_of(ordered(kind="month"))
    assert sheet.name == "month-2026-11"
    days = [mark.means["day"] for mark in sheet.marks if "day" in mark.means]
    assert days == [f"2026-11-{day:02d}" for day in range(1, 31)]
    months = {mark.means["month"] for mark in sheet.marks if mark.means.get("new") == "future"}
    assert months == {"2026-12", "2027-01", "2027-02", "2027-03", "2027-04", "2027-05"}


# The pocket fold


def test_a_pocket_fold_is_four_pages_of_a6_on_one_side() -> None:
    made = ordered(paper="pocket")
    (side,) = made.sides
    assert (side.width, side.height) == (210.0, 297.0)
    assert [(sheet.width, sheet.height, sheet.number) for sheet in sheets_of(made)] == [
        (105.0, 148.5, number) for number in (1, 2, 3, 4)
    ]
    cover, boxes, besides, _ = sheets_of(made)
    assert "THREE FOR TODAY" in words_of(cover)
    assert len([mark for mark in boxes.marks if "box" in mark.means]) == 12
    assert "DONE, THOUGH NOT PLANNED" in words_of(besides)


# The looks


def test_one_ink_is_grey_and_colour_is_not() -> None:
    def coloured(ink: str) -> bool:
        return any(getattr(s, "tint", "") for s in sheets_of(ordered(ink=ink))[0].shapes)

    assert not coloured("one")
    assert coloured("colour")
    assert b" RG" not in ordered(ink="one").content()


def test_lines_are_as_strong_as_is_asked_for() -> None:
    def hairline(strength: str) -> float:
        (sheet,) = sheets_of(ordered(strength=strength))
        return min(shape.width for shape in sheet.shapes if isinstance(shape, Rule))

    assert hairline("fine") < hairline("normal") < hairline("strong")
    assert hairline("fine") >= 0.24


@pytest.mark.parametrize("strength", ["fine", "normal", "strong"])
def test_marks_are_the_same_at_every_strength_and_ink(strength: str) -> None:
    plain = [mark for mark in sheets_of(ordered())[0].marks if mark.role != "code"]
    other = [mark for mark in sheets_of(ordered(strength=strength, ink="colour"))[0].marks if mark.role != "code"]
    assert plain == other


def test_the_hours_are_those_that_are_asked_for() -> None:
    rails = [m for m in marks_of(ordered(page=empty, opens=360, closes=1320), "rail") if m.means == {"lane": 1}]
    assert (rails[0].begins, rails[-1].ends) == ("06:00", "22:00")


def test_hours_that_run_past_the_page_end_with_it() -> None:
    rails = [m for m in marks_of(ordered(page=empty, opens=1200, closes=360), "rail") if m.means == {"lane": 1}]
    assert (rails[0].begins, rails[-1].ends) == ("20:00", "04:00")


# A page keeps its place


def named(page: Page, kind: str, paper: str) -> list[str]:
    made = ordered(5, page=lambda: page, kind=kind, paper=paper)
    return [placed.sheet.name for side in made.sides for placed in side.placed]


@pytest.mark.parametrize("paper", ["a5", "a4-2up", "remarkable"])
@pytest.mark.parametrize("kind", ["day", "spread", "blank", "notes"])
def test_a_fuller_day_moves_no_other_day(kind: str, paper: str) -> None:
    before = named(empty(), kind=kind, paper=paper)
    after = named(crowded(), kind=kind, paper=paper)
    assert after[: len(before)] == before


def test_what_a_day_needs_besides_is_told_by_its_own_bookmark() -> None:
    document = pypdfium2.PdfDocument(ordered(2, crowded).content())
    try:
        found = [(item.get_title(), item.level) for item in document.get_toc()]
        assert document.get_metadata_value("Title") == "Monday 23 November 2026 – Tuesday 24 November 2026"
    finally:
        document.close()
    assert found == [
        ("Monday 23 November 2026", 0),
        ("Tuesday 24 November 2026", 0),
        ("Monday 23 November 2026 · sheet 2", 0),
        ("Tuesday 24 November 2026 · sheet 2", 0),
    ]


def test_text_is_read_page_by_page() -> None:
    said = words_on(ordered(2, paper="a4-2up").content())
    assert said.index("Monday 23 November") < said.index("Close the day") < said.index("Tuesday 24 November")


# Any day


def boxes_of(rows: list[tuple[int, int, str]]) -> list[Box]:
    return [
        Box(f"b{i}", MONDAY, kind, start, min(length, 1440 - start), title=f"Title {i}")  # type: ignore[arg-type]
        for i, (start, length, kind) in enumerate(rows)
        if start + 5 <= 1440
    ]


spans = st.lists(
    st.tuples(st.integers(0, 1430), st.integers(5, 300), st.sampled_from(["work", "recharge", "event"])), max_size=30
)


@given(spans, st.sampled_from(KINDS), st.sampled_from(PAPERS), st.booleans(), st.integers(0, 720), st.booleans())
def test_any_day_makes_every_kind_of_sheet_on_any_paper(
    rows: list[tuple[int, int, str]], kind: PrintKind, paper: Paper, left_handed: bool, day_start: int, clock24: bool
) -> None:
    """Nothing is lost, nothing off the paper, every mark once."""
    if not possible(kind, paper):
        return
    boxes = boxes_of(rows)
    page = page_of(head(day_start=day_start, zone="Europe/Berlin"), [], boxes)
    made = ordered(page=lambda: page, kind=kind, paper=paper, left_handed=left_handed, clock24=clock24)
    for sheet in sheets_of(made):
        assert len({mark.id for mark in sheet.marks}) == len(sheet.marks)
        for mark in sheet.marks:
            assert mark.h > 0
            assert mark.x >= 0
            assert mark.y >= 0
            assert mark.x + mark.w <= sheet.width
            assert mark.y + mark.h <= sheet.height
    if kind in ("day", "spread"):
        ticked = {mark.means["box"] for mark in marks_of(made, "tick") if "box" in mark.means}
        written = sum(word.startswith("○") for sheet in sheets_of(made) for word in words_of(sheet))
        assert len(ticked) + written >= len(boxes)


@pytest.mark.parametrize(
    "first", [dt.date(2026, 3, 23), dt.date(2026, 10, 19), dt.date(1900, 1, 1), dt.date(2999, 12, 28)]
)
@pytest.mark.parametrize("kind", ["week", "month", "blank", "spread"])
def test_weeks_in_which_the_clocks_change_and_the_ends_of_time(kind: str, first: dt.date) -> None:
    def night_in_berlin() -> Page:
        page = night()
        return page_of(replace(page.head, zone="Europe/Berlin"), page.entries, page.boxes)

    assert sheets_of(ordered(7, night_in_berlin, first=first, kind=kind))

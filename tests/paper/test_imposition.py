"""Pages on paper: where they lie once it is printed, turned, folded and cut; measured in the produced PDF."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pypdfium2
import pytest

from planner.domain.edits import page_of
from planner.domain.print_choice import PrintChoice
from planner.paper.imposition import Placed, Side, impose
from planner.paper.order import Made, Source, make
from planner.paper.shapes import Mark, Rule, Sheet
from tests.paper.days import head, ink_within, picture, real_day

NEAR = 0.1  # millimetres
MONDAY = dt.date(2026, 11, 23)


def sheets(number: int) -> list[Sheet]:
    return [Sheet(148.0, 210.0, f"p{n}", f"Page {n}", 1, (), ()) for n in range(1, number + 1)]


def shown(sides: tuple[Side, ...]) -> list[list[tuple[str, float, int]]]:
    return [[(placed.sheet.name, placed.x, placed.turn) for placed in side.placed] for side in sides]


def names(sides: tuple[Side, ...]) -> list[list[str]]:
    """From left to right."""
    return [[p.sheet.name for p in sorted(side.placed, key=lambda p: p.x)] for side in sides]


def test_a_page_that_is_its_own_paper_lies_at_its_corner() -> None:
    (side,) = impose(sheets(1), "a5")
    assert (side.width, side.height, side.marks) == (148.0, 210.0, ())
    assert shown((side,)) == [[("p1", 0.0, 0)]]


def test_two_abreast_meet_at_the_cut() -> None:
    first, second = impose(sheets(3), "a4-2up")
    assert (first.width, first.height) == (297.0, 210.0)
    assert shown((first, second)) == [[("p1", 0.5, 0), ("p2", 148.5, 0)], [("p3", 0.5, 0)]]
    assert {rule.x1 for rule in first.marks} == {148.5}


def test_a_booklet_of_eight_is_two_sheets_laid_into_one_another() -> None:
    assert names(impose(sheets(8), "a4-booklet")) == [["p8", "p1"], ["p2", "p7"], ["p6", "p3"], ["p4", "p5"]]


def test_a_booklet_is_filled_to_fours_with_empty_pages() -> None:
    assert names(impose(sheets(5), "a4-booklet")) == [["p1"], ["p2"], ["p3"], ["p4", "p5"]]


def test_a_long_booklet_is_folded_in_sections() -> None:
    found = names(impose(sheets(100), "a4-booklet"))
    assert found[0] == ["p64", "p1"]
    assert found[32] == ["p100", "p65"]
    assert sorted(name for side in found for name in side) == sorted(f"p{n}" for n in range(1, 101))


def test_a_booklet_for_the_left_hand_opens_the_other_way() -> None:
    assert names(impose(sheets(4), "a4-booklet", mirrored=True)) == [["p1", "p4"], ["p3", "p2"]]


def turned_leaf(side: Side, edge: str) -> dict[str, tuple[float, float, bool]]:
    """Where the pages of a back lie as seen through the paper from the front, and whether they stand upright there,
    when the paper is turned on its long or its short edge.
    """
    sideways = (edge == "short") == (side.width > side.height)
    found = {}
    for placed in side.placed:
        x, y = placed.x, placed.y
        if sideways:
            x = side.width - x - placed.sheet.width
        else:
            y = side.height - y - placed.sheet.height
        found[placed.sheet.name] = (round(x, 6), round(y, 6), (placed.turn == 0) == sideways)
    return found


@pytest.mark.parametrize("edge", ["long", "short"])
@pytest.mark.parametrize(("paper", "pages"), [("a5", 2), ("a4-2up", 4), ("a4-booklet", 4), ("letter", 4)])
def test_a_back_lies_behind_its_front_and_stands_upright(paper: str, pages: int, edge: str) -> None:
    """Turned on that edge, page 2 lies behind page 1, and is read by turning the leaf on its upright edge."""
    front, back = impose(sheets(pages), paper, edge)  # type: ignore[arg-type]
    one = next(placed for placed in front.placed if placed.sheet.name == "p1")
    x, y, upright = turned_leaf(back, edge)["p2"]
    assert (x, y) == pytest.approx((one.x, one.y), abs=1e-6)
    assert upright


def test_the_pocket_fold_puts_each_page_where_the_folds_bring_it() -> None:
    """Fold the upper half back, then the left half back: 1 in front, 4 behind, 2 and 3 inside."""
    pages = [Sheet(105.0, 148.5, f"p{n}", "", 1, (), ()) for n in range(1, 5)]
    (side,) = impose(pages, "pocket")
    lies = {p.sheet.name: (p.x, p.y, p.turn) for p in side.placed}
    assert lies["p1"] == (105.0, 148.5, 0)
    assert lies["p4"] == (0.0, 148.5, 0)
    # From behind, the upper half hangs upside down and left is right.
    assert lies["p2"] == (105.0, 0.0, 180)
    assert lies["p3"] == (0.0, 0.0, 180)
    (left_handed,) = impose(pages, "pocket", mirrored=True)
    assert {p.sheet.name: p.x for p in left_handed.placed} == {"p1": 0.0, "p2": 0.0, "p3": 105.0, "p4": 105.0}


def on_paper(mark: Mark, placed: Placed) -> tuple[float, float]:
    """The top left corner of a mark's room on the paper."""
    if placed.turn:
        width, height = placed.sheet.width, placed.sheet.height
        return placed.x + width - mark.x - mark.w, placed.y + height - mark.y - mark.h
    return placed.x + mark.x, placed.y + mark.y


def made(days: int, **choice: object) -> Made:
    mine = PrintChoice(**choice)  # type: ignore[arg-type]
    dates = [MONDAY + dt.timedelta(days=n) for n in range(days)]
    known = {date: Source(page_of(head(date=date)), 1) for date in dates}
    known[MONDAY] = Source(real_day(), 7)
    return make(mine, dates, known)


PAPERS = [
    ("a5", "none"),
    ("a5", "short"),
    ("a4-2up", "none"),
    ("a4-2up", "long"),
    ("a4-booklet", "none"),
    ("half-letter", "none"),
    ("letter", "short"),
    ("letter-booklet", "long"),
]


@pytest.mark.parametrize("left_handed", [False, True])
@pytest.mark.parametrize(("paper", "duplex"), PAPERS)
def test_every_mark_lies_on_the_paper_where_the_sheet_says(paper: str, duplex: str, left_handed: bool) -> None:
    """Markers, codes and squares, measured at 600 dpi on every side."""
    one = made(2, paper=paper, duplex=duplex, left_handed=left_handed)
    content = one.content()
    for number, side in enumerate(one.sides):
        image = picture(content, 600, number)
        assert image.width / 600 * 25.4 == pytest.approx(side.width, abs=0.1)
        for placed in side.placed:
            for mark in placed.sheet.marks:
                if mark.role in ("marker", "code", "tick"):
                    measured_right(image, mark, placed, side.width)


def measured_right(image: object, mark: Mark, placed: Placed, width: float) -> None:
    x, y = on_paper(mark, placed)
    line = 0.6 * 25.4 / 72 / 2 if mark.role == "tick" else 0.0
    room = 0.3
    ink = ink_within(image, width, x - room, y - room, mark.w + 2 * room, mark.h + 2 * room)  # type: ignore[arg-type]
    assert ink == pytest.approx((x - line, y - line, x + mark.w + line, y + mark.h + line), abs=NEAR)


@pytest.mark.parametrize("paper", ["a4-2up", "a4-booklet", "letter"])
def test_a_print_knows_where_on_the_paper_each_page_lies(paper: str) -> None:
    one = made(3, paper=paper)
    for kept in one.prints:
        place = kept.sheets_json()[0]["paper"]
        side = one.sides[place["page"] - 1]
        (placed,) = (p for p in side.placed if p.sheet.name == kept.sheets[0].name)
        assert (place["x"], place["y"], place["turn"]) == (
            pytest.approx(placed.x),
            pytest.approx(placed.y),
            placed.turn,
        )
        assert (place["width"], place["height"]) == (side.width, side.height)


def test_backs_have_their_binding_on_the_other_side() -> None:
    first, second = made(2, paper="a5", duplex="long").prints
    assert (first.options.even, second.options.even) == (False, True)
    assert not any(one.options.even for one in made(2, paper="a4-2up").prints)


@pytest.mark.parametrize("left_handed", [False, True])
@pytest.mark.parametrize("kind", ["day", "spread", "notes"])
def test_the_binding_of_every_page_lies_at_the_fold(kind: str, left_handed: bool) -> None:
    """Its code is at the outer edge, 8 from the paper's; towards the fold 13 are left free."""
    for side in made(5, paper="a4-booklet", kind=kind, left_handed=left_handed).sides:
        for placed in side.placed:
            (code,) = (mark for mark in placed.sheet.marks if mark.role == "code")
            upright = placed.turn == 0
            left_page = placed.x < side.width / 2
            assert code.x == (8.0 if left_page == upright else 148.0 - 8.0 - code.w)


def test_marks_to_cut_and_fold_keep_clear_of_the_printers_edge() -> None:
    for paper in ("a4-2up", "a4-booklet", "letter", "letter-booklet"):
        side = impose(sheets(1), paper)[0]
        ends = [(y, side.height) for rule in side.marks for y in (rule.y1, rule.y2)]
        assert ends
        assert all(5.0 <= y <= height - 5.0 for y, height in ends)


def test_the_marks_of_a_fold_are_strokes_and_those_of_a_cut_are_lines() -> None:
    cut, fold = impose(sheets(1), "a4-2up")[0].marks, impose(sheets(1), "a4-booklet")[0].marks
    assert [round(rule.y2 - rule.y1, 3) for rule in cut] == [5.0, 5.0]
    assert len(fold) == 6
    assert all(gap(one, two) > 0.5 for one, two in pairwise(fold[:3]))


def gap(one: Rule, two: Rule) -> float:
    return two.y1 - one.y2


@pytest.mark.parametrize("left_handed", [False, True])
def test_a_spread_on_both_sides_of_the_paper_is_drawn_whichever_page_comes_first(left_handed: bool) -> None:
    spread = made(1, kind="spread", paper="a4-2up", duplex="short", left_handed=left_handed)
    assert spread.content().startswith(b"%PDF")


@pytest.mark.parametrize("paper", ["a4-booklet", "a4-2up"])
@pytest.mark.parametrize("left_handed", [False, True])
def test_bookmarks_follow_the_days_wherever_they_lie_on_the_paper(paper: str, left_handed: bool) -> None:
    laid = made(7, paper=paper, kind="spread", duplex="short", left_handed=left_handed)
    document = pypdfium2.PdfDocument(laid.content())
    try:
        marks = [(mark.get_title(), mark.level, mark.get_dest().get_index()) for mark in document.get_toc()]
    finally:
        document.close()
    sides = {placed.sheet.name: number for number, side in enumerate(laid.sides) for placed in side.placed}
    assert [(title, level) for title, level, _ in marks] == [(page.title, page.number - 1) for page in laid.pages]
    assert [side for *_, side in marks] == [sides[page.name] for page in laid.pages]

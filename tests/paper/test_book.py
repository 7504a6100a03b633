"""Many days as one book for a tablet."""

from __future__ import annotations

import ctypes
import datetime as dt
from functools import cache
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from planner.paper.book import index_title, ways_of
from planner.paper.order import Made
from planner.paper.shapes import Link
from tests.paper.kinds import crowded, empty, full, ordered

NEW_YEAR = dt.date(2026, 1, 1)
TABLETS = ["remarkable", "remarkable-pro", "supernote", "supernote-manta", "supernote-nomad", "kindle-scribe"]


@cache
def year() -> tuple[Made, bytes]:
    made = ordered(365, full, first=NEW_YEAR, paper="remarkable")
    return made, made.content()


def names(made: Made) -> list[str]:
    return [placed.sheet.name for side in made.sides for placed in side.placed]


def links(made: Made) -> dict[str, list[Link]]:
    return {
        placed.sheet.name: [shape for shape in placed.sheet.shapes if isinstance(shape, Link)]
        for side in made.sides
        for placed in side.placed
    }


def test_a_year_has_an_index_months_weeks_and_days_in_this_order() -> None:
    found = names(year()[0])
    kinds = [name.partition("-")[0] for name in found]
    assert [kinds.count(kind) for kind in ("index", "month", "week", "day")] == [1, 12, 53, 365]
    assert kinds == sorted(kinds, key=("index", "month", "week", "day").index)
    assert found[1] == "month-2026-01"
    assert found[13] == "week-2025-12-29"
    assert found[66:68] == ["day-2026-01-01", "day-2026-01-02"]


def test_a_year_is_small() -> None:
    made, content = year()
    assert len(content) / len(made.sides) <= 6000


def test_every_page_has_links_and_every_link_has_its_page() -> None:
    """As a reader finds them in the file."""
    made, content = year()
    document = pypdfium2.PdfDocument(content)
    try:
        for page in document:
            assert targets(document, page)
        assert len(set(targets(document, document[0]))) == 365 + 12 + 53
        here = names(made).index("day-2026-02-04")
        found = [names(made)[number] for number in targets(document, document[here])]
        assert found == ["index", "month-2026-02", "week-2026-02-02", "day-2026-02-03", "day-2026-02-05"]
    finally:
        document.close()


def targets(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> list[int]:
    """The numbers of the pages that a page leads to, counted from 0."""
    found = []
    place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, place, link):
        found.append(pdfium.FPDFDest_GetDestPageIndex(document, pdfium.FPDFLink_GetDest(document, link)))
    return found


def test_no_link_is_left_to_a_page_that_is_not_there() -> None:
    made = ordered(3, paper="remarkable")
    there = set(names(made))
    top = [link for link in links(made)["day-2026-11-23"] if link.y < 10]
    assert [link.target for link in top] == ["index", "month-2026-11", "week-2026-11-23", "day-2026-11-24"]
    assert {link.target for link in top} <= there


@pytest.mark.parametrize("kind", ["day", "spread", "blank", "notes"])
def test_a_fuller_month_has_every_page_where_it_was(kind: str) -> None:
    before = names(ordered(30, empty, first=dt.date(2026, 11, 1), paper="supernote", kind=kind))
    after = names(ordered(30, crowded, first=dt.date(2026, 11, 1), paper="supernote", kind=kind))
    assert after[: len(before)] == before


@pytest.mark.parametrize("paper", TABLETS)
def test_links_are_large_enough_to_be_touched_and_lie_apart(paper: str) -> None:
    made = ordered(8, paper=paper)
    top = [link for link in links(made)["day-2026-11-25"] if link.target != "day-2026-11-25-2"]
    assert len(top) == 5
    for one, other in pairwise(top):
        assert min(one.h, one.w) >= 5.5
        assert one.x + one.w <= other.x + 1e-6


@pytest.mark.parametrize("left_handed", [False, True])
@pytest.mark.parametrize("kind", ["day", "spread", "blank", "week", "month", "notes"])
@pytest.mark.parametrize("paper", TABLETS)
def test_the_toolbar_hides_nothing(paper: str, kind: str, left_handed: bool) -> None:
    """Nothing but the corner markers, which only a reader needs, lies where the tools are."""
    for sheet in ordered(1, paper=paper, kind=kind, left_handed=left_handed).prints[0].sheets:
        for mark in sheet.marks:
            if mark.role == "marker":
                continue
            if not paper.startswith("remarkable"):
                assert mark.y >= 0.04 * sheet.height
            elif left_handed:
                assert mark.x + mark.w <= sheet.width - 120 / 1404 * sheet.width
            else:
                assert mark.x >= 120 / 1404 * sheet.width


def test_a_book_is_titled_by_its_months() -> None:
    document = pypdfium2.PdfDocument(year()[1])
    try:
        assert document.get_metadata_value("Title") == "2026"
    finally:
        document.close()


def test_the_index_says_which_days_it_is_of() -> None:
    months = [dt.date(2026, month, 1) for month in range(1, 13)]
    assert index_title(months) == "2026"
    assert index_title(months[10:11]) == "November 2026"
    assert index_title([*months[10:], dt.date(2027, 1, 1)]) == "Nov 2026 – Jan 2027"


def test_a_week_that_begins_on_sunday_is_found_from_its_days() -> None:
    left, _ = ways_of(dt.date(2026, 11, 23), "day", 6)
    assert left[2].target == "week-2026-11-22"

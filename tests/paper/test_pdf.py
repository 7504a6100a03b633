"""The produced PDF, measured and read."""

from __future__ import annotations

import pypdfium2
import pytest

from planner.domain.edits import page_of
from planner.paper.export import drawn
from planner.paper.plan import Options
from planner.paper.shapes import Mark
from tests.paper.days import day, head, ink_in, line, made, picture, real_day, scanned, words_on
from tests.paper.fonts import only_fonts_in

NEAR = 0.1  # millimetres
HALF_LINE = 0.6 * 25.4 / 72 / 2  # of a tick square


def marks(role: str, left_handed: bool = False) -> list[Mark]:
    return [mark for mark in scanned(left_handed)[0].sheets[0].marks if mark.role == role]


@pytest.mark.parametrize("left_handed", [False, True])
@pytest.mark.parametrize("role", ["marker", "code"])
def test_markers_and_code_lie_where_the_sheet_says(role: str, left_handed: bool) -> None:
    image = scanned(left_handed)[1]
    for mark in marks(role, left_handed):
        room = 0.6
        ink = ink_in(image, mark.x - room, mark.y - room, mark.w + 2 * room, mark.h + 2 * room)
        assert ink == pytest.approx((mark.x, mark.y, mark.x + mark.w, mark.y + mark.h), abs=NEAR)


@pytest.mark.parametrize("left_handed", [False, True])
def test_tick_squares_lie_where_the_sheet_says_and_are_empty(left_handed: bool) -> None:
    image = scanned(left_handed)[1]
    for mark in marks("tick", left_handed):
        room = 0.3
        ink = ink_in(image, mark.x - room, mark.y - room, mark.w + 2 * room, mark.h + 2 * room)
        edges = (mark.x - HALF_LINE, mark.y - HALF_LINE, mark.x + 4 + HALF_LINE, mark.y + 4 + HALF_LINE)
        assert ink == pytest.approx(edges, abs=NEAR)
        inside = ink_in(image, mark.x + 0.8, mark.y + 0.8, 2.4, 2.4)
        assert (inside is None) == (mark.means.get("entry") != "line02")  # done, so it has its cross


@pytest.mark.parametrize("left_handed", [False, True])
def test_the_rail_and_its_ticks_lie_where_the_sheet_says(left_handed: bool) -> None:
    image = scanned(left_handed)[1]
    rails = marks("rail", left_handed)
    whole = [rail for rail in rails if rail.begins.endswith(":00")]
    for rail in whole:
        middle = rail.y + 1.1  # between two ticks
        sides = ink_in(image, rail.x - 0.4, middle, rail.w + 0.8, 0.3)
        assert sides is not None
        assert (sides[0], sides[2]) == pytest.approx((rail.x, rail.x + rail.w), abs=NEAR)
    for rail in whole:
        tick = ink_in(image, rail.x + 1, rail.y - 0.5, 1, 1)
        assert tick is not None
        assert (tick[1] + tick[3]) / 2 == pytest.approx(rail.y, abs=NEAR)
    assert whole


def test_time_is_linear_along_each_rail() -> None:
    """Quarter-hour ticks are found where a reader that knows only the rail's own ends expects them."""
    one, image = scanned()
    rail = next(mark for mark in one.sheets[0].marks if mark.role == "rail")
    begin, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in (rail.begins, rail.ends))
    for minute in range(begin + 15, end, 15):
        y = rail.y + rail.h * (minute - begin) / (end - begin)
        tick = ink_in(image, rail.x + 1, y - 0.5, 1, 1, 180)
        assert tick is not None
        assert (tick[1] + tick[3]) / 2 == pytest.approx(y, abs=NEAR)


@pytest.mark.parametrize("left_handed", [False, True])
def test_nothing_is_printed_within_five_millimetres_of_an_edge(left_handed: bool) -> None:
    ink = ink_in(scanned(left_handed)[1], 0.2, 0.2, 147.6, 209.6, 250)  # the outermost pixels are cut
    assert ink is not None
    assert min(ink[0], ink[1], 148 - ink[2], 210 - ink[3]) >= 5 - NEAR


def test_the_words_of_the_sheet_survive_a_printer_of_black_and_white_at_150_dpi() -> None:
    image = scanned(dpi=150)[1]
    for mark in scanned(dpi=150)[0].sheets[0].marks:
        if mark.role in ("tick", "marker"):
            assert ink_in(image, mark.x - 0.4, mark.y - 0.4, mark.w + 0.8, mark.h + 0.8) is not None
    assert ink_in(image, 13, 21, 60, 5) is not None  # a heading in soft ink


def test_the_same_sheet_is_the_same_bytes() -> None:
    assert drawn([made(real_day())]) == drawn([made(real_day())])


def test_a_sheet_with_three_scripts_is_small() -> None:
    page = day(
        ("work", "9:00", 60, "The quick brown fox jumps over the lazy dog", 1),
        ("work", "10:00", 60, "Съешь же ещё этих мягких французских булок, да выпей чаю", 2),
        ("work", "11:00", 60, "Ταχίστη αλώπηξ βαφής ψημένη γη, δρασκελίζει υπέρ νωθρού κυνός", 3),
    )
    assert len(drawn([made(page)])) <= 60_000
    assert len(drawn([made(real_day())])) <= 60_000


def test_text_is_copied_as_it_was_entered_in_reading_order() -> None:
    titles = ["Draft the essay", "Письмо в университет", "Ανάγνωση κεφαλαίου", "Größe & Ænima 100 % “quoted”"]
    page = day(*((("work", f"{9 + i}:00", 60, title, None)) for i, title in enumerate(titles)))
    said = words_on(drawn([made(page)]))
    places = [said.index(title) for title in titles]
    assert places == sorted(places)
    assert said.startswith("Monday 23 November 2026 · week 48")
    assert said.index("THREE FOR TODAY") < said.index("TIME BOXES") < places[0] < said.index("BONUS")


@pytest.mark.parametrize(
    "title",
    ["</para>", '<img src="/etc/passwd">', "R&D &amp; <b>x", "%s {0} \\n (a) [b]", "=1+1", "-- 'quoted' ;"],
)
def test_markup_is_printed_as_it_was_written(title: str) -> None:
    page = day(("work", "9:00", 60, title, 1), log=(line(1, title),))
    assert words_on(drawn([made(page)])).count(title) == 3


@pytest.mark.parametrize("title", ["W" * 500, "x" * 10_000, "\x00\x07\x1b", "\ud800", "🎉" * 200, "\u202e" * 50, ""])
def test_hostile_titles_do_no_harm(title: str) -> None:
    page = day(("work", "9:00", 10, title, 1), ("event", "10:00", 60, title, None), log=(line(1, title),))
    assert "TIME BOXES" in words_on(drawn([made(page)]))


def test_a_letter_that_no_font_has_is_a_hollow_box_and_is_said() -> None:
    with only_fonts_in():
        one = made(page_of(head(), [line(1, "שלום")]))
        image = picture(drawn([one]), 300)
    assert one.missing == ("שלום",)
    mark = next(m for m in one.sheets[0].marks if m.means.get("entry") == "line01")
    assert ink_in(image, mark.x + 5.5, mark.y, 4, 4) is not None


def test_a_document_has_title_language_and_bookmarks() -> None:
    later = page_of(head(date=head().date.replace(day=24)))
    content = drawn([made(real_day()), made(later)])
    document = pypdfium2.PdfDocument(content)
    try:
        assert document.get_metadata_value("Title") == "Monday 23 November 2026 – Tuesday 24 November 2026"
        assert [item.get_title() for item in document.get_toc()] == [
            "Monday 23 November 2026",
            "Tuesday 24 November 2026",
        ]
        assert [page.get_size() for page in document] == [pytest.approx((419.53, 595.28), abs=0.01)] * 2
    finally:
        document.close()
    assert b"/Lang" in content


def test_the_sheets_of_one_day_lead_to_each_other() -> None:
    page = page_of(head(), [line(i, f"Bonus {i}") for i in range(20)])
    content = drawn([made(page)])
    assert content.count(b"/Subtype /Link") == 2


def test_a_day_is_numbered_for_all_options() -> None:
    page = real_day()
    ids = {made(page, options).id for options in (Options(), Options(left_handed=True), Options(clock24=False))}
    assert len(ids) == 3

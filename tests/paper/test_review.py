"""The review on one A5 page."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from planner.domain.past import PastTask
from planner.domain.values import Page, Remark, actual_minutes
from planner.paper import export
from planner.paper.pdf import pdf
from planner.paper.plan import Options
from planner.paper.review import review_sheet, write_review
from planner.paper.shapes import Outline, Rule, Sheet, Text
from planner.review import Calibration, Review, Span, calibration_of, look_back
from tests.lawful_years import told_days
from tests.paper.days import words_on
from tests.paper.fonts import only_fonts_in

LAST = dt.date(2026, 11, 22)
NOW = dt.datetime(2026, 11, 23, 20, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
EDGE = 5.0  # millimetres that printers leave white
KILOBYTE = 1024


class Life(NamedTuple):
    pages: tuple[Page, ...]
    past: tuple[PastTask, ...]


@pytest.fixture(scope="module")
def life() -> Life:
    pages = tuple(day.page() for day in told_days(366, last=LAST + DAY))[:-1]
    past = tuple(
        PastTask(e.id, p.date, e.title, e.tags, e.project, e.estimate, actual_minutes(p.intervals_of(e.id)))
        for p in pages
        for e in p.entries
        if e.kind == "task" and e.state == "done"
    )
    return Life(pages, past)


SPANS = {
    "day": Span.of("day", LAST),
    "week": Span.of("week", LAST),
    "month": Span.of("month", LAST),
    "year": Span("range", LAST - 364 * DAY, LAST),
    "two years": Span("range", LAST - 735 * DAY, LAST),
    "a decade": Span("range", LAST - 3700 * DAY, LAST),
}


def made(life: Life, span: Span) -> tuple[Review, Calibration]:
    return look_back(span, life.pages, life.past, NOW, today=LAST), calibration_of(life.past, span)


def sheet_of(life: Life, span: Span, options: Options | None = None) -> Sheet:
    return review_sheet(*made(life, span), options or Options())


def words(sheet: Sheet) -> list[str]:
    return [shape.words for shape in sheet.shapes if isinstance(shape, Text)]


@pytest.mark.parametrize("name", SPANS)
def test_any_span_is_one_small_page_that_says_its_title_and_sentences(life: Life, name: str) -> None:
    review, calibration = made(life, SPANS[name])
    content = pdf((review_sheet(review, calibration, Options()),), "Review")
    assert len(content) <= 60 * KILOBYTE
    said = words_on(content)
    assert review.title in said
    for sentence in review.sentences[:3]:
        assert sentence.words in said
    assert "WHERE THE TIME WENT" in said


@pytest.mark.parametrize("left_handed", [False, True])
@pytest.mark.parametrize("name", SPANS)
def test_nothing_is_off_the_paper_nor_on_top_of_other_words(life: Life, name: str, left_handed: bool) -> None:
    sheet = sheet_of(life, SPANS[name], Options(left_handed=left_handed))
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    for shape in sheet.shapes:
        if isinstance(shape, Outline):
            xs, ys = (shape.x, shape.x + shape.w), (shape.y, shape.y + shape.h)
        elif isinstance(shape, Rule):
            xs, ys = (shape.x1, shape.x2), (shape.y1, shape.y2)
        else:
            assert isinstance(shape, Text)
            xs, ys = (shape.x,), (shape.y,)
        assert all(EDGE <= x <= 148 - EDGE for x in xs), shape
        assert all(EDGE <= y <= 210 - EDGE for y in ys), shape
    places = [(round(shape.x, 1), round(shape.y, 1)) for shape in sheet.shapes if isinstance(shape, Text)]
    assert len(set(places)) == len(places)


def test_the_same_figures_make_the_same_bytes(life: Life) -> None:
    one, other = (pdf((sheet_of(life, SPANS["week"]),), "Review") for _ in range(2))
    assert one == other


def test_a_week_shows_its_days_and_a_year_its_months(life: Life) -> None:
    week = words(sheet_of(life, SPANS["week"]))
    assert [word for word in week if word in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")] == [
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun",
    ]  # fmt: skip
    assert "THREE A DAY" in week
    year = words(sheet_of(life, SPANS["year"]))
    assert {"Nov 2025", "Jan 2026", "Oct"} <= set(year)
    assert "THREE A DAY" not in year


def test_without_pairs_there_are_no_empty_axes(life: Life) -> None:
    sheet = sheet_of(Life(life.pages, ()), SPANS["week"])
    assert "EACH BOX: GUESS AND ACTUAL" not in words(sheet)
    assert "Guess and actual: no box of this time was both guessed and timed." in words(sheet)


def test_a_span_without_a_record_says_so_and_draws_nothing(life: Life) -> None:
    sheet = sheet_of(life, Span.of("year", dt.date(2020, 1, 1)))
    assert words(sheet) == ["2020", "Review · 2020", "IN WORDS", "Nothing is on record for 2020."]
    assert {type(shape) for shape in sheet.shapes} == {Text}


def test_rings_stand_where_guess_and_actual_say(life: Life) -> None:
    tasks = tuple(
        PastTask(str(n), LAST, "Task", (), None, guess, actual)
        for n, (guess, actual) in enumerate([(30, 30.0), (30, 60.0), (60, 60.0)])
    )
    sheet = sheet_of(Life(life.pages[-1:], tasks), SPANS["day"])
    rings = sorted(
        (round(s.x, 1), round(s.y, 1)) for s in sheet.shapes if isinstance(s, Outline) and s.radius == s.w / 2
    )
    (x1, y_same), (x2, y_twice), (x3, y_other) = rings[1], rings[0], rings[2]
    assert x1 == x2 < x3
    assert y_twice < y_same
    assert y_other == pytest.approx(y_twice, abs=0.6)
    assert x3 - x1 == pytest.approx(y_same - y_twice, abs=0.6)


def test_a_day_lists_its_boxes_and_names_its_three(life: Life) -> None:
    long = replace(life.past[-1], title="A title of three hundred letters " * 9, estimate=45, actual=60.0)
    said = words(sheet_of(Life(life.pages, (*life.past, long)), SPANS["day"]))
    assert "45 → 60 min" in said
    assert any(word.startswith("A title of three hundred") and word.endswith("…") for word in said)
    three = [entry.title for entry in life.pages[-1].priorities().values()]
    assert three
    assert set(three) <= set(said)


def strange(life: Life) -> Life:
    """A last day of reasons and feelings in other scripts, and of the greatest length."""
    last = life.pages[-1]
    at = last.frame.at(600)
    remarks = (
        Remark("x1", LAST, at, "left", 20, "القطار يغادر"),
        Remark("x2", LAST, at, "postponed", 5, "<b>&amp;</b> " + "long " * 90),
        Remark("x3", LAST, at, "feeling", 0, "x" * 500, "Müller & Söhne 🎉"),
    )
    tasks = tuple(replace(one, tags=("t" * 300,)) for one in life.past)
    return Life((*life.pages[:-1], replace(last, remarks=remarks)), tasks)


def test_strange_words_are_drawn_as_far_as_there_is_a_font_and_none_is_markup(life: Life) -> None:
    with only_fonts_in():
        sheet = sheet_of(strange(life), SPANS["week"])
    assert "🎉:" in sheet.missing
    said = words(sheet)
    assert "<b>&am" in " ".join(said)
    assert any(word.endswith("…") for word in said)
    assert len(pdf((sheet,), "Review")) <= 60 * KILOBYTE


def test_a_file_is_whole_or_not_at_all(life: Life, tmp_path: Path) -> None:
    target = tmp_path / "review.pdf"
    write_review(*made(life, SPANS["week"]), target)
    first = target.read_bytes()
    assert first.startswith(b"%PDF")
    with pytest.raises(export.PaperProblem, match="There is no folder"):
        write_review(*made(life, SPANS["week"]), tmp_path / "no" / "review.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["review.pdf"]

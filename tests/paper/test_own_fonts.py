"""Fonts of every build, made here so that these roads are tried on every system."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.domain.edits import page_of
from planner.paper import system_fonts, text
from planner.paper.export import drawn
from planner.paper.outlines import OutlineFont
from planner.paper.shaping import Line, line
from tests.paper.days import day, head, ink_in, made, picture, words_on
from tests.paper.days import line as entry
from tests.paper.fonts import Kind, collection, of_drawings, of_pictures, only_fonts_in, saved, small_font, varying

pytest.importorskip("uharfbuzz", reason="HarfBuzz has no wheel for this system")


def drawing_fonts(shaped: Line) -> list[str]:
    return [Path(piece.font.key[0]).name for piece in shaped.pieces if isinstance(piece.font, OutlineFont)]


@pytest.mark.parametrize("kind", ["ttf", "otf"])
def test_a_letter_of_a_system_font_is_printed_and_copied(tmp_path: Path, kind: Kind) -> None:
    with only_fonts_in(saved(small_font(kind), tmp_path, f"one.{kind}")):
        one = made(page_of(head(), [entry(1, "Read גגג today")]))
        content = drawn([one])
        mark = next(m for m in one.sheets[0].marks if m.means.get("entry") == "line01")
        assert one.missing == ()
        assert "Read גגג today" in words_on(content)
        ink = ink_in(picture(content, 600), mark.x + 5, mark.y - 0.5, 25, 3.4)
        assert ink is not None
        assert drawn([one]) == content


def test_a_letter_is_drawn_as_high_as_its_font_draws_it(tmp_path: Path) -> None:
    heights = []
    for height in (400, 800):
        with only_fonts_in(saved(small_font(height=height), tmp_path / str(height), "one.ttf")):
            content = drawn([made(day(("work", "9:00", 60, "גגגגג", 1)))])
            ink = ink_in(picture(content, 600), 23, 28, 6, 5)
            assert ink is not None
            heights.append(ink[3] - ink[1])
    assert heights[1] - heights[0] == pytest.approx(0.4 * 9.2 * text.POINT, abs=0.1)


def test_letters_that_make_one_sign_are_copied_as_they_were_written(tmp_path: Path) -> None:
    with only_fonts_in(saved(small_font(), tmp_path, "one.ttf")):
        (piece,) = line("אב").pieces
        assert [sign.advance for sign in piece.signs] == [900.0]
        assert "XאבX" in words_on(drawn([made(page_of(head(), [entry(1, "XאבX")]))])).replace(" ", "")
        assert text.width("אב", 10) < text.width("בא", 10)


def test_a_mark_stands_under_its_letter_and_is_never_parted_from_it(tmp_path: Path) -> None:
    with only_fonts_in(saved(small_font(), tmp_path, "one.ttf")):
        (piece,) = line("גְ").pieces
        (sign,) = piece.signs
        assert (sign.advance, sorted(y for _, _, y in sign.glyphs)) == (600.0, [-100.0, 0.0])
        _, lines = text.fit("גְ" * 30, 20, (8, 7), 2)
        assert len(lines) == 2
        assert all(part.replace("גְ", "") in ("", "…") for part in lines)


def test_of_a_collection_the_face_of_the_language_is_taken(tmp_path: Path) -> None:
    faces = [small_font("otf", "Two SC"), small_font("otf", "Two JP")]
    with only_fonts_in(collection(faces, tmp_path, "two.ttc")):
        found = [system_fonts.system_font("日", region) for region in ("JP", "SC")]
        assert [font.key[1] for font in found if font] == [1, 0]
        content = drawn([made(day(("work", "9:00", 60, "日日 day", 1)))])
        assert "日日 day" in words_on(content)


@pytest.mark.parametrize("coloured", [of_drawings, of_pictures])
def test_letters_that_a_font_has_only_in_colours_are_hollow_and_said(
    tmp_path: Path, coloured: Callable[[Path], Path]
) -> None:
    with only_fonts_in(coloured(tmp_path)):
        assert text.missing_words("A 🎉 today") == ("🎉",)
        assert [piece.font for piece in line("🎉").pieces] == [None]


def test_a_font_that_draws_goes_before_one_of_pictures(tmp_path: Path) -> None:
    of_pictures(tmp_path)
    with only_fonts_in(saved(small_font(), tmp_path, "zz.ttf")):
        assert text.missing_words("A 🎉 today") == ()
        assert drawing_fonts(line("🎉")) == ["zz.ttf"]


@pytest.mark.parametrize(
    "content", [b"", b"not a font", b"ttcf\x00\x02\x00\x00\xff\xff\xff\xff", b"OTTO" + b"\xff" * 90]
)
def test_a_broken_font_file_is_passed_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "aa.ttf").write_bytes(content)
    with only_fonts_in(saved(small_font(), tmp_path, "one.ttf")):
        assert drawing_fonts(line("ג")) == ["one.ttf"]


def test_a_font_that_has_only_the_letter_prints_it_without_its_mark_and_says_so(tmp_path: Path) -> None:
    with only_fonts_in(saved(small_font(letters="ג"), tmp_path, "one.ttf")):
        assert text.missing_words("גְ") == ("גְ",)
        (piece,) = line("גְ").pieces
        assert len(piece.signs[0].glyphs) == 1


def test_a_plain_day_looks_for_no_font_of_the_system() -> None:
    with only_fonts_in():
        made(day(("work", "9:00", 60, "Größe, Письмо, Ανάγνωση: 100 %", 1)))
        assert system_fonts.files.cache_info().misses == 0


def test_a_font_that_varies_is_drawn_neither_thin_nor_black(tmp_path: Path) -> None:
    with only_fonts_in(saved(varying(), tmp_path, "varying.ttf")):
        (piece,) = line("ג").pieces
        assert isinstance(piece.font, OutlineFont)
        points = [point for _, points in piece.font.outline(piece.signs[0].glyphs[0][0]) for point in points]
        assert min(across for across, _ in points) == pytest.approx(100 - 60, abs=1)


def test_without_harfbuzz_our_own_faces_print_and_the_rest_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "uharfbuzz", None)
    with only_fonts_in(saved(small_font(), tmp_path, "one.ttf")):
        one = made(page_of(head(), [entry(1, "x̂ and ג (Größe)")]))
        assert one.missing == ("ג",)
        assert "Größe" in words_on(drawn([one]))


@pytest.mark.parametrize(
    ("system", "place"),
    [("win32", "LocalAppData/Microsoft/Windows/Fonts"), ("darwin", "home/Library/Fonts"), ("linux", "home/.fonts")],
)
def test_a_persons_own_fonts_are_looked_for_where_each_system_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, place: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "LocalAppData"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    (tmp_path / place).mkdir(parents=True)
    with only_fonts_in(*system_fonts.folders()):
        saved(small_font(), tmp_path / place, "mine.TTF")
        assert str(tmp_path / place / "mine.TTF") in system_fonts.files()

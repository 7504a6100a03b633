"""Words made to fit, and letters that no font has."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.paper import text
from planner.paper.bidi import base_level
from planner.paper.clusters import clusters
from planner.paper.shaping import line
from tests.paper.fonts import only_fonts_in


def test_figures_stand_in_columns() -> None:
    widths = {text.width(figure, 8) for figure in "012356789"}
    assert len(widths) == 1


@pytest.mark.parametrize("word", ["Draft", "Größe ñandú", "Ανάγνωση κεφαλαίου", "Письмо в университет ё"])
def test_latin_greek_and_cyrillic_have_their_letters(word: str) -> None:
    assert text.missing_words(word) == ()
    assert text.missing_words(word, "serif") == ()


def test_words_with_letters_that_no_font_has_are_named_once() -> None:
    with only_fonts_in():
        assert text.missing_words("Party 🎉 with שלום and שלום at 9") == ("🎉", "שלום")


def test_a_letter_of_the_private_area_is_no_letter() -> None:
    assert text.missing_words("a \ue071 b") == ("\ue071",)


def test_runs_change_the_font_only_where_they_must() -> None:
    with only_fonts_in():
        pieces = line("ab 🎉 c").pieces
    assert [(piece.font, piece.words) for piece in pieces] == [("regular", "ab "), (None, "🎉"), ("regular", " c")]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("tab\there", "tab here"),
        ("one\r\ntwo", "one two"),
        ("bell\x07 null\x00 esc\x1b[31m", "bell null esc[31m"),
        ("\u202eevil\u202c", "evil"),
        ("e\u0301", "é"),
        ("heart ❤\ufe0f", "heart ❤"),
        ("   ", ""),
        ("\ud800x", "x"),
    ],
)
def test_clean_text_is_one_line_without_signs_that_steer(given: str, shown: str) -> None:
    assert text.clean(given) == shown


def test_what_fits_stays_at_full_size() -> None:
    assert text.fit("Short", 40, (8, 7)) == (8, ("Short",))


def test_what_does_not_fit_shrinks_one_step_then_wraps_then_ends_in_an_ellipsis() -> None:
    words = "a title of several words"
    room = text.width(words, 8) - 0.5
    assert text.fit(words, room, (8, 7)) == (7, (words,))
    assert text.fit(words, text.width(words, 7) * 0.8, (8, 7), 3) == (7, ("a title of several", "words"))
    size, lines = text.fit(words, 10, (8, 7), 2)
    assert (size, len(lines)) == (7, 2)
    assert lines[1].endswith("…")


def test_a_word_without_end_is_broken_and_is_not_slow() -> None:
    size, lines = text.fit("W" * 10_000, 40, (8, 7), 3)
    assert len(lines) == 3
    assert all(0 < text.width(line, size) <= 40 for line in lines)


SCRIPTS = "ab c. αж שְלום( العربيةلا हिन्दी क्षेत्र ที่นี่ กำ 日本語、課。 한국 각 👩\u200d🚀🇩🇪👍🏽 é\u0308"


@given(st.text(max_size=700) | st.text(SCRIPTS, max_size=120), st.floats(3, 120), st.integers(1, 5))
@example(words="\U0001093a0000؛M00*ж⺀Æ", room=11.0, lines=3)  # its last line is wider from right to left
def test_any_text_fits_its_room(words: str, room: float, lines: int) -> None:
    size, found = text.fit(words, room, (8, 7), lines)
    assert 1 <= len(found) <= lines
    assert all(text.width(line, size) <= room + 0.01 or len(clusters(line)) <= 1 for line in found)


def test_lines_that_run_to_the_left_end_together() -> None:
    with only_fonts_in():
        size, lines = text.fit("אבג דה אבגדה הוא", 12, (8, 7), 3)
        indents = text.indents(lines, size)
        assert len(lines) == 3
        ends = [indent + text.width(part, size) for indent, part in zip(indents, lines, strict=True)]
        assert ends == pytest.approx([max(ends)] * 3)
        assert min(indents) == 0
        assert text.indents(("one", "two words"), 8) == [0, 0]


def test_every_line_runs_in_the_direction_of_the_whole() -> None:
    with only_fonts_in():
        _, lines = text.fit("אבגדהו book 12 אבגד", 12, (8, 7), 3)
    assert [base_level(part) for part in lines] == [1] * len(lines)
    assert any(part.startswith("\u200f") for part in lines)
    assert "".join(lines).replace("\u200f", "").replace(" ", "") == "אבגדהוbook12אבגד"


def test_of_a_long_text_only_what_may_fit_is_shaped() -> None:
    line.cache_clear()
    text.fit("aא" * 590, 40, (8, 7), 3)
    assert line.cache_info().misses < 40

"""The order of letters of both directions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.paper import bidi


def seen(words: str) -> str:
    """The letters from left to right. Capitals stand for letters that run to the left."""
    hebrew = "".join(chr(0x05D0 + ord(letter) - ord("A")) if "A" <= letter <= "Z" else letter for letter in words)
    levels = bidi.levels(hebrew)
    return "".join(words[index] for index in bidi.visual(range(len(words)), lambda index: levels[index]))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain words, 20 %", "plain words, 20 %"),
        ("ABC", "CBA"),
        ("car means CAR.", "car means RAC."),
        ("CAR means car.", ".means car RAC"),
        ("ABC 123 DEF", "FED 123 CBA"),
        ("ABC 12:30!", "!12:30 CBA"),
        ("ABC (DEF) ghi", "ghi )FED( CBA"),  # the brackets are drawn mirrored
        ("abc (DEF) ghi", "abc (FED) ghi"),
        ("ABC 10% DEF", "FED 10% CBA"),
        ("ABC -5", "5- CBA"),
        ("", ""),
    ],
)
def test_both_directions_stand_in_their_order(written: str, shown: str) -> None:
    assert seen(written) == shown


def test_figures_beside_arabic_keep_their_order() -> None:
    assert bidi.levels("ا 12-3") == (1, 1, 2, 2, 1, 2)
    assert bidi.levels("ا 12,3") == (1, 1, 2, 2, 2, 2)


def test_a_mark_of_direction_counts_as_a_letter() -> None:
    assert bidi.base_level(bidi.RIGHT_TO_LEFT + "abc") == 1
    assert bidi.base_level(bidi.LEFT_TO_RIGHT + "ש") == 0


LETTERS = st.text("abאבاب٣12 .,:%()[]-+$ ְ́\u200d日", max_size=60)


@given(LETTERS)
def test_no_letter_is_lost_and_words_of_one_direction_stay(words: str) -> None:
    levels = bidi.levels(words)
    order = bidi.visual(range(len(words)), lambda index: levels[index])
    assert sorted(order) == list(range(len(words)))
    base = bidi.base_level(words)
    assert all(base <= level <= 2 for level in levels)
    for start in range(len(words) - 1):
        if levels[start] == levels[start + 1]:
            here, there = order.index(start), order.index(start + 1)
            assert there - here == (-1 if levels[start] % 2 else 1)


@given(st.text("ab日1 .,()", max_size=60))
def test_words_that_run_to_the_right_are_left_alone(words: str) -> None:
    assert set(bidi.levels(words)) <= {0}

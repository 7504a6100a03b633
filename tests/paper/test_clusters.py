"""What belongs together, and where a line may end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.paper.clusters import (
    LONGEST,
    MOST_MARKS,
    clusters,
    is_mark,
    may_part,
    may_part_within,
    seen,
    without_towers,
)


@pytest.mark.parametrize(
    "cut",
    [
        "a|b| |c",
        "x\u0302|y",
        "क्ष|त्रि|य",
        "नि|बं|ध",
        "ที่|นี่",
        "กำ|ไ|ร",
        "👩\u200d🚀|🇩🇪|🇫🇷|🇯|a",
        "👍🏽|👍",
        "각|\u1100\u1161\u11a8",
        "ש\u05b0\u05c1|ל",
        "1\u20e3|2",
        "葛\U000e0100|城",
    ],
)
def test_letters_that_belong_together_are_not_parted(cut: str) -> None:
    assert list(clusters(cut.replace("|", ""))) == cut.split("|")


@given(st.text(max_size=80) | st.text("aक्षि\u200d👍🏽🇩🇪각\u1161\u0301 ", max_size=40))
def test_nothing_is_lost(words: str) -> None:
    found = clusters(words)
    assert "".join(found) == words
    assert all(found)


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [
        *(("a", "b", False), ("한", "국", False), ("カ", "ッ", False), ("日", "。", False), ("（", "日", False)),
        *((" ", "b", True), ("日", "本", True), ("日", "a", True)),
    ],
)
def test_a_line_ends_only_where_its_script_lets_it(before: str, after: str, may: bool) -> None:
    assert may_part(before, after) == may


@pytest.mark.parametrize(
    ("before", "after", "may"), [("ค", "ว", True), ("ภ", "า", False), ("เ", "ข", False), ("a", "b", True)]
)
def test_a_word_is_broken_where_no_vowel_leans_on_a_letter(before: str, after: str, may: bool) -> None:
    assert may_part_within(before, after) == may


def test_no_cluster_is_endless() -> None:
    assert max(map(len, clusters("👩\u200d" * 500))) == LONGEST


def test_a_tower_of_marks_is_cut_down() -> None:
    assert without_towers("e" + "\u0301" * 500 + "a") == "e" + "\u0301" * MOST_MARKS + "a"
    assert without_towers("שְׁלוֹם") == "שְׁלוֹם"


def test_colours_of_skin_are_not_drawn_but_a_square_of_one_is() -> None:
    assert seen("👍🏽") == "👍"
    assert seen("🏽") == "🏽"
    assert not is_mark("🏽")

"""The table for spreadsheets."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.review import Span, look_back
from planner.review.table import COLUMNS, FORMULA, plain, table_of
from tests.review.days import DAY, LATE, past

WEEK = Span.of("week", DAY)


@pytest.mark.parametrize("words", ["=1+1", "+49 170", "-5m", "@home", "\t=1", "＝1"])
def test_words_that_look_like_a_formula_get_an_apostrophe(words: str) -> None:
    assert plain(words) == f"'{words}"


@pytest.mark.parametrize("words", ["Draft", "1+1", "'=1", "", "a=b", " =1"])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert plain(words) == words


def test_a_row_is_one_line() -> None:
    assert plain("a\r\nb\rc\n=1") == "a b c =1"


@given(st.text(min_size=1, max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_any_words_come_back_from_the_table_and_none_is_a_formula(title: str, tag: str, project: str) -> None:
    review = look_back(WEEK, [], [past(30, 41.26, tag, title=title, project=project, origin="e1")], LATE, today=DAY)
    header, pair, group = csv.reader(io.StringIO(table_of(review), newline=""))
    assert tuple(header) == COLUMNS
    assert not any(cell.startswith(FORMULA) for cell in (*pair, *group))
    assert pair == [
        "pair",
        "2026-11-23",
        "e1",
        plain(title),
        plain(tag),
        plain(project),
        "30",
        "41.3",
        "1.375",
        "",
        "",
        "1",
    ]
    assert group == ["group", "", "", plain(tag), plain(tag), "", "", "", "1.375", "1.375", "1.375", "1"]

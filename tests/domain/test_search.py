"""Searching: every piece in any order, whatever its case and accents; the first lines first."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.search import Index, KeptLine, folded, searched

DAY = dt.date(2026, 11, 23)


def line(title: str, *tags: str, project: str | None = None, entry: str = "a") -> KeptLine:
    return KeptLine(entry, DAY, "task", "open", title, tags, project, unplanned=False, written=False)


def found(index: Index, written: str, most: int = 10) -> list[str]:
    return [one.title for one in index.find(written, most)]


@pytest.mark.parametrize(
    ("written", "finds"),
    [
        ("essay", True),
        ("ESSAY dra", True),
        ("ssay", True),
        ("#writ", True),
        ("+thesis essay", True),
        ("cafe", True),
        ("CAFÉ", True),
        ("essays", False),
        ("essay bread", False),
        ("", False),
        ("   ", False),
    ],
)
def test_a_line_is_found_by_pieces_of_it(written: str, finds: bool) -> None:
    index = Index()
    index.add([line("Draft the essay in the café", "writing", project="Thesis")])
    assert bool(found(index, written)) == finds


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Straße fegen", "STRASSE"),
        ("日本語の勉強", "本語"),
        ("عنوان عربي", "عربي"),
        ("ÉCOLE", "école"),
        ("한국어", "한국"),
    ],
)
def test_every_script_is_searched(title: str, written: str) -> None:
    index = Index()
    index.add([line(title)])
    assert found(index, written) == [title]


def test_the_first_lines_come_first_and_no_more_than_are_asked_for() -> None:
    index = Index()
    index.add(line(f"Essay {number}") for number in range(5))
    index.add([line("Bread")])
    assert found(index, "essay", 3) == ["Essay 0", "Essay 1", "Essay 2"]
    assert found(index, "essay 4", 3) == ["Essay 4"]


@given(st.text(max_size=60), st.lists(st.text("abc #é", max_size=8), max_size=3), st.data())
def test_any_part_of_a_line_finds_it(title: str, tags: list[str], data: st.DataObject) -> None:
    one = line(title, *tags)
    index = Index()
    index.add([one])
    text = searched(one)
    start = data.draw(st.integers(0, len(text)))
    part = text[start : start + data.draw(st.integers(1, 20))]
    assert index.find(part, 5) == ([one] if folded(part).split() else [])

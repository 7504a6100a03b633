"""The lines in which words of both directions are written."""

from __future__ import annotations

import pytest

from planner.paper.copying import parts
from planner.paper.shaping import Piece


def lines(*runs: str) -> list[list[str]]:
    """The lines of runs that are given from left to right, each with its place in the order of reading before it.

    Capitals run to the left.
    """
    pieces = [Piece(None, run[1:], 1.0, (), int(run[0]), run[1:].strip(" ()!").isupper()) for run in runs]
    return [[piece.words for piece in part] for part in parts(pieces, lambda piece: piece)]


@pytest.mark.parametrize(
    "runs",
    [
        ("0abc",),
        ("0ABC DEF",),
        ("0two words ", "1AB", "2 more"),
        ("2 AB CD", "1ef", "0AB GH "),
        ("0one two ", "1AB", "2, and"),
    ],
)
def test_what_is_guessed_right_stays_on_one_line(runs: tuple[str, ...]) -> None:
    assert lines(*runs) == [[run[1:] for run in runs]]


@pytest.mark.parametrize(
    ("runs", "found"),
    [
        (("0a ", "1AB CD", "2 b c d"), [["a "], ["AB CD"], [" b c d"]]),  # two words that run to the left
        (("0a ", "1AB"), [["a "], ["AB"]]),  # as many of each
        (("0a b c (", "1AB", "2) d"), [["a b c ("], ["AB"], [") d"]]),  # a bracket that would be turned round
        (("1the long title", "0AB "), [["AB "], ["the long title"]]),
    ],
)
def test_what_is_guessed_wrong_is_written_run_by_run(runs: tuple[str, ...], found: list[list[str]]) -> None:
    assert lines(*runs) == found

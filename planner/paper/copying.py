"""In which parts words of both directions are written into a PDF, so that they are copied in the order of reading.

A reader of PDF sees glyphs from left to right and guesses which way they were meant, a line at a time. The guess of
PDFium (Chrome, Edge, Android) is right where words of one direction stand alone on a line, and where in a line of one
direction single words of the other stand between blanks. Anything else is written as several lines, run by run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, takewhile
from typing import TypeVar
from unicodedata import bidirectional

from planner.paper.bidi import MIRRORED
from planner.paper.shaping import Piece

Item = TypeVar("Item")


def parts(items: Sequence[Item], piece_of: Callable[[Item], Piece]) -> list[list[Item]]:
    """Pieces that stand from left to right, in lines to be copied one after the other."""
    runs = [list(run) for _, run in groupby(items, lambda item: piece_of(item).leftward)]
    if len(runs) < 2 or _is_guessed(sorted(([piece_of(item) for item in run] for run in runs), key=_start)):
        return [list(items)]
    return sorted(runs, key=lambda run: min(piece_of(item).start for item in run))


def _start(run: list[Piece]) -> int:
    return min(piece.start for piece in run)


def _is_guessed(runs: list[list[Piece]]) -> bool:
    """Whether runs, in the order of reading, are one line of which the guess is right."""
    leftward = runs[0][0].leftward
    own = [_words(run) for run in runs if run[0].leftward == leftward]
    other = [_words(run) for run in runs if run[0].leftward != leftward]
    outnumbers = sum(map(_count, own)) > sum(map(_count, other))
    return outnumbers and max(map(_count, other)) == 1 and all(map(_is_same_turned, own[1:]))


def _is_same_turned(words: str) -> bool:
    """Whether signs without a direction, taken to go with the word before them, look the same turned round."""
    signs = "".join(takewhile(lambda letter: bidirectional(letter) in ("ON", "WS"), words))
    return signs == signs[::-1].translate(MIRRORED)


def _words(run: list[Piece]) -> str:
    return "".join(piece.words for piece in sorted(run, key=lambda piece: piece.start))


def _count(words: str) -> int:
    return len(words.split())

"""The order in which letters of both directions stand on one line: Unicode's bidirectional algorithm (annex 9).

Text is cleaned of embeddings, overrides and isolates before it comes here, so the rules about them (X1 to X10) have
nothing to do: what is left works on one sequence of letters. The marks U+200E and U+200F still count.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Literal, TypeVar

Kind = str  # a bidirectional class: "L", "R", "AL", "EN", …
Direction = Literal["L", "R"]
LEFT_TO_RIGHT, RIGHT_TO_LEFT = "\u200e", "\u200f"
NEUTRAL = ("B", "S", "WS", "ON")
BRACKETS = dict(zip("([{（［｛「『【〈《〔⟨⟦", ")]}）］｝」』】〉》〕⟩⟧", strict=True))
CLOSING = {close: open_ for open_, close in BRACKETS.items()}
MIRRORED = str.maketrans({**BRACKETS, **CLOSING, "<": ">", ">": "<", "«": "»", "»": "«", "‹": "›", "›": "‹"})

Item = TypeVar("Item")


def base_level(words: str) -> int:
    """1 for words whose first letter with a direction runs from right to left, else 0 (P2, P3)."""
    kinds = (unicodedata.bidirectional(letter) for letter in words)
    return int(next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L")


@lru_cache(maxsize=1024)
def levels(words: str) -> tuple[int, ...]:
    """The embedding level of each letter: even runs to the right, odd to the left."""
    base = base_level(words)
    outer: Direction = "R" if base else "L"
    kinds = [unicodedata.bidirectional(letter) or "L" for letter in words]
    for step in (_marks, _arabic_figures, _separators, _terminators, _figures):
        step(kinds, outer)
    _brackets(words, kinds, outer)
    _neutrals(kinds, outer)
    found = [_level(kind, base) for kind in kinds]
    for index in range(len(words.rstrip()), len(words)):
        found[index] = base  # L1
    return tuple(found)


def visual(items: Sequence[Item], level_of: Callable[[Item], int]) -> list[Item]:
    """Items of one line from left to right (L2)."""
    out = list(items)
    found = [level_of(item) for item in out]
    lowest_odd = min((level for level in found if level % 2), default=0)
    for level in range(max(found, default=0), lowest_odd - 1, -1):
        if level:
            out, found = _reversed_at(level, out, found)
    return out


def _reversed_at(level: int, items: list[Item], found: list[int]) -> tuple[list[Item], list[int]]:
    """Every run of items at this level or above, turned round."""
    start = None
    for index, mine in enumerate([*found, -1]):
        if mine >= level and start is None:
            start = index
        elif mine < level and start is not None:
            items[start:index] = items[start:index][::-1]
            found[start:index] = found[start:index][::-1]
            start = None
    return items, found


def _level(kind: Kind, base: int) -> int:
    """I1 and I2."""
    if base:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)


def _marks(kinds: list[Kind], outer: Direction) -> None:
    """W1: a mark, and a sign that is no letter, goes with what stands before it."""
    before: Kind = outer
    for index, kind in enumerate(kinds):
        if kind in ("NSM", "BN"):
            kinds[index] = before
        before = kinds[index]


def _arabic_figures(kinds: list[Kind], outer: Direction) -> None:
    """W2 and W3."""
    strong: Kind = outer
    for index, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            strong = kind
        if kind == "EN" and strong == "AL":
            kinds[index] = "AN"
        elif kind == "AL":
            kinds[index] = "R"


def _separators(kinds: list[Kind], _outer: Direction) -> None:
    """W4: one point or colon between two figures of a kind."""
    for index in range(1, len(kinds) - 1):
        before, kind, after = kinds[index - 1 : index + 2]
        if before == after and ((before == "EN" and kind in ("ES", "CS")) or (before == "AN" and kind == "CS")):
            kinds[index] = before


def _terminators(kinds: list[Kind], _outer: Direction) -> None:
    """W5 and W6: signs such as % beside a figure belong to it; those elsewhere are neutral."""
    for start, end in _runs(kinds, ("ET",)):
        beside = "EN" in (kinds[start - 1 : start] + kinds[end : end + 1])
        kinds[start:end] = ["EN" if beside else "ON"] * (end - start)
    for index, kind in enumerate(kinds):
        if kind in ("ES", "CS"):
            kinds[index] = "ON"


def _figures(kinds: list[Kind], outer: Direction) -> None:
    """W7."""
    strong: Kind = outer
    for index, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"


def _runs(kinds: list[Kind], wanted: Iterable[Kind]) -> list[tuple[int, int]]:
    """Where unbroken runs of the wanted kinds begin and end."""
    found: list[tuple[int, int]] = []
    for index, kind in enumerate(kinds):
        if kind not in wanted:
            continue
        if found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found


def _strong(kind: Kind) -> Direction | None:
    """The direction that a letter or a figure lends to what is neutral beside it."""
    if kind == "L":
        return "L"
    return "R" if kind in ("R", "EN", "AN") else None


def _brackets(words: str, kinds: list[Kind], outer: Direction) -> None:
    """N0: both brackets of a pair take one direction."""
    for start, end in _pairs(words, kinds):
        inside = {_strong(kind) for kind in kinds[start + 1 : end]} - {None}
        if outer in inside:
            kinds[start] = kinds[end] = outer
        elif inside:
            before = next((mine for kind in reversed(kinds[:start]) if (mine := _strong(kind))), outer)
            kinds[start] = kinds[end] = before


def _pairs(words: str, kinds: list[Kind]) -> list[tuple[int, int]]:
    """Pairs of brackets in the order of their openings (BD16; deeper than 63 it finds none)."""
    open_: list[int] = []
    found = []
    for index, letter in enumerate(words):
        if kinds[index] != "ON":
            continue
        if letter in BRACKETS:
            if len(open_) == 63:
                return []
            open_.append(index)
        elif letter in CLOSING:
            match = next((n for n in range(len(open_) - 1, -1, -1) if words[open_[n]] == CLOSING[letter]), None)
            if match is not None:
                found.append((open_[match], index))
                del open_[match:]
    return sorted(found)


def _neutrals(kinds: list[Kind], outer: Direction) -> None:
    """N1 and N2: between two of one direction as they, else as the line."""
    for start, end in _runs(kinds, NEUTRAL):
        before = _strong(kinds[start - 1]) if start else outer
        after = _strong(kinds[end]) if end < len(kinds) else outer
        kinds[start:end] = [before if before and before == after else outer] * (end - start)

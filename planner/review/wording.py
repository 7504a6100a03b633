"""Words that the figures share: counts, ratios, clocks, and from how many boxes on anything is claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FEW = 8  # boxes below which nothing is claimed of them
PLAIN = 0.05  # a median ratio so near to one is "as long as you guess"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NOON = 12 * 60


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence for a person. `strong` is the part of it that says the figure; `quiet` ones claim nothing."""

    words: str
    strong: str = ""
    quiet: bool = False


def number(count: int) -> str:
    """A count as it is written in a sentence: words up to twelve."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def capital(words: str) -> str:
    """With a capital letter at its beginning."""
    return words[:1].upper() + words[1:]


def counted(count: int, one: str, many: str) -> str:
    """ "1 box", "23 boxes"."""
    return f"{count} {one if count == 1 else many}"


def boxes(count: int) -> str:
    return counted(count, "box", "boxes")


def often(count: int) -> str:
    """ "once", "twice", "four times"."""
    return {1: "once", 2: "twice"}.get(count, f"{number(count)} times")


def ratio_words(ratio: float) -> str:
    """1.4, 0.8, 12: as exact as a guess deserves."""
    return f"{ratio:.0f}" if ratio >= 9.95 else f"{ratio:.1f}"


def listed(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which that share of ordered values lies, on a straight line between two of them."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])

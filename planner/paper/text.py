"""Type: text made one clean line, how wide words are, and how they are made to fit.

User text is never markup here: strings are measured and drawn as they are. A letter that no font has gets a hollow
box, and its word is named in `missing_words`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from planner.paper.bidi import LEFT_TO_RIGHT, RIGHT_TO_LEFT, base_level
from planner.paper.clusters import JOINER, NO_JOINER, may_part, may_part_within, without_towers
from planner.paper.shapes import Face
from planner.paper.shaping import Step, lacking, line

POINT = 25.4 / 72  # millimetres
LONGEST = 1200  # characters looked at: more than fill any place on a sheet
LONELY = re.compile(f"(?<![^ ])[{JOINER}{NO_JOINER}]+|[{JOINER}{NO_JOINER}]+(?![^ ])")  # joins nothing
ELLIPSIS = "…"
AT_FIRST = 64  # letters: more than most titles have


@lru_cache(maxsize=1024)
def clean(text: str) -> str:
    """One line of text: composed, blanks for line ends and tabs, no signs that steer; only those that join letters."""
    letters = []
    for letter in unicodedata.normalize("NFC", text[:LONGEST]):
        kind = unicodedata.category(letter)
        if kind in ("Zs", "Zl", "Zp") or letter in "\t\n\r\v\f\x85":
            letters.append(" ")
        elif letter in (JOINER, NO_JOINER) or (kind not in ("Cc", "Cf", "Cs") and not _is_variation(letter)):
            letters.append(letter)
    words = without_towers(LONELY.sub("", " ".join("".join(letters).split())).strip())
    return words + ELLIPSIS if len(text) > LONGEST else words


def _is_variation(letter: str) -> bool:
    """Whether a sign only chooses between looks of the one before it (emoji in colour or not)."""
    return "\ufe00" <= letter <= "\ufe0f"


def width(words: str, size: float, face: Face = "regular", tracking: float = 0.0) -> float:
    """How wide words stand, in millimetres, at a type size in points."""
    return (line(words, face).advance * size / 1000 + tracking * len(words)) * POINT


@lru_cache(maxsize=2048)
def fit(
    words: str, room: float, sizes: tuple[float, ...], lines: int = 1, face: Face = "regular"
) -> tuple[float, tuple[str, ...]]:
    """Words made to fit `room` millimetres: a step smaller, then on several lines, then cut with an ellipsis.

    Gives the type size and the lines, at least one. Every line runs in the direction of the words as a whole.
    """
    words = clean(words)
    for size in sizes:
        if _fits(words, room, size, face):
            return size, (words,)
    size, level = sizes[-1], base_level(words)
    out: list[str] = []
    rest = words
    while rest and len(out) < lines - 1:
        cut = _break(rest, room, size, face, level)
        out.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest or not out:
        out.append(_cut(rest, room, size, face, level))
    return size, tuple(_directed(part, level) for part in out)


def indents(lines: tuple[str, ...], size: float, face: Face = "regular") -> list[float]:
    """How far to the right each line of one text begins, in millimetres: lines that run to the left end together."""
    if not base_level(lines[0]):
        return [0.0] * len(lines)
    widths = [width(part, size, face) for part in lines]
    return [max(widths) - mine for mine in widths]


def _directed(part: str, level: int) -> str:
    """A part of a text with a mark, if it would else run in another direction than the whole, whose level it takes."""
    if base_level(part) == level:
        return part
    return (RIGHT_TO_LEFT if level else LEFT_TO_RIGHT) + part


def _start(words: str, room: float, size: float, face: Face) -> str:
    """So much of the words that it surely fills the room, or all: the rest of a long text is never shaped."""
    count = AT_FIRST
    while count < len(words) and width(words[:count], size, face) <= room:
        count *= 2
    return words[:count]


def _fits(words: str, room: float, size: float, face: Face) -> bool:
    return width(_start(words, room, size, face), size, face) <= room


def _fits_as(part: str, room: float, size: float, face: Face, level: int) -> bool:
    """Whether a part fits as it will stand: in another direction the same letters may be shaped wider."""
    return _fits(_directed(part, level), room, size, face)


def _fitting(words: str, room: float, size: float, face: Face) -> list[Step]:
    """The steps of the words that fit; at their ends the words may be cut."""
    left, fitting = room / POINT * 1000 / size, []
    for step in line(_start(words, room, size, face), face).steps:
        left -= step.advance
        if left < 0:
            break
        fitting.append(step)
    return fitting


def _break(words: str, room: float, size: float, face: Face, level: int) -> int:
    """Where a line ends: at the last place between words that fits, or within a word that is longer than the line.

    Fewer words may be shaped wider (a last letter has another form): each end is measured as it would stand.
    """
    if _fits_as(words, room, size, face, level):
        return len(words)
    ends = [step.end for step in _fitting(words, room, size, face) if step.end < len(words)]
    between = [end for end in ends if may_part(words[end - 1], words[end])]
    within = [end for end in ends if may_part_within(words[end - 1], words[end])]
    for end in [*between[::-1], *within[::-1], *ends[::-1]]:
        if _fits_as(words[:end].rstrip(), room, size, face, level):
            return end
    return line(_start(words, room, size, face), face).steps[0].end


def _cut(words: str, room: float, size: float, face: Face, level: int) -> str:
    """Words with an ellipsis, if they do not fit without."""
    if _fits_as(words, room, size, face, level):
        return words
    fitting = _fitting(words, room - width(ELLIPSIS, size, face), size, face)
    for step in reversed(fitting):
        shown = words[: step.end].rstrip() + ELLIPSIS
        if _fits_as(shown, room, size, face, level):
            return shown
    return ELLIPSIS


@lru_cache(maxsize=2048)
def missing_words(text: str, face: Face = "regular") -> tuple[str, ...]:
    """The words of a text with letters that no font has, each once, shortened to 24 letters."""
    return tuple(dict.fromkeys(word[:24] for word in clean(text).split() if lacking(word, face)))

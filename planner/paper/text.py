"""Type: which font draws which letter, how wide words are, and how they are made to fit.

User text is never markup here: strings are measured and drawn letter by letter of their own. A letter that no font
has gets a hollow box, and its word is named in `missing_words`.
"""

from __future__ import annotations

import threading
import unicodedata
from functools import cache, lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from planner.paper.shapes import Face
from planner.paths import resources

POINT = 25.4 / 72  # millimetres
LONGEST = 1200  # characters looked at: more than fill any place on a sheet
HOLLOW = 0.62  # width of the box for a missing letter, of the type size
FILES: dict[Face, str] = {
    "regular": "Inter-Regular.ttf",
    "medium": "Inter-Medium.ttf",
    "bold": "Inter-SemiBold.ttf",
    "serif": "EBGaramond12-Regular.ttf",
}
FALLBACK: dict[Face, Face] = {"regular": "serif", "medium": "serif", "bold": "serif", "serif": "regular"}
TABULAR_ZERO = 0xE071  # Inter keeps its ten figures of equal width from here on, in the private area
ELLIPSIS = "…"

_loading = threading.Lock()


def font(face: Face) -> TTFont:
    """The ReportLab font of a face, loaded once and registered under its own name."""
    with _loading:
        return _loaded(face)


@cache
def _loaded(face: Face) -> TTFont:
    path = resources() / "fonts" / FILES[face]
    loaded = TTFont(f"planner-{face}", str(path), asciiReadable=False)
    _make_tabular(loaded.face)
    pdfmetrics.registerFont(loaded)
    return loaded


def _make_tabular(face: object) -> None:
    """Let the figures 0–9 be drawn by the font's figures of equal width, where it has them."""
    glyphs: dict[int, int] = face.charToGlyph  # type: ignore[attr-defined]
    widths: dict[int, float] = face.charWidths  # type: ignore[attr-defined]
    for figure in range(10):
        if TABULAR_ZERO + figure in glyphs:
            glyphs[ord("0") + figure] = glyphs[TABULAR_ZERO + figure]
            widths[ord("0") + figure] = widths[TABULAR_ZERO + figure]


@lru_cache(maxsize=1024)
def clean(text: str) -> str:
    """One line of text: composed, blanks for line ends and tabs, no control, bidi or joining signs."""
    letters = []
    for letter in unicodedata.normalize("NFC", text[:LONGEST]):
        kind = unicodedata.category(letter)
        if kind in ("Zs", "Zl", "Zp") or letter in "\t\n\r\v\f\x85":
            letters.append(" ")
        elif kind not in ("Cc", "Cf", "Cs") and not _is_variation(letter):
            letters.append(letter)
    words = " ".join("".join(letters).split())
    return words + ELLIPSIS if len(text) > LONGEST else words


def _is_variation(letter: str) -> bool:
    """Whether a sign only chooses between looks of the one before it (emoji in colour or not)."""
    return "\ufe00" <= letter <= "\ufe0f"


def _has(face: Face, letter: str) -> bool:
    return ord(letter) in font(face).face.charToGlyph and unicodedata.category(letter) != "Co"


@lru_cache(maxsize=8192)
def face_of(letter: str, face: Face) -> Face | None:
    """The face that draws a letter; None: no font has it."""
    if _has(face, letter):
        return face
    return FALLBACK[face] if _has(FALLBACK[face], letter) else None


@lru_cache(maxsize=4096)
def runs(words: str, face: Face) -> tuple[tuple[Face | None, str], ...]:
    """The words cut into runs of one face each."""
    found: list[tuple[Face | None, str]] = []
    for letter in words:
        mine = face_of(letter, face)
        if mine is None and unicodedata.combining(letter):
            continue  # an accent that no font has: its letter already stands there
        if found and found[-1][0] == mine:
            found[-1] = (mine, found[-1][1] + letter)
        else:
            found.append((mine, letter))
    return tuple(found)


@lru_cache(maxsize=8192)
def _advance(letter: str, face: Face) -> float:
    """The width of a letter in thousandths of the type size."""
    mine = face_of(letter, face)
    if mine is None:
        return 0.0 if unicodedata.combining(letter) else 1000 * HOLLOW
    loaded = font(mine).face
    return float(loaded.charWidths.get(ord(letter), loaded.defaultWidth))


def width(words: str, size: float, face: Face = "regular", tracking: float = 0.0) -> float:
    """How wide words stand, in millimetres, at a type size in points."""
    return (sum(_advance(letter, face) for letter in words) * size / 1000 + tracking * len(words)) * POINT


@lru_cache(maxsize=2048)
def fit(
    words: str, room: float, sizes: tuple[float, ...], lines: int = 1, face: Face = "regular"
) -> tuple[float, tuple[str, ...]]:
    """Words made to fit `room` millimetres: a step smaller, then on several lines, then cut with an ellipsis.

    Gives the type size and the lines, at least one.
    """
    words = clean(words)
    for size in sizes:
        if width(words, size, face) <= room:
            return size, (words,)
    size = sizes[-1]
    out: list[str] = []
    rest = words
    while rest and len(out) < lines - 1:
        cut = _break(rest, room, size, face)
        out.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest or not out:
        out.append(_cut(rest, room, size, face))
    return size, tuple(out)


def _letters_in(words: str, room: float, size: float, face: Face) -> int:
    """How many letters fit."""
    left = room / POINT * 1000 / size
    for index, letter in enumerate(words):
        left -= _advance(letter, face)
        if left < 0:
            return index
    return len(words)


def _break(words: str, room: float, size: float, face: Face) -> int:
    """Where a line ends: after the last word that fits, or within a word that is longer than the line."""
    fits = _letters_in(words, room, size, face)
    if fits == len(words):
        return fits
    blank = words.rfind(" ", 0, fits + 1)
    return blank if blank > 0 else max(1, fits)


def _cut(words: str, room: float, size: float, face: Face) -> str:
    if width(words, size, face) <= room:
        return words
    fits = _letters_in(words, room - width(ELLIPSIS, size, face), size, face)
    return words[:fits].rstrip() + ELLIPSIS


@lru_cache(maxsize=2048)
def missing_words(text: str, face: Face = "regular") -> tuple[str, ...]:
    """The words of a text with letters that no font has, each once, shortened to 24 letters."""
    lacking = (w[:24] for w in clean(text).split() if any(face_of(letter, face) is None for letter in w))
    return tuple(dict.fromkeys(lacking))

"""The faces that come with the planner: which of them draws which letter, and how wide."""

from __future__ import annotations

import threading
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from planner.paper.shapes import Face
from planner.paths import resources

FILES: dict[Face, str] = {
    "regular": "Inter-Regular.ttf",
    "medium": "Inter-Medium.ttf",
    "bold": "Inter-SemiBold.ttf",
    "serif": "EBGaramond12-Regular.ttf",
}
FALLBACK: dict[Face, Face] = {"regular": "serif", "medium": "serif", "bold": "serif", "serif": "regular"}
TABULAR_ZERO = 0xE071  # Inter keeps its ten figures of equal width from here on, in the private area

_loading = threading.Lock()


def file_of(face: Face) -> Path:
    return resources() / "fonts" / FILES[face]


def font(face: Face) -> TTFont:
    """The ReportLab font of a face, loaded once and registered under its own name."""
    with _loading:
        return _loaded(face)


@cache
def _loaded(face: Face) -> TTFont:
    loaded = TTFont(f"planner-{face}", str(file_of(face)), asciiReadable=False)
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


def _has(face: Face, letter: str) -> bool:
    return ord(letter) in font(face).face.charToGlyph and unicodedata.category(letter) != "Co"


@lru_cache(maxsize=8192)
def face_of(letter: str, face: Face) -> Face | None:
    """The face that draws a letter; None: none of ours has it."""
    if _has(face, letter):
        return face
    return FALLBACK[face] if _has(FALLBACK[face], letter) else None


@lru_cache(maxsize=8192)
def advance(letter: str, face: Face) -> float:
    """The width of a letter that a face has, in thousandths of the type size."""
    loaded = font(face).face
    return float(loaded.charWidths.get(ord(letter), loaded.defaultWidth))

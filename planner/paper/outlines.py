"""Any font that HarfBuzz can open, to shape words and to draw glyphs as outlines.

ReportLab loads neither PostScript outlines (CFF) nor variable fonts: here all are alike. Measures are in thousandths of
the type size.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from planner.paper.clusters import is_unseen

EM = 1000
Point = tuple[float, float]
Stroke = tuple[str, tuple[Point, ...]]


class Glyph(NamedTuple):
    """One glyph of shaped words: its number, which letter it begins at, how far it goes on, where it is drawn."""

    number: int
    start: int
    advance: float
    x: float
    y: float


class OutlineFont:
    """A font file, or one face of a collection. `key` tells it from others, the same at every start."""

    def __init__(self, path: str, index: int = 0) -> None:
        import uharfbuzz

        self.key = (path, index)
        self._outlines: dict[int, tuple[Stroke, ...]] = {}
        self._face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), index)
        self._font = uharfbuzz.Font(self._face)
        self._font.scale = (EM, EM)
        if any(axis.tag == "wght" for axis in self._face.axis_infos):
            self._font.set_variations({"wght": 400})  # some start at the thinnest

    @property
    def family(self) -> str:
        return str(self._face.get_name(1) or "")

    @property
    def faces_in_file(self) -> int:
        return int(self._face.count)

    def _glyph(self, letter: str) -> int:
        return self._font.get_nominal_glyph(ord(letter)) or 0

    def has(self, letter: str) -> bool:
        """Whether the font can draw a letter, as one glyph or put together from its parts."""
        if is_unseen(letter) or self._draws(letter):
            return True
        parts = unicodedata.normalize("NFD", letter)
        return parts != letter and all(map(self._draws, parts))

    def _draws(self, letter: str) -> bool:
        """Whether there is a glyph that is more than a picture in colours."""
        glyph = self._glyph(letter)
        if not glyph or self._face.has_color_png:  # such fonts have outlines too, of nothing
            return False
        return letter.isspace() or bool(self.outline(glyph)) or not self._is_coloured()

    def _is_coloured(self) -> bool:
        face = self._face
        return bool(face.has_color_svg or face.has_color_paint or face.has_color_layers)

    def shape(self, words: str, right_to_left: bool, language: str) -> tuple[Glyph, ...]:
        """The glyphs of words of one script, from left to right as they are drawn."""
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_codepoints([ord(letter) for letter in words])
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if right_to_left else "ltr"
        buffer.language = language
        uharfbuzz.shape(self._font, buffer)
        places = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        return tuple(Glyph(i.codepoint, i.cluster, p.x_advance, p.x_offset, p.y_offset) for i, p in places)

    def outline(self, glyph: int) -> tuple[Stroke, ...]:
        """How a glyph is drawn: "m", "l", "c" and "h" of PDF with their points. Empty for a blank and for a picture."""
        if glyph not in self._outlines:
            pen = _Pen()
            self._font.draw_glyph_with_pen(glyph, pen)
            self._outlines[glyph] = tuple(pen.drawn)
        return self._outlines[glyph]


class _Pen:
    """Writes down what HarfBuzz draws. Its methods have the names that HarfBuzz calls."""

    def __init__(self) -> None:
        self.drawn: list[Stroke] = []
        self.at: Point = (0.0, 0.0)

    def _draw(self, verb: str, *points: Point) -> None:
        self.drawn.append((verb, points))
        self.at = points[-1]

    def moveTo(self, point: Point) -> None:  # noqa: N802
        self._draw("m", point)

    def lineTo(self, point: Point) -> None:  # noqa: N802
        self._draw("l", point)

    def curveTo(self, first: Point, second: Point, end: Point) -> None:  # noqa: N802
        self._draw("c", first, second, end)

    def qCurveTo(self, handle: Point, end: Point) -> None:  # noqa: N802
        """A curve of TrueType as one of PDF: its two handles lie two thirds on the way to the one."""
        first, second = (_towards(point, handle) for point in (self.at, end))
        self._draw("c", first, second, end)

    def closePath(self) -> None:  # noqa: N802
        self.drawn.append(("h", ()))


def _towards(point: Point, handle: Point) -> Point:
    return point[0] + 2 / 3 * (handle[0] - point[0]), point[1] + 2 / 3 * (handle[1] - point[1])


def can_draw() -> bool:
    """Whether HarfBuzz is there: it has no wheel for Windows on ARM."""
    try:
        import uharfbuzz  # noqa: F401
    except ImportError:
        return False
    return True

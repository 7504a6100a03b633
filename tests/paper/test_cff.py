"""Fonts that we write, read back by another program's eyes."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from hypothesis import given
from hypothesis import strategies as st

from planner.paper import cff

VERBS = {"moveTo": "m", "lineTo": "l", "curveTo": "c", "closePath": "h", "endPath": "h"}
NUMBERS = st.integers(-1500, 1500) | st.sampled_from([0, 1, -1, 107, 108, -107, -108, 1131, 1132, 16000, -16000])
POINTS = st.tuples(NUMBERS, NUMBERS)
LEVEL = st.sampled_from([0, 5, 300])
SEGMENTS = (
    st.tuples(st.just("l"), st.tuples(POINTS))
    | st.tuples(st.just("l"), st.tuples(st.tuples(LEVEL, LEVEL)))
    | st.tuples(st.just("c"), st.tuples(POINTS, POINTS, POINTS))
    | st.tuples(st.just("c"), st.tuples(*[st.tuples(LEVEL, LEVEL)] * 3))
)


@st.composite
def contours(draw: Any) -> tuple[cff.Stroke, ...]:
    out: list[cff.Stroke] = []
    for segments in draw(st.lists(st.lists(SEGMENTS, max_size=60), max_size=3)):
        out += [("m", (draw(POINTS),)), *segments, ("h", ())]
    return tuple(out)


def read(content: bytes) -> Any:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(content), None)
    return fonts[0]


def plain(strokes: Iterable[cff.Stroke]) -> list[cff.Stroke]:
    """The strokes without steps that lead nowhere; a contour closes with or without a line back to its start."""
    out: list[cff.Stroke] = []
    at = start = (0, 0)
    for verb, points in strokes:
        if verb == "h":
            if out and out[-1] == ("l", (start,)):
                out.pop()
        elif verb == "m" or any(point != at for point in points):
            out.append((verb, points))
            at = points[-1]
            start = at if verb == "m" else start
    return out


def drawn_by(glyph: Any) -> list[cff.Stroke]:
    pen = RecordingPen()
    glyph.draw(pen)
    return [(VERBS[verb], points) for verb, points in pen.value]


@given(st.lists(st.tuples(st.integers(0, 3000), contours()), min_size=1, max_size=4))
def test_every_glyph_is_read_back_as_it_was_drawn(drawn: list[tuple[int, tuple[cff.Stroke, ...]]]) -> None:
    font = read(cff.font("Test", [cff.Drawn(width, strokes) for width, strokes in drawn]))
    assert font.ROS == ("Adobe", "Identity", 0)
    for number, (width, strokes) in enumerate(drawn, 1):
        glyph = font.CharStrings[f"cid{number:05d}"]
        assert plain(drawn_by(glyph)) == plain(strokes)
        assert glyph.width == width


def test_a_font_is_small() -> None:
    """A box of lines takes two bytes or so a corner."""
    box: tuple[cff.Stroke, ...] = (
        ("m", ((0, 0),)), ("l", ((90, 0),)), ("l", ((90, 90),)), ("l", ((0, 90),)), ("l", ((0, 0),)), ("h", ()),
    )  # fmt: skip
    one, two = (len(cff.font("Test", [cff.Drawn(100, box)] * count)) for count in (1, 2))
    assert two - one <= 12

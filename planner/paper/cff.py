"""A font written from outlines: Adobe's compact format (CFF, Technical Notes 5176 and 5177), keyed by numbers.

Only what a PDF asks for: no names, no hints, no subroutines. Glyph 0 is empty; the others have the numbers 1, 2, …
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

Stroke = tuple[str, tuple[tuple[int, int], ...]]  # "m", "l", "c" with points, "h"
STACK = 48  # numbers that an operator may take
MOVE, LINE, CURVE, END = 21, 5, 8, 14
ACROSS_LINES, UP_LINES = 6, 7
ACROSS_CURVES, UP_CURVES = 31, 30


class Drawn(NamedTuple):
    """A glyph in thousandths of the em: its width, and its contours."""

    width: int
    strokes: tuple[Stroke, ...]


class _Segment(NamedTuple):
    """A move, a line or a curve by what it adds. Kinds that alternate are named by their direction at the start."""

    kind: str
    numbers: tuple[int, ...]


def font(name: str, glyphs: Sequence[Drawn]) -> bytes:
    """The bytes of a font with these glyphs, at least one."""
    count = len(glyphs) + 1
    charset = b"\x02" + _card(1) + _card(count - 2)
    choice = b"\x03" + _card(1) + _card(0) + b"\x00" + _card(count)
    drawings = _index([bytes([END]), *map(_program, glyphs)])
    start = b"\x01\x00\x04\x04" + _index([name.encode("ascii")])
    between = _index([b"Adobe", b"Identity"]) + _index([])
    top = len(_index([_top(0, 0, 0, 0)]))
    at_charset = len(start) + top + len(between)
    at_choice, at_drawings = at_charset + len(charset), at_charset + len(charset) + len(choice)
    at_fonts = at_drawings + len(drawings)
    at_private = at_fonts + len(_index([_private(0)]))
    head = _index([_top(at_charset, at_choice, at_drawings, at_fonts)])
    return start + head + between + charset + choice + drawings + _index([_private(at_private)])


def _top(charset: int, choice: int, drawings: int, fonts: int) -> bytes:
    """The font's own dictionary. Offsets take five bytes each, so that it is as long whatever they are."""
    ordering = _number(391) + _number(392) + _number(0) + b"\x0c\x1e"
    places = {b"\x0f": charset, b"\x11": drawings, b"\x0c\x24": fonts, b"\x0c\x25": choice}
    return ordering + b"".join(_long(offset) + name for name, offset in places.items())


def _private(offset: int) -> bytes:
    """The dictionary of the one font inside: its private part is empty."""
    return _number(0) + _long(offset) + b"\x12"


def _card(number: int) -> bytes:
    return number.to_bytes(2, "big")


def _long(number: int) -> bytes:
    return b"\x1d" + number.to_bytes(4, "big")


def _number(value: int) -> bytes:
    """A whole number, in one, two or three bytes; the same in dictionaries and in drawings."""
    if -107 <= value <= 107:
        return bytes([value + 139])
    if 108 <= abs(value) <= 1131:
        high, low = divmod(abs(value) - 108, 256)
        return bytes([(247 if value > 0 else 251) + high, low])
    return b"\x1c" + max(-32768, min(32767, value)).to_bytes(2, "big", signed=True)


def _index(items: Sequence[bytes]) -> bytes:
    """Items with a table of where each begins."""
    if not items:
        return _card(0)
    ends, end = [1], 1
    for item in items:
        end += len(item)
        ends.append(end)
    size = (end.bit_length() + 7) // 8
    return _card(len(items)) + bytes([size]) + b"".join(e.to_bytes(size, "big") for e in ends) + b"".join(items)


def _program(glyph: Drawn) -> bytes:
    """How a glyph is drawn, its width first."""
    out = _number(glyph.width)
    for kind, group in groupby(_segments(glyph.strokes), lambda segment: segment.kind[0]):
        out += _operators(kind, list(group))
    return out + bytes([END])


def _segments(strokes: Sequence[Stroke]) -> Iterator[_Segment]:
    """Each stroke by what it adds to where the pen is. A contour closes by itself."""
    x = y = 0
    begun = (0, 0)
    for number, (verb, points) in enumerate(strokes):
        if verb == "h" or (verb == "l" and _closes(strokes, number, begun)):
            continue
        begun = points[0] if verb == "m" else begun
        steps: list[int] = []
        for across, up in points:
            steps += (across - x, up - y)
            x, y = across, up
        if verb == "m" or any(steps):
            yield _segment(verb, tuple(steps))


def _closes(strokes: Sequence[Stroke], number: int, begun: tuple[int, int]) -> bool:
    """Whether a line only leads back to where its contour began."""
    after = strokes[number + 1][0] if number + 1 < len(strokes) else "h"
    return after == "h" and strokes[number][1][-1] == begun


def _segment(verb: str, steps: tuple[int, ...]) -> _Segment:
    if verb == "l" and not (steps[0] and steps[1]):
        return _Segment("along>" if steps[0] else "along^", (steps[0] or steps[1],))
    if verb == "c":
        return _curve(steps)
    return _Segment({"m": "move", "l": "line"}[verb], steps)


def _curve(steps: tuple[int, ...]) -> _Segment:
    """A curve that begins level and ends upright, or the other way, needs four numbers of six."""
    first, second, third = steps[:2], steps[2:4], steps[4:]
    if not first[1] and not third[0]:
        return _Segment("bend>", (first[0], *second, third[1]))
    if not first[0] and not third[1]:
        return _Segment("bend^", (first[1], *second, third[0]))
    return _Segment("curve", steps)


def _operators(kind: str, segments: list[_Segment]) -> bytes:
    """Neighbours of one kind under as few operators as the stack allows."""
    whole = {"m": MOVE, "l": LINE, "c": CURVE}.get(kind)
    if whole == MOVE:
        return b"".join(_operator(MOVE, [segment]) for segment in segments)
    most = STACK // len(segments[0].numbers) - 1
    out, taken = b"", segments[:1]
    for before, segment in pairwise(segments):
        alternates = whole is not None or segment.kind != before.kind
        if not alternates or len(taken) == most:
            out += _operator(_code(whole, taken[0]), taken)
            taken = []
        taken.append(segment)
    return out + _operator(_code(whole, taken[0]), taken)


def _code(whole: int | None, first: _Segment) -> int:
    names = {"along>": ACROSS_LINES, "along^": UP_LINES, "bend>": ACROSS_CURVES, "bend^": UP_CURVES}
    return whole if whole is not None else names[first.kind]


def _operator(code: int, segments: list[_Segment]) -> bytes:
    return b"".join(_number(number) for segment in segments for number in segment.numbers) + bytes([code])

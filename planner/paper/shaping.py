"""Words as they stand on one line: a font for each letter, shaped by HarfBuzz, both directions in their order.

Words that our own faces have, with neither marks nor letters that run to the left, need none of it: ReportLab draws
them letter by letter. Widths are in thousandths of the type size.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate, groupby
from typing import NamedTuple

from planner.paper.bidi import MIRRORED, levels, visual
from planner.paper.clusters import JOINER, NO_JOINER, clusters, is_mark, is_unseen, seen
from planner.paper.faces import advance, face_of, file_of
from planner.paper.outlines import Glyph, OutlineFont, can_draw
from planner.paper.shapes import Face
from planner.paper.system_fonts import LANGUAGES, region_of, script_of, system_font

HOLLOW = 620.0  # the width of the box for a letter that no font has
Font = Face | OutlineFont | None  # one of ours that ReportLab draws, one to draw as outlines, none


class Sign(NamedTuple):
    """What is drawn and copied as one: a letter with its marks, a ligature. Its glyphs are (number, x, y)."""

    words: str
    advance: float
    glyphs: tuple[tuple[int, float, float], ...] = ()


class Piece(NamedTuple):
    """Neighbours of one font. Its signs stand from left to right; one of our own faces has none, only words.

    `start` says where in the order of reading it begins, `leftward` that it runs from right to left.
    """

    font: Font
    words: str
    advance: float
    signs: tuple[Sign, ...] = ()
    start: int = 0
    leftward: bool = False


class Step(NamedTuple):
    """A place to cut: the words up to `end` are longer by `advance` than up to the step before."""

    end: int
    advance: float


class Line(NamedTuple):
    """Shaped words. The pieces stand from left to right, the steps in the order of reading."""

    pieces: tuple[Piece, ...]
    steps: tuple[Step, ...]
    advance: float


class _Run(NamedTuple):
    """Clusters of one font, one script and one level, in the order of reading."""

    start: int
    clusters: tuple[str, ...]
    font: Font
    level: int

    @property
    def words(self) -> str:
        return "".join(self.clusters)


class _Cluster(NamedTuple):
    start: int
    words: str
    font: Font
    level: int
    script: str


@lru_cache(maxsize=8192)
def _is_plain(letter: str, face: Face) -> bool:
    """Whether ReportLab can draw a letter by itself."""
    leftward = unicodedata.bidirectional(letter) in ("R", "AL", "AN")
    return not leftward and not is_mark(letter) and not is_unseen(letter) and face_of(letter, face) is not None


@lru_cache(maxsize=4096)
def line(words: str, face: Face = "regular") -> Line:
    """Words on one line. They are clean: see `text.clean`."""
    if all(_is_plain(letter, face) for letter in words):
        steps = tuple(Step(end, advance(letter, _own(letter, face))) for end, letter in enumerate(words, 1))
        return Line(tuple(_plain_pieces(words, face)), steps, sum(step.advance for step in steps))
    pieces, steps_found = [], []
    for run in visual(list(_runs(words, face)), lambda run: run.level):
        piece, steps_of_run = _piece(run, region_of(words))
        pieces.append(piece)
        steps_found += steps_of_run
    return Line(tuple(pieces), tuple(sorted(steps_found)), sum(piece.advance for piece in pieces))


def _own(letter: str, face: Face) -> Face:
    return face_of(letter, face) or face


def _plain_pieces(words: str, face: Face) -> list[Piece]:
    runs = ((mine, "".join(run)) for mine, run in groupby(words, lambda letter: _own(letter, face)))
    return [Piece(mine, run, sum(advance(letter, mine) for letter in run)) for mine, run in runs]


@cache
def outlines_of(face: Face) -> OutlineFont:
    """One of our faces, to be drawn as outlines."""
    return OutlineFont(str(file_of(face)))


@cache
def blank() -> Sign:
    """A blank that is a point to whom looks at its outline."""
    (point,) = outlines_of("regular").shape(".", False, "en")
    return Sign(" ", point.advance, ((point.number, 0.0, 0.0),))


def _font_of(cluster: str, face: Face, before: Font, region: str, level: int) -> Font:
    """The font for a cluster: ours if it can be.

    A blank keeps to the font before it, and so do the signs between letters that run to the left: they are shaped as
    one.
    """
    letters = seen(cluster)
    keeps = letters == " " or (level % 2 and unicodedata.category(letters[0])[0] == "P")
    if keeps and isinstance(before, OutlineFont) and all(map(before.has, letters)):
        return before
    faces = {face_of(letter, face) for letter in letters}
    if len(faces) == 1 and None not in faces:
        return faces.pop()
    return system_font(letters, region) or face_of(letters[0], face) or system_font(letters[0], region)


def _clusters(words: str, face: Face) -> Iterator[_Cluster]:
    """Each cluster with its font. One without a look (a mark of direction) is left out."""
    region, level_of = region_of(words), levels(words)
    start, font, script = 0, None, ""
    for cluster in clusters(words):
        if seen(cluster):
            level = level_of[start]
            font = _drawing(_font_of(cluster, face, font, region, level), cluster, level)
            script = script_of(cluster[0]) or script
            yield _Cluster(start, cluster, font, level, script)
        start += len(cluster)


def _drawing(font: Font, cluster: str, level: int) -> Font:
    """One of our faces as outlines, where ReportLab would misplace a mark or not turn a bracket round."""
    if isinstance(font, str) and (len(cluster) > 1 or level % 2) and can_draw():
        return outlines_of(font)
    return font


def _runs(words: str, face: Face) -> Iterator[_Run]:
    for _, group in groupby(_clusters(words, face), lambda one: one[2:]):
        run = list(group)
        yield _Run(run[0].start, tuple(one.words for one in run), run[0].font, run[0].level)


def _piece(run: _Run, region: str) -> tuple[Piece, list[Step]]:
    """A run as it is drawn, and where it may be cut."""
    if isinstance(run.font, OutlineFont):
        signs = _shaped(run, run.font, region)
    else:
        signs = [Sign(words, _width_of(words, run.font)) for words in run.clusters]
    in_order = signs[::-1] if run.level % 2 else signs
    ends = accumulate((len(sign.words) for sign in in_order), initial=run.start)
    steps = [Step(end, sign.advance) for end, sign in zip(list(ends)[1:], in_order, strict=True)]
    shown = () if isinstance(run.font, str) else tuple(signs)
    width = sum(sign.advance for sign in signs)
    return Piece(run.font, run.words, width, shown, run.start, run.level % 2 == 1), steps


def _width_of(cluster: str, font: Face | None) -> float:
    return HOLLOW if font is None else sum(advance(letter, font) for letter in cluster)


def _shaped(run: _Run, font: OutlineFont, region: str) -> list[Sign]:
    """The signs of a run from left to right. A mark that the font has not is left out: its letter stands there."""
    kept = [(letter, number) for number, cluster in enumerate(run.clusters) for letter in _drawn(cluster, font)]
    glyphs = font.shape("".join(letter for letter, _ in kept), run.level % 2 == 1, LANGUAGES.get(region, "en"))
    groups = [(number, list(group)) for number, group in groupby(glyphs, lambda glyph: kept[glyph.start][1])]
    begins = sorted({0, *(number for number, _ in groups)})
    ends = dict(zip(begins, [*begins[1:], len(run.clusters)], strict=True))
    told = ["".join(run.clusters[number : ends[number]]) for number, _ in groups]
    return [_sign(_as_seen(words, run.level), group) for words, (_, group) in zip(told, groups, strict=True)]


def _as_seen(words: str, level: int) -> str:
    """What a sign is copied as: readers of PDF turn what runs to the left round, letter by letter, brackets too.

    Only the marks on one letter keep their order.
    """
    if level % 2 == 0:
        return words
    seen_letters: list[str] = []
    for letter in words.translate(MIRRORED):
        if seen_letters and unicodedata.bidirectional(letter) == "NSM":
            seen_letters[-1] = seen_letters[-1][:-1] + letter + seen_letters[-1][-1]
        else:
            seen_letters.append(letter)
    return "".join(reversed(seen_letters))


def _drawn(cluster: str, font: OutlineFont) -> str:
    """The letters of a cluster that go to HarfBuzz."""
    wanted = {*seen(cluster), JOINER, NO_JOINER}
    return "".join(letter for letter in cluster if letter in wanted and font.has(letter))


def _sign(words: str, glyphs: list[Glyph]) -> Sign:
    pen, placed = 0.0, []
    for glyph in glyphs:
        placed.append((glyph.number, pen + glyph.x, glyph.y))
        pen += glyph.advance
    return Sign(words, pen, tuple(placed))


def lacking(words: str, face: Face) -> bool:
    """Whether words have letters or marks that no font draws."""
    return any(
        font is None or any(not _has(font, letter, face) for letter in seen(cluster))
        for _, cluster, font, _, _ in _clusters(words, face)
    )


def _has(font: Face | OutlineFont, letter: str, face: Face) -> bool:
    return font.has(letter) if isinstance(font, OutlineFont) else face_of(letter, face) is not None

"""Words set in lines that are painted: fonts of any size, wrapped, centred, ended in an ellipsis where room ends."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QRawFont, QTextCharFormat, QTextLayout, QTextOption

from planner.ui.theme import font

Letters = Literal["garamond", "inter", "strong"]
LEADING = 1.5  # line heights of Inter; EB Garamond brings its own
ISOLATE, END = "\u2068", "\u2069"  # around words of the person's, so that their script turns no others round


@lru_cache(maxsize=64)
def sized(letters: Letters, pixels: int) -> QFont:
    """A font of the house in a size of its own; the figures of EB Garamond lining and of one width."""
    made = QFont(font("date") if letters == "garamond" else font("body", strong=letters == "strong"))
    made.setPixelSize(pixels)
    if letters == "garamond":
        for feature in ("lnum", "tnum"):
            made.setFeature(QFont.Tag(feature), 1)
    return made


def one_line(text: str) -> str:
    return " ".join(text.split())


def elided(text: str, kind: QFont, width: float) -> str:
    return QFontMetricsF(kind).elidedText(one_line(text), Qt.TextElideMode.ElideRight, width)


def wide(text: str, kind: QFont) -> float:
    """How wide the text is in one line, in px."""
    return QFontMetricsF(kind).horizontalAdvance(one_line(text))


def apart(text: str) -> str:
    """The titles in quotes each isolated, so that one in a script from right to left turns no other words round. One
    that has lost its closing quote to an ellipsis goes to the end.
    """
    return _TITLE.sub(rf"'{ISOLATE}\1{END}\2", text) if _runs_left(text) else text


def own_way(text: str) -> str:
    """A text that reads in its own direction on a line that runs from left to right, its ellipsis where it ends."""
    return f"{ISOLATE}{apart(text)}{END}" if _runs_left(text) else text


_TITLE = re.compile(r"(?<!\w)'(.+?)('(?!\w)|$)")


def _runs_left(text: str) -> bool:
    """Whether any of it is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)


class Sentence(NamedTuple):
    """Words in one font, of which those named by the person may lean."""

    before: str
    leaning: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        return f"{self.before}{ISOLATE}{self.leaning}{END}{self.after}" if self.leaning else self.before

    def formats(self, kind: QFont) -> list[QTextLayout.FormatRange]:
        """What leans: only words that the font itself can write, since the system's others are upright."""
        face = QRawFont.fromFont(kind)  # the metrics would ask the system's fonts too
        if not self.leaning or not all(face.supportsCharacter(ord(sign)) for sign in self.leaning):
            return []
        made, leans = QTextLayout.FormatRange(), QTextCharFormat()
        leans.setFontItalic(True)
        made.start, made.length = _units(self.before) + 1, _units(self.leaning)
        made.format = leans
        return [made]


def _units(text: str) -> int:
    """How long Qt thinks the text is: in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _up_to(text: str, units: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace")


class Block:
    """A sentence in at most `most` centred lines of a width. `height` and `pitch` (of one line) in px."""

    def __init__(self, sentence: Sentence | str, kind: QFont, width: float, most: int = 4) -> None:
        said = Sentence(apart(sentence)) if isinstance(sentence, str) else sentence
        metrics = QFontMetricsF(kind)
        self.pitch = round(max(metrics.height(), kind.pixelSize() * (LEADING if _is_inter(kind) else 1.28)))
        self._layout = _laid(said.text, said.formats(kind), kind, width, self.pitch)
        if self._layout.lineCount() > most:
            start = self._layout.lineAt(most - 1).textStart()
            kept = _up_to(said.text, start)
            rest = metrics.elidedText(said.text[len(kept) :], Qt.TextElideMode.ElideRight, width)
            self._layout = _laid(kept + rest, said.formats(kind), kind, width, self.pitch)
        self.height = self._layout.lineCount() * self.pitch

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        """In the painter's pen, from the left edge of the lines' width."""
        self._layout.draw(painter, QPointF(left, top))


def _is_inter(kind: QFont) -> bool:
    return "Garamond" not in kind.families()[0]


def _laid(text: str, formats: list[QTextLayout.FormatRange], kind: QFont, width: float, pitch: float) -> QTextLayout:
    layout = QTextLayout(text, kind)
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # else it is the program's
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(formats)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top + (pitch - line.height()) / 2))
        top += pitch
    layout.endLayout()
    return layout

"""Signs drawn as outlines in a PDF, each once a document, with their text kept for copying.

The outlines of one font become one small font of the document (`cff`), in which a sign, that is a letter with all its
marks or a ligature, is one glyph; a table beside it says which letters each glyph stands for.
"""

from __future__ import annotations

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from planner.paper import cff
from planner.paper.outlines import EM, OutlineFont
from planner.paper.shaping import Sign

HIGHEST, LOWEST = 1350, -700  # what a sign may reach; one that goes on beyond it would spoil a square to tick
TABLE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /{name} def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class EmbeddedFont:
    """The signs of one font in one document. ReportLab asks it for its objects when the document is saved."""

    def __init__(self, name: str, source: OutlineFont) -> None:
        self.name = name
        self.source = source
        self.codes: dict[tuple[str, object], int] = {}
        self.signs: list[Sign] = []

    def shown(self, signs: tuple[Sign, ...]) -> str:
        """Signs as a PDF text array: a number before a code corrects the width of the one before it."""
        out, off = [], 0.0
        for sign in signs:
            code = self._code(sign)
            back = round(off)
            out.append(f"{back}<{code:04X}>" if back else f"<{code:04X}>")
            off += self._width(code) - sign.advance - back
        return "".join(out).replace("><", "")

    def _code(self, sign: Sign) -> int:
        """The code of a sign, from 1 on; a new one if it was not drawn before."""
        key = (sign.words, sign.glyphs)
        if key not in self.codes:
            self.signs.append(sign)
            self.codes[key] = len(self.signs)
        return self.codes[key]

    @property
    def _base(self) -> str:
        """The name that the font itself bears: six letters and a plus say that it is a part of another."""
        return f"PLANNR+{self.name}"

    def _width(self, code: int) -> int:
        return round(self.signs[code - 1].advance)

    def addObjects(self, document: PDFDocument) -> None:  # noqa: N802 - ReportLab's name
        base = PDFName(self._base)
        font = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": base,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.Reference(self._descendant(document, base), f"{self.name}-cid")]),
            "ToUnicode": self._stream(document, "text", self._table().encode("ascii"), {}),
        }
        fonts = document.idToObject["BasicFonts"].dict
        fonts[self.name] = document.Reference(PDFDictionary(font), self.name)

    def _descendant(self, document: PDFDocument, base: PDFName) -> PDFDictionary:
        ordering = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
        widths = [self._width(code) for code in range(1, len(self.signs) + 1)]
        return PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType0"),
                "BaseFont": base,
                "CIDSystemInfo": PDFDictionary(ordering),
                "FontDescriptor": document.Reference(self._descriptor(document, base), f"{self.name}-about"),
                "W": PDFArray([1, PDFArray(widths)]),
            }
        )

    def _descriptor(self, document: PDFDocument, base: PDFName) -> PDFDictionary:
        content = cff.font(self._base, [_drawn(sign, self.source) for sign in self.signs])
        return PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": base,
                "Flags": 4,
                "FontBBox": PDFArray([-EM, LOWEST, 3 * EM, HIGHEST]),
                "ItalicAngle": 0,
                "Ascent": 900,
                "Descent": -250,
                "CapHeight": 700,
                "StemV": 80,
                "FontFile3": self._stream(document, "file", content, {"Subtype": PDFName("CIDFontType0C")}),
            }
        )

    def _table(self) -> str:
        """Code to letters, at most 100 a block."""
        rows = [f"<{code:04X}> <{sign.words.encode('utf-16-be').hex()}>" for code, sign in enumerate(self.signs, 1)]
        blocks = (rows[start : start + 100] for start in range(0, len(rows), 100))
        told = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return TABLE.format(name=self.name, blocks=told)

    def _stream(self, document: PDFDocument, name: str, content: bytes, about: dict[str, object]) -> object:
        stream = PDFStream(PDFDictionary(about), content, [PDFZCompress])
        return document.Reference(stream, f"{self.name}-{name}")


class EmbeddedFonts:
    """The outline fonts of one document, each begun when its first sign is drawn."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._fonts: dict[tuple[str, int], EmbeddedFont] = {}

    def of(self, source: OutlineFont) -> EmbeddedFont:
        if source.key not in self._fonts:
            font = EmbeddedFont(f"O{len(self._fonts) + 1}", source)
            self._fonts[source.key] = font
            self._document.delayedFonts.append(font)
        return self._fonts[source.key]


def _drawn(sign: Sign, source: OutlineFont) -> cff.Drawn:
    """A sign on the grid of the font of the document."""
    strokes = [
        (verb, tuple(_on_grid(left + x, up + y) for left, up in points))
        for glyph, x, y in sign.glyphs
        for verb, points in source.outline(glyph)
    ]
    return cff.Drawn(round(sign.advance), tuple(strokes))


def _on_grid(x: float, y: float) -> tuple[int, int]:
    """A point of the grid. What reaches too high or too low ends there, flat."""
    return round(x), round(min(HIGHEST, max(LOWEST, y)))

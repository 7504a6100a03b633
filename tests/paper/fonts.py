"""Small fonts made for a test, and a system that has no others."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from unittest.mock import patch

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.S_V_G_ import SVGDocument
from fontTools.ttLib.tables.sbixGlyph import Glyph
from fontTools.ttLib.tables.sbixStrike import Strike
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.ttLib.ttCollection import TTCollection
from PIL import Image

from planner.paper import shaping, system_fonts, text

Kind = Literal["ttf", "otf"]
LETTERS = {"alef": "א", "bet": "ב", "gimel": "ג", "point": "\u05b0", "sun": "日", "party": "🎉"}
FEATURES = """
languagesystem DFLT dflt;
languagesystem hebr dflt;
markClass point <anchor 0 0> @BELOW;
feature ccmp { sub alef bet by alefbet; } ccmp;
feature mark { pos base gimel <anchor 300 -100> mark @BELOW; } mark;
table GDEF { GlyphClassDef [alef bet gimel alefbet sun party], , [point], ; } GDEF;
"""


def forget() -> None:
    """Let what was found out about fonts be found out anew."""
    for module in (system_fonts, shaping, text):
        for name in vars(module):
            clear = getattr(getattr(module, name), "cache_clear", None)
            if clear and getattr(module, name).__module__.startswith("planner.paper."):
                clear()


@contextmanager
def only_fonts_in(*folders: Path) -> Iterator[None]:
    """A system whose font folders are these."""
    with patch.object(system_fonts, "folders", lambda: list(folders)):
        forget()
        yield
    forget()


def small_font(kind: Kind = "ttf", family: str = "Small", height: int = 700, letters: str = "אבגְ日🎉") -> TTFont:
    """A font in which each letter is a box 400 wide and so high; alef and bet make one of 900."""
    names = {ord(letter): name for name, letter in LETTERS.items() if letter in letters}
    order = [".notdef", "space", *LETTERS, "alefbet"]
    build = FontBuilder(1000, isTTF=kind == "ttf")
    build.setupGlyphOrder(order)
    build.setupCharacterMap({32: "space", **names})
    wide = dict.fromkeys(order, 600) | {"alefbet": 900, "point": 0, "space": 250}
    _draw(build, kind, wide, height)
    build.setupHorizontalMetrics({name: (advance, -100 if name == "point" else 100) for name, advance in wide.items()})
    build.setupHorizontalHeader(ascent=900, descent=-200)
    build.setupNameTable({"familyName": family, "styleName": "Regular"})
    build.setupOS2()
    build.setupPost()
    build.addOpenTypeFeatures(FEATURES)
    return build.font


def _draw(build: FontBuilder, kind: Kind, wide: dict[str, int], height: int) -> None:
    glyphs = {name: _box(kind, name, advance, height) for name, advance in wide.items()}
    if kind == "ttf":
        build.setupGlyf(glyphs)
    else:
        build.setupCFF("Small", {"FullName": "Small"}, glyphs, {})


def _box(kind: Kind, name: str, advance: int, height: int) -> object:
    """A box with a curved top; nothing for a blank or for a height of 0."""
    pen = TTGlyphPen(None) if kind == "ttf" else T2CharStringPen(advance, None)
    left, low, right, high = (-100, -300, 100, -150) if name == "point" else (100, 0, advance - 100, height)
    if height and name not in (".notdef", "space"):
        pen.moveTo((left, low))
        pen.lineTo((left, high))
        if kind == "ttf":
            pen.qCurveTo(((left + right) / 2, high + 20), (right, high))
        else:
            pen.curveTo((left, high + 20), (right, high + 20), (right, high))
        pen.lineTo((right, low))
        pen.closePath()
    return pen.glyph() if kind == "ttf" else pen.getCharString()


def saved(font: TTFont, folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    font.save(folder / name)
    return folder


def collection(fonts: list[TTFont], folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    several = TTCollection()
    several.fonts = fonts
    several.save(str(folder / name))
    return folder


def of_drawings(folder: Path) -> Path:
    """A font that has letters only as drawings in colours."""
    font = small_font(height=0)
    font["SVG "] = newTable("SVG ")
    number = font.getGlyphID("party")
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><g id="glyph{number}"><rect width="9" height="9"/></g></svg>'
    font["SVG "].docList = [SVGDocument(drawing, number, number, False)]
    return saved(font, folder, "drawings.ttf")


def of_pictures(folder: Path) -> Path:
    """A font that has letters as pictures of pixels, and outlines that mean nothing."""
    font = small_font()
    font["sbix"] = newTable("sbix")
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "orange").save(picture, "PNG")
    strike = Strike(ppem=8, resolution=72)
    strike.glyphs = {"party": Glyph(glyphName="party", graphicType="png ", imageData=picture.getvalue())}
    font["sbix"].strikes = {8: strike}
    return saved(font, folder, "pictures.ttf")


def varying() -> TTFont:
    """A font that goes from thin (weight 100, as it is) to black (900), where gimel is 160 wider to the left."""
    font = small_font()
    build = FontBuilder(font=font)
    build.setupFvar([("wght", 100, 100, 900, "Weight")], [])
    left, stay = (-160, 0), (0, 0)
    corners, sides_of_the_advance = [left, left, stay, stay, stay], [stay] * 4
    wider = TupleVariation({"wght": (0, 1, 1)}, corners + sides_of_the_advance)
    build.setupGvar({name: [wider] if name == "gimel" else [] for name in font.getGlyphOrder()})
    return font

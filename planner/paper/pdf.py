"""Sheets drawn as PDF by ReportLab: the same sheets give the same bytes."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import cast

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import LinkAnnotation, PDFDictionary
from reportlab.pdfgen.canvas import Canvas

from planner.paper.copying import parts
from planner.paper.embedding import EmbeddedFonts
from planner.paper.faces import font
from planner.paper.imposition import Placed, Side, alone
from planner.paper.outlines import EM, OutlineFont
from planner.paper.shapes import DOT, RULE, Dots, Face, Link, Outline, Pattern, Rule, Shape, Sheet, Text, Tint
from planner.paper.shaping import HOLLOW, Piece, Sign, blank, line, outlines_of

MM = 72 / 25.4
DASH = (1.6, 1.4)  # points
CURVE = 0.5523  # where the handles of a quarter of a circle lie, of its radius
RGB = tuple[float, float, float]
Step = Callable[[], object]
TINTS: dict[Tint, RGB] = {
    "priority": (0.72, 0.26, 0.18),
    "work": (0.25, 0.40, 0.54),
    "recharge": (0.33, 0.48, 0.31),
}

rl_config.useA85 = 0  # fonts and pages as plain bytes: a fifth smaller, and sooner made
_drawing = threading.Lock()  # a ReportLab font serves one document at a time


def pdf(sheets: Sequence[Sheet], title: str) -> bytes:
    """One PDF of all sheets in their order, with bookmarks and links."""
    return imposed([alone(sheet) for sheet in sheets], sheets, title)


def still() -> None:
    """A step that nobody counts."""


def imposed(sides: Sequence[Side], sheets: Sequence[Sheet], title: str, step: Step = still) -> bytes:
    """One PDF of sides of paper. Links whose sheet is not among them are left out.

    `sheets` are those on the sides in the order in which they are read: that of the bookmarks. `step` is called after
    each side; what it raises ends the work.
    """
    with _drawing:
        return _Pen(sides, title).document(sheets, step)


def _ink(shape: Text | Rule | Outline) -> float | RGB:
    """The grey or the colour that a shape is drawn in."""
    return TINTS[shape.tint] if shape.tint else shape.grey


def _line_style(shape: Shape) -> tuple[float, float | RGB] | None:
    """Width and ink of a rule: neighbours that share them are drawn at one go."""
    return (shape.width, _ink(shape)) if isinstance(shape, Rule) else None


def _short(points: float) -> float:
    """A coordinate without digits that no printer sees: 0.01 point is three micrometres."""
    return round(points, 2)


def _number(points: float) -> str:
    """The same as it is written; ReportLab's own way takes twenty times as long."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def _numbers(*millimetres: float) -> str:
    return " ".join(_number(each * MM) for each in millimetres)


def _color(ink: RGB) -> str:
    return " ".join(map(_number, ink))


@lru_cache(maxsize=1024)
def _rounded(w: float, h: float, radius: float) -> str:
    """A path round a rectangle at the origin, its corners quarters of circles as near as four curves come."""
    bend, right, high = radius * (1 - CURVE), w - radius, h - radius
    return (
        f"{_numbers(radius, 0)} m {_numbers(right, 0)} l {_numbers(w - bend, 0, w, bend, w, radius)} c "
        f"{_numbers(w, high)} l {_numbers(w, h - bend, w - bend, h, right, h)} c "
        f"{_numbers(radius, h)} l {_numbers(bend, h, 0, h - bend, 0, high)} c "
        f"{_numbers(0, radius)} l {_numbers(0, bend, bend, 0, radius, 0)} c h"
    )


@lru_cache(maxsize=256)
def _modules(rows: tuple[str, ...]) -> str:
    """Runs of dark modules as one path in whole numbers, so that no hairline shows between two of them."""
    found = []
    for number, row in enumerate(rows, 1):
        start = 0
        for run in row.replace("01", "0 1").replace("10", "1 0").split():
            if run[0] == "1":
                found.append(f"{start} {-number} {len(run)} 1 re")
            start += len(run)
    return " ".join(found)


# How a byte stands in a string of a PDF.
_BYTES = {
    byte: f"\\{chr(byte)}" if chr(byte) in "()\\" else chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}"
    for byte in range(256)
}


class _Pen:
    """One document while it is drawn. Keeps the state of the line, so that it is written only when it changes."""

    def __init__(self, sides: Sequence[Side], title: str) -> None:
        self.sides = sides
        self.names = {placed.sheet.name for side in sides for placed in side.placed}
        self.out = io.BytesIO()
        first = sides[0]
        size = (first.width * MM, first.height * MM)
        font("regular")  # registers the name that the canvas starts with
        self.canvas = Canvas(
            self.out, pagesize=size, invariant=1, pageCompression=1, lang="en", pdfVersion=(1, 5),
            initialFontName="planner-regular",
        )  # fmt: skip
        self.ends = 0  # of lines of both directions
        self.outlines = EmbeddedFonts(self.canvas._doc)
        self.canvas.setTitle(title)
        self.canvas.setCreator("Timebox Planner")
        self.canvas.setAuthor("")
        self.canvas.setSubject("")
        self.height = 0.0
        self._forget()

    def _forget(self) -> None:
        """Nothing is known of the state of the line."""
        self.line: tuple[float, float | RGB] = (-1.0, -1.0)
        self.fill: float | RGB = -1.0

    def document(self, sheets: Sequence[Sheet], step: Step) -> bytes:
        for side in self.sides:
            self._side(side)
            step()
        self._bookmarks(sheets)
        self.canvas.save()
        return self.out.getvalue()

    def _bookmarks(self, sheets: Sequence[Sheet]) -> None:
        """A further sheet of a day stands under its first."""
        first = " "
        for sheet in sheets:
            follows = sheet.number > 1 and sheet.name.startswith(first)
            self.canvas.addOutlineEntry(sheet.title, sheet.name, 1 if follows else 0)
            if not follows:
                first = sheet.name

    def _side(self, side: Side) -> None:
        self.canvas.setPageSize((side.width * MM, side.height * MM))
        self._forget()
        for placed in side.placed:
            self._placed(placed, side)
        if side.marks:
            self.height = side.height * MM
            self._shapes(side.marks)
        self.canvas.showPage()

    def _placed(self, placed: Placed, side: Side) -> None:
        """One sheet where it lies on the paper; one that is the paper itself needs no turning."""
        sheet, canvas = placed.sheet, self.canvas
        fills = (sheet.width, sheet.height) == (side.width, side.height)
        canvas.bookmarkPage(sheet.name)
        self.height = sheet.height * MM
        if fills and not placed.turn:
            self._shapes(sheet.shapes)
            return
        canvas.saveState()
        left, foot = placed.x * MM, (side.height - placed.y - sheet.height) * MM
        if placed.turn:
            canvas.transform(-1, 0, 0, -1, left + sheet.width * MM, foot + self.height)
        else:
            canvas.translate(left, foot)
        self._shapes(sheet.shapes)
        canvas.restoreState()
        self._forget()

    def _shapes(self, shapes: Sequence[Shape]) -> None:
        for style, run in groupby(shapes, _line_style):
            if style is not None:
                self._rules(style, cast("Iterator[Rule]", run))
                continue
            for shape in run:
                self._shape(shape)

    def _shape(self, shape: Shape) -> None:
        match shape:
            case Text():
                self._text(shape)
            case Outline():
                self._outline(shape)
            case Pattern():
                self._pattern(shape)
            case Dots():
                self._dots(shape)
            case Link():
                self._link(shape)

    def _set_line(self, width: float, ink: float | RGB) -> None:
        if self.line[0] != width:
            self.canvas._code.append(f"{_number(width)} w")
        if self.line[1] != ink:
            self.canvas._code.append(f"{_color(ink)} RG" if isinstance(ink, tuple) else f"{_number(ink)} G")
        self.line = (width, ink)

    def _set_fill(self, ink: float | RGB) -> None:
        if self.fill != ink:
            self.canvas._code.append(f"{_color(ink)} rg" if isinstance(ink, tuple) else f"{_number(ink)} g")
            self.fill = ink

    def _text(self, shape: Text) -> None:
        self._set_fill(_ink(shape))
        x, placed = shape.x * MM, []
        for piece in line(shape.words, shape.face).pieces:
            placed.append((x, piece))
            x += piece.advance * shape.size / EM + shape.tracking * len(piece.words)
        leftward = any(piece.leftward and piece.font is not None for _, piece in placed)
        for part in parts(placed, lambda one: one[1]) if leftward else [placed]:
            if leftward:
                self._end_line()
            for x, piece in part:
                self._piece(x, self.height - shape.y * MM, piece, shape)
        if leftward:
            self._end_line()

    def _end_line(self) -> None:
        """A blank far from the line, which no eye sees: what comes next is copied as a line of its own.

        PDFium passes over a blank that is nothing, and over one where there was one before.
        """
        self.ends += 1
        mine, x, y = self.outlines.of(outlines_of("regular")), 20, 20 + 10 * (self.ends % 20)
        self.canvas._code.append(f"BT 3 Tr 1 0 0 1 {x} {y} Tm /{mine.name} 6 Tf [{mine.shown((blank(),))}] TJ 0 Tr ET")

    def _piece(self, x: float, y: float, piece: Piece, shape: Text) -> None:
        if piece.font is None:
            self._hollows(x, y, piece, shape)
        elif isinstance(piece.font, OutlineFont):
            self._signs(x, y, piece.signs, piece.font, shape.size)
        else:
            self._words(x, y, piece.words, piece.font, shape)

    def _words(self, x: float, y: float, words: str, face: Face, shape: Text) -> None:
        """As ReportLab's text objects write it, without what they say at every line."""
        mine, document = font(face), self.canvas._doc
        shown = "".join(
            f"{mine.getSubsetInternalName(subset, document)} {_number(shape.size)} Tf "
            f"({codes.decode('latin-1').translate(_BYTES)}) Tj "
            for subset, codes in mine.splitString(words, document)
        )
        if shape.tracking:
            shown = f"{_number(shape.tracking)} Tc {shown}0 Tc "
        self.canvas._code.append(f"BT 1 0 0 1 {_number(x)} {_number(y)} Tm {shown}ET")

    def _signs(self, x: float, y: float, signs: tuple[Sign, ...], source: OutlineFont, size: float) -> None:
        mine = self.outlines.of(source)
        place = f"{_short(x)} {_short(y)}"
        self.canvas._code.append(f"BT 1 0 0 1 {place} Tm /{mine.name} {size:g} Tf [{mine.shown(signs)}] TJ ET")

    def _hollows(self, x: float, y: float, piece: Piece, shape: Text) -> None:
        """The signs for letters that no font has."""
        self._set_line(0.4, shape.grey)
        size, width = shape.size, HOLLOW * shape.size / EM
        for number in range(len(piece.signs)):
            self.canvas.rect(x + number * width + 0.08 * size, y, width - 0.16 * size, 0.72 * size)

    def _rules(self, style: tuple[float, float | RGB], rules: Iterator[Rule]) -> None:
        """Lines of one style as one path."""
        self._set_line(*style)
        up = self.height / MM
        lines = (f"{_numbers(r.x1, up - r.y1)} m {_numbers(r.x2, up - r.y2)} l" for r in rules)
        self.canvas._code.append(f"{' '.join(lines)} S")

    def _outline(self, shape: Outline) -> None:
        self._set_line(shape.width, _ink(shape))
        canvas = self.canvas
        if shape.dashed:
            canvas.setDash(list(DASH))
        up = self.height / MM - shape.y - shape.h
        if shape.radius:
            path = _rounded(shape.w, shape.h, shape.radius)
            canvas._code.append(f"q 1 0 0 1 {_numbers(shape.x, up)} cm {path} S Q")
        else:
            canvas._code.append(f"{_numbers(shape.x, up, shape.w, shape.h)} re S")
        if shape.dashed:
            canvas.setDash()

    def _pattern(self, shape: Pattern) -> None:
        self._set_fill(0.0)
        module = f"{shape.size * MM / len(shape.rows):.4f}"
        place = _numbers(shape.x, self.height / MM - shape.y)
        self.canvas._code.append(f"q {module} 0 0 {module} {place} cm {_modules(shape.rows)} f Q")

    def _dots(self, shape: Dots) -> None:
        """A ground to write on, drawn once a document and then only named."""
        name = f"{shape.ground}-{shape.columns}-{shape.rows}-{_number(shape.overhang)}"
        canvas = self.canvas
        if not canvas.hasForm(name):
            self._ground_form(name, shape)
        canvas.saveState()
        canvas.translate(_short(shape.x * MM), _short(self.height - shape.y * MM))
        canvas.doForm(name)
        canvas.restoreState()

    def _ground_form(self, name: str, shape: Dots) -> None:
        """A row of dots is one dashed line whose dashes have no length and round ends."""
        canvas, pitch = self.canvas, shape.pitch * MM
        across, down = (shape.columns - 1) * pitch, (shape.rows - 1) * pitch
        beyond = shape.overhang * MM
        canvas.beginForm(name, -beyond - 1, -down - 1, across + beyond + 2, 1)
        rows = [(-beyond, -row * pitch, across + beyond, -row * pitch) for row in range(shape.rows)]
        if shape.ground == "dots":
            canvas.setStrokeGray(DOT)
            canvas.setLineWidth(shape.size * MM)
            canvas.setLineCap(1)
            canvas.setDash([0, pitch])
            canvas.lines([(x1, y1, x2 + 1, y2) for x1, y1, x2, y2 in rows])
        else:
            canvas.setStrokeGray(DOT if shape.ground == "grid" else RULE)
            canvas.setLineWidth(shape.width)
            columns = [(column * pitch, 0, column * pitch, -down) for column in range(shape.columns)]
            canvas.lines(rows + (columns if shape.ground == "grid" else []))
        canvas.endForm()

    def _link(self, shape: Link) -> None:
        if shape.target not in self.names:
            return
        x, y = shape.x * MM, self.height - (shape.y + shape.h) * MM
        corners = self.canvas._absRect((x, y, x + shape.w * MM, y + shape.h * MM), 1)
        target = self.canvas._bookmarkReference(shape.target)
        self.canvas._addAnnotation(_Way(list(map(_short, corners)), target))


class _Way(LinkAnnotation):  # type: ignore[misc]
    """A link without what says nothing: a year of sheets has thousands of them."""

    def __init__(self, place: list[float], target: object) -> None:
        super().__init__(place, "", target, Border="[0 0 0]")

    def Dict(self) -> PDFDictionary:  # noqa: N802
        found = {"Subtype": "/Link", "Border": self.Border, "Rect": self.Rect, "Dest": self.Destination}
        return PDFDictionary(found)

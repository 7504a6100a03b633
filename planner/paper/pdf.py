"""Sheets drawn as PDF by ReportLab: the same sheets give the same bytes."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import cast

from reportlab import rl_config
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas

from planner.paper import text
from planner.paper.shapes import DOT, Dots, Face, Link, Outline, Pattern, Rule, Shape, Sheet, Text

MM = 72 / 25.4
DOT_SIZE = 0.3  # millimetres
PITCH = 5.0
DASH = (1.6, 1.4)  # points

rl_config.useA85 = 0  # fonts and pages as plain bytes: a fifth smaller, and sooner made
_drawing = threading.Lock()  # a ReportLab font serves one document at a time


def pdf(sheets: Sequence[Sheet], title: str) -> bytes:
    """One PDF of all sheets in their order, with bookmarks and links."""
    with _drawing:
        return _Pen(sheets, title).document()


def _line_style(shape: Shape) -> tuple[float, float] | None:
    """Width and grey of a rule: neighbours that share them are drawn at one go."""
    return (shape.width, shape.grey) if isinstance(shape, Rule) else None


def _short(points: float) -> float:
    """A coordinate without digits that no printer sees: 0.001 point is a third of a micrometre."""
    return round(points, 3)


class _Pen:
    """One document while it is drawn. Keeps the state of the line, so that it is written only when it changes."""

    def __init__(self, sheets: Sequence[Sheet], title: str) -> None:
        self.sheets = sheets
        self.out = io.BytesIO()
        first = sheets[0]
        size = (first.width * MM, first.height * MM)
        text.font("regular")  # registers the name that the canvas starts with
        self.canvas = Canvas(
            self.out, pagesize=size, invariant=1, pageCompression=1, lang="en", pdfVersion=(1, 5),
            initialFontName="planner-regular",
        )  # fmt: skip
        self.canvas.setTitle(title)
        self.canvas.setCreator("Timebox Planner")
        self.canvas.setAuthor("")
        self.canvas.setSubject("")
        self.height = 0.0
        self.line: tuple[float, float] = (-1.0, -1.0)
        self.fill = -1.0

    def document(self) -> bytes:
        for sheet in self.sheets:
            self._sheet(sheet)
        self.canvas.save()
        return self.out.getvalue()

    def _sheet(self, sheet: Sheet) -> None:
        canvas = self.canvas
        canvas.setPageSize((sheet.width * MM, sheet.height * MM))
        canvas.bookmarkPage(sheet.name)
        canvas.addOutlineEntry(sheet.title, sheet.name, 0 if sheet.number == 1 else 1)
        self.height = sheet.height * MM
        self.line, self.fill = (-1.0, -1.0), -1.0
        for style, shapes in groupby(sheet.shapes, _line_style):
            if style is not None:
                self._rules(style, cast("Iterator[Rule]", shapes))
                continue
            for shape in shapes:
                self._shape(shape)
        canvas.showPage()

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

    def _set_line(self, width: float, grey: float) -> None:
        if self.line[0] != width:
            self.canvas.setLineWidth(width)
        if self.line[1] != grey:
            self.canvas.setStrokeGray(grey)
        self.line = (width, grey)

    def _set_fill(self, grey: float) -> None:
        if self.fill != grey:
            self.canvas.setFillGray(grey)
            self.fill = grey

    def _text(self, shape: Text) -> None:
        self._set_fill(shape.grey)
        x, y = shape.x * MM, self.height - shape.y * MM
        for face, words in text.runs(shape.words, shape.face):
            if face is None:
                for _ in words:
                    self._hollow(x, y, shape.size, shape.grey)
                    x += text.HOLLOW * shape.size
            else:
                self._words(x, y, words, face, shape)
                x += text.width(words, shape.size, face, shape.tracking) * MM

    def _words(self, x: float, y: float, words: str, face: Face, shape: Text) -> None:
        line = self.canvas.beginText(_short(x), _short(y))
        line.setFont(text.font(face).fontName, shape.size)
        if shape.tracking:
            line.setCharSpace(shape.tracking)
        line.textOut(words)
        if shape.tracking:
            line.setCharSpace(0)
        self.canvas.drawText(line)

    def _hollow(self, x: float, y: float, size: float, grey: float) -> None:
        """The sign for a letter that no font has."""
        self._set_line(0.4, grey)
        self.canvas.rect(x + 0.08 * size, y, (text.HOLLOW - 0.16) * size, 0.72 * size)

    def _rules(self, style: tuple[float, float], rules: Iterator[Rule]) -> None:
        """Lines of one style as one path."""
        self._set_line(*style)
        up = self.height
        self.canvas.lines([tuple(map(_short, (r.x1 * MM, up - r.y1 * MM, r.x2 * MM, up - r.y2 * MM))) for r in rules])

    def _outline(self, shape: Outline) -> None:
        self._set_line(shape.width, shape.grey)
        canvas = self.canvas
        if shape.dashed:
            canvas.setDash(list(DASH))
        x, y = _short(shape.x * MM), _short(self.height - (shape.y + shape.h) * MM)
        w, h = _short(shape.w * MM), _short(shape.h * MM)
        if shape.radius:
            canvas.roundRect(x, y, w, h, shape.radius * MM)
        else:
            canvas.rect(x, y, w, h)
        if shape.dashed:
            canvas.setDash()

    def _pattern(self, shape: Pattern) -> None:
        """Runs of dark modules as one path, so that no hairline shows between two of them."""
        self._set_fill(0.0)
        path = self.canvas.beginPath()
        module = shape.size * MM / len(shape.rows)
        left, top = shape.x * MM, self.height - shape.y * MM
        for number, row in enumerate(shape.rows, 1):
            start = 0
            for run in row.replace("01", "0 1").replace("10", "1 0").split():
                if run[0] == "1":
                    path.rect(*map(_short, (left + start * module, top - number * module, len(run) * module, module)))
                start += len(run)
        self.canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)

    def _dots(self, shape: Dots) -> None:
        """A grid of dots, drawn once a document and then only named."""
        name = f"dots-{shape.columns}-{shape.rows}"
        canvas = self.canvas
        if not canvas.hasForm(name):
            self._dot_form(name, shape)
        canvas.saveState()
        canvas.translate(shape.x * MM, self.height - shape.y * MM)
        canvas.doForm(name)
        canvas.restoreState()

    def _dot_form(self, name: str, shape: Dots) -> None:
        """Each row is one dashed line whose dashes have no length and round ends."""
        canvas = self.canvas
        across, down = (shape.columns - 1) * PITCH * MM, (shape.rows - 1) * PITCH * MM
        canvas.beginForm(name, -1, -down - 1, across + 2, 1)
        canvas.setStrokeGray(DOT)
        canvas.setLineWidth(DOT_SIZE * MM)
        canvas.setLineCap(1)
        canvas.setDash([0, PITCH * MM])
        canvas.lines([(0, -row * PITCH * MM, across + 1, -row * PITCH * MM) for row in range(shape.rows)])
        canvas.endForm()

    def _link(self, shape: Link) -> None:
        x, y = shape.x * MM, self.height - (shape.y + shape.h) * MM
        self.canvas.linkRect("", shape.target, (x, y, x + shape.w * MM, y + shape.h * MM), relative=0, thickness=0)

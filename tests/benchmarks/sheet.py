"""One A5 sheet, and a year for a tablet: the export beside plain ReportLab calls that draw the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from planner.domain.print_choice import PrintChoice
from planner.domain.values import Page
from planner.paper.export import day_print, drawn, replace_file, write_day
from planner.paper.faces import font
from planner.paper.order import Source, dates_needed, make
from planner.paper.shapes import Dots, Link, Outline, Pattern, Rule, Sheet, Text
from planner.paper.sheet import Options
from tests.benchmarks.table import Row, median_of, paired
from tests.lawful_years import told_days

MM = 72 / 25.4
PITCH = 5 * MM
DATE = dt.date(2026, 11, 24)
RUNS = 31
YEAR_RUNS = 7


def rows(room: Path) -> Iterator[Row]:
    *_, day = told_days(2, last=DATE)
    page, options = day.page(), Options()
    prepared = day_print(page, options, 1)
    written, plain = room / "export.pdf", room / "bare.pdf"
    deed, held_against = partial(write_day, page, written, options, 1), partial(draw, prepared.sheets, plain)
    export, bare = paired(deed, held_against, RUNS)
    more = {"export": export, "bare": bare, **parts(page, options, room)}
    more |= {"export kB": written.stat().st_size / 1000, "bare kB": plain.stat().st_size / 1000}
    yield Row("one A5 sheet: the export", export / bare, "×", 1.5, "bare ReportLab", more)
    yield from year_rows(room)


def year_rows(room: Path) -> Iterator[Row]:
    """365 days with their weeks, months and index, all linked: laid out, drawn and kept, beside drawing alone."""
    choice = PrintChoice(paper="remarkable")
    dates = [dt.date(DATE.year, 1, 1) + dt.timedelta(days=number) for number in range(365)]
    needed = dates_needed(choice, dates)
    told = told_days(len(needed), last=needed[-1])
    known = {day.date: Source(day.page(), 1) for day in told}
    sheets = tuple(placed.sheet for side in make(choice, dates, known).sides for placed in side.placed)
    written, plain = room / "year.pdf", room / "bare-year.pdf"

    def deed() -> None:
        replace_file(written, make(choice, dates, known).content())

    year, bare = paired(deed, partial(draw, sheets, plain), YEAR_RUNS)
    kilobytes, bare_kilobytes = (file.stat().st_size / 1000 / len(sheets) for file in (written, plain))
    more = {"year": year, "bare": bare, "pages": len(sheets), "bare kB a page": bare_kilobytes}
    yield Row("a year for a tablet: the export", year / bare, "×", 1.5, "bare ReportLab", more)
    yield Row("a year for a tablet: kB a page", kilobytes, "kB", 6.0)


def parts(page: Page, options: Options, room: Path) -> dict[str, float]:
    """Where the export's time goes."""
    prepared = day_print(page, options, 1)
    content = drawn([prepared])
    return {
        "laid out": median_of(partial(day_print, page, options, 1), RUNS),
        "drawn": median_of(partial(drawn, [prepared]), RUNS),
        "kept on the disk": median_of(partial(replace_file, room / "kept.pdf", content), RUNS),
    }


def draw(sheets: tuple[Sheet, ...], target: Path) -> None:
    """The same marks, letters and lines, one plain call each; the fonts have been loaded before, as in the export."""
    first = sheets[0]
    canvas = Canvas(str(target), pagesize=(first.width * MM, first.height * MM), pageCompression=1, invariant=1)
    names = {sheet.name for sheet in sheets}
    for sheet in sheets:
        canvas.bookmarkPage(sheet.name)
        canvas.addOutlineEntry(sheet.title, sheet.name)
        up = sheet.height * MM
        for shape in sheet.shapes:
            match shape:
                case Text():
                    draw_text(canvas, shape, up)
                case Rule():
                    canvas.setLineWidth(shape.width)
                    canvas.setStrokeGray(shape.grey)
                    canvas.line(shape.x1 * MM, up - shape.y1 * MM, shape.x2 * MM, up - shape.y2 * MM)
                case Outline():
                    draw_outline(canvas, shape, up)
                case Pattern():
                    draw_pattern(canvas, shape, up)
                case Dots():
                    draw_dots(canvas, shape, up)
                case Link() if shape.target in names:
                    box = (shape.x * MM, up - (shape.y + shape.h) * MM, (shape.x + shape.w) * MM, up - shape.y * MM)
                    canvas.linkRect("", shape.target, box, relative=0, thickness=0)
        canvas.showPage()
    canvas.save()


def draw_text(canvas: Canvas, shape: Text, up: float) -> None:
    canvas.setFillGray(shape.grey)
    canvas.setFont(font(shape.face).fontName, shape.size)
    canvas.drawString(shape.x * MM, up - shape.y * MM, shape.words, charSpace=shape.tracking)


def draw_outline(canvas: Canvas, shape: Outline, up: float) -> None:
    canvas.setLineWidth(shape.width)
    canvas.setStrokeGray(shape.grey)
    canvas.setDash([1.6, 1.4] if shape.dashed else [])
    place = (shape.x * MM, up - (shape.y + shape.h) * MM, shape.w * MM, shape.h * MM)
    if shape.radius:
        canvas.roundRect(*place, shape.radius * MM)
    else:
        canvas.rect(*place)
    canvas.setDash([])


def draw_pattern(canvas: Canvas, shape: Pattern, up: float) -> None:
    canvas.setFillGray(0)
    module = shape.size * MM / len(shape.rows)
    for number, row in enumerate(shape.rows, 1):
        for column, sign in enumerate(row):
            if sign == "1":
                x, y = shape.x * MM + column * module, up - shape.y * MM - number * module
                canvas.rect(x, y, module, module, stroke=0, fill=1)


def draw_dots(canvas: Canvas, shape: Dots, up: float) -> None:
    """As a form, the fast way that ReportLab has for a thing drawn again and again."""
    name = f"dots-{shape.columns}-{shape.rows}"
    if not canvas.hasForm(name):
        canvas.beginForm(name)
        canvas.setFillGray(0.65)
        for row in range(shape.rows):
            for column in range(shape.columns):
                canvas.circle(column * PITCH, -row * PITCH, 0.15 * MM, stroke=0, fill=1)
        canvas.endForm()
    canvas.saveState()
    canvas.translate(shape.x * MM, up - shape.y * MM)
    canvas.doForm(name)
    canvas.restoreState()

"""The reader's one road: picture -> sheets -> codes -> flat sheets -> marks. Every step can be looked at alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import cv2
import numpy as np

from planner.paper.code import LAYOUT
from planner.paper.reader import loading
from planner.paper.reader.finding import SMALLEST, SQUARE, Outlook, fitted, markers_in, sheets_in
from planner.paper.reader.identifying import Code, code_of
from planner.paper.reader.pens import pen_of
from planner.paper.reader.rails import lanes_of
from planner.paper.reader.registering import flat
from planner.paper.reader.shading import intervals_of
from planner.paper.reader.ticking import ticks_of
from planner.paper.reader.values import Find, PageReading, Place, Printed, places_of
from planner.paper.reader.writing import lines_of

Array = Any

MIRRORED = "The picture is mirrored: it was turned back, so look whether it is the right sheet."
THREE = "One of the four corner markers was not found: look whether all is right."
LOOSE_SHEET = "The sheet is too crumpled or curled in this picture to be sure: lay it flat and take it again."
OFF = 0.35  # millimetres that printed marks may be off after flattening


def read_picture(picture: Array, find: Find) -> list[PageReading]:
    """Every sheet in one picture (BGR or grey); one reading without marks that says why where there is none."""
    gray = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    sheets, mirrored = _sheets(gray)
    if mirrored:
        picture, gray = np.ascontiguousarray(picture[:, ::-1]), np.ascontiguousarray(gray[:, ::-1])
    if not sheets:
        return [PageReading("", 0, problems=(loading.NO_SHEET,))]
    return [_sheet(picture, gray, sheet, find, mirrored=mirrored) for sheet in sheets]


def _sheets(gray: Array) -> tuple[list[Outlook], bool]:
    """The sheets in a picture; looked for in the mirror only where there are none."""
    sheets = sheets_in(markers_in(gray))
    if sheets:
        return sheets, False
    return sheets_in(markers_in(np.ascontiguousarray(gray[:, ::-1]))), True


def _sheet(picture: Array, gray: Array, sheet: Outlook, find: Find, *, mirrored: bool) -> PageReading:
    code = code_of(gray, sheet)
    if code is None:
        return PageReading("", 0, problems=("The page code cannot be read: choose the day by hand, or take it again.",))
    if code.layout != LAYOUT:
        return PageReading("", 0, problems=("This sheet was printed by another version of the planner.",))
    printed = find(code.print_id)
    if printed is None:
        return PageReading(code.print_id, code.sheet, problems=("This sheet is from another planner.",))
    return marks_of(picture, sheet, printed, code, mirrored=mirrored)


def marks_of(picture: Array, sheet: Outlook, printed: Printed, code: Code, *, mirrored: bool = False) -> PageReading:
    """Read the marks of a sheet whose print is known."""
    kept = next((one for one in printed.sheets if int(one["number"]) % 10 == code.sheet), None)
    if kept is None:
        return PageReading(code.print_id, code.sheet, printed, problems=("This sheet is not among the print's.",))
    places = places_of(kept)
    right = fitted(sheet.markers, _corners(places), float(kept["width"]), float(kept["height"])) or sheet
    lanes = lanes_of(places)
    found = flat(picture, right, places, lanes)
    pen = pen_of(found, places)
    problems = [words for words, said in _doubts(right, found.off, mirrored=mirrored) if said]
    return PageReading(
        printed.id, int(kept["number"]), printed,
        ticks_of(found, places, pen), intervals_of(found, lanes, pen), lines_of(places, pen),
        tuple(problems), found.picture,
    )  # fmt: skip


def _corners(places: Sequence[Place]) -> Array:
    """The corners of the four markers as they were printed."""
    rects = {int(place.means["marker"]): place.rect for place in places if place.role == "marker"}
    return np.array([SQUARE * (rect.w, rect.h) + (rect.x, rect.y) for _, rect in sorted(rects.items())])


def _doubts(sheet: Outlook, off: float, *, mirrored: bool) -> Iterator[tuple[str, bool]]:
    yield MIRRORED, mirrored
    yield THREE, len(sheet.markers) < 4
    yield LOOSE_SHEET, off > OFF
    yield "The sheet is too small in this picture to be sure: go closer.", sheet.scale < SMALLEST

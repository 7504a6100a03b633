"""The reader's one road: picture -> sheets -> codes -> flat sheets -> marks. Every step can be looked at alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import cv2
import numpy as np

from planner.paper.code import LAYOUT
from planner.paper.plan import CODE
from planner.paper.reader import retaking
from planner.paper.reader.debugging import Show, nothing
from planner.paper.reader.finding import SQUARE, Marker, Outlook, fitted, markers_in, quick_look, sheets_in
from planner.paper.reader.identifying import Code, code_of, code_places
from planner.paper.reader.pens import pen_of
from planner.paper.reader.rails import lanes_of
from planner.paper.reader.registering import flat
from planner.paper.reader.shading import shading_of
from planner.paper.reader.ticking import ticks_of
from planner.paper.reader.values import Find, PageReading, Place, Printed, TickRead, places_of
from planner.paper.reader.writing import lines_of

Array = Any

MIRRORED = "The picture is mirrored: it was turned back, so look whether it is the right sheet."
THREE = "One of the four corner markers was not found: look whether all is right."
LOOSE = "The sheet is too crumpled or curled in this picture to be sure: lay it flat and take it again."
OTHER_LAYOUT = "This sheet was printed by another version of the planner: choose the day by hand."
OTHER_PLANNER = "This sheet is from another planner: nothing here knows its print. Choose the day by hand."
NOT_PRINTED = "This sheet is not one of its print: choose the day by hand."
NO_MARKS = "There is nothing to fill in on this sheet."
OFF = 0.35  # millimetres that printed marks may be off after flattening


def read_picture(picture: Array, find: Find, chosen: Printed | None = None, show: Show = nothing) -> list[PageReading]:
    """Every sheet in one picture (BGR or grey); one reading without marks that says why where there is none.

    `chosen` is the print that a person says it is, for sheets whose code tells nothing.
    """
    gray = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    markers = markers_in(gray)
    sheets, mirrored = sheets_in(markers), False
    if not sheets:
        turned = np.ascontiguousarray(gray[:, ::-1])
        seen = quick_look(turned)
        sheets, mirrored = sheets_in(seen), True
        if sheets:
            picture, gray, markers = np.ascontiguousarray(picture[:, ::-1]), turned, seen
    show.markers(picture, markers, sheets)
    if not sheets:
        return [PageReading("", 0, problems=(retaking.why_no_sheet(gray, markers),))]
    whole = [_sheet(picture, gray, sheet, find, chosen, show, mirrored=mirrored) for sheet in sheets]
    half = retaking.is_cut_off(gray, _left_over(markers, sheets))
    return [*whole, PageReading("", 0, problems=(retaking.CUT_OFF,))] if half else whole


def _left_over(markers: Sequence[Marker], sheets: Sequence[Outlook]) -> list[Marker]:
    """Markers that belong to no sheet that was found: two of them are a second sheet that is cut off."""
    used = {id(marker) for sheet in sheets for marker in sheet.markers}
    return [marker for marker in markers if id(marker) not in used]


def _sheet(
    picture: Array, gray: Array, sheet: Outlook, find: Find, chosen: Printed | None, show: Show, *, mirrored: bool
) -> PageReading:
    code = code_of(gray, sheet)
    printed = find(code.print_id) if code is not None and code.layout == LAYOUT else None
    if code is not None and printed is not None:
        return marks_of(picture, sheet, printed, code.sheet, show, mirrored=mirrored)
    if chosen is not None:
        return marks_of(picture, sheet, chosen, code.sheet if code else 1, show, mirrored=mirrored)
    if code is None:
        why = retaking.why_no_code(gray, sheet, code_places(sheet), CODE)
        return PageReading("", 0, problems=(why,), by_hand=True)
    return PageReading(code.print_id, code.sheet, problems=(_unknown(code),), by_hand=True)


def _unknown(code: Code) -> str:
    return OTHER_PLANNER if code.layout == LAYOUT else OTHER_LAYOUT


def marks_of(
    picture: Array, sheet: Outlook, printed: Printed, number: int, show: Show = nothing, *, mirrored: bool = False
) -> PageReading:
    """Read the marks of a sheet whose print is known; `number` is the last digit of the sheet's."""
    kept = next((one for one in printed.sheets if int(one["number"]) % 10 == number), None)
    if kept is None:
        return PageReading(printed.id, number, printed, problems=(NOT_PRINTED,), by_hand=True)
    places = places_of(kept)
    right = fitted(sheet.markers, _corners(places), float(kept["width"]), float(kept["height"])) or sheet
    if not any(place.role in ("tick", "rail", "line", "feeling") for place in places):
        return PageReading(printed.id, int(kept["number"]), printed, problems=(NO_MARKS,))
    lanes = lanes_of(places)
    found = flat(picture, right, places, lanes)
    pen = pen_of(found, places)
    problems = [words for words, said in _doubts(right, found.off, mirrored=mirrored) if said]
    rail = shading_of(found, lanes)
    problems += rail.problems
    reading = PageReading(
        printed.id, int(kept["number"]), printed,
        as_printed(ticks_of(found, places, pen), places), rail.intervals, lines_of(found, places, pen),
        tuple(problems), picture=found.picture,
    )  # fmt: skip
    show.sheet(picture, right, found, pen, places, reading)
    return reading


def as_printed(ticks: Sequence[TickRead], places: Sequence[Place]) -> tuple[TickRead, ...]:
    """Squares that were ticked when they were printed are so beyond doubt, unless somebody has struck them out."""
    done = {place.id for place in places if place.done}
    return tuple(
        replace(tick, value="ticked", confidence=1.0) if tick.mark in done and tick.value != "cancelled" else tick
        for tick in ticks
    )


def _corners(places: Sequence[Place]) -> Array:
    """The corners of the four markers as they were printed."""
    rects = {int(place.means["marker"]): place.rect for place in places if place.role == "marker"}
    return np.array([SQUARE * (rect.w, rect.h) + (rect.x, rect.y) for _, rect in sorted(rects.items())])


def _doubts(sheet: Outlook, off: float, *, mirrored: bool) -> Iterator[tuple[str, bool]]:
    yield MIRRORED, mirrored
    yield THREE, len(sheet.markers) < 4
    yield LOOSE, off > OFF
    yield retaking.TOO_SMALL, sheet.scale < retaking.SMALLEST

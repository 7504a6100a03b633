"""Each step of the reader as a picture in a folder, to be looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import cv2
import numpy as np

from planner.paper.reader.finding import Marker, Outlook
from planner.paper.reader.pens import INKED, Pen
from planner.paper.reader.rectifying import SCALE, Field, flattened
from planner.paper.reader.registering import Flat
from planner.paper.reader.values import SURE, PageReading, Place, Rect

Array = Any
Keep = Callable[[str, Array], None]  # a name without ending, and a picture

LONGEST = 1600  # pixels of a picture of a whole photo
GREEN, AMBER, BLUE, VIOLET, GREY = (60, 170, 60), (0, 150, 240), (210, 110, 30), (190, 60, 160), (150, 150, 150)
COLOURS = {"empty": GREEN, "ticked": BLUE, "cancelled": VIOLET}


class Show:
    """Looks on while a picture is read; `keep` takes each picture. Without it nothing is drawn."""

    def __init__(self, keep: Keep | None = None) -> None:
        self.keep = keep
        self.count = 0

    def markers(self, picture: Array, markers: Sequence[Marker], sheets: Sequence[Outlook]) -> None:
        """The photo with its markers, and each sheet's outline."""
        if self.keep is None:
            return
        factor = min(1.0, LONGEST / max(picture.shape[:2]))
        drawn = _colour(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))
        for marker in markers:
            _polygon(drawn, marker.corners * factor, GREEN)
        for sheet in sheets:
            edge = np.array([[(0, 0), (sheet.width, 0), (sheet.width, sheet.height), (0, sheet.height)]], np.float64)
            _polygon(drawn, cv2.perspectiveTransform(edge, sheet.matrix)[0] * factor, AMBER)
        self.keep("1-markers", drawn)

    def sheet(
        self, picture: Array, sheet: Outlook, found: Flat, pen: Pen, places: Sequence[Place], reading: PageReading
    ) -> None:
        """One sheet: flat by its corners, flat by its print, its ink, and what was read."""
        if self.keep is None:
            return
        self.count += 1
        name = f"sheet-{self.count}"
        self.keep(f"{name}-2-by-corners", flattened(picture, sheet, Field()))
        self.keep(f"{name}-3-by-print", _seen(found))
        self.keep(f"{name}-4-ink", (255 - 255 * np.clip(pen.ink / (2 * INKED * pen.doubt), 0, 1)).astype(np.uint8))
        self.keep(f"{name}-5-read", _read(found, places, reading))


nothing = Show()


def _colour(picture: Array) -> Array:
    return cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR) if picture.ndim == 2 else picture.copy()


def _polygon(picture: Array, points: Array, colour: tuple[int, int, int]) -> None:
    edge: Array = np.round(points).astype(np.int32)
    cv2.polylines(picture, [edge], True, colour, 2, cv2.LINE_AA)


def _frame(picture: Array, rect: Rect, colour: tuple[int, int, int], width: int = 1) -> None:
    left, top, right, bottom = (round(v * SCALE) for v in (rect.x, rect.y, rect.x + rect.w, rect.y + rect.h))
    cv2.rectangle(picture, (left, top), (right, bottom), colour, width)


def _seen(found: Flat) -> Array:
    """What is printed and where it was found: green, or amber where it was not."""
    drawn = _colour(found.picture)
    for one in found.seen:
        x, y = (one.anchor.x + one.dx) * SCALE, (one.anchor.y + one.dy) * SCALE
        cv2.drawMarker(drawn, (round(x), round(y)), GREEN if one.found else AMBER, cv2.MARKER_CROSS, 24, 2)
    return drawn


def _read(found: Flat, places: Sequence[Place], reading: PageReading) -> Array:
    drawn = _colour(found.picture)
    for place in places:
        if place.role == "rail":
            _frame(drawn, place.rect, GREY)
    for tick in reading.ticks:
        _frame(drawn, tick.place, COLOURS[tick.value] if tick.confidence >= SURE else AMBER, 2)
    for run in reading.intervals:
        _frame(drawn, run.place, BLUE if run.confidence >= SURE else AMBER, 3)
    for line in reading.lines:
        _frame(drawn, line.place, (BLUE if line.written else GREEN) if line.confidence >= SURE else AMBER)
    return drawn

"""Filled-in sheets for the reader: real sheets rendered, marked with a pen, and laid into pictures."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import cv2
import numpy as np

from planner.domain.values import Page
from planner.paper.export import Print, drawn
from planner.paper.plan import Options
from planner.paper.reader import Find, Printed
from planner.paper.reader.values import Place, places_of
from tests.paper.days import made, picture, real_day

Array = Any
DPI = 200
SCALE = DPI / 25.4
INK = (90, 30, 20)  # BGR of a dark blue pen


@cache
def real_print(left_handed: bool = False) -> Print:
    return made(real_day(), Options(left_handed=left_handed))


def remembered(one: Print) -> Printed:
    """A print as it comes back out of the data file."""
    sheets = json.loads(json.dumps([sheet.as_json() for sheet in one.sheets]))
    return Printed(one.id, one.page, one.kind, tuple(sheets))


def knowing(*prints: Print) -> Find:
    known = {one.id: remembered(one) for one in prints}
    return known.get


def printed(page: Page | None = None) -> Print:
    return real_print() if page is None else made(page)


@cache
def _blank(content: bytes, number: int, dpi: int) -> Array:
    return np.array(picture(content, dpi, number).convert("RGB"))[:, :, ::-1].copy()


class Paper:
    """One printed sheet, as BGR pixels that can be written on, in millimetres."""

    def __init__(self, one: Print | None = None, number: int = 0, dpi: int = DPI) -> None:
        self.one = one or real_print()
        self.scale = dpi / 25.4
        self.pixels = _blank(drawn([self.one]), number, dpi).copy()
        self.places: dict[str, Place] = {p.id: p for p in places_of(remembered(self.one).sheets[number])}

    def stroke(self, *points: tuple[float, float], width: float = 0.5, ink: tuple[int, int, int] = INK) -> Paper:
        line = np.array([(x * self.scale * 16, y * self.scale * 16) for x, y in points])
        thick = max(1, round(width * self.scale))
        cv2.polylines(self.pixels, [line.round().astype(np.int32)], False, ink, thick, cv2.LINE_AA, 4)
        return self

    def tick(self, mark: str, **pen: Any) -> Paper:
        x, y, w, h = self.places[mark].rect
        return self.stroke((x + 0.2 * w, y + 0.5 * h), (x + 0.45 * w, y + 0.8 * h), (x + 0.95 * w, y + 0.1 * h), **pen)

    def scribble(self, mark: str) -> Paper:
        x, y, w, h = self.places[mark].rect
        rows = np.linspace(y + 0.1 * h, y + 0.9 * h, 12)
        return self.stroke(*((x + (0.1 + 0.8 * (i % 2)) * w, row) for i, row in enumerate(rows)), width=0.6)

    def shade(self, lane: int, start: str, end: str, pen: Callable[[float, float, float], Any] | None = None) -> Paper:
        """A zigzag along a lane between two times of the clock."""
        x, top, bottom = self.span(lane, start, end)
        rows = np.arange(top, bottom + 1e-6, (bottom - top) / max(2, round((bottom - top) / 0.9)))
        points = [(x + (0.5 if i % 2 else 2.5), row) for i, row in enumerate(rows)]
        return self.stroke(*points, width=0.4)

    def span(self, lane: int, start: str, end: str) -> tuple[float, float, float]:
        rails = [place for place in self.places.values() if place.role == "rail" and place.means["lane"] == lane]
        return rails[0].rect.x, height(rails, start), height(rails, end)

    def jpeg(self, quality: int = 90) -> bytes:
        return cv2.imencode(".jpg", self.pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()

    def png(self) -> bytes:
        return cv2.imencode(".png", self.pixels)[1].tobytes()


def height(rails: list[Place], clock: str) -> float:
    """Millimetres from the top at which a time stands on the rail."""
    wanted = _minutes(clock)
    for rail in rails:
        begins, ends = _minutes(rail.begins), _minutes(rail.ends)
        if begins <= wanted <= ends:
            return rail.rect.y + (wanted - begins) / (ends - begins) * rail.rect.h
    raise ValueError(f"{clock} is not on this rail")


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def minutes_apart(one: str, other: str) -> int:
    return abs(_minutes(one) - _minutes(other))

"""A reading as JSON and back: it is made in one process, and what comes of it is decided in another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from planner.paper.reader.values import IntervalRead, LineRead, PageReading, Printed, Rect, TickRead

PARTS: dict[str, type[Any]] = {"ticks": TickRead, "intervals": IntervalRead, "lines": LineRead}
LEFT_BEHIND = ("printed", "picture")  # the print is known there by its id


def as_json(reading: PageReading) -> dict[str, Any]:
    held = {each.name: getattr(reading, each.name) for each in fields(reading) if each.name not in LEFT_BEHIND}
    return held | {name: [asdict(one) for one in held[name]] for name in PARTS}


def of_json(held: Mapping[str, Any], printed: Printed | None) -> PageReading:
    """Raises KeyError, TypeError or ValueError for what is no reading."""
    parts = {name: tuple(_part(kind, one) for one in held[name]) for name, kind in PARTS.items()}
    return PageReading(**{**held, **parts, "problems": tuple(held["problems"])}, printed=printed)


def _part(kind: type[Any], held: Mapping[str, Any]) -> Any:
    return kind(**{**held, "place": Rect(*held["place"])})

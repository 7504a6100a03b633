"""A filled-in sheet read back: picture in, marks out. OpenCV is loaded when the first picture is read."""

from __future__ import annotations

from typing import Any

from planner.paper.reader.values import Find, IntervalRead, LineRead, PageReading, Printed, TickRead

__all__ = ["Find", "IntervalRead", "LineRead", "PageReading", "Printed", "TickRead", "read_image"]


def read_image(image: bytes | Any, find: Find) -> list[PageReading]:
    """Every sheet in a picture: a file's content, or an array of BGR pixels. `find` knows the prints by their id."""
    from planner.paper.reader.loading import pictures
    from planner.paper.reader.pipeline import read_picture

    frames = pictures(image) if isinstance(image, bytes) else [image]
    return [reading for frame in frames for reading in read_picture(frame, find)]

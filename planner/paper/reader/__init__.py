"""A filled-in sheet read back: picture in, marks out. OpenCV is loaded when the first picture is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.paper.reader.values import Find, IntervalRead, LineRead, PageReading, Printed, TickRead

if TYPE_CHECKING:
    from planner.paper.reader.debugging import Keep

__all__ = [
    "Find",
    "IntervalRead",
    "LineRead",
    "PageReading",
    "Printed",
    "TickRead",
    "read_image",
]


def read_image(
    image: bytes | Any, find: Find, chosen: Printed | None = None, keep: Keep | None = None
) -> list[PageReading]:
    """Every sheet in a picture: a file's content, or an array of BGR pixels. It never raises for a bad picture: then
    there is one reading without marks, whose problem says why.

    `find` knows the prints by their id; `chosen` is the print that a person says it is, where the code tells nothing.
    `keep` takes a picture of each step.
    """
    from planner.paper.reader.debugging import Show
    from planner.paper.reader.loading import Unreadable, pictures
    from planner.paper.reader.pipeline import read_picture

    try:
        frames = pictures(image) if isinstance(image, bytes) else [image]
    except Unreadable as problem:
        return [PageReading("", 0, problems=(str(problem),))]
    return [reading for frame in frames for reading in read_picture(frame, find, chosen, Show(keep))]

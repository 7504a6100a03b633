"""A filled-in sheet read back: picture in, marks out. OpenCV is loaded when the first picture is read."""

from __future__ import annotations

from collections.abc import Iterator
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
    "read_each",
    "read_image",
]


def read_each(
    image: bytes | Any, find: Find, chosen: Printed | None = None, keep: Keep | None = None
) -> Iterator[PageReading]:
    """Every sheet in a picture, one after another: a file's content, or an array of BGR pixels. It never raises for a
    bad picture: then there is a reading without marks, whose problem says why.

    `find` knows the prints by their id; `chosen` is the print that a person says it is, where the code tells nothing.
    `keep` takes a picture of each step.
    """
    from planner.paper.reader.debugging import Show
    from planner.paper.reader.loading import Unreadable, pictures
    from planner.paper.reader.pipeline import read_picture

    show = Show(keep)
    try:
        for frame in pictures(image) if isinstance(image, bytes) else (image,):
            yield from read_picture(frame, find, chosen, show)
    except Unreadable as problem:
        yield PageReading("", 0, problems=(str(problem),))


def read_image(
    image: bytes | Any, find: Find, chosen: Printed | None = None, keep: Keep | None = None
) -> list[PageReading]:
    """The same, all at once: for pictures of few sheets."""
    return list(read_each(image, find, chosen, keep))

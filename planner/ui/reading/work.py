"""The work of the reading's jobs: pictures become sheets with what they propose. The reader is imported here alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from planner.domain.values import Page
from planner.ui.reading.incoming import Source, as_jpeg

if TYPE_CHECKING:
    from planner.paper.reader import PageReading, Printed
    from planner.paper.reader.proposal import Item
    from planner.store.store import Store

CANNOT = "This picture could not be read: please take it again, and try once more."
NOT_THERE = "This file cannot be opened: look whether it is still there, and yours to read."
TOO_LARGE = "This file has more than 50 MB: send a smaller picture."
NO_PICTURE = "This is no picture that can be read: choose a JPEG, PNG, HEIC, TIFF or PDF."
NOTHING_PRINTED = "No sheet of that day has been printed: choose another day."
NOT_OF_DAYS = "This sheet is of no day and no week: only those are read back."
LARGEST = 50_000_000  # bytes of a file
GLANCE = 1400  # pixels of the longer side of a photo that is shown as it is
SMOOTH = Qt.TransformationMode.SmoothTransformation
SCALE = 10  # pixels a millimetre of a rectified sheet

PageOf = Callable[[dt.date], Page]


class Rail(NamedTuple):
    """One lane of the rail: its edges in millimetres, and heights with their page minutes, from the top down."""

    number: int
    left: float
    right: float
    knots: tuple[tuple[float, int], ...]

    def minute(self, y: float) -> int:
        return round(_between([(at, float(minute)) for at, minute in self.knots], y))

    def y(self, minute: int) -> float:
        return _between([(float(at), y) for y, at in self.knots], minute)


def _between(knots: list[tuple[float, float]], at: float) -> float:
    """On the line through the knots; beyond their ends it stays at the last one."""
    for (begin, low), (end, high) in pairwise(knots):
        if at <= end:
            return low + (max(at, begin) - begin) / (end - begin) * (high - low) if end > begin else low
    return knots[-1][1]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a picture. Without `items` there is nothing to confirm, and `problems` say why."""

    source: Source
    problems: tuple[str, ...] = ()
    print_id: str = ""
    number: int = 0
    dates: tuple[dt.date, ...] = ()  # of the pages that it is about, that of its print first
    items: tuple[Item, ...] = ()
    rails: tuple[Rail, ...] = ()
    picture: bytes = b""  # a JPEG file's content: opened when it is in front, since a long scan has many sheets
    by_hand: bool = False  # whether a person can say which day it is
    photo: str = ""  # names the file by its content
    sheets: int = 1  # that the file shows
    kept: bytes = b""  # the picture as its page will keep it

    @property
    def date(self) -> dt.date | None:
        """That of its print; None where nobody knows."""
        return self.dates[0] if self.dates else None

    @property
    def lost(self) -> bool:
        """Whether no person can make anything of it."""
        return self.date is None and not self.by_hand


def read(source: Source, store: Store, page_of: PageOf) -> list[Sheet]:
    """The sheets of one picture; none of one among many that is home already, all of it. For a job."""
    from planner.paper.reader import read_each
    from planner.paper.reader.keeping import name_of

    content = _content(source)
    if isinstance(content, str):
        return [Sheet(source, (content,))]
    if source.many and store.taken_home(name_of(content)):
        return []
    readings = read_each(content, lambda print_id: _printed(store, print_id))
    return _sheets(source, readings, page_of, content) or [Sheet(source, (NO_PICTURE,))]


def read_as(source: Source, store: Store, page_of: PageOf, date: dt.date) -> list[Sheet]:
    """The same for the day that a person chose: by its newest print. For a job."""
    from planner.paper.reader import read_image
    from planner.paper.reader.proposal import DAYS

    kept = next((one for one in store.prints() if one.page == date and one.kind in DAYS), None)
    if kept is None:
        return [Sheet(source, (NOTHING_PRINTED,), by_hand=True)]
    content = _content(source)
    if isinstance(content, str):
        return [Sheet(source, (content,))]
    readings = read_image(content, lambda print_id: _printed(store, print_id), _remembered(kept))
    mine = [one for one in readings if one.printed is None or one.printed.id == kept.id]
    return _sheets(source, mine, page_of, content, len(readings))


def _content(source: Source) -> bytes | str:
    """What is in the file, or the sentence why it cannot be had."""
    if source.path is None:
        return source.content
    try:
        if source.path.stat().st_size > LARGEST:
            return TOO_LARGE
        return source.path.read_bytes()
    except OSError:
        return NOT_THERE


def _printed(store: Store, print_id: str) -> Printed | None:
    kept = store.print_with(print_id)
    return _remembered(kept) if kept is not None else None


def _remembered(kept: Any) -> Printed:
    from planner.paper.reader import Printed

    return Printed(kept.id, kept.page, kept.kind, kept.sheets)


def _sheets(
    source: Source, readings: Iterable[PageReading], page_of: PageOf, content: bytes, whole: int = 0
) -> list[Sheet]:
    """What the readings come to; `whole` is how many sheets the file shows, if these are not all."""
    from planner.paper.reader.keeping import name_of

    found = [_sheet(source, one, page_of, content) for one in readings]
    return [replace(sheet, photo=name_of(content), sheets=whole or len(found)) for sheet in found]


def _sheet(source: Source, reading: PageReading, page_of: PageOf, content: bytes) -> Sheet:
    """What a reading comes to; of one that failed the photo is shown."""
    from planner.paper.reader.cropping import evened
    from planner.paper.reader.keeping import kept
    from planner.paper.reader.proposal import days_of, propose

    printed = reading.printed
    image = packed(_image(evened(reading.picture))) if reading.picture is not None else glance(content)
    found = Sheet(source, reading.problems, reading.print_id, reading.sheet, picture=image, by_hand=reading.by_hand)
    if printed is None or reading.picture is None:
        return found
    dates = days_of(reading)
    if not dates:
        return replace(found, problems=(NOT_OF_DAYS, *reading.problems))
    page = page_of(dates[0])
    items, rails = propose(reading, page), _rails(reading, page)
    return replace(found, dates=dates, items=items, rails=rails, kept=kept(reading.picture))


def _rails(reading: PageReading, page: Page) -> tuple[Rail, ...]:
    from planner.paper.reader.rails import lanes_of
    from planner.paper.reader.values import places_of

    assert reading.printed is not None, "a sheet with marks has a print"
    kept = next((one for one in reading.printed.sheets if int(one["number"]) == reading.sheet), None)
    found = []
    for lane in lanes_of(places_of(kept)) if kept is not None else ():
        ends = [
            (y, wall) for piece in lane.pieces for y, wall in ((piece.top, piece.begins), (piece.bottom, piece.ends))
        ]
        knots = tuple(
            (y, page.frame.floor_of_wall(wall % 1440) or (page.length if y > lane.top else 0)) for y, wall in ends
        )
        found.append(Rail(lane.number, lane.left, lane.right, knots))
    return tuple(found)


def packed(image: QImage | None) -> bytes:
    return as_jpeg(image) if image is not None else b""


def opened(sheet: Sheet) -> QImage | None:
    """What a sheet shows, to be looked at; None if there is nothing."""
    return QImage.fromData(sheet.picture) if sheet.picture else None


def glance(content: bytes) -> bytes:
    """A photo as it was taken, upright and no larger than a window; nothing if it cannot be opened."""
    from planner.paper.reader.loading import Unreadable, pictures

    try:
        whole = _image(next(iter(pictures(content)), None))
    except Unreadable:
        return b""
    size = QSize(GLANCE, GLANCE)
    return packed(whole.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, SMOOTH) if whole is not None else None)


def _image(pixels: Any) -> QImage | None:
    """A rectified sheet (BGR or grey) as Qt has it, with pixels of its own."""
    if pixels is None:
        return None
    height, width = pixels.shape[:2]
    grey = pixels.ndim == 2
    form = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_BGR888
    return QImage(pixels.tobytes(), width, height, width * (1 if grey else 3), form).copy()

"""Days to print, and a way to see what was printed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import pypdfium2
from PIL import Image

from planner.domain.edits import page_of
from planner.domain.values import Box, BoxKind, Entry, Page, PageHead
from planner.paper.export import Print, day_print, drawn
from planner.paper.plan import Options

DATE = dt.date(2026, 11, 23)
PRINT_ID = "123456789012"
INCH = 25.4


def head(**settings: object) -> PageHead:
    return replace(PageHead(DATE), **settings)  # type: ignore[arg-type]


def at(wall: str, day_start: int = 240) -> int:
    """The page minute of a wall time on an ordinary day."""
    hours, minutes = map(int, wall.split(":"))
    return (hours * 60 + minutes - day_start) % 1440


def day(*rows: tuple[BoxKind, str, int, str, int | None], log: tuple[Entry, ...] = (), **settings: object) -> Page:
    """A page of boxes: kind, start, minutes, title, rank."""
    mine = head(**settings)
    entries, boxes = list(log), []
    for number, (kind, start, minutes, title, rank) in enumerate(rows):
        entry = f"task{number:02d}" if kind == "work" else None
        if entry:
            entries.append(Entry(entry, mine.date, title, position=number, rank=rank, estimate=minutes))
        own = "" if entry else title
        start_minute = at(start, mine.day_start)
        boxes.append(Box(f"box{number:02d}", mine.date, kind, start_minute, minutes, entry=entry, title=own))
    return page_of(mine, entries, boxes)


def line(number: int, title: str, **more: object) -> Entry:
    return replace(Entry(f"line{number:02d}", DATE, title, position=100 + number), **more)  # type: ignore[arg-type]


def real_day() -> Page:
    return day(
        ("work", "8:30", 60, "Draft the essay", 1),
        ("work", "9:30", 30, "Email, once", None),
        ("recharge", "10:00", 30, "Recharge — walk", None),
        ("work", "10:30", 45, "Send the grant budget", 2),
        ("event", "11:30", 60, "Lab meeting", None),
        ("recharge", "12:30", 60, "Lunch, away from the desk", None),
        ("work", "13:30", 20, "Call the landlord", 3),
        ("work", "14:00", 45, "Outline slides", None),
        ("work", "14:45", 30, "Review the outline", None),
        ("recharge", "15:15", 30, "Recharge — meditate", None),
        ("work", "15:45", 60, "Deep reading", None),
        ("work", "17:30", 10, "Close the day", None),
        log=(
            line(1, "Order printer paper", estimate=10),
            line(2, "Fixed the scanner", unplanned=True, state="done"),
            line(3, "The second source contradicts chapter 3", kind="note"),
        ),
    )


def made(page: Page, options: Options | None = None, edit: int = 7) -> Print:
    return day_print(page, options or Options(), edit)


def words_on(content: bytes) -> str:
    """The text of a PDF as a reader would copy it, blanks evened out."""
    document = pypdfium2.PdfDocument(content)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).split())


def picture(content: bytes, dpi: int, number: int = 0) -> Image.Image:
    """A sheet in grey, as a scanner sees it."""
    document = pypdfium2.PdfDocument(content)
    try:
        image: Image.Image = document[number].render(scale=dpi / 72, grayscale=True).to_pil().copy()
    finally:
        document.close()
    return image


@cache
def scanned(left_handed: bool = False, dpi: int = 600) -> tuple[Print, Image.Image]:
    """The real day, printed and scanned, once for all tests."""
    one = made(real_day(), Options(left_handed=left_handed))
    return one, picture(drawn([one]), dpi)


def ink_in(image: Image.Image, x: float, y: float, w: float, h: float, darkness: int = 128) -> tuple[float, ...] | None:
    """Left, top, right and bottom of the ink within a place, all in millimetres from the top left of an A5 page."""
    return ink_within(image, 148.0, x, y, w, h, darkness)


def ink_within(
    image: Image.Image, width: float, x: float, y: float, w: float, h: float, darkness: int = 128
) -> tuple[float, ...] | None:
    """The same on paper of another width."""
    scale = image.width / width
    left, top = round(x * scale), round(y * scale)
    place = image.crop((left, top, round((x + w) * scale), round((y + h) * scale)))
    box = place.point([255 if value < darkness else 0 for value in range(256)]).getbbox()
    if box is None:
        return None
    return tuple((edge + offset) / scale for edge, offset in zip(box, (left, top, left, top), strict=True))

"""Days to print for the proving ground: as people plan them, of every sort that a sheet can come out as."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2

from planner.domain.edits import page_of
from planner.domain.values import Box, BoxKind, Entry, Page, PageHead
from planner.paper.export import Print, day_print, drawn
from planner.paper.plan import Options
from planner.paper.shapes import Sheet
from tests.lawful_days import stories
from tests.lawful_years import DOING, WHAT, Told

FIRST = dt.date(2026, 1, 5)
DPI = 400
INCH = 25.4
PX = DPI / INCH  # pixels a millimetre of a rendered sheet
MINUTES = (10, 15, 20, 25, 30, 45, 60)
ARABIC = (
    "كتابة المقدمة", "قراءة الفصل الثالث", "إرسال الميزانية", "اتصال بالبنك", "ترتيب المكتب", "مراجعة الدرس",
    "تحضير العرض", "شراء الورق",
)  # fmt: skip

Picture = npt.NDArray[Any]  # of bytes
Maker = Callable[[dt.date, Random], Page]


class Printing(NamedTuple):
    """One side of paper: the print it belongs to, and how it looks in grey as it leaves a good printer."""

    kind: str
    page: Page
    one: Print
    sheet: Sheet
    picture: Picture


def printing(random: Random) -> Printing:
    """A day of some sort with some options, printed; of several sheets one."""
    kind = random.choices(list(KINDS), [weight for weight, _ in KINDS.values()])[0]
    return printing_of(kind, random)


def printing_of(kind: str, random: Random) -> Printing:
    page = KINDS[kind][1](FIRST + dt.timedelta(days=random.randrange(700)), random)
    one = day_print(page, _options(random), random.randrange(1, 9000))
    number = len(one.sheets) if kind == "second" else random.randint(1, len(one.sheets))
    return Printing(kind, page, one, one.sheets[number - 1], rendered(drawn([one]), number))


def rendered(content: bytes, number: int) -> Picture:
    document = pypdfium2.PdfDocument(content)
    try:
        return np.array(document[number - 1].render(scale=DPI / 72, grayscale=True).to_numpy()).squeeze()
    finally:
        document.close()


def _options(random: Random) -> Options:
    return Options(
        left_handed=random.random() < 0.2,
        clock24=random.random() < 0.75,
        even=random.random() < 0.4,
        feeling=random.random() < 0.4,
        chance="78 % done by 18:00" if random.random() < 0.3 else "",
    )


def _lived(date: dt.date, random: Random) -> Page:
    """A day of tests/lawful_days.py as it was planned; one in six is printed again when it is over."""
    return Told(random.choice(_stories()), date, "UTC", 1, lived=random.random() < 1 / 6).page()


@lru_cache(maxsize=1)
def _stories() -> tuple:
    return stories(1)


def _empty(date: dt.date, random: Random) -> Page:
    return page_of(PageHead(date))


def _full(date: dt.date, random: Random) -> Page:
    return _laid(PageHead(date), 14, 4 * 60, random)


def _second(date: dt.date, random: Random) -> Page:
    return _laid(PageHead(date), random.randint(24, 30), 2 * 60, random, (10, 15, 20, 30))


def _night(date: dt.date, random: Random) -> Page:
    head = PageHead(date, day_start=720, opens=20 * 60, closes=6 * 60)
    return _laid(head, random.randint(6, 10), 8 * 60, random)


def _arabic(date: dt.date, random: Random) -> Page:
    page = _laid(PageHead(date), random.randint(5, 10), 4 * 60, random)
    return page_of(page.head, [replace(e, title=random.choice(ARABIC)) for e in page.entries], page.boxes)


def _laid(head: PageHead, count: int, first: int, random: Random, minutes: tuple[int, ...] = MINUTES) -> Page:
    """So many boxes from about a page minute on, most of them work, some of them with a gap before."""
    entries: list[Entry] = []
    boxes: list[Box] = []
    start = first + random.choice((0, 0, 15, 30))
    ranks = random.sample((1, 2, 3), random.randint(1, 3))
    for number in range(count):
        kind: BoxKind = random.choices(("work", "recharge", "event"), (8, 2, 1))[0]
        length = random.choice(minutes)
        title, rank = f"{random.choice(DOING)} {random.choice(WHAT)}", ranks.pop() if kind == "work" and ranks else None
        if kind == "work":
            entry = Entry(f"{head.date}-{number}", head.date, title, position=number, rank=rank, estimate=length)
            entries.append(entry)
            boxes.append(Box(f"{head.date}-box{number}", head.date, kind, start, length, entry=entry.id))
        else:
            boxes.append(Box(f"{head.date}-box{number}", head.date, kind, start, length, title=title))
        start += length + random.choices((0, 5, 15, 30), (6, 1, 1, 1))[0]
    return page_of(head, [*entries, *_lines(head.date, random)], boxes)


def _lines(date: dt.date, random: Random) -> list[Entry]:
    """Bonus tasks, notes, and what was done though not planned."""
    found = []
    for number in range(random.randint(0, 5)):
        words = f"{random.choice(DOING)} {random.choice(WHAT)}"
        entry = Entry(
            f"{date}-line{number}", date, words, position=100 + number, estimate=random.choice((None, 10, 20))
        )
        sort = random.random()
        if sort < 0.2:
            entry = replace(entry, kind="note", estimate=None)
        elif sort < 0.35:
            entry = replace(entry, unplanned=True, state="done")
        found.append(entry)
    return found


KINDS: dict[str, tuple[float, Maker]] = {
    "lived": (8, _lived),
    "full": (3, _full),
    "empty": (1, _empty),
    "night": (2, _night),
    "arabic": (2, _arabic),
    "second": (3, _second),
}

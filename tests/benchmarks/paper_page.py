"""One page of the proving ground, whole: printed, filled in, and photographed or scanned. Its seed says everything.

A seed is a word such as photo-17, scan-3, other-photo-17 or other-scan-3.
"""

from __future__ import annotations

from functools import lru_cache
from random import Random
from typing import NamedTuple
from zlib import crc32

import numpy as np

from tests.benchmarks import paper_camera as camera
from tests.benchmarks import paper_pen as pen
from tests.benchmarks import paper_printer as printer
from tests.benchmarks import paper_scanner as scanner
from tests.benchmarks import paper_shot as shots
from tests.benchmarks.paper_days import Picture, Printing, printing
from tests.benchmarks.paper_ink import Pen
from tests.benchmarks.paper_truth import Truth

INKS = ("black", "blue", "felt", "red", "green")


class Taken(NamedTuple):
    """A picture file with what is true of it. `groups` are the names that figures are split by."""

    seed: str
    content: bytes
    flat: Picture  # as it came from the printer and was filled in: its marks are a little off
    printing: Printing
    truth: Truth
    groups: dict[str, str]
    readable: bool


def seeds(photos: int, scans: int, *, other: bool) -> list[str]:
    """The first so many of each; photos and scans mixed evenly, so that a run cut short shows both."""
    style = "other-" if other else ""
    total = photos + scans
    found = []
    for number in range(total):
        before, after = number * scans // total, (number + 1) * scans // total
        found.append(f"{style}scan-{before}" if after > before else f"{style}photo-{number - before}")
    return found


def taken(seed: str) -> Taken:
    number = int(seed.rsplit("-", 1)[1])
    rng = np.random.default_rng(crc32(seed.encode()))
    one = printing(Random(seed))
    other = seed.startswith("other-")
    habits = pen.OTHERS if other else pen.PEOPLE
    return (_scan if "scan" in seed else _photo)(seed, number, one, habits, other, rng)


def _photo(seed: str, number: int, one: Printing, habits: pen.Habits, other: bool, rng: np.random.Generator) -> Taken:
    fade = rng.uniform(0, 0.5) if rng.random() < 0.5 else 0.0
    sheet, truth, used = _on_paper(one, fade, habits, rng)
    megapixels = (12, 8, 5)[number % 3]
    shot = shots.shot(shots.OTHER if other else shots.PHONE, megapixels, rng)
    content = camera.photographed(sheet, _another(), shot, rng)
    groups = {
        "source": "photo", "size": f"{megapixels} MP", "level": shot.level, "pen": used.name, "trouble": shot.worst,
        "day": one.kind, "desk": shot.desk + (", a second sheet" if shot.second_sheet else ""),
    }  # fmt: skip
    return Taken(seed, content, sheet, one, truth, groups, shot.readable)


def _scan(seed: str, number: int, one: Printing, habits: pen.Habits, other: bool, rng: np.random.Generator) -> Taken:
    asked = scanner.scan(scanner.SORTS[number % len(scanner.SORTS)], rng)
    fade = rng.random()
    if asked.sort == "fax":  # pencil does not come through one bit, nor pale print: who faxes takes a pen
        habits, fade = pen.with_pens(habits, INKS), 0.4 * fade
    sheet, truth, used = _on_paper(one, fade, habits, rng)
    groups = {"source": "scan", "size": asked.sort, "level": "scan", "pen": used.name, "trouble": "", "day": one.kind}
    return Taken(seed, scanner.scanned(sheet, asked, rng), sheet, one, truth, groups, True)


def _on_paper(one: Printing, fade: float, habits: pen.Habits, rng: np.random.Generator) -> tuple[Picture, Truth, Pen]:
    picture = printer.printed(one.picture, rng, fade)
    if rng.random() < 0.3:
        picture = printer.shone_through(picture, _another(), rng)
    sheet, truth, used = pen.filled_in(one._replace(picture=picture), habits, rng)
    return printer.fed(sheet, rng), truth, used


@lru_cache(maxsize=1)
def _another() -> Picture:
    return printing(Random("another")).picture

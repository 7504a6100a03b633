"""What the print set prints the reader reads: every kind and paper, scanned as it is and with one tick of a pen."""

from __future__ import annotations

import json
from typing import Any, get_args

import numpy as np
import pytest

from planner.domain.print_choice import Paper, PrintKind
from planner.paper.order import Made
from planner.paper.reader import Find, PageReading, Printed
from planner.paper.reader.pipeline import NO_MARKS, read_picture
from tests.paper.days import picture
from tests.paper.kinds import full, ordered

Array = Any
DPI = 200
ORDERS: list[tuple[PrintKind, Paper]] = [
    *(("day", paper) for paper in get_args(Paper)),
    *((kind, "a5") for kind in get_args(PrintKind) if kind not in ("day", "review")),
    ("spread", "a4-booklet"),
    ("blank", "pocket"),
    ("week", "letter"),
    ("month", "supernote-nomad"),
]


def some(kind: PrintKind, paper: Paper) -> Made:
    """As many days as lie beside each other on the paper."""
    return ordered(2 if paper.startswith(("a4", "letter")) else 1, full, kind=kind, paper=paper)


def remembered(made: Made) -> Find:
    """The prints as they come back out of the data file."""
    kept = json.loads(json.dumps([one.sheets_json() for one in made.prints]))
    known = {
        one.id: Printed(one.id, one.page, one.kind, tuple(sheets))
        for one, sheets in zip(made.prints, kept, strict=True)
    }
    return known.get


def scanned(made: Made, number: int) -> Array:
    return np.array(picture(made.content(), DPI, number).convert("RGB"))[:, :, ::-1].copy()


def cross(scan: Array, sheet: dict[str, Any], mark: dict[str, Any]) -> None:
    """A diagonal through a square, laid on the paper by what the print remembers of its place."""
    paper = sheet["paper"]
    for share in np.linspace(0.1, 0.9, 60):
        x, y = mark["x"] + share * mark["w"], mark["y"] + share * mark["h"]
        if paper["turn"]:
            x, y = sheet["width"] - x, sheet["height"] - y
        column, row = round((paper["x"] + x) * DPI / 25.4), round((paper["y"] + y) * DPI / 25.4)
        scan[row - 1 : row + 2, column - 1 : column + 2] = (90, 30, 20)


def fillable(reading: PageReading) -> bool:
    """Whether the sheet that was read has anything to write in or to tick."""
    assert reading.printed is not None
    kept = next(sheet for sheet in reading.printed.sheets if sheet["number"] == reading.sheet)
    return any(mark["role"] in ("tick", "rail", "line", "feeling") for mark in kept["marks"])


@pytest.mark.parametrize(("kind", "paper"), ORDERS)
def test_every_sheet_is_found_and_known_and_its_squares_are_empty(kind: PrintKind, paper: Paper) -> None:
    made = some(kind, paper)
    find = remembered(made)
    for number, side in enumerate(made.sides[:4]):
        coded = [p.sheet for p in side.placed if any(mark.role == "code" for mark in p.sheet.marks)]
        if not coded:
            continue
        readings = read_picture(scanned(made, number), find)
        assert len(readings) == len(coded)
        for reading in readings:
            assert reading.problems == (() if fillable(reading) else (NO_MARKS,))
            assert not reading.intervals
            assert [tick.mark for tick in reading.ticks if tick.value != "empty"] == []


@pytest.mark.parametrize(("kind", "paper"), [order for order in ORDERS if order[0] not in ("month", "notes")])
def test_a_tick_is_read_where_the_print_says_its_square_lies(kind: PrintKind, paper: Paper) -> None:
    made = some(kind, paper)
    one = made.prints[-1]
    sheet = one.sheets_json()[0]
    mark = next(mark for mark in sheet["marks"] if mark["role"] == "tick")
    number = sheet["paper"]["page"] - 1
    scan = scanned(made, number)
    cross(scan, sheet, mark)
    readings = read_picture(scan, remembered(made))
    ticked = [(r.print_id, t.mark) for r in readings for t in r.ticks if t.value == "ticked"]
    assert ticked == [(one.id, mark["id"])]

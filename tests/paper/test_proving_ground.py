"""The proving ground's own truth: what the pen drew is what it says it drew, and a seed is a picture."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from random import Random
from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from planner.paper.shapes import Mark
from tests.benchmarks import paper_camera as camera
from tests.benchmarks import paper_pen as pen
from tests.benchmarks.paper import measure
from tests.benchmarks.paper_days import KINDS, PX, Printing, printing_of
from tests.benchmarks.paper_page import seeds, taken
from tests.benchmarks.paper_shot import OTHER, PHONE, Camera, shot
from tests.benchmarks.paper_space import Space
from tests.benchmarks.paper_truth import Rail, Truth

INKED = 25  # grey levels by which ink darkens white paper at least
PEOPLE = {"people": pen.PEOPLE, "others": pen.OTHERS}


class Filled(NamedTuple):
    printing: Printing
    truth: Truth
    ink: npt.NDArray[Any]

    def inside(self, mark: Mark, inset: float = 0.0) -> npt.NDArray[Any]:
        left, top = round((mark.x + inset) * PX), round((mark.y + inset) * PX)
        right, bottom = round((mark.x + mark.w - inset) * PX), round((mark.y + mark.h - inset) * PX)
        return self.ink[top:bottom, left:right]


@cache
def filled(kind: str, people: str, number: int) -> Filled:
    """A sheet filled in on paper that is blank, so that there is ink only where the pen was."""
    one = printing_of(kind, Random(f"{kind} {number}"))
    one = one._replace(picture=np.full_like(one.picture, 255))
    picture, truth, _ = pen.filled_in(one, PEOPLE[people], np.random.default_rng(number))
    return Filled(one, truth, picture.min(axis=2) < 255 - INKED)


SHEETS = [(kind, people, number) for kind in KINDS for people in PEOPLE for number in range(2)]
every_sheet = pytest.mark.parametrize(("kind", "people", "number"), SHEETS)


@every_sheet
def test_every_mark_has_its_truth(kind: str, people: str, number: int) -> None:
    one = filled(kind, people, number)
    marks = one.printing.sheet.marks
    assert set(one.truth.ticks) == {m.id for m in marks if m.role in ("tick", "feeling")}
    assert set(one.truth.lines) == {m.id for m in marks if m.role == "line"}


@every_sheet
def test_ink_is_in_the_squares_that_were_ticked_and_in_no_other(kind: str, people: str, number: int) -> None:
    one = filled(kind, people, number)
    for mark in one.printing.sheet.marks:
        shape = one.truth.shapes.get(mark.id)
        if shape is None:
            continue
        share = one.inside(mark, 0.5).mean()
        if shape in ("", "stray", "printed"):
            assert share == 0, (mark.id, shape)
        elif shape == "filled":
            assert share > 0.8, (mark.id, shape)
        else:
            assert 0.02 < share < 0.56, (mark.id, shape)


@every_sheet
def test_a_lane_is_shaded_from_start_to_end_of_each_interval(kind: str, people: str, number: int) -> None:
    one = filled(kind, people, number)
    rail = Rail(one.printing.sheet.marks)
    for worked in one.truth.intervals:
        x, width = rail.lanes[worked.lane]
        top, bottom = rail.y(worked.start), rail.y(worked.end)
        lane = np.asarray(one.ink[:, round((x + 0.5) * PX) : round((x + width - 0.5) * PX)].any(axis=1))
        rows = np.flatnonzero(lane[round((top - 0.8) * PX) : round((bottom + 0.8) * PX)]) / PX + top - 0.8
        assert abs(rows[0] - top) < 0.3
        assert abs(rows[-1] - bottom) < 0.3
        assert np.diff(rows).max() < pen.APART / 2


@every_sheet
def test_intervals_come_one_after_the_other_and_change_lanes(kind: str, people: str, number: int) -> None:
    one = filled(kind, people, number)
    worked, rail = one.truth.intervals, Rail(one.printing.sheet.marks)
    assert all(a.lane != b.lane for a, b in pairwise(worked))
    for a, b in zip(worked, worked[2:], strict=False):
        assert rail.y(b.start) - rail.y(a.end) >= pen.APART


@every_sheet
def test_lines_have_writing_on_them_or_none(kind: str, people: str, number: int) -> None:
    one = filled(kind, people, number)
    for mark in one.printing.sheet.marks:
        if mark.role == "line" and one.truth.lines[mark.id]:
            assert one.inside(mark).sum() / PX**2 > 0.6, mark.id  # square millimetres


def test_the_whole_set_has_a_seventh_of_scans_and_no_seed_twice() -> None:
    names = seeds(1200, 200, other=False)
    assert (len(set(names)), sum(name.startswith("scan-") for name in names)) == (1400, 200)
    assert set(names).isdisjoint(seeds(1200, 200, other=True))


@pytest.mark.parametrize("seed", ["photo-2", "scan-3", "other-photo-2"])
def test_a_seed_is_a_picture(seed: str) -> None:
    first, second = taken(seed), taken(seed)
    assert first.content == second.content
    assert first.truth == second.truth
    assert first.content != taken(seed + "0").content


@pytest.mark.parametrize("phone", [PHONE, OTHER])
@pytest.mark.parametrize("number", range(30))
def test_the_whole_sheet_is_in_the_picture(phone: Camera, number: int) -> None:
    rng = np.random.default_rng(number)
    space = Space(shot(phone, 5, rng), rng)
    for corner in ((-69, -100), (69, -100), (-69, 100), (69, 100)):
        away = np.hypot(*(space.paper - corner).transpose(2, 0, 1))
        row, column = np.unravel_index(away.argmin(), away.shape)
        assert away.min() < 2.5
        assert 0 < row < away.shape[0] - 1
        assert 0 < column < away.shape[1] - 1


@pytest.mark.parametrize("turns", range(4))
def test_a_tagged_photo_is_upright_however_the_phone_was_held(turns: int) -> None:
    upright = np.zeros((40, 60, 3), np.uint8)
    upright[:20, :20] = 255
    content = camera.jpeg(upright, 95, turns, tagged=True)
    shown = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    assert shown is not None
    assert shown.shape == upright.shape
    assert np.abs(shown.astype(int) - upright).mean() < 3


@pytest.mark.parametrize(
    "seed",
    [
        "photo-601",  # a big tick that keeps to the sides of its square
        "photo-973",  # lines that end where the axis is dense, so that the ticks of half an hour hide it
        "scan-189",  # a speck beyond the end of a run
        "scan-223",  # a fax that left a rule in pieces
        "photo-1747",  # a short hatching whose ends are pale
        "other-photo-542",  # the tip of a shadow on lines
        "other-scan-223",  # a fax of which thin lines were lost at the first look
        "other-scan-249",  # a speck behind a tick behind a run
        "other-photo-474",  # the edge of a shadow along the end of a run
    ],
)
def test_what_is_read_wrongly_is_not_sure(seed: str) -> None:
    score = measure(seed)
    assert score.located
    assert not (score.sure and score.faults), score.faults

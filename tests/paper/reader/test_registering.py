"""Paper that bends away between the corners: what is printed is found where it lies, not where it was printed."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from planner.paper.plan import Options
from planner.paper.reader import PageReading, read_image
from planner.paper.reader.values import SURE
from tests.paper.days import day, made
from tests.paper.reader.sheets import Paper, knowing, minutes_apart


def bent(paper: Paper, across: tuple[float, float], down: tuple[float, float], off: tuple[float, float]) -> Paper:
    """What lies about a place (its middle and reach in millimetres across and down) is moved."""
    height, width = paper.pixels.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / paper.scale
    hill = np.ones_like(x)
    for at, (middle, reach) in ((x, across), (y, down)):
        hill = hill * np.cos(np.clip((at - middle) / reach, -1, 1) * np.pi / 2) ** 2
    x, y = ((at - by * hill).astype(np.float32) * np.float32(paper.scale) for at, by in zip((x, y), off, strict=True))
    paper.pixels = cv2.remap(paper.pixels, x, y, cv2.INTER_LINEAR)
    return paper


def marks(reading: PageReading) -> set[tuple[str, str]]:
    return {(tick.mark, tick.value) for tick in reading.ticks if tick.value != "empty"}


@pytest.mark.parametrize(
    ("across", "down", "off"),
    [
        ((85.0, 50.0), (205.0, 60.0), (0.0, -4.0)),
        ((30.0, 40.0), (105.0, 25.0), (2.0, 0.5)),
        ((33.0, 20.0), (75.0, 14.0), (0.0, 1.6)),
    ],
    ids=["curled at its foot", "creased along its boxes", "creased across them"],
)
def test_squares_are_found_where_the_paper_bends(
    across: tuple[float, float], down: tuple[float, float], off: tuple[float, float]
) -> None:
    paper = Paper().tick("meditation-20").tick("box-box03")
    (flat,) = read_image(paper.pixels, knowing(paper.one))
    (reading,) = read_image(bent(paper, across, down, off).pixels, knowing(paper.one))
    assert marks(reading) == marks(flat)
    assert min(tick.confidence for tick in reading.ticks) >= SURE


def test_a_line_that_was_drawn_in_a_lane_is_not_taken_for_one_of_the_rail() -> None:
    spans = (("09:05", "10:40"), ("12:10", "13:35"), ("14:10", "15:50"))
    paper = Paper()
    for start, end in spans:
        x, top, bottom = paper.span(1, start, end)
        paper.stroke((x + 1.5, top), (x + 1.5, bottom), width=0.7)
        for y in (top, bottom):
            paper.stroke((x + 0.4, y), (x + 2.6, y), width=0.7)
    (reading,) = read_image(bent(paper, (25.0, 50.0), (110.0, 50.0), (2.5, -3.0)).pixels, knowing(paper.one))
    assert [one.lane for one in reading.intervals] == [1, 1, 1]
    for one, (start, end) in zip(reading.intervals, spans, strict=True):
        assert max(minutes_apart(one.start, start), minutes_apart(one.end, end)) <= 5


@pytest.mark.parametrize("left_handed", [False, True])
def test_small_boxes_one_below_the_other_are_not_taken_for_their_borders(left_handed: bool) -> None:
    calls = day(*(("work", f"{9 + at // 6}:{at % 6}0", 10, f"Call {at}", None) for at in range(12)))
    one = made(calls, Options(left_handed=left_handed))
    paper = Paper(one)
    squares = [mark for mark, place in paper.places.items() if place.role == "tick" and "box" in place.means]
    for mark in squares[::3]:
        paper.tick(mark, width=0.9)
    x, y = (paper.places[squares[6]].rect[at] for at in (0, 1))
    (reading,) = read_image(bent(paper, (x, 50.0), (y, 45.0), (1.3, 1.0)).pixels, knowing(one))
    assert marks(reading) == {(mark, "ticked") for mark in squares[::3]}
    assert min(tick.confidence for tick in reading.ticks) >= SURE

"""A whole sheet read: what was ticked, shaded and written comes out, and nothing else."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from planner.paper.reader import PageReading, read_image
from tests.paper.reader.sheets import Paper, knowing, minutes_apart, real_print


def read(paper: Paper) -> PageReading:
    (reading,) = read_image(paper.pixels, knowing(paper.one))
    return reading


def values(reading: PageReading) -> dict[str, str]:
    return {tick.mark: tick.value for tick in reading.ticks if tick.value != "empty"}


PRINTED_DONE = {"unplanned-1-1": "ticked"}  # it was done when the sheet was printed


def test_an_empty_sheet_is_read_as_empty_and_is_sure() -> None:
    reading = read(Paper())
    assert (reading.print_id, reading.sheet, reading.problems) == (real_print().id, 1, ())
    assert values(reading) == PRINTED_DONE
    assert (reading.intervals, [line.mark for line in reading.lines if line.written]) == ((), [])
    assert reading.sure


def test_a_tick_and_a_scribble_are_told_apart() -> None:
    reading = read(Paper().tick("box-box00").scribble("box-box03").tick("priority-1", width=0.3))
    assert values(reading) == {
        **PRINTED_DONE,
        "box-box00": "ticked",
        "box-box03": "cancelled",
        "priority-1": "ticked",
    }


def test_shaded_runs_come_out_to_the_minute_and_by_lane() -> None:
    spans = [(1, "08:35", "09:40"), (2, "09:40", "10:00"), (1, "13:30", "13:55")]
    paper = Paper()
    for span in spans:
        paper.shade(*span)
    reading = read(paper)
    assert [one.lane for one in reading.intervals] == [1, 2, 1]
    for one, (_, start, end) in zip(reading.intervals, spans, strict=True):
        assert minutes_apart(one.start, start) <= 3
        assert minutes_apart(one.end, end) <= 3


def test_what_is_written_on_a_free_line_is_seen() -> None:
    paper = Paper()
    x, y, _, h = paper.places["unplanned-1-2-line"].rect
    points = [(x + 3 + i * 0.8, y + h * (0.3 if i % 2 else 0.75)) for i in range(24)]
    reading = read(paper.stroke(*points, width=0.35))
    assert [line.mark for line in reading.lines if line.written] == ["unplanned-1-2-line"]


@pytest.mark.parametrize("turn", [cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE])
def test_a_turned_picture_reads_the_same(turn: int) -> None:
    paper = Paper().tick("box-box00").shade(1, "08:35", "09:40")
    straight = read(paper)
    paper.pixels = np.ascontiguousarray(cv2.rotate(paper.pixels, turn))
    turned = read(paper)
    assert values(turned) == values(straight)
    assert minutes_apart(turned.intervals[0].end, straight.intervals[0].end) <= 1


def test_a_mirrored_picture_is_read_and_told() -> None:
    paper = Paper().tick("box-box00")
    paper.pixels = np.ascontiguousarray(paper.pixels[:, ::-1])
    reading = read(paper)
    assert values(reading)["box-box00"] == "ticked"
    assert not reading.sure
    assert "mirrored" in reading.problems[0]

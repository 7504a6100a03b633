"""The rail: faint lines and shaded runs are read alike, what is no pen's is asked about, and light invents nothing."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from planner.paper.plan import Options
from planner.paper.reader import PageReading, read_image
from planner.paper.reader.values import SURE
from tests.paper.days import made, real_day
from tests.paper.reader.sheets import INK, Paper, knowing, minutes_apart

Array = Any
PENCIL = (150, 148, 148)
Span = tuple[int, str, str]


def read(paper: Paper) -> PageReading:
    (reading,) = read_image(paper.png(), knowing(paper.one))
    return reading


def long_day() -> Paper:
    """Eight millimetres an hour: what print hides on both sides of a tick is seven minutes."""
    return Paper(made(real_day(), Options(hours=(6 * 60, 23 * 60))))


def blurred(paper: Paper) -> Paper:
    paper.pixels = cv2.GaussianBlur(paper.pixels, (0, 0), 0.16 * paper.scale)
    return paper


def line(paper: Paper, span: Span, *, across: float = 1.5, **pen: Any) -> Paper:
    x, top, bottom = paper.span(*span)
    return paper.stroke((x + across, top), (x + across, bottom), **pen)


def bars(paper: Paper, span: Span) -> Paper:
    """A line between two bars, as on a drawing."""
    x, top, bottom = paper.span(*span)
    line(paper, span, width=0.35)
    return paper.stroke((x + 0.6, top), (x + 2.4, top), width=0.35).stroke((x + 0.6, bottom), (x + 2.4, bottom))


def hatching(paper: Paper, span: Span) -> Paper:
    x, top, bottom = paper.span(*span)
    for y in np.arange(top + 1.0, bottom, 0.8):
        paper.stroke((x + 0.4, y), (x + 2.6, y - 1.0), width=0.35)
    return paper


def holds(reading: PageReading, *spans: Span) -> None:
    assert [one.lane for one in reading.intervals] == [lane for lane, _, _ in spans]
    for one, (_, start, end) in zip(reading.intervals, spans, strict=True):
        assert minutes_apart(one.start, start) <= 4
        assert minutes_apart(one.end, end) <= 4


def sure(reading: PageReading) -> list[bool]:
    return [one.confidence >= SURE for one in reading.intervals]


def test_a_pale_pencil_line_is_a_run() -> None:
    spans = ((1, "08:35", "09:40"), (2, "09:50", "10:20"))
    paper = Paper()
    for span in spans:
        line(paper, span, width=0.35, ink=PENCIL)
    reading = read(paper)
    holds(reading, *spans)
    assert reading.sure


@pytest.mark.parametrize("shade", [bars, hatching, line])
def test_what_is_shaded_in_whatever_way_is_one_run(shade: Any) -> None:
    paper = shade(Paper(), (2, "13:05", "14:40"))
    reading = read(paper)
    holds(reading, (2, "13:05", "14:40"))
    assert reading.sure


@pytest.mark.parametrize("ink", [INK, PENCIL])
@pytest.mark.parametrize("span", [(2, "20:07", "20:39"), (1, "21:06", "21:53")])
def test_a_run_ends_where_its_ink_does_and_not_at_the_next_tick(span: Span, ink: tuple[int, int, int]) -> None:
    reading = read(blurred(line(long_day(), span, width=0.4, ink=ink)))
    holds(reading, span)


@pytest.mark.parametrize("span", [(2, "20:00", "20:45"), (1, "21:15", "22:00")])
def test_a_run_from_tick_to_tick_ends_at_both(span: Span) -> None:
    holds(read(blurred(line(long_day(), span, width=0.3))), span)


def test_a_smudge_before_a_line_is_no_part_of_it() -> None:
    span = (2, "19:35", "20:15")
    paper = line(long_day(), span, width=0.45)
    x, top, _ = paper.span(*span)
    rows, columns = np.mgrid[: paper.pixels.shape[0], : paper.pixels.shape[1]] / paper.scale
    away = ((columns - x - 1.5) / 6) ** 2 + ((rows - top + 0.6) / 0.7) ** 4
    paper.pixels = (paper.pixels * (1 - 0.07 * np.exp(-away))[..., None]).astype(np.uint8)
    holds(read(paper), span)


@pytest.mark.parametrize(("dark", "doubtless"), [(0.055, True), (0.1, False)])
def test_a_pale_smudge_behind_a_clear_run_leaves_its_end_in_no_doubt(dark: float, doubtless: bool) -> None:
    span = (1, "08:35", "09:40")
    paper = Paper().shade(*span)
    x, _, bottom = paper.span(*span)
    rows, columns = np.mgrid[: paper.pixels.shape[0], : paper.pixels.shape[1]] / paper.scale
    away = ((columns - x - 1.5) / 1.2) ** 2 + ((rows - bottom - 1.3) / 0.9) ** 4
    paper.pixels = (paper.pixels * (1 - dark * np.exp(-away))[..., None]).astype(np.uint8)
    reading = read(paper)
    holds(reading, span)
    assert sure(reading) == [doubtless]


def test_grain_neither_hides_a_run_nor_makes_one() -> None:
    paper = Paper().shade(1, "08:35", "09:40").shade(2, "15:10", "15:50")
    grain = np.random.default_rng(5).normal(0, 22, paper.pixels.shape[:2])
    paper.pixels = np.clip(paper.pixels * 0.5 + cv2.GaussianBlur(grain, (0, 0), 0.7)[..., None], 0, 255).astype(
        np.uint8
    )
    holds(read(paper), (1, "08:35", "09:40"), (2, "15:10", "15:50"))


def test_the_edge_of_a_shadow_is_no_run() -> None:
    paper = Paper().shade(1, "08:35", "09:40")
    height, width = paper.pixels.shape[:2]
    dark = np.ones((height, width), np.float32)
    edge = np.array([(0, 0.55 * height), (width, 0.5 * height), (width, height), (0, height)]).astype(np.int32)
    cv2.fillPoly(dark, [edge], 0.5)
    paper.pixels = (paper.pixels * cv2.GaussianBlur(dark, (0, 0), 12)[..., None]).astype(np.uint8)
    reading = read(paper)
    holds(reading, (1, "08:35", "09:40"))
    assert reading.sure


def test_a_rail_that_bends_between_two_marks_is_followed() -> None:
    spans = ((1, "11:05", "11:40"), (2, "11:45", "12:20"))
    paper = Paper()
    for span in spans:
        line(paper, span, width=0.4)
    height, width = paper.pixels.shape[:2]
    top, bottom = (paper.span(1, clock, "17:00")[1] * paper.scale for clock in ("10:30", "13:00"))
    y, x = np.mgrid[:height, :width].astype(np.float32)
    inside = ((y > top) & (y < bottom)).astype(np.float32)
    off = 1.4 * paper.scale * inside * np.sin(np.pi * (y - top) / (bottom - top)) ** 2
    paper.pixels = cv2.remap(paper.pixels, x - off, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    holds(read(paper), *spans)


def test_a_hair_beside_shaded_runs_is_asked_about() -> None:
    paper = Paper().shade(1, "08:35", "09:40").shade(2, "13:10", "13:50")
    reading = read(line(paper, (1, "15:10", "15:50"), across=0.9, width=0.12, ink=PENCIL))
    assert not reading.sure
    assert sure(reading)[:2] == [True, True]


def test_a_hair_alone_on_the_rail_is_asked_about() -> None:
    assert not read(line(Paper(), (1, "15:10", "15:50"), across=0.9, width=0.12, ink=PENCIL)).sure


def test_nobody_works_on_two_things_at_once() -> None:
    reading = read(Paper().shade(1, "08:35", "09:40").shade(2, "09:05", "10:10"))
    assert sure(reading) == [False, False]


def test_a_broad_pen_reaches_beside_its_neighbours_on_both_sides() -> None:
    spans = ((1, "10:00", "10:30"), (2, "10:30", "11:00"), (1, "11:00", "11:30"))
    paper = Paper()
    for lane, start, end in spans:
        x, top, bottom = paper.span(lane, start, end)
        for edge in (top, bottom):
            paper.stroke((x + 0.6, edge), (x + 2.4, edge), width=0.9)
        paper.stroke((x + 1.5, top), (x + 1.5, bottom), width=0.8)
    reading = read(paper)
    holds(reading, *spans)
    assert sure(reading) == [True] * 3


def test_two_runs_of_one_lane_stay_two() -> None:
    spans = ((1, "13:05", "13:40"), (1, "13:57", "14:30"))
    reading = read(line(line(Paper(), spans[0], width=0.4), spans[1], width=0.4))
    holds(reading, *spans)
    assert reading.sure


def test_a_trace_too_faint_to_be_read_is_asked_about() -> None:
    reading = read(line(Paper(), (1, "13:05", "14:40"), width=0.3, ink=(228, 228, 228)))
    assert not reading.sure


def test_light_on_the_rail_is_asked_about() -> None:
    paper = Paper().shade(1, "08:35", "09:40")
    x, y, _ = paper.span(1, "14:00", "15:00")
    height, width = paper.pixels.shape[:2]
    rows, columns = np.mgrid[:height, :width] / paper.scale
    glare = np.exp(-(((columns - x - 3) / 16) ** 2) - ((rows - y) / 14) ** 2)
    paper.pixels = np.clip(0.6 * paper.pixels + 400 * glare[..., None], 0, 255).astype(np.uint8)
    assert not read(paper).sure


def test_a_pencil_line_is_found_where_the_picture_is_grainy() -> None:
    paper = line(line(Paper(), (1, "08:35", "09:40"), width=0.4, ink=(120, 118, 118)), (2, "13:05", "14:40"), width=0.4)
    grain = cv2.GaussianBlur(np.random.default_rng(7).normal(0, 40, paper.pixels.shape[:2]), (0, 0), 0.7)
    paper.pixels = np.clip(paper.pixels * 0.6 + grain[..., None], 0, 255).astype(np.uint8)
    holds(read(paper), (1, "08:35", "09:40"), (2, "13:05", "14:40"))

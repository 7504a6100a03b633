"""What is written on a line is told from its printed rule, from noise, and from what no pen wrote."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from planner.paper.reader import read_image
from planner.paper.reader.values import SURE, LineRead
from tests.paper.kinds import ordered
from tests.paper.reader.sheets import INK, Paper, knowing

Ink = tuple[int, int, int]
LINE = "unplanned-1-3-line"
FIGURE = "priority-1-actual"
HOUR = "hour-1-11:00"


def lines(paper: Paper) -> dict[str, LineRead]:
    (reading,) = read_image(paper.pixels, knowing(paper.one))
    return {line.mark: line for line in reading.lines}


def curled(paper: Paper, by: float) -> Paper:
    """The outer side bent up by so many millimetres at its edge, but not its corners."""
    height, width = paper.pixels.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / paper.scale
    ends = np.clip(np.minimum(y - 18, 192 - y) / 10, 0, 1)
    off = by * np.clip((x - 95) / 53, 0, 1) ** 1.5 * ends
    paper.pixels = cv2.remap(paper.pixels, x * paper.scale, (y + off) * paper.scale, cv2.INTER_LINEAR)
    return paper


def test_a_rule_that_curls_off_its_place_is_no_writing() -> None:
    found = lines(curled(Paper(), 1.6))
    assert [line.mark for line in found.values() if line.written or line.confidence < SURE] == []


def blank_day() -> Paper:
    (one,) = ordered(kind="blank").prints
    return Paper(one)


def zigzag(paper: Paper, x: float, y: float, wide: float, high: float, **pen: Any) -> Paper:
    """A word of pointed letters."""
    return paper.stroke(*((x + step * wide / 10, y + (step % 2) * high) for step in range(11)), width=0.4, **pen)


def test_the_line_at_the_half_of_an_hour_is_no_writing() -> None:
    for paper in (blank_day(), curled(blank_day(), 1.6)):
        assert [line.mark for line in lines(paper).values() if line.written or line.confidence < SURE] == []


@pytest.mark.parametrize("above", [-1.0, 1.2, 4.5])
def test_a_word_in_an_hour_is_told_also_on_the_line_at_its_half(above: float) -> None:
    paper = blank_day()
    x, y, _, h = paper.places[HOUR].rect
    found = lines(zigzag(paper, x + 4, y + h / 2 - above, 9, 2.2))
    assert [line.mark for line in found.values() if line.written] == [HOUR]
    assert found[HOUR].confidence >= SURE


def test_a_rule_that_came_through_in_pieces_is_no_writing() -> None:
    """As on a fax."""
    paper = Paper()
    x, y, w, h = paper.places[LINE].rect
    paper.stroke((x - 3, y + h), (x + w + 3, y + h), width=0.8, ink=(255, 255, 255))
    paper.stroke((x, y + h - 0.7), (x + 8, y + h - 0.58), width=0.15)
    paper.stroke((x + 20, y + h - 0.4), (x + 27, y + h - 0.3), width=0.15)
    line = lines(paper)[LINE]
    assert (line.written, line.confidence >= SURE) == (False, True)


def test_a_pale_figure_is_seen_in_noise() -> None:
    paper = Paper()
    x, y, _, h = paper.places[FIGURE].rect
    eight = [(3, 0.3), (4, 0.2), (4.4, 0.4), (3, 0.65), (3.4, 0.8), (4.4, 0.7), (3, 0.3)]
    paper.stroke(*((x + at, y + down * h) for at, down in eight), width=0.4, ink=(190, 190, 190))
    noise = np.random.default_rng(1).normal(0, 9, paper.pixels.shape[:2])
    paper.pixels = np.clip(paper.pixels * 0.7 + noise[..., None], 0, 255).astype(np.uint8)
    written = {line.mark for line in lines(paper).values() if line.written}
    assert written == {FIGURE}


def test_one_short_stroke_is_asked_about() -> None:
    """It may be a word as short as a hair, or a hair."""
    paper = Paper()
    x, y, _, _ = paper.places[LINE].rect
    found = lines(paper.stroke((x + 12, y + 1.2), (x + 15.5, y + 2.8), width=0.3))
    assert found[LINE].confidence < SURE


SHORT = [(0.3, 0.1), (0.2, 0.9), (0.7, 0.8), (0.9, 1.3), (0.6, 1.7), (0.1, 1.6)]  # a five without its roof


def with_words(**pen: Any) -> Paper:
    """A sheet on which two lines are written."""
    paper = Paper()
    for row in (4, 6):
        x, y, _, _ = paper.places[f"bonus-1-{row}-line"].rect
        zigzag(paper, x + 3, y + 1.5, 15, 2.2, **pen)
    return paper


@pytest.mark.parametrize("ink", [INK, (190, 190, 190)])
@pytest.mark.parametrize("mark", [LINE, FIGURE])
def test_a_short_word_in_the_hand_of_the_others_is_written_beyond_doubt(mark: str, ink: Ink) -> None:
    paper = with_words(ink=ink)
    x, y, _, _ = paper.places[mark].rect
    line = lines(paper.stroke(*((x + 2 + at, y + 1.6 + down) for at, down in SHORT), width=0.4, ink=ink))[mark]
    assert (line.written, line.confidence >= SURE) == (True, True)


@pytest.mark.parametrize(("pen", "hair"), [(INK, (150, 150, 150)), ((200, 200, 200), (60, 60, 60))])
def test_a_hair_is_asked_about_among_words_of_a_pen_and_of_a_pencil(pen: Ink, hair: Ink) -> None:
    paper = with_words(ink=pen)
    x, y, _, _ = paper.places[LINE].rect
    paper.stroke((x + 12, y + 1.2), (x + 12.8, y + 2.8), (x + 15.4, y + 3.6), width=0.12, ink=hair)
    assert lines(paper)[LINE].confidence < SURE


def test_a_speck_as_dark_as_the_words_is_asked_about() -> None:
    paper = with_words()
    x, y, _, _ = paper.places[LINE].rect
    assert lines(paper.stroke((x + 12, y + 2.2), (x + 12.02, y + 2.2), width=0.5))[LINE].confidence < SURE


def test_a_stroke_that_comes_down_from_above_is_asked_about() -> None:
    paper = with_words()
    x, y, _, _ = paper.places[LINE].rect
    assert lines(paper.stroke((x + 12, y - 1.5), (x + 11.6, y + 2.8), width=0.4))[LINE].confidence < SURE


def test_the_tip_of_a_shadow_is_asked_about_and_not_taken_for_writing() -> None:
    paper = Paper()
    x, y, _, h = paper.places[LINE].rect
    rows, columns = paper.pixels.shape[:2]
    down, across = np.mgrid[0:rows, 0:columns] / paper.scale
    away = ((across - x - 20) / 10) ** 2 + ((down - y - h / 2) / 3) ** 2
    paper.pixels = (paper.pixels * (1 - 0.3 * np.exp(-away))[..., None]).astype(np.uint8)
    line = lines(paper)[LINE]
    assert (line.written, line.confidence >= SURE) == (False, False)

"""Photos that cannot be read, or not without a question: each says why, and what would work."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from planner.paper.code import payload
from planner.paper.reader import PageReading, read_image
from planner.paper.reader import identifying as code
from tests.paper.days import day, made
from tests.paper.reader.sheets import Paper, knowing, real_print, remembered


def read(pixels: np.ndarray, *prints: object) -> list[PageReading]:
    return read_image(np.ascontiguousarray(pixels), knowing(*(prints or (real_print(),))))  # type: ignore[arg-type]


def problem(pixels: np.ndarray) -> str:
    (reading,) = read(pixels)
    assert not reading.sure
    return reading.problems[0]


def no_sheet(pixels: np.ndarray) -> str:
    """Of a picture that no named day would make readable."""
    (reading,) = read(pixels)
    assert not reading.by_hand
    return problem(pixels)


def test_a_picture_without_a_sheet_says_so() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (900, 700, 3), dtype=np.uint8)
    assert "no sheet" in no_sheet(noise)


def test_a_dark_picture_says_so() -> None:
    assert "too dark" in no_sheet((Paper().pixels * 0.08).astype(np.uint8) // 8)


def test_a_blurred_picture_says_so() -> None:
    assert "blurred" in problem(cv2.GaussianBlur(Paper().pixels, (0, 0), 25))


def test_half_a_sheet_is_cut_off() -> None:
    pixels = Paper().pixels
    assert "cut off" in no_sheet(pixels[: len(pixels) // 2])


def test_a_covered_code_asks_for_the_day_and_takes_it() -> None:
    paper = Paper().tick("box-box00")
    x, y, w, h = (round(value * paper.scale) for value in paper.places["code"].rect)
    paper.pixels[y : y + h, x : x + w] = 200
    (unknown,) = read(paper.pixels)
    assert unknown.by_hand
    assert "by hand" in unknown.problems[0]
    (reading,) = read_image(paper.pixels, lambda _: None, remembered(real_print()))
    assert not reading.by_hand
    assert {t.mark for t in reading.ticks if t.value == "ticked"} == {"unplanned-1-1", "box-box00"}


def test_a_sheet_of_another_planner_says_so() -> None:
    (reading,) = read_image(Paper().pixels, lambda _: None)
    assert reading.by_hand
    assert (reading.print_id, reading.ticks) == (real_print().id, ())
    assert "another planner" in reading.problems[0]


def test_a_sheet_of_another_layout_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    newer = payload("123456789012", 1)
    monkeypatch.setattr(code, "read_payload", lambda text: (2, newer[1:13], 1))
    assert "another version" in problem(Paper().pixels)


def test_a_marker_under_a_thumb_makes_a_question_and_no_mistake() -> None:
    paper = Paper().tick("box-box00").shade(1, "08:35", "09:40")
    x, y, w, h = (round(value * paper.scale) for value in paper.places["marker-2"].rect)
    paper.pixels[y - 20 : y + h, x - 20 : x + w] = (120, 150, 200)
    (reading,) = read(paper.pixels)
    assert {t.mark for t in reading.ticks if t.value == "ticked"} == {"unplanned-1-1", "box-box00"}
    assert not reading.sure
    assert "marker" in reading.problems[0]


@pytest.mark.parametrize("size", [0.94, 1.05])
def test_a_sheet_printed_smaller_or_larger_reads_the_same(size: float) -> None:
    paper = Paper().tick("box-box00").shade(1, "08:35", "09:40")
    (straight,) = read(paper.pixels)
    printed = cv2.resize(paper.pixels, None, fx=size, fy=size, interpolation=cv2.INTER_AREA)
    (fitted,) = read(cv2.copyMakeBorder(printed, 60, 40, 50, 70, cv2.BORDER_CONSTANT, value=(255, 255, 255)))
    assert [(t.mark, t.value) for t in fitted.ticks] == [(t.mark, t.value) for t in straight.ticks]
    assert fitted.sure


def test_two_sheets_in_one_picture_are_told_apart() -> None:
    other = made(day(("work", "9:00", 60, "Read", 1)))
    one, two = Paper().tick("box-box00"), Paper(other).tick("priority-1")
    both = np.concatenate([one.pixels, np.full_like(one.pixels[:, :80], 90), two.pixels], axis=1)
    readings = {r.print_id: r for r in read(both, real_print(), other)}
    assert set(readings) == {real_print().id, other.id}
    ticked = {t.mark for t in readings[other.id].ticks if t.value == "ticked"}
    assert ticked == {"priority-1"}


def with_markers(*names: str) -> np.ndarray:
    """A whole sheet, and beside it some of its markers alone."""
    paper = Paper()
    beside = np.full_like(paper.pixels[:, :200], 255)
    for number, name in enumerate(names):
        x, y, w, h = (round(value * paper.scale) for value in paper.places[name].rect)
        marker = paper.pixels[y - 10 : y + h + 10, x - 10 : x + w + 10]
        beside[300 * number + 60 : 300 * number + 60 + len(marker), 50 : 50 + marker.shape[1]] = marker
    return np.concatenate([paper.pixels, beside], axis=1)


def test_markers_of_one_number_beside_a_sheet_are_no_second_sheet() -> None:
    """So do the keys of a keyboard look."""
    assert len(read(with_markers("marker-1", "marker-1", "marker-1"))) == 1
    whole, half = read(with_markers("marker-1", "marker-2"))
    assert whole.sure
    assert "cut off" in half.problems[0]

"""What stands in a square is told though the pen is pale, the picture noisy, or light shines on the sheet."""

from __future__ import annotations

import numpy as np
import pytest

from planner.paper.reader import read_image
from planner.paper.reader.values import SURE, TickRead
from tests.paper.reader.sheets import Paper, knowing

PENCIL = (205, 205, 205)
TICKED, EMPTY = "box-box00", "box-box03"


def squares(paper: Paper) -> dict[str, TickRead]:
    (reading,) = read_image(paper.pixels, knowing(paper.one))
    return {tick.mark: tick for tick in reading.ticks}


def noisy(paper: Paper, grain: float) -> Paper:
    noise = np.random.default_rng(1).normal(0, grain, paper.pixels.shape[:2])
    paper.pixels = np.clip(paper.pixels * 0.7 + noise[..., None], 0, 255).astype(np.uint8)
    return paper


@pytest.mark.parametrize("grain", [3.0, 20.0])
def test_a_pale_pencil_is_told_from_the_noise(grain: float) -> None:
    found = squares(noisy(Paper().tick(TICKED, ink=PENCIL, width=0.5), grain))
    assert found[TICKED].value == "ticked"
    assert (found[EMPTY].value, found[EMPTY].confidence >= SURE) == ("empty", True)


def test_a_pencil_as_faint_as_noise_is_told_by_how_all_squares_differ() -> None:
    ticked = {TICKED, "box-box01", "priority-1", "priority-2", "meditation-20"}
    paper = Paper()
    printed = {mark for mark, place in paper.places.items() if place.done}
    for mark in ticked:
        paper.tick(mark, ink=(230, 230, 230), width=0.45)
    found = squares(noisy(paper, 22.0))
    assert {mark for mark, tick in found.items() if tick.value == "ticked"} - printed == ticked


def test_ticks_that_are_alike_and_unlike_all_empty_squares_are_beyond_doubt() -> None:
    ticked = {TICKED, "box-box01", "priority-1", "priority-2", "meditation-20"}
    paper = Paper()
    for mark in ticked:
        paper.tick(mark, ink=(219, 219, 219), width=0.45)
    found = squares(noisy(paper, 22.0))
    assert {mark for mark in ticked if found[mark].confidence < SURE} == set()
    alone = squares(noisy(Paper().tick("priority-1", ink=(219, 219, 219), width=0.45), 22.0))
    assert alone["priority-1"].confidence < SURE


def test_a_pen_is_seen_where_light_shines_on_the_sheet() -> None:
    paper = Paper().tick(TICKED, ink=(150, 150, 150))
    rect = paper.places[TICKED].rect
    y, x = (np.arange(count) / paper.scale for count in paper.pixels.shape[:2])
    away = ((x[None, :] - rect.x) ** 2 + (y[:, None] - rect.y) ** 2) / 35**2
    light = 0.75 * np.exp(-away)[..., None]
    paper.pixels = (paper.pixels * (1 - light) + 255 * light).astype(np.uint8)
    found = squares(noisy(paper, 3.0))
    assert found[TICKED].value == "ticked"
    assert found[EMPTY].value == "empty"


def test_a_scribble_that_leaves_paper_bare_is_a_tick_and_not_crossed_out() -> None:
    paper = Paper()
    x, y, w, h = paper.places[TICKED].rect
    rows = np.linspace(y + 0.27 * h, y + 0.73 * h, 6)
    paper.stroke(*((x + (0.3 + 0.4 * (i % 2)) * w, row) for i, row in enumerate(rows)), width=0.6)
    found = squares(paper.scribble(EMPTY))
    assert (found[TICKED].value, found[TICKED].confidence >= SURE) == ("ticked", True)
    assert (found[EMPTY].value, found[EMPTY].confidence >= SURE) == ("cancelled", True)


def test_a_mark_far_paler_than_the_others_is_asked_about() -> None:
    """It may be a hair on the glass."""
    paper = Paper().tick(TICKED).tick("priority-1").tick("priority-2")
    x, y, w, h = paper.places[EMPTY].rect
    paper.stroke((x - w, y + 0.3 * h), (x + 2 * w, y + 0.7 * h), width=0.2, ink=(190, 190, 190))
    found = squares(paper)
    assert found[EMPTY].confidence < SURE
    assert min(found[mark].confidence for mark in (TICKED, "priority-1", "priority-2")) >= SURE


def test_a_small_dot_as_dark_as_the_other_marks_is_a_tick_in_grain_too() -> None:
    pale = {"ink": (150, 150, 150)}
    paper = Paper().tick(TICKED, **pale).tick("priority-1", **pale).tick("priority-2", **pale)
    x, y, w, h = paper.places[EMPTY].rect
    paper.stroke((x + 0.5 * w, y + 0.4 * h), (x + 0.51 * w, y + 0.4 * h), width=0.5, **pale)
    found = squares(noisy(paper, 16.0))
    assert (found[EMPTY].value, found[EMPTY].confidence >= SURE) == ("ticked", True)


def test_a_filling_in_grainy_pencil_crosses_its_square_out() -> None:
    paper = Paper()
    bare = paper.pixels.copy()
    paper.scribble(EMPTY)
    grain = np.random.default_rng(7).random(bare.shape[:2]) < 0.6
    size = round(0.12 * paper.scale)
    holes = grain.repeat(size, 0).repeat(size, 1)[: len(bare), : bare.shape[1]]
    paper.pixels[holes] = bare[holes]
    found = squares(paper)
    assert (found[EMPTY].value, found[EMPTY].confidence >= SURE) == ("cancelled", True)


def test_a_filling_a_little_beside_its_square_crosses_it_out() -> None:
    paper = Paper()
    x, y, w, h = paper.places[EMPTY].rect
    rows = np.linspace(y + 0.05 * h, y + 0.95 * h, 14)
    paper.stroke(*((x + (0.3 + 0.88 * (i % 2)) * w, row) for i, row in enumerate(rows)), width=0.5)
    found = squares(paper)
    assert (found[EMPTY].value, found[EMPTY].confidence >= SURE) == ("cancelled", True)


def test_a_ring_in_a_square_is_a_tick() -> None:
    paper = Paper()
    x, y, w, h = paper.places[EMPTY].rect
    turns = np.linspace(0, 2 * np.pi, 25)
    paper.stroke(*((x + (0.5 + 0.25 * np.cos(t)) * w, y + (0.5 + 0.25 * np.sin(t)) * h) for t in turns), width=0.7)
    assert squares(paper)[EMPTY].value == "ticked"


def test_a_speck_in_a_square_is_rather_no_tick_and_asked_about() -> None:
    paper = Paper(dpi=400)
    x, y, w, h = paper.places[EMPTY].rect
    paper.stroke((x + 0.5 * w, y + 0.4 * h), (x + 0.51 * w, y + 0.4 * h), width=0.4)
    assert (squares(paper)[EMPTY].value, squares(paper)[EMPTY].confidence < SURE) == ("empty", True)

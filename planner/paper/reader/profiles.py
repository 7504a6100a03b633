"""The lanes of a rail row by row: how much ink, what the blank paper gives there, and how much that varies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import cv2
import numpy as np

from planner.paper.reader.rails import Lane, Tick
from planner.paper.reader.tracking import Track, patch

Array = Any

STEP = 0.1  # millimetres of a row
HOUR, QUARTER = 0.45, 0.4  # millimetres on both sides of a printed tick that say nothing
FINE = 0.8  # pixels over which ink is evened out
BLANK = 30  # of 100 pixels of a row: a thin stroke leaves so many blank
BROAD, LONG = 5, 21  # pixels across and rows along, of a piece of a line
EVEN = 15  # rows over which the blank of a row is taken together
BLURRED = 9  # rows on both sides of a tick into which it may be blurred
AROUND = 80  # rows on both sides within which paper looks alike
QUIETEST = 0.006  # of ink: paper is never more even than that


class Rows(NamedTuple):
    """The ink of each lane, rows of `y` millimetres, STEP apart. Arrays of lanes and rows.

    `whole` is the mean of a row and `thin` how far that lies above its blank pixels: what shadows and creases darken
    evenly is no stroke. `line` is the same where a line along the lane would be. `darkest` is the darkest pixel of a
    row. `printed` rows stand at a tick, and say nothing.
    """

    y: Array
    whole: Array
    thin: Array
    line: Array
    darkest: Array
    printed: Array


class Level(NamedTuple):
    """What blank paper gives in each lane and row, and by how much it varies from row to row."""

    paper: Array
    noise: Array


def rows_of(ink: Array, lanes: Sequence[Lane], track: Track) -> Rows:
    """The rows of all lanes, without what the printed ticks leave in them."""
    y = np.arange(lanes[0].top + STEP / 2, lanes[0].bottom, STEP)
    printed = np.zeros(len(y), bool)
    for tick in lanes[0].ticks:
        printed |= np.abs(y - tick.y) <= (HOUR if tick.hour else QUARTER)
    patches = [cv2.GaussianBlur(patch(ink, lane, y, track), (0, 0), FINE) for lane in lanes]
    whole = np.stack([one.mean(axis=1) for one in patches])
    blank = np.stack([_blank(one, printed) for one in patches])
    thin, line = whole - blank, np.stack([_line(one, printed) for one in patches]) - blank
    darkest = np.stack([one.max(axis=1) for one in patches])
    whole, thin, line = (_without_ticks(one, y, lanes[0].ticks) for one in (whole, thin, line))
    return Rows(y, whole, thin, line, darkest, printed)


def _blank(pixels: Array, printed: Array) -> Array:
    """The blank of each row, evened along the lane."""
    low, rows = np.percentile(pixels, BLANK, axis=1), np.arange(len(printed))
    if not printed.all():
        low = np.interp(rows, rows[~printed], low[~printed])
    return np.convolve(np.pad(low, EVEN // 2, mode="edge"), np.ones(EVEN) / EVEN, mode="valid")


def _line(pixels: Array, printed: Array) -> Array:
    """The ink of each row where the rows around it are darkest."""
    known = np.repeat(~printed[:, None], pixels.shape[1], axis=1).astype(np.float32)
    broad = cv2.blur(pixels, (BROAD, 1))
    even, share = (cv2.blur(part, (1, LONG)) for part in (broad * known, known))
    darkest = (even / np.maximum(share, 1e-3)).argmax(axis=1)
    return broad[np.arange(len(broad)), darkest]


def _without_ticks(rows: Array, y: Array, ticks: Sequence[Tick]) -> Array:
    """Blurred ticks darken the rows beside them too: what they do to most is taken off all."""
    found, around = rows.copy(), np.arange(-BLURRED, BLURRED + 1)
    for hour in (True, False):
        places = np.array([round((tick.y - y[0]) / STEP) for tick in ticks if tick.hour == hour], int)
        places = places[(places >= 2 * BLURRED) & (places < len(y) - 2 * BLURRED)]
        if len(places) < 3:
            continue
        near = rows[:, places[:, None] + around].min(axis=0)  # what is shaded stands in one lane alone
        far = [np.median(rows[:, places[:, None] + side].min(axis=0), axis=1) for side in _sides()]
        rise = np.median(near - np.minimum(*far)[:, None], axis=0)
        for place in places:
            found[:, place + around] -= np.maximum(rise, 0.0)
    return found


def _sides() -> tuple[Array, Array]:
    """Rows beyond what a tick is blurred into, before and after it."""
    return np.arange(-14, -BLURRED), np.arange(BLURRED + 1, 15)


def first_level(rows: Array, printed: Array) -> Level:
    """By all rows, of which the lighter ones are blank: time is worked in one lane at once."""
    known = np.repeat(~printed[None], len(rows), axis=0)
    low, paper = _running(rows, known, (0.1, 0.3), 2 * AROUND)
    noise = np.maximum((paper - low) / 0.76, QUIETEST)  # of a normal distribution
    return Level(np.repeat(paper[None], len(rows), axis=0), noise)


def level_of(rows: Array, blank: Array) -> Level:
    """By the rows that are known to be blank."""
    paper = np.stack([_running(row[None], known[None], (0.5,))[0] for row, known in zip(rows, blank, strict=True)])
    (spread,) = _running(np.abs(rows - paper), blank, (0.5,), 2 * AROUND)
    return Level(paper, np.maximum(1.4826 * spread, QUIETEST))


def _running(rows: Array, known: Array, shares: Sequence[float], around: int = AROUND) -> list[Array]:
    """Running quantiles over the known values of all lanes together; between far ones where few are known."""
    count = rows.shape[1]
    at = np.arange(0, count + around // 4, around // 4)
    window = at[:, None] + np.arange(-around, around)
    inside = (window >= 0) & (window < count)
    window = window.clip(0, count - 1)
    values = np.where(known[:, window] & inside, rows[:, window], np.inf).swapaxes(0, 1).reshape(len(at), -1)
    values.sort(axis=1)
    much = np.isfinite(values).sum(axis=1)
    seen = much > around // 10
    if not seen.any():
        return [np.zeros(count) for _ in shares]
    picked = [values[np.arange(len(at)), np.maximum(0, share * (much - 1)).astype(int)] for share in shares]
    return [np.interp(np.arange(count), at[seen], one[seen]) for one in picked]

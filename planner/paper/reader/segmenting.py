"""Which rows of which lane are shaded: a hidden Markov model over the rows of a rail, and its best way down.

Time is worked in one lane at once. A row is blank, or one lane is shaded at one of several levels, or all are; a
change costs something, so that a run is as long as its ink, and a speck is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from planner.paper.reader.profiles import Level, Rows, first_level, level_of

Array = Any

LEVELS = 0.035 * 1.55 ** np.arange(8)  # of ink in the rows of a run: from a faint pencil line to solid black
LINES = 0.1 * 1.55 ** np.arange(6)  # of ink along a line
UNEVEN = 0.28  # of its level by which the ink of a run varies
HUNG_OVER = 0.1  # of the level of a run by which it darkens the other lanes
TOGETHER = 0.012  # of ink by which all lanes vary together: a crease, the edge of a shadow
THIN = 0.12  # a level below which a run is of single strokes, and told by them
TOLD = 3.0  # times the noise that a level has to be: what is fainter nobody can tell
ALL_LANES = 2.0  # by how much it is less likely that all lanes are shaded at once
UNTOLD = 20.0  # by how much less likely such a level is
CAPPED = 10.0  # nats: no row is further off than that, for a speck is dark but short
ALIKE = 0.35  # of what a row says that its neighbours have not said already
CHANGE, SWELL = 4.0, 1.5  # what it costs to begin or end a run, and to change its level
MARGIN = 5  # rows beside a run that are not taken for blank


class Ink(NamedTuple):
    """By how much the rows of each lane are darker than blank ones, and by how much blank ones vary."""

    above: Array
    noise: Array


class Segments(NamedTuple):
    """What was found: `shaded` tells of each lane and row whether it is, `gain` how much more likely shaded is than
    blank (in nats); `whole`, `thin` and `line` are the ink of the rows.
    """

    shaded: Array
    gain: Array
    whole: Ink
    thin: Ink
    line: Ink


def segmented(rows: Rows) -> Segments:
    """The best way down the rail, found twice: at last by what the first time was found to be blank."""
    parts = (rows.whole, rows.thin, rows.line)
    found = _found(rows, [first_level(part, rows.printed) for part in parts])
    blank = ~widened(found.shaded) & ~rows.printed
    return _found(rows, [level_of(part, blank) for part in parts])


def widened(shaded: Array) -> Array:
    """Shaded rows and those beside them."""
    return np.stack([np.convolve(lane, np.ones(2 * MARGIN + 1), mode="same") > 0 for lane in shaded])


def _found(rows: Rows, levels: Sequence[Level]) -> Segments:
    parts = zip((rows.whole, rows.thin, rows.line), levels, strict=True)
    whole, thin, line = (Ink(part - level.paper, level.noise) for part, level in parts)
    lanes = len(rows.whole)
    alone = [np.eye(lanes)[lane] for lane in range(lanes)]
    states = [(lane * level, line) for lane in alone for level in LINES]
    states += [(some * level, thin if level < THIN else whole) for some in (*alone, np.ones(lanes)) for level in LEVELS]
    names = np.stack([np.zeros(lanes, bool), *(state > 0 for state, _ in states)])
    worth = np.zeros((len(names), len(rows.y)))
    for number, (state, ink) in enumerate(states, 1):
        worth[number] = _likely(ink, state) - _likely(ink, np.zeros(lanes))
        worth[number] -= ALL_LANES * (lanes > 1 and state.min() > 0)
        if ink is not whole:
            worth[number, ink.noise * TOLD > state.max()] -= UNTOLD
    worth *= ALIKE * ~rows.printed
    gain = [worth[names[:, lane]].max(axis=0) - worth[~names[:, lane]].max(axis=0) for lane in range(lanes)]
    return Segments(names[_way(worth, names)].T, np.stack(gain), whole, thin, line)


def _likely(ink: Ink, level: Array) -> Array:
    """How likely each row is: normal about the level of each lane, where what all lanes have in common varies too."""
    seen, noise = np.maximum(ink.above, -ink.noise), ink.noise
    spread = noise**2 + ((UNEVEN * level) ** 2 + (HUNG_OVER * level.max() * (level == 0)) ** 2)[:, None]
    miss, common = seen - level[:, None], TOGETHER**2
    shared = 1 + common * (1 / spread).sum(axis=0)
    off = 0.5 * ((miss**2 / spread).sum(axis=0) - common * (miss / spread).sum(axis=0) ** 2 / shared)
    return -np.minimum(off, CAPPED) - 0.5 * (np.log(spread).sum(axis=0) + np.log(shared))


def _way(worth: Array, names: Array) -> Array:
    """The best way down (Viterbi): the number of a state for each row."""
    other = (names[:, None] != names[None]).any(axis=2)
    cost = np.where(other, CHANGE, SWELL) * ~np.eye(len(names), dtype=bool)
    best = worth[:, 0] - CHANGE * names.any(axis=1)
    before = np.zeros(worth.shape[::-1], int)
    every = np.arange(len(names))
    for row in range(1, worth.shape[1]):
        ways = best[:, None] - cost
        before[row] = ways.argmax(axis=0)
        best = ways[before[row], every] + worth[:, row]
    way = [int(best.argmax())]
    for row in range(worth.shape[1] - 1, 0, -1):
        way.append(int(before[row, way[-1]]))
    return np.array(way[::-1])

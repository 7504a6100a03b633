"""Where the rail truly lies on a flattened sheet: its long lines and its ticks followed from the top to the bottom.

A sheet that curls between two printed marks is not quite flat there. So at every height the shift is looked for that
the print answers best to, and of all ways down the rail the one is taken that answers well and bends little.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import cv2
import numpy as np

from planner.paper.reader.rails import Lane
from planner.paper.reader.rectifying import SCALE
from planner.paper.reader.registering import Flat

Array = Any

APART = 3.0  # millimetres between two heights at which a shift is looked for
WINDOW = 6.0  # millimetres of rail whose long lines are looked for together
TICKS = 4.0  # millimetres from a height at which a tick counts for it by a third
ACROSS, DOWN = 3.0, 1.2  # millimetres that the lines and the ticks may lie off
FINE = 0.05  # millimetres between two shifts that are tried
LIKELY = (1.5, 0.6)  # millimetres across and down that the rail is off at times
BENDS = (0.2, 0.15)  # millimetres by which two neighbouring heights differ at times
BESIDE = (0.5, 0.6)  # millimetres off a line and off a tick where there is none
EDGE = 0.5  # millimetres inside a lane that belong to its lines
STRONGEST = 0.5  # ink beyond which a pixel counts no more
WEAK = 0.03  # an answer so weak is no line's


class Track(NamedTuple):
    """Shifts in millimetres by height, and how strongly the long lines show there, of 1 as strongly as usual."""

    heights: Array
    across: Array
    down: Array
    strength: Array

    def places(self, x: Array, y: Array) -> tuple[Array, Array]:
        """The pixels at which the places of a grid of columns and rows are found, for `cv2.remap`."""
        across, down = (np.asarray(np.interp(y, self.heights, shift)) for shift in (self.across, self.down))
        map_x = ((x[None, :] + across[:, None]) * SCALE - 0.5).astype(np.float32)
        map_y = np.repeat(((y + down) * SCALE - 0.5).astype(np.float32)[:, None], len(x), axis=1)
        return map_x, map_y


def patch(picture: Array, lane: Lane, y: Array, track: Track) -> Array:
    """What stands in a lane between its lines: a row for each height, a column for each pixel."""
    x = np.arange(lane.left + EDGE, lane.right - EDGE + 1e-6, 1 / SCALE)
    return cv2.remap(picture, *track.places(x, y), cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)


def tracked(flat: Flat, lanes: Sequence[Lane]) -> Track:
    """Follow a rail of at least one lane."""
    heights = np.arange(lanes[0].top, lanes[0].bottom + APART, APART)
    across, strength = _across(flat.ink, lanes, heights)
    hours = _hours(flat)
    down = np.interp(heights, hours[:, 0], hours[:, 1])
    track = Track(heights, across, down, strength)
    return track._replace(down=down + _down(flat.ink, lanes, track))


def _hours(flat: Flat) -> Array:
    """How far down the hours were seen: rows of (y, dy)."""
    hours = [one for one in flat.seen if one.anchor.mark.startswith("rail ") and one.found]
    near = sorted((one.anchor.y, one.dy) for one in hours if np.hypot(one.dx, one.dy) < EDGE)
    return np.array(near or [(0.0, 0.0)])


def _across(ink: Array, lanes: Sequence[Lane], heights: Array) -> tuple[Array, Array]:
    """The shift of the long lines at each height, and their strength."""
    shifts = np.arange(-ACROSS, ACROSS + 1e-6, FINE)
    answers = np.stack([_lines(ink, lanes, y, shifts) for y in heights])
    way = _way(answers, shifts, LIKELY[0], BENDS[0])
    found = answers[np.arange(len(way)), way]
    return shifts[way], found / max(float(np.median(found)), WEAK)


def _lines(ink: Array, lanes: Sequence[Lane], y: float, shifts: Array) -> Array:
    """How well the long lines answer about a height for each shift."""
    top, bottom = (round(max(0.0, y + side * WINDOW / 2) * SCALE) for side in (-1, 1))
    first = max(0, round((lanes[0].left - ACROSS - BESIDE[0]) * SCALE))
    last = min(ink.shape[1], round((lanes[-1].right + ACROSS + BESIDE[0]) * SCALE))
    profile = np.minimum(ink[top:bottom, first:last], STRONGEST).mean(axis=0)
    lines = np.array([*(lane.left for lane in lanes), lanes[-1].right])
    at = (np.arange(first, last) + 0.5) / SCALE
    return _answers(profile, at, lines[:, None] + shifts, BESIDE[0]).sum(axis=0)


def _down(ink: Array, lanes: Sequence[Lane], track: Track) -> Array:
    """The shift of the ticks at each height, besides that of the hours. What is shaded stands in one lane alone."""
    y = np.arange(lanes[0].top - 2 * DOWN, lanes[0].bottom + 2 * DOWN, 1 / SCALE)
    profile = np.min([np.minimum(patch(ink, lane, y, track), STRONGEST).mean(axis=1) for lane in lanes], axis=0)
    shifts = np.arange(-DOWN, DOWN + 1e-6, FINE)
    ticks = np.array([tick.y for tick in lanes[0].ticks])
    weights = np.exp(-(((track.heights[:, None] - ticks) / TICKS) ** 2))
    answers = weights @ _answers(profile, y, ticks[:, None] + shifts, BESIDE[1])
    return shifts[_way(answers / np.maximum(weights.sum(axis=1, keepdims=True), 0.3), shifts, LIKELY[1], BENDS[1])]


def _answers(profile: Array, at: Array, places: Array, beside: float) -> Array:
    """How much darker places are than what lies on both sides of them."""
    middle, left, right = (np.interp(places + off, at, profile) for off in (0.0, -beside, beside))
    return np.clip(middle - (left + right) / 2, 0.0, 0.25)


def _way(answers: Array, shifts: Array, likely: float, bends: float) -> Array:
    """The best way through the shifts of all heights (Viterbi): the number of a shift for each."""
    usual = max(float(np.median(answers.max(axis=1))), WEAK)
    worth = 5 * np.minimum(answers / usual, 1.3) - ((shifts / likely) ** 2) / 2
    apart = ((shifts[:, None] - shifts) / bends) ** 2
    best, before = worth[0], []
    for row in worth[1:]:
        ways = best[:, None] - apart
        before.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    way = [int(best.argmax())]
    for chosen in reversed(before):
        way.append(int(chosen[way[-1]]))
    return np.array(way[::-1])

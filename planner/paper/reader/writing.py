"""Whether anything was written on the lines of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

import cv2
import numpy as np

from planner.paper.blank import halved
from planner.paper.reader.pens import INKED, Pen
from planner.paper.reader.rails import Lane, lanes_of
from planner.paper.reader.rectifying import SCALE
from planner.paper.reader.registering import Flat, around
from planner.paper.reader.values import LineRead, Place, Rect
from planner.paper.shapes import HAIR

Array = Any

INSIDE = 0.9  # millimetres inside both ends of a line's place, that neighbours may reach into
RULE = 0.4  # millimetres on both sides of a printed rule that say nothing
ASTRAY, ASKEW, BOWED = 1.2, 1.0, 0.6  # millimetres that a rule may lie off: all of it, its ends, its middle
BUCKLED = 1.0  # millimetres that it may lie off a smooth curve
RELUCTANCE = 0.2  # of its answer that a step up or down costs
BESIDE = 0.5  # millimetres off a rule where no ink should be
STRONGEST = 0.3  # ink beyond which a pixel of a rule counts no more: letters must not outweigh it
SHOWS = 0.02  # of a rule's answer: below it, it is not seen
SPECK, SHORT = 0.2, 1.0  # square millimetres and millimetres of a stroke: less is no pen's
DARK, FAINT = 97, 2.2  # of 100 pixels the darkest but these, times their doubt: a pale pen where no ink is seen
EVEN = 1.5  # pixels over which noise is evened out
SOFT = 0.06  # of its darkness in each pixel: a shadow's edge is softer
DIRT = 1.0  # square millimetres that dirt as dark as a pen may have
STROKES = 85  # of 100 pixels of strokes: the darkest and innermost but these tell how dark and wide they are
AS_DARK, AS_WIDE = (0.6, 1.6), 0.45  # of the hand of the other lines, that a short word is at least, and at most
FAR = 45.0  # millimetres to the nearest thing that was found: beyond it nobody knows where the line lies
DOUBT, SURE = 0.6, 0.98


class Sort(NamedTuple):
    """What is written on a line: millimetres of its place that neighbours may reach into at its top, and that are below
    its rule; square millimetres of ink from which it is written on, and between which a person is asked.
    """

    top: float
    foot: float
    written: float
    unclear: tuple[float, float]


class Hand(NamedTuple):
    """How dark strokes are, and how wide in millimetres."""

    dark: float
    wide: float


class Inked(NamedTuple):
    """What is above a rule: square millimetres of ink without specks, how many times its doubt the darkest is dark, how
    steep its edges are, how its strokes are, how high the highest is, and whether all of them begin and end there.
    """

    area: float
    dark: float
    edge: float
    hand: Hand
    high: float
    whole: bool


class Seen(NamedTuple):
    """A line as it was found: what counts for it, where it lies, what stands on it, and whether it is known where."""

    mark: str
    sort: Sort
    place: Rect
    ink: Inked
    known: bool

    @property
    def soft(self) -> bool:
        return self.ink.area > self.sort.unclear[0] and self.ink.edge < SOFT

    @property
    def read(self) -> LineRead:
        """By how much ink there is alone."""
        ink, (least, most) = self.ink, self.sort.unclear
        clear = ink.area >= most or (ink.area <= least and ink.dark < FAINT)
        clear = clear and self.known and not self.soft
        return LineRead(
            self.mark, ink.area >= self.sort.written and not self.soft, SURE if clear else DOUBT, self.place
        )


WORDS, FIGURES = Sort(0.9, 0.0, 2.0, (0.4, 4.0)), Sort(0.5, 0.67, 0.7, (0.1, 1.6))  # a hair is ink for a short stroke


def lines_of(flat: Flat, places: Sequence[Place], pen: Pen) -> tuple[LineRead, ...]:
    """Every line to write on as it was found."""
    lanes = lanes_of(places)
    seen = [_seen(flat, pen, place, _within(place, lanes)) for place in places if place.role == "line"]
    hands = [one.ink.hand for one in seen if one.read.written and one.read.confidence == SURE]
    if not hands:
        return tuple(one.read for one in seen)
    usual = Hand(*np.median(hands, axis=0).tolist())
    return tuple(replace(one.read, written=True, confidence=SURE) if _short(one, usual) else one.read for one in seen)


def _short(line: Seen, usual: Hand) -> bool:
    """Whether what stands there is a figure or a short word, in the hand of the other lines: a hair is paler and
    thinner, or darker than a pencil, a piece of a rule is low, and a stroke from beside has an end elsewhere.
    """
    ink, (least, most) = line.ink, AS_DARK
    alike = least * usual.dark <= ink.hand.dark <= most * usual.dark and ink.hand.wide >= AS_WIDE * usual.wide
    there = ink.area > max(line.sort.unclear[0], DIRT) and ink.high >= SHORT and ink.whole
    return alike and there and line.known and not line.soft


def _within(place: Place, lanes: Sequence[Lane]) -> float | None:
    """How far above its foot a rule is printed within a place: that of the half hour."""
    if "hour" not in place.means or not lanes:
        return None
    rect = place.rect
    height = rect.h + HAIR
    minutes = height * lanes[0].minutes_a_millimetre(rect.y + rect.h / 2)
    below = halved(round(minutes), height)
    return None if below is None else rect.h - below


def _seen(flat: Flat, pen: Pen, place: Place, within: float | None) -> Seen:
    rect = place.rect
    near = around(flat.seen, rect.x, rect.y + rect.h / 2)
    moved = rect._replace(x=rect.x + near.dx, y=rect.y + near.dy)
    sort = FIGURES if place.means.get("write") == "actual" else WORDS
    rule = Rect(moved.x + INSIDE, moved.y + moved.h - sort.foot, moved.w - 2 * INSIDE, 0.0)
    ink = _inked(pen, rule, moved.h - sort.foot - sort.top, within)
    return Seen(place.id, sort, moved, ink, near.away < FAR)


def _heights(ink: Array, rule: Rect) -> Array:
    """How far below its place a printed rule lies in each millimetre of its width; as it should where it is not seen.

    At first as one curve over the whole, which letters do not lead astray, then as it runs along that.
    """
    flat = np.zeros(round(rule.w))
    answer = _answer(ink, rule, flat, ASTRAY + ASKEW + BOWED)
    rows, heights, worth = _curves(*answer.shape)
    totals = answer[rows, np.arange(len(flat))].mean(axis=1) * worth
    best = int(totals.argmax())
    if totals[best] < SHOWS:
        return flat
    answers = answer[rows[best], np.arange(len(flat))]
    usual = float(np.median(answers[answers >= SHOWS]))  # a fax loses most of it
    closer = np.minimum(_answer(ink, rule, heights[best], BUCKLED), usual)
    return heights[best] + (_path(closer, usual * RELUCTANCE) - closer.shape[0] // 2) / SCALE


def _answer(ink: Array, rule: Rect, heights: Array, reach: float) -> Array:
    """How much each place about a rule is darker than what lies above and below it: a tenth and a whole millimetre."""
    patch = _along(ink, rule, heights, -reach - BESIDE, reach + BESIDE + 1 / SCALE)
    patch = cv2.resize(np.clip(patch, 0.0, STRONGEST), (len(heights), patch.shape[0]), interpolation=cv2.INTER_AREA)
    beside = round(BESIDE * SCALE)
    return patch[beside:-beside] - (patch[: -2 * beside] + patch[2 * beside :]) / 2


@lru_cache(maxsize=16)
def _curves(rows: int, columns: int) -> tuple[Array, Array, Array]:
    """Every curve that a rule may take: its row in each column, its heights there, and how it is to be expected."""
    ways = np.array([
        (off, skew, bow)
        for off in np.arange(-ASTRAY, ASTRAY + 1e-6, 0.1)
        for skew in np.arange(-ASKEW, ASKEW + 1e-6, 0.2)
        for bow in np.arange(-BOWED, BOWED + 1e-6, 0.2)
    ])  # fmt: skip
    across = (np.arange(columns) + 0.5) / columns * 2 - 1
    heights = ways @ np.stack([np.ones(columns), across, across**2])
    worth = np.exp(-((ways / (ASTRAY, ASKEW, BOWED)) ** 2).sum(axis=1) / 4)
    return np.round(heights * SCALE).astype(np.intp) + rows // 2, heights, worth


def _path(answer: Array, reluctance: float) -> Array:
    """The rows of the way from left to right that answers best, at most one row up or down with each column."""
    total, ways = answer[:, 0], []
    for column in answer.T[1:]:
        around = np.pad(total, 1, constant_values=-np.inf)
        choices = np.stack([around[:-2] - reluctance, total, around[2:] - reluctance])
        ways.append(choices.argmax(axis=0) - 1)
        total = choices.max(axis=0) + column
    path = [int(total.argmax())]
    for way in reversed(ways):
        path.append(path[-1] + int(way[path[-1]]))
    return np.array(path[::-1])


def _along(picture: Array, rule: Rect, heights: Array, top: float, bottom: float) -> Array:
    """What stands along a rule from so far above (less than 0) to so far below it: the rule lies level in it."""
    columns, rows = round(rule.w * SCALE), round((bottom - top) * SCALE)
    x = (rule.x * SCALE + np.arange(columns)).astype(np.float32)
    level = np.interp(np.arange(columns) / SCALE - 0.5, np.arange(len(heights)), heights)
    y = (rule.y + top + level) * SCALE + np.arange(rows)[:, None]
    return cv2.remap(
        picture, np.broadcast_to(x, y.shape).copy(), y.astype(np.float32), cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip


def _inked(pen: Pen, rule: Rect, height: float, within: float | None) -> Inked:
    heights = _heights(pen.ink, rule)
    dark, doubt = (_along(picture, rule, heights, -height, -RULE) for picture in (pen.ink, pen.doubt))
    ratio = dark / doubt
    if within is not None:
        other = _heights(pen.ink, rule._replace(y=rule.y - within))
        ratio[_beside(other - heights + height - within, ratio.shape)] = 0.0
    solid = (ratio > INKED).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    strokes = [
        number
        for number, (_, _, w, h, pixels) in enumerate(stats.tolist())
        if number and pixels >= SPECK * SCALE**2 and max(w, h) >= SHORT * SCALE
    ]
    written = np.isin(labels, strokes)
    high = max((int(stats[number, cv2.CC_STAT_HEIGHT]) for number in strokes), default=0) / SCALE
    area = float(np.count_nonzero(written)) / SCALE**2
    darkest, edge = float(np.percentile(ratio, DARK)), _edge(dark, solid > 0)
    return Inked(area, darkest, edge, _hand(dark, written), high, _whole(pen, rule, heights, height, written))


def _whole(pen: Pen, rule: Rect, heights: Array, height: float, written: Array) -> bool:
    """Whether no stroke goes on above what belongs to a line, or a millimetre beside it."""
    wider, more = rule._replace(x=rule.x - 1.0, w=rule.w + 2.0), np.pad(heights, 1, mode="edge")
    dark, doubt = (_along(picture, wider, more, -height, -RULE) for picture in (pen.ink, pen.doubt))
    _, labels = cv2.connectedComponents((dark / doubt > INKED).astype(np.uint8), connectivity=8)
    inside = labels[:, SCALE : SCALE + written.shape[1]]
    edges = np.r_[labels[0], labels[:, 0], labels[:, -1]]
    return not np.isin(edges, np.setdiff1d(inside[written], 0)).any()


def _hand(dark: Array, written: Array) -> Hand:
    if not written.any():
        return Hand(0.0, 0.0)
    inside = cv2.distanceTransform(written.astype(np.uint8), cv2.DIST_L2, 5)[written]
    return Hand(*(float(np.percentile(part, STROKES)) for part in (dark[written], 2 * inside / SCALE)))


def _beside(below: Array, shape: tuple[int, ...]) -> Array:
    """Which pixels say nothing for a rule that runs so far below their first row, in each millimetre."""
    rows, columns = (np.arange(count) / SCALE for count in shape)
    return np.abs(rows[:, None] - np.interp(columns - 0.5, np.arange(len(below)), below)) < RULE


def _edge(dark: Array, solid: Array) -> float:
    """How steeply ink grows paler at its edges, of its own darkness in each tenth of a millimetre."""
    if not solid.any():
        return 0.0
    even = cv2.GaussianBlur(dark, (0, 0), EVEN)
    slope = np.hypot(cv2.Sobel(even, cv2.CV_32F, 1, 0, scale=1 / 8), cv2.Sobel(even, cv2.CV_32F, 0, 1, scale=1 / 8))
    steep, usual = (float(np.percentile(part[solid], 75)) for part in (slope, dark))
    return steep / usual

"""What stands in the places to tick: nothing, a tick, or so much ink that it is crossed out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import cv2
import numpy as np

from planner.paper.reader.pens import INKED, Pen
from planner.paper.reader.rectifying import SCALE
from planner.paper.reader.registering import Flat, around
from planner.paper.reader.searching import Seen
from planner.paper.reader.values import Place, Rect, TickRead, TickValue

Array = Any

INSET, WIDE = 0.55, 0.72  # of the side: the middle that is measured for a tick, and for its size
SIDES = 0.66  # of the side: so far a tick with much swing may keep to the edges, and no edge of a round place reaches
DARK = 93  # of 100 pixels of the middle the darkest but these: the least dot covers so many
TELLING, LEAST_INKED = (1.0, 5.0), 1.7  # times it between which squares differ; and above which they may be ticked
FEWEST, UNLIKE = 2, 2.0  # ticked squares, and times the darkness of empty ones, from which a sheet tells by itself
FAINTER = 0.5  # of the usual darkness of its ticked squares: what is fainter is not one of them
CLEARLY = 1.7  # times the darkest empty square of its sheet, from which a ticked one is beyond doubt
ENOUGH, MOST, EVENEST = 6, 80, 0.3  # empty squares that tell how dark most (of 100) of them are, at least so much
LEAST_OUTSTANDING, OUTSTANDING = 1.6, 2.5  # times its doubt, and times those, that a square stands out from them
OFF = 1.1  # times the darkest empty square that the parting lies above it, if there is room
NEAR_TICKED = (1.9, 3.2)  # times its doubt that the middle is dark, between which a person is asked
# A square is crossed out if so much of it is covered: COVERED of its side, at least SHADED of the darkest of it
COVERED, SHADED, FILLED = 0.8, 0.4, 0.7
NEAR_FILLED = (0.675, 0.745)  # shares that are covered, between which a person is asked
CENTRE, BARE = 0.2, 0.35  # of the side, and of the darkest: so pale is the centre of a ring, and of no filling
# A dot makes so much of the wide middle HALF as dark as itself: less is dirt, and up to the second it may be,
# unless it is ALIKE as dark as the other marks of its sheet
SPECKS, HALF, ALIKE = (0.0245, 0.035), 0.5, 0.75
BROAD = 0.17  # share of it that no hair makes so dark
WAYS = ((0.0, 0.0), (1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0))
AGREEING, STRANGE, STRAY = 0.25, 0.45, 0.7  # millimetres off against its surroundings: it is this square, though a side
# of it lies under ink; it may be another thing; it is not this square
DOUBTFUL = 0.37  # millimetres off, from which one that was not found may lie where something like it is printed
SURELY, ABOUT, LOST = 0.12, 0.25, 0.55  # millimetres that a square may lie off, by how it was found: what is read must
# not hang on them
STROKE, TIP = 97, 99.5  # of 100 pixels of the middle the darkest but these: a stroke across it, and a dot
PALE, SEVERAL = 0.45, 3  # of the darkness of most marks of a sheet, if they are so many, below which one may be a hair
PALEST = 0.2  # of the print's black, below which one of fewer may be
CLOSE, ABROAD = 12.0, 20.0  # millimetres to the nearest thing that was found: of a square that was not, and under ink
DOUBT, SURE = 0.6, 0.99


class Shades(NamedTuple):
    """How dark the middle of a ticked square is on a sheet, in times its doubt: at least, and beyond doubt."""

    inked: float
    surely: float


class Spot(NamedTuple):
    """Where a square may lie, the likeliest first; whether it was found, or lies near what was, or may be under ink."""

    place: Place
    rects: tuple[Rect, ...]
    found: bool
    near: bool
    hidden: bool


def ticks_of(flat: Flat, places: Sequence[Place], pen: Pen) -> tuple[TickRead, ...]:
    """Every place to tick as it was found; what may be a hair or dirt is doubtful."""
    seen = {one.anchor.mark: one for one in flat.seen}
    wanted = [place for place in places if place.role in ("tick", "feeling")]
    spots = [_spot(flat, place, seen[place.id]) for place in wanted]
    shades = _shades([_dark(pen, spot.rects[0]) for spot in spots if not spot.place.done])
    reads = [_tick(pen, spot, shades) for spot in spots]
    marks = [
        read for place, read in zip(wanted, reads, strict=True) if read.value != "empty" and not place.done
    ]  # fmt: skip
    others = [read.place for read in marks]
    doubted = {read.mark: _doubted(pen, read, others) for read in marks}
    return tuple(doubted.get(read.mark, read) for read in reads)


def _doubted(pen: Pen, read: TickRead, marks: Sequence[Rect]) -> TickRead:
    """A mark, in doubt unless it is large and dark enough against all marks of its sheet: dirt is small, and rather no
    tick; a hair is pale and thin.
    """
    several = len(marks) >= SEVERAL
    dark, tip = (
        _strength(pen, read.place, part)
        / (float(np.median([_strength(pen, one, part) for one in marks])) if several else 1.0)
        for part in (STROKE, TIP)
    )
    size = _share(cut(pen.ink, _middle(read.place, WIDE)), HALF, TIP)
    if size <= SPECKS[0]:
        return replace(read, value="empty", confidence=DOUBT)
    large = size > SPECKS[1] or (several and tip > ALIKE)
    of_pen = large and (size > BROAD or dark >= (PALE if several else PALEST))
    return read if of_pen else replace(read, confidence=DOUBT)


def _strength(pen: Pen, rect: Rect, percentile: float) -> float:
    """How dark it would be without the light that shines there."""
    return _darkness(pen, rect, WIDE, percentile) / float(cut(pen.contrast, rect).mean())


def _dark(pen: Pen, rect: Rect, inset: float = INSET) -> float:
    """How many times its doubt the middle of a square is dark."""
    return _darkness(pen, rect, inset, DARK) / float(cut(pen.doubt, _middle(rect, INSET)).mean())


def _darkness(pen: Pen, rect: Rect, inset: float, percentile: float) -> float:
    return float(np.percentile(cut(pen.ink, _middle(rect, inset)), percentile))


def _shades(darks: Sequence[float]) -> Shades:
    """What the squares of a sheet say of each other: what one pen ticked is alike, and unlike what is empty."""
    inked = min(_parting(darks), _outstanding(darks))
    ticked, empty = [dark for dark in darks if dark >= inked], [dark for dark in darks if dark < inked]
    if len(ticked) < FEWEST:
        return Shades(inked, NEAR_TICKED[1])
    least = max(INKED, CLEARLY * max(empty, default=0.0), FAINTER * float(np.median(ticked)))
    return Shades(inked, min(least, NEAR_TICKED[1]))


def _outstanding(darks: Sequence[float]) -> float:
    """The least darkness of a square that is far darker than the empty ones of its sheet, be it as noise could be."""
    empty = [dark for dark in darks if dark < INKED]
    if len(empty) < ENOUGH:
        return INKED
    usual = max(EVENEST, float(np.percentile(empty, MOST)))
    return min((dark for dark in empty if dark >= max(LEAST_OUTSTANDING, OUTSTANDING * usual)), default=INKED)


def _parting(darks: Sequence[float]) -> float:
    """How dark the ticked squares of this sheet are at least, and the empty ones are not.

    INKED, unless a faint pen's squares are two kinds that differ most (Otsu, 1979) at a lower darkness.
    """
    known = np.sort(np.log(np.clip(darks, *TELLING)))
    parts = [(known[:count], known[count:]) for count in range(1, len(known) - FEWEST + 1)]
    apart = [len(low) * len(high) * (high.mean() - low.mean()) ** 2 for low, high in parts]
    if not apart:
        return INKED
    low, high = parts[int(np.argmax(apart))]
    if high.mean() - low.mean() < np.log(UNLIKE):
        return INKED
    darkest, palest = np.exp(low[-1]), np.exp(high[0])
    room = palest > OFF**2 * darkest
    between = np.clip(INKED, darkest * OFF, palest / OFF) if room else np.sqrt(darkest * palest)
    usual = float(np.median([dark for dark in darks if dark >= palest]))
    return float(np.clip(between, min(max(LEAST_INKED, FAINTER * usual), INKED), INKED))


def _spot(flat: Flat, place: Place, seen: Seen) -> Spot:
    x, y = place.rect.x + place.rect.w / 2, place.rect.y + place.rect.h / 2
    near = around(flat.seen, x, y, place.id)
    strange = float(np.hypot(seen.dx - near.dx, seen.dy - near.dy))
    found = strange < (STRAY if seen.found else AGREEING)
    spots = [(near.dx, near.dy)] if not found or strange > STRANGE else []
    spots = [(seen.dx, seen.dy), *spots] if found else spots
    there = place.id in flat.there
    reach = SURELY if found and strange < AGREEING else ABOUT if found or there else LOST
    rects = tuple(
        place.rect._replace(x=place.rect.x + dx + reach * across, y=place.rect.y + dy + reach * down)
        for dx, dy in spots
        for across, down in WAYS
    )
    close = near.away < CLOSE and (strange < DOUBTFUL or there)
    return Spot(place, rects, found, close, hidden=not seen.found and near.away < ABROAD)


def _tick(pen: Pen, spot: Spot, shades: Shades) -> TickRead:
    (ink, value, sure), *others = (_judged(pen, rect, shades) for rect in spot.rects)
    for _, other, also_sure in others:
        sure = sure and (value == "cancelled" or (other == value and (also_sure or spot.found)))
    sure = sure and (spot.found or spot.near or (spot.hidden and value != "empty"))
    return TickRead(spot.place.id, value, SURE if sure else DOUBT, spot.rects[0], round(ink, 4))


def _judged(pen: Pen, rect: Rect, shades: Shades) -> tuple[float, TickValue, bool]:
    """The share of ink in the middle of a square, what it means, and whether that is beyond doubt."""
    middle = _middle(rect, INSET)
    doubt = float(cut(pen.doubt, middle).mean())
    share = float((cut(pen.ink, middle) > INKED * doubt).mean())
    dark = _dark(pen, rect)
    if dark < shades.inked:
        return share, "empty", dark < NEAR_TICKED[0] and _dark(pen, rect, SIDES) < NEAR_TICKED[1]
    wide = cut(pen.ink, _middle(rect, COVERED))
    filled = _share(wide, SHADED, 95)
    ringed = float(cut(pen.ink, _middle(rect, CENTRE)).mean()) < BARE * np.percentile(wide, 95)
    value: TickValue = "ticked" if filled < FILLED or ringed else "cancelled"
    return share, value, dark > shades.surely and not NEAR_FILLED[0] < filled < NEAR_FILLED[1]


def _share(ink: Array, part: float, percentile: float) -> float:
    """How much of a place is at least so dark as a part of its darkest."""
    return float((ink > part * np.percentile(ink, percentile)).mean())


def _middle(rect: Rect, share: float) -> Rect:
    return rect.grown((share - 1) * rect.w / 2)


def cut(picture: Array, rect: Rect) -> Array:
    """A place of a flattened picture, to parts of a pixel."""
    size = (max(1, round(rect.w * SCALE)), max(1, round(rect.h * SCALE)))
    centre = ((rect.x + rect.w / 2) * SCALE - 0.5, (rect.y + rect.h / 2) * SCALE - 0.5)
    return cv2.getRectSubPix(picture, size, centre)

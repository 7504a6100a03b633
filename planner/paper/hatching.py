"""Areas told apart in one ink: by the way they are hatched."""

from __future__ import annotations

from collections.abc import Iterator

from planner.paper.plan import Drawing
from planner.paper.shapes import HAIR, INK, LINE, RULE, SOFT, Outline, Rule

DENSE, WIDE, BARS = 0.75, 1.5, 1.1  # millimetres between two lines
NARROW = 0.7  # an area below that is only outlined


def work(draw: Drawing, x: float, y: float, w: float, h: float) -> None:
    _area(draw, x, y, w, h, rising(x, y, w, h, DENSE))


def unplanned(draw: Drawing, x: float, y: float, w: float, h: float) -> None:
    falling = ((x1, 2 * y + h - y1, x2, 2 * y + h - y2) for x1, y1, x2, y2 in rising(x, y, w, h, WIDE))
    _area(draw, x, y, w, h, falling)


def events(draw: Drawing, x: float, y: float, w: float, h: float) -> None:
    count = int(w / BARS)
    _area(draw, x, y, w, h, ((x + n * BARS, y, x + n * BARS, y + h) for n in range(1, count + 1)))


def recharge(draw: Drawing, x: float, y: float, w: float, h: float) -> None:
    draw.add(Outline(x, y, w, h, 0.0, LINE, SOFT, dashed=True))


def meditation(draw: Drawing, x: float, y: float, w: float, h: float) -> None:
    count = int(h / DENSE)
    _area(draw, x, y, w, h, ((x, y + n * DENSE, x + w, y + n * DENSE) for n in range(1, count + 1)))


def nothing(draw: Drawing, x: float, y: float, w: float, h: float) -> None:
    draw.add(Outline(x, y, w, h, 0.0, HAIR, RULE))


def _area(
    draw: Drawing, x: float, y: float, w: float, h: float, lines: Iterator[tuple[float, float, float, float]]
) -> None:
    if w >= NARROW:
        draw.add(*(Rule(*line, HAIR, SOFT) for line in lines))
    draw.add(Outline(x, y, w, h, 0.0, LINE, INK))


def rising(x: float, y: float, w: float, h: float, pitch: float) -> Iterator[tuple[float, float, float, float]]:
    """Lines at 45 degrees from the lower left to the upper right, cut off at the edges of the area."""
    count = int((w + h) / pitch)
    for number in range(1, count + 1):
        reach = number * pitch  # how far the line runs into the area, along its foot
        left, right = max(0.0, reach - h), min(w, reach)
        yield x + left, y + reach - left, x + right, y + reach - right

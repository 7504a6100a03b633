"""A person's own line through guess and actual: what a guess of each size has come to.

At each size the ratios are weighed by how near their own guess lies (a normal kernel in the log of the minutes), so
that the line is smooth where there are many tasks, and ends where there are few.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from planner.review.pairs import Pair
from planner.review.wording import FEW

KERNEL = 0.3  # in the natural log of minutes: 30 lies as near to 40 as to 22
STEPS = 24  # points from the shortest guess to the longest
SHARES = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """For a guess of `estimate` minutes: half took less than `median` minutes, 80 % between `low` and `high`."""

    estimate: float
    low: float
    median: float
    high: float


def curve_of(pairs: Sequence[Pair]) -> tuple[CurvePoint | None, ...]:
    """Points from short guesses to long ones; None is a gap, where too few guesses lie near. Empty for few pairs."""
    if len(pairs) < FEW:
        return ()
    ordered = sorted((pair.ratio, pair.estimate) for pair in pairs)
    points = [_point(size, ordered) for size in _sizes({estimate for _, estimate in ordered})]
    return tuple(points) if any(points) else ()


def _sizes(estimates: set[int]) -> list[float]:
    """Evenly spaced in the log."""
    low, high = math.log(min(estimates)), math.log(max(estimates))
    if low == high:
        return [math.exp(low)]
    return [math.exp(low + (high - low) * step / (STEPS - 1)) for step in range(STEPS)]


def _point(size: float, ordered: Sequence[tuple[float, int]]) -> CurvePoint | None:
    near: dict[int, float] = {}
    weights = [near.get(e) or near.setdefault(e, _nearness(e, size)) for _, e in ordered]
    total = sum(weights)
    if total < FEW:  # a guess of this very size weighs one
        return None
    low, median, high = (_weighted(ordered, weights, share * total) * size for share in SHARES)
    return CurvePoint(size, low, median, high)


def _nearness(estimate: int, size: float) -> float:
    return math.exp(-(((math.log(estimate) - math.log(size)) / KERNEL) ** 2) / 2)


def _weighted(ordered: Sequence[tuple[float, int]], weights: Sequence[float], wanted: float) -> float:
    """The ratio at which the weights have added up to `wanted`."""
    gone = 0.0
    for (ratio, _), weight in zip(ordered, weights, strict=True):
        gone += weight
        if gone >= wanted:
            return ratio
    return ordered[-1][0]

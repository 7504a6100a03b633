"""Which box each shaded run filled: the likeliest way through both, in their order.

Boxes are worked on one after the other, each when it is due or when the one before it is over, for about as long as
planned; what was worked on is mostly ticked. A box may have several runs, a run has one box.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import inf, log
from typing import NamedTuple, Protocol

from planner.domain.values import Box

# What speaks against a match, in nats: how much less likely it is.
PASSED = 3.0  # a ticked box without a run
UNTICKED = 2.0  # a run of a box that is not ticked
RESTING = 4.0  # a run of a recharge: time that was worked is shaded
AGAIN, ACROSS = 5.0, 8.0  # another run of the same box; and in the other lane, which is for a new one
PUNCTUAL, LATE = 4.0, 6.0  # minutes off that are nothing, and those more that count as one
UNUSUAL, FAR = 5.0, 0.3  # from there on, minutes off count but for so much
EXACT, MINUTES = 2.0, 3  # what speaks for a box whose planned time was shaded, to so many minutes at both ends
LENGTH, ODD = 0.35, 4.0  # the spread of the logarithm of worked against planned; any length at all is as odd as that


class Span(Protocol):
    """Something shaded in a lane, in page minutes."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def lane(self) -> int: ...


class Match(NamedTuple):
    """The box of a run, how badly the two fit, and how much worse the best way is that gives it to another (nats)."""

    box: Box
    misfit: float
    lead: float


def matched(runs: Sequence[Span], boxes: Sequence[Box], ticked: set[str]) -> list[Match]:
    """For each run the box that it filled; both in the order of their starts."""
    if not runs or not boxes:
        return []
    ends = [None, *(run.end for run in runs[:-1])]
    misfits = [[_misfit(run, end, box, ticked) for box in boxes] for run, end in zip(runs, ends, strict=True)]
    passed = [0.0, *accumulate(PASSED if box.id in ticked and box.kind != "recharge" else 0.0 for box in boxes)]
    again = [AGAIN if one.lane == other.lane else ACROSS for one, other in pairwise(runs)]
    before = _ways(misfits, passed, again)
    backwards = _ways([row[::-1] for row in misfits[::-1]], _reversed(passed), again[::-1])
    after = [row[::-1] for row in backwards[::-1]]
    whole = [
        [one + other - misfit for one, other, misfit in zip(*rows, strict=True)]
        for rows in zip(before, after, misfits, strict=True)
    ]
    found: list[Match] = []
    for at, row in zip(_best(before, passed, again), whole, strict=True):
        rest = min((cost for other, cost in enumerate(row) if other != at), default=inf)
        found.append(Match(boxes[at], misfits[len(found)][at], rest - row[at]))
    return found


def _reversed(passed: Sequence[float]) -> list[float]:
    return [passed[-1] - cost for cost in reversed(passed)]


def _ways(misfits: Sequence[Sequence[float]], passed: Sequence[float], again: Sequence[float]) -> list[list[float]]:
    """The cost of the best way that ends with a run in a box, for each run and box; `passed` sums up the ticks, `again`
    is what each run but the first costs if its box is that of the one before.
    """
    ways = [[cost + misfit for cost, misfit in zip(passed[:-1], misfits[0], strict=True)]]
    for row, stay in zip(misfits[1:], again, strict=True):
        costs = [_step(ways[-1], passed, at, stay)[0] for at in range(len(row))]
        ways.append([cost + misfit for cost, misfit in zip(costs, row, strict=True)])
    return ways


def _step(costs: Sequence[float], passed: Sequence[float], at: int, stay: float) -> tuple[float, int]:
    """The best way on to a box: its cost, and the box of the run before."""
    ways = [(costs[one] + passed[at] - passed[one + 1], one) for one in range(at)]
    return min([*ways, (costs[at] + stay, at)])


def _best(ways: Sequence[Sequence[float]], passed: Sequence[float], again: Sequence[float]) -> list[int]:
    """The box of each run on the best way through all of them."""
    last = ways[-1]
    path = [min(range(len(last)), key=lambda at: last[at] + passed[-1] - passed[at + 1])]
    for costs, stay in zip(reversed(ways[:-1]), reversed(again), strict=True):
        path.append(_step(costs, passed, path[-1], stay)[1])
    return path[::-1]


def _misfit(run: Span, end: int | None, box: Box, ticked: set[str]) -> float:
    """What speaks against a run, after one that had this `end`, being of a box."""
    due = max(box.start, end if end is not None else box.start)
    off = 0 if box.start <= run.start <= due else min(abs(run.start - box.start), abs(run.start - due))
    late = max(0.0, off - PUNCTUAL) / LATE
    length = (log(max(1, run.end - run.start) / max(1, box.minutes)) / LENGTH) ** 2 / 2
    exact = max(abs(run.start - box.start), abs(run.end - box.end)) <= MINUTES
    return (
        min(late, UNUSUAL + FAR * max(0.0, late - UNUSUAL))
        + min(length, ODD)
        + (0.0 if box.id in ticked else UNTICKED)
        + (RESTING if box.kind == "recharge" else 0.0)
        - (EXACT if exact else 0.0)
    )

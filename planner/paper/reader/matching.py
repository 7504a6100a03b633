"""Which box each shaded run filled: the likeliest one, weighed over all ways through both in their order.

Boxes are worked on one after the other, each when it is due or when the one before it is over, for about as long as
planned; what was worked on is mostly ticked. A box may have several runs, a run has one box.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import exp, log
from typing import NamedTuple, Protocol

from planner.domain.values import Box

# What speaks against a match, in nats: how much less likely it is.
PASSED = 3.5  # a ticked box without a run
UNTICKED = 2.0  # a run of a box that is not ticked
RESTING = 4.5  # a run of a recharge: time that was worked is shaded
AGAIN, ACROSS = 4.0, 12.0  # another run of the same box; and in the other lane, which is for a new one
PUNCTUAL, LATE = 5.0, 4.0  # minutes off that are nothing, and those more that count as one
UNUSUAL, FAR = 6.0, 0.15  # from there on, minutes off count but for so much
LENGTH, ODD = 0.3, 6.0  # the spread of the logarithm of worked against planned; any length at all is as odd as that

# And what speaks for it.
EXACT, MINUTES = 2.0, 3  # a box whose planned time was shaded, to so many minutes at both ends
NEXT, AT_ONCE, EARLY = 1.25, 5, 3  # a box that was due at the latest so soon as the run before was over, begun at once


class Span(Protocol):
    """Something shaded in a lane, in page minutes."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def lane(self) -> int: ...


class Match(NamedTuple):
    """The likeliest box of a run, how badly the two fit (nats), and the chance (0 to 1) that it is this one and not
    another.
    """

    box: Box
    misfit: float
    chance: float


def matched(runs: Sequence[Span], boxes: Sequence[Box], ticked: set[str]) -> list[Match]:
    """For each run the box that it filled; both in the order of their starts."""
    if not runs or not boxes:
        return []
    ends = [None, *(run.end for run in runs[:-1])]
    misfits = [[misfit(run, end, box, ticked) for box in boxes] for run, end in zip(runs, ends, strict=True)]
    passed = [0.0, *accumulate(PASSED if box.id in ticked and box.kind != "recharge" else 0.0 for box in boxes)]
    again = [AGAIN if one.lane == other.lane else ACROSS for one, other in pairwise(runs)]
    before = _ways(misfits, passed, again)
    backwards = _ways([row[::-1] for row in misfits[::-1]], _reversed(passed), again[::-1])
    after = [row[::-1] for row in backwards[::-1]]
    found: list[Match] = []
    for rows in zip(before, after, misfits, strict=True):
        costs = [one + other - cost for one, other, cost in zip(*rows, strict=True)]
        least = min(costs)
        at = costs.index(least)
        found.append(Match(boxes[at], rows[2][at], exp(_together(costs) - least)))
    return found


def _reversed(passed: Sequence[float]) -> list[float]:
    return [passed[-1] - cost for cost in reversed(passed)]


def _ways(misfits: Sequence[Sequence[float]], passed: Sequence[float], again: Sequence[float]) -> list[list[float]]:
    """The cost of all ways together that end with a run in a box, for each run and box; `passed` sums up the ticks,
    `again` is what each run but the first costs if its box is that of the one before.
    """
    ways = [[before + cost for before, cost in zip(passed[:-1], misfits[0], strict=True)]]
    for row, stay in zip(misfits[1:], again, strict=True):
        costs = [_step(ways[-1], passed, at, stay) for at in range(len(row))]
        ways.append([before + cost for before, cost in zip(costs, row, strict=True)])
    return ways


def _step(costs: Sequence[float], passed: Sequence[float], at: int, stay: float) -> float:
    """The cost of all ways on to a box, from those of the run before."""
    return _together([costs[at] + stay, *(costs[one] + passed[at] - passed[one + 1] for one in range(at))])


def _together(costs: Sequence[float]) -> float:
    """The cost of several ways of which any may be the true one, in nats."""
    least = min(costs)
    return least - log(sum(exp(least - cost) for cost in costs))


def misfit(run: Span, end: int | None, box: Box, ticked: set[str]) -> float:
    """What speaks against a run (nats), after one that had this `end`, being of a box."""
    due = max(box.start, end if end is not None else box.start)
    off = 0 if box.start <= run.start <= due else min(abs(run.start - box.start), abs(run.start - due))
    late = max(0.0, off - PUNCTUAL) / LATE
    length = (log(max(1, run.end - run.start) / max(1, box.minutes)) / LENGTH) ** 2 / 2
    exact = max(abs(run.start - box.start), abs(run.end - box.end)) <= MINUTES
    follows = end is not None and box.start <= end + EARLY and 0 <= run.start - end <= AT_ONCE
    return (
        min(late, UNUSUAL + FAR * max(0.0, late - UNUSUAL))
        + min(length, ODD)
        + (0.0 if box.id in ticked else UNTICKED)
        + (RESTING if box.kind == "recharge" else 0.0)
        - (EXACT if exact else 0.0)
        - (NEXT if follows else 0.0)
    )

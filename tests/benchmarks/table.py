"""Rows of the benchmark table: a figure in its unit, what it was measured against, and the aim."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

Rows = Iterable["Row"]


@dataclass(frozen=True, slots=True)
class Row:
    """`unit` is × for a ratio to what `against` names, else ms, MB or %. Without an `aim` it is only told; a figure
    may not exceed it, or where `at_least`, not be less.

    `more` are the figures behind it, in ms unless their names say otherwise.
    """

    name: str
    figure: float
    unit: str
    aim: float | None = None
    against: str = ""
    more: dict[str, float] = field(default_factory=dict)
    at_least: bool = False

    @property
    def met(self) -> bool | None:
        if self.aim is None:
            return None
        return self.figure >= self.aim if self.at_least else self.figure <= self.aim

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "met": self.met}


def milliseconds(deed: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    before = clock()
    deed()
    return (clock() - before) * 1000


def median_of(deed: Callable[[], object], runs: int = 9, clock: Callable[[], float] = time.perf_counter) -> float:
    """Milliseconds of a deed: the median, after one run that does not count."""
    deed()
    return statistics.median(milliseconds(deed, clock) for _ in range(runs))


def paired(first: Callable[[], object], second: Callable[[], object], runs: int = 15) -> tuple[float, float]:
    """Milliseconds of two deeds that take turns, so that a noisy neighbour troubles both: their medians."""
    first(), second()
    pairs = [(milliseconds(first), milliseconds(second)) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def percentile(values: Sequence[float], part: float) -> float:
    """The value that `part` (0–1) of the others do not exceed."""
    return sorted(values)[min(len(values) - 1, round(len(values) * part))]


def printed(rows: Sequence[Row]) -> str:
    lines = []
    for row in rows:
        sign = {True: "met", False: "MISSED", None: ""}[row.met]
        aim = "" if row.aim is None else f"{'≥' if row.at_least else '≤'} {row.aim:g}"
        lines.append(f"{row.name:<58} {row.figure:9.2f} {row.unit:<3} {aim:>7}  {sign:<7} {row.against}".rstrip())
        if row.more:
            lines.append("    " + " · ".join(f"{name} {value:.2f}" for name, value in row.more.items()))
    return "\n".join(lines)

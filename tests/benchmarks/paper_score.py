"""A reading held against the truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeVar

from tests.benchmarks.paper_truth import DAY, Truth, Worked, minutes_of

WITHIN = 5.0  # minutes


class Tick(Protocol):
    @property
    def mark(self) -> str: ...
    @property
    def value(self) -> str: ...


class Interval(Protocol):
    @property
    def lane(self) -> int: ...
    @property
    def start(self) -> str: ...
    @property
    def end(self) -> str: ...


One = TypeVar("One", bound=Interval)


class Line(Protocol):
    @property
    def mark(self) -> str: ...
    @property
    def written(self) -> bool: ...


class Reading(Protocol):
    """What a reader says of one sheet, as far as it is scored."""

    @property
    def print_id(self) -> str: ...
    @property
    def sheet(self) -> int: ...
    @property
    def ticks(self) -> Sequence[Tick]: ...
    @property
    def intervals(self) -> Sequence[Interval]: ...
    @property
    def lines(self) -> Sequence[Line]: ...
    @property
    def sure(self) -> bool: ...
    @property
    def problems(self) -> Sequence[str]: ...


class Fault(NamedTuple):
    """One thing read wrongly. `sort` is "page", "tick", "interval" or "line"; `words` say what and how."""

    sort: str
    words: str


@dataclass(frozen=True, slots=True)
class Home:
    """Of the runs of a sheet that were read and have a box: how many there are, and how many were given to another,
    and that without a question. `asks` tells whether `planner read` has any question.
    """

    runs: int
    astray: int
    surely_astray: int
    asks: bool


@dataclass(frozen=True, slots=True)
class Score:
    """How one picture was read. `seconds` are of the clock, `busy` of the processors; `home` is what it comes to."""

    seed: str
    groups: dict[str, str]
    readable: bool
    located: bool
    sure: bool
    ticks: int
    intervals: int
    lines: int
    faults: tuple[Fault, ...]
    shapes: Counter[tuple[str, bool]]
    problems: tuple[str, ...]
    seconds: float
    busy: float
    home: Home | None = None

    def wrong(self, sort: str) -> int:
        return sum(fault.sort == sort for fault in self.faults)


@dataclass(slots=True)
class Held:
    """Faults found so far, and for each shape of a square how often it was read right and wrong."""

    faults: list[Fault] = field(default_factory=list)
    shapes: Counter[tuple[str, bool]] = field(default_factory=Counter)


def scored(
    seed: str, groups: dict[str, str], readable: bool, name: tuple[str, int], truth: Truth,
    readings: Sequence[Reading], seconds: float, busy: float,
) -> Score:  # fmt: skip
    """`name` is the print and the number of the sheet that was in the picture."""
    held = Held()
    mine = next((r for r in readings if (r.print_id, r.sheet) == name), None)
    for reading in readings:
        if reading is not mine and reading.sure:
            held.faults.append(Fault("page", f"print {reading.print_id} sheet {reading.sheet} is not in the picture"))
    if mine is not None:
        _hold_ticks(truth, mine, held)
        _hold_intervals(truth, mine, held)
        _hold_lines(truth, mine, held)
    problems = tuple(str(p) for r in readings for p in r.problems)
    sure = mine is not None and mine.sure and not any(f.sort == "page" for f in held.faults)
    invented = sum(f.words.startswith("invented") for f in held.faults if f.sort == "interval")
    return Score(
        seed, groups, readable, mine is not None, sure, len(truth.ticks), len(truth.intervals) + invented,
        len(truth.lines), tuple(held.faults), held.shapes, problems, seconds, busy,
    )  # fmt: skip


def _hold_ticks(truth: Truth, reading: Reading, held: Held) -> None:
    said = {tick.mark: tick.value for tick in reading.ticks}
    for mark, value in truth.ticks.items():
        right = said.get(mark) == value
        shape = truth.shapes[mark] or "nothing"
        held.shapes[shape, right] += 1
        if not right:
            held.faults.append(Fault("tick", f"{mark}: {shape}, {value}, read as {said.get(mark, 'nothing')}"))


def _hold_lines(truth: Truth, reading: Reading, held: Held) -> None:
    said = {line.mark: line.written for line in reading.lines}
    for mark, written in truth.lines.items():
        if said.get(mark) != written:
            held.faults.append(Fault("line", f"{mark}: {'written' if written else 'empty'}, read as the contrary"))


class Span(NamedTuple):
    """An interval as it was read, in minutes after the midnight before the sheet begins."""

    lane: int
    start: float
    end: float


def spans_of(truth: Truth, intervals: Sequence[One]) -> list[tuple[Worked | None, One | None]]:
    """Each interval that was read, and the true one that it is."""
    read = {_span(interval, truth.begins): interval for interval in intervals}
    return [(true, read[span] if span else None) for true, span in _paired(truth, list(read))]


def _paired(truth: Truth, found: Sequence[Span]) -> list[tuple[Worked | None, Span | None]]:
    told = sorted(truth.intervals, key=lambda w: (w.start, w.end))
    return aligned(told, sorted(found, key=lambda s: (s.start, s.end)))


def _hold_intervals(truth: Truth, reading: Reading, held: Held) -> None:
    for true, read in _paired(truth, [_span(interval, truth.begins) for interval in reading.intervals]):
        if true is None and read is not None:
            held.faults.append(Fault("interval", f"invented: {_words(read)}"))
        elif true is not None and read is None:
            held.faults.append(Fault("interval", f"missed: {true.shape} {_words(true)}"))
        elif true is not None and read is not None and not _agree(true, read):
            held.faults.append(Fault("interval", f"{true.shape} {_words(true)}, read as {_words(read)}"))


def _span(interval: Interval, first: int) -> Span:
    start, end = ((minutes_of(clock) - first + 60) % DAY + first - 60 for clock in (interval.start, interval.end))
    return Span(interval.lane, start, end)


def _words(span: Worked | Span) -> str:
    clocks = (f"{int(m // 60) % 24:02d}:{m % 60:04.1f}" for m in (span.start, span.end))
    return f"lane {span.lane} {'–'.join(clocks)}"


def _agree(true: Worked, read: Span) -> bool:
    off = max(abs(true.start - read.start), abs(true.end - read.end))
    return true.lane == read.lane and off <= WITHIN


def aligned(told: Sequence[Worked], found: Sequence[Span]) -> list[tuple[Worked | None, Span | None]]:
    """The pairs of the best alignment in order: fewest wrong, then nearest; None for what has no partner."""
    costs: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(told) + 1):
        for j in range(len(found) + 1):
            ways = []
            if i:
                ways.append((costs[i - 1, j][0] + 1, (1, 0)))
            if j:
                ways.append((costs[i, j - 1][0] + 1, (0, 1)))
            if i and j:
                ways.append((costs[i - 1, j - 1][0] + _cost(told[i - 1], found[j - 1]), (1, 1)))
            if ways:
                costs[i, j] = min(ways)
    pairs: list[tuple[Worked | None, Span | None]] = []
    i, j = len(told), len(found)
    while i or j:
        di, dj = costs[i, j][1]
        pairs.append((told[i - 1] if di else None, found[j - 1] if dj else None))
        i, j = i - di, j - dj
    return pairs[::-1]


def _cost(true: Worked, read: Span) -> float:
    off = abs(true.start - read.start) + abs(true.end - read.end)
    return off / 1000 if _agree(true, read) else 1 + min(off, 900) / 1000

"""Each finished box: its guess across, its actual up, both in minutes on logarithmic scales."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import log10
from typing import Literal

from planner.domain.times import words_of
from planner.review import Review
from planner.review.curve import CurvePoint
from planner.review.pairs import Pair
from planner.review.wording import PLAIN
from planner.ui.dates import short_date
from planner.ui.day.lines import shortened
from planner.ui.review.canvas import Canvas, Frame
from planner.ui.review.chart import Chart
from planner.ui.review.legend import Key
from planner.ui.review.pointed import Target, Things
from planner.ui.theme import theme

Fit = Literal["as planned", "longer", "shorter"]
MINUTES = (1, 2, 5, 10, 20, 30, 60, 120, 240, 480, 960)
SHORTEST, LONGEST = 1.0, 2880.0  # minutes that are drawn; what lies beyond stands at the edge
ROOM = 1.3  # how many times the longest the scale goes on
APART = 0.045  # in log10: how far points of one guess are drawn apart, so that many look like many
# Up to so many points: the px of one, and how little lets through the ones beneath.
LOOKS = ((300, (8, 175)), (1000, (7, 110)), (10**9, (5, 70)))
SIGNS: dict[Fit, str] = {"as planned": "o", "longer": "t1", "shorter": "t"}  # pyqtgraph's: round, up, down
MOST = 4000  # points that are drawn, the newest
TITLE = 80  # characters of a title in the words of a point


def fit_of(pair: Pair) -> Fit:
    if abs(pair.ratio - 1) <= PLAIN or round(pair.actual) == pair.estimate:
        return "as planned"
    return "longer" if pair.ratio > 1 else "shorter"


def colour_of(fit: Fit) -> str:
    tokens = theme().tokens
    return {"as planned": tokens.done, "longer": tokens.over, "shorter": tokens.work_line}[fit]


class GuessChart(Chart):
    height_wanted = 276

    def __init__(self) -> None:
        super().__init__("Each box: guess and actual")
        self._pairs: tuple[Pair, ...] = ()
        self._curve: tuple[CurvePoint | None, ...] = ()
        self._few = True
        self._left_out = 0

    def show_review(self, review: Review) -> None:
        self._left_out = max(0, len(review.pairs) - MOST)
        newest = review.pairs[-MOST:]
        self._pairs = tuple(sorted(newest, key=lambda pair: (pair.estimate, pair.actual, pair.day)))
        self._curve = review.curve
        self._few = review.spread is None or review.spread.few
        self.draw()

    def legend(self) -> list[Key]:
        keys = [Key("circle", "done", "as planned"), Key("up", "over", "longer"), Key("down", "work_line", "shorter")]
        keys.append(Key("dashed", "soft", "as guessed"))
        if self._curve:
            keys.append(Key("line", "work_line", "yours, 80 % in the band"))
        if self._left_out:
            keys.append(Key("hollow", "rule", f"the newest {MOST}; {self._left_out} older ones are not drawn"))
        return keys

    def _values(self) -> Iterator[float]:
        for pair in self._pairs:
            yield pair.estimate
            yield pair.actual

    def frame(self) -> Frame:
        low = max(SHORTEST, min(self._values(), default=10.0))
        high = min(LONGEST, max(self._values(), default=120.0))
        low, high = min(low, 10.0) / ROOM, max(high, 60.0) * ROOM
        return Frame(log10(low), log10(high), log10(low), log10(high), margin_left=36)

    def paint_on(self, canvas: Canvas) -> Things:
        tokens, frame = theme().tokens, self.frame()
        ticks = [(log10(m), str(m)) for m in MINUTES if frame.left <= log10(m) <= frame.right]
        canvas.ticks("left", ticks)
        canvas.ticks("bottom", ticks)
        edges = [frame.left, frame.right]
        canvas.line(edges, edges, canvas.pen(tokens.soft, 1, dashed=True))
        for run in runs_of(self._curve):
            xs = [log10(point.estimate) for point in run]
            lows, mids, highs = ([_log(value(p)) for p in run] for value in (_low, _mid, _high))
            if len(run) > 1:
                canvas.band(xs, lows, highs, tokens.work_line, 38)
            canvas.line(xs, mids, canvas.pen(tokens.work_line, 2))
        places = [(_log(p.estimate) + _apart(n), _log(p.actual)) for n, p in enumerate(self._pairs)]
        size, alpha = next(looks for most, looks in LOOKS if len(self._pairs) <= most)
        for fit, sign in SIGNS.items():
            mine = [at for at, pair in zip(places, self._pairs, strict=True) if fit_of(pair) == fit]
            if mine:
                xs, ys = [x for x, _ in mine], [y for _, y in mine]
                canvas.points(xs, ys, sign, colour_of(fit), size=size, alpha=alpha, hollow=self._few)
        pairs = self._pairs
        return Things(
            [(x, y, 0.0, 0.0) for x, y in places],
            lambda index: words(pairs[index]),
            lambda index: Target(pairs[index].day, pairs[index].entry),
        )


def words(pair: Pair) -> str:
    """What is told of a point: title, guess and actual, the day."""
    times = f"{words_of(pair.estimate)} guessed, {words_of(round(pair.actual))} taken, {fit_of(pair)}"
    return f"{shortened(pair.title, TITLE)}\n{times}\n{short_date(pair.day)} {pair.day.year}"


def runs_of(curve: Iterable[CurvePoint | None]) -> list[list[CurvePoint]]:
    """The pieces of a curve between its gaps."""
    runs: list[list[CurvePoint]] = [[]]
    for point in curve:
        if point is not None:
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _low(point: CurvePoint) -> float:
    return point.low


def _mid(point: CurvePoint) -> float:
    return point.median


def _high(point: CurvePoint) -> float:
    return point.high


def _log(minutes: float) -> float:
    return log10(min(max(minutes, SHORTEST), LONGEST))


def _apart(number: int) -> float:
    """A small step aside, the same for the same point and spread evenly (by the golden section)."""
    return ((number * 0.618034) % 1 - 0.5) * APART

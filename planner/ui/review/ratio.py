"""Actual ÷ guess over time: the middle of each period, and between which two half of its boxes lie."""

from __future__ import annotations

from collections.abc import Iterator
from math import log2

from planner.review import Review
from planner.review.pairs import Spread
from planner.review.ratios import RatioHistory, RatioPeriod
from planner.review.wording import boxes, ratio_words
from planner.ui.review.canvas import Canvas, Frame
from planner.ui.review.chart import Chart
from planner.ui.review.legend import Key
from planner.ui.review.pointed import Target, Things
from planner.ui.theme import theme

RATIOS = (0.125, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0)
LOWEST, HIGHEST = 0.1, 12.0  # ratios that are drawn; what lies beyond stands at the edge
LABELS = 7  # under the plot at most


class RatioChart(Chart):
    height_wanted = 206

    def __init__(self) -> None:
        super().__init__("Actual ÷ guess over time")
        self._history: RatioHistory | None = None

    def show_review(self, review: Review) -> None:
        self._history = review.ratios
        self.draw()

    def legend(self) -> list[Key]:
        few = [Key("hollow", "work_line", "few boxes")] if any(spread.few for _, _, spread in self._told()) else []
        return [Key("line", "work_line", "the middle, half in the band"), *few, Key("dashed", "soft", "as guessed")]

    def _periods(self) -> tuple[RatioPeriod, ...]:
        return self._history.periods if self._history else ()

    def _told(self) -> Iterator[tuple[int, RatioPeriod, Spread]]:
        """The periods in which anything was finished, with their places."""
        for place, period in enumerate(self._periods()):
            if period.spread is not None:
                yield place, period, period.spread

    def frame(self) -> Frame:
        edges = [edge for _, _, s in self._told() for edge in (s.quarter, s.three_quarters)]
        low, high = _log(min([0.5, *edges])) - 0.2, _log(max([2.0, *edges])) + 0.2
        return Frame(-0.5, max(len(self._periods()), 1) - 0.5, low, high, margin_left=36)

    def paint_on(self, canvas: Canvas) -> Things:
        tokens, frame, periods = theme().tokens, self.frame(), self._periods()
        shown = [r for r in RATIOS if frame.bottom <= log2(r) <= frame.top]
        canvas.ticks("left", [(log2(r), f"{r:g}×") for r in shown])
        every = -(-len(periods) // LABELS) or 1
        labels = [(float(n), p.label) for n, p in enumerate(periods) if (len(periods) - 1 - n) % every == 0]
        canvas.ticks("bottom", labels, lines=False)
        canvas.line([frame.left, frame.right], [0.0, 0.0], canvas.pen(tokens.soft, 1, dashed=True))
        for run in self._runs():
            self._paint_run(canvas, run)
        told = list(self._told())
        for few in (False, True):
            mine = [(float(n), _log(spread.median)) for n, _, spread in told if spread.few == few]
            if mine:
                canvas.points([x for x, _ in mine], [y for _, y in mine], "o", tokens.work_line, size=7, hollow=few)
        return Things(
            [(float(n), _log(spread.median), 0.0, 0.0) for n, _, spread in told],
            lambda index: words(told[index][1]),
            lambda index: Target(told[index][1].span.first, span=told[index][1].span),
        )

    def _runs(self) -> list[list[tuple[int, Spread]]]:
        """The pieces between gaps; a period of few boxes is no part of a line, so that it claims nothing."""
        runs: list[list[tuple[int, Spread]]] = [[]]
        for place, period in enumerate(self._periods()):
            if period.spread is not None and not period.spread.few:
                runs[-1].append((place, period.spread))
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]

    def _paint_run(self, canvas: Canvas, run: list[tuple[int, Spread]]) -> None:
        tokens = theme().tokens
        xs = [float(place) for place, _ in run]
        lows = [_log(spread.quarter) for _, spread in run]
        highs = [_log(spread.three_quarters) for _, spread in run]
        if len(run) == 1:  # a stroke in place of an area without a width
            canvas.line([xs[0], xs[0]], [lows[0], highs[0]], canvas.pen(tokens.work_line, 6, alpha=60))
            return
        canvas.band(xs, lows, highs, tokens.work_line, 38)
        canvas.line(xs, [_log(spread.median) for _, spread in run], canvas.pen(tokens.work_line, 2))


def words(period: RatioPeriod) -> str:
    spread = period.spread
    if spread is None:
        return f"{period.label}: nothing finished"
    told = f"{period.label}: {ratio_words(spread.median)}× your guess"
    half = f"half between {ratio_words(spread.quarter)} and {ratio_words(spread.three_quarters)}"
    return f"{told}\n{half}\n{boxes(spread.n)}{', too few to claim anything' if spread.few else ''}"


def _log(ratio: float) -> float:
    return log2(min(max(ratio, LOWEST), HIGHEST))

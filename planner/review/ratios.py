"""How the ratio of actual to guess went over time, with its spread."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.past import PastTask
from planner.review.pairs import Pair, Spread, pairs_of, spread_of
from planner.review.span import Span, Unit

WEEKS_BACK, MONTHS_BACK = 12, 12


@dataclass(frozen=True, slots=True)
class RatioPeriod:
    """One day, week or month. `spread` is None where nothing was finished; one of few tasks says so (`spread.few`)."""

    span: Span
    label: str
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class RatioHistory:
    """Periods of one length, oldest first, up to the end of what is looked at. `words` say how far they go back."""

    unit: Unit
    periods: tuple[RatioPeriod, ...]
    words: str


def ratio_history(past: Sequence[PastTask], span: Span) -> RatioHistory:
    """Over the last 12 weeks for a day or a week, the last 12 months for a month, else over the span itself."""
    if span.days <= 7:
        week = Span.of("week", span.last)
        return _history(past, week.back(WEEKS_BACK), "week", "the last 12 weeks")
    if span.days <= 31:
        return _history(past, Span.of("month", span.last).back(MONTHS_BACK), "month", "the last 12 months")
    return _history(past, span, span.unit, f"{span.unit} by {span.unit}")


def _history(past: Sequence[PastTask], whole: Span, unit: Unit, words: str) -> RatioHistory:
    parts = whole.cut(unit)
    members: list[list[Pair]] = [[] for _ in parts]
    begins = [part.first for part in parts]
    for pair in pairs_of(past, whole):
        members[bisect_right(begins, pair.day) - 1].append(pair)
    periods = (RatioPeriod(part, part.short(whole), spread_of(mine)) for part, mine in zip(parts, members, strict=True))
    return RatioHistory(unit, tuple(periods), words)

"""All figures of a span in one value, with the sentences that say them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.domain.past import PastTask
from planner.domain.values import Page
from planner.review.blocks import DayBlocks, day_blocks
from planner.review.calibration import Calibration
from planner.review.curve import CurvePoint, curve_of
from planner.review.obstacles import Obstacle, obstacles_of
from planner.review.pairs import (
    By,
    Group,
    Pair,
    Spread,
    groups_of,
    overall_sentence,
    pairs_of,
    spread_of,
    telling,
    too_few_sentence,
)
from planner.review.priorities import Priorities, priorities_of
from planner.review.ratios import RatioHistory, ratio_history
from planner.review.recharges import Recharges, recharges_of
from planner.review.sittings import Sittings, sittings_of
from planner.review.span import Span
from planner.review.spent import SpentPeriod, spent_by_period, spent_on, unplanned_sentence
from planner.review.wording import Sentence

SIDE_BY_SIDE = 7  # days whose plan and record are shown beside each other
CURVE_DAYS = 365  # days up to the end of the span from which a person's own curve is made
GROUPS_SAID = 2
NOTHING = Sentence("Guess and actual: no box of this time was both guessed and timed.", quiet=True)


@dataclass(frozen=True, slots=True)
class Review:
    """What `look_back` found. `curve` rests on the year up to the end of the span, all else on the span itself.

    `ratios` reach back over more than a short span, and neither they nor `spent` over years before anything was kept.
    `days` hold plan and record side by side, for spans of up to a week. `sentences` say the figures, most telling
    first; the calibration is a figure of its own, since it takes longer.
    """

    span: Span
    title: str
    by: By
    pairs: tuple[Pair, ...]
    spread: Spread | None
    curve: tuple[CurvePoint | None, ...]
    groups: tuple[Group, ...]
    ratios: RatioHistory
    spent: tuple[SpentPeriod, ...]
    priorities: Priorities
    recharges: Recharges
    obstacles: tuple[Obstacle, ...]
    sittings: Sittings
    days: tuple[DayBlocks, ...]
    sentences: tuple[Sentence, ...]
    is_empty: bool

    @property
    def empty_words(self) -> str:
        """What stands in place of all figures where there is nothing to look back at."""
        return f"Nothing is on record for {self.title}."


def look_back(
    span: Span,
    pages: Sequence[Page],
    past: Iterable[PastTask],
    now: dt.datetime,
    *,
    today: dt.date,
    by: By = "tag",
    first_plans: Mapping[dt.date, Page] | None = None,
) -> Review:
    """All figures of a span. `pages` and `past` may reach further: what lies outside is left out.

    `first_plans` are pages as they were planned, of the days that are known: they tell which priorities left their day.
    """
    mine, past = [page for page in pages if page.date in span], tuple(past)
    pairs = pairs_of(past, span)
    daily = [(page.date, spent_on(page, now)) for page in mine]
    groups, spread = groups_of(pairs, by), spread_of(pairs)
    priorities, recharges = priorities_of(mine, first_plans), recharges_of(mine, now)
    sittings, drawn = sittings_of(mine, now), _drawn(span, [*(page.date for page in mine), *(p.day for p in pairs)])
    said = (
        overall_sentence(spread) if spread else NOTHING,
        *(group.sentence for group in telling(groups, spread, GROUPS_SAID if by != "week" else 0)),
        recharges.sentence(),
        recharges.postponed_sentence(),
        unplanned_sentence(daily, span),
        priorities.sentence(),
        sittings.sentence(),
        too_few_sentence(groups),
    )
    return Review(
        span=span,
        title=span.words(today),
        by=by,
        pairs=pairs,
        spread=spread,
        curve=curve_of(pairs_of(past, _year_up_to(span))),
        groups=groups,
        ratios=ratio_history(past, drawn),
        spent=spent_by_period(daily, drawn),
        priorities=priorities,
        recharges=recharges,
        obstacles=obstacles_of(mine),
        sittings=sittings,
        days=tuple(_side_by_side(mine, span, now)),
        sentences=tuple(filter(None, said)),
        is_empty=not pairs and not any(page.entries or page.boxes or page.intervals or page.remarks for page in mine),
    )


def all_sentences(review: Review, calibration: Calibration) -> tuple[Sentence, ...]:
    """All that is said of a span: the claims first, then what is too little to claim anything of."""
    if review.is_empty:
        return (Sentence(review.empty_words, quiet=True),)
    said = [*review.sentences, *filter(None, [calibration.sentence()])]
    return tuple(sorted(said, key=lambda sentence: sentence.quiet))


def _drawn(span: Span, dates: Sequence[dt.date]) -> Span:
    """What is drawn over time: of a span that is cut into years only the part that holds anything."""
    return Span.between(min(dates), max(dates)) if span.unit == "year" and dates else span


def _year_up_to(span: Span) -> Span:
    return Span(
        "range", min(span.first, dt.date.fromordinal(max(1, span.last.toordinal() - CURVE_DAYS + 1))), span.last
    )


def _side_by_side(pages: Sequence[Page], span: Span, now: dt.datetime) -> Iterator[DayBlocks]:
    if span.days <= SIDE_BY_SIDE:
        yield from (day_blocks(page, now) for page in pages)

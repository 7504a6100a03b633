"""A review as the JSON of `planner review`. Keys are stable: new ones may be added, none is renamed.

Lengths are minutes, times are wall times, and a figure that rests on too little says so (`few`, `quiet`).
"""

from __future__ import annotations

from typing import Any

from planner.domain.values import Page
from planner.review import Calibration, Evening, EveningRow, Layers, Review, Span, all_sentences
from planner.review.blocks import Block, DayBlocks
from planner.review.curve import CurvePoint
from planner.review.obstacles import Obstacle
from planner.review.pairs import Group, Pair, Spread
from planner.review.priorities import Priorities
from planner.review.ratios import RatioHistory
from planner.review.recharges import Recharges, Said
from planner.review.spent import SpentPeriod

Json = dict[str, Any]


def review_shown(review: Review, calibration: Calibration) -> Json:
    return {
        **_span(review.span),
        "title": review.title,
        "by": review.by,
        "empty": review.is_empty,
        "sentences": _sentences(review, calibration),
        "pairs": [_pair(pair) for pair in review.pairs],
        "spread": _spread(review.spread),
        "groups": [_group(group) for group in review.groups],
        "curve": [_point(point) for point in review.curve],
        "ratios": _ratios(review.ratios),
        "spent": [_spent(period) for period in review.spent],
        "priorities": _priorities(review.priorities),
        "recharges": _recharges(review.recharges),
        "obstacles": [_obstacle(obstacle) for obstacle in review.obstacles],
        "sittings": {"count": review.sittings.count, "minutes": review.sittings.minutes, "days": review.sittings.days},
        "calibration": {
            "n": calibration.n, "held": calibration.held, "below": calibration.below, "above": calibration.above,
            "few": calibration.few,
        },
        "days": [_day(day) for day in review.days],
    }  # fmt: skip


def day_shown(layers: Layers, evening: Evening) -> Json:
    """What a review of one day has besides."""
    return {
        "layers": [
            {"label": layer.label, "blocks": [_block(layers.page, block) for block in layer.blocks]}
            for layer in layers.columns
        ],
        "evening": {
            "words": evening.sentence().words,
            "planned": [_row(row) for row in evening.planned],
            "unplanned": [_row(row) for row in evening.unplanned],
            "left": [row.entry for row in evening.left],
        },
    }


def _sentences(review: Review, calibration: Calibration) -> list[Json]:
    return [{"words": said.words, "quiet": said.quiet} for said in all_sentences(review, calibration)]


def _span(span: Span) -> Json:
    return {"from": span.first.isoformat(), "to": span.last.isoformat()}


def _pair(pair: Pair) -> Json:
    return {
        "day": pair.day.isoformat(),
        "entry": pair.entry,
        "title": pair.title,
        "tags": list(pair.tags),
        "project": pair.project,
        "estimate": pair.estimate,
        "actual": round(pair.actual, 1),
        "ratio": round(pair.ratio, 3),
    }


def _spread(spread: Spread | None) -> Json | None:
    if spread is None:
        return None
    return {
        "n": spread.n,
        "quarter": round(spread.quarter, 3),
        "median": round(spread.median, 3),
        "three_quarters": round(spread.three_quarters, 3),
        "few": spread.few,
    }


def _group(group: Group) -> Json:
    return {
        "name": group.name,
        "spread": _spread(group.spread),
        "differs": group.differs,
        "words": group.sentence.words,
    }


def _point(point: CurvePoint | None) -> Json | None:
    """None is a gap."""
    if point is None:
        return None
    return {name: round(getattr(point, name), 1) for name in ("estimate", "low", "median", "high")}


def _ratios(ratios: RatioHistory) -> Json:
    return {
        "unit": ratios.unit,
        "words": ratios.words,
        "periods": [{**_span(p.span), "label": p.label, "spread": _spread(p.spread)} for p in ratios.periods],
    }


def _spent(period: SpentPeriod) -> Json:
    spent = period.spent
    return {
        **_span(period.span),
        "label": period.label,
        "days": period.days,
        "planned": spent.planned,
        "unplanned": spent.unplanned,
        "events": spent.events,
        "recharge": spent.recharge,
        "meditation": spent.meditation,
        "open": spent.open,
    }


def _priorities(priorities: Priorities) -> Json:
    return {
        "chosen": priorities.chosen,
        "done": priorities.done,
        "moved": priorities.moved,
        "dropped": priorities.dropped,
        "open": priorities.open,
        "days": [
            {
                "day": day.day.isoformat(),
                "slots": [{"fate": slot.fate, "entry": slot.entry, "title": slot.title} for slot in day.slots],
            }
            for day in priorities.days
        ],
    }


def _recharges(recharges: Recharges) -> Json:
    return {
        "total": recharges.total,
        "kept": recharges.kept,
        "left": len(recharges.left),
        "short": recharges.count("short"),
        "all": [
            {
                "day": one.day.isoformat(),
                "at": one.clock,
                "minutes": one.minutes,
                "needed": one.needed,
                "outcome": one.outcome,
                "reason": one.reason,
            }
            for one in recharges.all
        ],
        "postponed": [_said(said) for said in recharges.postponed],
        "quiet": [_said(said) for said in recharges.quiet],
    }


def _said(said: Said) -> Json:
    return {"day": said.day.isoformat(), "at": said.clock, "minutes": said.minutes, "reason": said.reason}


def _obstacle(obstacle: Obstacle) -> Json:
    lines = [
        {"day": line.day.isoformat(), "at": line.clock, "words": line.words, "task": line.task}
        for line in obstacle.lines
    ]
    return {"feeling": obstacle.feeling, "count": obstacle.count, "lines": lines}


def _day(day: DayBlocks) -> Json:
    return {
        "day": day.day.isoformat(),
        "planned": [_block(day.page, block) for block in day.planned],
        "happened": [_block(day.page, block) for block in day.happened],
    }


def _block(page: Page, block: Block) -> Json:
    return {
        "kind": block.kind,
        "start": page.frame.clock(block.start),
        "end": page.frame.clock(block.end),
        "minutes": block.minutes,
        "title": block.title,
        "entry": block.entry,
        "done": block.done,
        "unplanned": block.unplanned,
        "over": block.over,
    }


def _row(row: EveningRow) -> Json:
    return {
        "entry": row.entry,
        "title": row.title,
        "rank": row.rank,
        "estimate": row.estimate,
        "actual": row.actual,
        "state": row.state,
    }

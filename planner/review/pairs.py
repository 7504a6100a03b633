"""Guess beside actual: each finished task, and what they say together by tag, project or week."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from planner.domain.past import PastTask
from planner.review.span import Span
from planner.review.wording import FEW, PLAIN, Sentence, boxes, capital, listed, quantile, ratio_words

By = Literal["tag", "project", "week"]
DOUBT = 0.05  # the chance at which a difference between any of the groups and the whole would be told in error
EXACT = 200  # ratios from which on the sign test is computed by the normal distribution
SHRINKAGE = 25  # boxes of which half the difference counts
NAMED = 3  # groups that one sentence names
WITHOUT: dict[By, str] = {"tag": "without a tag", "project": "without a project", "week": ""}


@dataclass(frozen=True, slots=True)
class Pair:
    """A finished task that was guessed and timed. `estimate` and `actual` are minutes, both above zero.

    `entry` is the id of its entry, or of the imported row.
    """

    day: dt.date
    entry: str
    title: str
    tags: tuple[str, ...]
    project: str | None
    estimate: int
    actual: float

    @property
    def ratio(self) -> float:
        """How many times its guess it took."""
        return self.actual / self.estimate


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of some ratios, and between which two half of them lie; `n` is how many they are."""

    n: int
    quarter: float
    median: float
    three_quarters: float

    @property
    def few(self) -> bool:
        """Whether they are too few to claim anything of."""
        return self.n < FEW


@dataclass(frozen=True, slots=True)
class Group:
    """The tasks of one tag, project or week. `name` is as it was written; "" holds those without one.

    It `differs` if its ratios lie further from the middle of all than chance would bring about in so many groups.
    """

    by: By
    name: str
    spread: Spread
    sentence: Sentence
    differs: bool


def pairs_of(past: Iterable[PastTask], span: Span) -> tuple[Pair, ...]:
    """The pairs of a span, oldest first. A task that nobody guessed or timed, or that is not finished, is none."""
    found = (
        Pair(one.day, one.origin, one.title, one.tags, one.project, one.estimate, one.actual)
        for one in past
        if one.day in span and one.finished and one.estimate and one.estimate > 0 and is_time(one.actual)
    )
    return tuple(sorted(found, key=lambda pair: pair.day))


def is_time(minutes: float) -> bool:
    return math.isfinite(minutes) and minutes > 0


def spread_of(pairs: Iterable[Pair]) -> Spread | None:
    """None without a pair."""
    ratios = sorted(pair.ratio for pair in pairs)
    if not ratios:
        return None
    return Spread(len(ratios), *(quantile(ratios, share) for share in (0.25, 0.5, 0.75)))


def groups_of(pairs: Sequence[Pair], by: By) -> tuple[Group, ...]:
    """The groups, the largest first (weeks: the oldest first). A task of two tags stands in both."""
    members: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        for name in _NAMES[by](pair):
            members[name].append(pair)
    sound = sum(len(mine) >= FEW for mine in members.values())
    middle = spread_of(pairs)
    found = [_group(by, name, mine, middle, sound) for name, mine in members.items()]
    return tuple(sorted(found, key=(lambda g: g.name) if by == "week" else _largest_first))


def _largest_first(group: Group) -> tuple[bool, int, str]:
    """Those without a name come last."""
    return not group.name, -group.spread.n, group.name


_NAMES: dict[By, Callable[[Pair], Iterable[str]]] = {
    "tag": lambda pair: dict.fromkeys(pair.tags) or ("",),
    "project": lambda pair: (pair.project or "",),
    "week": lambda pair: (week_name(pair.day),),
}


def week_name(date: dt.date) -> str:
    """2026-W48: sorts as the weeks do."""
    year, week, _ = date.isocalendar()
    return f"{year}-W{week:02d}"


def _group(by: By, name: str, mine: Sequence[Pair], whole: Spread | None, sound: int) -> Group:
    spread = spread_of(mine)
    assert spread is not None, "a group has a member"
    assert whole is not None, "and so has the whole"
    differs = not spread.few and chance([pair.ratio for pair in mine], whole.median) < DOUBT / sound
    return Group(by, name, spread, group_sentence(by, name, spread), differs)


def chance(ratios: Sequence[float], middle: float) -> float:
    """How probable it is that so many of some ratios lie on one side of a middle that is theirs too (sign test)."""
    above = sum(ratio > middle for ratio in ratios)
    below = sum(ratio < middle for ratio in ratios)
    n, few = above + below, min(above, below)
    if n > EXACT:
        return math.erfc((n / 2 - few - 0.5) / math.sqrt(n / 2))
    ways = sum(math.comb(n, k) for k in range(few + 1))
    return min(1.0, 2 * ways * 0.5**n)


def spoken_name(by: By, name: str) -> str:
    """A group's name at the beginning of a sentence: "Writing", "Boxes without a tag", "Week 48"."""
    if not name:
        return f"Boxes {WITHOUT[by]}"
    return f"Week {int(name[-2:])}" if by == "week" else capital(name)


def group_sentence(by: By, name: str, spread: Spread) -> Sentence:
    """ "Writing takes you 1.4× your guess; half of it between 1.1 and 1.8; 23 boxes."."""
    takes, it = ("takes", "it") if name else ("take", "them")
    return _claim(spoken_name(by, name), "took" if by == "week" else takes, it, spread)


def overall_sentence(spread: Spread) -> Sentence:
    """The same of all boxes together."""
    return _claim("Your boxes", "take", "them", spread)


def _claim(who: str, takes: str, it: str, spread: Spread) -> Sentence:
    if spread.few:
        return Sentence(f"{who}: {boxes(spread.n)}, too few to say.", quiet=True)
    low, high = ratio_words(spread.quarter), ratio_words(spread.three_quarters)
    half = f"half of {it} between {low} and {high}" if low != high else f"half of {it} at {low}"
    if abs(spread.median - 1) < PLAIN:
        return Sentence(f"{who} {takes} you as long as you guess; {half}; {boxes(spread.n)}.", "as long as you guess")
    strong = f"{ratio_words(spread.median)}×"
    return Sentence(f"{who} {takes} you {strong} your guess; {half}; {boxes(spread.n)}.", strong)


def telling(groups: Sequence[Group], whole: Spread | None, most: int) -> list[Group]:
    """The groups that differ from the whole, and in words too: the furthest first, small ones taken for less far."""
    if whole is None:
        return []
    found = [g for g in groups if g.differs and ratio_words(g.spread.median) != ratio_words(whole.median) and g.name]
    return sorted(found, key=lambda group: -_far(group.spread, whole))[:most]


def _far(spread: Spread, whole: Spread) -> float:
    return abs(math.log(spread.median / whole.median)) * spread.n / (spread.n + SHRINKAGE)


def too_few_sentence(groups: Sequence[Group]) -> Sentence | None:
    """ "Calls and errands: 6 boxes, too few to say.": one sentence for all groups of which nothing can be said."""
    small = [group for group in groups if group.name and group.spread.few]
    if not small:
        return None
    names = [spoken_name(group.by, group.name) for group in small[:NAMED]]
    more = len(small) - len(names)
    who = listed([*names, f"{more} more"] if more else names)
    most = max(group.spread.n for group in small)
    count = boxes(most) if len(small) == 1 else f"{boxes(most)} each" if most == 1 else f"at most {boxes(most)} each"
    return Sentence(f"{who}: {count}, too few to say.", quiet=True)

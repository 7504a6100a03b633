"""What was in the way: the feelings that were named, how often, and what was written with them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.values import Page

UNNAMED = "in other words"  # what was written without a feeling of the list
NONE = "none"  # chosen from the list, it says that nothing was in the way


@dataclass(frozen=True, slots=True)
class ObstacleLine:
    """Once: on a day, at `clock`, in these words (or none), about a task (or none)."""

    day: dt.date
    clock: str
    words: str
    task: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One feeling, as it was first written; its lines by their time."""

    feeling: str
    lines: tuple[ObstacleLine, ...]

    @property
    def count(self) -> int:
        return len(self.lines)


def obstacles_of(pages: Sequence[Page]) -> tuple[Obstacle, ...]:
    """The most frequent first; what was only written in words comes last."""
    lines: dict[str, list[ObstacleLine]] = defaultdict(list)
    shown: dict[str, str] = {}
    for page in pages:
        for remark in page.remarks:
            feeling = "" if remark.feeling.casefold() == NONE else remark.feeling
            if remark.kind == "feeling" and (feeling or remark.words):
                key = feeling.casefold()
                shown.setdefault(key, feeling or UNNAMED)
                entry = page.entry(remark.entry)
                clock = page.frame.clock(page.frame.minute(remark.at))
                lines[key].append(ObstacleLine(page.date, clock, remark.words, entry.title if entry else ""))
    found = [(key, Obstacle(shown[key], tuple(mine))) for key, mine in lines.items()]
    return tuple(obstacle for _, obstacle in sorted(found, key=lambda one: (not one[0], -one[1].count, one[0])))

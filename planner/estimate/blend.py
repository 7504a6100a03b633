"""Voices that hear the past in different ways, blended: people differ, and they change.

All of the past is heard as of a person whose guesses are off by their size, and as of one who is off by the kind of the
task; and the last of it is heard alone, for who changes, by and by or from one day to the next. Each speaks in
proportion to how likely it held what came so far. A little of that is given back with each outcome (experts of fixed
share, Herbster and Warmuth 1998), so that whoever was right for years can be overtaken within weeks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from planner.estimate.past import Past, Said, Trusts
from planner.estimate.sample import Mixture, Shares, Weights, add
from planner.estimate.values import Basis, Level, Task

LATELY = 150  # outcomes: the last of the past holds so many at least, at most twice as many
START = (0.9, 0.05, 0.05)  # the parts in the blend before anything came: by size, by kind, lately
GIVEN_BACK = 1 / 500  # with each outcome the parts come so far back to that
REACH = 4  # cells around an outcome in which what was held likely counts for it
UNLIKELY = 0.01  # nothing is held less likely than this: one slip decides nothing
SILENT = 0.01  # a part so small is left out


class Lately:
    """The last of the past. Two pasts take turns, the newer one filling up while the older one speaks."""

    def __init__(self, prior: Weights) -> None:
        self._prior = prior
        self._older, self._newer = Past(prior), Past(prior)

    def learn(self, task: Task, size: int, shares: Shares) -> None:
        for past in (self._older, self._newer):
            past.learn(task, size, shares)
        if self._newer.count == LATELY:
            self._older, self._newer = self._newer, Past(self._prior)

    def said(self, task: Task, size: int, trusts: Trusts) -> Said:
        return self._older.said(task, size, trusts)


class Heard(NamedTuple):
    """What each voice said of a task, its part, and what was made of that."""

    task: Task
    size: int
    voices: Sequence[Said]
    parts: Sequence[float]
    blended: Said


class Blend:
    """The voices together. Whoever asks is told the basis of the first.

    They are weighed by the level on which the first knows a task: the last of the past may not know that title or tag
    at all.
    """

    def __init__(self, prior: Weights, by_size: Trusts, by_kind: Trusts) -> None:
        self._by_size, self._by_kind = by_size, by_kind
        self._whole = Past(prior)
        self._lately = Lately(prior)
        self._parts: dict[Level, Sequence[float]] = {}
        self._last: Heard | None = None

    def basis(self) -> Basis:
        return self._whole.basis()

    def learn(self, task: Task, size: int, shares: Shares) -> None:
        self._whole.learn(task, size, shares)
        self._lately.learn(task, size, shares)
        self._last = None

    def said(self, task: Task, size: int) -> Said:
        return self._heard(task, size).blended

    def weigh(self, task: Task, size: int, cell: int) -> None:
        """Hold what each said of a task against the cell that its outcome fell into. Before it is learned."""
        heard = self._heard(task, size)
        likely = [said.mixture.around(cell, REACH) + UNLIKELY for said in heard.voices]
        parts = [part * each for part, each in zip(heard.parts, likely, strict=True)]
        whole = sum(parts)
        self._parts[heard.blended.basis.level] = [
            part / whole * (1 - GIVEN_BACK) + start * GIVEN_BACK for part, start in zip(parts, START, strict=True)
        ]

    def _heard(self, task: Task, size: int) -> Heard:
        """The same task is asked of twice in a row: when it is foretold, and when what it took is told."""
        if self._last is None or self._last[:2] != (task, size):
            voices = [
                self._whole.said(task, size, self._by_size),
                self._whole.said(task, size, self._by_kind),
                self._lately.said(task, size, self._by_size),
            ]
            parts = self._parts.get(voices[0].basis.level, START)
            self._last = Heard(task, size, voices, parts, blended(voices, parts))
        return self._last


def blended(voices: Sequence[Said], parts: Sequence[float]) -> Said:
    weights: Weights = {}
    for said, part in zip(voices, parts, strict=True):
        if part >= SILENT:
            add(weights, zip(said.mixture.cells, said.mixture.weights(), strict=True), part)
    return voices[0]._replace(mixture=Mixture(weights))

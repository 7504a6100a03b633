"""All of the past and the last of it, blended: people change, some by and by, some from one day to the next.

Each speaks in proportion to how likely it held what came so far. A little of that is given back with each outcome
(experts of fixed share, Herbster and Warmuth 1998), so that whoever was right for years can be overtaken within weeks.
"""

from __future__ import annotations

from typing import NamedTuple

from planner.estimate.past import Past, Said, Trusts
from planner.estimate.sample import Mixture, Shares, Weights, add
from planner.estimate.values import Basis, Level, Task

LATELY = 150  # outcomes: the last of the past holds so many at least, at most twice as many
START = 0.05  # its part in the blend, before anything came
GIVEN_BACK = 1 / 500  # with each outcome the parts come so far back to that
REACH = 4  # cells around an outcome in which what was held likely counts for it
UNLIKELY = 0.01  # nothing is held less likely than this: one slip decides nothing
SILENT = 0.01  # a part so small is left out


class Lately:
    """The last of the past. Two pasts take turns, the newer one filling up while the older one speaks."""

    def __init__(self, prior: Weights, trusts: Trusts) -> None:
        self._made_of = prior, trusts
        self._older, self._newer = Past(prior, trusts), Past(prior, trusts)

    def learn(self, task: Task, size: int, shares: Shares) -> None:
        for past in (self._older, self._newer):
            past.learn(task, size, shares)
        if self._newer.count == LATELY:
            self._older, self._newer = self._newer, Past(*self._made_of)

    def said(self, task: Task, size: int) -> Said:
        return self._older.said(task, size)


class Heard(NamedTuple):
    """What both said of a task, and the part of the last of the past in what was made of that."""

    task: Task
    size: int
    whole: Said
    lately: Said
    part: float
    blended: Said


class Blend:
    """The whole past and the last of it. Whoever asks is told the basis of the whole.

    They are weighed by the level on which the whole knows a task: the last of it may not know that title or tag at all.
    """

    def __init__(self, prior: Weights, trusts: Trusts) -> None:
        self._whole = Past(prior, trusts)
        self._lately = Lately(prior, trusts)
        self._parts: dict[Level, float] = {}
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
        """Hold what both said of a task against the cell that its outcome fell into. Before it is learned."""
        heard = self._heard(task, size)
        whole, lately = (said.mixture.around(cell, REACH) + UNLIKELY for said in (heard.whole, heard.lately))
        part = heard.part * lately / (heard.part * lately + (1 - heard.part) * whole)
        self._parts[heard.whole.basis.level] = part + (START - part) * GIVEN_BACK

    def _heard(self, task: Task, size: int) -> Heard:
        """The same task is asked of twice in a row: when it is foretold, and when what it took is told."""
        if self._last is None or self._last[:2] != (task, size):
            whole, lately = self._whole.said(task, size), self._lately.said(task, size)
            part = self._parts.get(whole.basis.level, START)
            self._last = Heard(task, size, whole, lately, part, blended(whole, lately, part))
        return self._last


def blended(whole: Said, lately: Said, part: float) -> Said:
    if part < SILENT:
        return whole
    weights: Weights = {}
    for mixture, factor in ((whole.mixture, 1 - part), (lately.mixture, part)):
        add(weights, zip(mixture.cells, mixture.weights(), strict=True), factor)
    return Said(Mixture(weights), whole.basis, whole.at_size)

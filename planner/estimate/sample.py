"""Past outcomes as weights of cells, by the size of their estimate, and the mixture that a forecast is read from.

An outcome is a natural logarithm: of actual / estimate, or of plain minutes where nobody guessed. It falls into a cell
of 3 %. What is as estimated stays exactly so, and a cell remembers the outermost outcomes seen in it: the ends of a
range reach them.
"""

from __future__ import annotations

import math
import operator
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain, repeat

STEP = 0.03  # the width of a cell
SIZE_STEP = 0.1  # estimates within 10 % are of one size
NEGLIGIBLE = 0.05  # what counts less than this for a size counts as nothing
ROUNDING = 1e-9

Weights = dict[int, float]  # cell -> weight
Shares = Sequence[tuple[int, float]]  # the same of one outcome, whose weights add up to 1


def cell_of(outcome: float) -> int:
    return round(outcome / STEP)


def size_of(minutes: float) -> int:
    return round(math.log(minutes) / SIZE_STEP)


@lru_cache(maxsize=64)
def kernel(width: float) -> dict[int, float]:
    """How much an estimate so many sizes away counts: a bell of this width (in log), cut where it is thin."""
    reach = int(width / SIZE_STEP * math.sqrt(-2 * math.log(NEGLIGIBLE)))
    return {step: math.exp(-0.5 * (step * SIZE_STEP / width) ** 2) for step in range(-reach, reach + 1)}


def add(to: Weights, weights: Iterable[tuple[int, float]], factor: float = 1.0) -> None:
    for cell, weight in weights:
        to[cell] = to.get(cell, 0.0) + weight * factor


class Ends:
    """The outermost outcomes seen in each cell, and what lies between them. An unseen cell stands for its middle."""

    def __init__(self) -> None:
        self._lowest: dict[int, float] = {}
        self._highest: dict[int, float] = {}
        self._between: dict[int, float] = {}

    def see(self, outcome: float) -> int:
        cell = cell_of(outcome)
        low = self._lowest[cell] = min(outcome, self._lowest.get(cell, outcome))
        high = self._highest[cell] = max(outcome, self._highest.get(cell, outcome))
        self._between[cell] = (low + high) / 2 if cell else 0.0
        return cell

    def low(self, cell: int) -> float:
        return self._lowest.get(cell, cell * STEP)

    def high(self, cell: int) -> float:
        return self._highest.get(cell, cell * STEP)

    def middle(self, cell: int) -> float:
        return self._between.get(cell, cell * STEP)


class Near(dict[int, float]):
    """The outcomes near a size, each by what it counts there, what they count together, and what those of the size."""

    total = own = 0.0

    def hear(self, shares: Iterable[tuple[int, float]], counts: float) -> None:
        for cell, share in shares:
            weight = share * counts
            self[cell] = self.get(cell, 0.0) + weight
            self.total += weight
            self.own += weight if counts == 1 else 0.0


class Sample:
    """The outcomes of one level. What is near a size is added up when first asked for, and kept up to date.

    Most titles come once: a sample of one outcome is kept small.
    """

    __slots__ = ("_near", "_told", "count")

    def __init__(self) -> None:
        self.count = 0
        self._told: dict[tuple[int, int], float] = {}  # size and cell -> weight
        self._near: dict[tuple[int, float], Near] | None = None

    def learn(self, size: int, shares: Shares) -> None:
        self.count += 1
        for cell, share in shares:
            self._told[size, cell] = self._told.get((size, cell), 0.0) + share
        for (at, width), near in (self._near or {}).items():
            if counts := kernel(width).get(size - at):
                near.hear(shares, counts)

    def near(self, size: int, width: float) -> Near:
        """What is near a size, by a kernel of this width (in log)."""
        if self._near is None:
            self._near = {}
        found = self._near.get((size, width))
        if found is None:
            found = self._near[size, width] = Near()
            counts = kernel(width)
            for (each, cell), weight in self._told.items():
                if each - size in counts:
                    found.hear([(cell, weight)], counts[each - size])
        return found


class Mixture:
    """A distribution of outcomes: cells in their order, with the weight of all up to each."""

    __slots__ = ("cells", "up_to")

    def __init__(self, weights: Weights) -> None:
        self.cells = sorted(weights)
        self.up_to = list(accumulate(weights[cell] for cell in self.cells))

    def weights(self) -> Iterator[float]:
        """Of each cell, of a whole of 1."""
        steps = map(operator.sub, self.up_to, chain((0.0,), self.up_to))
        return map(operator.truediv, steps, repeat(self.up_to[-1]))

    def at(self, share: float) -> int:
        """The first cell that, with all below it, holds this share (0–1) of the whole."""
        return self.cells[bisect_left(self.up_to, share * self.up_to[-1] - ROUNDING)]

    def below(self, cell: float) -> float:
        """The share of what lies below a cell."""
        first = bisect_left(self.cells, cell)
        return self.up_to[first - 1] / self.up_to[-1] if first else 0.0

    def around(self, cell: int, reach: int) -> float:
        """The share of what lies within so many cells. What is as estimated is near to nothing but itself."""
        if cell == 0:
            return self.below(0.5) - self.below(-0.5)
        low, high = cell - reach - 0.5, cell + reach + 0.5
        if low < 0 < high:
            low, high = (0.5, high) if cell > 0 else (low, -0.5)
        return self.below(high) - self.below(low)

    def from_cell_on(self, cell: int) -> Shares:
        """What is left when an outcome is known to lie in this cell or higher: its shares."""
        first = bisect_left(self.cells, cell)
        left = 1 - self.below(cell)
        if left <= ROUNDING:
            return [(cell, 1.0)]
        shares = list(self.weights())[first:]
        return [(each, share / left) for each, share in zip(self.cells[first:], shares, strict=True)]

    def tilted(self, under: float, over: float) -> Mixture:
        """The same with other shares of what lies under cell 0 and over it; within them nothing changes."""
        first, after = bisect_left(self.cells, 0), bisect_left(self.cells, 1)
        tilted, since, come_to = Mixture({}), 0.0, 0.0
        tilted.cells = self.cells
        for part, share in ((slice(first), under), (slice(first, after), 1 - under - over), (slice(after, None), over)):
            up_to = self.up_to[part]
            if up_to:
                factor = share / max(ROUNDING, up_to[-1] - since)
                tilted.up_to += [come_to + (each - since) * factor for each in up_to]
                since, come_to = up_to[-1], tilted.up_to[-1]
        return tilted

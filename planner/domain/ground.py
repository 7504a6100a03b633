"""The forward pass that makes a plan lawful: boxes in their order, each whole into the first lawful gap.

What may not move is a *wall*; what is work among it is *toil*. The pass carries the stretch along: the minutes of work
since the last rest that counts, and when that work ended. Before a box that would pass the limit it lays a recharge,
which uses the free time there first, so that the box moves only by what is missing. A recharge that it laid earlier
stays while the rest that it marks is one that the law rests on.

Nothing moves earlier. A recharge that the person placed gives way by at most `GIVE` minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from planner.domain import laws
from planner.domain.laws import Moment, Span
from planner.domain.values import BOX_MIN, Box, derived_id

GIVE = 30  # minutes by which a recharge that the person placed may be moved later


@dataclass(slots=True)
class Wall:
    """An occupied span. `give` is by how much it may still be moved later (a person's recharge), `box` whose it is."""

    start: int
    end: int
    give: int = 0
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A box to be laid at or after `wish`. `order` is where it stood; `works` whether it counts as work to come."""

    box: Box
    wish: int
    order: int
    works: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item may lie: its start, and the recharge to lay before it, if one is due."""

    start: int
    recharge: Span | None
    crossed: bool  # whether a hard wall lay between the wish and this place


@dataclass(slots=True)
class Ground:
    """What may not move on a page, and how far the pass has come."""

    length: int
    limit: int
    rest: int
    at: Moment
    walls: list[Wall]
    toil: list[Span]
    autos: Sequence[Box] = ()  # the planner's own recharges as they lay before, in order
    cursor: int = 0  # end of what is occupied so far
    stretch: int = 0  # minutes of work since the last rest that counts…
    worked_until: int = -(10**6)  # …and when they ended
    next_wall: int = 0
    next_toil: int = 0
    laid: list[Box] = field(default_factory=list)
    fallen: list[Box] = field(default_factory=list)

    def find(self, item: Item, until: int | None = None) -> Place | None:
        """The first lawful place at or after an item's wish that ends by `until` (default: the end of the page).

        Looks ahead only: the pass itself moves by `lay`.
        """
        last = self.length if until is None else until
        minutes = item.box.minutes
        cursor, stretch, worked, toil = self.cursor, self.stretch, self.worked_until, self.next_toil
        crossed = False
        for index in range(self.next_wall, len(self.walls) + 1):
            wall = self.walls[index] if index < len(self.walls) else None
            edge = _edge(wall, item, last) if wall else last
            # a box that was never started and has not moved may begin before now; one that is moved may not
            start = item.wish if item.wish > cursor else cursor
            if start != item.box.start and start < self.at.floor:
                start = self.at.floor
            place = self._in_gap(item, start, cursor, edge, stretch, worked, toil)
            if place is not None:
                return Place(place[0], place[1], crossed)
            if wall is None or wall.start >= last:
                return None
            crossed = crossed or (wall.box is None and wall.end > item.wish)
            while toil < len(self.toil) and self.toil[toil][0] < wall.end:
                stretch, worked = _on(stretch, worked, self.toil[toil], self.rest)
                toil += 1
            if wall.end > cursor:
                cursor = wall.end
            if cursor + minutes > last:
                return None
        return None

    def _in_gap(
        self, item: Item, start: int, cursor: int, edge: int, stretch: int, worked: int, toil: int
    ) -> tuple[int, Span | None] | None:
        """The place in one gap: as wished, or after a full rest; None when neither is lawful."""
        minutes, now = item.box.minutes, self.at.now
        if not item.works:
            return (start, None) if start + minutes <= edge else None
        whole = BOX_MIN if cursor <= worked and self.rest < BOX_MIN else self.rest
        rested = worked + whole if worked + whole > start else start
        for candidate in (start, rested):
            end = candidate + minutes
            if end > edge:
                return None
            begins = candidate if candidate > now else now
            fresh = candidate - worked >= self.rest
            total = (0 if fresh else stretch) + end - begins
            if total <= self.limit and self._lawful_after(end, total, toil):
                return candidate, (self._recharge(cursor, candidate, worked) if candidate > start else None)
            if fresh:
                return None
        return None

    def _recharge(self, cursor: int, start: int, worked: int) -> Span | None:
        """The recharge before a box: from where the free span begins, but never before now."""
        begins = max(cursor, worked, self.at.floor)
        return (begins, start) if start - begins >= BOX_MIN else None

    def _lawful_after(self, end: int, stretch: int, toil: int) -> bool:
        """Whether the fixed work that follows without a rest still fits the limit."""
        for start, finish in self.toil[toil:]:
            if start - end >= self.rest:
                return True
            stretch += finish - max(start, end)
            end = max(end, finish)
            if stretch > self.limit:
                return False
        return True

    def lay(self, item: Item, place: Place) -> None:
        """Put an item at its place; the pass goes on behind it."""
        box = item.box.at(place.start)
        begins = place.recharge[0] if place.recharge else place.start
        self.pass_walls(place.start, begins)
        if place.recharge:
            self.laid.append(_auto_recharge(place.recharge, box))
            self.cursor = place.recharge[1]
        end = box.start + box.minutes
        if item.works:
            self._work((box.start if box.start > self.at.now else self.at.now, end), box.start)
        self.laid.append(box)
        if end > self.cursor:
            self.cursor = end
        if self.next_wall < len(self.walls):
            _give_way(self.walls[self.next_wall], box)

    def pass_walls(self, minute: int, taken_from: int | None = None) -> None:
        """Go past every wall that begins before a minute; a person's recharge in what is taken will give way."""
        while self.next_wall < len(self.walls) and self.walls[self.next_wall].start < minute:
            wall = self.walls[self.next_wall]
            if taken_from is not None and wall.box is not None and wall.end > taken_from:
                break
            self.pass_toil(wall.end, wall.start)
            self.cursor = max(self.cursor, wall.end)
            self.next_wall += 1
        self.pass_toil(minute, minute)

    def pass_toil(self, minute: int, free_until: int) -> None:
        while self.next_toil < len(self.toil) and self.toil[self.next_toil][0] < minute:
            self._work(self.toil[self.next_toil], free_until)
            self.next_toil += 1

    def _work(self, span: Span, free_until: int) -> None:
        """Count one more span of work. A recharge that lay in the free time before it stays if the law rests on it."""
        if span[1] <= span[0]:
            return
        if self.autos and span[0] - self.worked_until >= self.rest and self.stretch + span[1] - span[0] > self.limit:
            self._keep_recharge(free_until)
        self.stretch, self.worked_until = _on(self.stretch, self.worked_until, span, self.rest)

    def _keep_recharge(self, free_until: int) -> None:
        for auto in self.autos:
            if self.cursor <= auto.start and auto.end <= free_until:
                self.laid.append(auto)
                self.cursor = auto.end
                return


def _give_way(wall: Wall, box: Box) -> None:
    if wall.give and box.end > wall.start:
        shift = box.end - wall.start
        wall.start, wall.end, wall.give = wall.start + shift, wall.end + shift, wall.give - shift


def _edge(wall: Wall, item: Item, last: int) -> int:
    """Where the gap before a wall ends: a person's recharge gives way to what stood before it."""
    edge = wall.start + (wall.give if wall.box is not None and item.order < wall.box.start else 0)
    return edge if edge < last else last


def _on(stretch: int, worked: int, span: Span, rest: int) -> tuple[int, int]:
    """The stretch after one more span of work."""
    start, end = span
    if start - worked >= rest:
        stretch = 0
    if end <= worked:
        return stretch, worked
    return stretch + end - (start if start > worked else worked), end


def _auto_recharge(span: Span, box: Box) -> Box:
    name = derived_id("recharge", box.id)
    return Box(name, box.page, "recharge", span[0], span[1] - span[0], auto=True)


def walls_of(hard: Iterable[Box], soft: Iterable[Box], length: int) -> list[Wall]:
    """Hard walls, merged where they touch, and between them the person's recharges, which give way."""
    taken = list(hard)
    walls = [Wall(start, end) for start, end in laws.merged((box.start, box.end) for box in taken)]
    for box in soft:
        start = clear_of(taken, box)
        taken.append(box.at(start))
        walls.append(Wall(start, start + box.minutes, GIVE - (start - box.start), box))
    walls.sort(key=lambda wall: (wall.start, wall.end))
    for index, wall in enumerate(walls):
        if wall.give:
            edge = walls[index + 1].start if index + 1 < len(walls) else length
            wall.give = max(0, min(wall.give, edge - wall.end))
    return walls


def clear_of(taken: Sequence[Box], box: Box) -> int:
    """The first start at or after its own at which a box lies clear of what is taken."""
    start, minutes = box.start, box.minutes
    if any(other.start < start + minutes and start < other.end for other in taken):
        for other in sorted(taken, key=lambda other: other.start):
            if other.start < start + minutes and start < other.end:
                start = other.end
    return start

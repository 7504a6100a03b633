"""Settling a page: what may move is laid again, in its order, on the ground of what may not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from planner.domain import laws
from planner.domain.ground import Ground, Item, walls_of
from planner.domain.laws import Moment
from planner.domain.values import Box, Page, derived_id

NOWHERE = -1  # the start of a box that has not been laid yet


@dataclass(frozen=True, slots=True)
class Parted:
    """The boxes of a page by what a pass may do with them."""

    standing: tuple[Box, ...]  # pinned, events, begun or gone by: never moved
    soft: tuple[Box, ...]  # recharges that the person placed: give way a little
    movable: tuple[Box, ...]  # work that was never started, in order
    autos: tuple[Box, ...]  # the planner's own recharges: laid anew


def parted(page: Page, at: Moment) -> Parted:
    begun = laws.begun_boxes(page, at)
    standing: list[Box] = []
    soft: list[Box] = []
    movable: list[Box] = []
    autos: list[Box] = []
    for box in page.boxes:
        if box.pinned or box.kind == "event" or box.id in begun or box.end <= at.floor:
            standing.append(box)
        elif box.kind == "work":
            movable.append(box)
        else:
            (autos if box.auto else soft).append(box)
    return Parted(tuple(standing), tuple(soft), tuple(movable), tuple(autos))


def ground(
    page: Page, at: Moment, standing: Sequence[Box], soft: Sequence[Box] = (), autos: Sequence[Box] = ()
) -> Ground:
    """The ground of a pass: these boxes stand still, and what is done before now is counted."""
    finished = laws.finished_entries(page)
    toil = [span for span in (laws.planned_span(box, at, finished) for box in standing) if span]
    toil += laws.actual_spans(page, at)
    head = page.head
    walls = walls_of(standing, soft, page.length)
    made = Ground(page.length, head.limit, head.recharge, at, walls, laws.merged(toil), autos)
    made.pass_toil(at.now, 0)
    return made


def items_of(page: Page, boxes: Iterable[Box]) -> list[Item]:
    """The items of boxes that wish to stay where they are; one longer than the limit in its parts."""
    finished = laws.finished_entries(page)
    return [
        part
        for box in boxes
        for part in whole_parts(Item(box, box.start, box.start, not box.done and box.entry not in finished), page)
    ]


def whole_parts(item: Item, page: Page) -> list[Item]:
    """A work box longer than the limit as the fewest parts, equal to the minute, longer first (law 4)."""
    box, limit = item.box, page.head.limit
    if box.kind != "work" or box.minutes <= limit or not item.works:
        return [item]
    count = -(-box.minutes // limit)
    length, longer = divmod(box.minutes, count)
    parts, start = [], item.wish
    for number in range(count):
        minutes = length + (number < longer)
        # only the first part has lain anywhere: the others may not begin before now
        name, lay = (box.id, start) if number == 0 else (unused_id(page, "part", box.id, number), NOWHERE)
        parts.append(Item(replace(box, id=name, start=lay, minutes=minutes), start, item.order, item.works))
        start += minutes
    return parts


def unused_id(page: Page, *parts: object) -> str:
    """An id derived from these parts that no box of the page has."""
    taken = {box.id for box in page.boxes}
    number = 0
    while (name := derived_id(*parts, page.date, number)) in taken:
        number += 1
    return name


@dataclass(frozen=True, slots=True)
class Settled:
    """The boxes of a page after a pass, and those that found no room on it."""

    boxes: tuple[Box, ...]
    fallen: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class NoPlace:
    """The dropped box cannot lie where it was dropped. `alternative` is the first minute that would do, if any."""

    alternative: int | None


def settle(
    page: Page,
    at: Moment,
    sequence: Sequence[Item],
    *,
    dropped: Sequence[Item] = (),
    standing: Sequence[Box],
    soft: Sequence[Box] = (),
    autos: Sequence[Box] = (),
) -> Settled | NoPlace:
    """Lay a sequence of items in its order, and the dropped ones (a box, in its parts) where their time comes.

    The first dropped item keeps its time, or follows the recharge that is due before it; if only a place beyond a
    wall is lawful, there is none for it.
    """
    made = ground(page, at, standing, soft, autos)
    waiting = list(sequence)
    if dropped:
        refused = _lay_dropped(made, waiting, dropped)
        if refused is not None:
            return refused
    for item in waiting:
        _lay_or_fall(made, item)
    made.pass_walls(made.length)
    return Settled(_result(page, made, standing, soft), tuple(made.fallen))


def _lay_dropped(made: Ground, waiting: list[Item], dropped: Sequence[Item]) -> NoPlace | None:
    """Lay what stands before the dropped box, then that box. `waiting` keeps what comes after, in order."""
    first = replace(dropped[0], order=-1)  # a person's recharge makes room for it wherever it is dropped
    late: list[Item] = []
    while waiting and waiting[0].wish + waiting[0].box.minutes <= first.wish:
        item = waiting.pop(0)
        place = made.find(item)
        if late or place is None or place.start + item.box.minutes > first.wish:
            late.append(item)
        else:
            made.lay(item, place)
    waiting[:0] = late
    place = made.find(first)
    if place is None or place.crossed:
        return NoPlace(place.start if place else None)
    made.lay(first, place)
    waiting[:0] = dropped[1:]
    return None


def _lay_or_fall(made: Ground, item: Item) -> None:
    place = made.find(item)
    if place is None:
        made.fallen.append(item.box)
    else:
        made.lay(item, place)


def _result(page: Page, made: Ground, standing: Sequence[Box], soft: Sequence[Box]) -> tuple[Box, ...]:
    moved = {wall.box.id: wall.start for wall in made.walls if wall.box is not None}
    kept = [box.at(moved[box.id]) for box in soft]
    still = (*standing, *kept)
    return (*still, *named_recharges(page, made.laid, still))


def named_recharges(page: Page, laid: Sequence[Box], standing: Sequence[Box]) -> list[Box]:
    """The planner's recharges under the ids that they had, where they lie as before; under unused ones elsewhere."""
    before = {(box.start, box.minutes): box for box in page.boxes if box.auto}
    taken = {box.id for box in (*standing, *laid, *page.boxes) if not box.auto}
    taken |= {box.id for box in standing}
    named: list[Box] = []
    for box in laid:
        old = before.get((box.start, box.minutes)) if box.auto else None
        if old is not None and old.id not in taken:
            box = old
        number = 0
        while box.auto and box.id in taken:
            number += 1
            box = replace(box, id=derived_id(box.id, number))
        taken.add(box.id)
        named.append(box)
    return named

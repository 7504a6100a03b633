"""One draw of a day, gone through from now to the last work: a plain forward pass under the laws.

Nobody begins before the planned time; what runs late pushes what follows, and gaps absorb it. A box is begun only where
its planned minutes fit whole, as a push would lay it: before the next event, and under the limit until then with that
event's own minutes; else after a recharge, else beyond the event. What overruns is broken off by an event or by the
limit, and goes on after it. Pinned boxes begin at their time, whoever must wait. A recharge that the person placed is
taken in full, at its time or after what runs over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from planner.domain.values import BOX_MIN
from planner.estimate.remaining import REST, Remaining

NEVER = 10**9
# Where a draw has come to: the end of what is behind, the stretch and when its work ended, the end of the last leg, and
# the wall ahead. A bare tuple: there are many of them.
State = tuple[int, int, int, int, int]
Trace = list[tuple[int, int, Literal["work", "event", "rest"]]]


class Wall(NamedTuple):
    """What begins at its time: an event until its end, or a pinned leg for as long as it takes."""

    start: int
    end: int
    works: bool
    leg: int | None = None


class Gap(NamedTuple):
    """What lies ahead in the time before a wall: where the wall begins, where the next fixed work begins, and the
    minutes of that work without a rest that counts.
    """

    edge: int
    toil: int
    load: int


class Step(NamedTuple):
    """A leg as the pass takes it: its number, not before when, and what must fit for it to be begun."""

    leg: int
    wish: int
    need: int


class Course:
    """A page's remaining legs and walls, ready to be run over and over; without the job that is left out."""

    def __init__(self, left: Remaining, without: int | None = None) -> None:
        self.left = left
        kept = [(number, leg) for number, leg in enumerate(left.legs) if leg.job != without]
        walls = [Wall(*event) for event in left.events]
        walls += [Wall(leg.wish, leg.wish + leg.planned, True, number) for number, leg in kept if leg.pinned]
        self.walls = sorted(walls, key=lambda wall: wall[:2])
        self.gaps = _gaps(self.walls, left.recharge)
        self.wall_of = {wall.leg: number for number, wall in enumerate(self.walls)}
        # pinned legs and recharges never take the short way: nothing as long as NEVER fits
        self.steps = [
            Step(number, leg.wish, NEVER if leg.pinned or leg.job == REST else leg.need) for number, leg in kept
        ]
        self.start: State = (left.cursor, left.stretch, left.worked, left.cursor, 0)

    def without(self, job: int) -> tuple[Course, int, list[Step]]:
        """What is to be run where a job is left out: a course, at which step it parts from this one, and the steps."""
        legs = {number for number, leg in enumerate(self.left.legs) if leg.job == job}
        if any(self.left.legs[number].pinned for number in legs):
            course = Course(self.left, job)
            return course, 0, course.steps
        first = next(place for place, step in enumerate(self.steps) if step.leg in legs)
        return self, first, [step for step in self.steps[first:] if step.leg not in legs]

    def finish(
        self,
        minutes: Sequence[int],
        steps: Sequence[Step],
        state: State,
        until: int = NEVER,
        states: list[State] | None = None,
    ) -> int:
        """The minute at which the last work ends, of legs that take so many minutes; any later one once past `until`.

        `states` is given the state before each step. The short way of the common case (no wall, no recharge) is
        written out: it is taken some ten thousand times.
        """
        cursor, stretch, worked, finish, wall = state
        limit, rest, gaps = self.left.limit, self.left.recharge, self.gaps
        edge, toil, load = gaps[wall]
        for leg, wish, need in steps:
            if states is not None:
                states.append((cursor, stretch, worked, finish, wall))
            takes = minutes[leg]
            room = takes if takes > need else need
            start = wish if wish > cursor else cursor
            before = 0 if start - worked >= rest else stretch
            end = start + room
            if end <= edge and before + room <= limit and (before + room + load <= limit or end + rest <= toil):
                if takes:
                    cursor = worked = finish = start + takes
                    stretch = before + takes
            elif takes:
                walk = Walk(self, minutes, (cursor, stretch, worked, finish, wall))
                walk.go(leg)
                cursor, stretch, worked, finish, wall = walk.cursor, walk.stretch, walk.worked, walk.finish, walk.wall
                edge, toil, load = gaps[wall]
            if finish > until:
                break
        return finish

    def trace(self, minutes: Sequence[int]) -> Trace:
        """The spans of a draw, in order, gone through without the short way."""
        trace: Trace = []
        walk = Walk(self, minutes, self.start, trace)
        for step in self.steps:
            if minutes[step.leg]:
                walk.go(step.leg)
        return trace


def _gaps(walls: Sequence[Wall], rest: int) -> list[Gap]:
    """What lies ahead before each wall, and after the last."""
    gaps = [Gap(NEVER, NEVER, 0)]
    ahead: Wall | None = None
    load = 0
    for wall in reversed(walls):
        if wall.works:
            joins = ahead is not None and ahead.start - wall.end < rest
            load = wall.end - wall.start + (load if joins else 0)
            ahead = wall
        gaps.append(Gap(wall.start, ahead.start if ahead else NEVER, load))
    return gaps[::-1]


class Walk:
    """The pass around walls and recharges, from a state on."""

    __slots__ = ("course", "cursor", "finish", "minutes", "spans", "stretch", "wall", "worked")

    def __init__(self, course: Course, minutes: Sequence[int], state: State, spans: Trace | None = None) -> None:
        self.course, self.minutes, self.spans = course, minutes, spans
        self.cursor, self.stretch, self.worked, self.finish, self.wall = state

    def go(self, number: int) -> None:
        """Go through one leg."""
        leg, minutes = self.course.left.legs[number], self.minutes[number]
        if leg.job == REST:
            start = max(leg.wish, self.cursor)
            self.cursor = start + minutes
            self._note(start, self.cursor, "rest")
        elif leg.pinned:
            while self.wall <= self.course.wall_of[number]:
                self._pass_wall()
        else:
            self._work(leg.wish, leg.need, minutes)

    def _work(self, wish: int, need: int, minutes: int) -> None:
        """Work so many minutes, begun where `need` of them fit in one piece; the law or a wall may break it off."""
        left, gaps = self.course.left, self.course.gaps
        limit, rest = left.limit, left.recharge
        start = wish if wish > self.cursor else self.cursor
        while minutes:
            gap, worked = gaps[self.wall], self.worked
            stretch = 0 if start - worked >= rest else self.stretch
            free = _room(gap, start, limit - stretch, rest)
            if free >= need:
                spent = free if free < minutes else minutes
                self.stretch = stretch + spent
                self.cursor = self.worked = self.finish = start + spent
                self._note(start, start + spent, "work")
                start += spent
                minutes -= spent
                need = minutes if minutes < BOX_MIN else BOX_MIN
            elif worked + rest > start and _room(gap, worked + rest, limit, rest) >= need:
                start = worked + rest
            else:
                self._pass_wall()
                start = max(start, self.cursor)

    def _pass_wall(self) -> None:
        wall = self.course.walls[self.wall]
        self.wall += 1
        if wall.leg is not None:
            minutes = self.minutes[wall.leg]
            self._work(wall.start, min(minutes, BOX_MIN), minutes)
            return
        if wall.works:
            fresh = wall.start - self.worked >= self.course.left.recharge
            self.stretch = (0 if fresh else self.stretch) + wall.end - wall.start
            self.worked = wall.end
        self.cursor = max(self.cursor, wall.end)
        self._note(wall.start, wall.end, "event" if wall.works else "rest")

    def _note(self, start: int, end: int, what: Literal["work", "event", "rest"]) -> None:
        if self.spans is not None:
            self.spans.append((start, end, what))


def _room(gap: Gap, start: int, left: int, rest: int) -> int:
    """The minutes that may be worked from a minute on in one piece, of `left` under the limit; below 1 for none.

    Before fixed work there must lie a rest, or that work too must fit under the limit.
    """
    edge, toil, load = gap
    until_rest = toil - rest - start
    room = left if left < until_rest else until_rest
    if room < left - load:
        room = left - load
    return room if room < edge - start else edge - start

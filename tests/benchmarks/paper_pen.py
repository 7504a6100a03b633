"""A person fills in a printed sheet, and it is known what was meant: the truth that a reading is held against.

Where things stand is asked of the marks that the print remembers, and of nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.domain.values import Box
from planner.paper.shapes import Mark
from tests.benchmarks import paper_strokes as strokes
from tests.benchmarks import paper_writing as words
from tests.benchmarks.paper_days import Picture, Printing
from tests.benchmarks.paper_ink import Layer, Pen
from tests.benchmarks.paper_strokes import Rng, Stroke
from tests.benchmarks.paper_truth import DAY, Rail, Truth, Worked, minutes_of, printed_done

SHORTEST = 1.3  # millimetres of rail below which nobody shades anything
APART = 2.0  # millimetres of white between two intervals of one lane: a person who leaves less can't tell them apart
UNSURE = 0.3  # millimetres by which a hand misses where it would begin or end


@dataclass(frozen=True, slots=True)
class Habits:
    """How people of one sort write: pens with their weights, shapes of ticks and of shading with theirs.

    `wobble` in millimetres; `press` the range of a hand's pressure.
    """

    pens: dict[str, float]
    ticks: dict[str, float]
    rails: dict[str, float]
    wobble: tuple[float, float]
    press: tuple[float, float]


PEOPLE = Habits(
    {"black": 3, "blue": 4, "pencil": 3},
    {"tick": 4, "cross": 3, "slash": 2, "dot": 2, "scribble": 2, "big": 2},
    {"zigzag": 3, "solid": 2, "line": 3, "hatch": 2},
    (0.02, 0.07),
    (0.6, 1.0),
)
OTHERS = Habits(
    {"black": 2, "blue": 2, "pencil": 2, "felt": 1, "red": 1, "green": 1},
    {"hook": 3, "plus": 2, "ring": 2, "tick": 2, "big": 2, "cross": 1, "slash": 1, "scribble": 1, "dot": 1},
    {"waves": 3, "barred": 2, "hatch": 2, "zigzag": 1, "solid": 1, "line": 1},
    (0.03, 0.1),
    (0.5, 1.0),
)


def with_pens(habits: Habits, names: Sequence[str]) -> Habits:
    return replace(habits, pens={name: weight for name, weight in habits.pens.items() if name in names})


def pen_named(name: str, rng: Rng) -> Pen:
    """A pen of a sort: no two are alike."""
    u = rng.uniform
    match name:
        case "pencil":
            tone = int(u(55, 95))
            return Pen(name, (tone + 4, tone, tone), u(0.35, 0.65), u(0.42, 0.8), u(0.4, 0.75))
        case "blue":
            return Pen(
                name, (int(u(110, 175)), int(u(35, 80)), int(u(15, 55))), u(0.25, 0.5), u(0.72, 0.95), u(0.1, 0.35)
            )
        case "felt":
            return Pen(name, (int(u(30, 60)), int(u(25, 50)), int(u(25, 50))), u(0.5, 0.7), u(0.85, 1), u(0, 0.1))
        case "red":
            return Pen(
                name, (int(u(30, 70)), int(u(20, 60)), int(u(150, 200))), u(0.3, 0.5), u(0.75, 0.95), u(0.1, 0.3)
            )
        case "green":
            return Pen(name, (int(u(40, 90)), int(u(90, 130)), int(u(10, 60))), u(0.3, 0.5), u(0.75, 0.95), u(0.1, 0.3))
        case _:
            tone = int(u(20, 50))
            return Pen("black", (tone, tone, tone), u(0.25, 0.6), u(0.8, 1.0), u(0, 0.3))


def filled_in(printing: Printing, habits: Habits, rng: Rng) -> tuple[Picture, Truth, Pen]:
    """The sheet in colour with one person's marks on it."""
    pen = pen_named(_chosen(habits.pens, rng), rng)
    hand = Hand(printing, pen, habits, rng)
    hand.tick_all()
    hand.shade_all()
    hand.doodle()
    return hand.layer.over(printing.picture, pen, rng), hand.truth, pen


def _chosen(weights: dict[str, float], rng: Rng) -> str:
    names = list(weights)
    shares = np.asarray(list(weights.values()), dtype=float)
    return names[int(rng.choice(len(names), p=shares / shares.sum()))]


class Hand:
    """One person with one pen over one sheet. Most have one way of ticking and of shading, and now and then another."""

    def __init__(self, printing: Printing, pen: Pen, habits: Habits, rng: Rng) -> None:
        self.sheet, self.page, self.pen, self.rng, self.habits = printing.sheet, printing.page, pen, rng, habits
        self.layer = Layer(*printing.picture.shape[:2])
        self.truth = Truth()
        self.wobble, self.press = rng.uniform(*habits.wobble), rng.uniform(*habits.press)
        self.favourite, self.way = _chosen(habits.ticks, rng), _chosen(habits.rails, rng)
        self.squares = {m.id: m for m in self.sheet.marks if m.role in ("tick", "feeling")}
        self.diligence = rng.choice((0.15, 0.6, 0.8, 1.0), p=(0.1, 0.4, 0.35, 0.15))

    def draw(self, found: Sequence[Stroke]) -> None:
        for stroke in found:
            self.layer.draw(strokes.shaken(stroke, self.rng, self.wobble), self.pen, self.rng, self.press)

    # Squares and lines

    def tick_all(self) -> None:
        free = self._write_lines()
        chosen = self._chosen_alone()
        for name, mark in self.squares.items():
            if printed_done(self.sheet, mark):
                self._told(name, "ticked", "printed")
            elif "new" in mark.means:
                share = 0.0 if not free.get(name) else 0.8 if mark.means["new"] == "unplanned" else 0.4
                self._fill(name, mark, share, 0.0)
            elif "feeling" in mark.means or "meditation" in mark.means:
                self._fill(name, mark, 1.0 if name in chosen else 0.0, 0.0)
            else:
                self._fill(name, mark, self.diligence * 0.9, 0.06)

    def _chosen_alone(self) -> set[str]:
        """At most one feeling and one meditation."""
        found = set()
        for key, share in (("feeling", 0.6), ("meditation", 0.35)):
            names = [name for name, mark in self.squares.items() if key in mark.means]
            if names and self.rng.random() < share:
                found.add(str(self.rng.choice(names)))
        return found

    def _fill(self, name: str, mark: Mark, tick: float, cancel: float) -> None:
        chance = self.rng.random()
        if chance < tick:
            usual = self.rng.random() < 0.75
            self._tick(name, mark, self.favourite if usual else _chosen(self.habits.ticks, self.rng))
        elif chance < tick + cancel:
            self._put(mark, "filled")
            self._told(name, "cancelled", "filled")
        elif self.rng.random() < 0.06:
            self.draw([_placed(strokes.stray(self.rng), mark)])
            self._told(name, "empty", "stray")
        else:
            self._told(name, "empty", "")

    def _told(self, name: str, value: str, shape: str) -> None:
        self.truth.ticks[name], self.truth.shapes[name] = value, shape

    def _tick(self, name: str, mark: Mark, shape: str) -> None:
        for _ in range(8):
            placed = self._shaped(mark, shape)
            if not self._meets_another(placed, mark):
                self.draw(placed)
                break
        else:
            shape = "tick"
            self._put(mark, shape)
        self._told(name, "ticked", shape)

    def _put(self, mark: Mark, shape: str) -> None:
        self.draw(self._shaped(mark, shape))

    def _shaped(self, mark: Mark, shape: str) -> list[Stroke]:
        return [_placed(one, mark) for one in strokes.TICKS[shape](self.rng, self.pen.width / mark.w)]

    def _meets_another(self, placed: Sequence[Stroke], mark: Mark) -> bool:
        """Nobody swings a tick into the next square: it would be a tick there too."""
        points, near = np.concatenate(placed), 0.3 + self.pen.width / 2
        return any(
            ((points > (m.x - near, m.y - near)) & (points < (m.x + m.w + near, m.y + m.h + near))).all(axis=1).any()
            for m in self.squares.values()
            if m is not mark
        )

    def _write_lines(self) -> dict[str, bool]:
        """Write on some of the free lines, from the top of each list; says of each square whether its line is used."""
        used: dict[str, bool] = {}
        rows = {kind: self.rng.integers(0, 4) for kind in ("bonus", "unplanned")}
        for mark in (m for m in self.sheet.marks if m.role == "line"):
            kind = str(mark.means.get("new", ""))
            if kind:
                write = bool(rows[kind] > 0)
                rows[kind] -= 1
            else:
                write = bool(self.rng.random() < 0.4 * self.diligence)
            self.truth.lines[mark.id] = used[mark.id.removesuffix("-line")] = write
            if write and mark.means.get("write") == "actual":
                self._actual(mark)
            elif write:
                self._words(mark.x + 0.6, mark.y + mark.h - 1.3, mark.x + mark.w - 0.5)
        return used

    def _actual(self, mark: Mark) -> None:
        height = self.rng.uniform(2.2, 3.0)
        x = mark.x + self.rng.uniform(0.8, 2.5)
        self.draw(words.number(int(self.rng.integers(5, 150)), x, mark.y + mark.h - 0.8, height, self.rng))

    def _words(self, x: float, baseline: float, right: float) -> None:
        height = min(2.6, max(self.rng.uniform(1.4, 2.1), 3.6 * self.pen.width))
        found = words.writing(x, baseline, x + (right - x) * self.rng.uniform(0.6, 1.0), height, self.rng)
        self.draw(found or words.writing(x, baseline, right + 20, height, self.rng)[:1])

    def doodle(self) -> None:
        """Some words on the dots of the notes, which no mark reads."""
        lines = [m for m in self.sheet.marks if m.role == "line" and "new" in m.means]
        if lines and self.rng.random() < 0.5:
            last = max(lines, key=lambda m: m.y)
            for baseline in last.y + 34 + 6.5 * np.arange(self.rng.integers(1, 6)):  # below feelings and printed notes
                if baseline < 188:
                    self._words(last.x - 4, baseline, last.x + last.w - 2)

    # The rail

    def shade_all(self) -> None:
        rail = Rail(self.sheet.marks)
        self.truth.begins = rail.minutes[0] if rail.minutes else 0
        if not rail.lanes or self.rng.random() < 0.06:
            return
        lane = 1 if self.rng.random() < 0.8 else 2
        for start, end, box in self._worked(rail):
            if self._shade(rail, lane, rail.y(start), rail.y(end), box):
                lane = 3 - lane

    def _worked(self, rail: Rail) -> Iterator[tuple[float, float, str]]:
        """When each box was truly worked on: a little late, shorter or longer than planned, one after the other."""
        now = rail.minutes[0] + self.rng.uniform(0, 20)
        for box in self._boxes(rail):
            share = 0.95 if box is None or self.truth.ticks[f"box-{box.id}"] == "ticked" else 0.12
            if self.rng.random() > share:
                continue
            begins = self._minute(box, rail) if box is not None else now + self.rng.uniform(5, 120)
            start = max(now + self.rng.exponential(2.5), begins + self.rng.normal(2, 7))
            planned = box.minutes if box is not None else self.rng.uniform(15, 100)
            end = start + max(6.0, planned * self.rng.lognormal(0, 0.3))
            if end > rail.minutes[-1] - 1:
                return
            now = end
            yield start, end, box.id if box is not None else ""

    def _boxes(self, rail: Rail) -> list[Box | None]:
        """The boxes of this sheet that are worked on; on a day without a plan some times that were worked anyway."""
        mine = [b for b in self.page.boxes if b.kind != "recharge" and f"box-{b.id}" in self.squares]
        return list(mine) or [None] * int(self.rng.integers(0, 6))

    def _minute(self, box: Box, rail: Rail) -> float:
        minute = minutes_of(self.page.frame.clock(box.start))
        return minute if minute >= rail.minutes[0] else minute + DAY

    def _shade(self, rail: Rail, lane: int, top: float, bottom: float, box: str) -> bool:
        """Shade a part of a lane and tell what was drawn; nothing where it would be too short, or run into another."""
        top, bottom = (y + float(np.clip(self.rng.normal(0, 0.13), -UNSURE, UNSURE)) for y in (top, bottom))
        thick = self.pen.width * (0.75 + 0.25 * self.press)
        if bottom - top < SHORTEST + thick:
            return False
        way = self.way if self.rng.random() < 0.85 else _chosen(self.habits.rails, self.rng)
        x, width = rail.lanes[lane]
        shape = strokes.RAILS[way](self.rng, width, bottom - top - thick, thick)
        placed = [one + np.array((x, top + thick / 2)) for one in shape]
        low = min(one[:, 1].min() for one in placed) - thick / 2
        high = max(one[:, 1].max() for one in placed) + thick / 2
        if low < rail.ys[0] - 0.2 or high > rail.ys[-1] + 0.2 or self._too_close(rail, lane, low):
            return False
        self.draw(placed)
        self.truth.intervals.append(Worked(lane, rail.minute(low), rail.minute(high), way, box))
        return True

    def _too_close(self, rail: Rail, lane: int, low: float) -> bool:
        before = [w for w in self.truth.intervals if w.lane == lane]
        return bool(before) and low - rail.y(before[-1].end) < APART


def _placed(shape: Stroke, mark: Mark) -> Stroke:
    return shape * (mark.w, mark.h) + (mark.x, mark.y)

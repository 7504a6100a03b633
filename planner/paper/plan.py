"""Where things stand on an A5 sheet, and the small pieces that every part of it is made of. Millimetres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.domain.values import Box, Entry
from planner.paper import text
from planner.paper.shapes import HAIR, INK, RULE, SOFT, Face, Mark, Outline, Role, Rule, Shape, Text

WIDTH, HEIGHT = 148.0, 210.0
OUTSIDE, BINDING = 8.0, 13.0
MARKER, CODE = 5.0, 9.0
MARKER_EDGE = 5.0  # from the edges of the paper
CODE_TOP = 11.0  # one module of quiet below the corner marker
MAIN, SIDE = 73.0, 48.0  # the time axis, the lists
TICK = 4.0
FOOT_LEFT, FOOT_RIGHT = 13.0, 135.0  # clear of the corner markers on both sides
HEADING = 5.3
TITLE, SMALLER, SMALL, TINY = 8.0, 7.2, 6.5, 5.4  # points
CAP = 0.727  # height of Inter's capitals, of the type size


@dataclass(frozen=True, slots=True)
class Options:
    """How a sheet is printed. `even` mirrors the margins alone (the back of a leaf), `left_handed` all of it.

    `chance` are words for the header ("78 % done by 18:00"); `ranges` says of tasks, by id, what they will probably
    take ("40–70"); `feeling` adds the row of feelings.
    """

    left_handed: bool = False
    clock24: bool = True
    even: bool = False
    feeling: bool = False
    chance: str = ""
    ranges: tuple[tuple[str, str], ...] = ()

    def range_of(self, entry: Entry | None) -> str:
        return dict(self.ranges).get(entry.id, "") if entry is not None else ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The edges of the sheet's columns; `mirrored` has the axis on the right, its rail outermost."""

    left: float
    right: float
    main: float
    side: float
    code: float
    head: float
    mirrored: bool


def columns(options: Options) -> Columns:
    """The columns of a sheet: binding and rail on one side, the page code on the other."""
    mirrored = options.left_handed
    outside_left = mirrored != options.even
    left = OUTSIDE if outside_left else BINDING
    right = WIDTH - (BINDING if outside_left else OUTSIDE)
    main, side = (right - MAIN, left) if mirrored else (left, right - SIDE)
    code, head = (left, left + CODE + 4) if outside_left else (right - CODE, left)
    return Columns(left, right, main, side, code, head, mirrored)


@dataclass(slots=True)
class Drawing:
    """The shapes and marks of a sheet while it is put together, in reading order."""

    options: Options
    at: Columns
    shapes: list[Shape] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    missing: dict[str, None] = field(default_factory=dict)

    def add(self, *shapes: Shape) -> None:
        self.shapes += shapes

    def say(self, x: float, y: float, words: str, size: float, face: Face = "regular", grey: float = INK) -> float:
        """Words from a baseline on; gives the x at which they end."""
        self.add(Text(x, y, words, size, face, grey))
        return x + text.width(words, size, face)

    def say_left_of(self, x: float, y: float, words: str, size: float, grey: float = SOFT) -> float:
        """Words that end at x; gives the x at which they start."""
        start = x - text.width(words, size)
        self.add(Text(start, y, words, size, "regular", grey))
        return start

    def user_words(self, words: str, face: Face = "regular") -> str:
        """A person's text, made one clean line; its letters that no font has are remembered."""
        self.missing.update(dict.fromkeys(text.missing_words(words, face)))
        return text.clean(words)

    def heading(self, x: float, y: float, words: str) -> None:
        self.add(Text(x, y, words.upper(), HEADING, "bold", SOFT, tracking=0.9))

    def rule(self, x1: float, y: float, x2: float, grey: float = RULE) -> None:
        self.add(Rule(x1, y, x2, y, HAIR, grey))

    def mark(
        self, name: str, role: Role, means: Mapping[str, str | int], x: float, y: float, w: float, h: float
    ) -> None:
        self.marks.append(Mark(name, role, dict(means), x, y, w, h))

    def tick(
        self, name: str, means: Mapping[str, str | int], x: float, y: float, *, done: bool = False, round_: bool = False
    ) -> None:
        """A place to tick: a square of 4, or a circle; done already has the journal's cross in it."""
        self.add(Outline(x, y, TICK, TICK, TICK / 2 if round_ else 0.0, 0.45 if round_ else 0.6, INK))
        if done:
            near, far = 1.1, TICK - 1.1
            self.add(
                Rule(x + near, y + near, x + far, y + far, 0.9, INK),
                Rule(x + near, y + far, x + far, y + near, 0.9, INK),
            )
        self.mark(name, "tick" if "feeling" not in means else "feeling", means, x, y, TICK, TICK)


def centred(y: float, size: float) -> float:
    """The baseline of capitals and figures that stand centred on y."""
    return y + size * CAP * text.POINT / 2


def shown_on_bonus(entry: Entry, boxed: set[str]) -> bool:
    """Tasks beside the three that have no box: those with one are ticked on the axis."""
    live = entry.kind == "task" and entry.state in ("open", "done")
    return live and entry.rank is None and not entry.unplanned and entry.id not in boxed


def shown_on_notes(entry: Entry, boxed: set[str]) -> bool:
    """Notes, and events that have no time of their own."""
    return entry.kind in ("note", "event") and entry.state in ("open", "done") and entry.id not in boxed


def is_done(box: Box, entry: Entry | None) -> bool:
    return box.done or (entry is not None and entry.state == "done")

"""Where things stand on an A5 sheet, and the small pieces that every part of it is made of. Millimetres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from planner.domain.print_choice import Ground, Ink, Strength
from planner.domain.values import Box, Entry
from planner.paper import text
from planner.paper.formats import FORMATS, Format
from planner.paper.shapes import (
    DOT_SIZE,
    HAIR,
    INK,
    PITCH,
    RULE,
    SOFT,
    Dots,
    Face,
    Mark,
    Outline,
    Role,
    Rule,
    Shape,
    Text,
    Tint,
)

MARKER, CODE = 5.0, 9.0
MARKER_EDGE = 5.0  # from the edges of the paper
CODE_TOP = 11.0  # one module of quiet below the corner marker
BETWEEN = 6.0  # the time axis and the lists
MAIN_SHARE = 73.0 / 121.0  # of the width of both
TICK = 4.0
FOOT_EDGE = 13.0  # clear of the corner markers on both sides
FOOT, BOTTOM = 10.0, 15.4  # from the foot of the paper: the middle of the last line, the end of what stands above it
STRENGTHS: dict[Strength, float] = {"fine": 0.8, "normal": 1.0, "strong": 1.7}
HEADING = 5.3
TITLE, SMALLER, SMALL, TINY = 8.0, 7.2, 6.5, 5.4  # points
THICK = 1.0  # points: wider lines are the same at every strength
CAP = 0.727  # height of Inter's capitals, of the type size


@dataclass(frozen=True, slots=True)
class Options:
    """How a sheet is printed. `even` mirrors the margins alone (the back of a leaf), `left_handed` all of it.

    `chance` are words for the header ("78 % done by 18:00"); `ranges` says of tasks, by id, what they will probably
    take ("40–70"); `feeling` adds the row of feelings. `format` names the page's size, `hours` are minutes of wall time
    that count instead of the page's own, `first_weekday` is 0 for Monday.
    """

    left_handed: bool = False
    clock24: bool = True
    even: bool = False
    feeling: bool = False
    chance: str = ""
    ranges: tuple[tuple[str, str], ...] = ()
    format: str = "a5"
    hours: tuple[int, int] | None = None
    first_weekday: int = 0
    ink: Ink = "one"
    ground: Ground = "dots"
    strength: Strength = "normal"

    @property
    def size(self) -> Format:
        return FORMATS[self.format]

    def range_of(self, entry: Entry | None) -> str:
        return dict(self.ranges).get(entry.id, "") if entry is not None else ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The edges of the sheet's columns and lines; `mirrored` has the axis on the right, its rail outermost.

    `top` is what is kept free above, `bottom` where the lists end, `foot` the middle of the last line.
    """

    width: float
    height: float
    left: float
    right: float
    main: float
    main_width: float
    side: float
    side_width: float
    code: float
    head: float
    top: float
    bottom: float
    foot: float
    mirrored: bool

    @property
    def foot_left(self) -> float:
        return max(FOOT_EDGE, self.left)

    @property
    def foot_right(self) -> float:
        return min(self.width - FOOT_EDGE, self.right)

    @property
    def room(self) -> float:
        return self.right - self.left


def columns(options: Options, *, whole: bool = False) -> Columns:
    """The columns of a sheet: binding and rail on one side, the page code on the other.

    `whole`: the axis, or the lists, have all of the width.
    """
    size, mirrored = options.size, options.left_handed
    outside_left = mirrored != (options.even and not size.screen)  # a toolbar stays where it is
    left = size.outside if outside_left else size.binding
    right = size.width - (size.binding if outside_left else size.outside)
    main_width = side_width = right - left
    main = side = left
    if not whole:
        main_width = round((right - left - BETWEEN) * MAIN_SHARE, 2)
        side_width = right - left - BETWEEN - main_width
        main, side = (right - main_width, left) if mirrored else (left, right - side_width)
    code, head = (left, left + CODE + 4) if outside_left else (right - CODE, left)
    return Columns(
        size.width, size.height, left, right, main, main_width, side, side_width, code, head,
        size.top, size.height - BOTTOM, size.height - FOOT, mirrored,
    )  # fmt: skip


@dataclass(slots=True)
class Drawing:
    """The shapes and marks of a sheet while it is put together, in reading order."""

    options: Options
    at: Columns
    shapes: list[Shape] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    missing: dict[str, None] = field(default_factory=dict)

    def add(self, *shapes: Shape) -> None:
        if self.options.strength != "normal":
            shapes = tuple(self._at_strength(shape) for shape in shapes)
        self.shapes += shapes

    def _at_strength(self, shape: Shape) -> Shape:
        """Lines as thick, and soft ones as dark, as the person wants them; the page's hours stay the thickest."""
        if not isinstance(shape, Rule | Outline) or shape.width > THICK:
            return shape
        factor = STRENGTHS[self.options.strength]
        grey = min(shape.grey, SOFT) if factor > 1 else shape.grey
        return replace(shape, width=round(shape.width * factor, 3), grey=grey)

    def tint(self, meaning: Tint) -> Tint:
        """The colour of a meaning, on sheets that are not of one ink."""
        return meaning if self.options.ink == "colour" else ""

    def ground(self, x: float, width: float, top: float, bottom: float) -> None:
        """Dots, lines or a grid to write on, as much as there is room for."""
        across, rows = int(width // PITCH) + 1, int((bottom - top) // PITCH) + 1
        if rows <= 0 or self.options.ground == "plain":
            return
        inset = (width - (across - 1) * PITCH) / 2
        factor = STRENGTHS[self.options.strength]
        y = bottom - (rows - 1) * PITCH
        dot, overhang = DOT_SIZE * min(factor, 1.4), inset if self.options.ground == "lines" else 0.0
        self.add(Dots(x + inset, y, across, rows, self.options.ground, dot, HAIR * factor, overhang=overhang))

    def say(
        self, x: float, y: float, words: str, size: float, face: Face = "regular", grey: float = INK, tint: Tint = ""
    ) -> float:
        """Words from a baseline on; gives the x at which they end."""
        self.add(Text(x, y, words, size, face, grey, tint=tint))
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
        role: Role = "tick" if "feeling" not in means else "feeling"
        self.marks.append(Mark(name, role, dict(means), x, y, TICK, TICK, done=done))


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

"""What there is to look at of a print: every page upright, and every side of paper as it leaves the printer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from planner.domain.print_choice import PrintChoice
    from planner.paper.imposition import Placed, Side
    from planner.paper.order import Made


class Guide(NamedTuple):
    """Where the paper is cut or folded: upright at a share of its width, or level at one of its height."""

    upright: bool
    share: float
    word: str


class View(NamedTuple):
    """A part of one page of the PDF, as it is looked at; points from its top left corner. `turned` stands upside down
    there.
    """

    number: int
    x: float
    y: float
    width: float
    height: float
    turned: bool
    words: str
    guides: tuple[Guide, ...] = ()


POINT = 72 / 25.4  # in a millimetre


def pages_of(made: Made) -> tuple[View, ...]:
    """The pages in the order in which they are read."""
    where = {placed.sheet.name: (number, placed) for number, side in enumerate(made.sides) for placed in side.placed}
    return tuple(_page(*where[sheet.name]) for sheet in made.pages)


def _page(number: int, placed: Placed) -> View:
    sheet = placed.sheet
    x, y, width, height = (value * POINT for value in (placed.x, placed.y, sheet.width, sheet.height))
    return View(number, x, y, width, height, placed.turn == 180, sheet.title)


def sides_of(made: Made, choice: PrintChoice) -> tuple[View, ...]:
    """The sides of paper in the order in which they are printed."""
    from planner.domain.print_choice import TURNED

    word = "cut" if choice.paper in TURNED else "fold"
    return tuple(_side(number, side, word, choice.two_sided) for number, side in enumerate(made.sides))


def _side(number: int, side: Side, word: str, two_sided: bool) -> View:
    leaf, back = divmod(number, 2) if two_sided else (number, 0)
    face = (", back" if back else ", front") if two_sided else ""
    titles = " · ".join(placed.sheet.title for placed in side.placed) or "empty"
    words = f"Paper {leaf + 1}{face}: {titles}"
    return View(number, 0.0, 0.0, side.width * POINT, side.height * POINT, False, words, _guides(side, word))


def _guides(side: Side, word: str) -> tuple[Guide, ...]:
    upright = dict.fromkeys(mark.x1 / side.width for mark in side.marks if mark.x1 == mark.x2)
    level = dict.fromkeys(mark.y1 / side.height for mark in side.marks if mark.y1 == mark.y2)
    return (
        *(Guide(True, share, word) for share in upright),
        *(Guide(False, share, word) for share in level),
    )

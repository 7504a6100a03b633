"""Pages put on sheets of paper, so that they lie right once it is printed, turned, folded and cut. Pure, millimetres.

A book that opens to the left (left-handed people's) is the mirror image: its pages run from right to left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.domain.print_choice import BOOKLETS, Duplex, Paper
from planner.paper.formats import STOCKS, Stock
from planner.paper.shapes import HAIR, SOFT, Rule, Sheet

SECTION = 64  # pages that are folded into one another at most: sixteen sheets of A4 still take a staple
MARK = 5.0  # the length of a cut or fold mark
MARK_EDGE = 5.0  # printers leave so much white

Pages = Sequence[Sheet | None]


@dataclass(frozen=True, slots=True)
class Placed:
    """A page on the paper: `x`, `y` is the top left corner of the room it takes, `turn` 0 or 180 degrees.

    A point of the page (px, py) lies at (x + px, y + py); turned, at (x + width - px, y + height - py).
    """

    sheet: Sheet
    x: float
    y: float
    turn: int = 0

    def turned_on(self, width: float, height: float) -> Placed:
        """The same when the whole side of so large a paper is turned by 180 degrees."""
        x, y = width - self.x - self.sheet.width, height - self.y - self.sheet.height
        return Placed(self.sheet, x, y, 180 - self.turn)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet of paper. `marks` say where to cut and to fold."""

    width: float
    height: float
    placed: tuple[Placed, ...]
    marks: tuple[Rule, ...] = ()


def alone(sheet: Sheet) -> Side:
    """A page that is its own paper."""
    return Side(sheet.width, sheet.height, (Placed(sheet, 0.0, 0.0),))


def impose(pages: Pages, paper: Paper, duplex: Duplex = "none", *, mirrored: bool = False) -> tuple[Side, ...]:
    """The sides in the order in which they are printed: with `duplex` front and back in turn. None is an empty page."""
    stock = STOCKS[paper]
    if paper == "pocket":
        return tuple(_pocket(pages, stock, mirrored))
    if paper in BOOKLETS:
        found = [_pair(stock, pair, _fold(stock), mirrored) for pair in _booklet(pages)]
        return tuple(_backs_turned(found, duplex if duplex != "none" else "short"))
    if stock.width > stock.height:
        found = [_pair(stock, pair, _cut(stock), mirrored) for pair in _abreast(pages, duplex != "none")]
    else:
        whole = [*pages, None] if duplex != "none" and len(pages) % 2 and len(pages) > 1 else pages
        found = [alone(page) if page else Side(stock.width, stock.height, ()) for page in whole]
    return tuple(_backs_turned(found, duplex) if duplex != "none" else found)


def _abreast(pages: Pages, both_sides: bool) -> Iterator[tuple[Sheet | None, Sheet | None]]:
    """Left and right page of each side; on two sides each half is a leaf with its own back."""
    if not both_sides:
        whole = _filled(pages, 2)
        yield from zip(whole[::2], whole[1::2], strict=True)
        return
    whole = _filled(pages, 4)
    for first in range(0, len(whole), 4):
        one, back_of_one, other, back_of_other = whole[first : first + 4]
        yield one, other
        yield back_of_other, back_of_one


def _booklet(pages: Pages) -> Iterator[tuple[Sheet | None, Sheet | None]]:
    """Left and right page of each side of sheets that are laid into one another and folded."""
    whole = _filled(pages, 4)
    for begin in range(0, len(whole), SECTION):
        section = whole[begin : begin + SECTION]
        for first in range(0, len(section) // 2, 2):
            last = len(section) - 1 - first
            yield section[last], section[first]
            yield section[first + 1], section[last - 1]


def _filled(pages: Pages, number: int) -> list[Sheet | None]:
    return [*pages, *[None] * (-len(pages) % number)]


def _pair(stock: Stock, pair: Sequence[Sheet | None], marks: tuple[Rule, ...], mirrored: bool) -> Side:
    """Two pages that meet in the middle of the paper."""
    left, right = reversed(pair) if mirrored else pair
    middle = stock.width / 2
    placed = []
    if left is not None:
        placed.append(Placed(left, middle - left.width, (stock.height - left.height) / 2))
    if right is not None:
        placed.append(Placed(right, middle, (stock.height - right.height) / 2))
    return Side(stock.width, stock.height, tuple(reversed(placed) if mirrored else placed), marks)


def _backs_turned(sides: Sequence[Side], duplex: Duplex) -> Iterator[Side]:
    """Backs as the printer wants them. As they are made they are right for paper that is turned like a leaf of a book:
    on its upright edge, which is the long one of a page and the short one of two abreast.
    """
    for number, side in enumerate(sides):
        upright: Duplex = "short" if side.width > side.height else "long"
        yield _upside_down(side) if number % 2 and duplex != upright else side


def _upside_down(side: Side) -> Side:
    turned = tuple(placed.turned_on(side.width, side.height) for placed in side.placed)
    return Side(side.width, side.height, turned, side.marks)


def _pocket(pages: Pages, stock: Stock, mirrored: bool) -> Iterator[Side]:
    """Four pages on one side: fold the upper half back, then the left half back. The cover lies at the lower right.

    Mirrored, the right half goes back, and the cover lies at the lower left.
    """
    near, far = (0.0, stock.width / 2) if mirrored else (stock.width / 2, 0.0)
    down = stock.height / 2
    corners = ((near, down, 0), (near, 0.0, 180), (far, 0.0, 180), (far, down, 0))
    whole = _filled(pages, 4)
    for first in range(0, len(whole), 4):
        four = zip(whole[first : first + 4], corners, strict=True)
        placed = tuple(Placed(sheet, *corner) for sheet, corner in four if sheet is not None)
        yield Side(stock.width, stock.height, placed, (*_fold(stock), *_fold_across(stock)))


def _mark(x: float, height: float) -> tuple[tuple[float, float], tuple[float, float]]:
    return ((x, MARK_EDGE), (x, height - MARK_EDGE - MARK))


def _cut(stock: Stock) -> tuple[Rule, ...]:
    """A line at both ends of the cut."""
    return tuple(Rule(x, y, x, y + MARK, HAIR, SOFT) for x, y in _mark(stock.width / 2, stock.height))


def _fold(stock: Stock) -> tuple[Rule, ...]:
    """Three short strokes at both ends of an upright fold."""
    step = MARK / 5
    return tuple(
        Rule(x, y + 2 * part * step, x, y + (2 * part + 1) * step, HAIR, SOFT)
        for x, y in _mark(stock.width / 2, stock.height)
        for part in range(3)
    )


def _fold_across(stock: Stock) -> tuple[Rule, ...]:
    step, y = MARK / 5, stock.height / 2
    return tuple(
        Rule(x + 2 * part * step, y, x + (2 * part + 1) * step, y, HAIR, SOFT)
        for x in (MARK_EDGE, stock.width - MARK_EDGE - MARK)
        for part in range(3)
    )

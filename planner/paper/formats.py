"""The sizes of the pages that sheets are laid out on, and of the paper that they are put on. Millimetres, portrait."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.print_choice import Paper

OUTSIDE, BINDING = 8.0, 13.0
TOOLBAR = 14.5  # reMarkable keeps its tools in 120 of 1404 pixels at the side
TOP_BAR = 8.5  # what Supernote and Kindle lay over the top of a page


@dataclass(frozen=True, slots=True)
class Format:
    """A page as it is laid out. `top` is kept free for a toolbar, `scale` makes true millimetres of its own.

    The margins are the inner ones of a book: `binding` may be a toolbar too. A `screen` has links on every page.
    """

    width: float = 148.0
    height: float = 210.0
    outside: float = OUTSIDE
    binding: float = BINDING
    top: float = 0.0
    scale: float = 1.0
    screen: bool = False


@dataclass(frozen=True, slots=True)
class Stock:
    """A sheet of paper: its size as it is looked at, and the format of the pages on it."""

    width: float
    height: float
    format: str


TABLET_WIDTH = 1404 / 226 * 25.4  # laid out for a reMarkable, then made as large as the screen
TABLET_HEIGHT = TABLET_WIDTH * 4 / 3


def _screen(width: float, *, at_top: bool) -> Format:
    """All these screens are 3 : 4; `width` is the true one."""
    margins = (OUTSIDE, OUTSIDE, TOP_BAR) if at_top else (OUTSIDE, TOOLBAR, 0.0)
    return Format(TABLET_WIDTH, TABLET_HEIGHT, *margins, scale=width / TABLET_WIDTH, screen=True)


# The true width of a screen is its pixels by their density, as the makers give both.
FORMATS: dict[str, Format] = {
    "a5": Format(),
    "half-letter": Format(139.7, 215.9),
    "a6": Format(105.0, 148.5, OUTSIDE, OUTSIDE),
    "remarkable": _screen(1404 / 226 * 25.4, at_top=False),
    "remarkable-pro": _screen(1620 / 229 * 25.4, at_top=False),
    "supernote": _screen(1404 / 226 * 25.4, at_top=True),
    "supernote-manta": _screen(1920 / 300 * 25.4, at_top=True),
    "supernote-nomad": _screen(1404 / 300 * 25.4, at_top=True),
    "kindle-scribe": _screen(1860 / 300 * 25.4, at_top=True),
}


def _alone(name: str) -> Stock:
    mine = FORMATS[name]
    return Stock(mine.width * mine.scale, mine.height * mine.scale, name)


STOCKS: dict[Paper, Stock] = {
    "a5": _alone("a5"),
    "a4-2up": Stock(297.0, 210.0, "a5"),
    "a4-booklet": Stock(297.0, 210.0, "a5"),
    "half-letter": _alone("half-letter"),
    "letter": Stock(279.4, 215.9, "half-letter"),
    "letter-booklet": Stock(279.4, 215.9, "half-letter"),
    "pocket": Stock(210.0, 297.0, "a6"),
    "remarkable": _alone("remarkable"),
    "remarkable-pro": _alone("remarkable-pro"),
    "supernote": _alone("supernote"),
    "supernote-manta": _alone("supernote-manta"),
    "supernote-nomad": _alone("supernote-nomad"),
    "kindle-scribe": _alone("kindle-scribe"),
}

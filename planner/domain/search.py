"""Searching the lines of all pages: pieces of words in any order, whatever their case and accents."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from planner.domain.values import EntryKind, EntryState


class KeptLine(NamedTuple):
    """A line of a page as a search knows it. `written`: whether its page has the picture of a sheet."""

    entry: str
    page: dt.date
    kind: EntryKind
    state: EntryState
    title: str
    tags: tuple[str, ...]
    project: str | None
    unplanned: bool
    written: bool


class Index:
    """Lines in the order in which they are to be found."""

    def __init__(self) -> None:
        self._lines: list[KeptLine] = []
        self._texts: list[str] = []

    def add(self, lines: Iterable[KeptLine]) -> None:
        for line in lines:
            self._lines.append(line)
            self._texts.append(folded(searched(line)))

    def find(self, written: str, most: int) -> list[KeptLine]:
        """The first `most` lines that have every piece which was written; none where nothing was."""
        pieces = sorted(folded(written).split(), key=len, reverse=True)
        if not pieces:
            return []
        rare, rest = pieces[0], pieces[1:]  # nearly every line is told by its longest piece alone
        fitting = (
            number for number, text in enumerate(self._texts) if rare in text and all(piece in text for piece in rest)
        )
        return [self._lines[number] for number in islice(fitting, most)]


def searched(line: KeptLine) -> str:
    """What of a line is searched: its words, its tags and its project, as they are written."""
    tags = "".join(f" #{tag}" for tag in line.tags)
    return f"{line.title}{tags} +{line.project}" if line.project else line.title + tags


def folded(text: str) -> str:
    """Text without its case and its accents: é is found by e."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()

"""Recharges kept, postponed and left early, with their reasons.

The record holds a recharge in pieces: input stops its countdown, a meditation may lie within it. Pieces are one
recharge until it is complete or was left.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from planner.domain import guarding
from planner.domain.times import words_of
from planner.domain.values import Interval, Page, Remark
from planner.review.blocks import span_on
from planner.review.wording import NOON, Sentence, number, often

Outcome = Literal["kept", "left", "short", "running"]
NEAR = 30  # minutes after which a piece is of another recharge
MISSING = 1  # minute that a complete recharge may lack, by rounding


@dataclass(frozen=True, slots=True)
class Recharge:
    """One recharge. `start` is a page minute at `clock` of wall time; `minutes` were rested of those `needed`.

    *left*: the person left it, `reason` says why. *short*: it broke off without a word, for an event or because the
    program ended.
    """

    day: dt.date
    start: int
    clock: str
    minutes: int
    needed: int
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A recharge put off by `minutes` of work, or so many minutes of quiet that were asked for."""

    day: dt.date
    clock: str
    minutes: int
    reason: str


@dataclass(frozen=True, slots=True)
class Recharges:
    """All recharges of a span and what was said of them, by their time."""

    all: tuple[Recharge, ...]
    postponed: tuple[Said, ...]
    quiet: tuple[Said, ...]

    def count(self, outcome: Outcome) -> int:
        return sum(recharge.outcome == outcome for recharge in self.all)

    @property
    def kept(self) -> int:
        return self.count("kept")

    @property
    def total(self) -> int:
        """Those that are over."""
        return len(self.all) - self.count("running")

    @property
    def left(self) -> tuple[Recharge, ...]:
        return tuple(recharge for recharge in self.all if recharge.outcome == "left")

    def sentence(self) -> Sentence | None:
        """ "You kept 11 of 13 recharges. Both you left early were before noon."; None if there was none."""
        if not self.total:
            return None
        first, strong = self._kept_words()
        return Sentence(" ".join(filter(None, (first, self._left_words(), self._short_words()))), strong)

    def _kept_words(self) -> tuple[str, str]:
        """How many were kept, and the figure in it."""
        if self.kept == self.total:
            strong = {1: "the one recharge", 2: "both recharges"}.get(self.total, f"all {number(self.total)} recharges")
            return f"You kept {strong}.", strong
        if self.total == 1:
            return "The one recharge was not kept.", "not kept"
        strong = f"{self.kept or 'none'} of {self.total}"
        return f"You kept {strong} recharges.", strong

    def postponed_sentence(self) -> Sentence | None:
        if not self.postponed:
            return None
        count = len(self.postponed)
        by = sum(said.minutes for said in self.postponed)
        which = "a recharge" if self.total != 1 else "it"
        return Sentence(f"You put {which} off {often(count)}, by {words_of(by)}{' in all' if count > 1 else ''}.")

    def _left_words(self) -> str:
        left = self.left
        if not left:
            return ""
        if len(left) == 1:
            return f"You left {'it' if self.total == 1 else 'one'} early, at {left[0].clock}."
        who = "Both" if len(left) == 2 else f"All {number(len(left))}"
        early = [recharge.clock < _NOON for recharge in left]
        if all(early) or not any(early):
            return f"{who} you left early were {'before' if early[0] else 'after'} noon."
        return f"You left {number(len(left))} early."

    def _short_words(self) -> str:
        short = self.count("short")
        return f"{number(short).capitalize()} broke off by itself." if short else ""


_NOON = f"{NOON // 60:02d}:00"


def recharges_of(pages: Sequence[Page], now: dt.datetime) -> Recharges:
    every = [recharge for page in pages for recharge in recharges_on(page, now)]
    return Recharges(tuple(every), _said(pages, "postponed"), _said(pages, "quiet"))


def _said(pages: Sequence[Page], kind: str) -> tuple[Said, ...]:
    return tuple(
        Said(page.date, _clock(page, remark.at), remark.minutes, remark.words)
        for page in pages
        for remark in page.remarks
        if remark.kind == kind
    )


def recharges_on(page: Page, now: dt.datetime) -> list[Recharge]:
    """The recharges of one page, by their start."""
    words, lost = _words_of_leaving(page)
    found = [_joined(page, pieces, words, now) for pieces in _grouped(page, words, now)]
    return sorted((*found, *(_left_at(page, remark) for remark in lost)), key=lambda recharge: recharge.start)


def _words_of_leaving(page: Page) -> tuple[dict[str, Remark], list[Remark]]:
    """What was said on leaving, by the id of the piece that was left; and what no piece of this page stands for."""
    pieces = [interval for interval in page.intervals if interval.kind == "recharge"]
    words: dict[str, Remark] = {}
    lost: list[Remark] = []
    for remark in (remark for remark in page.remarks if remark.kind == "left"):
        mine = next((piece for piece in reversed(pieces) if piece.start <= remark.at and piece.id not in words), None)
        if mine is None:
            lost.append(remark)
        else:
            words[mine.id] = remark
    return words, lost


def _grouped(page: Page, words: Mapping[str, Remark], now: dt.datetime) -> Iterator[list[Interval]]:
    """The pieces of each recharge."""
    pieces: list[Interval] = []
    for piece in page.intervals:
        if piece.kind == "work" or (piece.kind == "meditation" and not pieces):
            continue
        if pieces and not _goes_on(page, pieces, piece, words, now):
            yield pieces
            pieces = []
        if pieces or piece.kind == "recharge":
            pieces = [*pieces, piece]
    if pieces:
        yield pieces


def _goes_on(
    page: Page, pieces: Sequence[Interval], piece: Interval, words: Mapping[str, Remark], now: dt.datetime
) -> bool:
    ended = span_on(page, pieces[-1], now)[1]
    if span_on(page, piece, now)[0] - ended > NEAR or any(each.id in words for each in pieces):
        return False
    return _rested(page, pieces, now) + MISSING < _needed(page, pieces)


def _rested(page: Page, pieces: Sequence[Interval], now: dt.datetime) -> int:
    seconds = sum((((piece.end or now) - piece.start).total_seconds() for piece in pieces), 0.0)
    return max(0, int(seconds / 60 + 0.5))


def _needed(page: Page, pieces: Sequence[Interval]) -> int:
    return guarding.length_of(page, pieces[0])


def _joined(page: Page, pieces: Sequence[Interval], words: Mapping[str, Remark], now: dt.datetime) -> Recharge:
    start, _ = span_on(page, pieces[0], now)
    minutes, needed = _rested(page, pieces, now), _needed(page, pieces)
    said = next((words[piece.id] for piece in pieces if piece.id in words), None)
    typed = pieces[0].source != "timer"
    outcome: Outcome = "kept" if typed or minutes + MISSING >= needed else "short"
    if pieces[-1].end is None:
        outcome = "running"
    elif said is not None:
        outcome = "left"
    return Recharge(page.date, start, page.frame.clock(start), minutes, needed, outcome, said.words if said else "")


def _left_at(page: Page, remark: Remark) -> Recharge:
    """One that was left on this page, and whose record lies on the page before."""
    start = page.frame.minute(remark.at)
    return Recharge(page.date, start, page.frame.clock(start), 0, page.head.recharge, "left", remark.words)


def _clock(page: Page, instant: dt.datetime) -> str:
    return page.frame.clock(page.frame.minute(instant))

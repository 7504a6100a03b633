"""The levels of the past, from everything down to what is titled alike, and how much each has to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.estimate.sample import Mixture, Sample, Shares, Weights, add
from planner.estimate.values import Basis, Level, Task

RAREST_WORDS = 4  # of a title: the rarest have most to say
COMMON, KNOWN = 1 / 4, 20  # a word in more than so many of all boxes, once these are so many, says nothing of its own
SAY = 0.25  # a level with a smaller part in the mixture is not named
OWN = 0.25  # of what the closest voices say: what is of the very size must have so much of it to bear a correction
FADING = 40  # outcomes after which the prior has half as much say as the trust in everything leaves to it
FEW = 5
NUMBER = re.compile(r"\d+")
WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Trust:
    """Of a level: how many outcomes have as much say as all above it, and how near in size (log) they must be."""

    outcomes: float
    width: float


@dataclass(frozen=True, slots=True)
class Trusts:
    wide: Trust
    narrow: Trust
    tag: Trust
    word: Trust
    title: Trust


class Voice(NamedTuple):
    """A sample that speaks for a task: its level, and what its boxes have in common, in words."""

    level: Level
    alike: str
    sample: Sample


class Said(NamedTuple):
    """What a task may take, the closest level that has a say in it, and whether that knows guesses of this size."""

    mixture: Mixture
    basis: Basis
    at_size: bool


def title_key(title: str) -> str:
    """What titles that are alike share: "Chapter 3" and "chapter  12" are one; a number within a word is its name."""
    return " ".join("#" if word.isdigit() else word for word in title.casefold().split())


def words_of(title: str) -> set[str]:
    """The words of a title of several words. A single word is the title itself."""
    words = set(WORD.findall(title.casefold()))
    return words if len(words) > 1 else set()


class Past:
    """Outcomes on every level, and the mixture for a task: each level is shrunk towards the one above it."""

    def __init__(self, prior: Weights) -> None:
        self._prior = prior
        self._all = Sample()
        self._tag: dict[str, Sample] = {}
        self._word: dict[str, Sample] = {}
        self._title: dict[str, Sample] = {}

    @property
    def count(self) -> int:
        return self._all.count

    def basis(self) -> Basis:
        return basis_of([Voice("all", "", self._all)])

    def learn(self, task: Task, size: int, shares: Shares) -> None:
        self._all.learn(size, shares)
        for tag in set(task.tags):
            self._tag.setdefault(tag, Sample()).learn(size, shares)
        for word in words_of(task.title):
            self._word.setdefault(word, Sample()).learn(size, shares)
        if title := title_key(task.title):
            self._title.setdefault(title, Sample()).learn(size, shares)

    def said(self, task: Task, size: int, trusts: Trusts) -> Said:
        weights: Weights = {}
        basis, at_size, left = None, False, 1.0
        for trust, voices in self._levels(task, trusts):
            nears = [voice.sample.near(size, trust.width) for voice in voices]
            heard = [(near, 1.0 if trust is trusts.wide else self._news(near.total)) for near in nears]
            known = trust.outcomes + sum(near.total * news for near, news in heard)
            for near, news in heard:
                add(weights, near.items(), left * news / known)
            say, left = left * (1 - trust.outcomes / known), left * trust.outcomes / known
            if basis is None and say >= SAY:
                basis = basis_of(voices)
                at_size = sum(near.own for near, _ in heard) >= OWN * sum(near.total for near, _ in heard)
        add(weights, self._prior.items(), left * FADING / (FADING + self.count))
        return Said(Mixture(weights), basis or self.basis(), at_size)

    def _news(self, total: float) -> float:
        """How much of what a sample says is not said by everything already: nothing where it is all there is."""
        return max(0.0, 1 - (total / self.count) ** 2)

    def _levels(self, task: Task, trusts: Trusts) -> Iterator[tuple[Trust, Sequence[Voice]]]:
        """From the closest to the widest: the voices of a level speak together."""
        if title := self._title.get(title_key(task.title)):
            yield trusts.title, [Voice("title", "titled like it", title)]
        if words := self._telling(task.title):
            yield trusts.word, [Voice("word", f"with “{word}”", self._word[word]) for word in words]
        if tags := sorted(tag for tag in set(task.tags) if tag in self._tag):
            yield trusts.tag, [Voice("tag", f"tagged #{tag}", self._tag[tag]) for tag in tags]
        if self.count:
            yield trusts.narrow, [Voice("all", "", self._all)]
            yield trusts.wide, [Voice("all", "", self._all)]

    def _telling(self, title: str) -> list[str]:
        """The rarest known words of a title. What stands everywhere, as "the" does, tells nothing."""
        most = self.count * COMMON if self.count >= KNOWN else self.count
        known = ((self._word[word].count, word) for word in words_of(title) if word in self._word)
        return [word for count, word in sorted(known) if count <= most][:RAREST_WORDS]


def basis_of(voices: Sequence[Voice]) -> Basis:
    """The voice with the most boxes behind it, in words. Few are called few."""
    voice = max(voices, key=lambda each: each.sample.count)
    count = voice.sample.count
    if not count:
        return Basis("none", 0, "nothing yet")
    words = f"{'only ' if count < FEW else ''}{count:,} box{'' if count == 1 else 'es'} {voice.alike}"
    return Basis(voice.level, count, words.rstrip())

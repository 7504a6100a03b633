"""What is asked of the past, and what it answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Level = Literal["none", "all", "tag", "word", "title"]


@dataclass(frozen=True, slots=True)
class Task:
    """A task as it is known before it is begun. `estimate` is the guess in minutes, None where nobody guessed."""

    estimate: float | None
    title: str = ""
    tags: tuple[str, ...] = ()
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """What a forecast rests on: the closest level that has a say, its number of past tasks, and both in words.

    The words stand in a sentence after "from": "23 boxes tagged #writing", "nothing yet".
    """

    level: Level
    n: int
    words: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """Minutes that it will probably take: as likely more as less than `likely`; 80 % between `low` and `high`."""

    likely: float
    low: float
    high: float
    basis: Basis

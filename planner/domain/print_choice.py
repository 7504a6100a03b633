"""How a person wants their paper: one frozen value, kept under a name of their own as a profile."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args

PrintKind = Literal["day", "spread", "blank", "week", "month", "notes", "review"]
Paper = Literal[
    "a5", "a4-2up", "a4-booklet", "half-letter", "letter", "letter-booklet", "pocket",
    "remarkable", "remarkable-pro", "supernote", "supernote-manta", "supernote-nomad", "kindle-scribe",
]  # fmt: skip
Duplex = Literal["none", "long", "short"]
Ground = Literal["dots", "lines", "grid", "plain"]
Strength = Literal["fine", "normal", "strong"]
Ink = Literal["one", "colour"]

TABLETS: tuple[Paper, ...] = (
    "remarkable", "remarkable-pro", "supernote", "supernote-manta", "supernote-nomad", "kindle-scribe",
)  # fmt: skip
ON_POCKET: tuple[PrintKind, ...] = ("day", "blank", "notes")
TURNED: tuple[Paper, ...] = ("a5", "half-letter", "a4-2up", "letter")  # papers that may be printed on both sides
BOOKLETS: tuple[Paper, ...] = ("a4-booklet", "letter-booklet")
DAY = 24 * 60
HOURS = ("opens", "closes")
LONGEST_NAME = 60  # characters of a profile's name
CHOICES: dict[str, tuple[str, ...]] = {
    "kind": get_args(PrintKind),
    "paper": get_args(Paper),
    "duplex": get_args(Duplex),
    "ground": get_args(Ground),
    "strength": get_args(Strength),
    "ink": get_args(Ink),
}


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """What is printed, on which paper, and how it looks. Raises ValueError, in a sentence, for what cannot be.

    `duplex` is the edge on which the back of a sheet of paper is turned. `opens` and `closes` are minutes of wall time
    after midnight, both or neither (then each page's own hours count). `first_weekday` is 0 for Monday to 6. `likely`
    prints how long the work will probably take, where the past knows.
    """

    kind: PrintKind = "day"
    paper: Paper = "a5"
    duplex: Duplex = "none"
    left_handed: bool = False
    clock24: bool = True
    opens: int | None = None
    closes: int | None = None
    first_weekday: int = 0
    ink: Ink = "one"
    ground: Ground = "dots"
    strength: Strength = "normal"
    feeling: bool = False
    likely: bool = True

    def __post_init__(self) -> None:
        for name, allowed in CHOICES.items():
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name} cannot be {getattr(self, name)!r}: it is one of {', '.join(allowed)}.")
        for name in ("left_handed", "clock24", "feeling", "likely"):
            if type(getattr(self, name)) is not bool:
                raise ValueError(f"{name} cannot be {getattr(self, name)!r}: it is true or false.")
        if type(self.first_weekday) is not int or not 0 <= self.first_weekday <= 6:
            raise ValueError(f"first_weekday cannot be {self.first_weekday!r}: it lies between 0 and 6.")
        self._check_hours()
        self._check_paper()

    def _check_hours(self) -> None:
        if self.opens is None and self.closes is None:
            return
        if not (_is_wall(self.opens) and _is_wall(self.closes)) or self.opens == self.closes:
            raise ValueError("The hours on the sheet need a beginning and an end, such as 8-18.")

    def _check_paper(self) -> None:
        if self.paper == "pocket" and self.kind not in ON_POCKET:
            raise ValueError(
                f"A {self.kind} does not fit on a pocket fold: print a day, a blank day or notes on it, "
                "or choose another paper."
            )
        if self.duplex != "none" and self.paper not in (*TURNED, *BOOKLETS):
            raise ValueError(f"{self.paper} has no back to turn: leave the two sides out, or choose another paper.")

    @property
    def tablet(self) -> bool:
        return self.paper in TABLETS

    @property
    def two_sided(self) -> bool:
        return self.duplex != "none" or self.paper in BOOKLETS


@dataclass(frozen=True, slots=True)
class Profile:
    """A choice that is remembered under a name: "my notebook"."""

    name: str
    choice: PrintChoice


def is_profile_name(name: object) -> bool:
    return isinstance(name, str) and 0 < len(name.strip()) <= LONGEST_NAME and name.isprintable()


def profile_of(kept: object) -> Profile | None:
    """The profile that was kept as JSON; what makes no sense in it reads as its default, None without a name."""
    if not isinstance(kept, dict) or not is_profile_name(kept.get("name")):
        return None
    values = kept.get("choice")
    return Profile(str(kept["name"]), _choice_of(values if isinstance(values, dict) else {}))


def _choice_of(values: dict[str, Any]) -> PrintChoice:
    """Taken over one by one but for the hours, which are a pair, so that one bad value costs no other."""
    hours: dict[str, Any] = {name: values[name] for name in HOURS if name in values}
    single = [{f.name: values[f.name]} for f in fields(PrintChoice) if f.name in values and f.name not in HOURS]
    choice = PrintChoice()
    for each in [hours, *single]:
        with suppress(ValueError, TypeError):
            choice = replace(choice, **each)
    return choice


def _is_wall(minute: object) -> bool:
    return type(minute) is int and 0 <= minute <= DAY

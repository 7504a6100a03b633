"""A person's settings: one frozen value, read and written whole as JSON in the data folder.

A page keeps the rules it was planned under (`Settings.head`), so a change here never makes an old page unlawful.
"""

from __future__ import annotations

import datetime as dt
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeGuard, get_args

from planner import private_json
from planner.domain.values import LIMIT_RANGE, RECHARGE_RANGE, SITTING_RANGE, Hush, PageHead

if TYPE_CHECKING:
    from planner.domain.guarding import Watch
    from planner.domain.print_choice import PrintChoice, Profile

FILE = "settings.json"
DAMAGED = "settings.damaged.json"
GUARD = "guard.json"  # what the guard of an open window keeps beside the record
DAY = 24 * 60

# Lowest and highest value of each number, both allowed: the settings dialog shows the same ones.
RANGES: dict[str, tuple[int, int]] = {
    "limit": LIMIT_RANGE,
    "recharge": RECHARGE_RANGE,
    "day_start": (0, 12 * 60),
    "opens": (0, DAY - 1),
    "closes": (0, DAY),
    "capacity": (30, DAY),
    "snap": (1, 60),
    "zoom": (50, 300),
    "warning": (1, 10),  # a recharge that is not announced could not be put off
    "postponements": (0, 3),
    "guard_opens": (0, DAY - 1),
    "guard_closes": (0, DAY),
    "sit_minutes": (0, SITTING_RANGE[1]),
    "sit_delay": (0, 60),
    "sit_every": (0, 60),
    "volume": (0, 100),
}
Theme = Literal["system", "light", "dark"]
Bell = Literal["bowl", "bell", "chime"]
Face = Literal["circle", "none"]
CHOICES: dict[str, tuple[str, ...]] = {
    "theme": get_args(Theme),
    "hush": get_args(Hush),
    "bell": get_args(Bell),
    "interval_bell": get_args(Bell),
    "face": get_args(Face),
}
LONGEST_LIST, LONGEST_LINE = 40, 200  # lines of a list of the person's own, characters of one
LONGEST_PATH = 1000  # characters
OWN_LISTS = {"suggestions": "thing to do away from the screen", "feelings": "feeling to choose from"}
SUGGESTIONS = (
    "Take a walk, round the block if you can.",
    "Make a cup of tea, and do nothing else meanwhile.",
    "Walk to the window and look at something far away.",
    "Stretch: neck, shoulders, back, legs.",
    "Sit down somewhere else and follow your breath.",
    "Sit idle for a while. Nothing has to come of it.",
)
FEELINGS = ("anxious", "bored", "unsure", "tired", "resentful", "overwhelmed", "afraid of failing", "none")


class SettingsProblem(Exception):
    """The settings could not be kept; the text is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Minutes are `limit`, `recharge`, `capacity`, `snap`, `warning`, `sit_minutes` and `sit_every`; other times are
    minutes of wall time after midnight. `sit_delay` is in seconds, `zoom` and `volume` are in per cent.

    The recharge is guarded between `guard_opens` and `guard_closes` (0 to 1440: always) and hushed by events as `hush`
    says. A meditation of 0 minutes is open-ended; within it a bell rings every `sit_every` minutes (0: not) and at the
    minutes `sit_marks`. `printed_as` names the profile that was used last, `photos` the folder that photos of sheets
    come into ("": none). Raises ValueError, in a sentence, for a value outside `RANGES` or hours that end before they
    begin (reckoned from the day start, so 20:00–02:00 is a night owl's day).
    """

    limit: int = 120
    recharge: int = 30
    day_start: int = 240
    opens: int = 480
    closes: int = 1080
    capacity: int = 360
    snap: int = 5
    clock24: bool = True
    theme: Theme = "system"
    motion: bool = True
    zoom: int = 100
    left_handed: bool = False
    warning: int = 2
    postponements: int = 1
    strict: bool = False
    hush: Hush = "all"
    guard_opens: int = 0
    guard_closes: int = DAY
    suggestions: tuple[str, ...] = SUGGESTIONS
    feelings: tuple[str, ...] = FEELINGS
    focus_line: bool = False
    tray: bool = False
    notify: bool = False
    end_bell: bool = False
    sit_minutes: int = 10
    sit_delay: int = 10
    sit_every: int = 0
    sit_marks: tuple[int, ...] = ()
    bell: Bell = "bowl"
    interval_bell: Bell = "chime"
    volume: int = 70
    face: Face = "circle"
    ask_feeling: bool = False
    profiles: tuple[Profile, ...] = ()
    printed_as: str = ""
    photos: str = ""

    def __post_init__(self) -> None:
        for name in self.__slots__:
            value = getattr(self, name)
            if not _valid(name, value):
                raise ValueError(_problem(name, value))
        if not _hours_in_order(self.day_start, self.opens, self.closes):
            raise ValueError("The page's hours end before they begin: choose a later end or an earlier start.")

    def head(self, date: dt.date, zone: str) -> PageHead:
        """The head that a page of this date keeps when it is first written."""
        return PageHead(date, zone, self.day_start, self.limit, self.recharge, self.opens, self.closes, self.capacity)

    def profile(self, name: str) -> PrintChoice | None:
        """How sheets are printed under a name that was given once, whatever its case."""
        wanted = name.strip().casefold()
        return next((each.choice for each in self.profiles if each.name.casefold() == wanted), None)

    def with_profile(self, name: str, choice: PrintChoice) -> Settings:
        """The settings with a choice of paper remembered under a name, in place of the one that had it."""
        from planner.domain.print_choice import Profile

        wanted = name.strip()
        others = (each for each in self.profiles if each.name.casefold() != wanted.casefold())
        return replace(self, profiles=(*others, Profile(wanted, choice)))

    def without_profile(self, name: str) -> Settings:
        """The settings without the choice of paper of this name."""
        wanted = name.strip().casefold()
        others = tuple(each for each in self.profiles if each.name.casefold() != wanted)
        printed_as = "" if self.printed_as.casefold() == wanted else self.printed_as
        return replace(self, profiles=others, printed_as=printed_as)

    def watch(self, head: PageHead) -> Watch:
        """How a page is guarded: by the recharge pair that it keeps, and by the settings of now."""
        from planner.domain.guarding import Watch  # not for the first page
        from planner.domain.stretch import Rules

        rules = Rules(head.limit, head.recharge, self.warning, self.postponements, strict=self.strict)
        return Watch(rules, self.hush, self.guard_opens, self.guard_closes)


def load(folder: Path) -> Settings:
    """The settings kept in a folder. What is missing or makes no sense there reads as its default; never raises."""
    kept = private_json.read(folder / FILE) or {}
    found = {f.name: _frozen(kept[f.name]) for f in fields(Settings) if f.name in kept}
    if kept.get("profiles"):
        found["profiles"] = _profiles(kept["profiles"])
    known: dict[str, Any] = {name: value for name, value in found.items() if _valid(name, value)}
    try:
        return Settings(**known)
    except ValueError:
        return Settings(
            **{name: value for name, value in known.items() if name not in ("day_start", "opens", "closes")}
        )


def save(folder: Path, settings: Settings) -> None:
    """Keep the settings, readable by their owner alone, so that a crash leaves the old file or the new one.

    Keys that this version does not know stay in the file; a file that cannot be read is moved aside first. Raises
    SettingsProblem when the folder takes no file.
    """
    file = folder / FILE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = private_json.read(file)
        if kept is None and file.exists():
            os.replace(file, folder / DAMAGED)
        private_json.write(file, {**(kept or {}), **asdict(settings)}, synced=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsProblem(f"The settings could not be kept in {folder} ({reason}): free or unlock it.") from error


def remember_sitting(folder: Path, ends: dt.datetime | None) -> None:
    """Tell a window that may come up when the meditation that runs is to end; None: nothing is planned of it.

    Only for whoever holds the data file, since an open window writes the same small file. A disk that takes nothing
    costs no more than the word.
    """
    file = folder / GUARD
    kept = private_json.read(file) or {}
    told = {name: value for name, value in kept.items() if name != "sitting"}
    if ends is not None:
        told["sitting"] = ends.isoformat()
    if told != kept:
        with suppress(OSError):
            private_json.write(file, told)


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _profiles(kept: object) -> tuple[Profile, ...]:
    """The profiles of the file, each name once; what makes no sense there is left out."""
    from planner.domain.print_choice import profile_of

    read = map(profile_of, kept) if isinstance(kept, list) else ()
    found = {each.name.casefold(): each for each in read if each is not None}
    return tuple(found.values())[:LONGEST_LIST]


def _are_profiles(value: object) -> bool:
    if value == ():
        return True
    from planner.domain.print_choice import Profile, is_profile_name

    if not _is_list(value) or not all(isinstance(each, Profile) and is_profile_name(each.name) for each in value):
        return False
    return len({each.name.casefold() for each in value}) == len(value)


def _valid(name: str, value: object) -> bool:
    if name == "profiles":
        return _are_profiles(value)
    if name == "printed_as":
        return value == "" or _is_line(value)
    if name == "photos":
        return value == "" or _is_folder(value)
    if name in RANGES:
        low, high = RANGES[name]
        return type(value) is int and low <= value <= high
    if name in CHOICES:
        return value in CHOICES[name]
    if name == "sit_marks":
        low, high = SITTING_RANGE
        return _is_list(value) and all(type(each) is int and low <= each <= high for each in value)
    if name in OWN_LISTS:
        return _is_list(value) and len(value) > 0 and all(map(_is_line, value))
    return type(value) is bool


def _is_list(value: object) -> TypeGuard[tuple[Any, ...]]:
    return isinstance(value, tuple) and len(value) <= LONGEST_LIST


def _is_line(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= LONGEST_LINE and "\n" not in value


def _is_folder(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_PATH and "\n" not in value and Path(value).is_absolute()


def _problem(name: str, value: Any) -> str:
    """Why a value cannot be, in a sentence that repeats no text of the person's own."""
    if name in OWN_LISTS:
        return _list_problem(name, value)
    if name == "profiles":
        return f"A profile has a name of one line and its own; {LONGEST_LIST} are kept at most."
    if name == "printed_as":
        return "The profile that was used last is named in one line."
    if name == "photos":
        return f"The folder that photos come into is named whole, in at most {LONGEST_PATH} characters."
    if name == "sit_marks":
        if isinstance(value, tuple) and len(value) > LONGEST_LIST:
            return f"There are {len(value)} bells in between: {LONGEST_LIST} are kept at most."
        return "The bells in between ring at minutes from {} to {}.".format(*SITTING_RANGE)
    return f"{name} cannot be {value!r}: {_allowed(name)}."


def _list_problem(name: str, lines: object) -> str:
    if lines == ():
        return f"Write at least one {OWN_LISTS[name]}, one a line."
    if not isinstance(lines, tuple) or not all(isinstance(line, str) for line in lines):
        return f"The {name} are lines of words."
    if len(lines) > LONGEST_LIST:
        return f"The {name} are {len(lines)} lines: {LONGEST_LIST} are kept at most."
    longest = max(map(len, lines))
    if longest > LONGEST_LINE:
        return f"A line of the {name} is {longest} characters long: {LONGEST_LINE} are kept at most."
    return f"A line of the {name} is empty or more than one: write each on a line of its own."


def _allowed(name: str) -> str:
    if name in RANGES:
        return "it lies between {} and {}".format(*RANGES[name])
    if name in CHOICES:
        return f"it is one of {', '.join(CHOICES[name])}"
    return "it is true or false"


def _hours_in_order(day_start: int, opens: int, closes: int) -> bool:
    """Whether the hours lie in order on a page that runs from one day start to the next."""
    return (opens - day_start) % DAY < ((closes - day_start) % DAY or DAY)

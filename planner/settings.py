"""A person's settings: one frozen value, read and written whole as JSON in the data folder.

A page keeps the rules it was planned under (`Settings.head`), so a change here never makes an old page unlawful.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import tempfile
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal

from planner.domain.values import LIMIT_RANGE, RECHARGE_RANGE, PageHead

FILE = "settings.json"
DAMAGED = "settings.damaged.json"
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
}
THEMES = ("system", "light", "dark")
Theme = Literal["system", "light", "dark"]


class SettingsProblem(Exception):
    """The settings could not be kept; the text is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All times are minutes: `limit`, `recharge`, `capacity`, `snap` lengths; the others wall time after midnight.

    `zoom` is in per cent. Raises ValueError, in a sentence, for a value outside `RANGES` or hours that end before
    they begin (reckoned from the day start, so 20:00–02:00 is a night owl's day).
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

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if not _valid(name, value):
                raise ValueError(f"{name} cannot be {value!r}: {_allowed(name)}.")
        if not _hours_in_order(self.day_start, self.opens, self.closes):
            raise ValueError("The page's hours end before they begin: choose a later end or an earlier start.")

    def head(self, date: dt.date, zone: str) -> PageHead:
        """The head that a page of this date keeps when it is first written."""
        return PageHead(date, zone, self.day_start, self.limit, self.recharge, self.opens, self.closes, self.capacity)


def load(folder: Path) -> Settings:
    """The settings kept in a folder. What is missing or makes no sense there reads as its default; never raises."""
    kept = _read(folder / FILE) or {}
    known = {f.name: kept[f.name] for f in fields(Settings) if f.name in kept and _valid(f.name, kept[f.name])}
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
        kept = _read(file)
        if kept is None and file.exists():
            os.replace(file, folder / DAMAGED)
        _write(file, json.dumps({**(kept or {}), **asdict(settings)}, indent=2, sort_keys=True) + "\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsProblem(f"The settings could not be kept in {folder} ({reason}): free or unlock it.") from error


def _valid(name: str, value: object) -> bool:
    if name in RANGES:
        low, high = RANGES[name]
        return type(value) is int and low <= value <= high
    if name == "theme":
        return value in THEMES
    return type(value) is bool


def _allowed(name: str) -> str:
    if name in RANGES:
        return "it lies between {} and {}".format(*RANGES[name])
    return f"it is one of {', '.join(THEMES)}" if name == "theme" else "it is true or false"


def _hours_in_order(day_start: int, opens: int, closes: int) -> bool:
    """Whether the hours lie in order on a page that runs from one day start to the next."""
    return (opens - day_start) % DAY < ((closes - day_start) % DAY or DAY)


def _read(file: Path) -> dict[str, Any] | None:
    """The file's keys; None when there is no such file or no such keys in it."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return kept if isinstance(kept, dict) else None


def _write(file: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(prefix=".settings-", dir=file.parent)  # made with mode 0600
    try:
        with open(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(name, file)
    except BaseException:
        os.unlink(name)
        raise

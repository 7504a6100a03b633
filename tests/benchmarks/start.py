"""Starts: the planner's window over 1, 10 and 50 years of data beside an empty one, and a command's whole process."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.benchmarks.table import Row

ROOT = Path(__file__).resolve().parents[2]
SCREEN = {
    "name": "screen",
    "x": 0,
    "y": 0,
    "width": 1920,
    "height": 1080,
    "logicalDpi": 96,
    "logicalBaseDpi": 96,
    "dpr": 1,
}
RUNS = 11
EMPTY = "empty"
Figures = dict[str, float]


def rows(folders: Mapping[int, Path], room: Path, runs: int = RUNS) -> Iterator[Row]:
    """`folders` by years; `room` is a folder for what the starts need besides."""
    environment = environment_in(room)
    starts: dict[str, list[Figures]] = {EMPTY: [], **{f"{years} years": [] for years in folders}}
    commands: dict[str, list[float]] = {"bare": [], "show": []}
    for run in range(runs + 1):
        for name, told in starts.items():
            years = int(name.split()[0]) if name != EMPTY else 0
            figures = started(folders.get(years), environment)
            if run:  # the first warms the files
                told.append(figures)
        for name, words in (("bare", ["-c", "pass"]), ("show", _show(folders[10]))):
            commands[name].append(process_time(words, environment))
    middle = {name: middle_of(told) for name, told in starts.items()}
    yield from _start_rows(middle)
    bare, show = (statistics.median(commands[name][1:]) for name in ("bare", "show"))
    yield Row("planner show: the whole process, 10 years", show, "ms", against=f"python -c pass: {bare:.0f} ms")


def _start_rows(middle: Mapping[str, Figures]) -> Iterator[Row]:
    empty, ten, one, fifty = (middle[name] for name in (EMPTY, "10 years", "1 years", "50 years"))
    for name, when, aim in (
        ("first paint of the window, 10 years", "paint", 1.5),
        ("the day shown, 10 years", "day", None),
        ("the day shown and ready for keys, 10 years", "ready", 2.5),
    ):
        more = {
            "window": ten[when], "empty": empty["paint"],
            "window cpu": ten[f"{when} cpu"], "empty cpu": empty["paint cpu"],
            "cpu ratio": ten[f"{when} cpu"] / empty["paint cpu"],
        }  # fmt: skip
        yield Row(name, ten[when] / empty["paint"], "×", aim, "an empty window's first paint", more)
    for when in ("paint", "ready"):
        more = {"50 years": fifty[when], "1 year": one[when], "cpu ratio": fifty[f"{when} cpu"] / one[f"{when} cpu"]}
        yield Row(f"the same at 50 years: {when}", fifty[when] / one[when], "×", 1.1, "1 year", more)
    for when in ("ready", "settled"):
        if f"{when} rss" in ten:
            more = {f"{name} MB": value for name, value in _memory(ten, empty, when).items()}
            ratio = ten[f"{when} rss"] / empty["ready rss"]
            aim = 1.6 if when == "ready" else None
            yield Row(f"memory with the day shown: {when}", ratio, "×", aim, "the empty window", more)


def _memory(ten: Figures, empty: Figures, when: str) -> Figures:
    sizes = {"rss": ten[f"{when} rss"], "empty rss": empty["ready rss"]}
    if f"{when} uss" in ten:
        sizes |= {"uss": ten[f"{when} uss"], "empty uss": empty["ready uss"]}
    return sizes


def middle_of(told: list[Figures]) -> Figures:
    return {name: statistics.median(figures[name] for figures in told) for name in told[0]}


def environment_in(room: Path) -> dict[str, str]:
    """No screen of the machine, no folder of the person's own, one time zone; compiled files that stay warm."""
    screens = room / "screens.json"
    screens.write_text(json.dumps({"screens": [SCREEN]}), encoding="ascii")
    own = {
        "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
        "TZ": "UTC",
        "XDG_RUNTIME_DIR": str(room),
        "PYTHONPYCACHEPREFIX": str(room / "compiled"),
    }
    return {name: value for name, value in {**os.environ, **own}.items() if name != "PYTHONDONTWRITEBYTECODE"}


def started(folder: Path | None, environment: Mapping[str, str]) -> Figures:
    """One start: milliseconds since the process was begun, megabytes as they are."""
    command = [sys.executable, "-m", "tests.benchmarks.window_start", *([str(folder)] if folder else [])]
    began = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"The window did not start:\n{done.stderr}")
    told: Figures = json.loads(done.stdout.splitlines()[-1])
    for name in ("python", "paint", "day", "ready", "settled"):
        told[name] = (told[name] - began) * 1000
        told[f"{name} cpu"] *= 1000
    return told


def _show(folder: Path) -> list[str]:
    return ["-m", "planner", "--data-dir", str(folder), "show", "today", "--json"]


def process_time(words: list[str], environment: Mapping[str, str]) -> float:
    before = time.perf_counter()
    subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - before) * 1000

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
    yield from _start_rows(starts)
    bare, show = (statistics.median(commands[name][1:]) for name in ("bare", "show"))
    yield Row("planner show: the whole process, 10 years", show, "ms", against=f"python -c pass: {bare:.0f} ms")


def _start_rows(starts: Mapping[str, list[Figures]]) -> Iterator[Row]:
    empty, one, ten, fifty = (starts[name] for name in (EMPTY, "1 years", "10 years", "50 years"))
    against = "an empty window's first paint"
    yield _held(ten, empty, "first paint of the window, 10 years", "paint", "paint", against, 1.5)
    yield _held(ten, empty, "the day shown, 10 years", "day", "paint", against)
    yield _held(ten, empty, "the day shown and ready for keys, 10 years", "ready", "paint", against, 2.5)
    for when in ("paint", "ready"):
        yield _held(fifty, one, f"the same at 50 years: {when}", when, when, "1 year", 1.1)
    if "ready rss" in empty[0]:
        yield _memory(ten, empty, "ready", 1.6)
        yield _memory(ten, empty, "settled")


def _held(
    ours: list[Figures], theirs: list[Figures], name: str, when: str, their_when: str, against: str,
    aim: float | None = None,
) -> Row:  # fmt: skip
    """The median of the ratios of each turn, in wall time. The ratio of processor time, in `more`, is the steadier."""
    more = {
        "ours": middle(ours, when),
        "theirs": middle(theirs, their_when),
        "ours cpu": middle(ours, f"{when} cpu"),
        "theirs cpu": middle(theirs, f"{their_when} cpu"),
        "ratio cpu": ratio(ours, theirs, f"{when} cpu", f"{their_when} cpu"),
    }
    return Row(name, ratio(ours, theirs, when, their_when), "×", aim, against, more)


def _memory(ours: list[Figures], theirs: list[Figures], when: str, aim: float | None = None) -> Row:
    more = {f"{name} MB": middle(ours, f"{when} {name}") for name in ("rss", "uss") if f"{when} {name}" in ours[0]}
    more |= {
        f"empty {name} MB": middle(theirs, f"ready {name}") for name in ("rss", "uss") if f"ready {name}" in theirs[0]
    }
    name = f"memory with the day shown: {when}"
    return Row(name, ratio(ours, theirs, f"{when} rss", "ready rss"), "×", aim, "the empty window", more)


def middle(told: list[Figures], name: str) -> float:
    return statistics.median(figures[name] for figures in told)


def ratio(ours: list[Figures], theirs: list[Figures], name: str, their_name: str) -> float:
    return statistics.median(a[name] / b[their_name] for a, b in zip(ours, theirs, strict=True))


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

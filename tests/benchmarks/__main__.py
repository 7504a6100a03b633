"""The benchmarks: a table on the terminal, and the same as JSON in build/benchmarks.json.

    python3 packaging/bootstrap.py bench                    all of them, some five minutes
    python3 packaging/bootstrap.py bench laws sheet         only these
    python3 packaging/bootstrap.py bench start --keep DIR   with years of data that are made in DIR once and kept
    python3 packaging/bootstrap.py bench paper              the proving ground on a few pages: see paper.py

A ratio is of medians that were measured by turns in this one run; a figure in ms depends on the machine, whose pace
the first row tells. No test asserts any of it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.domain.times import page_date
from tests.benchmarks import drag, forecast, laws, paper, review, sheet, start, window
from tests.benchmarks.table import Row, median_of, printed
from tests.lawful_years import write_years

ROOT = Path(__file__).resolve().parents[2]
YEARS = (1, 10, 50)


@dataclass(frozen=True, slots=True)
class Bench:
    """Where a run has its room and its years of data."""

    room: Path
    kept: Path

    def years(self, years: int) -> Path:
        """A folder of so many years up to today, made when it is first asked for."""
        last = page_date(dt.datetime.now(dt.UTC), "UTC", 240)
        folder = self.kept / f"{years}-years-to-{last}"
        if not folder.exists():
            before = time.perf_counter()
            made = folder.with_suffix(".part")
            shutil.rmtree(made, ignore_errors=True)
            write_years(made, years, last=last)
            made.rename(folder)
            say(f"made {years} years of data in {time.perf_counter() - before:.0f} s")
        return folder


def start_rows(bench: Bench) -> Iterator[Row]:
    return start.rows({years: bench.years(years) for years in YEARS}, bench.room)


def window_rows(bench: Bench) -> Iterator[Row]:
    """On a copy: the edits are real."""
    copy = bench.room / "edited"
    shutil.copytree(bench.years(10), copy)
    return window.rows(copy, start.environment_in(bench.room))


def drag_rows(bench: Bench) -> Iterator[Row]:
    for name, figures in drag.run().items():
        yield Row(name, figures["median"], "ms", figures["aim"])
        yield Row(f"{name}, 99th", figures["p99"], "ms", figures["aim99"])


SUBJECTS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "start": start_rows,
    "drag": drag_rows,
    "window": window_rows,
    "laws": lambda bench: laws.rows(),
    "forecast": lambda bench: forecast.rows(),
    "review": lambda bench: review.rows(bench.years(1)),
    "sheet": lambda bench: sheet.rows(bench.room),
    "paper": lambda bench: paper.rows(paper.FEW),
}


def pace() -> Row:
    """A fixed bit of Python, so that figures in ms can be compared between machines."""
    return Row("the machine's pace: a million additions", median_of(lambda: sum(range(1_000_000)), 9), "ms")


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def main(argv: Sequence[str]) -> int:
    words = argparse.ArgumentParser(prog="bench", description=(__doc__ or "").split("\n")[0])
    words.add_argument("subjects", nargs="*", metavar="SUBJECT", help=f"only these: {', '.join(SUBJECTS)}")
    words.add_argument("--keep", type=Path, metavar="DIR", help="make the years of data here, and use them again")
    words.add_argument("--to", type=Path, default=ROOT / "build" / "benchmarks.json", metavar="FILE")
    asked = words.parse_args(argv)
    unknown = set(asked.subjects) - set(SUBJECTS)
    if unknown:
        words.error(f"there is no {', '.join(sorted(unknown))}: choose from {', '.join(SUBJECTS)}")
    with tempfile.TemporaryDirectory(prefix="planner-bench-") as room:
        kept = asked.keep or Path(room)
        kept.mkdir(parents=True, exist_ok=True)
        found = measured(Bench(Path(room), kept), asked.subjects or list(SUBJECTS))
    keep(asked.to, found)
    return 0


def measured(bench: Bench, subjects: Sequence[str]) -> list[Row]:
    """All rows, each subject's printed as soon as it is there."""
    found = [pace()]
    print(printed(found))
    for subject in subjects:
        rows = list(SUBJECTS[subject](bench))
        print(printed(rows), flush=True)
        found += rows
    return found


def keep(target: Path, found: Sequence[Row]) -> None:
    about = {
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "system": platform.platform(),
        "processors": os.cpu_count(),
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps({**about, "rows": [row.as_json() for row in found]}, indent=1), encoding="utf-8")
    say(f"kept in {target}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

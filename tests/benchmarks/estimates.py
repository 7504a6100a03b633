"""How well the past foretells: the estimator beside what is simpler, told of tasks one by one in their order.

    python -m tests.benchmarks.estimates FILE.csv

Each task is first predicted, then seen, then learned. FILE has the columns seq, date, title, tags, estimate_min and
actual_min; others are ignored, tags are parted by spaces, commas or semicolons. All errors are of the log ratio
actual / estimate, so that twice and half weigh the same. The score of a range is Winkler's at 80 %: its width, and ten
times what an actual lies beyond it; less is better.
"""

from __future__ import annotations

import argparse
import bisect
import csv
import datetime as dt
import math
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, Protocol

if __name__ == "__main__" and not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from planner.estimate import Estimator, Task

COLUMNS = ("seq", "date", "title", "tags", "estimate_min", "actual_min")
BYTES_MAX = 200_000_000
FIRST = 200  # tasks in which nothing may be worse
MOVED = math.log(1.1)
SLACK = 1e-9
ENOUGH = 50  # rows of a size for its share beyond the ends to be told
TIMED = 300  # the last tasks, whose pace is told
PART = re.compile(r"[\s,;]+")


class Unreadable(Exception):
    """What is wrong with the file, in a sentence."""


class Row(NamedTuple):
    task: Task
    actual: float

    @property
    def guess(self) -> float:
        assert self.task.estimate is not None
        return self.task.estimate


class Range(NamedTuple):
    low: float
    likely: float
    high: float


class Method(Protocol):
    """One way of foretelling: minutes of a task, of a day's total, and learning."""

    def predict(self, task: Task) -> Range: ...

    def total(self, tasks: Sequence[Task]) -> Range: ...

    def observe(self, task: Task, actual: float) -> None: ...


# --- reading


def read(path: Path) -> tuple[list[Row], int]:
    """The rows in the order of seq, and how many were left out because no time above 0 stands in them."""
    rows: list[tuple[float, Row]] = []
    left_out = 0
    try:
        if path.stat().st_size > BYTES_MAX:
            raise Unreadable(f"{path.name} is larger than {BYTES_MAX // 1_000_000} MB.")
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise Unreadable(f"{path.name} has no column {', '.join(missing)}: it needs {', '.join(COLUMNS)}.")
            for record in reader:
                found = row_of(record, f"{path.name}, line {reader.line_num}")
                if found is None:
                    left_out += 1
                else:
                    rows.append(found)
    except OSError as error:
        raise Unreadable(f"{path} can't be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(f"{path.name} is not a CSV file in UTF-8.") from error
    if not rows:
        raise Unreadable(f"{path.name} holds no task with an estimate and an actual above 0.")
    return [row for _, row in sorted(rows, key=lambda each: each[0])], left_out


def row_of(record: dict[str, Any], where: str) -> tuple[float, Row] | None:
    guess, actual = number(record, "estimate_min", where), number(record, "actual_min", where)
    seq = number(record, "seq", where)
    try:
        day = dt.date.fromisoformat((record["date"] or "").strip()[:10])
    except ValueError:
        raise Unreadable(f"{where}: “{record['date']}” is no date like 2026-11-23.") from None
    if not guess > 0 or not actual > 0:
        return None
    tags = tuple(filter(None, PART.split(record["tags"] or "")))
    return seq, Row(Task(guess, record["title"] or "", tags, day), actual)


def number(record: dict[str, Any], name: str, where: str) -> float:
    """Empty is 0."""
    text = (record[name] or "").strip()
    try:
        value = float(text or 0)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise Unreadable(f"{where}: {name} is “{text}”, not a number.")
    return value


# --- the ways of foretelling


class Raw:
    """The estimate itself, and no range."""

    def predict(self, task: Task) -> Range:
        assert task.estimate is not None
        return Range(task.estimate, task.estimate, task.estimate)

    def total(self, tasks: Sequence[Task]) -> Range:
        return added(self, tasks)

    def observe(self, task: Task, actual: float) -> None:
        pass


def added(method: Method, tasks: Sequence[Task]) -> Range:
    """A day by adding up its tasks, end by end."""
    return Range(*map(sum, zip(*map(method.predict, tasks), strict=True)))


def quantile(ordered: Sequence[float], share: float) -> float:
    """Between neighbours, by their distance."""
    at = share * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def scaled(task: Task, ratios: Sequence[float]) -> Range:
    assert task.estimate is not None
    return Range(*(task.estimate * math.exp(quantile(ratios, share)) for share in (0.1, 0.5, 0.9)))


class Global(Raw):
    """The estimate times the median of all past ratios; the range is that of their middle 80 %."""

    def __init__(self) -> None:
        self.ratios: list[float] = []

    def predict(self, task: Task) -> Range:
        return scaled(task, self.ratios) if len(self.ratios) >= 20 else super().predict(task)

    def observe(self, task: Task, actual: float) -> None:
        assert task.estimate is not None
        bisect.insort(self.ratios, math.log(actual / task.estimate))


class PerTag(Global):
    """The same of the rarest tag that has been seen ten times."""

    def __init__(self) -> None:
        super().__init__()
        self.of_tag: dict[str, list[float]] = defaultdict(list)

    def predict(self, task: Task) -> Range:
        known = [self.of_tag[tag] for tag in task.tags if len(self.of_tag[tag]) >= 10]
        return scaled(task, min(known, key=len)) if known else super().predict(task)

    def observe(self, task: Task, actual: float) -> None:
        super().observe(task, actual)
        assert task.estimate is not None
        for tag in task.tags:
            bisect.insort(self.of_tag[tag], math.log(actual / task.estimate))


class EvidenceBased(Raw):
    """Evidence-based scheduling: rounds in which each task gets the velocity of a past task drawn at random."""

    ROUNDS = 100

    def __init__(self) -> None:
        self.velocities: list[float] = []
        self.random = random.Random(1)

    def predict(self, task: Task) -> Range:
        return self.total([task])

    def total(self, tasks: Sequence[Task]) -> Range:
        guesses = [task.estimate or 0 for task in tasks]
        if len(self.velocities) < 20:
            return added(Raw(), tasks)
        choose = self.random.choices
        rounds = zip(*([guess / v for v in choose(self.velocities, k=self.ROUNDS)] for guess in guesses), strict=True)
        totals = sorted(map(sum, rounds))
        return Range(*(quantile(totals, share) for share in (0.1, 0.5, 0.9)))

    def observe(self, task: Task, actual: float) -> None:
        self.velocities.append((task.estimate or 0) / actual)


class Ours:
    """The estimator, and the seconds that each prediction with its observation took."""

    def __init__(self) -> None:
        self.estimator = Estimator()
        self.seconds: list[float] = []
        self._asked = 0.0

    def predict(self, task: Task) -> Range:
        before = time.perf_counter()
        said = self.estimator.predict(task)
        self._asked = time.perf_counter() - before
        return Range(said.low, said.likely, said.high)

    def total(self, tasks: Sequence[Task]) -> Range:
        said = self.estimator.predict_total(tasks)
        return Range(said.low, said.likely, said.high)

    def observe(self, task: Task, actual: float) -> None:
        before = time.perf_counter()
        self.estimator.observe(task, actual)
        self.seconds.append(self._asked + time.perf_counter() - before)


# --- the test


@dataclass(slots=True)
class Told:
    """What was said of tasks, or of days, and what came: in log of the estimate."""

    guesses: list[float] = field(default_factory=list)
    came: list[float] = field(default_factory=list)
    said: list[Range] = field(default_factory=list)

    def add(self, guess: float, actual: float, said: Range) -> None:
        self.guesses.append(guess)
        self.came.append(math.log(actual / guess))
        self.said.append(Range(*(math.log(end / guess) for end in said)))

    def error(self, first: int | None = None) -> float:
        """The mean absolute error of the likely value."""
        return mean(abs(y - said.likely) for y, said in list(zip(self.came, self.said, strict=True))[:first])

    def winkler(self) -> float:
        pairs = zip(self.came, self.said, strict=True)
        return mean(s.high - s.low + 10 * max(0.0, s.low - y, y - s.high) for y, s in pairs)

    def beyond(self, sizes: Container[float] | None = None) -> tuple[float, float]:
        """The shares below and above the range, of all or of the estimates of some sizes."""
        told = zip(self.guesses, self.came, self.said, strict=True)
        some = [(y, said) for guess, y, said in told if sizes is None or guess in sizes]
        return mean(y < said.low - SLACK for y, said in some), mean(y > said.high + SLACK for y, said in some)

    def coverage(self) -> float:
        return 1 - sum(self.beyond())

    def moves(self) -> list[bool]:
        """Of each guess that was moved by over 10 %: whether that was nearer the truth."""
        pairs = zip(self.came, self.said, strict=True)
        return [abs(y - said.likely) < abs(y) for y, said in pairs if abs(said.likely) > MOVED + SLACK]


def mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else math.nan


@dataclass(slots=True)
class Result:
    tasks: Told = field(default_factory=Told)
    days: Told = field(default_factory=Told)
    added: Told = field(default_factory=Told)  # the days again, by adding up


def tested(rows: Sequence[Row], method: Method) -> Result:
    result = Result()
    for _, group in groupby(rows, key=lambda row: row.task.day):
        day = list(group)
        tasks = [row.task for row in day]
        guess, actual = sum(row.guess for row in day), sum(row.actual for row in day)
        result.days.add(guess, actual, method.total(tasks))
        result.added.add(guess, actual, added(method, tasks))
        for row in day:
            result.tasks.add(row.guess, row.actual, method.predict(row.task))
            method.observe(row.task, row.actual)
    return result


# --- the table


class Aim(NamedTuple):
    name: str
    figure: float
    least: float = -math.inf
    most: float = math.inf
    unit: str = "%"
    against: str = ""

    @property
    def words(self) -> str:
        if self.least == -math.inf:
            return f"≤ {self.most:g}"
        return f"≥ {self.least:g}" if self.most == math.inf else f"{self.least:g} – {self.most:g}"

    @property
    def verdict(self) -> str:
        if math.isnan(self.figure):
            return "none"
        return "met" if self.least <= self.figure <= self.most else "MISSED"


def beyond(figure: float, base: float) -> float:
    """In per cent: below 0 is better than the base."""
    return (figure / base - 1) * 100 if base else math.nan


def sizes(guesses: Sequence[float]) -> Iterator[tuple[str, set[float]]]:
    """Each size of estimate with enough rows; the rest in classes from one power of 2 to the next."""
    counts = Counter(guesses)
    classes: dict[int, set[float]] = defaultdict(set)
    for guess in sorted(counts):
        if counts[guess] >= ENOUGH:
            yield f"{guess:g} min, {counts[guess]} rows", {guess}
        else:
            classes[math.frexp(guess)[1]].add(guess)
    for power, some in sorted(classes.items()):
        rows = sum(counts[guess] for guess in some)
        if rows >= ENOUGH:
            yield f"other {2.0 ** (power - 1):g} to {2.0**power:g} min, {rows} rows", some


def aims(results: dict[str, Result], seconds: float) -> Iterator[Aim]:
    raw, ours = results["raw estimate"], results["ours"]
    simple = [result for name, result in results.items() if name != "ours"]
    best = min(result.tasks.winkler() for result in simple)
    tasks, moves = ours.tasks, ours.tasks.moves()
    yield Aim("error", beyond(tasks.error(), raw.tasks.error()), most=-1.5, against="the raw estimate")
    first = beyond(tasks.error(FIRST), raw.tasks.error(FIRST))
    yield Aim(f"error, tasks 1–{FIRST}", first, most=0, against="the raw estimate")
    yield Aim("nearer the truth when moved", mean(moves) * 100, least=65, against=f"{len(moves)} moved by over 10 %")
    yield Aim("Winkler of the range", beyond(tasks.winkler(), best), most=-23, against="the best baseline")
    yield Aim("Winkler of the range", beyond(tasks.winkler(), raw.tasks.winkler()), against="the raw estimate")
    for name, some in sizes(tasks.guesses):
        below, above = tasks.beyond(some)
        yield Aim(f"below the range, {name}", below * 100, most=11)
        yield Aim(f"above the range, {name}", above * 100, most=11)
    yield Aim("error of a day", beyond(ours.days.error(), raw.days.error()), most=-13, against="adding up estimates")
    sums = min([ours.added.winkler(), *(result.added.winkler() for result in simple)])
    yield Aim("Winkler of a day", beyond(ours.days.winkler(), sums), most=-18, against="adding up ranges, the best")
    simulated = min(result.days.winkler() for result in simple)
    yield Aim("Winkler of a day", beyond(ours.days.winkler(), simulated), against="the best baseline")
    yield Aim("days within the range", ours.days.coverage() * 100, least=77, most=84)
    yield Aim("a prediction and an observation, at the end", seconds * 1000, most=1, unit="ms")


def printed(results: dict[str, Result], seconds: float) -> str:
    head = f"{'':<22}  {'error':>7} {'1–200':>7} {'moved':>6} {'nearer':>6} {'Winkler':>7} {'below':>6} {'above':>6}"
    lines = [f"{head}  | days: {'error':>6} {'Winkler':>7} {'within':>6} {'added':>7}"]
    for name, result in results.items():
        tasks, days, moves = result.tasks, result.days, result.tasks.moves()
        below, above = tasks.beyond()
        lines.append(
            f"{name:<22}  {tasks.error():7.4f} {tasks.error(FIRST):7.4f} {len(moves) / len(tasks.came):6.1%}"
            f" {mean(moves):6.0%} {tasks.winkler():7.3f} {below:6.1%} {above:6.1%}"
            f"  |       {days.error():6.4f} {days.winkler():7.3f} {days.coverage():6.1%} {result.added.winkler():7.3f}"
        )
    lines.append("")
    for aim in aims(results, seconds):
        told = "" if aim.least == -math.inf and aim.most == math.inf else f"{aim.words:>9}  {aim.verdict:<6}"
        lines.append(f"{aim.name:<48} {aim.figure:+8.2f} {aim.unit:<2} {told:<17}  {aim.against}".rstrip())
    return "\n".join(lines).replace("nan%", "  –")


def run(path: Path) -> str:
    rows, left_out = read(path)
    ours = Ours()
    methods: dict[str, Method] = {
        "raw estimate": Raw(), "global median ratio": Global(), "per-tag ratio": PerTag(),
        "evidence-based": EvidenceBased(), "ours": ours,
    }  # fmt: skip
    results = {name: tested(rows, method) for name, method in methods.items()}
    days = len(results["ours"].days.came)
    note = f", {left_out} more without a time above 0 left out" if left_out else ""
    said = f"{len(rows)} tasks on {days} days{note}."
    return f"{said}\n\n{printed(results, mean(ours.seconds[-TIMED:]))}"


def main(argv: Sequence[str]) -> int:
    words = argparse.ArgumentParser(prog="estimates", description=(__doc__ or "").split("\n")[0])
    words.add_argument("file", type=Path, metavar="FILE.csv")
    try:
        print(run(words.parse_args(argv).file))
    except Unreadable as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The forecast of a day with all that would help it, in processor time, and the longest slice that it runs in."""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Iterator
from random import Random

from planner.domain.edits import page_of
from planner.domain.values import Box, Entry, Page, PageHead
from planner.estimate import Estimator, Task
from planner.estimate.day import slices
from tests.benchmarks.table import Row

DATE = dt.date(2026, 11, 23)
AIMS = {14: 50.0, 40: 150.0}  # ms
SLICE = 4.0  # ms
RUNS = 15
PAST = 7000
TAGS = ("writing", "home", "garden", "study")


def rows() -> Iterator[Row]:
    estimator = experienced()
    for count, aim in AIMS.items():
        runs = [slice_times(estimator, tight_page(count)) for _ in range(RUNS + 1)][1:]
        whole = statistics.median(sum(run) for run in runs)
        yield Row(f"forecast of a day, {count} boxes", whole, "ms", aim, more={"slices": len(runs[0])})
        longest = statistics.median(max(run) for run in runs)
        yield Row(f"forecast of a day, {count} boxes: longest slice", longest, "ms", SLICE)


def experienced() -> Estimator:
    """An estimator that has seen some years of boxes."""
    estimator, random = Estimator(), Random(1)
    for number in range(PAST):
        guess = random.choice((15, 25, 30, 45, 60, 90))
        task = Task(guess, f"Task number {number % 60}", (random.choice(TAGS),), DATE)
        estimator.observe(task, guess * random.choice((1.0, random.lognormvariate(0.1, 0.5))))
    return estimator


def tight_page(count: int) -> Page:
    """A day without slack around an event: most draws end late, so that most is tried to help it."""
    minutes = 30 if count <= 14 else 15
    event = Box("event", DATE, "event", 300, 45, title="Lab meeting")
    log, boxes, at, worked = [], [event], 60, 0
    for number in range(count):
        if at < event.end and at + minutes > event.start:
            at, worked = event.end, worked + event.minutes
        if worked + minutes > 120:
            at, worked = at + 30, 0
        name = f"e{number}"
        log.append(Entry(name, DATE, f"Task number {number}", position=number, estimate=minutes, tags=("writing",)))
        boxes.append(Box(f"b{number}", DATE, "work", at, minutes, name))
        at, worked = at + minutes, worked + minutes
    return page_of(PageHead(DATE, closes=240 + at - 5), log, boxes)


def slice_times(estimator: Estimator, page: Page) -> list[float]:
    """Milliseconds of each slice."""
    steps = slices(estimator, page, page.frame.at(-60))
    times, going = [], True
    while going:
        before = time.process_time()
        going = next(steps, steps) is None
        times.append((time.process_time() - before) * 1000)
    return times

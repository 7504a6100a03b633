"""Every operation of the laws on a full day of 40 and of 200 boxes, in processor time: they touch nothing else."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from planner.domain import arrange, entries, laws, tracking
from planner.domain.edits import Edit, Outcome, page_of
from planner.domain.entry_line import parse
from planner.domain.values import Box, Entry, Page, PageHead
from tests.benchmarks.table import Row, median_of

DATE = dt.date(2026, 11, 23)
AIMS = {40: 1.0, 200: 5.0}  # ms
RUNS = 25
Deed = Callable[[], object]


def rows() -> Iterator[Row]:
    for count, aim in AIMS.items():
        times = {name: median_of(deed, RUNS, time.process_time) for name, deed in deeds(full_page(count)).items()}
        slowest = max(times, key=lambda name: times[name])
        more = dict(sorted(times.items(), key=lambda item: -item[1]))
        yield Row(f"any operation of the laws, {count} boxes: {slowest}", times[slowest], "ms", aim, more=more)


def full_page(count: int) -> Page:
    """A lawful day with so many boxes of work, the recharge between them, and an hour free at its end."""
    minutes = 20 if count <= 40 else 5
    log, boxes, at, worked = [], [], 0, 0
    for number in range(count):
        if worked + minutes > 120:
            boxes.append(Box(f"r{number}", DATE, "recharge", at, 30, auto=True))
            at, worked = at + 30, 0
        log.append(Entry(f"e{number}", DATE, f"Task number {number}", position=number, estimate=minutes))
        boxes.append(Box(f"b{number}", DATE, "work", at, minutes, f"e{number}"))
        at, worked = at + minutes, worked + minutes
    log[1] = replace(log[1], unplaced=15)
    return page_of(PageHead(DATE, opens=240, closes=239), log, boxes)


def deeds(page: Page) -> dict[str, Deed]:
    """Each operation where it has most to do: at the page's beginning, everything after it moves."""
    early = page.frame.at(-60)
    noon = page.frame.at(page.boxes[len(page.boxes) // 2].start + 1)
    assert laws.is_lawful(page, early)
    second = page.box("b1")
    assert second is not None
    running = done(tracking.start(page, "e0", now=page.frame.at(2), new="i", box_id="b0")).applied(page)
    free = page.boxes[-1].end
    broken = replace(page, boxes=tuple(replace(b, start=max(0, b.start - 5)) for b in page.boxes))
    two = done(arrange.split(page, "b1", second.start + 10, now=early)).applied(page) if second.minutes > 10 else None
    tomorrow = Page(PageHead(DATE + dt.timedelta(days=1)), fresh=True)
    line = parse("A new task 30m #now 9:30", today=DATE)
    found: dict[str, Deed] = {
        "place": lambda: done(arrange.place(page, "e1", 0, now=early, new="n")),
        "move": lambda: done(arrange.move(page, "b1", free, now=early)),
        "move early": lambda: done(arrange.move(page, page.boxes[-1].id, 5, now=early)),
        "resize": lambda: done(arrange.resize(page, "b1", second.start, second.end + 10, now=early)),
        "remove": lambda: done(arrange.remove(page, "b1", now=early)),
        "swap": lambda: done(arrange.swap(page, "b1", "b2", now=early)),
        "pin": lambda: done(arrange.pin(page, "b1")),
        "extend": lambda: done(arrange.extend(page, "b1", 15, now=early)),
        "event": lambda: done(arrange.place_event(page, "e1", 5, 30, now=early, new="n")),
        "recharge": lambda: done(arrange.recharge_at(page, 60, 30, now=early, new="n")),
        "re-plan": lambda: done(arrange.replan(page, now=noon)),
        "lay out": lambda: done(arrange.lay_out(page, now=early)),
        "repair": lambda: done(arrange.repair(broken, now=early)),
        "breaches": lambda: laws.breaches(page, noon),
        "tick": lambda: done(entries.tick(page, "e1", now=noon)),
        "tick box": lambda: done(entries.tick_box(page, "b1", now=noon)),
        "start": lambda: done(tracking.start(page, "e1", now=noon, new="i")),
        "stop late": lambda: done(tracking.stop(running, now=noon)),
        "add": lambda: done(entries.add(page, line, now=early, new="n", new_box="nb")),
        "drop": lambda: done(entries.drop(page, "e1", now=early)),
        "migrate": lambda: done(entries.migrate(page, tomorrow, "e1", now=early, new="n")),
    }
    if two is not None:
        parts = [box.id for box in two.boxes_of("e1")]
        found["split"] = lambda: done(arrange.split(page, "b1", second.start + 10, now=early))
        found["join"] = lambda: done(arrange.join(two, parts[0], parts[1], now=early))
    return found


def done(outcome: Outcome) -> Edit:
    """What was measured must have been carried out."""
    assert isinstance(outcome, Edit), outcome
    assert outcome.changes, outcome
    return outcome

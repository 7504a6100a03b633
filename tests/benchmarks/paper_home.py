"""What a sheet comes to when it is taken home: the box that each shaded run is given to, and what is still asked."""

from __future__ import annotations

from collections.abc import Sequence

from planner.domain.filled import Worked
from planner.domain.values import Page
from planner.paper.reader.asking import questions
from planner.paper.reader.proposal import propose
from planner.paper.reader.values import PageReading
from tests.benchmarks.paper_score import Home, spans_of
from tests.benchmarks.paper_truth import Truth


def taken_home(page: Page, truth: Truth, name: tuple[str, int], readings: Sequence[PageReading]) -> Home | None:
    """None where the sheet was not read; `name` is its print and number."""
    reading = next((r for r in readings if (r.print_id, r.sheet) == name), None)
    if reading is None:
        return None
    items = propose(reading, page)
    given = {item.place: item for item in items if isinstance(item.decision, Worked)}
    pairs = [
        (true.box, given[read.place])
        for true, read in spans_of(truth, reading.intervals)
        if true is not None and read is not None and true.box and read.place in given
    ]
    astray = [item for box, item in pairs if isinstance(item.decision, Worked) and item.decision.box != box]
    asks = any(questions(reading, [page], items))
    return Home(len(pairs), len(astray), sum(item.sure for item in astray), asks)

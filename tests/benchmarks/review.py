"""Looking back over a year of 365 lawful pages: reading it, all its figures, and the page of paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from planner import settings
from planner.paper.plan import Options
from planner.paper.review import review_sheet
from planner.review import Span, calibration_of, look_back
from planner.store.store import Store
from planner.workspace import Workspace
from tests.benchmarks.table import Row, median_of

RUNS = 9
AIM = 500.0  # ms


def rows(folder: Path) -> Iterator[Row]:
    workspace = Workspace(Store.open(folder), settings.load(folder), folder)
    try:
        yield from _rows(workspace)
    finally:
        workspace.close()


def _rows(workspace: Workspace) -> Iterator[Row]:
    now, today = workspace.now(), workspace.today()
    year = Span("range", today - dt.timedelta(days=364), today)
    pages, past = workspace.pages(year.first, year.last), tuple(workspace.past())
    plans = workspace.first_plans(year.first, year.last)
    look = partial(look_back, pages=pages, past=past, now=now, today=today, first_plans=plans)
    more = {
        "the same of a week": median_of(partial(look, Span.of("week", today)), RUNS),
        "reading the pages": median_of(partial(workspace.pages, year.first, year.last), RUNS),
        "reading the past": median_of(lambda: tuple(workspace.past()), RUNS),
        "reading the plans": median_of(partial(workspace.first_plans, year.first, year.last), RUNS),
        "calibration": median_of(partial(calibration_of, past, year), 3),
    }
    review, held = look(year), calibration_of(past, year)
    more["the A5 page, laid out"] = median_of(partial(review_sheet, review, held, Options()), RUNS)
    yield Row("all figures of a year", median_of(partial(look, year), RUNS), "ms", AIM, "", more)

"""The pairs and groups of a review as one table for spreadsheets: CSV with one header, a row each."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from planner.review.figures import Review
from planner.review.pairs import Group, Pair

COLUMNS = (
    "row", "day", "entry", "title", "tags", "project", "estimate_min", "actual_min",
    "ratio", "quarter", "three_quarters", "boxes",
)  # fmt: skip
# What makes a spreadsheet take the words of a cell for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
LINE_ENDS = re.compile(r"[\r\n]+")


def table_of(review: Review) -> str:
    """Rows of sort "pair", then of sort "group": there `ratio` is the middle one, half lies from quarter to quarter."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(_pair(pair) for pair in review.pairs)
    rows.writerows(_group(group) for group in review.groups)
    return out.getvalue()


def _pair(pair: Pair) -> Iterator[str]:
    words = (pair.day.isoformat(), pair.entry, pair.title, " ".join(pair.tags), pair.project or "")
    yield from ("pair", *map(plain, words))
    yield from (str(pair.estimate), _number(pair.actual, 1), _number(pair.ratio, 3), "", "", "1")


def _group(group: Group) -> Iterator[str]:
    spread = group.spread
    name = plain(group.name)
    tag, project = (name if group.by == by else "" for by in ("tag", "project"))
    yield from ("group", "", "", name, tag, project, "", "")
    yield from (_number(ratio, 3) for ratio in (spread.median, spread.quarter, spread.three_quarters))
    yield str(spread.n)


def plain(words: str) -> str:
    """One line that no spreadsheet takes for a formula: words that look like one get an apostrophe before them."""
    words = LINE_ENDS.sub(" ", words)
    return f"'{words}" if words.startswith(FORMULA) else words


def _number(value: float, places: int) -> str:
    return f"{round(value, places):g}" if value < 1e5 else str(round(value))

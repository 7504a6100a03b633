"""Whole years of lawful pages, for benchmarks and tests: played days told again on other dates, in other words.

    python -m tests.lawful_years FOLDER 10

The pages of the last season bear every edit that made them; the older ones bear two, the plan and the day. The same
seed and dates make the same rows.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from planner.domain.edits import Change, Edit, page_of
from planner.domain.labels import day_words, quoted
from planner.domain.times import frame
from planner.domain.values import Box, Entry, HistoryImport, Page, PageHead, Picture, Remark, Value, derived_id
from planner.store import backup, convert, database, folder, history, writing
from planner.store.thinning import SEASON
from tests.lawful_days import ARRIVED, DATE, LEAVES, ZONE, Step, Story, stories

YEAR = 365  # pages
CHUNK = 365  # pages a transaction
DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)
DOING = (
    "Draft", "Read", "Answer", "Sort", "Plan", "Repair", "Call about", "Prepare", "Rewrite", "Check", "Order", "Tidy",
    "Send", "Discuss", "Compare", "Sketch", "Learn", "Measure", "Translate", "Pay for",
)  # fmt: skip
WHAT = (
    "the essay", "chapter three", "the kitchen shelf", "mail from the club", "the garden beds", "the tax papers",
    "Greek verbs", "slides for Monday", "the bicycle", "notes of the seminar", "the budget", "the train tickets",
    "Grandmother's letter", "the reading list", "the concert poster", "the attic", "the interview", "the soup recipe",
    "the lease", "the first experiment", "Müller & Söhne", "the choir's scores",
)  # fmt: skip

Rows = dict[str, list[convert.Row]]


def write_years(data_folder: Path, years: int, *, last: dt.date, zone: str = ZONE, seed: int = 1) -> None:
    """Fill a data folder that holds no planner yet with so many years of 365 pages, the last one on `last`."""
    write_days(data_folder, years * YEAR, last=last, zone=zone, seed=seed)


def write_days(data_folder: Path, days: int, *, last: dt.date, zone: str = ZONE, seed: int = 1) -> None:
    """The same, of so many pages. The last is planned and not begun; today's backup is there already."""
    folder.prepare(data_folder, database.FILE_NAME)
    path = data_folder / database.FILE_NAME
    connection, _ = database.open_file(path, lambda *_: None)
    try:
        _fill(connection, told_days(days, last=last, zone=zone, seed=seed), last - SEASON)
        backup.daily(connection, data_folder, dt.datetime.now(dt.UTC))
    finally:
        database.close_file(path, connection)


def told_days(days: int, *, last: dt.date, zone: str = ZONE, seed: int = 1) -> Iterator[Told]:
    """A story for each date, each beginning as the one before it ended."""
    random, arrives = Random(seed), False
    for ahead in range(days - 1, -1, -1):
        fitting = [story for story in stories(seed) if story.arrives == arrives]
        story = random.choice(fitting)
        arrives = story.leaves
        yield Told(story, last - ahead * DAY, zone, seed, lived=ahead > 0)


class Told:
    """One story on one date, in a zone. One that is not `lived` is planned only."""

    def __init__(self, story: Story, date: dt.date, zone: str, seed: int, *, lived: bool) -> None:
        self.date, self.zone, self.seed = date, zone, seed
        self.plan, self.life = story.plan, story.life if lived else ()
        self.end = story.end if lived else story.planned
        self.frame = frame(date, zone, story.end.head.day_start)
        self._anew: dict[int, Value] = {}  # the same value stands in several edits
        self._names: dict[tuple[dt.date, str], str] = {}

    def page(self) -> Page:
        """The page as the story leaves it."""
        end = self.end
        parts = (map(self._value, part) for part in (end.entries, end.boxes, end.intervals, end.remarks))
        return page_of(self._value(end.head), *parts)

    def edits(self, *, whole: bool) -> Iterator[tuple[int, Edit]]:
        """Each edit with its time in seconds since 1970: all of them, or the plan and the day as one each."""
        if whole:
            for step in (*self.plan, *self.life):
                yield self._second(step), self._edit(step.edit.label, step.edit.changes)
            return
        for label, steps in (("Plan the day", self.plan), ("Live the day", self.life)):
            if steps:
                yield self._second(steps[-1]), self._edit(label, _together(steps))

    def _second(self, step: Step) -> int:
        return int((self.frame.begins + step.minute * MINUTE).timestamp())

    def _edit(self, label: str, changes: Iterable[Change]) -> Edit:
        told = tuple(Change(self._value(change.before), self._value(change.after)) for change in changes)
        label = re.sub(r"'(.+?)'", lambda name: quoted(self._title(self.date, name[1])), label)
        return Edit(label.replace(day_words(DATE + DAY), day_words(self.date + DAY)), told)

    def _value(self, value: Any) -> Any:
        if value is None:
            return None
        found = self._anew.get(id(value))
        if found is None:
            found = self._anew[id(value)] = self._made(value)
        return found

    def _made(self, value: Value) -> Value:
        if isinstance(value, PageHead):
            return replace(value, date=self._date(value.date), zone=self.zone)
        date = self._date(value.page)
        name = self._name(date, value.id)
        if isinstance(value, Entry):
            origin = self._name(date - DAY, LEAVES) if value.origin else None
            parent = self._name(date, value.parent)
            return replace(value, id=name, page=date, title=self._title(date, value.id), parent=parent, origin=origin)
        assert not isinstance(value, HistoryImport | Picture), "no played day imports a history or reads a sheet"
        entry = self._name(date, value.entry)
        if isinstance(value, Box):
            return replace(value, id=name, page=date, entry=entry)
        if isinstance(value, Remark):
            return replace(value, id=name, page=date, at=self._instant(value.at), entry=entry)
        start, end = self._instant(value.start), value.end and self._instant(value.end)
        return replace(value, id=name, page=date, start=start, end=end, entry=entry, box=self._name(date, value.box))

    def _date(self, date: dt.date) -> dt.date:
        return self.date + (date - DATE)

    def _name(self, date: dt.date, name: str | None) -> Any:
        if name is None:
            return None
        found = self._names.get((date, name))
        if found is None:
            found = self._names[date, name] = derived_id(self.seed, date, name)
        return found

    def _title(self, date: dt.date, name: str) -> str:
        """Realistic words, the same for what was carried over as on the day before."""
        written = (date - DAY, LEAVES) if name == ARRIVED else (date, name)
        pick = zlib.crc32(self._name(*written).encode())
        return f"{DOING[pick % len(DOING)]} {WHAT[pick // 64 % len(WHAT)]}"

    def _instant(self, instant: dt.datetime) -> dt.datetime:
        """The same page minute and second on this date."""
        since = instant - frame(DATE, ZONE, self.end.head.day_start).begins
        there = (self.frame.begins + since).astimezone(self.frame.zone)
        return there.astimezone(dt.timezone(there.utcoffset() or dt.timedelta(0)))


def _together(steps: Iterable[Step]) -> tuple[Change, ...]:
    return history.collapsed(change for step in steps for change in step.edit.changes)


def _fill(connection: sqlite3.Connection, days: Iterator[Told], older_than: dt.date) -> None:
    number = 0
    while chunk := list(islice(days, CHUNK)):
        rows: Rows = {table: [] for table in (*convert.COLUMNS, "edits", "edit_pages")}
        for day in chunk:
            _page_rows(day, rows)
            for at, edit in day.edits(whole=day.date >= older_than):
                number += 1
                _edit_rows(number, at, edit, rows)
        _write(connection, rows)


def _page_rows(day: Told, rows: Rows) -> None:
    page = day.page()
    rows["pages"].append({**convert.to_row(page.head), "length": convert.length_of(page.head)})
    parts: tuple[tuple[Value, ...], ...] = (page.entries, page.boxes, page.intervals, page.remarks)
    for part in parts:
        for value in part:
            rows[convert.table_of(value)].append(convert.to_row(value))


def _edit_rows(number: int, at: int, edit: Edit, rows: Rows) -> None:
    changes = convert.changes_text(edit.changes)
    said = {"number": number, "at": at, "label": edit.label, "changes": changes}
    rows["edits"].append({**said, "kind": "do", "target": None, "undone": 0, "noted": 0})
    rows["edit_pages"] += [{"page": page.isoformat(), "number": number} for page in history.pages_of(edit.changes)]


def _write(connection: sqlite3.Connection, rows: Rows) -> None:
    """All of it in one transaction; references wait for its end."""
    connection.execute("BEGIN IMMEDIATE")
    for table, values in rows.items():
        writing.run(connection, writing.insertion(table), values)
    connection.execute("COMMIT")


if __name__ == "__main__":
    write_years(Path(sys.argv[1]), int(sys.argv[2]), last=dt.datetime.now(dt.UTC).date())

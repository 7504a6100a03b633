"""Rows to tasks of the past: every row is either read whole or named with its line and what is wrong with it."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from planner.domain.line_parts import WORD_MAX
from planner.domain.past import ImportedTask
from planner.domain.times import words_of
from planner.domain.values import TITLE_MAX
from planner.exchange import Problem, Unreadable
from planner.exchange.columns import Columns, Field
from planner.exchange.days import day_of
from planner.exchange.durations import MS, duration_of
from planner.exchange.table import Row, Table

FIRST_DAY = dt.date(1970, 1, 1)
LONGEST = 7 * 24 * 60 * 60_000  # ms: a task of more than a week of work is a wrong unit
OWN_ID = 12  # signs from which on an id is one of all files, and not a number within one
EVERY = 1000  # rows between two looks at whether this shall go on
TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([AaPp])?\.?[Mm]?\.?(?:Z|[+-]\d{2}:?\d{2})?$")
SPLIT = re.compile(r"[,;|]")
YES = frozenset({"true", "yes", "y", "1", "x", "done", "finished"})

Watch = Callable[[int], object]


class Bad(Exception):
    """Why a row cannot be read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table comes to under certain columns. It can be imported when there are no problems."""

    tasks: tuple[ImportedTask, ...]
    problems: tuple[Problem, ...] = ()
    skipped: tuple[Problem, ...] = ()

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day."""
        days = [task.day for task in self.tasks]
        return (min(days), max(days)) if days else None


def question(table: Table, columns: Columns) -> str:
    """What a person has to say before the rows can be read, in one sentence; "" if nothing."""
    missing = columns.missing()
    if missing == "day":
        return f"Say which column of {table.name} is the day."
    if missing:
        return f"Say which column of {table.name} is the actual: how long a task really took."
    if columns.order is None:
        return f"Say whether the dates of {table.name} begin with the day or with the month: both would fit."
    return ""


def read(table: Table, columns: Columns, today: dt.date, watch: Watch = lambda _: None) -> Reading:
    """Read every row. `watch` is told of each 1,000 rows, and may raise to end it. Raises Unreadable for `question`."""
    if asked := question(table, columns):
        raise Unreadable(asked)
    tasks: list[ImportedTask] = []
    problems, skipped = list(table.problems), list(table.skipped)
    sheet = table.kind == "time sheet"
    spare = next((n for n, name in enumerate(table.header) if sheet and name.lower() == "task"), None)
    for number, row in enumerate(table.rows):
        if number % EVERY == 0:
            watch(number)
        if sheet and (why := _no_sitting(row, columns)):
            skipped.append(Problem(row.line, why))
            continue
        try:
            tasks.append(_task(row, columns, today, spare))
        except Bad as problem:
            problems.append(Problem(row.line, str(problem)))
    problems += _twice(tasks, table.counted)
    told = _together(tasks) if sheet else tasks
    return Reading(tuple(_with_keys(told)), tuple(sorted(problems)), tuple(sorted(skipped)))


def _no_sitting(row: Row, columns: Columns) -> str:
    """Why a row of a time sheet tells of no work, though nothing is wrong with it."""
    took = row.cell(columns.at("actual"))
    if not took and not row.cell(columns.at("end")):
        return "it was still running"
    return "no time was spent on it" if took and duration_of(took, columns.unit("actual")) == 0 else ""


def _task(row: Row, columns: Columns, today: dt.date, spare: int | None) -> ImportedTask:
    """`spare` is the column whose words are the title where that is left empty."""

    def cell(field: Field) -> str:
        return row.cell(columns.at(field))

    return ImportedTask(
        key=cell("id"),
        line=row.line,
        day=_day(cell("day"), columns, today),
        title=_title(cell("title") or row.cell(spare)),
        tags=tags_of(cell("tags")),
        project=cell("project")[:TITLE_MAX] or None,
        estimate_ms=_estimate(cell("estimate"), columns),
        actual_ms=_actual(row, columns),
        finished="done" not in columns.places or cell("done").lower() in YES,
    )


def _day(text: str, columns: Columns, today: dt.date) -> dt.date:
    if not text:
        raise Bad("the day is missing")
    day = day_of(text, columns.order or "ymd")
    if day is None or day < FIRST_DAY:
        raise Bad(f"the day is {quoted(text)}: write one like {today}")
    if day > today:
        raise Bad(f"the day {day} has not come yet")
    return day


def _title(text: str) -> str:
    title = " ".join(text.split())
    if len(title) > TITLE_MAX:
        raise Bad(f"the title has {len(title)} characters: shorten it to {TITLE_MAX}")
    return title


def tags_of(text: str) -> tuple[str, ...]:
    """The tags of a cell, as the planner itself writes them: small, in one word, each once."""
    if text.startswith("#") and not SPLIT.search(text):
        text = text.replace(" ", ",")
    names = ("-".join(part.strip().lstrip("#").lower().split())[:WORD_MAX] for part in SPLIT.split(text))
    return tuple(dict.fromkeys(name for name in names if name))


def _estimate(text: str, columns: Columns) -> int | None:
    """None where nobody guessed: nothing, or nought."""
    if not text:
        return None
    return _length(text, "estimate", columns, least=0) or None


def _actual(row: Row, columns: Columns) -> int:
    if text := row.cell(columns.at("actual")):
        return _length(text, "actual", columns, least=1)
    start, end = row.cell(columns.at("start")), row.cell(columns.at("end"))
    if not (start and end):
        raise Bad("the actual is missing")
    return _between(start, end, columns)


def _length(text: str, field: Field, columns: Columns, *, least: int) -> int:
    unit = columns.unit(field)
    told = unit if unit in MS else "minutes"
    ms = duration_of(text, unit)
    if ms is None:
        raise Bad(f"the {field} is {quoted(text)}: write {told} as a number")
    if ms < least:
        raise Bad(f"the {field} is {text.replace('-', '−')}: write {told} above 0")
    if ms > LONGEST:
        minutes = words_of(ms // MS["minutes"])
        raise Bad(f"the {field} is {minutes}: that is more than a week; look at the unit, which is {unit}")
    return ms


def _between(start: str, end: str, columns: Columns) -> int:
    """From one instant to another; times without days that go back are of the day after."""
    begins, ends = _instant(start, columns), _instant(end, columns)
    if begins is None or ends is None:
        raise Bad(f"the {'start' if begins is None else 'end'} is {quoted(start if begins is None else end)}: no time")
    seconds = (ends - begins).total_seconds()
    if seconds < 0 and begins.date() == ends.date() == FIRST_DAY:
        seconds += 24 * 60 * 60
    if not 0 < seconds * 1000 <= LONGEST:
        raise Bad(f"it goes from {start} to {end}: the end must come after the start, within a week")
    return round(seconds * 1000)


def _instant(text: str, columns: Columns) -> dt.datetime | None:
    found = TIME.search(text)
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        hour = hour % 12 + (12 if found[4] in "Pp" else 0)
    day = day_of(text, columns.order or "ymd") or FIRST_DAY
    try:
        return dt.datetime.combine(day, dt.time(hour, minute, second))
    except ValueError:
        return None


def quoted(text: str) -> str:
    shown = text if len(text) <= 40 else f"{text[:39]}…"
    return "“" + "".join(sign if sign.isprintable() else " " for sign in shown) + "”"


def _twice(tasks: Iterable[ImportedTask], counted: str) -> list[Problem]:
    first: dict[str, int] = {}
    found = []
    for task in tasks:
        if task.key and first.setdefault(task.key, task.line) != task.line:
            why = f"the id {quoted(task.key)} stands on {counted} {first[task.key]} already"
            found.append(Problem(task.line, why))
    return found


def _together(tasks: Sequence[ImportedTask]) -> list[ImportedTask]:
    """A time sheet has a row for each sitting: those of one day and one task are one task."""
    whole: dict[tuple[object, ...], ImportedTask] = {}
    for task in tasks:
        same = (task.day, task.title, task.project, task.tags)
        before = whole.get(same)
        whole[same] = task if before is None else replace(before, actual_ms=before.actual_ms + task.actual_ms)
    return [replace(task, key=_digest("sheet", *map(str, same))) for same, task in whole.items()]


def _with_keys(tasks: Iterable[ImportedTask]) -> Iterable[ImportedTask]:
    """Each task with the key by which any other file that tells of it knows it too."""
    seen: dict[tuple[object, ...], int] = {}
    for task in tasks:
        if len(task.key) >= OWN_ID:
            yield task
        elif task.key:
            yield replace(task, key=_digest(task.key, task.day, task.title))
        else:
            told = (task.day, task.title, task.tags, task.project, task.estimate_ms, task.actual_ms)
            seen[told] = seen.get(told, 0) + 1
            yield replace(task, key=_digest(*told, seen[told]))


def _digest(*parts: object) -> str:
    return hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=10).hexdigest()

"""Which column is what: guessed from the header and the values, or chosen by a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal, get_args

from planner.exchange.days import Order, order_of
from planner.exchange.durations import Unit, guessed_unit
from planner.exchange.table import Row, Table

Field = Literal["day", "title", "tags", "project", "estimate", "actual", "start", "end", "id", "done"]

FIELDS: tuple[Field, ...] = get_args(Field)
LENGTHS: tuple[Field, ...] = ("estimate", "actual")
NAMES: dict[Field, tuple[str, ...]] = {
    "day": ("day", "date", "start date", "date completed", "completed", "completed at", "done on", "finished on"),
    "title": ("title", "titles", "description", "task", "name", "task name", "subject", "summary", "what", "activity"),
    "tags": ("tags", "tag", "labels", "label", "category", "categories"),
    "project": ("project", "projects", "project name", "list", "area", "client"),
    "estimate": (
        "estimate", "estimated", "time estimate", "estimated time", "original estimate", "estimation", "est", "guess",
        "planned", "planned time", "plan", "expected",
    ),
    "actual": (
        "actual", "actual time", "time spent", "spent", "worked", "time worked", "logged", "time logged", "duration",
        "took", "taken", "real", "elapsed", "time", "",
    ),
    "start": ("start", "start time", "started", "started at", "begin", "from"),
    "end": ("end", "end time", "stop", "stop time", "ended", "ended at", "finished at", "to", "until"),
    "id": ("id", "uuid", "seq", "key", "task id", "entry id", "time entry id"),
    "done": ("done", "is done", "finished", "is finished"),
}  # fmt: skip
UNIT_WORDS: dict[str, Unit] = {
    **dict.fromkeys(("min", "mins", "minute", "minutes", "m"), "minutes"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "hours"),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), "seconds"),
    **dict.fromkeys(("ms", "millis", "milliseconds"), "milliseconds"),
}
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
SAMPLE = 2000  # rows that a guess looks at


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of each field among the columns, the units of the lengths, and the order of the dates.

    `order` is None where the dates leave it open and nobody has said.
    """

    places: dict[Field, int]
    units: dict[Field, Unit]
    order: Order | None = "ymd"

    def at(self, field: Field) -> int | None:
        return self.places.get(field)

    def unit(self, field: Field) -> Unit:
        return self.units.get(field, "minutes")

    def missing(self) -> str:
        """What still has to be chosen before a row can be read; "" if nothing."""
        if "day" not in self.places:
            return "day"
        if "actual" in self.places or {"start", "end"} <= self.places.keys():
            return ""
        return "actual"


def words_of(name: str) -> tuple[list[str], Unit | None]:
    """The words of a column's name, small, without the unit that it names."""
    words = [word.lower() for word in WORD.findall(name)]
    unit = next((UNIT_WORDS[word] for word in reversed(words) if word in UNIT_WORDS), None)
    return [word for word in words if word not in UNIT_WORDS], unit


def guessed(table: Table) -> Columns:
    """What the header and the values say themselves."""
    return completed(table, _places(table.header), {}, None)


def _places(header: Sequence[str]) -> dict[Field, int]:
    names = [" ".join(words_of(name)[0]) for name in header]
    with_unit = {index for index, name in enumerate(header) if words_of(name)[1]}
    places: dict[Field, int] = {}
    for whole in (True, False):  # a name that is the field's own comes before one that has it in it
        for field, own in NAMES.items():
            free = [index for index in range(len(names)) if index not in places.values()]
            if field not in places:
                fits = (index for name in own for index in free if _fits(name, names[index], index in with_unit, whole))
                if (found := next(fits, None)) is not None:
                    places[field] = found
    if "day" not in places and "start" in places:
        places["day"] = places["start"]
    return places


def _fits(name: str, column: str, has_unit: bool, whole: bool) -> bool:
    if whole or not name:
        return column == name and (bool(name) or has_unit)  # a column "Hours" is an actual
    return name in column.split() and len(name) > 3


def completed(table: Table, places: dict[Field, int], units: dict[Field, Unit], order: Order | None) -> Columns:
    """The columns with every unit and the order of the dates found out that a person has not said."""
    known: dict[Field, Unit] = dict(units)
    for field in LENGTHS:
        if field in places and field not in known:
            named = words_of(table.header[places[field]])[1]
            known[field] = named or guessed_unit(sample(table.rows, places[field]))
    known = _alike(table, places, known, units)
    days = (row.cell(places["day"]) for row in table.rows) if "day" in places else ()
    return Columns(places, known, order or order_of(days))


def _alike(
    table: Table, places: dict[Field, int], known: dict[Field, Unit], said: dict[Field, Unit]
) -> dict[Field, Unit]:
    """A guess and an actual of plain numbers have one unit: the named one, else that of both together."""
    both = [field for field in LENGTHS if field in places]
    if len(both) < 2 or ":" in known["estimate"] + known["actual"]:
        return known
    named: dict[Field, Unit | None] = {f: said.get(f) or words_of(table.header[places[f]])[1] for f in both}
    unit = next((named[field] for field in both if named[field]), None)
    joint = unit or guessed_unit([text for field in both for text in sample(table.rows, places[field])])
    return {**known, **{field: named[field] or joint for field in both}}


def sample(rows: Iterable[Row], place: int) -> list[str]:
    """The first values of a column that are no gaps."""
    return list(islice((text for row in rows if (text := row.cell(place))), SAMPLE))


def chosen(table: Table, now: Columns, field: Field, place: int | None) -> Columns:
    """Another column for a field, or none; a unit or an order that was guessed is guessed anew."""
    places = {name: index for name, index in now.places.items() if name != field}
    if place is not None:
        places[field] = place
    units = {name: unit for name, unit in now.units.items() if name != field and name in places}
    return completed(table, places, units, None if field == "day" else now.order)


def with_order(now: Columns, order: Order | None) -> Columns:
    return replace(now, order=order)


def with_unit(now: Columns, field: Field, unit: Unit) -> Columns:
    return replace(now, units={**now.units, field: unit})

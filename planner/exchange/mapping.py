"""The columns that a person names in one line: day=Date,actual=Time spent,unit=hours,dates=dmy."""

from __future__ import annotations

import csv
from typing import TypeVar, get_args

from planner.exchange import Unreadable
from planner.exchange.columns import FIELDS, LENGTHS, Columns, Field, completed, guessed
from planner.exchange.days import Order
from planner.exchange.durations import UNITS, Unit
from planner.exchange.history import quoted
from planner.exchange.table import Table

Choice = TypeVar("Choice", bound=str)

KNOWN = (*FIELDS, "unit", "dates")


def mapped(table: Table, text: str) -> Columns:
    """The guessed columns with those that the text names. A field with nothing after it has no column.

    A column is named as in the header or by its number; one with a comma in its name stands with its field in quotes.
    Raises Unreadable.
    """
    places = dict(guessed(table).places)
    units: dict[Field, Unit] = {}
    order: Order | None = None
    for name, value in _pairs(text):
        if name == "unit":
            units = dict.fromkeys(LENGTHS, _one_of(value, UNITS, "unit"))
        elif name == "dates":
            order = _one_of(value, get_args(Order), "order of dates")
        else:
            field = _one_of(name, FIELDS, "field")
            places.pop(field, None)
            if value:
                places[field] = _place(table, value)
    return completed(table, places, {field: unit for field, unit in units.items() if field in places}, order)


def _pairs(text: str) -> list[tuple[str, str]]:
    parts = next(csv.reader([text], skipinitialspace=True), [])
    pairs = [part.partition("=") for part in parts if part.strip()]
    wrong = next((name for name, equals, _ in pairs if not equals or name.strip() not in KNOWN), None)
    if wrong is not None:
        raise Unreadable(
            f"{quoted(wrong)} names no field: write pairs like day=Date,actual=Hours ({', '.join(KNOWN)})."
        )
    return [(name.strip(), value.strip()) for name, _, value in pairs]


def _one_of(value: str, choices: tuple[Choice, ...], what: str) -> Choice:
    found = next((choice for choice in choices if choice == value), None)
    if found is None:
        raise Unreadable(f"{quoted(value)} is no {what}: write one of {', '.join(choices)}.")
    return found


def _place(table: Table, name: str) -> int:
    small = [column.lower() for column in table.header]
    if name.lower() in small:
        return small.index(name.lower())
    if name.isascii() and name.isdigit() and 0 < int(name) <= len(small):
        return int(name) - 1
    known = ", ".join(quoted(column) for column in table.header[:12])
    raise Unreadable(f"{table.name} has no column {quoted(name)}; it has {known}.")

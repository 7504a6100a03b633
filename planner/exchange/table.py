"""Rows of cells with the lines that they begin on: what every kind of file becomes before its columns are known."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from planner.exchange import Problem, Unreadable
from planner.exchange.days import day_of
from planner.exchange.files import text_of

Kind = Literal["csv", "time sheet", "super productivity"]

ROW_LIMIT = 200_000
DELIMITERS = ",;\t|"
QUOTED = re.compile(r'"(?:[^"]|"")*"')
TIME_SHEET = {"description", "start date", "start time"}  # of Toggl, and of others who write theirs alike


class Row(NamedTuple):
    line: int
    cells: tuple[str, ...]

    def cell(self, index: int | None) -> str:
        """What stands in a column, bare; a dash stands for nothing."""
        if index is None or index >= len(self.cells):
            return ""
        text = self.cells[index].strip()
        return "" if text == "-" else text


@dataclass(frozen=True, slots=True)
class Table:
    """`counted` is what a row's number counts: a line of the file, or a task of a backup.

    `problems` are rows that could not even be cut into cells; `skipped` are rows that are no history, and why.
    """

    name: str
    kind: Kind
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    counted: str = "line"
    problems: tuple[Problem, ...] = ()
    skipped: tuple[Problem, ...] = ()


def opened(path: Path) -> Table:
    """The table that a file holds. Raises Unreadable."""
    text = text_of(path)
    if text.lstrip().startswith("{"):
        from planner.exchange.super_productivity import table_of_backup

        return table_of_backup(text, path.name)
    return table_of_csv(text, path.name)


def table_of_csv(text: str, name: str) -> Table:
    """The rows of a CSV, its delimiter found out from the header."""
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(DELIMITERS, key=QUOTED.sub("", first).count)
    rows, problems = _cut(text, delimiter, name)
    if not rows:
        raise Unreadable(f"{name} holds no table: {problems[0].why}." if problems else f"{name} holds no table.")
    header = tuple(cell.strip() for cell in rows[0].cells)
    if len(header) < 2:
        raise Unreadable(f"{name} has one column only: a history has a day and an actual, parted by commas.")
    if any(day_of(cell, "dmy") for cell in header):
        raise Unreadable(f"{name} has no header: write the names of its columns into the first line.")
    if len(rows) == 1 and not problems:
        raise Unreadable(f"{name} has a header and no rows: there is nothing to import.")
    wide = [row for row in rows[1:] if len(row.cells) > len(header)]
    problems += [
        Problem(row.line, f"it has {len(row.cells)} cells, and the header names {len(header)} columns") for row in wide
    ]
    told = {header_cell.lower() for header_cell in header}
    body = tuple(row for row in rows[1:] if len(row.cells) <= len(header))
    return Table(name, "time sheet" if told >= TIME_SHEET else "csv", header, body, problems=tuple(problems))


def _cut(text: str, delimiter: str, name: str) -> tuple[list[Row], list[Problem]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    problems: list[Problem] = []
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return rows, problems
        except csv.Error as problem:
            problems.append(Problem(line, _why(problem)))
            continue
        if any(cell.strip() for cell in cells):
            rows.append(Row(line, tuple(cells)))
        if len(rows) > ROW_LIMIT + 1:
            raise Unreadable(f"{name} has more than {ROW_LIMIT:,} rows: import it in parts.")


def _why(problem: csv.Error) -> str:
    words = str(problem)
    if "end of data" in words:
        return "a quotation mark opens here and is never closed"
    if "field larger" in words:
        return "a cell is longer than any title can be"
    return "a quotation mark stands in the middle of a cell: write it twice"

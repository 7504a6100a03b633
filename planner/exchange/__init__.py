"""What comes from other programs' files: a history of guesses and actuals. Standard library only, no store, no window.

A file becomes a `Table` (files.py: is it text, of what size; table.py: its rows with the lines they stand on;
super_productivity.py: a backup told as a table). The columns are guessed and can be chosen (columns.py, guessing.py),
and `history.read` turns every row into a task of the past or into a `Problem` that names its line.
"""

from __future__ import annotations

from typing import NamedTuple


class Unreadable(Exception):
    """One sentence, fit for a person: why nothing can be read from the file, and what to do."""


class Problem(NamedTuple):
    """What is wrong with one row: the line that it begins on (of a backup: the number of the task), and why."""

    line: int
    why: str

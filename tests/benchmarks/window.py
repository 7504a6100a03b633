"""The open window over ten years: an edit from the key to the repaint, going to another day, and searching.

An edit takes turns with a bare INSERT and commit in a file of its own on the same disk, at the same durability. What
is measured runs in a process of its own, as Qt wants it: `python -m tests.benchmarks.window FOLDER`.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.table import Row, milliseconds, percentile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from planner.domain.edits import Edit
    from planner.ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
EDITS = 60
DAYS = 40


def rows(folder: Path, environment: Mapping[str, str]) -> Iterator[Row]:
    command = [sys.executable, "-m", "tests.benchmarks.window", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"The window could not be measured:\n{done.stderr}")
    told: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    middle = {name: statistics.median(times) for name, times in told.items()}
    edit, bare = middle.pop("edit"), middle.pop("bare")
    turned, letter, read = middle.pop("another day"), middle.pop("a letter"), middle.pop("all days read")
    yield Row(
        "an edit: key to durable commit and repaint, 10 years", edit / bare, "×", 2.0, "a bare INSERT and commit",
        {"edit": edit, "bare": bare, "edit 95th": percentile(told["edit"], 0.95), **middle},
    )  # fmt: skip
    more = {"95th": percentile(told["another day"], 0.95)}
    yield Row("going to another day", turned, "ms", 10.0, more=more)
    more = {"95th": percentile(told["a letter"], 0.95), "all days looked through, once": read}
    yield Row("search over 10 years, each key", letter, "ms", 20.0, more=more)


def measure(folder: Path) -> dict[str, list[float]]:
    from planner import app

    application = app.application_of(sys.argv)
    workspace = app.workspace_in(folder)
    from planner.ui.cover import Cover

    cover = Cover(folder)
    cover.show()
    window = app.fill(cover, workspace)
    workspace.store.warm_up()
    window.activateWindow()
    for _ in range(20):
        application.processEvents()
    bare = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    try:
        return {**edits(window, bare), "another day": days(window), **searches(window)}
    finally:
        bare.close()
        cover.close()
        workspace.close()


def edits(window: MainWindow, bare: sqlite3.Connection) -> dict[str, list[float]]:
    """Tick the first of the three and open it again, each time by its key."""
    from PySide6.QtCore import Qt

    for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = DELETE", "synchronous = EXTRA"):
        bare.execute(f"PRAGMA {pragma}").fetchall()
    bare.execute("CREATE TABLE edits (number INTEGER PRIMARY KEY, at INTEGER, label TEXT, changes TEXT)")
    told: dict[str, list[float]] = {"edit": [], "bare": [], "page read": []}
    told["apply alone"] = watched(window)
    for run in range(EDITS):
        window.left.focus_lines()
        chosen = chosen_task(window)
        number = window.workspace.store.number(window.date)
        told["edit"].append(milliseconds(partial(pressed, chosen, Qt.Key.Key_X)))
        assert window.workspace.store.number(window.date) != number, "the key changed nothing"
        told["bare"].append(milliseconds(partial(insert, bare, run)))
        told["page read"].append(milliseconds(window.workspace.page))
    return told


def watched(window: MainWindow) -> list[float]:
    """The times that `workspace.do` takes of each edit, from now on."""
    times: list[float] = []
    apply = window.workspace.store.apply

    def timed(edit: Edit, shown: Mapping[str, bytes] | None = None) -> int:
        before = time.perf_counter()
        number = apply(edit, shown)
        times.append((time.perf_counter() - before) * 1000)
        return number

    window.workspace.store.apply = timed  # type: ignore[method-assign]
    return times


def chosen_task(window: MainWindow) -> QWidget:
    """The list with the first of the three, which has the keyboard then."""
    task = window.page.priorities()[1]
    window.left.three.setFocus()
    assert window.left.three.choose(task.id)
    return window.left.three


def pressed(aim: QWidget, key: object) -> None:
    """A key, all that follows from it, and the paint."""
    from PySide6.QtTest import QTest

    QTest.keyClick(aim, key)  # type: ignore[call-overload]
    painted()


def painted() -> None:
    from PySide6.QtCore import QCoreApplication

    QCoreApplication.sendPostedEvents()


def insert(bare: sqlite3.Connection, run: int) -> None:
    bare.execute("BEGIN IMMEDIATE")
    bare.execute("INSERT INTO edits VALUES (?, ?, ?, ?)", (run, run, "Tick 'Draft the essay'", "x" * 300))
    bare.execute("COMMIT")


def days(window: MainWindow) -> list[float]:
    """A day back, read, shown and painted; from the last of ten years on."""

    def turn() -> None:
        window.going.step(-1)
        painted()

    return [milliseconds(turn) for _ in range(DAYS)]


def searches(window: MainWindow) -> dict[str, list[float]]:
    """Words written letter by letter into the search, common ones and one that is nowhere; each painted."""
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtTest import QTest

    from planner.ui.search import Search

    window.menus.open_search()
    search = window.findChild(Search)
    assert search is not None

    def read() -> None:
        while not search.settled:
            QCoreApplication.processEvents()

    def write(letter: str) -> None:
        QTest.keyClicks(search.field, letter)
        painted()

    told = {"all days read": [milliseconds(read)], "a letter": list[float]()}
    for words in ("draft", "mail clara", "zebra crossing", "e"):
        search.field.clear()
        told["a letter"] += [milliseconds(partial(write, letter)) for letter in words]
    search.leave()
    return told


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(Path(sys.argv[1]))) + "\n")

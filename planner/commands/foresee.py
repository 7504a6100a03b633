"""What the past says, asked from the command line: about one line, and about a day."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from planner.commands import DONE, Answer, Bad, Request
from planner.domain.entry_line import parse
from planner.estimate import Forecast, Task

if TYPE_CHECKING:
    from planner.workspace import Workspace

Json = dict[str, Any]


def estimate(workspace: Workspace, request: Request) -> Answer:
    """What a task will probably take. Nothing is written."""
    line = parse(request.words["TEXT"], today=workspace.today())
    if line.problem:
        raise Bad(line.problem)
    if line.kind != "task":
        what = "an event" if line.kind == "event" else "a note"
        raise Bad(f"Only what a task takes can be guessed, and this is {what}: leave its sign out.")
    guess = line.estimate or line.minutes
    task = Task(guess, line.title, line.tags, line.date or workspace.today())
    return Answer(DONE, shown(guess, workspace.foresight.estimator().predict(task)))


def shown(guess: int | None, forecast: Forecast) -> Json:
    """A forecast as JSON, in whole minutes; null where there is neither a past nor a guess."""
    silent = guess is None and forecast.basis.n == 0
    likely, low, high = (None if silent else max(1, round(m)) for m in (forecast.likely, forecast.low, forecast.high))
    basis = {"level": forecast.basis.level, "n": forecast.basis.n, "words": forecast.basis.words}
    return {"estimate": guess, "likely": likely, "low": low, "high": high, "basis": basis}


DEEDS: dict[str, Callable[[Workspace, Request], Answer]] = {"estimate": estimate}

"""What the past says, asked from the command line: about one line, and about a day."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from planner.commands import DONE, Answer, Bad, Request
from planner.commands import wording as say
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


def forecast(workspace: Workspace, request: Request) -> Answer:
    """When the planned work of a day will be done, and the chance of that by its end and by another time."""
    from planner.estimate import chance

    page = workspace.page(say.day(request.words.get("D", "today"), workspace.today()))
    by = request.option("--by")
    minute = say.minute(page, by) if by is not None else None
    found = workspace.foresight.estimator().forecast_day(page, workspace.now())
    chosen = {"by": page.frame.clock(minute), "by_then": chance.by_then(found, minute)} if minute is not None else {}
    return Answer(DONE, {"page": page.date.isoformat(), **chance.as_json(found, page), **chosen})


DEEDS: dict[str, Callable[[Workspace, Request], Answer]] = {"estimate": estimate, "forecast": forecast}

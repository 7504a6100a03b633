"""A request carried out: found in the tables of deeds, handed to the workspace, answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.commands import DONE, REFUSED, Answer, Bad, Job, Request, Window
from planner.domain.edits import Edit, Refused
from planner.shown import box_shown, entry_shown, page_shown
from planner.store.problems import StoreProblem

if TYPE_CHECKING:
    from planner.workspace import Clock, Workspace

READS = frozenset({"show", "prints", "status", "estimate", "forecast", "review"})
FORESEES = frozenset({"estimate", "forecast"})
WITHOUT_FILE = frozenset({"backups", "restore", "doctor"})  # of use when the data file cannot be opened


def perform_in(folder: Path, request: Request, window: Window, clock: Clock | None = None) -> Answer:
    """Open the data folder's planner, do it, close it. Raises Bad and StoreProblem.

    `window` is for what lasts so long that a window may come up meanwhile.
    """
    from planner.workspace import Workspace, wall_clock

    now = clock or wall_clock
    if request.command in WITHOUT_FILE:
        from planner.commands import keeping

        return keeping.without_file(folder, request, now)
    from planner import settings
    from planner.store.store import Store

    @contextmanager
    def opened() -> Iterator[Workspace]:
        workspace = Workspace(Store.open(folder, clock=now), settings.load(folder), folder, now)
        try:
            yield workspace
        finally:
            workspace.close()

    if request.command == "meditate":
        from planner.commands import alone

        return alone.sit_alone(opened, request, window)
    with opened() as workspace:
        warning = "" if request.command in READS else _backed_up_today(workspace)
        answer = perform(workspace, request)
        done = answer.run() if isinstance(answer, Job) else answer
        return replace(done, words=done.words or warning)


def _backed_up_today(workspace: Workspace) -> str:
    """Make the backup of the day before the first change; what hindered it is only said, since the change goes on."""
    try:
        workspace.store.daily()
    except StoreProblem as problem:
        return f"Done, but there is no backup of today yet: {problem}"
    return ""


def answered(workspace: Workspace, request: Request) -> Answer | Job:
    """What `perform` gives, with every refusal as an answer: what the window sends back."""
    try:
        return perform(workspace, request)
    except (Bad, StoreProblem) as problem:
        return Answer(REFUSED, words=str(problem))


def perform(workspace: Workspace, request: Request) -> Answer | Job:
    """Do what a request says. Raises Bad, or StoreProblem when the file cannot take it; then nothing was written."""
    if request.command == "show":
        return _show(workspace, request)
    if request.command in ("undo", "redo"):
        return _back_or_forth(workspace, request)
    workspace.catch_up()
    if request.command in FORESEES:
        from planner.commands import foresee

        return foresee.DEEDS[request.command](workspace, request)
    if request.command == "review":
        from planner.commands.review import review

        return review(workspace, request)
    from planner.commands import importing, keeping, printing, reading, rest

    for answering in (rest.DEEDS, importing.DEEDS, printing.DEEDS, reading.DEEDS, keeping.DEEDS):
        if request.command in answering:
            return answering[request.command](workspace, request)
    from planner.commands import plan

    date, outcome = plan.DEEDS[request.command](workspace, request)
    return _carried_out(workspace, date, workspace.do(outcome), added=request.command in plan.MAKERS)


def _show(workspace: Workspace, request: Request) -> Answer:
    date = None
    if "D" in request.words:
        from planner.commands.wording import day

        date = day(request.words["D"], workspace.today())
    return Answer(DONE, page_shown(workspace.page(date), workspace.now()))


def _back_or_forth(workspace: Workspace, request: Request) -> Answer:
    outcome = workspace.undo() if request.command == "undo" else workspace.redo()
    today = workspace.today()
    if isinstance(outcome, Refused):
        raise Bad(outcome.reason)
    touched = outcome.pages or (today,)
    told = replace(outcome, label=f"{request.command.capitalize()}: {outcome.label}")
    return _carried_out(workspace, today if today in touched else touched[0], told)


def _carried_out(workspace: Workspace, date: dt.date, outcome: Edit | Refused, *, added: bool = False) -> Answer:
    if isinstance(outcome, Refused):
        raise Bad(outcome.reason)
    page = workspace.page(date)
    out: dict[str, Any] = {"done": outcome.label, "consequences": list(outcome.consequences)}
    if added:
        made = [change.value.id for change in outcome.changes if change.before is None and hasattr(change.value, "id")]
        out["entry"] = next((entry_shown(page, e, workspace.now()) for e in page.entries if e.id in made), None)
        out["box"] = next((box_shown(page, b) for b in page.boxes if b.id in made and not b.auto), None)
    return Answer(DONE, {**out, "page": page_shown(page, workspace.now())})

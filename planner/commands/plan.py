"""Deeds on the page: each turns the words of a request into one domain operation and hands its outcome over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from planner.commands import Bad, Request
from planner.commands import wording as say
from planner.commands.grammar import said
from planner.domain import arrange, entries, sitting, tracking
from planner.domain.edits import Outcome, Refused
from planner.domain.entry_line import EntryLine, parse
from planner.domain.steps import unstarted
from planner.domain.values import EntryKind, Page, new_id
from planner.workspace import Workspace

Planned = tuple[dt.date, Outcome]  # the page that the answer shows, and what comes of it
Deed = Callable[[Workspace, Request], Planned]


# The log


def add(workspace: Workspace, request: Request) -> Planned:
    """A line into the log; `planner event` is the same with another kind, and must have a time."""
    line, page = _line_on_page(workspace, request)
    if request.command == "event" and line.start is None:
        raise Bad("An event needs its time: write it like Lab meeting 11:00-12:00, or Lab meeting 11:00 1h.")
    restful = bool(request.options.get("--restful"))
    outcome = entries.add(page, line, now=workspace.now(), new=new_id(), new_box=new_id(), restful=restful)
    return page.date, _with_what_was_not_understood(line, outcome)


def _with_what_was_not_understood(line: EntryLine, outcome: Outcome) -> Outcome:
    if isinstance(outcome, Refused):
        return outcome
    vain = (
        f"{said(part.text)} stays in the title: {part.why[:1].lower()}{part.why[1:].rstrip('.')}"
        for part in line.parts
        if not part.understood
    )
    return replace(outcome, consequences=(*outcome.consequences, *vain))


def edit(workspace: Workspace, request: Request) -> Planned:
    page, entry = say.owner(workspace, request.words["ENTRY"], "entry")
    kept = page.entry(entry)
    kind, boxed = kept.kind if kept else "task", bool(unstarted(page, entry))
    line = parse(request.words["TEXT"], today=workspace.today(), kind=kind, boxed=boxed)
    _refuse_what_is_no_line(line)
    outcome = entries.edit_text(page, entry, line, now=workspace.now())
    return page.date, _with_what_was_not_understood(line, outcome)


def priority(workspace: Workspace, request: Request) -> Planned:
    rank = say.rank(request.words["RANK"])
    page, entry = say.owner(workspace, request.words["ENTRY"], "entry")
    return page.date, entries.prioritise(page, entry, rank, swap=bool(request.options.get("--swap")))


def drop(workspace: Workspace, request: Request) -> Planned:
    page, entry = say.owner(workspace, request.words["ENTRY"], "entry")
    return page.date, entries.drop(page, entry, now=workspace.now())


def delete(workspace: Workspace, request: Request) -> Planned:
    page, entry = say.owner(workspace, request.words["ENTRY"], "entry")
    return page.date, entries.delete(page, entry, now=workspace.now())


def migrate(workspace: Workspace, request: Request) -> Planned:
    page, entry = say.owner(workspace, request.words["ENTRY"], "entry")
    target = workspace.page(say.day(request.words["D"], workspace.today()))
    return page.date, entries.migrate(page, target, entry, now=workspace.now(), new=new_id())


def _line_on_page(workspace: Workspace, request: Request) -> tuple[EntryLine, Page]:
    """The line, and the page that it or --date names."""
    today = workspace.today()
    word = request.option("--date")
    named = say.day(word, today) if word is not None else None
    kind: EntryKind = "event" if request.command == "event" else "task"
    line = parse(request.words["TEXT"], today=today, default_day=named, kind=kind)
    _refuse_what_is_no_line(line)
    if named and line.date and line.date != named:
        raise Bad(f"The line says {line.date} and --date says {named}: leave one of them out.")
    return line, workspace.page(line.date or named or today)


def _refuse_what_is_no_line(line: EntryLine) -> None:
    if line.problem:
        raise Bad(line.problem)


# The plan


def place(workspace: Workspace, request: Request) -> Planned:
    minutes = say.length(request.words["MINUTES"]) if "MINUTES" in request.words else None
    page, entry = say.owner(workspace, request.words["ENTRY"], "entry")
    start = say.minute(page, request.words["TIME"])
    snap = workspace.settings.snap
    return page.date, arrange.place(page, entry, start, minutes, now=workspace.now(), snap=snap, new=new_id())


def move(workspace: Workspace, request: Request) -> Planned:
    page, box = say.owner(workspace, request.words["BOX"], "box")
    start = say.minute(page, request.words["TIME"])
    return page.date, arrange.move(page, box, start, now=workspace.now(), snap=workspace.settings.snap)


def resize(workspace: Workspace, request: Request) -> Planned:
    page, box = say.owner(workspace, request.words["BOX"], "box")
    start, end = say.span(page, request.words["START-END"])
    return page.date, arrange.resize(page, box, start, end, now=workspace.now(), snap=workspace.settings.snap)


def remove(workspace: Workspace, request: Request) -> Planned:
    page, box = say.owner(workspace, request.words["BOX"], "box")
    return page.date, arrange.remove(page, box, now=workspace.now())


def pin(workspace: Workspace, request: Request) -> Planned:
    page, box = say.owner(workspace, request.words["BOX"], "box")
    return page.date, arrange.pin(page, box, request.command == "pin")


def swap(workspace: Workspace, request: Request) -> Planned:
    page, first, second = _two_boxes(workspace, request)
    return page.date, arrange.swap(page, first, second, now=workspace.now(), snap=workspace.settings.snap)


def split(workspace: Workspace, request: Request) -> Planned:
    page, box = say.owner(workspace, request.words["BOX"], "box")
    return page.date, arrange.split(page, box, say.minute(page, request.words["TIME"]), now=workspace.now())


def join(workspace: Workspace, request: Request) -> Planned:
    page, first, second = _two_boxes(workspace, request)
    return page.date, arrange.join(page, first, second, now=workspace.now())


def recharge_at(workspace: Workspace, request: Request) -> Planned:
    minutes = say.length(request.words["MINUTES"])
    page = _page_named(workspace, request)
    start = say.minute(page, request.words["TIME"])
    snap = workspace.settings.snap
    return page.date, arrange.recharge_at(page, start, minutes, now=workspace.now(), new=new_id(), snap=snap)


def replan(workspace: Workspace, request: Request) -> Planned:
    page = workspace.page()
    return page.date, arrange.replan(page, now=workspace.now(), snap=workspace.settings.snap)


def layout(workspace: Workspace, request: Request) -> Planned:
    page = workspace.page(say.day(request.words.get("D", "today"), workspace.today()))
    return page.date, arrange.lay_out(page, now=workspace.now(), snap=workspace.settings.snap)


def _two_boxes(workspace: Workspace, request: Request) -> tuple[Page, str, str]:
    page, first = say.owner(workspace, request.words["BOX"], "box")
    other, second = say.owner(workspace, request.words["SECOND"], "box")
    if other.date != page.date:
        raise Bad(f"Those boxes lie on two pages, {page.date} and {other.date}: name two of one page.")
    return page, first, second


def _page_named(workspace: Workspace, request: Request) -> Page:
    return workspace.page(say.day(request.option("--date") or "today", workspace.today()))


# The running day


def _refuse_under_the_curtain(workspace: Workspace, advice: str) -> None:
    """Also while input holds the recharge, and nothing of it runs."""
    if workspace.companion is not None and workspace.guard().state == "recharging":
        raise Bad(f"The recharge is not over: {advice}.")


def start(workspace: Workspace, request: Request) -> Planned:
    page, entry = say.owner(workspace, request.words["ENTRY"], "entry")
    _refuse_under_the_curtain(workspace, "start it after it")
    running = workspace.running()
    return page.date, tracking.start(page, entry, now=workspace.now(), new=new_id(), running=running)


def stop(workspace: Workspace, request: Request) -> Planned:
    """A meditation may be ended also within a recharge, which goes on."""
    running = workspace.running()
    page = workspace.page(running.page if running else None)
    if running is not None and running.kind == "meditation":
        return page.date, sitting.end(page, workspace.now())
    _refuse_under_the_curtain(workspace, "it ends by itself")
    return page.date, tracking.stop(page, now=workspace.now())


def done(workspace: Workspace, request: Request) -> Planned:
    page, entry = say.owner(workspace, request.words["ENTRY"], "entry")
    return page.date, entries.tick(page, entry, now=workspace.now())


def log(workspace: Workspace, request: Request) -> Planned:
    word = request.option("--date")
    date = say.day(word, workspace.today()) if word is not None else None
    page, entry = say.owner(workspace, request.words["ENTRY"], "entry", date)
    frame_page = workspace.page(date) if date else page
    begin, end = say.span(frame_page, request.words["START-END"])
    at = frame_page.frame.at
    return page.date, tracking.log(page, entry, at(begin), at(end), now=workspace.now(), new=new_id())


MAKERS = frozenset({"add", "event"})  # answer with the line, and its box if it has a time
DEEDS: dict[str, Deed] = {
    "add": add,
    "event": add,
    "edit": edit,
    "priority": priority,
    "drop": drop,
    "delete": delete,
    "migrate": migrate,
    "place": place,
    "move": move,
    "resize": resize,
    "remove": remove,
    "pin": pin,
    "unpin": pin,
    "swap": swap,
    "split": split,
    "join": join,
    "recharge-at": recharge_at,
    "replan": replan,
    "layout": layout,
    "start": start,
    "stop": stop,
    "done": done,
    "log": log,
}

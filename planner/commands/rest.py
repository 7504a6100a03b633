"""Deeds of the running day: where the stretch stands, a recharge, a meditation, quiet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from planner.commands import DONE, REFUSED, Answer, Bad, Request
from planner.commands.grammar import said
from planner.domain import reading, recharging, sitting
from planner.domain.edits import Edit, Outcome, Refused
from planner.domain.running import running
from planner.domain.stretch import MINUTE, due_at
from planner.domain.times import words_of
from planner.domain.values import SITTING_RANGE, new_id
from planner.shown import page_shown

if TYPE_CHECKING:
    from planner.workspace import Workspace

Json = dict[str, Any]


def status(workspace: Workspace, request: Request) -> Answer:
    """Where the running day stands. All spans are whole minutes; `left` is of the recharge that runs."""
    guard, now = workspace.guard(), workspace.now()
    works = running(workspace.days(), now)
    runs = workspace.running()
    quiet = guard.quiet_until if guard.quiet_until is not None and guard.at < guard.quiet_until else None
    due = guard.busy and not guard.hushing and not guard.closed and guard.state != "recharging"
    return Answer(
        DONE,
        {
            "state": guard.state,
            "entry": works.entry.id if works else None,
            "title": works.entry.title if works else None,
            "since": runs.start.isoformat() if runs else None,
            "kind": runs.kind if runs else None,
            "stretch": guard.worked // MINUTE,
            "limit": guard.rules.limit,
            "until_recharge": max(0, -(-(guard.due - guard.worked) // MINUTE)),
            "due_at": due_at(guard).isoformat(timespec="seconds") if due else None,
            "left": -(-guard.left // MINUTE) if guard.state == "recharging" else None,
            "held": guard.state == "recharging" and guard.held,
            "hushed": guard.hushed,
            "quiet_until": quiet.isoformat(timespec="seconds") if quiet else None,
            "postponed": guard.postponed,
            "strict": guard.rules.strict,
        },
    )


def recharge(workspace: Workspace, request: Request) -> Answer:
    """Begin a recharge now; with the window open the curtain falls, without one it can be taken back."""
    guard = workspace.guard()
    if guard.state == "recharging" and workspace.running() is not None:
        raise Bad(f"A recharge runs already: {words_of(-(-guard.left // MINUTE))} of it are left.")
    page = workspace.page()
    begun = recharging.begin(page, workspace.now(), new=new_id(), running=workspace.running())
    return answered(workspace, replace(begun, noted=workspace.companion is not None))


def quiet(workspace: Workspace, request: Request) -> Answer:
    minutes = _length(request.words["MINUTES"], recharging.QUIET_RANGE, "quiet")
    guard, page = workspace.guard(), workspace.page()
    return answered(workspace, recharging.keep_quiet(page, guard, minutes, now=workspace.now(), new=new_id()))


def meditate(workspace: Workspace, request: Request) -> Answer:
    """With the window open it shows the face: there the meditation is begun and ended."""
    minutes = minutes_asked(request)
    if workspace.companion is None:
        return answered(workspace, begun(workspace))
    return answered(workspace, workspace.companion.sit(minutes))


def minutes_asked(request: Request) -> int | None:
    word = request.words.get("MINUTES")
    return None if word is None else _length(word, SITTING_RANGE, "a meditation")


def begun(workspace: Workspace) -> Edit:
    return sitting.begin(workspace.page(), now=workspace.now(), new=new_id(), running=workspace.running())


def _length(word: str, span: tuple[int, int], what: str) -> int:
    low, high = span
    minutes = reading.minutes(word)
    if minutes is None or not low <= minutes <= high:
        raise Bad(f"{said(word)} is no such length: {what} takes {low} to {high} minutes.")
    return minutes


def answered(workspace: Workspace, outcome: Outcome) -> Answer:
    outcome = workspace.do(outcome)
    if isinstance(outcome, Refused):
        return Answer(REFUSED, words=outcome.reason)
    page = workspace.page()
    out: Json = {"done": outcome.label, "consequences": list(outcome.consequences)}
    return Answer(DONE, {**out, "page": page_shown(page, workspace.now())})


DEEDS: dict[str, Callable[[Workspace, Request], Answer]] = {
    "status": status,
    "recharge": recharge,
    "quiet": quiet,
    "meditate": meditate,
}

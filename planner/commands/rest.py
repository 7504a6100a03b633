"""Deeds of the running day: where the stretch stands, a recharge, a meditation, quiet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from time import monotonic as clock
from time import sleep as pause
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
BAR = 30  # signs of the progress line
LAST_BELL = 12.0  # s for which the last bell may sound


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
    """Begin a recharge now; with the window open the curtain falls."""
    guard = workspace.guard()
    if guard.state == "recharging" and workspace.running() is not None:
        raise Bad(f"A recharge runs already: {words_of(-(-guard.left // MINUTE))} of it are left.")
    page = workspace.page()
    return _answered(workspace, recharging.begin(page, workspace.now(), new=new_id(), running=workspace.running()))


def quiet(workspace: Workspace, request: Request) -> Answer:
    minutes = _length(request.words["MINUTES"], recharging.QUIET_RANGE, "quiet")
    guard, page = workspace.guard(), workspace.page()
    return _answered(workspace, recharging.keep_quiet(page, guard, minutes, now=workspace.now(), new=new_id()))


def meditate(workspace: Workspace, request: Request) -> Answer:
    """With the window open it shows the face: there the meditation is begun and ended."""
    minutes = _asked(request)
    if workspace.companion is None:
        return _answered(workspace, _begun(workspace))
    return _answered(workspace, workspace.companion.sit(minutes))


def _asked(request: Request) -> int | None:
    word = request.words.get("MINUTES")
    return None if word is None else _length(word, SITTING_RANGE, "a meditation")


def _begun(workspace: Workspace) -> Edit:
    return sitting.begin(workspace.page(), now=workspace.now(), new=new_id(), running=workspace.running())


def sit_alone(opened: Callable[[], AbstractContextManager[Workspace]], request: Request) -> Answer:
    """Sit in the terminal. The data file is let go of meanwhile, so that other commands and the window may have it."""
    asked = _asked(request)
    with opened() as workspace:
        settings = workspace.settings
        begun = _answered(workspace, _begun(workspace))
    if begun.status != DONE:
        return begun
    unheard = sit_here(settings.sit_minutes if asked is None else asked, settings.volume, settings.bell)
    with opened() as workspace:
        running = workspace.running()
        if running is None or running.kind != "meditation":
            return Answer(DONE, {**begun.out, "consequences": ["It was ended from elsewhere"]}, unheard)
        return _answered(workspace, sitting.end(workspace.page(running.page), workspace.now()), unheard)


def sit_here(minutes: int, volume: int, bell: str) -> str:
    """Show the time until it is over, or Ctrl+C. Returns why a bell could not be heard, or ""."""
    from planner.sound import player

    unheard: list[str] = []
    ends = clock() + minutes * 60 if minutes else None
    try:
        player.ring(bell, volume, unheard.append)
        for line in progress(minutes, ends):
            _show(line)
            pause(1.0 if ends is None else max(0.0, min(1.0, ends - clock())))
        player.ring(bell, volume, unheard.append)
        player.wait(LAST_BELL)
        _show("\a" if unheard else "")
    except KeyboardInterrupt:
        pass
    _show("\n")
    return unheard[0] if unheard else ""


def progress(minutes: int, ends: float | None) -> Iterator[str]:
    """The line at every look, until the end; without one for ever."""
    total, begun = minutes * 60, clock()
    while ends is None or clock() < ends:
        gone = clock() - begun
        if ends is None:
            yield f"\rMeditating  {int(gone) // 60}:{int(gone) % 60:02d}  Ctrl+C ends it"
            continue
        filled = int(BAR * gone / total)
        left = max(0, round(ends - clock()))
        yield f"\r{'━' * filled}{'·' * (BAR - filled)}  {left // 60}:{left % 60:02d}  Ctrl+C ends it"


def _show(text: str) -> None:
    """To the terminal alone: scripts get the JSON and nothing else."""
    if text and sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(text)
        sys.stderr.flush()


def _length(word: str, span: tuple[int, int], what: str) -> int:
    low, high = span
    minutes = reading.minutes(word)
    if minutes is None or not low <= minutes <= high:
        raise Bad(f"{said(word)} is no such length: {what} takes {low} to {high} minutes.")
    return minutes


def _answered(workspace: Workspace, outcome: Outcome, words: str = "") -> Answer:
    outcome = workspace.do(outcome)
    if isinstance(outcome, Refused):
        return Answer(REFUSED, words=outcome.reason)
    page = workspace.page()
    out: Json = {"done": outcome.label, "consequences": list(outcome.consequences)}
    return Answer(DONE, {**out, "page": page_shown(page, workspace.now())}, words)


DEEDS: dict[str, Callable[[Workspace, Request], Answer]] = {
    "status": status,
    "recharge": recharge,
    "quiet": quiet,
    "meditate": meditate,
}

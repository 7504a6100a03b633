"""A meditation in the terminal: a bell at each end and a line that fills.

The data file is let go of meanwhile, so that other commands and the window may have it. A window that comes up goes on
with the session and ends it; then the terminal asks the window what became of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from time import monotonic as clock
from time import sleep as pause
from typing import TYPE_CHECKING, Any

from planner.commands import DONE, REFUSED, Answer, Bad, Request, Window
from planner.commands.rest import answered, begun, minutes_asked
from planner.commands.terminal import show
from planner.domain import sitting
from planner.domain.edits import Refused
from planner.domain.times import words_of
from planner.domain.values import Interval
from planner.settings import remember_sitting
from planner.shown import page_shown
from planner.store.problems import StoreProblem, is_held

if TYPE_CHECKING:
    from planner.workspace import Workspace

Opened = Callable[[], AbstractContextManager["Workspace"]]
Json = dict[str, Any]
BAR = 30  # signs of the progress line
LAST_BELL = 12.0  # s for which the last bell may sound
GRACE = 2.0  # s that a window has to ring the last bell itself
PATIENCE = 5.0  # s for which the end waits for the file
AGAIN = 0.05  # s between two looks
GONE = "The meditation is no longer on the record: it was taken back meanwhile."
HELD = (
    "The meditation is over, but a program that does not answer holds the planner's file: "
    "close it, then planner stop ends what still runs."
)


def sit_alone(opened: Opened, request: Request, window: Window) -> Answer:
    """Sit, and end it where it is by then: in the window that has come up, or in the file."""
    from planner.sound import player

    asked = minutes_asked(request)
    with opened() as workspace:
        workspace.catch_up()
        settings, now = workspace.settings, workspace.now
        minutes, since = settings.sit_minutes if asked is None else asked, now()
        answer = answered(workspace, begun(workspace))
        session = workspace.running()
        if answer.status != DONE or session is None:
            return answer
        remember_sitting(workspace.folder, since + dt.timedelta(minutes=minutes) if minutes else None)
    unheard: list[str] = []
    ring = partial(player.ring, settings.bell, settings.volume, unheard.append)
    sat_out = sit_here(minutes, ring, lambda: _rings_there(window, session))
    try:
        answer = _ended(opened, window, session, now())
    finally:
        if sat_out:
            _hear_out(player.wait, unheard)
    return replace(answer, words=answer.words or next(iter(unheard), ""))


def sit_here(minutes: int, ring: Callable[[], object], rings_there: Callable[[], bool]) -> bool:
    """Show the time until it is over (True) or Ctrl+C ends it. The last bell rings here unless it does elsewhere."""
    ends = clock() + minutes * 60 if minutes else None
    try:
        ring()
        for line in progress(minutes, ends):
            show(line)
            pause(1.0 if ends is None else max(0.0, min(1.0, ends - clock())))
        if not rings_there():
            ring()
    except KeyboardInterrupt:
        return False
    finally:
        show("\n")
    return True


def progress(minutes: int, ends: float | None) -> Iterator[str]:
    """The line at every look, until the end; without one for ever."""
    total, since = minutes * 60, clock()
    while ends is None or clock() < ends:
        gone = clock() - since
        if ends is None:
            yield f"\rMeditating  {int(gone) // 60}:{int(gone) % 60:02d}  Ctrl+C ends it"
            continue
        filled = int(BAR * gone / total)
        left = max(0, round(ends - clock()))
        yield f"\r{'━' * filled}{'·' * (BAR - filled)}  {left // 60}:{left % 60:02d}  Ctrl+C ends it"


def _hear_out(wait: Callable[[float], object], unheard: list[str]) -> None:
    try:
        wait(LAST_BELL)
        show("\a" if unheard else "")
    except KeyboardInterrupt:  # enough of the bell
        pass


# How it ends


def _ended(opened: Opened, window: Window, session: Interval, at: dt.datetime) -> Answer:
    """End the session, or say how it ended; while another program holds the file, wait a little."""
    deadline = clock() + PATIENCE
    while True:
        answer = _ended_there(window, session) or _ended_here(opened, session, at)
        if answer is not None:
            return answer
        if clock() > deadline:
            raise Bad(HELD)
        pause(AGAIN)


def _ended_here(opened: Opened, session: Interval, at: dt.datetime) -> Answer | None:
    """None while another program holds the file."""
    try:
        with opened() as workspace:
            running, page = workspace.running(), workspace.page(session.page)
            if running is None or running.id != session.id:
                remember_sitting(workspace.folder, None)
                return _told(page_shown(page, workspace.now()), session, "It was ended from elsewhere")
            outcome = workspace.do(sitting.end(page, at))
            if isinstance(outcome, Refused):
                return Answer(REFUSED, words=outcome.reason)
            remember_sitting(workspace.folder, None)
            shown = page_shown(workspace.page(session.page), workspace.now())
            return Answer(DONE, {"done": outcome.label, "consequences": list(outcome.consequences), "page": shown})
    except StoreProblem as problem:
        if is_held(problem):
            return None
        raise


def _ended_there(window: Window, session: Interval) -> Answer | None:
    """None without a window, or if it has closed or ended the session in this very moment."""
    shown = _page_there(window, session)
    if shown is None:
        return None
    if not _runs(shown, session):
        return _told(shown, session, "It ended in the window")
    stopped = window(["stop"])
    return stopped if stopped is not None and stopped.status == DONE else None


def _rings_there(window: Window, session: Interval) -> bool:
    """Whether a window sees the session through; one that was only just slower gets a moment for it."""
    deadline = clock() + GRACE
    try:
        while (shown := _page_there(window, session)) is not None and _runs(shown, session):
            if clock() >= deadline:
                return False
            pause(AGAIN)
    except Bad:  # it does not answer: nobody knows what it does
        return False
    return shown is not None


def _page_there(window: Window, session: Interval) -> Json | None:
    """The session's page as an open window has it. Raises Bad if the window cannot say."""
    try:
        found = window(["show", session.page.isoformat()])
    except Bad as silent:
        raise Bad(HELD) from silent
    if found is not None and found.status != DONE:
        raise Bad(found.words or HELD)
    return None if found is None else found.out


def _runs(shown: Json, session: Interval) -> bool:
    kept = _kept(shown, session)
    return kept is not None and kept["end"] is None


def _kept(shown: Json, session: Interval) -> Json | None:
    return next((each for each in shown["intervals"] if each["id"] == session.id), None)


def _told(shown: Json, session: Interval, how: str) -> Answer:
    """What is on the record of a session that somebody else has ended."""
    kept = _kept(shown, session)
    if kept is None or kept["end"] is None:
        return Answer(REFUSED, words=GONE)
    span = dt.datetime.fromisoformat(kept["end"]) - dt.datetime.fromisoformat(kept["start"])
    minutes = round(span.total_seconds() / 60)
    done = f"Meditated {words_of(minutes)}" if minutes > 0 else sitting.NAME
    return Answer(DONE, {"done": done, "consequences": [how], "page": shown})

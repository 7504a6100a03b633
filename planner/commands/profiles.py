"""Choices of paper that are kept under a name: what there is, and one forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from planner.commands import DONE, Answer, Bad, Request
from planner.commands.grammar import said
from planner.domain.labels import WEEKDAYS
from planner.domain.print_choice import PrintChoice, Profile
from planner.settings import Settings, SettingsProblem

if TYPE_CHECKING:
    from planner.workspace import Workspace

Json = dict[str, Any]
ALONE = "--profiles and --forget stand alone: print in a call of its own."


def answered(workspace: Workspace, request: Request) -> Answer:
    """`print --profiles` and `print --forget NAME`."""
    name = request.option("--forget")
    others = set(request.options) - {"--profiles", "--forget", "--data-dir", "--json"}
    if others or request.words or (name is not None and request.options.get("--profiles")):
        raise Bad(ALONE)
    if name is None:
        kept = sorted(workspace.settings.profiles, key=lambda each: each.name.casefold())
        return Answer(DONE, [_shown(each) for each in kept])
    return _forgotten(workspace, name)


def _forgotten(workspace: Workspace, name: str) -> Answer:
    settings = workspace.settings
    if settings.profile(name) is None:
        raise none_such(name, settings)
    try:
        workspace.change_settings(settings.without_profile(name))
    except SettingsProblem as problem:
        raise Bad(str(problem)) from problem
    return Answer(DONE, {"done": f"Forgot the profile {said(name.strip())}", "consequences": []})


def none_such(name: str, settings: Settings) -> Bad:
    known = ", ".join(said(each.name) for each in settings.profiles)
    ways = f"there are {known}" if known else "planner print … --remember NAME keeps one"
    return Bad(f"There is no profile {said(name)}: {ways}.")


def _shown(profile: Profile) -> Json:
    """`words` are those of the choice that make it another than the usual one."""
    return {"name": profile.name, "words": ", ".join(_words(profile.choice)), "choice": asdict(profile.choice)}


def _words(choice: PrintChoice) -> Iterator[str]:
    usual = PrintChoice()
    yield f"{choice.kind} on {choice.paper}"
    if choice.duplex != usual.duplex:
        yield f"duplex {choice.duplex}"
    if choice.left_handed:
        yield "left-handed"
    if choice.opens is not None and choice.closes is not None:
        yield f"hours {_clock(choice.opens)}-{_clock(choice.closes)}"
    if not choice.clock24:
        yield "clock 12"
    if choice.first_weekday:
        yield f"weeks from {WEEKDAYS[choice.first_weekday]}"
    for name, word in (("ink", "ink"), ("ground", "ground"), ("strength", "lines")):
        if getattr(choice, name) != getattr(usual, name):
            yield f"{word} {getattr(choice, name)}"
    if choice.feeling:
        yield "with the feeling"
    if not choice.likely:
        yield "without how long it will probably take"


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02d}"

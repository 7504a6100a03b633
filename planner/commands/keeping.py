"""Deeds beside the page: prints, backups, and the doctor."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.commands import DECIDE, DONE, Answer, Bad, Job, Request
from planner.commands.grammar import said

if TYPE_CHECKING:
    from planner.store.backup import Backup
    from planner.store.doctor import Report
    from planner.store.prints import Print
    from planner.workspace import Clock, Workspace

Json = dict[str, Any]


def file_named(request: Request, name: str) -> Path:
    """A file or folder as the person means it: relative to where they stand, with their home for ~."""
    if not name.strip():
        raise Bad("That file name is empty: write the name of a file.")
    return Path(os.path.join(request.folder, os.path.expanduser(name)))


# Paper


def prints(workspace: Workspace, request: Request) -> Answer:
    return Answer(DONE, [print_shown(kept) for kept in workspace.store.prints()])


def print_shown(kept: Print) -> Json:
    return {
        "id": kept.id,
        "page": kept.page.isoformat(),
        "kind": kept.kind,
        "file": kept.file,
        "at": kept.at.astimezone().isoformat(timespec="seconds"),
        "sheets": list(kept.sheets),
    }


# Backups


def backups(folder: Path) -> Answer:
    from planner.store.backup import backups as kept

    return Answer(DONE, [_backup(one) for one in kept(folder)])


def _backup(one: Backup) -> Json:
    at = one.at.astimezone().isoformat(timespec="seconds")
    return {"name": one.name, "at": at, "bytes": one.size, "file": os.fspath(one.path)}


def backup(workspace: Workspace, request: Request) -> Job:
    into = file_named(request, request.words["FOLDER"]) if "FOLDER" in request.words else None
    return Job(lambda: workspace.store.backup(into), _backed_up)


def _backed_up(made: Backup) -> Answer:
    return Answer(DONE, {"done": f"Backed up to {made.path}", "consequences": [], "backup": _backup(made)})


def restore(folder: Path, request: Request, clock: Clock) -> Answer:
    """By name, by file, by the beginning of a name, or `newest`."""
    from planner.store.restoring import restore as put_back

    restored = put_back(folder, _backup_named(folder, request), clock=clock)
    kept = f"What was there before is now {restored.aside}" if restored.aside else ""
    consequences = [words for words in (restored.stopped, kept) if words]
    return Answer(DONE, {"done": f"Restored {request.words['BACKUP']}", "consequences": consequences})


def _backup_named(folder: Path, request: Request) -> str:
    from planner.store.backup import backups as kept

    word = request.words["BACKUP"]
    names = [one.name for one in kept(folder)]
    if word in (*names, "newest") or not word.strip():
        return word
    near = [name for name in names if name.startswith(word)]
    if len(near) > 1:
        raise Bad(f"{said(word)} is the beginning of {len(near)} backups: write more of it.")
    return near[0] if near else os.fspath(file_named(request, word))


# The doctor


def doctor(report: Report) -> Answer:
    """A sound file is told with status 0, even if meetings made a page unlawful; damage leaves a choice to a person."""
    harm = [found for found in report.findings if found.kind != "law"]
    out = {
        "healthy": not harm,
        "findings": [{"kind": found.kind, "words": found.words} for found in report.findings],
        "mended": os.fspath(report.mended) if report.mended else None,
        "lost": report.lost,
    }
    if not harm:
        return Answer(DONE, out)
    if all(found.kind == "picture" for found in harm):
        return Answer(DECIDE, out, f"{harm[0].words}.")
    choice = f"restore {report.mended.name}, a mended copy," if report.mended else "restore a backup (planner backups)"
    return Answer(DECIDE, out, f"The planner's file is damaged: {choice} or leave it as it is.")


def without_file(folder: Path, request: Request, clock: Clock) -> Answer:
    """What is of use when the data file cannot be opened, or must not be open."""
    if request.command == "backups":
        return backups(folder)
    if request.command == "restore":
        return restore(folder, request, clock)
    from planner.store.doctor import look_over
    from planner.store.problems import spoken

    with spoken():
        return doctor(look_over(folder, clock()))


def _beside_the_window(workspace: Workspace, request: Request) -> Answer:
    raise Bad("The planner's window is open: close it, then restore; or restore from its menu.")


DEEDS: dict[str, Callable[[Workspace, Request], Answer | Job]] = {
    "prints": prints,
    "backup": backup,
    "backups": lambda workspace, request: backups(workspace.folder),
    "restore": _beside_the_window,
    "doctor": lambda workspace, request: doctor(workspace.store.doctor()),
}

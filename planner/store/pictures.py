"""The pictures of filled-in sheets: files in a folder of their own, so that the database and its backups stay small;
and which photos have nothing more to give.

A file is named by the id of its picture, which is derived from what it shows: it is written whole before the row that
names it, and never written again. Nothing here deletes one: an undo, a restore and the thinning of what is old leave
them, so that a redo and every backup find theirs.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from planner.store import folder
from planner.store.folder import Watch, unwatched

FOLDER = "pictures"
NAME = re.compile(r"[a-z2-7]{16}\.webp")  # a derived id: other people's pictures may lie in a folder of this name
TAKEN = "SELECT page, print, sheet, sheets FROM pictures WHERE photo = ? ORDER BY page, print, sheet"
NAMED = "SELECT id, page FROM pictures ORDER BY page, id"


def content(data_folder: Path, picture_id: str) -> bytes | None:
    """What a picture shows; None where there is no file of it. Raises OSError where that cannot be read."""
    name = file_name(picture_id)
    try:
        return (data_folder / FOLDER / name).read_bytes() if NAME.fullmatch(name) else None
    except FileNotFoundError:
        return None


def file_name(picture_id: str) -> str:
    return f"{picture_id}.webp"


def keep(data_folder: Path, shown: Mapping[str, bytes]) -> None:
    """Write what pictures show, by their ids, durably. A file that is there already stays. Raises OSError."""
    place = data_folder / FOLDER
    make(place)
    for picture_id, data in shown.items():
        path = place / file_name(picture_id)
        if not path.exists():
            with folder.appearing(path) as made:
                made.write_bytes(data)


def make(place: Path) -> None:
    if not place.is_dir():
        place.mkdir(mode=folder.PRIVATE_FOLDER)
        folder.sync_folder(place.parent)


def sizes(place: Path) -> dict[str, int]:
    """The planner's picture files in a folder with their bytes; none where there is no such folder."""
    if not place.is_dir():
        return {}
    with os.scandir(place) as found:
        return {one.name: one.stat().st_size for one in found if NAME.fullmatch(one.name)}


def bring(source: Path, target: Path, watch: Watch = unwatched) -> None:
    """Copy from one folder's pictures to another's what is not there, or is shorter there: that was cut off.

    Raises OSError with the name of the last that failed, after all of them: one that is damaged keeps no other back.
    `watch` counts pictures.
    """
    there = sizes(target / FOLDER)
    wanted = [name for name, size in sizes(source / FOLDER).items() if size > there.get(name, 0)]
    failed: OSError | None = None
    for done, name in enumerate(wanted):
        watch(done, len(wanted))
        try:
            make(target / FOLDER)
            with folder.appearing(target / FOLDER / name) as made:
                shutil.copyfile(source / FOLDER / name, made)
        except OSError as problem:
            failed = OSError(problem.errno, problem.strerror, os.fspath(source / FOLDER / name))
    if failed is not None:
        raise failed


def missing(connection: sqlite3.Connection, data_folder: Path) -> list[str]:
    """The dates of the pages whose pictures have no file, once for each of these, the earliest first."""
    there = sizes(data_folder / FOLDER)
    return [page for picture_id, page in connection.execute(NAMED) if not there.get(file_name(picture_id))]


def taken_home(connection: sqlite3.Connection, photo: str) -> list[tuple[str, str, int]]:
    """Page, print and sheet of each sheet of a photo, if every one of them is on its page; else none."""
    found = connection.execute(TAKEN, (photo,)).fetchall()
    whole = bool(found) and len(found) >= found[0][3]
    return [(page, print_id, sheet) for page, print_id, sheet, _ in found] if whole else []

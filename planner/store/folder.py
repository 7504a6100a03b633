"""The data folder: fit for use and closed to others; and files that appear in it whole or not at all."""

from __future__ import annotations

import datetime as dt
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from planner.store.problems import StoreProblem

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
UNFINISHED = ".new"
LEFT = 24 * 3600  # s after which nobody is at an unfinished file any more

Watch = Callable[[int, int], object]  # told of long work how much of how much is done; what it raises ends the work


def unwatched(done: int, whole: int) -> None:
    """Nobody wants to know how far it is."""


def prepare(folder: Path, file_name: str) -> None:
    """Make the data folder where there is none and close it to others. Raises StoreProblem where it cannot be used."""
    try:
        if folder.exists() and not folder.is_dir():
            raise StoreProblem(f"{folder} is a file, not a folder: move it away, or name another folder.")
        ours = not folder.exists()
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        found = folder.stat()
        refuse_other_owner(folder, found.st_uid)
        refuse_read_only(folder, folder / file_name)
        ours = ours or (folder / file_name).exists() or not any(folder.iterdir())
    except (PermissionError, NotADirectoryError) as problem:
        words = f"The folder {folder} cannot be used ({problem.strerror}): name another folder."
        raise StoreProblem(words) from problem
    if ours:
        close_to_others(folder, found)


def refuse_read_only(*paths: Path) -> None:
    for path in paths:
        if path.exists() and not may_write(path):
            raise StoreProblem(f"{path} may only be read: give yourself the right to write it, or name another folder.")


def may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def refuse_other_owner(folder: Path, owner: int) -> None:
    """Two users in one folder would lock each other out of their files; root may do as it likes."""
    if hasattr(os, "geteuid") and os.geteuid() not in (0, owner):
        raise StoreProblem(f"The folder {folder} belongs to another user: name a folder of your own.")


def close_to_others(folder: Path, found: os.stat_result) -> None:
    shared = found.st_mode & stat.S_ISVTX  # a folder such as /tmp is everybody's and stays so
    if not shared and stat.S_IMODE(found.st_mode) != PRIVATE_FOLDER and os.name == "posix":
        folder.chmod(PRIVATE_FOLDER)


def temporary(beside: Path) -> Path:
    """An empty private file in the same folder, under a name of its own."""
    handle, name = tempfile.mkstemp(prefix=f".{beside.name}.", suffix=UNFINISHED, dir=beside.parent)  # mode 0600
    os.close(handle)
    return Path(name)


def sweep(place: Path, now: dt.datetime) -> None:
    """Delete the unfinished files that a crash has left in a folder."""
    for left in place.glob(f".*{UNFINISHED}"):
        if now.timestamp() - left.stat().st_mtime > LEFT:
            left.unlink()


@contextmanager
def appearing(path: Path, *, replace: bool = True) -> Iterator[Path]:
    """An empty private file to be filled; it takes the name durably, or an error on the way leaves nothing of it."""
    made = temporary(path)
    try:
        yield made
        put_in_place(made, path, replace=replace)
    finally:
        with suppress(FileNotFoundError):
            made.unlink()


def put_in_place(made: Path, path: Path, *, replace: bool) -> None:
    """Give a finished file its name, durably. Without `replace`, a file that is there already stays."""
    make_private(made)
    sync_file(made)
    if replace:
        os.replace(made, path)
    else:
        take_free_name(made, path)
    sync_folder(path.parent)


def take_free_name(made: Path, path: Path) -> None:
    try:
        os.link(made, path)  # unlike rename, refuses where another start was quicker
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            os.rename(made, path)


def make_private(path: Path) -> None:
    with suppress(PermissionError):  # a stick with a file system that knows no modes
        path.chmod(PRIVATE_FILE)


def sync_file(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def move_aside(path: Path, stem: str = "") -> Path | None:
    """Rename a file out of the way, never deleting it; None if it was not there."""
    if not path.exists():
        return None
    aside = free_name(path.with_name(f"{stem or path.name}.aside-{stamp()}"))
    os.rename(path, aside)
    return aside


def free_name(path: Path) -> Path:
    taken = 0
    free = path
    while free.exists():
        taken += 1
        free = path.with_name(f"{path.stem}-{taken}{path.suffix}")
    return free


def stamp() -> str:
    return dt.datetime.now(dt.UTC).astimezone().strftime("%Y-%m-%d-%H%M%S")

"""Read filled-in sheets from pictures, in the process that was called: it is slow, and needs nothing but the prints.

The window that is open, or the data file, is asked for a moment only: for a print, and what a sheet comes to (see
reading.py). So both stay free meanwhile, and what was entered stays entered when the reading is stopped.
"""

from __future__ import annotations

import base64
import datetime as dt
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner import paths
from planner.commands import DECIDE, DONE, INTERRUPTED, REFUSED, Answer, Bad, Request
from planner.commands.grammar import MORE, said
from planner.commands.keeping import file_named
from planner.commands.reading import shown
from planner.commands.terminal import rewrite

if TYPE_CHECKING:
    from planner.paper.reader import PageReading, Printed

Json = dict[str, Any]
Ask = Callable[[Request], Answer]  # carries a request out where the store lives
MOST_BYTES = 50 * 1024 * 1024 + 1  # one more than is read: enough to see that a file is too large
CROPS = "sheets"  # the folder beside the data file that holds what was written by hand


def read_photos(request: Request, folder: Path, ask: Ask) -> Answer:
    """Every picture that the request names, one after another. What was read comes back also when Ctrl+C, a full disk
    or a window that keeps silent ends it before the last.
    """
    desk = Desk(request, folder / CROPS, ask)
    photos: list[Path] = []
    out: list[Json] = []
    done, bad = 0, ""
    try:
        desk.prepare()
        photos += _photos(request)
        desk.many = len(photos) > 1
        for done, photo in enumerate(photos):
            rewrite(f"Reading {done + 1} of {len(photos)}  {said(photo.name)}  Ctrl+C stops")
            out += desk.sheets_of(photo)  # one by one: those before an interruption stay
        done = len(photos)
    except KeyboardInterrupt:
        return Answer(INTERRUPTED, out, _stopped(done, len(photos), accept=desk.accept))
    except Bad as problem:
        bad = str(problem)
    finally:
        rewrite()
    if bad:
        before = f" {done} of {len(photos)} pictures were read before." if out else ""
        return Answer(REFUSED, out or None, f"{bad}{before}")
    asking = sum(not sheet["sure"] or bool(sheet["questions"]) for sheet in out)
    if desk.accept and asking:
        what = "One sheet needs" if asking == 1 else f"{asking} sheets need"
        return Answer(DECIDE, out, f"{what} a person: the questions say what to look at.")
    return Answer(DONE, out, desk.warning)


def _stopped(done: int, whole: int, *, accept: bool) -> str:
    entered = " What was sure of them is entered; the same command goes on." if accept else ""
    return f"Stopped: {done} of {whole} pictures were read.{entered}"


# What to read


def _photos(request: Request) -> Iterator[Path]:
    """The files that were named; of a folder all of its pictures by name."""
    for name in request.words["PHOTO"].split(MORE):
        file = file_named(request, name)
        if file.is_dir():
            found = _pictures_in(file)
            if not found:
                raise Bad(f"There is no picture in {file}: name a folder with photos or scans.")
            yield from found
        elif not file.exists():
            raise Bad(f"There is no file {file}: write the name of a photo, a scan or a folder.")
        else:
            yield file


def _pictures_in(folder: Path) -> list[Path]:
    try:
        return paths.pictures_in(folder)
    except OSError as problem:
        raise Bad(f"{folder} cannot be looked into ({problem.strerror}): name another folder.") from problem


@dataclass(slots=True)
class Desk:
    """Where the pictures of one call are read."""

    request: Request
    crops: Path
    ask: Ask
    chosen: Printed | None = None
    debug: Path | None = None
    many: bool = False  # of several pictures those are passed over that are home already
    warning: str = ""

    @property
    def accept(self) -> bool:
        return bool(self.request.options.get("--accept"))

    def prepare(self) -> None:
        """Find the print of the day that was named, and the folder for the steps."""
        day, name = self.request.option("--date"), self.request.option("--debug")
        if day is not None:
            self.chosen = _printed(self.asked({"step": "day", "day": day}))
        if name is not None:
            self.debug = _made(file_named(self.request, name))

    def asked(self, body: Json) -> Any:
        """What the store's side answers. Raises Bad with its words."""
        answer = self.ask(replace(self.request, body=body))
        if answer.status != DONE:
            raise Bad(answer.words)
        self.warning = self.warning or answer.words
        return answer.out

    def sheets_of(self, photo: Path) -> Iterator[Json]:
        from planner.paper.reader.keeping import name_of

        try:
            with photo.open("rb") as file:
                content = file.read(MOST_BYTES)
        except OSError as problem:
            yield shown(os.fspath(photo), None, (), {}, [f"{photo} cannot be read ({problem.strerror})."])
            return
        name = name_of(content)
        taken: list[Json] = []
        if self.accept and self.many:
            taken = self.asked({"step": "photo", "photo": os.fspath(photo), "name": name})
        yield from taken or self._read(photo, content, name)

    def _read(self, photo: Path, content: bytes, name: str) -> Iterator[Json]:
        """The sheets of a picture. How many there are is known at its end: until then each is kept small."""
        from planner.paper.reader import read_each

        keep = _keeping(self.debug, photo) if self.debug is not None else None
        found = [self._noted(photo, reading) for reading in read_each(content, self._print, self.chosen, keep)]
        for sheet in found:
            if "step" in sheet:
                yield self.asked({**sheet, "name": name, "sheets": len(found)})
            else:
                yield sheet

    def _print(self, print_id: str) -> Printed | None:
        return _printed(self.asked({"step": "print", "id": print_id}))

    def _noted(self, photo: Path, reading: PageReading) -> Json:
        """What the store's side is asked about a sheet; of one that could not be read, all that there is to say."""
        from planner.paper.reader.carrying import as_json
        from planner.paper.reader.keeping import kept

        if reading.printed is None:
            return shown(os.fspath(photo), reading, (), {}, list(reading.problems))
        picture = kept(reading.picture) if self.accept and reading.sure else b""
        return {
            "step": "sheet",
            "photo": os.fspath(photo),
            "reading": as_json(reading),
            "crops": _crops(reading, self.crops),
            "accept": self.accept,
            "picture": base64.b64encode(picture).decode("ascii"),
        }


def _printed(held: Json | None) -> Printed | None:
    from planner.paper.reader.values import Printed

    if held is None:
        return None
    return Printed(held["id"], dt.date.fromisoformat(held["page"]), held["kind"], tuple(held["sheets"]))


# Pictures kept


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise Bad(f"{folder} cannot be written ({problem.strerror}): name another folder.") from problem
    return folder


def _keeping(folder: Path, photo: Path) -> Callable[[str, Any], None]:
    def keep(name: str, picture: Any) -> None:
        _write(folder / f"{photo.stem}-{name}.png", picture)

    return keep


def _crops(reading: PageReading, folder: Path) -> dict[str, str]:
    """What was written by hand, cut out: the file of each line, for the person alone."""
    written = [line for line in reading.lines if line.written]
    if not written or reading.picture is None:
        return {}
    from planner.paper.reader.cropping import cropped

    mine = _made(_made(folder) / f"{reading.print_id}-{reading.sheet}")
    files = {line.mark: mine / f"{line.mark}.png" for line in written}
    for line in written:
        _write(files[line.mark], cropped(reading.picture, line.place))
    return {mark: os.fspath(file) for mark, file in files.items()}


def _write(file: Path, picture: Any) -> None:
    """A picture that only its owner may read, whole or not at all. Raises Bad where it cannot be written."""
    from planner.paper.reader.cropping import png
    from planner.store import folder as folders

    try:
        with folders.appearing(file) as made:
            made.write_bytes(png(picture))
    except OSError as problem:
        raise Bad(
            f"{file} cannot be written ({problem.strerror}): name another folder, or free some space."
        ) from problem

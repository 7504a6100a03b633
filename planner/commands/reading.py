"""Read filled-in sheets from pictures: what they say as JSON, and with --accept the sure ones entered."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.commands import DECIDE, DONE, Answer, Bad, Job, Request
from planner.commands import wording as say
from planner.commands.grammar import MORE
from planner.commands.keeping import file_named

if TYPE_CHECKING:
    from planner.paper.reader import Find, LineRead, PageReading, Printed, TickRead
    from planner.paper.reader.proposal import Item
    from planner.store.prints import Print
    from planner.workspace import Workspace

Json = dict[str, Any]
ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".heic", ".heif", ".tif", ".tiff", ".pdf", ".webp", ".bmp", ".gif"})
MOST_BYTES = 50 * 1024 * 1024 + 1  # one more than is read: enough to see that a file is too large
CROPS = "sheets"  # the folder beside the data file that holds what was written by hand


@dataclass(slots=True)
class Shot:
    """One picture file, and the sheets that were read in it."""

    photo: Path
    readings: list[PageReading] = field(default_factory=list)
    problem: str = ""


def read_sheets(workspace: Workspace, request: Request) -> Job:
    """Reading may happen in a thread; entering what was read may not."""
    prints = workspace.store.prints()
    chosen = _chosen(workspace, request, prints)
    photos = list(_photos(request))
    debug = _folder(request)
    folder = workspace.folder / CROPS

    def work() -> list[Shot]:
        from planner.paper.reader.values import Printed

        known = {one.id: Printed(one.id, one.page, one.kind, one.sheets) for one in prints}
        mine = known.get(chosen.id) if chosen else None
        return [_read(photo, known.get, mine, debug) for photo in photos]

    accept = bool(request.options.get("--accept"))
    return Job(work, lambda shots: _told(workspace, shots, folder, accept=accept))


# What to read


def _photos(request: Request) -> Iterator[Path]:
    """The files that were named; of a folder all of its pictures by name."""
    for name in request.words["PHOTO"].split(MORE):
        file = file_named(request, name)
        if file.is_dir():
            found = sorted(one for one in file.iterdir() if one.suffix.lower() in ENDINGS and one.is_file())
            if not found:
                raise Bad(f"There is no picture in {file}: name a folder with photos or scans.")
            yield from found
        elif not file.exists():
            raise Bad(f"There is no file {file}: write the name of a photo, a scan or a folder.")
        else:
            yield file


def _folder(request: Request) -> Path | None:
    name = request.option("--debug")
    if name is None:
        return None
    folder = file_named(request, name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Bad(f"{folder} cannot be written ({problem.strerror}): name another folder.") from problem
    return folder


def _chosen(workspace: Workspace, request: Request, prints: Sequence[Print]) -> Print | None:
    """The newest print of the day that a person names."""
    word = request.option("--date")
    if word is None:
        return None
    date = say.day(word, workspace.today())
    found = next((one for one in prints if one.page == date), None)
    if found is None:
        raise Bad(f"No sheet of {date} was printed here: planner prints lists those that were.")
    return found


def _read(photo: Path, find: Find, chosen: Printed | None, debug: Path | None) -> Shot:
    from planner.paper.reader import read_image

    try:
        with photo.open("rb") as file:
            content = file.read(MOST_BYTES)
    except OSError as problem:
        return Shot(photo, problem=f"{photo} cannot be read ({problem.strerror}).")
    keep = _keeping(debug, photo) if debug is not None else None
    return Shot(photo, read_image(content, find, chosen, keep))


def _keeping(folder: Path, photo: Path) -> Callable[[str, Any], None]:
    def keep(name: str, picture: Any) -> None:
        _write(folder / f"{photo.stem}-{name}.png", picture)

    return keep


# What came of it


def _told(workspace: Workspace, shots: Sequence[Shot], folder: Path, *, accept: bool) -> Answer:
    out: list[Json] = []
    asking = 0
    for shot in shots:
        if shot.problem:
            out.append(shown(shot.photo, None, (), {}, [shot.problem]))
            asking += 1
        for reading in shot.readings:
            sheet, items = _sheet(workspace, shot.photo, reading, folder)
            asking += not (sheet["sure"] and (not accept or _accepted(workspace, reading, items, sheet)))
            out.append(sheet)
    if accept and asking:
        what = "One sheet needs" if asking == 1 else f"{asking} sheets need"
        return Answer(DECIDE, out, f"{what} a person: the questions say what to look at.")
    return Answer(DONE, out)


def _sheet(workspace: Workspace, photo: Path, reading: PageReading, folder: Path) -> tuple[Json, tuple[Item, ...]]:
    from planner.paper.reader.asking import questions
    from planner.paper.reader.proposal import propose

    if reading.printed is None:
        return shown(photo, reading, (), {}, list(reading.problems)), ()
    page = workspace.page(reading.printed.page)
    items = propose(reading, page)
    return shown(photo, reading, items, _crops(reading, folder), list(questions(reading, page, items))), items


def _accepted(workspace: Workspace, reading: PageReading, items: Sequence[Item], sheet: Json) -> bool:
    """Enter a sheet; whether all of it could be."""
    from planner.domain.filled import Origin, take_home

    assert reading.printed is not None, "only a sheet that is known can be sure"
    page = workspace.page(reading.printed.page)
    origin = Origin(reading.print_id, reading.sheet)
    home = take_home(page, [item.decision for item in items], origin, now=workspace.now())
    workspace.do(home.edit)
    sheet["done"] = home.edit.label if home.edit.changes else "Nothing new"
    sheet["consequences"] = list(home.edit.consequences)
    sheet["questions"] = [f"{mark} is left out: {why}" for mark, why in home.left_out.items()]
    return not home.left_out


def shown(
    photo: Path, reading: PageReading | None, items: Sequence[Item], crops: dict[str, Path], questions: list[str]
) -> Json:
    """One sheet as JSON; None: the file could not be read."""
    printed = reading.printed if reading else None
    return {
        "photo": os.fspath(photo),
        "page": printed.page.isoformat() if printed else None,
        "print": (reading.print_id or None) if reading else None,
        "sheet": (reading.sheet or None) if reading else None,
        "sure": bool(reading and reading.sure and not questions),
        "by_hand": bool(reading and reading.by_hand),
        "ticks": [_tick(tick) for tick in reading.ticks] if reading else [],
        "intervals": _intervals(reading, items) if reading else [],
        "lines": [_line(line, crops) for line in reading.lines] if reading else [],
        "questions": questions,
    }


def _tick(tick: TickRead) -> Json:
    return {"mark": tick.mark, "value": tick.value, "confidence": round(tick.confidence, 3)}


def _line(line: LineRead, crops: dict[str, Path]) -> Json:
    crop = crops.get(line.mark)
    file = os.fspath(crop) if crop else None
    return {"mark": line.mark, "written": line.written, "crop": file, "confidence": round(line.confidence, 3)}


def _intervals(reading: PageReading, items: Sequence[Item]) -> list[Json]:
    """Each run with the box that it goes to, if it goes to one."""
    from planner.domain.filled import Worked

    boxes = {item.place: item for item in items if isinstance(item.decision, Worked)}
    found = []
    for one in reading.intervals:
        item = boxes.get(one.place)
        box = item.decision.box if item is not None and isinstance(item.decision, Worked) else None
        confidence = round(item.confidence if item else one.confidence, 3)
        found.append({"lane": one.lane, "start": one.start, "end": one.end, "box": box, "confidence": confidence})
    return found


# Pictures kept


def _crops(reading: PageReading, folder: Path) -> dict[str, Path]:
    """What was written by hand, cut out: one file a line, for the person alone."""
    written = [line for line in reading.lines if line.written]
    if not written or reading.picture is None:
        return {}
    from planner.paper.reader.cropping import cropped

    mine = folder / f"{reading.print_id}-{reading.sheet}"
    mine.mkdir(parents=True, exist_ok=True, mode=0o700)
    files = {line.mark: mine / f"{line.mark}.png" for line in written}
    for line in written:
        _write(files[line.mark], cropped(reading.picture, line.place))
    return files


def _write(file: Path, picture: Any) -> None:
    """A picture that only its owner may read. Raises Bad where it cannot be written."""
    from planner.paper.reader.cropping import png

    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(png(picture))
    except OSError as problem:
        raise Bad(
            f"{file} cannot be written ({problem.strerror}): name another folder, or free some space."
        ) from problem


DEEDS: dict[str, Callable[[Workspace, Request], Answer | Job]] = {"read": read_sheets}

"""What is asked while pictures are read elsewhere (photos.py): the print of a sheet, and what a sheet comes to."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from planner.commands import DONE, Answer, Bad, Job, Request
from planner.commands import wording as say
from planner.commands.keeping import print_shown

if TYPE_CHECKING:
    from planner.domain.filled import Origin
    from planner.domain.values import Page
    from planner.paper.reader import LineRead, PageReading, TickRead
    from planner.paper.reader.proposal import Item
    from planner.workspace import Workspace

Json = dict[str, Any]
BY_HAND = "Read it again with --date and its day, and it is read as a sheet of that day."
TAKEN = "Taken home before"
NO_COMMAND = "That was no command."


def read_sheet(workspace: Workspace, request: Request) -> Answer:
    """One step of the reading: the request's body says which."""
    try:
        return Answer(DONE, STEPS[request.body["step"]](workspace, request.body))
    except (KeyError, TypeError, ValueError) as problem:
        raise Bad(NO_COMMAND) from problem


def _print_with(workspace: Workspace, body: Json) -> Json | None:
    kept = workspace.store.print_with(str(body["id"]))
    return print_shown(kept) if kept is not None else None


def _print_of_day(workspace: Workspace, body: Json) -> Json:
    """The newest print of the day that a person names."""
    from planner.paper.reader.proposal import DAYS

    date = say.day(str(body["day"]), workspace.today())
    found = next((one for one in workspace.store.prints() if one.page == date and one.kind in DAYS), None)
    if found is None:
        raise Bad(f"No sheet of {date} was printed here: planner prints lists those that were.")
    return print_shown(found)


def _taken(workspace: Workspace, body: Json) -> list[Json]:
    """The sheets of a photo that is home already, all of them; none if it has more to give."""
    photo = str(body["photo"])
    return [
        {
            **shown(photo, None, (), {}, []),
            "page": page, "print": print_id, "sheet": sheet, "sure": True, "done": TAKEN, "consequences": [],
        }
        for page, print_id, sheet in workspace.store.taken_home(str(body["name"]))
    ]  # fmt: skip


def _sheet(workspace: Workspace, body: Json) -> Json:
    """What a sheet says of its pages; with `accept`, a sure one is entered."""
    from planner.domain.filled import Origin
    from planner.paper.reader.asking import questions
    from planner.paper.reader.carrying import of_json
    from planner.paper.reader.proposal import days_of, propose
    from planner.paper.reader.values import Printed

    kept = workspace.store.print_with(str(body["reading"]["print_id"]))
    if kept is None:
        raise Bad("The print of this sheet is gone meanwhile: read it again.")
    reading = of_json(body["reading"], Printed(kept.id, kept.page, kept.kind, kept.sheets))
    pages = [workspace.page(day) for day in days_of(reading) or [kept.page]]
    items = propose(reading, pages[0])
    sheet = shown(str(body["photo"]), reading, items, body["crops"], list(questions(reading, pages, items)))
    if body["accept"] and sheet["sure"]:
        origin = Origin(reading.print_id, reading.sheet, str(body["name"]), int(body["sheets"]))
        sheet |= _entered(workspace, pages, items, origin, base64.b64decode(body["picture"]))
    return sheet


def _entered(
    workspace: Workspace, pages: Sequence[Page], items: Sequence[Item], origin: Origin, picture: bytes
) -> Json:
    """What of a sheet was entered, and what a person has to say of the rest. A photo that has more to give is not
    kept as taken home: it is read again until all of it is.
    """
    from planner.domain.filled import take_home_all
    from planner.paper.reader.asking import left_out, question

    asked = {item.mark: words for item in items if (words := question(item, pages))}
    decided, now = [item.decision for item in items], workspace.now()
    home = take_home_all(pages, decided, origin, now=now, waiting=asked)
    if asked or home.left_out:
        home = take_home_all(pages, decided, origin._replace(photo=""), now=now, waiting=asked)
    workspace.do(home.edit, dict.fromkeys(home.pictures, picture))
    marks = {item.mark: item for item in items}
    return {
        "done": home.edit.label if home.edit.changes else "Nothing new",
        "consequences": list(home.edit.consequences),
        "questions": [*asked.values(), *(left_out(marks[mark], why, pages[0]) for mark, why in home.left_out.items())],
    }


STEPS: dict[str, Callable[[Workspace, Json], Json | list[Json] | None]] = {
    "print": _print_with,
    "day": _print_of_day,
    "photo": _taken,
    "sheet": _sheet,
}


def shown(
    photo: str, reading: PageReading | None, items: Sequence[Item], crops: Mapping[str, str], questions: list[str]
) -> Json:
    """One sheet as JSON; None: the file could not be read."""
    printed = reading.printed if reading else None
    if reading is not None and reading.by_hand:
        questions = [*questions, BY_HAND]
    return {
        "photo": photo,
        "page": printed.page.isoformat() if printed else None,
        "print": (reading.print_id or None) if reading else None,
        "sheet": (reading.sheet or None) if reading else None,
        "sure": bool(reading and reading.sure),
        "by_hand": bool(reading and reading.by_hand),
        "ticks": [_tick(tick) for tick in reading.ticks] if reading else [],
        "intervals": _intervals(reading, items) if reading else [],
        "lines": [_line(line, crops) for line in reading.lines] if reading else [],
        "questions": questions,
    }


def _tick(tick: TickRead) -> Json:
    return {"mark": tick.mark, "value": tick.value, "confidence": round(tick.confidence, 3)}


def _line(line: LineRead, crops: Mapping[str, str]) -> Json:
    confidence = round(line.confidence, 3)
    return {"mark": line.mark, "written": line.written, "crop": crops.get(line.mark), "confidence": confidence}


def _intervals(reading: PageReading, items: Sequence[Item]) -> list[Json]:
    """Each run with the box that it goes to: null where several are likely, or none."""
    from planner.domain.filled import Worked

    boxes = {item.place: item.decision.box for item in items if isinstance(item.decision, Worked) and item.fits}
    return [
        {
            "lane": one.lane, "start": one.start, "end": one.end,
            "box": boxes.get(one.place), "confidence": round(one.confidence, 3),
        }
        for one in reading.intervals
    ]  # fmt: skip


DEEDS: dict[str, Callable[[Workspace, Request], Answer | Job]] = {"read": read_sheet}

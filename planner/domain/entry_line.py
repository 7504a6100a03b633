"""The entry line: one line of text in, an entry to be out, every part of it reported with its span.

Any string whatever parses. What is not understood stays in the title; what looks like a part and is out of range stays
there too and is marked, with words that say why. Text in double quotes is literal.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from planner.domain.line_parts import UNPRINTABLE, Find, Part, PartKind, Read, finds_in, printable, sign_of
from planner.domain.values import TITLE_MAX, Box, Entry, EntryKind

WRITE_IT: Final = "Write what it is, such as: Draft the essay 45m."
LINE_MAX: Final = 5000  # characters; in a longer line no parts are looked for
EVENT_MINUTES: Final = 60  # an event with a time and no length


@dataclass(frozen=True, slots=True)
class EntryLine:
    """What a line says. `start` is wall time in minutes after midnight; `estimate` and `minutes` are minutes.

    `minutes` comes from a time range, and of an event also from its length (an event with a time and no length has
    60); events and notes have no `estimate`. `place` is where its box is. `problem` is the one sentence why the line
    cannot be kept; `notice` says what was left out of it.
    """

    title: str
    kind: EntryKind = "task"
    estimate: int | None = None
    start: int | None = None
    minutes: int | None = None
    date: dt.date | None = None
    tags: tuple[str, ...] = ()
    rank: int | None = None
    project: str | None = None
    place: str | None = None
    parts: tuple[Part, ...] = ()
    problem: str | None = None
    notice: str | None = None

    def asked_minutes(self) -> int | None:
        """The length that the line asks for outright: not the hour that an event gets by itself."""
        default = self.kind == "event" and self.parts and not (self.said("range") or self.said("length"))
        return None if default else self.minutes

    def said(self, kind: PartKind) -> Part | None:
        """The part of this kind that counts, if the line has one."""
        return next((part for part in self.parts if part.kind == kind and part.understood), None)


def parse(
    text: str,
    *,
    today: dt.date,
    default_day: dt.date | None = None,
    kind: EntryKind = "task",
    boxed: bool = False,
) -> EntryLine:
    """Read a line. `today` is what "tomorrow" and "mon" are counted from; `default_day` is the date of a line that
    names none; `kind` is what a line without a sign (•, ○, –) is. `boxed` says that what is written anew has a box, so
    that a place needs no time beside it. Never raises.
    """
    title, notice = printable(text)
    if len(text) > LINE_MAX:
        return EntryLine(title, kind, date=default_day, problem=title_problem(title), notice=notice)
    sign, kind = sign_of(text, kind)
    finds = finds_in(text, sign, kind, today, boxed=boxed)
    parts = (*((sign,) if sign else ()), *(find.part for find in finds))
    title = _title(text, parts)
    line = EntryLine(title, kind, date=default_day, parts=parts, problem=title_problem(title), notice=notice)
    return _told(line, finds)


def title_problem(title: str) -> str | None:
    """The sentence for a title that cannot be kept, or None."""
    if all(unicodedata.category(char)[0] in "ZC" for char in title):
        return WRITE_IT
    if len(title) > TITLE_MAX:
        return f"A title has at most {TITLE_MAX} characters, this one has {len(title):,}: shorten it."
    return None


def _told(line: EntryLine, finds: Sequence[Find]) -> EntryLine:
    """The line with the values of its parts."""
    values: dict[PartKind, Read] = {f.part.kind: f.value for f in finds if f.part.understood}
    tags = tuple(dict.fromkeys(str(f.value) for f in finds if f.part.kind == "tag" and f.part.understood))
    length, rank, date = (values.get(kind) for kind in ("length", "rank", "date"))
    project, place, span = (values.get(kind) for kind in ("project", "place", "range"))
    start, minutes = span if isinstance(span, tuple) else (values.get("time"), None)
    if line.kind == "event" and minutes is None:
        minutes = length if isinstance(length, int) else EVENT_MINUTES if start is not None else None
    return replace(
        line,
        tags=tags,
        start=start if isinstance(start, int) else None,
        minutes=minutes,
        estimate=length if isinstance(length, int) and line.kind == "task" else None,
        rank=rank if isinstance(rank, int) else None,
        date=date if isinstance(date, dt.date) else line.date,
        project=project if isinstance(project, str) else None,
        place=place if isinstance(place, str) else None,
    )


# While a title is put together, \0 stands where a part was taken out and \1 around what was quoted: neither can be
# in a text that was made printable.
_TIDY: Final = (
    (re.compile(r"\0(?:[\s,;|·]*\0)+"), "\0"),
    (re.compile(r"[(\[]\s*\0\s*[)\]]"), "\0"),
    (re.compile(r"\s*\0(?=[.!?](?:\s|\Z))"), ""),
    (re.compile(r"\0\s*[,;:](?=\s|\Z)"), "\0"),
    (re.compile(r"(?:\s?[,;|·]|\s[-–—])?\s?\0\s*\Z"), ""),
)


def _title(text: str, parts: tuple[Part, ...]) -> str:
    pieces, at = [], 0
    for part in parts:
        if part.understood:
            pieces.append(_plain(text[at : part.start]))
            pieces.append(f"\1{_plain(part.text[1:-1])}\1" if part.kind == "quote" else "\0")
            at = part.end
    pieces.append(_plain(text[at:]))
    title = "".join(pieces)
    for shape, instead in _TIDY:
        title = shape.sub(instead, title)
    return printable(title.replace("\0", " "))[0]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", UNPRINTABLE.sub("", text))


def written(entry: Entry, when: str = "", boxes: Sequence[Box] = ()) -> str:
    """The line that says an entry: `parse` reads the same back. `when` is its time as text, such as 9:30-10:15.

    `boxes` are those that the line is to be about: with any, it is to be read as `boxed`. A title that would be misread
    is put in quotes.
    """
    place = place_said(boxes)
    sign = {"task": "", "event": "○ ", "note": "– "}[entry.kind]
    words = [length_words(entry.estimate)] if entry.estimate else []
    words += [f"#{tag}" for tag in entry.tags]
    words += [f"+{entry.project}"] if entry.project else []
    words += [f"!{entry.rank}"] if entry.rank else []
    words += [when] if when else []
    words += [f"@{place}"] if place else []
    for title in (entry.title, f'"{entry.title}"', f"“{entry.title}”"):
        text = sign + " ".join([title, *words])
        read = parse(text, today=entry.page, boxed=bool(boxes))
        if (read.title, read.place or "") == (entry.title, place):
            return text
    return text


def place_said(boxes: Sequence[Box]) -> str:
    """The place that a line says of these boxes: the one that all share; "" also for one that no line can say."""
    places = {box.place for box in boxes}
    place = places.pop() if len(places) == 1 else ""
    return place if parse(f"x @{place}", today=dt.date.min, boxed=True).place == place else ""


def with_length(text: str, line: EntryLine, minutes: int) -> str:
    """The text of a line with another length: in the place of the one that it says, else at its end."""
    said = line.said("length")
    if said is not None:
        return f"{text[: said.start]}{length_words(minutes)}{text[said.end :]}"
    return f"{text.rstrip()} {length_words(minutes)}"


def length_words(minutes: int) -> str:
    """A length as people type it: 45m, 1h, 1h15."""
    hours, rest = divmod(minutes, 60)
    return f"{rest}m" if not hours else f"{hours}h{rest:02d}" if rest else f"{hours}h"

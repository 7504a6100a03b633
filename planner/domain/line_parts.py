"""The parts of an entry line: where a sign, a time, a length, a date, a tag … stands in it, understood or not."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final, Literal

from planner.domain import reading
from planner.domain.values import EntryKind

PartKind = Literal["kind", "time", "range", "length", "date", "tag", "rank", "project", "place", "quote"]
Read = int | str | tuple[int, int] | dt.date | None

WORD_MAX: Final = 60  # characters of a tag, or of the name of a project or a place
NO_BOX: Final = "A place belongs to a box: give a time too, such as 9:30 @Library."


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the line, `text[start:end]`, in characters of the line as it was typed.

    An understood part is taken out of the title (of a quote only the marks are). One that is not understood stays in
    the title, and `why` says what is wrong with it.
    """

    kind: PartKind
    start: int
    end: int
    text: str
    understood: bool = True
    why: str = ""


UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def printable(text: str) -> tuple[str, str | None]:
    """The text in NFC, on one line, without control characters and halves of characters; and what was left out."""
    kept = UNPRINTABLE.sub("", text)
    notice = None if len(kept) == len(text) else "Characters that cannot be shown were left out."
    return " ".join(unicodedata.normalize("NFC", kept).split()), notice


@dataclass(frozen=True, slots=True)
class Find:
    """A part and its value: minutes, a span of wall time, a date, a rank, a name."""

    part: Part
    value: Read = None
    loose: bool = False  # a weekday, which may be an ordinary word: it depends on where it stands

    def refused(self, why: str) -> Find:
        return replace(self, part=replace(self.part, understood=False, why=why))


_SIGNS: Final[dict[str, EntryKind]] = {
    "•": "task", "*": "task", "·": "task", "○": "event", "o": "event", "-": "note", "–": "note", "—": "note",
}  # fmt: skip
_SIGN = re.compile(r"\s*(?:([•*·○o–—-])\s+|([•○])(?=\S))")


def sign_of(text: str, kind: EntryKind) -> tuple[Part | None, EntryKind]:
    found = _SIGN.match(text)
    if found is None:
        return None, kind
    return Part("kind", 0, found.end(), found[0]), _SIGNS[found[1] or found[2]]


_AT = r"(?:at\s+|@\s?)?"
_NAME = r"[^\s#\"“”,;:!?()\[\]{}<>]*[^\s#\"“”,;:!?()\[\]{}<>.'’]"
_FIND = re.compile(
    r"(?<![^\s,;(\[])(?:"
    r"(?P<quote>\"[^\"]*\"|“[^”]*”)"
    rf"|(?P<range>(?:from\s+|{_AT}){reading.SPAN})"
    rf"|(?P<time>{_AT}{reading.TIME})"
    rf"|(?P<date>(?:on\s+)?{reading.DATE}|{reading.DAY_WORD})"
    rf"|(?P<weekday>(?:on\s+)?{reading.WEEKDAY})"
    rf"|(?P<length>(?:for\s+)?{reading.LENGTH}|NaN|(?:nan|[-+]?inf)\s?(?:m|min|h))"
    rf"|(?P<tag>#{_NAME})|(?P<rank>![0-9]+)|(?P<project>\+{_NAME})|(?P<place>@{_NAME})"
    r")(?=\Z|[\s,;)\]]|[.!?:](?:\s|\Z))",
    re.IGNORECASE,
)
_LED = re.compile(r"(?:(?:from|at|on|for)\s+|@\s?)", re.IGNORECASE)
_LAST_WORD = re.compile(r"([\w'’]+)\s+\Z")

# "Report due 23 Nov", "Send by 17:00": after these words a date or a time is part of what is to be done.
_DEADLINE = frozenset(["by", "until", "till", "before", "after", "since", "due", "past", "than"])
_BEFORE_DATES = _DEADLINE | frozenset(
    ["for", "of", "from", "the", "a", "every", "each", "last", "next", "this", "between", "about", "to"]
)
_BEFORE_WEEKDAYS = _BEFORE_DATES | frozenset(
    ["my", "our", "your", "his", "her", "their", "in", "at", "with", "some", "no"]
)
_BEFORE_LENGTHS = frozenset(["every", "within", "after", "in", "another", "last", "next", "under"])


def finds_in(text: str, sign: Part | None, kind: EntryKind, today: dt.date, *, boxed: bool) -> list[Find]:
    """All parts of a line but its sign, in their order. A note has tags and a project; the rest of it is text.

    Without a time only a line for what is `boxed` has a place.
    """
    finds = _found(text, sign.end if sign else 0, kind, today)
    return _singled(_placed(finds if boxed else _timed(finds), text, sign))


def _found(text: str, start: int, kind: EntryKind, today: dt.date) -> list[Find]:
    finds = []
    for match in _FIND.finditer(text, start):
        group = match.lastgroup or ""
        before = _LAST_WORD.search(text, max(0, match.start() - 20), match.start())
        if kind == "note" and group not in ("quote", "tag", "project", "rank"):
            continue
        if not _is_led_elsewhere(group, before[1].lower() if before else ""):
            found = _find(group, match, kind, today)
            finds += [found] if found else []
    return finds


def _is_led_elsewhere(group: str, before: str) -> bool:
    words = {"time": _DEADLINE, "date": _BEFORE_DATES, "weekday": _BEFORE_WEEKDAYS, "length": _BEFORE_LENGTHS}
    return before in words.get(group, ())


def _find(group: str, match: re.Match[str], kind: EntryKind, today: dt.date) -> Find | None:
    """What a match is: understood or not, or None if it is an ordinary word after all."""
    text = match[0]
    bare = text[led.end() :] if (led := _LED.match(text)) else text
    span = (match.start(), match.end(), text)
    match group:
        case "quote":
            return Find(Part("quote", *span))
        case "time":
            return _checked(Part("time", *span), reading.wall_time(bare), "There is no such time: 00:00 to 23:59.")
        case "range":
            return _checked(Part("range", *span), reading.wall_span(bare), "Write a range as 9:30-10:15.")
        case "length":
            if bare.lower() == "nan" and bare != "NaN":
                return None
            return _checked(Part("length", *span), reading.length(bare), "A length is 1 minute to 24 hours.")
        case "date" | "weekday":
            find = _checked(Part("date", *span), reading.day(bare, today), "There is no such date.")
            return replace(find, loose=group == "weekday")
        case "rank":
            find = _checked(Part("rank", *span), _rank(bare), "Priorities are !1, !2 and !3.")
            return find if kind == "task" else find.refused("Only a task can be a priority.")
        case "tag" | "project" | "place":
            return _named(Part(group, *span))
    return None


def _checked(part: Part, value: Read, why: str) -> Find:
    find = Find(part, value)
    return find if value is not None else find.refused(why)


def _rank(text: str) -> int | None:
    return int(text[1:]) if text in ("!1", "!2", "!3") else None


def _named(part: Part) -> Find | None:
    """A tag has a letter somewhere ("#12" is a number), a project or place begins with one ("+1" is no project)."""
    name, _ = printable(part.text[1:])
    if not any(char.isalpha() for char in (name if part.kind == "tag" else name[:1])):
        return None
    if len(name) > WORD_MAX:
        return Find(part).refused(f"At most {WORD_MAX} characters.")
    return Find(part, name.lower() if part.kind == "tag" else name)


def _timed(finds: list[Find]) -> list[Find]:
    """A place belongs to a box, and a line makes one only with a time: without one it is not understood."""
    if any(find.part.kind in ("time", "range") and find.part.understood for find in finds):
        return finds
    return [f.refused(NO_BOX) if f.part.kind == "place" and f.part.understood else f for f in finds]


_CLEAR_WEEKDAYS = frozenset(
    ["mon", "tue", "tues", "thu", "thur", "thurs", "fri"]
)  # no English word is written like these


def _placed(finds: list[Find], text: str, sign: Part | None) -> list[Find]:
    """Without the weekdays that are ordinary words: a weekday stands at an end of the line, or after "on".

    At its beginning, and after "on" amid words, "sun", "sat" and "wed" must be written out: "Sun cream".
    """
    bare = list(text)
    for find in finds:
        if find.part.understood and find.part.kind != "quote" and not find.loose:
            bare[find.part.start : find.part.end] = " " * (find.part.end - find.part.start)
    bare[: sign.end if sign else 0] = " " * (sign.end if sign else 0)
    rest = "".join(bare)
    first = len(rest) - len(rest.lstrip(" \t\n,;"))
    last = len(rest.rstrip(" \t\n,;.!?"))
    return [find for find in finds if not find.loose or _is_day(find.part, rest, first, last)]


def _is_day(part: Part, rest: str, first: int, last: int) -> bool:
    word = part.text.lower().split()[-1]
    clear = word in _CLEAR_WEEKDAYS or word.endswith("day")
    if part.end == last:
        return True
    if part.start == first:
        return clear or rest[part.end : part.end + 2].strip(" ") in ("", ",", ":")
    return clear and part.text.lower().startswith("on")


def _singled(finds: list[Find]) -> list[Find]:
    """A line has one time, length, date, rank, project and place: the first counts, the others are marked."""
    had: set[str] = set()
    singled = []
    for find in finds:
        slot = "time" if find.part.kind == "range" else find.part.kind
        if slot in had:
            find = find.refused(f"A line has one {slot}: the first counts.")
        elif find.part.understood and slot not in ("tag", "quote"):
            had.add(slot)
        singled.append(find)
    return singled

"""The lists of a sheet: three for today, bonus, done though not planned, feelings, notes; and how they share sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from planner.domain.times import words_of
from planner.domain.values import Entry, Page
from planner.paper import text
from planner.paper.plan import SMALL, SMALLER, TICK, TITLE, Drawing, centred, shown_on_bonus, shown_on_notes
from planner.paper.shapes import INK, SOFT

ROW = 6.0
PRIORITY_ROW = 6.8
AFTER_HEADING = 1.6
BEFORE_HEADING = 6.2
LEADING = 3.6
FEELINGS = ("calm", "clear", "tired", "tense")
BONUS_ROWS, UNPLANNED_ROWS = 6, 4  # unless there are more entries
ROWS_A_SHEET = 13  # entries, of all lists together
ListKind = Literal["bonus", "unplanned"]
HEADINGS: dict[ListKind, str] = {"bonus": "Bonus", "unplanned": "Done, though not planned"}
SIGNS = {"note": "–", "event": "○", "task": "•"}


@dataclass(frozen=True, slots=True)
class Lists:
    """What stands in the side column of one sheet. `notes` are lines of words."""

    bonus: tuple[Entry, ...] = ()
    unplanned: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = ()


class Column(NamedTuple):
    """Where a list stands."""

    x: float
    width: float


def lists_of(page: Page, most: int = ROWS_A_SHEET) -> list[Lists]:
    """The page's lists, one a sheet: a second one only if they are too long for the first."""
    boxed = {b.entry for b in page.boxes if b.entry}
    found: list[tuple[str, Entry]] = [("bonus", e) for e in page.entries if shown_on_bonus(e, boxed)]
    found += [("unplanned", e) for e in page.entries if e.unplanned and e.state in ("open", "done")]
    found += [("notes", e) for e in page.entries if shown_on_notes(e, boxed)]
    chunks = [found[i : i + most] for i in range(0, len(found), most)] or [[]]
    return [
        Lists(
            tuple(e for kind, e in chunk if kind == "bonus"),
            tuple(e for kind, e in chunk if kind == "unplanned"),
            tuple(f"{SIGNS[e.kind]} {e.title}" for kind, e in chunk if kind == "notes"),
        )
        for chunk in chunks
    ]


def priorities(draw: Drawing, page: Page, top: float) -> None:
    """Three for today: square, figure, title, estimate, and room for what it really took."""
    draw.heading(draw.at.left, top - AFTER_HEADING, "Three for today")
    chosen = page.priorities()
    left, right = draw.at.left, draw.at.right
    for index, rank in enumerate((1, 2, 3)):
        y = top + index * PRIORITY_ROW
        middle = y + 0.9 + TICK / 2
        entry = chosen.get(rank)
        means: dict[str, str | int] = {"entry": entry.id} if entry else {"priority": rank}
        done = entry is not None and entry.state == "done"
        draw.tick(f"priority-{rank}", means, left, y + 0.9, done=done)
        x = draw.say(left + TICK + 2, centred(middle, 9), str(rank), 9, "bold", tint=draw.tint("priority")) + 1.8
        end = _actual(draw, entry, rank, middle, right)
        draw.rule(left, y + PRIORITY_ROW - 0.9, right)
        if entry is None:
            draw.mark(f"priority-{rank}-line", "line", means, x, y, end - x, PRIORITY_ROW - 0.9)
            continue
        size, lines = text.fit(draw.user_words(entry.title, "medium"), end - x, (9.2, 8.2), face="medium")
        draw.say(x, centred(middle, 9), lines[0], size, "medium", SOFT if done else INK)


def _actual(draw: Drawing, entry: Entry | None, rank: int, middle: float, right: float) -> float:
    """Estimate and "actual ____ min" at the right of a priority; gives the x at which its title has to end."""
    y = centred(middle, SMALL)
    x = draw.say_left_of(right, y, "min", SMALL) - 0.8
    draw.rule(x - 9, y + 0.7, x, SOFT)
    means: dict[str, str | int] = {"entry": entry.id} if entry else {"priority": rank}
    draw.mark(f"priority-{rank}-actual", "line", {**means, "write": "actual"}, x - 9, middle - 2.2, 9, 4.4)
    draw.say_left_of(x - 9.8, y, "actual", SMALL)
    edge = right - 26.5
    if entry is None:
        return edge - 14
    if not entry.estimate:
        return edge
    spread = draw.options.range_of(entry)
    words = f"{words_of(entry.estimate)} ({spread})" if spread else words_of(entry.estimate)
    return draw.say_left_of(edge, y, words, SMALL) - 2


def side_column(draw: Drawing, lists: Lists, top: float, bottom: float, number: int) -> None:
    """Bonus, done though not planned, feelings if wanted, notes; as many free lines as there is room for."""
    bonus = max(BONUS_ROWS, len(lists.bonus) + 1)
    unplanned = max(UNPLANNED_ROWS, len(lists.unplanned) + 1)
    if len(lists.bonus) + len(lists.unplanned) > 7:
        bonus, unplanned = len(lists.bonus) + 1, len(lists.unplanned) + (1 if lists.bonus else 2)
    column = Column(draw.at.side, draw.at.side_width)
    y = rows(draw, "bonus", lists.bonus, bonus, column, top, number)
    y = rows(draw, "unplanned", lists.unplanned, unplanned, column, y + BEFORE_HEADING, number)
    if draw.options.feeling and number == 1:
        y = feelings(draw, y + BEFORE_HEADING)
    notes(draw, lists.notes, draw.at.side, draw.at.side_width, y + BEFORE_HEADING, bottom)


def rows(
    draw: Drawing, kind: ListKind, entries: Sequence[Entry], count: int, column: Column, top: float, number: int
) -> float:
    """Lines with a tick square, the first of them filled with entries; gives the y below the last."""
    left, right = column.x, column.x + column.width
    draw.heading(left, top - AFTER_HEADING, HEADINGS[kind])
    for index in range(count):
        y = top + index * ROW
        entry = entries[index] if index < len(entries) else None
        x = left + TICK + 1.8
        name = f"{kind}-{number}-{index + 1}"
        if entry is not None:
            draw.tick(name, {"entry": entry.id}, left, y + 0.6, done=entry.state == "done")
            _entry_words(draw, entry, x, right, y + 0.6 + TICK / 2)
        else:
            means: dict[str, str | int] = {"new": kind, "row": index + 1}
            draw.tick(name, means, left, y + 0.6)
            draw.mark(f"{name}-line", "line", means, x, y, right - x, ROW - 0.8)
        draw.rule(x, y + ROW - 0.8, right)
    return top + count * ROW


def _entry_words(draw: Drawing, entry: Entry, x: float, right: float, middle: float) -> None:
    words = draw.user_words(entry.title)
    if entry.estimate:
        right = draw.say_left_of(right, centred(middle, SMALL), str(entry.estimate), SMALL) - 1.5
    size, lines = text.fit(words, right - x, (TITLE, SMALLER))
    draw.say(x, centred(middle, TITLE), lines[0], size, grey=SOFT if entry.state == "done" else INK)


def feelings(draw: Drawing, top: float) -> float:
    """One circle a feeling, to tick."""
    draw.heading(draw.at.side, top - AFTER_HEADING, "How was it?")
    step = draw.at.side_width / len(FEELINGS)
    for index, feeling in enumerate(FEELINGS):
        x = draw.at.side + index * step
        draw.tick(f"feeling-{feeling}", {"feeling": feeling}, x, top + 0.6, round_=True)
        draw.say(x + TICK + 0.8, centred(top + 0.6 + TICK / 2, SMALL), feeling, SMALL, grey=SOFT)
    return top + ROW


def notes(draw: Drawing, lines: Sequence[str], x: float, width: float, top: float, bottom: float) -> None:
    """Notes of the log, and below them dots to write on."""
    draw.heading(x, top - AFTER_HEADING, "Notes")
    y = top - 0.2
    for line in lines:
        size, found = text.fit(draw.user_words(line), width, (TITLE, SMALLER), 2)
        for words, indent in zip(found, text.indents(found, size), strict=True):
            if y + 0.8 > bottom:
                return
            y += LEADING
            draw.say(x + indent, y - 0.8, words, size)
        y += 0.5
    draw.ground(x, width, y + (1.4 if lines else 0.4), bottom - 0.4)


def meditation(draw: Drawing, page: Page, right: float, middle: float) -> None:
    """The two lengths of a meditation, to tick: ticked already where one was sat so long."""
    y = centred(middle, SMALL)
    sat = [round((i.end - i.start).total_seconds() / 60) for i in page.intervals if i.kind == "meditation" and i.end]
    x = draw.say_left_of(right, y, "min", SMALL) - 1
    for minutes in (20, 10):
        x = draw.say_left_of(x, y, str(minutes), SMALL) - 1 - TICK
        draw.tick(f"meditation-{minutes}", {"meditation": minutes}, x, middle - TICK / 2, done=minutes in sat)
        x -= 2.4
    odd = sum(sat) if any(minutes not in (10, 20) for minutes in sat) or len(set(sat)) < len(sat) else 0
    draw.say_left_of(x + 0.4, y, f"Meditated {words_of(odd)}," if odd else "Meditated", SMALL)

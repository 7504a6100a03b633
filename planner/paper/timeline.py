"""The time axis of a sheet: rail, hours, and the boxes to tick."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from planner.domain.times import words_of
from planner.domain.values import Box, Entry, Page
from planner.paper import text
from planner.paper.axis import BOX_GAP, HOUR, Axis, clusters, elastic, side_by_side
from planner.paper.plan import (
    SMALL,
    SMALLER,
    TICK,
    TINY,
    TITLE,
    Drawing,
    centred,
    is_done,
)
from planner.paper.shapes import HAIR, INK, LINE, RULE, SOFT, Mark, Outline, Rule

LANE = 3.0
HOURS = 9.6  # the column of the hours, beside the rail
HOURS_BESIDE = 2.3  # from the end of an hour's name to the boxes
BESIDE_BOXES = 2 * LANE + HOURS + 0.4
EDGE = 0.8  # the thick edge of a box, towards the rail
PAD = 1.0
STARTS = 6.2  # from the right edge of a box to where its start ends
LEADING = 3.5
RANGE_BELOW = 2.7  # from the middle of a box's length to that of its range
QUARTER = 15
HOUR_TICK = 0.5  # points: a reader registers the rail by these
MOST_ABREAST = 4  # boxes side by side that still have room for a few letters each
BESIDE = 9.0  # millimetres beside a square below which words rather stand under it


def timeline(
    draw: Drawing, page: Page, span: tuple[int, int, tuple[Box, ...]], top: float, bottom: float, number: int
) -> tuple[Box, ...]:
    """Draw the axis of a span of the page. Gives the boxes that found no room abreast of others."""
    first, last, boxes = span
    axis = elastic(boxes, first, last, top, bottom, clock_changes(page, first, last))
    rail(draw, page, axis, number)
    hours(draw, page, axis, boxes)
    left_out: list[Box] = []
    for group in clusters(boxes):
        column, count = side_by_side(group)
        count = min(count, MOST_ABREAST)
        for box in group:
            if column[box.id] >= count:
                left_out.append(box)
            else:
                _box(draw, page, axis, box, column[box.id], count)
    return tuple(left_out)


def clock_changes(page: Page, first: int, last: int) -> list[int]:
    """Page minutes at which wall time jumps: a rail that is read by wall time has to end there."""
    offsets = [(minute, wall.utcoffset()) for minute, wall in _quarters(page, first, last)]
    return [b[0] for a, b in pairwise(offsets) if a[1] != b[1]]


def _quarters(page: Page, first: int, last: int) -> list[tuple[int, dt.datetime]]:
    """The quarters of the wall clock within a span, as page minutes and wall time (clocks change by whole quarters)."""
    frame = page.frame
    begin = first + -frame.at(first).minute % QUARTER
    return [(minute, frame.at(minute)) for minute in range(begin, last + 1, QUARTER)]


def whole_hours(page: Page, axis: Axis) -> list[int]:
    """The whole hours on an axis, and its two ends."""
    first, last = axis.minutes[0], axis.minutes[-1]
    return sorted({first, last, *(minute for minute, wall in _quarters(page, first, last) if wall.minute == 0)})


def _rail_x(draw: Drawing, lane: int) -> float:
    """The left edge of lane 1 (outermost) or 2."""
    if draw.at.mirrored:
        return draw.at.main + draw.at.main_width - lane * LANE
    return draw.at.main + (lane - 1) * LANE


def rail(draw: Drawing, page: Page, axis: Axis, number: int) -> None:
    """Two lanes with a tick each quarter of an hour, longer and darker at the hour."""
    left = min(_rail_x(draw, 1), _rail_x(draw, 2))
    top, bottom = axis.ys[0], axis.ys[-1]
    draw.say(left, top - 1.2, "actual", TINY, "medium", SOFT)
    for step in range(3):
        x = left + step * LANE
        draw.add(Rule(x, top, x, bottom, LINE if step != 1 else HAIR, SOFT if step != 1 else RULE))
    frame = page.frame
    named = whole_hours(page, axis)
    for minute, _ in _quarters(page, axis.minutes[0], axis.minutes[-1]):
        if minute not in named:
            y = axis.y(minute)
            draw.add(Rule(left, y, left + 2 * LANE, y, HAIR, RULE))
    draw.add(*(Rule(left, axis.y(m), left + 2 * LANE, axis.y(m), HOUR_TICK, INK) for m in named))
    changes = clock_changes(page, axis.minutes[0], axis.minutes[-1])
    for lane in (1, 2):
        for part, (begin, end) in enumerate(_pieces(axis, changes), 1):
            draw.marks.append(
                Mark(
                    f"rail-{number}-{lane}-{part}", "rail", {"lane": lane}, _rail_x(draw, lane), axis.y(begin),
                    LANE, axis.y(end) - axis.y(begin), frame.clock(begin), _clock_at_end(page, end, changes),
                )
            )  # fmt: skip


def _pieces(axis: Axis, changes: list[int]) -> list[tuple[int, int]]:
    """The spans of one scale, cut where the clocks change."""
    found = []
    for begin, end in axis.pieces:
        cuts = [begin, *(c for c in changes if begin < c < end), end]
        found += list(pairwise(cuts))
    return found


def _clock_at_end(page: Page, minute: int, changes: list[int]) -> str:
    """Wall time at the end of a piece: before a change of the clocks it is the old time that counts on."""
    if minute not in changes:
        return page.frame.clock(minute)
    hours, minutes = map(int, page.frame.clock(minute - 1).split(":"))
    return f"{(hours + (minutes + 1) // HOUR) % 24:02d}:{(minutes + 1) % HOUR:02d}"


def hour_words(page: Page, minute: int, clock24: bool) -> str:
    """The wall time of a page minute, as the person reads clocks: 08:00 or 8 am."""
    wall = page.frame.at(minute)
    if clock24:
        return f"{wall.hour:02d}:{wall.minute:02d}"
    past = f":{wall.minute:02d}" if wall.minute else ""
    return f"{wall.hour % 12 or 12}{past} {'am' if wall.hour < 12 else 'pm'}"


def _fitting_hour(page: Page, minute: int, clock24: bool) -> str:
    """What of it there is room for beside the rail: 12:15 for 12:15 pm, next to hours that tell the half of the day."""
    words = hour_words(page, minute, clock24)
    return words if text.width(words, SMALL) <= HOURS - HOURS_BESIDE else words.split()[0]


def hours(draw: Drawing, page: Page, axis: Axis, boxes: tuple[Box, ...]) -> None:
    """The hours where they fall, each with a line as far as the boxes leave it free; too dense ones go unnamed."""
    start = boxes_x(draw)
    edges = (start, start + boxes_width(draw))
    near, far = reversed(edges) if draw.at.mirrored else edges
    stub = near + (1.6 if draw.at.mirrored else -1.6)
    end_of_words = near + HOURS - 0.6 if draw.at.mirrored else near - HOURS_BESIDE
    named = -99.0
    last = axis.minutes[-1]
    for minute in whole_hours(page, axis):
        y = axis.y(minute)
        taken = any(b.start <= minute <= b.end for b in boxes)
        draw.rule(stub, y, near if taken else far)
        close_to_end = minute != last and axis.ys[-1] - y < 2.6
        if y - named >= 2.6 and not close_to_end:
            draw.say_left_of(end_of_words, centred(y, SMALL), _fitting_hour(page, minute, draw.options.clock24), SMALL)
            if page.frame.repeated(minute):
                draw.say_left_of(end_of_words, centred(y, SMALL) + 2.2, "again", TINY)
            named = y


def boxes_width(draw: Drawing) -> float:
    return draw.at.main_width - BESIDE_BOXES


def boxes_x(draw: Drawing) -> float:
    return draw.at.main if draw.at.mirrored else draw.at.main + BESIDE_BOXES


def _box(draw: Drawing, page: Page, axis: Axis, box: Box, column: int, count: int) -> None:
    """One box: outline, thick edge, square, priority figure, title, when it starts, how long it is."""
    width = boxes_width(draw) / count
    x = boxes_x(draw) + column * width
    y, height = axis.y(box.start) + BOX_GAP / 2, axis.y(box.end) - axis.y(box.start) - BOX_GAP
    width -= BOX_GAP if column < count - 1 else 0
    rests = box.kind == "recharge" or box.restful
    entry = page.entry(box.entry)
    done = is_done(box, entry)
    tint = draw.tint("recharge" if rests else "work")
    draw.add(Outline(x, y, width, height, 0.6, LINE, SOFT if rests else INK, dashed=rests, tint=tint))
    _edge(draw, box, x + (width - EDGE if draw.at.mirrored else 0), y, height, rests)
    inset = min(PAD + (0 if draw.at.mirrored else EDGE), max(0.2, (width - TICK) / 2))
    tick_y = y + min(0.5, max(0.0, (height - TICK) / 2))
    draw.tick(f"box-{box.id}", {"box": box.id}, x + inset, tick_y, done=done, round_=box.kind == "recharge")
    right = x + width - PAD - (EDGE if draw.at.mirrored else 0)
    beside, under = x + inset + TICK + 1.5, x + inset
    if right - beside < BESIDE and height > TICK + 0.5 + LEADING:
        _box_words(draw, page, box, under, right, tick_y + TICK + LEADING / 2, y + height, soft=rests or done)
    else:
        _box_words(draw, page, box, beside, right, tick_y + TICK / 2, y + height, soft=rests or done)


def _edge(draw: Drawing, box: Box, x: float, y: float, height: float, rests: bool) -> None:
    """The thick edge of a box towards the rail; that of a fixed event is hollow."""
    tint = draw.tint("recharge" if rests else "work")
    if box.kind == "event" and not rests:
        inner = x if draw.at.mirrored else x + EDGE
        draw.add(Rule(inner, y, inner, y + height, LINE, INK, tint))
    else:
        middle = x + EDGE / 2
        draw.add(Rule(middle, y, middle, y + height, EDGE / text.POINT, RULE if rests else INK, tint))


def _box_words(
    draw: Drawing, page: Page, box: Box, x: float, right: float, middle: float, bottom: float, *, soft: bool
) -> None:
    """The words in a box from x on; what does not fit goes first: start, length, then letters of the title."""
    grey = SOFT if soft else INK
    entry = page.entry(box.entry)
    words = draw.user_words(page.title_of(box))
    place = draw.user_words(box.place)
    if place:
        words = f"{words} · {place}" if words else place
    room = _side_words(draw, page, box, words, x, right, middle)
    room = min(room, _range_words(draw, entry, x, right, middle, bottom))
    rank = entry.rank if entry is not None else None
    if rank is not None:
        x = draw.say(x, centred(middle, TITLE), str(rank), TITLE, "bold", grey, draw.tint("priority")) + 1.3
    if room - x < 3:
        return
    lines = 1 + max(0, int((bottom - middle - 2.2) / LEADING))
    size, found = text.fit(words, room - x, (TITLE, SMALLER), lines)
    for number, (line, indent) in enumerate(zip(found, text.indents(found, size), strict=True)):
        draw.say(x + indent, centred(middle, TITLE) + number * LEADING, line, size, grey=grey)


def _side_words(draw: Drawing, page: Page, box: Box, words: str, x: float, right: float, middle: float) -> float:
    """Length (or "fixed") at the right of a box, and when it starts, if the title leaves room; gives the room's end."""
    if right - x < 22:
        return right
    y = centred(middle, SMALL)
    length = "fixed" if box.kind == "event" and not box.restful else str(box.minutes)
    length_x = draw.say_left_of(right, y, length, SMALL)
    starts = hour_words(page, box.start, draw.options.clock24)
    column = min(right - STARTS, length_x - 1.5)
    if page.frame.at(box.start).minute and x + 3 + text.width(words, TITLE) < column - text.width(starts, SMALL) - 1.5:
        return draw.say_left_of(column, y, starts, SMALL) - 1.5
    return length_x - 1.5


def _range_words(draw: Drawing, entry: Entry | None, x: float, right: float, middle: float, bottom: float) -> float:
    """What a task will probably take, small under the length of its box where the box is high enough; gives the end of
    the room that is left.
    """
    words, below = draw.options.range_of(entry), middle + RANGE_BELOW
    if not words or right - x < 22 or below + 1.2 > bottom:
        return right
    return draw.say_left_of(right, centred(below, TINY), words, TINY) - 1.5


def rule_words(page: Page) -> str:
    """The recharge rule of the page in one line."""
    head = page.head
    return f"Work at most {words_of(head.limit)}, then recharge {words_of(head.recharge)} — away from the screen."

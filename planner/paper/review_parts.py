"""The parts of a printed review below its words: bars of time, the boxes of a day, the three, what was said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from planner.domain.labels import MONTH_NAMES, WEEKDAYS
from planner.domain.times import words_of
from planner.paper import hatching, text
from planner.paper.plan import SMALL, SMALLER, TINY, TITLE, Drawing, centred
from planner.paper.shapes import SOFT, Outline, Rule
from planner.review import Review
from planner.review.obstacles import Obstacle
from planner.review.pairs import Pair
from planner.review.priorities import PriorityDay, Slot
from planner.review.spent import Spent, SpentPeriod

BOTTOM = 201.0
BETWEEN = 7.0  # columns
HEADING_ABOVE = 3.0
ROWS = 45.0  # height of all bars together
LABELS, HOURS = 12.0, 15.0  # beside the bars: their names, the work in figures
SQUARE, STEP = 3.2, 4.1
LINE = 3.9
FATE_SIGNS = ("× done", "> moved", "/ dropped")
BOXES = 10  # of one day that are listed
SECTIONS: tuple[tuple[str, str, Callable[[Drawing, float, float, float, float], None]], ...] = (
    ("planned", "planned work", hatching.work),
    ("unplanned", "not planned", hatching.unplanned),
    ("events", "events", hatching.events),
    ("recharge", "recharge", hatching.recharge),
    ("meditation", "meditation", hatching.meditation),
    ("open", "open", hatching.nothing),
)


# Where the time went


def time_bars(draw: Drawing, periods: Sequence[SpentPeriod], y: float) -> float:
    draw.heading(draw.at.left, y - HEADING_ABOVE, "Where the time went")
    draw.say_left_of(draw.at.right, y - HEADING_ABOVE, "worked", SMALL)
    longest = max((period.spent.total for period in periods), default=0)
    if not longest:
        draw.say(draw.at.left, y + 2.2, "Nothing is on record.", TITLE, "serif", SOFT)
        return y + 4
    row = min(5.6, ROWS / len(periods))
    for number, period in enumerate(periods):
        _bar(draw, period, longest, y + number * row, row, named=row > 2.3 or number % 2 == 0)
    return _legend(draw, periods, y + len(periods) * row + 3.0)


def _bar(draw: Drawing, period: SpentPeriod, longest: int, y: float, row: float, *, named: bool) -> None:
    left, room = draw.at.left + LABELS, draw.at.right - draw.at.left - LABELS - HOURS
    height = row * 0.72
    size = SMALL if row > 2.8 else TINY
    if named:
        draw.say(draw.at.left, centred(y + height / 2, size), period.label, size, grey=SOFT)
    if not period.days:
        draw.rule(left, y + height / 2, left + 3.0)
        return
    x = left
    for name, _, pattern in SECTIONS:
        width = room * getattr(period.spent, name) / longest
        if width:
            pattern(draw, x, y, width, height)
        x += width
    if named:
        draw.say_left_of(draw.at.right, centred(y + height / 2, size), _worked(period.spent), size)


def _worked(spent: Spent) -> str:
    return words_of(spent.work) if spent.work else "–"


def _legend(draw: Drawing, periods: Sequence[SpentPeriod], y: float) -> float:
    """Only what is there."""
    x = draw.at.left + LABELS
    for name, words, pattern in SECTIONS:
        if any(getattr(period.spent, name) for period in periods):
            pattern(draw, x, y, 4.0, 2.4)
            x = draw.say(x + 5.0, centred(y + 1.2, SMALL), words, SMALL, grey=SOFT) + 3.6
    return y + 2.4


# The boxes of one day


def boxes(draw: Drawing, pairs: Sequence[Pair], y: float) -> float:
    """Each task with its guess and what it took; at most ten."""
    left, right = draw.at.left, draw.at.right
    draw.heading(left, y - HEADING_ABOVE, "Guess and actual")
    y += 2.0
    for pair in pairs[:BOXES]:
        start = draw.say_left_of(right, y, f"{pair.estimate} → {round(pair.actual)} min", SMALL)
        size, words = text.fit(draw.user_words(pair.title), start - left - 4.0, (SMALLER,))
        end = draw.say(left, y, words[0], size)
        draw.rule(end + 1.5, y, start - 1.5, 0.75)
        y += LINE
    if len(pairs) > BOXES:
        draw.say(left, y, f"and {len(pairs) - BOXES} more", SMALL, grey=SOFT)
        y += LINE
    return y - LINE


# The three of each day


def three(draw: Drawing, review: Review, y: float) -> float:
    days = review.priorities.days
    draw.heading(draw.at.left, y - HEADING_ABOVE, "Three a day")
    step = min(7.0 if len(days) <= 7 else STEP, (draw.at.right - draw.at.left) / len(days))
    square = min(SQUARE, step * 0.8)
    row = square + 0.9
    for number, day in enumerate(days):
        x = draw.at.left + number * step
        for rank, slot in enumerate(day.slots):
            _square(draw, slot, x, y + rank * row, square)
        name = WEEKDAYS[day.day.weekday()][:2] if len(days) <= 7 else str(day.day.day)
        draw.say(x + (square - text.width(name, TINY)) / 2, y + 3 * row + 2.2, name, TINY, grey=SOFT)
    middles = [y + rank * row + square / 2 for rank in range(3)]
    if review.span.days == 1:
        _titles(draw, days[0], draw.at.left + square + 2.0, middles)
    else:
        _signs(draw, draw.at.left + len(days) * step + 3.0, middles)
    return y + 3 * row + 2.2


def _titles(draw: Drawing, day: PriorityDay, x: float, middles: Sequence[float]) -> None:
    for middle, slot in zip(middles, day.slots, strict=True):
        if slot.title:
            words = text.fit(draw.user_words(slot.title), draw.at.left + half(draw) - x, (SMALLER,))[1]
            draw.say(x, centred(middle, SMALLER), words[0], SMALLER)


def _signs(draw: Drawing, x: float, middles: Sequence[float]) -> None:
    """What the signs in the squares mean, where there is room for it."""
    if x + 14 < draw.at.right:
        for middle, words in zip(middles, FATE_SIGNS, strict=True):
            draw.say(x, centred(middle, TINY), words, TINY, grey=SOFT)


def _square(draw: Drawing, slot: Slot, x: float, y: float, size: float) -> None:
    if slot.fate == "none":
        draw.rule(x + size * 0.35, y + size / 2, x + size * 0.65)
        return
    near, far = 0.22 * size, 0.78 * size
    draw.add(Outline(x, y, size, size, 0.3))
    if slot.fate in ("done", "dropped"):
        draw.add(Rule(x + near, y + far, x + far, y + near, 0.8, 0.0))
    if slot.fate == "done":
        draw.add(Rule(x + near, y + near, x + far, y + far, 0.8, 0.0))
    if slot.fate == "moved":
        draw.add(Rule(x + near, y + near, x + far, y + size / 2, 0.6, 0.0))
        draw.add(Rule(x + near, y + far, x + far, y + size / 2, 0.6, 0.0))


# What was said


def recharge_lines(review: Review) -> list[tuple[str, str]]:
    """What was left early and what was put off, by their time; the counts stand in the sentences."""
    left = ((one.day, one.clock, f"left after {words_of(one.minutes)}", one.reason) for one in review.recharges.left)
    late = (
        (one.day, one.clock, f"put off by {words_of(one.minutes)}", one.reason) for one in review.recharges.postponed
    )
    every = sorted((*left, *late))
    return [(f"{_day(day)} {clock}", f"{what}: {why}" if why else what) for day, clock, what, why in every]


def obstacle_lines(review: Review) -> list[tuple[str, str]]:
    """Each feeling with what was last written beside it."""
    return [(f"{obstacle.count} ×", _with_words(obstacle)) for obstacle in review.obstacles]


def _with_words(obstacle: Obstacle) -> str:
    words = next((line.words for line in reversed(obstacle.lines) if line.words), "")
    if not words:
        return obstacle.feeling
    return f"{obstacle.feeling}{', last' if obstacle.count > 1 else ''}: {words}"


def _day(date: dt.date) -> str:
    return f"{WEEKDAYS[date.weekday()][:3]} {date.day} {MONTH_NAMES[date.month - 1]}"


def listed(draw: Drawing, heading: str, lines: list[tuple[str, str]], x: float, y: float, *, newest: bool) -> None:
    """As many as there is room for down to the foot: the first, or the `newest`; then how many more there are."""
    room = int((BOTTOM - y) / LINE)
    if not lines or room < 2:
        return
    draw.heading(x, y - HEADING_ABOVE, heading)
    shown = lines
    if len(lines) > room:
        shown = lines[1 - room :] if newest else lines[: room - 1]
    tall = 2 if 2 * len(lines) <= room else 1
    names = max(text.width(name, SMALL) for name, _ in shown) + 2.0
    y += 2.0
    for name, words in shown:
        draw.say(x, y, name, SMALL, grey=SOFT)
        found = text.fit(draw.user_words(words), half(draw) - names, (SMALLER,), tall)[1]
        for line, indent in zip(found, text.indents(found, SMALLER), strict=True):
            draw.say(x + names + indent, y, line, SMALLER)
            y += LINE
    if len(shown) < len(lines):
        draw.say(x, y, f"and {len(lines) - len(shown)} {'before' if newest else 'more'}", SMALL, grey=SOFT)


def half(draw: Drawing) -> float:
    """The width of one of two columns."""
    return (draw.at.right - draw.at.left - BETWEEN) / 2

"""The review as one A5 page: the sentences, guess against actual, where the time went, the three, what was said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from planner.domain.labels import MONTH_NAMES, WEEKDAYS
from planner.domain.times import words_of
from planner.paper import hatching, text
from planner.paper.export import replace_file
from planner.paper.pdf import pdf
from planner.paper.plan import HEIGHT, SMALL, SMALLER, TINY, TITLE, WIDTH, Drawing, Options, centred, columns
from planner.paper.scatter import scatter
from planner.paper.shapes import SOFT, Outline, Rule, Sheet
from planner.review import Calibration, Review, all_sentences
from planner.review.obstacles import Obstacle
from planner.review.priorities import Slot
from planner.review.span import Span
from planner.review.spent import Spent, SpentPeriod
from planner.review.wording import Sentence

TITLE_LINE, FACTS_LINE = 17.0, 21.6  # baselines
TOP, BOTTOM = 31.0, 201.0
BETWEEN = 7.0  # columns
PLOT = 61.0
HEADING_ABOVE = 3.0
SERIF = (9.8, 9.0, 8.2, 7.4)  # sizes tried for the sentences, points
ROWS = 45.0  # height of all bars together
LABELS, HOURS = 12.0, 15.0  # beside the bars: their names, the work in figures
SQUARE, STEP = 3.2, 4.1
LINE = 3.9
FATE_SIGNS = ("× done", "> moved", "/ dropped")
SHOWN_DAYS = 31  # of which the three are shown one by one
SECTIONS: tuple[tuple[str, str, Callable[[Drawing, float, float, float, float], None]], ...] = (
    ("planned", "planned work", hatching.work),
    ("unplanned", "not planned", hatching.unplanned),
    ("events", "events", hatching.events),
    ("recharge", "recharge", hatching.recharge),
    ("meditation", "meditation", hatching.meditation),
    ("open", "open", hatching.nothing),
)


def write_review(
    review: Review, calibration: Calibration, target: Path, *, left_handed: bool = False
) -> tuple[str, ...]:
    """Write the page as a PDF file; gives the words that no font has. Raises PaperProblem."""
    sheet = review_sheet(review, calibration, Options(left_handed=left_handed))
    replace_file(target, pdf((sheet,), sheet.title))
    return sheet.missing


def review_sheet(review: Review, calibration: Calibration, options: Options) -> Sheet:
    """The same figures make the same sheet."""
    at = columns(options)
    draw = Drawing(options, at)
    _header(draw, review)
    if review.is_empty:
        _sentences(draw, all_sentences(review, calibration), at.right - at.left, BOTTOM - TOP)
    else:
        _figures(draw, review, calibration)
    name = f"review-{review.span.first.isoformat()}-{review.span.last.isoformat()}"
    title = f"Review of {review.title}"
    return Sheet(WIDTH, HEIGHT, name, title, 1, tuple(draw.shapes), (), tuple(draw.missing))


def _figures(draw: Drawing, review: Review, calibration: Calibration) -> None:
    left, right = draw.at.left, draw.at.right
    said = all_sentences(review, calibration)
    if review.pairs:
        _sentences(draw, said, right - left - PLOT - BETWEEN, PLOT)
        draw.heading(right - PLOT + 8, TOP - HEADING_ABOVE, "Each box: guess and actual")
        scatter(draw, review.pairs, review.curve, right - PLOT, TOP, PLOT)
        y = TOP + PLOT + 9.5
    else:
        y = _sentences(draw, said, right - left, PLOT) + 9.0
    y = _time(draw, review.spent, y) + 9.0
    wide = len(review.priorities.days) > 14
    y_left = y_right = y
    if review.priorities.chosen and review.span.days <= SHOWN_DAYS:
        y_left = _three(draw, review, y) + 8.0
        y_right = y_left if wide else y
    _list(draw, "Recharges", _recharge_lines(review), left, y_left, newest=True)
    _list(draw, "What was in the way", _obstacle_lines(review), right - _half(draw), y_right, newest=False)


def _header(draw: Drawing, review: Review) -> None:
    x, room = draw.at.left, draw.at.right - draw.at.left
    size, words = text.fit(review.title, room, (21.0, 17.0), face="serif")
    draw.say(x, TITLE_LINE, words[0], size, "serif")
    draw.say(x + 0.2, FACTS_LINE, " · ".join(_facts(review.span)), SMALL, grey=SOFT)


def _facts(span: Span) -> Iterator[str]:
    yield "Review"
    yield str(span.first.year) if span.first.year == span.last.year else f"{span.first.year}–{span.last.year}"
    if span.kind in ("day", "week"):
        yield f"week {span.first.isocalendar().week}"


# In words


def _sentences(draw: Drawing, said: Sequence[Sentence], room: float, height: float) -> float:
    """As large as they fit, what is too few to say in small type; gives the y below."""
    draw.heading(draw.at.left, TOP - HEADING_ABOVE, "In words")
    words = [draw.user_words(sentence.words, "serif") for sentence in said]
    size = next((size for size in SERIF if _height(words, room, size) <= height), SERIF[-1])
    y = TOP
    for line, starts in _lines(words, room, size):
        lead = size * 0.44
        if y + lead > TOP + height:
            break
        y += lead + (size * 0.17 if starts and y > TOP else 0)
        draw.say(draw.at.left, y, line, size, "serif")
    return y


def _lines(words: Sequence[str], room: float, size: float) -> Iterator[tuple[str, bool]]:
    """Lines, and whether a sentence begins with it."""
    for sentence in words:
        for number, line in enumerate(text.fit(sentence, room, (size,), 12, "serif")[1]):
            yield line, number == 0


def _height(words: Sequence[str], room: float, size: float) -> float:
    return sum(size * (0.44 + 0.17 * starts) for _, starts in _lines(words, room, size))


# Where the time went


def _time(draw: Drawing, periods: Sequence[SpentPeriod], y: float) -> float:
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


# The three of each day


def _three(draw: Drawing, review: Review, y: float) -> float:
    draw.heading(draw.at.left, y - HEADING_ABOVE, "Three a day")
    count = len(review.priorities.days)
    step = min(7.0 if count <= 7 else STEP, (draw.at.right - draw.at.left) / count)
    square = min(SQUARE, step * 0.8)
    foot = y + 3 * (square + 0.9)
    for number, day in enumerate(review.priorities.days):
        x = draw.at.left + number * step
        for rank, slot in enumerate(day.slots):
            _square(draw, slot, x, y + rank * (square + 0.9), square)
        name = WEEKDAYS[day.day.weekday()][:2] if count <= 7 else str(day.day.day)
        draw.say(x + (square - text.width(name, TINY)) / 2, foot + 2.2, name, TINY, grey=SOFT)
    x = draw.at.left + count * step + 3.0
    for number, words in enumerate(FATE_SIGNS if x + 14 < draw.at.right else ()):
        draw.say(x, centred(y + number * (square + 0.9) + square / 2, TINY), words, TINY, grey=SOFT)
    return foot + 2.2


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


def _recharge_lines(review: Review) -> list[tuple[str, str]]:
    """What was left early and what was put off, by their time; the counts stand in the sentences."""
    left = ((one.day, one.clock, f"left after {words_of(one.minutes)}", one.reason) for one in review.recharges.left)
    late = (
        (one.day, one.clock, f"put off by {words_of(one.minutes)}", one.reason) for one in review.recharges.postponed
    )
    every = sorted((*left, *late))
    return [(f"{_day(day)} {clock}", f"{what}: {why}" if why else what) for day, clock, what, why in every]


def _obstacle_lines(review: Review) -> list[tuple[str, str]]:
    """Each feeling with what was last written beside it."""
    return [(f"{obstacle.count} ×", _with_words(obstacle)) for obstacle in review.obstacles]


def _with_words(obstacle: Obstacle) -> str:
    words = next((line.words for line in reversed(obstacle.lines) if line.words), "")
    if not words:
        return obstacle.feeling
    return f"{obstacle.feeling}{', last' if obstacle.count > 1 else ''}: {words}"


def _day(date: dt.date) -> str:
    return f"{WEEKDAYS[date.weekday()][:3]} {date.day} {MONTH_NAMES[date.month - 1]}"


def _list(draw: Drawing, heading: str, lines: list[tuple[str, str]], x: float, y: float, *, newest: bool) -> None:
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
        for line in text.fit(draw.user_words(words), _half(draw) - names, (SMALLER,), tall)[1]:
            draw.say(x + names, y, line, SMALLER)
            y += LINE
    if len(shown) < len(lines):
        draw.say(x, y, f"and {len(lines) - len(shown)} {'before' if newest else 'more'}", SMALL, grey=SOFT)


def _half(draw: Drawing) -> float:
    """The width of one of two columns."""
    return (draw.at.right - draw.at.left - BETWEEN) / 2

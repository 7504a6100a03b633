"""The review as one A5 page: the sentences, guess against actual, where the time went, the three, what was said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.paper import review_parts as parts
from planner.paper import text
from planner.paper.export import replace_file
from planner.paper.head import sheet_of
from planner.paper.pdf import pdf
from planner.paper.plan import SMALL, SMALLER, Drawing, Options, columns
from planner.paper.scatter import scatter
from planner.paper.shapes import INK, SOFT, Face, Sheet
from planner.review import Calibration, Review, all_sentences
from planner.review.span import Span
from planner.review.wording import Sentence

TITLE_LINE, FACTS_LINE = 17.0, 21.6  # baselines
TOP = 31.0
PLOT = 61.0
SERIF = (9.8, 9.0, 8.2, 7.4)  # sizes tried for the sentences, points
SHOWN_DAYS = 31  # of which the three are shown one by one


def write_review(
    review: Review, calibration: Calibration, target: Path, *, left_handed: bool = False, private: bool = False
) -> tuple[str, ...]:
    """Write the page as a PDF file; gives the words that no font has. Raises PaperProblem."""
    sheet = review_sheet(review, calibration, Options(left_handed=left_handed))
    replace_file(target, pdf((sheet,), sheet.title), private=private)
    return sheet.missing


def review_sheet(review: Review, calibration: Calibration, options: Options) -> Sheet:
    """The same figures make the same sheet."""
    at = columns(options)
    draw = Drawing(options, at)
    _header(draw, review)
    if review.is_empty:
        _sentences(draw, all_sentences(review, calibration), at.right - at.left, parts.BOTTOM - TOP)
    else:
        _figures(draw, review, calibration)
    name = f"review-{review.span.first.isoformat()}-{review.span.last.isoformat()}"
    title = f"Review of {review.title}"
    return sheet_of(draw, name, title)


def _figures(draw: Drawing, review: Review, calibration: Calibration) -> None:
    left, right = draw.at.left, draw.at.right
    said = all_sentences(review, calibration)
    if review.pairs:
        _sentences(draw, said, right - left - PLOT - parts.BETWEEN, PLOT)
        draw.heading(right - PLOT + 8, TOP - parts.HEADING_ABOVE, "Each box: guess and actual")
        scatter(draw, review.pairs, review.curve, right - PLOT, TOP, PLOT)
        y = TOP + PLOT + 9.5
    else:
        y = _sentences(draw, said, right - left, PLOT) + 9.0
    y = parts.time_bars(draw, review.spent, y) + 9.0
    if review.span.days == 1 and review.pairs:
        y = parts.boxes(draw, review.pairs, y) + 9.0
    wide = len(review.priorities.days) > 14
    y_left = y_right = y
    if review.priorities.chosen and review.span.days <= SHOWN_DAYS:
        y_left = parts.three(draw, review, y) + 8.0
        y_right = y_left if wide else y
    parts.listed(draw, "Recharges", parts.recharge_lines(review), left, y_left, newest=True)
    parts.listed(
        draw, "What was in the way", parts.obstacle_lines(review), right - parts.half(draw), y_right, newest=False
    )


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


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sentences, with the space above its baseline in millimetres."""

    words: str
    size: float
    face: Face
    grey: float
    lead: float


def _sentences(draw: Drawing, said: Sequence[Sentence], room: float, height: float) -> float:
    """As large as they fit, what claims nothing in small type; gives the y below."""
    draw.heading(draw.at.left, TOP - parts.HEADING_ABOVE, "In words")
    for sentence in said:
        draw.user_words(sentence.words, _face(sentence))
    tried = (list(_lines(said, room, size)) for size in SERIF)
    fitting = next((lines for lines in tried if sum(line.lead for line in lines) <= height), None)
    y = TOP
    for line in fitting or _lines(said, room, SERIF[-1]):
        if y + line.lead > TOP + height:
            break
        y += line.lead
        draw.say(draw.at.left, y, line.words, line.size, line.face, line.grey)
    return y


def _lines(said: Sequence[Sentence], room: float, size: float) -> Iterator[Line]:
    for sentence in said:
        mine, grey = (SMALLER, SOFT) if sentence.quiet else (size, INK)
        face = _face(sentence)
        for number, words in enumerate(text.fit(sentence.words, room, (mine,), 12, face)[1]):
            first = 0.17 * size if number == 0 and sentence is not said[0] else 0.0
            yield Line(words, mine, face, grey, 0.44 * mine + first)


def _face(sentence: Sentence) -> Face:
    return "regular" if sentence.quiet else "serif"

"""What all sheets share: the markers and the code that a camera finds them by, the head, and the names of sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from planner.domain.labels import MONTHS, WEEKDAYS
from planner.paper import text
from planner.paper.code import MARKERS, data_matrix
from planner.paper.plan import CODE, CODE_TOP, MARKER, MARKER_EDGE, SMALL, Drawing
from planner.paper.shapes import SOFT, Mark, Pattern, Sheet

DATE_LINE, FACTS_LINE = 15.4, 19.8  # baselines
DATE_SIZES = (19.0, 17.0, 14.0)


def long_date(date: dt.date) -> str:
    """Monday 23 November: English whatever the machine's locale says."""
    return f"{WEEKDAYS[date.weekday()]} {date.day} {MONTHS[date.month - 1]}"


def facts_of(date: dt.date) -> list[str]:
    return [str(date.year), f"week {date.isocalendar().week}", f"day {date.timetuple().tm_yday}"]


def sheet_name(date: dt.date, number: int = 1) -> str:
    """The name by which links lead to a sheet: the same at every printing."""
    return f"day-{date.isoformat()}" + (f"-{number}" if number > 1 else "")


def frame(draw: Drawing, code: str) -> None:
    """Corner markers 0–3 clockwise from the top left, and the page code at the outer top."""
    far_x, far_y = draw.at.width - MARKER_EDGE - MARKER, draw.at.height - MARKER_EDGE - MARKER
    corners = ((MARKER_EDGE, MARKER_EDGE), (far_x, MARKER_EDGE), (far_x, far_y), (MARKER_EDGE, far_y))
    for number, (x, y) in enumerate(corners):
        draw.add(Pattern(x, y, MARKER, MARKERS[number]))
        draw.marks.append(Mark(f"marker-{number}", "marker", {"marker": number}, x, y, MARKER, MARKER))
    x, y = draw.at.code, CODE_TOP + draw.at.top
    draw.add(Pattern(x, y, CODE, data_matrix(code)))
    draw.marks.append(Mark("code", "code", {"code": code}, x, y, CODE, CODE))


def header(draw: Drawing, title: str, facts: Sequence[str], planned: str = "") -> tuple[float, float]:
    """The title in large letters, small facts below it; gives where the facts end, and their baseline."""
    x, top = draw.at.head, draw.at.top
    size, words = text.fit(title, draw.at.room - CODE - 4, DATE_SIZES, face="serif")
    draw.say(x, DATE_LINE + top, words[0], size, "serif")
    end = draw.say(x + 0.2, FACTS_LINE + top, " · ".join(facts), SMALL, grey=SOFT)
    if planned:
        end = draw.say(end + 3, FACTS_LINE + top, planned, SMALL, "bold", SOFT)
    return end, FACTS_LINE + top


def sheet_of(draw: Drawing, name: str, title: str, number: int = 1) -> Sheet:
    """What was drawn, as large as its screen or its paper is."""
    whole = Sheet(
        draw.at.width, draw.at.height, name, title, number,
        tuple(draw.shapes), tuple(draw.marks), tuple(draw.missing),
    )  # fmt: skip
    return whole.scaled(draw.options.size.scale)

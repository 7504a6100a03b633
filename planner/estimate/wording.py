"""A forecast in words: "45 min · 40–70 likely · from 23 boxes tagged #writing"."""

from __future__ import annotations

from planner.domain.times import words_of
from planner.domain.values import BOX_MAX, BOX_MIN, Page
from planner.estimate.estimator import Estimator
from planner.estimate.values import Forecast, Task

FINE = 20  # minutes up to which every minute is said; above, fives
STEP = 5
PLAIN = 100  # minutes below which a range is not cut into hours


def said_minutes(minutes: float) -> int:
    """Minutes as one says them: whole ones, from 20 on in fives. At least one."""
    return max(1, round(minutes) if minutes < FINE else STEP * round(minutes / STEP))


def ends(forecast: Forecast) -> tuple[int, int]:
    """The two ends of the range as they are said, never narrower than a forecast that is no point allows."""
    low, high = said_minutes(forecast.low), said_minutes(forecast.high)
    return min(low, high), max(low, high)


def range_words(forecast: Forecast) -> str:
    """ "40–70 min", "50 min – 1 h 30"; one length where nothing is known that would spread it."""
    low, high = ends(forecast)
    if low == high:
        return words_of(low)
    if high < PLAIN:
        return f"{low}–{high} min"
    return f"{words_of(low)} – {words_of(high)}"


def suggested(forecast: Forecast) -> int:
    """The length to suggest, in minutes that a box can have."""
    return max(BOX_MIN, min(BOX_MAX, said_minutes(forecast.likely)))


def is_known(forecast: Forecast) -> bool:
    """Whether the past has anything to say."""
    return forecast.basis.n > 0


def basis_words(forecast: Forecast) -> str:
    """ "from 23 boxes tagged #writing"."""
    return f"from {forecast.basis.words}"


def line_words(forecast: Forecast, estimate: int | None) -> str:
    """What is said under a line while it is written; "" where the past has nothing to say."""
    if not is_known(forecast):
        return ""
    spread = f"{range_words(forecast)} likely"
    first = words_of(estimate) if estimate else f"about {words_of(suggested(forecast))}"
    return " · ".join((first, spread, basis_words(forecast)))


def ranges(page: Page, estimator: Estimator) -> tuple[tuple[str, str], ...]:
    """The ids of a page's open tasks that were guessed, each with what it will probably take: "40–70", for paper."""
    found = []
    for entry in page.entries:
        if entry.kind == "task" and entry.state == "open" and entry.estimate:
            forecast = estimator.predict(Task(entry.estimate, entry.title, entry.tags, page.date))
            low, high = ends(forecast)
            if is_known(forecast) and low < high:
                found.append((entry.id, range_words(forecast).removesuffix(" min")))
    return tuple(found)

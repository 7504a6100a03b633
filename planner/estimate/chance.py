"""The forecast of a day in words: for the bar, its hover, and the command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from planner.domain.times import words_of
from planner.domain.values import Page
from planner.estimate.day import DayForecast, Weight

TITLE_SHOWN = 28  # characters of a title: the bar is narrow
FEW = 10  # past tasks, below which a range is a rough guess
HEAVY = 0.15  # a task with a smaller share is not named
NAMED = 2
LOW_CHANCE = 0.5


class ChanceWords(NamedTuple):
    """`fact` is for the bar; `reason` are the lines of its hover; `help` is the one change that helps most, with the
    title between two asterisks, for italics. `warns` when the day is more likely not to fit. Empty: nothing to say.
    """

    fact: str = ""
    reason: str = ""
    help: str = ""
    warns: bool = False


def words(forecast: DayForecast, page: Page) -> ChanceWords:
    """What is to be said of a day that comes or runs; of one that has no work, or is over, nothing."""
    if forecast.state == "done":
        return ChanceWords("done", "\n".join(_waiting(forecast)))
    chance = forecast.by_end
    if chance is None:
        return ChanceWords(reason="\n".join(_waiting(forecast)))
    fact = f"{percent(chance)} done by {page.frame.clock(forecast.end)}"
    reason = "\n".join((*_finish(forecast, page), *_weights(forecast), *_past(forecast), *_waiting(forecast)))
    return ChanceWords(fact, reason, _help(forecast, page), chance < LOW_CHANCE)


def as_json(forecast: DayForecast, page: Page) -> dict[str, Any]:
    """The answer of the command line. Null stands for what is not forecast, and for a time after the page."""
    finish = {f"p{share}": forecast.clock(page, share / 100) for share in (10, 50, 90)}
    helps = [{"drop": each.drop, "by_end": each.by_end} for each in forecast.helps]
    said = words(forecast, page)
    told = {"fact": said.fact, "reason": said.reason.split("\n") if said.reason else [], "help": said.help}
    return {
        "by_end": forecast.by_end, "finish": finish if forecast.finishes else None, "helps": helps, "words": told
    }  # fmt: skip


def by_then(forecast: DayForecast, minute: int) -> float | None:
    """The chance that all is done by a page minute; None where nothing is forecast."""
    return forecast.chance(minute) if forecast.state == "open" else forecast.by_end


def percent(chance: float) -> str:
    """A chance in words. What never failed in a thousand draws is not certain, nor is what always did impossible."""
    rounded = round(chance * 100)
    if rounded >= 100:
        return "> 99 %"
    return f"{rounded} %" if rounded else "< 1 %"


def _help(forecast: DayForecast, page: Page) -> str:
    if not forecast.helps:
        return ""
    entry = page.entry(forecast.helps[0].drop)
    return f"drop *{_short(entry.title if entry else '')}*: {percent(forecast.helps[0].by_end)}"


def _finish(forecast: DayForecast, page: Page) -> Iterator[str]:
    """When 80 % of the draws are done, with the middle where it tells more than the ends."""
    early, likely, late = (forecast.clock(page, share) for share in (0.1, 0.5, 0.9))
    if likely is None:
        yield f"Likely not done before the page ends at {page.frame.clock(page.length)}"
    elif early == late:
        yield f"Likely done {likely}"
    else:
        middle = "" if likely in (early, late) else f"{likely}, "
        yield f"Likely done {middle}{early}–{late}" if late else f"Likely done {middle}{early} or much later"


def _weights(forecast: DayForecast) -> Iterator[str]:
    heavy = [weight for weight in forecast.weights[:NAMED] if weight.share >= HEAVY]
    for weight, frame in zip(heavy, ("{} weighs most: {}", "then {}: {}"), strict=False):
        yield frame.format(_short(weight.title), _range(weight))


def _range(weight: Weight) -> str:
    span = str(weight.low) if weight.low == weight.high else f"{weight.low}–{weight.high}"
    return f"{span} min{' more' if weight.begun else ''}"


def _past(forecast: DayForecast) -> Iterator[str]:
    basis = forecast.basis
    if basis is None or not basis.n:
        yield "No past yet: a rough guess"
    elif basis.n < FEW:
        yield f"{basis.n} box{'' if basis.n == 1 else 'es'} of past: a rough guess"
    else:
        yield f"From {basis.words}"


def _waiting(forecast: DayForecast) -> Iterator[str]:
    count = len(forecast.waiting)
    if count:
        tasks = "1 task has no box and is" if count == 1 else f"{count} tasks have no box and are"
        yield f"{tasks} not counted ({words_of(sum(forecast.waiting))})"


def _short(title: str) -> str:
    """A title on one line, cut to what the bar has room for, without what marks italics."""
    line = " ".join(title.replace("*", " ").split())
    return line if len(line) <= TITLE_SHOWN else line[: TITLE_SHOWN - 1].rstrip() + "…"

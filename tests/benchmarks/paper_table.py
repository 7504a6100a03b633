"""The figures of many pages: how well they were read, split by what they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from tests.benchmarks.paper_score import Score
from tests.benchmarks.table import percentile


class Figures(NamedTuple):
    """Of a group of pages. Shares are of 1; None where there is nothing to tell. `wrong_sure` counts pages."""

    pages: int
    located: float | None
    ticks: float | None
    intervals: float | None
    lines: float | None
    accepted: float | None
    wrong_sure: int
    median: float
    p95: float


def figures(scores: Sequence[Score]) -> Figures:
    read = [s for s in scores if s.located]
    readable = [s for s in scores if s.readable]
    seconds = [s.seconds for s in scores]
    return Figures(
        len(scores),
        share(s.located for s in scores),
        _right(read, "tick", lambda s: s.ticks),
        _right(read, "interval", lambda s: s.intervals),
        _right(read, "line", lambda s: s.lines),
        share(s.sure for s in readable),
        sum(s.sure and bool(s.faults) for s in scores),
        percentile(seconds, 0.5) if seconds else 0.0,
        percentile(seconds, 0.95) if seconds else 0.0,
    )


def share(values: Iterable[bool]) -> float | None:
    """How many of them are; None of none."""
    found = list(values)
    return sum(found) / len(found) if found else None


def _right(scores: Sequence[Score], sort: str, count: Callable[[Score], int]) -> float | None:
    total = sum(count(s) for s in scores)
    return 1 - sum(s.wrong(sort) for s in scores) / total if total else None


COLUMNS = ("pages", "located", "ticks", "interv.", "lines", "accept", "wrong", "median", "95th")


def grid(scores: Sequence[Score]) -> str:
    """A line for all and for each group; shares in per cent, times in seconds."""
    photos = [s for s in scores if s.groups["source"] == "photo"]
    lines = [" " * 24 + "".join(f"{name:>9}" for name in COLUMNS)]
    for title, some in (("photos", photos), ("scans", [s for s in scores if s not in photos])):
        if not some:
            continue
        lines.append(_line(title, some))
        for group in ("size", "level", "pen", "day", "trouble", "desk"):
            names = dict.fromkeys(sorted(s.groups.get(group, "") for s in some))
            for name in names if len(names) > 1 else ():
                lines.append(_line(f"  {group}: {name}", [s for s in some if s.groups.get(group) == name]))
    return "\n".join(lines)


def _line(title: str, scores: Sequence[Score]) -> str:
    f = figures(scores)
    shares = "".join(_percent(part) for part in (f.located, f.ticks, f.intervals, f.lines, f.accepted))
    return f"{title:24}{f.pages:9}{shares}{f.wrong_sure:9}{f.median:9.2f}{f.p95:9.2f}"


def _percent(part: float | None) -> str:
    return f"{'–':>9}" if part is None else f"{part * 100:9.2f}"


def shapes(scores: Sequence[Score]) -> str:
    """How often each way of ticking was read wrongly."""
    total: Counter[tuple[str, bool]] = Counter()
    for score in scores:
        total += score.shapes
    names = sorted({name for name, _ in total})
    return " · ".join(f"{n} {total[n, False]} of {total[n, True] + total[n, False]}" for n in names)


def failures(scores: Sequence[Score]) -> Iterator[str]:
    """One line for each page that was not read as it should be, the worst first: sure and wrong, not located, …"""
    for score in sorted(scores, key=_gravity):
        if score.faults or not score.sure:
            state = "not located" if not score.located else "sure" if score.sure else "asks"
            about = [value for key, value in score.groups.items() if key != "source" and value]
            about += [] if score.readable else ["unreadable"]
            faults = [f"{fault.sort} {fault.words}" for fault in score.faults]
            yield f"{score.seed} [{', '.join(about)}] {state}: {'; '.join(faults or score.problems)}"


def _gravity(score: Score) -> tuple[bool, bool, bool, str]:
    return (not (score.sure and score.faults), score.located, not score.faults, score.seed)

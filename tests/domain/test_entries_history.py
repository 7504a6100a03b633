"""Random histories of the log and the record: what must hold after every step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain import entries, tracking
from planner.domain.edits import Edit, Outcome
from planner.domain.entry_line import parse
from planner.domain.laws import over_limit
from planner.domain.values import Page, PageHead
from tests.domain.a_day import DAY, EMPTY, at

LINES = [
    "Draft the essay 45m #writing !1 9:30",
    "Read 3h 13:00 @Library",
    "Mail 10m !2",
    "Plan !3",
    "Sort",
    "○ Lab 11:00-12:00",
    "○ Talk 16:00 @Hall",
    "- a note",
    "Phone 10:00-10:30",
    "Call 20m",
    "Run 1h 17:30 !1",
]
TOMORROW = Page(PageHead(DAY + dt.timedelta(days=1)), fresh=True)
Deed = Callable[[Page, dt.datetime, str, str, str, int], Outcome]  # page, now, entry, line, id, a number


def _log(page: Page, now: dt.datetime, entry: str, line: str, new: str, number: int) -> Outcome:
    begins = now - dt.timedelta(minutes=7 * number)
    return tracking.log(page, entry, begins, begins + dt.timedelta(minutes=5 * number), now=now, new=new)


def _correct(page: Page, now: dt.datetime, entry: str, line: str, new: str, number: int) -> Outcome:
    interval = page.intervals[number % len(page.intervals)].id if page.intervals else "none"
    return tracking.correct(page, interval, now - dt.timedelta(minutes=9 * number), now, now=now)


def _box(page: Page, number: int) -> str:
    return page.boxes[number % len(page.boxes)].id if page.boxes else "none"


def _interval(page: Page, number: int) -> str:
    return page.intervals[number % len(page.intervals)].id if page.intervals else "none"


DEEDS: dict[str, Deed] = {
    "add": lambda p, now, e, s, n, i: entries.add(p, parse(s, today=DAY), now=now, new=n, new_box=f"box{n}"),
    "prioritise": lambda p, now, e, s, n, i: entries.prioritise(p, e, (None, 1, 2, 3)[i % 4], swap=i > 6),
    "tick": lambda p, now, e, s, n, i: entries.tick(p, e, now=now),
    "untick": lambda p, now, e, s, n, i: entries.untick(p, e, now=now),
    "tick box": lambda p, now, e, s, n, i: entries.tick_box(p, _box(p, i), now=now),
    "untick box": lambda p, now, e, s, n, i: entries.untick_box(p, _box(p, i), now=now),
    "drop": lambda p, now, e, s, n, i: entries.drop(p, e, now=now),
    "delete": lambda p, now, e, s, n, i: entries.delete(p, e, now=now),
    "migrate": lambda p, now, e, s, n, i: entries.migrate(p, TOMORROW, e, now=now, new=n),
    "break": lambda p, now, e, s, n, i: entries.break_down(p, e, [parse(s, today=DAY)] * 2, now=now, new=[n, n + "+"]),
    "edit": lambda p, now, e, s, n, i: entries.edit_text(p, e, parse(s, today=DAY), now=now, whole=i % 2 == 0),
    "unplanned": lambda p, now, e, s, n, i: entries.log_unplanned(p, parse(s, today=DAY), now=now, new=n),
    "start": lambda p, now, e, s, n, i: tracking.start(p, e, now=now, new=n),
    "stop": lambda p, now, e, s, n, i: tracking.stop(p, now=now),
    "log": _log,
    "correct": _correct,
    "erase": lambda p, now, e, s, n, i: tracking.erase(p, _interval(p, i)),
}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "start", *DEEDS]),
        st.integers(0, 12),
        st.sampled_from(LINES),
        st.integers(0, 9),
        st.integers(-3, 45),
    ),
    min_size=4,
    max_size=25,
)


@settings(max_examples=200, deadline=None)
@given(STEPS)
def test_what_must_hold_after_every_step(steps: list[tuple[str, int, str, int, int]]) -> None:
    page, now, set_back = EMPTY, at("08:30"), False
    for count, (name, which, line, number, later) in enumerate(steps):
        now += dt.timedelta(minutes=later)
        set_back = set_back or later < 0
        entry = page.entries[which % len(page.entries)].id if page.entries else "none"
        outcome = DEEDS[name](page, now, entry, line, f"n{count}", number)
        assert outcome == DEEDS[name](page, now, entry, line, f"n{count}", number)
        if isinstance(outcome, Edit):
            after = outcome.applied(page)
            assert outcome.inverted().applied(after) == page
            if outcome.changes:
                _holds(page, after, now, name)
                assert set_back or not _overlaps(after, now)
            page = after


def _holds(before: Page, page: Page, now: dt.datetime, name: str) -> None:
    ranks = [e.rank for e in page.entries if e.rank is not None]
    assert len(ranks) == len(set(ranks)) <= 3
    assert all(e.kind == "task" and e.state in ("open", "done") for e in page.entries if e.rank)
    assert len({e.position for e in page.entries}) == len(page.entries)
    ids = {e.id for e in page.entries}
    assert all(b.entry in ids for b in page.boxes if b.entry)
    assert all(e.parent in ids for e in page.entries if e.parent)
    assert all(i.entry in ids for i in page.intervals)
    assert len([i for i in page.intervals if i.end is None]) <= 1
    assert all(i.end is None or i.end > i.start for i in page.intervals)
    for e in before.entries:
        after = page.entry(e.id)
        if after is not None and before.intervals_of(e.id):
            assert after.estimate == e.estimate
    if name not in ("log", "correct", "unplanned", "erase") and not any(b.kind == "event" for b in page.boxes):
        assert over_limit(page, now) <= over_limit(before, now)


def _overlaps(page: Page, now: dt.datetime) -> bool:
    spans = sorted((i.start, i.end or now) for i in page.intervals)
    return any(end > start for (_, end), (start, _) in pairwise(spans))

"""The record read again finds the guard as it was left: at every moment of random days, on both sides of a restart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.domain import guarding, recharging, sitting, tracking
from planner.domain.edits import Edit, Outcome, page_of
from planner.domain.guarding import Watch, guarded
from planner.domain.happenings import InputSeen, Tick
from planner.domain.stretch import MINUTE, Guard, Rules, next_moment, step
from planner.domain.values import Box, Entry, Interval, Page, PageHead, Remark

DATE = dt.date(2026, 11, 23)
EVE = page_of(PageHead(DATE - dt.timedelta(days=1)))
SECOND = dt.timedelta(seconds=1)


def at(hour: int, minute: float = 0) -> dt.datetime:
    return dt.datetime(2026, 11, 23, hour, tzinfo=dt.UTC) + minute * MINUTE


def work(start: dt.datetime, end: dt.datetime | None = None, name: str = "work") -> Interval:
    return Interval(name, DATE, start, end, "essay")


def day(*intervals: Interval, boxes: Sequence[Box] = (), remarks: Sequence[Remark] = (), off: bool = False) -> Page:
    essay = Entry("essay", DATE, "Essay", off_screen=off)
    return page_of(PageHead(DATE), [essay], boxes, intervals, remarks)


def found(page: Page, now: dt.datetime, watch: Watch | None = None, **rest: object) -> Guard:
    return guarded((EVE, page), watch or Watch(), now, **rest)  # type: ignore[arg-type]


def test_the_stretch_comes_from_intervals_whoever_wrote_them() -> None:
    typed = replace(work(at(9), at(10), "typed"), source="typed")
    paper = replace(work(at(10, 20), at(11), "paper"), source="paper")
    guard = found(day(typed, paper, work(at(11))), at(11, 19))
    assert (guard.state, guard.worked) == ("warned", 119 * MINUTE)


def test_a_running_recharge_is_found_to_the_second() -> None:
    piece = Interval("rest", DATE, at(11), kind="recharge")
    guard = found(day(work(at(9), at(11)), piece), at(11, 12.5))
    assert (guard.state, guard.left) == ("recharging", 17.5 * MINUTE)
    assert found(day(work(at(9), at(11)), piece), at(11, 30)).state == "idle"


def test_the_pieces_of_a_held_recharge_add_up() -> None:
    pieces = [
        Interval("one", DATE, at(11), at(11, 10), kind="recharge"),
        Interval("two", DATE, at(11, 15), kind="recharge"),
    ]
    guard = found(day(work(at(9), at(11)), *pieces), at(11, 20))
    assert (guard.state, guard.left) == ("recharging", 15 * MINUTE)


def test_a_meditation_is_part_of_the_recharge_it_lies_in() -> None:
    rest = Interval("rest", DATE, at(11), at(11, 10), kind="recharge")
    sat = Interval("sat", DATE, at(11, 10), at(11, 20), kind="meditation")
    again = Interval("again", DATE, at(11, 20), kind="recharge")
    guard = found(day(work(at(9), at(11)), rest, sat, again), at(11, 25))
    assert (guard.state, guard.left) == ("recharging", 5 * MINUTE)
    alone = found(day(work(at(9), at(10)), replace(sat, start=at(10), end=at(10, 20))), at(10, 25))
    assert (alone.state, alone.worked) == ("idle", 60 * MINUTE)


def test_a_typed_recharge_is_free_time_like_any_other() -> None:
    typed = Interval("typed", DATE, at(11), at(11, 10), kind="recharge", source="typed")
    assert found(day(work(at(10), at(11)), typed), at(11, 10)).state == "idle"


def test_what_was_said_is_found_again() -> None:
    later = Remark("later", DATE, at(10, 58), "postponed", 5)
    guard = found(day(work(at(9)), remarks=[later]), at(11, 1))
    assert (guard.state, guard.due, guard.postponed) == ("working", 125 * MINUTE, 1)
    quiet = Remark("quiet", DATE, at(10, 50), "quiet", 60)
    hushed = found(day(work(at(9)), remarks=[quiet]), at(11, 30))
    assert (hushed.state, hushed.hushed) == ("working", True)
    rest = Interval("rest", DATE, at(11), at(11, 10), kind="recharge")
    left = found(
        day(
            work(at(9), at(11)), rest, work(at(11, 10), name="on"), remarks=[Remark("l", DATE, at(11, 10), "left", 40)]
        ),
        at(11, 20),
    )
    assert (left.state, left.due) == ("working", 160 * MINUTE)


def test_work_off_the_screen_is_known() -> None:
    assert found(day(work(at(9)), off=True), at(9, 30)).off_screen


@pytest.mark.parametrize(
    ("hush", "restful", "hushed"),
    [
        ("all", False, True),
        ("all", True, True),
        ("work", False, True),
        ("work", True, False),
        ("none", False, False),
    ],
)
def test_the_person_says_which_events_hush(hush: str, restful: bool, hushed: bool) -> None:
    meeting = Box("lab", DATE, "event", 300, 60, restful=restful)
    guard = found(day(boxes=[meeting]), at(9, 30), Watch(hush=hush))  # type: ignore[arg-type]
    assert guard.hushed == hushed
    assert (guard.state == "working") == (not restful)


def test_a_meeting_that_ended_over_the_limit_leaves_a_recharge_owed() -> None:
    meeting = Box("lab", DATE, "event", 300, 150)
    guard = found(day(boxes=[meeting]), at(11, 40))
    assert (guard.state, guard.left) == ("recharging", 20 * MINUTE)
    assert found(day(boxes=[meeting]), at(12)).state == "idle"


@pytest.mark.parametrize(
    ("opens", "closes", "hour", "closed"),
    [(540, 1020, 8, True), (540, 1020, 9, False), (540, 1020, 17, True), (1320, 120, 23, False), (1320, 120, 9, True)],
)
def test_the_working_hours(opens: int, closes: int, hour: int, closed: bool) -> None:
    assert found(day(), at(hour), Watch(opens=opens, closes=closes)).closed == closed


def test_an_absence_that_is_not_answered_yet_is_no_work() -> None:
    guard = found(day(work(at(9))), at(11, 30), aways=[(at(10), at(11))])
    assert (guard.state, guard.worked) == ("working", 30 * MINUTE)


def test_a_recharge_of_the_persons_own_takes_as_long_as_its_box() -> None:
    box = Box("tea", DATE, "recharge", 360, 15)
    piece = Interval("rest", DATE, at(10), box="tea", kind="recharge")
    guard = found(day(work(at(9), at(10)), piece, boxes=[box]), at(10, 5))
    assert guard.left == 10 * MINUTE
    assert guarding.complete_at((EVE, day(piece, boxes=[box])), Watch()) == at(10, 15)
    auto = replace(box, auto=True)
    assert found(day(work(at(9), at(10)), piece, boxes=[auto]), at(10, 5)).left == 25 * MINUTE


def test_the_stretch_goes_on_over_midnight_and_over_the_day_start() -> None:
    eve = page_of(PageHead(DATE), [Entry("essay", DATE, "Essay")], (), [work(at(23))])
    morrow = page_of(PageHead(DATE + dt.timedelta(days=1)))
    for hours in (1.5, 4.5, 5.5):
        now = at(23) + dt.timedelta(hours=hours)
        assert guarded((eve, morrow), Watch(Rules(limit=240)), now).worked == dt.timedelta(hours=hours)


@pytest.mark.parametrize("date", [dt.date(2026, 3, 29), dt.date(2026, 10, 25)])
def test_a_change_of_the_clocks_is_no_work_and_no_rest(date: dt.date) -> None:
    eve = PageHead(date - dt.timedelta(days=1), "Europe/Berlin")
    start = dt.datetime(date.year, date.month, date.day, 0, 30, tzinfo=dt.UTC)
    night = page_of(eve, [Entry("essay", eve.date, "x")], (), [Interval("i", eve.date, start, None, "essay")])
    guard = guarded((night, page_of(replace(eve, date=date))), Watch(), start + 100 * MINUTE)
    assert guard.worked == 100 * MINUTE


# Random days, lived through with a guard and read again


class Life:
    """A day lived minute by minute: what the guard says is written, and what is written is read again."""

    def __init__(self) -> None:
        self.page = day()
        self.guard = found(self.page, at(9))
        self.count = 0

    @property
    def now(self) -> dt.datetime:
        return self.guard.at

    def name(self) -> str:
        self.count += 1
        return f"n{self.count}"

    def take(self, outcome: Outcome | None) -> None:
        if isinstance(outcome, Edit) and outcome.changes:
            self.page = outcome.applied(self.page)
            self.guard = guarding.held_on(found(self.page, self.now), self.guard)

    def look(self) -> None:
        self.guard = step(self.guard, Tick(), self.now)
        self.take(recharging.kept_up((EVE, self.page), self.guard, new=self.name()))

    def wait(self, span: dt.timedelta) -> None:
        until = self.now + span
        while (moment := next_moment(self.guard)) is not None and self.now < moment <= until:
            self.guard = step(self.guard, Tick(), moment)
            self.look()
        self.guard = step(self.guard, Tick(), until)
        self.look()

    def do(self, deed: str) -> None:
        now, page, new = self.now, self.page, self.name()
        if deed == "start":
            self.take(tracking.start(page, "essay", now=now, new=new))
        elif deed == "stop":
            self.take(tracking.stop(page, now=now))
        elif deed == "input":
            self.guard = step(self.guard, InputSeen(), now)
        elif deed == "postpone":
            self.take(recharging.postpone(page, self.guard, "why not", now=now, new=new))
        elif deed == "leave":
            self.take(recharging.leave(page, self.guard, "the bell", now=now, new=new))
        elif deed == "quiet":
            self.take(recharging.keep_quiet(page, self.guard, 40, now=now, new=new))
        elif deed == "rest" and self.guard.state != "recharging":
            self.take(recharging.begin(page, now, new=new))
        elif deed == "sit":
            self.take(sitting.begin(page, now=now, new=new))
        elif deed == "rise":
            self.take(sitting.end(page, now))
        self.look()


DEEDS = st.sampled_from(["start", "start", "stop", "input", "postpone", "leave", "quiet", "rest", "sit", "rise"])
DAYS = st.lists(st.tuples(st.integers(0, 5400), DEEDS), max_size=25)


@given(DAYS)
@example([(0, "rest"), (0, "input"), (0, "start"), (5, "start")])  # a task is begun while input holds the recharge
@example([(0, "rest"), (0, "sit"), (0, "input"), (3, "input")])  # input is seen while somebody meditates
def test_a_restart_finds_the_guard_that_was_left(history: list[tuple[int, str]]) -> None:
    life = Life()
    for seconds, deed in history:
        life.wait(seconds * SECOND)
        life.do(deed)
        again = found(life.page, life.now)
        assert again.state == life.guard.state
        for count in ("worked", "due", "rested", "needs"):
            assert abs(getattr(again, count) - getattr(life.guard, count)) <= 2 * SECOND
        assert again.postponed == life.guard.postponed
        assert not (life.guard.state == "recharging" and life.page.running() and life.page.running().kind == "work")  # type: ignore[union-attr]


@given(DAYS)
def test_no_work_is_lost_or_made_by_the_guard(history: list[tuple[int, str]]) -> None:
    """Work intervals and rests never overlap, and only what ran is on the record."""
    life = Life()
    for seconds, deed in history:
        life.wait(seconds * SECOND)
        life.do(deed)
    spans = sorted((i.start, i.end or life.now) for i in life.page.intervals)
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(spans))
    assert sum(1 for interval in life.page.intervals if interval.end is None) <= 1

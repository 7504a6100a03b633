"""Random histories: whatever a person does to a day, in whatever order, the laws hold after each step."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection
from dataclasses import replace

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from planner.domain import arrange, entries, laws, tracking
from planner.domain.edits import Edit, Outcome, Refused, page_of
from planner.domain.filled import Decision, Origin, Ticked, Value, Worked, take_home
from planner.domain.ground import GIVE
from planner.domain.values import Box, Entry, Page, PageHead

STEPS = 50
HISTORIES = int(os.environ.get("PLANNER_HISTORIES", "300"))  # 300 × 50 steps: over 10,000 deeds
SHRINK = "PLANNER_SHRINK" in os.environ  # minutes long: to be asked for

PAIRS = [(120, 30), (90, 20), (52, 17), (25, 5), (240, 120), (10, 3)]
DATES = [dt.date(2026, 11, 23), dt.date(2026, 3, 28), dt.date(2026, 10, 24)]  # 24, 23 and 25 hours in Berlin

starts = st.one_of(st.integers(40, 180).map(lambda n: n * 5), st.integers(0, 1500))
lengths = st.one_of(st.sampled_from([5, 10, 15, 25, 30, 45, 60, 90, 120, 180, 300]), st.integers(1, 400))
picks = st.integers(0, 10**6)
# preconditions, since `assume` would throw the whole history away
has_box = precondition(lambda self: bool(self.page.boxes))
has_work = precondition(lambda self: any(box.kind == "work" for box in self.page.boxes))


def _of(decision: Decision) -> str | None:
    """The box that a mark is about."""
    if isinstance(decision, Worked):
        return decision.box
    return decision.of if isinstance(decision, Ticked) else None


class Day(RuleBasedStateMachine):
    """One page under random hands, beside the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.done: list[Edit] = []

    @initialize(pair=st.sampled_from(PAIRS), date=st.sampled_from(DATES), day_start=st.sampled_from([0, 240, 720]))
    def morning(self, pair: tuple[int, int], date: dt.date, day_start: int) -> None:
        head = PageHead(date, "Europe/Berlin", day_start, *pair)
        tasks = [
            Entry(f"e{n}", date, f"Task {n}", position=n, rank=n + 1 if n < 3 else None, estimate=m, unplaced=m)
            for n, m in enumerate((60, 45, 30, 150, 20, 90))
        ]
        self.page = page_of(head, tasks)
        self.now = self.page.frame.at(0) - dt.timedelta(hours=2)

    # What is done, and what must hold of it

    def new(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}{self.count}"

    def pick(self, pick: int, *kinds: str) -> Box:
        boxes = [box for box in self.page.boxes if not kinds or box.kind in kinds]
        return boxes[pick % len(boxes)]

    def take(self, outcome: Outcome, again: Outcome, *, touched: Collection[str | None], raises: bool = False) -> None:
        assert outcome == again, "the same input gives the same output"
        if isinstance(outcome, Refused):
            assert outcome.reason.endswith(".")
            assert "\n" not in outcome.reason
            return
        before, after = self.page, outcome.applied(self.page)
        assert outcome.inverted().applied(after) == before, "undo restores the page exactly"
        assert outcome.inverted().inverted().applied(before) == after, "and redo brings it back"
        self.check_step(before, after, touched, raises)
        self.page = after
        if outcome.changes:
            self.done.append(outcome)

    def check_step(self, before: Page, after: Page, touched: Collection[str | None], raises: bool) -> None:
        now = self.now
        if not raises:
            assert laws.over_limit(after, now) <= laws.over_limit(before, now), "no operation raises the breach"
        at = laws.moment(before, now, 5)
        begun = laws.begun_boxes(before, at)
        kept = {box.id: box for box in after.boxes}
        for box in before.boxes:
            if box.id in touched:
                continue
            if box.kind == "work" and self.is_over(before, box) and box.id in kept:
                assert kept[box.id].start >= box.start, "what is over may end earlier"
            elif box.pinned or box.kind == "event" or box.id in begun:
                assert kept.get(box.id) == box, "pinned boxes, events and the past stay as they are"
            elif box.kind == "work" and box.id in kept:
                assert kept[box.id].start >= box.start, "nothing moves earlier"
            elif box.kind == "recharge" and not box.auto and box.id in kept:
                assert 0 <= kept[box.id].start - box.start <= GIVE, "a person's recharge gives way by 30 minutes"
        had = {box.id: box.start for box in before.boxes}
        if at.running and not laws.is_past(before, now):
            for box in after.boxes:
                given = box.kind == "event"  # others fixed it: it may be entered afterwards
                assert given or box.start >= at.floor or had.get(box.id) == box.start, "nothing starts before now"
        order = [b.id for b in before.boxes if self.movable(before, b, begun) and b.id not in touched]
        still = [b.id for b in after.boxes if b.id in order]
        assert still == [box_id for box_id in order if box_id in kept], "the order of the untouched is kept"

    @staticmethod
    def is_over(page: Page, box: Box) -> bool:
        return box.done or box.entry in laws.finished_entries(page)

    @staticmethod
    def movable(page: Page, box: Box, begun: frozenset[str]) -> bool:
        return box.kind == "work" and not box.pinned and box.id not in begun

    def work_minutes(self, page: Page) -> int:
        """Minutes still to be worked: on the list and in boxes that are not over."""
        boxes = sum(box.minutes for box in page.boxes if box.kind == "work" and not self.is_over(page, box))
        return boxes + sum(entry.unplaced for entry in page.entries)

    # The hands

    @rule(entry=st.integers(0, 5), start=starts, minutes=st.none() | lengths)
    def place(self, entry: int, start: int, minutes: int | None) -> None:
        new, before = self.new("b"), self.work_minutes(self.page)
        unplaced = self.page.entries[entry].unplaced

        def op() -> Outcome:
            return arrange.place(self.page, f"e{entry}", start, minutes, now=self.now, new=new)

        outcome = op()
        length = minutes if minutes is not None else max(5, unplaced or self.page.entries[entry].estimate or 30)
        self.take(outcome, op(), touched={new})
        if isinstance(outcome, Edit):
            assert self.work_minutes(self.page) == before + max(0, length - unplaced), "minutes of work are conserved"

    @has_box
    @rule(pick=picks, start=starts)
    def move(self, pick: int, start: int) -> None:
        box, before = self.pick(pick), self.work_minutes(self.page)
        self.take(self.moved(box, start), self.moved(box, start), touched={box.id}, raises=box.kind == "event")
        assert self.work_minutes(self.page) == before, "minutes of work are conserved"

    def moved(self, box: Box, start: int) -> Outcome:
        return arrange.move(self.page, box.id, start, now=self.now)

    @has_box
    @rule(pick=picks)
    def move_to_where_it_was(self, pick: int) -> None:
        box = self.pick(pick)
        outcome = self.moved(box, box.start)
        assert getattr(outcome, "changes", None) == (), "a move to where it was is nothing"

    @has_box
    @rule(pick=picks, start=st.integers(-60, 60), end=st.integers(-60, 120))
    def resize(self, pick: int, start: int, end: int) -> None:
        box = self.pick(pick)
        span = (box.start + start, box.end + end)
        outcome = arrange.resize(self.page, box.id, *span, now=self.now)
        again = arrange.resize(self.page, box.id, *span, now=self.now)
        self.take(outcome, again, touched={box.id}, raises=box.kind == "event")

    @has_box
    @rule(pick=picks)
    def remove(self, pick: int) -> None:
        box, before = self.pick(pick), self.work_minutes(self.page)
        self.take(
            arrange.remove(self.page, box.id, now=self.now),
            arrange.remove(self.page, box.id, now=self.now),
            touched={box.id},
        )
        assert self.work_minutes(self.page) == before, "minutes of work are conserved"

    @has_work
    @rule(first=picks, second=picks)
    def swap(self, first: int, second: int) -> None:
        one, two = self.pick(first, "work"), self.pick(second, "work")
        if one.id == two.id:
            return
        before = self.work_minutes(self.page)
        self.take(
            arrange.swap(self.page, one.id, two.id, now=self.now),
            arrange.swap(self.page, two.id, one.id, now=self.now),
            touched={one.id, two.id},
        )
        assert self.work_minutes(self.page) == before, "minutes of work are conserved"

    @has_box
    @rule(pick=picks, pinned=st.booleans())
    def pin(self, pick: int, pinned: bool) -> None:
        box = self.pick(pick)
        outcome = arrange.pin(self.page, box.id, pinned)
        self.take(outcome, arrange.pin(self.page, box.id, pinned), touched={box.id})

    @has_work
    @rule(pick=picks, at=st.integers(1, 120))
    def split(self, pick: int, at: int) -> None:
        box, before = self.pick(pick, "work"), self.work_minutes(self.page)
        outcome = arrange.split(self.page, box.id, box.start + at, now=self.now)
        self.take(outcome, arrange.split(self.page, box.id, box.start + at, now=self.now), touched={box.id})
        assert self.work_minutes(self.page) == before, "minutes of work are conserved"

    @has_work
    @rule(first=picks, second=picks)
    def join(self, first: int, second: int) -> None:
        one = self.pick(first, "work")
        parts = [box for box in self.page.boxes_of(one.entry or "") if box.id != one.id]
        if not parts:
            return
        two = parts[second % len(parts)]
        before = self.work_minutes(self.page)
        outcome = arrange.join(self.page, one.id, two.id, now=self.now)
        self.take(outcome, arrange.join(self.page, one.id, two.id, now=self.now), touched={one.id, two.id})
        assert self.work_minutes(self.page) == before, "minutes of work are conserved"

    @rule(start=starts, minutes=lengths, restful=st.booleans())
    def event(self, start: int, minutes: int, restful: bool) -> None:
        new = self.new("v")

        def op() -> Outcome:
            return arrange.place_event(self.page, None, start, minutes, restful=restful, now=self.now, new=new)

        outcome = op()
        gone = set()
        if isinstance(outcome, Edit):
            after = outcome.applied(self.page)
            gone = {b.id for b in self.page.boxes if b.kind == "recharge" and after.box(b.id) is None}
        self.take(outcome, op(), touched={new, *gone}, raises=True)

    @rule(start=starts, minutes=lengths)
    def recharge(self, start: int, minutes: int) -> None:
        new = self.new("r")

        def op() -> Outcome:
            return arrange.recharge_at(self.page, start, minutes, now=self.now, new=new)

        self.take(op(), op(), touched={new})

    @rule()
    def lay_out(self) -> None:
        page, before = self.page, self.work_minutes(self.page)
        outcome = arrange.lay_out(self.page, now=self.now)
        self.take(outcome, arrange.lay_out(self.page, now=self.now), touched=set())
        placed = [
            old for old, new in zip(page.entries, self.page.entries, strict=True) if old.unplaced and not new.unplaced
        ]
        filled = sum(max(0, 5 - entry.unplaced) for entry in placed)  # no box is shorter than 5 minutes
        assert self.work_minutes(self.page) == before + filled, "minutes of work are conserved"

    @rule()
    def replan(self) -> None:
        worked = bool(self.page.intervals)
        before = self.work_minutes(self.page)
        outcome = arrange.replan(self.page, now=self.now)
        late = {b.id for b in self.page.boxes if self.page.frame.at(b.start) < self.now}
        self.take(outcome, arrange.replan(self.page, now=self.now), touched=late)
        assert worked or self.work_minutes(self.page) == before, "minutes of work are conserved"

    @rule()
    def repair(self) -> None:
        outcome = arrange.repair(self.page, now=self.now)
        if laws.is_lawful(self.page, self.now):
            assert getattr(outcome, "changes", None) == (), "repair of a lawful page is nothing"
        self.take(outcome, arrange.repair(self.page, now=self.now), touched=set())

    # The record and the log, as far as they move boxes (they are tried by themselves in tests/domain)

    def of(self, entry: str) -> set[str]:
        return {box.id for box in self.page.boxes_of(entry)}

    @rule(pick=picks, entry=st.integers(0, 5))
    def start(self, pick: int, entry: int) -> None:
        minute = self.page.frame.minute(self.now)
        lying = [b for b in self.page.boxes if b.kind == "work" and b.start <= minute < b.end and not b.done]
        name = lying[pick % len(lying)].entry if lying and pick % 4 else f"e{entry}"
        new, before = self.new("i"), self.work_minutes(self.page)

        def op() -> Outcome:
            return tracking.start(self.page, name or "", now=self.now, new=new)

        self.take(op(), op(), touched=self.worked_on())
        assert self.work_minutes(self.page) == before, "minutes of work are conserved"

    def worked_on(self) -> set[str | None]:
        """The box that runs: stopped before its time, it is free again and goes by the rules of the page."""
        running = self.page.running()
        return {running.box} if running else set()

    @rule()
    def stop(self) -> None:
        before = self.work_minutes(self.page)
        again = tracking.stop(self.page, now=self.now)
        self.take(tracking.stop(self.page, now=self.now), again, touched=self.worked_on())
        assert self.work_minutes(self.page) == before, "minutes of work are conserved"

    @rule(entry=st.integers(0, 5), ago=st.integers(1, 300), minutes=st.integers(1, 200))
    def log(self, entry: int, ago: int, minutes: int) -> None:
        begins, new = self.now - dt.timedelta(minutes=ago), self.new("i")
        ends = begins + dt.timedelta(minutes=min(minutes, ago))

        def op() -> Outcome:
            return tracking.log(self.page, f"e{entry}", begins, ends, now=self.now, new=new)

        self.take(op(), op(), touched=set(), raises=True)

    @rule(entry=st.integers(0, 5))
    def tick(self, entry: int) -> None:
        outcome = entries.tick(self.page, f"e{entry}", now=self.now)
        self.take(outcome, entries.tick(self.page, f"e{entry}", now=self.now), touched=self.of(f"e{entry}"))

    @rule(entry=st.integers(0, 5))
    def untick(self, entry: int) -> None:
        touched = self.of(f"e{entry}")
        outcome = entries.untick(self.page, f"e{entry}", now=self.now)
        self.take(outcome, entries.untick(self.page, f"e{entry}", now=self.now), touched=touched, raises=True)

    @has_work
    @rule(pick=picks)
    def tick_part(self, pick: int) -> None:
        box = self.pick(pick, "work")
        outcome = entries.tick_box(self.page, box.id, now=self.now)
        self.take(outcome, entries.tick_box(self.page, box.id, now=self.now), touched={box.id})

    @rule(entry=st.integers(0, 5))
    def drop(self, entry: int) -> None:
        outcome = entries.drop(self.page, f"e{entry}", now=self.now)
        before, touched = self.work_minutes(self.page), self.of(f"e{entry}")
        begun = self.page.intervals_of(f"e{entry}")
        self.take(outcome, entries.drop(self.page, f"e{entry}", now=self.now), touched=touched)
        assert begun or self.work_minutes(self.page) == before, "minutes of work are conserved"

    @rule(entry=st.integers(0, 5))
    def migrate(self, entry: int) -> None:
        tomorrow = Page(replace(self.page.head, date=self.page.date + dt.timedelta(days=1)), fresh=True)
        new, touched = self.new("m"), self.of(f"e{entry}")
        begun, before = self.page.intervals_of(f"e{entry}"), self.work_minutes(self.page)

        def op() -> Outcome:
            return entries.migrate(self.page, tomorrow, f"e{entry}", now=self.now, new=new)

        outcome = op()
        self.take(outcome, op(), touched=touched)
        if isinstance(outcome, Edit) and not begun:
            carried = self.work_minutes(outcome.applied(tomorrow))
            kept = self.work_minutes(self.page)
            assert kept + carried == before or kept == before, "minutes of work are carried over"

    @has_box
    @rule(
        marks=st.dictionaries(picks, st.sampled_from(("ticked", "cancelled")), max_size=4),
        runs=st.lists(st.tuples(picks, st.integers(0, 1400), st.integers(1, 180)), max_size=3),
    )
    def read_sheet(self, marks: dict[int, Value], runs: list[tuple[int, int, int]]) -> None:
        """The page comes home from paper, with its picture."""
        ticked = {self.pick(pick).id: value for pick, value in marks.items()}
        decisions: list[Decision] = [Ticked(f"box-{box}", "box", box, value) for box, value in ticked.items()]
        for number, (pick, start, minutes) in enumerate(runs):
            end = min(start + minutes, self.page.length)
            decisions.append(Worked(f"run-{number}", start, end, self.pick(pick).id))
        origin = Origin(self.new("print"), 1, self.new("photo"))
        meant = {box.entry for box in self.page.boxes for one in decisions if box.id == _of(one)}
        touched = {box.id for box in self.page.boxes if box.entry in meant - {None}} | {_of(one) for one in decisions}
        edit, again = (take_home(self.page, decisions, origin, now=self.now).edit for _ in range(2))
        self.take(edit, again, touched=touched, raises=True)
        assert [picture.photo for picture in self.page.pictures].count(origin.photo) == 1
        assert take_home(self.page, decisions, origin, now=self.now).edit.changes == (), "a second time nothing is new"

    @rule(pair=st.sampled_from(PAIRS))
    def adopt(self, pair: tuple[int, int]) -> None:
        head, before = replace(self.page.head, limit=pair[0], recharge=pair[1]), self.work_minutes(self.page)
        outcome = arrange.adopt(self.page, head, now=self.now)
        self.take(outcome, arrange.adopt(self.page, head, now=self.now), touched=set(), raises=True)
        assert self.work_minutes(self.page) == before, "minutes of work are conserved"

    @rule(minutes=st.integers(1, 200))
    def time_passes(self, minutes: int) -> None:
        self.now += dt.timedelta(minutes=minutes)

    @rule()
    def undo(self) -> None:
        if self.done:
            self.page = self.done.pop().inverted().applied(self.page)

    # The laws

    @invariant()
    def no_overlap(self) -> None:
        """Law 1. Only an event may lie over what cannot move: a pinned box, or one that had begun."""
        boxes = self.page.boxes
        for index, box in enumerate(boxes):
            for other in boxes[index + 1 :]:
                if other.start >= box.end:
                    break
                kinds = {box.kind, other.kind}
                assert "event" in kinds, f"{box} overlaps {other}"

    @invariant()
    def three(self) -> None:
        """Law 2."""
        ranks = [entry.rank for entry in self.page.entries if entry.rank is not None]
        assert len(ranks) == len(set(ranks))
        assert set(ranks) <= {1, 2, 3}

    @invariant()
    def whole_boxes(self) -> None:
        """Law 4."""
        for box in self.page.boxes:
            assert box.start >= 0
            assert box.end <= self.page.length
            assert 5 <= box.minutes <= 1440
            as_it_was = box.pinned or self.is_over(self.page, box) or self.gone_by(box)  # other rules may be adopted
            assert box.kind != "work" or box.minutes <= self.page.head.limit or as_it_was
        ids = [box.id for box in self.page.boxes]
        assert len(ids) == len(set(ids))

    def gone_by(self, box: Box) -> bool:
        at = laws.moment(self.page, self.now)
        return box.end <= at.now or box.id in laws.begun_boxes(self.page, at)


Day.TestCase.settings = settings(
    max_examples=HISTORIES,
    stateful_step_count=STEPS,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate] + [Phase.shrink] * SHRINK,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
TestDay = Day.TestCase

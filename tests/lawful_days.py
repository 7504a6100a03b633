"""Days as people live them, played through the real operations: planned on the evening before, worked, carried over.

A `Story` bears no date of its own in its meaning: lawful_years.py tells it again on other dates, with other words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from random import Random

from planner.domain import arrange, entries, guarding, laws, recharging, sitting, tracking
from planner.domain.edits import Edit, Outcome, Refused, edit_between, with_remark
from planner.domain.entry_line import parse
from planner.domain.values import Box, Entry, Page, PageHead, Remark

DATE = dt.date(2001, 1, 1)
ZONE = "UTC"
LEAVES, ARRIVED = "leaves", "arrived"  # the ids of the task that goes on to the next day, there and here
MINUTE = dt.timedelta(minutes=1)
EVENING = -8 * 60  # page minute of the evening before, 20:00
OVER = 14 * 60  # page minute after which nothing more is begun, 18:00
VARIANTS = 12
TAGS = ("writing", "home", "garden", "study", "mail", "health")
PROJECTS = ("thesis", "kitchen", "club")
FEELINGS = ("unsure", "tired", "bored", "anxious", "")
IN_THE_WAY = ("", "", "I do not know where to begin", "too much at once", "the phone")
REASONS = ("the train leaves", "one more line", "somebody was at the door")


@dataclass(frozen=True, slots=True)
class Step:
    """One Edit of a story, and the page minute at which it was made."""

    minute: int
    edit: Edit


@dataclass(frozen=True, slots=True)
class Story:
    """A day on DATE: `plan` are the edits of the evening before, `life` those of the day, `end` the page after all.

    Where a task `arrives`, the page begins with ARRIVED; where one `leaves`, the last edit carries LEAVES over. The
    title of every entry is its id: words come later.
    """

    arrives: bool
    leaves: bool
    plan: tuple[Step, ...]
    life: tuple[Step, ...]
    planned: Page
    end: Page


@lru_cache(maxsize=8)
def stories(seed: int) -> tuple[Story, ...]:
    """A set of stories of each sort, the same for the same seed; every one lawful when planned and when over."""
    sorts = [(arrives, leaves) for arrives in (False, True) for leaves in (False, True)]
    return tuple(_lawful(*sort, Random(f"{seed} {sort} {number}")) for sort in sorts for number in range(VARIANTS))


def _lawful(arrives: bool, leaves: bool, random: Random) -> Story:
    for _ in range(50):
        story = _Day(arrives, leaves, random).played()
        if story is not None and is_lawful(story):
            return story
    raise AssertionError("fifty random days, and none of them lawful")


def is_lawful(story: Story) -> bool:
    early, late = story.planned.frame.at(EVENING), story.end.frame.at(3 * 24 * 60)
    return laws.is_lawful(story.planned, early) and laws.is_lawful(story.end, late)


def arrived(page: Page) -> Page:
    """The page after a task of the day before was carried over to it."""
    date = page.date - dt.timedelta(days=1)
    yesterday = Page(PageHead(date, ZONE), (Entry(LEAVES, date, ARRIVED, estimate=45, unplaced=45),))
    outcome = entries.migrate(yesterday, page, LEAVES, now=yesterday.frame.at(15 * 60), new=ARRIVED)
    assert isinstance(outcome, Edit)
    return outcome.applied(page)


class _Day:
    """One day while it is played."""

    def __init__(self, arrives: bool, leaves: bool, random: Random) -> None:
        fresh = Page(PageHead(DATE, ZONE), fresh=True)
        self.arrives, self.leaves, self.random = arrives, leaves, random
        self.page = arrived(fresh) if arrives else fresh
        self.minute = EVENING
        self.steps: list[Step] = []
        self.moods = Random()  # of what is said and of rest: of its own, so that it changes no plan
        self.moods.setstate(random.getstate())

    def played(self) -> Story | None:
        """The story, or None where it did not come out as asked for."""
        self._plan()
        plan, planned = tuple(self.steps), self.page
        self.steps = []
        self._live()
        self._close()
        gone = any(step.edit.touches(DATE + dt.timedelta(days=1)) for step in self.steps)
        if not planned.boxes or gone != self.leaves or any(e.state == "open" and e.unplaced for e in self.page.entries):
            return None
        return Story(self.arrives, self.leaves, plan, tuple(self.steps), planned, self.page)

    def _do(self, operation: Callable[..., Outcome], *words: object, **named: object) -> bool:
        """Carry an operation out a minute later than the last; a refusal is passed over, as people do."""
        self.minute += 1
        outcome = operation(self.page, *words, now=self.page.frame.at(self.minute), **named)
        if isinstance(outcome, Refused) or not outcome.changes:
            return False
        self.page = outcome.applied(self.page)
        self.steps.append(Step(self.minute, outcome))
        return True

    # The evening before

    def _plan(self) -> None:
        for text in self._lines():
            self._add(text)
        if self.leaves:
            self._add(f"{LEAVES} 45m", LEAVES)
        if self.random.random() < 0.6:
            self._break_down()
        self._do(partial(arrange.lay_out, snap=5))
        self._nudge()

    def _lines(self) -> list[str]:
        random, lines = self.random, []
        for hour in random.sample((10, 11, 13, 15, 16), random.randint(1, 2)):
            lines.append(f"○ TITLE {hour}:00-{hour}:{random.choice((30, 45))}")
        for rank in (1, 2, 3):
            lines.append(f"TITLE {random.choice((30, 45, 60, 75))}m !{rank} #{random.choice(TAGS)}")
        for _ in range(random.randint(3, 5)):
            mark = random.choice((f"#{random.choice(TAGS)}", f"+{random.choice(PROJECTS)}", ""))
            lines.append(f"TITLE {random.choice((15, 20, 25, 30, 35))}m {mark}")
        lines += ["- TITLE"] * random.randint(1, 3)
        return lines

    def _add(self, text: str, name: str = "") -> None:
        name = name or f"e{len(self.page.entries):02}"
        line = parse(text.replace("TITLE", name), today=DATE)
        self._do(entries.add, line, new=name, new_box=f"{name}-box")

    def _break_down(self) -> None:
        task = self.page.priorities().get(1)
        if task is not None:
            names = [f"{task.id}-step{number}" for number in range(3)]
            lines = [parse(f"{name} {self.random.choice((15, 20, 25))}m", today=DATE) for name in names]
            self._do(entries.break_down, task.id, lines, new=names)

    def _nudge(self) -> None:
        """Second thoughts: a box a little later, another one pinned."""
        boxes = [box for box in self.page.boxes if box.kind == "work"]
        if len(boxes) > 3:
            first, second = self.random.sample(boxes, 2)
            self._do(arrange.move, first.id, first.start + 15)
            if self.page.box(second.id):
                self._do(_pin, second.id)

    # The day

    def _live(self) -> None:
        """Begin each box a little late; end it a little early, or now and then much too late, and plan anew then."""
        self.minute = max(self.minute, self.page.frame.of_wall(7 * 60 + 30) or 0)
        if self.moods.random() < 0.3:
            self._sit()
        while True:
            box = next((box for box in self.page.boxes if not box.done and self._is_open(box.entry)), None)
            if box is None or box.start > OVER:
                return
            self._rest(box.start)
            self.minute = max(self.minute, box.start + self.random.randint(0, 3))
            if not self._do(tracking.start, box.entry, new=f"i{len(self.page.intervals):02}", box_id=box.id):
                return
            late = self.moods.random() < 0.2 and box.minutes <= 45
            end = box.end + self.moods.randint(5, 20) if late else box.end - self.random.randint(1, 4)
            self.minute = max(self.minute + 1, end)
            self._do(entries.tick_box, box.id)
            if late:
                self._do(arrange.replan)
            if self.moods.random() < 0.06:
                self._feel(box.entry)

    def _rest(self, until: int) -> None:
        """Keep the recharge that comes before a page minute; sometimes leave it early, with a reason."""
        box = next((box for box in self.page.boxes if self._comes(box, until)), None)
        if box is None or self.moods.random() < 0.1:
            return
        if self.moods.random() < 0.1:
            self._do(_postpone, 5, new=f"r{len(self.page.remarks):02}")
        self.minute = max(self.minute, box.start - 1)
        self._do(_recharge, new=f"i{len(self.page.intervals):02}")
        if self.moods.random() < 0.15:
            self.minute += self.moods.randint(3, 15)
            self._do(_leave, self.moods.choice(REASONS), new=f"r{len(self.page.remarks):02}")
            return
        self.minute += box.minutes - 1
        self._do(_recharged)

    def _comes(self, box: Box, until: int) -> bool:
        return box.kind == "recharge" and self.minute < box.end <= until

    def _sit(self) -> None:
        end = self.page.frame.at(self.minute - 40)  # before what may be logged besides
        start = end - self.moods.choice((10, 20)) * MINUTE
        self._do(sitting.log, start, end, new=f"i{len(self.page.intervals):02}")

    def _feel(self, entry_id: str | None) -> None:
        feeling, words = self.moods.choice(FEELINGS), self.moods.choice(IN_THE_WAY)
        name = f"r{len(self.page.remarks):02}"
        self._do(sitting.feel, feeling, words, new=name, entry_id=entry_id)

    def _is_open(self, entry_id: str | None) -> bool:
        entry = self.page.entry(entry_id)
        return entry is not None and entry.kind == "task" and entry.state == "open" and entry.id != LEAVES

    def _close(self) -> None:
        """The evening: what was done besides, what goes on to tomorrow, and what was given up."""
        self.minute = max(self.minute, self.page.frame.of_wall(19 * 60) or 0)
        if self.random.random() < 0.5:
            line = parse("besides 7:00-7:20", today=DATE)
            self._do(entries.log_unplanned, line, new="besides")
        for entry in self.page.entries:
            if entry.state == "open" and entry.kind == "task" and entry.id != LEAVES:
                self._do(entries.drop, entry.id)
            elif entry.state == "open" and entry.kind == "event":
                self._do(entries.tick, entry.id)
        if self.leaves:
            target = Page(PageHead(DATE + dt.timedelta(days=1), ZONE), fresh=True)
            self._do(entries.migrate, target, LEAVES, new=ARRIVED)


def _pin(page: Page, box_id: str, *, now: dt.datetime) -> Outcome:
    return arrange.pin(page, box_id)


def _recharge(page: Page, *, now: dt.datetime, new: str) -> Outcome:
    return recharging.begin(page, now, new=new)


def _recharged(page: Page, *, now: dt.datetime) -> Outcome:
    return recharging.end(page, now)


def _leave(page: Page, reason: str, *, now: dt.datetime, new: str) -> Outcome:
    guard = guarding.guarded([page], guarding.Watch(), now)
    return recharging.leave(page, guard, reason, now=now, new=new)


def _postpone(page: Page, minutes: int, *, now: dt.datetime, new: str) -> Outcome:
    """Put the recharge off, whether or not it was announced just then: these days have no seconds."""
    remark = Remark(new, page.date, now, "postponed", minutes)
    return edit_between(page, with_remark(page, remark), f"Postpone the recharge by {minutes} min")

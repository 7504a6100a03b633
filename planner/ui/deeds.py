"""What the actions do to the chosen line or box: ask the domain, hand the outcome to the window.

A deed that needs words first (a time, a date, steps) asks for them with the outcome in sight.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from planner.domain import arrange, entries, reading, tracking
from planner.domain.edits import Edit, Outcome, Refused
from planner.domain.entry_line import EntryLine
from planner.domain.values import Box, Entry, Page, new_id

if TYPE_CHECKING:
    from planner.ui.main_window import MainWindow

CHOOSE_FIRST = "Choose a line or a box first: with the arrow keys or a click."
DAY = dt.timedelta(days=1)


class Deeds:
    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._workspace = window.workspace

    # What is meant

    def box(self) -> Box | None:
        """The box that is meant, while the timeline has or had the keyboard last."""
        return self._window.chosen_box()

    def entry(self) -> Entry | None:
        box = self.box()
        if box is not None:
            return self._window.page.entry(box.entry)
        if self._window.places.reviews:
            return self._window.places.review.chosen_entry()
        line = self._window.chosen_line()
        return line.entry if line else None

    def _page(self, entry: Entry) -> Page:
        """The page that the entry stands on: the open one, but an earlier one for what is left over."""
        return self._window.page if entry.page == self._window.page.date else self._workspace.page(entry.page)

    def _now(self) -> dt.datetime:
        return self._workspace.now()

    def _do(self, outcome: Outcome, entry: Entry | None = None) -> Outcome:
        return self._window.do(outcome, entry)

    def _meant(self) -> Entry | None:
        entry = self.entry()
        if entry is None:
            self._window.say(CHOOSE_FIRST)
        return entry

    # Lines and boxes alike

    def tick(self) -> None:
        box = self.box()
        if box is not None and box.entry is None:
            self._window.say("Only a task can be ticked.")
        elif box is not None:
            self._do(entries.toggle_box(self._window.page, box.id, now=self._now()))
        elif (entry := self._meant()) is not None:
            self.tick_line(entry)

    def tick_line(self, entry: Entry) -> None:
        self._do(entries.toggle(self._page(entry), entry.id, now=self._now()), entry)

    def start_or_stop(self) -> None:
        entry = self._meant()
        if entry is None:
            return
        running = self._workspace.running()
        if running is not None and running.entry == entry.id:
            self._do(tracking.stop(self._workspace.page(running.page), now=self._now()), entry)
            return
        box = self.box()
        self._do(
            tracking.start(
                self._page(entry),
                entry.id,
                now=self._now(),
                new=new_id(),
                running=running,
                box_id=box.id if box else None,
            ),
            entry,
        )

    def prioritise(self, rank: int | None) -> None:
        entry = self._meant()
        if entry is None:
            return
        page = self._page(entry)
        outcome = entries.prioritise(page, entry.id, rank)
        if not isinstance(outcome, Refused) or rank is None:
            self._do(outcome, entry)
            return
        offers: list[tuple[str, Callable[[], object]]] = []
        swapped = entries.prioritise(page, entry.id, rank, swap=True)
        held = page.priorities().get(rank)
        if isinstance(swapped, Edit) and held is not None:
            offers.append((f"Swap with {rank}", lambda: self._do(swapped, entry)))
        offers.append(("Leave it as bonus", lambda: None))
        self._window.refuse(outcome, entry, offers)

    def drop(self) -> None:
        if (entry := self._meant()) is not None:
            self._do(entries.drop(self._page(entry), entry.id, now=self._now()), entry)

    def delete(self) -> None:
        if (entry := self._meant()) is not None:
            self._do(entries.delete(self._page(entry), entry.id, now=self._now()), entry)

    def rewrite(self, entry_id: str, line: EntryLine) -> Outcome:
        """The outcome of a line that was written anew as a whole."""
        return entries.edit_text(self._window.page, entry_id, line, now=self._now(), whole=True)

    def reword(self) -> None:
        """Write an entry of the review anew: its title, tags and project, in the words of the entry line."""
        from planner.domain.entry_line import parse, written
        from planner.domain.steps import unstarted
        from planner.ui.ask import ask_words

        if (entry := self._meant()) is None:
            return
        page = self._page(entry)
        boxes = unstarted(page, entry.id)

        def outcome(text: str) -> Outcome:
            line = parse(text, today=page.date, boxed=bool(boxes))
            return entries.edit_text(page, entry.id, line, now=self._now(), whole=True)

        found = ask_words(
            self._window, "Correct its words", "Title, #tags and +project", written(entry, boxes=boxes), outcome
        )
        if found is not None:
            self._do(found, entry)

    # Carrying over

    def migrate(self) -> None:
        """What is left over is taken on to the open page; a line of the open page goes to the day after."""
        if (entry := self._meant()) is not None:
            self._migrate(entry, self._target(entry))

    def _target(self, entry: Entry) -> dt.date:
        if entry.page < self._window.page.date:
            return self._window.page.date
        return max(entry.page + DAY, self._workspace.today())

    def _migrate(self, entry: Entry, target: dt.date) -> None:
        done = self._do(self._moved(entry, target), entry)
        if isinstance(done, Edit):
            self._window.rests.offer_ways_on(entry, done)

    def _moved(self, entry: Entry, target: dt.date) -> Outcome:
        page, onto = self._page(entry), self._workspace.page(target)
        return entries.migrate(page, onto, entry.id, now=self._now(), new=new_id())

    def schedule(self) -> None:
        """Ask for the date that it goes to."""
        from planner.ui.ask import ask_date

        if (entry := self._meant()) is None:
            return
        suggested = self._target(entry) + DAY
        today = self._workspace.today()
        date = ask_date(self._window, "Give it another day", suggested, today, lambda d: self._moved(entry, d))
        if date is not None:
            self._migrate(entry, date)

    # The plan

    def replan(self) -> None:
        self._do(arrange.replan(self._window.page, now=self._now(), snap=self._snap()))

    def lay_out(self) -> None:
        self._do(arrange.lay_out(self._window.page, now=self._now(), snap=self._snap()))

    def _snap(self) -> int:
        return self._workspace.settings.snap

    def place(self) -> None:
        """Give the chosen task a box by writing its time, with what would follow in sight."""
        from planner.ui.ask import ask_words

        if (entry := self._meant()) is None:
            return
        new = new_id()
        found = ask_words(
            self._window,
            "Give it a box",
            "When? Such as 9:30, or 9:30-10:15",
            self._fitting_time(entry, new),
            lambda text: self.placed(entry, text, new),
        )
        if found is not None:
            self._do(found, entry)

    def placed(self, entry: Entry, text: str, new: str) -> Outcome:
        """What writing this time would do."""
        page = self._page(entry)
        span = reading.wall_span(text)
        wall = span[0] if span else reading.wall_time(text)
        start = page.frame.of_wall(wall) if wall is not None else None
        if start is None:
            return Refused("Write a time of this day, such as 9:30.")
        minutes = span[1] if span else None
        return arrange.place(page, entry.id, start, minutes, now=self._now(), snap=self._snap(), new=new)

    def _fitting_time(self, entry: Entry, new: str) -> str:
        """The next free time, or the one that would work where a box for this task cannot stand there."""
        free = self._free_time()
        outcome = self.placed(entry, free, new)
        if isinstance(outcome, Refused) and outcome.alternative is not None:
            return self._window.page.frame.clock(outcome.alternative)
        return free

    def _free_time(self) -> str:
        """The next full snap after now (or after the page opens) at which no box stands."""
        page, snap = self._window.page, self._snap()
        at = max(page.frame.minute(self._now()), page.frame.floor_of_wall(page.head.opens))
        at += -at % snap
        for box in page.boxes:
            if box.start <= at < box.end:
                at = box.end
        return page.frame.clock(min(at, page.length - 5))

    def break_down(self, entry: Entry | None = None) -> None:
        """Ask for the steps of a task (the one that is meant), one a line."""
        from planner.ui.ask import ask_steps

        entry = entry or self._meant()
        if entry is None:
            return

        def outcome(lines: list[EntryLine]) -> Outcome:
            return entries.break_down(
                self._page(entry), entry.id, lines, now=self._now(), new=[new_id() for _ in lines]
            )

        found = ask_steps(self._window, entry, outcome)
        if found is not None:
            self._do(found, entry)

    # The record

    def times(self, entry_id: str | None = None) -> None:
        """Ask for the times worked on a task of the open page, else on the one that is meant."""
        box = None if entry_id else self.box()
        entry = self._window.page.entry(entry_id) if entry_id else self.entry()
        if entry is not None:
            self._ask_times(entry)
        else:
            self._window.say("Only a task has times: choose its line or its box." if box else CHOOSE_FIRST)

    def _ask_times(self, entry: Entry) -> None:
        from planner.domain import recorded
        from planner.ui.ask_times import ask_times

        page, new = self._page(entry), new_id()  # as it is when asked: what changes meanwhile is never overwritten

        def outcome(texts: Sequence[str]) -> Outcome:
            return recorded.rewrite(page, entry.id, texts, now=self._now(), new=new)

        def total(edit: Edit) -> str:
            return recorded.total(edit.applied(page), entry.id, self._now())

        kept = recorded.times(page, entry.id)
        first = outcome(kept)
        found = first if isinstance(first, Refused) else ask_times(self._window, entry, kept, outcome, total)
        if found is not None:
            self._do(found, entry)

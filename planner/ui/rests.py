"""What the actions do about rest: recharge, quiet, meditation, what is in the way, and the one quiet line."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from planner.domain import entries, reading, sitting
from planner.domain.edits import Edit, Outcome, Refused
from planner.domain.labels import quoted
from planner.domain.values import Entry, new_id

if TYPE_CHECKING:
    from planner.ui.focus.company import Company
    from planner.ui.main_window import MainWindow

NOT_YET = "One moment: the planner is still opening."
NO_EVENT = "No event runs now: ask for quiet by the hour."
QUIET = 60  # minutes
SHORT_SIT = 5  # minutes, for what is in the way


class Rests:
    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._workspace = window.workspace

    def _company(self) -> Company | None:
        if self._window.company is None:
            self._window.say(NOT_YET)
        return self._window.company

    def _say(self, outcome: Outcome) -> None:
        if isinstance(outcome, Refused):
            self._window.refuse(outcome)

    # Recharge

    def rest_now(self) -> None:
        if (company := self._company()) is not None:
            self._say(company.guardian.rest_now())

    def postpone(self) -> None:
        if (company := self._company()) is not None:
            company.stage.postpone()

    def quiet_hour(self) -> None:
        if (company := self._company()) is not None:
            self._say(company.guardian.keep_quiet(QUIET))

    def quiet_event(self) -> None:
        if (company := self._company()) is not None:
            self._say(company.quiet_until_the_event_ends() or Refused(NO_EVENT))

    # The running box

    def shrink(self) -> None:
        if (company := self._company()) is not None:
            company.quiet.shrink()

    def off_screen(self) -> None:
        """The chosen task is done away from the screen, or at it again."""
        entry = self._window.deeds.entry()
        if entry is None:
            self._window.say("Choose a task first: with the arrow keys or a click.")
            return
        self._window.do(entries.mark_off_screen(self._window.page, entry.id, not entry.off_screen), entry)

    # Meditation

    def meditate(self) -> None:
        """Ask for how long; Enter takes the usual length."""
        from planner.ui.focus.sit_down import SitDown

        if (company := self._company()) is not None:
            SitDown(self._window, self._workspace.settings.sit_minutes, company.sit).open()

    def sit(self, minutes: int) -> None:
        if (company := self._company()) is not None:
            self._say(company.sit(minutes))

    def log_meditation(self) -> None:
        """Write down a meditation that took place without the planner."""
        from planner.ui.ask import ask_words

        new = new_id()
        found = ask_words(
            self._window, "Log a meditation", "When was it? Such as 7:10-7:30", "", lambda text: self._logged(text, new)
        )
        if found is not None:
            self._window.do(found)

    def _logged(self, text: str, new: str) -> Outcome:
        page, span = self._window.page, reading.wall_span(text)
        start = page.frame.of_wall(span[0]) if span else None
        if span is None or start is None:
            return Refused("Write from when to when, such as 7:10-7:30.")
        begins = page.frame.at(start)
        ends = begins + dt.timedelta(minutes=span[1])
        return sitting.log(page, begins, ends, now=self._workspace.now(), new=new)

    def after_sitting(self) -> None:
        if self._workspace.settings.ask_feeling:
            self.in_the_way()

    # What is in the way

    def in_the_way(self, entry: Entry | None = None) -> None:
        from planner.ui.focus.in_the_way import InTheWay

        def keep(feeling: str, words: str) -> Outcome:
            page = self._workspace.page(entry.page if entry else None)
            name = entry.id if entry else None
            outcome = sitting.feel(page, feeling, words, now=self._workspace.now(), new=new_id(), entry_id=name)
            return outcome if isinstance(outcome, Refused) else self._window.do(outcome)

        about = quoted(entry.title) if entry else ""
        InTheWay(self._window, self._workspace.settings.feelings, keep, about).open()

    def offer_ways_on(self, entry: Entry, carried: Edit) -> None:
        """A task that is carried over again: ask once, and offer what helps."""
        if entry.migrations + 1 < sitting.ASKED_FROM:
            return
        made = [change.after for change in carried.changes if isinstance(change.after, Entry)]
        copy = next((each for each in made if each.origin == entry.id), None)
        times = "twice" if entry.migrations + 1 == 2 else f"{entry.migrations + 1} times"
        words = f"{quoted(entry.title)} was carried over {times}. What is in the way?"
        self._window.offer(
            words,
            entry,
            [
                ("Say it…", lambda: self.in_the_way(entry)),
                ("Sit 5 minutes", lambda: self.sit(SHORT_SIT)),
                ("Cut it smaller…", lambda: self._window.deeds.break_down(copy or entry)),
            ],
        )

"""What is seen of the guard: the quiet warning, the curtain, "ready when you are", and the one question on return.

It holds no state of the day: after every look of the guardian it shows what the guard says. Its windows are made when
they are first needed, the curtain already with the warning, so that it falls at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from planner.domain import absence, suggesting, tracking
from planner.domain.edits import Outcome, Refused
from planner.domain.labels import quoted
from planner.domain.reading import minutes as minutes_in
from planner.domain.stretch import due_at
from planner.domain.times import words_of
from planner.domain.values import Box, new_id
from planner.ui.day.lines import shortened
from planner.ui.focus.guardian import Guardian, Question
from planner.ui.focus.sitting import Sitting

if TYPE_CHECKING:
    from planner.ui.focus.curtain import Curtain, CurtainShown
    from planner.ui.focus.strip import Slip

READY_FADES = 8000  # ms after the person is back
TITLE = 60  # characters of a title on a slip


class Stage(QObject):
    """`said(str)` is what belongs at the foot of the window: what was refused, or done."""

    said = Signal(str)

    def __init__(self, guardian: Guardian, sitting: Sitting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._guardian = guardian
        self._sitting = sitting
        self._before = guardian.guard
        self._slip_for = ""  # what the slip is there for: "warning", "ready", "away …", "answer"
        self._suggestion = ""
        self._let_go = ""  # what the person has put away: no slip for it comes back until something else has happened
        self._fading = QTimer(self, singleShot=True, interval=READY_FADES)
        self._fading.timeout.connect(lambda: self._fade("ready"))
        guardian.looked.connect(self.show)
        guardian.touched.connect(self._person_is_here)

    @cached_property
    def curtain(self) -> Curtain:
        from planner.ui.focus.curtain import Curtain

        made = Curtain(self)
        made.leave.connect(self._leave)
        made.sit.connect(self._sit)
        made.touched.connect(self._touched)
        return made

    @cached_property
    def slip(self) -> Slip:
        from planner.ui.focus.strip import Slip

        made = Slip()
        made.dismissed.connect(self._dismissed)
        return made

    def end(self) -> None:
        """Let every screen go."""
        for name in ("curtain", "slip"):
            if name in self.__dict__:
                (self.curtain.lift if name == "curtain" else self.slip.close)()

    # After every look

    def show(self) -> None:
        before, guard = self._before, self._guardian.guard
        self._before = guard
        if guard.state == "recharging":
            self._fall(before.state != "recharging")
            return
        if before.state == "recharging":
            self._rise(complete=not guard.worked and not guard.busy)
        if guard.state == "warned":
            self._warn()
        else:
            self._fade("warning")
            self._let_go = "" if self._let_go == "warning" else self._let_go
        if guard.state in ("working", "warned"):
            self._fade("ready")
        self._ask()

    def _fall(self, fresh: bool) -> None:
        if fresh or not self._suggestion:
            self._choose_suggestion()
        if self._slip_for:
            self._put_back()
        self.curtain.show(self._shown())

    def _rise(self, *, complete: bool) -> None:
        self.curtain.lift()
        self._suggestion = ""
        if complete:
            self._say_ready()

    def _shown(self) -> CurtainShown:
        from planner.ui.focus.curtain_page import CurtainShown

        guardian, guard = self._guardian, self._guardian.guard
        page, sits = guardian.today, self._sitting.runs
        after = suggesting.next_box(page, page.frame.minute(guard.at + guard.left))
        return CurtainShown(
            left=_seconds_up(guard.left),
            total=_seconds_up(guard.needs),
            suggestion=self._suggestion,
            behind=suggesting.behind(guard.worked),
            next_title=page.title_of(after) if after else "",
            next_at=page.frame.clock(after.start) if after else "",
            paused=guard.held,
            strict=guard.rules.strict,
            sits=self._sitting.words() if sits else "",
            notice=guardian.ledger.notice,
        )

    def _choose_suggestion(self) -> None:
        guardian = self._guardian
        own, last = guardian.workspace.settings.suggestions, guardian.memory.get("suggestion")
        words = suggesting.suggested(own, str(last), int(guardian.guard.at.timestamp()) // 60)
        guardian.memory.keep(suggestion=words)
        page = guardian.today
        self._suggestion = suggesting.with_another_place(words, page, page.frame.minute(guardian.guard.at))

    # The slip

    def _warn(self) -> None:
        guardian, guard = self._guardian, self._guardian.guard
        left = max(1, -(-_seconds_up(due_at(guard) - guard.at) // 60))
        words = f"Recharge in {words_of(left)}"
        said = self._slip_for == "warning" and self._slip_words == words
        if said or self._slip_for == "answer" or self._let_go == "warning":  # of all else a warning takes the place
            return
        _ = self.curtain  # made now, so that it is there when it must fall
        offers: list[tuple[str, Callable[[], object]]] = [("Rest now", lambda: self._tell(guardian.rest_now()))]
        rules = guard.rules
        if not rules.strict and guard.postponed < rules.postponements:
            offers.insert(0, (f"{rules.postponement} minutes more", self.postpone))
        self._say("warning", words, offers)

    def postpone(self) -> None:
        """Put the recharge off; from the second time in a day on the reason is asked for."""
        guardian = self._guardian
        if guardian.guard.state != "warned" or not guardian.needs_reason():
            self._tell(guardian.postpone())
            return
        self._slip_for = "answer"
        self.slip.ask("It was put off once today already. Why again?", "A few words, kept with the day", self._put_off)

    def _put_off(self, reason: str) -> None:
        self._slip_for = ""
        self._tell(self._guardian.postpone(reason))

    def _say_ready(self) -> None:
        box = self._next()
        if box is None:
            self._say("ready", "Ready when you are.", [])
            return
        title = self._guardian.today.title_of(box)
        offers: list[tuple[str, Callable[[], object]]] = []
        if box.kind == "work":
            offers.append(("Start", lambda: self._start(box)))
        self._say("ready", f"Ready when you are. {quoted(shortened(title, TITLE))} waits.", offers)

    def _next(self) -> Box | None:
        page = self._guardian.today
        return suggesting.next_box(page, page.frame.minute(self._guardian.now))

    def _start(self, box: Box) -> None:
        guardian = self._guardian
        self._slip_for = ""
        outcome = tracking.start(
            guardian.today,
            box.entry or "",
            now=guardian.now,
            new=new_id(),
            running=guardian.workspace.running(),
            box_id=box.id,
        )
        self._tell(guardian.do(outcome))

    def _person_is_here(self) -> None:
        if self._slip_for == "ready" and not self._fading.isActive():
            self._fading.start()

    def _ask(self) -> None:
        """The one question on return, as long as there is one and nothing else is said."""
        asked = self._guardian.question()
        purpose = f"away {asked.interval.id} {asked.minutes}" if asked else ""
        if self._slip_for.startswith("away") and self._slip_for != purpose:
            self._put_back()
        if asked is None or self._slip_for or self._let_go == purpose:
            return
        title = quoted(shortened(asked.entry.title, TITLE)) if asked.entry else "the timer"
        offers: list[tuple[str, Callable[[], object]]] = [
            ("Keep", lambda: self._answer(asked, asked.minutes)),
            ("Subtract", lambda: self._answer(asked, 0)),
        ]
        if len(asked.spans) == 1:
            offers.append(("Split…", lambda: self._split(asked)))
        offers.append(("Off-screen work", lambda: self._off_screen(asked)))
        self._say(purpose, f"{words_of(asked.minutes)} away while {title} ran.", offers)

    def _split(self, asked: Question, text: str = "") -> None:
        words = f"How many of the {asked.minutes} minutes were work?"
        self._slip_for = "answer"
        self.slip.ask(words, f"0 to {asked.minutes}", lambda said: self._take_split(asked, said), text=text)

    def _take_split(self, asked: Question, text: str) -> None:
        found = 0 if text.strip() == "0" else minutes_in(text)
        problem = absence.split_problem(-1 if found is None else found, asked.minutes)
        if problem:
            self._split(asked, text)
            self.slip.reason.refused.emit(problem)
            return
        self._answer(asked, found or 0)

    def _answer(self, asked: Question, kept: int) -> None:
        self._slip_for = ""
        self._tell(self._guardian.answer(asked, kept))

    def _off_screen(self, asked: Question) -> None:
        self._slip_for = ""
        self._tell(self._guardian.answer_off_screen(asked))

    def _dismissed(self) -> None:
        """Put away with Esc: what was said is not said again; what was asked for is let be."""
        self._let_go, self._slip_for = ("" if self._slip_for == "answer" else self._slip_for), ""

    def _say(self, purpose: str, words: str, offers: list[tuple[str, Callable[[], object]]]) -> None:
        self._slip_for, self._slip_words = purpose, words
        self.slip.say(words, offers)

    _slip_words = ""

    def _fade(self, purpose: str) -> None:
        if self._slip_for == purpose:
            self._put_back()

    def _put_back(self) -> None:
        self._slip_for = ""
        self._fading.stop()
        self.slip.fade()

    # What the curtain hears

    def _touched(self) -> None:
        self._guardian.touch()
        self._guardian.look()

    def _sit(self) -> None:
        """Begin to sit, or end it: the recharge goes on either way."""
        if self._sitting.runs:
            self._sitting.end()
        else:
            self._tell(self._sitting.begin(None))
        self._guardian.look()

    def _leave(self, reason: str) -> None:
        self._sitting.end()
        self._tell(self._guardian.leave(reason))

    def _tell(self, outcome: Outcome) -> None:
        if isinstance(outcome, Refused):
            self.said.emit(outcome.reason)


def _seconds_up(span: dt.timedelta) -> int:
    """Whole seconds, begun ones counted: at the very beginning all of the time is left."""
    return -int(-span // dt.timedelta(seconds=1)) if span > dt.timedelta(0) else 0

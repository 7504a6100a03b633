"""A meditation as it is sat: a delay, a bell, bells in between, a bell at the end, by the clock that only grows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from planner.domain import sitting
from planner.domain.edits import Edit, Outcome, Refused
from planner.domain.values import SITTING_RANGE, Page, new_id
from planner.presence.clocks import Clocks
from planner.settings import Settings
from planner.ui.focus.guardian import Guardian
from planner.ui.focus.memory import instant

Ring = Callable[[str, int, Callable[[str], object]], None]
Phase = Literal["none", "delay", "sitting", "after"]
LONG_GONE = dt.timedelta(minutes=10)  # that the program was not there: then nobody sits any more
AFTER = 8.0  # s that the closed circle stays, while the last bell fades


class Sitting(QObject):
    """`shown()` whenever it looks otherwise; `ended(Edit)` once it is on the record; `unheard(str)` for a bell that
    cannot be heard, from whichever thread noticed it.
    """

    shown = Signal()
    ended = Signal()
    unheard = Signal(str)

    def __init__(self, guardian: Guardian, clocks: Clocks, ring: Ring, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._guardian = guardian
        self._clocks = clocks
        self._ring = ring
        self.phase: Phase = "none"
        self.total: float | None = None  # s; None: open-ended
        self._zero = 0.0  # on the clock that only grows: when the first bell rang, or will
        self._since: dt.datetime | None = None  # the same on the wall, once it is on the record
        self._bells: list[tuple[float, str]] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        guardian.clock_set.connect(self._clock_was_set)

    @property
    def gone(self) -> float:
        """Seconds since the first bell; below 0 while it is still to come."""
        return self._clocks.elapsed() - self._zero

    @property
    def runs(self) -> bool:
        return self.phase in ("delay", "sitting")

    def begin(self, minutes: int | None = None) -> Outcome:
        """Sit so many minutes, 0 for as long as it takes; None: as the settings say."""
        settings = self._guardian.workspace.settings
        minutes = settings.sit_minutes if minutes is None else minutes
        low, high = SITTING_RANGE
        if minutes != 0 and not low <= minutes <= high:
            return Refused(f"A meditation takes {low} to {high} minutes: choose a length between them.")
        if self.runs:
            return Refused("A meditation runs already: end it first.")
        self.total = minutes * 60.0 or None
        self._bells = bells(self.total, settings)
        self._zero = self._clocks.elapsed() + settings.sit_delay
        self._enter("delay")
        self.look()
        return Edit(sitting.NAME)

    def resume(self) -> None:
        """Go on with what ran when the program ended, or end it when it was to end."""
        page, now = self._page(), self._guardian.now
        running = page.running() if page is not None else None
        if page is None or running is None:
            return
        ends = instant(self._guardian.memory.get("sitting"))
        last = ends or self._seen_last(running.start)
        if last is not None and now >= last:
            self._guardian.do(sitting.end(page, max(last, running.start)))
            return
        self.total = None if ends is None else (ends - running.start).total_seconds()
        self._zero = self._clocks.elapsed() - (now - running.start).total_seconds()
        self._since = running.start
        self._bells = [bell for bell in bells(self.total, self._guardian.workspace.settings) if bell[0] > self.gone]
        self._enter("sitting")
        self.look()

    def _seen_last(self, start: dt.datetime) -> dt.datetime | None:
        """When an open-ended one ended that ran when the program did: None if it may still go on."""
        seen = self._guardian.seen_last
        gone_long = seen is not None and self._guardian.now - seen > LONG_GONE
        return seen if gone_long and seen is not None and seen >= start else None

    def end(self) -> None:
        """End it now, without a bell; what was not begun yet leaves no trace."""
        if self.phase == "delay":
            self._enter("none")
        elif self.phase == "sitting":
            self._finish(self.gone, "none")
        elif self.phase == "after":
            self._enter("none")

    def look(self) -> None:
        """Ring what is due, and look again when the next thing is."""
        sits_down = self.phase == "delay" and self.gone >= 0
        if sits_down or self.phase == "sitting":
            self._ring_what_is_due()
        if sits_down:  # the bell has rung: the disk may take its time
            self._sit_down()
        if self.phase == "sitting" and self.total is not None and self.gone >= self.total:
            self._finish(self.total, "after")
        elif self.phase == "sitting" and self._page() is None and self._since is not None:
            self._enter("none")  # undone, or stopped from elsewhere
        elif self.phase == "after" and self.total is not None and self.gone >= self.total + AFTER:
            self._enter("none")
        self.shown.emit()
        self._wait()

    def _ring_what_is_due(self) -> None:
        """One bell: of those that were slept through, the last alone."""
        due = ""
        while self._bells and self._bells[0][0] <= self.gone:
            due = self._bells.pop(0)[1]
        if due:
            self.ring(due)

    def words(self) -> str:
        """How far it is, in words."""
        gone = self.gone
        if gone < 0:
            return f"The sitting begins in {-int(gone // 1)} s"
        seconds = int(gone if self.total is None else max(0.0, self.total - gone))
        minutes = f"{seconds // 60}:{seconds % 60:02d}"
        return f"You sit: {minutes}" if self.total is None else f"You sit: {minutes} left"

    def _wait(self) -> None:
        if self.phase == "none":
            self._timer.stop()
            return
        gone = self.gone
        moments = [1.0 - gone % 1.0]
        if self._bells:
            moments.append(self._bells[0][0] - gone)
        self._timer.start(max(1, round(1000 * min(moments))))

    def _clock_was_set(self, by: dt.timedelta) -> None:
        ends = instant(self._guardian.memory.get("sitting"))
        if ends is not None:
            self._guardian.memory.keep(sitting=(ends + by).isoformat())

    def ring(self, bell: str) -> None:
        self._ring(bell, self._guardian.workspace.settings.volume, partial(self._tell, self))

    @staticmethod
    def _tell(me: Sitting, sentence: str) -> None:
        me.unheard.emit(sentence)

    def _sit_down(self) -> None:
        guardian = self._guardian
        guardian.look()
        now = guardian.now - dt.timedelta(seconds=self.gone)
        outcome = sitting.begin(guardian.today, now=now, new=new_id(), running=guardian.running)
        self._since = now
        self._enter("sitting")
        ends = None if self.total is None else (now + dt.timedelta(seconds=self.total)).isoformat()
        guardian.memory.keep(sitting=ends)
        guardian.do(outcome)

    def _finish(self, gone: float, phase: Phase) -> None:
        page = self._page()
        running = page.running() if page is not None else None
        self._enter(phase)
        self._guardian.memory.keep(sitting=None)
        if page is not None and running is not None:  # its start moves with a clock that is set
            self._guardian.do(sitting.end(page, running.start + dt.timedelta(seconds=gone)))
        self.ended.emit()

    def _page(self) -> Page | None:
        """The page on which somebody sits, by the record."""
        days = self._guardian.days
        return next((page for page in days if (i := page.running()) and i.kind == "meditation"), None)

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        if phase in ("none", "delay"):
            self._since = None
        if phase == "none":
            self._timer.stop()
        self.shown.emit()


def bells(total: float | None, settings: Settings) -> list[tuple[float, str]]:
    """When which bell rings, in seconds after the beginning: one at each end, and those between that are asked for."""
    rung = {0.0: settings.bell}
    last = total if total is not None else SITTING_RANGE[1] * 60.0
    marks = {mark * 60.0 for mark in settings.sit_marks}
    if settings.sit_every:
        step = settings.sit_every * 60
        marks |= {float(at) for at in range(step, int(last) + 1, step)}
    found: dict[float, str] = {**{mark: settings.interval_bell for mark in marks if mark < last}, **rung}
    if total is not None:
        found[total] = settings.bell
    return sorted(found.items())

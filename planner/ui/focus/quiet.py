"""A running box as one quiet line above all windows: its time, and the few things that can be done about it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from planner.domain import arrange, entries, tracking
from planner.domain.edits import Outcome, Refused
from planner.domain.reading import minutes as minutes_in
from planner.domain.running import Running, running
from planner.domain.values import Entry, Interval, new_id
from planner.ui.day.lines import shortened
from planner.ui.focus.guardian import Guardian
from planner.ui.placement import frame_of

if TYPE_CHECKING:
    from planner.ui.focus.line import FocusLine, LineShown
    from planner.ui.focus.strip import Slip

PLACE = "line"  # where it stood, in the guard's memory
READ = 6000  # ms for which a refusal is shown


class Quiet(QObject):
    """`opened()` asks for the whole planner, `shrunk()` says that the line stands in its place, `over(str)` that a box
    has come to its end; `said(str)` is what was refused while there was no line to say it under.

    A rest that stops what runs only hides the line: it comes back with the next start.
    """

    opened = Signal()
    shrunk = Signal()
    over = Signal(str)
    said = Signal(str)

    def __init__(self, guardian: Guardian, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._guardian = guardian
        self._last: Running | None = None  # what ran at the last look, or what was paused since
        self._paused: Entry | None = None
        self._told = ""  # the interval whose box was said to be over
        self._is_up = False  # the line stands in place of the window, though a rest may hide it
        self._hidden = False
        self._new_here = True  # what runs when the planner opens was not started now
        self._fading = QTimer(self, singleShot=True, interval=READ)
        self._fading.timeout.connect(self._fade)
        guardian.looked.connect(self.show)

    @cached_property
    def line(self) -> FocusLine:
        from planner.ui.focus.line import FocusLine

        made = FocusLine()
        made.pause.connect(self.pause)
        made.done.connect(self.done)
        made.more.connect(lambda: self.ask_for_more())
        made.open.connect(self.open)
        made.off_screen.connect(self.mark_off_screen)
        made.put(frame_of(self._guardian.memory.get(PLACE)))
        return made

    @cached_property
    def slip(self) -> Slip:
        from planner.ui.focus.strip import Slip

        return Slip()

    def end(self) -> None:
        self._put_away()
        for name in ("line", "slip"):
            if name in self.__dict__:
                (self.line if name == "line" else self.slip).close()

    # Showing

    def shrink(self) -> bool:
        """The line in place of the window; False while nothing runs."""
        now = running(self._guardian.days, self._guardian.now)
        if now is None:
            self._refuse("Nothing runs: start a task, then it can shrink to one line.")
            return False
        self._is_up, self._hidden, self._paused = True, False, None
        self.show()
        self.line.show()
        self.shrunk.emit()
        return True

    def open(self) -> None:
        self._put_away()
        self.opened.emit()

    def _put_away(self) -> None:
        if self._is_up:
            self._is_up = self._hidden = False
            frame = self.line.geometry()
            self._guardian.memory.keep(**{PLACE: [frame.x(), frame.y(), frame.width(), frame.height()]})
            self.line.hide()

    def show(self) -> None:
        before, guardian = self._last, self._guardian
        now = running(guardian.days, guardian.now)
        self._last = now or (before if self._paused else None)
        if now is not None:
            self._paused = None
            self._starts(before, now)
            self._comes_to_its_end(now)
        self._new_here = False
        if self._is_up:
            self._show_line(before, now)

    def _starts(self, before: Running | None, now: Running) -> None:
        fresh = before is None or before.interval.id != now.interval.id
        wanted = self._guardian.workspace.settings.focus_line and not self._new_here
        if fresh and wanted and not self._is_up:
            self.shrink()

    def _comes_to_its_end(self, now: Running) -> None:
        if now.over and self._told != now.interval.id:
            self._told = now.interval.id
            self.over.emit(now.entry.title)

    @property
    def _rests(self) -> bool:
        """A rest or a meditation, by the guard or by the record."""
        runs = self._guardian.running
        return self._guardian.guard.state == "recharging" or (runs is not None and runs.kind != "work")

    def _rested(self, before: Running | None) -> bool:
        """Whether a rest has stopped what ran before, though it may be over already."""
        spans = [interval for page in self._guardian.days for interval in page.intervals]
        return before is not None and any(_stopped(before.interval, rest, spans) for rest in spans)

    def _show_line(self, before: Running | None, now: Running | None) -> None:
        shown = self._shown(now)
        if shown is not None and (now is not None or not self._rests):
            self.line.show_line(shown)
            if self._hidden:
                self._hidden = False
                self.line.show()
        elif self._hidden or self._rests or self._rested(before):
            self._hide()
        else:
            self.open()

    def _shown(self, now: Running | None) -> LineShown | None:
        from planner.ui.focus.line import LineShown

        if now is not None:
            return LineShown(now.entry.title, now.words, now.over, now.entry.off_screen)
        if self._last is not None and self._paused is not None:
            return LineShown(self._paused.title, self._last.words, self._last.over, self._paused.off_screen, True)
        return None

    def _hide(self) -> None:
        if not self._hidden:
            self._hidden = True
            self.line.hide()
            if "slip" in self.__dict__:
                self.slip.fade()

    # Doing

    def _do(self, outcome: Outcome) -> None:
        done = self._guardian.do(outcome)
        if isinstance(done, Refused):
            self._refuse(done.reason)

    def _refuse(self, sentence: str) -> None:
        """Said where the eye is: under the line while that is there, for the foot of the window is not."""
        if not self._is_up or self._hidden:
            self.said.emit(sentence)
        elif "slip" in self.__dict__ and self.slip.asking:
            self.slip.reason.refused.emit(sentence)
        else:
            self.slip.say(sentence)
            self._fading.start()

    def _fade(self) -> None:
        if not self.slip.asking:
            self.slip.fade()

    def pause(self) -> None:
        guardian, last = self._guardian, self._last
        if last is None:
            return
        if self._paused is not None:
            page = next((p for p in guardian.days if p.entry(last.entry.id)), last.page)
            new, box = new_id(), last.box.id if last.box else None
            others = guardian.workspace.running()
            self._do(tracking.start(page, last.entry.id, now=guardian.now, new=new, running=others, box_id=box))
            return
        self._paused = last.entry
        self._do(tracking.stop(last.page, now=guardian.now))

    def done(self) -> None:
        last, now = self._last, self._guardian.now
        if last is None:
            return
        page = next((p for p in self._guardian.days if p.date == last.page.date), last.page)
        self._paused = None
        tick = entries.tick_box(page, last.box.id, now=now) if last.box else entries.tick(page, last.entry.id, now=now)
        self._do(tick)

    def ask_for_more(self, text: str = "") -> None:
        last = self._last
        if last is None:
            return
        if last.box is None:
            self._refuse("It fills no box, so nothing has to be made longer.")
            return
        words = f"How much more does '{shortened(last.entry.title, 40)}' need?"
        self.slip.ask(words, "15, or 1h", self._take_more, text=text)

    def _ask_again(self, text: str, problem: str) -> None:
        self.ask_for_more(text)
        self.slip.reason.refused.emit(problem)

    def _take_more(self, text: str) -> None:
        last, minutes = self._last, minutes_in(text)
        if last is None or last.box is None:
            return
        if minutes is None:
            self._ask_again(text, "Write minutes, such as 15 or 1h.")
            return
        page = next((p for p in self._guardian.days if p.date == last.page.date), last.page)
        late = max(0, page.frame.minute(self._guardian.now) - last.box.end)
        outcome = arrange.extend(page, last.box.id, late + minutes, now=self._guardian.now)
        if isinstance(outcome, Refused):
            self._ask_again(text, outcome.reason)
            return
        self._do(outcome)

    def mark_off_screen(self, off_screen: bool) -> None:
        last = self._last
        if last is not None:
            page = next((p for p in self._guardian.days if p.date == last.page.date), last.page)
            self._do(entries.mark_off_screen(page, last.entry.id, off_screen))


def _stopped(work: Interval, rest: Interval, spans: list[Interval]) -> bool:
    """Whether the rest is what ended the work, by the record as it is now."""
    end = next((each.end for each in spans if each.id == work.id), None)
    return rest.kind != "work" and end is not None and rest.start >= end

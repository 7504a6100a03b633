"""All that keeps a person company while the day runs, put together: the guardian, what is seen of it, the sitting.

Made after the first page is painted. `company.guard` and `company.sit` are what commands from a terminal reach.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from planner.domain.edits import Outcome
from planner.domain.stretch import Guard, State
from planner.presence.clocks import Clocks, SystemClocks
from planner.presence.watch import Presence, find
from planner.ui.focus.guardian import Guardian
from planner.ui.focus.quiet import Quiet
from planner.ui.focus.seat import Seat
from planner.ui.focus.sitting import Ring, Sitting
from planner.ui.focus.stage import Stage
from planner.workspace import Workspace

if TYPE_CHECKING:
    from planner.ui.focus.tray import Tray

HOUR = 60  # minutes


class Company(QObject):
    """`said(str)` is for the foot of the window; `opened()` and `shrunk()` ask it to come and to go; `sat()` comes once
    a meditation is on the record.
    """

    said = Signal(str)
    opened = Signal()
    shrunk = Signal()
    sat = Signal()

    def __init__(
        self,
        workspace: Workspace,
        *,
        clocks: Clocks | None = None,
        presence: Presence | None = None,
        ring: Ring | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        clocks = clocks or SystemClocks()
        self.workspace = workspace
        self.guardian = Guardian(workspace, clocks, presence or find(), self)
        self.sitting = Sitting(self.guardian, clocks, ring or _ring, self)
        self.seat = Seat(self.guardian, self.sitting, self)
        self.stage = Stage(self.guardian, self.sitting, self)
        self.quiet = Quiet(self.guardian, self)
        self.tray: Tray | None = None
        self._state: State = "idle"
        for part in (self.stage, self.quiet):
            part.said.connect(self.said)
        self.sitting.unheard.connect(self.said)
        self.sitting.ended.connect(self.sat)
        self.quiet.opened.connect(self.opened)
        self.quiet.shrunk.connect(self.shrunk)
        self.quiet.over.connect(self._box_is_over)
        self.guardian.looked.connect(self._look)

    def begin(self) -> None:
        self.workspace.companion = self
        self.guardian.begin()
        self.sitting.resume()

    def end(self) -> None:
        """The window closes: let go of every screen; what runs goes on in the record."""
        self.workspace.companion = None
        self.guardian.end()
        for end in (self.stage.end, self.quiet.end, self.seat.end):
            end()
        if self.tray is not None:
            self.tray.end()

    # What others ask for

    @property
    def guard(self) -> Guard:
        return self.guardian.fresh()

    def sit(self, minutes: int | None) -> Outcome:
        return self.sitting.begin(minutes)

    def quiet_until_the_event_ends(self) -> Outcome | None:
        """Quiet for as long as the event that runs now; None if none does."""
        page = self.guardian.today
        minute = page.frame.minute(self.guardian.now)
        ends = [box.end for box in page.boxes if box.kind == "event" and box.start <= minute < box.end]
        return self.guardian.keep_quiet(max(ends) - minute) if ends else None

    # The tray, the end of a box

    def _look(self) -> None:
        self._keep_tray()
        state = self.guard.state
        if state == "warned" != self._state and self.tray is not None and self.workspace.settings.notify:
            self.tray.tell("A recharge is due soon.")
        self._state = state

    def _keep_tray(self) -> None:
        wanted = self.workspace.settings.tray
        if wanted == (self.tray is not None):
            return
        if self.tray is not None:
            self.tray.end()
            self.tray.deleteLater()
            self.tray = None
            return
        from planner.ui.focus.tray import Tray

        if Tray.is_there():
            deeds: dict[str, Callable[[], object]] = {
                "Open the planner": self.quiet.open,
                "Rest now": self.guardian.rest_now,
                "Meditate": lambda: self.sit(None),
                "Quiet for an hour": lambda: self.guardian.keep_quiet(HOUR),
            }
            self.tray = Tray(self.guardian, deeds, self)

    def _box_is_over(self, title: str) -> None:
        settings = self.workspace.settings
        if settings.end_bell:
            self.sitting.ring(settings.interval_bell)
        if settings.notify and self.tray is not None:
            self.tray.tell(f"The time for '{title}' is over.")


def _ring(bell: str, volume: int, unheard: Callable[[str], object]) -> None:
    from planner.sound.player import ring

    ring(bell, volume, unheard)

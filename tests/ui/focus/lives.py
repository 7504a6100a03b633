"""A person at a machine whose clocks and keys a test holds in its hands, with the real company on a real file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from planner.domain import entries, tracking
from planner.domain.edits import Edit
from planner.domain.entry_line import parse
from planner.domain.stretch import MINUTE, Guard
from planner.domain.values import Box, Entry, Page, new_id
from planner.presence.watch import Sight
from planner.settings import Settings
from planner.store.store import Store
from planner.ui.focus.company import Company
from planner.workspace import Workspace

DATE = dt.date(2026, 11, 23)
NINE = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


class Machine:
    """Three clocks, and when the last key was pressed."""

    def __init__(self) -> None:
        self.time = NINE
        self.up = self.woken = 1000.0
        self.last_key = self.up
        self.lock: bool | None = False
        self.blind = False
        self.types = True  # a key at every look, as of somebody at work

    def __call__(self) -> dt.datetime:
        return self.time.replace(microsecond=0)

    def wall(self) -> dt.datetime:
        return self.time

    def elapsed(self) -> float:
        return self.up

    def awake(self) -> float:
        return self.woken

    @property
    def name(self) -> str:
        return "a test"

    def look(self) -> Sight:
        if self.blind:
            return Sight(None, None)
        if self.types:
            self.last_key = self.up
        return Sight(self.up - self.last_key, self.lock)

    def close(self) -> None:
        self.blind = True

    def passes(self, span: dt.timedelta, *, asleep: bool = False) -> None:
        self.time += span
        self.up += span.total_seconds()
        self.woken += 0 if asleep else span.total_seconds()


class Life:
    """One day before one planner; `stop` is the program killed, `start` the next one."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.folder = folder
        self.machine = Machine()
        self.settings = replace(Settings(), **settings)
        self.rung: list[tuple[str, float]] = []
        self.deaf = ""  # why no bell is heard
        self.store: Store
        self.workspace: Workspace
        self.company: Company
        self.start()

    def start(self) -> None:
        head = self.settings.head(DATE, "UTC")
        self.store = Store.open(self.folder, head, clock=self.machine)
        self.workspace = Workspace(self.store, self.settings, self.folder, self.machine)
        self.workspace.zone = "UTC"
        self.machine.blind = False
        self.company = Company(self.workspace, clocks=self.machine, presence=self.machine, ring=self._ring)
        self.company.begin()

    def kill(self) -> None:
        """Without a word: nothing is closed, noted or lifted by the program itself."""
        guardian = self.company.guardian
        guardian._timer.stop()
        guardian._changes.close()
        self.company.sitting._timer.stop()
        self.company.stage.end()
        self.company.quiet.end()
        self.company.seat.end()
        self.store.close()

    def end(self) -> None:
        self.company.end()
        self.workspace.close()

    def _ring(self, bell: str, volume: int, unheard: Callable[[str], object]) -> None:
        if self.deaf:
            unheard(self.deaf)
        else:
            self.rung.append((bell, self.machine.up))

    # Time

    def look(self) -> Guard:
        self.company.guardian.look()
        if self.company.sitting.phase != "none":
            self.company.sitting.look()
        QApplication.processEvents()
        return self.guard

    def wait(self, minutes: float, *, pace: float = 1.0, asleep: bool = False) -> Guard:
        """Live on, looked at once a minute (or at another pace, in minutes)."""
        left = minutes
        while left > 0:
            step = left if asleep else min(left, pace)
            self.machine.passes(step * MINUTE, asleep=asleep)
            self.look()
            left -= step
        return self.guard

    @property
    def guard(self) -> Guard:
        return self.company.guard

    @property
    def now(self) -> dt.datetime:
        return self.machine.time

    # Deeds

    def writes(self, text: str, **values: Any) -> Entry:
        page = self.workspace.page()
        line = parse(text, today=page.date)
        name = new_id()
        done = self.workspace.do(entries.add(page, line, now=self.machine(), new=name, new_box=new_id(), **values))
        assert isinstance(done, Edit), done
        self.look()
        return next(entry for entry in self.workspace.page().entries if entry.id == name)

    def starts(self, title: str) -> None:
        page = self.workspace.page()
        entry = next(entry for entry in page.entries if entry.title == title)
        running = self.workspace.running()
        done = self.workspace.do(tracking.start(page, entry.id, now=self.machine(), new=new_id(), running=running))
        assert isinstance(done, Edit), done
        self.look()

    def stops(self) -> None:
        running = self.workspace.running()
        assert running is not None
        assert isinstance(self.workspace.do(tracking.stop(self.workspace.page(running.page), now=self.machine())), Edit)
        self.look()

    @property
    def page(self) -> Page:
        return self.workspace.page(DATE)

    def box(self, title: str) -> Box:
        return next(box for box in self.page.boxes if self.page.title_of(box) == title)

    def record(self) -> list[tuple[str, str, str]]:
        """What was worked and rested: kind, start, end."""
        return [(i.kind, f"{i.start:%H:%M:%S}", f"{i.end:%H:%M:%S}" if i.end else "") for i in self.page.intervals]

    def said(self) -> list[tuple[str, int, str]]:
        return [(r.kind, r.minutes, r.words) for r in self.page.remarks]

    # What is on the screen

    @property
    def curtain_is_down(self) -> bool:
        """Whether every screen is covered."""
        return "curtain" in self.company.stage.__dict__ and self.company.stage.curtain.up

    @property
    def slip(self) -> str:
        stage = self.company.stage
        return stage.slip.words.text() if "slip" in stage.__dict__ and stage.slip.isVisible() else ""

    def clicks(self, words: str) -> None:
        """One of the offers of the slip."""
        next(button for button in self.company.stage.slip.offers if button.text() == words).click()
        QApplication.processEvents()

"""The clock and the person of a window test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from planner.domain import entries
from planner.domain.edits import Edit
from planner.domain.entry_line import parse
from planner.domain.values import Entry, new_id
from planner.ui.main_window import MainWindow
from planner.workspace import Workspace

Opened = Callable[..., MainWindow]
TODAY = dt.date(2026, 11, 23)


class Clock:
    """`clock.at(10, 52)`: today at that time, in UTC."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)

    def at(self, hour: int, minute: int = 0, days: int = 0) -> None:
        date = TODAY + dt.timedelta(days=days)
        self.now = dt.datetime(date.year, date.month, date.day, hour, minute, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now


class Person:
    """Writes lines straight into the planner, as the story before a test begins."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def writes(self, *texts: str, date: dt.date = TODAY) -> None:
        for text in texts:
            page = self.workspace.page(date)
            line = parse(text, today=page.date)
            done = self.workspace.do(entries.add(page, line, now=self.workspace.now(), new=new_id(), new_box=new_id()))
            assert isinstance(done, Edit), done

    def entry(self, title: str, date: dt.date = TODAY) -> Entry:
        return next(entry for entry in self.workspace.page(date).entries if entry.title == title)

"""A past for a test: finished tasks on the days before, each worked for so many minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from planner.domain.edits import edit_between, page_of
from planner.domain.values import Entry, Interval, new_id
from planner.workspace import Workspace

HOUR = dt.timedelta(hours=1)


def live(workspace: Workspace, ago: int, tasks: Iterable[tuple[str, int | None, float, str]]) -> None:
    """The page of so many days ago: tasks of a title, a guess, the minutes that they took, and a tag."""
    date = workspace.today() - dt.timedelta(days=ago)
    before = workspace.page(date)
    made, spans = [], []
    start = dt.datetime(date.year, date.month, date.day, 8, tzinfo=dt.UTC)
    for position, (title, guess, minutes, tag) in enumerate(tasks):
        entry = Entry(new_id(), date, title, state="done", position=position, estimate=guess, tags=(tag,))
        end = start + dt.timedelta(minutes=minutes)
        spans.append(Interval(new_id(), date, start, end, entry.id))
        made.append(entry)
        start = end
    page = page_of(before.head, made, (), spans)
    workspace.do(edit_between(before, replace(page, fresh=True), "Live the day"))


def a_month_of_writing(workspace: Workspace) -> None:
    """30 days on which writing took half as long again as guessed, give or take, and mail what was guessed."""
    for ago in range(30, 0, -1):
        took = 60 + 15 * (ago % 4)
        live(workspace, ago, [("Write the report", 60, took, "writing"), ("Answer mail", 30, 30, "mail")])

"""Pasts that nobody lives: one task, all the same, a million minutes, no guess, more than can be drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from planner.domain.edits import Edit
from planner.domain.past import ImportedTask
from planner.ui.review.guess import MOST
from planner.ui.review.place import Review
from planner.workspace import Workspace
from tests.ui.people import TODAY

Look = Callable[..., Review]
MINUTE = 60_000  # ms
Row = tuple[int | None, float]  # minutes guessed and taken


def imported(rows: Sequence[Row], tag: str = "a") -> list[ImportedTask]:
    return [
        ImportedTask(
            f"key {n}", n, TODAY - dt.timedelta(days=n % 20), f"Task {n}", (tag,) if n else ("only-one",), None,
            guess and guess * MINUTE, round(taken * MINUTE),
        )
        for n, (guess, taken) in enumerate(rows, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [(30, 45)],
        [(30, 30)] * 40,
        [(1, 1_000_000)] * 10 + [(1440, 0.001)] * 10 + [(30, 30)] * 10,
        [(10**6, 10**6)] * 9,
        [(1, 0.0001)],
        [(None, 50), (None, 20), (30, 25)],
    ],
    ids=["one", "all the same", "from a thousandth to a million", "a million", "nearly nothing", "without guesses"],
)
def test_every_past_is_drawn(look: Look, workspace: Workspace, qtbot: QtBot, rows: list[Row]) -> None:
    assert isinstance(workspace.import_history("history.csv", imported(rows)), Edit)
    review = look("year")
    content = review.content
    assert content is not None
    assert review.looked is not None
    assert len(content.guess.things.areas) == len(review.looked.review.pairs) > 0
    for pointed in content.pointed():
        if pointed.isVisible():
            pointed.setFocus(Qt.FocusReason.TabFocusReason)
            for key in (Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up):
                qtbot.keyClick(pointed, key)
            assert pointed.words()
            spot = pointed.spot(pointed.chosen)
            assert pointed.rect().adjusted(-1, -1, 1, 1).contains(spot.center().toPoint())
    content.grab()


def test_of_guesses_that_nobody_made_nothing_is_claimed(look: Look, workspace: Workspace) -> None:
    workspace.import_history("history.csv", imported([(None, 50), (None, 20)]))
    review = look("year")
    assert review.content is None
    assert review.calm.isVisible()


def test_more_than_can_be_drawn_says_so(look: Look, workspace: Workspace) -> None:
    rows = [(15 + n % 90, 10.0 + n % 100) for n in range(MOST + 500)]
    assert isinstance(workspace.import_history("history.csv", imported(rows)), Edit)
    review = look("year")
    assert review.content is not None
    assert len(review.content.guess.things.areas) == MOST
    assert any("500 older ones are not drawn" in key.words for key in review.content.guess.legend())
    assert review.looked is not None
    assert len(review.looked.review.pairs) == MOST + 500


def test_an_imported_task_is_on_no_page_to_be_corrected(look: Look, workspace: Workspace, qtbot: QtBot) -> None:
    workspace.import_history("history.csv", imported([(30, 45)] * 3))
    review = look("year")
    assert review.content is not None
    guess = review.content.guess
    guess.setFocus(Qt.FocusReason.TabFocusReason)
    target = guess.target()
    qtbot.keyClick(guess, Qt.Key.Key_X)
    assert "Choose a line or a box first" in review.main.foot.words.text()
    assert review.main.places.reviews
    qtbot.keyClick(guess, Qt.Key.Key_Return)
    assert target is not None
    assert review.main.date == target.day

"""From a first guess to the look back: a line, its range, the suggested length, a drag until the day fits, the work,
the tick, the review, and back through a point to the day.
"""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.ui.main_window import MainWindow
from planner.ui.outlook import Outlook
from planner.workspace import Workspace
from tests.pasts import live
from tests.ui.hands import ENTER, Hands
from tests.ui.people import Clock, Opened

ENOUGH = 80  # % at which the person lets go


def a_past(workspace: Workspace) -> None:
    """Writing takes half as long again as it is guessed, now and then twice as long; mail takes what it is guessed."""
    for ago in range(40, 0, -1):
        writing = 60 + 15 * (ago % 5)
        live(workspace, ago, [("Write the report", 60, writing, "writing"), ("Answer mail", 60, 60, "mail")])


def chance(window: MainWindow) -> int:
    said = window.bar.chance.text()
    found = re.search(r"(\d+) %", said)
    assert found is not None, said
    return 0 if said.startswith("<") else int(found[1])


def write_with_the_suggestion(hands: Hands) -> int:
    """Type an entry, see its range change with the tag, take the suggestion; the minutes that were taken."""
    window = hands.window
    field, likely = window.left.entry_field, window.left.likely
    hands.key(Qt.Key.Key_N)
    hands.write("Prepare slides")
    untagged = likely.words
    assert "likely · from " in untagged
    hands.write(" #mail")
    assert likely.words != untagged
    for _ in " #mail":
        hands.key(Qt.Key.Key_Backspace)
    hands.write(" #writing")
    assert likely.words != untagged
    assert "#writing" in likely.words
    suggested = likely.minutes
    assert suggested is not None
    hands.key(Qt.Key.Key_Down)
    assert field.line().estimate == suggested
    hands.write(" !1 16:50")
    hands.key(ENTER)
    hands.key(Qt.Key.Key_Escape)
    return suggested


def drag_until_it_fits(hands: Hands, outlook: Outlook) -> int:
    """The box is carried up by quarters of an hour; the hand rests after each, and lets go when the chance will do."""
    box = hands.box("Prepare slides")
    at = hands.take(box)
    step = round(15 * hands.timeline.ruler.per_minute)
    seen = [chance(hands.window)]
    while seen[-1] < ENOUGH:
        with hands.qtbot.waitSignal(outlook.foretold):
            at.setY(at.y() - step)
            QTest.mouseMove(hands.timeline.viewport(), at)
        seen.append(chance(hands.window))
        assert len(seen) < 20, seen
    hands.let_go(at)
    assert seen[0] < ENOUGH <= seen[-1]
    return seen[-1]


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_guess_is_made_kept_to_and_looked_back_on(
    workspace: Workspace, open_window: Opened, qtbot: QtBot, clock: Clock
) -> None:
    a_past(workspace)
    window = open_window()
    hands, outlook = Hands(window, qtbot), Outlook(workspace, window)
    with qtbot.waitSignal(outlook.foretold):
        window.look_out(outlook)
    suggested = write_with_the_suggestion(hands)
    qtbot.waitUntil(lambda: not window.bar.chance.isHidden())
    promised = drag_until_it_fits(hands, outlook)
    box = hands.box("Prepare slides")
    assert box.end <= window.page.frame.floor_of_wall(window.page.head.closes)

    clock.now = window.page.frame.at(box.start)
    hands.choose("Prepare slides")
    hands.key(Qt.Key.Key_Space)
    clock.now = window.page.frame.at(box.start + suggested + 20)
    hands.key(Qt.Key.Key_X)
    entry = next(e for e in window.page.entries if e.title == "Prepare slides")
    assert (entry.state, entry.estimate) == ("done", suggested)
    assert promised >= ENOUGH

    hands.key(Qt.Key.Key_V)
    review = window.places.review
    qtbot.waitUntil(lambda: review.settled, timeout=20_000)
    looked, content = review.looked, review.content
    assert looked is not None
    assert content is not None
    pair = next(pair for pair in looked.review.pairs if pair.title == "Prepare slides")
    assert (pair.estimate, round(pair.actual)) == (suggested, suggested + 20)
    guess = content.guess
    targets = [guess.things.target(number) for number in range(len(guess.things.areas))]
    index = next(number for number, target in enumerate(targets) if target and target.entry == entry.id)
    QTest.mouseClick(guess, Qt.MouseButton.LeftButton, pos=guess.spot(index).center().toPoint())
    assert not window.places.reviews
    assert window.date == entry.page
    assert window.page.entry(entry.id) is not None

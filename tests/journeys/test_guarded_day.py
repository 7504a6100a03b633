"""A whole day with its guard: three stretches, one put off, one left early, one rest by walking away, two meditations.

The window is real, and so are keys and clicks; the clocks are the test's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.stretch import MINUTE
from planner.ui.controls import Button
from planner.ui.focus import hold
from planner.ui.focus.in_the_way import InTheWay
from planner.ui.focus.sit_down import SitDown
from tests.ui.focus.conftest import lived
from tests.ui.focus.lives import Life
from tests.ui.hands import GuardedHands

__all__ = ["lived"]

PLAN = (
    "Draft the essay 2h !1 9:00",
    "Read two chapters 2h !2 11:30",
    "Plan the seminar 90m !3 15:00",
    "Bills 20m 17:00",
)


class Day(GuardedHands):
    """One person, one window, one day."""

    def start(self, title: str) -> None:
        """Its line is chosen by the arrows' own road, and Space starts it."""
        entry = next(e for e in self.window.page.entries if e.title == title)
        self.come_back()
        self.window.left.focus_line(entry.id)
        self.window.left.three.setFocus()
        self.key(Qt.Key.Key_Space)
        self.life.look()
        running = self.life.workspace.running()
        assert running is not None
        assert running.entry == entry.id

    def away(self, minutes: float) -> None:
        self.life.machine.types = False
        self.life.wait(minutes)

    def back(self) -> None:
        self.life.machine.types = True
        self.life.look()

    def press(self, words: str) -> None:
        slip = self.life.company.stage.slip
        button = next(b for b in slip.offers if b.text() == words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.life.look()

    def dialog(self, kind: type) -> QWidget:
        found = next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())
        self.qtbot.waitUntil(found.isActiveWindow)
        return found

    def rest_lines(self) -> list[str]:
        return [label.text() for label in self.window.left.resting.lines]


@pytest.fixture
def day(lived: Callable[..., Life], qtbot: QtBot, tmp_path: Path) -> Iterator[Day]:
    made = Day(lived(sit_delay=0), qtbot)
    yield made
    made.life.end = lambda: None  # type: ignore[method-assign]  # the window ends it
    made.cover.close()
    made.life.workspace.close()


def test_a_guarded_day(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in PLAN:
        day.line(text)
    sit_before_work(day)
    a_stretch_that_is_put_off(day)
    a_stretch_that_is_left_early(day, monkeypatch)
    a_stretch_that_ends_on_a_walk(day)
    sit_again_and_say_what_is_in_the_way(day)
    the_page_shows_each(day)


def sit_before_work(day: Day) -> None:
    """M, Enter: two actions from anywhere."""
    day.key(Qt.Key.Key_M)
    dialog = day.dialog(SitDown)
    QTest.keyClick(dialog.presets[0], Qt.Key.Key_Return)  # type: ignore[attr-defined]
    day.life.look()
    assert day.life.company.seat.face.isVisible()
    day.away(10.2)
    assert not day.life.company.seat.face.isVisible()
    assert day.life.record() == [("meditation", "09:00:00", "09:10:00")]


def a_stretch_that_is_put_off(day: Day) -> None:
    day.back()
    day.start("Draft the essay")
    day.life.wait(118)
    assert day.life.slip == "Recharge in 2 min"
    day.press("5 minutes more")
    day.life.wait(7)
    assert day.life.curtain_is_down
    day.away(30)
    assert not day.life.curtain_is_down
    assert "Ready when you are" in day.life.slip


def a_stretch_that_is_left_early(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    day.back()
    day.start("Read two chapters")
    day.life.wait(120)
    assert day.life.curtain_is_down
    day.away(10)
    monkeypatch.setattr(hold, "TIME", 40)
    curtain = day.life.company.stage.curtain.windows[0]
    QTest.keyPress(curtain, Qt.Key.Key_Escape)
    day.qtbot.waitUntil(lambda: not curtain.reason.isHidden())
    QTest.keyRelease(curtain, Qt.Key.Key_Escape)
    QTest.keyClicks(curtain.reason, "The doorbell")
    QTest.keyClick(curtain.reason, Qt.Key.Key_Return)
    day.life.look()
    assert not day.life.curtain_is_down
    assert day.life.said()[-1] == ("left", 40, "The doorbell")


def a_stretch_that_ends_on_a_walk(day: Day) -> None:
    day.away(31)
    day.back()
    assert day.life.guard.worked == 0 * MINUTE
    day.start("Plan the seminar")
    day.life.wait(50)
    day.away(35)
    assert day.life.guard.state == "idle"
    day.back()
    assert day.life.slip == "35 min away while 'Plan the seminar' ran."
    day.press("Subtract")
    day.life.wait(20)
    assert day.life.guard.worked == 20 * MINUTE


def sit_again_and_say_what_is_in_the_way(day: Day) -> None:
    day.come_back()
    button = next(b for b in day.window.bar.findChildren(Button) if b.text() == "Meditate")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = day.dialog(SitDown)
    QTest.keyClicks(dialog.field, "5")  # type: ignore[attr-defined]
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    day.away(5.2)
    day.back()
    day.come_back()
    day.key(Qt.Key.Key_Y)
    asked = day.dialog(InTheWay)
    QTest.mouseClick(asked.feelings[3], Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    QTest.keyClicks(asked.field, "A short night")  # type: ignore[attr-defined]
    QTest.keyClick(asked.field, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert day.life.said()[-1][0] == "feeling"


def the_page_shows_each(day: Day) -> None:
    lines = day.rest_lines()
    assert [words.split("  ", 1)[1] for words in lines] == [
        "Meditated 10 min",
        "Recharge put off by 5 min",
        "Recharge left early, 40 min of work allowed: The doorbell",
        "Meditated 5 min",
        "In the way: tired: A short night",
    ]
    actuals = [shown for shown in day.window.timeline.shown if shown.actual]
    sorts = [shown.sort for shown in sorted(actuals, key=lambda shown: shown.start)]
    assert sorts == ["sat", "over", "rest", "done", "rest", "done", "done", "sat"]
    kinds = [row[0] for row in day.life.record()]
    assert kinds == ["meditation", "work", "recharge", "work", "recharge", "work", "work", "meditation"]
